#include "check/check_shift.h"
#include "check/check_pay.h"
#include "model/notes.h"
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

enum { CLOCK_SIZE = 8 };

/* The shift being judged, with what every rule needs. */
struct trial {
    struct violations       *v;
    const struct scenario   *s;
    const struct roster     *r;
    const struct shift      *shift;
    const struct shift_kind *kind; /* NULL: unknown */
    int                      midnight;
    int                      paid;  /* minutes */
    char                     times[16];
};

char *check_shift_times(const struct scenario *s, const struct shift *shift, char *buf)
{
    char from[CLOCK_SIZE], to[CLOCK_SIZE];
    snprintf(buf, 16, "%.5s-%.5s", horizon_clock(&s->horizon, shift->start_min, from),
             horizon_clock(&s->horizon, shift->end_min, to));
    return buf;
}

static const struct activity *activity(const struct trial *q, int i)
{
    return &q->r->activities[q->shift->first + i];
}

static int length_of(const struct activity *a)
{
    return a->end_min - a->start_min;
}

static int is_sound(struct violations *v, const struct scenario *s, const struct roster *r, const struct shift *shift)
{
    int end = s->horizon.axis * s->horizon.interval_min;
    if (shift->agent < 0 || shift->agent >= s->agent_count) {
        violations_add(v, "agent", -1, -1, 0, "a shift is of an agent the scenario does not know");
        return 0;
    }
    if (shift->day < 0 || shift->day >= s->horizon.days || shift->start_min < 0 || shift->end_min > end ||
        shift->end_min <= shift->start_min) {
        violations_add(v, "times", shift->agent, -1, 0, "a shift ends before it starts or lies outside the planned weeks");
        return 0;
    }
    int ok = shift->count >= 0 && shift->first >= 0 && shift->first <= r->activity_count - shift->count;
    for (int i = 0; ok && i < shift->count; i++) {
        const struct activity *a = &r->activities[shift->first + i];
        ok = a->start_min >= 0 && a->end_min <= end && a->end_min > a->start_min;
    }
    if (!ok)
        violations_add(v, "times", shift->agent, shift->day, 0,
                       "an activity ends before it starts or lies outside the planned weeks");
    return ok;
}

void check_shift_sound(struct roster *sound, struct violations *v, const struct scenario *s, const struct roster *r)
{
    for (int i = 0; i < r->shift_count; i++)
        if (is_sound(v, s, r, &r->shifts[i]))
            roster_add(sound, &r->shifts[i], r->activities + r->shifts[i].first, r->shifts[i].count);
    roster_sort(sound);
}

/* Minutes from `start` to the nearest start the kind allows on the day; INT_MAX: it allows none. */
static int start_off_by(const struct trial *q)
{
    int best = INT_MAX, step = q->kind->start_step > 0 ? q->kind->start_step : INT_MAX / 2;
    for (int w = q->kind->start_from; w <= q->kind->start_to && w < 1440; w += step) {
        int off = abs(horizon_minute(&q->s->horizon, q->shift->day, w) - q->shift->start_min);
        best = off < best ? off : best;
    }
    return best;
}

static int length_off_by(const struct shift_kind *k, int paid)
{
    int best = INT_MAX, step = k->length_step > 0 ? k->length_step : INT_MAX / 2;
    for (int l = k->length_from; l <= k->length_to; l += step)
        best = abs(l - paid) < best ? abs(l - paid) : best;
    return best;
}

static void judge_kind(const struct trial *q)
{
    int agent = q->shift->agent, day = q->shift->day, off;
    if (q->kind->contract != q->s->agents[agent].contract)
        violations_add(q->v, "contract", agent, day, 0, "%s is shift %s, which is not for contract %s", q->times, q->kind->name,
                       q->s->contracts[q->s->agents[agent].contract].name);
    if (!(q->kind->weekdays >> horizon_weekday(&q->s->horizon, day) & 1u))
        violations_add(q->v, "weekday", agent, day, 0, "%s: shift %s may not start on this weekday", q->times, q->kind->name);
    if ((off = start_off_by(q)) > 0)
        violations_add(q->v, "start", agent, day, off,
                       "%s: shift %s may not start then; the nearest start is %d min away", q->times, q->kind->name, off);
    if ((off = length_off_by(q->kind, q->paid)) > 0)
        violations_add(q->v, "length", agent, day, off, "%s has %d paid minutes; shift %s allows %d to %d, the nearest is %d away",
                       q->times, q->paid, q->kind->name, q->kind->length_from, q->kind->length_to, off);
}

/* A pause must start inside [from, to] minutes after the shift's start, on the grid counted from the day's midnight. */
static void judge_place(const struct trial *q, const struct activity *a, const char *what, const char *rule, int from, int to)
{
    int after = a->start_min - q->shift->start_min, step = q->s->break_step_min;
    int off = after < from ? from - after : after > to ? after - to : 0;
    if (off)
        violations_add(q->v, rule, q->shift->agent, q->shift->day, off,
                       "%s: %s starts %d:%02d after the shift; allowed is %d:%02d to %d:%02d", q->times, what, after / 60,
                       after % 60, from / 60, from % 60, to / 60, to % 60);
    int rest = step > 0 ? abs(a->start_min - q->midnight) % step : 0;
    if (rest)
        violations_add(q->v, "pause_step", q->shift->agent, q->shift->day, rest,
                       "%s: %s starts %d min off the grid of %d min", q->times, what, rest, step);
}

