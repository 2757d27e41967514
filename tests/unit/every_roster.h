/* every_roster - the least objective of a tiny site by trying every roster. All rules and all money are written here once
 * more from the text of rules.h, agent.h, requirement.h and bound.h; nothing of schedule or check is used.
 *
 * Shifts of an agent and day -> tours of an agent (at most one shift a day) -> every combination of the agents' tours. Of
 * tours that cover the same minutes only the cheapest is combined: the rest of the objective sees nothing but coverage. */
#ifndef TESTS_EVERY_ROSTER_H
#define TESTS_EVERY_ROSTER_H

#include "base/alloc.h"
#include "base/clock.h"
#include "model/requirement.h"
#include "model/roster.h"
#include "model/scenario.h"
#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { EVERY_DAYS = 14, EVERY_AGENTS = 3, EVERY_PIECES = 2 * (BREAKS_MAX + 2) + 1, EVERY_SHIFTS = 3000 };

struct every_shift {
    int             kind, day, start_min, end_min, paid_min, counted, count;
    double          money; /* wages and premiums */
    struct activity pieces[EVERY_PIECES];
};

struct every_tour {
    double         money;  /* all that is the agent's own: pay, leave, wishes, days off */
    unsigned char *cover;  /* [intervals] minutes on work */
    size_t         intervals;
};

struct every_agent {
    struct every_shift *shifts;
    int                 shift_count, day_first[EVERY_DAYS + 1];
    struct every_tour  *tours;  /* may: staying off is among them */
    int                 count;
    long                kept;   /* tours that keep all rules, staying off aside for may; 0: there is none */
};

struct every {
    const struct scenario    *s;
    const struct requirement *rs;
    int                       agents;
    struct every_agent        agent[EVERY_AGENTS];
    double                   *extra;   /* [minutes of the axis] sum of (factor - 1) */
    int                       most;    /* minutes on work an interval can have: width of the tables below, less one */
    double                   *cost;    /* [queues * intervals * (most + 1)] short, surplus, seats */
    double                   *value;   /* the same of goals: in time less wanted, in contacts */
    int                      *goal_of; /* [queues * intervals] number of the goal over all queues, -1 */
    int                       goals;
    double                   *price;   /* [goals] */
    long                      rosters; /* tried */
    double                    best;
};

/* --- money of minutes ---------------------------------------------------------------------------------------------- */

static inline int every_premium_on(const struct scenario *s, const struct premium *p, int day)
{
    return (p->weekdays >> horizon_weekday(&s->horizon, day) & 1) &&
           (!p->holidays_only || (day >= p->first_day && day <= p->last_day));
}

static inline double every_extra(const struct scenario *s, int minute)
{
    const struct horizon *h = &s->horizon;
    int                   length = h->intervals * h->interval_min;
    if (h->cyclic)
        minute %= length;
    int    t = minute / h->interval_min, wall = h->wall_min[t] + minute % h->interval_min;
    double sum = 0;
    for (int i = 0; i < s->premium_count; i++) {
        const struct premium *p = &s->premiums[i];
        int late = p->from_min > p->to_min;
        if (late ? wall >= p->from_min : wall >= p->from_min && wall < p->to_min)
            sum += every_premium_on(s, p, h->day_of[t]) ? p->factor - 1 : 0;
        if (late && wall < p->to_min)
            sum += every_premium_on(s, p, h->day_of[t] - 1) ? p->factor - 1 : 0;
    }
    return sum;
}

/* --- shifts -------------------------------------------------------------------------------------------------------- */

static inline int every_counted(const struct shift_kind *k, const struct every_shift *c)
{
    return k->paid_min ? k->paid_min : c->paid_min;
}

static inline void every_keep_shift(const struct every *e, struct every_agent *a, const struct shift_kind *k, struct every_shift *c)
{
    double minutes = 0, wage_h = e->s->contracts[k->contract].wage_h;
    c->money = 0;
    for (int i = 0; i < c->count; i++) {
        enum activity_kind what = c->pieces[i].kind;
        c->money += what == ACT_SPLIT ? k->split_pay : 0;
        for (int m = c->pieces[i].start_min; m < c->pieces[i].end_min && what != ACT_SPLIT && (what != ACT_LUNCH || k->lunch_paid); m++)
            minutes += 1 + e->extra[m];
    }
    c->counted = every_counted(k, c);
    c->money += minutes * c->counted / c->paid_min * wage_h / 60;
    if (a->shift_count < EVERY_SHIFTS)
        a->shifts[a->shift_count] = *c;
    a->shift_count++;
}

