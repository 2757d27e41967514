/* fault - bad data, told to whoever can mend it: which file, where in it, what was found, what was wanted.
 *
 * A reader adds every fault it meets to the caller's list and returns -1; only the faces print. The first 20 are kept
 * and the rest counted: a planner mends a file once, not twenty times. Messages are lower case without a full stop,
 * "offered is -4; want 0 or more", and say what to do where that is not plain. */
#ifndef BASE_FAULT_H
#define BASE_FAULT_H

#include <stddef.h>
#include <stdio.h>

enum { FAULTS_KEPT = 20 };

struct fault {
    char file[256];    /* as the user knows it; "" when no file is to blame (an option) */
    long line, column; /* from 1; 0: not known or not meaningful. Column: CSV field, JSON character */
    char message[512]; /* one line; control characters and broken UTF-8 of the user's data are shown as "?" */
};

struct faults { /* zeroed = none yet; nothing to free */
    struct fault items[FAULTS_KEPT];
    int          count; /* items kept */
    long         total; /* all that were added */
    int          disk;  /* 1: the disk is full or failing (file.h sets it): exit code 3 rather than 2 */
};

/* Adds one; always returns -1, so that reporting is one line: return faults_add(...). file NULL = "". */
int faults_add(struct faults *faults, const char *file, long line, long column, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

/* "history.csv:1412:3: offered is -4; want 0 or more" into buf (terminated, cut at size). Returns buf. */
char *fault_format(const struct fault *fault, char *buf, size_t size);

/* The same fault in other words, such as another language's. */
void fault_reword(struct fault *fault, const char *message);

/* Marks a part of messages for the catalogue of translations, where it stands alone. */
#define FAULT_MARK(text) text

/* One line each, then "... and N more" when some were only counted. */
void faults_print(const struct faults *faults, FILE *out);

#endif
