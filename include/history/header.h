/* header - the row of an export that names its columns: below titles, and perhaps over two or three rows (a group's name
 * over those of its columns, or names broken into lines), which are joined into one. */
#ifndef HISTORY_HEADER_H
#define HISTORY_HEADER_H

#include "history/layout.h"

/* The raw row that is the header, its names whole; rows joined into it are gone. -1 with a fault. */
long header_find(struct table *t, const struct choices *c, struct layout_notes *notes, struct faults *faults);
/* Cells in use: header cells without a name behind the last one named do not count (exports often end every line with a
 * delimiter). */
int  header_width(const struct table *t, long header);

#endif