static inline void every_piece(struct every_shift *c, enum activity_kind kind, int from, int to)
{
    if (to > from)
        c->pieces[c->count++] = (struct activity){kind, -1, from, to};
}

static inline int every_in(const struct paid_range *only, int paid_min)
{
    return paid_min >= only->from_min && !(only->to_min > 0 && paid_min > only->to_min);
}

/* 1: a pause may start at m, the last one having ended at `at`. */
static inline int every_apart(const struct shift_kind *k, const struct every_shift *c, int at, int m)
{
    int taken = 0;
    for (int i = 0; i < c->count; i++)
        taken |= c->pieces[i].kind != ACT_WORK;
    return !(k->stretch_max > 0 && m - at > k->stretch_max) && !(taken && m - at < k->gap_min);
}

static inline int every_gap_fits(const struct shift_kind *k, const struct every_shift *c, int m, int gap)
{
    int after = m - c->start_min;
    return gap > 0 && after >= k->split_from && after <= k->split_to && after >= k->part_min && c->end_min - m - gap >= k->part_min;
}

/* The pauses from rule `b` on, the lunch and the gap still to come where they are > 0; the last pause ended at `at`. */
static inline void every_pauses(const struct every *e, struct every_agent *a, const struct shift_kind *k, struct every_shift *c,
                                int b, int lunch, int gap, int at)
{
    int midnight = horizon_day_start(&e->s->horizon, c->day), step = e->s->break_step_min, before = c->count;
    while (b < k->breaks && !every_in(&k->rule[b].only, c->paid_min))
        b++;
    if (b == k->breaks && lunch == 0 && gap == 0) {
        if (k->stretch_max > 0 && c->end_min - at > k->stretch_max)
            return;
        every_piece(c, ACT_WORK, at, c->end_min);
        every_keep_shift(e, a, k, c);
        c->count = before;
        return;
    }
    for (int m = at; m < c->end_min; m++) {
        int after = m - c->start_min;
        if ((m - midnight) % step || !every_apart(k, c, at, m))
            continue;
        if (b < k->breaks && after >= k->rule[b].from_min && after <= k->rule[b].to_min &&
            m + k->rule[b].length_min <= c->end_min) {
            every_piece(c, ACT_WORK, at, m);
            every_piece(c, ACT_BREAK, m, m + k->rule[b].length_min);
            every_pauses(e, a, k, c, b + 1, lunch, gap, m + k->rule[b].length_min);
            c->count = before;
        }
        if (lunch > 0 && after >= k->lunch_from && after <= k->lunch_to && m + lunch <= c->end_min) {
            every_piece(c, ACT_WORK, at, m);
            every_piece(c, ACT_LUNCH, m, m + lunch);
            every_pauses(e, a, k, c, b, 0, gap, m + lunch);
            c->count = before;
        }
        if (every_gap_fits(k, c, m, gap)) {
            every_piece(c, ACT_WORK, at, m);
            every_piece(c, ACT_SPLIT, m, m + gap);
            every_pauses(e, a, k, c, b, lunch, 0, m + gap);
            c->count = before;
        }
    }
}

static inline int every_may_be_there(const struct scenario *s, int agent, const struct every_shift *c)
{
    const struct agent   *a = &s->agents[agent];
    const struct contract *t = &s->contracts[a->contract];
    const struct window  *w = &a->available[c->day];
    int                   midnight = horizon_day_start(&s->horizon, c->day);
    if (w->from_min >= w->to_min || c->start_min < midnight + w->from_min || c->end_min > midnight + w->to_min)
        return 0;
    int counted = every_counted(&s->kinds[c->kind], c);
    if ((t->day_min != RULE_NONE && counted < t->day_min) || (t->day_max != RULE_NONE && counted > t->day_max))
        return 0;
    for (int i = 0; i < s->time_off_count; i++)
        if (s->time_offs[i].agent == agent && c->start_min < s->time_offs[i].end_min && c->end_min > s->time_offs[i].start_min)
            return 0;
    return c->start_min >= a->rest_until_min;
}

/* A length with every lunch and every gap it may have. */
static inline void every_length(struct every *e, int agent, const struct every_shift *of)
{
    const struct shift_kind *k = &e->s->kinds[of->kind];
    int lunches = k->lunches && every_in(&k->lunch_only, of->paid_min) ? k->lunches : 1;
    int splits = k->splits && every_in(&k->split_only, of->paid_min) ? k->splits : 1;
    for (int l = 0; l < lunches; l++)
        for (int q = 0; q < splits; q++) {
            struct every_shift c = *of;
            int lunch = k->lunches && every_in(&k->lunch_only, of->paid_min) ? k->lunch_min[l] : 0;
            int gap = k->splits && every_in(&k->split_only, of->paid_min) ? k->split_min[q] : 0;
            c.end_min = c.start_min + c.paid_min + (k->lunch_paid ? 0 : lunch) + gap;
            if (every_may_be_there(e->s, agent, &c))
                every_pauses(e, &e->agent[agent], k, &c, 0, lunch, gap, c.start_min);
        }
}

