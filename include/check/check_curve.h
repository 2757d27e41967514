/* check_curve - an interval's service curve and prices: what staff is worth there. n is scheduled agents. */
#ifndef CHECK_CHECK_CURVE_H
#define CHECK_CHECK_CURVE_H

#include "model/requirement.h"

/* What it costs an hour that so many are scheduled and not the floor: dearer the deeper (requirement.h). */
double check_curve_shortage(const struct requirement *r, int interval, double scheduled);

/* What a goal is charged by: no interval counts with fewer than it is promised. in_time(n) - wanted * counted(n), a share of the contacts offered: linear between whole agents on contacts, constant
 * beyond the curve's end; 0 without a curve. */
double check_curve_value(const struct requirement *r, int interval, double scheduled, double wanted);

/* min over n = 0, 1 / slots, 2 / slots ... of price n + h_t(n), h_t as bound.h defines it with goal prices mu[r->goal_count];
 * `hours` is the length of an interval of so many slots. -INFINITY when there is no minimum. A price below its box by rounding alone (1e-9) is raised to it. */
double check_curve_least(const struct requirement *r, int interval, double hours, int slots, double price, const double *mu);

#endif
