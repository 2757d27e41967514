#include "plan/frontier.h"
#include "base/alloc.h"
#include "plan/trial.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double USUAL[] = {0.60, 0.65, 0.70, 0.75, 0.80, 0.85, 0.90, 0.925, 0.95};
enum { USUAL_COUNT = sizeof USUAL / sizeof USUAL[0], POINTS = 9, MORE = 12 };
static const double SAME_GOAL = 1e-9, FINEST = 0.004; /* shares */
static const double CENT = 0.005;

struct solved { /* a point with what the next search starts from */
    struct frontier_point point;
    struct roster         roster;
    struct bound          bound;
};

struct line { /* all solved so far, ascending by goal */
    const struct plan             *p;
    const struct frontier_options *o;
    struct solved                 *all;
    int                            count;
    int                            cancelled;
};

static double own_goal(const struct plan *p)
{
    for (int q = 0; q < p->scenario.queue_count; q++)
        if (!isnan(p->scenario.queues[q].goal.service_level))
            return p->scenario.queues[q].goal.service_level;
    return NAN;
}

static void set_goal(struct scenario *s, double goal)
{
    for (int q = 0; q < s->queue_count; q++) {
        struct goal *g = &s->queues[q].goal;
        if (isnan(g->service_level))
            continue;
        g->service_level = goal;
        if (g->floor > goal)
            g->floor = goal;
    }
}

/* Of the lowest day of any queue. */
static double lowest_day(const struct check_result *c, const struct scenario *s)
{
    double lowest = NAN;
    for (int q = 0; q < c->coverage_count; q++)
        for (int d = 0; d < s->horizon.days; d++) {
            double in_time = 0, counted = 0;
            for (int t = s->horizon.day_first[d]; t < s->horizon.day_first[d + 1]; t++)
                if (!isnan(c->coverages[q].sl[t])) {
                    in_time += c->coverages[q].sl[t] * c->coverages[q].counted[t];
                    counted += c->coverages[q].counted[t];
                }
            if (counted > 0)
                lowest = fmin(lowest, in_time / counted); /* fmin leaves a NaN out */
        }
    return lowest;
}

static void set_point(struct frontier_point *x, const struct check_result *c, const struct scenario *s)
{
    const struct summary *y = &c->summary;
    x->service_level = y->service_level;
    x->lowest = lowest_day(c, s);
    x->cost = y->cost.total;
    x->objective = y->objective;
    x->lower_bound = y->lower_bound;
    x->gap = y->gap;
    x->agents_used = y->agents_used;
    x->met = y->goal_met;
}

static void copy_roster(struct roster *to, const struct roster *from)
{
    roster_free(to);
    for (int i = 0; i < from->shift_count; i++)
        roster_add(to, &from->shifts[i], from->activities + from->shifts[i].first, from->shifts[i].count);
}

/* Takes a neighbour's roster for the point's goal where it is the better one. */
static void take_if_better(struct solved *x, const struct trial *t, const struct roster *roster, const struct bound *bound)
{
    struct check_result c;
    if (!roster || !roster->shift_count)
        return;
    trial_judge(t, &c, roster, bound);
    if (!c.violations.count && c.summary.objective < x->point.objective) {
        set_point(&x->point, &c, &t->s);
        copy_roster(&x->roster, roster);
    }
    check_result_free(&c);
}

/* Solves for a goal; neighbours are the solved points next to it, at [at - 1] and [at] before it is put in. */
static void solve(struct line *l, double goal)
{
    int at = 0;
    while (at < l->count && l->all[at].point.goal < goal)
        at++;
    const struct solved *below = at > 0 ? &l->all[at - 1] : NULL, *above = at < l->count ? &l->all[at] : NULL;
    const struct roster *start = above ? &above->roster : &l->p->answer.roster;
    struct trial_how     how = {l->o->effort, start, l->o->threads, l->o->progress, l->o->context};
    struct solved        x = {.point = {.goal = goal, .own = fabs(goal - own_goal(l->p)) < SAME_GOAL}};
    struct trial         t;
    trial_make(&t, l->p);
    if (!x.point.own) /* queues may have goals of their own */
        set_goal(&t.s, goal);
    trial_solve(&t, &how);
    l->cancelled = schedule_interrupted(&t.answer);
    if (l->cancelled) {
        trial_free(&t);
        return;
    }
    set_point(&x.point, &t.result, &t.s);
    copy_roster(&x.roster, &t.answer.roster);
    take_if_better(&x, &t, above ? &above->roster : NULL, &t.answer.bound);
    take_if_better(&x, &t, below ? &below->roster : NULL, &t.answer.bound);
    if (x.point.own)
        take_if_better(&x, &t, &l->p->answer.roster, &t.answer.bound);
    trial_free(&t);
    l->all = xrealloc(l->all, (size_t)(l->count + 1) * sizeof *l->all);
    if (at < l->count)
        memmove(l->all + at + 1, l->all + at, (size_t)(l->count - at) * sizeof *l->all);
    l->all[at] = x;
    l->count++;
}

