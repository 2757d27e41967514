#include "schedule/grid.h"
#include "base/alloc.h"
#include "model/slot.h"
#include <stdlib.h>

static int premium_covers(const struct premium *p, const struct horizon *h, int day, int wall_min)
{
    int late = p->from_min > p->to_min;
    if (late && wall_min < p->to_min)
        day--; /* the morning after */
    else if (wall_min < p->from_min || (!late && wall_min >= p->to_min))
        return 0;
    if (p->holidays_only && (day < p->first_day || day > p->last_day))
        return 0;
    return p->weekdays >> horizon_weekday(h, day) & 1;
}

static double wage_factor(const struct scenario *s, int minute)
{
    const struct horizon *h = &s->horizon;
    int t = minute / h->interval_min;
    double factor = 1;
    for (int p = 0; p < s->premium_count; p++)
        if (premium_covers(&s->premiums[p], h, h->day_of[t], h->wall_min[t] + minute % h->interval_min))
            factor += s->premiums[p].factor - 1;
    return factor;
}

void grid_make(struct grid *g, const struct scenario *s)
{
    const struct horizon *h = &s->horizon;
    g->step_min = slot_length_min(s);
    g->per = h->interval_min / g->step_min;
    g->slots = h->intervals * g->per;
    g->axis = h->axis * g->per;
    g->days = h->days;
    g->cyclic = h->cyclic;
    g->pause_step = s->break_step_min / g->step_min;
    g->midnight = xcalloc((size_t)h->days + 1, sizeof *g->midnight);
    for (int d = 0; d <= h->days; d++)
        g->midnight[d] = horizon_day_start(h, d) / g->step_min;
    g->interval = xcalloc((size_t)g->axis + 1, sizeof *g->interval);
    for (int i = 0; i < g->axis; i++)
        g->interval[i] = i < g->slots ? i / g->per : g->cyclic ? i % g->slots / g->per : -1;
    g->contracts = s->contract_count;
    g->wages = xcalloc((size_t)s->contract_count, sizeof *g->wages);
    double *factor = xcalloc((size_t)g->axis, sizeof *factor);
    for (int i = 0; i < g->axis; i++)
        factor[i] = wage_factor(s, (g->cyclic ? i % g->slots : i) * g->step_min);
    for (int c = 0; c < g->contracts; c++) {
        g->wages[c] = xcalloc((size_t)g->axis + 1, sizeof **g->wages);
        for (int i = 0; i < g->axis; i++)
            g->wages[c][i + 1] = g->wages[c][i] + s->contracts[c].wage_h / 60 * g->step_min * factor[i];
    }
    free(factor);
}

void grid_free(struct grid *g)
{
    for (int c = 0; c < g->contracts; c++)
        free(g->wages[c]);
    free(g->wages);
    free(g->midnight);
    free(g->interval);
}
