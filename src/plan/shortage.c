#include "plan/shortage.h"
#include "base/alloc.h"
#include "check/check_service.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { AGENTS_TRIED = 400, CHORD = 10, STEPS_MOST = 200000 };

static int is_level(const char *scope)
{
    return !strcmp(scope, "peak") || !strcmp(scope, "interval") || !strcmp(scope, "floor");
}

static int is_span(const char *scope)
{
    return !strcmp(scope, "day") || !strcmp(scope, "week");
}

int shortage_is_target(const struct shortage *x, const struct goal_result *g)
{
    return !g->met && (!x->peaks || !strcmp(g->scope, "peak"));
}

/* --- intervals --------------------------------------------------------------------------------------------------- */

static double level(const struct plan *p, int queue, int t, double expected, double within_s)
{
    double in_time, counted;
    check_service_within(&in_time, &counted, &p->scenario, &p->requirements[queue], t, expected, within_s);
    return counted > 0 ? in_time / counted : 0;
}

/* Scheduled agents that would do in an interval, in whole agents on contacts. */
static double needed(const struct plan *p, int queue, int t, double wanted, double within_s)
{
    const struct coverage *c = &p->result.coverages[queue];
    int                    least = (int)floor(c->expected[t]) + 1;
    for (int n = least; n < least + AGENTS_TRIED; n++)
        if (level(p, queue, t, n, within_s) >= wanted)
            return n / (1 - p->requirements[queue].shrink[t]);
    return NAN;
}

static void add_short(struct shortage *x, struct shortfall s)
{
    x->items = xrealloc(x->items, (size_t)(x->count + 1) * sizeof *x->items);
    x->items[x->count++] = s;
}

static void short_in(struct shortage *x, const struct plan *p, int goal, int t)
{
    const struct goal_result *g = &p->result.summary.goals[goal];
    const struct queue       *q = &p->scenario.queues[g->queue];
    const struct coverage    *c = &p->result.coverages[g->queue];
    struct shortfall          s = {goal, g->queue, t, c->scheduled[t], NAN, NAN, g->wanted};
    int                       peak = scenario_peak(&p->scenario, g->queue, t);
    if (!q->open[t] || p->requirements[g->queue].offered[t] <= 0 || (!strcmp(g->scope, "peak") && peak < 0))
        return;
    double within_s = !strcmp(g->scope, "peak") ? q->peaks[peak].within_s : q->goal.within_s;
    s.sl = level(p, g->queue, t, c->expected[t], within_s);
    if (s.sl >= g->wanted - 1e-9)
        return;
    s.needed = needed(p, g->queue, t, g->wanted, within_s);
    add_short(x, s);
}

/* --- agents put where they help ---------------------------------------------------------------------------------- */

struct fill { /* of one queue */
    const struct plan        *p;
    const struct requirement *r;
    const double             *scheduled;
    double                   *more;   /* [intervals] scheduled agents more */
    double                   *gain;   /* [intervals] of the goal in work: most contacts an agent more brings, as a chord */
    int                      *chord;  /* [intervals] agents on contacts that chord adds */
};

static void raise_to(struct fill *f, int t, double agents)
{
    f->more[t] = fmax(f->more[t], agents - f->scheduled[t]);
}

/* Contacts of an interval towards a goal: offered * (in time - wanted * counted) with n on contacts. */
static double towards(const struct requirement *r, int t, double wanted, double n)
{
    int    last = r->curve_len[t] - 1, low = n < last ? (int)n : last, high = low < last ? low + 1 : last;
    double part = n < last ? n - low : 0;
    if (last < 0)
        return 0;
    const double *in = r->in_time + r->curve_at[t], *counted = r->counted + r->curve_at[t];
    double        a = in[low] - wanted * counted[low], b = in[high] - wanted * counted[high];
    return r->offered[t] * (a + part * (b - a));
}