/* 1: another keeps a stricter goal, or serves at least as well, for no more; of two alike the stricter goal's stays. */
static int dominates(const struct frontier_point *x, const struct frontier_point *by)
{
    if (by->met >= x->met && by->goal > x->goal && by->cost <= x->cost + CENT)
        return 1;
    if (by->met < x->met || by->cost > x->cost + CENT || by->service_level < x->service_level - SAME_GOAL)
        return 0;
    return by->met > x->met || by->cost < x->cost - CENT || by->service_level > x->service_level + SAME_GOAL || by->goal > x->goal;
}

/* The plan's own goal is shown whatever it is. */
static int shown(const struct line *l, int i)
{
    for (int j = 0; j < l->count; j++)
        if (j != i && !l->all[i].point.own && dominates(&l->all[i].point, &l->all[j].point))
            return 0;
    return 1;
}

static int shown_count(const struct line *l)
{
    int count = 0;
    for (int i = 0; i < l->count; i++)
        count += shown(l, i);
    return count;
}

/* Goals that floors or peaks meet by the way, and goals out of reach, have the same roster: others take their place, each where
 * the cost leaps most. */
static void refine(struct line *l)
{
    for (int more = 0; more < MORE && !l->cancelled && shown_count(l) < POINTS && l->count > 1; more++) {
        int at = -1;
        for (int i = 0; i + 1 < l->count; i++) {
            double leap = fabs(l->all[i + 1].point.cost - l->all[i].point.cost);
            if (l->all[i + 1].point.goal - l->all[i].point.goal >= FINEST &&
                (at < 0 || leap > fabs(l->all[at + 1].point.cost - l->all[at].point.cost)))
                at = i;
        }
        if (at < 0)
            return;
        solve(l, round((l->all[at].point.goal + l->all[at + 1].point.goal) / 2 * 1e4) / 1e4);
    }
}

int frontier_refused(const struct plan *p, struct faults *faults)
{
    if (isnan(own_goal(p)))
        return faults_add(faults, "--frontier", 0, 0, "no queue has a service_level goal to vary; want one in scenario.json");
    if (p->requirement_file)
        return faults_add(faults, "--frontier", 0, 0, "%s says how many agents are needed, whatever the goal; want a history or --forecast",
                          p->requirement_file);
    return 0;
}

static int descending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? 1 : x > y ? -1 : 0;
}

int frontier_make(struct frontier *f, const struct plan *p, const struct frontier_options *o)
{
    struct line l = {.p = p, .o = o};
    int         n = o->goals ? o->goal_count : USUAL_COUNT;
    memset(f, 0, sizeof *f);
    double *goals = xcalloc((size_t)n + 1, sizeof *goals);
    memcpy(goals, o->goals ? o->goals : USUAL, (size_t)n * sizeof *goals);
    goals[n++] = own_goal(p);
    qsort(goals, (size_t)n, sizeof *goals, descending);
    for (int i = 0; i < n && !l.cancelled; i++)
        if (i == 0 || goals[i - 1] - goals[i] > SAME_GOAL)
            solve(&l, goals[i]);
    free(goals);
    if (!o->goals)
        refine(&l);
    f->points = xcalloc((size_t)l.count + 1, sizeof *f->points);
    for (int i = 0; i < l.count; i++)
        if (shown(&l, i))
            f->points[f->count++] = l.all[i].point;
    for (int i = 0; i < l.count; i++)
        roster_free(&l.all[i].roster);
    free(l.all);
    return l.cancelled;
}

void frontier_free(struct frontier *f)
{
    free(f->points);
    memset(f, 0, sizeof *f);
}
