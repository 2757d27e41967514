/* shift_table - shifts.csv: the families of shifts an agent of a contract may work: when they start, how long they are,
 * where lunch and breaks may lie. An empty contract means all of them. */
#ifndef MODEL_SHIFT_TABLE_H
#define MODEL_SHIFT_TABLE_H

#include "base/fault.h"
#include "model/scenario.h"

/* Reads the table into s->kinds; contracts must have been read. 0, or -1 with faults. */
int shift_table_read(struct scenario *s, const char *path, struct faults *faults);

#endif
