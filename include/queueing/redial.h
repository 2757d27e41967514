/* redial - callers who hung up or were turned away call again, with given shares, until served or lost for good.
 * All attempts together are taken as one Poisson stream, whose rate is the fixed point
 *     attempts = first + attempts * (redial_abandoned P(abandon) + redial_blocked P(block))          (1)
 * (Aguir, Karaesmen, Aksin, Chauvet, OR Spectrum 26, 2004). Written as
 *     attempts * (P(answered) + lost for good of every attempt) = first                              (2)
 * the left side is a sum of positive terms that grows with the attempts: one root, no iteration that may cycle.
 */
#ifndef QUEUEING_REDIAL_H
#define QUEUEING_REDIAL_H

#include "queueing/queue.h"

/* Every measure per attempt, as queue_measure, and attempts and p_lost. Where nobody ever gives up and the first
 * attempts alone exceed what the agents can do, the attempts grow without end: attempts INFINITY, the measures are
 * those of 1e12 attempts, and p_lost is the share for which there is no agent. */
void redial_measure(struct queue_answer *out, const struct queue_case *in, double limit_s);

#endif
