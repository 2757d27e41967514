/* check_brute - brute force for the tests of the bound: random tiny sites, and every tour of an agent tried one by one, with
 * the judge's rules and money as the only word on what a tour may be and is worth. */
#ifndef TESTS_CHECK_BRUTE_H
#define TESTS_CHECK_BRUTE_H

#include "base/rng.h"
#include "check/check_cover.h"
#include "check/check_limits.h"
#include "check/check_pay.h"
#include "check/check_penalty.h"
#include "check/check_shift.h"
#include "check/check_week.h"
#include "check_site.h"
#include "model/period.h"

enum { BRUTE_SHIFTS = 4000, BRUTE_LEAVES = 20000, BRUTE_TOURS = 400, BRUTE_DAYS = 14 };

/* --- random sites ------------------------------------------------------------------------------------------------ */

static inline int brute_maybe(struct rng *g, double chance)
{
    return rng_uniform(g) < chance;
}

/* What ties pauses together, breaks by length, two parts. */
static inline void brute_ties(struct rng *g, struct shift_kind *k)
{
    k->stretch_max = brute_maybe(g, 0.5) ? 15 * rng_between(g, 4, 10) : 0;
    k->gap_min = brute_maybe(g, 0.5) ? 15 * rng_between(g, 1, 3) : 0;
    for (int i = 0; i < k->breaks; i++)
        k->rule[i].only = brute_maybe(g, 0.5) ? (struct paid_range){0, 0} : (struct paid_range){k->length_from + 5, 0};
    k->lunch_only = brute_maybe(g, 0.7) ? (struct paid_range){0, 0} : (struct paid_range){0, k->length_from};
    if (brute_maybe(g, 0.5)) {
        k->splits = rng_between(g, 1, 2);
        k->split_min[0] = 60;
        k->split_from = 15 * rng_between(g, 2, 6);
        k->split_to = k->split_from + 10 * rng_below(g, 6);
        k->part_min = 15 * rng_between(g, 1, 3);
        k->split_pay = rng_below(g, 9);
    }
}

static inline void brute_kind(struct rng *g, struct shift_kind *k, int contract)
{
    k->contract = contract;
    k->weekdays = brute_maybe(g, 0.5) ? 127 : (unsigned)rng_between(g, 1, 127);
    k->start_from = 30 * rng_between(g, 0, 46);
    k->start_step = 30 * rng_between(g, 1, 8);
    k->start_to = k->start_from + k->start_step * rng_below(g, 2);
    k->length_from = 30 * rng_between(g, 3, 7);
    k->length_step = 30 * rng_between(g, 1, 3);
    k->length_to = k->length_from + k->length_step * rng_below(g, 2);
    k->lunches = brute_maybe(g, 0.5) ? rng_between(g, 1, 2) : 0;
    k->lunch_min[0] = 30;
    k->lunch_min[1] = brute_maybe(g, 0.8) ? 45 : 0;
    k->lunch_paid = brute_maybe(g, 0.3);
    k->lunch_from = 15 * rng_between(g, 2, 6);
    k->lunch_to = k->lunch_from + 10 * rng_below(g, 10);
    k->breaks = rng_below(g, 3);
    for (int i = 0; i < k->breaks; i++) {
        int from = 15 * rng_between(g, 0, 5);
        k->rule[i] = (struct break_rule){15 * rng_between(g, 1, 2), from, from + 10 * rng_below(g, 10), {0, 0}};
    }
    if (brute_maybe(g, 0.3))
        brute_ties(g, k);
}

static inline int brute_limit(struct rng *g, double chance, int low, int high, int unit)
{
    return brute_maybe(g, chance) ? unit * rng_between(g, low, high) : RULE_NONE;
}

/* The rules that live across days. */
static inline void brute_further(struct rng *g, struct contract *c)
{
    c->period_days = brute_maybe(g, 0.25) ? rng_between(g, 2, 9) : 0;
    c->period_before = c->period_days ? rng_below(g, c->period_days) : 0;
    c->days_off_min = brute_maybe(g, 0.25) ? rng_between(g, 1, 3) : 0;
    c->weekend_days = brute_maybe(g, 0.25) ? (unsigned)rng_between(g, 1, 126) : 0;
    c->weekends_max = rng_below(g, 3);
    c->weekends_of = brute_maybe(g, 0.5) ? rng_between(g, 1, 3) : 0;
    c->weekly_rest_min = brute_maybe(g, 0.25) ? 30 * rng_between(g, 10, 200) : 0;
    c->same_start = brute_maybe(g, 0.2);
    c->start_spread_min = 30 * rng_below(g, 4);
    c->overtime_factor = brute_maybe(g, 0.25) ? 1 + rng_uniform(g) : 0;
    c->overtime_after_min = 30 * rng_below(g, 30);
}

