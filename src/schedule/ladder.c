#include "schedule/ladder.h"
#include "base/alloc.h"
#include "model/period.h"
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct memory { /* what the rules remember before a day; padding-free so that it can be compared as bytes */
    int      paid, days;   /* of the period so far, as far as it matters */
    int      run;          /* days worked in a row, as far as it matters */
    int      open_run;     /* consecutive_min does not bind the run */
    int      off;          /* days off in a row, at most days_off_min */
    int      busy;         /* a shift in this week */
    int      rested, pair; /* the day before was off in this week; two such in a row were seen */
    unsigned weekends;     /* bit i: the i-th last weekend was worked; a count where it is of the horizon */
    int      weekend;      /* this weekend is worked */
    int      last;         /* kind of the day before, where another may not follow it; else -1 */
    int      earliest, latest; /* start of this week's shifts, -1 none, where they must be near each other */
    int      late;         /* the shift of the day before ended in this week, having started in the last */
    unsigned weekly;       /* bit 0: this week's rest has been named; bit 1: that of the next */
    int      worked;       /* any shift so far */
};

struct rung {
    struct memory *node;  size_t room;     int count;
    int           *bucket;                 int buckets; /* hash of node indices, -1 empty */
    struct arc    *arc;   size_t arc_room; int arcs;
    int           *first;                  /* [count + 1] */
};

struct builder {
    const struct scenario *s;
    const struct contract *c;
    const struct options  *o;
    const struct personal *r;
    int                    run_cap;
    int                    pairs;       /* 1: two days off together matter */
    int                   *paid_cap;    /* [periods] more paid minutes are as good as these */
    int                   *days_cap;    /* [periods] */
};

static uint64_t hash(const void *bytes, size_t size)
{
    const unsigned char *p = bytes;
    uint64_t h = 1469598103934665603u; /* FNV-1a */
    for (size_t i = 0; i < size; i++)
        h = (h ^ p[i]) * 1099511628211u;
    return h ^ h >> 29;
}

static void rung_rehash(struct rung *g)
{
    g->buckets = g->buckets ? 2 * g->buckets : 64;
    g->bucket = xrealloc(g->bucket, (size_t)g->buckets * sizeof *g->bucket);
    memset(g->bucket, -1, (size_t)g->buckets * sizeof *g->bucket);
    for (int i = 0; i < g->count; i++) {
        int b = (int)(hash(&g->node[i], sizeof g->node[i]) % (unsigned)g->buckets);
        while (g->bucket[b] >= 0)
            b = (b + 1) % g->buckets;
        g->bucket[b] = i;
    }
}

static int rung_node(struct rung *g, const struct memory *m)
{
    if (2 * g->count >= g->buckets)
        rung_rehash(g);
    int b = (int)(hash(m, sizeof *m) % (unsigned)g->buckets);
    for (; g->bucket[b] >= 0; b = (b + 1) % g->buckets)
        if (memcmp(&g->node[g->bucket[b]], m, sizeof *m) == 0)
            return g->bucket[b];
    g->node = xgrow(g->node, &g->room, (size_t)g->count + 1, sizeof *g->node);
    g->node[g->count] = *m;
    g->bucket[b] = g->count;
    return g->count++;
}

/* --- a day and what it ends ---------------------------------------------------------------------------------------- */

/* Its least must hold; wages are guaranteed. */
static int close_period(const struct builder *b, struct memory *m, int period, double *cost)
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

static int needs_rest(const struct builder *b, int week)
{
    const struct horizon *h = &b->s->horizon;
    return b->c->weekly_rest_min > 0 && week < h->weeks && h->week_first[week + 1] - h->week_first[week] >= 7;
}

static int close_week(const struct builder *b, struct memory *m, int week, double *cost)
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
static int name_rest(const struct builder *b, struct memory *m, int day, enum arc_rest rest, int late)
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

static int work_start(const struct builder *b, struct memory *m, int start)
{
    if (start < 0)
        return 1;
    m->earliest = m->earliest < 0 || start < m->earliest ? start : m->earliest;
    m->latest = start > m->latest ? start : m->latest;
    return m->latest - m->earliest <= b->c->start_spread_min;
}

static int is_weekend(const struct builder *b, int day)
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
static int restrains(const struct builder *b, int kind)
{
    for (int k = 0; k < b->s->kind_count && kind >= 0; k++)
        if (b->s->kinds[k].contract == b->r->contract && names_kind(&b->s->kinds[k], kind))
            return 1;
    return 0;
}

static void open_weekend(const struct builder *b, struct memory *m, int day)
{
    if (!is_weekend(b, day) || (day > 0 && is_weekend(b, day - 1)))
        return;
    m->weekend = 0;
    if (b->c->weekends_of > 0)
        m->weekends = m->weekends << 1 & ((1u << b->c->weekends_of) - 1);
}

