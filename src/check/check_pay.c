#include "check/check_pay.h"
#include "base/alloc.h"
#include "check/check_limits.h"
#include "model/period.h"
#include <stdlib.h>
#include <string.h>

/* 1: the window of `p` that opens on `day` is in force: its weekdays, and its dates where it is for holidays. */
static int opens_on(const struct premium *p, const struct horizon *h, int day)
{
    return (p->weekdays >> horizon_weekday(h, day) & 1u) &&
           (!p->holidays_only || (day >= p->first_day && day <= p->last_day));
}

static int covers(const struct premium *p, const struct horizon *h, int day, int wall)
{
    if (p->from_min <= p->to_min)
        return wall >= p->from_min && wall < p->to_min && opens_on(p, h, day);
    return (wall >= p->from_min && opens_on(p, h, day)) || (wall < p->to_min && opens_on(p, h, day - 1));
}

static double extra_of(const struct scenario *s, int minute)
{
    const struct horizon *h = &s->horizon;
    int    t = minute / h->interval_min, wall = h->wall_min[t] + minute % h->interval_min;
    double extra = 0;
    for (int i = 0; i < s->premium_count; i++)
        if (covers(&s->premiums[i], h, h->day_of[t], wall))
            extra += s->premiums[i].factor - 1;
    return extra;
}

void check_pay_make(struct check_pay *p, const struct scenario *s)
{
    const struct horizon *h = &s->horizon;
    int end = h->intervals * h->interval_min;
    p->minutes = h->axis * h->interval_min;
    p->extra = xcalloc((size_t)p->minutes + 1, sizeof *p->extra);
    for (int m = 0; m < p->minutes; m++) {
        double extra = h->cyclic && m >= end ? p->extra[m % end + 1] - p->extra[m % end] : extra_of(s, m);
        p->extra[m + 1] = p->extra[m] + extra;
    }
}

void check_pay_free(struct check_pay *p)
{
    free(p->extra);
    memset(p, 0, sizeof *p);
}

static int clip(int minutes, int *from, int *to)
{
    if (*from < 0)
        *from = 0;
    if (*to > minutes)
        *to = minutes;
    return *to > *from ? *to - *from : 0;
}

int check_pay_clip(const struct horizon *h, int *from_min, int *to_min)
{
    return clip(h->axis * h->interval_min, from_min, to_min);
}

double check_pay_extra(const struct check_pay *p, int from_min, int to_min)
{
    return clip(p->minutes, &from_min, &to_min) ? p->extra[to_min] - p->extra[from_min] : 0;
}

int check_pay_is_paid(const struct scenario *s, const struct shift *shift, const struct activity *a)
{
    int known = shift->kind >= 0 && shift->kind < s->kind_count;
    return a->kind != ACT_SPLIT && (a->kind != ACT_LUNCH || (known && s->kinds[shift->kind].lunch_paid));
}

double check_pay_split(const struct scenario *s, const struct roster *r, const struct shift *shift)
{
    if (shift->kind >= 0 && shift->kind < s->kind_count)
        for (int i = 0; i < shift->count; i++)
            if (r->activities[shift->first + i].kind == ACT_SPLIT)
                return s->kinds[shift->kind].split_pay;
    return 0;
}

int check_pay_minutes(const struct scenario *s, const struct roster *r, const struct shift *shift)
{
    int own = shift->kind >= 0 && shift->kind < s->kind_count ? s->kinds[shift->kind].paid_min : 0;
    return own > 0 ? own : check_pay_length(s, r, shift);
}

int check_pay_length(const struct scenario *s, const struct roster *r, const struct shift *shift)
{
    int minutes = 0;
    for (int i = 0; i < shift->count; i++) {
        const struct activity *a = &r->activities[shift->first + i];
        int from = a->start_min, to = a->end_min;
        if (check_pay_is_paid(s, shift, a))
            minutes += check_pay_clip(&s->horizon, &from, &to);
    }
    return minutes;
}

/* Premium part of a shift, in minutes of plain wage. */
static double shift_extra(const struct check_pay *p, const struct scenario *s, const struct roster *r, const struct shift *shift)
{
    double extra = 0;
    for (int i = 0; i < shift->count; i++) {
        const struct activity *a = &r->activities[shift->first + i];
        if (check_pay_is_paid(s, shift, a))
            extra += check_pay_extra(p, a->start_min, a->end_min);
    }
    int length = check_pay_length(s, r, shift);
    return length > 0 ? extra * check_pay_minutes(s, r, shift) / length : 0;
}

struct cost_items check_pay_cost(const struct check_pay *p, const struct scenario *s, const struct roster *r, double *fixed,
                                 double *paid_min, double *overtime_min)
{
    struct cost_items c = {0};
    int  days = s->horizon.days; /* no fewer than periods */
    int *worked = xcalloc((size_t)s->agent_count * (size_t)days + 1, sizeof *worked);
    *fixed = *paid_min = *overtime_min = 0;
    for (int i = 0; i < r->shift_count; i++) {
        const struct shift *shift = &r->shifts[i];
        int    minutes = check_pay_minutes(s, r, shift);
        const struct contract *k = &s->contracts[s->agents[shift->agent].contract];
        double wage = k->wage_h / 60;
        worked[shift->agent * days + period_of(k, &s->horizon, shift->day)] += minutes;
        *paid_min += minutes;
        c.wages += wage * minutes;
        c.premiums += wage * shift_extra(p, s, r, shift) + check_pay_split(s, r, shift);
    }
    for (int a = 0; a < s->agent_count; a++) {
        const struct contract *k = &s->contracts[s->agents[a].contract];
        double wage = k->wage_h / 60;
        for (int i = 0; i < period_count(k, &s->horizon); i++) {
            struct check_limits l = check_limits_of(s, a, i);
            int short_by = l.guaranteed_min - worked[a * days + i], over = worked[a * days + i] - l.overtime_from;
            c.wages += short_by > 0 ? wage * short_by : 0;
            c.overtime += over > 0 ? wage * (k->overtime_factor - 1) * over : 0;
            *overtime_min += over > 0 ? over : 0;
        }
        for (int w = 0; w < s->horizon.weeks; w++)
            c.paid_leave += wage * s->agents[a].paid_leave_min[w];
        *fixed += check_limits_guaranteed(s, a);
    }
    *fixed += c.paid_leave;
    c.total = c.wages + c.premiums + c.overtime + c.paid_leave;
    free(worked);
    return c;
}

double check_pay_guaranteed_min(const struct check_pay *p, const struct scenario *s, const struct roster *r)
{
    struct scenario even = *s; /* everybody earns 1 a minute: wages are minutes */
    double          fixed, paid_min, overtime_min;
    even.contracts = xmalloc(((size_t)s->contract_count + 1) * sizeof *even.contracts);
    memcpy(even.contracts, s->contracts, (size_t)s->contract_count * sizeof *even.contracts);
    for (int i = 0; i < s->contract_count; i++)
        even.contracts[i].wage_h = 60;
    double wages = check_pay_cost(p, &even, r, &fixed, &paid_min, &overtime_min).wages;
    free(even.contracts);
    return wages - paid_min;
}
