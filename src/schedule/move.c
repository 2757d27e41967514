#include "schedule/move.h"
#include "base/alloc.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { START_FAR = 6 }; /* intervals a start moves at most */

void mover_make(struct mover *m, struct board *b)
{
    *m = (struct mover){.b = b};
    m->delta = xcalloc((size_t)b->p->need.intervals + 1, sizeof *m->delta);
    m->touched = xcalloc((size_t)b->p->need.intervals + 1, sizeof *m->touched);
    m->stamp = xcalloc((size_t)b->p->need.intervals + 1, sizeof *m->stamp);
    m->service = xcalloc((size_t)b->p->r->goal_count + 1, sizeof *m->service);
}

void mover_free(struct mover *m)
{
    free(m->delta);
    free(m->touched);
    free(m->stamp);
    free(m->service);
}

static const struct options *options_of(const struct mover *m, int agent)
{
    return &m->b->p->options[m->b->p->crew[m->b->p->crew_of[agent]].contract];
}

/* Rest to the shifts before and after, and kinds that may not follow each other, whatever else changes on the other days of the change. */
static int option_on(const struct mover *m, int agent, int day)
{
    for (int i = 0; i < m->count; i++)
        if (m->change[i].agent == agent && m->change[i].day == day)
            return m->change[i].option;
    return board_tour(m->b, agent)[day];
}

static int rested(const struct mover *m, const struct change *c)
{
    const struct options *o = options_of(m, c->agent);
    if (c->option < 0)
        return 1;
    const struct option *x = &o->option[c->option];
    for (int d = c->day - 1; d >= 0; d--) {
        int before = option_on(m, c->agent, d);
        if (before >= 0) {
            if (!option_follows(o, &o->option[before], x))
                return 0;
            break;
        }
    }
    for (int d = c->day + 1; d < m->b->p->grid.days; d++) {
        int after = option_on(m, c->agent, d);
        if (after >= 0)
            return option_follows(o, x, &o->option[after]);
    }
    return 1;
}

/* Hours from one day to another of the same agent; or of one day alone where the contract leaves them free. */
static int draw_hours(struct mover *m, struct rng *rng)
{
    struct change *c = m->change;
    const struct options *o = options_of(m, c->agent);
    if (o->groups < 2)
        return 0;
    int was = o->option[c->option].group, group = rng_below(rng, o->groups - 1);
    group += group >= was;
    int by = o->group[group].paid_min - o->group[was].paid_min;
    if (by == 0 || !change_shape(m->b->p, c, o->group[group].paid_min, rng))
        return 0;
    int day = rng_below(rng, m->b->p->grid.days);
    const int *tour = board_tour(m->b, c->agent);
    if (rng_below(rng, 4) == 0)
        return 1;
    if (day == c->day || tour[day] < 0)
        return 0;
    struct change *e = &m->change[1];
    *e = (struct change){.agent = c->agent, .day = day, .option = tour[day]};
    memcpy(e->place, board_places(m->b, c->agent, day), sizeof e->place);
    m->count = 2;
    return change_shape(m->b->p, e, o->shapes[o->option[tour[day]].shape].paid_min - by, rng);
}

static double personal_with(struct mover *m)
{
    const struct problem *p = m->b->p;
    int agent = m->change[0].agent, *tour = board_tour(m->b, agent), saved[CHANGES_MAX];
    for (int i = 0; i < m->count; i++) {
        saved[i] = tour[m->change[i].day];
        tour[m->change[i].day] = m->change[i].option;
    }
    double cost = tour_personal(p, p->crew_of[agent], tour);
    for (int i = 0; i < m->count; i++)
        tour[m->change[i].day] = saved[i];
    return cost;
}

