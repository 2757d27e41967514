/* search - makes a roster better: agents are taken off, a few at a time, and put back by exact DP on true marginal cost;
 * annealing decides what stays. */
#ifndef SCHEDULE_SEARCH_H
#define SCHEDULE_SEARCH_H

#include "base/rng.h"
#include "schedule/place.h"

struct search_plan {
    long   steps;
    /* Share of the time allowed that is used, 0 to 1: cools and ends the search in place of the steps. NULL: steps do. */
    double (*spent)(void *context);
    int    big_every;  /* one step in so many is a reinsertion, the others elementary moves */
    int    free_every; /* one reinsertion in so many may change how many work; 0: none */
    double hot, cold;  /* temperatures, money */
    double noise;      /* money: shakes what all but the last agent of a reinsertion see of an interval's worth */
    /* Called every few steps with the best roster so far; nonzero stops. */
    int  (*watch)(void *context, const struct board *best, double objective);
    void  *context;
};

/* Improves b in place to the best roster met; returns the steps done. */
long search_run(struct board *b, const struct search_plan *plan, struct rng *rng, struct certificate_room *room);

#endif
