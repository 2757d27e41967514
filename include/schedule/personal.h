/* personal - what the rules about days and hours ask of one agent, as rules.h and agent.h state them, and whether two agents
 * are asked the same. Limits of kinds are apart: the ladder does without them (tour.h). */
#ifndef SCHEDULE_PERSONAL_H
#define SCHEDULE_PERSONAL_H

#include "model/scenario.h"

struct personal { /* what may differ between agents of a contract; minutes are paid minutes worked in the horizon */
    int  contract;
    int  periods, days;
    int *block;            /* [block_size] what follows lies in it */
    int  block_size;
    int *week_min, *week_max; /* [periods] least 0, most INT_MAX where none */
    int *days_min, *days_max; /* [periods] */
    int *guaranteed_min;   /* [periods] paid for anyway; 0 for may */
    int *overtime_from;    /* [periods] minutes worked from which more is overtime; INT_MAX: none is paid */
    int *work;             /* [days] 1: a shift must start */
    int *shut;             /* [days] 1: a run of days worked next to it may be short (0 where the contract asks for no run) */
    int *before;           /* [2] days worked in a row and weekends worked before the horizon, as far as a rule asks */
};

void personal_make(struct personal *r, const struct scenario *s, int agent);
void personal_free(struct personal *r);
int  personal_equal(const struct personal *a, const struct personal *b);

/* Those of agent.kind_max that can bind and are above 0 into limit, in the order of their kinds; returns their number. */
int  personal_limits(const struct personal *r, const struct scenario *s, int agent, struct kind_limit *limit);

/* 1: a shift of that kind may start on the day by the agent's duty. */
int  personal_duty_allows(const struct agent *a, int day, int kind);

#endif
