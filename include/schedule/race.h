/* race - several rosters, from the nodes of the bound, from roundings and from different random numbers, searched in rounds;
 * after each the worse half drops out. Runners are independent, so the answer does not depend on how many threads run them. */
#ifndef SCHEDULE_RACE_H
#define SCHEDULE_RACE_H

#include "model/roster.h"
#include "schedule/runner.h"

struct race {
    uint64_t seed;
    long     steps;        /* of all together */
    double   enough;       /* an objective not above this, with every promise kept, ends the race after the round */
    const struct roster *start; /* one runner begins with it; NULL */
    const struct rounding *rounding; int roundings; /* each gives a runner */
    int      through;      /* 1: shifts run from most days into the next */
    int      threads;
    /* Called with the best objective so far, from one thread at a time; nonzero stops. May be NULL. */
    int    (*watch)(void *context, double best);
    /* Share of the time allowed that is used, 0 to 1; then time decides, not steps. May be NULL. */
    double (*spent)(void *context);
    void    *context;
};

/* The best roster met, into b (made for p, everybody off). Returns the steps done. */
long race_run(struct board *b, const struct problem *p, const struct cover *cover, const struct race *race);

#endif
