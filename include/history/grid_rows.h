/* grid_rows - a row a day and a column an interval ("Date, 08:00, 08:30, ..."), as planners lay out their sheets: every
 * cell is the contacts offered in that interval, an empty one is not known. */
#ifndef HISTORY_GRID_ROWS_H
#define HISTORY_GRID_ROWS_H

#include "history/interval_rows.h"

/* 1: the header has times of day, and no column counts contacts. */
int grid_rows_is(const struct table *t, const struct layout *l);
/* 1: the column is an interval's. */
int grid_rows_holds(const struct table *t, const struct layout *l, int column);

/* Reads every row. 0, or -1 with faults. */
int grid_rows_read(struct interval_rows *out, struct bins *bins, struct table *t, const struct layout *l,
                   const struct moment_reader *when, const struct choices *c, struct layout_notes *notes,
                   struct faults *faults);

#endif
