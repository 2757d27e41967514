/* rounding - whole numbers from the LP: first how many agents work each pattern of days, then how many take each shift, a few
 * fixed at a time and the LP solved again between (DESIGN 5, R). Gives shifts, not yet tours: extract.h deals them out. */
#ifndef SCHEDULE_ROUNDING_H
#define SCHEDULE_ROUNDING_H

#include "base/rng.h"
#include "schedule/branch.h"

struct rounding_shift {
    int contract, option, count;
    int place[PAUSES_MAX];
};

struct rounding_pattern {
    int  contract, ladder, count;
    int *groups; /* [days] LADDER_OFF: a day off */
};

struct rounding {
    int                  node;    /* of the cover */
    struct rounding_shift   *shift;   int shifts;
    struct rounding_pattern *pattern; int patterns;
};

/* For one node of the cover m has solved. quick 1: with the columns there are, no new ones are priced. noise: how much chance has a say in what is rounded up next, 0 none. watch: called
 * now and then; nonzero stops, what is then still fractional is rounded to the nearest. */
void rounding_make(struct rounding *d, struct master *m, const struct cover *cover, int node, int quick, double noise,
                   struct rng *rng, int (*watch)(void *context), void *context);
void rounding_free(struct rounding *d);

#endif
