#include "queueing/erlang_a_table.h"
#include "queueing/gauss.h"
#include <assert.h>
#include <math.h>

/* ln g falls by this much before it is cut off: a share of 1e-15 */
static const double REACH = 34;
static const double NOTHING = 1e-13;
enum { BLOCK = 64, PANELS = 40, POINTS = PANELS * GAUSS_POINTS };

struct load {
    double y, per_agent; /* calls * patience / interval; patience / aht: x = n * per_agent */
    double limit;        /* T in patiences */
};

/* ln g(v) for x, and where it has fallen by REACH from its peak to the right (side 1) or left (-1, not below 0). */
static double ln_g(const struct load *l, double x, double v) { return -x * v - l->y * expm1(-v); }

static double peak(const struct load *l, double x) { return fmax(0, log(l->y / x)); }

static double reach(const struct load *l, double x, int side)
{
    double from = peak(l, x), top = ln_g(l, x, from), step = 1 / sqrt(x), near = from, far = from;
    while (top - ln_g(l, x, far) < REACH) {
        if (side < 0 && far <= 0)
            return 0;
        near = far;
        far = side < 0 ? fmax(0, far - step) : far + step;
        step *= 2;
    }
    for (int i = 0; i < 12; i++) {
        double middle = (near + far) / 2;
        *(top - ln_g(l, x, middle) < REACH ? &near : &far) = middle;
    }
    return far;
}

struct points { /* of the quadrature over one block */
    int    early, count;                                /* the first `early` lie within T */
    double weight[POINTS];                              /* of the quadrature times g at the present n / exp(ln_scale) */
    double left[POINTS], step[POINTS], part[POINTS];    /* exp(-v); exp(-v per_agent); weight of the quadrature */
    double ln_scale;                                    /* the greatest ln g there was */
};

/* Equal panels over [from, to] of at most `width`. ln g goes into weight[] first. */
static void add_equal(struct points *p, const struct load *l, double x, double width, double from, double to)
{
    int panels = to > from ? (int)ceil((to - from) / width) : 0, room = PANELS - p->count / GAUSS_POINTS;
    panels = panels > room ? room : panels;
    for (int k = 0; k < panels; k++) {
        double half = (to - from) / panels / 2, middle = from + (2 * k + 1) * half;
        for (int i = 0; i < GAUSS_POINTS; i++) {
            double v = middle + half * gauss_rule[i].place;
            double gone = expm1(-v);
            p->left[p->count] = 1 + gone;
            p->step[p->count] = exp(-v * l->per_agent);
            p->part[p->count] = half * gauss_rule[i].weight;
            p->weight[p->count++] = -x * v - l->y * gone;
        }
    }
}

/* Panels short enough for 32 points: 5 standard deviations of the peak, 12 units of ln g where it falls like an
 * exponential, 3 patiences while exp(-v) is there at all. */
static void add_panels(struct points *p, const struct load *l, double x, double x_last, double from, double to)
{
    static const double gone = 40;
    double              width = fmin(fmin(3, 5 / sqrt(x_last)), x_last > l->y ? 12 / (x_last - l->y) : INFINITY);
    add_equal(p, l, x, width, from, fmin(to, gone));
    add_equal(p, l, x, 12 / x_last, fmax(from, gone), to);
}

/* For first .. last agents: the mass of the last lies furthest left, that of the first furthest right. */
static void make_points(struct points *p, const struct load *l, int first, int last)
{
    double x = first * l->per_agent, x_last = last * l->per_agent;
    double low = reach(l, x_last, -1), high = reach(l, x, 1);
    p->count = 0;
    add_panels(p, l, x, x_last, low, fmin(high, l->limit));
    p->early = p->count;
    add_panels(p, l, x, x_last, fmax(low, l->limit), high);
    p->ln_scale = -INFINITY;
    for (int i = 0; i < p->count; i++)
        p->ln_scale = fmax(p->ln_scale, p->weight[i]);
    for (int i = 0; i < p->count; i++)
        p->weight[i] = p->part[i] * exp(p->weight[i] - p->ln_scale);
}

struct sums { double all, served; }; /* of g, of g exp(-v) */

/* Sums the points [from, to) and moves their weights to the next n. */
static struct sums sum_and_step(struct points *p, int from, int to)
{
    struct sums s = {0};
    for (int i = from; i < to; i++) {
        s.all += p->weight[i];
        s.served += p->weight[i] * p->left[i];
        p->weight[i] *= p->step[i];
    }
    return s;
}

/* Rows first .. last, last - first < BLOCK. On entry rows[n].answered holds 1/B - 1 of n. */
static void fill_block(struct erlang_a_row *rows, const struct load *l, int first, int last)
{
    struct points p;
    make_points(&p, l, first, last);
    for (int n = first; n <= last; n++) {
        double      x = n * l->per_agent, free = rows[n].answered * exp(-p.ln_scale);
        struct sums early = sum_and_step(&p, 0, p.early), late = sum_and_step(&p, p.early, p.count);
        double      whole = x * (early.all + late.all) + free;
        if (isinf(whole))
            rows[n] = (struct erlang_a_row){1, 1, 0};
        else
            rows[n] = (struct erlang_a_row){(free + x * early.served) / whole,
                                            (free + x * (early.served + late.served)) / whole,
                                            x * late.all * exp(-l->limit) / whole};
    }
}

/* Agents of a block from n on: few enough that the weights do not underflow on their way through it. */
static int block_length(const struct load *l, int n)
{
    double fall = l->per_agent * fmax(reach(l, n * l->per_agent, 1), 1e-9);
    int    most = (int)fmin(BLOCK, 300 / fall);
    return most < 1 ? 1 : most;
}

/* Everybody waits longer than T, and all agents are always busy. */
static void fill_overloaded(struct erlang_a_row *rows, int last, double load, double longer)
{
    for (int n = 0; n <= last; n++)
        rows[n] = (struct erlang_a_row){0, n / load, longer};
}

void erlang_a_table(struct erlang_a_row *rows, int agents_max, const struct queue_case *in, double limit_s)
{
    struct load l = {in->calls * in->patience_s / in->interval_s, in->patience_s / in->aht_s, limit_s / in->patience_s};
    double      load = in->calls * in->aht_s / in->interval_s, reciprocal = 1;
    int         middle = (int)fmin(fmax(1, load), agents_max), n;
    assert(in->calls > 0 && isfinite(in->patience_s) && agents_max >= 0);
    for (n = 1; n <= agents_max; n++) {
        rows[n].answered = n / load * reciprocal;
        reciprocal = 1 + rows[n].answered;
    }
    int first = middle + 1, last;
    while (first > 1 && (first > middle || rows[first].in_time > NOTHING)) {
        last = first - 1;
        int length = block_length(&l, last > BLOCK ? last - BLOCK + 1 : 1);
        first = last - length + 1 > 1 ? last - length + 1 : 1;
        fill_block(rows, &l, first, last);
    }
    fill_overloaded(rows, first - 1, load, exp(-l.limit));
    for (first = middle + 1; first <= agents_max && 1 - rows[first - 1].in_time > NOTHING; first = last + 1) {
        last = first + block_length(&l, first) - 1;
        last = last > agents_max ? agents_max : last;
        fill_block(rows, &l, first, last);
    }
    for (; first <= agents_max; first++)
        rows[first] = (struct erlang_a_row){1, 1, 0};
}
