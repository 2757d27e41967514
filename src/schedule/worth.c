#include "schedule/worth.h"
#include "base/alloc.h"
#include <math.h>
#include <stdlib.h>

/* States of the pauses of a shape: each number of breaks taken, with and without the lunch, with and without the gap. */
static int states_of(const struct shape *h)
{
    return 4 * (h->pauses - (h->lunch >= 0) - (h->split >= 0) + 1);
}

static size_t weave_room(const struct problem *p)
{
    int most = 1;
    for (int c = 0; c < p->s->contract_count; c++)
        for (int i = 0; i < p->options[c].shape_count; i++) {
            const struct shape *h = &p->options[c].shapes[i];
            int room = states_of(h) * (h->duration + 1);
            if (!h->separable && room > most)
                most = room;
        }
    return (size_t)most;
}

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

static int first_place(const struct grid *g, int day, int slot)
{
    int past = (slot - g->midnight[day]) % g->pause_step;
    return past > 0 ? slot + g->pause_step - past : slot;
}

/* Loss of a pause at slot b, less the wages an unpaid one saves. */
static double pause_loss(const struct worth *w, const double *wages, const struct pause *q, int index, int b)
{
    return w->loss[index][b] - (q->unpaid > 0 ? q->unpaid * (wages[b + q->length] - wages[b]) : 0);
}

static double best_place(const struct worth *w, const struct problem *p, int contract, const struct pause *q, int day,
                         int start, int *place)
{
    const double *wages = p->grid.wages[contract];
    int index = pause_length_index(p, q->length), last = start + q->to, step = p->grid.pause_step, at = -1;
    double best = INFINITY;
    for (int b = first_place(&p->grid, day, start + q->from); b <= last; b += step) {
        double loss = pause_loss(w, wages, q, index, b);
        if (loss < best) {
            best = loss;
            at = b;
        }
    }
    *place = at;
    return best;
}

/* Pauses whose windows leave open how they follow each other, or not far enough. f[state][e] = least loss of the pauses of
 * the state (so many breaks, the lunch or not, the gap or not), the last of them ended at slot start + e:
 *     f[next][b + length] = loss(b) + min of f[state][e] over b - stretch <= e <= b - gap,                              (1)
 * and before the first pause f = 0 at e = 0 with no gap to keep. */
struct weave {
    const struct worth   *w;
    const struct problem *p;
    const struct shape   *h;
    const double         *wages;
    int                   start, day;
    double               *f;    /* [states][duration + 1]; the row of a state is set once it is reached */
    int                  *line; /* [duration + 1] scratch */
    int                   low[4 * (BREAKS_MAX + 1)], high[4 * (BREAKS_MAX + 1)]; /* ends f may be finite at; low > high: none */
};

static double *ends(const struct weave *v, int state)
{
    return v->f + (size_t)state * (size_t)(v->h->duration + 1);
}

/* The pause that leads from a state to another 4 (a break), 2 (the lunch) or 1 (the gap) further; NULL: there is none. */
static const struct pause *pause_after(const struct weave *v, int state, int by)
{
    const struct shape *h = v->h;
    if (by < 4) {
        int k = by == 2 ? h->lunch : h->split;
        return k < 0 || state & by ? NULL : &h->pause[k];
    }
    for (int k = 0, taken = state / 4; k < h->pauses; k++)
        if (h->pause[k].kind == ACT_BREAK && taken-- == 0)
            return &h->pause[k];
    return NULL;
}

static double loss_at(const struct weave *v, const struct pause *q, int b)
{
    return pause_loss(v->w, v->wages, q, pause_length_index(v->p, q->length), v->start + b);
}

/* Ends after which a pause may start at b, first to last. */
static int first_end(const struct weave *v, int state, int b)
{
    return b - v->h->stretch > v->low[state] ? b - v->h->stretch : v->low[state];
}

static int last_end(const struct weave *v, int state, int b)
{
    int last = b - (state > 0 ? v->h->gap : 0);
    return last < v->high[state] ? last : v->high[state];
}

/* Makes the row of a state good for ends from first to last; beyond low and high it is never read. */
static void open_row(struct weave *v, int state, int first, int last)
{
    double *f = ends(v, state);
    if (v->low[state] > v->high[state]) {
        v->low[state] = first;
        v->high[state] = first - 1;
    }
    while (v->low[state] > first)
        f[--v->low[state]] = INFINITY;
    while (v->high[state] < last)
        f[++v->high[state]] = INFINITY;
}