static double on_contacts(const struct fill *f, int t)
{
    return (f->scheduled[t] + f->more[t]) * (1 - f->r->shrink[t]);
}

/* The curve is S-shaped: a single agent more may bring nothing where several bring much. */
static void best_chord(struct fill *f, int t, double wanted, double seats)
{
    double share = 1 - f->r->shrink[t], n = on_contacts(f, t), now = towards(f->r, t, wanted, n);
    f->gain[t] = 0;
    for (int k = 1; k <= CHORD && f->scheduled[t] + f->more[t] + k / share <= seats; k++) {
        double gain = (towards(f->r, t, wanted, n + k) - now) / k * share;
        if (gain > f->gain[t]) {
            f->gain[t] = gain;
            f->chord[t] = k;
        }
    }
}

/* 1: the goal is met by agents more within the seats. */
static int fill_span(struct fill *f, const struct goal_result *g, double seats)
{
    double have = 0;
    for (int t = g->first; t < g->last; t++) {
        have += towards(f->r, t, g->wanted, on_contacts(f, t));
        f->gain[t] = 0;
        if (f->r->kind[t] != CLASS_CLOSED)
            best_chord(f, t, g->wanted, seats);
    }
    for (int step = 0; have < 0 && step < STEPS_MOST; step++) {
        int best = g->first;
        for (int t = g->first; t < g->last; t++)
            best = f->gain[t] > f->gain[best] ? t : best;
        if (f->gain[best] <= 1e-9)
            return 0;
        double share = 1 - f->r->shrink[best];
        have += f->gain[best] * f->chord[best] / share;
        f->more[best] += f->chord[best] / share;
        best_chord(f, best, g->wanted, seats);
    }
    return have >= 0;
}

static void fill_goal(struct fill *f, const struct shortage *x, int goal)
{
    const struct goal_result *g = &f->p->result.summary.goals[goal];
    int                       least = !strcmp(g->scope, "min_agents");
    for (int i = 0; i < x->count; i++)
        if (x->items[i].goal == goal && !isnan(x->items[i].needed))
            raise_to(f, x->items[i].interval, x->items[i].needed);
    if (is_span(g->scope)) {
        if (!fill_span(f, g, f->r->seats))
            fill_span(f, g, INFINITY);
        return;
    }
    for (int t = g->first; t < g->last && !is_level(g->scope) && strcmp(g->scope, "max_seats"); t++)
        if (f->r->kind[t] != CLASS_CLOSED)
            raise_to(f, t, least ? g->wanted : f->r->floor_gross[t]);
}

static double hours_of(const struct fill *f)
{
    double sum = 0;
    for (int t = 0; t < f->r->intervals; t++)
        sum += f->more[t];
    return sum * f->p->scenario.horizon.interval_min / 60;
}

/* Where most of it is missing. */
static void place_goal(struct short_goal *g, const struct fill *f)
{
    g->hours = hours_of(f);
    g->at = -1;
    g->agents = 0;
    for (int t = 0; t < f->r->intervals; t++)
        if (f->more[t] > g->agents) {
            g->at = t;
            g->agents = f->more[t];
        }
}

static void fill_make(struct fill *f, const struct plan *p, int queue)
{
    size_t T = (size_t)p->scenario.horizon.intervals;
    *f = (struct fill){.p = p, .r = &p->requirements[queue], .scheduled = p->result.coverages[queue].scheduled};
    f->more = xcalloc(T + 1, sizeof *f->more);
    f->gain = xcalloc(T + 1, sizeof *f->gain);
    f->chord = xcalloc(T + 1, sizeof *f->chord);
}

static void fill_free(struct fill *f)
{
    free(f->more);
    free(f->gain);
    free(f->chord);
}

/* --- all of it --------------------------------------------------------------------------------------------------- */

