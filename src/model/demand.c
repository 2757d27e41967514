#include "model/demand.h"
#include "base/alloc.h"
#include "base/table.h"
#include "model/interval_table.h"
#include "model/notes.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { QUEUE, START, END, OFFERED, P10, P50, P90, AHT, COLUMNS };
static const double NORMAL_P90 = 1.2815515655446004; /* the standard normal's 90 % quantile */

void demand_alloc(struct demand *d, int queue, int intervals)
{
    size_t n = (size_t)intervals;
    memset(d, 0, sizeof *d);
    d->queue = queue;
    d->intervals = intervals;
    d->offered = xcalloc(n, sizeof *d->offered);
    d->p10 = xcalloc(n, sizeof *d->p10);
    d->p50 = xcalloc(n, sizeof *d->p50);
    d->p90 = xcalloc(n, sizeof *d->p90);
    d->aht_s = xcalloc(n, sizeof *d->aht_s);
}

void demand_free(struct demand *d)
{
    free(d->offered);
    free(d->p10);
    free(d->p50);
    free(d->p90);
    free(d->aht_s);
    free(d->scores);
    notes_free(d->notes, d->note_count);
    memset(d, 0, sizeof *d);
}

static int read_row(struct demand *demands, const struct scenario *s, const struct table *t, long row, const int *c, int queue,
                    int interval, struct faults *faults)
{
    struct demand *d = &demands[queue];
    double         offered = 0, aht = s->queues[queue].aht_s;
    int            open = s->queues[queue].open[interval];
    if (table_number(t, row, c[OFFERED], 0, 1e9, &offered, faults) < 0)
        return -1;
    if (!open && offered > 0)
        return table_fault(t, row, c[OFFERED], faults,
                           "offered is %s, but %s is closed then; want 0, or other opening hours in scenario.json",
                           table_text(t, row, c[OFFERED]), s->queues[queue].name);
    double spread = NORMAL_P90 * sqrt(offered), p10 = fmax(0, offered - spread), p50 = offered, p90 = offered + spread;
    if (table_number(t, row, c[P10], 0, 1e9, &p10, faults) < 0 || table_number(t, row, c[P50], 0, 1e9, &p50, faults) < 0 ||
        table_number(t, row, c[P90], 0, 1e9, &p90, faults) < 0 ||
        table_number(t, row, c[AHT], TEXT_ABOVE_0, CLOCK_DAY_S, &aht, faults) < 0)
        return -1;
    if (open && isnan(aht))
        return table_fault(t, row, c[AHT], faults, "no handle time; want a column aht_s, or aht_s of queue %s in scenario.json",
                           s->queues[queue].name);
    d->offered[interval] = offered;
    d->p10[interval] = p10;
    d->p50[interval] = p50;
    d->p90[interval] = p90;
    d->aht_s[interval] = aht;
    return 0;
}

/* A closed interval needs no row, but a handle time above 0. */
static void fill_closed(struct demand *d, const struct scenario *s)
{
    double aht = s->queues[d->queue].aht_s;
    for (int t = 0; t < d->intervals; t++)
        if (!(d->aht_s[t] > 0))
            d->aht_s[t] = aht > 0 ? aht : 1;
}

int demand_read(struct demand *demands, const struct scenario *s, const char *path, struct faults *faults)
{
    struct table              t;
    struct interval_rows      rows;
    static struct table_column const spec[COLUMNS] = {
        {"queue", TABLE_OPTIONAL},       {"start", TABLE_FILLED},         {"end", TABLE_OPTIONAL},
        {"offered", TABLE_FILLED},       {"offered_p10", TABLE_OPTIONAL}, {"offered_p50", TABLE_OPTIONAL},
        {"offered_p90", TABLE_OPTIONAL}, {"aht_s", TABLE_OPTIONAL}};
    int  c[COLUMNS];
    long before = faults->total;
    if (table_read(&t, path, NULL, faults))
        return -1;
    for (int q = 0; q < s->queue_count; q++)
        demand_alloc(&demands[q], q, s->horizon.intervals);
    if (table_columns(&t, spec, COLUMNS, c, TABLE_STRICT, faults) == 0) {
        interval_rows_begin(&rows, s, &t, c[QUEUE], c[START]);
        for (long row = 0; row < t.rows; row++) {
            int queue, interval;
            if (interval_rows_place(&rows, row, &queue, &interval, faults) == 0)
                read_row(demands, s, &t, row, c, queue, interval, faults);
        }
        interval_rows_end(&rows, faults);
    }
    table_free(&t);
    for (int q = 0; q < s->queue_count; q++) {
        snprintf(demands[q].method, sizeof demands[q].method, "given");
        fill_closed(&demands[q], s);
        if (faults->total > before)
            demand_free(&demands[q]);
    }
    return faults->total > before ? -1 : 0;
}

int demand_write(const struct demand *demands, const struct scenario *s, const char *path, struct faults *faults)
{
    struct table_out o = {0};
    table_out_header(&o, "queue,start,end,offered,offered_p10,offered_p50,offered_p90,aht_s");
    for (int q = 0; q < s->queue_count; q++) {
        const struct demand *d = &demands[q];
        for (int t = 0; t < d->intervals; t++) {
            if (!s->queues[d->queue].open[t])
                continue;
            interval_out(&o, s, d->queue, t);
            table_out_number(&o, d->offered[t]);
            table_out_number(&o, d->p10[t]);
            table_out_number(&o, d->p50[t]);
            table_out_number(&o, d->p90[t]);
            table_out_number(&o, d->aht_s[t]);
            table_out_end(&o);
        }
    }
    int failed = table_out_write(&o, path, faults);
    table_out_free(&o);
    return failed;
}
