#include "model/contract_check.h"
#include "base/alloc.h"
#include "base/text.h"
#include "model/shift_pauses.h"
#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* States of the program: day 0 .. 7, days worked so far, days in a row just before, paid units so far. A unit is the
 * greatest length that divides all paid lengths. */
enum { WEEK = 7, RUNS = WEEK + 1, DAY_MIN = 1440 };

struct week { /* what a contract allows, weekday by weekday */
    int  unit_min, units;            /* units: most in a week */
    int  count[WEEK];                /* different paid lengths on a weekday */
    int *length[WEEK];               /* [count] in units, ascending */
    int  earliest_end[WEEK];         /* of a shift of that weekday, minutes after its midnight; INT_MAX: none */
    int  latest_start[WEEK];         /* -1: none */
};

enum limit { LIMIT_WEEK_MIN = 1, LIMIT_WEEK_MAX = 2, LIMIT_DAYS_MIN = 4, LIMIT_DAYS_MAX = 8, LIMIT_REST = 16, LIMIT_ROW_MIN = 32,
             LIMIT_ROW_MAX = 64, LIMIT_ALL = 127 };

struct reach { /* what weeks can be had */
    int possible;
    int least_days, most_days, least_min, most_min;
};

static int common(int a, int b)
{
    while (b) {
        int r = a % b;
        a = b;
        b = r;
    }
    return a;
}

static int allowed(const struct contract *c, int length_min)
{
    return (c->day_min == RULE_NONE || length_min >= c->day_min) && (c->day_max == RULE_NONE || length_min <= c->day_max);
}

static void add_length(struct week *w, int weekday, int length_min)
{
    for (int i = 0; i < w->count[weekday]; i++)
        if (w->length[weekday][i] == length_min)
            return;
    w->length[weekday][w->count[weekday]++] = length_min;
    w->unit_min = common(w->unit_min, length_min);
}

static void add_kind(struct week *w, const struct shift_kind *k, const struct contract *c)
{
    int shortest = INT_MAX;
    for (int d = 0; d < WEEK; d++) {
        if (!(k->weekdays >> d & 1))
            continue;
        for (int length = k->length_from; length <= k->length_to; length += k->length_step)
            if (allowed(c, k->paid_min > 0 ? k->paid_min : length)) {
                int elapsed = shift_pauses_shortest(k, length);
                add_length(w, d, k->paid_min > 0 ? k->paid_min : length);
                shortest = elapsed < shortest ? elapsed : shortest;
            }
        if (shortest == INT_MAX)
            continue;
        int end = k->start_from + shortest, start = k->start_to - (k->start_to - k->start_from) % k->start_step;
        w->earliest_end[d] = end < w->earliest_end[d] ? end : w->earliest_end[d];
        w->latest_start[d] = start > w->latest_start[d] ? start : w->latest_start[d];
    }
}

static void make_week(struct week *w, const struct scenario *s, int contract)
{
    memset(w, 0, sizeof *w);
    for (int d = 0; d < WEEK; d++) {
        w->length[d] = xmalloc(DAY_MIN * sizeof *w->length[d]);
        w->earliest_end[d] = INT_MAX;
        w->latest_start[d] = -1;
    }
    for (int k = 0; k < s->kind_count; k++)
        if (s->kinds[k].contract == contract)
            add_kind(w, &s->kinds[k], &s->contracts[contract]);
    for (int d = 0; d < WEEK && w->unit_min > 0; d++) {
        int most = 0;
        for (int i = 0; i < w->count[d]; i++) {
            w->length[d][i] /= w->unit_min;
            most = w->length[d][i] > most ? w->length[d][i] : most;
        }
        w->units += most;
    }
}

static void free_week(struct week *w)
{
    for (int d = 0; d < WEEK; d++)
        free(w->length[d]);
}

/* --- the program ------------------------------------------------------------------------------------------------ */

struct program {
    const struct week     *week;
    const struct contract *contract;
    unsigned               limits;  /* which to keep */
    unsigned char         *now, *next; /* [days][run][units] reachable before this day, the next */
};

static size_t state(const struct program *p, int days, int run, int units)
{
    return ((size_t)days * RUNS + (size_t)run) * ((size_t)p->week->units + 1) + (size_t)units;
}

static int limit(const struct program *p, enum limit which, int value)
{
    return (p->limits & which) ? value : RULE_NONE;
}

/* 1: a day of work may follow a day of work before it. */
static int rested(const struct program *p, int day)
{
    int rest = limit(p, LIMIT_REST, p->contract->rest_min);
    return day == 0 || rest == RULE_NONE || p->week->earliest_end[day - 1] == INT_MAX ||
           p->week->earliest_end[day - 1] + rest <= DAY_MIN + p->week->latest_start[day];
}

