/* check_state - the rules that live across days, as a state that leads from day to day: what a shift or a day off makes of it, or
 * that it may not be. Values are the search's (check_tour.c). */
#ifndef CHECK_STATE_H
#define CHECK_STATE_H

#include "check/check_limits.h"
#include "check/check_moves.h"
#include "model/scenario.h"

/* What a day begins with, without padding: states are compared as bytes. Counts are kept only as far as a rule can tell
 * them apart; what no rule asks for stays 0. */
struct check_state {
    int           days, units; /* worked in this period */
    int           run, exempt; /* days worked in a row; 1: they may be too few */
    int           off;         /* days off in a row where a block of them is too short, else 0 */
    int           pair;        /* two days off together have been had this week; 1 from the start where nothing hangs on it */
    int           worked;      /* there was a shift at all */
    unsigned      weekends;    /* the last ones, the latest in bit 0 (or how many were worked, where all count) */
    int           weekend;     /* 1: this weekend is worked already */
    int           low, high;   /* earliest and latest time of day the week's shifts start at, where they must agree; -1 */
    int           late;        /* the shift of yesterday, of the week before, ended in this week */
    unsigned      weekly;      /* bit 0: the weekly rest of this week is settled, bit 1: that of the next */
    int           before;      /* kind of the shift of the day before, -1: none that matters */
    unsigned short used[KIND_LIMITS_MAX]; /* shifts of the limited kinds */
};

struct check_asks { /* what the rules ask of one agent, in the units of the states */
    const struct scenario *s;
    const struct agent    *agent;
    const struct contract *contract;
    int                    must;
    int                    unit_min, longest_min;   /* as check_moves has them */
    int                    run_cap, run_max;        /* run_max: INT_MAX when it cannot bind */
    unsigned char         *shut;                    /* [days] where the contract asks for runs, else all 0 */
    int                    limited[KIND_LIMITS_MAX], limited_count; /* which of the agent's limits are counted */
    struct check_limits    limits;                  /* of the period at hand */
    int                    days_cap, units_cap;     /* counts stay at it ... */
    int                    days_capped, units_capped; /* ... 1: as enough, 0: as the most */
};

/* The first period is at hand. */
void check_asks_make(struct check_asks *q, const struct scenario *s, int agent, const struct check_moves *moves);
void check_asks_free(struct check_asks *q);
void check_asks_period(struct check_asks *q, int period);
/* 1: a weekly rest is asked for in this week of the horizon, which may be past its end. */
int  check_asks_rest(const struct check_asks *q, int week);

/* Before the first day, as the balances leave it. */
struct check_state check_state_first(const struct check_asks *q);
/* A day off, and a shift, on `day`, with `left` days of the period to come. 0: a rule forbids it, x is good for nothing then. */
int    check_state_off(const struct check_asks *q, struct check_state *x, int day, int left);
int    check_state_work(const struct check_asks *q, struct check_state *x, int day, const struct check_move *m, int left);
/* What the period and the week that end before `day`, where one does, cost in state x; INFINITY: a rule is broken. */
double check_state_charge(const struct check_asks *q, const struct check_state *x, int day, int period_ends, int week_ends);
void   check_state_open_week(const struct check_asks *q, struct check_state *x, int week);

#endif
