/* random_week - random sites for the tests of the optimizer, every rule of rules.h in play: tiny ones, whose every roster can
 * be tried, and teams. What a scenario file could not hold is not made here (grids of 5 minutes, limits in order). */
#ifndef TESTS_RANDOM_WEEK_H
#define TESTS_RANDOM_WEEK_H

#include "base/rng.h"
#include "check_site.h"
#include "model/period.h"
#include "staffing/staffing.h"

struct week_size { /* how much there is to choose from */
    int agents_from, agents_to;
    int days;          /* 0: any, few choices a day where there are many days */
    int starts, rooms; /* most starts of a kind; most grid points in a window of pauses */
    int hours;         /* longest shift about */
};

static inline int week_maybe(struct rng *g, double chance)
{
    return rng_uniform(g) < chance;
}

static inline int week_limit(struct rng *g, double chance, int low, int high, int unit)
{
    return week_maybe(g, chance) ? unit * rng_between(g, low, high) : RULE_NONE;
}

/* Puts a pair of limits in order. */
static inline void week_order(int *low, int *high)
{
    if (*low != RULE_NONE && *high != RULE_NONE && *low > *high) {
        int swap = *low;
        *low = *high;
        *high = swap;
    }
}

/* --- contracts and kinds ----------------------------------------------------------------------------------------- */

static inline void week_contract(struct rng *g, struct contract *c, int hours, int days)
{
    int most = days < 6 ? days : 6;
    c->wage_h = rng_between(g, 8, 30) + (week_maybe(g, 0.3) ? 0.37 : 0);
    c->use = week_maybe(g, 0.45) ? USE_MUST : USE_MAY;
    c->day_min = week_limit(g, 0.15, 2 * hours - 3, 2 * hours, 30);
    c->day_max = week_limit(g, 0.2, 2 * hours - 1, 2 * hours + 3, 30);
    c->week_min = week_limit(g, 0.5, hours, 2 * hours * (most + 1) / 2, 30);
    c->week_max = week_limit(g, 0.4, hours, 2 * hours * (most + 1), 30);
    c->days_min = week_limit(g, 0.35, 1, most, 1);
    c->days_max = week_limit(g, 0.4, 1, most, 1);
    c->rest_min = week_limit(g, 0.6, 1, week_maybe(g, 0.2) ? 44 : 14, 60);
    c->consecutive_min = week_limit(g, 0.25, 2, 3, 1);
    c->consecutive_max = week_limit(g, 0.35, 1, 4, 1);
    week_order(&c->day_min, &c->day_max);
    week_order(&c->week_min, &c->week_max);
    week_order(&c->days_min, &c->days_max);
    week_order(&c->consecutive_min, &c->consecutive_max);
    c->period_days = week_maybe(g, 0.25) ? rng_between(g, 2, 10) : 0;
    c->period_before = c->period_days ? rng_below(g, c->period_days) : 0;
    c->days_off_min = week_maybe(g, 0.25) ? rng_between(g, 1, 3) : 0;
    c->weekend_days = !week_maybe(g, 0.3) ? 0 : week_maybe(g, 0.5) ? 96 : (unsigned)rng_between(g, 1, 126);
    c->weekends_max = rng_below(g, 3);
    c->weekly_rest_min = week_maybe(g, 0.3) ? 60 * rng_between(g, 8, 90) + 7 : 0;
    c->same_start = week_maybe(g, 0.25);
    c->start_spread_min = week_maybe(g, 0.5) ? 30 * rng_below(g, 5) : 0;
    c->overtime_factor = week_maybe(g, 0.3) ? 1 + rng_uniform(g) : 0;
    c->overtime_after_min = 30 * rng_between(g, 0, 4 * hours);
    c->weekends_of = week_maybe(g, 0.6) ? rng_between(g, 1, 4) : 0;
}

/* Kinds that may not follow each other, or count other hours than they last. */
static inline void week_sequences(struct rng *g, struct scenario *s)
{
    for (int k = 0; k < s->kind_count; k++) {
        s->kinds[k].paid_min = week_maybe(g, 0.15) ? s->kinds[k].length_from / 2 + 15 * rng_below(g, 9) : 0;
        for (int other = 0; other < s->kind_count; other++)
            if (s->kinds[k].contract == s->kinds[other].contract && week_maybe(g, 0.15))
                s->kinds[k].not_after = site_append(s->kinds[k].not_after, &s->kinds[k].not_after_count, &other, sizeof other);
    }
}

