/* absence_table - timeoff.csv and requests.csv: when an agent cannot work, and would rather or rather not. */
#ifndef MODEL_ABSENCE_TABLE_H
#define MODEL_ABSENCE_TABLE_H

#include "base/fault.h"
#include "model/scenario.h"

/* timeoff.csv: agent,start,end,kind,paid,credited_h. start and end are dates, both included, or dates with times. Credited
 * hours are of the whole row and spread evenly over its days on which a shift of the agent's contract may start (over all
 * its days when there is none); those in the horizon go to their periods and weeks (agent.credited_min, paid_leave_min), paid by
 * default. Agents, shifts and events must have been read. 0, or -1 with faults. */
int absence_table_read_time_off(struct scenario *s, const char *path, struct faults *faults);

/* requests.csv: agent,day,what,window,weight and shift. what is for or against; window is HH:MM-HH:MM, off (for a day
 * off) or empty (the whole day); shift names one of the agent's contract. 0, or -1 with faults. */
int absence_table_read_requests(struct scenario *s, const char *path, struct faults *faults);

#endif
