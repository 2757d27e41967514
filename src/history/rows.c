#include "history/rows.h"
#include "base/alloc.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { CONTACTS_MOST = 100000000 };

/* "09:00", or the first part of "09:00-09:30" */
static int read_clock(const struct table *t, long row, int column, int *seconds, struct faults *faults)
{
    const char *cell = table_text(t, row, column);
    char        text[32];
    size_t      n = strcspn(cell, "-~");
    if (n > 0 && n < sizeof text) {
        memcpy(text, cell, n);
        text[n] = '\0';
        if (text_clock(text, seconds) == 0 && *seconds < CLOCK_DAY_S)
            return 0;
    }
    return table_fault(t, row, column, faults, "%s is \"%s\"; want a time of day such as 09:30", table_header(t, column),
                       cell);
}

static int read_time(struct clock_time *time, const struct table *t, long row, const struct fields *f, struct faults *faults)
{
    int start = f->at[f->at[COLUMNS_START] >= 0 ? COLUMNS_START : COLUMNS_END], date = f->at[COLUMNS_DATE];
    *time = (struct clock_time){0};
    if (date < 0) {
        int found = table_time(t, row, start, time, faults);
        return found > 0 ? 0 : found < 0 ? -1 : table_fault(t, row, start, faults, "%s is empty; want date and time",
                                                              table_header(t, start));
    }
    int found = table_date(t, row, date, &time->day, faults);
    if (found == 0)
        found = table_fault(t, row, date, faults, "%s is empty; want a date", table_header(t, date));
    if (f->clock >= 0 && read_clock(t, row, f->clock, &time->second, faults))
        return -1;
    return found < 0 ? -1 : 0;
}

/* Wall clock of the scenario's zone. 1: the time never was (a clock put forward), which only a row of nothing may say. */
static int place_time(struct row *r, const struct clock_time *time, const struct zone *z)
{
    int64_t utc_s;
    r->day = time->day;
    r->second = time->second;
    if (time->has_offset) {
        zone_instant(z, time, &utc_s, NULL);
        struct clock_time local = zone_to_local(z, utc_s);
        r->day = local.day;
        r->second = local.second;
    }
    enum zone_fit fit = zone_to_utc(z, r->day, r->second, &utc_s, NULL);
    r->twice = fit == ZONE_TWICE;
    return fit == ZONE_NEVER;
}

static int read_handle(double *aht_s, const struct table *t, long row, const struct fields *f, double contacts,
                       struct faults *faults)
{
    int    mean = f->at[COLUMNS_AHT] >= 0, field = mean ? COLUMNS_AHT : COLUMNS_HANDLE_TOTAL, column = f->at[field];
    double seconds = 0;
    if (table_duration(t, row, column, &seconds, faults) < 0)
        return -1;
    seconds *= f->unit_s[field];
    if (!mean)
        seconds = contacts > 0 ? seconds / contacts : 0;
    if (seconds > CLOCK_DAY_S)
        return table_fault(t, row, column, faults, "%s is %s, more than a day for one contact; %s", table_header(t, column),
                           table_text(t, row, column), mean ? "if it is the sum of the row's handle times, name the column "
                           "handle_total_s" : "want the sum of the row's handle times in seconds");
    *aht_s = seconds > 0 ? seconds : NAN;
    return 0;
}

static int read_counts(struct row *r, const struct table *t, long row, const struct fields *f, struct faults *faults)
{
    r->offered = r->answered = r->abandoned = NAN;
    int offered = table_number(t, row, f->at[COLUMNS_OFFERED], 0, CONTACTS_MOST, &r->offered, faults);
    int answered = table_number(t, row, f->at[COLUMNS_ANSWERED], 0, CONTACTS_MOST, &r->answered, faults);
    int abandoned = table_number(t, row, f->at[COLUMNS_ABANDONED], 0, CONTACTS_MOST, &r->abandoned, faults);
    if (offered < 0 || answered < 0 || abandoned < 0)
        return -1;
    if (f->at[COLUMNS_OFFERED] < 0)
        r->offered = r->answered + (isnan(r->abandoned) ? 0 : r->abandoned);
    return read_handle(&r->aht_s, t, row, f, isnan(r->answered) ? r->offered : r->answered, faults);
}

/* 0: r is filled; 1: nothing happened at a time that never was; -1: faults */
static int read_row(struct row *r, const struct table *t, long row, const struct fields *f, const struct zone *z,
                    struct faults *faults)
{
    struct clock_time time;
    int               start = f->at[f->at[COLUMNS_START] >= 0 ? COLUMNS_START : COLUMNS_DATE];
    int               no_time = read_time(&time, t, row, f, faults), no_counts = read_counts(r, t, row, f, faults);
    if (no_time || no_counts)
        return -1;
    r->line = table_line(t, row);
    if (!place_time(r, &time, z))
        return 0;
    if (r->offered <= 0)
        return 1;
    return table_fault(t, row, start, faults, "%s is \"%s\", which the clock of %s skipped that day; if the export is in "
                       "another time zone, it needs times with an offset", table_header(t, start), table_text(t, row, start),
                       zone_name(z));
}

/* No row is this queue's: the names there are say why. */
static int no_row(const struct table *t, const struct fields *f, const struct queue *q, struct faults *faults)
{
    if (t->rows == 0 || f->at[COLUMNS_QUEUE] < 0)
        return faults_add(faults, table_file(t), 2, 0, "no rows; want a row for each interval");
    return table_fault(t, 0, f->at[COLUMNS_QUEUE], faults, "no row of queue \"%s\" (this one is of \"%s\"); want the "
                       "queue's name of scenario.json", q->name, table_text(t, 0, f->at[COLUMNS_QUEUE]));
}

int rows_read(struct rows *r, const struct table *t, const struct fields *f, const struct queue *q, const struct zone *z,
              struct faults *faults)
{
    long before = faults->total;
    int  queue = f->at[COLUMNS_QUEUE];
    *r = (struct rows){.items = xmalloc((size_t)t->rows * sizeof *r->items)};
    for (long i = 0; i < t->rows; i++) {
        if (queue >= 0 && strcmp(table_text(t, i, queue), q->name) != 0)
            r->others++;
        else if (read_row(&r->items[r->count], t, i, f, z, faults) == 0)
            r->count++;
    }
    if (r->count == 0 && faults->total == before)
        no_row(t, f, q, faults);
    if (faults->total == before)
        return 0;
    rows_free(r);
    return -1;
}

void rows_free(struct rows *r)
{
    free(r->items);
    *r = (struct rows){0};
}
