/* day_profile - how a day's contacts spread over its intervals, by weekday: what turns daily counts into intervals. Read
 * from a table of shares (time, share and perhaps weekday) or learnt from any history by interval. */
#ifndef HISTORY_DAY_PROFILE_H
#define HISTORY_DAY_PROFILE_H

#include "base/fault.h"
#include "history/bins.h"

struct day_profile {
    int     interval_min, slots;
    double *share;      /* [7 * slots] of the weekday's contacts, adding up to 1 */
    int     own[7];     /* 1: the weekday has shares of its own; 0: the mean of the others stands in */
};

/* 0, or -1 with faults. */
int  day_profile_read(struct day_profile *p, const char *path, struct faults *faults);
/* From bins of intervals; b sorted. file for faults. */
int  day_profile_learn(struct day_profile *p, const struct bins *b, int interval_min, const char *file, struct faults *faults);
/* Replaces bins of days by bins of intervals; an interval without share gets none. borrowed[7]: days spread by a mean
 * shape, since their weekday has none of its own. */
void day_profile_spread(const struct day_profile *p, struct bins *days, long borrowed[7]);
void day_profile_free(struct day_profile *p);

#endif
