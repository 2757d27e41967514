#include "history/days.h"
#include "base/alloc.h"
#include "history/dates.h"
#include "model/notes.h"
#include "model/opening.h"
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdlib.h>

enum { PARTS_MOST = 6 }; /* of a list of days in a note */
static const double surely_some = 15; /* usual contacts whose absence is no chance */

struct usual { /* what the intervals of a weekday are usually like */
    double *mean;        /* [7 * slots] contacts */
    double *there;       /* [7 * slots] share of the weekday's days with a row */
    int     days[7];     /* days with any row */
    int     omits_zeros; /* 1: the file leaves out rows of 0 contacts */
};

struct judge { /* one history being judged */
    struct history        *h;
    const struct scenario *s;
    const struct zone     *z;
    struct usual           usual;
    unsigned char         *open;     /* [days * slots] */
    unsigned char         *off;      /* [days] 1: a day without opening hours */
    long                   filled;   /* quiet intervals set to 0 */
    struct text            parts;    /* of partial days */
    int                    part_days;
};

static size_t at(const struct history *h, int day, int slot) { return (size_t)day * (size_t)h->slots + (size_t)slot; }

static void mark_open(struct judge *j)
{
    const struct history *h = j->h;
    j->open = xcalloc((size_t)h->days * (size_t)h->slots, 1);
    j->off = xcalloc((size_t)h->days, 1);
    for (int d = 0; d < h->days; d++) {
        int weekday = opening_weekday(j->s, h->first_day + d), any = 0;
        for (int k = 0; k < h->slots; k++) {
            int open = opening_at(j->s, h->queue, h->first_day + d, weekday, k * h->interval_min);
            j->open[at(h, d, k)] = (unsigned char)open;
            any |= open;
        }
        j->off[d] = !any;
    }
}

static int has_rows(const struct judge *j, int day)
{
    for (int k = 0; k < j->h->slots; k++)
        if (j->open[at(j->h, day, k)] && !isnan(j->h->offered[at(j->h, day, k)]))
            return 1;
    return 0;
}

static void learn_usual(struct judge *j)
{
    const struct history *h = j->h;
    struct usual         *u = &j->usual;
    u->mean = xcalloc(7 * (size_t)h->slots, sizeof *u->mean);
    u->there = xcalloc(7 * (size_t)h->slots, sizeof *u->there);
    u->omits_zeros = 1;
    for (int d = 0; d < h->days; d++) {
        int weekday = opening_weekday(j->s, h->first_day + d);
        if (!has_rows(j, d))
            continue;
        u->days[weekday]++;
        for (int k = 0; k < h->slots; k++) {
            double v = h->offered[at(h, d, k)];
            if (!j->open[at(h, d, k)] || isnan(v))
                continue;
            u->there[weekday * h->slots + k]++;
            u->mean[weekday * h->slots + k] += v;
            if (v == 0)
                u->omits_zeros = 0;
        }
    }
    for (int i = 0; i < 7 * h->slots; i++) {
        double days = u->days[i / h->slots], rows = u->there[i];
        u->mean[i] = rows > 0 ? u->mean[i] / (u->omits_zeros ? days : rows) : 0;
        u->there[i] = days > 0 ? rows / days : 0;
    }
}

/* 1: an empty interval the file could not or need not have: the clock skipped it, or its hours came or went. */
static int not_expected(const struct judge *j, int day, int slot)
{
    int64_t utc_s;
    int     i = opening_weekday(j->s, j->h->first_day + day) * j->h->slots + slot;
    int     quiet = j->usual.omits_zeros && j->usual.mean[i] > 0 && j->usual.mean[i] < 2;
    if (j->usual.there[i] < 0.5 && !quiet)
        return 1;
    return zone_to_utc(j->z, j->h->first_day + day, slot * j->h->interval_min * 60, &utc_s, NULL) == ZONE_NEVER;
}

