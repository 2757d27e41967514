/* check_penalty - what a roster is charged beyond its cost: short and surplus staff, goals missed, wishes, days off. */
#ifndef CHECK_CHECK_PENALTY_H
#define CHECK_CHECK_PENALTY_H

#include "model/requirement.h"
#include "model/roster.h"
#include "model/scenario.h"
#include "model/summary.h"

/* scheduled[queue_count * intervals] as check_cover makes it; rs[queue_count]; a sound roster. */
struct penalty_items check_penalty_of(const struct scenario *s, const struct requirement *rs, const double *scheduled,
                                      const struct roster *r);

/* 1: the shift is one the request is about (agent.h); weight is charged when a wish FOR finds none on its day, or one
 * AGAINST finds one. Both are about the shift that starts on the request's day. */
int check_penalty_fits(const struct request *q, int kind, int start_min, int end_min);

#endif
