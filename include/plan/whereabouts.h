/* whereabouts - what everyone of a queue does at a moment, and the hours their contracts still allow: why no more of them are
 * on work when a goal is missed. Counted from the roster; nothing is solved. */
#ifndef PLAN_WHEREABOUTS_H
#define PLAN_WHEREABOUTS_H

#include "plan/plan.h"

struct whereabouts { /* of the agents of one queue, in the middle of an interval */
    int    agents;     /* all of them; the sum of the next seven */
    int    on_work;
    int    at_pause;   /* break, lunch, the gap of a split shift */
    int    elsewhere;  /* meeting, training and other activities of the roster */
    int    other_hours; /* a shift of that day that is over or has not begun */
    int    away;       /* time off */
    int    day_off;    /* no shift that day, but on others */
    int    unused;     /* no shift at all in the plan, and no time off */
    double spare_h;    /* hours that contracts would still allow them all in the plan, were there no other rule; INFINITY: no limit */
};

/* p has reached PLAN_CHECK. */
void whereabouts_make(struct whereabouts *w, const struct plan *p, int queue, int interval);

/* What keeps more of a queue from being on work in an interval; the first that is true. */
enum hindrance {
    HINDER_SEATS, /* no seat is free */
    HINDER_MONEY, /* the roster is the best for a sum of money */
    HINDER_HOURS, /* every agent works, and the contracts allow no hour more */
    HINDER_USED,  /* every agent works or is away */
    HINDER_RULES, /* nobody's rules let a shift more be there: it must hold, so that money is no reason */
    HINDER_PRICE  /* a shift more costs more than the penalty of being short */
};
enum hindrance whereabouts_hindrance(const struct whereabouts *w, const struct plan *p, int queue, int interval);

#endif
