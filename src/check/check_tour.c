#include "check/check_tour.h"
#include "base/alloc.h"
#include "check/check_days.h"
#include "check/check_layer.h"
#include "check/check_limits.h"
#include "check/check_moves.h"
#include "model/period.h"
#include <assert.h>
#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

struct period { /* what the rules ask, in the units of the states */
    struct check_limits limits;
    int                 days_cap, units_cap;         /* counts stay at it ... */
    int                 days_capped, units_capped;   /* ... 1: as enough, 0: as the most */
};

struct search {
    const struct scenario   *s;
    const struct agent      *agent;
    const struct contract   *contract;
    const struct check_menu *menu;
    struct check_moves       moves;
    int                      must;
    int                      run_cap, run_max; /* run_max: INT_MAX when it cannot bind */
    int                      reach;            /* latest earliest start so far, as a start number */
    unsigned char           *shut;             /* [days] where the contract asks for runs, else all 0 */
    int                      limited[KIND_LIMITS_MAX], limits; /* which of the agent's limits are counted */
    struct period            period;
    struct check_layer       now, next;
};

static void layer_start(struct search *q, struct check_layer *l, int day)
{
    check_layer_start(l, q->menu->day_start[day], q->reach);
}

static int clamp(int x, int high)
{
    return x < 0 ? 0 : x > high ? high : x;
}

/* --- periods and weeks --------------------------------------------------------------------------------------------- */

static void period_start(struct search *q, int period)
{
    struct period *p = &q->period;
    int            unit = q->moves.unit_min;
    *p = (struct period){.limits = check_limits_of(q->s, (int)(q->agent - q->s->agents), period)};
    int length = p->limits.end - p->limits.first;
    p->days_capped = p->limits.days_max >= length;
    p->days_cap = !p->days_capped ? p->limits.days_max : p->limits.days_min <= length ? p->limits.days_min : length + 1;
    p->days_cap = p->days_cap > 0 ? p->days_cap : 0;
    int enough = p->limits.min_min > p->limits.guaranteed_min ? p->limits.min_min : p->limits.guaranteed_min;
    p->units_capped = p->limits.max_min >= (long long)length * q->moves.longest_min;
    if (q->contract->overtime_factor > 1 && p->units_capped) { /* every minute counts */
        p->units_capped = 0;
        p->units_cap = length * q->moves.longest_min / unit;
        return;
    }
    p->units_cap = p->units_capped ? (enough + unit - 1) / unit : p->limits.max_min > 0 ? p->limits.max_min / unit : 0;
}

/* 1: from here the least can still be kept, with `left` days to come. A may agent without a shift this period is free of it. */
static int can_be_enough(const struct search *q, const struct check_state *x, int left)
{
    const struct check_limits *l = &q->period.limits;
    if (!q->must && x->days == 0 && x->units == 0)
        return 1;
    int days_ok = l->days_min <= 0 || x->days + left >= l->days_min;
    return days_ok && (long long)x->units * q->moves.unit_min + (long long)left * q->moves.longest_min >= l->min_min;
}

/* Wages for hours not worked, and what overtime costs beyond the wage. */
static double period_charge(const struct search *q, const struct check_state *x)
{
    int    paid = x->units * q->moves.unit_min, short_by = q->period.limits.guaranteed_min - paid;
    double wage = q->contract->wage_h / 60, sum = short_by > 0 ? short_by * wage : 0;
    if (paid > q->period.limits.overtime_from)
        sum += (paid - q->period.limits.overtime_from) * wage * (q->contract->overtime_factor - 1);
    return sum;
}

static int rest_matters(const struct search *q, int week)
{
    const struct horizon *h = &q->s->horizon;
    return week < h->weeks && h->week_first[week + 1] - h->week_first[week] == 7 && q->contract->weekly_rest_min > 0;
}

static int pairs_matter(const struct search *q, int week)
{
    const struct horizon *h = &q->s->horizon;
    return week < h->weeks && h->week_first[week + 1] - h->week_first[week] == 7 && q->s->penalties.no_two_days_off_together > 0;
}

/* --- the day ----------------------------------------------------------------------------------------------------- */

static int weekend_day(const struct search *q, int day)
{
    return (q->contract->weekend_days >> horizon_weekday(&q->s->horizon, day) & 1u) != 0;
}

/* The first day of a weekend takes its place among the last ones. */
static void turn_weekend(const struct search *q, struct check_state *x, int day)
{
    if (!weekend_day(q, day) || (day > 0 && weekend_day(q, day - 1)))
        return;
    x->weekend = 0;
    if (q->contract->weekends_of > 0)
        x->weekends = (x->weekends * 2) % (1u << q->contract->weekends_of);
}