static inline void brute_contract(struct rng *g, struct contract *c)
{
    c->wage_h = rng_between(g, 10, 30);
    c->day_min = brute_limit(g, 0.2, 3, 5, 60);
    c->day_max = brute_limit(g, 0.2, 4, 6, 60);
    c->week_min = brute_limit(g, 0.5, 2, 20, 30);
    c->week_max = brute_limit(g, 0.5, 8, 40, 30);
    c->days_min = brute_limit(g, 0.3, 1, 4, 1);
    c->days_max = brute_limit(g, 0.5, 2, 5, 1);
    c->rest_min = brute_limit(g, 0.6, 4, 40, 60);
    c->consecutive_min = brute_limit(g, 0.3, 1, 3, 1);
    c->consecutive_max = brute_limit(g, 0.4, 2, 4, 1);
    c->use = brute_maybe(g, 0.4) ? USE_MUST : USE_MAY;
    brute_further(g, c);
}

static inline void brute_sequences(struct rng *g, struct scenario *s)
{
    for (int k = 0; k < s->kind_count; k++) {
        s->kinds[k].paid_min = brute_maybe(g, 0.15) ? 60 * rng_between(g, 1, 6) : 0;
        for (int before = 0; before < s->kind_count; before++)
            if (s->kinds[k].contract == s->kinds[before].contract && brute_maybe(g, 0.12))
                s->kinds[k].not_after = site_append(s->kinds[k].not_after, &s->kinds[k].not_after_count, &before, sizeof before);
    }
}

static inline void brute_duties(struct rng *g, struct site *x, int agent)
{
    struct agent *a = &x->s.agents[agent];
    int           kind = rng_below(g, x->s.kind_count), days = x->s.horizon.days;
    a->weekends_before = brute_maybe(g, 0.4) ? rng_below(g, 4) : 0;
    if (x->s.kinds[kind].contract != a->contract)
        return;
    if (brute_maybe(g, 0.2)) {
        a->kind_max = xcalloc(1, sizeof *a->kind_max);
        a->kind_max[a->kind_max_count++] = (struct kind_limit){kind, rng_below(g, 4)};
    }
    a->duty = brute_maybe(g, 0.25) ? xcalloc((size_t)days, sizeof *a->duty) : NULL;
    for (int i = rng_between(g, 1, 3); i > 0 && a->duty; i--) {
        struct duty *d = &a->duty[rng_below(g, days)];
        *d = (struct duty){.what = (enum duty_what)rng_below(g, 3), .kinds = brute_maybe(g, 0.4), .kind = {kind}};
    }
}

static inline void brute_time_off(struct rng *g, struct site *x, int agent)
{
    int day = rng_below(g, x->s.horizon.days), start = day * 1440 + 60 * rng_below(g, 24);
    int credited = 60 * rng_below(g, 6);
    site_add_time_off(x, (struct time_off){agent, start, start + 60 * rng_between(g, 1, 30), NULL, 1, credited});
    x->s.agents[agent].credited_min[period_of(&x->s.contracts[x->s.agents[agent].contract], &x->s.horizon, day)] += credited;
    x->s.agents[agent].paid_leave_min[horizon_week(&x->s.horizon, day)] += credited;
}

