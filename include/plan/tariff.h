/* tariff - what the bound's prices say, by queue: for an interval, what one more scheduled agent in it is worth when all
 * other shifts may be arranged anew around him, and what he changes when nothing else is; for a goal, what one more point of
 * it costs.
 *
 * The cover price pi_t is a dual price: the least possible objective falls by pi_t per agent given for nothing, and rises by
 * as much per agent taken, for small changes; it is 0 where agents are there anyway, and as high as the penalty where the
 * goal is missed.
 * A point of a day's or week's goal costs 0.01 * mu_g * contacts counted.                                             (1)
 * A point of a goal that holds in every interval costs 0.01 * sum_t pi_t / slope_t, slope_t the service level one more
 * scheduled agent brings at the requirement, over the intervals in which that goal decides the floor.                 (2) */
#ifndef PLAN_TARIFF_H
#define PLAN_TARIFF_H

#include "plan/plan.h"

struct tariff_goal {
    int         queue;
    const char *scope;       /* as in goal_result: day, week; interval, peak: by day */
    int         first, last; /* intervals */
    double      wanted, achieved;
    double      point;       /* money for one more point (0.01); NAN likewise */
};

struct tariff {
    int                     queues, intervals;
    double                 *price;  /* [queues * intervals] pi_t, money per scheduled agent for the interval; NAN without a
                                       bound near enough to price anything (half the objective) */
    struct tariff_goal     *goals;  /* [goal_count] in the order of the summary's goals */
    int                     goal_count;
    double                 *count;  /* [queues * contracts] worth of one more agent by the count prices: nu; NAN: none stated */
    int                     contracts;
};

/* p has reached PLAN_CHECK. */
void tariff_make(struct tariff *x, const struct plan *p);
void tariff_free(struct tariff *x);
double tariff_price(const struct tariff *x, int queue, int interval);

struct tariff_change { /* with one scheduled agent more in an interval, or one less (at most all there are), all else as it is */
    double more, less;           /* change of the objective */
    double sl, sl_more, sl_less; /* service level as it is, with one more, one less; NAN without contacts */
};
struct tariff_change tariff_change_of(const struct plan *p, int queue, int interval);

#endif
