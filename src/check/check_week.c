#include "check/check_week.h"
#include "base/alloc.h"
#include "check/check_days.h"
#include "check/check_limits.h"
#include "check/check_pay.h"
#include "check/check_shift.h"
#include "model/notes.h"
#include "model/period.h"
#include <limits.h>
#include <stdio.h>
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

/* "the week" or "the 28 days from 2026-03-02", as a part of a note. */
static void period_name(struct text *out, const struct scenario *s, const struct contract *c, const struct check_limits *l)
{
    char date[16];
    if (c->period_days == 0)
        notes_part(out, "the week");
    else
        notes_part(out, "the %d days from %s", l->end - l->first, horizon_date(&s->horizon, l->first, date));
}

static void judge_period(struct violations *v, const struct scenario *s, const struct days *d, int agent, int period)
{
    const struct contract *c = &s->contracts[s->agents[agent].contract];
    struct check_limits    l = check_limits_of(s, agent, period);
    int                    worked = 0, paid = 0;
    struct text            called = {0};
    for (int day = l.first; day < l.end; day++) {
        worked += d->shifts[day] > 0;
        paid += d->paid_min[day];
    }
    int bound = c->use == USE_MUST || worked > 0;
    period_name(&called, s, c, &l);
    const char *name = text_string(&called);
    if (bound && paid < l.min_min)
        violations_add(v, "hours_week_min", agent, l.first, hours(l.min_min - paid),
                       "works %.2f paid hours in %s; contract %s asks for %.2f", hours(paid), name, c->name, hours(l.min_min));
    if (worked && paid > l.max_min)
        violations_add(v, "hours_week_max", agent, l.first, hours(paid - l.max_min),
                       "works %.2f paid hours in %s; contract %s leaves %.2f", hours(paid), name, c->name,
                       hours(l.max_min > 0 ? l.max_min : 0));
    if (bound && worked < l.days_min)
        violations_add(v, "days_week_min", agent, l.first, l.days_min - worked, 
                       worked == 1 ? NOTES_MARK("works %d day in %s; contract %s asks for %d")
                                   : NOTES_MARK("works %d days in %s; contract %s asks for %d"), worked, name, c->name, l.days_min);
    if (worked > l.days_max)
        violations_add(v, "days_week_max", agent, l.first, worked - l.days_max, 
                       worked == 1 ? NOTES_MARK("works %d day in %s; contract %s allows %d")
                                   : NOTES_MARK("works %d days in %s; contract %s allows %d"), worked, name, c->name, l.days_max);
    text_free(&called);
}

/* --- days in a row ------------------------------------------------------------------------------------------------- */

static void judge_run(struct violations *v, const struct scenario *s, int agent, int first, int end)
{
    const struct contract *c = &s->contracts[s->agents[agent].contract];
    int length = end - first, all = length + (first == 0 ? s->agents[agent].consecutive_before : 0);
    if (c->consecutive_max != RULE_NONE && all > c->consecutive_max)
        violations_add(v, "consecutive_max", agent, first, all - c->consecutive_max,
                       "works %d days in a row%s; contract %s allows %d", all,
                       all > length ? NOTES_PART(" (with those before this plan)") : "", c->name, c->consecutive_max);
    if (length < c->consecutive_min && first > 0 && end < s->horizon.days && !check_days_shut(s, agent, first - 1) &&
        !check_days_shut(s, agent, end))
        violations_add(v, "consecutive_min", agent, first, c->consecutive_min - length,
                       length == 1 ? NOTES_MARK("works only %d day in a row; contract %s asks for %d")
                                   : NOTES_MARK("works only %d days in a row; contract %s asks for %d"), length, c->name, c->consecutive_min);
}

static void judge_block(struct violations *v, const struct scenario *s, int agent, int first, int end)
{
    const struct contract *c = &s->contracts[s->agents[agent].contract];
    if (end - first < c->days_off_min && first > 0 && end < s->horizon.days)
        violations_add(v, "days_off_min", agent, first, c->days_off_min - (end - first),
                       end - first == 1 ? NOTES_MARK("has only %d day off in a row; contract %s asks for %d")
                                        : NOTES_MARK("has only %d days off in a row; contract %s asks for %d"), end - first, c->name, c->days_off_min);
}

