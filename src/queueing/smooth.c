#include "queueing/smooth.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "queueing/pair.h"

static const double LEAST_JUMPS = 60; /* fewer are not worth the setting up                        */
static const double FARTHEST = 100;   /* norm of (p / balance), beyond which digits would be lost  */
static const double NOISE = 1e-14;    /* shares below may be roundings                              */
static const double OUTSIDE = 1e-12;  /* what a polynomial may hold at a state that is left out    */

static double down_rate(const struct crowd_rates *r, int agents, int state)
{
    return state < agents ? state * r->service : agents * r->service + (state - agents) * r->leave;
}

/* The balance around its largest state, as logarithms: ln[i] of state first + i */
struct balance {
    int first, last;
    double *ln;
};

/* From the peak outwards over low..high, and on until below `least`, but not beyond farthest */
static int balance_make(struct balance *b, int low, int high, int agents, const struct crowd_rates *r, double least,
                        int farthest)
{
    int peak = low;
    if (r->arrival <= 0 || (r->leave <= 0 && r->arrival >= agents * r->service))
        return 0;
    while (peak < farthest && down_rate(r, agents, peak + 1) < r->arrival)
        peak++;
    while (peak > 0 && down_rate(r, agents, peak) > r->arrival)
        peak--;
    double *ln = xmalloc(((size_t)farthest + 1) * sizeof *ln);
    int first = peak, last = peak;
    ln[peak] = 0;
    for (; first > 0 && (first > low || ln[first] > least); first--)
        ln[first - 1] = ln[first] + log(down_rate(r, agents, first) / r->arrival);
    for (; last < farthest && (last < high || ln[last] > least); last++)
        ln[last + 1] = ln[last] - log(down_rate(r, agents, last + 1) / r->arrival);
    *b = (struct balance){first, last, ln};
    return 1;
}

/* ln of sqrt(sum p^2 / balance), the balance adding up to 1 */
static double ln_distance(const struct balance *b, const double *share, int low, int high)
{
    double all = 0, sum = 0;
    for (int i = b->first; i <= b->last; i++)
        all += exp(b->ln[i]);
    for (int i = low; i <= high; i++)
        if (share[i] > 0)
            sum += exp(2 * log(share[i]) - b->ln[i]);
    return (log(sum) + log(all)) / 2;
}

/* e^{-z} I_k(z) and J_k(z) for k = 0 .. count-1, by Miller's downward recurrence */
struct terms {
    int count;
    double *now, *spent;
};

static struct terms terms_make(double z)
{
    int count = (int)(8.6 * sqrt(z) + 20), start = count + count / 4 + 20;
    struct terms t = {count, xmalloc((size_t)start * sizeof(double)), xmalloc((size_t)start * sizeof(double))};
    double above = 0, here = 1e-300, sum = 0, first_sum = 0, second_sum = 0;
    for (int k = start - 1; k >= 0; k--) {
        t.now[k] = here;
        sum += k ? 2 * here : here;
        double below = above + 2 * k / z * here;
        above = here;
        here = below;
    }
    for (int k = start - 1; k >= 0; k--) { /* (2): sum of (m - k) b_m, m > k, grows by the sum of b_m, m > k */
        second_sum += first_sum;
        t.now[k] /= sum;
        t.spent[k] = 2 * second_sum;
        first_sum += t.now[k];
    }
    return t;
}

static void terms_free(struct terms *t)
{
    free(t->now);
    free(t->spent);
}

/* The chain on a window of states, the moves divided by L: stay, and down of the next state */
struct chain {
    int states;
    double up, rate; /* rate: L */
    double *stay, *next_down;
};

/* L by Gershgorin's circles of the symmetric form */
static struct chain chain_make(const struct balance *b, int agents, const struct crowd_rates *r)
{
    int states = b->last - b->first + 1;
    struct chain c = {states, 0, 0, xcalloc((size_t)states + 2, sizeof(double)), xcalloc((size_t)states + 2, sizeof(double))};
    for (int i = 0; i < states; i++) {
        double down = down_rate(r, agents, b->first + i), next = down_rate(r, agents, b->first + i + 1);
        c.rate = fmax(c.rate, (r->arrival + down + sqrt(r->arrival * down) + sqrt(r->arrival * next)) / 2);
    }
    c.up = r->arrival / c.rate;
    for (int i = 0; i < states; i++) {
        c.stay[i] = 1 - c.up - down_rate(r, agents, b->first + i) / c.rate;
        c.next_down[i] = down_rate(r, agents, b->first + i + 1) / c.rate;
    }
    return c;
}

