/* handle - mean handle time by weekday and slot: the recent mean of the queue, times a factor of the slot and one of the
 * weekday, both smoothed (a factor rests on n answered contacts; it counts n / (n + 400), since handle times vary by
 * about their mean and factors by about 5 %; slots lean on their neighbours). Answered contacts weigh, newer ones more
 * (halving in 60 days). */
#ifndef FORECAST_HANDLE_H
#define FORECAST_HANDLE_H

#include "forecast/series.h"

/* aht_s[7 * h->slots] from the days before `until`, AHT adjustments taken out. Without any handle time in the history,
 * or with none of it normal: fallback_s everywhere. Returns the number of intervals it rests on. */
long handle_make(double *aht_s, const struct scenario *s, const struct history *h, int until, double fallback_s);

#endif
