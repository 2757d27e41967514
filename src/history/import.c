#include "history/import.h"

#include "base/sheet.h"
#include "history/day_profile.h"
#include "history/gaps.h"
#include "history/grid_rows.h"
#include "history/marks.h"
#include "history/repeats.h"
#include "history/settle.h"
#include "model/notes.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NOTE(im, ...) layout_note(&(im)->notes, __VA_ARGS__)

enum { QUEUES_MOST = 500, CALLS_INTERVAL_MIN = 30, DAYS_MOST = 40 * 366 };

static int is_call_log(const struct layout *l)
{
    const int *of = l->of;
    int        counts = of[COLUMNS_OFFERED] >= 0 || of[COLUMNS_ANSWERED] >= 0 || of[COLUMNS_ABANDONED] >= 0;
    return of[COLUMNS_OUTCOME] >= 0 ||
           (!counts && (of[COLUMNS_CALL] >= 0 || of[COLUMNS_ANSWERED_AT] >= 0 || of[COLUMNS_QUEUED_AT] >= 0));
}

/* Names the sheets there are to choose from, when nobody chose. */
static void note_sheets(const char *path, const struct choices *c, struct layout_notes *notes)
{
    struct faults ignored = {0};
    struct text   list = {0};
    char        **names;
    int           count;
    if (c->sheet || sheet_names(path, &names, &count, &ignored))
        return;
    for (int i = 0; i < count; i++)
        text_addf(&list, "%s\"%.40s\"", i ? ", " : "", names[i]);
    if (count > 1)
        layout_note(notes, "the first sheet that is not hidden is read, of %s; --sheet NAME reads another", text_string(&list));
    text_free(&list);
    text_split_free(names, count);
}

/* Western letters are the least sure: other code pages have others in their places. */
static void note_encoding(const char *encoding, struct layout_notes *notes)
{
    if (encoding && strcmp(encoding, "WINDOWS-1252") == 0)
        layout_warn(notes, "the file is no UTF-8; by its bytes it is read as %s; if words look wrong, say --encoding NAME", encoding);
    else if (encoding)
        layout_note(notes, "the file is no UTF-8; by its bytes it is read as %s", encoding);
}

static int read_table(struct table *t, const char *path, const struct choices *c, struct layout_notes *notes,
                      struct faults *faults)
{
    struct table_options options = {.encoding = c->encoding,
                                    .date_order = (enum table_order)c->date_order,
                                    .decimal = (enum table_decimal)c->decimal,
                                    .raw = 1};
    if (sheet_is_xlsx(path))
        return sheet_read(t, path, c->sheet, &options, faults) ? -1 : (note_sheets(path, c, notes), 0);
    if (c->sheet)
        return faults_add(faults, path, 0, 0, "--sheet %s: this is no .xlsx file, so it has no sheets", c->sheet);
    if (table_read(t, path, &options, faults))
        return -1;
    note_encoding(table_encoding(t), notes);
    return 0;
}

static int settle_marks(struct import *im, struct faults *faults)
{
    static const enum columns_field fields[] = {COLUMNS_WAIT, COLUMNS_MENU, COLUMNS_HANDLE, COLUMNS_TALK, COLUMNS_HOLD, COLUMNS_WRAP};
    const int                      *of = im->layout.of;
    int                             columns[6];
    struct marks_columns            list = {.others = columns};
    for (int i = 0; i < (of[COLUMNS_HANDLE] >= 0 ? 3 : 6); i++)
        if (of[fields[i]] >= 0)
            columns[list.other_columns++] = of[fields[i]];
    return marks_settle(&im->table, &list, &im->notes, faults);
}