static double usual_total(const struct judge *j, int day)
{
    double sum = 0;
    int    weekday = opening_weekday(j->s, j->h->first_day + day);
    for (int k = 0; k < j->h->slots; k++)
        sum += j->open[at(j->h, day, k)] ? j->usual.mean[weekday * j->h->slots + k] : 0;
    return sum;
}

/* The run of empty open intervals of a day in which most contacts are usual: how many those are, *from and *to its
 * slots. */
static double emptiest_run(const struct judge *j, int day, int *from, int *to)
{
    const struct history *h = j->h;
    double                most = 0, run = 0;
    int                   first = 0, weekday = opening_weekday(j->s, h->first_day + day);
    for (int k = 0; k < h->slots; k++) {
        double v = h->offered[at(h, day, k)];
        if (!j->open[at(h, day, k)] || (isnan(v) && not_expected(j, day, k)))
            continue;
        if (v > 0)
            run = 0;
        else {
            if (run == 0)
                first = k;
            run += j->usual.mean[weekday * h->slots + k];
        }
        if (run > most) {
            most = run;
            *from = first;
            *to = k + 1;
        }
    }
    return most;
}

static void fill_quiet(struct judge *j, int day)
{
    struct history *h = j->h;
    for (int k = 0; k < h->slots && j->usual.omits_zeros; k++) {
        size_t i = at(h, day, k);
        if (!j->open[i] || !isnan(h->offered[i]) || not_expected(j, day, k))
            continue;
        h->offered[i] = h->answered[i] = h->abandoned[i] = 0;
        j->filled++;
    }
}

static void separate(struct text *list)
{
    if (list->length > 0)
        notes_part(list, ", ");
}

static void note_part(struct judge *j, int day, int from, int to)
{
    char date[CLOCK_DATE_SIZE];
    int  step = j->h->interval_min;
    if (j->part_days++ < PARTS_MOST) {
        separate(&j->parts);
        notes_part(&j->parts, "%s (%02d:%02d to %02d:%02d)", clock_date_format(j->h->first_day + day, date), from * step / 60,
                   from * step % 60, to * step / 60, to * step % 60);
    }
}

static enum history_day judge_day(struct judge *j, int day)
{
    const struct event *event = opening_event(j->s, j->h->queue, j->h->first_day + day);
    int                 from = 0, to = 0, weekday = opening_weekday(j->s, j->h->first_day + day);
    double              usual = usual_total(j, day), contacts = 0;
    if (event && event->closed)
        return HISTORY_CLOSED;
    if (j->off[day])
        return HISTORY_NORMAL;
    int quiet = j->usual.omits_zeros && j->usual.days[weekday] > 0 && usual < surely_some;
    if (!has_rows(j, day) && !quiet)
        return HISTORY_MISSING;
    for (int k = 0; k < j->h->slots; k++)
        if (j->open[at(j->h, day, k)] && j->h->offered[at(j->h, day, k)] > 0)
            contacts += j->h->offered[at(j->h, day, k)];
    if (contacts == 0 && usual >= surely_some)
        return HISTORY_CLOSED;
    if (emptiest_run(j, day, &from, &to) >= surely_some) {
        note_part(j, day, from, to);
        return HISTORY_PARTIAL;
    }
    fill_quiet(j, day);
    return HISTORY_NORMAL;
}

/* --- outliers --------------------------------------------------------------------------------------------------- */

static double total_of(const struct judge *j, int day)
{
    double sum = 0;
    for (int k = 0; k < j->h->slots; k++)
        if (j->open[at(j->h, day, k)] && j->h->offered[at(j->h, day, k)] > 0)
            sum += j->h->offered[at(j->h, day, k)];
    return sum;
}

static int comparable(const struct judge *j, int day)
{
    int date = j->h->first_day + day;
    return j->h->day_kind[day] == HISTORY_NORMAL && !j->off[day] && opening_weekday(j->s, date) == clock_weekday(date) &&
           !opening_event(j->s, j->h->queue, date) &&
           opening_factor(j->s, j->h->queue, date) == 1;
}

