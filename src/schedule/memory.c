#include "schedule/memory.h"
#include "base/alloc.h"
#include "model/period.h"
#include <limits.h>
#include <stdlib.h>

static int lower(int a, int b)
{
    return a < b ? a : b;
}

/* Where no most binds, more than what any least asks for is as good as that. */
static void set_caps(struct memory_rules *b)
{
    const struct personal *r = b->r;
    for (int p = 0; p < r->periods; p++) {
        int enough = r->week_min[p] > r->guaranteed_min[p] ? r->week_min[p] : r->guaranteed_min[p];
        int length = period_first(b->c, &b->s->horizon, p + 1) - period_first(b->c, &b->s->horizon, p);
        b->paid_cap[p] = r->week_max[p] == INT_MAX && r->overtime_from[p] == INT_MAX ? enough : INT_MAX;
        b->days_cap[p] = r->days_max[p] < length ? INT_MAX : r->days_min[p] > 1 ? r->days_min[p] : 1;
    }
}

void memory_rules_make(struct memory_rules *b, const struct scenario *s, const struct personal *rules)
{
    const struct contract *c = &s->contracts[rules->contract];
    *b = (struct memory_rules){.s = s, .c = c, .r = rules, .pairs = s->penalties.no_two_days_off_together > 0};
    b->run_cap = c->consecutive_max != RULE_NONE ? c->consecutive_max : 0;
    if (c->consecutive_min > b->run_cap)
        b->run_cap = c->consecutive_min;
    if (b->run_cap < 1)
        b->run_cap = 1;
    b->paid_cap = xcalloc(2 * (size_t)rules->periods, sizeof *b->paid_cap);
    b->days_cap = b->paid_cap + rules->periods;
    set_caps(b);
}

void memory_rules_free(struct memory_rules *b)
{
    free(b->paid_cap);
}

struct memory memory_first(const struct memory_rules *b)
{
    struct memory m = {.run = lower(b->r->before[0], b->run_cap), .last = -1, .earliest = -1, .latest = -1};
    int weekends = b->r->before[1], of = b->c->weekends_of;
    m.open_run = m.run > 0 && m.run < b->c->consecutive_min;
    m.weekends = of == 0 ? (unsigned)weekends : (1u << lower(weekends, of - 1)) - 1;
    return m;
}

/* Its least must hold; wages are guaranteed. */
static int close_period(const struct memory_rules *b, struct memory *m, int period, double *cost)
{
    int bound = b->c->use == USE_MUST || m->days > 0, short_by = b->r->guaranteed_min[period] - m->paid;
    if (bound && (m->paid < b->r->week_min[period] || m->days < b->r->days_min[period]))
        return 0;
    if (short_by > 0)
        *cost += b->c->wage_h / 60 * short_by;
    if (m->paid > b->r->overtime_from[period])
        *cost += b->c->wage_h / 60 * (b->c->overtime_factor - 1) * (m->paid - b->r->overtime_from[period]);
    m->paid = m->days = 0;
    return 1;
}

static int needs_rest(const struct memory_rules *b, int week)
{
    const struct horizon *h = &b->s->horizon;
    return b->c->weekly_rest_min > 0 && week < h->weeks && h->week_first[week + 1] - h->week_first[week] >= 7;
}

static int close_week(const struct memory_rules *b, struct memory *m, int week, double *cost)
{
    const struct horizon *h = &b->s->horizon;
    if (needs_rest(b, week) && !(m->weekly & 1))
        return 0;
    if (h->week_first[week + 1] - h->week_first[week] >= 7 && m->busy && !m->pair)
        *cost += b->s->penalties.no_two_days_off_together;
    m->busy = m->rested = m->pair = 0;
    m->weekly >>= 1;
    m->earliest = m->latest = -1;
    return 1;
}

/* A rest is named once. */
static int name_rest(const struct memory_rules *b, struct memory *m, int day, enum arc_rest rest, int late)
{
    const struct horizon *h = &b->s->horizon;
    int week = horizon_week(h, day) + (rest == REST_AFTER && late);
    unsigned bit = rest == REST_AFTER && late ? 2 : 1;
    if (rest == REST_USUAL)
        return 1;
    if (!needs_rest(b, week) || m->weekly & bit || (rest == REST_WEEK && (h->week_first[week] != day || m->late)))
        return 0;
    m->weekly |= bit;
    return 1;
}

