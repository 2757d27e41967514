/* interval_table - tables with a row per queue and interval: forecast.csv, requirement.csv, coverage.csv. Placing their
 * rows on the axis when they are read, and the three columns every one of them begins with. */
#ifndef MODEL_INTERVAL_TABLE_H
#define MODEL_INTERVAL_TABLE_H

#include "base/table.h"
#include "model/scenario.h"

struct interval_rows { /* the row found for every queue and interval */
    const struct scenario *scenario;
    const struct table    *table;
    int                    queue_column, start_column; /* queue_column -1: only allowed with one queue */
    long                  *row_of;                     /* [queue_count * horizon.intervals] -1: none yet */
    long                   unplaced;                   /* rows that could not be placed */
};

void interval_rows_begin(struct interval_rows *r, const struct scenario *s, const struct table *t, int queue_column,
                         int start_column);
/* Which queue and interval a row is about. -1 with a fault: unknown queue, a start that is no time, lies outside the
 * horizon or off the grid, or a second row for the same interval. */
int  interval_rows_place(struct interval_rows *r, long row, int *queue, int *interval, struct faults *faults);
/* Every open interval must have had a row, or a fault names the first that is missing of each queue (unless some rows
 * could not be placed, which was told already). Frees r. */
int  interval_rows_end(struct interval_rows *r, struct faults *faults);

/* The cells queue,start,end of a row being written. */
void interval_out(struct table_out *o, const struct scenario *s, int queue, int interval);
/* A number that is only looked at, never read back: rounded to six places; NaN or infinite: an empty cell. */
void interval_out_rounded(struct table_out *o, double value);

#endif