/* Median total of the nearest comparable days of the weekday, four at most on either side; 0 when they are fewer than 4. */
static double local_median(const struct judge *j, const double *total, int day)
{
    double near[8];
    size_t n = 0;
    for (int side = -7; side <= 7; side += 14)
        for (int d = day + side, found = 0; d >= 0 && d < j->h->days && found < 4; d += side)
            if (comparable(j, d)) {
                near[n++] = total[d];
                found++;
            }
    return n < 4 ? 0 : gsl_stats_median(near, 1, n);
}

/* Marks days far from their neighbours; usual[] gets the medians. Deviations are of ln(total / median); a deviation is
 * never taken as finer than 5 % or the Poisson noise of the day. */
static void mark_outliers(struct judge *j, double *total, double *usual, unsigned char *mark)
{
    int     n = j->h->days;
    double *ratio = xcalloc((size_t)n, sizeof *ratio), *known = xcalloc((size_t)n, sizeof *known);
    double *work = xcalloc((size_t)n, sizeof *work), deviation = 0;
    size_t  count = 0;
    for (int d = 0; d < n; d++)
        total[d] = total_of(j, d);
    for (int d = 0; d < n; d++) {
        usual[d] = comparable(j, d) ? local_median(j, total, d) : 0;
        if (usual[d] > 0 && total[d] > 0)
            known[count++] = ratio[d] = log(total[d] / usual[d]);
    }
    if (count > 0)
        deviation = gsl_stats_mad(known, 1, count, work);
    for (int d = 0; d < n; d++) {
        double scale = usual[d] > 0 ? fmax(fmax(deviation, 0.05), 1 / sqrt(usual[d])) : INFINITY;
        mark[d] = fabs(ratio[d]) > 6 * scale && fabs(expm1(ratio[d])) > 0.4;
    }
    free(work);
    free(known);
    free(ratio);
}

static void judge_outliers(struct judge *j)
{
    struct history *h = j->h;
    size_t          n = (size_t)h->days;
    double         *total = xcalloc(n, sizeof *total), *usual = xcalloc(n, sizeof *usual);
    unsigned char  *mark = xcalloc(n, 1);
    struct text     list = {0};
    int             count = 0;
    mark_outliers(j, total, usual, mark);
    for (int d = 0; d < h->days; d++) {
        char date[CLOCK_DATE_SIZE];
        if (!mark[d])
            continue;
        h->day_kind[d] = HISTORY_OUTLIER;
        if (count++ >= PARTS_MOST)
            continue;
        separate(&list);
        notes_part(&list, "%s (%.0f contacts, about %.0f are usual)", clock_date_format(h->first_day + d, date), total[d], usual[d]);
    }
    if (count > PARTS_MOST)
        notes_part(&list, " and %d more", count - PARTS_MOST);
    if (count > 0)
        notes_add(&h->notes, &h->note_count, "out of line, not learned from: %s", text_string(&list));
    text_free(&list);
    free(mark);
    free(usual);
    free(total);
}

/* --- notes ------------------------------------------------------------------------------------------------------ */

static int regularly_open(const struct judge *j, int day)
{
    for (int k = 0; k < j->h->slots; k++)
        if (opening_regular(&j->s->queues[j->h->queue], opening_weekday(j->s, j->h->first_day + day), k * j->h->interval_min))
            return 1;
    return 0;
}

/* Days of the history that an event closes, and the contacts recorded on them all the same. */
static int closed_days(const struct judge *j, const struct event *e, double *contacts)
{
    const struct history *h = j->h;
    int                   days = 0;
    *contacts = 0;
    if (!e->closed || (e->queue >= 0 && e->queue != h->queue))
        return 0;
    for (int d = 0; d < h->days; d++) {
        if (h->first_day + d < e->from_date || h->first_day + d > e->to_date || !regularly_open(j, d))
            continue;
        days++;
        for (int k = 0; k < h->slots; k++)
            *contacts += h->offered[at(h, d, k)] > 0 ? h->offered[at(h, d, k)] : 0;
    }
    return days;
}

