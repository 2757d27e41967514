#include "schedule/worth.h"
#include "base/alloc.h"
#include "schedule/weave.h"
#include <math.h>
#include <stdlib.h>

static void make_scratch(struct worth *w, const struct problem *p)
{
    size_t options = 0;
    for (int c = 0; c < p->s->contract_count; c++) {
        if ((size_t)p->options[c].count > options)
            options = (size_t)p->options[c].count;
        int room = p->options[c].spec_count * p->options[c].start_count;
        if (room > w->best_room)
            w->best_room = room;
    }
    w->best = xcalloc((size_t)w->best_room + 1, sizeof *w->best);
    w->where = xcalloc((size_t)w->best_room + 1, sizeof *w->where);
    w->weave = xcalloc(weave_room(p), sizeof *w->weave);
    w->line = xcalloc((size_t)p->grid.axis + 1, sizeof *w->line);
    w->loose = xcalloc(options + 1, 1);
}

void worth_make(struct worth *w, const struct problem *p)
{
    *w = (struct worth){0};
    w->span = xcalloc((size_t)p->grid.axis + 1, sizeof *w->span);
    w->loss = xcalloc((size_t)p->pause_lengths + 1, sizeof *w->loss);
    for (int i = 0; i < p->pause_lengths; i++)
        w->loss[i] = xcalloc((size_t)p->grid.axis, sizeof **w->loss);
    w->part = xcalloc((size_t)(p->grid.slots / p->grid.per) * (size_t)(p->grid.per + 1), sizeof *w->part);
    make_scratch(w, p);
}

void worth_free(struct worth *w, const struct problem *p)
{
    for (int i = 0; i < p->pause_lengths; i++)
        free(w->loss[i]);
    free(w->loss);
    free(w->span);
    free(w->part);
    worth_return(w);
}

void worth_lend(struct worth *w, const struct worth *from, const struct problem *p)
{
    *w = (struct worth){.span = from->span, .loss = from->loss, .part = from->part};
    make_scratch(w, p);
}

void worth_return(struct worth *w)
{
    free(w->best);
    free(w->where);
    free(w->weave);
    free(w->line);
    free(w->loose);
}

/* Worth of the first k slots of interval t, k = 0 .. per, is part[t * (per + 1) + k]; the whole of it is spread evenly
 * over the span, a pause loses the last k. Worth lost by k slots of the interval that slot is in; 0 past the horizon. */
static double piece(const struct worth *w, const struct grid *g, int slot, int k)
{
    if (k == 0 || g->interval[slot] < 0)
        return 0;
    const double *part = w->part + g->interval[slot] * (g->per + 1);
    return part[g->per] - part[g->per - k];
}

/* Lost by a pause: the end of its first interval, whole ones, and of its last interval as much as it takes. */
static double lost(const struct worth *w, const struct grid *g, int from, int off, int length)
{
    if (off + length < g->per)
        return piece(w, g, from, length);
    int head = off > 0 ? g->per - off : 0, tail = (off + length) % g->per;
    return piece(w, g, from, head) + (w->span[from + length - tail] - w->span[from + head]) + piece(w, g, from + length - 1, tail);
}

/* 1: pauses start only where the axis is a multiple of the grid. */
static int on_axis(const struct grid *g)
{
    for (int d = 0; d < g->days; d++)
        if (g->midnight[d] % g->pause_step != 0)
            return 0;
    return 1;
}

static void spread(struct worth *w, const struct problem *p)
{
    const struct grid *g = &p->grid;
    double sum = 0;
    for (int i = 0; i < p->reach; i += g->per) {
        int t = g->interval[i];
        double each = t >= 0 ? w->part[t * (g->per + 1) + g->per] / g->per : 0;
        for (int k = 0; k < g->per; k++) {
            w->span[i + k] = sum;
            sum += each;
        }
    }
    w->span[p->reach] = sum;
    int step = on_axis(g) ? g->pause_step : 1;
    for (int l = 0; l < p->pause_lengths; l++) {
        int length = p->pause_slots[l], whole = length % g->per == 0;
        double *loss = w->loss[l];
        for (int i = 0, off = 0; i + length <= p->reach; i += step, off = off + step < g->per ? off + step : (off + step) % g->per)
            loss[i] = whole && off == 0 ? w->span[i + length] - w->span[i] : lost(w, g, i, off, length);
    }
}

void worth_from_prices(struct worth *w, const struct problem *p, const double *price)
{
    int per = p->grid.per;
    for (int t = 0; t < p->need.intervals; t++)
        for (int k = 0; k <= per; k++)
            w->part[t * (per + 1) + k] = price[t] * k / per;
    spread(w, p);
}

void worth_from_margins(struct worth *w, const struct problem *p, const int *slots, struct rng *rng, double noise)
{
    const struct need *n = &p->need;
    for (int t = 0; t < n->intervals; t++) {
        double extra = noise > 0 ? noise * (2 * rng_uniform(rng) - 1) : 0;
        double *part = w->part + t * (n->per + 1);
        double cost = need_cost(n, t, slots[t]), mu = n->goal[t] >= 0 ? n->price[n->goal[t]] : 0;
        double service = mu > 0 ? need_service(n, t, slots[t]) : 0;
        part[0] = 0;
        for (int k = 1; k <= n->per; k++) {
            part[k] = cost - need_cost(n, t, slots[t] + k);
            part[k] += extra * k / n->per;
            if (mu > 0)
                part[k] += mu * (need_service(n, t, slots[t] + k) - service);
        }
    }
    spread(w, p);
}