static inline void brute_agent(struct rng *g, struct site *x, int agent)
{
    struct agent         *a = &x->s.agents[agent];
    const struct horizon *h = &x->s.horizon;
    a->contract = rng_below(g, x->s.contract_count);
    for (int d = 0; d < h->days; d++)
        if (brute_maybe(g, 0.3))
            a->available[d] = brute_maybe(g, 0.4) ? (struct window){0, 0} : (struct window){30 * rng_below(g, 30), 30 * rng_between(g, 40, 70)};
    if (brute_maybe(g, 0.3))
        brute_time_off(g, x, agent);
    a->consecutive_before = rng_below(g, 4);
    a->rest_until_min = brute_maybe(g, 0.3) ? 30 * rng_below(g, 60) : 0;
    brute_duties(g, x, agent);
    a->hours_before_min = !period_full(&x->s.contracts[a->contract], h, 0) && brute_maybe(g, 0.5) ? 30 * rng_below(g, 20) : 0;
    for (int i = rng_below(g, 3); i > 0; i--) {
        int day = rng_below(g, h->days), from = brute_maybe(g, 0.5) ? day * 1440 + 60 * rng_below(g, 20) : 0;
        site_add_request(x, (struct request){agent, day, brute_maybe(g, 0.5) ? WISH_FOR : WISH_AGAINST,
                                             rng_between(g, -1, x->s.kind_count - 1), from,
                                             from ? from + 60 * rng_between(g, 3, 12) : 0, 1 + 40 * rng_uniform(g)});
    }
}

static inline void brute_premiums(struct rng *g, struct site *x)
{
    for (int i = rng_below(g, 3); i > 0; i--)
        site_add_premium(x, (struct premium){.weekdays = (unsigned)rng_between(g, 1, 127), .from_min = 10 * rng_below(g, 140),
                                             .to_min = 10 * rng_below(g, 144), .holidays_only = brute_maybe(g, 0.2), .first_day = 1,
                                             .last_day = 2, .factor = 1 + rng_uniform(g)});
}

/* One queue, `agents` agents of up to two contracts, 2 to 9 days. */
static inline void brute_site(struct site *x, struct rng *g, int agents)
{
    int days = rng_between(g, 2, 9), contracts = rng_between(g, 1, 2);
    site_make(x, "UTC", clock_day(2026, 3, 9) + rng_below(g, 7), days, 30, brute_maybe(g, 0.4),
              (struct site_size){1, contracts, rng_between(g, contracts, 3), agents});
    for (int c = 0; c < contracts; c++)
        brute_contract(g, &x->s.contracts[c]);
    for (int k = 0; k < x->s.kind_count; k++)
        brute_kind(g, &x->s.kinds[k], k % contracts);
    brute_sequences(g, &x->s);
    for (int d = 0; d < days; d++)
        x->s.day_closed[d] = (unsigned char)brute_maybe(g, 0.1);
    brute_premiums(g, x);
    x->s.penalties.no_two_days_off_together = brute_maybe(g, 0.5) ? 25 * rng_uniform(g) : 0;
    for (int a = 0; a < agents; a++)
        brute_agent(g, x, a);
}

/* One week, or 8 to 14 days, with one shift a day at most: what hangs on weeks, runs of days and days off. */
static inline void brute_long_site(struct site *x, struct rng *g)
{
    int week = brute_maybe(g, 0.3), days = week ? 7 : rng_between(g, 8, BRUTE_DAYS);
    site_make(x, "UTC", clock_day(2026, 3, 9) + (week ? 0 : rng_below(g, 7)), days, 30, 0, (struct site_size){1, 1, 1, 1});
    brute_contract(g, &x->s.contracts[0]);
    x->s.contracts[0].day_min = x->s.contracts[0].day_max = x->s.contracts[0].rest_min = RULE_NONE;
    x->s.contracts[0].use = brute_maybe(g, 0.6) ? USE_MUST : USE_MAY;
    for (int d = 0; d < days; d++)
        x->s.day_closed[d] = (unsigned char)brute_maybe(g, 0.15);
    x->s.penalties.no_two_days_off_together = 40 * rng_uniform(g);
    brute_agent(g, x, 0);
    for (int d = 0; d < days; d++)
        x->s.agents[0].available[d] = (struct window){0, 1440};
}

/* --- every shift ------------------------------------------------------------------------------------------------- */

struct brute_shift {
    struct shift    shift;
    struct activity activities[2 * (BREAKS_MAX + 2) + 1];
    double          earned; /* prices over its work */
};

