#include "staffing/finish.h"
#include "base/alloc.h"
#include "model/prices_json.h"
#include "staffing/curve.h"
#include <math.h>

/* Shortage is priced in eighths of the floor, and again below min_agents. What must not be sold is dearer than whatever could buy
 * it: a floor than the day or week goal beside it, a peak that must hold than the last agent of a floor, the least staff than
 * the last agent of such a peak, and a seat too many for an interval than the least staff a shift on it could be for all its
 * other hours. Each queue has prices of its own, by what its own goals pay: an agent works for one queue only, so a promise of
 * this one can never be given up for another's, however dear that is. */
enum { EIGHTHS = 8, MUST_WEIGHT = 3, LEAST_WEIGHT = 2, LONGEST_MIN = 720 };

struct price_list { /* money per scheduled agent and hour */
    double under[CLASS_PEAK_MUST + 1]; /* by class: of the first agent short */
    double least;                      /* on top of all else: below min_agents */
    double seat;
};

enum interval_class finish_class(const struct scenario *s, int queue, int interval)
{
    int peak = scenario_peak(s, queue, interval);
    if (!s->queues[queue].open[interval])
        return CLASS_CLOSED;
    if (peak < 0)
        return CLASS_OPEN;
    return s->queues[queue].peaks[peak].must ? CLASS_PEAK_MUST : CLASS_PEAK_SOFT;
}

static double value_at(const struct requirement *r, int t, double contacts, double wanted)
{
    int    last = r->curve_at[t] + r->curve_len[t] - 1, i = r->curve_at[t] + (int)floor(contacts), low = i < last ? i : last;
    int    high = low < last ? low + 1 : last;
    double a = r->in_time[low] - wanted * r->counted[low], b = r->in_time[high] - wanted * r->counted[high];
    return a + (b - a) * (contacts - floor(contacts));
}

/* Contacts that an agent more on contacts brings a goal at most, beyond the interval's floor. */
static double steepest(const struct requirement *r, int t, double wanted)
{
    double from = r->floor_gross[t] * (1 - r->shrink[t]), low = value_at(r, t, from, wanted), most = 0;
    for (int n = (int)floor(from + 1e-9) + 1; n < r->curve_len[t]; n++)
        most = fmax(most, (value_at(r, t, n, wanted) - low) / (n - from));
    return most * r->offered[t];
}

/* The most that the goals over days or weeks pay for an agent in any interval. */
static double goals_pay_per_h(const struct requirement *r, double hours)
{
    double most = 0;
    for (int g = 0; g < r->goal_count; g++)
        for (int t = r->goals[g].first; t < r->goals[g].last; t++)
            if (r->offered[t] > 0)
                most = fmax(most, r->goals[g].price_per_contact * steepest(r, t, r->goals[g].wanted) * (1 - r->shrink[t]) / hours);
    return most;
}

/* A promise is never cheaper than what could buy it off; a mere price is as stated. */
static double promise(const struct scenario *s, double money_per_h, double bid_per_h)
{
    return prices_promise(s, money_per_h) ? fmax(money_per_h, bid_per_h) : money_per_h;
}

static double longest_min(const struct scenario *s)
{
    int longest = 0;
    for (int k = 0; k < s->kind_count; k++)
        longest = s->kinds[k].length_to > longest ? s->kinds[k].length_to : longest;
    return longest > 0 ? longest : LONGEST_MIN;
}

static struct price_list prices_of(const struct requirement *r, const struct scenario *s)
{
    const struct penalties *p = &s->penalties;
    const struct goal      *goal = &s->queues[r->queue].goal;
    int                     spans = goal->scope != SCOPE_INTERVAL && !isnan(goal->service_level);
    double                  bid = goals_pay_per_h(r, s->horizon.interval_min / 60.0);
    double                  floor_price = spans ? promise(s, p->floor_per_agent_h, bid) : p->under_per_agent_h;
    double                  deepest = fmax(1, p->deepest_factor) * floor_price;
    double                  must = promise(s, p->must_per_agent_h, MUST_WEIGHT * fmax(bid, deepest));
    struct price_list       x = {.under = {[CLASS_OPEN] = floor_price,
                                           [CLASS_PEAK_SOFT] = p->under_peak_per_agent_h,
                                           [CLASS_PEAK_MUST] = must}};
    x.least = LEAST_WEIGHT * fmax(1, p->deepest_factor) * must;
    x.seat = longest_min(s) / s->horizon.interval_min * x.least;
    return x;
}

/* Hinges in falling order, those of the eighths and that of min_agents among them. */
static void price_depth(struct requirement *r, const struct scenario *s, double least_per_h, int t)
{
    double  rise = r->under_per_h[t] * fmax(0, s->penalties.deepest_factor - 1) / (EIGHTHS - 1);
    double  least = fmin(s->queues[r->queue].min_agents, r->floor_gross[t]);
    double *below = r->deep_below + t * r->deep, *per_h = r->deep_per_h + t * r->deep;
    for (int k = 0, eighth = EIGHTHS - 1, placed = 0; k < r->deep; k++) {
        double at = r->floor_gross[t] * eighth / EIGHTHS;
        int    here = !placed && (eighth == 0 || least >= at);
        below[k] = here ? least : at;
        per_h[k] = here ? least_per_h : rise;
        placed |= here;
        eighth -= !here;
    }
}

static void price(struct requirement *r, const struct scenario *s, const struct price_list *x, int t)
{
    double least = fmin(s->queues[r->queue].min_agents, r->floor_gross[t]);
    r->over_per_h[t] = s->penalties.over_per_agent_h;
    if (r->kind[t] == CLASS_CLOSED)
        return;
    r->under_per_h[t] = x->under[r->kind[t]];
    price_depth(r, s, x->least, t);
    r->promised[t] = prices_promise(s, r->under_per_h[t]) ? r->floor_gross[t] : prices_promise(s, x->least) ? least : 0;
}

static void price_all(struct requirement *r, const struct scenario *s)
{
    struct price_list x = prices_of(r, s);
    r->seat_per_h = x.seat;
    requirement_deepen(r, EIGHTHS);
    for (int t = 0; t < r->intervals; t++)
        price(r, s, &x, t);
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
    for (int t = 0; t < r->intervals; t++) {
        r->kind[t] = finish_class(s, r->queue, t);
        r->shrink[t] = scenario_shrinkage(s, r->queue, t);
        if (r->kind[t] == CLASS_CLOSED)
            r->offered[t] = r->agents[t] = r->floor_agents[t] = 0;
        r->agents_gross[t] = r->agents[t] / (1 - r->shrink[t]);
        r->capped[t] = r->agents_gross[t] > r->seats + 1e-9;
        r->floor_gross[t] = floor_of(r, q, t);
        measure(r, s, t);
    }
    curve_make(r, s);
    span_goals(r, s);
    price_all(r, s);
}
