/* cells - the scenario's tables and their cells, beyond what base/table reads: hours, names of other tables, what is not
 * supported yet. Like the readers of base/table those of cells return 1 with the value, 0 for an empty cell (the output
 * stays as it was), -1 with a fault. */
#ifndef MODEL_CELLS_H
#define MODEL_CELLS_H

#include "base/table.h"
#include "model/scenario.h"

/* A table from a .csv or an .xlsx file (its first sheet), told apart by the content. As table_read: 0, or -1 with faults. */
int cells_table(struct table *t, const char *path, struct faults *faults);

/* Hours as 8, 7.5 or 7:30 into minutes from low_min to high_min that are multiples of step_min. */
int cells_hours(const struct table *t, long row, int column, int low_min, int high_min, int step_min, int *minutes,
                struct faults *faults);
/* A time of day H:MM into minutes after midnight, a multiple of step_min. */
int cells_clock(const struct table *t, long row, int column, int step_min, int *minutes, struct faults *faults);
/* "mon-fri" and the like into a set, bit w = weekday w. */
int cells_days(const struct table *t, long row, int column, unsigned *weekdays, struct faults *faults);
/* The index of a queue, contract or agent by its name. */
int cells_name(const struct table *t, long row, int column, const struct scenario *s, enum scenario_noun noun, int *index,
               struct faults *faults);
/* A date, day 0 = the horizon's first; any date is fine. */
int cells_day(const struct table *t, long row, int column, const struct horizon *h, int *day, struct faults *faults);
/* A least that exceeds the most; RULE_NONE is no limit. The fault stands at the least's cell. */
int cells_order(const struct table *t, long row, int least_column, int most_column, int least, int most, struct faults *faults);

#endif
