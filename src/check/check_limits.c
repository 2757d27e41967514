#include "check/check_limits.h"
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

static int count_bits(unsigned x)
{
    int n = 0;
    for (; x; x &= x - 1)
        n++;
    return n;
}

/* Days of the week [first, end) that time off with credited minutes touches. */
static int credited_days(const struct scenario *s, int agent, int first, int end)
{
    unsigned touched = 0;
    for (int i = 0; i < s->time_off_count; i++) {
        const struct time_off *o = &s->time_offs[i];
        if (o->agent != agent || o->credited_min <= 0)
            continue;
        for (int d = first; d < end; d++)
            if (o->start_min < horizon_day_start(&s->horizon, d + 1) && o->end_min > horizon_day_start(&s->horizon, d))
                touched |= 1u << (d - first);
    }
    return count_bits(touched);
}

/* Each closed day on which the contract could have started a shift lowers the least by one day, and by that day's share of
 * the week's minutes: the contract's days are N, so at most N are lost. */
static void lower_for_closed_days(struct check_limits *l, const struct scenario *s, const struct contract *c, int contract,
                                  int first, int end)
{
    unsigned weekdays = start_weekdays(s, contract);
    int      n = count_bits(weekdays), closed = 0;
    if (c->days_max != RULE_NONE && c->days_max < n)
        n = c->days_max;
    for (int d = first; d < end; d++)
        closed += s->day_closed[d] && (weekdays >> horizon_weekday(&s->horizon, d) & 1u);
    if (closed > n)
        closed = n;
    if (closed == 0)
        return;
    l->days_min = max0(l->days_min - closed);
    if (c->week_min != RULE_NONE)
        l->min_min = max0(l->min_min - (int)(((long long)closed * c->week_min + n - 1) / n));
}

struct check_limits check_limits_of(const struct scenario *s, int agent, int week)
{
    const struct agent    *a = &s->agents[agent];
    const struct contract *c = &s->contracts[a->contract];
    int first = s->horizon.week_first[week], end = s->horizon.week_first[week + 1], credited = a->credited_min[week];
    struct check_limits l = {.full = end - first == 7, .max_min = INT_MAX, .days_max = INT_MAX};
    if (c->days_max != RULE_NONE)
        l.days_max = c->days_max;
    if (c->week_max != RULE_NONE)
        l.max_min = max0(c->week_max - credited) - (week == 0 ? a->hours_before_min : 0);
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
    double minutes = 0;
    for (int w = 0; w < s->horizon.weeks; w++)
        minutes += check_limits_of(s, agent, w).guaranteed_min;
    return minutes * s->contracts[s->agents[agent].contract].wage_h / 60;
}
