#include "plan/reasons.h"
#include "base/alloc.h"
#include "check/check_cover.h"
#include "check/check_goals.h"
#include "check/check_pay.h"
#include "check/check_penalty.h"
#include "check/check_service.h"
#include "check/check_shift.h"
#include "check/check_week.h"
#include "plan/alone.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What one queue gets: with every shift, and with one shift less. */
struct stand {
    double              *scheduled; /* [intervals] */
    struct coverage      coverage;
    struct check_service service;
    struct summary       goals;     /* only its goals */
    unsigned char       *missed;    /* [intervals] */
    double               penalty;   /* of staff and goals */
};

struct ground {
    const struct scenario    *s;
    const struct requirement *rs;
    struct scenario           nobody; /* one queue without agents and wishes: what is left of the penalties is the staff's */
    struct check_pay          pay;
    struct stand             *with;   /* [queues] */
    struct stand              without;
    double                   *taken;  /* [queues * intervals] what one shift covers */
    size_t                    lost_count, lost_room;
};

static void stand_make(struct stand *x, const struct scenario *s, int queue)
{
    int T = s->horizon.intervals;
    coverage_alloc(&x->coverage, queue, T);
    check_service_make(&x->service, T);
    x->missed = xcalloc((size_t)T + 1, 1);
    x->scheduled = x->coverage.scheduled;
    x->goals = (struct summary){0};
}

static void stand_free(struct stand *x)
{
    coverage_free(&x->coverage);
    check_service_free(&x->service);
    summary_free(&x->goals);
    free(x->missed);
}

static void stand_judge(struct ground *g, struct stand *x, int queue)
{
    const struct roster nothing = {0};
    x->goals.goal_count = 0;
    check_goals_mark(&x->goals, x->missed, g->s, &g->rs[queue], &x->coverage, &x->service);
    x->penalty = check_penalty_of(&g->nobody, &g->rs[queue], x->scheduled, &nothing).total;
}

static void ground_make(struct ground *g, const struct scenario *s, const struct requirement *rs, const struct roster *roster)
{
    size_t T = (size_t)s->horizon.intervals;
    *g = (struct ground){.s = s, .rs = rs, .nobody = *s};
    g->nobody.queue_count = 1;
    g->nobody.agent_count = g->nobody.request_count = 0;
    g->taken = xcalloc((size_t)s->queue_count * T + 1, sizeof *g->taken);
    g->with = xcalloc((size_t)s->queue_count + 1, sizeof *g->with);
    check_pay_make(&g->pay, s);
    check_cover(g->taken, s, roster);
    for (int q = 0; q < s->queue_count; q++) {
        stand_make(&g->with[q], s, q);
        memcpy(g->with[q].scheduled, g->taken + (size_t)q * T, T * sizeof *g->taken);
        check_service_fill(&g->with[q].service, &g->with[q].coverage, s, &rs[q]);
        stand_judge(g, &g->with[q], q);
    }
    stand_make(&g->without, s, 0);
}

static void ground_free(struct ground *g)
{
    for (int q = 0; q < g->s->queue_count; q++)
        stand_free(&g->with[q]);
    stand_free(&g->without);
    check_pay_free(&g->pay);
    free(g->with);
    free(g->taken);
}

/* --- what callers feel ------------------------------------------------------------------------------------------- */

static void copy_doubles(double *to, const double *from, int n)
{
    memcpy(to, from, (size_t)n * sizeof *to);
}

/* The queue as it stands, less what is taken from [first, last). */
static void take(struct ground *g, int queue, int first, int last)
{
    struct stand       *x = &g->without;
    const struct stand *w = &g->with[queue];
    const double       *taken = g->taken + (size_t)queue * (size_t)g->s->horizon.intervals;
    struct coverage    *c = &x->coverage;
    const struct coverage *d = &w->coverage;
    double *to[] = {c->floor, c->required, c->scheduled, c->expected, c->net, c->sl, c->asa_s, c->occupancy, c->abandon, c->counted,
                    x->service.in_time, x->service.answered};
    const double *from[] = {d->floor, d->required, d->scheduled, d->expected, d->net, d->sl, d->asa_s, d->occupancy, d->abandon,
                            d->counted, w->service.in_time, w->service.answered};
    c->queue = queue;
    for (size_t i = 0; i < sizeof to / sizeof to[0]; i++)
        copy_doubles(to[i], from[i], c->intervals);
    for (int t = first; t < last; t++)
        if (taken[t] > 0) {
            c->scheduled[t] = fmax(0, c->scheduled[t] - taken[t]);
            check_service_fill_interval(&x->service, c, g->s, &g->rs[queue], t);
        }
    stand_judge(g, x, queue);
}

static double span_service(const struct stand *x, int first, int last)
{
    double in_time = 0, counted = 0;
    for (int t = first; t < last; t++) {
        in_time += x->service.in_time[t];
        counted += x->coverage.counted[t];
    }
    return counted > 0 ? in_time / counted : NAN;
}