static int read_call_log(struct import *im, const struct choices *c, struct faults *faults)
{
    im->kind = IMPORT_CALLS;
    im->when.end = -1; /* of the call, which says nothing here */
    im->interval_min = c->interval_min ? c->interval_min : CALLS_INTERVAL_MIN;
    if (!moment_has_clock(&im->when))
        return faults_add(faults, table_file(&im->table), 0, 0,
                          "looks like call records, but no column has the time of day a call came; say which with "
                          "--map start=COLUMN");
    if (c->profile)
        return faults_add(faults, table_file(&im->table), 0, 0,
                          "--profile is for files with a row a day; these are call records");
    if (settle_marks(im, faults) ||
        call_log_read(&im->calls, &im->bins, &im->table, &im->layout, &im->when, c, im->interval_min * 60, faults))
        return -1;
    bins_sort(&im->bins);
    im->has_answered = im->has_abandoned = 1;
    im->has_handle = im->calls.has_handle;
    im->has_wait = im->calls.has_wait;
    return 0;
}

static int read_days(struct import *im, const struct choices *c, struct faults *faults)
{
    struct day_profile profile;
    long               borrowed[7];
    im->kind = IMPORT_DAYS;
    im->source_days = (long)im->bins.count;
    if (!c->profile)
        return faults_add(faults, table_file(&im->table), 0, 0,
                          "has a row a day; to make intervals of it say --profile FILE: an intraday profile "
                          "(time,share; perhaps "
                          "weekday), or any history by interval to learn one from");
    if (day_profile_read(&profile, c->profile, faults))
        return -1;
    day_profile_spread(&profile, &im->bins, borrowed);
    im->interval_min = profile.interval_min;
    day_profile_free(&profile);
    for (int w = 0; w < 7; w++)
        if (borrowed[w])
            NOTE(im, "%s has no shape of its own in the profile; its days (%ld) are spread like the mean of the others",
                 clock_weekday_names[w], borrowed[w]);
    bins_sort(&im->bins);
    if (!c->interval_min || c->interval_min == im->interval_min)
        return 0;
    if (c->interval_min % im->interval_min)
        return faults_add(faults, c->profile, 0, 0, "is by %d min; --interval %d cannot be made of that",
                          im->interval_min, c->interval_min);
    im->interval_min = c->interval_min;
    bins_merge(&im->bins, im->interval_min * 60);
    return 0;
}

static int read_counts(struct import *im, const struct choices *c, int profile, struct faults *faults)
{
    struct interval_rows *rows = &im->rows;
    if (c->skip_broken)
        return faults_add(faults, table_file(&im->table), 0, 0,
                          "--skip-broken is for call records; an interval left out would look like one without "
                          "contacts");
    im->grid = grid_rows_is(&im->table, &im->layout);
    if (im->grid ? grid_rows_read(rows, &im->bins, &im->table, &im->layout, &im->when, c, &im->notes, faults)
                 : interval_rows_read(rows, &im->bins, &im->table, &im->layout, &im->when, c, &im->notes, faults))
        return -1;
    im->has_answered = rows->has_answered;
    im->has_abandoned = rows->has_abandoned;
    im->has_handle = rows->has_handle;
    im->has_wait = rows->has_wait;
    if (!im->grid && (!moment_has_clock(&im->when) || settle_is_daily(&im->bins))) {
        if (profile)
            return faults_add(faults, table_file(&im->table), 0, 0,
                              "has a row a day; an intraday profile needs times of day");
        return settle_doubles(im, c, faults) || read_days(im, c, faults) ? -1 : 0;
    }
    im->kind = IMPORT_INTERVALS;
    if (c->profile)
        return faults_add(faults, table_file(&im->table), 0, 0,
                          "--profile is for files with a row a day; this one has times of day");
    return settle_interval(im, c, faults) || settle_doubles(im, c, faults) || settle_width(im, c, faults) ? -1 : 0;
}

