#include "forecast/calendar.h"
#include "base/clock.h"
#include "forecast/profile.h"
#include <gsl/gsl_multifit.h>
#include <math.h>

/* Weighted ridge regression of y_d = ln(total_d) - mean on p = 7 + FIT_TERMS columns:
 *     min sum_d w_d (y_d - x_d b)^2 + sum_j r_j b_j^2,   w_d = 2^(-age_d / 80 days)                           (1)
 * solved as plain weighted least squares with one more row per coefficient (y = 0, x = unit vector, weight r_j). The
 * ridge keeps a term at 0 that the history does not show; for weekdays it only settles those never seen.
 * e = residuals, newest last, level = exponentially smoothed e (gain 0.1)                                     (2)
 * total on a date = exp(mean + level + b_weekday + terms b) * Duan's smearing factor (Duan 1983)               (3) */
enum { COLUMNS = 7 + FIT_TERMS, HALF_LIFE_DAYS = 80 };
static const double weekday_ridge = 0.01, term_ridge = 0.5, level_gain = 0.1;

void calendar_terms(int date, int after_closed, double terms[FIT_TERMS])
{
    int year, month, day;
    clock_civil(date, &year, &month, &day);
    double angle = 2 * M_PI * day / 30.4375;
    terms[0] = after_closed;
    for (int h = 1; h <= 2; h++) {
        terms[2 * h - 1] = cos(h * angle);
        terms[2 * h] = sin(h * angle);
    }
}

static int teaches(const struct series *x, int day) { return (x->use[day] & SERIES_TEACH) && x->total[day] > 0; }

static double weight(int day, int until) { return exp2(-(double)(until - day) / HALF_LIFE_DAYS); }

static double mean_ln(const struct series *x, int until)
{
    double sum = 0, weights = 0;
    for (int d = 0; d < until; d++)
        if (teaches(x, d)) {
            sum += weight(d, until) * log(x->total[d]);
            weights += weight(d, until);
        }
    return weights > 0 ? sum / weights : 0;
}

/* (1): b[COLUMNS] */
static void solve(const struct series *x, int until, double mean, double *b)
{
    size_t rows = COLUMNS, row = 0;
    for (int d = 0; d < until; d++)
        rows += (size_t)teaches(x, d);
    gsl_matrix *design = gsl_matrix_calloc(rows, COLUMNS), *covariance = gsl_matrix_alloc(COLUMNS, COLUMNS);
    gsl_vector *y = gsl_vector_calloc(rows), *w = gsl_vector_alloc(rows), *c = gsl_vector_calloc(COLUMNS);
    gsl_multifit_linear_workspace *work = gsl_multifit_linear_alloc(rows, COLUMNS);
    for (int d = 0; d < until; d++) {
        if (!teaches(x, d))
            continue;
        double terms[FIT_TERMS];
        calendar_terms(x->first_day + d, x->after_closed[d], terms);
        gsl_matrix_set(design, row, x->weekday[d], 1);
        for (size_t j = 0; j < FIT_TERMS; j++)
            gsl_matrix_set(design, row, 7 + j, terms[j]);
        gsl_vector_set(y, row, log(x->total[d]) - mean);
        gsl_vector_set(w, row++, weight(d, until));
    }
    for (size_t j = 0; j < COLUMNS; j++, row++) {
        gsl_matrix_set(design, row, j, 1);
        gsl_vector_set(w, row, j < 7 ? weekday_ridge : term_ridge);
    }
    double chi_square;
    gsl_multifit_wlinear(design, w, y, c, covariance, &chi_square, work);
    for (size_t j = 0; j < COLUMNS; j++)
        b[j] = gsl_vector_get(c, j);
    gsl_multifit_linear_free(work);
    gsl_vector_free(c);
    gsl_vector_free(w);
    gsl_vector_free(y);
    gsl_matrix_free(covariance);
    gsl_matrix_free(design);
}

static double fitted_ln(const struct series *x, int day, double mean, const double *b)
{
    double terms[FIT_TERMS], ln_total = mean + b[x->weekday[day]];
    calendar_terms(x->first_day + day, x->after_closed[day], terms);
    for (int j = 0; j < FIT_TERMS; j++)
        ln_total += b[7 + j] * terms[j];
    return ln_total;
}

void calendar_fit(struct fit *f, const struct series *x, int until)
{
    double b[COLUMNS], mean = mean_ln(x, until), level = 0, actual = 0, expected = 0;
    solve(x, until, mean, b);
    for (int d = 0; d < until; d++) {
        if (!teaches(x, d))
            continue;
        double ln_fit = fitted_ln(x, d, mean, b);
        level += level_gain * (log(x->total[d]) - ln_fit - level); /* (2) */
        actual += weight(d, until) * x->total[d];
        expected += weight(d, until) * exp(ln_fit);
        f->seen[x->weekday[d]]++;
    }
    double smearing = expected > 0 ? actual / expected : 0; /* of an all-zero history: 0 contacts */
    for (int j = 0; j < FIT_TERMS; j++)
        f->term[j] = b[7 + j];
    for (int w = 0; w < 7; w++) /* (3) */
        profile_rates(x, until, w, smearing * exp(mean + level + b[w]), &f->rate[w * x->slots]);
}