static void judge_runs(struct violations *v, const struct scenario *s, const struct days *d, int agent)
{
    for (int day = 0, end; day < s->horizon.days; day = end) {
        int works = d->shifts[day] > 0;
        for (end = day; end < s->horizon.days && (d->shifts[end] > 0) == works; end++)
            ;
        if (works)
            judge_run(v, s, agent, day, end);
        else
            judge_block(v, s, agent, day, end);
    }
}

/* --- weekends ------------------------------------------------------------------------------------------------------ */

static int in_weekend(const struct scenario *s, const struct contract *c, int day)
{
    return day >= 0 && day < s->horizon.days && (c->weekend_days >> horizon_weekday(&s->horizon, day) & 1u);
}

/* worked[i] of weekend i, those before the horizon first; judged at each weekend worked. */
static void judge_weekends(struct violations *v, const struct scenario *s, const struct days *d, int agent)
{
    const struct contract *c = &s->contracts[s->agents[agent].contract];
    int before = s->agents[agent].weekends_before, count = before;
    if (c->weekend_days == 0)
        return;
    int *worked = xcalloc((size_t)(before + s->horizon.days) + 1, sizeof *worked);
    for (int i = 0; i < before; i++)
        worked[i] = 1;
    for (int day = 0, end; day < s->horizon.days; day = end) {
        for (end = day; in_weekend(s, c, end); end++)
            worked[count] |= d->shifts[end] > 0;
        if (end == day) {
            end++;
            continue;
        }
        int many = 0, from = c->weekends_of > 0 && count + 1 > c->weekends_of ? count + 1 - c->weekends_of : 0;
        for (int i = from; i <= count; i++)
            many += worked[i];
        if (worked[count++] && many > c->weekends_max)
            violations_add(v, "weekends_max", agent, day, many - c->weekends_max,
                           many == 1 ? NOTES_MARK("works %d weekend%s; contract %s allows %d of %d")
                                     : NOTES_MARK("works %d weekends%s; contract %s allows %d of %d"), many,
                           before > from ? NOTES_PART(" (with those before this plan)") : "", c->name, c->weekends_max, count - from);
    }
    free(worked);
}

/* --- kinds and duties ---------------------------------------------------------------------------------------------- */

static const char *kind_name(const struct scenario *s, int kind)
{
    return kind >= 0 && kind < s->kind_count ? s->kinds[kind].name : "?";
}

static void judge_limits(struct violations *v, const struct scenario *s, const struct roster *r, int agent, int first, int count)
{
    const struct agent *a = &s->agents[agent];
    for (int i = 0; i < a->kind_max_count; i++) {
        int many = 0;
        for (int k = first; k < first + count; k++)
            many += r->shifts[k].kind == a->kind_max[i].kind;
        if (many > a->kind_max[i].max)
            violations_add(v, "kind_max", agent, -1, many - a->kind_max[i].max,
                           many == 1 ? NOTES_MARK("works shift %s %d time; allowed are %d")
                                     : NOTES_MARK("works shift %s %d times; allowed are %d"),
                           kind_name(s, a->kind_max[i].kind), many, a->kind_max[i].max);
    }
}

static void judge_kind(struct violations *v, const struct scenario *s, const struct roster *r, int agent, int number, int first)
{
    const struct shift *shift = &r->shifts[number];
    const struct duty  *duty = s->agents[agent].duty ? &s->agents[agent].duty[shift->day] : NULL;
    int                 named = !duty || duty->kinds == 0;
    char                times[16];
    check_shift_times(s, shift, times);
    for (int i = number - 1; i >= first && r->shifts[i].day >= shift->day - 1; i--)
        if (r->shifts[i].day == shift->day - 1 && check_days_clash(s, r->shifts[i].kind, shift->kind))
            violations_add(v, "not_after", agent, shift->day, 0, "%s is shift %s, which may not follow shift %s of the day before",
                           times, kind_name(s, shift->kind), kind_name(s, r->shifts[i].kind));
    for (int i = 0; duty && i < duty->kinds; i++)
        named |= duty->kind[i] == shift->kind;
    if (duty && duty->what == DUTY_OFF)
        violations_add(v, "fixed_off", agent, shift->day, 0, "%s starts on a day that is fixed to be off", times);
    else if (!named)
        violations_add(v, "fixed_shift", agent, shift->day, 0, "%s is shift %s; the day is fixed to another", times,
                       kind_name(s, shift->kind));
}

