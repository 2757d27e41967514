/* erlang_a - the M/M/n+M queue: Poisson calls, exponential handling, n agents, callers hang up after an exponential
 * patience. With x = n * patience / aht, y = calls * patience / interval and time counted in patiences, the wait V of
 * an infinitely patient caller who has to wait has the density proportional to
 *     g(v) = exp(-x v + y (1 - exp(-v))),  v >= 0                                                   (1)
 * (Baccelli and Hebuterne, On queues with impatient customers, 1981; Zeltyn and Mandelbaum, Queueing Systems 51,
 * 2005), and with I = 1/B(n, a) of Erlang B and A = x * integral of g,
 *     P(wait) = A / (A + I - 1).                                                                    (2)
 * Every measure is an integral of g times a positive weight: nothing is subtracted, so small shares keep their
 * digits. g is log-concave; Gauss-Legendre panels over the range where ln g is within 46 of its peak make the cost
 * the same for a patience of a millisecond and of a thousand years.
 */
#ifndef QUEUEING_ERLANG_A_H
#define QUEUEING_ERLANG_A_H

#include "queueing/erlang.h"
#include "queueing/queue.h"

/* Every measure of the case (patience finite, no limit of places), as queue_measure; calls > 0, agents >= 1.
 * below: I - 1 of (2), that of Erlang B or, for other servers, of their own chain. */
void erlang_a_measure(struct queue_answer *out, const struct queue_case *in, double limit_s,
                      const struct erlang_below *below);

/* sl[kind] alone, and for 1 .. agents_max agents (sl has agents_max + 1 places; sl[0] is not touched). They go by the
 * series sum of y^j / ((x+1) ... (x+j)) where that is short. One level alone is right to 1e-11 relative or 1e-14
 * absolute, whichever is larger; those of a table to 1e-13 absolute. */
double erlang_a_service_level(const struct queue_case *in, enum queue_sl kind, double limit_s);
void erlang_a_service_levels(double *sl, int agents_max, const struct queue_case *in, enum queue_sl kind, double limit_s);

#endif
