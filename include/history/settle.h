/* settle - what only all rows together tell: how long the intervals are, which rows are one interval, days without rows. */
#ifndef HISTORY_SETTLE_H
#define HISTORY_SETTLE_H

#include "history/import.h"

/* 1: every row is at 00:00 of a day, and there are several days. */
int  settle_is_daily(const struct bins *b);
/* Finds interval_min from the starts, or the ranges they state; turns ends into starts. 0, or -1 with faults. */
int  settle_interval(struct import *im, const struct choices *c, struct faults *faults);
/* Sorts; rows of the same queue and interval are the two of a doubled hour, or added up on request, or a fault. */
int  settle_doubles(struct import *im, const struct choices *c, struct faults *faults);
/* Adds rows up to the interval asked for. 0, or -1 with a fault. */
int  settle_width(struct import *im, const struct choices *c, struct faults *faults);
/* Notes what the rows leave out or do not agree on. */
void settle_notes(struct import *im);

#endif
