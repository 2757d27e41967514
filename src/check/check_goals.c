#include "check/check_goals.h"
#include "base/alloc.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const double TOLERANCE = 1e-9;

enum sense { AT_LEAST, AT_MOST };

struct judge {
    struct summary             *y;
    const struct scenario      *s;
    const struct requirement   *r;
    const struct coverage      *c;
    const struct check_service *f;
    const struct queue         *queue;
    unsigned char              *missed; /* [intervals] something that must hold in it does not */
};

/* What is judged interval by interval. */
struct series {
    const double        *value;   /* [intervals] NAN: nothing to judge */
    const double        *in_time; /* [intervals] for the volume-weighted service level */
    const double        *counted; /* [intervals] */
    const unsigned char *member;  /* [intervals] 1: the goal holds here */
};

static struct goal_result result(const struct judge *j, const char *scope, double wanted, int first, int last)
{
    struct goal_result g = {.queue = j->r->queue,
                            .first = first,
                            .last = last,
                            .definition = j->queue->goal.definition,
                            .wanted = wanted};
    snprintf(g.scope, sizeof g.scope, "%s", scope);
    return g;
}

static void push(struct summary *y, const struct goal_result *g)
{
    y->goals = xrealloc(y->goals, ((size_t)y->goal_count + 1) * sizeof *y->goals);
    y->goals[y->goal_count++] = *g;
}

static int is_missed(double value, double wanted, enum sense sense)
{
    return sense == AT_LEAST ? value < wanted - TOLERANCE : value > wanted + TOLERANCE;
}

/* Nothing is added where the goal holds in no interval. */
static void judge_each(const struct judge *j, struct goal_result g, const struct series *x, enum sense sense)
{
    double in_time = 0, counted = 0;
    for (int t = g.first; t < g.last; t++) {
        if (!x->member[t] || isnan(x->value[t]))
            continue;
        int worse = g.of == 0 || (sense == AT_LEAST ? x->value[t] < g.achieved : x->value[t] > g.achieved);
        g.achieved = worse ? x->value[t] : g.achieved;
        g.of++;
        if (is_missed(x->value[t], g.wanted, sense)) {
            g.below++;
            j->missed[t] = 1;
        }
        in_time += x->in_time[t];
        counted += x->counted[t];
    }
    g.met = g.below == 0;
    g.service_level = counted > 0 ? in_time / counted : NAN;
    if (g.of)
        push(j->y, &g);
}

static void judge_span(const struct judge *j, struct goal_result g)
{
    double in_time = 0, counted = 0;
    for (int t = g.first; t < g.last; t++) {
        if (isnan(j->c->sl[t]))
            continue;
        g.of++;
        g.below += is_missed(j->c->sl[t], g.wanted, AT_LEAST);
        in_time += j->f->in_time[t];
        counted += j->c->counted[t];
    }
    if (g.of == 0)
        return;
    g.achieved = g.service_level = counted > 0 ? in_time / counted : 0;
    g.met = !is_missed(g.achieved, g.wanted, AT_LEAST);
    push(j->y, &g);
}

static struct series by_service(const struct judge *j)
{
    return (struct series){j->c->sl, j->f->in_time, j->c->counted, j->queue->open};
}

static void judge_scope(const struct judge *j)
{
    const struct horizon *h = &j->s->horizon;
    const struct goal    *goal = &j->queue->goal;
    struct series         sl = by_service(j);
    if (isnan(goal->service_level))
        return;
    for (int d = 0; d < h->days; d++) {
        if (goal->scope == SCOPE_INTERVAL)
            judge_each(j, result(j, "interval", goal->service_level, h->day_first[d], h->day_first[d + 1]), &sl, AT_LEAST);
        else if (goal->scope == SCOPE_DAY)
            judge_span(j, result(j, "day", goal->service_level, h->day_first[d], h->day_first[d + 1]));
    }
    for (int w = 0; w < h->weeks && goal->scope == SCOPE_WEEK; w++)
        judge_span(j, result(j, "week", goal->service_level, h->day_first[h->week_first[w]], h->day_first[h->week_first[w + 1]]));
    if (goal->scope != SCOPE_INTERVAL && !isnan(goal->floor))
        judge_each(j, result(j, "floor", goal->floor, 0, h->intervals), &sl, AT_LEAST);
}