/* A window round a point of the pauses' grid, with up to `rooms` more; ends anywhere between. */
static inline void week_window(struct rng *g, int *from_min, int *to_min, int at_min, int step_min, int rooms)
{
    int point = (at_min + step_min / 2) / step_min * step_min, early = rng_below(g, step_min);
    *from_min = point > early && week_maybe(g, 0.5) ? point - early : point;
    *to_min = point + step_min * rng_below(g, rooms + 1) + rng_below(g, step_min);
}

/* The shorter or the longer lengths of the kind, or any. */
static inline struct paid_range week_lengths(struct rng *g, const struct shift_kind *k)
{
    int which = rng_below(g, 4);
    return which == 0 ? (struct paid_range){0, k->length_from}
           : which == 1 ? (struct paid_range){k->length_from + 5, 0} : (struct paid_range){0, 0};
}

/* Rules that tie the pauses together; pauses by paid length. */
static inline void week_ties(struct rng *g, struct shift_kind *k, int step_min)
{
    k->stretch_max = week_maybe(g, 0.6) ? k->length_from * rng_between(g, 3, 8) / 8 / 5 * 5 : 0;
    k->gap_min = week_maybe(g, 0.6) ? step_min * rng_between(g, 0, 4) + (week_maybe(g, 0.2) ? 5 : 0) : 0;
    for (int i = 0; i < k->breaks; i++)
        k->rule[i].only = week_lengths(g, k);
    k->lunch_only = week_lengths(g, k);
}

static inline void week_split(struct rng *g, struct shift_kind *k, int step_min, int rooms)
{
    k->splits = rng_between(g, 1, 2);
    k->split_min[0] = 5 * rng_between(g, 4, 30);
    k->split_min[1] = week_maybe(g, 0.5) ? 0 : k->split_min[0] + 15;
    k->part_min = 5 * rng_between(g, 1, 12);
    k->split_pay = week_maybe(g, 0.5) ? 10 * rng_uniform(g) : 0;
    k->split_only = week_lengths(g, k);
    week_window(g, &k->split_from, &k->split_to, k->length_from * rng_between(g, 1, 3) / 4, step_min, rooms);
}

static inline void week_pauses(struct rng *g, struct shift_kind *k, int step_min, int rooms)
{
    k->lunches = week_maybe(g, 0.5) ? rng_between(g, 1, 2) : 0;
    k->lunch_min[0] = 15 * rng_between(g, 1, 4);
    k->lunch_min[1] = week_maybe(g, 0.4) ? 0 : k->lunch_min[0] + 15;
    k->lunch_paid = week_maybe(g, 0.3);
    week_window(g, &k->lunch_from, &k->lunch_to, k->length_from / 3, step_min, rooms);
    k->breaks = week_maybe(g, 0.6) ? rng_between(g, 1, 2) : 0;
    for (int i = 0; i < k->breaks; i++) {
        k->rule[i].length_min = 5 * rng_between(g, 1, 6);
        int at_min = week_maybe(g, 0.2) ? 0 : k->length_from * (i + 1) / 4;
        week_window(g, &k->rule[i].from_min, &k->rule[i].to_min, at_min, step_min, rooms);
    }
    if (week_maybe(g, 0.35))
        week_ties(g, k, step_min);
    if (week_maybe(g, 0.25))
        week_split(g, k, step_min, rooms);
}

