#include "check/check_state.h"
#include "base/alloc.h"
#include "check/check_days.h"
#include "model/period.h"
#include <limits.h>
#include <math.h>
#include <stdlib.h>

/* The limit on days in a row cannot bind where a single week allows no more days than that; then runs need no counting. */
static void set_runs(struct check_asks *q)
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
static void set_limits(struct check_asks *q)
{
    for (int i = 0; i < q->agent->kind_max_count; i++)
        if (q->agent->kind_max[i].max > 0 && q->agent->kind_max[i].max < q->s->horizon.days)
            q->limited[q->limited_count++] = i;
}

void check_asks_period(struct check_asks *q, int period)
{
    q->limits = check_limits_of(q->s, (int)(q->agent - q->s->agents), period);
    const struct check_limits *l = &q->limits;
    int length = l->end - l->first;
    q->days_capped = l->days_max >= length;
    q->days_cap = !q->days_capped ? l->days_max : l->days_min <= length ? l->days_min : length + 1;
    q->days_cap = q->days_cap > 0 ? q->days_cap : 0;
    int enough = l->min_min > l->guaranteed_min ? l->min_min : l->guaranteed_min;
    q->units_capped = l->max_min >= (long long)length * q->longest_min;
    if (q->contract->overtime_factor > 1 && q->units_capped) { /* every minute counts */
        q->units_capped = 0;
        q->units_cap = length * q->longest_min / q->unit_min;
        return;
    }
    q->units_cap = q->units_capped ? (enough + q->unit_min - 1) / q->unit_min : l->max_min > 0 ? l->max_min / q->unit_min : 0;
}

void check_asks_make(struct check_asks *q, const struct scenario *s, int agent, const struct check_moves *moves)
{
    *q = (struct check_asks){.s = s, .agent = &s->agents[agent], .contract = &s->contracts[s->agents[agent].contract],
                             .unit_min = moves->unit_min, .longest_min = moves->longest_min};
    q->must = q->contract->use == USE_MUST;
    set_runs(q);
    set_limits(q);
    check_asks_period(q, 0);
}

void check_asks_free(struct check_asks *q)
{
    free(q->shut);
}

/* --- periods and weeks --------------------------------------------------------------------------------------------- */

/* 1: from here the least can still be kept, with `left` days to come. A may agent without a shift this period is free of it. */
static int can_be_enough(const struct check_asks *q, const struct check_state *x, int left)
{
    const struct check_limits *l = &q->limits;
    if (!q->must && x->days == 0 && x->units == 0)
        return 1;
    int days_ok = l->days_min <= 0 || x->days + left >= l->days_min;
    return days_ok && (long long)x->units * q->unit_min + (long long)left * q->longest_min >= l->min_min;
}

/* Wages for hours not worked, and what overtime costs beyond the wage. */
static double period_charge(const struct check_asks *q, const struct check_state *x)
{
    int    paid = x->units * q->unit_min, short_by = q->limits.guaranteed_min - paid;
    double wage = q->contract->wage_h / 60, sum = short_by > 0 ? short_by * wage : 0;
    if (paid > q->limits.overtime_from)
        sum += (paid - q->limits.overtime_from) * wage * (q->contract->overtime_factor - 1);
    return sum;
}

int check_asks_rest(const struct check_asks *q, int week)
{
    const struct horizon *h = &q->s->horizon;
    return week < h->weeks && h->week_first[week + 1] - h->week_first[week] == 7 && q->contract->weekly_rest_min > 0;
}

static int pairs_matter(const struct check_asks *q, int week)
{
    const struct horizon *h = &q->s->horizon;
    return week < h->weeks && h->week_first[week + 1] - h->week_first[week] == 7 && q->s->penalties.no_two_days_off_together > 0;
}

struct check_state check_state_first(const struct check_asks *q)
{
    const struct agent *a = q->agent;
    int                 of = q->contract->weekends_of, weekends = a->weekends_before;
    struct check_state  x = {.run = a->consecutive_before < q->run_cap ? a->consecutive_before : q->run_cap,
                             .pair = !pairs_matter(q, 0), .worked = q->must, .before = -1};
    x.low = x.high = -1;
    x.exempt = x.run > 0 && x.run < q->contract->consecutive_min;
    for (int i = 0; i < weekends && (of == 0 || i < of); i++)
        x.weekends = of == 0 ? x.weekends + 1 : x.weekends * 2 + 1;
    return x;
}