static int in_range(const struct paid_range *only, int paid)
{
    return paid >= only->from_min && (only->to_min == 0 || paid <= only->to_min);
}

/* A pause of which a shift has one at most, with lengths to choose from. */
struct choice {
    enum activity_kind kind;
    const char        *what, *many;         /* "the lunch", "lunches" */
    const char        *rule, *length, *window;
    const int         *lengths;
    int                lengths_count, from, to;
};

static void judge_choice(const struct trial *q, const struct choice *c)
{
    const struct activity *pause = NULL;
    int count = 0, wanted = c->lengths_count > 0, fits = 0;
    for (int i = 0; i < q->shift->count; i++)
        if (activity(q, i)->kind == c->kind && count++ == 0)
            pause = activity(q, i);
    for (int i = 0; i < c->lengths_count; i++) {
        if (c->lengths[i] == 0 && count == 0)
            wanted = 0;
        fits |= pause && c->lengths[i] == length_of(pause);
    }
    if (count != wanted)
        violations_add(q->v, c->rule, q->shift->agent, q->shift->day, count - wanted,
                       "%s has %d %s; shift %s has %d", q->times, count, c->many, q->kind->name, wanted);
    if (!pause || !wanted)
        return;
    if (!fits)
        violations_add(q->v, c->length, q->shift->agent, q->shift->day, length_of(pause),
                       "%s: %s of %d min is none of the lengths of shift %s", q->times, c->what, length_of(pause), q->kind->name);
    judge_place(q, pause, c->what, c->window, c->from, c->to);
}

static void judge_lunch(const struct trial *q)
{
    const struct shift_kind *k = q->kind;
    judge_choice(q, &(struct choice){ACT_LUNCH, NOTES_PART("the lunch"), NOTES_PART("lunches"), "lunch", "lunch_length", "lunch_window", k->lunch_min,
                                     in_range(&k->lunch_only, q->paid) ? k->lunches : 0, k->lunch_from, k->lunch_to});
}

static void judge_split(const struct trial *q)
{
    const struct shift_kind *k = q->kind;
    judge_choice(q, &(struct choice){ACT_SPLIT, NOTES_PART("the gap"), NOTES_PART("gaps between parts"), "split", "split_length", "split_window", k->split_min,
                                     in_range(&k->split_only, q->paid) ? k->splits : 0, k->split_from, k->split_to});
    for (int i = 0; i < q->shift->count && k->splits; i++) {
        const struct activity *a = activity(q, i);
        int before = a->start_min - q->shift->start_min, after = q->shift->end_min - a->end_min;
        int shorter = before < after ? before : after;
        if (a->kind == ACT_SPLIT && shorter < k->part_min)
            violations_add(q->v, "split_part", q->shift->agent, q->shift->day, k->part_min - shorter,
                           "%s: the shorter part takes %d min; shift %s has parts of %d at least", q->times, shorter, k->name,
                           k->part_min);
    }
}

/* The rule the n-th break of the shift is held against; NULL: it has no n-th. */
static const struct break_rule *rule_of(const struct trial *q, int n)
{
    for (int i = 0; i < q->kind->breaks; i++)
        if (in_range(&q->kind->rule[i].only, q->paid) && n-- == 0)
            return &q->kind->rule[i];
    return NULL;
}

/* The first break of the day is held against the first rule, and so on. */
static void judge_breaks(const struct trial *q)
{
    int count = 0, wanted = 0;
    while (rule_of(q, wanted))
        wanted++;
    for (int i = 0; i < q->shift->count; i++) {
        const struct activity   *a = activity(q, i);
        const struct break_rule *rule = a->kind == ACT_BREAK ? rule_of(q, count++) : NULL;
        if (!rule)
            continue;
        int off = length_of(a) - rule->length_min;
        struct text name = {0};
        notes_part(&name, "break %d", count);
        const char *what = text_string(&name);
        if (off)
            violations_add(q->v, "break_length", q->shift->agent, q->shift->day, off, "%s: %s takes %d min; shift %s gives %d",
                           q->times, what, length_of(a), q->kind->name, rule->length_min);
        judge_place(q, a, what, "break_window", rule->from_min, rule->to_min);
        text_free(&name);
    }
    if (count != wanted)
        violations_add(q->v, "breaks", q->shift->agent, q->shift->day, count - wanted,
                       q->kind->breaks == wanted ? NOTES_MARK("%s has %d breaks; shift %s has %d")
                                                 : NOTES_MARK("%s has %d breaks; shift %s has %d at that length"),
                       q->times, count, q->kind->name, wanted);
}

static int is_pause(const struct activity *a)
{
    return a->kind == ACT_BREAK || a->kind == ACT_LUNCH || a->kind == ACT_SPLIT;
}