static inline void every_day(struct every *e, int agent, int day)
{
    const struct scenario *s = e->s;
    struct every_agent    *a = &e->agent[agent];
    a->day_first[day] = a->shift_count;
    for (int i = 0; i < s->kind_count && !s->day_closed[day]; i++) {
        const struct shift_kind *k = &s->kinds[i];
        if (k->contract != s->agents[agent].contract || !(k->weekdays >> horizon_weekday(&s->horizon, day) & 1))
            continue;
        for (int start = k->start_from; start <= k->start_to; start += k->start_step)
            for (int paid = k->length_from; paid <= k->length_to; paid += k->length_step)
                every_length(e, agent, &(struct every_shift){.kind = i, .day = day, .paid_min = paid,
                                                             .start_min = horizon_minute(&s->horizon, day, start)});
    }
    a->day_first[day + 1] = a->shift_count;
}

/* --- rules of the period --------------------------------------------------------------------------------------------- */

struct every_span { int first, end, full; }; /* days of a period in the horizon */

/* The period that begins (in the horizon) at or before `day` and ends after it. */
static inline struct every_span every_span_at(const struct scenario *s, int agent, int day)
{
    const struct contract *c = &s->contracts[s->agents[agent].contract];
    const struct horizon  *h = &s->horizon;
    int                    first = day, end = day + 1, length = c->period_days ? c->period_days : 7;
    while (first > 0 && (c->period_days ? (first + c->period_before) % length : clock_weekday(h->first_day + first) != h->week_starts))
        first--;
    while (end < h->days && (c->period_days ? (end + c->period_before) % length : clock_weekday(h->first_day + end) != h->week_starts))
        end++;
    return (struct every_span){first, end, end - first == length};
}

struct every_least { int min, days; };

/* What a full week asks at least: time off credited, then closed days. */
static inline struct every_least every_least_of(const struct scenario *s, int agent, int period, struct every_span span)
{
    const struct horizon  *h = &s->horizon;
    const struct contract *c = &s->contracts[s->agents[agent].contract];
    struct every_least     least = {c->week_min == RULE_NONE ? 0 : c->week_min - s->agents[agent].credited_min[period],
                                    c->days_min == RULE_NONE ? 0 : c->days_min};
    unsigned               weekdays = 0;
    int                    n = 0, closed = 0;
    for (int k = 0; k < s->kind_count; k++)
        weekdays |= s->kinds[k].contract == s->agents[agent].contract ? s->kinds[k].weekdays : 0;
    for (int d = span.first; d < span.end; d++)
        n += (int)(weekdays >> clock_weekday(h->first_day + d) & 1);
    n = c->days_max != RULE_NONE && c->days_max < n ? c->days_max : n;
    for (int d = span.first; d < span.end; d++) {
        int from = horizon_day_start(h, d), to = horizon_day_start(h, d + 1), touched = 0;
        closed += s->day_closed[d] && (weekdays >> horizon_weekday(h, d) & 1);
        for (int i = 0; i < s->time_off_count; i++)
            touched |= s->time_offs[i].agent == agent && s->time_offs[i].credited_min > 0 && s->time_offs[i].start_min < to &&
                       s->time_offs[i].end_min > from;
        least.days -= touched;
    }
    closed = closed < n ? closed : n;
    least.days -= closed;
    if (n > 0 && c->week_min != RULE_NONE)
        least.min -= (closed * c->week_min + n - 1) / n;
    return least;
}

static inline int every_period_kept(const struct scenario *s, int agent, int period, struct every_span span, int days, int paid_min)
{
    const struct contract *c = &s->contracts[s->agents[agent].contract];
    struct every_least     least = every_least_of(s, agent, period, span);
    int                    most = c->week_max == RULE_NONE ? INT_MAX : c->week_max - s->agents[agent].credited_min[period];
    if (days > 0 && c->week_max != RULE_NONE && paid_min + (period == 0 ? s->agents[agent].hours_before_min : 0) > most)
        return 0;
    if (c->days_max != RULE_NONE && days > c->days_max)
        return 0;
    if (!span.full || (c->use == USE_MAY && days == 0))
        return 1;
    return paid_min >= least.min && days >= least.days;
}

