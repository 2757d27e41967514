/* zone - an IANA time zone: wall clock to UTC and back, with the hours that do not exist and those that exist twice
 * told apart. Read from the system's tzdata (TZif, RFC 8536), because libical 3.0.16 turns it into rules that lose real
 * changes (Israel 2013, Sao Paulo 2014, Easter Island 2020). TZ and the C library's local time are never touched.
 * A zone holds its offset changes up to 2100, so conversions are a binary search; it is read-only once opened and may be
 * shared by threads. utc_s is seconds since 1970-01-01T00:00:00Z. */
#ifndef BASE_ZONE_H
#define BASE_ZONE_H

#include "base/clock.h"
#include "base/fault.h"
#include <stdint.h>

struct zone;

/* By IANA name ("America/New_York", "UTC"). Unknown: NULL with a fault at (file, line, column), with did-you-mean
 * (which compares hundreds of names; faults NULL: no fault). */
struct zone *zone_open(const char *name, struct faults *faults, const char *file, long line, long column);
void         zone_close(struct zone *z);
const char  *zone_name(const struct zone *z);

int     zone_offset_s(const struct zone *z, int64_t utc_s);  /* seconds east of Greenwich */
int64_t zone_next_change(const struct zone *z, int64_t utc_s); /* first offset change after utc_s; INT64_MAX: none */

enum zone_fit {
    ZONE_ONCE,  /* the usual */
    ZONE_TWICE, /* the clock showed it twice: *utc_s the first time, *later_s the second */
    ZONE_NEVER  /* the clock was put forward over it: both give the first moment after the gap */
};
/* The instant the wall clock of `day` shows `second`, which may lie outside [0, 86400) (a time on another day).
 * later_s may be NULL. */
enum zone_fit zone_to_utc(const struct zone *z, int day, int second, int64_t *utc_s, int64_t *later_s);
/* The wall clock at an instant, with its offset. */
struct clock_time zone_to_local(const struct zone *z, int64_t utc_s);
/* The instant of a time read from a file: by its own offset if it states one, else as zone_to_utc. */
enum zone_fit zone_instant(const struct zone *z, const struct clock_time *t, int64_t *utc_s, int64_t *later_s);
char *zone_format(const struct zone *z, int64_t utc_s, char buf[CLOCK_TIME_SIZE]); /* "2026-03-29T03:30:00+02:00" */

#endif
