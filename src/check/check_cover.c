#include "check/check_cover.h"
#include <string.h>

/* The queue an activity serves, or -1. */
static int served(const struct scenario *s, const struct agent *agent, const struct activity *a)
{
    if (a->kind != ACT_WORK || a->queue < -1 || a->queue >= s->queue_count)
        return -1;
    if (a->queue == -1)
        return agent->skill_count ? agent->skills[0] : -1;
    for (int i = 0; i < agent->skill_count; i++)
        if (agent->skills[i] == a->queue)
            return a->queue;
    return -1;
}

static void add(double *scheduled, const struct horizon *h, int from, int to)
{
    int step = h->interval_min;
    for (int t = from / step; t * step < to; t++) {
        int low = t * step > from ? t * step : from, high = (t + 1) * step < to ? (t + 1) * step : to;
        if (t < h->intervals || h->cyclic)
            scheduled[t % h->intervals] += (double)(high - low) / step;
    }
}

void check_cover(double *scheduled, const struct scenario *s, const struct roster *r)
{
    size_t intervals = (size_t)s->horizon.intervals;
    memset(scheduled, 0, (size_t)s->queue_count * intervals * sizeof *scheduled);
    for (int i = 0; i < r->shift_count; i++) {
        const struct shift *shift = &r->shifts[i];
        for (int k = shift->first; k < shift->first + shift->count; k++) {
            const struct activity *a = &r->activities[k];
            int queue = served(s, &s->agents[shift->agent], a);
            if (queue >= 0)
                add(scheduled + (size_t)queue * intervals, &s->horizon, a->start_min, a->end_min);
        }
    }
}
