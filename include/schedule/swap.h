/* swap - two agents of one contract exchange some days in a row, pauses and all: the coverage stays, but rest, days off and
 * wishes differ, and so what either can do next. */
#ifndef SCHEDULE_SWAP_H
#define SCHEDULE_SWAP_H

#include "base/rng.h"
#include "schedule/board.h"

struct swap {
    struct board *b;
    int    agent[2];
    int    from, to;   /* days [from, to) */
    int   *tour[2];    /* [days] as they would be */
    double cost[2];    /* of the agents then */
};

void swap_make(struct swap *s, struct board *b);
void swap_free(struct swap *s);

/* Draws two agents and days; what the exchange costs in wishes and rules that are priced, INFINITY where it breaks a rule
 * or changes nothing. */
double swap_draw(struct swap *s, struct rng *rng);
void   swap_keep(struct swap *s);

#endif
