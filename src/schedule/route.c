#include "schedule/route.h"
#include "base/alloc.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { ROUNDS = 60 };
static const double GAIN = 1e-6;

static int nodes_of(const struct route *r)
{
    return r->m->b->p->need.intervals * ROUTE_SIZES;
}

void route_make(struct route *r, struct mover *m)
{
    const struct problem *p = m->b->p;
    int most = 0;
    for (int d = 0; d < p->grid.days; d++)
        most = p->grid.midnight[d + 1] - p->grid.midnight[d] > most ? p->grid.midnight[d + 1] - p->grid.midnight[d] : most;
    *r = (struct route){.m = m, .reach = most / p->grid.per};
    size_t nodes = (size_t)p->need.intervals * ROUTE_SIZES;
    r->cell = xmalloc(((size_t)(2 * r->reach + 1) * nodes + 1) * sizeof *r->cell);
    r->first = xcalloc(nodes + 2, sizeof *r->first);
    r->least = xcalloc(nodes + 1, sizeof *r->least);
    r->cost = xcalloc(2 * nodes + 1, sizeof *r->cost);
    r->by = xcalloc((ROUTE_HOPS + 1) * nodes + 1, sizeof *r->by);
    r->used = xcalloc((size_t)p->agents + 1, 1);
}

void route_free(struct route *r)
{
    free(r->cell);
    free(r->arc);
    free(r->first);
    free(r->least);
    free(r->cost);
    free(r->by);
    free(r->used);
}

/* --- the arcs -------------------------------------------------------------------------------------------------------- */

static int size_index(struct route *r, int size)
{
    int i = 0;
    while (i < r->sizes && r->size[i] != size)
        i++;
    if (i == r->sizes && i < ROUTE_SIZES)
        r->size[r->sizes++] = size;
    return i < ROUTE_SIZES ? i : -1;
}

/* The change drawn moves slots from one interval to another alone: an arc, unless a cheaper one is known. */
static void note(struct route *r, struct route_arc x)
{
    struct mover *m = r->m;
    int gets = -1, gives = -1, others = 0, T = m->b->p->need.intervals;
    x.cost = mover_cost(m) - m->staff;
    for (int i = 0; i < m->touched_count; i++) {
        int t = m->touched[i], d = m->delta[t];
        others += (d > 0 && gets >= 0) || (d < 0 && gives >= 0);
        gets = d > 0 ? t : gets;
        gives = d < 0 ? t : gives;
    }
    int whole = gets >= 0 && gives >= 0 && !others && m->delta[gets] == -m->delta[gives];
    int size = whole ? size_index(r, m->delta[gets]) : -1;
    mover_drop(m);
    if (size < 0)
        return;
    int far = ((gives - gets + r->reach) % T + T) % T; /* the horizon may be a circle */
    if (far > 2 * r->reach)
        return;
    int *cell = &r->cell[(gets * ROUTE_SIZES + size) * (2 * r->reach + 1) + far];
    x.from = gets * ROUTE_SIZES + size;
    x.to = gives * ROUTE_SIZES + size;
    if (*cell < 0) {
        r->arc = xgrow(r->arc, &r->room, (size_t)r->arcs + 1, sizeof *r->arc);
        *cell = r->arcs++;
    } else if (r->arc[*cell].cost <= x.cost)
        return;
    r->arc[*cell] = x;
}

static int draw_arc(struct mover *m, const struct route_arc *x)
{
    return x->pause >= 0 ? mover_place(m, x->agent, x->day, x->pause, x->slot) : mover_option(m, x->agent, x->day, x->option);
}

static void note_pauses(struct route *r, int agent, int day, const struct option *x, const struct shape *h)
{
    const struct grid *g = &r->m->b->p->grid;
    const int *place = board_places(r->m->b, agent, day);
    for (int k = 0; k < h->pauses; k++)
        for (int slot = x->start + h->pause[k].from; slot <= x->start + h->pause[k].to; slot++) {
            struct route_arc arc = {.agent = agent, .day = day, .pause = k, .slot = slot};
            if (slot != place[k] && (slot - g->midnight[day]) % g->pause_step == 0 && draw_arc(r->m, &arc))
                note(r, arc);
        }
}

/* Starts a little earlier or later, and shapes that are paid the same. */
static void note_options(struct route *r, int agent, int day, const struct options *o, const struct option *x)
{
    int paid = o->shapes[x->shape].paid_min, other[2] = {x->earlier, x->later};
    struct route_arc arc = {.agent = agent, .day = day, .pause = -1};
    for (int i = 0; i < 2; i++) {
        arc.option = other[i];
        if (arc.option >= 0 && draw_arc(r->m, &arc))
            note(r, arc);
    }
    for (int h = 0; h < o->shape_count; h++)
        for (int end = 0; end < 2 && h != x->shape && o->shapes[h].paid_min == paid; end++) {
            arc.option = options_find(o, day, h, end ? x->end - o->shapes[h].duration : x->start);
            if (arc.option >= 0 && draw_arc(r->m, &arc))
                note(r, arc);
        }
}

static int compare_arc(const void *a, const void *b)
{
    const struct route_arc *x = a, *y = b;
    return x->from != y->from ? (x->from > y->from) - (x->from < y->from) : (x->to > y->to) - (x->to < y->to);
}

