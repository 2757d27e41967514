#include "staffing/finish.h"
#include "base/alloc.h"
#include "staffing/curve.h"
#include <math.h>

/* A shift one seat too many for an hour may serve promises for all its other hours: it must still not be worth it. */
enum { SEAT_WEIGHT = 20 };

enum interval_class finish_class(const struct scenario *s, int queue, int interval)
{
    int peak = scenario_peak(s, queue, interval);
    if (!s->queues[queue].open[interval])
        return CLASS_CLOSED;
    if (peak < 0)
        return CLASS_OPEN;
    return s->queues[queue].peaks[peak].must ? CLASS_PEAK_MUST : CLASS_PEAK_SOFT;
}

/* 1: the floor is min_agents: a promise of every open interval, whatever its goal. */
static int is_least(const struct requirement *r, const struct queue *q, int t)
{
    return r->floor_gross[t] > 0 && r->floor_agents[t] / (1 - r->shrink[t]) <= q->min_agents + 1e-9;
}

/* A floor beside a day or week goal is a promise of its own: priced below that goal it would be sold to buy the goal. */
static void price(struct requirement *r, const struct scenario *s, int spans, int t)
{
    const struct penalties *p = &s->penalties;
    const double under[] = {[CLASS_CLOSED] = 0,
                            [CLASS_OPEN] = spans ? p->floor_per_agent_h : p->under_per_agent_h,
                            [CLASS_PEAK_SOFT] = p->under_peak_per_agent_h,
                            [CLASS_PEAK_MUST] = p->must_per_agent_h};
    r->under_per_h[t] = is_least(r, &s->queues[r->queue], t) ? fmax(under[r->kind[t]], p->must_per_agent_h) : under[r->kind[t]];
    r->over_per_h[t] = p->over_per_agent_h;
}

/* At `agents`; without contacts there is nothing to feel: NAN. */
static void measure(struct requirement *r, const struct scenario *s, int t)
{
    const struct queue *q = &s->queues[r->queue];
    struct queue_case   c = curve_case(s, r, t);
    struct queue_answer a;
    r->sl[t] = r->asa_s[t] = r->occupancy[t] = r->abandon[t] = NAN;
    if (r->offered[t] <= 0)
        return;
    c.agents = r->agents[t];
    queue_measure(&a, &c, curve_limit_s(q));
    r->sl[t] = a.sl[curve_kind(q->goal.definition)];
    r->asa_s[t] = q->goal.asa_over_all ? a.wait_s : a.wait_answered_s;
    r->occupancy[t] = a.occupancy;
    r->abandon[t] = a.p_abandon;
}

static void add_goal(struct requirement *r, const struct scenario *s, int first, int last)
{
    const struct goal *goal = &s->queues[r->queue].goal;
    double             offered = 0;
    for (int t = first; t < last; t++)
        offered += r->offered[t];
    if (offered > 0) /* a closed day has nothing to promise */
        r->goals[r->goal_count++] =
            (struct span_goal){goal->scope, first, last, goal->service_level, s->penalties.goal_per_contact};
}

static void span_goals(struct requirement *r, const struct scenario *s)
{
    const struct goal    *goal = &s->queues[r->queue].goal;
    const struct horizon *h = &s->horizon;
    if (goal->scope == SCOPE_INTERVAL || isnan(goal->service_level))
        return;
    r->goals = xcalloc((size_t)h->days, sizeof *r->goals);
    for (int d = 0; goal->scope == SCOPE_DAY && d < h->days; d++)
        add_goal(r, s, h->day_first[d], h->day_first[d + 1]);
    for (int w = 0; goal->scope == SCOPE_WEEK && w < h->weeks; w++)
        add_goal(r, s, h->day_first[h->week_first[w]], h->day_first[h->week_first[w + 1]]);
}

/* min_agents counts people rostered on work: one person at night is one, although shrinkage leaves less than one on
 * contacts. No floor asks for more than the seats hold; what the goal needs (agents) stays what it is. */
static double floor_of(const struct requirement *r, const struct queue *q, int t)
{
    double least = r->kind[t] == CLASS_CLOSED ? 0 : fmin(q->min_agents, r->agents_gross[t]);
    return fmin(fmax(r->floor_agents[t] / (1 - r->shrink[t]), least), r->seats);
}

void finish_requirement(struct requirement *r, const struct scenario *s)
{
    const struct queue *q = &s->queues[r->queue];
    r->seats = q->max_seats == RULE_NONE ? (double)INFINITY : q->max_seats;
    r->seat_per_h = SEAT_WEIGHT * s->penalties.must_per_agent_h;
    for (int t = 0; t < r->intervals; t++) {
        r->kind[t] = finish_class(s, r->queue, t);
        r->shrink[t] = scenario_shrinkage(s, r->queue, t);
        if (r->kind[t] == CLASS_CLOSED)
            r->offered[t] = r->agents[t] = r->floor_agents[t] = 0;
        r->agents_gross[t] = r->agents[t] / (1 - r->shrink[t]);
        r->capped[t] = r->agents_gross[t] > r->seats + 1e-9;
        r->floor_gross[t] = floor_of(r, q, t);
        price(r, s, q->goal.scope != SCOPE_INTERVAL && !isnan(q->goal.service_level), t);
        measure(r, s, t);
    }
    curve_make(r, s);
    span_goals(r, s);
}
