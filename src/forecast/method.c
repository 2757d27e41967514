#include "forecast/method.h"
#include "base/alloc.h"
#include "forecast/calendar.h"
#include "forecast/profile.h"
#include <assert.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

const struct method_kind method_kinds[METHODS] = {
    {"last week", 1, 0},        {"mean of last 4", 2, 0},      {"median of last 4", 2, 1},
    {"mean of last 8", 3, 0},   {"median of last 8", 3, 1},    {"smoothed level", 3, 0},
    {"smoothed level, fast", 3, 0}, {"calendar regression", 8, 0},
};

/* Fills one weekday's rates from its last `most` days: mean or median, slot by slot. */
static void last_days(struct fit *f, const struct series *x, int until, int weekday, int most, int median)
{
    int days[8], count = profile_last_days(x, until, weekday, most, days);
    assert(most <= 8);
    f->seen[weekday] = count;
    for (int k = 0; k < x->slots; k++) {
        double values[8];
        size_t n = 0;
        for (int i = 0; i < count; i++) {
            double v = x->value[(size_t)days[i] * (size_t)x->slots + (size_t)k];
            if (!isnan(v))
                values[n++] = v;
        }
        double *rate = &f->rate[weekday * x->slots + k];
        if (n == 0)
            *rate = NAN;
        else if (!median)
            *rate = gsl_stats_mean(values, 1, n);
        else {
            gsl_sort(values, 1, n);
            *rate = gsl_stats_median_from_sorted_data(values, 1, n);
        }
    }
}

/* Gains after Holt and Winters; while few days are known they are plain means (gain 1/n). */
static void smoothed(struct fit *f, const struct series *x, int until, double level_gain)
{
    const double weekday_gain = 0.1;
    double level = 0, factor[7] = {0};
    int n = 0, from = 0;
    while (from < until && !(x->use[from] & SERIES_TEACH))
        from++;
    for (int d = from; d < until && d < from + 14; d++)
        if (x->use[d] & SERIES_TEACH)
            level += (x->total[d] - level) / ++n;
    for (int w = 0; w < 7; w++)
        factor[w] = 1;
    for (int d = from; d < until; d++) {
        if (!(x->use[d] & SERIES_TEACH))
            continue;
        int w = x->weekday[d];
        double first_gain = 1 / (f->seen[w] + 1);
        if (f->seen[w] > 0 && factor[w] > 0)
            level += level_gain * (x->total[d] / factor[w] - level);
        if (level > 0)
            factor[w] += fmax(weekday_gain, first_gain) * (x->total[d] / level - factor[w]);
        f->seen[w]++;
    }
    for (int w = 0; w < 7; w++)
        profile_rates(x, until, w, level * factor[w], &f->rate[w * x->slots]);
}

/* A weekday without a usable day gets the mean of the others, slot by slot. */
static void fill_unseen(struct fit *f)
{
    for (int w = 0; w < 7; w++) {
        if (f->seen[w] > 0)
            continue;
        for (int k = 0; k < f->slots; k++) {
            double sum = 0, n = 0;
            for (int v = 0; v < 7; v++)
                if (f->seen[v] > 0 && !isnan(f->rate[v * f->slots + k])) {
                    sum += f->rate[v * f->slots + k];
                    n++;
                }
            f->rate[w * f->slots + k] = n > 0 ? sum / n : NAN;
        }
    }
}

int fit_make(struct fit *f, enum method m, const struct series *x, int until)
{
    static const struct { int days, median; } last[] = {
        [METHOD_LAST_WEEK] = {1, 0}, [METHOD_MEAN_4] = {4, 0},   [METHOD_MEDIAN_4] = {4, 1},
        [METHOD_MEAN_8] = {8, 0},    [METHOD_MEDIAN_8] = {8, 1},
    };
    assert(until >= 0 && until <= x->days);
    int any = 0;
    for (int d = 0; d < until; d++)
        any |= x->use[d] & SERIES_TEACH;
    if (!any)
        return -1;
    *f = (struct fit){.slots = x->slots, .rate = xcalloc(7 * (size_t)x->slots, sizeof *f->rate)};
    if (m <= METHOD_MEDIAN_8)
        for (int w = 0; w < 7; w++)
            last_days(f, x, until, w, last[m].days, last[m].median);
    else if (m == METHOD_CALENDAR)
        calendar_fit(f, x, until);
    else
        smoothed(f, x, until, m == METHOD_SMOOTHED ? 0.1 : 0.3);
    fill_unseen(f);
    return 0;
}

void fit_free(struct fit *f)
{
    free(f->rate);
    *f = (struct fit){0};
}

double fit_date_factor(const struct fit *f, int date, int after_closed)
{
    double terms[FIT_TERMS], ln_factor = 0;
    calendar_terms(date, after_closed, terms);
    for (int i = 0; i < FIT_TERMS; i++)
        ln_factor += f->term[i] * terms[i];
    return exp(ln_factor);
}
