/* repeats - calls that stand twice in a call log, since a block of it was pasted again. */
#ifndef HISTORY_REPEATS_H
#define HISTORY_REPEATS_H

#include "history/layout.h"

/* Takes out of a table of call records, its header set, lines that stand there again, and says how many in notes. Two calls
 * may be alike in all that is written of them, so a line is taken out only when it says the call's number, or belongs to a
 * run of lines that repeats an earlier run of REPEATS_LEAST different ones; lines alike that stay are named too. */
enum { REPEATS_LEAST = 10 };
void repeats_drop(struct table *t, const struct layout *l, struct layout_notes *notes);

#endif
