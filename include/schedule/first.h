/* first - a roster at once: what there is when the bound is stopped before its LP can say whom to roster when. */
#ifndef SCHEDULE_FIRST_H
#define SCHEDULE_FIRST_H

#include "schedule/board.h"
#include "schedule/branch.h"

/* Each agent in turn gets the tour worth most against what the others leave, then a short search that nothing stops. b, made
 * for p, is filled; returns its objective. Deterministic in the seed. */
double first_roster(struct board *b, struct problem *p, const struct cover *cover, uint64_t seed);

#endif
