#include "forecast/backtest.h"
#include "base/alloc.h"
#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { WEEKS_MAX = 26, WORKING_WEEK = 5 };
/* Below this many contacts an interval the median of few counts is too often 0, and WAPE would reward it for that. */
static const double median_least_mean = 5;

struct test { int known, first, last; }; /* day indexes: what is known [0, known), what is forecast [first, last) */

static int judged_days(const struct series *x, const struct test *t)
{
    int n = 0;
    for (int d = t->first; d < t->last; d++)
        n += (x->use[d] & SERIES_JUDGE) != 0;
    return n;
}

/* The test weeks, newest first: first days 7, 14 ... days before the plan's, as long after the known days as the plan is
 * after the history. */
static int make_tests(struct test *tests, const struct series *x, int first_day, int days)
{
    int plan = first_day - x->first_day, lead = plan - x->days, count = 0;
    int most = ((x->days + 6) / 7) / 2;
    for (int back = 7; plan - back - lead >= WORKING_WEEK && count < most && count < WEEKS_MAX; back += 7) {
        struct test t = {.known = plan - back - lead, .first = plan - back, .last = plan - back + days};
        if (t.last > x->days)
            t.last = x->days;
        if (t.first < x->days && judged_days(x, &t) > 0)
            tests[count++] = t;
    }
    return count;
}

static int value_known(const struct series *x, int day, int slot)
{
    return (x->use[day] & SERIES_JUDGE) && !isnan(x->value[(size_t)day * (size_t)x->slots + (size_t)slot]);
}

/* Forecasts of one method for one test into forecast[]; returns how many, or -1. */
static long run_test(double *forecast, enum method m, const struct series *x, const struct test *t)
{
    struct fit f;
    long n = 0;
    if (fit_make(&f, m, x, t->known))
        return -1;
    for (int d = t->first; d < t->last; d++) {
        double factor = fit_date_factor(&f, x->first_day + d, x->after_closed[d]);
        for (int k = 0; k < x->slots; k++)
            if (value_known(x, d, k)) {
                double rate = f.rate[x->weekday[d] * x->slots + k];
                forecast[n++] = isnan(rate) ? 0 : rate * factor;
            }
    }
    fit_free(&f);
    return n;
}

static void collect_actual(struct backtest *b, const struct series *x, const struct test *tests)
{
    size_t room = 0;
    for (int i = 0; i < b->weeks; i++)
        room += (size_t)(tests[i].last - tests[i].first) * (size_t)x->slots;
    b->actual = xcalloc(room, sizeof *b->actual);
    for (int i = 0; i < b->weeks; i++)
        for (int d = tests[i].first; d < tests[i].last; d++)
            for (int k = 0; k < x->slots; k++)
                if (value_known(x, d, k))
                    b->actual[b->pairs++] = x->value[(size_t)d * (size_t)x->slots + (size_t)k];
}

static void score(struct method_score *s, const double *forecast, const double *actual, long n)
{
    double wrong = 0, error = 0, sum = 0;
    for (long i = 0; i < n; i++) {
        wrong += fabs(forecast[i] - actual[i]);
        error += forecast[i] - actual[i];
        sum += actual[i];
    }
    s->wape = sum > 0 ? wrong / sum : 0;
    s->bias = sum > 0 ? error / sum : 0;
}

static void run_method(struct backtest *b, enum method m, const struct series *x, const struct test *tests)
{
    struct method_score *s = &b->scores[m];
    long n = 0;
    if ((tests[b->weeks - 1].known + 6) / 7 < method_kinds[m].least_weeks)
        return;
    b->forecast[m] = xcalloc((size_t)b->pairs, sizeof *b->forecast[m]);
    for (int i = 0; i < b->weeks; i++) {
        long made = run_test(b->forecast[m] + n, m, x, &tests[i]);
        if (made < 0) { /* nothing usable known that early: the method cannot be compared */
            free(b->forecast[m]);
            b->forecast[m] = NULL;
            return;
        }
        n += made;
    }
    assert(n == b->pairs);
    score(s, b->forecast[m], b->actual, n);
    s->weeks = b->weeks;
}

void backtest_run(struct backtest *b, const struct series *x, int first_day, int days)
{
    struct test tests[WEEKS_MAX];
    *b = (struct backtest){.weeks = make_tests(tests, x, first_day, days), .best = METHOD_LAST_WEEK};
    for (int m = 0; m < METHODS; m++)
        snprintf(b->scores[m].name, sizeof b->scores[m].name, "%s", method_kinds[m].name);
    if (b->weeks == 0)
        return;
    collect_actual(b, x, tests);
    for (int m = 0; m < METHODS; m++) {
        run_method(b, (enum method)m, x, tests);
        int allowed = !method_kinds[m].is_median || x->mean >= median_least_mean;
        if (b->scores[m].weeks > 0 && allowed && b->scores[m].wape < b->scores[b->best].wape)
            b->best = m;
    }
    if (b->scores[METHOD_LAST_WEEK].weeks == 0)
        backtest_free(b);
}

void backtest_free(struct backtest *b)
{
    free(b->actual);
    for (int m = 0; m < METHODS; m++) {
        free(b->forecast[m]);
        b->forecast[m] = NULL;
    }
    b->actual = NULL;
    b->pairs = 0;
    b->weeks = 0;
}