static inline int every_shut(const struct scenario *s, int agent, int day)
{
    for (int i = 0; i < s->kind_count && !s->day_closed[day]; i++) {
        const struct shift_kind *k = &s->kinds[i];
        if (k->contract != s->agents[agent].contract || !(k->weekdays >> horizon_weekday(&s->horizon, day) & 1))
            continue;
        for (int start = k->start_from; start <= k->start_to; start += k->start_step)
            for (int paid = k->length_from; paid <= k->length_to; paid += k->length_step) {
                struct every_shift c = {.kind = i, .day = day, .start_min = horizon_minute(&s->horizon, day, start), .paid_min = paid};
                c.end_min = c.start_min + paid;
                if (every_may_be_there(s, agent, &c))
                    return 0;
            }
    }
    return 1;
}

static inline int every_runs_kept(const struct scenario *s, int agent, const struct every_shift *const *by_day)
{
    const struct contract *c = &s->contracts[s->agents[agent].contract];
    int                    days = s->horizon.days;
    for (int d = 0; d < days; d++) {
        int last = d;
        if (!by_day[d] || (d > 0 && by_day[d - 1]))
            continue;
        while (last + 1 < days && by_day[last + 1])
            last++;
        int run = last - d + 1;
        if (c->consecutive_min != RULE_NONE && d > 0 && last < days - 1 && run < c->consecutive_min &&
            !every_shut(s, agent, d - 1) && !every_shut(s, agent, last + 1))
            return 0;
        run += d == 0 ? s->agents[agent].consecutive_before : 0;
        if (c->consecutive_max != RULE_NONE && run > c->consecutive_max)
            return 0;
    }
    return 1;
}

static inline int every_blocks_kept(const struct scenario *s, int agent, const struct every_shift *const *by_day)
{
    int least = s->contracts[s->agents[agent].contract].days_off_min, off = least;
    for (int d = 0; d < s->horizon.days; d++) {
        if (by_day[d] && off > 0 && off < least)
            return 0;
        off = by_day[d] ? 0 : off + 1;
        off = d == 0 && off ? least : off;
    }
    return 1;
}

static inline int every_weekends_kept(const struct scenario *s, int agent, const struct every_shift *const *by_day)
{
    const struct contract *c = &s->contracts[s->agents[agent].contract];
    int                    worked[EVERY_DAYS + 64] = {0}, n = s->agents[agent].weekends_before, inside = 0;
    for (int i = 0; i < n; i++)
        worked[i] = 1;
    for (int d = 0; d < s->horizon.days; d++) {
        int weekend = (int)(c->weekend_days >> horizon_weekday(&s->horizon, d) & 1);
        n += weekend && !inside;
        worked[weekend ? n - 1 : n] |= weekend && by_day[d];
        inside = weekend;
        if (!weekend || !by_day[d])
            continue;
        int many = 0;
        for (int i = c->weekends_of && n > c->weekends_of ? n - c->weekends_of : 0; i < n; i++)
            many += worked[i];
        if (many > c->weekends_max)
            return 0;
    }
    return 1;
}

static inline int every_week_rests(const struct scenario *s, int agent, int week, const struct every_shift *const *by_day)
{
    const struct horizon *h = &s->horizon;
    int rest = s->contracts[s->agents[agent].contract].weekly_rest_min;
    int from = horizon_day_start(h, h->week_first[week]), to = horizon_day_start(h, h->week_first[week + 1]);
    for (int start = from; start + rest <= to; start++) { /* every minute of the week as the rest's first */
        int clear = 1;
        for (int d = 0; d < h->days; d++)
            clear &= !by_day[d] || by_day[d]->end_min <= start || by_day[d]->start_min >= start + rest;
        if (clear)
            return 1;
    }
    return 0;
}

static inline int every_weeks_kept(const struct scenario *s, int agent, const struct every_shift *const *by_day)
{
    const struct contract *c = &s->contracts[s->agents[agent].contract];
    const struct horizon  *h = &s->horizon;
    for (int w = 0; w < h->weeks; w++) {
        if (h->week_first[w + 1] - h->week_first[w] == 7 && c->weekly_rest_min && !every_week_rests(s, agent, w, by_day))
            return 0;
        for (int a = h->week_first[w]; a < h->week_first[w + 1]; a++)
            for (int b = h->week_first[w]; b < h->week_first[w + 1] && c->same_start && by_day[a]; b++) {
                int x = by_day[a]->start_min, y = by_day[b] ? by_day[b]->start_min : x, step = h->interval_min;
                if (h->wall_min[x / step] + x % step - h->wall_min[y / step] - y % step > c->start_spread_min)
                    return 0;
            }
    }
    return 1;
}

