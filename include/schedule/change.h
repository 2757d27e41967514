/* change - one shift becoming another: a pause elsewhere, a start a little earlier, another lunch or other hours, and where the
 * pauses are then. Whether rules allow it is asked elsewhere (move.h). */
#ifndef SCHEDULE_CHANGE_H
#define SCHEDULE_CHANGE_H

#include "base/rng.h"
#include "schedule/board.h"

struct change { /* the shift of (agent, day) becomes this one; option -1: a day off */
    int    agent, day, option;
    int    place[PAUSES_MAX];
    double cost; /* of wages and wishes, new less old */
};

/* 0: there is nothing else it could be. */
int change_pause(const struct problem *p, struct change *c, int k, struct rng *rng); /* pause k of the shift */
int change_start(const struct problem *p, struct change *c, int far, int later, struct rng *rng); /* intervals later or (0) earlier */
int change_shape(const struct problem *p, struct change *c, int paid, struct rng *rng); /* another shape of that many paid minutes */
int change_option(const struct problem *p, struct change *c, int to); /* its pauses where they were as far as they may be */

#endif