static void chain_free(struct chain *c)
{
    free(c->stay);
    free(c->next_down);
}

/* The next polynomial over the one before, next = 2 A now - before (or A now where first), and the sums grow by now. The
 * arrays have a 0 before and two after, and one that is written past the last state is put back to 0. Only states
 * low .. high can be reached. */
static void next_polynomial(double *before, const double *now, double *share, double *spent, const struct chain *c,
                            double weight, double time, int first, int low, int high)
{
    double twice = first ? 1 : 2, less = first ? 0 : 1;
    for (int i = low; i <= high; i += 2) {
        pair here = pair_load(now + i);
        pair from_above = pair_load(c->next_down + i) * pair_load(now + i + 1);
        pair moved = c->up * pair_load(now + i - 1) + pair_load(c->stay + i) * here + from_above;
        pair_store(before + i, twice * moved - less * pair_load(before + i));
        pair_store(share + i, pair_load(share + i) + weight * here);
        pair_store(spent + i, pair_load(spent + i) + time * here);
    }
    before[c->states] = 0;
}

static void sum_polynomials(struct smooth *out, double *now, const struct chain *c, const struct terms *t, int low, int high)
{
    double *other = (double *)xcalloc((size_t)c->states + 4, sizeof(double)) + 1, *before = other;
    for (int k = 0; k < t->count; k++) {
        double weight = k ? 2 * t->now[k] : t->now[k], time = (k ? 2 : 1) * t->spent[k] / c->rate;
        low = low > 0 ? low - 1 : 0;
        high = high < c->states - 1 ? high + 1 : c->states - 1;
        next_polynomial(before, now, out->share, out->spent, c, weight, time, k == 0, low, high);
        double *was = now;
        now = before;
        before = was;
    }
    free(other - 1);
}

/* The ends are let go where nothing is left but roundings; so little, and once in a step, does no harm. */
static void clear_noise(struct smooth *out)
{
    int end = out->states - 1, start = 0;
    while (end > 0 && out->share[end] < NOISE)
        out->share[end--] = 0;
    while (start < end && out->share[start] < NOISE)
        out->share[start++] = 0;
    for (int i = 0; i < out->states; i++) {
        out->share[i] = fmax(0, out->share[i]);
        out->spent[i] = fmax(0, out->spent[i]);
    }
}

int smooth_make(struct smooth *out, const double *share, int low, int high, int agents, const struct crowd_rates *rates,
                double seconds)
{
    double fastest = rates->arrival + down_rate(rates, agents, high);
    struct balance b;
    int reach = (int)(9 * sqrt(2 * fastest * seconds) + 20);
    if (fastest * seconds < LEAST_JUMPS)
        return 0;
    if (!balance_make(&b, low, high, agents, rates, 2 * log(OUTSIDE / FARTHEST), high + reach))
        return 0;
    if (!(ln_distance(&b, share, low, high) < log(FARTHEST))) {
        free(b.ln);
        return 0;
    }
    struct chain c = chain_make(&b, agents, rates);
    struct terms t = terms_make(c.rate * seconds);
    double *now = (double *)xcalloc((size_t)c.states + 4, sizeof(double)) + 1;
    *out = (struct smooth){b.first, c.states, xcalloc((size_t)c.states + 2, sizeof(double)),
                           xcalloc((size_t)c.states + 2, sizeof(double))};
    memcpy(now + (low - b.first), share + low, (size_t)(high - low + 1) * sizeof *now);
    sum_polynomials(out, now, &c, &t, low - b.first, high - b.first);
    clear_noise(out);
    free(now - 1);
    terms_free(&t);
    chain_free(&c);
    free(b.ln);
    return 1;
}

void smooth_free(struct smooth *s)
{
    free(s->share);
    free(s->spent);
}
