/* marks - whether 1.396 calls are 1396 or a little more than one. A column that shows its decimal mark decides for itself,
 * else the other columns of the file do; where none tells, what counts are like, whether offered and answered fit each other,
 * and else the planner. */
#ifndef HISTORY_MARKS_H
#define HISTORY_MARKS_H

#include "base/table.h"
#include "history/layout.h"

struct marks_columns {
    const int *counts, *others; /* columns of contacts (-1: none); of durations */
    int        count_columns, other_columns;
    int        side_by_side;    /* 1: counts are offered, answered, abandoned, of the same contacts */
};

/* Settles how the columns write decimals and thousands; says in notes what was concluded. 0, or -1 with a fault for each
 * column that stays unclear. */
int marks_settle(struct table *t, const struct marks_columns *columns, struct layout_notes *notes, struct faults *faults);

#endif
