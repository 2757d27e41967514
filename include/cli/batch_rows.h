/* batch_rows - the rows of a file of questions: inputs found by their columns' names and read, answers chosen and written. */
#ifndef CLI_BATCH_ROWS_H
#define CLI_BATCH_ROWS_H

#include "base/fault.h"
#include "base/table.h"
#include "cli/erlang_models.h"
#include <stdio.h>

/* The column of the header (row 0) with this name, -1: none. */
int         batch_column(const struct table *t, const char *name);
/* column[i] = that of inputs[i]; inputs end with a name of NULL. Returns -1 with a fault for each that is missing. */
int         batch_find_inputs(const struct table *t, const struct model_input *inputs, int *column, const char *path, struct faults *faults);
/* order[k] = answer to write in place k, needed[order[k]] = 1. columns: names with commas between, NULL: all. Returns how many, or
 * -1 with a fault. */
int         batch_choose(const char *const *answers, const char *columns, int *order, unsigned char *needed, struct faults *faults);
/* Position of the cell among choices ("a|b"), -1: none of them. */
int         batch_choice(const char *choices, const char *cell);
/* in[i] = value of inputs[i]. Returns NULL, or `error` with what is wrong. */
const char *batch_read_row(const struct table *t, long row, const struct model_input *inputs, const int *column, double *in, char error[200]);

void        batch_print_header(FILE *out, const char *const *answers, const int *order, int count);
/* Numbers with 17 digits; where there is an error, that in place of them. */
void        batch_print_row(FILE *out, const double *answer, const int *order, int count, const char *error);

#endif
