/* moment_clock - what moment.c and moment_clock.c share; nobody else includes it. */
#ifndef HISTORY_MOMENT_CLOCK_H
#define HISTORY_MOMENT_CLOCK_H

#include "history/moment.h"

/* Digits alone: 830, 0830 and 1430, in seconds of the day; -1 when they are no time. */
int moment_packed_s(long value);
/* Of "08:00-08:29" and "08:00-08:29:59" as well, whose end is the last minute or second. */
int moment_whole_length_s(int64_t length_s);
/* Cuts "2026-03-09 08:00 - 08:30" into its two ends: behind the first clock, at a mark. A bare dash may begin an offset, so
 * it is a mark only when asked for. 1, or 0. */
int moment_cut_span(const char *s, int bare_dash, size_t *left, const char **right);
/* Seconds from the clock in the left part to that in the right; -1 when either has none, 0 from a time to itself. */
int moment_span_s(const char *s, size_t left, const char *right);

#endif