static int work_start(const struct memory_rules *b, struct memory *m, int start)
{
    if (start < 0)
        return 1;
    m->earliest = m->earliest < 0 || start < m->earliest ? start : m->earliest;
    m->latest = start > m->latest ? start : m->latest;
    return m->latest - m->earliest <= b->c->start_spread_min;
}

static int is_weekend(const struct memory_rules *b, int day)
{
    return (int)(b->c->weekend_days >> horizon_weekday(&b->s->horizon, day) & 1);
}

static int bits(unsigned x)
{
    int n = 0;
    for (; x; x &= x - 1)
        n++;
    return n;
}

static int names_kind(const struct shift_kind *k, int kind)
{
    for (int i = 0; i < k->not_after_count; i++)
        if (k->not_after[i] == kind)
            return 1;
    return 0;
}

/* 1: some kind may not follow this one. */
static int restrains(const struct memory_rules *b, int kind)
{
    for (int k = 0; k < b->s->kind_count && kind >= 0; k++)
        if (b->s->kinds[k].contract == b->r->contract && names_kind(&b->s->kinds[k], kind))
            return 1;
    return 0;
}

static void open_weekend(const struct memory_rules *b, struct memory *m, int day)
{
    if (!is_weekend(b, day) || (day > 0 && is_weekend(b, day - 1)))
        return;
    m->weekend = 0;
    if (b->c->weekends_of > 0)
        m->weekends = m->weekends << 1 & ((1u << b->c->weekends_of) - 1);
}

static int work_weekend(const struct memory_rules *b, struct memory *m, int day)
{
    if (!is_weekend(b, day) || m->weekend)
        return 1;
    m->weekend = 1;
    m->weekends += 1; /* the last bit, or one more */
    return (b->c->weekends_of > 0 ? bits(m->weekends) : (int)m->weekends) <= b->c->weekends_max;
}

static int work_kind(const struct memory_rules *b, struct memory *m, int kind)
{
    if (m->last >= 0 && kind >= 0 && names_kind(&b->s->kinds[kind], m->last))
        return 0;
    m->last = restrains(b, kind) ? kind : -1;
    return 1;
}

static int stay_off(const struct memory_rules *b, struct memory *m, int day)
{
    if (b->r->work[day] || (m->run > 0 && !m->open_run && m->run < b->c->consecutive_min && !b->r->shut[day]))
        return 0;
    m->run = m->open_run = 0;
    if (b->c->days_off_min > 1 && m->off < b->c->days_off_min)
        m->off = day == 0 ? b->c->days_off_min : m->off + 1;
    m->pair |= m->rested;
    m->rested = b->pairs;
    m->last = -1;
    m->late = 0;
    return 1;
}

static int work(const struct memory_rules *b, struct memory *m, int day, const struct group *g)
{
    int period = period_of(b->c, &b->s->horizon, day);
    if (m->off > 0 && m->off < b->c->days_off_min)
        return 0;
    if (m->run == 0)
        m->open_run = day == 0 || b->r->shut[day - 1];
    if (b->c->consecutive_max != RULE_NONE && m->run + 1 > b->c->consecutive_max)
        return 0;
    m->run = lower(m->run + 1, b->run_cap);
    m->open_run &= m->run < b->c->consecutive_min;
    m->paid += g->paid_min;
    m->days++;
    if (m->paid > b->r->week_max[period] || m->days > b->r->days_max[period])
        return 0;
    m->paid = lower(m->paid, b->paid_cap[period]);
    m->days = lower(m->days, b->days_cap[period]);
    m->off = m->rested = 0;
    m->busy = b->pairs;
    m->worked = 1;
    m->late = g->late;
    return work_weekend(b, m, day) && work_kind(b, m, g->kind) && work_start(b, m, g->start);
}

int memory_step(const struct memory_rules *b, struct memory *m, int day, const struct group *g, enum arc_rest rest, double *cost)
{
    const struct horizon *h = &b->s->horizon;
    int period = period_of(b->c, h, day), week = horizon_week(h, day);
    *cost = 0;
    open_weekend(b, m, day);
    if (!name_rest(b, m, day, rest, g && g->late))
        return 0;
    if (!(g ? work(b, m, day, g) : stay_off(b, m, day)))
        return 0;
    if (day + 1 == h->week_first[week + 1] && !close_week(b, m, week, cost))
        return 0;
    return day + 1 < period_first(b->c, h, period + 1) || close_period(b, m, period, cost);
}
