#include "plan/tariff.h"
#include "base/alloc.h"
#include "check/check_curve.h"
#include "check/check_penalty.h"
#include "check/check_service.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double POINT = 0.01;

/* The node that decides the queue's bound: the one of least value; -1: there are none. */
static int deciding_node(const struct bound *b, int queue)
{
    const struct bound_row *least = NULL;
    for (int i = 0; i < b->count; i++)
        if (b->rows[i].kind == BOUND_NODE && b->rows[i].queue == queue && (!least || b->rows[i].value < least->value))
            least = &b->rows[i];
    return least ? least->node : -1;
}

/* Prices of the deciding node; those of all nodes (node -1) hold where it has none of its own. mu [goals] by requirement. */
static void read_prices(struct tariff *x, double *mu, const struct plan *p, int queue)
{
    const struct bound       *b = &p->answer.bound;
    const struct requirement *r = &p->requirements[queue];
    int                       node = deciding_node(b, queue), step = p->scenario.horizon.interval_min;
    for (int pass = 0; pass < 2; pass++)
        for (int i = 0; i < b->count; i++) {
            const struct bound_row *row = &b->rows[i];
            int                     t = row->start_min / step;
            if (row->node != (pass ? node : -1))
                continue;
            if (row->kind == BOUND_COUNT_PRICE && row->contract >= 0)
                x->count[queue * x->contracts + row->contract] = row->value;
            if (row->queue != queue || row->start_min < 0 || t >= x->intervals)
                continue;
            if (row->kind == BOUND_COVER)
                x->at[queue * x->intervals + t].price = row->value;
            for (int g = 0; row->kind == BOUND_GOAL && g < r->goal_count; g++)
                if (r->goals[g].first == t && r->goals[g].last - t == row->length)
                    mu[g] = row->value;
        }
}

/* --- one agent more or less, all else as it is -------------------------------------------------------------------- */

struct stage { /* a queue's staff, and what it is charged */
    struct scenario           nobody; /* one queue, no agents: the penalties are the staff's alone */
    const struct requirement *r;
    double                   *scheduled;
    double                    penalty;
};

static double charged(const struct stage *g)
{
    const struct roster nothing = {0};
    return check_penalty_of(&g->nobody, g->r, g->scheduled, &nothing).total;
}

static double level_at(const struct scenario *s, const struct requirement *r, int t, double scheduled)
{
    double in_time, counted, within_s = s->queues[r->queue].goal.within_s;
    check_service_within(&in_time, &counted, s, r, t, scheduled * (1 - r->shrink[t]), isnan(within_s) ? 0 : within_s);
    return r->offered[t] <= 0 ? NAN : counted > 0 ? in_time / counted : 0;
}

static void one_more_or_less(struct tariff_interval *x, struct stage *g, const struct scenario *s, int t)
{
    double was = g->scheduled[t], taken = fmin(1, was);
    g->scheduled[t] = was + 1;
    x->more = charged(g) - g->penalty;
    g->scheduled[t] = was - taken;
    x->less = charged(g) - g->penalty;
    g->scheduled[t] = was;
    x->sl = level_at(s, g->r, t, was);
    x->sl_more = level_at(s, g->r, t, was + 1);
    x->sl_less = level_at(s, g->r, t, was - taken);
}

static void fill_intervals(struct tariff *x, const struct plan *p, int queue)
{
    struct stage g = {.nobody = p->scenario, .r = &p->requirements[queue]};
    size_t       bytes = (size_t)x->intervals * sizeof *g.scheduled;
    g.nobody.queue_count = 1;
    g.nobody.agent_count = g.nobody.request_count = 0;
    g.scheduled = xmalloc(bytes + 1);
    memcpy(g.scheduled, p->result.coverages[queue].scheduled, bytes);
    g.penalty = charged(&g);
    for (int t = 0; t < x->intervals; t++)
        one_more_or_less(&x->at[queue * x->intervals + t], &g, &p->scenario, t);
    free(g.scheduled);
}

/* --- goals ------------------------------------------------------------------------------------------------------- */