static void step_from(struct program *p, int day, int days, int run, int units)
{
    const struct contract *c = p->contract;
    int                    row_min = limit(p, LIMIT_ROW_MIN, c->consecutive_min), row_max = limit(p, LIMIT_ROW_MAX, c->consecutive_max);
    /* A run that touches the week's start may be longer than we see, one next to a day without shifts may be short. */
    int exempt = run == day || p->week->count[day] == 0 || p->week->count[day - run - 1] == 0;
    if (run == 0 || row_min == RULE_NONE || run >= row_min || exempt)
        p->next[state(p, days, 0, units)] = 1;
    if ((run > 0 && !rested(p, day)) || (row_max != RULE_NONE && run >= row_max))
        return;
    for (int i = 0; i < p->week->count[day]; i++)
        p->next[state(p, days + 1, run + 1, units + p->week->length[day][i])] = 1;
}

static void step(struct program *p, int day, size_t states)
{
    memset(p->next, 0, states);
    for (int days = 0; days <= day; days++)
        for (int run = 0; run <= days; run++)
            for (int units = 0; units <= p->week->units; units++)
                if (p->now[state(p, days, run, units)])
                    step_from(p, day, days, run, units);
    unsigned char *swap = p->now;
    p->now = p->next;
    p->next = swap;
}

/* Weeks of at least a day that keep the week's limits on days (and hours, when asked for). */
static struct reach collect(const struct program *p)
{
    const struct contract *c = p->contract;
    int days_min = limit(p, LIMIT_DAYS_MIN, c->days_min), days_max = limit(p, LIMIT_DAYS_MAX, c->days_max);
    int week_min = limit(p, LIMIT_WEEK_MIN, c->week_min), week_max = limit(p, LIMIT_WEEK_MAX, c->week_max);
    struct reach r = {0, INT_MAX, 0, INT_MAX, 0};
    for (int days = 1; days <= WEEK; days++)
        for (int run = 0; run <= days; run++)
            for (int units = 0; units <= p->week->units; units++) {
                int minutes = units * p->week->unit_min;
                if (!p->now[state(p, days, run, units)] || (days_min != RULE_NONE && days < days_min) ||
                    (days_max != RULE_NONE && days > days_max) || (week_min != RULE_NONE && minutes < week_min) ||
                    (week_max != RULE_NONE && minutes > week_max))
                    continue;
                r.possible = 1;
                r.least_days = days < r.least_days ? days : r.least_days;
                r.most_days = days > r.most_days ? days : r.most_days;
                r.least_min = minutes < r.least_min ? minutes : r.least_min;
                r.most_min = minutes > r.most_min ? minutes : r.most_min;
            }
    return r;
}

static struct reach reach_with(const struct week *w, const struct contract *c, unsigned limits)
{
    struct program p = {.week = w, .contract = c, .limits = limits};
    size_t         states = (size_t)RUNS * RUNS * ((size_t)w->units + 1);
    p.now = xcalloc(states, 1);
    p.next = xcalloc(states, 1);
    p.now[state(&p, 0, 0, 0)] = 1;
    for (int day = 0; day < WEEK; day++)
        step(&p, day, states);
    struct reach r = collect(&p);
    free(p.now);
    free(p.next);
    return r;
}

/* --- words ------------------------------------------------------------------------------------------------------ */

static void add_hours(struct text *t, int minutes)
{
    if (minutes % 60)
        text_addf(t, "%d:%02d", minutes / 60, minutes % 60);
    else
        text_addf(t, "%d", minutes / 60);
}

static void add_range(struct text *t, int least_min, int most_min)
{
    add_hours(t, least_min);
    if (least_min < most_min)
        text_add(t, " to ");
    if (least_min < most_min)
        add_hours(t, most_min);
}

/* Which single limits, left out, make a week possible. */
static void add_remedies(struct text *t, const struct week *w, const struct contract *c)
{
    static const struct { enum limit which; const char *name; } limits[] = {
        {LIMIT_WEEK_MIN, "a lower hours_week_min"},   {LIMIT_WEEK_MAX, "a higher hours_week_max"},
        {LIMIT_DAYS_MIN, "a lower days_week_min"},    {LIMIT_DAYS_MAX, "a higher days_week_max"},
        {LIMIT_REST, "a shorter rest_h"},             {LIMIT_ROW_MIN, "a lower consecutive_min"},
        {LIMIT_ROW_MAX, "a higher consecutive_max"}};
    int found = 0;
    for (size_t i = 0; i < sizeof limits / sizeof limits[0]; i++)
        if (reach_with(w, c, LIMIT_ALL & ~(unsigned)limits[i].which).possible)
            text_addf(t, "%s%s", found++ ? " or " : "", limits[i].name);
    text_addf(t, "%s shifts of other lengths or on more days (shifts.csv)", found ? ", or" : "");
}