static inline void week_kind(struct rng *g, struct shift_kind *k, const struct horizon *h, struct week_size n, int step_min,
                             int open_min)
{
    k->weekdays = week_maybe(g, 0.7) ? 127 : (unsigned)rng_between(g, 1, 127);
    k->start_step = h->interval_min * rng_between(g, 1, 4);
    k->start_from = open_min + 60 * rng_below(g, 8) + (week_maybe(g, 0.15) ? 5 * rng_between(g, 1, 8) : 0);
    k->start_to = k->start_from + k->start_step * rng_below(g, n.starts);
    k->start_to = k->start_to < 1440 ? k->start_to : k->start_from;
    k->length_step = 30 * rng_between(g, 1, 4);
    k->length_from = 60 * rng_between(g, (n.hours + 1) / 2, n.hours) - (week_maybe(g, 0.1) ? 20 : 0);
    k->length_to = k->length_from + (week_maybe(g, 0.4) ? k->length_step * rng_between(g, 1, n.starts > 1 ? 2 : 1) : 0);
    week_pauses(g, k, step_min, n.rooms);
}

/* --- people ------------------------------------------------------------------------------------------------------ */

static inline void week_time_off(struct rng *g, struct site *x, int agent)
{
    const struct horizon *h = &x->s.horizon;
    struct agent         *a = &x->s.agents[agent];
    int day = rng_below(g, h->days), start = horizon_day_start(h, day) + 60 * rng_below(g, 20);
    int credited = week_maybe(g, 0.6) ? 30 * rng_between(g, 2, 12) : 0;
    site_add_time_off(x, (struct time_off){agent, start, start + 60 * rng_between(g, 1, 30), NULL, 1, credited});
    a->credited_min[period_of(&x->s.contracts[a->contract], h, day)] += credited;
    a->paid_leave_min[horizon_week(h, day)] += credited / 2;
}

static inline void week_wish(struct rng *g, struct site *x, int agent)
{
    const struct horizon *h = &x->s.horizon;
    int day = rng_below(g, h->days);
    int from = week_maybe(g, 0.6) ? horizon_day_start(h, day) + 60 * rng_between(g, 1, 16) : 0;
    site_add_request(x, (struct request){agent, day, week_maybe(g, 0.5) ? WISH_FOR : WISH_AGAINST,
                                         week_maybe(g, 0.5) ? -1 : rng_below(g, x->s.kind_count), from,
                                         from ? from + 60 * rng_between(g, 2, 12) : 0, 1 + 50 * rng_uniform(g)});
}

/* A kind of the agent's contract; -1: it has none. */
static inline int week_kind_of(struct rng *g, const struct scenario *s, int contract)
{
    int found = -1, seen = 0;
    for (int k = 0; k < s->kind_count; k++)
        if (s->kinds[k].contract == contract && rng_below(g, ++seen) == 0)
            found = k;
    return found;
}

static inline void week_duties(struct rng *g, struct site *x, struct agent *a)
{
    int days = x->s.horizon.days, kind = week_kind_of(g, &x->s, a->contract);
    a->weekends_before = week_maybe(g, 0.4) ? rng_below(g, 4) : 0;
    if (kind >= 0 && week_maybe(g, 0.3)) {
        a->kind_max = xcalloc(1, sizeof *a->kind_max);
        a->kind_max[a->kind_max_count++] = (struct kind_limit){kind, rng_below(g, 4)};
    }
    if (!week_maybe(g, 0.3))
        return;
    a->duty = xcalloc((size_t)days, sizeof *a->duty);
    for (int d = 0; d < days; d++) {
        if (!week_maybe(g, 0.25))
            continue;
        a->duty[d].what = (enum duty_what)rng_below(g, 3);
        if ((kind = week_kind_of(g, &x->s, a->contract)) >= 0 && week_maybe(g, 0.5))
            a->duty[d].kind[a->duty[d].kinds++] = kind;
    }
}

static inline void week_agent(struct rng *g, struct site *x, int agent)
{
    const struct horizon *h = &x->s.horizon;
    struct agent         *a = &x->s.agents[agent];
    int                   picky = week_maybe(g, 0.3);
    a->contract = rng_below(g, x->s.contract_count);
    a->skills[0] = rng_below(g, x->s.queue_count);
    for (int d = 0; d < h->days; d++)
        if (picky && week_maybe(g, 0.4))
            a->available[d] = week_maybe(g, 0.2) ? (struct window){0, 0}
                                                 : (struct window){60 * rng_below(g, 9), 60 * rng_between(g, 14, 36)};
    if (week_maybe(g, 0.25))
        week_time_off(g, x, agent);
    a->consecutive_before = week_maybe(g, 0.5) ? rng_below(g, 5) : 0;
    a->rest_until_min = week_maybe(g, 0.2) ? 30 * rng_below(g, 60) : 0;
    a->hours_before_min = !period_full(&x->s.contracts[a->contract], h, 0) && week_maybe(g, 0.4) ? 30 * rng_below(g, 16) : 0;
    week_duties(g, x, a);
    for (int i = rng_below(g, 3); i > 0; i--)
        week_wish(g, x, agent);
}