static void sum_up(struct import *im)
{
    struct import_sums *s = &im->sums;
    struct bin          all = {0};
    memset(s, 0, sizeof *s);
    s->first_day = INT_MAX;
    s->last_day = INT_MIN;
    for (size_t i = 0; i < im->bins.count; i++) {
        const struct bin *b = &im->bins.items[i];
        int               day = bins_day(b);
        bins_join(&all, b);
        s->first_day = day < s->first_day ? day : s->first_day;
        s->last_day = day > s->last_day ? day : s->last_day;
    }
    s->offered = all.offered;
    s->answered = im->has_answered ? all.answered : NAN;
    s->abandoned = im->has_abandoned ? all.abandoned : NAN;
    s->aht_s = im->has_handle && all.handled > 0 ? all.handle_s / all.handled : NAN;
    s->asa_s = im->has_wait && all.waited > 0 ? all.wait_s / all.waited : NAN;
}

static int check_size(const struct import *im, struct faults *faults)
{
    if (im->bins.queue_count > QUEUES_MOST)
        return faults_add(faults, table_file(&im->table), 0, 0,
                          "has %d different queues in \"%s\"; %d at most are read: is it the queue's column?",
                          im->bins.queue_count, table_header(&im->table, im->layout.of[COLUMNS_QUEUE]), QUEUES_MOST);
    if (im->bins.count == 0)
        return faults_add(faults, table_file(&im->table), 0, 0, "has no contacts at all");
    char first[CLOCK_DATE_SIZE], last[CLOCK_DATE_SIZE];
    if (im->sums.last_day - im->sums.first_day > DAYS_MOST)
        return faults_add(faults, table_file(&im->table), 0, 0,
                          "runs from %s to %s; 40 years at most are read: are the dates right?",
                          clock_date_format(im->sums.first_day, first), clock_date_format(im->sums.last_day, last));
    return 0;
}

static int read_file(struct import *im, const char *path, const struct choices *c, int profile, struct faults *faults)
{
    struct zone *zone = NULL;
    int          code = -1;
    memset(im, 0, sizeof *im);
    if (c->interval_min && 1440 % c->interval_min)
        return faults_add(faults, "--interval", 0, 0, "is %d min; want minutes that divide the day", c->interval_min);
    if (c->time_zone && !(zone = zone_open(c->time_zone, faults, "--time-zone", 0, 0)))
        return -1;
    if (read_table(&im->table, path, c, &im->notes, faults) ||
        layout_find(&im->layout, &im->table, c, &im->notes, faults))
        goto done;
    gaps_fill(&im->table, &im->layout, &im->notes);
    if (is_call_log(&im->layout))
        repeats_drop(&im->table, &im->layout, &im->notes);
    if (moment_open(&im->when, &im->table, &im->layout, c, zone, faults))
        goto done;
    im->file_rows = im->table.rows;
    im->one_queue = c->queue != NULL;
    if (is_call_log(&im->layout) ? read_call_log(im, c, faults) : read_counts(im, c, profile, faults))
        goto done;
    sum_up(im);
    if (check_size(im, faults))
        goto done;
    settle_notes(im);
    code = 0;
done:
    if (code)
        import_free(im);
    im->when.zone = NULL;
    zone_close(zone);
    return code;
}

int import_read(struct import *im, const char *path, const struct choices *c, struct faults *faults)
{
    return read_file(im, path, c, 0, faults);
}

int import_read_profile(struct import *im, const char *path, struct faults *faults)
{
    struct choices c;
    choices_make(&c);
    return read_file(im, path, &c, 1, faults);
}

/* 2026-03-29T02:30, with its offset where the file or a doubled hour needs it. */
static void add_start(struct table_out *out, const struct import *im, const struct bin *b)
{
    char date[CLOCK_DATE_SIZE], start[CLOCK_TIME_SIZE];
    int  minute = bins_second(b) / 60, used;
    used =
        snprintf(start, sizeof start, "%sT%02d:%02d", clock_date_format(bins_day(b), date), minute / 60, minute % 60);
    if (im->offsets && b->offset_s != BINS_NO_OFFSET)
        snprintf(start + used, sizeof start - (size_t)used, "%c%02d:%02d", b->offset_s < 0 ? '-' : '+',
                 abs(b->offset_s) / 3600, abs(b->offset_s) / 60 % 60);
    table_out_text(out, start);
}

