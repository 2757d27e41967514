/* place - a first roster from the prices of the LP: each agent in turn is taken off and given the best tour against the
 * prices and a quadratic pull to the LP's coverage (DESIGN 5, P). */
#ifndef SCHEDULE_PLACE_H
#define SCHEDULE_PLACE_H

#include "base/rng.h"
#include "schedule/board.h"

/* target[intervals] in slots. Adds to *stop through watch as schedule.h's progress does. */
void place_roster(struct board *b, const struct prices *prices, const double *target, double weight, int passes, struct rng *rng,
                  struct certificate_room *room);

/* The best tour of the agent (already taken off) at the worth in room; put on the board. Prefers idle only if better. */
void place_agent(struct board *b, int agent, struct certificate_room *room, int *scratch);

#endif
