/* explain - the reasons of one plan, gathered for the faces: what was asked for, or of everything the telling part. */
#ifndef PLAN_EXPLAIN_H
#define PLAN_EXPLAIN_H

#include "plan/conflict.h"
#include "plan/hire.h"
#include "plan/remedy.h"
#include "plan/tariff.h"

struct explain_question { /* as the user wrote it; NULL, 0: not asked */
    const char *agent, *day, *interval, *contract;
    int         peaks;
};

struct explanation {
    const struct plan *p;
    int                agent, day, interval, contract, peaks; /* asked for; -1, 0: not */
    int                all;           /* 1: nothing in particular was asked for */
    struct tariff      tariff;
    struct hire       *hires;         int hire_count;
    struct remedies    remedies;      /* of the goals missed, when all or the peaks are asked for */
    struct conflict   *conflicts;     /* agents without a tour; of the agent asked for also his wishes */
    int               *like;          /* [conflict_count] agents of whom the same is true */
    int                conflict_count;
    int               *shifts;        /* [shift_count] indexes of p->reasons.items to tell */
    int                shift_count;
};

/* p has reached PLAN_CHECK and outlives x. 0, or -1 with faults (an agent nobody knows, ...). */
int  explain_make(struct explanation *x, const struct plan *p, const struct explain_question *q, const struct trial_how *how,
                  struct faults *faults);
void explain_free(struct explanation *x);

#endif
