/* period - the stretches of days a contract's hours and days are counted over: the horizon's weeks, or periods of
 * contract.period_days days, the first of which began contract.period_before days before the horizon. */
#ifndef MODEL_PERIOD_H
#define MODEL_PERIOD_H

#include "model/horizon.h"
#include "model/rules.h"

int period_count(const struct contract *c, const struct horizon *h); /* those with a day in the horizon; >= 1 */
int period_of(const struct contract *c, const struct horizon *h, int day); /* index of a day's period; day in [0, days) */
/* First day of a period that is in the horizon; of period_count: the horizon's days. */
int period_first(const struct contract *c, const struct horizon *h, int period);
int period_full(const struct contract *c, const struct horizon *h, int period); /* 1: all its days are in the horizon */

#endif