double check_state_charge(const struct check_asks *q, const struct check_state *x, int day, int period_ends, int week_ends)
{
    double charge = week_ends && !x->pair ? q->s->penalties.no_two_days_off_together : 0;
    if (week_ends && check_asks_rest(q, horizon_week(&q->s->horizon, day - 1)) && !(x->weekly & 1u))
        return INFINITY;
    if (period_ends)
        charge += can_be_enough(q, x, 0) ? period_charge(q, x) : INFINITY;
    return charge;
}

void check_state_open_week(const struct check_asks *q, struct check_state *x, int week)
{
    x->pair = !pairs_matter(q, week);
    x->low = x->high = -1;
    x->weekly >>= 1;
}

/* --- days -------------------------------------------------------------------------------------------------------- */

static int weekend_day(const struct check_asks *q, int day)
{
    return (q->contract->weekend_days >> horizon_weekday(&q->s->horizon, day) & 1u) != 0;
}

/* The first day of a weekend takes its place among the last ones. */
static void turn_weekend(const struct check_asks *q, struct check_state *x, int day)
{
    if (!weekend_day(q, day) || (day > 0 && weekend_day(q, day - 1)))
        return;
    x->weekend = 0;
    if (q->contract->weekends_of > 0)
        x->weekends = (x->weekends * 2) % (1u << q->contract->weekends_of);
}

static int weekends_worked(const struct check_asks *q, const struct check_state *x)
{
    int worked = 0;
    if (q->contract->weekends_of == 0)
        return (int)x->weekends;
    for (int i = 0; i < q->contract->weekends_of; i++)
        worked += (int)(x->weekends >> i & 1u);
    return worked;
}

/* The run of days worked that ended yesterday is long enough, or may be short. */
static int may_rest(const struct check_asks *q, const struct check_state *x, int day)
{
    return x->run == 0 || x->exempt || x->run >= q->contract->consecutive_min || q->shut[day];
}

int check_state_off(const struct check_asks *q, struct check_state *x, int day, int left)
{
    if (!may_rest(q, x, day) || (q->agent->duty && q->agent->duty[day].what == DUTY_WORK))
        return 0;
    int first_of_week = q->s->horizon.week_first[horizon_week(&q->s->horizon, day)] == day;
    turn_weekend(q, x, day);
    x->pair |= !first_of_week && x->run == 0;
    if (q->contract->days_off_min > 1 && day > 0)
        x->off = x->run > 0 ? 1 : x->off == 0 || x->off + 1 >= q->contract->days_off_min ? 0 : x->off + 1;
    x->run = x->exempt = 0;
    x->before = -1;
    x->late = 0;
    return can_be_enough(q, x, left);
}

static int use_kind(const struct check_asks *q, struct check_state *x, int kind)
{
    if (check_days_clash(q->s, x->before, kind))
        return 0;
    x->before = kind;
    for (int i = 0; i < q->limited_count; i++) {
        const struct kind_limit *l = &q->agent->kind_max[q->limited[i]];
        if (l->kind == kind && ++x->used[i] > l->max)
            return 0;
    }
    return 1;
}

static int use_start(const struct check_asks *q, struct check_state *x, int wall)
{
    if (wall < 0)
        return 1;
    if (x->low < 0 || wall < x->low)
        x->low = wall;
    if (wall > x->high)
        x->high = wall;
    return x->high - x->low <= q->contract->start_spread_min;
}

int check_state_work(const struct check_asks *q, struct check_state *x, int day, const struct check_move *m, int left)
{
    int units = m->paid_min / q->unit_min;
    if (x->off > 0 || x->run + 1 > q->run_max || (!q->days_capped && x->days + 1 > q->days_cap) ||
        (!q->units_capped && x->units + units > q->units_cap))
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
    x->days = x->days < q->days_cap ? x->days + 1 : q->days_cap;
    x->units = x->units + units < q->units_cap ? x->units + units : q->units_cap;
    x->run = x->run < q->run_cap ? x->run + 1 : q->run_cap;
    x->exempt &= x->run < q->contract->consecutive_min;
    x->worked = 1;
    x->late = m->late;
    return use_start(q, x, m->wall) && use_kind(q, x, m->apart) && can_be_enough(q, x, left);
}
