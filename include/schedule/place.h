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

struct placing {
    const struct master_result *lp;   /* whose prices and coverage pull */
    const unsigned char *works;       /* [agents] 1: works */
    double               weight;      /* money per interval and square of an agent off the LP's coverage */
    int                  passes;
};

void place_roster(struct board *b, const struct placing *how, struct rng *rng, struct certificate_room *room);

/* The best tour of the agent at the values in room that works just the pattern; 0: there is none. */
int place_pattern(const struct problem *p, int agent, const int *groups, struct certificate_room *room, int *tour);

#endif