/* (1) */
static double span_point(const struct plan *p, const double *mu, const struct goal_result *g)
{
    const struct requirement *r = &p->requirements[g->queue];
    double                    counted = 0;
    for (int t = g->first; t < g->last; t++)
        counted += p->result.coverages[g->queue].counted[t];
    for (int i = 0; i < r->goal_count; i++)
        if (r->goals[i].first == g->first && r->goals[i].last == g->last)
            return POINT * mu[i] * counted;
    return NAN;
}

/* Service level one more scheduled agent brings at the requirement: over the last whole agent on contacts. */
static double slope_at(const struct scenario *s, const struct requirement *r, int t, double within_s)
{
    double share = 1 - r->shrink[t], low_in, low_counted, high_in, high_counted;
    if (r->agents[t] < 1 || r->offered[t] <= 0)
        return 0;
    check_service_within(&low_in, &low_counted, s, r, t, r->agents[t] - 1, within_s);
    check_service_within(&high_in, &high_counted, s, r, t, r->agents[t], within_s);
    double low = low_counted > 0 ? low_in / low_counted : 0, high = high_counted > 0 ? high_in / high_counted : 0;
    return (high - low) * share;
}

/* (2) */
static double each_point(const struct tariff *x, const struct plan *p, const struct goal_result *g)
{
    const struct scenario    *s = &p->scenario;
    const struct requirement *r = &p->requirements[g->queue];
    const struct queue       *q = &s->queues[g->queue];
    int                       of_peak = !strcmp(g->scope, "peak");
    double                    sum = 0;
    for (int t = g->first; t < g->last; t++) {
        int peak = scenario_peak(s, g->queue, t);
        if (r->kind[t] == CLASS_CLOSED || (of_peak ? peak < 0 || q->peaks[peak].service_level != g->wanted : peak >= 0))
            continue;
        double slope = slope_at(s, r, t, of_peak ? q->peaks[peak].within_s : q->goal.within_s);
        if (slope > 1e-6)
            sum += POINT * fmax(0, x->at[g->queue * x->intervals + t].price) / slope;
    }
    return sum;
}

static void fill_goals(struct tariff *x, const struct plan *p, double *const *mu)
{
    static const char *const priced[] = {"peak", "interval", "day", "week"};
    const struct summary    *y = &p->result.summary;
    x->goals = xcalloc((size_t)y->goal_count + 1, sizeof *x->goals);
    for (int i = 0; i < y->goal_count; i++) {
        const struct goal_result *g = &y->goals[i];
        for (size_t k = 0; k < sizeof priced / sizeof priced[0]; k++) {
            if (strcmp(g->scope, priced[k]))
                continue;
            struct tariff_goal *z = &x->goals[x->goal_count++];
            *z = (struct tariff_goal){g->queue, priced[k], g->first, g->last, g->wanted, g->achieved, NAN};
            if (p->answer.bound.count)
                z->point = k < 2 ? each_point(x, p, g) : span_point(p, mu[g->queue], g);
        }
    }
}

void tariff_make(struct tariff *x, const struct plan *p)
{
    const struct scenario *s = &p->scenario;
    *x = (struct tariff){.queues = s->queue_count, .intervals = s->horizon.intervals, .contracts = s->contract_count};
    x->at = xcalloc((size_t)x->queues * (size_t)x->intervals + 1, sizeof *x->at);
    x->count = xcalloc((size_t)x->queues * (size_t)x->contracts + 1, sizeof *x->count);
    double **mu = xcalloc((size_t)x->queues + 1, sizeof *mu);
    for (int i = 0; i < x->queues * x->intervals; i++)
        x->at[i].price = NAN;
    for (int i = 0; i < x->queues * x->contracts; i++)
        x->count[i] = NAN;
    for (int q = 0; q < x->queues; q++) {
        mu[q] = xcalloc((size_t)p->requirements[q].goal_count + 1, sizeof **mu);
        if (p->answer.bound.count)
            read_prices(x, mu[q], p, q);
        fill_intervals(x, p, q);
    }
    fill_goals(x, p, mu);
    for (int q = 0; q < x->queues; q++)
        free(mu[q]);
    free(mu);
}

void tariff_free(struct tariff *x)
{
    free(x->at);
    free(x->goals);
    free(x->count);
    memset(x, 0, sizeof *x);
}

const struct tariff_interval *tariff_at(const struct tariff *x, int queue, int interval)
{
    return &x->at[queue * x->intervals + interval];
}
