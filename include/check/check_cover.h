/* check_cover - how many agents a roster has on work, by queue and interval. */
#ifndef CHECK_CHECK_COVER_H
#define CHECK_CHECK_COVER_H

#include "model/roster.h"
#include "model/scenario.h"

/* scheduled[queue_count * intervals], set here: agents on work, time-weighted: a break of 15 min leaves half an agent of an
 * interval of 30. Work without a queue counts for the agent's (first) skill, work on a queue the agent has no skill
 * for counts nowhere. In a cyclic horizon minutes past the end count at its beginning, else nowhere. Sound rosters only. */
void check_cover(double *scheduled, const struct scenario *s, const struct roster *r);

#endif