static inline int every_kinds_kept(const struct scenario *s, int agent, const struct every_shift *const *by_day)
{
    const struct agent *a = &s->agents[agent];
    for (int d = 1; d < s->horizon.days; d++)
        for (int i = 0; by_day[d] && by_day[d - 1] && i < s->kinds[by_day[d]->kind].not_after_count; i++)
            if (s->kinds[by_day[d]->kind].not_after[i] == by_day[d - 1]->kind)
                return 0;
    for (int i = 0; i < a->kind_max_count; i++) {
        int many = 0;
        for (int d = 0; d < s->horizon.days; d++)
            many += by_day[d] && by_day[d]->kind == a->kind_max[i].kind;
        if (many > a->kind_max[i].max)
            return 0;
    }
    for (int d = 0; a->duty && d < s->horizon.days; d++) {
        const struct duty *y = &a->duty[d];
        int                fits = !by_day[d] || y->kinds == 0;
        for (int i = 0; by_day[d] && i < y->kinds; i++)
            fits |= y->kind[i] == by_day[d]->kind;
        if (!fits || (y->what == DUTY_OFF && by_day[d]) || (y->what == DUTY_WORK && !by_day[d]))
            return 0;
    }
    return 1;
}

/* 1: the shifts (by day, NULL: off) are a tour: every rule is kept. Staying off is one for an agent who must work only where
 * the rules let him. */
static inline int every_kept(const struct scenario *s, int agent, const struct every_shift *const *by_day)
{
    const struct contract *c = &s->contracts[s->agents[agent].contract];
    int                    end = INT_MIN / 2, rest = c->rest_min == RULE_NONE ? 0 : c->rest_min;
    for (int d = 0; d < s->horizon.days; d++) {
        if (by_day[d] && by_day[d]->start_min < end + rest)
            return 0;
        end = by_day[d] ? by_day[d]->end_min : end;
    }
    struct every_span span = {.end = 0};
    for (int period = 0; span.end < s->horizon.days; period++) {
        int days = 0, paid = 0;
        span = every_span_at(s, agent, span.end);
        for (int d = span.first; d < span.end; d++) {
            days += by_day[d] != NULL;
            paid += by_day[d] ? by_day[d]->counted : 0;
        }
        if (!every_period_kept(s, agent, period, span, days, paid))
            return 0;
    }
    return every_runs_kept(s, agent, by_day) && every_blocks_kept(s, agent, by_day) && every_weekends_kept(s, agent, by_day) &&
           every_kinds_kept(s, agent, by_day) && every_weeks_kept(s, agent, by_day);
}

/* --- money of a tour ------------------------------------------------------------------------------------------------ */

static inline int every_wish_fits(const struct request *q, const struct every_shift *c)
{
    if (!c || (q->kind >= 0 && q->kind != c->kind))
        return 0;
    if (q->from_min == 0 && q->to_min == 0)
        return 1;
    return q->wish == WISH_FOR ? c->start_min >= q->from_min && c->end_min <= q->to_min
                               : c->start_min < q->to_min && c->end_min > q->from_min;
}

/* Full weeks of work without two days off together. */
static inline double every_week_money(const struct scenario *s, int week, const struct every_shift *const *by_day)
{
    const struct horizon *h = &s->horizon;
    int                   days = 0, together = 0;
    for (int d = h->week_first[week]; d < h->week_first[week + 1]; d++) {
        days += by_day[d] != NULL;
        together |= d > h->week_first[week] && !by_day[d] && !by_day[d - 1];
    }
    return h->week_first[week + 1] - h->week_first[week] == 7 && days > 0 && !together ? s->penalties.no_two_days_off_together : 0;
}

/* Guaranteed wages not worked, over all full periods, and overtime beyond the wage. */
static inline double every_period_money(const struct scenario *s, int agent, const struct every_shift *const *by_day)
{
    const struct contract *c = &s->contracts[s->agents[agent].contract];
    struct every_span      span = {.end = 0};
    double                 sum = 0;
    for (int period = 0; span.end < s->horizon.days; period++) {
        int paid = 0, due = c->week_min - s->agents[agent].credited_min[period];
        span = every_span_at(s, agent, span.end);
        for (int d = span.first; d < span.end; d++)
            paid += by_day[d] ? by_day[d]->counted : 0;
        int before = period == 0 ? s->agents[agent].hours_before_min : 0, after = c->overtime_after_min;
        int over = (before + paid > after ? before + paid - after : 0) - (before > after ? before - after : 0);
        sum += c->overtime_factor > 1 ? over * (c->overtime_factor - 1) * c->wage_h / 60 : 0;
        sum += span.full && c->use == USE_MUST && c->week_min != RULE_NONE && due > paid ? (due - paid) * c->wage_h / 60 : 0;
    }
    return sum;
}

