/* spread - how far off a forecast may be: quantiles of the contacts around their mean.
 *
 * Backtest errors z = (actual - forecast) / sqrt(forecast) are pooled by the size of the forecast, up to eight classes of
 * equal number; a mean f gets f + z_q sqrt(f) with z_q interpolated between the classes, and beyond the largest class the
 * same relative error. Never narrower than Poisson, never below 0. Without enough errors: Poisson, its distances times
 * sqrt 2, because the rate itself is known from about as many contacts as are to come. */
#ifndef FORECAST_SPREAD_H
#define FORECAST_SPREAD_H

enum { SPREAD_CLASSES = 8, SPREAD_LEAST = 50 };

struct spread {
    int    classes;                  /* 0: Poisson only */
    double root[SPREAD_CLASSES];     /* sqrt of the class's median forecast, ascending */
    double z[SPREAD_CLASSES][3];     /* quantiles 0.1, 0.5, 0.9 */
};

/* From pairs of forecast and actual [n]; fewer than SPREAD_LEAST give classes 0. */
void spread_make(struct spread *s, const double *forecast, const double *actual, long n);
/* q[3]: p10 <= p50 <= p90 of a mean >= 0. */
void spread_quantiles(const struct spread *s, double mean, double q[3]);

#endif