static int work_weekend(const struct builder *b, struct memory *m, int day)
{
    if (!is_weekend(b, day) || m->weekend)
        return 1;
    m->weekend = 1;
    m->weekends += 1; /* the last bit, or one more */
    return (b->c->weekends_of > 0 ? bits(m->weekends) : (int)m->weekends) <= b->c->weekends_max;
}

static int work_kind(const struct builder *b, struct memory *m, int kind)
{
    if (m->last >= 0 && kind >= 0 && names_kind(&b->s->kinds[kind], m->last))
        return 0;
    m->last = restrains(b, kind) ? kind : -1;
    return 1;
}

static int stay_off(const struct builder *b, struct memory *m, int day)
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

static int lower(int a, int b)
{
    return a < b ? a : b;
}

static int work(const struct builder *b, struct memory *m, int day, const struct group *g)
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

/* group LADDER_OFF: a day off. Returns 0 when a rule forbids it. */
static int step(const struct builder *b, struct memory *m, int day, int group, enum arc_rest rest, double *cost)
{
    const struct horizon *h = &b->s->horizon;
    int period = period_of(b->c, h, day), week = horizon_week(h, day);
    *cost = 0;
    open_weekend(b, m, day);
    if (!name_rest(b, m, day, rest, group != LADDER_OFF && b->o->group[group].late))
        return 0;
    if (!(group == LADDER_OFF ? stay_off(b, m, day) : work(b, m, day, &b->o->group[group])))
        return 0;
    if (day + 1 == h->week_first[week + 1] && !close_week(b, m, week, cost))
        return 0;
    return day + 1 < period_first(b->c, h, period + 1) || close_period(b, m, period, cost);
}

/* --- the graph ----------------------------------------------------------------------------------------------------- */

static void add_arc(struct rung *g, struct rung *next, const struct memory *to, struct arc arc)
{
    g->arc = xgrow(g->arc, &g->arc_room, (size_t)g->arcs + 1, sizeof *g->arc);
    arc.to = rung_node(next, to);
    g->arc[g->arcs++] = arc;
}

/* The last rung keeps only whether the agent worked at all. */
static void last_rung(struct rung *g)
{
    for (int worked = 0; worked < ENDS; worked++) {
        struct memory m = {.worked = worked};
        rung_node(g, &m);
    }
}

static void grow_node(const struct builder *b, struct rung *g, struct rung *next, int day, int node, int group)
{
    int rests = b->c->weekly_rest_min > 0 ? REST_WEEK : REST_USUAL;
    for (int rest = REST_USUAL; rest <= rests; rest++) {
        struct memory m = g->node[node];
        struct arc    arc = {.group = group, .rest = (enum arc_rest)rest};
        if ((group == LADDER_OFF && rest == REST_AFTER) || !step(b, &m, day, group, arc.rest, &arc.cost))
            continue;
        if (day + 1 == b->s->horizon.days)
            m = (struct memory){.worked = m.worked};
        add_arc(g, next, &m, arc);
    }
}

static void grow(const struct builder *b, struct rung *g, struct rung *next, int day)
{
    g->first = xcalloc((size_t)g->count + 1, sizeof *g->first);
    for (int i = 0; i < g->count; i++) {
        for (int group = LADDER_OFF; group < b->o->groups; group++) {
            int at = day * b->o->groups + group;
            if (group == LADDER_OFF || b->o->first[at] < b->o->first[at + 1])
                grow_node(b, g, next, day, i, group);
        }
        g->first[i + 1] = g->arcs;
    }
}

static int arcs_equal(const struct rung *g, int a, int b)
{
    int count = g->first[a + 1] - g->first[a];
    if (count != g->first[b + 1] - g->first[b])
        return 0;
    for (int i = 0; i < count; i++) {
        const struct arc *x = &g->arc[g->first[a] + i], *y = &g->arc[g->first[b] + i];
        if (x->group != y->group || x->rest != y->rest || x->to != y->to || x->cost != y->cost)
            return 0;
    }
    return 1;
}

static uint64_t arcs_hash(const struct rung *g, int a)
{
    uint64_t h = 7;
    for (int i = g->first[a]; i < g->first[a + 1]; i++) {
        uint64_t part[3] = {(uint64_t)g->arc[i].group * 4 + g->arc[i].rest, (uint64_t)g->arc[i].to, 0};
        memcpy(&part[2], &g->arc[i].cost, sizeof part[2]);
        h = h * 31 + hash(part, sizeof part);
    }
    return h;
}

