#include "forecast/forecast.h"
#include "base/alloc.h"
#include "base/clock.h"
#include "forecast/backtest.h"
#include "forecast/handle.h"
#include "forecast/spread.h"
#include "model/notes.h"
#include "model/opening.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const weekday_long[7] = {
    NOTES_MARK("Monday"), NOTES_MARK("Tuesday"), NOTES_MARK("Wednesday"), NOTES_MARK("Thursday"),
    NOTES_MARK("Friday"), NOTES_MARK("Saturday"), NOTES_MARK("Sunday")};

#define NOTE(d, ...) notes_add(&(d)->notes, &(d)->note_count, __VA_ARGS__)

static void note_time(struct demand *d, const struct scenario *s, const struct history *h, const struct series *x)
{
    char first[CLOCK_DATE_SIZE], last[CLOCK_DATE_SIZE];
    int plan = s->horizon.first_day, end = x->first_day + x->days;
    clock_date_format(plan, first);
    clock_date_format(end - 1, last);
    if (h->first_day + h->days > plan)
        NOTE(d, "history from %s on is left out: the plan covers those days", first);
    if (plan - end >= 7)
        NOTE(d, "the history ends on %s, %d days before the first day planned; the backtest looks as far ahead", last,
             plan - end);
}

/* What the method's score is stands in d->scores; only that there is none needs saying. */
static void note_method(struct demand *d, const struct backtest *b)
{
    if (b->weeks == 0)
        NOTE(d, "the history is too short to compare methods: the last day of each weekday is repeated, and the spread is "
                "only that of chance (Poisson, of this week and that one)");
}

/* Weekdays and slots the plan is open in but the history never showed. */
static void note_unseen(struct demand *d, const struct scenario *s, const struct fit *f)
{
    const struct horizon *z = &s->horizon;
    int weekdays = 0, slots = 0, first = -1;
    char clock[16];
    for (int t = 0; t < z->intervals; t++) {
        if (!s->queues[d->queue].open[t])
            continue;
        int w = horizon_weekday(z, z->day_of[t]);
        if (f->seen[w] == 0 && !(weekdays >> w & 1)) {
            struct text name = {0};
            weekdays |= 1 << w;
            notes_part(&name, weekday_long[w]);
            NOTE(d, "no usable %s in the history: the mean of the other days stands in", text_string(&name));
            text_free(&name);
        }
        if (isnan(f->rate[w * f->slots + z->wall_min[t] / z->interval_min])) {
            first = slots++ == 0 ? t : first;
        }
    }
    if (slots == 0)
        return;
    struct text name = {0};
    notes_part(&name, weekday_long[horizon_weekday(z, z->day_of[first])]);
    horizon_clock(z, first * z->interval_min, clock);
    if (slots == 1)
        NOTE(d, "1 open interval the history has no rows for, on %s at %s: 0 contacts forecast, only min_agents staffed",
             text_string(&name), clock);
    else
        NOTE(d, "%d open intervals the history has no rows for, the first on %s at %s: 0 contacts forecast, only min_agents staffed",
             slots, text_string(&name), clock);
    text_free(&name);
}

/* Every interval of the plan from the fit, the handle times and the spread. */
static void fill(struct demand *d, const struct scenario *s, const struct history *h, const struct fit *f,
                 const double *aht_s, const struct spread *spread)
{
    const struct horizon *z = &s->horizon;
    double volume = 1, handle = 1;
    for (int t = 0, day = -1; t < z->intervals; t++) {
        if (z->day_of[t] != day) {
            day = z->day_of[t];
            int date = z->first_day + day;
            volume = fit_date_factor(f, date, series_after_closed(s, d->queue, h, date)) *
                     opening_factor(s, d->queue, date) * series_adjustment(s, d->queue, date, 0, SERIES_PLAN);
            handle = series_adjustment(s, d->queue, date, 1, SERIES_PLAN);
        }
        int i = horizon_weekday(z, day) * f->slots + z->wall_min[t] / z->interval_min;
        double q[3] = {0};
        d->aht_s[t] = aht_s[i] * handle;
        if (s->queues[d->queue].open[t] && !isnan(f->rate[i])) {
            d->offered[t] = f->rate[i] * volume;
            spread_quantiles(spread, d->offered[t], q);
        }
        d->p10[t] = q[0];
        d->p50[t] = q[1];
        d->p90[t] = q[2];
    }
}

static int handle_times(struct demand *d, const struct scenario *s, const struct history *h, int until, double *aht_s,
                        struct faults *faults)
{
    const struct queue *q = &s->queues[d->queue];
    if (q->aht_fixed) {
        for (int i = 0; i < 7 * h->slots; i++)
            aht_s[i] = q->aht_s;
        NOTE(d, "handle times set to %.0f s everywhere, whatever the history has", q->aht_s);
        return 0;
    }
    long intervals = handle_make(aht_s, s, h, until, q->aht_s);
    if (intervals == 0 && isnan(q->aht_s))
        return faults_add(faults, q->history_file, 0, 0,
                          "no handle time of queue \"%s\" before the plan; give a column aht_s or the queue's aht_s in "
                          "scenario.json", q->name);
    if (intervals > 0)
        NOTE(d, "handle times by weekday and time of day from %ld intervals of the history", intervals);
    else
        NOTE(d, "no handle times in the history: the scenario's %.0f s everywhere", q->aht_s);
    return 0;
}

static void make(struct demand *d, const struct scenario *s, const struct history *h, const struct series *x,
                 const struct fit *f, const struct backtest *b, const double *aht_s)
{
    struct spread spread;
    spread_make(&spread, b->forecast[b->best], b->actual, b->pairs);
    d->scores = xmalloc(sizeof b->scores);
    memcpy(d->scores, b->scores, sizeof b->scores);
    d->score_count = METHODS;
    snprintf(d->method, sizeof d->method, "%s", method_kinds[b->best].name);
    fill(d, s, h, f, aht_s, &spread);
    note_time(d, s, h, x);
    note_method(d, b);
    note_unseen(d, s, f);
}

int forecast_make(struct demand *d, const struct scenario *s, const struct history *h, struct faults *faults)
{
    struct series   x;
    struct backtest b;
    struct fit      f;
    int             result = -1, plan = s->horizon.first_day;
    char            first[CLOCK_DATE_SIZE];
    demand_alloc(d, h->queue, s->horizon.intervals);
    double *aht_s = xcalloc(7 * (size_t)h->slots, sizeof *aht_s);
    series_make(&x, s, h, plan);
    backtest_run(&b, &x, plan, s->horizon.days);
    if (fit_make(&f, (enum method)b.best, &x, x.days))
        faults_add(faults, s->queues[h->queue].history_file, 0, 0,
                   "queue \"%s\" has no complete normal day before %s to forecast from; one week is the least",
                   s->queues[h->queue].name, clock_date_format(plan, first));
    else {
        result = handle_times(d, s, h, plan, aht_s, faults);
        if (result == 0)
            make(d, s, h, &x, &f, &b, aht_s);
        fit_free(&f);
    }
    backtest_free(&b);
    series_free(&x);
    free(aht_s);
    if (result)
        demand_free(d);
    return result;
}
