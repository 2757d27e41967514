/* sipp - a day by stationary formulas, each interval for itself ("stationary independent period by period"), and the
 * lagged form, which gives each interval the calls that came one handle time earlier (Green, Kolesar and Soares,
 * Oper. Res. 49, 2001). Beside the transient answer they show which intervals the formulas get wrong: after a change
 * of load or staff, and everywhere after an overload. */
#ifndef QUEUEING_SIPP_H
#define QUEUEING_SIPP_H

#include "queueing/queue.h"
#include "queueing/transient.h"

/* lagged[intervals]: mean calls per interval, one mean handle time earlier; nobody calls before the first interval */
void sipp_lagged_calls(double *lagged, int intervals, double interval_s, const double *calls, const double *aht_s);

/* Service level answered within T / offered of one interval by three ways */
struct sipp_interval {
    double sipp, lagged, transient;
};

/* out[in->intervals]; in->with_levels is taken as 1. Returns the number of intervals in which SIPP differs from the
 * transient level by more than `far` (0.02 = 2 points); intervals without calls are not counted. */
int sipp_compare(struct sipp_interval *out, const struct transient_case *in, double far);

#endif
