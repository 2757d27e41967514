/* master - the linear program over shifts and patterns of days that gives the prices, by column generation (DESIGN 5).
 *
 *   min   sum_t U_t u_t + sum_tj cost_tj s_tj + sum wages x + sum penalties y + sum_g price_g v_g
 *   cover sum a_t x + u_t - sum_j s_tj = floor_t              all t        price pi_t
 *   goal  sum_tj service_tj s_tj + v_g >= - service at floors all g        price mu_g
 *   link  sum x(c,d,l) - sum_{y: length l on d} y = 0         all c, d, l
 *   count sum_p y_qp <= n_q   (= where agents must work)      all squads q
 *
 * number low_c <= sum_{q of c} sum_p y_qp <= high_c         may contracts
 * day    low_cd <= sum_l x(c,d,l) + e - f <= high_cd        all c, d, at sites of PROBLEM_TINY agents at most
 *
 * x: shifts with pauses, u: shortage, s: pieces above the floor (need.h), y: paths through a ladder. A squad is all agents
 * whose ladder and possible (day, length) pairs agree: the LP does not tell them apart further. */
#ifndef SCHEDULE_MASTER_H
#define SCHEDULE_MASTER_H

#include "schedule/problem.h"

struct prices {
    double *cover; /* [intervals] money per agent for the interval */
    double *goal;  /* [goals] money per contact */
    double *count; /* [contracts] money per agent working; 0 for must contracts */
    double *shift; /* [contracts * days] money per shift of the contract that begins on the day; 0 where they are not counted */
};

struct counts { /* how many agents of each contract may work, and how many of their shifts may begin on each day */
    int *low, *high;         /* [contracts] */
    int *day_low, *day_high; /* [contracts * days] */
};

void prices_make(struct prices *x, const struct problem *p);
void prices_copy(struct prices *to, const struct prices *from, const struct problem *p);
void prices_clear(struct prices *x, const struct problem *p); /* all 0 */
void prices_free(struct prices *x);
void counts_make(struct counts *x, const struct problem *p); /* 0 .. all that can */
/* 1: the shifts of that contract and day are as free as counts_make leaves them. */
int  counts_free_day(const struct counts *x, const struct problem *p, int contract, int day);
void counts_copy(struct counts *to, const struct counts *from, const struct problem *p);
void counts_free(struct counts *x);

struct master_result {
    struct prices prices;    /* those of the best bound met on the way */
    double        bound;     /* at these prices, exact */
    double        value;     /* of the last LP */
    double       *coverage;  /* [intervals] of the last LP, in slots */
    double       *working;   /* [contracts] agents working in the last LP */
    double       *shifts;    /* [contracts * days] in the last LP; 0 where they are not counted */
    int           columns;
};

struct master;
/* threads: of the pricing; what it finds does not depend on them. */
struct master *master_make(const struct problem *p, int threads);
void           master_free(struct master *m);
long           master_size(const struct master *m); /* rows times columns */
/* From now on counts of shifts may be broken (e, f) at this price: the LP has a solution, and prices that prove how bad it is,
 * whatever the counts. Before, nothing may hold them closer than counts_make does. */
void           master_hold_days(struct master *m, double price);

/* Solves within the counts, going on from where the last solve ended. watch: called once a round; nonzero stops. May be
 * NULL. Fills r, made by master_result_make. */
void master_solve(struct master *m, const struct counts *counts, struct master_result *r,
                  int (*watch)(void *context, double bound), void *context);
void master_result_make(struct master_result *r, const struct problem *p);
void master_result_copy(struct master_result *to, const struct master_result *from, const struct problem *p);
void master_result_free(struct master_result *r);

#endif
