/* deal - the shifts of a rounding dealt out day by day to agents who have a pattern: whoever started early starts early again, so
 * that rest is hardly ever in the way. */
#ifndef SCHEDULE_DEAL_H
#define SCHEDULE_DEAL_H

#include "base/rng.h"
#include "schedule/board.h"
#include "schedule/pool.h"

/* groups[agents]: each one's pattern, [days]; NULL: the agent gets nothing. Who gets a shift for every day of the pattern is put on
 * the board, and dealt[agent] becomes 1; the others' shifts go back. */
void deal_days(struct board *b, struct pool *pool, const int *const *groups, struct rng *rng, unsigned char *dealt);

#endif
