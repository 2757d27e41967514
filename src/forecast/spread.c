#include "forecast/spread.h"
#include "base/alloc.h"
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdlib.h>

enum { PAIRS_PER_CLASS = 100 };
static const double shares[3] = {0.1, 0.5, 0.9};

/* One more class: the pairs order[0 .. n) */
static void add_class(struct spread *s, const double *forecast, const double *actual, const size_t *order, size_t n)
{
    int     c = s->classes++;
    double *z = xmalloc(n * sizeof *z);
    for (size_t i = 0; i < n; i++)
        z[i] = (actual[order[i]] - forecast[order[i]]) / sqrt(forecast[order[i]]);
    gsl_sort(z, 1, n);
    s->root[c] = sqrt(forecast[order[n / 2]]);
    for (int q = 0; q < 3; q++)
        s->z[c][q] = gsl_stats_quantile_from_sorted_data(z, 1, n, shares[q]);
    free(z);
}

/* Classes of about equal number; equal forecasts stay together. order sorts the n pairs by forecast. */
static void make_classes(struct spread *s, const double *forecast, const double *actual, const size_t *order, size_t n)
{
    size_t classes = n / PAIRS_PER_CLASS, from = 0;
    classes = classes < 1 ? 1 : classes > SPREAD_CLASSES ? SPREAD_CLASSES : classes;
    for (size_t c = 1; c <= classes; c++) {
        size_t to = n * c / classes;
        while (to < n && forecast[order[to]] <= forecast[order[to - 1]])
            to++;
        if (to > from)
            add_class(s, forecast, actual, order + from, to - from);
        from = to;
    }
}

void spread_make(struct spread *s, const double *forecast, const double *actual, long n)
{
    *s = (struct spread){0};
    size_t zeros = 0, count = n > 0 ? (size_t)n : 0;
    size_t *order = xmalloc(count * sizeof *order);
    gsl_sort_index(order, forecast, 1, count);
    while (zeros < count && !(forecast[order[zeros]] > 0)) /* no error can be put in relation to a forecast of none */
        zeros++;
    if (count - zeros >= SPREAD_LEAST)
        make_classes(s, forecast, actual, order + zeros, count - zeros);
    free(order);
}

/* Least k with P(X <= k) >= share, X Poisson; a normal guess, then steps. */
static double poisson_quantile(double share, double mean)
{
    if (mean <= 0)
        return 0;
    double k = floor(fmax(0, mean + gsl_cdf_ugaussian_Pinv(share) * sqrt(mean)));
    if (mean > 1e6) /* the guess is within 1e-3 of a standard deviation */
        return k;
    while (gsl_cdf_poisson_P((unsigned)k, mean) < share)
        k++;
    while (k > 0 && gsl_cdf_poisson_P((unsigned)(k - 1), mean) >= share)
        k--;
    return k;
}

/* z_q at sqrt(mean), and how the root scales beyond the classes */
static double error_at(const struct spread *s, double root, int q)
{
    int last = s->classes - 1, c = 0;
    if (root <= s->root[0])
        return s->z[0][q] * root;
    if (root >= s->root[last])
        return s->z[last][q] * root * root / s->root[last];
    while (root > s->root[c + 1])
        c++;
    double part = (root - s->root[c]) / (s->root[c + 1] - s->root[c]);
    return (s->z[c][q] + part * (s->z[c + 1][q] - s->z[c][q])) * root;
}

void spread_quantiles(const struct spread *s, double mean, double q[3])
{
    double low = poisson_quantile(shares[0], mean), high = poisson_quantile(shares[2], mean);
    if (s->classes == 0) {
        q[0] = mean - M_SQRT2 * (mean - low);
        q[1] = poisson_quantile(shares[1], mean);
        q[2] = mean + M_SQRT2 * (high - mean);
    } else {
        for (int i = 0; i < 3; i++)
            q[i] = mean + error_at(s, sqrt(mean), i);
        q[0] = fmin(q[0], low);
        q[2] = fmax(q[2], high);
    }
    q[0] = fmax(0, q[0]);
    q[2] = fmax(q[2], q[0]);
    q[1] = fmin(fmax(q[1], q[0]), q[2]);
}
