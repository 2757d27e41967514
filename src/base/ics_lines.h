/* ics_lines - the lines of an iCalendar file: folded ones joined, taken apart into name, parameters and value. */
#ifndef BASE_ICS_LINES_H
#define BASE_ICS_LINES_H

#include "base/fault.h"
#include "base/text.h"

struct ics_lines {
    const char    *file, *at, *end; /* what is left to read */
    long           next;            /* number of the line at `at` */
    long           line;            /* where the one read began */
    struct text    text;            /* it, cut into the three below */
    const char    *name, *value;    /* value: as written, escapes and all */
    char          *parameters;      /* "A=b;C="d"", "" when none */
};

/* The next line that is not empty: 1, 0 at the end, -1 with a fault (no colon, too long, no UTF-8). */
int  ics_lines_next(struct ics_lines *l, struct faults *faults);
void ics_lines_free(struct ics_lines *l);
/* A parameter's value without quotes into buf; 0 when it is not there or does not fit. */
int  ics_lines_parameter(const struct ics_lines *l, const char *name, char *buf, size_t size);
/* The text between s and end, unescaped (\n \, \; \\); to free. */
char *ics_lines_text(const char *s, const char *end);
/* The first separator from s on that no backslash escapes, or the end. */
const char *ics_lines_part(const char *s, char separator);

#endif