static inline double every_money(const struct scenario *s, int agent, const struct every_shift *const *by_day)
{
    double sum = 0, wage_min = s->contracts[s->agents[agent].contract].wage_h / 60;
    for (int d = 0; d < s->horizon.days; d++)
        sum += by_day[d] ? by_day[d]->money : 0;
    for (int w = 0; w < s->horizon.weeks; w++)
        sum += every_week_money(s, w, by_day) + s->agents[agent].paid_leave_min[w] * wage_min;
    sum += every_period_money(s, agent, by_day);
    for (int i = 0; i < s->request_count; i++)
        if (s->requests[i].agent == agent &&
            every_wish_fits(&s->requests[i], by_day[s->requests[i].day]) == (s->requests[i].wish == WISH_AGAINST))
            sum += s->requests[i].weight;
    return sum;
}

/* Minutes on work by interval. */
static inline void every_cover(const struct horizon *h, unsigned char *cover, const struct every_shift *c)
{
    int length = h->intervals * h->interval_min;
    for (int i = 0; i < c->count; i++)
        for (int m = c->pieces[i].start_min; m < c->pieces[i].end_min && c->pieces[i].kind == ACT_WORK; m++)
            if (m < length || h->cyclic)
                cover[m % length / h->interval_min]++;
}

/* --- tours ----------------------------------------------------------------------------------------------------------- */

static inline void every_add_tour(struct every *e, int agent, const struct every_shift *const *by_day)
{
    struct every_agent   *a = &e->agent[agent];
    const struct horizon *h = &e->s->horizon;
    struct every_tour     t = {every_money(e->s, agent, by_day), xcalloc((size_t)h->intervals, 1), (size_t)h->intervals};
    for (int d = 0; d < h->days; d++)
        if (by_day[d])
            every_cover(h, t.cover, by_day[d]);
    if ((a->count & (a->count + 1)) == 0) /* room for 2^k - 1 */
        a->tours = xrealloc(a->tours, (2 * (size_t)a->count + 1) * sizeof *a->tours);
    a->tours[a->count++] = t;
}

static inline void every_tours_from(struct every *e, int agent, int day, const struct every_shift **by_day)
{
    struct every_agent *a = &e->agent[agent];
    if (day == e->s->horizon.days) {
        int worked = 0, may = e->s->contracts[e->s->agents[agent].contract].use == USE_MAY;
        for (int d = 0; d < day; d++)
            worked += by_day[d] != NULL;
        if (!every_kept(e->s, agent, by_day))
            return;
        a->kept += worked > 0 || !may;
        if (worked > 0 || !may)
            every_add_tour(e, agent, by_day);
        return;
    }
    by_day[day] = NULL;
    every_tours_from(e, agent, day + 1, by_day);
    for (int i = a->day_first[day]; i < a->day_first[day + 1]; i++) {
        by_day[day] = &a->shifts[i];
        every_tours_from(e, agent, day + 1, by_day);
    }
    by_day[day] = NULL;
}

static inline int every_compare(const void *x, const void *y)
{
    const struct every_tour *a = x, *b = y;
    int                      order = memcmp(a->cover, b->cover, a->intervals);
    return order ? order : (a->money > b->money) - (a->money < b->money);
}

static inline void every_cheapest(struct every_agent *a)
{
    int count = 0;
    qsort(a->tours, (size_t)a->count, sizeof *a->tours, every_compare);
    for (int i = 0; i < a->count; i++) {
        if (count > 0 && memcmp(a->tours[count - 1].cover, a->tours[i].cover, a->tours[i].intervals) == 0)
            free(a->tours[i].cover);
        else
            a->tours[count++] = a->tours[i];
    }
    a->count = count;
}

static inline int every_may_stay_off(const struct scenario *s, int agent)
{
    const struct agent *a = &s->agents[agent];
    int                 off = s->contracts[a->contract].use == USE_MAY;
    for (int d = 0; a->duty && d < s->horizon.days; d++)
        off &= a->duty[d].what != DUTY_WORK;
    return off;
}

