/* interval_rows - rows of counts (an interval or a day a row) into bins: offered, answered, abandoned, handle times and
 * waits, whether the file gives them as means or as sums. */
#ifndef HISTORY_INTERVAL_ROWS_H
#define HISTORY_INTERVAL_ROWS_H

#include "history/bins.h"
#include "history/moment.h"

enum { INTERVAL_ROWS_PARTS = 3 };

struct interval_rows { /* what was understood */
    int    has_answered, has_abandoned, has_handle, has_wait;
    int    offered_from;        /* 0: its column; 1: answered + abandoned; 2: answered alone, so those who hung up are missing */
    int    handle_columns[INTERVAL_ROWS_PARTS], wait_column; /* -1 unused */
    int    is_total[COLUMNS_COUNT]; /* a duration's column holds sums */
    int    has_ends;            /* moments are ends of intervals */
    int    length_s;            /* as ranges state it, 0 not stated, -1 differing */
    unsigned char minute_seen[1440]; /* 1: some row is at this minute of the day */
    double service_level;       /* over all, by the file's own column (share or count); NAN none */
    long   uneven, first_uneven; /* rows where answered + abandoned is not offered; line of the first */
    long   fractions, first_fraction; /* rows with a fractional offered; line of the first */
    long   over, first_over;     /* rows where answered is more than offered; line of the first */
    long   never;               /* rows without contacts in an hour that did not exist, passed over */
};

/* Reads every row. 0, or -1 with faults. */
int interval_rows_read(struct interval_rows *out, struct bins *bins, struct table *t, const struct layout *l,
                       const struct moment_reader *when, const struct choices *c, struct layout_notes *notes,
                       struct faults *faults);

#endif