static void explain(struct text *t, const struct week *w, const struct contract *c)
{
    struct reach any = reach_with(w, c, LIMIT_ALL & ~(unsigned)(LIMIT_WEEK_MIN | LIMIT_WEEK_MAX));
    text_addf(t, "no week can satisfy contract %s: its shifts and rules ", c->name);
    if (!any.possible)
        text_add(t, "allow no week of work at all");
    else {
        text_add(t, "give ");
        add_range(t, any.least_min, any.most_min);
        text_addf(t, " h on %d", any.least_days);
        if (any.least_days < any.most_days)
            text_addf(t, " to %d", any.most_days);
        text_add(t, " days, never within hours_week_min and hours_week_max (");
        add_range(t, c->week_min == RULE_NONE ? 0 : c->week_min, c->week_max == RULE_NONE ? WEEK * DAY_MIN : c->week_max);
        text_add(t, ")");
    }
    text_add(t, "; want ");
    add_remedies(t, w, c);
}

/* --- other periods than weeks ----------------------------------------------------------------------------------- */

/* Days of a period that have shifts, as many as its place in the calendar may give. */
static int days_with_shifts(const struct week *w, int period_days)
{
    int of_week = 0;
    for (int d = 0; d < WEEK; d++)
        of_week += w->count[d] > 0;
    int rest = period_days % WEEK;
    return period_days / WEEK * of_week + (rest < of_week ? rest : of_week);
}

/* What so many days of the shortest or longest shifts give against the period's hours; what more rules make of it, the search
 * for a tour finds out. 1: words say what is impossible. */
static int explain_period(struct text *t, const struct week *w, const struct contract *c)
{
    int shortest = INT_MAX, longest = 0, days = days_with_shifts(w, c->period_days);
    for (int d = 0; d < WEEK; d++)
        for (int i = 0; i < w->count[d]; i++) {
            int minutes = w->length[d][i] * w->unit_min;
            shortest = minutes < shortest ? minutes : shortest;
            longest = minutes > longest ? minutes : longest;
        }
    int most = c->days_max != RULE_NONE && c->days_max < days ? c->days_max : days, least = c->days_min;
    if (longest == 0 || (least == RULE_NONE && c->week_min == RULE_NONE))
        return 0;
    int few = least != RULE_NONE && least > days, low = c->week_min != RULE_NONE && most * longest < c->week_min;
    int high = !few && least > 0 && c->week_max != RULE_NONE && least * shortest > c->week_max;
    if (!few && !low && !high)
        return 0;
    text_addf(t, "no period of %d days can satisfy contract %s: ", c->period_days, c->name);
    if (few)
        text_addf(t, "its shifts start on %d days of it at most, fewer than days_week_min (%d); want a lower days_week_min, or shifts on "
                     "more days (shifts.csv)", days, least);
    else {
        text_addf(t, "%d days with its %s shifts give ", low ? most : least, low ? "longest" : "shortest");
        add_hours(t, low ? most * longest : least * shortest);
        text_addf(t, " h, %s (", low ? "less than hours_week_min" : "more than hours_week_max");
        add_hours(t, low ? c->week_min : c->week_max);
        text_add(t, low ? "); want a lower hours_week_min, a higher days_week_max or longer shifts (shifts.csv)"
                        : "); want a higher hours_week_max, a lower days_week_min or shorter shifts (shifts.csv)");
    }
    return 1;
}

static int explain_week(struct text *t, const struct week *w, const struct contract *c)
{
    if (reach_with(w, c, LIMIT_ALL).possible)
        return 0;
    explain(t, w, c);
    return 1;
}

static int has_kind(const struct scenario *s, int contract)
{
    for (int k = 0; k < s->kind_count; k++)
        if (s->kinds[k].contract == contract)
            return 1;
    return 0;
}

int contract_check(const struct scenario *s, const char *file, const long *line_of, struct faults *faults)
{
    int failed = 0;
    for (int c = 0; c < s->contract_count; c++) {
        struct week w;
        struct text words = {0};
        if (!has_kind(s, c)) {
            failed = faults_add(faults, file, line_of[c], 1, "contract %s has no shift in shifts.csv; want at least one row for it",
                                s->contracts[c].name);
            continue;
        }
        make_week(&w, s, c);
        if (s->contracts[c].period_days > 0 ? explain_period(&words, &w, &s->contracts[c]) : explain_week(&words, &w, &s->contracts[c]))
            failed = faults_add(faults, file, line_of[c], 1, "%s", text_string(&words));
        text_free(&words);
        free_week(&w);
    }
    return failed;
}
