#include "model/opening.h"
#include "base/clock.h"

enum { DAY_MIN = 1440 };

static int inside(const struct window *w, int count, int minute)
{
    for (int i = 0; i < count && w[i].from_min < w[i].to_min; i++)
        if (w[i].from_min <= minute && minute < w[i].to_min)
            return 1;
    return 0;
}

int opening_weekday(const struct scenario *s, int date)
{
    int weekday = clock_weekday(date);
    for (int i = 0; i < s->event_count; i++) {
        const struct event *e = &s->events[i];
        if (e->kind == EVENT_WORKDAY && e->from_date <= date && date <= e->to_date)
            return e->as >= 0 ? e->as : weekday == 5 ? 4 : weekday == 6 ? 0 : weekday;
    }
    return weekday;
}

int opening_regular(const struct queue *q, int weekday, int wall_min)
{
    return inside(q->open_week[weekday], 8, wall_min) ||
           inside(q->open_week[(weekday + 6) % 7], 8, wall_min + DAY_MIN);
}

static int covers(const struct event *e, int queue, int date)
{
    return (e->queue < 0 || e->queue == queue) && e->from_date <= date && date <= e->to_date;
}

const struct event *opening_event(const struct scenario *s, int queue, int date)
{
    const struct event *special = NULL;
    for (int i = 0; i < s->event_count; i++) {
        const struct event *e = &s->events[i];
        if (!covers(e, queue, date))
            continue;
        if (e->closed)
            return e;
        if (!special && e->open[0].from_min < e->open[0].to_min)
            special = e;
    }
    return special;
}

int opening_at(const struct scenario *s, int queue, int date, int weekday, int wall_min)
{
    const struct event *e = opening_event(s, queue, date);
    if (e)
        return !e->closed && inside(e->open, 4, wall_min);
    return opening_regular(&s->queues[queue], weekday, wall_min);
}

double opening_factor(const struct scenario *s, int queue, int date)
{
    double factor = 1;
    for (int i = 0; i < s->event_count; i++)
        if (covers(&s->events[i], queue, date) && !s->events[i].closed)
            factor *= s->events[i].factor;
    return factor;
}
