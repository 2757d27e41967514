#include "schedule/fill.h"
#include <math.h>
#include <string.h>

enum { HALF_DAY_MIN = 720, INTERVALS_SEEN = 12, AGENTS_SEEN = 100, TRIES = 12, DEPTH = 6, NEAR = 4 /* intervals a start moves at most */ };
static const double TASTE = 0.5; /* how much chance has a say in which change is taken, of its cost */

struct link { /* a change that was made, and what was before */
    struct change after[CHANGES_MAX], before[CHANGES_MAX];
    int           count;
};

static int is_short(const struct board *b, int t)
{
    return need_short(&b->p->need, t, b->slots[t]) > 0;
}

/* A short interval, or -1. */
static int find_short(const struct board *b, struct rng *rng)
{
    for (int i = 0; i < INTERVALS_SEEN; i++) {
        int t = rng_below(rng, b->p->need.intervals);
        if (is_short(b, t))
            return t;
    }
    return -1;
}

/* Brings the agent's shift of that day onto slots [from, to) if it is close to them. */
static int bring(struct mover *m, int agent, int day, int from, int to, struct rng *rng)
{
    const struct problem *p = m->b->p;
    int option = board_tour(m->b, agent)[day], per = p->grid.per;
    if (option < 0)
        return 0;
    const struct options *o = &p->options[p->crew[p->crew_of[agent]].contract];
    const struct option *x = &o->option[option];
    const int *place = board_places(m->b, agent, day);
    int before = x->end <= from && x->end > from - NEAR * per, after = x->start >= to && x->start < to + NEAR * per;
    if ((before || after) && o->groups > 1 && rng_below(rng, 3) == 0)
        return mover_hours(m, agent, day, rng);
    if (before)
        return mover_start(m, agent, day, (to - x->end + per - 1) / per, 1, rng);
    if (after)
        return mover_start(m, agent, day, (x->start - from + per - 1) / per, 0, rng);
    for (int k = 0; k < o->shapes[x->shape].pauses; k++)
        if (place[k] < to && place[k] + o->shapes[x->shape].pause[k].length > from)
            return mover_pause(m, agent, day, k, rng);
    return 0;
}

/* The day whose shifts are looked at, with interval t's first slot as that day's shifts count it; -1: none. */
static int draw_day(const struct grid *g, int t, int *from, struct rng *rng)
{
    int day = 0;
    *from = t * g->per;
    while (day + 1 < g->days && g->midnight[day + 1] <= *from)
        day++;
    if ((*from - g->midnight[day]) * g->step_min >= HALF_DAY_MIN || rng_below(rng, 2))
        return day;
    if (day == 0 && g->cyclic)
        *from += g->slots;
    return day > 0 ? day - 1 : g->cyclic ? g->days - 1 : -1;
}

/* Draws a change that adds somebody to interval t; 0 where none was found. */
static int draw(struct mover *m, int t, struct rng *rng)
{
    const struct grid *g = &m->b->p->grid;
    int from, agents = m->b->p->agents, day = draw_day(g, t, &from, rng), agent = rng_below(rng, agents);
    for (int i = 0; i < AGENTS_SEEN && i < agents && day >= 0; i++, agent = agent + 1 < agents ? agent + 1 : 0)
        if (bring(m, agent, day, from, from + g->per, rng))
            return 1;
    return 0;
}

static int taken(const struct link *link, int links, const struct mover *m)
{
    for (int i = 0; i < links; i++)
        if (link[i].after[0].agent == m->change[0].agent)
            return 1;
    return 0;
}

/* The least costly of some changes that add somebody to t, of agents the chain has not touched; a cost of up to `scale` is
 * left to chance. 0: none. */
static int choose(struct mover *m, int t, struct link *link, int links, double scale, struct rng *rng)
{
    double best = INFINITY;
    struct link *x = &link[links];
    for (int i = 0; i < TRIES; i++) {
        if (!draw(m, t, rng) || taken(link, links, m))
            continue;
        double cost = mover_cost(m) + scale * rng_uniform(rng);
        if (cost < best) {
            best = cost;
            x->count = m->count;
            memcpy(x->after, m->change, sizeof x->after);
        }
        mover_drop(m);
    }
    return best < INFINITY;
}

static void note_before(const struct mover *m, struct link *x)
{
    for (int i = 0; i < x->count; i++) {
        struct change *c = &x->before[i];
        *c = (struct change){.agent = x->after[i].agent, .day = x->after[i].day};
        c->option = board_tour(m->b, c->agent)[c->day];
        memcpy(c->place, board_places(m->b, c->agent, c->day), sizeof c->place);
    }
}

/* The interval the change about to be kept leaves short at the greatest price, or -1. */
static int left_short(const struct mover *m)
{
    const struct need *n = &m->b->p->need;
    double most = 0;
    int found = -1;
    for (int i = 0; i < m->touched_count; i++) {
        int t = m->touched[i];
        double price = m->delta[t] < 0 ? need_short(n, t, m->b->slots[t] + m->delta[t]) : 0;
        if (price > most) {
            most = price;
            found = t;
        }
    }
    return found;
}

static void undo(struct mover *m, const struct link *link, int links)
{
    while (links-- > 0) {
        mover_set(m, link[links].before, link[links].count);
        mover_cost(m);
        mover_keep(m);
    }
}

double fill_chain(struct mover *m, double temperature, struct rng *rng)
{
    struct link link[DEPTH];
    int links = 0, t = find_short(m->b, rng);
    double change = 0, allowed = -temperature * log(rng_uniform_open(rng));
    while (t >= 0 && links < DEPTH && choose(m, t, link, links, TASTE * need_short(&m->b->p->need, t, m->b->slots[t]) * m->b->p->grid.per, rng)) {
        struct link *x = &link[links];
        note_before(m, x);
        mover_set(m, x->after, x->count);
        change += mover_cost(m);
        t = left_short(m);
        mover_keep(m);
        links++;
        if (change <= 0 && (t < 0 || change < 0))
            return change;
    }
    if (change <= allowed)
        return change;
    undo(m, link, links);
    return 0;
}