/* Begins with a different agent each time, so that of equals not always the same are changed. */
static void find_arcs(struct route *r, struct rng *rng)
{
    const struct problem *p = r->m->b->p;
    int agent = rng_below(rng, p->agents), nodes = nodes_of(r);
    for (int i = 0; i < nodes * (2 * r->reach + 1); i++)
        r->cell[i] = -1;
    r->arcs = 0;
    for (int i = 0; i < p->agents; i++, agent = agent + 1 < p->agents ? agent + 1 : 0) {
        const struct options *o = &p->options[p->crew[p->crew_of[agent]].contract];
        for (int d = 0; d < p->grid.days; d++) {
            int option = board_tour(r->m->b, agent)[d];
            if (option < 0)
                continue;
            note_pauses(r, agent, d, &o->option[option], &o->shapes[o->option[option].shape]);
            note_options(r, agent, d, o, &o->option[option]);
        }
    }
    if (r->arcs > 0)
        qsort(r->arc, (size_t)r->arcs, sizeof *r->arc, compare_arc);
    for (int n = 0, a = 0; n <= nodes; n++) {
        r->first[n] = a;
        while (a < r->arcs && r->arc[a].from == n)
            a++;
    }
}

/* --- the ways -------------------------------------------------------------------------------------------------------- */

/* What n slots more or less in interval t change. */
static double worth_of(const struct route *r, int node, int sign)
{
    const struct board *b = r->m->b;
    const struct need *n = &b->p->need;
    int t = node / ROUTE_SIZES, size = node % ROUTE_SIZES, old = b->slots[t], now;
    if (size >= r->sizes)
        return INFINITY;
    now = old + sign * r->size[size];
    double change = now < 0 ? INFINITY : need_cost(n, t, now) - need_cost(n, t, old);
    return n->goal[t] < 0 ? change : change - n->price[n->goal[t]] * (need_service(n, t, now) - need_service(n, t, old));
}

/* The cheapest way; its last node, and how many arcs it has. -1: none gains. */
static int find_way(struct route *r, int *hops)
{
    int nodes = nodes_of(r), end = -1, open = 0;
    double best = -GAIN, *before = r->cost, *now = r->cost + nodes;
    for (int i = 0; i < nodes; i++) {
        double gain = worth_of(r, i, 1);
        before[i] = r->least[i] = gain < -GAIN ? gain : INFINITY;
        open |= gain < -GAIN;
    }
    for (int h = 1; h <= ROUTE_HOPS && open; h++) {
        int *by = r->by + (size_t)h * (size_t)nodes;
        open = 0;
        for (int i = 0; i < nodes; i++)
            now[i] = INFINITY;
        for (int i = 0; i < nodes; i++)
            for (int a = r->first[i]; before[i] < INFINITY && a < r->first[i + 1]; a++) {
                const struct route_arc *x = &r->arc[a];
                double cost = before[i] + x->cost;
                if (r->used[x->agent] || cost >= r->least[x->to] - GAIN)
                    continue;
                now[x->to] = r->least[x->to] = cost;
                by[x->to] = a;
                open = 1;
                if (cost < best && cost + worth_of(r, x->to, -1) < best) {
                    best = cost + worth_of(r, x->to, -1);
                    end = x->to;
                    *hops = h;
                }
            }
        double *swap = before;
        before = now;
        now = swap;
    }
    return end;
}

struct step { /* a change that was made, and what was before */
    struct change before;
    int           agent;
};

/* Makes the changes of the way, unless one breaks a rule by now or they cost more together than they bring. Returns the money
 * they changed; 0: nothing was done. */
static double follow(struct route *r, int node, int hops)
{
    struct mover *m = r->m;
    struct step step[ROUTE_HOPS];
    int count = 0, lawful = 1;
    double change = 0;
    for (int h = hops; h > 0 && lawful; h--) {
        const struct route_arc *x = &r->arc[r->by[(size_t)h * (size_t)nodes_of(r) + (size_t)node]];
        struct step *s = &step[count];
        *s = (struct step){.agent = x->agent, .before = {.agent = x->agent, .day = x->day, .option = board_tour(m->b, x->agent)[x->day]}};
        memcpy(s->before.place, board_places(m->b, x->agent, x->day), sizeof s->before.place);
        lawful = draw_arc(m, x);
        if (lawful) {
            change += mover_cost(m);
            mover_keep(m);
            count++;
        }
        r->used[x->agent] = 1;
        node = x->from;
    }
    if (lawful && change < -GAIN)
        return change;
    while (count-- > 0) {
        mover_set(m, &step[count].before, 1);
        mover_cost(m);
        mover_keep(m);
    }
    return 0;
}

double route_run(struct route *r, struct rng *rng)
{
    double sum = 0, change = -1;
    for (int round = 0; round < ROUNDS && change < 0; round++) {
        int hops, node;
        change = 0;
        memset(r->used, 0, (size_t)r->m->b->p->agents);
        find_arcs(r, rng);
        while ((node = find_way(r, &hops)) >= 0)
            change += follow(r, node, hops);
        sum += change;
    }
    return sum;
}
