/* dive - rosters from the master over whole tours: the LP's largest tours are held, the rest is priced again, until everybody
 * has one; then a few agents at a time are taken off the best roster and dive again while the others hold theirs. */
#ifndef SCHEDULE_DIVE_H
#define SCHEDULE_DIVE_H

#include "base/rng.h"
#include "schedule/tours.h"

struct dive_plan {
    long   steps;   /* neighbourhoods tried after the first dives */
    int    dives;   /* from the whole LP */
    double enough;  /* an objective not above this ends it */
    /* Called after every step of a dive with the best objective so far; nonzero stops. May be NULL. */
    int  (*watch)(void *context, double best);
    void  *context;
};

/* Improves b, made for the problem of m, to the best roster met. Returns the steps done. */
long dive_run(struct board *b, struct tours *m, const struct dive_plan *plan, struct rng *rng);

#endif
