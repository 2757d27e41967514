#include "history/grid_rows.h"

#include "base/alloc.h"
#include "history/marks.h"
#include "model/notes.h"
#include <stdlib.h>
#include <math.h>
#include <string.h>

#define COUNT_MOST 1e9
enum { COLUMNS_LEAST = 3 };

/* The time of day a column is of, or -1. A bare number is no time here: it would be a year or a total. */
static int clock_of(const struct table *t, const struct layout *l, int column, int *length_s)
{
    int         start_s, end_s;
    const char *name = table_header(t, column);
    if (l->field[column] >= 0 || !strchr(name, ':') || moment_clock(name, &start_s, &end_s) || start_s >= CLOCK_DAY_S)
        return -1;
    *length_s = end_s >= 0 ? moment_length_s(start_s, end_s) : 0;
    return start_s;
}

int grid_rows_holds(const struct table *t, const struct layout *l, int column)
{
    int length_s;
    return clock_of(t, l, column, &length_s) >= 0;
}

int grid_rows_is(const struct table *t, const struct layout *l)
{
    int columns = 0;
    for (int c = 0; c < l->columns; c++)
        columns += grid_rows_holds(t, l, c);
    return columns >= COLUMNS_LEAST && l->of[COLUMNS_OFFERED] < 0 && l->of[COLUMNS_ANSWERED] < 0;
}

struct reader {
    struct interval_rows       *out;
    struct bins                *bins;
    const struct table         *table;
    const struct moment_reader *when;
    int                         queue;
    long                        unknown, first_unknown;
};

static int read_cell(struct reader *r, long row, int column, int start_s, struct moment *at, struct faults *faults)
{
    double offered = 0;
    int    found = table_number(r->table, row, column, 0, COUNT_MOST, &offered, faults);
    if (found < 0)
        return -1;
    if (!found) {
        if (r->unknown++ == 0)
            r->first_unknown = table_line(r->table, row);
        return 0;
    }
    at->second = start_s;
    moment_place(at, r->when->zone);
    r->out->minute_seen[start_s / 60] = 1;
    if (at->never && offered > 0)
        return moment_fault_never(r->when, row, at, faults);
    if (at->never) {
        r->out->never++;
        return 0;
    }
    struct bin *bin = bins_add(r->bins, r->queue, (int64_t)at->day * CLOCK_DAY_S + start_s,
                               at->has_offset ? at->offset_s : BINS_NO_OFFSET);
    bin->line = table_line(r->table, row);
    bin->offered = offered;
    return 0;
}

static int read_row(struct reader *r, const struct layout *l, const struct choices *c, long row, struct faults *faults)
{
    struct moment at;
    const char   *name = c->queue                   ? c->queue
                         : l->of[COLUMNS_QUEUE] < 0 ? "calls"
                                                    : table_text(r->table, row, l->of[COLUMNS_QUEUE]);
    if (moment_read(r->when, row, &at, faults))
        return -1;
    if (!*name)
        return table_fault(r->table, row, l->of[COLUMNS_QUEUE], faults, "%s is empty; want a queue's name",
                           table_header(r->table, l->of[COLUMNS_QUEUE]));
    r->queue = bins_queue(r->bins, name);
    for (int column = 0; column < l->columns; column++) {
        int length_s, start_s = clock_of(r->table, l, column, &length_s);
        if (start_s < 0)
            continue;
        if (length_s)
            r->out->length_s = r->out->length_s == 0 || r->out->length_s == length_s ? length_s : -1;
        read_cell(r, row, column, start_s, &at, faults);
    }
    return 0;
}

static int settle_marks(struct table *t, const struct layout *l, struct layout_notes *notes, struct faults *faults)
{
    int                 *columns = xcalloc((size_t)l->columns, sizeof *columns);
    struct marks_columns list = {.counts = columns};
    for (int c = 0; c < l->columns; c++)
        if (grid_rows_holds(t, l, c))
            columns[list.count_columns++] = c;
    int code = marks_settle(t, &list, notes, faults);
    free(columns);
    return code;
}

int grid_rows_read(struct interval_rows *out, struct bins *bins, struct table *t, const struct layout *l,
                   const struct moment_reader *when, const struct choices *c, struct layout_notes *notes,
                   struct faults *faults)
{
    struct reader r = {.out = out, .bins = bins, .table = t, .when = when};
    long          before = faults->total;
    memset(out, 0, sizeof *out);
    out->handle_columns[0] = out->handle_columns[1] = out->handle_columns[2] = out->wait_column = -1;
    out->service_level = NAN;
    if (moment_has_clock(when))
        return faults_add(faults, table_file(t), 0, 0,
                          "has a column for each time of day and times in its rows as well; say what it "
                          "counts with --map offered=COLUMN");
    if (settle_marks(t, l, notes, faults))
        return -1;
    for (long row = 0; row < t->rows; row++)
        read_row(&r, l, c, row, faults);
    if (r.unknown)
        layout_note(notes, "empty cells: %ld (first in line %ld): those intervals are not known, and left out", r.unknown,
                    r.first_unknown);
    return faults->total > before ? -1 : 0;
}
