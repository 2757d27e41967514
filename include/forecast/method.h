/* method - the forecast methods, each fitted to the days of a series before a given one. All give the same thing: a rate
 * per weekday and slot, and (calendar regression only) a factor of the date.
 *
 *   last week           the last usable same weekday
 *   mean, median of N   of the last N usable same weekdays, slot by slot
 *   smoothed level      day totals = level * weekday factor, both exponentially smoothed (Holt, Winters 1960), split by
 *                       the weekday's profile
 *   calendar regression ln(day total) on weekday, two harmonics of the day of the month (pay days, bills), day after a
 *                       closed day; weights halving in 80 days, small ridge, smoothed residual level; the same profile
 *
 * The profile of a weekday is the mean of its last 16 days. In queues so small that it is mostly noise it leans on the
 * profile of all weekdays: share = (n * own + 100 * common) / (n + 100), n contacts seen in the slot, which weighs the
 * Poisson variance 1/n against a usual variance 0.01 between weekdays. */
#ifndef FORECAST_METHOD_H
#define FORECAST_METHOD_H

#include "forecast/series.h"

enum method {
    METHOD_LAST_WEEK,
    METHOD_MEAN_4,
    METHOD_MEDIAN_4,
    METHOD_MEAN_8,
    METHOD_MEDIAN_8,
    METHOD_SMOOTHED,
    METHOD_SMOOTHED_FAST,
    METHOD_CALENDAR,
    METHODS
};

struct method_kind {
    const char *name;
    int         least_weeks; /* of history before it makes sense */
    int         is_median;   /* forgets rare contacts: not for small counts */
};
extern const struct method_kind method_kinds[METHODS];

enum { FIT_TERMS = 5 }; /* after a closed day; cosine and sine of one and two cycles a month */

struct fit {
    int    slots;
    double term[FIT_TERMS]; /* ln factors; 0 but for the regression */
    double seen[7];         /* [weekday] days it rests on; 0: rates are the mean over the other weekdays */
    double *rate;           /* [7 * slots] contacts; NAN: the slot was never seen on that weekday */
};

/* Fits to the teaching days before day index `until` (0 .. x->days). 0, or -1 when there is none (nothing to free). */
int  fit_make(struct fit *f, enum method m, const struct series *x, int until);
void fit_free(struct fit *f);
/* Factor on the rates for a date. */
double fit_date_factor(const struct fit *f, int date, int after_closed);

#endif