struct brute { /* one agent's search */
    struct site        *x;
    const double       *price; /* [intervals] */
    struct check_pay    pay;
    int                 agent, day;
    int                 unpaid_min; /* of the shift being tried */
    struct brute_shift  shifts[BRUTE_SHIFTS]; /* the best of those alike but for their pauses, by day */
    int                 count, day_first[BRUTE_DAYS + 1];
    struct brute_shift *chosen[BRUTE_DAYS];
    int                 chosen_count;
    double              empty;       /* what the site costs when nobody works */
    double              best;        /* greatest value of a tour with a shift (must: of any) */
    double              best_on[1 << BRUTE_DAYS]; /* the same by the days a shift begins on, a bit each */
    double              off;         /* value of staying off */
    int                 tours;       /* kept below, BRUTE_TOURS at most */
    double              tour_value[BRUTE_TOURS];
    double             *tour_cover;  /* [BRUTE_TOURS * intervals] */
    int                 keep_all;    /* 1: shifts alike but for their pauses are all kept */
};

static inline double brute_earned(const struct brute *b, const struct roster *r)
{
    int     intervals = b->x->s.horizon.intervals;
    double *scheduled = xcalloc((size_t)intervals, sizeof *scheduled), sum = 0;
    check_cover(scheduled, &b->x->s, r);
    for (int t = 0; t < intervals; t++)
        sum += scheduled[t] * b->price[t];
    free(scheduled);
    return sum;
}

/* Keeps the shift if it breaks no rule and earns more than those alike. */
static inline void brute_try(struct brute *b, const struct brute_shift *candidate)
{
    struct roster     r = {.shifts = (struct shift *)&candidate->shift, .shift_count = 1,
                           .activities = (struct activity *)candidate->activities, .activity_count = candidate->shift.count};
    struct violations v = {.untold = 1};
    check_shift_rules(&v, &b->x->s, &r, &r.shifts[0]);
    int broken = v.count;
    violations_free(&v);
    if (broken)
        return;
    struct brute_shift *place = NULL;
    double              earned = brute_earned(b, &r);
    int                 paid = check_pay_minutes(&b->x->s, &r, &candidate->shift);
    for (int i = b->day_first[b->day]; i < b->count && !place && !b->keep_all; i++) {
        struct roster other = {.activities = b->shifts[i].activities};
        const struct shift *s = &b->shifts[i].shift;
        if (s->kind == candidate->shift.kind && s->start_min == candidate->shift.start_min && s->end_min == candidate->shift.end_min &&
            check_pay_minutes(&b->x->s, &other, s) == paid)
            place = &b->shifts[i];
    }
    /* an unpaid lunch or a gap changes the money too; with the same end and paid minutes only the premiums can differ */
    double money = check_pay_split(&b->x->s, &r, &candidate->shift);
    double wage = b->x->s.contracts[b->x->s.agents[b->agent].contract].wage_h / 60;
    for (int i = 0; i < candidate->shift.count; i++)
        if (check_pay_is_paid(&b->x->s, &candidate->shift, &candidate->activities[i]))
            money += wage * check_pay_extra(&b->pay, candidate->activities[i].start_min, candidate->activities[i].end_min);
    if (place && place->earned >= earned - money)
        return;
    if (!place) {
        assert_true(b->count < BRUTE_SHIFTS);
        place = &b->shifts[b->count++];
    }
    *place = *candidate;
    place->earned = earned - money;
}

struct brute_pause {
    enum activity_kind kind;
    int                length;
};

/* Pauses in the order given, each at any quarter of an hour; `at` is where the last one ended. */
static inline void brute_pauses(struct brute *b, struct brute_shift *c, const struct brute_pause *p, int n, int number, int at)
{
    int end = c->shift.end_min, *count = &c->shift.count;
    if (number == n) {
        int before = *count;
        if (at < end)
            c->activities[(*count)++] = (struct activity){ACT_WORK, 0, at, end};
        brute_try(b, c);
        *count = before;
        return;
    }
    for (int start = (at + 14) / 15 * 15; start + p[number].length <= end; start += 15) {
        int before = *count;
        if (start > at)
            c->activities[(*count)++] = (struct activity){ACT_WORK, 0, at, start};
        c->activities[(*count)++] = (struct activity){p[number].kind, -1, start, start + p[number].length};
        brute_pauses(b, c, p, n, number + 1, start + p[number].length);
        *count = before;
    }
}