/* One violation a shift, the worst: of each the planner mends the shift once. */
static void judge_stretches(const struct trial *q)
{
    const struct shift_kind *k = q->kind;
    int at = q->shift->start_min, pauses = 0, longest = 0, shortest = INT_MAX;
    for (int i = 0; i < q->shift->count; i++) {
        const struct activity *a = activity(q, i);
        if (!is_pause(a))
            continue;
        int work = a->start_min - at;
        longest = work > longest ? work : longest;
        shortest = pauses++ > 0 && work < shortest ? work : shortest;
        at = a->end_min;
    }
    longest = q->shift->end_min - at > longest ? q->shift->end_min - at : longest;
    if (k->stretch_max > 0 && longest > k->stretch_max)
        violations_add(q->v, "stretch_max", q->shift->agent, q->shift->day, longest - k->stretch_max,
                       "%s: %d min on work without a pause; shift %s allows %d", q->times, longest, k->name, k->stretch_max);
    if (shortest < k->gap_min)
        violations_add(q->v, "gap_min", q->shift->agent, q->shift->day, k->gap_min - shortest,
                       "%s: two pauses with %d min on work between; shift %s wants %d", q->times, shortest, k->name, k->gap_min);
}

/* In order and gapless from start to end: so pauses neither overlap nor leave the shift. */
static void judge_activities(const struct trial *q)
{
    int at = q->shift->start_min, off = 0;
    for (int i = 0; i < q->shift->count && !off; i++) {
        off = activity(q, i)->start_min - at;
        at = activity(q, i)->end_min;
    }
    if (!off)
        off = q->shift->end_min - at;
    if (off)
        violations_add(q->v, "activities", q->shift->agent, q->shift->day, abs(off), "%s: the activities %s by %d min", q->times,
                       off > 0 ? NOTES_PART("leave a gap") : NOTES_PART("overlap or run past the end"), abs(off));
}

static void judge_presence(const struct trial *q)
{
    const struct agent *a = &q->s->agents[q->shift->agent];
    int agent = q->shift->agent, day = q->shift->day, start = q->shift->start_min, end = q->shift->end_min;
    int from = a->available[day].from_min + q->midnight, to = a->available[day].to_min + q->midnight;
    if (start < q->midnight || start >= horizon_day_start(&q->s->horizon, day + 1))
        violations_add(q->v, "times", agent, day, 0, "%s does not start on the day it is booked on", q->times);
    if (q->s->day_closed[day])
        violations_add(q->v, "closed", agent, day, 0, "%s starts on a closed day", q->times);
    int out = from >= to ? end - start : (start < from ? from - start : 0) + (end > to ? end - to : 0);
    if (out)
        violations_add(q->v, "available", agent, day, out, from >= to ? NOTES_MARK("%s: %s is not available on this day (%d min)")
                                                                     : NOTES_MARK("%s: %s is not available for %d min of it"),
                       q->times, a->name, out);
    for (int i = 0; i < q->s->time_off_count; i++) {
        const struct time_off *o = &q->s->time_offs[i];
        int a_from = start > o->start_min ? start : o->start_min, a_to = end < o->end_min ? end : o->end_min;
        if (o->agent == agent && a_from < a_to)
            violations_add(q->v, "timeoff", agent, day, a_to - a_from, "%s overlaps time off (%s) by %d min", q->times, o->kind,
                           a_to - a_from);
    }
}

static void judge_queues(const struct trial *q)
{
    const struct agent *a = &q->s->agents[q->shift->agent];
    for (int i = 0; i < q->shift->count; i++) {
        int queue = activity(q, i)->queue, able = queue == -1;
        if (activity(q, i)->kind != ACT_WORK && activity(q, i)->kind != ACT_DEFERRED)
            continue;
        if (queue < -1 || queue >= q->s->queue_count) {
            violations_add(q->v, "queue", q->shift->agent, q->shift->day, 0,
                           "%s: works on a queue the scenario does not know", q->times);
            return;
        }
        for (int k = 0; k < a->skill_count; k++)
            able |= a->skills[k] == queue;
        if (!able) {
            violations_add(q->v, "skills", q->shift->agent, q->shift->day, 0, "%s: works on queue %s without the skill", q->times,
                           q->s->queues[queue].name);
            return;
        }
    }
}

void check_shift_rules(struct violations *v, const struct scenario *s, const struct roster *r, const struct shift *shift)
{
    struct trial q = {.v = v, .s = s, .r = r, .shift = shift, .midnight = horizon_day_start(&s->horizon, shift->day)};
    if (!v->untold)
        check_shift_times(s, shift, q.times);
    judge_activities(&q);
    judge_presence(&q);
    judge_queues(&q);
    if (shift->kind < 0 || shift->kind >= s->kind_count) {
        violations_add(v, "shift", shift->agent, shift->day, 0, "%s is of no shift kind the scenario knows", q.times);
        return;
    }
    q.kind = &s->kinds[shift->kind];
    q.paid = check_pay_length(s, r, shift);
    judge_kind(&q);
    judge_lunch(&q);
    judge_split(&q);
    judge_breaks(&q);
    judge_stretches(&q);
}
