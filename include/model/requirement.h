/* requirement - how many agents answer in time: staffing makes it, schedule and check use it. One per queue.
 *
 * Two units of staff. On contacts: after shrinkage, what queue models count. Scheduled: rostered on work, time-weighted.
 * on contacts = scheduled * (1 - shrink[t]). `_gross` fields are scheduled agents, real numbers, never rounded. */
#ifndef MODEL_REQUIREMENT_H
#define MODEL_REQUIREMENT_H

#include "base/fault.h"
#include "model/demand.h"
#include "model/scenario.h"

enum interval_class { CLASS_CLOSED, CLASS_OPEN, CLASS_PEAK_SOFT, CLASS_PEAK_MUST };

/* A service goal over many intervals (scope day or week):
 *   sum_t offered_t * (in_time_t(n_t) - wanted * counted_t(n_t)) >= 0, t in [first, last).
 * What it is charged for is the same sum with n_t at least promised_t: what is missing of a promise is charged as such. */
struct span_goal {
    enum goal_scope scope;
    int             first, last;        /* intervals */
    double          wanted;             /* share */
    double          price_per_contact;  /* of a contact short */
};

struct requirement {
    int                  queue;
    int                  intervals;
    enum interval_class *kind;          /* [intervals] */
    double              *offered;       /* [intervals] contacts */
    double              *aht_s;         /* [intervals] */
    double              *shrink;        /* [intervals] share in [0, 1) */
    int                 *agents;        /* [intervals] on contacts: least that meets the goal in this interval alone; 0 closed */
    int                 *floor_agents;  /* [intervals] on contacts: what the interval must have whatever the scope (floor, peak,
                                           limits), min_agents aside */
    double              *agents_gross;  /* [intervals] agents / (1 - shrink) */
    double              *floor_gross;   /* [intervals] the greater of floor_agents / (1 - shrink) and min_agents */
    double              *sl, *asa_s, *occupancy, *abandon; /* [intervals] at `agents` */
    unsigned char       *capped;        /* [intervals] 1: max_seats is below what the goal needs; floor_gross never is */
    /* Prices in money per scheduled agent and hour. Shortage = max(0, floor_gross - scheduled) costs under_per_h, surplus =
     * max(0, scheduled - agents_gross) costs over_per_h, scheduled above seats costs seat_per_h besides. A shortage costs the
     * more the deeper it is: to it adds sum_k deep_per_h max(0, deep_below - scheduled), k = 0 .. deep - 1. */
    double              *under_per_h, *over_per_h;         /* [intervals] */
    int                  deep;                             /* 0: a shortage costs the same at any depth */
    double              *deep_below, *deep_per_h;          /* [intervals * deep] scheduled agents, falling with k from at most
                                                              floor_gross; money */
    double               seats, seat_per_h;                /* INFINITY: no limit */
    double              *promised;      /* [intervals] scheduled agents, at most floor_gross, that no money buys off: an interval
                                           with fewer is charged for them, and counts towards a span goal as if it had them */
    /* The service curve: share of offered answered in time (by the goal's definition: numerator and denominator) with n agents
     * on contacts, n = 0 .. curve_len[t] - 1; above, the last value holds; between, linear. Used for span goals. */
    int                 *curve_at;      /* [intervals] offset of interval t in the two arrays below */
    int                 *curve_len;     /* [intervals] */
    double              *in_time;       /* pool */
    double              *counted;       /* pool; 1 for definitions offered and met */
    struct span_goal    *goals;         /* [goal_count] empty when scope is interval */
    int                  goal_count;
};

void requirement_alloc(struct requirement *r, int queue, int intervals); /* arrays zeroed, no curve, no goals */
void requirement_deepen(struct requirement *r, int deep); /* so many hinges an interval, all 0 */
void requirement_free(struct requirement *r);

/* What an agent more would save in an interval that has so many, money per hour; 0 where nobody is short. */
double requirement_short_per_h(const struct requirement *r, int interval, double scheduled);

/* A number that changes with anything a bound hangs on: two requirements whose marks agree to nine digits are one. */
double requirement_mark(const struct requirement *r);

/* requirement.csv: queue,start,end,offered,aht_s,agents,agents_gross,sl,asa_s,occupancy,abandon plus class, floor_agents,
 * shrinkage. Reading (plan --requirement): queue,start,agents needed; the rest, curve and prices are staffing's to fill. */
int requirement_write(const struct requirement *rs, const struct scenario *s, const char *path, struct faults *faults);

#endif
