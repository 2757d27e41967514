#include "history/place.h"
#include "base/alloc.h"
#include "model/opening.h"
#include <limits.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>

enum { DAY_MIN = 1440, YEARS_MOST = 20, DAYS_MOST = YEARS_MOST * 366 };

/* 1: two rows of one day follow each other at this distance (times in seconds since 1970, sorted). */
static int follow_at(const int64_t *times, long count, int step)
{
    for (long k = 1; k < count; k++)
        if (times[k] - times[k - 1] == 60 * step && times[k] / CLOCK_DAY_S == times[k - 1] / CLOCK_DAY_S)
            return 1;
    return 0;
}

/* Length of the rows' intervals: the coarsest that nine in ten starts fit. One row off the grid is a fault in that row,
 * not a finer grid; a few rows at full hours are rows of an hour only if some are an hour apart. 0: none fits. */
static int find_step(const int64_t *times, long count, int interval_min)
{
    static const int steps[] = {1440, 720, 480, 360, 240, 180, 120, 60, 30, 20, 15, 10, 6, 5, 4, 3, 2, 1};
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        int  step = steps[i];
        long fit = 0;
        for (long k = 0; k < count; k++)
            fit += times[k] % (60 * step) == 0;
        if (fit * 10 >= count * 9 && (step == DAY_MIN || step <= interval_min || follow_at(times, count, step)))
            return step;
    }
    return 0;
}

