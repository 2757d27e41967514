/* master - the linear program over shifts and patterns of days that gives the prices, by column generation (DESIGN 5).
 *
 *   min   sum_t U_t u_t + sum_tj cost_tj s_tj + sum wages x + sum penalties y + sum_g price_g v_g
 *   cover sum a_t x + u_t - sum_j s_tj = floor_t              all t        price pi_t
 *   goal  sum_tj service_tj s_tj + v_g >= - service at floors all g        price mu_g
 *   link  sum x(c,d,l) - sum_{y: length l on d} y = 0         all c, d, l
 *   count sum_p y_qp <= n_q   (= where agents must work)      all squads q
 *
 * x: shifts with pauses, u: shortage, s: pieces above the floor (need.h), y: paths through a ladder. A squad is all agents
 * whose ladder and possible (day, length) pairs agree: the LP does not tell them apart further. */
#ifndef SCHEDULE_MASTER_H
#define SCHEDULE_MASTER_H

#include "schedule/problem.h"

struct prices {
    double *cover; /* [intervals] money per agent for the interval */
    double *goal;  /* [goals] money per contact */
};

struct master;

struct master_result {
    struct prices prices;    /* those of the best bound met on the way */
    double        bound;     /* at these prices, exact */
    double        value;     /* of the last LP */
    double       *coverage;  /* [intervals] of the last LP, in slots */
    int           rounds, columns;
    int           optimal;   /* 1: no column is missing */
};

/* watch: called once a round; nonzero stops. May be NULL. */
void master_solve(struct master_result *m, const struct problem *p, int (*watch)(void *context, double bound), void *context);
void master_result_free(struct master_result *m);

#endif
