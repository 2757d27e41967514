/* bound - the certificate of the lower bound: prices from which anyone can recompute it (check does, with its own code).
 *
 * For one queue with cover price pi_t per interval t, a price mu_g per span goal g, and, per node k of a disjoint cover of
 * the numbers working per contract, a count F_kc and its price nu_kc, the bound of node k is
 *   L_k = sum_t pi_t floor_t                                    floor_t = floor_gross
 *       + sum_g mu_g * sum_{t in g} -offered_t value_gt(floor_t)     value_gt(n) = in_time_t(n) - wanted_g counted_t(n)
 *       - sum_t sum_j w_tj max(0, sum_g mu_g offered_t slope_gtj - cost_tj - pi_t)
 *       - sum_c F_kc nu_kc - sum_{a may} max(0, V_a - nu_kc) - sum_{a must} (V_a - nu_kc)
 * V_a = greatest over the agent's tours of sum_t pi_t covered_t - cost - personal penalties, and pieces j of interval t
 * above its floor: width w_tj in scheduled agents, cost_tj money (over, seats), slope_gtj of an upper concave envelope of
 * value_gt from the floor on. Boxes: -(over [+ seat]) <= pi_t <= under_t; 0 <= mu_g <= price_g; outside them L is minus
 * infinity. Without counts (one node, no count rows) nu = 0. The bound of the queue is the least L_k over its nodes, which
 * must cover every count; nodes may hold ranges: F_kc = [low, high], then the term is - max(low nu, high nu) for nu of
 * either sign; the whole bound is the sum over queues. A closed interval has floor 0 and under price 0. */
#ifndef MODEL_BOUND_H
#define MODEL_BOUND_H

#include "base/fault.h"
#include "model/scenario.h"

enum bound_kind {
    BOUND_COVER,       /* queue,start: pi_t, money per scheduled agent for the interval; node -1: all nodes of the queue */
    BOUND_GOAL,        /* queue,start (first interval of the goal), length = its intervals: mu_g per contact */
    BOUND_COUNT_LOW,   /* node,contract: least number working */
    BOUND_COUNT_HIGH,  /* node,contract: most number working */
    BOUND_COUNT_PRICE, /* node,contract: nu_kc */
    BOUND_NODE,        /* node, queue: value of the node's bound as schedule computed it */
    BOUND_TOTAL        /* the whole bound as schedule computed it */
};

struct bound_row {
    int             node;      /* -1: none */
    enum bound_kind kind;
    int             contract;  /* -1 */
    int             day;       /* -1 */
    int             length;    /* -1; minutes, or intervals for goals */
    int             queue;     /* -1 */
    int             start_min; /* -1 */
    double          value;
};

struct bound {
    struct bound_row *rows;
    int               count, room;
};

void bound_free(struct bound *b);
void bound_add(struct bound *b, struct bound_row row);
/* bound.csv: node,kind,contract,day,length,queue,start,value (17 digits). */
int bound_read(struct bound *b, const struct scenario *s, const char *path, struct faults *faults);
int bound_write(const struct bound *b, const struct scenario *s, const char *path, struct faults *faults);

#endif