static void judge_duties(struct violations *v, const struct scenario *s, const struct days *d, int agent)
{
    const struct duty *duty = s->agents[agent].duty;
    for (int day = 0; duty && day < s->horizon.days; day++)
        if (duty[day].what == DUTY_WORK && d->shifts[day] == 0)
            violations_add(v, "fixed_work", agent, day, 1, "has no shift on a day that is fixed to have one");
}

/* --- rest ---------------------------------------------------------------------------------------------------------- */

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

/* The longest stretch without a shift in each full week. */
static void judge_weekly_rest(struct violations *v, const struct scenario *s, const struct roster *r, int agent, int first, int count)
{
    const struct contract *c = &s->contracts[s->agents[agent].contract];
    const struct horizon  *h = &s->horizon;
    for (int w = 0; w < h->weeks && c->weekly_rest_min > 0; w++) {
        int free_from = horizon_day_start(h, h->week_first[w]), end = horizon_day_start(h, h->week_first[w + 1]), longest = 0;
        if (h->week_first[w + 1] - h->week_first[w] != 7)
            continue;
        for (int i = first; i <= first + count; i++) {
            int until = i < first + count && r->shifts[i].start_min < end ? r->shifts[i].start_min : end;
            longest = until - free_from > longest ? until - free_from : longest;
            if (i < first + count && r->shifts[i].end_min > free_from)
                free_from = r->shifts[i].end_min;
        }
        if (longest < c->weekly_rest_min)
            violations_add(v, "weekly_rest_h", agent, h->week_first[w], hours(c->weekly_rest_min - longest),
                           "has %.2f h of rest together in the week at most; contract %s asks for %.2f", hours(longest), c->name,
                           hours(c->weekly_rest_min));
    }
}

static void judge_same_start(struct violations *v, const struct scenario *s, const struct roster *r, int agent, int first, int count)
{
    const struct contract *c = &s->contracts[s->agents[agent].contract];
    const struct horizon  *h = &s->horizon;
    for (int i = first, end; i < first + count && c->same_start; i = end) {
        int week = horizon_week(h, r->shifts[i].day), low = INT_MAX, high = 0;
        for (end = i; end < first + count && horizon_week(h, r->shifts[end].day) == week; end++) {
            int start = r->shifts[end].start_min, wall = h->wall_min[start / h->interval_min] + start % h->interval_min;
            low = wall < low ? wall : low;
            high = wall > high ? wall : high;
        }
        if (high - low > c->start_spread_min)
            violations_add(v, "same_start", agent, h->week_first[week], high - low - c->start_spread_min,
                           "starts between %d:%02d and %d:%02d in the week; contract %s allows %d min apart", low / 60, low % 60,
                           high / 60, high % 60, c->name, c->start_spread_min);
    }
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
        judge_kind(v, s, r, agent, i, first);
        busy_until = shift->end_min > busy_until ? shift->end_min : busy_until;
    }
    for (int day = 0; day < s->horizon.days; day++)
        judge_day(v, s, &d, agent, day);
    for (int p = 0; p < period_count(&s->contracts[s->agents[agent].contract], &s->horizon); p++)
        judge_period(v, s, &d, agent, p);
    judge_runs(v, s, &d, agent);
    judge_weekends(v, s, &d, agent);
    judge_limits(v, s, r, agent, first, count);
    judge_duties(v, s, &d, agent);
    judge_weekly_rest(v, s, r, agent, first, count);
    judge_same_start(v, s, r, agent, first, count);
    free(d.shifts);
    free(d.paid_min);
}