/* --- what is asked ------------------------------------------------------------------------------------------------ */

static inline void week_price(struct rng *g, struct site *x, struct requirement *r, int t)
{
    static const double chance[] = {0.7, 0.9};
    const struct penalties *p = &x->s.penalties;
    const double under[] = {0, p->under_per_agent_h, p->under_peak_per_agent_h, p->must_per_agent_h};
    double which = p->under_peak_per_agent_h > 0 ? rng_uniform(g) : 0; /* some sites have no peaks */
    r->kind[t] = which < chance[0] ? CLASS_OPEN : which < chance[1] ? CLASS_PEAK_SOFT : CLASS_PEAK_MUST;
    if (!x->s.queues[r->queue].open[t])
        r->kind[t] = CLASS_CLOSED;
    r->under_per_h[t] = under[r->kind[t]];
    r->over_per_h[t] = x->s.penalties.over_per_agent_h;
}

/* A share answered in time that rises towards 1 in an S, cut off anywhere; with `answered`, nobody counts where nobody is
 * answered, and the curve ends where all are, as those of staffing do. */
static inline void week_curve(struct rng *g, struct requirement *r, int t, int length, int answered)
{
    double middle = 3 * rng_uniform(g), steep = 0.7 + 3 * rng_uniform(g);
    r->curve_at[t] = length * t;
    r->curve_len[t] = rng_between(g, 1, length);
    for (int n = 0; n < length; n++) {
        r->in_time[r->curve_at[t] + n] = n == 0 ? 0 : 1 / (1 + exp(steep * (middle - n)));
        r->counted[r->curve_at[t] + n] = answered ? fmin(1, r->in_time[r->curve_at[t] + n] + 0.2 * n) : 1;
    }
    if (answered) {
        r->curve_len[t] = r->curve_len[t] < 3 ? 3 : r->curve_len[t];
        r->in_time[r->curve_at[t] + r->curve_len[t] - 1] = r->counted[r->curve_at[t] + r->curve_len[t] - 1] = 1;
    }
}

/* Shortage dearer the deeper, at any depths; some of the floor promised. */
static inline void week_depth(struct rng *g, struct requirement *r, int t)
{
    double below = r->floor_gross[t];
    for (int k = t * r->deep; k < (t + 1) * r->deep; k++) {
        r->deep_below[k] = below *= week_maybe(g, 0.2) ? 1 : rng_uniform(g);
        r->deep_per_h[k] = week_maybe(g, 0.2) ? 0 : 2 * r->under_per_h[t] * rng_uniform(g);
    }
    r->promised[t] = week_maybe(g, 0.5) ? 0 : week_maybe(g, 0.5) ? r->floor_gross[t] : rng_uniform(g) * r->floor_gross[t];
}

static inline void week_goals(struct rng *g, const struct site *x, struct requirement *r)
{
    const struct horizon *h = &x->s.horizon;
    int                   by_day = week_maybe(g, 0.5), spans = by_day ? h->days : h->weeks;
    r->goals = xcalloc((size_t)spans, sizeof *r->goals);
    for (int i = 0; i < spans; i++) {
        int first = h->day_first[by_day ? i : h->week_first[i]], last = h->day_first[by_day ? i + 1 : h->week_first[i + 1]];
        double offered = 0;
        for (int t = first; t < last; t++)
            offered += r->offered[t];
        if (offered > 0)
            r->goals[r->goal_count++] = (struct span_goal){by_day ? SCOPE_DAY : SCOPE_WEEK, first, last,
                                                           0.5 + 0.45 * rng_uniform(g), x->s.penalties.goal_per_contact};
    }
}