/* Drops arcs into dead nodes, then merges nodes with equal arcs. place[old node] = merged node or -1. Returns how many. */
static int merge(struct rung *g, const int *next_place, int *place)
{
    int kept = 0, buckets = 2 * g->count + 1, merged = 0, from = 0;
    int *bucket = xmalloc((size_t)buckets * sizeof *bucket);
    memset(bucket, -1, (size_t)buckets * sizeof *bucket);
    for (int i = 0; i < g->count; i++) {
        int end = g->first[i + 1];
        int begin = kept;
        for (int a = from; a < end; a++)
            if (next_place[g->arc[a].to] >= 0) {
                g->arc[kept] = g->arc[a];
                g->arc[kept++].to = next_place[g->arc[a].to];
            }
        from = end;
        place[i] = -1;
        if (kept == begin)
            continue;
        g->first[merged] = begin;
        g->first[merged + 1] = kept;
        int b = (int)(arcs_hash(g, merged) % (unsigned)buckets);
        while (bucket[b] >= 0 && !arcs_equal(g, bucket[b], merged))
            b = (b + 1) % buckets;
        if (bucket[b] >= 0) {
            kept = begin;
            place[i] = bucket[b];
        } else {
            bucket[b] = place[i] = merged++;
        }
    }
    g->arcs = kept;
    free(bucket);
    return merged;
}

static struct memory first_memory(const struct builder *b)
{
    struct memory m = {.run = lower(b->r->before[0], b->run_cap), .last = -1, .earliest = -1, .latest = -1};
    int weekends = b->r->before[1], of = b->c->weekends_of;
    m.open_run = m.run > 0 && m.run < b->c->consecutive_min;
    m.weekends = of == 0 ? (unsigned)weekends : (1u << lower(weekends, of - 1)) - 1;
    return m;
}

static void build(struct ladder *l, const struct builder *b, struct rung *rung)
{
    struct memory start = first_memory(b);
    rung_node(&rung[0], &start);
    last_rung(&rung[l->days]);
    for (int d = 0; d < l->days; d++)
        grow(b, &rung[d], &rung[d + 1], d);
    int *place = xmalloc(ENDS * sizeof *place);
    place[END_IDLE] = END_IDLE;
    place[END_WORKED] = END_WORKED;
    l->node_count[l->days] = ENDS;
    for (int d = l->days - 1; d >= 0; d--) {
        int *here = xmalloc((size_t)rung[d].count * sizeof *here);
        l->node_count[d] = merge(&rung[d], place, here);
        free(place);
        place = here;
    }
    l->possible = l->node_count[0] > 0;
    free(place);
}

/* Where no most binds, more than what any least asks for is as good as that. */
static void set_caps(struct builder *b)
{
    const struct personal *r = b->r;
    for (int p = 0; p < r->periods; p++) {
        int enough = r->week_min[p] > r->guaranteed_min[p] ? r->week_min[p] : r->guaranteed_min[p];
        int length = period_first(b->c, &b->s->horizon, p + 1) - period_first(b->c, &b->s->horizon, p);
        b->paid_cap[p] = r->week_max[p] == INT_MAX && r->overtime_from[p] == INT_MAX ? enough : INT_MAX;
        b->days_cap[p] = r->days_max[p] < length ? INT_MAX : r->days_min[p] > 1 ? r->days_min[p] : 1;
    }
}

void ladder_make(struct ladder *l, const struct options *o, const struct scenario *s, const struct personal *rules)
{
    const struct contract *c = &s->contracts[rules->contract];
    struct builder b = {.s = s, .c = c, .o = o, .r = rules, .pairs = s->penalties.no_two_days_off_together > 0};
    b.run_cap = c->consecutive_max != RULE_NONE ? c->consecutive_max : 0;
    if (c->consecutive_min > b.run_cap)
        b.run_cap = c->consecutive_min;
    if (b.run_cap < 1)
        b.run_cap = 1;
    b.paid_cap = xcalloc(2 * (size_t)rules->periods, sizeof *b.paid_cap);
    b.days_cap = b.paid_cap + rules->periods;
    set_caps(&b);
    l->days = s->horizon.days;
    l->node_count = xcalloc((size_t)l->days + 1, sizeof *l->node_count);
    l->arc_first = xcalloc((size_t)l->days, sizeof *l->arc_first);
    l->arc = xcalloc((size_t)l->days, sizeof *l->arc);
    struct rung *rung = xcalloc((size_t)l->days + 1, sizeof *rung);
    build(l, &b, rung);
    for (int d = 0; d <= l->days; d++) {
        free(rung[d].node);
        free(rung[d].bucket);
        if (d < l->days) {
            l->arc_first[d] = rung[d].first;
            l->arc[d] = rung[d].arc;
        }
    }
    free(rung);
    free(b.paid_cap);
}

void ladder_free(struct ladder *l)
{
    for (int d = 0; d < l->days; d++) {
        free(l->arc_first[d]);
        free(l->arc[d]);
    }
    free(l->node_count);
    free(l->arc_first);
    free(l->arc);
}
