#include "schedule/personal.h"
#include "base/alloc.h"
#include "base/clock.h"
#include "model/period.h"
#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum { DAY_MIN = 1440, BEFORE_RUN = 0, BEFORE_WEEKENDS = 1 };

static int at_least_0(int x)
{
    return x > 0 ? x : 0;
}

/* --- the period's limits ------------------------------------------------------------------------------------------ */

static int starts_on(const struct scenario *s, int contract, int weekday)
{
    for (int k = 0; k < s->kind_count; k++)
        if (s->kinds[k].contract == contract && s->kinds[k].weekdays >> weekday & 1)
            return 1;
    return 0;
}

static int credited_days(const struct scenario *s, int agent, int first, int end)
{
    const struct horizon *h = &s->horizon;
    int days = 0;
    for (int d = first; d < end; d++) {
        int from = horizon_day_start(h, d), to = horizon_day_start(h, d + 1), touched = 0;
        for (int i = 0; i < s->time_off_count; i++) {
            const struct time_off *f = &s->time_offs[i];
            touched |= f->agent == agent && f->credited_min > 0 && f->start_min < to && f->end_min > from;
        }
        days += touched;
    }
    return days;
}

static void fill_period(struct personal *r, const struct scenario *s, int agent, int period)
{
    const struct agent *a = &s->agents[agent];
    const struct contract *c = &s->contracts[a->contract];
    const struct horizon *h = &s->horizon;
    int first = period_first(c, h, period), end = period_first(c, h, period + 1), credited = a->credited_min[period];
    r->days_max[period] = c->days_max == RULE_NONE ? INT_MAX : c->days_max;
    r->week_max[period] = INT_MAX;
    if (c->week_max != RULE_NONE)
        r->week_max[period] = at_least_0(c->week_max - credited) - (period == 0 ? a->hours_before_min : 0);
    r->overtime_from[period] = INT_MAX;
    if (c->overtime_factor > 1)
        r->overtime_from[period] = at_least_0(c->overtime_after_min - (period == 0 ? a->hours_before_min : 0));
    if (!period_full(c, h, period))
        return;
    int on = 0, closed = 0, week_min = at_least_0(c->week_min);
    for (int d = first; d < end; d++) {
        on += starts_on(s, a->contract, clock_weekday(h->first_day + d));
        closed += s->day_closed[d] && starts_on(s, a->contract, horizon_weekday(h, d));
    }
    if (c->days_max != RULE_NONE && c->days_max < on)
        on = c->days_max;
    if (closed > on)
        closed = on;
    int less = on > 0 ? (int)(((long long)week_min * closed + on - 1) / on) : 0;
    r->guaranteed_min[period] = c->use == USE_MUST ? at_least_0(week_min - credited) : 0;
    r->week_min[period] = at_least_0(week_min - credited - less);
    if (c->days_min > 0)
        r->days_min[period] = at_least_0(c->days_min - closed - credited_days(s, agent, first, end));
}

/* --- days --------------------------------------------------------------------------------------------------------- */

static int away(const struct scenario *s, int agent, int from, int to)
{
    for (int i = 0; i < s->time_off_count; i++)
        if (s->time_offs[i].agent == agent && s->time_offs[i].start_min < to && s->time_offs[i].end_min > from)
            return 1;
    return 0;
}

static int start_fits(const struct scenario *s, int agent, int day, const struct shift_kind *k, int start)
{
    const struct agent *a = &s->agents[agent];
    const struct contract *c = &s->contracts[k->contract];
    int midnight = horizon_day_start(&s->horizon, day), step = k->length_step > 0 ? k->length_step : DAY_MIN;
    for (int paid = k->length_from; paid <= k->length_to; paid += step) {
        int counted = k->paid_min > 0 ? k->paid_min : paid;
        if ((c->day_min != RULE_NONE && counted < c->day_min) || (c->day_max != RULE_NONE && counted > c->day_max))
            continue;
        if (start >= midnight + a->available[day].from_min && start + paid <= midnight + a->available[day].to_min &&
            !away(s, agent, start, start + paid))
            return 1;
    }
    return 0;
}

