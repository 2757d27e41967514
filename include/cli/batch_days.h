/* batch_days - a file of questions to the transient model: the consecutive rows with one (profile, drop_convention) are one day. */
#ifndef CLI_BATCH_DAYS_H
#define CLI_BATCH_DAYS_H

#include "base/fault.h"
#include <stdio.h>

/* Reads and answers as batch_run (cli/batch.h) does; a wrong row leaves its whole day without answers. */
long batch_days(const char *path, const char *columns, FILE *out, struct faults *faults);

#endif
