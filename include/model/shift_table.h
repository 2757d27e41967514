/* shift_table - shifts.csv: the families of shifts an agent of a contract may work: when they start, how long they are,
 * where lunch and breaks may lie. An empty contract means all of them. Columns beyond starts and lengths (rules.h has the
 * meaning; times are hours after the shift's start, h:mm; cells with conditions: shift_pauses.h):
 *
 *     lunch_min    minutes to choose from, 30|60 or 30-60 if >=6h; lunch_paid yes or no; lunch_from, lunch_to: when it may start
 *     split_min    minutes between the two parts of a split shift, 120-240; 0|150: or in one piece; split_from, split_to: when
 *                  the gap may start; split_part: least minutes of a part (60); split_pay: money for each split shift
 *     breaks       15@1:30-2:30; 15@6:15-7:30 if >=6h: minutes @ when it may start, in the order they are taken
 *     stretch_max  longest work without a pause (lunch, break, gap); gap_min: least minutes of work between two pauses */
#ifndef MODEL_SHIFT_TABLE_H
#define MODEL_SHIFT_TABLE_H

#include "base/fault.h"
#include "model/scenario.h"

/* Reads the table into s->kinds; contracts must have been read. 0, or -1 with faults. */
int shift_table_read(struct scenario *s, const char *path, struct faults *faults);

#endif
