/* finite - lines with a limit of waiting places: M/M/n/K and, with hanging up, M/M/n/K+M, K = n + m.
 *
 * With x = n * patience / aht, y = calls * patience / interval, the states n + j have the weights
 *     w_0 = 1,  w_j = w_{j-1} y / (x + j),  or w_{j-1} a / n where nobody hangs up,                  (1)
 * against 1/B(n,a) - 1 of all states below n. A caller who finds n + j waits for j + 1 departures, at rates that are
 * linear in the line: the number i of departures by T is negative binomial (Poisson where nobody hangs up), and
 *     P(V > T | j) = P(i <= j).                                                                      (2)
 * Being answered within T tilts x to x + 1:
 *     P(answered, V > T | j) = x / (x + j + 1) P'(i <= j),  so that w_j x / (x + j + 1) = w_{j+1} x / y.  (3)
 * The mean wait of the answered and of those who hang up, in patiences, are sums over j of
 *     x/y w_j sum_{i<=j} 1/(x + i)   and   1/y w_j sum_{i<=j} i/(x + i).                             (4)
 * (Riordan, Stochastic Service Systems, 1962; here from the linear death process.) One pass over the line: 10 ns a
 * place. Relative error about 1e-16 * (10 + the length of the line that is ever reached).
 */
#ifndef QUEUEING_FINITE_H
#define QUEUEING_FINITE_H

#include "queueing/erlang.h"
#include "queueing/queue.h"

/* Every measure, as queue_measure; calls > 0, waiting_places finite and at most 1e8; below as in erlang_a.h. */
void finite_measure(struct queue_answer *out, const struct queue_case *in, double limit_s,
                    const struct erlang_below *below);

#endif