static struct with_without both(const struct ground *g, int queue, int first, int last)
{
    return (struct with_without){span_service(&g->with[queue], first, last), span_service(&g->without, first, last)};
}

static void compare_goals(struct reason *r, const struct ground *g, int first, int last)
{
    const struct summary *y = &g->with[r->queue].goals, *z = &g->without.goals;
    for (int i = 0; i < y->goal_count && i < z->goal_count; i++) {
        const struct goal_result *now = &y->goals[i], *then = &z->goals[i];
        r->goals_lost += now->met && !then->met;
        if (strcmp(now->scope, "peak") || now->last <= first || now->first >= last || !(then->achieved < now->achieved) ||
            then->achieved >= r->peak.without)
            continue;
        r->peak = (struct with_without){now->achieved, then->achieved};
        r->peak_first = now->first;
        r->peak_last = now->last;
    }
}

static void compare_intervals(struct reason *r, struct ground *g, struct reasons *x, int first, int last)
{
    const struct stand *w = &g->with[r->queue];
    const double       *taken = g->taken + (size_t)r->queue * (size_t)g->s->horizon.intervals;
    r->lost_first = (int)g->lost_count;
    for (int t = first; t < last; t++) {
        if (taken[t] <= 0)
            continue;
        if (g->without.missed[t] && !w->missed[t]) {
            x->lost = xgrow(x->lost, &g->lost_room, g->lost_count + 1, sizeof *x->lost);
            x->lost[g->lost_count++] = t;
            r->lost_count++;
        }
        if (!isnan(g->without.coverage.sl[t]) && (r->low_at < 0 || g->without.coverage.sl[t] < r->low.without)) {
            r->low = (struct with_without){w->coverage.sl[t], g->without.coverage.sl[t]};
            r->low_at = t;
        }
    }
}

/* Intervals [*first, *last) the shift may work in; a cyclic horizon brings it back to the beginning, then all of them. */
static void reach(const struct scenario *s, const struct shift *shift, int *first, int *last)
{
    int step = s->horizon.interval_min, T = s->horizon.intervals;
    *first = shift->start_min / step;
    *last = (shift->end_min + step - 1) / step;
    if (*last > T) {
        *first = s->horizon.cyclic ? 0 : *first < T ? *first : T;
        *last = T;
    }
}

/* All of the reason that does not hang on whose shift it is. */
static void feel(struct reason *r, struct ground *g, struct reasons *x)
{
    const struct horizon *h = &g->s->horizon;
    const struct shift   *shift = &x->roster.shifts[r->shift];
    struct roster         one = {.shifts = (struct shift *)shift, .shift_count = 1, .activities = x->roster.activities};
    int                   first, last, week = horizon_week(h, shift->day);
    reach(g->s, shift, &first, &last);
    check_cover(g->taken, g->s, &one);
    take(g, r->queue, first, last);
    r->penalty = g->without.penalty - g->with[r->queue].penalty;
    r->day = both(g, r->queue, h->day_first[shift->day], h->day_first[shift->day + 1]);
    r->week = both(g, r->queue, h->day_first[h->week_first[week]], h->day_first[h->week_first[week + 1]]);
    r->low = (struct with_without){NAN, NAN};
    r->low_at = r->peak_first = r->peak_last = -1;
    r->peak = (struct with_without){INFINITY, INFINITY};
    compare_goals(r, g, first, last);
    if (isinf(r->peak.without))
        r->peak = (struct with_without){NAN, NAN};
    compare_intervals(r, g, x, first, last);
}

/* --- shifts alike ------------------------------------------------------------------------------------------------ */

struct alike { int shift, queue; const struct reasons *x; };

static int order(long a, long b)
{
    return (a > b) - (a < b);
}

/* 0: the two shifts do the same work for the same queue. */
static int same_work(const struct alike *a, const struct alike *b)
{
    const struct roster *r = &a->x->roster;
    const struct shift  *s = &r->shifts[a->shift], *t = &r->shifts[b->shift];
    int c = order(a->queue, b->queue);
    c = c ? c : order(s->start_min, t->start_min);
    c = c ? c : order(s->end_min, t->end_min);
    c = c ? c : order(s->count, t->count);
    for (int i = 0; i < s->count && !c; i++) {
        const struct activity *p = &r->activities[s->first + i], *q = &r->activities[t->first + i];
        c = order((long)p->kind, (long)q->kind);
        c = c ? c : order(p->queue, q->queue);
        c = c ? c : order(p->start_min, q->start_min);
        c = c ? c : order(p->end_min, q->end_min);
    }
    return c;
}

static int by_work(const void *a, const void *b)
{
    const struct alike *x = a, *y = b;
    int c = same_work(x, y);
    return c ? c : order(x->shift, y->shift);
}

static int queue_of(const struct scenario *s, const struct roster *r, const struct shift *shift)
{
    const struct agent *a = &s->agents[shift->agent];
    for (int i = shift->first; i < shift->first + shift->count; i++)
        if (r->activities[i].kind == ACT_WORK && r->activities[i].queue >= 0)
            return r->activities[i].queue;
    return a->skill_count ? a->skills[0] : 0;
}