/* The rules about days and hours change only with a group; wishes and limits of kinds with anything. */
static int set_personal(struct mover *m)
{
    const struct problem *p = m->b->p;
    const struct crew *crew = &p->crew[p->crew_of[m->change[0].agent]];
    int agent = m->change[0].agent, changed = crew->wishes > 0 || crew->limits > 0;
    const struct options *o = options_of(m, agent);
    changed |= o->weekly_rest > 0;
    const int *tour = board_tour(m->b, agent);
    for (int i = 0; i < m->count; i++) {
        const struct change *c = &m->change[i];
        int old = tour[c->day];
        changed |= (old < 0) != (c->option < 0) || (old >= 0 && o->option[old].group != o->option[c->option].group);
    }
    m->personal = 0;
    if (changed)
        m->personal = personal_with(m) - tour_personal(p, p->crew_of[agent], tour);
    return isfinite(m->personal);
}

static int lawful(struct mover *m)
{
    const struct problem *p = m->b->p;
    for (int i = 0; i < m->count; i++) {
        const struct change *c = &m->change[i];
        if (c->option < 0)
            continue;
        if (!crew_allows(&p->crew[p->crew_of[c->agent]], c->option) || !rested(m, c) ||
            !pauses_legal(p, options_of(m, c->agent), c->option, c->place))
            return 0;
    }
    return set_personal(m);
}

/* 0: the agent is off on that day. */
static int begin(struct mover *m, int agent, int day)
{
    struct change *c = m->change;
    *c = (struct change){.agent = agent, .day = day, .option = board_tour(m->b, agent)[day]};
    m->count = 1;
    if (c->option >= 0)
        memcpy(c->place, board_places(m->b, agent, day), sizeof c->place);
    return c->option >= 0;
}

int mover_pause(struct mover *m, int agent, int day, int pause, struct rng *rng)
{
    return begin(m, agent, day) && change_pause(m->b->p, m->change, pause, rng) && lawful(m);
}

int mover_start(struct mover *m, int agent, int day, int far, int later, struct rng *rng)
{
    return begin(m, agent, day) && change_start(m->b->p, m->change, far, later, rng) && lawful(m);
}

int mover_hours(struct mover *m, int agent, int day, struct rng *rng)
{
    return begin(m, agent, day) && draw_hours(m, rng) && lawful(m);
}

int mover_place(struct mover *m, int agent, int day, int pause, int slot)
{
    if (!begin(m, agent, day))
        return 0;
    m->change[0].place[pause] = slot;
    return lawful(m);
}

int mover_option(struct mover *m, int agent, int day, int option)
{
    return begin(m, agent, day) && change_option(m->b->p, m->change, option) && lawful(m);
}

int mover_set(struct mover *m, const struct change *change, int count)
{
    memcpy(m->change, change, (size_t)count * sizeof *change);
    m->count = count;
    return set_personal(m);
}

int mover_draw(struct mover *m, struct rng *rng)
{
    const struct problem *p = m->b->p;
    struct change *c = m->change;
    int agent = rng_below(rng, p->agents), day = rng_below(rng, p->grid.days);
    if (!begin(m, agent, day))
        return 0;
    const struct options *o = options_of(m, c->agent);
    const struct shape *h = &o->shapes[o->option[c->option].shape];
    int kind = rng_below(rng, 100), done;
    if (kind < 45)
        done = h->pauses > 0 && change_pause(p, c, rng_below(rng, h->pauses), rng);
    else if (kind < 80) {
        int far = 1 + rng_below(rng, START_FAR);
        done = change_start(p, c, far, rng_below(rng, 2), rng);
    }
    else if (kind < 90)
        done = change_shape(p, c, o->shapes[o->option[c->option].shape].paid_min, rng);
    else
        done = draw_hours(m, rng);
    return done && lawful(m);
}

static void add_range(struct mover *m, int from, int to, int sign)
{
    const int *interval = m->b->p->grid.interval;
    for (int slot = from; slot < to; slot++) {
        int t = interval[slot];
        if (t < 0)
            return;
        if (m->stamp[t] != m->now) {
            m->stamp[t] = m->now;
            m->touched[m->touched_count++] = t;
        }
        m->delta[t] += sign;
    }
}

