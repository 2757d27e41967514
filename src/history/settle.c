#include "history/settle.h"

#include "base/alloc.h"
#include "history/dates.h"
#include "model/notes.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define NOTE(im, ...) layout_note(&(im)->notes, __VA_ARGS__)
#define WARN(im, ...) layout_warn(&(im)->notes, __VA_ARGS__)

enum { DAY_MIN = 1440, DATES_NAMED = 8 };

static int gcd(int a, int b)
{
    while (b) {
        int rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

int settle_is_daily(const struct bins *b)
{
    int64_t first = b->count ? b->items[0].start_s : 0;
    int     several = 0;
    for (size_t i = 0; i < b->count; i++) {
        if (bins_second(&b->items[i]))
            return 0;
        several |= b->items[i].start_s != first;
    }
    return several;
}

static int off_the_minute(const struct import *im, const struct bin *b, struct faults *faults)
{
    return faults_add(faults, table_file(&im->table), b->line, 0,
                      "starts at %02d:%02d:%02d, which no interval does; if a row is a call, say --map outcome=COLUMN "
                      "or --map call_id=COLUMN",
                      bins_second(b) / 3600, bins_second(b) / 60 % 60, bins_second(b) % 60);
}

/* Minutes between starts: their greatest common divisor. 0: only one time of day is there. -1 with a fault. */
static int step_of(const struct import *im, int *first, struct faults *faults)
{
    int step = 0;
    for (size_t i = 0; i < im->bins.count; i++)
        if (im->bins.items[i].start_s % 60)
            return off_the_minute(im, &im->bins.items[i], faults);
    for (int minute = 0; minute < DAY_MIN; minute++) {
        if (!im->rows.minute_seen[minute])
            continue;
        if (*first < 0)
            *first = minute;
        step = gcd(step, minute - *first);
    }
    return step ? gcd(step, DAY_MIN) : 0;
}

int settle_interval(struct import *im, const struct choices *c, struct faults *faults)
{
    const char *file = table_file(&im->table);
    int         first = -1, step = step_of(im, &first, faults);
    if (step < 0)
        return -1;
    if (im->rows.length_s < 0)
        return faults_add(faults, file, 0, 0,
                          "its rows are not of one length; want intervals all as long as each other");
    if (im->rows.length_s > 0)
        step = im->rows.length_s / 60;
    else if (step == 0 && c->interval_min)
        step = c->interval_min;
    if (step == 0)
        return faults_add(faults, file, 0, 0,
                          "all its rows are at %02d:%02d; say how long an interval is: --interval MIN", first / 60,
                          first % 60);
    if (step < 5 || DAY_MIN % step || first % step)
        return faults_add(faults, file, 0, 0,
                          "its rows start at %02d:%02d and every %d min; want a grid of 5 min or more that divides the "
                          "day, from 00:00%s",
                          first / 60, first % 60, step,
                          step < 5 ? FAULT_MARK("; if a row is a call, say --map outcome=COLUMN or --map call_id=COLUMN") : "");
    for (int minute = 0; minute < DAY_MIN; minute++)
        if (im->rows.minute_seen[minute] && minute % step)
            return faults_add(faults, file, 0, 0,
                              "its rows are of %d min, but some start at %02d:%02d; want rows that follow each other without "
                              "overlapping", step, minute / 60, minute % 60);
    im->interval_min = step;
    for (size_t i = 0; i < im->bins.count && im->rows.has_ends; i++)
        im->bins.items[i].start_s -= step * 60;
    return 0;
}

static int twice_fault(const struct import *im, const struct bin *a, const struct bin *b, struct faults *faults)
{
    const char *queue = im->bins.queues[b->queue];
    char        date[CLOCK_DATE_SIZE];
    int         minute = bins_second(b) / 60, daily = !im->grid && !moment_has_clock(&im->when);
    struct text when = {0};
    text_add(&when, clock_date_format(bins_day(b), date));
    if (!daily)
        text_addf(&when, " %02d:%02d", minute / 60, minute % 60);
    faults_add(faults, table_file(&im->table), b->line, 0,
               "%s of queue %.40s is in line %ld already; if both rows are parts of it say --add-up, if they are "
               "different queues "
               "--map queue=COLUMN%s",
               text_string(&when), queue, a->line,
               im->when.zone || daily ? "" : FAULT_MARK(", if the clocks went back in that hour --time-zone ZONE"));
    text_free(&when);
    return -1;
}

/* Puts b's offset right when it is the second time the clock showed its start. */
static void second_time(const struct import *im, const struct bin *a, struct bin *b)
{
    int64_t first_s, later_s;
    if (!im->when.zone || a->queue != b->queue || a->start_s != b->start_s || a->offset_s != b->offset_s ||
        zone_to_utc(im->when.zone, bins_day(b), bins_second(b), &first_s, &later_s) != ZONE_TWICE)
        return;
    b->offset_s = zone_offset_s(im->when.zone, later_s);
}

int settle_doubles(struct import *im, const struct choices *c, struct faults *faults)
{
    struct bins *b = &im->bins;
    long         before = faults->total, added = 0;
    bins_sort(b);
    for (size_t i = 1; i < b->count; i++)
        second_time(im, &b->items[i - 1], &b->items[i]);
    bins_sort(b); /* the second times go behind the first */
    for (size_t i = 1; i < b->count; i++)
        if (bins_same(&b->items[i - 1], &b->items[i])) {
            added++;
            if (!c->add_up)
                twice_fault(im, &b->items[i - 1], &b->items[i], faults);
        }
    if (faults->total > before)
        return -1;
    if (added)
        NOTE(im, "rows added to another of the same queue and interval (--add-up): %ld", added);
    if (added)
        bins_merge(b, 60); /* only what is of the same minute */
    return 0;
}

int settle_width(struct import *im, const struct choices *c, struct faults *faults)
{
    if (!c->interval_min || c->interval_min == im->interval_min)
        return 0;
    if (c->interval_min % im->interval_min || DAY_MIN % c->interval_min)
        return faults_add(faults, table_file(&im->table), 0, 0,
                          "has a row every %d min; --interval %d cannot be made of that", im->interval_min,
                          c->interval_min);
    NOTE(im, "rows of %d min are added up to intervals of %d min", im->interval_min, c->interval_min);
    im->interval_min = c->interval_min;
    bins_merge(&im->bins, im->interval_min * 60);
    return 0;
}

/* Days without rows, on weekdays that have them more often than not; weekdays that never have are closed. */
static void note_missing_days(struct import *im)
{
    int first = im->sums.first_day, n = im->sums.last_day - first + 1, weeks = n / 7, have[7] = {0}, missing = 0,
        days = 0;
    unsigned char *mark = xcalloc((size_t)n, 1), *closed = xcalloc((size_t)n, 1);
    for (size_t i = 0; i < im->bins.count; i++)
        mark[bins_day(&im->bins.items[i]) - first] = 1;
    for (int d = 0; d < n; d++) {
        days += mark[d];
        have[clock_weekday(first + d)] += mark[d];
    }
    im->sums.days_with_rows = days;
    for (int d = 0; d < n; d++) {
        closed[d] = have[clock_weekday(first + d)] * 2 <= weeks || have[clock_weekday(first + d)] < 2;
        mark[d] = !mark[d] && !closed[d];
        missing += mark[d];
    }
    if (missing) {
        struct text list = {0};
        dates_add(&list, mark, closed, n, first, DATES_NAMED);
        NOTE(im, "days without any row, though their weekdays usually have some (%d): %s", missing, text_string(&list));
        text_free(&list);
    }
    free(mark);
    free(closed);
}

static void note_counts(struct import *im)
{
    const struct interval_rows *r = &im->rows;
    if (r->offered_from == 1)
        NOTE(im, "offered is answered and abandoned added up");
    if (r->offered_from == 2)
        NOTE(im, "only answered contacts are in the file; they are taken as offered, so whoever hung up is missing "
                 "from the demand");
    if (r->over && im->sums.answered > im->sums.offered)
        WARN(im,
             "more is answered than offered (rows: %ld, first in line %ld): are the columns what they were taken for?", r->over,
             r->first_over);
    if (r->fractions)
        NOTE(im, "offered is no whole number (rows: %ld, first in line %ld)", r->fractions, r->first_fraction);
    if (r->uneven)
        NOTE(im,
             "answered and abandoned do not add up to offered (rows: %ld, first in line %ld): calls that end in another interval, or "
             "were turned away",
             r->uneven, r->first_uneven);
    if (r->never)
        NOTE(im, "rows without contacts in an hour that the clocks skipped, passed over: %ld", r->never);
    if (r->has_ends)
        NOTE(im, "times are the ends of intervals; starts are %d min before", im->interval_min);
}

static void note_absurd(struct import *im, enum call_log_part part)
{
    static const char *const messages[CALL_LOG_PARTS] = {
        [CALL_LOG_HANDLE] = NOTES_MARK("handle times below 0 or over 4 h, not used: %ld (first in line %ld, worst %s%s)"),
        [CALL_LOG_WAIT] = NOTES_MARK("waits below 0 or over 4 h, not used: %ld (first in line %ld, worst %s%s)"),
        [CALL_LOG_MENU] = NOTES_MARK("menu times below 0 or over 4 h, not used: %ld (first in line %ld, worst %s%s)")};
    const struct call_log_absurd *a = &im->calls.absurd[part];
    char                          worst[TEXT_NUMBER_SIZE];
    if (a->count)
        NOTE(im, messages[part], a->count, a->line, a->seconds < 0 ? "-" : "", text_format_duration(fabs(a->seconds), worst));
}

static void note_calls(struct import *im)
{
    const struct call_log *log = &im->calls;
    if (log->broken)
        NOTE(im, "broken records left out (--skip-broken): %ld, the first in line %ld: %s", log->broken, log->first_broken,
             log->broken_why);
    note_absurd(im, CALL_LOG_HANDLE);
    note_absurd(im, CALL_LOG_WAIT);
    note_absurd(im, CALL_LOG_MENU);
    if (log->all.handled_zero)
        NOTE(im, "answered calls with a handle time of 0: %ld", log->all.handled_zero);
    if (log->lost_handled)
        NOTE(im, "lost calls with a handle time, which is not used: %ld", log->lost_handled);
    if (!log->has_wait && !log->has_queued)
        NOTE(im, "no column tells how long callers waited: everyone who was not answered counts as lost in the queue, "
                 "and patience "
                 "is not known");
    if (log->from_parts && log->has_handle)
        NOTE(im, "handle time is talk, hold and wrap-up added up, as far as the file has them");
}

/* Offsets are written where a start alone would not tell the instant: the second time of a doubled hour, or a file with
 * offsets and no zone to turn them into local times. */
static void settle_offsets(struct import *im)
{
    int all_utc = 1, any = 0;
    for (size_t i = 0; i < im->bins.count; i++) {
        const struct bin *b = &im->bins.items[i];
        int64_t           first_s, later_s;
        if (b->offset_s == BINS_NO_OFFSET)
            continue;
        any = 1;
        all_utc &= b->offset_s == 0;
        if (!im->when.zone)
            im->offsets = 1;
        else if (!im->offsets &&
                 zone_to_utc(im->when.zone, bins_day(b), bins_second(b), &first_s, &later_s) == ZONE_TWICE)
            im->offsets = b->start_s - b->offset_s != first_s;
    }
    if (any && all_utc && !im->when.zone)
        NOTE(im, "times are UTC; say --time-zone ZONE to have them in local time");
}

/* Some systems export milliseconds, and every duration then. */
static void note_long(struct import *im)
{
    struct text maps = {0};
    char        own[COLUMNS_NAME_SIZE];
    for (int f = COLUMNS_AHT; f <= COLUMNS_ASA; f++)
        if (im->layout.of[f] >= 0 && (f == COLUMNS_ASA || f == im->rows.handle_columns[0] || im->kind == IMPORT_CALLS))
            text_addf(&maps, " --map %s=\"%s [ms]\"", columns_name((enum columns_field)f, own),
                      table_header(&im->table, im->layout.of[f]));
    WARN(im, "a mean handle time of %.0f s is very long: are these milliseconds? then say%s (or [min] for minutes)", im->sums.aht_s,
         text_string(&maps));
    text_free(&maps);
}

void settle_notes(struct import *im)
{
    settle_offsets(im);
    if (im->kind == IMPORT_CALLS) {
        note_calls(im);
    } else {
        note_counts(im);
    }
    note_missing_days(im);
    if (im->sums.aht_s > 0 && im->sums.aht_s < 12)
        WARN(im, "a mean handle time of %.1f s is very short: are these minutes? then say --map with [min] behind the column's name",
             im->sums.aht_s);
    if (im->sums.aht_s > 7200)
        note_long(im);
}
