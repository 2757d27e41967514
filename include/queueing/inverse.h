/* inverse - the models asked backwards: how many calls, what handle time, which threshold can n agents hold?
 * (How many agents: queue_least_agents.) The measures are monotone and continuous in each of these; the answer is the
 * root of ln(measure / goal), for a service level above a half of ln((1 - level) / (1 - goal)), good to about 1e-13
 * relative. Shares are taken as decimals: 1 - 0.9999 is 0.0001. Redials (redial.h) are counted like everywhere.
 */
#ifndef QUEUEING_INVERSE_H
#define QUEUEING_INVERSE_H

#include "queueing/queue.h"

/* Most calls per interval (in->calls is ignored) at which every part of the goal is kept; min_agents is ignored.
 * Erlang C: never more than load n. 0 when no calls at all can be carried; INFINITY when the goal asks nothing
 * that calls could break. */
double inverse_most_calls(const struct queue_case *in, const struct queue_goal *goal);

/* Longest mean handle time, seconds (in->aht_s is ignored); 0 and INFINITY as above. calls > 0 */
double inverse_longest_aht_s(const struct queue_case *in, const struct queue_goal *goal);

/* Least T with service level >= share, seconds; 0 when those who do not wait are enough, INFINITY when no T is.
 * With QUEUE_SL_MET it is the quantile of the wait, with QUEUE_SL_ANSWERED that of the wait of the answered. */
double inverse_least_limit_s(const struct queue_case *in, enum queue_sl kind, double share);

/* The mean patience at which the share p_abandon hangs up (in->patience_s is ignored): reads the patience of callers
 * off what a phone system reports. INFINITY when even the most patient callers hang up more; 0 when even the least
 * patient hang up less. */
double inverse_patience_s(const struct queue_case *in, double p_abandon);

#endif
