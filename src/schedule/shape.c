#include "schedule/shape.h"
#include "base/alloc.h"
#include "schedule/options.h"
#include <stdlib.h>

static int most(int a, int b)
{
    return a > b ? a : b;
}

static int length_count(const struct shift_kind *k)
{
    if (k->length_to <= k->length_from || k->length_step <= 0)
        return 1;
    return (k->length_to - k->length_from) / k->length_step + 1;
}

static int length_allowed(const struct contract *c, int paid_min)
{
    return (c->day_min == RULE_NONE || paid_min >= c->day_min) && (c->day_max == RULE_NONE || paid_min <= c->day_max);
}

static int find_spec(struct options *o, const struct pause *p)
{
    for (int i = 0; i < o->spec_count; i++)
        if (o->spec[i].length == p->length && o->spec[i].from == p->from && o->spec[i].to == p->to &&
            o->spec[i].unpaid == p->unpaid)
            return i;
    o->spec = xrealloc(o->spec, (size_t)(o->spec_count + 1) * sizeof *o->spec);
    o->spec[o->spec_count] = *p;
    return o->spec_count++;
}

static struct pause pause_of(enum activity_kind kind, int length_min, int from_min, int to_min, int unpaid, const struct grid *g)
{
    struct pause p = {.length = length_min / g->step_min, .from = (from_min + g->step_min - 1) / g->step_min,
                      .to = to_min / g->step_min, .unpaid = unpaid, .kind = kind};
    return p;
}

/* 1: however the pauses lie in their windows, between what comes at `before` (first, last slot at which it may end) and the
 * pause the work is neither too short nor too long. */
static int kept_apart(const struct shape *h, int before_first, int before_last, int from, int to, int gap)
{
    return from - before_last >= gap && to - before_first <= h->stretch;
}

static void settle_pauses(struct options *o, struct shape *h)
{
    int first = 0, last = 0;
    h->separable = 1;
    for (int i = 0; i < h->pauses; i++) {
        struct pause *q = &h->pause[i];
        if (q->to > h->duration - q->length)
            q->to = h->duration - q->length;
        q->spec = find_spec(o, q);
        h->separable &= kept_apart(h, first, last, q->from, q->to, i > 0 ? h->gap : 0);
        first = q->from + q->length;
        last = q->to + q->length;
    }
    h->separable &= h->duration - first <= h->stretch;
}

/* Puts a pause where its window falls among those there are; returns its place. */
static int insert_pause(struct shape *h, struct pause q)
{
    int at = h->pauses++;
    for (; at > 0 && h->pause[at - 1].from > q.from; at--)
        h->pause[at] = h->pause[at - 1];
    h->pause[at] = q;
    return at;
}

static int taken(const struct paid_range *only, int paid_min)
{
    return paid_min >= only->from_min && (only->to_min == 0 || paid_min <= only->to_min);
}

static void place_gap(struct shape *h, const struct grid *g, const struct shift_kind *k, int elapsed_min, int split_min)
{
    int to = elapsed_min - split_min - k->part_min;
    h->split = insert_pause(h, pause_of(ACT_SPLIT, split_min, most(k->split_from, k->part_min), k->split_to < to ? k->split_to : to, 1, g));
    h->lunch += h->lunch >= h->split;
    h->pay = k->split_pay;
}

static void add_shape(struct options *o, const struct grid *g, const struct shift_kind *k, int kind, int paid_min, int lunch_min,
                      int split_min)
{
    struct shape h = {.kind = kind, .lunch = -1, .split = -1};
    int elapsed_min = paid_min + (k->lunch_paid ? 0 : lunch_min) + split_min;
    h.paid = paid_min / g->step_min;
    h.duration = elapsed_min / g->step_min;
    h.stretch = k->stretch_max > 0 ? k->stretch_max / g->step_min : h.duration;
    h.gap = (k->gap_min + g->step_min - 1) / g->step_min;
    for (int i = 0; i < k->breaks; i++)
        if (taken(&k->rule[i].only, paid_min))
            h.pause[h.pauses++] = pause_of(ACT_BREAK, k->rule[i].length_min, k->rule[i].from_min, k->rule[i].to_min, 0, g);
    if (lunch_min > 0)
        h.lunch = insert_pause(&h, pause_of(ACT_LUNCH, lunch_min, k->lunch_from, k->lunch_to, !k->lunch_paid, g));
    if (split_min > 0)
        place_gap(&h, g, k, elapsed_min, split_min);
    h.paid_min = k->paid_min > 0 ? k->paid_min : paid_min;
    h.share = (double)h.paid_min / paid_min;
    for (int i = 0; i < h.pauses; i++)
        h.pause[i].unpaid *= h.share;
    settle_pauses(o, &h);
    o->shapes = xrealloc(o->shapes, (size_t)(o->shape_count + 1) * sizeof *o->shapes);
    o->shapes[o->shape_count++] = h;
}

/* Shapes of one paid length: every lunch with every gap. */
static void add_shapes(struct options *o, const struct grid *g, const struct shift_kind *k, int kind, int paid_min)
{
    int lunches = taken(&k->lunch_only, paid_min) ? k->lunches : 0, splits = taken(&k->split_only, paid_min) ? k->splits : 0;
    for (int l = 0; l < most(lunches, 1); l++)
        for (int q = 0; q < most(splits, 1); q++)
            add_shape(o, g, k, kind, paid_min, lunches ? k->lunch_min[l] : 0, splits ? k->split_min[q] : 0);
}

void shape_find(struct options *o, const struct grid *g, const struct scenario *s, int contract)
{
    for (int k = 0; k < s->kind_count; k++) {
        const struct shift_kind *kind = &s->kinds[k];
        if (kind->contract != contract)
            continue;
        for (int i = 0; i < length_count(kind); i++) {
            int paid = kind->length_from + i * kind->length_step;
            if (length_allowed(&s->contracts[contract], kind->paid_min > 0 ? kind->paid_min : paid))
                add_shapes(o, g, kind, k, paid);
        }
    }
}

int shape_fits(const struct shape *h, int start, int midnight, int step)
{
    for (int i = 0; i < h->pauses; i++) {
        int low = start + h->pause[i].from, high = start + h->pause[i].to;
        int past = (low - midnight) % step;
        if (past > 0)
            low += step - past;
        if (low > high)
            return 0;
    }
    return 1;
}
