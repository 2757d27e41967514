/* days - each day of a history judged: normal, closed, missing, partly there, or out of line; and said in notes.
 *
 * closed    an event closes it, or its rows say 0 all day although about 15 contacts or more are usual
 * missing   no row, where rows of 0 are not left out by the file (it has some, or the day is never that quiet)
 * partial   a run of empty intervals (no row, or 0) in which together 15 contacts or more are usual: by chance alone
 *           that happens once in three million; quieter gaps are taken as 0 contacts
 * outlier   more than 40 % and six robust deviations from the median of the nearest days of its weekday */
#ifndef HISTORY_DAYS_H
#define HISTORY_DAYS_H

#include "base/zone.h"
#include "model/history.h"
#include "model/scenario.h"

/* Fills h->day_kind and adds notes; sets empty quiet intervals to 0. */
void days_judge(struct history *h, const struct scenario *s, const struct zone *z);

#endif