/* Every order of the breaks, in theirs, and of the lunch and the gap, anywhere. */
static inline void brute_orders(struct brute *b, struct brute_shift *c, struct brute_pause *p, int n, int rule, int lunch_min, int split_min)
{
    const struct shift_kind *k = &b->x->s.kinds[c->shift.kind];
    int paid = c->shift.end_min - c->shift.start_min - b->unpaid_min;
    while (rule < k->breaks && (paid < k->rule[rule].only.from_min || (k->rule[rule].only.to_min && paid > k->rule[rule].only.to_min)))
        rule++;
    if (rule == k->breaks && !lunch_min && !split_min)
        brute_pauses(b, c, p, n, 0, c->shift.start_min);
    if (rule < k->breaks) {
        p[n] = (struct brute_pause){ACT_BREAK, k->rule[rule].length_min};
        brute_orders(b, c, p, n + 1, rule + 1, lunch_min, split_min);
    }
    if (lunch_min) {
        p[n] = (struct brute_pause){ACT_LUNCH, lunch_min};
        brute_orders(b, c, p, n + 1, rule, 0, split_min);
    }
    if (split_min) {
        p[n] = (struct brute_pause){ACT_SPLIT, split_min};
        brute_orders(b, c, p, n + 1, rule, lunch_min, 0);
    }
}

/* 1: whatever its breaks, the shift breaks a rule: kind, day, start, length, presence, lunch or gap. Those two last, no break. */
static inline int brute_hopeless(const struct brute *b, const struct brute_shift *c, int lunch_min, int split_min)
{
    static const char *const rules[] = {"contract", "weekday", "start", "length", "available", "timeoff",
                                       "closed",   "times",   "lunch", "lunch_length", "split", "split_length"};
    struct violations        v = {.untold = 1};
    int                      end = c->shift.end_min;
    struct activity          a[3] = {{ACT_WORK, 0, c->shift.start_min, end - lunch_min - split_min}};
    struct shift             shift = c->shift;
    struct roster            r = {.shifts = &shift, .shift_count = 1, .activities = a};
    int                      hopeless = 0;
    shift.count = 1;
    if (lunch_min)
        a[shift.count++] = (struct activity){ACT_LUNCH, -1, end - lunch_min - split_min, end - split_min};
    if (split_min)
        a[shift.count++] = (struct activity){ACT_SPLIT, -1, end - split_min, end};
    r.activity_count = shift.count;
    check_shift_rules(&v, &b->x->s, &r, &shift);
    for (int i = 0; i < v.count; i++)
        for (size_t k = 0; k < sizeof rules / sizeof rules[0]; k++)
            hopeless |= strcmp(v.items[i].rule, rules[k]) == 0;
    violations_free(&v);
    return hopeless;
}

static inline void brute_shift_of(struct brute *b, int kind, int start, int paid, int lunch_min, int split_min)
{
    const struct shift_kind *k = &b->x->s.kinds[kind];
    struct brute_shift       c = {.shift = {.agent = b->agent, .day = b->day, .kind = kind, .start_min = start}};
    struct brute_pause       p[BREAKS_MAX + 2];
    b->unpaid_min = (k->lunch_paid ? 0 : lunch_min) + split_min;
    c.shift.end_min = start + paid + b->unpaid_min;
    if (!brute_hopeless(b, &c, lunch_min, split_min))
        brute_orders(b, &c, p, 0, 0, lunch_min, split_min);
}

/* Starts and lengths wider than the kinds': the rules must throw the others out. */
static inline void brute_day(struct brute *b)
{
    const struct scenario *s = &b->x->s;
    static const int       lunches[] = {0, 30, 45, 60};
    b->day_first[b->day] = b->count;
    for (int k = 0; k < s->kind_count; k++)
        for (int wall = s->kinds[k].start_from - 30; wall <= s->kinds[k].start_to + 30; wall += 30)
            for (int paid = s->kinds[k].length_from - 30; paid <= s->kinds[k].length_to + 30; paid += 30)
                for (int l = 0; l < 4 && wall >= 0; l++)
                    for (int gap = 0; gap <= 60; gap += 60)
                        brute_shift_of(b, k, b->day * 1440 + wall, paid, lunches[l], gap);
    b->day_first[b->day + 1] = b->count;
}

/* --- every tour -------------------------------------------------------------------------------------------------- */

