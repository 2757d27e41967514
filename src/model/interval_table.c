#include "model/interval_table.h"
#include "base/alloc.h"
#include <math.h>
#include <stdlib.h>

void interval_rows_begin(struct interval_rows *r, const struct scenario *s, const struct table *t, int queue_column,
                         int start_column)
{
    size_t cells = (size_t)s->queue_count * (size_t)s->horizon.intervals;
    *r = (struct interval_rows){s, t, queue_column, start_column, xmalloc(cells * sizeof *r->row_of), 0};
    for (size_t i = 0; i < cells; i++)
        r->row_of[i] = -1;
}

static int find_queue(const struct interval_rows *r, long row, int *queue, struct faults *faults)
{
    const struct scenario *s = r->scenario;
    const char            *name = table_text(r->table, row, r->queue_column);
    char                   meant[128];
    *queue = 0;
    if (!*name && s->queue_count == 1)
        return 0;
    if (!*name)
        return table_fault(r->table, row, r->queue_column, faults, "queue is missing; want the name of one of the %d queues",
                           s->queue_count);
    *queue = scenario_queue_index(s, name);
    if (*queue >= 0)
        return 0;
    return table_fault(r->table, row, r->queue_column, faults, "queue is \"%s\"; want a queue of scenario.json%s", name,
                       scenario_meant(s, NOUN_QUEUE, name, meant, sizeof meant));
}

static int place(struct interval_rows *r, long row, int *queue, int *interval, struct faults *faults)
{
    const struct horizon *h = &r->scenario->horizon;
    const char           *start = table_text(r->table, row, r->start_column);
    char                  from[32], to[32];
    int                   minute;
    if (find_queue(r, row, queue, faults))
        return -1;
    if (horizon_parse(h, start, &minute) || minute >= h->intervals * h->interval_min)
        return table_fault(r->table, row, r->start_column, faults, "start is \"%s\"; want a time from %s to before %s", start,
                           horizon_format(h, 0, from), horizon_format(h, h->intervals * h->interval_min, to));
    if (minute % h->interval_min)
        return table_fault(r->table, row, r->start_column, faults, "start is \"%s\"; want the start of an interval of %d min",
                           start, h->interval_min);
    *interval = minute / h->interval_min;
    long *seen = &r->row_of[(size_t)*queue * (size_t)h->intervals + (size_t)*interval];
    if (*seen >= 0)
        return table_fault(r->table, row, r->start_column, faults,
                           "start is \"%s\", which line %ld has too; want one row for each interval", start,
                           table_line(r->table, *seen));
    *seen = row;
    return 0;
}

int interval_rows_place(struct interval_rows *r, long row, int *queue, int *interval, struct faults *faults)
{
    int failed = place(r, row, queue, interval, faults);
    r->unplaced += failed != 0;
    return failed;
}

int interval_rows_end(struct interval_rows *r, struct faults *faults)
{
    const struct scenario *s = r->scenario;
    int                    failed = r->unplaced > 0 ? -1 : 0;
    for (int q = 0; q < s->queue_count && r->unplaced == 0; q++) {
        int missing = 0, first = -1;
        for (int t = 0; t < s->horizon.intervals; t++)
            if (s->queues[q].open[t] && r->row_of[(size_t)q * (size_t)s->horizon.intervals + (size_t)t] < 0) {
                if (first < 0)
                    first = t;
                missing++;
            }
        char buf[32];
        if (missing > 0)
            failed = faults_add(faults, table_file(r->table), 0, 0,
                                "%d open interval%s of queue %s without a row, the first %s; want a row for each", missing,
                                missing == 1 ? "" : "s", s->queues[q].name,
                                horizon_format(&s->horizon, first * s->horizon.interval_min, buf));
    }
    free(r->row_of);
    r->row_of = NULL;
    return failed;
}

void interval_out(struct table_out *o, const struct scenario *s, int queue, int interval)
{
    char buf[32];
    int  step = s->horizon.interval_min;
    table_out_text(o, s->queues[queue].name);
    table_out_text(o, horizon_format(&s->horizon, interval * step, buf));
    table_out_text(o, horizon_format(&s->horizon, (interval + 1) * step, buf));
}

void interval_out_rounded(struct table_out *o, double value)
{
    table_out_number(o, isfinite(value) ? round(value * 1e6) / 1e6 : NAN);
}
