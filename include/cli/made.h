/* made - the files an earlier run left in its output folder. */
#ifndef CLI_MADE_H
#define CLI_MADE_H

#include "base/fault.h"

/* Path (to free) of the file given, else of NAME in the folder if it is there, else NULL: with a fault when it must be. */
char *made_file(const char *given, const char *folder, const char *name, int must, struct faults *faults);

/* Path (to free) of the summary.json that lies beside a roster, there or not. */
char *made_summary(const char *roster);
int   made_same(const char *a, const char *b); /* 1: both are there, and one file */
/* A fault (-1) when the answer would be written over the record of a plan that was asked for with other variants or files. */
struct plan;
int made_refused(const struct plan *p, const char *roster, const char *folder, struct faults *faults);

#endif
