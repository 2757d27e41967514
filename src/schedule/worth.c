#include "schedule/worth.h"
#include "base/alloc.h"
#include <math.h>
#include <stdlib.h>

void worth_make(struct worth *w, const struct problem *p)
{
    *w = (struct worth){0};
    w->span = xcalloc((size_t)p->grid.axis + 1, sizeof *w->span);
    w->loss = xcalloc((size_t)p->pause_lengths + 1, sizeof *w->loss);
    for (int i = 0; i < p->pause_lengths; i++)
        w->loss[i] = xcalloc((size_t)p->grid.axis, sizeof **w->loss);
    w->part = xcalloc((size_t)(p->grid.slots / p->grid.per) * (size_t)(p->grid.per + 1), sizeof *w->part);
    for (int c = 0; c < p->s->contract_count; c++) {
        int room = p->options[c].spec_count * p->options[c].start_count;
        if (room > w->best_room)
            w->best_room = room;
    }
    w->best = xcalloc((size_t)w->best_room + 1, sizeof *w->best);
}

void worth_free(struct worth *w, const struct problem *p)
{
    for (int i = 0; i < p->pause_lengths; i++)
        free(w->loss[i]);
    free(w->loss);
    free(w->span);
    free(w->part);
    free(w->best);
}

/* Worth of the first k slots of interval t, k = 0 .. per, is part[t * (per + 1) + k]; the whole of it is spread evenly
 * over the span, a pause loses the last k. */
