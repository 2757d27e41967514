/* ics_data - what ics.c has read of the times of events, and ics_expand.c makes days of. */
#ifndef BASE_ICS_DATA_H
#define BASE_ICS_DATA_H

#include "base/ics.h"
#include "ics_lines.h"
#include "ics_rule.h"

enum { ICS_ZONES_MOST = 50, ICS_DEPTH_MOST = 8, ICS_NAME_SIZE = 32 };

struct ics_dates { struct ics_when *items; size_t count, room; };

struct ics_entry { /* what a VEVENT says of its times, beside its struct ics_event */
    struct ics_when start, end, replaces; /* replaces: RECURRENCE-ID */
    int             has_start, has_end, has_duration, cancelled;
    int             days, seconds;        /* DURATION */
    char           *uid;
    struct ics_dates    more, except;         /* RDATE, EXDATE */
    char          **rules; int rule_count;
    long           *rule_lines;
    int             is_replacement;
};

struct ics_reader {
    struct ics        *out;
    struct ics_lines   lines;
    struct faults     *faults;
    const struct zone *zone;
    const char        *prefix;
    int                first_day, last_day;
    struct ics_entry      *entries;                       /* [out->event_count] */
    size_t             room, event_room, day_room;        /* of the arrays of entries, events, days */
    struct zone       *zones[ICS_ZONES_MOST]; int zone_count;
    char               stack[ICS_DEPTH_MOST][ICS_NAME_SIZE]; int depth;
    long               opened[ICS_DEPTH_MOST];            /* line of each BEGIN */
    int                rules;
    long               steps;
};

/* The days of all events that touch the range, sorted, into out->days. 0, or -1 with a fault. */
int ics_expand(struct ics_reader *r);

#endif
