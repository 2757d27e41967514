#include "schedule/change.h"
#include <string.h>

static const struct options *options_of(const struct problem *p, const struct change *c)
{
    return &p->options[p->crew[p->crew_of[c->agent]].contract];
}

static int nearest(int value, int low, int high)
{
    return value < low ? low : value > high ? high : value;
}

/* The pauses beyond `from`, on its later side (way 1) or its earlier one (-1), pushed or pulled no further than they must. */
static void push_pauses(const struct problem *p, const struct shape *h, struct change *c, const int *old, int from, int way)
{
    int midnight = p->grid.midnight[c->day], step = p->grid.pause_step, last = from;
    for (;;) {
        int next = -1;
        for (int j = 0; j < h->pauses; j++)
            if (way * (old[j] - old[last]) > 0 && (next < 0 || way * (old[next] - old[j]) > 0))
                next = j;
        if (next < 0)
            return;
        int length = h->pause[next].length, end = c->place[last] + h->pause[last].length;
        int low = way > 0 ? end + h->gap : c->place[last] - h->stretch - length;
        int high = way > 0 ? end + h->stretch : c->place[last] - h->gap - length;
        low += (step - (low - midnight) % step) % step;
        high -= ((high - midnight) % step + step) % step;
        c->place[next] = nearest(c->place[next], low, high);
        last = next;
    }
}

int change_pause(const struct problem *p, struct change *c, int k, struct rng *rng)
{
    const struct options *o = options_of(p, c);
    const struct option *x = &o->option[c->option];
    const struct shape *h = &o->shapes[x->shape];
    int step = p->grid.pause_step;
    int low = x->start + h->pause[k].from, high = x->start + h->pause[k].to;
    int past = (low - p->grid.midnight[x->day]) % step;
    if (past > 0)
        low += step - past;
    int places = high < low ? 0 : (high - low) / step + 1;
    if (places < 2)
        return 0;
    int place = low + step * rng_below(rng, places - 1);
    if (place >= c->place[k])
        place += step;
    int old[PAUSES_MAX];
    memcpy(old, c->place, sizeof old);
    c->place[k] = place;
    if (!h->separable && rng_below(rng, 2)) {
        push_pauses(p, h, c, old, k, 1);
        push_pauses(p, h, c, old, k, -1);
    }
    return 1;
}

/* Keeps the pauses where they are if they may stay, else moves them with the start or the end. */
int change_option(const struct problem *p, struct change *c, int to)
{
    const struct options *o = options_of(p, c);
    int from = c->option;
    const struct shape *a = &o->shapes[o->option[from].shape], *b = &o->shapes[o->option[to].shape];
    int place[PAUSES_MAX] = {0}, n = 0;
    for (int k = 0; k < b->pauses; k++) {
        const struct pause *q = &b->pause[k];
        int same = q->kind == ACT_LUNCH ? a->lunch : a->split; /* place of the same pause in the old shift, or past its end */
        if (q->kind == ACT_BREAK) {
            while (n == a->lunch || n == a->split)
                n++;
            same = n++;
        }
        place[k] = same >= 0 && same < a->pauses ? c->place[same] : o->option[to].start + q->from;
        int low = o->option[to].start + q->from, high = o->option[to].start + q->to;
        int at = place[k] < low ? low : place[k] > high ? high : place[k];
        int past = (at - p->grid.midnight[o->option[to].day]) % p->grid.pause_step;
        if (past > 0)
            at += at - past >= low ? -past : p->grid.pause_step - past;
        place[k] = at;
    }
    memcpy(c->place, place, sizeof place);
    c->option = to;
    return 1;
}

/* Half of the time the pauses stay where they are, so that nothing changes but the ends; else they move along. */
int change_start(const struct problem *p, struct change *c, int far, int later, struct rng *rng)
{
    const struct options *o = options_of(p, c);
    int old = o->option[c->option].start, to = c->option;
    for (int i = 0; i < far; i++) {
        int next = later ? o->option[to].later : o->option[to].earlier;
        if (next < 0)
            break;
        to = next;
    }
    if (to == c->option)
        return 0;
    if (rng_below(rng, 2))
        return change_option(p, c, to);
    int by = o->option[to].start - old;
    for (int k = 0; k < PAUSES_MAX; k++)
        c->place[k] += by;
    c->option = to;
    return 1;
}

/* Another shape of that many paid minutes. */
static int other_shape(const struct options *o, int paid, int shape, struct rng *rng)
{
    int found = -1, seen = 0;
    for (int h = 0; h < o->shape_count; h++)
        if (h != shape && o->shapes[h].paid_min == paid && rng_below(rng, ++seen) == 0)
            found = h;
    return found;
}

/* Another shape with the same start or the same end. */
int change_shape(const struct problem *p, struct change *c, int paid, struct rng *rng)
{
    const struct options *o = options_of(p, c);
    const struct option *x = &o->option[c->option];
    int shape = other_shape(o, paid, x->shape, rng);
    if (shape < 0)
        return 0;
    int start = rng_below(rng, 2) ? x->start : x->end - o->shapes[shape].duration;
    int to = options_find(o, x->day, shape, start);
    return to >= 0 && change_option(p, c, to);
}