/* All tours of an agent; who has none stays off all the same. 0: more than `limit` ways to go through. */
static inline int every_agent_make(struct every *e, int agent, double limit)
{
    struct every_agent       *a = &e->agent[agent];
    const struct every_shift *by_day[EVERY_DAYS] = {0};
    double                    ways = 1;
    a->shifts = xcalloc(EVERY_SHIFTS, sizeof *a->shifts);
    for (int d = 0; d < e->s->horizon.days; d++) {
        every_day(e, agent, d);
        ways *= 1 + a->day_first[d + 1] - a->day_first[d];
    }
    if (a->shift_count > EVERY_SHIFTS || ways > limit)
        return 0;
    every_tours_from(e, agent, 0, by_day);
    if (a->kept == 0 || every_may_stay_off(e->s, agent))
        every_add_tour(e, agent, by_day);
    every_cheapest(a);
    return 1;
}

/* --- what coverage costs ---------------------------------------------------------------------------------------------- */

static inline double every_curve(const double *f, int length, double n)
{
    int k = (int)n;
    return k + 1 >= length ? f[length - 1] : f[k] + (n - k) * (f[k + 1] - f[k]);
}

static inline void every_cell(struct every *e, const struct requirement *r, int t)
{
    int                     cell = r->queue * r->intervals + t, step = e->s->horizon.interval_min;
    const struct span_goal *goal = NULL;
    for (int g = 0; g < r->goal_count; g++)
        if (t >= r->goals[g].first && t < r->goals[g].last)
            goal = &r->goals[g];
    for (int m = 0; m <= e->most; m++) {
        double n = (double)m / step, on_contacts = fmax(n, r->promised[t]) * (1 - r->shrink[t]);
        double per_h = r->under_per_h[t] * fmax(0, r->floor_gross[t] - n) + r->over_per_h[t] * fmax(0, n - r->agents_gross[t]);
        for (int k = t * r->deep; k < (t + 1) * r->deep; k++)
            per_h += n < r->deep_below[k] ? r->deep_per_h[k] * (r->deep_below[k] - n) : 0;
        if (isfinite(r->seats))
            per_h += r->seat_per_h * fmax(0, n - r->seats);
        e->cost[cell * (e->most + 1) + m] = per_h * step / 60;
        if (goal)
            e->value[cell * (e->most + 1) + m] =
                r->offered[t] * (every_curve(r->in_time + r->curve_at[t], r->curve_len[t], on_contacts) -
                                 goal->wanted * every_curve(r->counted + r->curve_at[t], r->curve_len[t], on_contacts));
    }
}

static inline void every_tables(struct every *e)
{
    int    T = e->s->horizon.intervals, cells = T * e->s->queue_count;
    size_t size;
    e->most = 2 * e->s->horizon.interval_min * e->agents; /* twice: a cyclic horizon's end may lie over its beginning */
    size = (size_t)cells * ((size_t)e->most + 1);
    e->cost = xcalloc(size, sizeof *e->cost);
    e->value = xcalloc(size, sizeof *e->value);
    e->goal_of = xmalloc((size_t)cells * sizeof *e->goal_of);
    memset(e->goal_of, -1, (size_t)cells * sizeof *e->goal_of);
    for (int q = 0; q < e->s->queue_count; q++) {
        const struct requirement *r = &e->rs[q];
        e->price = xrealloc(e->price, (size_t)(e->goals + r->goal_count + 1) * sizeof *e->price);
        for (int g = 0; g < r->goal_count; g++, e->goals++) {
            e->price[e->goals] = r->goals[g].price_per_contact;
            for (int t = r->goals[g].first; t < r->goals[g].last; t++)
                e->goal_of[q * T + t] = e->goals;
        }
        for (int t = 0; t < T; t++)
            every_cell(e, r, t);
    }
}

/* cover[queues * intervals] minutes on work. */
static inline double every_cover_money(const struct every *e, const int *cover)
{
    double sum = 0, value[2 * EVERY_DAYS + 1] = {0};
    int    cells = e->s->horizon.intervals * e->s->queue_count;
    for (int i = 0; i < cells; i++) {
        int at = i * (e->most + 1) + cover[i];
        sum += e->cost[at];
        if (e->goal_of[i] >= 0)
            value[e->goal_of[i]] += e->value[at];
    }
    for (int g = 0; g < e->goals; g++)
        sum += e->price[g] * fmax(0, -value[g]);
    return sum;
}

/* --- every roster ------------------------------------------------------------------------------------------------------ */

static inline void every_combine(struct every *e, int agent, int *cover, double money)
{
    if (agent == e->agents) {
        e->rosters++;
        e->best = fmin(e->best, money + every_cover_money(e, cover));
        return;
    }
    int  T = e->s->horizon.intervals;
    int *mine = cover + e->s->agents[agent].skills[0] * T;
    for (int i = 0; i < e->agent[agent].count; i++) {
        const struct every_tour *t = &e->agent[agent].tours[i];
        for (int k = 0; k < T; k++)
            mine[k] += t->cover[k];
        every_combine(e, agent + 1, cover, money + t->money);
        for (int k = 0; k < T; k++)
            mine[k] -= t->cover[k];
    }
}