static inline double brute_money(const struct site *x, const struct check_pay *pay, const struct roster *r)
{
    double            fixed, paid, none = 0;
    double           *nothing = xcalloc((size_t)x->s.horizon.intervals, sizeof none);
    struct scenario   s = x->s;
    s.queue_count = 0; /* personal penalties only */
    struct cost_items    cost = check_pay_cost(pay, &s, r, &fixed, &paid, &(double){0});
    struct penalty_items penalty = check_penalty_of(&s, x->rs, nothing, r);
    free(nothing);
    return cost.total + penalty.total;
}

static inline void brute_leaf(struct brute *b)
{
    struct roster     r = {0};
    struct violations v = {.untold = 1};
    struct site      *x = b->x;
    for (int i = 0; i < b->chosen_count; i++)
        roster_add(&r, &b->chosen[i]->shift, b->chosen[i]->activities, b->chosen[i]->shift.count);
    check_week_rules(&v, &x->s, &r, b->agent, 0, r.shift_count);
    int kept = v.count == 0;
    violations_free(&v);
    int must = x->s.contracts[x->s.agents[b->agent].contract].use == USE_MUST;
    if (kept && (must || b->chosen_count > 0)) {
        double value = b->off - (brute_money(x, &b->pay, &r) - b->empty) + brute_earned(b, &r);
        int days = 0;
        for (int i = 0; i < b->chosen_count; i++)
            days |= 1 << b->chosen[i]->shift.day;
        b->best = fmax(b->best, value);
        b->best_on[days] = fmax(b->best_on[days], value);
        if (b->tours < BRUTE_TOURS) {
            size_t T = (size_t)x->s.horizon.intervals;
            check_cover(b->tour_cover + (size_t)b->tours * T, &x->s, &r);
            b->tour_value[b->tours++] = value - brute_earned(b, &r);
        }
    }
    roster_free(&r);
}

static inline void brute_tours(struct brute *b, int day)
{
    if (day == b->x->s.horizon.days) {
        brute_leaf(b);
        return;
    }
    brute_tours(b, day + 1);
    for (int i = b->day_first[day]; i < b->day_first[day + 1]; i++) {
        b->chosen[b->chosen_count++] = &b->shifts[i];
        brute_tours(b, day + 1);
        b->chosen_count--;
    }
}

/* 1: the agent may be off the whole horizon: no day is fixed to be worked, or there is no tour at all. */
static inline int brute_may_stay_off(const struct brute *b)
{
    struct roster     none = {0};
    struct violations v = {0};
    check_week_rules(&v, &b->x->s, &none, b->agent, 0, 0);
    int kept = v.count == 0;
    violations_free(&v);
    return b->best == -INFINITY || (kept && b->x->s.contracts[b->x->s.agents[b->agent].contract].use == USE_MAY);
}

/* Searches one agent. Returns 0, with nothing searched, where there are too many tours for that. */
static inline int brute_agent_tours(struct brute *b, struct site *x, const double *price, int agent)
{
    struct roster none = {0};
    double        leaves = 1;
    b->x = x;
    b->price = price;
    b->agent = agent;
    b->count = b->chosen_count = b->tours = 0;
    b->best = -INFINITY;
    for (int i = 0; i < 1 << BRUTE_DAYS; i++)
        b->best_on[i] = -INFINITY;
    check_pay_make(&b->pay, &x->s);
    b->empty = brute_money(x, &b->pay, &none);
    b->off = 0;
    const struct contract *c = &x->s.contracts[x->s.agents[agent].contract];
    for (int i = 0; i < period_count(c, &x->s.horizon) && c->use == USE_MUST && c->week_min != RULE_NONE; i++)
        if (period_full(c, &x->s.horizon, i))
            b->off -= fmax(0, c->week_min - x->s.agents[agent].credited_min[i]) * c->wage_h / 60;
    for (int i = 0; i < x->s.request_count; i++)
        b->off -= x->s.requests[i].agent == agent && x->s.requests[i].wish == WISH_FOR ? x->s.requests[i].weight : 0;
    for (b->day = 0; b->day < x->s.horizon.days; b->day++) {
        brute_day(b);
        leaves *= 1 + b->day_first[b->day + 1] - b->day_first[b->day];
    }
    if (leaves <= BRUTE_LEAVES)
        brute_tours(b, 0);
    check_pay_free(&b->pay);
    return leaves <= BRUTE_LEAVES;
}

#endif
