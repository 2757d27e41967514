/* choices - what a planner had to say about an export so that it could be read: which column is what, the order of
 * dates, the zone. A small JSON file remembers them for next month's file. */
#ifndef HISTORY_CHOICES_H
#define HISTORY_CHOICES_H

#include "base/table.h"
#include "model/columns.h"
#include <limits.h>

enum choices_outcome { CHOICES_ANSWERED, CHOICES_ABANDONED, CHOICES_IGNORED };
extern const char *const choices_outcome_names[3]; /* answered abandoned ignored */

enum { CHOICES_NO_DATE = INT_MIN };

struct choices { /* choices_make gives "find everything out" */
    struct choices_map { enum columns_field field; char *column; } *maps; /* [map_count] "start" may come twice */
    int map_count;
    struct choices_word { char *word; enum choices_outcome outcome; } *words; /* [word_count] of call records */
    int word_count;
    char *queue;     /* the one queue of a file without a queue column; NULL: "calls" */
    char *encoding, *sheet, *time_zone, *profile; /* NULL: not said */
    int   date_order;   /* enum table_order */
    int   decimal;      /* enum table_decimal */
    int   interval_min; /* 0: the file's own (calls: 30) */
    int   header_line;  /* 0: found */
    int   first_day;    /* days since 1970-01-01 of an undated file's first row; CHOICES_NO_DATE */
    int   add_up;       /* 1: rows of the same queue and interval are added up */
    int   skip_broken;  /* 1: unreadable call records are left out and named */
};

void choices_make(struct choices *c);
void choices_free(struct choices *c);

/* Adds "offered=Incoming Calls". Unknown fields are a fault at (file, line, column) with did-you-mean. 0, or -1. */
int choices_add_map(struct choices *c, const char *field, const char *column, struct faults *faults);
/* Adds "HANG=abandoned". */
int choices_add_word(struct choices *c, const char *word, const char *outcome, struct faults *faults);
/* Sets a text: frees what was there. */
void choices_set(char **text, const char *value);

/* Adds what the file says to c; what c already has stays. 0, or -1 with faults. */
int choices_read(struct choices *c, const char *path, struct faults *faults);
int choices_write(const struct choices *c, const char *path, struct faults *faults);

#endif
