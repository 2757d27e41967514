/* event_table - events.csv: days that are not like others, in the history and in the horizon. */
#ifndef MODEL_EVENT_TABLE_H
#define MODEL_EVENT_TABLE_H

#include "base/fault.h"
#include "base/table.h"
#include "model/scenario.h"

/* Reads the table into s->events; premiums of events inside the horizon join s->premiums, make-up working days change
 * horizon_weekday. Columns from,to,queue,kind,name,open,factor,premium, and `as` for a workday: the weekday it stands for
 * (default: Friday for a Saturday, else the weekday after the weekend). 0, or -1 with faults. */
int event_table_read(struct scenario *s, const char *path, struct faults *faults);
/* The same for a table at hand; its events stand behind those there are. Two events that set the opening of a day
 * differently are a fault. */
int event_table_add(struct scenario *s, struct table *t, struct faults *faults);
extern const char *const event_kind_names[4]; /* as the column `kind` writes them, by enum event_kind */

#endif
