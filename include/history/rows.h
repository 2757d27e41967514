/* rows - the rows of one queue's history as numbers: when by the wall clock, and what. */
#ifndef HISTORY_ROWS_H
#define HISTORY_ROWS_H

#include "base/table.h"
#include "base/zone.h"
#include "history/fields.h"
#include "model/scenario.h"

struct row {
    long   line;
    int    day, second;         /* of the wall clock, of the interval's start (its end where only that is given) */
    int    twice;               /* 1: the clock showed this time twice that day */
    double offered;             /* contacts; answered + abandoned where only those are given */
    double answered, abandoned; /* NAN: not known */
    double aht_s;               /* NAN: not known */
};

struct rows {
    struct row *items; /* [count] in the order of the file */
    long        count;
    long        others; /* rows of other queues, passed over */
};

/* Every row of queue q. Unreadable cells, negative numbers, times that do not exist: faults, then -1 and nothing to free. */
int  rows_read(struct rows *r, const struct table *t, const struct fields *f, const struct queue *q, const struct zone *z,
               struct faults *faults);
void rows_free(struct rows *r);

#endif
