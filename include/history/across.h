/* across - exports that spread over columns what others have in rows: the queues side by side under their names, or a column
 * for each day and a row for each time of day. Where the names of the columns leave no doubt they are turned into a row each. */
#ifndef HISTORY_ACROSS_H
#define HISTORY_ACROSS_H

#include "history/layout.h"

/* Queues side by side: row `upper` of a raw table has their names over those of their columns in row `lower`, the next, with
 * the same counts under each ("Voice", "Chat" over "Offered", "Answered"), or the counts stand above and the queues below; or
 * upper and lower are the same row, of "Voice Offered", "Chat Offered". A group named "Total" is left out; groups such as
 * "Forecast" and "Actual", which are no queues, are let be. 1: upper is the header of the new table. 0: it is no such table.
 * -1 with faults. */
int  across_queues(struct table *t, long upper, long lower, const struct choices *c, struct layout_notes *notes, struct faults *faults);

/* Days side by side: the header's cells are dates, a column before them has times of day, and the cells count one thing: what
 * a title or the corner says, else offered contacts. The header's row in the new table; -1 with faults; ACROSS_NONE: it is no
 * such table. */
enum { ACROSS_NONE = -2 };
long across_days(struct table *t, const struct choices *c, struct layout_notes *notes, struct faults *faults);

#endif
