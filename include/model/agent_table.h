/* agent_table - agents.csv, and what is known of each agent from before the horizon (balances.csv). */
#ifndef MODEL_AGENT_TABLE_H
#define MODEL_AGENT_TABLE_H

#include "base/fault.h"
#include "model/scenario.h"

/* agents.csv into s->agents and s->agents_by_id; queues, contracts and the horizon must be there. Optional columns mon ..
 * sun hold the window HH:MM-HH:MM a shift of that day must keep within, or off; shifts_max the most shifts of a kind in the
 * horizon (night=4|late=14); rotation one of rotations.csv, rotation_from a date its day 1 falls on (else the horizon's
 * first). 0, or -1 with faults. */
int agent_table_read(struct scenario *s, const char *path, struct faults *faults);

/* balances.csv: agent,what,amount. what is hours (already paid in the horizon's first, cut week), consecutive_days (worked
 * in a row up to the day before), last_end (date and time the last shift ended; the contract's rest counts from it) or
 * weekends (how many of the last before the horizon were worked, agent.weekends_before). */
int agent_table_read_balances(struct scenario *s, const char *path, struct faults *faults);

#endif
