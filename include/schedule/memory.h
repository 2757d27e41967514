/* memory - the rules that live across days, as what they remember of an agent's days: what a day off or a shift makes of it, what
 * the end of a period or a week asks and costs (model/rules.h defines the rules). */
#ifndef SCHEDULE_MEMORY_H
#define SCHEDULE_MEMORY_H

#include "schedule/options.h"
#include "schedule/personal.h"

/* Where the contract asks for a weekly rest, a path says which it is: the tour must keep it clear of shifts. */
enum arc_rest {
    REST_USUAL,
    REST_AFTER,  /* it begins at the end of this day's shift */
    REST_WEEK    /* it begins with the week, whose first day this is */
};

struct memory { /* what the rules remember before a day; padding-free so that it can be compared as bytes */
    int      paid, days;   /* of the period so far, as far as it matters */
    int      run;          /* days worked in a row, as far as it matters */
    int      open_run;     /* consecutive_min does not bind the run */
    int      off;          /* days off in a row, at most days_off_min */
    int      busy;         /* a shift in this week */
    int      rested, pair; /* the day before was off in this week; two such in a row were seen */
    unsigned weekends;     /* bit i: the i-th last weekend was worked; a count where it is of the horizon */
    int      weekend;      /* this weekend is worked */
    int      last;         /* kind of the day before, where another may not follow it; else -1 */
    int      earliest, latest; /* start of this week's shifts, -1 none, where they must be near each other */
    int      late;         /* the shift of the day before ended in this week, having started in the last */
    unsigned weekly;       /* bit 0: this week's rest has been named; bit 1: that of the next */
    int      worked;       /* any shift so far */
};

struct memory_rules { /* of the agents who have the same ones */
    const struct scenario *s;
    const struct contract *c;
    const struct personal *r;
    int                    run_cap;
    int                    pairs;       /* 1: two days off together matter */
    int                   *paid_cap;    /* [periods] more paid minutes are as good as these */
    int                   *days_cap;    /* [periods] */
};

void memory_rules_make(struct memory_rules *b, const struct scenario *s, const struct personal *rules);
void memory_rules_free(struct memory_rules *b);

/* Before the first day, as the balances leave it. */
struct memory memory_first(const struct memory_rules *b);
/* A shift of the group on the day, NULL: a day off, and the period and the week that end with it. 0: a rule forbids it, m is good for
 * nothing then. cost: penalties, guaranteed wages and overtime. */
int  memory_step(const struct memory_rules *b, struct memory *m, int day, const struct group *g, enum arc_rest rest, double *cost);

#endif
