#include "staffing/curve.h"
#include "base/alloc.h"
#include "queueing/erlang_a_table.h"
#include <assert.h>
#include <math.h>
#include <stdlib.h>

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

/* in_time and counted for n = 0 .. most by the definition, rows being room for most + 1:
 *   offered, answered, excluding_short: answered in time, over 1, over answered, over 1 - gone in time
 *   met: answered or gone in time = 1 - longer, over 1 */
static void fill(double *in_time, double *counted, int most, const struct queue_case *c, enum queue_sl kind, double limit_s,
                 struct erlang_a_row *rows)
{
    if (c->calls <= 0 || isinf(c->patience_s)) { /* nobody hangs up: the definitions agree */
        queue_service_levels(in_time, most, c, kind, limit_s);
        for (int n = 0; n <= most; n++)
            counted[n] = 1;
        return;
    }
    erlang_a_table(rows, most, c, limit_s);
    for (int n = 0; n <= most; n++) {
        in_time[n] = kind == QUEUE_SL_MET ? 1 - rows[n].longer : rows[n].in_time;
        counted[n] = kind == QUEUE_SL_ANSWERED            ? rows[n].answered
                     : kind == QUEUE_SL_EXCLUDING_SHORT ? rows[n].in_time + rows[n].longer
                                                        : 1;
    }
}

/* Agents with which all but 1e-12 are surely answered in time, and more than the interval's own. */
static int most_agents(const struct queue_case *c, int agents)
{
    double load = c->calls * c->aht_s / c->interval_s;
    int    most = (int)fmin(ceil(load + 8 * sqrt(load) + 20), 1e6);
    if (c->calls <= 0)
        return 0;
    return most > agents ? most : agents + 1;
}

void curve_make(struct requirement *r, const struct scenario *s)
{
    const struct queue *q = &s->queues[r->queue];
    enum queue_sl       kind = curve_kind(q->goal.definition);
    size_t              used = 0, room = 0, counted_room = 0, rows_room = 0;
    struct erlang_a_row *rows = NULL;
    for (int t = 0; t < r->intervals; t++) {
        struct queue_case c = curve_case(s, r, t);
        int               most = most_agents(&c, r->agents[t]);
        size_t            needed = used + (size_t)most + 1;
        r->in_time = xgrow(r->in_time, &room, needed, sizeof *r->in_time);
        r->counted = xgrow(r->counted, &counted_room, needed, sizeof *r->counted);
        rows = xgrow(rows, &rows_room, (size_t)most + 1, sizeof *rows);
        fill(r->in_time + used, r->counted + used, most, &c, kind, curve_limit_s(q), rows);
        while (most > r->agents[t] && r->in_time[used + (size_t)most - 1] >= 1 - 1e-12)
            most--;
        r->curve_at[t] = (int)used;
        r->curve_len[t] = most + 1;
        used += (size_t)most + 1;
        assert(used < 1u << 31);
    }
    free(rows);
}
