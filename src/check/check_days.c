#include "check/check_days.h"

/* 1: a shift of that presence lies in the window, after the last rest and clear of time off. */
static int fits(const struct scenario *s, int agent, int day, int start_min, int end_min)
{
    const struct agent *a = &s->agents[agent];
    int                 midnight = horizon_day_start(&s->horizon, day);
    if (start_min < a->rest_until_min || start_min >= horizon_day_start(&s->horizon, day + 1) ||
        start_min - midnight < a->available[day].from_min || end_min - midnight > a->available[day].to_min)
        return 0;
    for (int i = 0; i < s->time_off_count; i++) {
        const struct time_off *o = &s->time_offs[i];
        if (o->agent == agent && o->start_min < end_min && start_min < o->end_min)
            return 0;
    }
    return 1;
}

static int length_fits(const struct scenario *s, int agent, int day, const struct shift_kind *k, int length_min)
{
    int step = k->start_step > 0 ? k->start_step : 1440;
    for (int wall = k->start_from; wall <= k->start_to && wall < 1440; wall += step) {
        int start = horizon_minute(&s->horizon, day, wall);
        if (fits(s, agent, day, start, start + length_min))
            return 1;
    }
    return 0;
}

static int kind_fits(const struct scenario *s, int agent, int day, const struct shift_kind *k)
{
    const struct contract *c = &s->contracts[k->contract];
    int                    step = k->length_step > 0 ? k->length_step : k->length_to - k->length_from + 1;
    if (!(k->weekdays >> horizon_weekday(&s->horizon, day) & 1u))
        return 0;
    for (int length = k->length_from; length <= k->length_to; length += step) {
        int paid = k->paid_min > 0 ? k->paid_min : length;
        int within = (c->day_min == RULE_NONE || paid >= c->day_min) && (c->day_max == RULE_NONE || paid <= c->day_max);
        if (within && length_fits(s, agent, day, k, length))
            return 1;
    }
    return 0;
}

int check_days_shut(const struct scenario *s, int agent, int day)
{
    if (s->day_closed[day])
        return 1;
    for (int k = 0; k < s->kind_count; k++)
        if (s->kinds[k].contract == s->agents[agent].contract && kind_fits(s, agent, day, &s->kinds[k]))
            return 0;
    return 1;
}

int check_days_allow(const struct agent *a, int day, int kind)
{
    for (int i = 0; i < a->kind_max_count; i++)
        if (a->kind_max[i].kind == kind && a->kind_max[i].max == 0)
            return 0;
    if (!a->duty || (a->duty[day].what != DUTY_OFF && a->duty[day].kinds == 0))
        return 1;
    for (int i = 0; i < a->duty[day].kinds && a->duty[day].what != DUTY_OFF; i++)
        if (a->duty[day].kind[i] == kind)
            return 1;
    return 0;
}

int check_days_bound(const struct scenario *s, int agent)
{
    const struct duty *duty = s->agents[agent].duty;
    for (int d = 0; duty && d < s->horizon.days; d++)
        if (duty[d].what == DUTY_WORK)
            return 1;
    return 0;
}

int check_days_clash(const struct scenario *s, int before, int kind)
{
    if (before < 0 || kind < 0 || before >= s->kind_count || kind >= s->kind_count)
        return 0;
    for (int i = 0; i < s->kinds[kind].not_after_count; i++)
        if (s->kinds[kind].not_after[i] == before)
            return 1;
    return 0;
}

int check_days_kind_matters(const struct scenario *s, int kind)
{
    for (int k = 0; k < s->kind_count; k++)
        if (check_days_clash(s, k, kind) || check_days_clash(s, kind, k))
            return 1;
    for (int a = 0; a < s->agent_count; a++)
        for (int i = 0; i < s->agents[a].kind_max_count; i++)
            if (s->agents[a].kind_max[i].kind == kind)
                return 1;
    return 0;
}
