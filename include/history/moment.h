/* moment - when a row of an export was: the date and the time of day, from the one, two or three columns that say so. */
#ifndef HISTORY_MOMENT_H
#define HISTORY_MOMENT_H

#include "base/zone.h"
#include "history/layout.h"

enum moment_kind {
    MOMENT_UNUSED,
    MOMENT_DATE,     /* 2026-03-09 */
    MOMENT_CLOCK,    /* 10:00, 10:00-10:30, 10 */
    MOMENT_BOTH,     /* 2026-03-09 10:00 */
    MOMENT_ORDINAL   /* 17: the 17th day from --first-date */
};

enum moment_span { MOMENT_NO_SPAN, MOMENT_SPAN, MOMENT_SPAN_DASH }; /* "2026-03-09 08:00 - 08:30", "2026-03-09 08:00-08:30" */

struct moment_reader {
    const struct table *table;
    const struct zone  *zone;  /* NULL: not known */
    int  date, clock, both, ordinal; /* columns, -1 none */
    int  clock_packed;               /* 1: "830" and "1430" */
    enum moment_span span;           /* of the both column */
    int  is_end;                     /* 1: what is stated is the interval's end */
    int  end;                        /* column of the end beside the start, -1 none: tells the length */
    int  first_day;                  /* of the undated */
    int  one_day;                    /* 1: all rows are of first_day */
    long first_ordinal;              /* ordinal of the first row */
};

struct moment {
    int day, second;          /* of the wall clock: the second may be 86400 only as an end */
    int has_offset, offset_s; /* seconds east of Greenwich, where the file or the zone tells */
    int length_s;             /* of the interval, 0 not stated */
    int never;                /* 1: the clock was put forward over it; how it reads is kept */
    int twice;                /* 1: the clock showed it twice, and the file does not say which */
    int later;                /* 1: taken for the second time (moment_later) */
};

/* Finds the columns. zone may be NULL. 0, or -1 with faults: nothing says when, an undated file without a first date. */
int moment_open(struct moment_reader *m, const struct table *t, const struct layout *l, const struct choices *c,
                const struct zone *zone, struct faults *faults);
/* 1 when rows state a time of day, not only a day. */
int moment_has_clock(const struct moment_reader *m);
/* Reads a row. 0, or -1 with faults. */
int moment_read(const struct moment_reader *m, long row, struct moment *out, struct faults *faults);
/* What column c (of the table) was taken for. */
enum moment_kind moment_role(const struct moment_reader *m, int column);
/* Fills offset, never and twice from day, second and the zone (NULL: none). */
void moment_place(struct moment *out, const struct zone *zone);
/* "10:00", "10:00 - 10:30", "10" (an hour), "8 AM", "0800-0830", in seconds of the day; *end_s is -1 without a second time.
 * 0, or -1. */
int moment_clock(const char *s, int *start_s, int *end_s);
/* Seconds from the start to the end of an interval, both times of day: over midnight where the end is not behind the start,
 * a day from 00:00 to 00:00, else 0 from a time to itself. */
int moment_length_s(int start_s, int end_s);
/* Takes a doubled hour for its second time. */
void moment_later(struct moment *out, const struct zone *zone);
/* Adds the fault that this moment never was; returns -1. */
int moment_fault_never(const struct moment_reader *m, long row, const struct moment *at, struct faults *faults);

#endif
