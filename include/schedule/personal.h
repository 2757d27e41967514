/* personal - what the rules about days and hours ask of one agent, as rules.h and agent.h state them, and whether two agents
 * are asked the same. */
#ifndef SCHEDULE_PERSONAL_H
#define SCHEDULE_PERSONAL_H

#include "model/scenario.h"

struct personal { /* what may differ between agents of a contract; minutes are paid minutes worked in the horizon */
    int  contract;
    int  periods, days, limits;
    int *block;            /* [block_size] what follows lies in it */
    int  block_size;
    int *week_min, *week_max; /* [periods] least 0, most INT_MAX where none */
    int *days_min, *days_max; /* [periods] */
    int *guaranteed_min;   /* [periods] paid for anyway; 0 for may */
    int *work;             /* [days] 1: a shift must start */
    int *shut;             /* [days] 1: a run of days worked next to it may be short (0 where the contract asks for no run) */
    int *limit_kind, *limit_max; /* [limits] most shifts of a kind; those that can bind */
    int *before;           /* [2] days worked in a row and weekends worked before the horizon, as far as a rule asks */
};

void personal_make(struct personal *r, const struct scenario *s, int agent);
void personal_free(struct personal *r);
int  personal_equal(const struct personal *a, const struct personal *b);

/* 1: a shift of that kind may start on the day by the agent's duty. */
int  personal_duty_allows(const struct agent *a, int day, int kind);

#endif