/* Puts a shift on (sign 1) or takes it off (-1), but for the span [keep_from, keep_to) both have. Returns its wages. */
static double add_shift(struct mover *m, const struct change *c, int option, const int *place, int keep_from, int keep_to, int sign)
{
    const struct options *o = options_of(m, c->agent);
    const struct option *x = &o->option[option];
    const struct shape *h = &o->shapes[x->shape];
    add_range(m, x->start, keep_from, sign);
    add_range(m, keep_to, x->end, sign);
    for (int k = 0; k < h->pauses; k++)
        add_range(m, place[k], place[k] + h->pause[k].length, -sign);
    return problem_pay(m->b->p, m->b->p->crew[m->b->p->crew_of[c->agent]].contract, option, place);
}

static void add_change(struct mover *m, struct change *c)
{
    int old = board_tour(m->b, c->agent)[c->day], from = 0, to = 0;
    const struct options *o = options_of(m, c->agent);
    const int *place = board_places(m->b, c->agent, c->day);
    c->cost = 0;
    if (old >= 0 && c->option >= 0) {
        const struct option *x = &o->option[old], *y = &o->option[c->option];
        from = x->start > y->start ? x->start : y->start;
        to = x->end < y->end ? x->end : y->end;
    }
    if (old >= 0) {
        int apart = to <= from, end = o->option[old].end;
        c->cost -= add_shift(m, c, old, place, apart ? end : from, apart ? end : to, -1);
    }
    if (c->option >= 0) {
        int apart = to <= from, end = o->option[c->option].end;
        c->cost += add_shift(m, c, c->option, c->place, apart ? end : from, apart ? end : to, 1);
    }
}

double mover_cost(struct mover *m)
{
    const struct need *n = &m->b->p->need;
    const int *slots = m->b->slots;
    double cost = m->personal, staff = 0;
    m->touched_count = 0;
    m->now++;
    for (int i = 0; i < m->count; i++) {
        add_change(m, &m->change[i]);
        cost += m->change[i].cost;
    }
    for (int i = 0; i < m->touched_count; i++) {
        int t = m->touched[i], d = m->delta[t];
        if (d == 0)
            continue;
        staff += need_cost(n, t, slots[t] + d) - need_cost(n, t, slots[t]);
        if (n->goal[t] >= 0)
            m->service[n->goal[t]] += need_service(n, t, slots[t] + d) - need_service(n, t, slots[t]);
    }
    for (int g = 0; g < n->r->goal_count; g++)
        if (m->service[g] != 0) {
            double old = m->b->service[g];
            staff += n->r->goals[g].price_per_contact * (fmax(0, -old - m->service[g]) - fmax(0, -old));
        }
    m->staff = staff;
    return cost + staff;
}

void mover_drop(struct mover *m)
{
    for (int i = 0; i < m->touched_count; i++)
        m->delta[m->touched[i]] = 0;
    for (int g = 0; g < m->b->p->r->goal_count; g++)
        m->service[g] = 0;
    m->touched_count = 0;
}

void mover_keep(struct mover *m)
{
    struct board *b = m->b;
    for (int i = 0; i < m->touched_count; i++) {
        int t = m->touched[i];
        b->slots[t] += m->delta[t];
        m->delta[t] = 0;
    }
    for (int g = 0; g < b->p->r->goal_count; g++)
        b->service[g] += m->service[g];
    for (int i = 0; i < m->count; i++) {
        const struct change *c = &m->change[i];
        board_tour(b, c->agent)[c->day] = c->option;
        memcpy(board_places(b, c->agent, c->day), c->place, sizeof c->place);
        b->cost[c->agent] += c->cost;
    }
    b->cost[m->change[0].agent] += m->personal;
    b->staff += m->staff;
    mover_drop(m);
}
