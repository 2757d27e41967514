/* history_read - from a queue's export to its history: rows found by column name or mapping, placed by local time,
 * gaps, closed days and outliers named. Finer rows than the scenario's interval are added up, coarser ones split evenly
 * (and a note says so). */
#ifndef HISTORY_HISTORY_READ_H
#define HISTORY_HISTORY_READ_H

#include "model/history.h"
#include "model/scenario.h"

/* Reads the history of one queue. Rows of other queues (column queue) are passed over. Returns 0, or -1 with faults:
 * missing column, unreadable cell, negative, duplicate interval, a timestamp off the grid... */
int history_read(struct history *h, const struct scenario *s, int queue, struct faults *faults);

#endif
