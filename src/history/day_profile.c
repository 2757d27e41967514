#include "history/day_profile.h"

#include "base/alloc.h"
#include "history/import.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { DAY_MIN = 1440 };

static void start(struct day_profile *p, int interval_min)
{
    p->interval_min = interval_min;
    p->slots = DAY_MIN / interval_min;
    p->share = xcalloc((size_t)(7 * p->slots), sizeof *p->share);
}

/* Makes each weekday's shares add up to 1; a weekday without gets the mean of the others. -1 when none has any. */
static int normalise(struct day_profile *p)
{
    double *mean = xcalloc((size_t)p->slots, sizeof *mean);
    int     with = 0;
    for (int w = 0; w < 7; w++) {
        double sum = 0;
        for (int s = 0; s < p->slots; s++)
            sum += p->share[w * p->slots + s];
        p->own[w] = sum > 0;
        with += p->own[w];
        for (int s = 0; s < p->slots && sum > 0; s++) {
            p->share[w * p->slots + s] /= sum;
            mean[s] += p->share[w * p->slots + s];
        }
    }
    for (int w = 0; w < 7; w++)
        for (int s = 0; s < p->slots && !p->own[w] && with; s++)
            p->share[w * p->slots + s] = mean[s] / with;
    free(mean);
    return with ? 0 : -1;
}

int day_profile_learn(struct day_profile *p, const struct bins *b, int interval_min, const char *file,
                      struct faults *faults)
{
    start(p, interval_min);
    for (size_t i = 0; i < b->count; i++) {
        int day = bins_day(&b->items[i]), minute = bins_second(&b->items[i]) / 60;
        p->share[clock_weekday(day) * p->slots + minute / interval_min] += b->items[i].offered;
    }
    if (normalise(p)) {
        day_profile_free(p);
        return faults_add(faults, file, 0, 0, "has no contacts to learn an intraday profile from");
    }
    return 0;
}

struct share_row {
    int      minute;
    unsigned weekdays;
    double   share;
};

static int read_share(const struct table *t, long r, const int column[3], struct share_row *row, struct faults *faults)
{
    int         second = 0;
    const char *days = table_text(t, r, column[2]);
    row->weekdays = *days ? clock_weekdays_parse(days) : 0x7f;
    if (!row->weekdays)
        return table_fault(t, r, column[2], faults, "%s is \"%.40s\"; want weekdays like mon, mon-fri or sat,sun",
                           table_header(t, column[2]), days);
    if (table_clock(t, r, column[0], 0, CLOCK_DAY_S - 1, &second, faults) != 1 ||
        table_share(t, r, column[1], &row->share, faults) != 1)
        return -1;
    row->minute = second / 60;
    return 0;
}

/* The longest interval of which all starts are multiples: 60 at most. */
static int grid_of(const struct share_row *rows, long n)
{
    int grid = 60;
    for (long i = 0; i < n; i++)
        for (int a = rows[i].minute, rest; a % grid;)
            rest = a % grid, a = grid, grid = rest;
    return grid;
}

static int from_shares(struct day_profile *p, const struct table *t, const int column[3], struct faults *faults)
{
    struct share_row *rows = xcalloc((size_t)t->rows, sizeof *rows);
    long              before = faults->total;
    int               code = 0;
    for (long r = 0; r < t->rows; r++)
        read_share(t, r, column, &rows[r], faults);
    if (faults->total > before) {
        code = -1;
    } else {
        start(p, grid_of(rows, t->rows));
        for (long r = 0; r < t->rows; r++)
            for (int w = 0; w < 7; w++)
                if (rows[r].weekdays >> w & 1)
                    p->share[w * p->slots + rows[r].minute / p->interval_min] += rows[r].share;
        if (normalise(p)) {
            day_profile_free(p);
            code = faults_add(faults, table_file(t), 0, 0, "its shares are all 0; want shares of a day's contacts");
        }
    }
    free(rows);
    return code;
}

/* 1 when the file is a table of shares, with its columns; 0 when it must be a history. -1 with faults. */
static int open_shares(struct table *t, const char *path, int column[3], struct faults *faults)
{
    char time[2 * 1024];
    if (table_read(t, path, NULL, faults))
        return -1;
    column[1] = table_find(t, columns_table[COLUMNS_SHARE].names);
    column[2] = table_find(t, "days|weekdays|weekday|day of week|星期");
    snprintf(time, sizeof time, "%s|start|开始时间|開始時間", columns_table[COLUMNS_TIME].names);
    column[0] = table_find(t, time);
    if (column[1] >= 0 && column[0] >= 0) {
        table_set_need(t, column[0], TABLE_FILLED);
        table_set_need(t, column[1], TABLE_FILLED);
        return 1;
    }
    table_free(t);
    return column[1] < 0 ? 0
                         : faults_add(faults, path, 1, 0,
                                      "has shares but no column for their time of day; want \"time\" and \"share\"");
}

int day_profile_read(struct day_profile *p, const char *path, struct faults *faults)
{
    struct table  t = {0};
    struct import history;
    int           column[3];
    memset(p, 0, sizeof *p);
    int shares = open_shares(&t, path, column, faults);
    if (shares < 0)
        return -1;
    if (shares) {
        int code = from_shares(p, &t, column, faults);
        table_free(&t);
        return code;
    }
    if (import_read_profile(&history, path, faults))
        return -1;
    int code = day_profile_learn(p, &history.bins, history.interval_min, path, faults);
    import_free(&history);
    return code;
}

static void spread_day(const struct day_profile *p, struct bins *to, const struct bin *day, int weekday)
{
    for (int s = 0; s < p->slots; s++) {
        double share = p->share[weekday * p->slots + s];
        if (share <= 0)
            continue;
        struct bin *bin = bins_add(to, day->queue, day->start_s + (int64_t)s * p->interval_min * 60, BINS_NO_OFFSET);
        bin->offered = day->offered * share;
        bin->answered = day->answered * share;
        bin->abandoned = day->abandoned * share;
        bin->handle_s = day->handle_s * share;
        bin->handled = day->handled * share;
        bin->wait_s = day->wait_s * share;
        bin->waited = day->waited * share;
    }
}

void day_profile_spread(const struct day_profile *p, struct bins *days, long borrowed[7])
{
    struct bins out = {0};
    memset(borrowed, 0, 7 * sizeof *borrowed);
    for (size_t i = 0; i < days->count; i++) {
        int weekday = clock_weekday(bins_day(&days->items[i]));
        borrowed[weekday] += !p->own[weekday] && days->items[i].offered > 0;
        spread_day(p, &out, &days->items[i], weekday);
    }
    free(days->items);
    days->items = out.items;
    days->count = out.count;
    days->capacity = out.capacity;
}

void day_profile_free(struct day_profile *p)
{
    free(p->share);
    memset(p, 0, sizeof *p);
}
