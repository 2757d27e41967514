/* trial - a plan changed a little and solved again: what a hire, a seat, another goal would do. The solve starts from the
 * plan's roster, its seed is the plan's, and the result is judged by check. */
#ifndef PLAN_TRIAL_H
#define PLAN_TRIAL_H

#include "plan/plan.h"

struct trial {
    const struct plan     *from;
    struct scenario        s;        /* a copy to be changed: queues (and their peaks), contracts, kinds, agents (and their
                                        credited and paid leave), time off and penalties are its own, the rest is the plan's */
    struct requirement    *rs;       /* [queue_count] made by trial_solve */
    struct schedule_answer answer;
    struct check_result    result;
};

struct trial_how {
    double               effort;    /* of the search; 1 = usual */
    const struct roster *start;     /* NULL: the plan's */
    int                  threads;
    int (*progress)(const struct schedule_progress *p, void *context);
    void *context;
};

/* p has reached PLAN_STAFFING at least. */
void trial_make(struct trial *t, const struct plan *p);
void trial_free(struct trial *t);

/* Agents like the first of a contract who serves the queue (or, none, of the contract), free on every day, without time off
 * or wishes. */
void trial_hire(struct trial *t, int contract, int queue, int count);
/* Makes the requirement of what was changed; from the plan's demand, or its requirement file. */
void trial_staff(struct trial *t);
/* trial_staff, a new roster, the verdict. */
void trial_solve(struct trial *t, const struct trial_how *how);
/* The verdict on a roster that is there already; after trial_staff. */
void trial_judge(const struct trial *t, struct check_result *c, const struct roster *roster, const struct bound *bound);

#endif