static void note_events(struct judge *j)
{
    struct history *h = j->h;
    struct text     list = {0};
    int             count = 0;
    for (int i = 0; i < j->s->event_count; i++) {
        const struct event *e = &j->s->events[i];
        char                from[CLOCK_DATE_SIZE], to[CLOCK_DATE_SIZE];
        double              contacts;
        if (closed_days(j, e, &contacts) == 0 || count++ >= PARTS_MOST)
            continue;
        separate(&list);
        if (e->to_date > e->from_date)
            notes_part(&list, "%s (%s to %s)", e->name, clock_date_format(e->from_date, from), clock_date_format(e->to_date, to));
        else
            notes_part(&list, "%s (%s)", e->name, clock_date_format(e->from_date, from));
        if (contacts > 0)
            notes_part(&list, " though %.0f contacts are recorded", contacts);
    }
    if (count > PARTS_MOST)
        notes_part(&list, " and %d more", count - PARTS_MOST);
    if (count > 0)
        notes_add(&h->notes, &h->note_count, "closed: %s", text_string(&list));
    text_free(&list);
}

static void note_days(struct judge *j, enum history_day kind, const char *message)
{
    struct history *h = j->h;
    unsigned char  *mark = xcalloc((size_t)h->days, 1);
    struct text     list = {0};
    for (int d = 0; d < h->days; d++) {
        const struct event *e = opening_event(j->s, h->queue, h->first_day + d);
        mark[d] = h->day_kind[d] == kind && !(e && e->closed);
    }
    dates_add(&list, mark, j->off, h->days, h->first_day, PARTS_MOST);
    if (list.length > 0)
        notes_add(&h->notes, &h->note_count, message, text_string(&list));
    text_free(&list);
    free(mark);
}

static void note_outside(struct judge *j)
{
    struct history *h = j->h;
    double          all = 0, outside = 0;
    for (int d = 0; d < h->days; d++)
        for (int k = 0; k < h->slots && h->day_kind[d] != HISTORY_CLOSED; k++) {
            double v = h->offered[at(h, d, k)];
            all += v > 0 ? v : 0;
            outside += v > 0 && !j->open[at(h, d, k)] ? v : 0;
        }
    if (outside > 0)
        notes_add(&h->notes, &h->note_count, "%.0f contacts (%.1f %%) lie outside the opening hours and are left out", outside,
                  100 * outside / all);
}

void days_judge(struct history *h, const struct scenario *s, const struct zone *z)
{
    struct judge j = {.h = h, .s = s, .z = z};
    mark_open(&j);
    learn_usual(&j);
    h->day_kind = xcalloc((size_t)h->days, sizeof *h->day_kind);
    for (int d = 0; d < h->days; d++)
        h->day_kind[d] = judge_day(&j, d);
    note_events(&j);
    note_days(&j, HISTORY_MISSING, NOTES_MARK("no rows on %s"));
    note_days(&j, HISTORY_CLOSED, NOTES_MARK("no contacts all day, taken as closed: %s"));
    if (j.part_days > PARTS_MOST)
        notes_part(&j.parts, " and %d more", j.part_days - PARTS_MOST);
    if (j.part_days > 0)
        notes_add(&h->notes, &h->note_count, "left out, since contacts are missing for part of the day: %s", text_string(&j.parts));
    judge_outliers(&j);
    note_outside(&j);
    if (j.filled > 0)
        notes_add(&h->notes, &h->note_count, "%ld quiet intervals without a row count as 0 contacts", j.filled);
    text_free(&j.parts);
    free(j.open);
    free(j.off);
    free(j.usual.mean);
    free(j.usual.there);
}
