/* batch - a file of questions answered row by row, in a stream: memory does not grow with the file. A row that is wrong gets
 * its `error`, the others their answers. */
#ifndef CLI_BATCH_H
#define CLI_BATCH_H

#include "base/fault.h"
#include "cli/erlang_models.h"
#include <stdio.h>

/* Reads path ("-": standard input) and writes the answer columns named in `columns` (comma-separated; NULL: all) and `error`
 * to out, numbers with 17 digits. Returns the number of wrong rows, or -1 with faults (nothing answered then). */
long batch_run(const struct erlang_model *m, const char *path, const char *columns, FILE *out, struct faults *faults);

#endif