static int weekends_worked(const struct search *q, const struct check_state *x)
{
    int worked = 0;
    if (q->contract->weekends_of == 0)
        return (int)x->weekends;
    for (int i = 0; i < q->contract->weekends_of; i++)
        worked += (int)(x->weekends >> i & 1u);
    return worked;
}

/* The run of days worked that ended yesterday is long enough, or may be short. */
static int may_rest(const struct search *q, const struct check_state *x, int day)
{
    return x->run == 0 || x->exempt || x->run >= q->contract->consecutive_min || q->shut[day];
}

static void day_off(struct search *q, int k, int day, int left)
{
    struct check_state x = q->now.states[k];
    if (!may_rest(q, &x, day) || (q->agent->duty && q->agent->duty[day].what == DUTY_WORK))
        return;
    int first_of_week = q->s->horizon.week_first[horizon_week(&q->s->horizon, day)] == day;
    turn_weekend(q, &x, day);
    x.pair |= !first_of_week && x.run == 0;
    if (q->contract->days_off_min > 1 && day > 0)
        x.off = x.run > 0 ? 1 : x.off == 0 || x.off + 1 >= q->contract->days_off_min ? 0 : x.off + 1;
    x.run = x.exempt = 0;
    x.before = -1;
    x.late = 0;
    if (can_be_enough(q, &x, left))
        check_layer_merge(check_layer_row(&q->next, &x), &q->next, q->now.rows + (size_t)k * (size_t)q->now.width, &q->now,
                          q->moves.off[day]);
}

static int use_kind(const struct search *q, struct check_state *x, int kind)
{
    if (check_days_clash(q->s, x->before, kind))
        return 0;
    x->before = kind;
    for (int i = 0; i < q->limits; i++) {
        const struct kind_limit *l = &q->agent->kind_max[q->limited[i]];
        if (l->kind == kind && ++x->used[i] > l->max)
            return 0;
    }
    return 1;
}

static int use_start(const struct search *q, struct check_state *x, int wall)
{
    if (wall < 0)
        return 1;
    if (x->low < 0 || wall < x->low)
        x->low = wall;
    if (wall > x->high)
        x->high = wall;
    return x->high - x->low <= q->contract->start_spread_min;
}

static int state_after(const struct search *q, struct check_state *x, int day, const struct check_move *m, int left)
{
    const struct period *p = &q->period;
    int units = m->paid_min / q->moves.unit_min;
    if (x->off > 0 || x->run + 1 > q->run_max || (!p->days_capped && x->days + 1 > p->days_cap) ||
        (!p->units_capped && x->units + units > p->units_cap))
        return 0;
    turn_weekend(q, x, day);
    if (weekend_day(q, day) && !x->weekend) {
        x->weekend = 1;
        x->weekends++;
        if (weekends_worked(q, x) > q->contract->weekends_max)
            return 0;
    }
    if (x->run == 0)
        x->exempt = day == 0 || q->shut[day - 1];
    x->days = x->days < p->days_cap ? x->days + 1 : p->days_cap;
    x->units = x->units + units < p->units_cap ? x->units + units : p->units_cap;
    x->run = x->run < q->run_cap ? x->run + 1 : q->run_cap;
    x->exempt &= x->run < q->contract->consecutive_min;
    x->worked = 1;
    x->late = m->late;
    return use_start(q, x, m->wall) && use_kind(q, x, m->apart) && can_be_enough(q, x, left);
}

/* Leads the moves from state k's row into that of state x. weekly 1: the weekly rest begins after the shift. */
static void lead(struct search *q, int k, const struct check_state *x, int first, int end, int weekly)
{
    double       *into = check_layer_row(&q->next, x);
    const double *row = q->now.rows + (size_t)k * (size_t)q->now.width;
    int           last = q->now.width - 1;
    for (int i = first; i < end; i++) {
        const struct check_move *m = &q->moves.moves[i];
        double value = row[clamp(m->start_at - q->now.first, last)] + m->value;
        int    at = clamp((weekly ? m->weekly_at : m->ready_at) - q->next.first, q->next.width - 1);
        if ((!weekly || m->weekly_at >= 0) && value > into[at])
            into[at] = value;
    }
}

