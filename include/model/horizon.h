/* horizon - the time axis of a plan: D local days cut into intervals of equal elapsed length.
 *
 * All times of a plan are elapsed minutes since local midnight of day 0 ("minute"), so arithmetic is plain and a day of
 * 23 or 25 hours is just shorter or longer. Interval t covers minutes [t * interval_min, (t + 1) * interval_min).
 * Wall-clock times enter and leave only through the functions below. The axis carries one more week beyond the horizon
 * (the tail) so that shifts running past its end can be paid; tail intervals have no demand.
 * A cyclic horizon repeats: coverage of minute m counts at m modulo the horizon's length; rest and days do not wrap. */
#ifndef MODEL_HORIZON_H
#define MODEL_HORIZON_H

#include "base/fault.h"
#include <stdint.h>

struct horizon {
    char    zone[64];     /* IANA name, e.g. America/New_York */
    int     first_day;    /* day 0 as days since 1970-01-01 */
    int     days;         /* D >= 1 */
    int     interval_min; /* 15, 30 or 60 (5 and 10 too) */
    int     cyclic;       /* 1: the horizon repeats */
    int     week_starts;  /* weekday a week starts on, 0 Monday .. 6 Sunday */
    int     weeks;        /* periods of the weekly rules */
    int    *week_first;   /* [weeks + 1] first day of each week; week_first[weeks] = days */
    int     intervals;    /* T, of the horizon proper */
    int     axis;         /* T + tail intervals, length of the arrays below */
    int64_t start_utc_s;  /* of minute 0 */
    unsigned char *counts_as; /* [days] weekday a day counts as, see horizon_weekday */
    int    *day_first;    /* [days + 1] first interval of each day; day_first[days] = T */
    int    *day_of;       /* [axis] day an interval lies in (>= days in the tail) */
    int    *wall_min;     /* [axis] wall-clock minutes after midnight at the interval's start */
    int    *utc_offset_s; /* [axis] */
};

/* Fills h. interval_min must divide 60. Weeks are cut at every week_starts weekday; a horizon that does not start on it
 * begins with a short week. Returns 0, or -1 with a fault at (file, line, column) (unknown zone; a UTC offset change
 * that is no multiple of interval_min). */
int  horizon_make(struct horizon *h, const char *zone, int first_day, int days, int interval_min, int cyclic,
                  int week_starts, struct faults *faults, const char *file, long line, long column);
void horizon_free(struct horizon *h);

/* 0 Monday .. 6 Sunday: the calendar's, but a make-up working day (events.csv) counts as the weekday it stands for: in
 * shifts, opening hours, premiums, peaks and shrinkage alike. day may lie outside [0, days). */
int  horizon_weekday(const struct horizon *h, int day);
void horizon_count_as(struct horizon *h, int day, int weekday); /* day in [0, days) */
int horizon_week(const struct horizon *h, int day);      /* week index of a day in [0, days) */
int horizon_day_start(const struct horizon *h, int day); /* minute of its local midnight; day in [0, days + 7] */

/* Minute at which the wall clock of `day` shows wall_min (0 .. 2880: past 1440 is the next day). A time that does not
 * exist gives the first one after it, a time that exists twice the first. day in [0, days]. */
int horizon_minute(const struct horizon *h, int day, int wall_min);

/* ISO 8601 of a minute with UTC offset, "2026-03-29T03:30:00+02:00"; minute in [0, axis * interval_min]. buf >= 32. */
char *horizon_format(const struct horizon *h, int minute, char *buf);
/* "09:30" at a minute (wall clock). buf >= 8. */
char *horizon_clock(const struct horizon *h, int minute, char *buf);
/* "2026-03-29" of a day. buf >= 16. */
char *horizon_date(const struct horizon *h, int day, char *buf);
/* The minute of an ISO 8601 instant with or without offset (without: wall clock of the zone). 0, or -1 when text is no
 * instant or lies outside [0, axis * interval_min]. */
int horizon_parse(const struct horizon *h, const char *text, int *minute);

#endif
