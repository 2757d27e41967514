/* place - rows put on the grid of days and slots: finer rows added up, coarser ones split evenly, the doubled hour of a
 * 25-hour day averaged, two rows for one interval refused. */
#ifndef HISTORY_PLACE_H
#define HISTORY_PLACE_H

#include "history/rows.h"
#include "model/history.h"

struct place_source { /* where the rows come from, for faults */
    const char *file;
    int         time_column; /* from 0 */
    int         at_end;      /* 1: times are the intervals' ends */
};

/* Fills first_day, days and the arrays of h (queue, interval_min and slots are set already). Moves the times of r to the
 * intervals' starts. *step_min: the length of the rows' intervals. 0, or -1 with faults. */
int place_rows(struct history *h, struct rows *r, const struct scenario *s, const struct place_source *source,
               int *step_min, struct faults *faults);

#endif