/* Big sites have hundreds of shifts alike on a day: each kind is judged once. */
static void feel_all(struct reasons *x, struct ground *g)
{
    int           n = x->roster.shift_count;
    struct alike *alike = xcalloc((size_t)n + 1, sizeof *alike);
    for (int i = 0; i < n; i++)
        alike[i] = (struct alike){i, queue_of(g->s, &x->roster, &x->roster.shifts[i]), x};
    qsort(alike, (size_t)n, sizeof *alike, by_work);
    for (int i = 0; i < n; i++) {
        struct reason *r = &x->items[alike[i].shift];
        if (i > 0 && same_work(&alike[i - 1], &alike[i]) == 0)
            *r = x->items[alike[i - 1].shift];
        r->shift = alike[i].shift;
        r->queue = alike[i].queue;
        if (i == 0 || same_work(&alike[i - 1], &alike[i]) != 0)
            feel(r, g, x);
    }
    free(alike);
}

/* --- what it costs ----------------------------------------------------------------------------------------------- */

struct own { double cost, penalty; struct violations broken; };

static struct own own_of(const struct ground *g, const struct scenario *alone, const struct roster *r)
{
    struct own o = {.broken = {.untold = 1}};
    double     fixed, paid_min, overtime_min;
    o.cost = check_pay_cost(&g->pay, alone, r, &fixed, &paid_min, &overtime_min).total;
    o.penalty = check_penalty_of(alone, g->rs, NULL, r).total;
    check_week_rules(&o.broken, alone, r, 0, 0, r->shift_count);
    return o;
}

static int count_of(const struct violations *v, const char *rule)
{
    int n = 0;
    for (int i = 0; i < v->count; i++)
        n += !strcmp(v->items[i].rule, rule);
    return n;
}

/* Rules broken oftener without the shift than with it. */
static void name_rules(struct reason *r, const struct own *with, const struct own *without)
{
    const struct violations *v = &without->broken;
    size_t                   used = 0;
    r->rules = v->count > with->broken.count ? v->count - with->broken.count : 0;
    for (int i = 0; i < v->count && r->rules; i++) {
        const struct violations before = {.items = v->items, .count = i};
        const char             *rule = v->items[i].rule;
        if (!count_of(&before, rule) && count_of(v, rule) > count_of(&with->broken, rule) && used + strlen(rule) + 3 < sizeof r->broken)
            used += (size_t)snprintf(r->broken + used, sizeof r->broken - used, "%s%s", used ? ", " : "", rule);
    }
}

/* The agent's shifts [first, end) of the roster, each without its money. */
static void pay_agent(struct reasons *x, const struct ground *g, int agent, int first, int end)
{
    struct alone  alone;
    struct roster mine;
    alone_make(&alone, g->s, agent);
    alone.s.queue_count = 0; /* no staff to be judged: only his money and wishes */
    alone_roster(&mine, &x->roster, agent, -1);
    struct own with = own_of(g, &alone.s, &mine);
    x->cost += with.cost;
    x->objective += with.cost + with.penalty;
    roster_free(&mine);
    for (int i = first; i < end; i++) {
        struct reason *r = &x->items[i];
        alone_roster(&mine, &x->roster, agent, i);
        struct own without = own_of(g, &alone.s, &mine);
        r->cost = without.cost - with.cost;
        r->penalty += without.penalty - with.penalty;
        r->objective = r->cost + r->penalty;
        name_rules(r, &with, &without);
        violations_free(&without.broken);
        roster_free(&mine);
    }
    violations_free(&with.broken);
    alone_free(&alone);
}

void reasons_make(struct reasons *x, const struct scenario *s, const struct requirement *rs, const struct roster *roster)
{
    struct ground     g;
    struct violations unsound = {.untold = 1};
    memset(x, 0, sizeof *x);
    check_shift_sound(&x->roster, &unsound, s, roster);
    violations_free(&unsound);
    x->items = xcalloc((size_t)x->roster.shift_count + 1, sizeof *x->items);
    ground_make(&g, s, rs, &x->roster);
    feel_all(x, &g);
    for (int a = 0, first = 0, end; a < s->agent_count; a++, first = end) {
        for (end = first; end < x->roster.shift_count && x->roster.shifts[end].agent == a; end++)
            ;
        pay_agent(x, &g, a, first, end);
    }
    for (int q = 0; q < s->queue_count; q++)
        x->objective += g.with[q].penalty;
    ground_free(&g);
}

void reasons_free(struct reasons *x)
{
    roster_free(&x->roster);
    free(x->items);
    free(x->lost);
    memset(x, 0, sizeof *x);
}

int reasons_find(const struct reasons *x, int agent, int day)
{
    for (int i = 0; i < x->roster.shift_count; i++)
        if (x->roster.shifts[i].agent == agent && x->roster.shifts[i].day == day)
            return i;
    return -1;
}
