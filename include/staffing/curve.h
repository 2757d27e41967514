/* curve - the service curve of an interval: share of the contacts answered in time against agents on contacts. */
#ifndef STAFFING_CURVE_H
#define STAFFING_CURVE_H

#include "model/requirement.h"
#include "queueing/queue.h"

/* The queue's case in an interval with offered contacts, agents 0; patience is infinite under Erlang C. */
struct queue_case curve_case(const struct scenario *s, const struct requirement *r, int interval);
enum queue_sl     curve_kind(enum sl_definition definition);
/* T of the queue's service level; of its first peak where the goal has none; else 20 s. */
double curve_limit_s(const struct queue *q);

/* Fills r->curve_at, curve_len, in_time and counted from r->offered, aht_s and agents. Each curve runs until all but
 * 1e-12 are answered in time, and past the interval's own agents. */
void curve_make(struct requirement *r, const struct scenario *s);

#endif
