#include "schedule/weave.h"
#include <math.h>

/* States of the pauses of a shape: each number of breaks taken, with and without the lunch, with and without the gap. */
static int states_of(const struct shape *h)
{
    return 4 * (h->pauses - (h->lunch >= 0) - (h->split >= 0) + 1);
}

size_t weave_room(const struct problem *p)
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
    return worth_pause_loss(v->w, v->wages, q, pause_length_index(v->p, q->length), v->start + b);
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
    int b = worth_first_place(&v->p->grid, v->day, v->start + q->from) - v->start, gap = state > 0 ? v->h->gap : 0;
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
        double loss = from[v->line[head]] + worth_pause_loss(v->w, v->wages, q, index, v->start + b);
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

double weave_pauses(const struct worth *w, const struct problem *p, int contract, const struct option *x, int *places)
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
