#include "check/check_week.h"
#include "base/alloc.h"
#include "check/check_limits.h"
#include "check/check_pay.h"
#include "check/check_shift.h"
#include <stdlib.h>

/* An agent's horizon by day. */
struct days {
    int *shifts;   /* [days] shifts that start on it */
    int *paid_min; /* [days] their paid minutes */
};

static double hours(int minutes)
{
    return minutes / 60.0;
}

static void judge_day(struct violations *v, const struct scenario *s, const struct days *d, int agent, int day)
{
    const struct contract *c = &s->contracts[s->agents[agent].contract];
    int paid = d->paid_min[day];
    if (d->shifts[day] > 1)
        violations_add(v, "one_shift_a_day", agent, day, d->shifts[day] - 1, "starts %d shifts on one day", d->shifts[day]);
    if (d->shifts[day] && c->day_min != RULE_NONE && paid < c->day_min)
        violations_add(v, "hours_day_min", agent, day, hours(c->day_min - paid),
                       "has %.2f paid hours; contract %s asks for %.2f a day", hours(paid), c->name, hours(c->day_min));
    if (d->shifts[day] && c->day_max != RULE_NONE && paid > c->day_max)
        violations_add(v, "hours_day_max", agent, day, hours(paid - c->day_max),
                       "has %.2f paid hours; contract %s allows %.2f a day", hours(paid), c->name, hours(c->day_max));
}

static void judge_week(struct violations *v, const struct scenario *s, const struct days *d, int agent, int week)
{
    const struct contract *c = &s->contracts[s->agents[agent].contract];
    struct check_limits    l = check_limits_of(s, agent, week);
    int first = s->horizon.week_first[week], worked = 0, paid = 0;
    for (int day = first; day < s->horizon.week_first[week + 1]; day++) {
        worked += d->shifts[day] > 0;
        paid += d->paid_min[day];
    }
    int bound = c->use == USE_MUST || worked > 0;
    if (bound && paid < l.min_min)
        violations_add(v, "hours_week_min", agent, first, hours(l.min_min - paid),
                       "works %.2f paid hours in the week; contract %s asks for %.2f", hours(paid), c->name, hours(l.min_min));
    if (worked && paid > l.max_min)
        violations_add(v, "hours_week_max", agent, first, hours(paid - l.max_min),
                       "works %.2f paid hours in the week; contract %s leaves %.2f", hours(paid), c->name,
                       hours(l.max_min > 0 ? l.max_min : 0));
    if (bound && worked < l.days_min)
        violations_add(v, "days_week_min", agent, first, l.days_min - worked, "works %d days in the week; contract %s asks for %d",
                       worked, c->name, l.days_min);
    if (worked > l.days_max)
        violations_add(v, "days_week_max", agent, first, worked - l.days_max,
                       "works %d days in the week; contract %s allows %d", worked, c->name, l.days_max);
}

static void judge_run(struct violations *v, const struct scenario *s, int agent, int first, int end)
{
    const struct contract *c = &s->contracts[s->agents[agent].contract];
    int length = end - first, all = length + (first == 0 ? s->agents[agent].consecutive_before : 0);
    if (c->consecutive_max != RULE_NONE && all > c->consecutive_max)
        violations_add(v, "consecutive_max", agent, first, all - c->consecutive_max,
                       "works %d days in a row%s; contract %s allows %d", all,
                       all > length ? " (with those before this plan)" : "", c->name, c->consecutive_max);
    if (c->consecutive_min != RULE_NONE && length < c->consecutive_min && first > 0 && end < s->horizon.days)
        violations_add(v, "consecutive_min", agent, first, c->consecutive_min - length,
                       "works only %d days in a row; contract %s asks for %d", length, c->name, c->consecutive_min);
}

static void judge_runs(struct violations *v, const struct scenario *s, const struct days *d, int agent)
{
    for (int day = 0, end; day < s->horizon.days; day = end) {
        for (end = day; end < s->horizon.days && d->shifts[end]; end++)
            ;
        if (end > day)
            judge_run(v, s, agent, day, end);
        else
            end++;
    }
}

/* Rest from `busy_until` (the latest end so far) to the shift. Overlapping shifts are that, not short rest. */
static void judge_rest(struct violations *v, const struct scenario *s, const struct shift *shift, int busy_until)
{
    const struct contract *c = &s->contracts[s->agents[shift->agent].contract];
    int  rest = shift->start_min - busy_until;
    char times[16];
    check_shift_times(s, shift, times);
    if (rest < 0)
        violations_add(v, "overlap", shift->agent, shift->day, -rest, "%s overlaps the shift before it by %d min", times, -rest);
    else if (c->rest_min != RULE_NONE && rest < c->rest_min)
        violations_add(v, "rest_h", shift->agent, shift->day, hours(c->rest_min - rest),
                       "%s starts %.2f h after the shift before it; contract %s asks for %.2f", times, hours(rest), c->name,
                       hours(c->rest_min));
}

static void judge_first(struct violations *v, const struct scenario *s, const struct shift *shift)
{
    int  late = s->agents[shift->agent].rest_until_min - shift->start_min;
    char times[16];
    if (late > 0)
        violations_add(v, "rest_h", shift->agent, shift->day, hours(late),
                       "%s starts %.2f h before the rest after the last shift before this plan is over",
                       check_shift_times(s, shift, times), hours(late));
}

void check_week_rules(struct violations *v, const struct scenario *s, const struct roster *r, int agent, int first, int count)
{
    size_t      days = (size_t)s->horizon.days;
    struct days d = {xcalloc(days, sizeof(int)), xcalloc(days, sizeof(int))};
    int         busy_until = 0;
    for (int i = first; i < first + count; i++) {
        const struct shift *shift = &r->shifts[i];
        d.shifts[shift->day]++;
        d.paid_min[shift->day] += check_pay_minutes(s, r, shift);
        if (i == first)
            judge_first(v, s, shift);
        else
            judge_rest(v, s, shift, busy_until);
        busy_until = shift->end_min > busy_until ? shift->end_min : busy_until;
    }
    for (int day = 0; day < s->horizon.days; day++)
        judge_day(v, s, &d, agent, day);
    for (int week = 0; week < s->horizon.weeks; week++)
        judge_week(v, s, &d, agent, week);
    judge_runs(v, s, &d, agent);
    free(d.shifts);
    free(d.paid_min);
}
