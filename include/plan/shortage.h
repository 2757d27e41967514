/* shortage - goals that are missed: where, how short, and what it takes at least. Nothing is solved: the agents counted are
 * put where they help most, whatever shifts could be had. Service is check's (check_service) and the requirement's curve. */
#ifndef PLAN_SHORTAGE_H
#define PLAN_SHORTAGE_H

#include "plan/plan.h"

struct shortfall { /* an interval in which a goal is missed */
    int    goal;          /* index in the summary's goals */
    int    queue, interval;
    double scheduled;     /* agents rostered on work */
    double needed;        /* that would do; NAN: a limit no number of agents meets */
    double sl, wanted;    /* NAN: the goal is no service level */
};

struct short_goal { /* a goal that is missed */
    int    goal;          /* index in the summary's goals */
    double hours;         /* agent hours on work that would close it; the hours of several goals overlap */
    int    at;            /* interval in which most agents are missing for it; -1: none is, as far as can be told */
    double agents;        /* missing there */
};

struct shortage {
    int                peaks;      /* 1: only goals of peaks are looked at */
    struct short_goal *goals;      /* [missed] peaks first, those that must hold before the others */
    int                missed;
    struct shortfall  *items;      /* intervals of peaks, floors and interval goals */
    int                count;
    int                queue;      /* the one most hours are missing of; -1: none missed */
    double            *more;       /* [queues * intervals] agents on work more that would close them all */
    double             hours;      /* the hours of those */
    double             at_once;    /* most agents missing in one interval */
    int                intervals;  /* in which agents are missing for that */
    int                seats;      /* seats more that must be there for that: without them nothing else closes it */
};

/* peaks 1: only the goals of peaks, but every goal where all peaks are met. p has reached PLAN_CHECK. */
void shortage_make(struct shortage *x, const struct plan *p, int peaks);
void shortage_free(struct shortage *x);
int  shortage_is_target(const struct shortage *x, const struct goal_result *g);

#endif
