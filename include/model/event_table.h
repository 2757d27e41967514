/* event_table - events.csv: days that are not like others, in the history and in the horizon. */
#ifndef MODEL_EVENT_TABLE_H
#define MODEL_EVENT_TABLE_H

#include "base/fault.h"
#include "model/scenario.h"

/* Reads the table into s->events; premiums of events inside the horizon join s->premiums, make-up working days change
 * horizon_weekday. Columns from,to,queue,kind,name,open,factor,premium, and `as` for a workday: the weekday it stands for
 * (default: Friday for a Saturday, else the weekday after the weekend). 0, or -1 with faults. */
int event_table_read(struct scenario *s, const char *path, struct faults *faults);

#endif
