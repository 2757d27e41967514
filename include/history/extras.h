/* extras - rows of an export that are no data: totals and averages, headers repeated on every page, footnotes. */
#ifndef HISTORY_EXTRAS_H
#define HISTORY_EXTRAS_H

#include "base/table.h"
#include "history/layout.h"

/* 1: the text begins a row of totals or averages: "Total", "Grand total:", "合计" ... */
int extras_is_total(const char *text);

/* Takes them out of a raw table, below its header row `header`, and names them in notes; a totals row of offered contacts
 * is compared with the rows above it. field [columns]: what each column is. 0, or -1 with a
 * fault: blocks of several queues. */
int extras_clean(struct table *t, long header, const int *field, int columns, struct layout_notes *notes, struct faults *faults);

#endif
