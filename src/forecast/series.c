#include "forecast/series.h"
#include "base/alloc.h"
#include "base/clock.h"
#include "model/opening.h"
#include <limits.h>
#include <math.h>
#include <stdlib.h>

double series_adjustment(const struct scenario *s, int queue, int date, int of_aht, enum series_when when)
{
    double factor = 1;
    for (int i = 0; i < s->adjustment_count; i++) {
        const struct adjustment *a = &s->adjustments[i];
        if (when == SERIES_HISTORY && a->from_date == INT_MIN)
            continue;
        if (a->of_aht == of_aht && (a->queue < 0 || a->queue == queue) && a->from_date <= date && date <= a->to_date)
            factor *= a->factor;
    }
    return factor;
}

static int regularly_open(const struct queue *q, int weekday)
{
    for (int minute = 0; minute < 1440; minute += 15)
        if (opening_regular(q, weekday, minute))
            return 1;
    return 0;
}

static int was_closed(const struct scenario *s, int queue, const struct history *h, int date)
{
    const struct event *e = opening_event(s, queue, date);
    if (e)
        return e->closed;
    return h && date >= h->first_day && date < h->first_day + h->days &&
           h->day_kind[date - h->first_day] == HISTORY_CLOSED;
}

int series_after_closed(const struct scenario *s, int queue, const struct history *h, int date)
{
    const struct queue *q = &s->queues[queue];
    for (int back = 1; back <= 7; back++) {
        if (was_closed(s, queue, h, date - back))
            return 1;
        if (regularly_open(q, clock_weekday(date - back)))
            return 0;
    }
    return 0;
}

/* A day under an event other than a campaign is not what its weekday is usually like. */
static int unusual(const struct scenario *s, int queue, int date)
{
    for (int i = 0; i < s->event_count; i++) {
        const struct event *e = &s->events[i];
        if ((e->queue < 0 || e->queue == queue) && e->from_date <= date && date <= e->to_date &&
            e->kind != EVENT_CAMPAIGN)
            return 1;
    }
    return 0;
}

static void fill_day(struct series *x, const struct scenario *s, const struct history *h, int day)
{
    int date = x->first_day + day, weekday = opening_weekday(s, date);
    double factor = opening_factor(s, h->queue, date) * series_adjustment(s, h->queue, date, 0, SERIES_HISTORY);
    int usable = !unusual(s, h->queue, date) && factor > 0;
    x->weekday[day] = (unsigned char)weekday;
    if (h->day_kind[day] == HISTORY_NORMAL && usable)
        x->use[day] = SERIES_TEACH | SERIES_JUDGE;
    else if (h->day_kind[day] == HISTORY_OUTLIER && usable)
        x->use[day] = SERIES_JUDGE;
    x->after_closed[day] = (unsigned char)series_after_closed(s, h->queue, h, date);
    for (int k = 0; k < x->slots; k++) {
        double *v = &x->value[(size_t)day * (size_t)x->slots + (size_t)k];
        double offered = h->offered[(size_t)day * (size_t)h->slots + (size_t)k];
        int open = opening_at(s, h->queue, date, weekday, k * h->interval_min);
        *v = open && factor > 0 ? offered / factor : NAN;
        if (!isnan(*v))
            x->total[day] += *v;
    }
}

void series_make(struct series *x, const struct scenario *s, const struct history *h, int until)
{
    int days = until - h->first_day;
    *x = (struct series){.first_day = h->first_day, .slots = h->slots};
    x->days = days < 0 ? 0 : days < h->days ? days : h->days;
    size_t n = (size_t)x->days;
    x->value = xcalloc(n * (size_t)x->slots, sizeof *x->value);
    x->total = xcalloc(n, sizeof *x->total);
    x->weekday = xcalloc(n, 1);
    x->use = xcalloc(n, 1);
    x->after_closed = xcalloc(n, 1);
    double sum = 0, count = 0;
    for (int d = 0; d < x->days; d++) {
        fill_day(x, s, h, d);
        if (!(x->use[d] & SERIES_TEACH))
            continue;
        for (int k = 0; k < x->slots; k++)
            if (!isnan(x->value[(size_t)d * (size_t)x->slots + (size_t)k])) {
                sum += x->value[(size_t)d * (size_t)x->slots + (size_t)k];
                count++;
            }
    }
    x->mean = count > 0 ? sum / count : 0;
}

void series_free(struct series *x)
{
    free(x->value);
    free(x->total);
    free(x->weekday);
    free(x->use);
    free(x->after_closed);
    *x = (struct series){0};
}
