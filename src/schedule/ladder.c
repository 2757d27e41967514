#include "schedule/ladder.h"
#include "base/alloc.h"
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct rung {
    struct memory *node;  size_t room;     int count;
    int           *bucket;                 int buckets; /* hash of node indices, -1 empty */
    struct arc    *arc;   size_t arc_room; int arcs;
    int           *first;                  /* [count + 1] */
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

static void grow_node(const struct memory_rules *b, const struct options *o, struct rung *g, struct rung *next, int day, int node, int group)
{
    const struct group *shift = group == LADDER_OFF ? NULL : &o->group[group];
    int                 rests = b->c->weekly_rest_min > 0 ? REST_WEEK : REST_USUAL;
    for (int rest = REST_USUAL; rest <= rests; rest++) {
        struct memory m = g->node[node];
        struct arc    arc = {.group = group, .rest = (enum arc_rest)rest};
        if ((!shift && rest == REST_AFTER) || !memory_step(b, &m, day, shift, arc.rest, &arc.cost))
            continue;
        if (day + 1 == b->s->horizon.days)
            m = (struct memory){.worked = m.worked};
        add_arc(g, next, &m, arc);
    }
}

static void grow(const struct memory_rules *b, const struct options *o, struct rung *g, struct rung *next, int day)
{
    g->first = xcalloc((size_t)g->count + 1, sizeof *g->first);
    for (int i = 0; i < g->count; i++) {
        for (int group = LADDER_OFF; group < o->groups; group++) {
            int at = day * o->groups + group;
            if (group == LADDER_OFF || o->first[at] < o->first[at + 1])
                grow_node(b, o, g, next, day, i, group);
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

static void build(struct ladder *l, const struct memory_rules *b, const struct options *o, struct rung *rung)
{
    struct memory start = memory_first(b);
    rung_node(&rung[0], &start);
    last_rung(&rung[l->days]);
    for (int d = 0; d < l->days; d++)
        grow(b, o, &rung[d], &rung[d + 1], d);
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

void ladder_make(struct ladder *l, const struct options *o, const struct scenario *s, const struct personal *rules)
{
    struct memory_rules b;
    memory_rules_make(&b, s, rules);
    l->days = s->horizon.days;
    l->node_count = xcalloc((size_t)l->days + 1, sizeof *l->node_count);
    l->arc_first = xcalloc((size_t)l->days, sizeof *l->arc_first);
    l->arc = xcalloc((size_t)l->days, sizeof *l->arc);
    struct rung *rung = xcalloc((size_t)l->days + 1, sizeof *rung);
    build(l, &b, o, rung);
    for (int d = 0; d <= l->days; d++) {
        free(rung[d].node);
        free(rung[d].bucket);
        if (d < l->days) {
            l->arc_first[d] = rung[d].first;
            l->arc[d] = rung[d].arc;
        }
    }
    free(rung);
    memory_rules_free(&b);
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
