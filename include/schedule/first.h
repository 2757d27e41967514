/* first - a roster at once: what there is before an LP can say whom to roster when, and when it is stopped before it can. */
#ifndef SCHEDULE_FIRST_H
#define SCHEDULE_FIRST_H

#include "schedule/board.h"

/* Each agent in turn gets the tour worth most against what the others leave, then a search of a few steps that nothing stops. b, made
 * for p, is filled; returns its objective. Deterministic in the seed. */
double first_roster(struct board *b, struct problem *p, long steps, uint64_t seed);

#endif
