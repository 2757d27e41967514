/* profile - how a weekday's contacts spread over its slots. */
#ifndef FORECAST_PROFILE_H
#define FORECAST_PROFILE_H

#include "forecast/series.h"

/* The last `most` teaching days of a weekday before day index `until`, newest first, into days[most]; returns how many. */
int profile_last_days(const struct series *x, int until, int weekday, int most, int *days);

/* rate[slots]: `total` contacts spread over the slots by the weekday's profile (see method.h); NAN where no day of the
 * weekday has a value. */
void profile_rates(const struct series *x, int until, int weekday, double total, double *rate);

#endif