static double lost(const struct worth *w, const struct grid *g, int from, int to)
{
    double sum = 0;
    while (from < to && g->interval[from] >= 0) {
        const double *part = w->part + g->interval[from] * (g->per + 1);
        int end = from + g->per - from % g->per;
        if (end > to)
            end = to;
        sum += part[g->per] - part[g->per - (end - from)];
        from = end;
    }
    return sum;
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
    for (int l = 0; l < p->pause_lengths; l++) {
        int length = p->pause_slots[l];
        for (int i = 0, off = 0; i + length <= p->reach; i++, off = off + 1 == g->per ? 0 : off + 1) {
            if (off == 0 && length % g->per == 0)
                w->loss[l][i] = w->span[i + length] - w->span[i];
            else if (off + length <= g->per && g->interval[i] >= 0) {
                const double *part = w->part + g->interval[i] * (g->per + 1);
                w->loss[l][i] = part[g->per] - part[g->per - length];
            } else
                w->loss[l][i] = lost(w, g, i, i + length);
        }
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
static double pause_loss(const struct worth *w, const struct problem *p, const double *wages, const struct pause *q,
                         int index, int b)
{
    (void)p;
    return w->loss[index][b] - (q->unpaid ? wages[b + q->length] - wages[b] : 0);
}

static double best_place(const struct worth *w, const struct problem *p, int contract, const struct pause *q, int day,
                         int start, int *place)
{
    const double *wages = p->grid.wages[contract];
    int index = pause_length_index(p, q->length), last = start + q->to;
    double best = INFINITY;
    for (int b = first_place(&p->grid, day, start + q->from); b <= last; b += p->grid.pause_step) {
        double loss = pause_loss(w, p, wages, q, index, b);
        if (loss < best) {
            best = loss;
            *place = b;
        }
    }
    return best;
}

/* Pauses whose windows overlap. f[b][j][l] = least loss with j breaks and l lunches taken and all of them over by slot
 * start + b:  f[b][j][l] = min(f[b-1][j][l], f[b - length][j-1][l] + loss(b - length), the same for the lunch). */
struct weave {
    const struct worth   *w;
    const struct problem *p;
    const struct shape   *h;
    const double         *wages;
    int                   start, day, breaks, lunches;
    double               *f;
};

static double *cell(const struct weave *v, int b, int j, int l)
{
    return &v->f[((size_t)b * (size_t)(v->breaks + 1) + (size_t)j) * 2 + (size_t)l];
}

static const struct pause *nth_break(const struct shape *h, int j)
{
    return &h->pause[h->lunch >= 0 && j >= h->lunch ? j + 1 : j];
}

/* Least loss of pause q ending at b after what `before` says; INFINITY where it may not. */
static double ending_at(const struct weave *v, const struct pause *q, int b, int j, int l)
{
    int place = v->start + b - q->length, offset = b - q->length;
    if (offset < q->from || offset > q->to || (place - v->p->grid.midnight[v->day]) % v->p->grid.pause_step != 0)
        return INFINITY;
    double before = *cell(v, offset, j, l);
    if (isinf(before))
        return INFINITY;
    return before + pause_loss(v->w, v->p, v->wages, q, pause_length_index(v->p, q->length), place);
}

static void weave_fill(struct weave *v)
{
    for (int b = 0; b <= v->h->duration; b++)
        for (int j = 0; j <= v->breaks; j++)
            for (int l = 0; l <= v->lunches; l++) {
                double best = b > 0 ? *cell(v, b - 1, j, l) : j == 0 && l == 0 ? 0 : INFINITY;
                if (j > 0)
                    best = fmin(best, ending_at(v, nth_break(v->h, j - 1), b, j - 1, l));
                if (l > 0)
                    best = fmin(best, ending_at(v, &v->h->pause[v->h->lunch], b, j, 0));
                *cell(v, b, j, l) = best;
            }
}

static void weave_read(const struct weave *v, int *places)
{
    int j = v->breaks, l = v->lunches;
    for (int b = v->h->duration; b > 0 && j + l > 0; b--) {
        double here = *cell(v, b, j, l);
        if (here == *cell(v, b - 1, j, l))
            continue;
        const struct pause *q = j > 0 ? nth_break(v->h, j - 1) : NULL;
        if (q && here == ending_at(v, q, b, j - 1, l))
            j--;
        else {
            q = &v->h->pause[v->h->lunch];
            l--;
        }
        places[q - v->h->pause] = v->start + b - q->length;
        b -= q->length - 1;
    }
}

static double weave(const struct worth *w, const struct problem *p, int contract, const struct option *x, int *places)
{
    const struct shape *h = &p->options[contract].shapes[x->shape];
    struct weave v = {.w = w, .p = p, .h = h, .wages = p->grid.wages[contract], .start = x->start, .day = x->day};
    v.lunches = h->lunch >= 0;
    v.breaks = h->pauses - v.lunches;
    v.f = xmalloc((size_t)(h->duration + 1) * (size_t)(v.breaks + 1) * 2 * sizeof *v.f);
    weave_fill(&v);
    double loss = *cell(&v, h->duration, v.breaks, v.lunches);
    if (places && !isinf(loss))
        weave_read(&v, places);
    free(v.f);
    return loss;
}

void worth_options(struct worth *w, const struct problem *p, int contract, double *value)
{
    const struct options *o = &p->options[contract];
    const double *wages = p->grid.wages[contract];
    int ignored;
    for (int i = 0; i < o->spec_count; i++)
        for (int d = 0; d < p->grid.days; d++)
            for (int k = o->base[d]; k < o->base[d + 1]; k++)
                w->best[i * o->start_count + k] = best_place(w, p, contract, &o->spec[i], d, o->starts[k], &ignored);
    for (int i = 0; i < o->count; i++) {
        const struct option *x = &o->option[i];
        const struct shape *h = &o->shapes[x->shape];
        double v = w->span[x->end] - w->span[x->start] - (wages[x->end] - wages[x->start]);
        if (h->separable)
            for (int k = 0; k < h->pauses; k++)
                v -= w->best[h->pause[k].spec * o->start_count + o->base[x->day] + x->rank];
        else
            v -= weave(w, p, contract, x, NULL);
        value[i] = isfinite(v) ? v : 2.0 * WORTH_NEVER;
    }
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
