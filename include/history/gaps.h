/* gaps - cells an export leaves empty or fills with a dash: merged cells that state a date or a queue once for many rows,
 * "-" for no contacts, "N/A" for no time. */
#ifndef HISTORY_GAPS_H
#define HISTORY_GAPS_H

#include "history/layout.h"

/* Fills them in a table whose columns are known, and says so in notes. */
void gaps_fill(struct table *t, const struct layout *l, struct layout_notes *notes);

#endif
