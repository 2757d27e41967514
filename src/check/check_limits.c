#include "check/check_limits.h"
#include "base/clock.h"
#include "model/period.h"
#include <limits.h>

static int max0(int x)
{
    return x > 0 ? x : 0;
}

/* Weekdays on which a kind of the contract may start. */
static unsigned start_weekdays(const struct scenario *s, int contract)
{
    unsigned days = 0;
    for (int k = 0; k < s->kind_count; k++)
        if (s->kinds[k].contract == contract)
            days |= s->kinds[k].weekdays;
    return days & 127u;
}

/* Days of [first, end) that time off with credited minutes touches. */
static int credited_days(const struct scenario *s, int agent, int first, int end)
{
    int count = 0;
    for (int d = first; d < end; d++)
        for (int i = 0; i < s->time_off_count; i++) {
            const struct time_off *o = &s->time_offs[i];
            if (o->agent == agent && o->credited_min > 0 && o->start_min < horizon_day_start(&s->horizon, d + 1) &&
                o->end_min > horizon_day_start(&s->horizon, d)) {
                count++;
                break;
            }
        }
    return count;
}

/* Each closed day on which the contract could have started a shift lowers the least by one day, and by that day's share of
 * the period's minutes: the contract's days are N, so at most N are lost. */
static void lower_for_closed_days(struct check_limits *l, const struct scenario *s, const struct contract *c, int contract,
                                  int first, int end)
{
    unsigned weekdays = start_weekdays(s, contract);
    int      n = 0, closed = 0;
    for (int d = first; d < end; d++) {
        n += (weekdays >> clock_weekday(s->horizon.first_day + d) & 1u) != 0;
        closed += s->day_closed[d] && (weekdays >> horizon_weekday(&s->horizon, d) & 1u);
    }
    if (c->days_max != RULE_NONE && c->days_max < n)
        n = c->days_max;
    if (closed > n)
        closed = n;
    if (closed == 0)
        return;
    l->days_min = max0(l->days_min - closed);
    if (c->week_min != RULE_NONE)
        l->min_min = max0(l->min_min - (int)(((long long)closed * c->week_min + n - 1) / n));
}

struct check_limits check_limits_of(const struct scenario *s, int agent, int period)
{
    const struct agent    *a = &s->agents[agent];
    const struct contract *c = &s->contracts[a->contract];
    int first = period_first(c, &s->horizon, period), end = period_first(c, &s->horizon, period + 1);
    int credited = a->credited_min[period];
    struct check_limits l = {.first = first, .end = end, .full = period_full(c, &s->horizon, period), .max_min = INT_MAX, .days_max = INT_MAX, .overtime_from = INT_MAX};
    if (c->days_max != RULE_NONE)
        l.days_max = c->days_max;
    if (c->week_max != RULE_NONE)
        l.max_min = max0(c->week_max - credited) - (period == 0 ? a->hours_before_min : 0);
    if (c->overtime_factor > 1)
        l.overtime_from = max0(c->overtime_after_min - (period == 0 ? a->hours_before_min : 0));
    if (!l.full)
        return l;
    if (c->week_min != RULE_NONE)
        l.min_min = max0(c->week_min - credited);
    if (c->use == USE_MUST)
        l.guaranteed_min = l.min_min;
    if (c->days_min != RULE_NONE)
        l.days_min = max0(c->days_min - credited_days(s, agent, first, end));
    lower_for_closed_days(&l, s, c, a->contract, first, end);
    return l;
}

double check_limits_guaranteed(const struct scenario *s, int agent)
{
    const struct contract *c = &s->contracts[s->agents[agent].contract];
    double                 minutes = 0;
    for (int p = 0; p < period_count(c, &s->horizon); p++)
        minutes += check_limits_of(s, agent, p).guaranteed_min;
    return minutes * c->wage_h / 60;
}