static int by_time(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static int64_t *sorted_times(const struct rows *r)
{
    int64_t *times = xmalloc((size_t)r->count * sizeof *times);
    for (long k = 0; k < r->count; k++)
        times[k] = (int64_t)r->items[k].day * CLOCK_DAY_S + r->items[k].second;
    qsort(times, (size_t)r->count, sizeof *times, by_time);
    return times;
}

static void to_starts(struct rows *r, int step)
{
    for (long k = 0; k < r->count; k++) {
        r->items[k].second -= 60 * step;
        if (r->items[k].second < 0) {
            r->items[k].second += CLOCK_DAY_S;
            r->items[k].day--;
        }
    }
}

/* Dates decades from the others are slips of the pen, and would cost memory by the century. */
static int find_days(struct history *h, const struct rows *r, int middle, const struct place_source *source,
                     struct faults *faults)
{
    int first = INT_MAX, last = INT_MIN, result = 0;
    for (long k = 0; k < r->count; k++) {
        first = r->items[k].day < first ? r->items[k].day : first;
        last = r->items[k].day > last ? r->items[k].day : last;
    }
    h->first_day = first;
    h->days = last - first + 1;
    for (long k = 0; k < r->count && h->days > DAYS_MOST; k++)
        if (abs(r->items[k].day - middle) > DAYS_MOST / 2) {
            char date[CLOCK_DATE_SIZE];
            clock_date_format(r->items[k].day, date);
            result = faults_add(faults, source->file, r->items[k].line, source->time_column + 1,
                                "the date is %s, years from the other rows; want a history of at most %d years", date,
                                YEARS_MOST);
        }
    return result;
}

/* line_of[days * (1440 / step) * 2]: lines of the first and second row of each interval of the file; 0: none. A second
 * is right only where the clock showed the time twice. */
static int find_doubles(long *line_of, const struct history *h, const struct rows *r, int step,
                        const struct place_source *source, struct faults *faults)
{
    int result = 0, per_day = DAY_MIN / step;
    for (long k = 0; k < r->count; k++) {
        const struct row *row = &r->items[k];
        char              date[CLOCK_DATE_SIZE];
        int               hour = row->second / 3600, minute = row->second / 60 % 60;
        if (row->second % (60 * step)) {
            result = faults_add(faults, source->file, row->line, source->time_column + 1,
                                "the time is %d:%02d:%02d; want a multiple of %d min, as in the other rows", hour, minute,
                                row->second % 60, step);
            continue;
        }
        long *line = &line_of[2 * ((row->day - h->first_day) * per_day + row->second / (60 * step))];
        if (line[0] == 0)
            line[0] = row->line;
        else if (row->twice && line[1] == 0)
            line[1] = row->line;
        else
            result = faults_add(faults, source->file, row->line, source->time_column + 1,
                                "%s %02d:%02d is in line %ld already; want one row for each interval",
                                clock_date_format(row->day, date), hour, minute, line[0]);
    }
    return result;
}

/* Adds a part of a row to a slot; unknown stays unknown. work[] collects handle seconds, weight[] their contacts. */
static void add(struct history *h, size_t slot, const struct row *row, double part, double *work, double *weight)
{
    double *to[] = {&h->offered[slot], &h->answered[slot], &h->abandoned[slot]};
    double  from[] = {row->offered, row->answered, row->abandoned};
    int     first = isnan(h->offered[slot]);
    for (int i = 0; i < 3; i++)
        *to[i] = (first ? 0 : *to[i]) + part * from[i];
    double contacts = part * (isnan(row->answered) ? row->offered : row->answered);
    if (!isnan(row->aht_s)) {
        work[slot] += contacts * row->aht_s;
        weight[slot] += contacts;
    }
}

/* A row spread evenly over the slots it covers; rows of half a day and more only over those that are open. */
static void spread_row(struct history *h, const struct scenario *s, const struct row *row, int step, double share,
                       double *work, double *weight)
{
    int    first = row->second / 60 / h->interval_min, count = step / h->interval_min, open = 0;
    int    weekday = clock_weekday(row->day);
    size_t base = (size_t)(row->day - h->first_day) * (size_t)h->slots;
    for (int k = first; k < first + count; k++)
        open += opening_at(s, h->queue, row->day, weekday, k * h->interval_min);
    int only_open = step >= DAY_MIN / 2 && open > 0;
    for (int k = first; k < first + count; k++)
        if (!only_open || opening_at(s, h->queue, row->day, weekday, k * h->interval_min))
            add(h, base + (size_t)k, row, share / (only_open ? open : count), work, weight);
}

static void fill(struct history *h, const struct rows *r, const struct scenario *s, int step, const long *line_of)
{
    size_t  n = (size_t)h->days * (size_t)h->slots;
    double *work = xcalloc(n, sizeof *work), *weight = xcalloc(n, sizeof *weight);
    double **all[] = {&h->offered, &h->answered, &h->abandoned, &h->aht_s};
    for (int i = 0; i < 4; i++) {
        *all[i] = xmalloc(n * sizeof **all[i]);
        for (size_t k = 0; k < n; k++)
            (*all[i])[k] = NAN;
    }
    for (long k = 0; k < r->count; k++) {
        const struct row *row = &r->items[k];
        size_t            cell = (size_t)(row->day - h->first_day) * (size_t)(DAY_MIN / step) + (size_t)(row->second / 60 / step);
        double            share = line_of[2 * cell + 1] ? 0.5 : 1; /* the mean of a doubled hour */
        if (step > h->interval_min)
            spread_row(h, s, row, step, share, work, weight);
        else
            add(h, (size_t)(row->day - h->first_day) * (size_t)h->slots + (size_t)(row->second / 60 / h->interval_min), row,
                share, work, weight);
    }
    for (size_t k = 0; k < n; k++)
        if (weight[k] > 0)
            h->aht_s[k] = work[k] / weight[k];
    free(weight);
    free(work);
}

static int check_step(const struct history *h, const struct rows *r, int step, const struct place_source *source,
                      struct faults *faults)
{
    if (step == 0)
        return faults_add(faults, source->file, r->items[0].line, source->time_column + 1,
                          "times are not on whole minutes of a grid; if each row is a call, let `headcount import` add them up");
    if (step % h->interval_min && h->interval_min % step)
        return faults_add(faults, source->file, r->items[0].line, source->time_column + 1,
                          "rows are every %d min, which does not fit interval_min %d of scenario.json", step, h->interval_min);
    return 0;
}

int place_rows(struct history *h, struct rows *r, const struct scenario *s, const struct place_source *source,
               int *step_min, struct faults *faults)
{
    int64_t *times = sorted_times(r);
    int      step = *step_min = find_step(times, r->count, h->interval_min);
    int      middle = (int)(times[r->count / 2] / CLOCK_DAY_S);
    free(times);
    if (check_step(h, r, step, source, faults))
        return -1;
    if (source->at_end)
        to_starts(r, step);
    if (find_days(h, r, middle, source, faults))
        return -1;
    long *line_of = xcalloc(2 * (size_t)h->days * (size_t)(DAY_MIN / step), sizeof *line_of);
    int   result = find_doubles(line_of, h, r, step, source, faults);
    if (result == 0)
        fill(h, r, s, step, line_of);
    free(line_of);
    return result;
}