static int is_shut(const struct scenario *s, int agent, int day)
{
    const struct agent *a = &s->agents[agent];
    if (s->day_closed[day] || a->available[day].from_min >= a->available[day].to_min)
        return 1;
    for (int i = 0; i < s->kind_count; i++) {
        const struct shift_kind *k = &s->kinds[i];
        if (k->contract != a->contract || !(k->weekdays >> horizon_weekday(&s->horizon, day) & 1))
            continue;
        for (int wall = k->start_from; wall <= k->start_to; wall += k->start_step > 0 ? k->start_step : DAY_MIN) {
            int start = horizon_minute(&s->horizon, day, wall);
            if (start < horizon_day_start(&s->horizon, day + 1) && start >= a->rest_until_min && start_fits(s, agent, day, k, start))
                return 0;
        }
    }
    return 1;
}

static void fill_days(struct personal *r, const struct scenario *s, int agent)
{
    const struct agent *a = &s->agents[agent];
    for (int d = 0; d < s->horizon.days; d++) {
        r->work[d] = a->duty && a->duty[d].what == DUTY_WORK;
        if (s->contracts[a->contract].consecutive_min > 1)
            r->shut[d] = is_shut(s, agent, d);
    }
}

int personal_duty_allows(const struct agent *a, int day, int kind)
{
    if (!a->duty)
        return 1;
    const struct duty *y = &a->duty[day];
    int named = 0;
    for (int i = 0; i < y->kinds; i++)
        named |= y->kind[i] == kind;
    return y->what != DUTY_OFF && (y->kinds == 0 || named);
}

/* --- kinds -------------------------------------------------------------------------------------------------------- */

/* Days on which a shift of the kind might start, as far as is plain to see. */
static int days_of_kind(const struct scenario *s, int agent, int kind)
{
    const struct agent *a = &s->agents[agent];
    int days = 0;
    for (int d = 0; d < s->horizon.days; d++)
        days += !s->day_closed[d] && a->available[d].from_min < a->available[d].to_min && personal_duty_allows(a, d, kind) &&
                (s->kinds[kind].weekdays >> horizon_weekday(&s->horizon, d) & 1);
    return days;
}

static int compare_kind(const void *a, const void *b)
{
    return ((const struct kind_limit *)a)->kind - ((const struct kind_limit *)b)->kind;
}

int personal_limits(const struct personal *r, const struct scenario *s, int agent, struct kind_limit *limit)
{
    const struct agent *a = &s->agents[agent];
    const struct contract *c = &s->contracts[a->contract];
    int most = 0, count = 0;
    for (int p = 0; p < r->periods; p++) {
        int length = period_first(c, &s->horizon, p + 1) - period_first(c, &s->horizon, p);
        most += r->days_max[p] < length ? r->days_max[p] : length;
    }
    for (int i = 0; i < a->kind_max_count; i++)
        if (a->kind_max[i].max > 0 && a->kind_max[i].max < most && a->kind_max[i].max < days_of_kind(s, agent, a->kind_max[i].kind))
            limit[count++] = a->kind_max[i];
    if (count > 1)
        qsort(limit, (size_t)count, sizeof *limit, compare_kind);
    return count;
}

/* --- all of it ---------------------------------------------------------------------------------------------------- */

static void divide(struct personal *r)
{
    int periods = r->periods;
    r->block_size = 6 * periods + 2 * r->days + 2;
    r->block = xcalloc((size_t)r->block_size, sizeof *r->block);
    r->week_min = r->block;
    r->week_max = r->week_min + periods;
    r->days_min = r->week_max + periods;
    r->days_max = r->days_min + periods;
    r->guaranteed_min = r->days_max + periods;
    r->overtime_from = r->guaranteed_min + periods;
    r->work = r->overtime_from + periods;
    r->shut = r->work + r->days;
    r->before = r->shut + r->days;
}

void personal_make(struct personal *r, const struct scenario *s, int agent)
{
    const struct agent *a = &s->agents[agent];
    const struct contract *c = &s->contracts[a->contract];
    *r = (struct personal){.contract = a->contract, .periods = period_count(c, &s->horizon), .days = s->horizon.days};
    divide(r);
    for (int p = 0; p < r->periods; p++)
        fill_period(r, s, agent, p);
    fill_days(r, s, agent);
    r->before[BEFORE_RUN] = at_least_0(a->consecutive_before);
    r->before[BEFORE_WEEKENDS] = c->weekend_days ? at_least_0(a->weekends_before) : 0;
}

void personal_free(struct personal *r)
{
    free(r->block);
    memset(r, 0, sizeof *r);
}

int personal_equal(const struct personal *a, const struct personal *b)
{
    return a->contract == b->contract && a->block_size == b->block_size &&
           memcmp(a->block, b->block, (size_t)a->block_size * sizeof *a->block) == 0;
}
