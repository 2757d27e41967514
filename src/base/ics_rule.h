/* ics_rule - dates, durations and repetition rules of an iCalendar file: all that needs libical. */
#ifndef BASE_ICS_RULE_H
#define BASE_ICS_RULE_H

#include "base/zone.h"
#include <stdint.h>

struct ics_when { /* a time as written */
    int                day, second; /* wall clock */
    int                is_date, utc;
    const struct zone *zone;        /* of its TZID; NULL: none */
};

/* 20260329 or 20260329T023000[Z], from 1900 to 2199. 0, or -1. */
int ics_when_parse(struct ics_when *w, const char *text);
/* The instant, for dates the wall clock of `zone` counted as if it were UTC: comparable among times of one kind. */
int64_t ics_when_key(const struct ics_when *w, const struct zone *zone);
/* P1D, PT30M: whole days and seconds, up to 400 days. 0, or -1. */
int ics_duration_parse(const char *text, int *days, int *seconds);

struct ics_rule;
/* The days a rule gives, from its start on, by the start's own wall clock. NULL with *why, in a few words, when it is no
 * rule, never happens, or repeats within a day. zone is that of times without TZID. */
struct ics_rule *ics_rule_open(const char *text, const struct ics_when *start, const struct zone *zone, const char **why);
int              ics_rule_next(struct ics_rule *r, struct ics_when *w); /* 1, or 0 past the last */
void             ics_rule_close(struct ics_rule *r);

#endif
