/* series - what forecasting sees of a history: contacts by day and wall-clock slot inside the opening hours, at the level
 * they would have had without campaigns and stated growth, and which days may teach and which may judge. */
#ifndef FORECAST_SERIES_H
#define FORECAST_SERIES_H

#include "model/history.h"
#include "model/scenario.h"

enum { SERIES_TEACH = 1, SERIES_JUDGE = 2 };

struct series {
    int            first_day;  /* days since 1970-01-01 */
    int            days;       /* >= 0 */
    int            slots;      /* of a day */
    double        *value;      /* [days * slots] contacts / factor; NAN: no row, or closed */
    double        *total;      /* [days] sum over the slots with a value */
    unsigned char *weekday;    /* [days] 0 Monday */
    unsigned char *use;        /* [days] SERIES_TEACH for normal days, SERIES_JUDGE for those and outliers */
    unsigned char *after_closed; /* [days] 1: the first open day after a closed one */
    double         mean;       /* contacts per interval with a value, over the days that teach */
};

/* From history h, its days before `until` (days since 1970-01-01) only. */
void series_make(struct series *x, const struct scenario *s, const struct history *h, int until);
void series_free(struct series *x);

/* Product of the scenario's adjustments in force on a date, of the volume or the AHT. One without a first date is a wish
 * for the plan: the history does not contain it. */
enum series_when { SERIES_HISTORY, SERIES_PLAN };
double series_adjustment(const struct scenario *s, int queue, int date, int of_aht, enum series_when when);
/* 1: date is the first regularly open day of the queue after one or more that an event closed, or that the history
 * shows closed (h may be NULL). */
int series_after_closed(const struct scenario *s, int queue, const struct history *h, int date);

#endif
