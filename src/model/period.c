#include "model/period.h"

enum { WEEK_DAYS = 7 };

int period_count(const struct contract *c, const struct horizon *h)
{
    return c->period_days > 0 ? (c->period_before + h->days - 1) / c->period_days + 1 : h->weeks;
}

int period_of(const struct contract *c, const struct horizon *h, int day)
{
    return c->period_days > 0 ? (c->period_before + day) / c->period_days : horizon_week(h, day);
}

int period_first(const struct contract *c, const struct horizon *h, int period)
{
    if (c->period_days == 0)
        return h->week_first[period];
    int first = period * c->period_days - c->period_before;
    return first < 0 ? 0 : first < h->days ? first : h->days;
}

int period_full(const struct contract *c, const struct horizon *h, int period)
{
    int length = period_first(c, h, period + 1) - period_first(c, h, period);
    return length == (c->period_days > 0 ? c->period_days : WEEK_DAYS);
}
