/* contract_table - contracts.csv: pay and rules of each kind of agent. Empty cells mean no limit. */
#ifndef MODEL_CONTRACT_TABLE_H
#define MODEL_CONTRACT_TABLE_H

#include "base/fault.h"
#include "model/scenario.h"

/* Reads the table into s->contracts; rows with faults are there too, so that what refers to them is not blamed.
 * line_of (to free; [contract_count]) gets the line of each. 0, or -1 with faults: then s->unsound has NOUN_CONTRACT if a name
 * is missing or there twice, and where no row could, there is one contract without a name, so that the other tables can be read. */
int contract_table_read(struct scenario *s, const char *path, long **line_of, struct faults *faults);

#endif