/* Need without a queue model: anything that requirement.h allows, as rough as can be. */
static inline void week_rough_need(struct rng *g, struct site *x, int queue, int most)
{
    enum { LENGTH = 8 };
    struct requirement *r = &x->rs[queue];
    int                 answered = week_maybe(g, 0.25), scope = week_maybe(g, 0.5), shrunk = week_maybe(g, 0.5);
    struct rng          depth = *g; /* a stream of its own: the weeks are those they were without */
    rng_stream(&depth, (uint64_t)rng_below(&depth, 1 << 30), 7);
    requirement_deepen(r, rng_below(&depth, 4));
    r->in_time = xcalloc((size_t)(LENGTH * r->intervals), sizeof *r->in_time);
    r->counted = xcalloc((size_t)(LENGTH * r->intervals), sizeof *r->counted);
    for (int t = 0; t < r->intervals; t++) {
        week_price(g, x, r, t);
        week_curve(g, r, t, LENGTH, answered);
        r->shrink[t] = shrunk ? 0.35 * rng_uniform(g) : 0;
        r->agents_gross[t] = 0;
        if (r->kind[t] == CLASS_CLOSED)
            continue;
        r->offered[t] = week_maybe(g, 0.85) ? 12 * rng_uniform(g) : 0;
        r->floor_agents[t] = rng_below(g, most + 1);
        r->agents[t] = r->floor_agents[t] + rng_below(g, 2);
        r->agents_gross[t] = r->agents[t] / (1 - r->shrink[t]);
        r->floor_gross[t] = fmax(r->floor_agents[t] / (1 - r->shrink[t]), fmin(x->s.queues[queue].min_agents, r->agents_gross[t]));
        week_depth(&depth, r, t);
    }
    r->seats = x->s.queues[queue].max_seats == RULE_NONE ? (double)INFINITY : x->s.queues[queue].max_seats;
    r->seat_per_h = x->s.penalties.must_per_agent_h;
    if (scope)
        week_goals(g, x, r);
}

/* Need as staffing makes it from calls. */
static inline void week_real_need(struct rng *g, struct site *x, int queue, double calls_h)
{
    const struct horizon *h = &x->s.horizon;
    struct queue         *q = &x->s.queues[queue];
    struct demand         d;
    q->model = week_maybe(g, 0.5) ? QUEUE_ERLANG_A : QUEUE_ERLANG_C;
    q->goal.service_level = 0.5 + 0.4 * rng_uniform(g);
    q->goal.within_s = rng_between(g, 5, 90);
    q->goal.definition = (enum sl_definition)rng_below(g, 4);
    q->goal.scope = (enum goal_scope)rng_below(g, 3);
    q->goal.floor = week_maybe(g, 0.5) ? q->goal.service_level / 2 : NAN;
    if (week_maybe(g, 0.5)) {
        q->peaks = xcalloc(1, sizeof *q->peaks);
        q->peaks[q->peak_count++] = (struct peak){127, 600, 60 * rng_between(g, 11, 14), 0.85, 20, week_maybe(g, 0.5)};
    }
    demand_alloc(&d, queue, h->intervals);
    for (int t = 0; t < h->intervals; t++) {
        d.offered[t] = q->open[t] ? calls_h * h->interval_min / 60 * (0.4 + rng_uniform(g)) : 0;
        d.aht_s[t] = 180 + 5 * (h->wall_min[t] / 60);
    }
    requirement_free(&x->rs[queue]);
    staffing_make(&x->rs[queue], &x->s, &d);
    demand_free(&d);
}

static inline void week_need(struct rng *g, struct site *x, int queue, int agents, int open_min)
{
    const struct horizon *h = &x->s.horizon;
    struct queue         *q = &x->s.queues[queue];
    int                   to = open_min + 60 * rng_between(g, 3, 12), always = week_maybe(g, 0.3);
    q->min_agents = rng_below(g, 3);
    q->max_seats = week_maybe(g, 0.2) ? rng_between(g, 1, 1 + agents / 2) : RULE_NONE;
    for (int t = 0; t < h->intervals; t++)
        q->open[t] = !x->s.day_closed[h->day_of[t]] && (always || (h->wall_min[t] >= open_min && h->wall_min[t] < to));
    if (week_maybe(g, 0.7))
        week_rough_need(g, x, queue, agents < 4 ? 2 : agents / 2);
    else
        week_real_need(g, x, queue, agents < 4 ? 12 * rng_uniform(g) : 4.0 * agents * rng_uniform(g));
}