void worth_from_pull(struct worth *w, const struct problem *p, const double *price, const double *target,
                     const int *slots, double weight)
{
    int per = p->grid.per;
    for (int t = 0; t < p->need.intervals; t++) {
        double off = (slots[t] - target[t]) / per;
        for (int k = 0; k <= per; k++) {
            double more = (double)k / per;
            w->part[t * (per + 1) + k] = price[t] * more - weight * more * (2 * off + more);
        }
    }
    spread(w, p);
}

static double best_place(const struct worth *w, const struct problem *p, int contract, const struct pause *q, int day,
                         int start, int *place)
{
    const double *wages = p->grid.wages[contract];
    int index = pause_length_index(p, q->length), last = start + q->to, step = p->grid.pause_step, at = -1;
    double best = INFINITY;
    for (int b = worth_first_place(&p->grid, day, start + q->from); b <= last; b += step) {
        double loss = worth_pause_loss(w, wages, q, index, b);
        if (loss < best) {
            best = loss;
            at = b;
        }
    }
    *place = at;
    return best;
}

static size_t best_at(const struct options *o, const struct option *x, int spec)
{
    return (size_t)(spec * o->start_count + o->base[x->day] + x->rank);
}

/* 1: the pauses, each where it is best by itself, follow each other as they must: then nothing is better. */
static int follow(const struct worth *w, const struct options *o, const struct option *x, const struct shape *h)
{
    int at = x->start;
    for (int k = 0; k < h->pauses; k++) {
        int place = w->where[best_at(o, x, h->pause[k].spec)];
        if (place - at < (k > 0 ? h->gap : 0) || place - at > h->stretch)
            return 0;
        at = place + h->pause[k].length;
    }
    return x->end - at <= h->stretch;
}

/* loose: NULL, or where to say that the pauses were not woven. */
static double value_of(const struct worth *w, const struct problem *p, int contract, const struct option *x, unsigned char *loose)
{
    const struct options *o = &p->options[contract];
    const struct shape *h = &o->shapes[x->shape];
    const double *wages = p->grid.wages[contract];
    double all = w->span[x->end] - w->span[x->start] - h->share * (wages[x->end] - wages[x->start]) - h->pay, value = all;
    for (int k = 0; k < h->pauses; k++)
        value -= w->best[best_at(o, x, h->pause[k].spec)];
    if (h->separable || isinf(value) || follow(w, o, x, h))
        return value;
    if (loose)
        *loose = 1;
    return loose ? value : all - weave_pauses(w, p, contract, x, NULL);
}

static double bounded(double value)
{
    return isfinite(value) ? value : 2.0 * WORTH_NEVER;
}

static void best_places(struct worth *w, const struct problem *p, int contract, int day)
{
    const struct options *o = &p->options[contract];
    for (int i = 0; i < o->spec_count; i++)
        for (int k = o->base[day]; k < o->base[day + 1]; k++) {
            int at = i * o->start_count + k;
            w->best[at] = best_place(w, p, contract, &o->spec[i], day, o->starts[k], &w->where[at]);
        }
}

void worth_day(struct worth *w, const struct problem *p, int contract, int day, double *value)
{
    const struct options *o = &p->options[contract];
    best_places(w, p, contract, day);
    for (int i = o->first[day * o->groups]; i < o->first[(day + 1) * o->groups]; i++)
        value[i] = bounded(value_of(w, p, contract, &o->option[i], NULL));
}

void worth_above(struct worth *w, const struct problem *p, int contract, double *value)
{
    const struct options *o = &p->options[contract];
    for (int d = 0; d < p->grid.days; d++)
        best_places(w, p, contract, d);
    for (int i = 0; i < o->count; i++) {
        w->loose[i] = 0;
        value[i] = bounded(value_of(w, p, contract, &o->option[i], &w->loose[i]));
    }
}

int worth_settle(struct worth *w, const struct problem *p, int contract, int option, double *value)
{
    if (!w->loose[option])
        return 0;
    w->loose[option] = 0;
    value[option] = bounded(value_of(w, p, contract, &p->options[contract].option[option], NULL));
    return 1;
}

void worth_options(struct worth *w, const struct problem *p, int contract, double *value)
{
    for (int d = 0; d < p->grid.days; d++)
        worth_day(w, p, contract, d, value);
}

double worth_pauses(const struct worth *w, const struct problem *p, int contract, int option, int *places)
{
    const struct option *x = &p->options[contract].option[option];
    const struct shape *h = &p->options[contract].shapes[x->shape];
    if (!h->separable)
        return weave_pauses(w, p, contract, x, places);
    double loss = 0;
    for (int k = 0; k < h->pauses; k++)
        loss += best_place(w, p, contract, &h->pause[k], x->day, x->start, &places[k]);
    return loss;
}
