/* ics_out - iCalendar text being written (RFC 5545): folded lines, escaped text, times in an IANA zone with its VTIMEZONE.
 * Without libical, whose zones lose real changes (zone.h). The same calls give the same bytes. */
#ifndef BASE_ICS_OUT_H
#define BASE_ICS_OUT_H

#include "base/text.h"
#include "base/zone.h"

struct ics_out { /* of one calendar; text is the caller's to write and free */
    struct text        text;
    const struct zone *zone;
    int64_t            stamp_utc_s;
};

struct ics_out_event {
    const char *uid;                  /* ASCII, the same for the same thing ever after */
    const char *summary, *description; /* UTF-8; '\n' begins a line */
    const char *location;             /* NULL, "": none */
    const char *category;             /* NULL: none */
    int64_t     start_utc_s, end_utc_s;
    int         busy;                 /* 0: shown, but the time counts as free (TRANSP:TRANSPARENT) */
};

/* o starts anew. name: of the calendar. The VTIMEZONE holds for [from, to]; stamp: DTSTAMP of every event, which
 * must not be the clock's or no two runs are alike. zone must outlive o. */
void ics_out_begin(struct ics_out *o, const char *name, const struct zone *zone, int64_t from_utc_s, int64_t to_utc_s,
                   int64_t stamp_utc_s);
void ics_out_add(struct ics_out *o, const struct ics_out_event *event);
void ics_out_end(struct ics_out *o);

#endif
