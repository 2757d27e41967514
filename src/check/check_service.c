#include "check/check_service.h"
#include "base/alloc.h"
#include "queueing/queue.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* One interval at some staff; shares of the contacts offered. */
struct point {
    double in_time, counted, answered, abandon, asa_s, occupancy;
};

void check_service_make(struct check_service *f, int intervals)
{
    f->in_time = xcalloc((size_t)intervals, sizeof(double));
    f->answered = xcalloc((size_t)intervals, sizeof(double));
}

void check_service_free(struct check_service *f)
{
    free(f->in_time);
    free(f->answered);
    memset(f, 0, sizeof *f);
}

static double counted_share(const struct queue_answer *a, enum sl_definition definition)
{
    switch (definition) {
    case SL_ANSWERED:
        return 1 - a->p_abandon - a->p_block;
    case SL_EXCLUDING_SHORT: /* those gone in time are met but not answered in time */
        return 1 - (a->sl[QUEUE_SL_MET] - a->sl[QUEUE_SL_OFFERED]);
    case SL_OFFERED:
    case SL_MET:
        break;
    }
    return 1;
}

/* Where the queue would grow for ever, agents answer what they can: busy agents / load, which is also the share answered
 * where it does not. */
static struct point point_at(const struct scenario *s, const struct requirement *r, int t, int agents, double within_s)
{
    const struct queue *q = &s->queues[r->queue];
    struct queue_case   in = {.calls = r->offered[t],
                              .interval_s = 60.0 * s->horizon.interval_min,
                              .aht_s = r->aht_s[t],
                              .patience_s = q->model == QUEUE_ERLANG_A ? q->patience_s : INFINITY,
                              .waiting_places = INFINITY,
                              .agents = agents};
    struct queue_answer a;
    queue_measure(&a, &in, within_s);
    double asa = q->goal.asa_over_all ? a.wait_s : a.wait_answered_s;
    return (struct point){.in_time = a.sl[q->goal.definition == SL_MET ? QUEUE_SL_MET : QUEUE_SL_OFFERED],
                          .counted = counted_share(&a, q->goal.definition),
                          .answered = fmin(1, a.occupancy * agents / a.load_erl),
                          .abandon = a.p_abandon,
                          .asa_s = isnan(asa) ? INFINITY : asa,
                          .occupancy = a.occupancy};
}

static double between(double low, double high, double part)
{
    return low + part * (high - low);
}

static struct point point_between(const struct scenario *s, const struct requirement *r, int t, double expected, double within_s)
{
    double whole = floor(expected + 1e-9), part = expected - whole;
    struct point p = point_at(s, r, t, (int)whole, within_s);
    if (part <= 1e-9)
        return p;
    struct point q = point_at(s, r, t, (int)whole + 1, within_s);
    return (struct point){.in_time = between(p.in_time, q.in_time, part),
                          .counted = between(p.counted, q.counted, part),
                          .answered = between(p.answered, q.answered, part),
                          .abandon = between(p.abandon, q.abandon, part),
                          .asa_s = isinf(p.asa_s) ? p.asa_s : between(p.asa_s, q.asa_s, part),
                          .occupancy = between(p.occupancy, q.occupancy, part)};
}

/* Without a service level asked for, what is shown is by the T of the first peak, or in 20 s as is usual. */
static double limit_of(const struct queue *q)
{
    if (!isnan(q->goal.within_s))
        return q->goal.within_s;
    return q->peak_count > 0 ? q->peaks[0].within_s : 20;
}

static double ratio(double in_time, double counted)
{
    return counted > 0 ? in_time / counted : 0;
}

void check_service_fill_interval(struct check_service *f, struct coverage *c, const struct scenario *s, const struct requirement *r,
                                 int t)
{
    c->floor[t] = r->floor_gross[t] * (1 - r->shrink[t]);
    c->required[t] = r->agents[t];
    c->expected[t] = c->scheduled[t] * (1 - r->shrink[t]);
    c->net[t] = c->expected[t] - c->required[t];
    c->sl[t] = c->asa_s[t] = c->occupancy[t] = c->abandon[t] = NAN;
    c->counted[t] = f->in_time[t] = f->answered[t] = 0;
    if (r->offered[t] <= 0)
        return;
    struct point p = point_between(s, r, t, c->expected[t], limit_of(&s->queues[r->queue]));
    c->sl[t] = ratio(p.in_time, p.counted);
    c->asa_s[t] = p.asa_s;
    c->occupancy[t] = p.occupancy;
    c->abandon[t] = p.abandon;
    c->counted[t] = p.counted * r->offered[t];
    f->in_time[t] = p.in_time * r->offered[t];
    f->answered[t] = p.answered * r->offered[t];
}

void check_service_fill(struct check_service *f, struct coverage *c, const struct scenario *s, const struct requirement *r)
{
    for (int t = 0; t < c->intervals; t++)
        check_service_fill_interval(f, c, s, r, t);
}

void check_service_within(double *in_time, double *counted, const struct scenario *s, const struct requirement *r, int interval,
                          double expected, double within_s)
{
    *in_time = *counted = 0;
    if (r->offered[interval] <= 0)
        return;
    struct point p = point_between(s, r, interval, expected, within_s);
    *in_time = p.in_time * r->offered[interval];
    *counted = p.counted * r->offered[interval];
}
