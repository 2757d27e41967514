#include "check/check_carried.h"
#include "base/alloc.h"
#include "queueing/queue.h"
#include "queueing/transient.h"
#include <math.h>
#include <stdlib.h>

static double patience_of(const struct queue *q)
{
    return q->model == QUEUE_ERLANG_A ? q->patience_s : INFINITY;
}

static double limit_of(const struct queue *q)
{
    if (!isnan(q->goal.within_s))
        return q->goal.within_s;
    return q->peak_count > 0 ? q->peaks[0].within_s : 20;
}

static int staff_of(const struct coverage *c, int t, int up)
{
    double whole = floor(c->expected[t] + 1e-9);
    return (int)whole + (up && c->expected[t] - whole > 1e-9);
}

static double share_up(const struct coverage *c, int t)
{
    double part = c->expected[t] - floor(c->expected[t] + 1e-9);
    return part > 1e-9 ? part : 0;
}

static double alone_at(const struct scenario *s, const struct requirement *r, int t, int agents)
{
    const struct queue     *q = &s->queues[r->queue];
    const struct queue_case in = {.calls = r->offered[t],
                                  .interval_s = 60.0 * s->horizon.interval_min,
                                  .aht_s = r->aht_s[t],
                                  .patience_s = patience_of(q),
                                  .waiting_places = INFINITY,
                                  .agents = agents};
    return queue_service_level(&in, QUEUE_SL_OFFERED, limit_of(q));
}

/* The stretch [first, last) at the floor (up 0) or ceiling (up 1) of its staff; got [last - first]. */
static void run(struct transient_interval *got, const struct coverage *c, const struct scenario *s, const struct requirement *r,
                int first, int last, int up)
{
    const struct queue *q = &s->queues[r->queue];
    int                *agents = xcalloc((size_t)(last - first), sizeof *agents);
    for (int t = first; t < last; t++)
        agents[t - first] = staff_of(c, t, up);
    const struct transient_case in = {.intervals = last - first,
                                      .interval_s = 60.0 * s->horizon.interval_min,
                                      .calls = r->offered + first,
                                      .agents = agents,
                                      .aht_s = r->aht_s + first,
                                      .patience_s = patience_of(q),
                                      .limit_s = limit_of(q),
                                      .drop = CROWD_FINISH,
                                      .with_levels = 1};
    transient_measure(got, &in);
    free(agents);
}

static void stretch(struct coverage *c, const struct scenario *s, const struct requirement *r, int first, int last)
{
    struct transient_interval *low = xcalloc((size_t)(last - first), sizeof *low), *high = xcalloc((size_t)(last - first), sizeof *high);
    int                        between = 0;
    for (int t = first; t < last; t++)
        between |= share_up(c, t) > 0;
    run(low, c, s, r, first, last, 0);
    if (between)
        run(high, c, s, r, first, last, 1);
    for (int t = first; t < last; t++) {
        double part = share_up(c, t);
        int    n = staff_of(c, t, 0), i = t - first;
        if (!(r->offered[t] > 0))
            continue;
        c->sl_alone[t] = alone_at(s, r, t, n);
        c->sl_carried[t] = low[i].sl_offered;
        if (part > 0) {
            c->sl_alone[t] += part * (alone_at(s, r, t, n + 1) - c->sl_alone[t]);
            c->sl_carried[t] += part * (high[i].sl_offered - low[i].sl_offered);
        }
    }
    free(low);
    free(high);
}

void check_carried(struct coverage *c, const struct scenario *s, const struct requirement *r)
{
    const unsigned char *open = s->queues[r->queue].open;
    c->sl_alone = xcalloc((size_t)c->intervals, sizeof *c->sl_alone);
    c->sl_carried = xcalloc((size_t)c->intervals, sizeof *c->sl_carried);
    for (int t = 0; t < c->intervals; t++)
        c->sl_alone[t] = c->sl_carried[t] = NAN;
    for (int first = 0, last; first < c->intervals; first = last) {
        for (last = first + 1; last < c->intervals && open[last] == open[first];)
            last++;
        if (open[first])
            stretch(c, s, r, first, last);
    }
}
