#include "forecast/handle.h"
#include "base/alloc.h"
#include "base/clock.h"
#include <math.h>
#include <stdlib.h>

enum { HALF_LIFE_DAYS = 60, FACTOR_WEIGHT = 400 };
static const double kernel[5] = {1 / 3.0, 2 / 3.0, 1, 2 / 3.0, 1 / 3.0}; /* over neighbouring slots */

struct sums { /* work: handle seconds over their expectation without the factor; n: contacts, recent ones more */
    double work, expected, n;
};

static double factor_of(const struct sums *x)
{
    double raw = x->expected > 0 ? x->work / x->expected : 1;
    return (x->n * raw + FACTOR_WEIGHT) / (x->n + FACTOR_WEIGHT);
}

struct cell { int weekday, slot; double weight, aht_s; }; /* one interval of the history with a handle time */

/* Cells of the normal days before `until`; weights are answered contacts (offered where unknown) by age. */
static size_t collect(struct cell *cells, const struct scenario *s, const struct history *h, int until)
{
    size_t n = 0;
    for (int d = 0; d < h->days && h->first_day + d < until; d++) {
        int date = h->first_day + d;
        double adjustment = series_adjustment(s, h->queue, date, 1, SERIES_HISTORY);
        double age = exp2(-(double)(until - date) / HALF_LIFE_DAYS);
        if (h->day_kind[d] != HISTORY_NORMAL || adjustment <= 0)
            continue;
        for (int k = 0; k < h->slots; k++) {
            size_t i = (size_t)d * (size_t)h->slots + (size_t)k;
            double contacts = isnan(h->answered[i]) ? h->offered[i] : h->answered[i];
            if (h->aht_s[i] > 0 && contacts > 0)
                cells[n++] = (struct cell){clock_weekday(date), k, contacts * age, h->aht_s[i] / adjustment};
        }
    }
    return n;
}

static double mean_of(const struct cell *cells, size_t n)
{
    double work = 0, weight = 0;
    for (size_t i = 0; i < n; i++) {
        work += cells[i].weight * cells[i].aht_s;
        weight += cells[i].weight;
    }
    return work / weight;
}

static void slot_factors(double *factor, int slots, const struct cell *cells, size_t n, double mean_s)
{
    struct sums *sums = xcalloc((size_t)slots, sizeof *sums);
    for (size_t i = 0; i < n; i++)
        for (int j = 0; j < 5; j++) {
            int k = cells[i].slot + j - 2;
            if (k < 0 || k >= slots)
                continue;
            double w = kernel[j] * cells[i].weight;
            sums[k].work += w * cells[i].aht_s;
            sums[k].expected += w * mean_s;
            sums[k].n += w;
        }
    for (int k = 0; k < slots; k++)
        factor[k] = factor_of(&sums[k]);
    free(sums);
}

long handle_make(double *aht_s, const struct scenario *s, const struct history *h, int until, double fallback_s)
{
    size_t slots = (size_t)h->slots;
    struct cell *cells = xmalloc((size_t)h->days * slots * sizeof *cells);
    size_t n = collect(cells, s, h, until);
    double *slot = xmalloc(slots * sizeof *slot), mean_s = n > 0 ? mean_of(cells, n) : fallback_s;
    struct sums weekday[7] = {{0}};
    slot_factors(slot, h->slots, cells, n, mean_s);
    for (size_t i = 0; i < n; i++) {
        struct sums *w = &weekday[cells[i].weekday];
        w->work += cells[i].weight * cells[i].aht_s;
        w->expected += cells[i].weight * mean_s * slot[cells[i].slot];
        w->n += cells[i].weight;
    }
    for (int w = 0; w < 7; w++)
        for (size_t k = 0; k < slots; k++)
            aht_s[(size_t)w * slots + k] = mean_s * slot[k] * factor_of(&weekday[w]);
    free(slot);
    free(cells);
    return (long)n;
}
