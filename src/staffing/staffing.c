#include "staffing/staffing.h"
#include "base/table.h"
#include "model/interval_table.h"
#include "staffing/curve.h"
#include "staffing/finish.h"
#include <math.h>
#include <stdlib.h>

enum { AGENTS_MOST = 1000000 };

/* The limits that hold in every open interval, and a service level (NAN: none) within limit_s. */
static struct queue_goal goal_of(const struct queue *q, double service_level, double limit_s)
{
    struct queue_goal g = QUEUE_NO_GOAL;
    g.sl = isnan(service_level) ? 0 : service_level;
    g.sl_kind = curve_kind(q->goal.definition);
    g.limit_s = isnan(limit_s) ? 0 : limit_s;
    g.wait_over_all = q->goal.asa_over_all;
    g.wait_max_s = isnan(q->goal.asa_s) ? INFINITY : q->goal.asa_s;
    g.abandon_max = isnan(q->goal.abandon_max) ? 1 : q->goal.abandon_max;
    g.occupancy_max = isnan(q->goal.occupancy_max) ? 1 : q->goal.occupancy_max;
    return g;
}

static int least(const struct scenario *s, const struct requirement *r, int t, double service_level, double limit_s)
{
    const struct queue_case c = curve_case(s, r, t);
    const struct queue_goal g = goal_of(&s->queues[r->queue], service_level, limit_s);
    int                     n = queue_least_agents(&c, &g, AGENTS_MOST);
    return n < 0 ? AGENTS_MOST : n;
}

/* agents and floor_agents of an open interval as the goals want them */
static void need(struct requirement *r, const struct scenario *s, int t)
{
    const struct queue *q = &s->queues[r->queue];
    int                 peak = scenario_peak(s, r->queue, t), for_peak = 0, alone_or_peak;
    int                 spans = q->goal.scope != SCOPE_INTERVAL && !isnan(q->goal.service_level);
    int                 alone = least(s, r, t, q->goal.service_level, q->goal.within_s);
    int                 whatever = spans ? least(s, r, t, q->goal.floor, q->goal.within_s) : alone;
    if (peak >= 0)
        for_peak = least(s, r, t, q->peaks[peak].service_level, q->peaks[peak].within_s);
    alone_or_peak = for_peak > alone ? for_peak : alone;
    r->agents[t] = alone_or_peak > q->min_agents ? alone_or_peak : q->min_agents;
    r->floor_agents[t] = for_peak > whatever ? for_peak : whatever;
}

void staffing_make(struct requirement *r, const struct scenario *s, const struct demand *d)
{
    requirement_alloc(r, d->queue, d->intervals);
    for (int t = 0; t < d->intervals; t++) {
        r->offered[t] = d->offered[t];
        r->aht_s[t] = d->aht_s[t];
        if (s->queues[d->queue].open[t])
            need(r, s, t);
    }
    finish_requirement(r, s);
}

/* --- the planner's own agents ----------------------------------------------------------------------------------- */

enum { QUEUE, START, AGENTS, FLOOR, OFFERED, AHT, COLUMNS };

static int read_row(struct requirement *rs, const struct scenario *s, const struct table *t, long row, const int *c,
                    struct interval_rows *rows, struct faults *faults)
{
    int queue, at, agents = 0;
    if (interval_rows_place(rows, row, &queue, &at, faults))
        return -1;
    const struct queue *q = &s->queues[queue];
    struct requirement *r = &rs[queue];
    double              offered = 0, aht = q->aht_s;
    if (table_integer(t, row, c[AGENTS], 0, AGENTS_MOST, &agents, faults) < 0)
        return -1;
    int floor_agents = agents;
    if (table_integer(t, row, c[FLOOR], 0, agents, &floor_agents, faults) < 0 ||
        table_number(t, row, c[OFFERED], 0, 1e9, &offered, faults) < 0 ||
        table_number(t, row, c[AHT], TEXT_ABOVE_0, CLOCK_DAY_S, &aht, faults) < 0)
        return -1;
    if (!q->open[at] && agents > 0)
        return table_fault(t, row, c[AGENTS], faults, "agents is %d, but %s is closed then; want 0, or other opening "
                           "hours in scenario.json", agents, q->name);
    if (offered > 0 && isnan(aht))
        return table_fault(t, row, c[AHT], faults, "no handle time; want a column aht_s, or aht_s of queue %s in "
                           "scenario.json", q->name);
    r->agents[at] = agents;
    r->floor_agents[at] = floor_agents;
    r->offered[at] = offered;
    r->aht_s[at] = aht;
    return 0;
}

/* Agents that are not what the goal needs were set by hand: then they are meant, and are the interval's floor too. */
static void keep_by_hand(struct requirement *r, const struct scenario *s, int t)
{
    int agents = r->agents[t], floor_agents = r->floor_agents[t];
    need(r, s, t);
    r->floor_agents[t] = r->agents[t] == agents ? floor_agents : agents;
    r->agents[t] = agents;
}

static void finish_given(struct requirement *r, const struct scenario *s)
{
    for (int t = 0; t < r->intervals; t++) {
        if (!(r->aht_s[t] > 0)) /* no contacts: any handle time will do */
            r->aht_s[t] = s->queues[r->queue].aht_s > 0 ? s->queues[r->queue].aht_s : 1;
        if (r->offered[t] > 0)
            keep_by_hand(r, s, t);
    }
    finish_requirement(r, s);
}

int staffing_read(struct requirement *rs, const struct scenario *s, const char *path, struct faults *faults)
{
    static const struct table_column spec[COLUMNS] = {
        [QUEUE] = {"queue", TABLE_OPTIONAL},         [START] = {"start", TABLE_FILLED},
        [AGENTS] = {"agents", TABLE_FILLED},         [FLOOR] = {"floor_agents", TABLE_OPTIONAL},
        [OFFERED] = {"offered", TABLE_OPTIONAL},     [AHT] = {"aht_s", TABLE_OPTIONAL}};
    struct table         t;
    struct interval_rows rows;
    int                  c[COLUMNS];
    long                 before = faults->total;
    if (table_read(&t, path, NULL, faults))
        return -1;
    for (int q = 0; q < s->queue_count; q++)
        requirement_alloc(&rs[q], q, s->horizon.intervals);
    /* The other columns of a requirement.csv follow from these: they may stand there, and are not read. */
    if (table_columns(&t, spec, COLUMNS, c, TABLE_OTHERS_PASS, faults) == 0) {
        interval_rows_begin(&rows, s, &t, c[QUEUE], c[START]);
        for (long row = 0; row < t.rows; row++)
            read_row(rs, s, &t, row, c, &rows, faults);
        interval_rows_end(&rows, faults);
    }
    table_free(&t);
    for (int q = 0; q < s->queue_count; q++)
        if (faults->total > before)
            requirement_free(&rs[q]);
        else
            finish_given(&rs[q], s);
    return faults->total > before ? -1 : 0;
}
