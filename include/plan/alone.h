/* alone - the scenario of one agent: a copy whose rules may be changed without touching the others'. Agent 0 is the agent;
 * his time off and wishes are agent 0's; queues, prices and the horizon are shared with the scenario it is taken from. */
#ifndef PLAN_ALONE_H
#define PLAN_ALONE_H

#include "model/roster.h"
#include "model/scenario.h"

struct alone {
    struct scenario s;     /* s.contracts, s.kinds, s.agents, s.time_offs, s.requests and s.day_closed are its own */
    struct agent    agent; /* available, credited_min and paid_leave_min are its own */
};

void alone_make(struct alone *x, const struct scenario *s, int agent);
void alone_free(struct alone *x);

/* The shifts of agent as agent 0's, but for shift `without` (an index of r; -1: all). r is sorted. */
void alone_roster(struct roster *out, const struct roster *r, int agent, int without);

/* The agent does not take that leave: it bars no shift, and its hours are neither credited nor paid any longer. */
void alone_cancel(struct agent *a, struct time_off *off, const struct scenario *s);

#endif
