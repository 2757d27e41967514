#include "staffing/curve.h"
#include "base/alloc.h"
#include <assert.h>
#include <math.h>

struct queue_case curve_case(const struct scenario *s, const struct requirement *r, int interval)
{
    const struct queue *q = &s->queues[r->queue];
    return (struct queue_case){.calls = r->offered[interval],
                               .interval_s = 60.0 * s->horizon.interval_min,
                               .aht_s = r->aht_s[interval],
                               .patience_s = q->model == QUEUE_ERLANG_A ? q->patience_s : INFINITY,
                               .waiting_places = INFINITY};
}

enum queue_sl curve_kind(enum sl_definition definition)
{
    static const enum queue_sl kinds[] = {[SL_OFFERED] = QUEUE_SL_OFFERED,
                                          [SL_ANSWERED] = QUEUE_SL_ANSWERED,
                                          [SL_EXCLUDING_SHORT] = QUEUE_SL_EXCLUDING_SHORT,
                                          [SL_MET] = QUEUE_SL_MET};
    assert(definition <= SL_MET);
    return kinds[definition];
}

double curve_limit_s(const struct queue *q)
{
    if (!isnan(q->goal.within_s))
        return q->goal.within_s;
    return q->peak_count > 0 ? q->peaks[0].within_s : 20;
}

/* The denominator of a service level, as a share of offered, for n = 0 .. most:
 *   answered: in time / (in time / answered); where neither shows, all agents are busy all the time and answer n / load
 *   excluding_short: 1 - (met - in time), since met - in time is the share gone within T */
static void denominators(double *counted, const double *in_time, int most, const struct queue_case *c,
                         enum queue_sl kind, double limit_s)
{
    double load = c->calls * c->aht_s / c->interval_s;
    int    ratio = kind == QUEUE_SL_ANSWERED, difference = kind == QUEUE_SL_EXCLUDING_SHORT;
    if (ratio || difference)
        queue_service_levels(counted, most, c, ratio ? kind : QUEUE_SL_MET, limit_s);
    for (int n = 0; n <= most; n++) {
        if (ratio && in_time[n] > 0 && counted[n] > 0)
            counted[n] = fmin(1, in_time[n] / counted[n]);
        else if (ratio)
            counted[n] = load > 0 && isfinite(c->patience_s) ? fmin(1, n / load) : 1;
        else
            counted[n] = difference ? 1 - (counted[n] - in_time[n]) : 1;
    }
}

void curve_make(struct requirement *r, const struct scenario *s)
{
    const struct queue *q = &s->queues[r->queue];
    enum queue_sl       kind = curve_kind(q->goal.definition);
    double              limit_s = curve_limit_s(q);
    int                 numerator = kind == QUEUE_SL_MET ? QUEUE_SL_MET : QUEUE_SL_OFFERED;
    size_t              used = 0, room = 0, counted_room = 0;
    for (int t = 0; t < r->intervals; t++) {
        struct queue_case c = curve_case(s, r, t);
        double            load = c.calls * c.aht_s / c.interval_s;
        int               most = (int)fmin(ceil(load + 8 * sqrt(load) + 20), 1e6);
        if (c.calls <= 0)
            most = 0;
        else if (most <= r->agents[t])
            most = r->agents[t] + 1;
        r->in_time = xgrow(r->in_time, &room, used + (size_t)most + 1, sizeof *r->in_time);
        r->counted = xgrow(r->counted, &counted_room, used + (size_t)most + 1, sizeof *r->counted);
        queue_service_levels(r->in_time + used, most, &c, (enum queue_sl)numerator, limit_s);
        while (most > r->agents[t] && r->in_time[used + (size_t)most - 1] >= 1 - 1e-12)
            most--;
        denominators(r->counted + used, r->in_time + used, most, &c, kind, limit_s);
        r->curve_at[t] = (int)used;
        r->curve_len[t] = most + 1;
        used += (size_t)most + 1;
        assert(used < 1u << 31);
    }
}