/* Moves [first, end) are all alike to the rules: of one length, and of one kind or start where that matters. */
static void work(struct search *q, int k, int day, int first, int end, int left)
{
    struct check_state x = q->now.states[k];
    unsigned     settled = q->moves.moves[first].late ? 2 : 1;
    if (!state_after(q, &x, day, &q->moves.moves[first], left))
        return;
    lead(q, k, &x, first, end, 0);
    int any = 0;
    for (int i = first; i < end; i++)
        any |= q->moves.moves[i].weekly_at >= 0;
    if (!any || x.weekly & settled)
        return;
    x.weekly |= settled;
    lead(q, k, &x, first, end, 1);
}

static int alike(const struct check_move *a, const struct check_move *b)
{
    return a->paid_min == b->paid_min && a->apart == b->apart && a->wall == b->wall && a->late == b->late;
}

static void next_layer(struct search *q)
{
    struct check_layer swap = q->now;
    q->now = q->next;
    q->next = swap;
}

static void day_step(struct search *q, int day, int left)
{
    const struct check_moves *m = &q->moves;
    for (int i = m->day_first[day]; i < m->day_first[day + 1]; i++) {
        q->reach = m->moves[i].ready_at > q->reach ? m->moves[i].ready_at : q->reach;
        q->reach = m->moves[i].weekly_at > q->reach ? m->moves[i].weekly_at : q->reach;
    }
    layer_start(q, &q->next, day + 1);
    for (int k = 0; k < q->now.count; k++) {
        if (q->now.rows[(size_t)(k + 1) * (size_t)q->now.width - 1] == -INFINITY)
            continue;
        day_off(q, k, day, left);
        for (int i = m->day_first[day], end; i < m->day_first[day + 1]; i = end) {
            for (end = i + 1; end < m->day_first[day + 1] && alike(&m->moves[end], &m->moves[i]); end++)
                ;
            work(q, k, day, i, end, left);
        }
    }
    check_layer_finish(&q->next);
    next_layer(q);
}

/* What ends before `day` costs in state x; INFINITY: a rule is broken. */
static double charge_of(const struct search *q, const struct check_state *x, int day, int period_ends, int week_ends)
{
    double charge = week_ends && !x->pair ? q->s->penalties.no_two_days_off_together : 0;
    if (week_ends && rest_matters(q, horizon_week(&q->s->horizon, day - 1)) && !(x->weekly & 1u))
        return INFINITY;
    if (period_ends)
        charge += can_be_enough(q, x, 0) ? period_charge(q, x) : INFINITY;
    return charge;
}

static void open_week(const struct search *q, struct check_state *x, int week)
{
    x->pair = !pairs_matter(q, week);
    x->low = x->high = -1;
    x->weekly >>= 1;
}

/* Merges row k of the layer that ends, less its charge, into state x's; with `least` only as from that start. */
static void hand_over(struct search *q, const struct check_state *x, int k, double charge, int least)
{
    double       *into = check_layer_row(&q->next, x);
    const double *row = q->now.rows + (size_t)k * (size_t)q->now.width;
    for (int i = 0; i < q->next.width; i++)
        if (q->next.first + i >= least || i + 1 == q->next.width)
            into[i] = fmax(into[i], row[clamp(q->next.first + i - q->now.first, q->now.width - 1)] - charge);
}

/* Start number from which shifts are clear of a weekly rest that begins with the day's midnight. */
static int after_rest(const struct search *q, int day)
{
    return check_menu_start_at(q->menu, horizon_day_start(&q->s->horizon, day) + q->contract->weekly_rest_min);
}

/* Charges the period and the week that end before `day`, where one does, and opens the next: counts begin anew. */
static void turn(struct search *q, int day, int period_ends, int week_ends)
{
    const struct horizon *h = &q->s->horizon;
    int     count = q->now.count, week = week_ends ? horizon_week(h, day - 1) + 1 : 0, rests = week_ends && rest_matters(q, week);
    double *charge = xmalloc(((size_t)count + 1) * sizeof *charge);
    for (int k = 0; k < count; k++)
        charge[k] = charge_of(q, &q->now.states[k], day, period_ends, week_ends);
    if (period_ends && day < h->days)
        period_start(q, period_of(q->contract, h, day));
    if (rests && after_rest(q, day) > q->reach)
        q->reach = after_rest(q, day);
    layer_start(q, &q->next, day);
    for (int k = 0; k < count; k++) {
        struct check_state x = q->now.states[k];
        if (charge[k] == INFINITY)
            continue;
        if (week_ends)
            open_week(q, &x, week);
        if (period_ends)
            x.days = x.units = 0;
        int late = x.late;
        x.late = 0;
        hand_over(q, &x, k, charge[k], 0);
        if (!rests || late || x.weekly & 1u)
            continue;
        x.weekly |= 1u;
        hand_over(q, &x, k, charge[k], after_rest(q, day));
    }
    check_layer_finish(&q->next);
    next_layer(q);
    free(charge);
}

