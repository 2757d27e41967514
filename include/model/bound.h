/* bound - the certificate of the lower bound: prices from which anyone can recompute it (check does, with its own code).
 *
 * For one queue with cover price pi_t per interval t, a price mu_g per span goal g, and, per node k of a disjoint cover of
 * the numbers working per contract and of the shifts of each contract that begin on each day, counts in [low_kc, high_kc] and their
 * price nu_kc, and likewise [low_kcd, high_kcd] and nu_kcd, the bound of node k is
 *   L_k = sum_t min_n (pi_t n + h_t(n))  -  sum_c max(low_kc nu_kc, high_kc nu_kc)  +  sum_a leave_a
 *       - sum_cd max(low_kcd nu_kcd, high_kcd nu_kcd)
 *       - sum_{a may} max(E_a, V_a - nu_kc)  -  sum_{a must} V_a
 *   h_t(n) = under_t max(0, floor_t - n) + sum_k deep_tk max(0, below_tk - n) + over_t max(0, n - gross_t) + seat_t max(0, n - seats)
 *            - sum_{g over t} mu_g offered_t value_gt(n)
 * n in scheduled agents: 0 and every multiple of slot / interval, the staff there can be (slot.h); prices for the whole interval (per hour times hours), floor = floor_gross, gross = agents_gross, below =
 * deep_below, deep = deep_per_h.
 * value_gt(n) = in_time_t(n) - wanted_g counted_t(n), the curve linear between whole agents on contacts and constant beyond
 * its end; for n below promised_t it is value_gt(promised_t). The minimum is beside a kink where no goal counts; where h_t falls
 * below -pi_t for good it is minus infinity, and so it is for mu_g outside [0, price_g].
 * V_a = greatest over the agent's tours with at least one shift (must: over all its tours) of sum_t pi_t covered_t - cost -
 * personal penalties - nu_kcd for each shift; E_a the same of staying off (none for a may agent
 * with a DUTY_WORK); an agent with no tour at all, may or must, counts with its E_a and
 * not in the counts. cost includes guaranteed wages; leave_a is paid leave. nu_kc is free in sign; without counts (one
 * node, no count rows) it is 0. Only may contracts have counts of agents; all have counts of shifts, from 0 to all agents where
 * none are stated.
 * A node may state gains G_kd >= 0, one a day: what whole numbers of shifts add. Its bound is then
 *   (L_k with V'_a in place of V_a)  +  sum_d G_kd
 * if that is more. V'_a = V_a with sum_t pi_t covered_t - cost - nu_kcd of each shift raised to lambda, the greatest of any shift of that
 * contract, day and paid length in the window of an agent of the contract. The own intervals of a day are those that only shifts
 * starting on it reach. G_kd is at most what the day's shifts, each at lambda + its cost - pi_t of what it covers elsewhere, and
 * the h_t of the day's own intervals cost at least in whole numbers of shifts, of each contract within [low_kcd, high_kcd] and no
 * more than high_kc and than its agents who can work that day, beyond sum_t min_n (pi_t n + h_t(n)) over its own intervals -
 * sum_c max(low_kcd nu_kcd, high_kcd nu_kcd). The gains come from
 * branch and bound: they alone cannot be recomputed from the rows. They hold for one requirement; BOUND_MARK tells it
 * (requirement.h).
 * The bound of the queue is the least L_k over its nodes, which must cover every count; the whole is the sum over queues.
 * A closed interval has floor 0 and under price 0. */
#ifndef MODEL_BOUND_H
#define MODEL_BOUND_H

#include "base/fault.h"
#include "model/scenario.h"

enum bound_kind {
    BOUND_COVER,       /* queue,start: pi_t, money per scheduled agent for the interval; node -1: all nodes of the queue */
    BOUND_GOAL,        /* queue,start (first interval of the goal), length = its intervals: mu_g per contact */
    BOUND_COUNT_LOW,   /* node,contract: least number working; with a day: of shifts that begin on it */
    BOUND_COUNT_HIGH,  /* node,contract: most number working; with a day likewise */
    BOUND_COUNT_PRICE, /* node,contract: nu_kc; with a day: nu_kcd */
    BOUND_GAIN,        /* node,day: G_kd as branch and bound left it */
    BOUND_MARK,        /* queue: mark of the requirement the gains hold for */
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
