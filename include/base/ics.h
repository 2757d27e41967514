/* ics - iCalendar files (RFC 5545) as the days and hours they speak of. On libical for dates, durations and rules.
 *
 * Every VEVENT is read, all day or timed, with its repetitions (RRULE, RDATE, EXDATE, single ones moved or cancelled by
 * RECURRENCE-ID) inside a range of dates. Times are turned into the wall clock of the zone asked for; TZID must be an IANA
 * name, VTIMEZONE is not looked at. Nothing is passed over: what cannot be honoured (repetitions by the hour, EXRULE,
 * RANGE, RDATE periods) is a fault, FILE:LINE with the line where the unfolded line began.
 * Hostile files: at most 16 MB, 64 kB a line, 10,000 events, 1,000 rules, 200,000 steps of rules; a rule that never
 * happens is a fault, since looking for its next day is what costs most. */
#ifndef BASE_ICS_H
#define BASE_ICS_H

#include "base/fault.h"
#include "base/zone.h"

struct ics_extra { /* an X- property of an event */
    long  line;
    char *name, *value; /* name in the file's own case, value unescaped */
};

struct ics_event { /* one VEVENT */
    long              line;       /* of its BEGIN */
    char             *summary;    /* "" when it has none */
    char            **categories; int category_count;
    struct ics_extra *extras;     int extra_count;  /* those whose names begin with the prefix asked for */
};

struct ics_day { /* one time it takes place */
    int event;                /* index */
    int first_day, last_day;  /* days since 1970-01-01 of the zone's wall clock, both included */
    int from_s, to_s;         /* wall clock: start on first_day, end on last_day (up to 86400); all day: 0 and 86400 */
    int all_day;
};

struct ics {
    struct ics_event *events; int event_count;
    struct ics_day   *days;   int day_count; /* by first_day, then event; those that touch the range */
};

/* [first_day, last_day] is the range; extras are the properties whose names begin with prefix, case ignored. 0, or -1 with
 * faults and nothing to free. */
int  ics_read(struct ics *c, const char *path, int first_day, int last_day, const struct zone *zone, const char *prefix,
              struct faults *faults);
/* The same from memory; name stands for the file in faults. */
int  ics_parse(struct ics *c, const char *name, const char *bytes, size_t length, int first_day, int last_day,
               const struct zone *zone, const char *prefix, struct faults *faults);
void ics_free(struct ics *c);

#endif
