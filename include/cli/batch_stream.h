/* batch_stream - a CSV file read in pieces, each a table of whole rows below a copy of the header, so that memory does not grow
 * with the file. */
#ifndef CLI_BATCH_STREAM_H
#define CLI_BATCH_STREAM_H

#include "base/fault.h"
#include "base/table.h"
#include "base/text.h"
#include <stdio.h>

struct batch_stream {
    const char *path;
    FILE       *file;
    struct text header; /* the first line, line end included */
    struct text piece;  /* header and whole rows */
    struct text rest;   /* the beginning of a row whose end is in the next piece */
    int         at_end;
};

/* path "-": standard input. Returns -1 with a fault; close it all the same. */
int  batch_stream_open(struct batch_stream *s, const char *path, struct faults *faults);
void batch_stream_close(struct batch_stream *s);
/* The next piece as a raw table, row 0 its header. 1, 0 at the end, -1 with a fault. */
int  batch_stream_next(struct batch_stream *s, struct table *t, struct faults *faults);

#endif
