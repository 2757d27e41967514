/* fields - where a history table keeps what: columns found by the mapping of scenario.json first, else by their names. */
#ifndef HISTORY_FIELDS_H
#define HISTORY_FIELDS_H

#include "base/table.h"
#include "model/columns.h"
#include "model/scenario.h"

struct fields {
    int    at[COLUMNS_COUNT];     /* column of a field, -1: none */
    double unit_s[COLUMNS_COUNT]; /* length of a duration column's unit in seconds */
    int    clock;                 /* column with the time of day beside at[COLUMNS_DATE]; -1: at[COLUMNS_START] (or END) says all */
};

/* Finds the columns of one queue's history in t. Faults: a mapped column that is not there, two columns of one meaning,
 * no time, no contacts, a handle time that may be mean or sum. 0 or -1. */
int fields_find(struct fields *f, struct table *t, const struct queue *q, struct faults *faults);

#endif