/* To a thousandth, without trailing zeros. */
static void add_number(struct table_out *out, double value)
{
    table_out_number(out, round(value * 1000) / 1000);
}

/* The mean over contacts, if they are not too few to be written. */
static void add_mean(struct table_out *out, double sum, double contacts)
{
    add_number(out, round(contacts * 1000) > 0 ? sum / contacts : NAN);
}

static void add_header(const struct import *im, struct table_out *out)
{
    struct text names = {0};
    text_addf(&names, "queue,start,offered%s%s%s%s", im->has_answered ? ",answered" : "",
              im->has_abandoned ? ",abandoned" : "", im->has_handle ? ",aht_s" : "", im->has_wait ? ",asa_s" : "");
    table_out_header(out, text_string(&names));
    text_free(&names);
}

static void add_row(const struct import *im, const struct bin *b, struct table_out *out)
{
    table_out_text(out, im->bins.queues[b->queue]);
    add_start(out, im, b);
    add_number(out, b->offered);
    if (im->has_answered)
        add_number(out, b->answered);
    if (im->has_abandoned)
        add_number(out, b->abandoned);
    if (im->has_handle)
        add_mean(out, b->handle_s, b->handled);
    if (im->has_wait)
        add_mean(out, b->wait_s, b->waited);
    table_out_end(out);
}

void import_table(const struct import *im, struct table_out *out)
{
    add_header(im, out);
    for (size_t i = 0; i < im->bins.count; i++)
        add_row(im, &im->bins.items[i], out);
}

void import_row_text(const struct import *im, long row, struct text *t)
{
    struct table_out out = {0};
    add_header(im, &out);
    size_t header = out.text.length;
    if (row >= 0) {
        add_row(im, &im->bins.items[row], &out);
        text_clear(t);
        text_add_bytes(t, out.text.data + header, out.text.length - header - 1);
    } else {
        text_clear(t);
        text_add_bytes(t, out.text.data, header - 1);
    }
    table_out_free(&out);
}

int import_samples(const struct import *im, long row[3])
{
    long n = (long)im->bins.count, busiest = 0;
    for (long i = 1; i < n; i++)
        if (im->bins.items[i].offered > im->bins.items[busiest].offered)
            busiest = i;
    row[0] = 0;
    if (n <= 3) {
        row[1] = 1, row[2] = 2;
        return (int)n;
    }
    row[1] = busiest > 0 && busiest < n - 1 ? busiest : n / 2;
    row[2] = n - 1;
    return 3;
}

/* What the columns agree on: `found` of those before and `more`; -1 once they disagree. */
static int agree(int found, int more)
{
    return more == 0 || found == more ? found : found == 0 ? more : -1;
}

void import_remember(const struct import *im, struct choices *c)
{
    const struct table *t = &im->table;
    int order = 0, decimal = 0;
    for (int k = 0; k < im->layout.columns; k++) {
        long either;
        int  witness;
        order = agree(order, (int)table_date_order(t, k));
        if (im->layout.field[k] >= 0 && moment_role(&im->when, k) == MOMENT_UNUSED)
            decimal = agree(decimal, (int)table_decimal(t, k, &either, &witness));
    }
    if (!c->date_order && order > 0)
        c->date_order = order;
    if (!c->decimal && decimal > 0)
        c->decimal = decimal;
    if (!c->encoding && table_encoding(t))
        choices_set(&c->encoding, table_encoding(t));
}

void import_free(struct import *im)
{
    table_free(&im->table);
    layout_free(&im->layout);
    bins_free(&im->bins);
    call_log_free(&im->calls);
    notes_free(im->notes.items, im->notes.count);
    memset(im, 0, sizeof *im);
}
