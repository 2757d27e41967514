/* budget_question - what budget asks the optimizer: the least of cost and a price on contacts short, floors being those that
 * are to be kept. */
#ifndef PLAN_BUDGET_QUESTION_H
#define PLAN_BUDGET_QUESTION_H

#include "plan/budget.h"

struct question {
    enum budget_kept     kept;
    double               price;   /* of a contact short; 0: only the cost counts */
    const double        *wanted;  /* [queues] share of its contacts; NULL: all of them */
    int                  wishes;  /* 1: personal penalties count, and bound is none */
    const struct roster *start;   /* NULL: the plan's */
    const struct roster *team;    /* only these may work, of those who need not; NULL: all */
    double               effort;
    int                  threads;
    int (*progress)(const struct schedule_progress *p, void *context);
    void *context;
};

struct outcome { /* a roster that was found, and what is known of it */
    struct roster roster;
    double        cost, service, bound; /* of all; bound: of the least of cost and price, checked */
    double       *served;               /* [queues] service level of each */
    int           queues;
    int           keeps;                /* 1: every rule is kept, and what was to be */
    int           cancelled;            /* 1: the search was stopped */
};

/* x is zeroed. */
void question_solve(struct outcome *x, const struct question *q, const struct plan *p);
void outcome_of_plan(struct outcome *x, const struct plan *p);
void outcome_copy(struct outcome *to, const struct outcome *from);
void outcome_free(struct outcome *x); /* zeroed then */

int question_counts(const struct plan *p, int queue); /* 1: the queue has a service level */
int question_measures(const struct plan *p);          /* 1: the service reached is what the question prices, in every queue */

#endif
