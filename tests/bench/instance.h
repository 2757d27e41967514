/* instance - a public problem as the optimizer's own nouns. Two formats (the READMEs beside the files state them): weeks of
 * classes of agents, and named staff on shifts by the day.
 *
 * Shifts by the day get the time axis the optimizer needs: each kind works intervals of its own on each day, as many as its
 * minutes are units (the greatest common divisor of all kinds' minutes), and in the first of them it is needed. The kinds
 * follow each other in an order in which what may not follow a kind the next day comes first. */
#ifndef BENCH_INSTANCE_H
#define BENCH_INSTANCE_H

#include "schedule/schedule.h"
#include <stdio.h>

struct instance {
    const char        *file;
    struct scenario    s;
    struct requirement r;
    int               *class_of, *member;  /* [agents] of a week; NULL: staff is named, agents[].id */
    char             **kinds;              /* [kind_count] of named staff, as in the file */
    int                kind_count;
    int               *kind_of;            /* [s.kind_count] index in kinds */
};

/* Ends the program with a message naming file, line and remedy when the file is none of the two. */
void instance_read(struct instance *x, const char *file);
void instance_free(struct instance *x);
/* Week: class,member,day,start_min,paid_min,lunch_start_min,lunch_min,break1_start_min,break2_start_min (class: 0-based line;
 * minutes from that day's midnight; empty where none). Named: employee,day,shift. */
void instance_write(const struct instance *x, const struct roster *r, FILE *out);

/* The parts: f is at the start of the file. */
void week_read(struct instance *x, FILE *f);
void week_write(const struct instance *x, const struct roster *r, FILE *out);
void staff_read(struct instance *x, FILE *f);
void staff_write(const struct instance *x, const struct roster *r, FILE *out);

/* Prints FILE:LINE: message (line 0: none) and ends with exit code 2. */
void instance_fault(const char *file, int line, const char *format, ...) __attribute__((format(printf, 3, 4), noreturn));

#endif
