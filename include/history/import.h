/* import - any export of a phone system or spreadsheet into a history by queue and interval: counts by interval, counts by
 * day with an intraday profile, or call records. Says what it understood before anything is written. */
#ifndef HISTORY_IMPORT_H
#define HISTORY_IMPORT_H

#include "history/call_log.h"
#include "history/interval_rows.h"

enum import_kind { IMPORT_INTERVALS, IMPORT_DAYS, IMPORT_CALLS };

struct import {
    enum import_kind     kind;
    struct table         table;         /* the file, below its header */
    struct layout        layout;        /* what each column was taken for */
    struct moment_reader when;
    struct bins          bins;          /* the history: sorted, no two alike */
    int                  interval_min;
    int                  grid;          /* 1: a row a day, a column an interval */
    int                  one_queue;     /* 1: --queue names the only one */
    int                  offsets;       /* 1: starts are written with their UTC offset */
    struct interval_rows rows;          /* of intervals and days */
    struct call_log      calls;         /* of call records */
    long                 file_rows;     /* rows of data in the file */
    long                 source_days;   /* of a file with a row a day */
    struct layout_notes  notes;         /* what was noticed, in a planner's words */
    int                  has_answered, has_abandoned, has_handle, has_wait;
    struct import_sums {                /* over all queues */
        double offered, answered, abandoned, aht_s, asa_s; /* NAN: not known */
        int    first_day, last_day, days_with_rows;
    } sums;
};

/* Reads and understands; writes nothing. 0, or -1 with faults. */
int  import_read(struct import *im, const char *path, const struct choices *c, struct faults *faults);
/* The same of a history by interval, to learn an intraday profile from; any other kind of file is a fault. */
int  import_read_profile(struct import *im, const char *path, struct faults *faults);
/* The history as history.csv has it, rows [0, bins.count). */
void import_table(const struct import *im, struct table_out *out);
/* One row of it, as CSV without a line end, into t (emptied first); row -1: the header. */
void import_row_text(const struct import *im, long row, struct text *t);
/* First, busiest (else a middle) and last row: enough to see a wrong order of dates or a total taken for an interval. How
 * many. */
int  import_samples(const struct import *im, long row[3]);
/* Adds to c what was found in the file and next month's may not show: encoding, order of dates, the mark of decimals. What c
 * has stays; where columns disagree nothing is added. */
void import_remember(const struct import *im, struct choices *c);
void import_free(struct import *im);

#endif
