/* staffing - from demand to requirement: the least agents per interval, shrinkage, prices, the service curve. */
#ifndef STAFFING_STAFFING_H
#define STAFFING_STAFFING_H

#include "model/demand.h"
#include "model/requirement.h"
#include "model/scenario.h"

/* Fills the requirement of one queue. An unreachable goal (more agents than max_seats) is not an error: `capped`. */
void staffing_make(struct requirement *r, const struct scenario *s, const struct demand *d);

/* The same where the planner gives the agents (plan --requirement FILE: queue,start,agents[,offered,aht_s]): goals, curve
 * and prices as above, agents and floor from the file; agents that differ from what the goal needs were set by hand and are
 * the interval's floor too. rs[s->queue_count]; 0 or -1 with faults. */
int staffing_read(struct requirement *rs, const struct scenario *s, const char *path, struct faults *faults);

#endif
