/* dates - days listed as a planner would: "2003-04-04, 2003-05-01 to 2003-05-30 and 2003-06-02". */
#ifndef HISTORY_DATES_H
#define HISTORY_DATES_H

#include "base/text.h"

/* Appends the days marked in mark[n] (day 0 is first_day, days since 1970-01-01). Runs of three and more become a range;
 * skipped[] days (may be NULL), such as weekends, do not end one. After `most` parts the rest is counted. */
void dates_add(struct text *out, const unsigned char *mark, const unsigned char *skipped, int n, int first_day, int most);

#endif
