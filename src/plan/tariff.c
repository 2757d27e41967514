#include "plan/tariff.h"
#include "base/alloc.h"
#include "check/check_penalty.h"
#include "check/check_service.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double POINT = 0.01;
static const double TELLING_GAP = 0.5; /* a bound further off than this prices nothing */

/* The node that decides the queue's bound: the one of least value; -1: there are none. */
static int deciding_node(const struct bound *b, int queue)
{
    const struct bound_row *least = NULL;
    for (int i = 0; i < b->count; i++)
        if (b->rows[i].kind == BOUND_NODE && b->rows[i].queue == queue && (!least || b->rows[i].value < least->value))
            least = &b->rows[i];
    return least ? least->node : -1;
}

/* 1: the queue's prices stand beside those of its nodes: what it pays with no number of shifts held. */
static int has_own_prices(const struct bound *b, int queue)
{
    for (int i = 0; i < b->count; i++)
        if (b->rows[i].kind == BOUND_COVER && b->rows[i].node < 0 && b->rows[i].queue == queue)
            return 1;
    return 0;
}

/* Prices of the queue, or of the deciding node where those are not stated. mu [goals] by requirement. */
static void read_prices(struct tariff *x, double *mu, const struct plan *p, int queue)
{
    const struct bound       *b = &p->answer.bound;
    const struct requirement *r = &p->requirements[queue];
    int                       node = deciding_node(b, queue), step = p->scenario.horizon.interval_min, own = has_own_prices(b, queue);
    for (int pass = 0; pass < 2; pass++)
        for (int i = 0; i < b->count; i++) {
            const struct bound_row *row = &b->rows[i];
            int                     t = row->start_min / step;
            if (row->node != (pass ? node : -1))
                continue;
            if (row->kind == BOUND_COUNT_PRICE && row->contract >= 0 && row->day < 0)
                x->count[queue * x->contracts + row->contract] = row->value;
            if (row->queue != queue || row->start_min < 0 || t >= x->intervals || (pass && own))
                continue;
            if (row->kind == BOUND_COVER)
                x->price[queue * x->intervals + t] = row->value;
            for (int g = 0; row->kind == BOUND_GOAL && g < r->goal_count; g++)
                if (r->goals[g].first == t && r->goals[g].last - t == row->length)
                    mu[g] = row->value;
        }
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
            sum += POINT * fmax(0, x->price[g->queue * x->intervals + t]) / slope;
    }
    return sum;
}

static void fill_goals(struct tariff *x, const struct plan *p, double *const *mu, int telling)
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
            if (telling)
                z->point = k < 2 ? each_point(x, p, g) : span_point(p, mu[g->queue], g);
        }
    }
}

void tariff_make(struct tariff *x, const struct plan *p)
{
    const struct scenario *s = &p->scenario;
    int telling = p->answer.bound.count && !(p->result.summary.gap > TELLING_GAP);
    *x = (struct tariff){.queues = s->queue_count, .intervals = s->horizon.intervals, .contracts = s->contract_count};
    x->price = xcalloc((size_t)x->queues * (size_t)x->intervals + 1, sizeof *x->price);
    x->count = xcalloc((size_t)x->queues * (size_t)x->contracts + 1, sizeof *x->count);
    double **mu = xcalloc((size_t)x->queues + 1, sizeof *mu);
    for (int i = 0; i < x->queues * x->intervals; i++)
        x->price[i] = NAN;
    for (int i = 0; i < x->queues * x->contracts; i++)
        x->count[i] = NAN;
    for (int q = 0; q < x->queues; q++) {
        mu[q] = xcalloc((size_t)p->requirements[q].goal_count + 1, sizeof **mu);
        if (telling)
            read_prices(x, mu[q], p, q);
    }
    fill_goals(x, p, mu, telling);
    for (int q = 0; q < x->queues; q++)
        free(mu[q]);
    free(mu);
}

void tariff_free(struct tariff *x)
{
    free(x->price);
    free(x->goals);
    free(x->count);
    memset(x, 0, sizeof *x);
}

double tariff_price(const struct tariff *x, int queue, int interval)
{
    return x->price[queue * x->intervals + interval];
}

/* --- one agent more or less, all else as it is -------------------------------------------------------------------- */

static double level_at(const struct scenario *s, const struct requirement *r, int t, double scheduled)
{
    double in_time, counted, within_s = s->queues[r->queue].goal.within_s;
    check_service_within(&in_time, &counted, s, r, t, scheduled * (1 - r->shrink[t]), isnan(within_s) ? 0 : within_s);
    return r->offered[t] <= 0 ? NAN : counted > 0 ? in_time / counted : 0;
}

/* What the queue is charged for its staff; nobody is a scenario of one queue without agents and wishes. */
static double charged(const struct scenario *nobody, const struct requirement *r, const double *scheduled)
{
    const struct roster nothing = {0};
    return check_penalty_of(nobody, r, scheduled, &nothing).total;
}

struct tariff_change tariff_change_of(const struct plan *p, int queue, int t)
{
    const struct requirement *r = &p->requirements[queue];
    struct scenario           nobody = p->scenario;
    size_t                    bytes = (size_t)r->intervals * sizeof(double);
    double                   *scheduled = xmalloc(bytes);
    struct tariff_change      x;
    nobody.queue_count = 1;
    nobody.agent_count = nobody.request_count = 0;
    memcpy(scheduled, p->result.coverages[queue].scheduled, bytes);
    double was = scheduled[t], less = was - fmin(1, was), penalty = charged(&nobody, r, scheduled);
    scheduled[t] = was + 1;
    x.more = charged(&nobody, r, scheduled) - penalty;
    scheduled[t] = less;
    x.less = charged(&nobody, r, scheduled) - penalty;
    x.sl = level_at(&p->scenario, r, t, was);
    x.sl_more = level_at(&p->scenario, r, t, was + 1);
    x.sl_less = level_at(&p->scenario, r, t, less);
    free(scheduled);
    return x;
}
