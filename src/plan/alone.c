#include "plan/alone.h"
#include "base/alloc.h"
#include "model/period.h"
#include <stdlib.h>
#include <string.h>

static void *copy(const void *from, size_t count, size_t size)
{
    void *to = xcalloc(count + 1, size);
    if (count)
        memcpy(to, from, count * size);
    return to;
}

void alone_make(struct alone *x, const struct scenario *s, int agent)
{
    const struct horizon *h = &s->horizon;
    x->s = *s;
    x->agent = s->agents[agent];
    x->agent.available = copy(x->agent.available, (size_t)h->days, sizeof *x->agent.available);
    int periods = period_count(&s->contracts[x->agent.contract], h);
    x->agent.credited_min = copy(x->agent.credited_min, (size_t)periods, sizeof *x->agent.credited_min);
    x->agent.paid_leave_min = copy(x->agent.paid_leave_min, (size_t)h->weeks, sizeof *x->agent.paid_leave_min);
    x->agent.kind_max = copy(x->agent.kind_max, (size_t)x->agent.kind_max_count, sizeof *x->agent.kind_max);
    if (x->agent.duty)
        x->agent.duty = copy(x->agent.duty, (size_t)h->days, sizeof *x->agent.duty);
    x->s.agents = &x->agent;
    x->s.agent_count = 1;
    x->s.agents_by_id = NULL;
    x->s.contracts = copy(s->contracts, (size_t)s->contract_count, sizeof *s->contracts);
    x->s.kinds = copy(s->kinds, (size_t)s->kind_count, sizeof *s->kinds);
    x->s.day_closed = copy(s->day_closed, (size_t)h->days, 1);
    x->s.time_offs = xcalloc((size_t)s->time_off_count + 1, sizeof *s->time_offs);
    x->s.requests = xcalloc((size_t)s->request_count + 1, sizeof *s->requests);
    x->s.time_off_count = x->s.request_count = 0;
    for (int i = 0; i < s->time_off_count; i++)
        if (s->time_offs[i].agent == agent)
            x->s.time_offs[x->s.time_off_count++] = s->time_offs[i];
    for (int i = 0; i < s->request_count; i++)
        if (s->requests[i].agent == agent)
            x->s.requests[x->s.request_count++] = s->requests[i];
    for (int i = 0; i < x->s.time_off_count; i++)
        x->s.time_offs[i].agent = 0;
    for (int i = 0; i < x->s.request_count; i++)
        x->s.requests[i].agent = 0;
}

void alone_free(struct alone *x)
{
    free(x->agent.available);
    free(x->agent.credited_min);
    free(x->agent.paid_leave_min);
    free(x->agent.kind_max);
    free(x->agent.duty);
    free(x->s.contracts);
    free(x->s.kinds);
    free(x->s.day_closed);
    free(x->s.time_offs);
    free(x->s.requests);
    memset(x, 0, sizeof *x);
}

/* The first shift of an agent in a sorted roster. */
static int first_shift(const struct roster *r, int agent)
{
    int low = 0, high = r->shift_count;
    while (low < high) {
        int middle = (low + high) / 2;
        if (r->shifts[middle].agent < agent)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void alone_roster(struct roster *out, const struct roster *r, int agent, int without)
{
    memset(out, 0, sizeof *out);
    for (int i = first_shift(r, agent); i < r->shift_count && r->shifts[i].agent == agent; i++) {
        struct shift mine = r->shifts[i];
        if (i == without)
            continue;
        mine.agent = 0;
        roster_add(out, &mine, r->activities + r->shifts[i].first, r->shifts[i].count);
    }
}

static int less(int from, int by)
{
    return from > by ? from - by : 0;
}

void alone_cancel(struct agent *a, struct time_off *off, const struct scenario *s)
{
    const struct horizon  *h = &s->horizon;
    const struct contract *c = &s->contracts[a->contract];
    int                    first = -1, days = 0;
    for (int d = 0; d < h->days; d++)
        if (off->start_min < horizon_day_start(h, d + 1) && off->end_min > horizon_day_start(h, d)) {
            first = first < 0 ? d : first;
            days++;
        }
    for (int i = 0; i < days; i++) { /* dealt out over the days as they were when the row was read */
        int week = horizon_week(h, first + i), period = period_of(c, h, first + i);
        int share = (int)((long long)off->credited_min * (i + 1) / days - (long long)off->credited_min * i / days);
        a->credited_min[period] = less(a->credited_min[period], share);
        if (off->paid)
            a->paid_leave_min[week] = less(a->paid_leave_min[week], share);
    }
    off->start_min = off->end_min = -1;
    off->credited_min = 0;
}
