/* backtest - how well each method would have done: for one week after another back from the end of the history, forecast
 * as many days as the plan has, seeing only what was known as long before their first day as now, and score what came.
 *
 * All methods are scored on the same weeks: the newest, at most half of the history and 26. WAPE = sum |forecast - actual|
 * / sum actual over the intervals of the days that judge. */
#ifndef FORECAST_BACKTEST_H
#define FORECAST_BACKTEST_H

#include "forecast/method.h"
#include "model/demand.h"

struct backtest {
    int     weeks;                        /* test weeks; 0: the history is too short to judge any method */
    struct method_score scores[METHODS];
    int     best;                         /* method of the least WAPE; METHOD_LAST_WEEK when weeks is 0 */
    long    pairs;                        /* forecasts made by each method */
    double *actual;                       /* [pairs] */
    double *forecast[METHODS];            /* [pairs] each; NULL for a method not scored */
};

/* first_day: of the plan (days since 1970-01-01, not before the series' end); days: of the plan. */
void backtest_run(struct backtest *b, const struct series *x, int first_day, int days);
void backtest_free(struct backtest *b);

#endif
