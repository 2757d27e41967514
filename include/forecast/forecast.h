/* forecast - from history to the demand of the horizon: a rolling backtest on the user's own history chooses the method,
 * its errors give the spread. Events and adjustments of the scenario are applied. */
#ifndef FORECAST_FORECAST_H
#define FORECAST_FORECAST_H

#include "model/demand.h"
#include "model/history.h"
#include "model/scenario.h"

/* Makes the demand of one queue. Returns 0, or -1 with a fault when the history cannot carry any method. */
int forecast_make(struct demand *d, const struct scenario *s, const struct history *h, struct faults *faults);

#endif