/* --- the horizon ------------------------------------------------------------------------------------------------- */

/* The limit on days in a row cannot bind where a single week allows no more days than that; then runs need no counting. */
static void set_runs(struct search *q)
{
    const struct contract *c = q->contract;
    int longest = q->agent->consecutive_before + q->s->horizon.days;
    if (period_count(c, &q->s->horizon) == 1 && c->days_max != RULE_NONE && c->days_max < q->s->horizon.days)
        longest = q->agent->consecutive_before + c->days_max;
    int binds = c->consecutive_max != RULE_NONE && c->consecutive_max < longest;
    q->run_max = binds ? c->consecutive_max : INT_MAX;
    q->run_cap = c->consecutive_min > 1 ? c->consecutive_min : 1;
    q->run_cap = binds && c->consecutive_max > q->run_cap ? c->consecutive_max : q->run_cap;
    q->shut = xcalloc((size_t)q->s->horizon.days + 1, 1);
    for (int d = 0; d < q->s->horizon.days && c->consecutive_min > 1; d++)
        q->shut[d] = (unsigned char)check_days_shut(q->s, (int)(q->agent - q->s->agents), d);
}

/* Limits of more shifts than there are days cannot bind. */
static void set_limits(struct search *q)
{
    for (int i = 0; i < q->agent->kind_max_count; i++)
        if (q->agent->kind_max[i].max > 0 && q->agent->kind_max[i].max < q->s->horizon.days)
            q->limited[q->limits++] = i;
}

static void begin(struct search *q)
{
    const struct agent *a = q->agent;
    int                 of = q->contract->weekends_of, weekends = a->weekends_before;
    set_runs(q);
    set_limits(q);
    int ready = q->reach = check_menu_start_at(q->menu, a->rest_until_min);
    if (rest_matters(q, 0) && after_rest(q, 0) > ready)
        q->reach = after_rest(q, 0);
    period_start(q, 0);
    layer_start(q, &q->now, 0);
    struct check_state x = {.run = clamp(a->consecutive_before, q->run_cap), .pair = !pairs_matter(q, 0), .worked = q->must, .before = -1};
    x.low = x.high = -1;
    x.exempt = x.run > 0 && x.run < q->contract->consecutive_min;
    for (int i = 0; i < weekends && (of == 0 || i < of); i++)
        x.weekends = of == 0 ? x.weekends + 1 : x.weekends * 2 + 1;
    double *row = check_layer_row(&q->now, &x);
    row[clamp(ready - q->now.first, q->now.width - 1)] = 0;
    if (rest_matters(q, 0)) {
        x.weekly = 1;
        row = check_layer_row(&q->now, &x);
        row[q->now.width - 1] = 0;
    }
    check_layer_finish(&q->now);
}

static double finish(struct search *q)
{
    double best = -INFINITY;
    for (int k = 0; k < q->now.count; k++)
        if (q->now.states[k].worked)
            best = fmax(best, q->now.rows[(size_t)(k + 1) * (size_t)q->now.width - 1]);
    return best;
}

double check_tour_best(const struct scenario *s, int agent, const struct check_menu *menu)
{
    const struct horizon *h = &s->horizon;
    struct search q = {.s = s, .agent = &s->agents[agent], .contract = &s->contracts[s->agents[agent].contract], .menu = menu};
    q.must = q.contract->use == USE_MUST;
    check_moves_make(&q.moves, s, agent, menu);
    begin(&q);
    for (int d = 0; d < h->days; d++) {
        int week_ends = d + 1 == h->week_first[horizon_week(h, d) + 1], period_ends = d + 1 == q.period.limits.end;
        day_step(&q, d, q.period.limits.end - d - 1);
        if (week_ends || period_ends)
            turn(&q, d + 1, period_ends, week_ends);
    }
    double best = finish(&q);
    check_moves_free(&q.moves);
    check_layer_free(&q.now);
    check_layer_free(&q.next);
    free(q.shut);
    return best;
}

double check_tour_off(const struct scenario *s, int agent)
{
    double value = -check_limits_guaranteed(s, agent);
    for (int i = 0; i < s->request_count; i++)
        if (s->requests[i].agent == agent && s->requests[i].wish == WISH_FOR)
            value -= s->requests[i].weight;
    return value;
}
