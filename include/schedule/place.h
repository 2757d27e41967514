/* place - a first roster from the prices of the LP: each agent in turn is taken off and given the best tour against the
 * prices and a quadratic pull to the LP's coverage (DESIGN 5, P). */
#ifndef SCHEDULE_PLACE_H
#define SCHEDULE_PLACE_H

#include "base/rng.h"
#include "schedule/board.h"

enum place_how { PLACE_FREE, PLACE_WORKING, PLACE_IDLE };

/* The best tour of the agent (already taken off) at the worth in room, put on the board. WORKING and IDLE hold only for
 * agents who may work and can: the others are free. */
void place_agent(struct board *b, int agent, enum place_how how, struct certificate_room *room, int *scratch);

/* Chooses who works: working[contracts] agents of each may contract, by what their best tour is worth at the prices. */
void place_choose(const struct problem *p, const struct prices *prices, const int *working, struct rng *rng,
                  struct certificate_room *room, unsigned char *works);

/* target[intervals] in slots; works[agents] 1: works. weight: money per interval and square of an agent off the target. */
void place_roster(struct board *b, const struct prices *prices, const double *target, const unsigned char *works, double weight,
                  int passes, struct rng *rng, struct certificate_room *room);

#endif