static inline void every_free(struct every *e)
{
    for (int a = 0; a < e->agents; a++) {
        for (int i = 0; i < e->agent[a].count; i++)
            free(e->agent[a].tours[i].cover);
        free(e->agent[a].tours);
        free(e->agent[a].shifts);
    }
    free(e->extra);
    free(e->cost);
    free(e->value);
    free(e->goal_of);
    free(e->price);
}

/* Fills e, with the least objective in e->best. Returns 0, nothing to free, where the site has too many rosters. */
static inline int every_roster(struct every *e, const struct scenario *s, const struct requirement *rs, double tours_most,
                               double rosters_most)
{
    int    minutes = s->horizon.axis * s->horizon.interval_min, tiny = 1;
    double rosters = 1;
    memset(e, 0, sizeof *e);
    e->s = s;
    e->rs = rs;
    e->agents = s->agent_count;
    e->best = INFINITY;
    e->extra = xcalloc((size_t)minutes, sizeof *e->extra);
    for (int m = 0; m < minutes; m++)
        e->extra[m] = every_extra(s, m);
    for (int a = 0; a < e->agents && tiny; a++) {
        tiny = every_agent_make(e, a, tours_most);
        rosters *= e->agent[a].count;
        tiny = tiny && rosters <= rosters_most;
    }
    if (!tiny) {
        every_free(e);
        return 0;
    }
    int *cover = xcalloc((size_t)(s->horizon.intervals * s->queue_count), sizeof *cover);
    every_tables(e);
    every_combine(e, 0, cover, 0);
    free(cover);
    return 1;
}

/* --- a given roster ------------------------------------------------------------------------------------------------------ */

static inline int every_same(const struct every_shift *c, const struct shift *s, const struct activity *pieces)
{
    if (c->kind != s->kind || c->start_min != s->start_min || c->end_min != s->end_min || c->count != s->count)
        return 0;
    for (int i = 0; i < s->count; i++)
        if (c->pieces[i].kind != pieces[i].kind || c->pieces[i].start_min != pieces[i].start_min ||
            c->pieces[i].end_min != pieces[i].end_min)
            return 0;
    return 1;
}

/* The agent's shifts of the roster by day. 0: one of them is none of his, or the second of a day. */
static inline int every_find(const struct every *e, const struct roster *r, int agent, const struct every_shift **by_day)
{
    const struct every_agent *a = &e->agent[agent];
    memset(by_day, 0, EVERY_DAYS * sizeof *by_day);
    for (int i = 0; i < r->shift_count; i++) {
        const struct shift *s = &r->shifts[i];
        if (s->agent != agent)
            continue;
        if (s->day < 0 || s->day >= e->s->horizon.days || by_day[s->day])
            return 0;
        for (int k = a->day_first[s->day]; k < a->day_first[s->day + 1] && !by_day[s->day]; k++)
            if (every_same(&a->shifts[k], s, &r->activities[s->first]))
                by_day[s->day] = &a->shifts[k];
        if (!by_day[s->day])
            return 0;
    }
    return 1;
}

/* Objective of a roster; INFINITY where it is not one of those tried. *why_agent gets the agent to blame. */
static inline double every_objective(const struct every *e, const struct roster *r, int *why_agent)
{
    int     T = e->s->horizon.intervals;
    int    *cover = xcalloc((size_t)(T * e->s->queue_count), sizeof *cover);
    double  sum = 0;
    for (int a = 0; a < e->agents && isfinite(sum); a++) {
        const struct every_shift *by_day[EVERY_DAYS];
        int                       found = every_find(e, r, a, by_day), worked = 0;
        unsigned char            *mine = xcalloc((size_t)T, 1);
        for (int d = 0; found && d < e->s->horizon.days; d++)
            if (by_day[d]) {
                worked++;
                every_cover(&e->s->horizon, mine, by_day[d]);
            }
        for (int t = 0; t < T; t++)
            cover[e->s->agents[a].skills[0] * T + t] += mine[t];
        free(mine);
        int off = worked == 0 && (e->agent[a].kept == 0 || every_may_stay_off(e->s, a));
        *why_agent = a;
        sum = found && (off || every_kept(e->s, a, by_day)) ? sum + every_money(e->s, a, by_day) : (double)INFINITY;
    }
    sum += isfinite(sum) ? every_cover_money(e, cover) : 0;
    free(cover);
    return sum;
}

#endif
