/* hire - what one more agent of each contract is worth: the plan solved again with him. */
#ifndef PLAN_HIRE_H
#define PLAN_HIRE_H

#include "plan/trial.h"

struct hire {
    int    contract, queue;
    double found;      /* objective now less the best found with him: > 0 he saves that much, < 0 he costs it */
    double at_most;    /* objective now less the bound with him: he cannot save more against this roster; NAN without a bound */
    double bound;      /* bound now less bound with him: what he is worth if both were solved to the end; NAN */
    double price;      /* what the count price of the present bound says; NAN: none */
    double cost;       /* change of the money paid */
};

/* One row per contract and queue that has agents of it; contract -1: all. Returns how many, found [contracts * queues]. */
int hire_make(struct hire *found, const struct plan *p, int contract, const struct trial_how *how);

#endif