/* (1) for every place of the next pause. The minimum slides along: `line` holds the ends that may still be the least, losses
 * rising. */
static void extend(struct weave *v, int state, int by)
{
    const struct pause *q = pause_after(v, state, by);
    if (!q || v->low[state] > v->high[state])
        return;
    const double *from = ends(v, state);
    double *to = ends(v, state + by);
    int index = pause_length_index(v->p, q->length), head = 0, tail = 0, seen = v->low[state], step = v->p->grid.pause_step;
    int b = first_place(&v->p->grid, v->day, v->start + q->from) - v->start, gap = state > 0 ? v->h->gap : 0;
    int until = v->high[state] + v->h->stretch < q->to ? v->high[state] + v->h->stretch : q->to;
    while (b < v->low[state] + gap)
        b += step;
    if (b > until)
        return;
    open_row(v, state + by, b + q->length, until + q->length);
    for (; b <= until; b += step) {
        int first = first_end(v, state, b), last = last_end(v, state, b);
        for (; seen <= last; seen++) {
            while (tail > head && from[v->line[tail - 1]] >= from[seen])
                tail--;
            v->line[tail++] = seen;
        }
        while (head < tail && v->line[head] < first)
            head++;
        if (head == tail)
            continue;
        double loss = from[v->line[head]] + pause_loss(v->w, v->wages, q, index, v->start + b);
        if (loss < to[b + q->length])
            to[b + q->length] = loss;
    }
}

static void weave_fill(struct weave *v, int states)
{
    for (int i = 0; i < states; i++) {
        v->low[i] = v->h->duration + 1;
        v->high[i] = -1;
    }
    open_row(v, 0, 0, 0);
    ends(v, 0)[0] = 0;
    for (int state = 0; state < states; state++)
        for (int by = 4; by > 0; by /= 2)
            if (state + by < states)
                extend(v, state, by);
}

/* The end of the pauses of `state` from which (1) gave f[state + by][b + length]; -1: that was another one. */
static int came_from(const struct weave *v, int state, const struct pause *q, int b, double value)
{
    if (b < q->from || b > q->to || (v->start + b - v->p->grid.midnight[v->day]) % v->p->grid.pause_step != 0)
        return -1;
    double loss = loss_at(v, q, b);
    for (int e = first_end(v, state, b); e <= last_end(v, state, b); e++)
        if (ends(v, state)[e] + loss == value)
            return e;
    return -1;
}

static void weave_read(const struct weave *v, int state, int end, int *places)
{
    while (state > 0) {
        double value = ends(v, state)[end];
        for (int by = 4, from = -1; by > 0 && from < 0; by /= 2) {
            const struct pause *q = state < by ? NULL : pause_after(v, state - by, by);
            if (!q || (by < 4 && !(state & by)) || (from = came_from(v, state - by, q, end - q->length, value)) < 0)
                continue;
            places[q - v->h->pause] = v->start + end - q->length;
            state -= by;
            end = from;
        }
    }
}

static double weave(const struct worth *w, const struct problem *p, int contract, const struct option *x, int *places)
{
    const struct shape *h = &p->options[contract].shapes[x->shape];
    struct weave v = {.w = w, .p = p, .h = h, .wages = p->grid.wages[contract], .start = x->start, .day = x->day, .f = w->weave, .line = w->line};
    int states = states_of(h), all = states - 4 + 2 * (h->lunch >= 0) + (h->split >= 0), at = -1;
    weave_fill(&v, states);
    double loss = INFINITY;
    for (int e = first_end(&v, all, h->duration); e <= v.high[all]; e++)
        if (ends(&v, all)[e] < loss) {
            loss = ends(&v, all)[e];
            at = e;
        }
    if (places && at >= 0)
        weave_read(&v, all, at, places);
    return loss;
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
    return loose ? value : all - weave(w, p, contract, x, NULL);
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
        return weave(w, p, contract, x, places);
    double loss = 0;
    for (int k = 0; k < h->pauses; k++)
        loss += best_place(w, p, contract, &h->pause[k], x->day, x->start, &places[k]);
    return loss;
}
