/* scenario_json - scenario.json: the site, its time axis, queues, and how the solver is asked. The rest of what a scenario
 * folder holds is in tables: see scenario_read. */
#ifndef MODEL_SCENARIO_JSON_H
#define MODEL_SCENARIO_JSON_H

#include "base/fault.h"
#include "model/scenario.h"

enum { SCENARIO_GRID_MIN = 5 }; /* clock times and lengths of shifts and pauses are multiples of it */

/* Fills what scenario.json states. Faults collect; where the time axis itself could be made, horizon.days > 0 and the
 * tables can be read for theirs. Prices that were not stated are left NAN: see prices_settle. 0, or -1. */
int scenario_json_read(struct scenario *s, const char *path, struct faults *faults);

#endif