/* 1: interval t starts in the window of the peak that opens on `day` (it may be the day before the horizon). */
static int in_peak(const struct peak *p, const struct horizon *h, int day, int t)
{
    int wall = h->wall_min[t];
    if (p->from_min <= p->to_min)
        return h->day_of[t] == day && wall >= p->from_min && wall < p->to_min;
    return (h->day_of[t] == day && wall >= p->from_min) || (h->day_of[t] == day + 1 && wall < p->to_min);
}

static void judge_peak(const struct judge *j, const struct peak *p, int day, unsigned char *member, double *series)
{
    const struct horizon *h = &j->s->horizon;
    int    T = h->intervals;
    double *in_time = series, *counted = series + T, *sl = series + 2 * T;
    struct goal_result g = result(j, "peak", p->service_level, T, 0);
    g.must = p->must;
    for (int t = day > 0 ? h->day_first[day] : 0; t < T && h->day_of[t] <= day + 1; t++) {
        member[t] = j->queue->open[t] && in_peak(p, h, day, t);
        if (!member[t])
            continue;
        check_service_within(&in_time[t], &counted[t], j->s, j->r, t, j->c->expected[t], p->within_s);
        sl[t] = j->r->offered[t] <= 0 ? NAN : counted[t] > 0 ? in_time[t] / counted[t] : 0;
        g.first = t < g.first ? t : g.first;
        g.last = t + 1;
    }
    judge_each(j, g, &(struct series){sl, in_time, counted, member}, AT_LEAST);
}

static void judge_peaks(const struct judge *j)
{
    size_t         intervals = (size_t)j->s->horizon.intervals;
    unsigned char *member = xcalloc(intervals, 1);
    double        *series = xcalloc(3 * intervals, sizeof *series);
    for (int i = 0; i < j->queue->peak_count; i++)
        for (int d = -1; d < j->s->horizon.days; d++)
            if (j->queue->peaks[i].weekdays >> horizon_weekday(&j->s->horizon, d) & 1u)
                judge_peak(j, &j->queue->peaks[i], d, member, series);
    free(member);
    free(series);
}

static void judge_limits(const struct judge *j)
{
    const struct goal *goal = &j->queue->goal;
    int                T = j->s->horizon.intervals;
    struct series      x = by_service(j);
    const struct {
        const char   *scope;
        double        wanted;
        const double *value;
        enum sense    sense;
    } limits[] = {
        {"asa", goal->asa_s, j->c->asa_s, AT_MOST},
        {"abandon", goal->abandon_max, j->c->abandon, AT_MOST},
        {"occupancy", goal->occupancy_max, j->c->occupancy, AT_MOST},
        {"min_agents", j->queue->min_agents > 0 ? (double)j->queue->min_agents : NAN, j->c->scheduled, AT_LEAST},
        {"max_seats", j->queue->max_seats != RULE_NONE ? (double)j->queue->max_seats : NAN, j->c->scheduled, AT_MOST},
    };
    for (size_t i = 0; i < sizeof limits / sizeof limits[0]; i++) {
        x.value = limits[i].value;
        if (!isnan(limits[i].wanted))
            judge_each(j, result(j, limits[i].scope, limits[i].wanted, 0, T), &x, limits[i].sense);
    }
}

void check_goals_mark(struct summary *y, unsigned char *missed, const struct scenario *s, const struct requirement *r,
                      const struct coverage *c, const struct check_service *f)
{
    int          T = s->horizon.intervals;
    struct judge j = {y, s, r, c, f, &s->queues[r->queue], missed};
    memset(missed, 0, (size_t)T);
    judge_peaks(&j);
    judge_scope(&j);
    judge_limits(&j);
    for (int t = 0; t < T; t++) {
        y->intervals_open += j.queue->open[t] != 0;
        y->intervals_below_goal += j.queue->open[t] && missed[t];
    }
}

void check_goals_judge(struct summary *y, const struct scenario *s, const struct requirement *r, const struct coverage *c,
                       const struct check_service *f)
{
    unsigned char *missed = xmalloc((size_t)s->horizon.intervals);
    check_goals_mark(y, missed, s, r, c, f);
    free(missed);
}
