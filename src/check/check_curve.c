#include "check/check_curve.h"
#include <math.h>

double check_curve_value(const struct requirement *r, int interval, double scheduled, double wanted)
{
    int length = r->curve_len[interval];
    if (length <= 0)
        return 0;
    const double *in_time = r->in_time + r->curve_at[interval], *counted = r->counted + r->curve_at[interval];
    double n = fmax(scheduled, r->promised[interval]) * (1 - r->shrink[interval]), whole = floor(n + 1e-9), part = fmax(0, n - whole);
    if (whole >= length - 1)
        return in_time[length - 1] - wanted * counted[length - 1];
    int    k = (int)whole;
    double low = in_time[k] - wanted * counted[k], high = in_time[k + 1] - wanted * counted[k + 1];
    return low + part * (high - low);
}

double check_curve_shortage(const struct requirement *r, int interval, double scheduled)
{
    double per_h = r->under_per_h[interval] * fmax(0, r->floor_gross[interval] - scheduled);
    for (int k = 0; k < r->deep; k++) {
        int hinge = interval * r->deep + k;
        per_h += r->deep_per_h[hinge] * fmax(0, r->deep_below[hinge] - scheduled);
    }
    return per_h;
}

/* The part of h_t that the roster pays for directly. */
static double staff_cost(const struct requirement *r, int t, double hours, double n)
{
    double cost = check_curve_shortage(r, t, n) + r->over_per_h[t] * fmax(0, n - r->agents_gross[t]);
    return hours * (cost + (isinf(r->seats) ? 0 : r->seat_per_h * fmax(0, n - r->seats)));
}

/* What one more agent costs in the end, when all else has levelled off, may not be below 0. NAN: it is. */
static double raised_price(const struct requirement *r, int t, double hours, double price)
{
    double box = -hours * (r->over_per_h[t] + (isinf(r->seats) ? 0 : r->seat_per_h));
    if (price < box && price >= box - 1e-9 * (1 + fabs(box)))
        return box;
    return price < box ? NAN : price;
}

struct interval_sum { /* of one interval, for one set of prices */
    const struct requirement *r;
    int                       t;
    double                    hours, price;
    const double             *mu; /* [r->goal_count] */
};

static int counts_for(const struct interval_sum *x, int goal)
{
    const struct span_goal *g = &x->r->goals[goal];
    return x->t >= g->first && x->t < g->last && x->mu[goal] > 0 && x->r->offered[x->t] > 0;
}

static double total_at(const struct interval_sum *x, double n)
{
    double total = x->price * n + staff_cost(x->r, x->t, x->hours, n);
    for (int g = 0; g < x->r->goal_count; g++)
        if (counts_for(x, g))
            total -= fmin(x->mu[g], x->r->goals[g].price_per_contact) * x->r->offered[x->t] *
                     check_curve_value(x->r, x->t, n, x->r->goals[g].wanted);
    return total;
}

/* Staff from which on nothing bends any more. */
static double last_kink(const struct interval_sum *x)
{
    const struct requirement *r = x->r;
    double last = fmax(r->floor_gross[x->t], r->agents_gross[x->t]);
    for (int g = 0; g < r->goal_count; g++)
        if (counts_for(x, g))
            last = fmax(last, (r->curve_len[x->t] - 1) / (1 - r->shrink[x->t]));
    return isinf(r->seats) ? last : fmax(last, r->seats);
}

double check_curve_least(const struct requirement *r, int interval, double hours, int slots, double price, const double *mu)
{
    struct interval_sum x = {r, interval, hours, raised_price(r, interval, hours, price), mu};
    double least = INFINITY, last = isnan(x.price) ? 0 : last_kink(&x) * slots;
    if (isnan(x.price))
        return -INFINITY;
    for (int k = 0; k <= last + 1; k++)
        least = fmin(least, total_at(&x, (double)k / slots));
    return least;
}