static void count_queue(struct shortage *x, const struct plan *p, int queue, double *most)
{
    struct fill all, one;
    fill_make(&all, p, queue);
    /* Spans come last: what intervals must have is theirs already. */
    for (int span = 0; span < 2; span++)
        for (int i = 0; i < x->missed; i++) {
            const struct goal_result *g = &p->result.summary.goals[x->goals[i].goal];
            if (g->queue != queue || is_span(g->scope) != span)
                continue;
            fill_goal(&all, x, x->goals[i].goal);
            fill_make(&one, p, queue);
            fill_goal(&one, x, x->goals[i].goal);
            place_goal(&x->goals[i], &one);
            fill_free(&one);
        }
    double hours = hours_of(&all);
    for (int t = 0; t < all.r->intervals; t++) {
        double over = all.more[t] > 0 ? ceil(all.scheduled[t] + all.more[t] - all.r->seats - 1e-9) : 0;
        x->at_once = fmax(x->at_once, all.more[t]);
        x->intervals += all.more[t] > 0;
        x->seats = over > x->seats ? (int)over : x->seats;
    }
    memcpy(x->more + (size_t)queue * (size_t)all.r->intervals, all.more, (size_t)all.r->intervals * sizeof *all.more);
    x->hours += hours;
    if (hours > *most || x->queue < 0) {
        *most = hours;
        x->queue = queue;
    }
    fill_free(&all);
}

static int any_peak_missed(const struct plan *p)
{
    const struct summary *y = &p->result.summary;
    for (int i = 0; i < y->goal_count; i++)
        if (!y->goals[i].met && !strcmp(y->goals[i].scope, "peak"))
            return 1;
    return 0;
}

static double agents_short(const struct shortfall *s)
{
    return isnan(s->needed) ? INFINITY : s->needed - s->scheduled;
}

/* Most agents short first. */
static int worse(const void *a, const void *b)
{
    const struct shortfall *x = a, *y = b;
    if (agents_short(x) < agents_short(y) || agents_short(x) > agents_short(y))
        return agents_short(x) < agents_short(y) ? 1 : -1;
    return x->queue != y->queue ? x->queue - y->queue : x->interval - y->interval;
}

/* Peaks that must hold, other peaks, the rest in the order of the summary. */
static int rank(const struct goal_result *g)
{
    return strcmp(g->scope, "peak") ? 2 : !g->must;
}

static void add_goals(struct shortage *x, const struct summary *y)
{
    for (int turn = 0; turn < 3; turn++)
        for (int i = 0; i < y->goal_count; i++)
            if (rank(&y->goals[i]) == turn && shortage_is_target(x, &y->goals[i]))
                x->goals[x->missed++] = (struct short_goal){.goal = i, .at = -1};
}

void shortage_make(struct shortage *x, const struct plan *p, int peaks)
{
    const struct summary *y = &p->result.summary;
    double                most = 0;
    *x = (struct shortage){.peaks = peaks && any_peak_missed(p), .queue = -1};
    x->goals = xcalloc((size_t)y->goal_count + 1, sizeof *x->goals);
    x->more = xcalloc((size_t)p->scenario.queue_count * (size_t)p->scenario.horizon.intervals + 1, sizeof *x->more);
    add_goals(x, y);
    for (int i = 0; i < y->goal_count; i++)
        for (int t = y->goals[i].first; t < y->goals[i].last && shortage_is_target(x, &y->goals[i]) && is_level(y->goals[i].scope); t++)
            short_in(x, p, i, t);
    if (x->count)
        qsort(x->items, (size_t)x->count, sizeof *x->items, worse);
    for (int q = 0; q < p->scenario.queue_count; q++) {
        int any = 0;
        for (int i = 0; i < x->missed; i++)
            any |= y->goals[x->goals[i].goal].queue == q;
        if (any)
            count_queue(x, p, q, &most);
    }
}

void shortage_free(struct shortage *x)
{
    free(x->goals);
    free(x->items);
    free(x->more);
    memset(x, 0, sizeof *x);
}