/* --- the whole --------------------------------------------------------------------------------------------------- */

static inline void week_premiums(struct rng *g, struct site *x)
{
    for (int i = rng_below(g, 3); i > 0; i--) {
        int from = 5 * rng_below(g, 280), to = 5 * rng_below(g, 288);
        site_add_premium(x, (struct premium){.weekdays = (unsigned)rng_between(g, 1, 127), .from_min = from,
                                             .to_min = to == from ? from + 5 : to, .holidays_only = week_maybe(g, 0.2), .first_day = 0,
                                             .last_day = rng_below(g, x->s.horizon.days), .factor = 0.9 + rng_uniform(g)});
    }
}

static inline int week_days(struct rng *g, const struct week_size *n)
{
    static const int days[] = {1, 1, 2, 2, 3, 3, 4, 5, 6, 7, 7, 7, 8, 9};
    return n->days ? n->days : days[rng_below(g, sizeof days / sizeof days[0])];
}

/* Many days leave room for few choices on each. */
static inline void week_shrink(struct week_size *n, int days)
{
    if (n->days)
        return;
    n->starts = days <= 1 ? 8 : days <= 3 ? 4 : days <= 5 ? 2 : 1;
    n->rooms = days <= 1 ? 3 : days <= 4 ? 1 : 0;
}

static inline void random_week(struct site *x, struct rng *g, struct week_size n)
{
    static const char *const zones[] = {"UTC", "UTC", "UTC", "Europe/Paris", "America/New_York"};
    static const int         interval[] = {60, 60, 60, 30, 30, 15};
    int days = week_days(g, &n), contracts = rng_between(g, 1, 2), agents = rng_between(g, n.agents_from, n.agents_to);
    int kinds = rng_between(g, contracts, days > 4 && !n.days ? contracts : 3);
    int interval_min = interval[rng_below(g, days > 2 ? 5 : 6)];
    int first = clock_day(2026, 3, week_maybe(g, 0.5) ? 2 : 23) + (days >= 7 && week_maybe(g, 0.6) ? 0 : rng_below(g, 7));
    int open_min = 60 * rng_below(g, 14);
    struct site_size size = {week_maybe(g, 0.25) ? 2 : 1, contracts, kinds, agents};
    week_shrink(&n, days);
    site_make(x, zones[rng_below(g, 5)], first, days, interval_min, week_maybe(g, 0.35), size);
    x->s.break_step_min = week_maybe(g, 0.5) ? 15 : week_maybe(g, 0.4) ? 5 : interval_min;
    x->s.penalties = (struct penalties){.under_per_agent_h = 20 + 100 * rng_uniform(g), .over_per_agent_h = 6 * rng_uniform(g),
                                        .must_per_agent_h = 10000, .goal_per_contact = 1 + 40 * rng_uniform(g)};
    x->s.penalties.under_peak_per_agent_h = week_maybe(g, 0.4) ? 300 : 0;
    x->s.penalties.floor_per_agent_h = week_maybe(g, 0.5) ? 200 : 10000;
    x->s.penalties.no_two_days_off_together = week_maybe(g, 0.5) ? 30 * rng_uniform(g) : 0;
    for (int c = 0; c < contracts; c++)
        week_contract(g, &x->s.contracts[c], n.hours, days);
    for (int k = 0; k < kinds; k++) {
        week_kind(g, &x->s.kinds[k], &x->s.horizon, n, x->s.break_step_min, open_min);
        x->s.kinds[k].contract = k % contracts;
    }
    week_sequences(g, &x->s);
    for (int d = 0; d < days; d++)
        x->s.day_closed[d] = (unsigned char)week_maybe(g, 0.08);
    week_premiums(g, x);
    for (int a = 0; a < agents; a++)
        week_agent(g, x, a);
    for (int q = 0; q < size.queues; q++)
        week_need(g, x, q, agents, open_min);
}

#endif
