#include "check/check_curve.h"
#include "base/alloc.h"
#include <math.h>
#include <stdlib.h>

/* Least concave function above a goal's value from the floor on, by its values at the floor and at the whole numbers of
 * agents on contacts beyond; linear between, constant after. */
struct envelope {
    int     count;
    double *at;    /* [count] scheduled agents, ascending */
    double *value; /* [count] */
};

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

/* The points of a goal's value that may be corners: the floor, then every whole number of agents up to the curve's end. */
static void collect_points(struct envelope *e, const struct requirement *r, int t, double wanted)
{
    double share = 1 - r->shrink[t];
    int    first = (int)floor(r->floor_gross[t] * share + 1e-9) + 1, last = r->curve_len[t] - 1;
    size_t room = (size_t)(last >= first ? last - first + 2 : 1);
    e->at = xmalloc(room * sizeof *e->at);
    e->value = xmalloc(room * sizeof *e->value);
    e->at[0] = r->floor_gross[t];
    e->count = 1;
    for (int n = first; n <= last; n++)
        e->at[e->count++] = n / share;
    for (int i = 0; i < e->count; i++)
        e->value[i] = check_curve_value(r, t, e->at[i], wanted);
}

/* Upper hull, left to right. The value is constant after the last point, so the hull rises to its greatest value and
 * stays there. */
static void envelope_make(struct envelope *e, const struct requirement *r, int t, double wanted)
{
    collect_points(e, r, t, wanted);
    int kept = 0;
    for (int i = 0; i < e->count; i++) {
        double x = e->at[i], y = e->value[i];
        while (kept >= 2 && (e->value[kept - 1] - e->value[kept - 2]) * (x - e->at[kept - 1]) <=
                                (y - e->value[kept - 1]) * (e->at[kept - 1] - e->at[kept - 2]))
            kept--;
        e->at[kept] = x;
        e->value[kept++] = y;
    }
    while (kept >= 2 && e->value[kept - 1] <= e->value[kept - 2])
        kept--;
    e->count = kept;
}

static void envelope_free(struct envelope *e)
{
    free(e->at);
    free(e->value);
}

static double envelope_at(const struct envelope *e, double n)
{
    int low = 0, high = e->count - 1;
    if (n >= e->at[high])
        return e->value[high];
    while (high - low > 1) {
        int middle = (low + high) / 2;
        if (e->at[middle] <= n)
            low = middle;
        else
            high = middle;
    }
    return e->value[low] + (n - e->at[low]) / (e->at[high] - e->at[low]) * (e->value[high] - e->value[low]);
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
    int                       t, goals;
    double                    hours, price;
    const int                *goal;     /* [goals] index of a goal over t with mu > 0 */
    const double             *mu;       /* [r->goal_count] */
    const struct envelope    *envelope; /* [goals] */
};

static double total_at(const struct interval_sum *x, double n)
{
    double total = x->price * n + staff_cost(x->r, x->t, x->hours, n), floor_n = x->r->floor_gross[x->t];
    for (int i = 0; i < x->goals; i++) {
        double wanted = x->r->goals[x->goal[i]].wanted;
        double value = n >= floor_n ? envelope_at(&x->envelope[i], n)
                                    : fmax(check_curve_value(x->r, x->t, n, wanted), x->envelope[i].value[0]);
        total -= fmin(x->mu[x->goal[i]], x->r->goals[x->goal[i]].price_per_contact) * x->r->offered[x->t] * value;
    }
    return total;
}

/* The function is linear between its kinks: the corners of the envelopes, whole agents below the floor, floor and what is
 * promised of it, depths, gross, seats. */
static double least_at_kinks(const struct interval_sum *x)
{
    double fixed[] = {x->r->floor_gross[x->t], x->r->agents_gross[x->t], x->r->seats, x->r->promised[x->t]};
    double least = total_at(x, 0);
    for (size_t i = 0; i < sizeof fixed / sizeof fixed[0]; i++)
        if (!isinf(fixed[i]))
            least = fmin(least, total_at(x, fixed[i]));
    for (int k = x->t * x->r->deep; k < (x->t + 1) * x->r->deep; k++)
        least = fmin(least, total_at(x, x->r->deep_below[k]));
    for (int i = 0; i < x->goals; i++)
        for (int k = 0; k < x->envelope[i].count; k++)
            least = fmin(least, total_at(x, x->envelope[i].at[k]));
    double share = 1 - x->r->shrink[x->t];
    for (int n = 1; x->goals && n < x->r->curve_len[x->t] && n / share < fixed[0]; n++)
        least = fmin(least, total_at(x, n / share));
    return least;
}

double check_curve_least(const struct requirement *r, int interval, double hours, double price, const double *mu)
{
    struct interval_sum x = {.r = r, .t = interval, .hours = hours, .price = raised_price(r, interval, hours, price), .mu = mu};
    if (isnan(x.price))
        return -INFINITY;
    struct envelope *envelopes = xcalloc((size_t)r->goal_count, sizeof *envelopes);
    int             *goal = xcalloc((size_t)r->goal_count, sizeof *goal);
    for (int g = 0; g < r->goal_count; g++) {
        if (interval < r->goals[g].first || interval >= r->goals[g].last || mu[g] <= 0 || r->offered[interval] <= 0)
            continue;
        envelope_make(&envelopes[x.goals], r, interval, r->goals[g].wanted);
        goal[x.goals++] = g;
    }
    x.goal = goal;
    x.envelope = envelopes;
    double least = least_at_kinks(&x);
    for (int i = 0; i < x.goals; i++)
        envelope_free(&envelopes[i]);
    free(envelopes);
    free(goal);
    return least;
}
