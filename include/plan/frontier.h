/* frontier - what service costs: the plan solved for a row of goals, from the strictest down, each search starting from its
 * neighbour's roster. Every service-level goal of a queue is set to the point's; peaks, limits and floors (where below it)
 * stay as they are. Staff beyond an interval's own need is charged a little, and the need falls with the goal: the objective of an
 * easy goal may be above a stricter one's by that. A point's roster is the best known for its goal: found for it, or for a stricter one.
 * A goal whose roster serves no better than another's for no less (floors and peaks may meet easy goals by the way, and goals out
 * of reach have all the same) is not shown; other goals take its place, halving where the cost leaps most. */
#ifndef PLAN_FRONTIER_H
#define PLAN_FRONTIER_H

#include "plan/plan.h"

struct frontier_point {
    double goal;           /* share */
    double service_level;  /* achieved, of the horizon, volume-weighted over all queues */
    double lowest;         /* service level of the lowest day of any queue; NAN without contacts */
    double cost;           /* money paid */
    double objective;      /* cost and penalties */
    double lower_bound;    /* of the objective, checked */
    double gap;            /* (objective - bound) / objective */
    int    agents_used;
    int    met;            /* every goal met and every rule kept */
    int    own;            /* 1: the goal is the plan's own */
};

struct frontier {
    struct frontier_point *points; /* [count] ascending by goal */
    int                    count;
};

struct frontier_options {
    const double *goals;   /* [goal_count], or NULL: 60 % to 95 % and the plan's own */
    int           goal_count;
    double        effort;  /* of each search; 1 = usual */
    int           threads;
    int (*progress)(const struct schedule_progress *p, void *context);
    void *context;
};

/* 0, or -1 with a fault when no queue has a service-level goal, or its agents come from a file: known before anything is solved. */
int  frontier_refused(const struct plan *p, struct faults *faults);

/* p has reached PLAN_CHECK and is not refused. Returns 1 where it was cancelled: the points are those solved before. */
int  frontier_make(struct frontier *f, const struct plan *p, const struct frontier_options *o);
void frontier_free(struct frontier *f);

/* frontier.csv: goal,service_level,lowest_day,cost,objective,lower_bound,gap,agents_used,met,own. */
int  frontier_write(const struct frontier *f, const char *path, struct faults *faults);
int  frontier_read(struct frontier *f, const char *path, struct faults *faults);

#endif
