#include "check/check_penalty.h"
#include "base/alloc.h"
#include "check/check_curve.h"
#include <math.h>
#include <stdlib.h>

static void add_interval(struct penalty_items *p, const struct requirement *r, int t, double scheduled, double hours)
{
    double under = hours * check_curve_shortage(r, t, scheduled);
    if (r->kind[t] == CLASS_PEAK_MUST)
        p->must += under;
    else if (r->kind[t] == CLASS_PEAK_SOFT)
        p->under_peak += under;
    else
        p->under += under;
    p->over += hours * r->over_per_h[t] * fmax(0, scheduled - r->agents_gross[t]);
    if (!isinf(r->seats))
        p->seats += hours * r->seat_per_h * fmax(0, scheduled - r->seats);
}

static double goal_penalty(const struct requirement *r, const struct span_goal *g, const double *scheduled)
{
    double in_time_beyond = 0; /* contacts answered in time beyond what the goal wants */
    for (int t = g->first; t < g->last; t++)
        in_time_beyond += r->offered[t] * check_curve_value(r, t, scheduled[t], g->wanted);
    return g->price_per_contact * fmax(0, -in_time_beyond);
}

int check_penalty_fits(const struct request *q, int kind, int start_min, int end_min)
{
    if (q->kind >= 0 && q->kind != kind)
        return 0;
    if (q->from_min == 0 && q->to_min == 0)
        return 1;
    return q->wish == WISH_FOR ? start_min >= q->from_min && end_min <= q->to_min : start_min < q->to_min && end_min > q->from_min;
}

/* The first shift of an agent at or after a day, in a sorted roster. */
static int find_shift(const struct roster *r, int agent, int day)
{
    int low = 0, high = r->shift_count;
    while (low < high) {
        int middle = (low + high) / 2;
        const struct shift *x = &r->shifts[middle];
        if (x->agent < agent || (x->agent == agent && x->day < day))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static double request_penalty(const struct request *q, const struct roster *r)
{
    int fits = 0;
    for (int i = find_shift(r, q->agent, q->day); i < r->shift_count; i++) {
        const struct shift *x = &r->shifts[i];
        if (x->agent != q->agent || x->day != q->day)
            break;
        fits |= check_penalty_fits(q, x->kind, x->start_min, x->end_min);
    }
    return fits == (q->wish == WISH_AGAINST) ? q->weight : 0;
}

/* Full weeks of one agent without two days off side by side. worked[days]. */
static int weeks_without_pair(const struct horizon *h, const unsigned char *worked)
{
    int weeks = 0;
    for (int w = 0; w < h->weeks; w++) {
        int pair = 0;
        for (int d = h->week_first[w] + 1; d < h->week_first[w + 1]; d++)
            pair |= !worked[d - 1] && !worked[d];
        weeks += h->week_first[w + 1] - h->week_first[w] == 7 && !pair;
    }
    return weeks;
}

static double days_off_penalty(const struct scenario *s, const struct roster *r)
{
    size_t         days = (size_t)s->horizon.days;
    unsigned char *worked = xcalloc((size_t)s->agent_count * days + 1, 1);
    int            weeks = 0;
    for (int i = 0; i < r->shift_count; i++)
        worked[(size_t)r->shifts[i].agent * days + (size_t)r->shifts[i].day] = 1;
    for (int a = 0; a < s->agent_count; a++)
        weeks += weeks_without_pair(&s->horizon, worked + (size_t)a * days);
    free(worked);
    return s->penalties.no_two_days_off_together * weeks;
}

struct penalty_items check_penalty_of(const struct scenario *s, const struct requirement *rs, const double *scheduled,
                                      const struct roster *r)
{
    struct penalty_items p = {0};
    int T = s->horizon.intervals;
    for (int q = 0; q < s->queue_count; q++) {
        const double *mine = scheduled + (size_t)q * (size_t)T;
        for (int t = 0; t < T; t++)
            add_interval(&p, &rs[q], t, mine[t], s->horizon.interval_min / 60.0);
        for (int g = 0; g < rs[q].goal_count; g++)
            p.goal += goal_penalty(&rs[q], &rs[q].goals[g], mine);
    }
    for (int i = 0; i < s->request_count; i++)
        p.personal += request_penalty(&s->requests[i], r);
    p.days_off = days_off_penalty(s, r);
    p.total = p.under + p.under_peak + p.must + p.seats + p.over + p.goal + p.personal + p.days_off;
    return p;
}
