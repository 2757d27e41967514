/* calendar - regression of day totals on the calendar. The only file of forecasting with GSL's multifit. */
#ifndef FORECAST_CALENDAR_H
#define FORECAST_CALENDAR_H

#include "forecast/method.h"

/* The regressors beside the weekday: after a closed day; cos and sin of 2 pi h day / 30.4375, h = 1, 2. */
void calendar_terms(int date, int after_closed, double terms[FIT_TERMS]);

/* Fills f->rate, f->term and f->seen of a fit whose rate array is there. Needs a teaching day before `until`. */
void calendar_fit(struct fit *f, const struct series *x, int until);

#endif
