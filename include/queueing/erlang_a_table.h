/* erlang_a_table - the M/M/n+M queue for every number of agents at one load, as service curves need it.
 *
 * With the density g of erlang_a.h (1), n enters as the factor exp(-x v), x = n * patience / aht alone. So the points of
 * a quadrature serve a whole block of n: from one n to the next each weight is multiplied by exp(-v patience / aht).
 * That costs a few hundred multiplications an n instead of as many exponentials. */
#ifndef QUEUEING_ERLANG_A_TABLE_H
#define QUEUEING_ERLANG_A_TABLE_H

#include "queueing/queue.h"

struct erlang_a_row { /* shares of the calls offered, good to 1e-12 */
    double in_time;   /* answered within T                    */
    double answered;  /* ever                                 */
    double longer;    /* still waiting at T                   */
};

/* rows[n] for n = 0 .. agents_max; in->agents is ignored. Calls > 0, patience finite. */
void erlang_a_table(struct erlang_a_row *rows, int agents_max, const struct queue_case *in, double limit_s);

#endif
