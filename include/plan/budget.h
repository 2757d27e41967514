/* budget - the best service that a sum of money buys. Service is the share of all contacts of the plan answered in time. What
 * must hold besides is held as far as the money goes: everything the scenario wants, else what it promises, else the least
 * staff, else only the rules of the contracts and the seats.
 *
 * A price v on a contact turns the question into one the optimizer answers: least cost + v * contacts not answered in time. v
 * rises until the money is spent. Every v gives a bound, too: a roster for at most B leaves at least (L(v) - B) / v contacts
 * short, L(v) the proven bound of that least sum. Between the rosters of two prices, goals for the service reached fill up
 * what is left. */
#ifndef PLAN_BUDGET_H
#define PLAN_BUDGET_H

#include "plan/plan.h"

enum budget_kept { BUDGET_RULES, BUDGET_LEAST_STAFF, BUDGET_PROMISES, BUDGET_GOALS };

struct budget {
    double           money;
    double           least;         /* cost no roster falls below: contracts that must be worked or paid; a roster has it. NAN, as
                                       what follows: interrupted before there was any */
    double           cost;          /* of the answer; at most the greater of money and least */
    double           service_level; /* reached, volume-weighted over the plan */
    double           most;          /* proven: no roster for the money that keeps the same reaches more; NAN: not proven */
    enum budget_kept kept;          /* what besides the rules the answer keeps */
    int              enough;        /* 1: more money would buy no more service */
};

struct budget_options {
    double money;
    double effort;  /* of each search; 1 = usual */
    int    threads;
    int (*progress)(const struct schedule_progress *p, void *context);
    void *context;
};

/* 0, or -1 with a fault when no queue has a service-level goal, or its agents come from a file. */
int budget_refused(const struct plan *p, struct faults *faults);

/* p has reached PLAN_CHECK and is not refused. Fills the roster, which is empty where the search was cancelled before it had
 * one for the money. Returns 1 where it was cancelled. */
int budget_make(struct budget *b, struct roster *roster, const struct plan *p, const struct budget_options *o);

const char *budget_kept_name(enum budget_kept kept); /* rules, least_staff, promises, goals */

/* budget.csv: budget,least,cost,left,service_level,most,kept,enough. */
int budget_write(const struct budget *b, const char *path, struct faults *faults);
int budget_read(struct budget *b, const char *path, struct faults *faults);

#endif
