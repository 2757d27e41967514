#include "model/horizon.h"
#include "base/alloc.h"
#include "base/clock.h"
#include "base/zone.h"
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TAIL_DAYS = 7, DAY_MIN = 1440 };

/* The axis is cut by elapsed time from minute 0, so every offset change must fall on the grid and move the clock by whole
 * intervals; otherwise a wall-clock time such as 07:00 would fall inside an interval. */
static int check_changes(const struct zone *z, int64_t from, int64_t to, int interval_min, struct faults *faults,
                         const char *file, long line, long column)
{
    int grid = interval_min * 60;
    for (int64_t at = zone_next_change(z, from); at < to; at = zone_next_change(z, at)) {
        int by = zone_offset_s(z, at) - zone_offset_s(z, at - 1);
        char when[CLOCK_TIME_SIZE];
        if ((at - from) % grid != 0 || by % grid != 0)
            return faults_add(faults, file, line, column,
                              "%s moves its clocks by %d min at %s, which does not fit intervals of %d min; "
                              "choose a finer interval_min",
                              zone_name(z), by / 60, zone_format(z, at, when), interval_min);
    }
    return 0;
}

static void fill_weeks(struct horizon *h)
{
    h->week_first = xmalloc(((size_t)h->days + 1) * sizeof *h->week_first);
    h->weeks = 0;
    for (int d = 0; d < h->days; d++)
        if (d == 0 || clock_weekday(h->first_day + d) == h->week_starts)
            h->week_first[h->weeks++] = d;
    h->week_first[h->weeks] = h->days;
}

static void fill_axis(struct horizon *h, const struct zone *z, int64_t end_utc)
{
    int     step = h->interval_min * 60;
    int64_t proper;
    zone_to_utc(z, h->first_day + h->days, 0, &proper, NULL);
    h->intervals = (int)((proper - h->start_utc_s) / step);
    h->axis = (int)((end_utc - h->start_utc_s) / step);
    h->day_first = xmalloc(((size_t)h->days + 1) * sizeof *h->day_first);
    h->day_of = xmalloc((size_t)h->axis * sizeof *h->day_of);
    h->wall_min = xmalloc((size_t)h->axis * sizeof *h->wall_min);
    h->utc_offset_s = xmalloc((size_t)h->axis * sizeof *h->utc_offset_s);
    for (int t = 0; t < h->axis; t++) {
        struct clock_time local = zone_to_local(z, h->start_utc_s + (int64_t)t * step);
        h->day_of[t] = local.day - h->first_day;
        h->wall_min[t] = local.second / 60;
        h->utc_offset_s[t] = local.offset_s;
    }
    for (int d = 0, t = 0; d <= h->days; d++) {
        while (t < h->intervals && h->day_of[t] < d)
            t++;
        h->day_first[d] = t;
    }
}

int horizon_make(struct horizon *h, const char *zone, int first_day, int days, int interval_min, int cyclic, int week_starts,
                 struct faults *faults, const char *file, long line, long column)
{
    assert(days >= 1 && interval_min >= 1 && 60 % interval_min == 0 && week_starts >= 0 && week_starts < 7);
    memset(h, 0, sizeof *h);
    struct zone *z = zone_open(zone, faults, file, line, column);
    if (!z)
        return -1;
    int64_t end;
    zone_to_utc(z, first_day, 0, &h->start_utc_s, NULL);
    zone_to_utc(z, first_day + days + TAIL_DAYS, 0, &end, NULL);
    int failed = check_changes(z, h->start_utc_s, end, interval_min, faults, file, line, column);
    if (!failed) {
        snprintf(h->zone, sizeof h->zone, "%s", zone_name(z));
        h->first_day = first_day;
        h->days = days;
        h->interval_min = interval_min;
        h->cyclic = cyclic;
        h->week_starts = week_starts;
        h->counts_as = xmalloc((size_t)days);
        for (int d = 0; d < days; d++)
            h->counts_as[d] = (unsigned char)clock_weekday(first_day + d);
        fill_weeks(h);
        fill_axis(h, z, end);
    }
    zone_close(z);
    return failed;
}

void horizon_free(struct horizon *h)
{
    free(h->week_first);
    free(h->counts_as);
    free(h->day_first);
    free(h->day_of);
    free(h->wall_min);
    free(h->utc_offset_s);
    memset(h, 0, sizeof *h);
}

int horizon_weekday(const struct horizon *h, int day)
{
    return day >= 0 && day < h->days ? h->counts_as[day] : clock_weekday(h->first_day + day);
}

void horizon_count_as(struct horizon *h, int day, int weekday)
{
    assert(day >= 0 && day < h->days && weekday >= 0 && weekday < 7);
    h->counts_as[day] = (unsigned char)weekday;
}

int horizon_week(const struct horizon *h, int day)
{
    assert(day >= 0 && day < h->days);
    int w = h->weeks - 1;
    while (h->week_first[w] > day)
        w--;
    return w;
}

/* First interval of a day, tail days included; axis for the day after the last. A skipped day is empty. */
static int first_interval(const struct horizon *h, int day)
{
    assert(day >= 0 && day <= h->days + TAIL_DAYS);
    if (day <= h->days)
        return h->day_first[day];
    int t = h->intervals;
    while (t < h->axis && h->day_of[t] < day)
        t++;
    return t;
}

int horizon_day_start(const struct horizon *h, int day)
{
    return first_interval(h, day) * h->interval_min;
}

int horizon_minute(const struct horizon *h, int day, int wall_min)
{
    assert(wall_min >= 0 && wall_min <= 2 * DAY_MIN);
    int step = h->interval_min;
    day += wall_min / DAY_MIN;
    wall_min %= DAY_MIN;
    int first = first_interval(h, day), end = day < h->days + TAIL_DAYS ? first_interval(h, day + 1) : first;
    int usual = first + wall_min / step; /* on a day without a change before that time */
    if (usual < end && h->wall_min[usual] == wall_min / step * step)
        return usual * step + wall_min % step;
    for (int t = first; t < end; t++) {
        if (h->wall_min[t] > wall_min)
            return t * step;
        if (h->wall_min[t] + step > wall_min)
            return t * step + wall_min - h->wall_min[t];
    }
    return end * step;
}

/* Local time of a minute as the interval it lies in has it; the axis' very end is read off its last interval. */
static struct clock_time local_time(const struct horizon *h, int minute)
{
    assert(minute >= 0 && minute <= h->axis * h->interval_min);
    int t = minute / h->interval_min;
    if (t == h->axis)
        t--;
    int64_t           local = h->start_utc_s + (int64_t)minute * 60 + h->utc_offset_s[t];
    int64_t           day = local >= 0 ? local / CLOCK_DAY_S : -((CLOCK_DAY_S - 1 - local) / CLOCK_DAY_S);
    struct clock_time when = {(int)day, (int)(local - day * CLOCK_DAY_S), 1, h->utc_offset_s[t]};
    return when;
}

char *horizon_format(const struct horizon *h, int minute, char *buf)
{
    char              full[CLOCK_TIME_SIZE];
    struct clock_time when = local_time(h, minute);
    snprintf(buf, 32, "%.31s", clock_time_format(&when, full));
    return buf;
}

char *horizon_clock(const struct horizon *h, int minute, char *buf)
{
    int second = local_time(h, minute).second;
    snprintf(buf, 8, "%02d:%02d", second / 3600 % 24, second / 60 % 60);
    return buf;
}

char *horizon_date(const struct horizon *h, int day, char *buf)
{
    return clock_date_format(h->first_day + day, buf);
}

int horizon_parse(const struct horizon *h, const char *text, int *minute)
{
    struct clock_time when;
    if (clock_time_parse(text, &when) || when.second % 60 != 0)
        return -1;
    int64_t at;
    if (when.has_offset) {
        int64_t utc = (int64_t)when.day * CLOCK_DAY_S + when.second - when.offset_s;
        at = (utc - h->start_utc_s) / 60;
        if (utc < h->start_utc_s || (utc - h->start_utc_s) % 60 != 0)
            return -1;
    } else {
        int day = when.day - h->first_day;
        if (day < 0 || day > h->days + TAIL_DAYS)
            return -1;
        at = horizon_minute(h, day, when.second / 60);
        if (day == h->days + TAIL_DAYS && when.second != 0)
            return -1;
    }
    if (at > (int64_t)h->axis * h->interval_min)
        return -1;
    *minute = (int)at;
    return 0;
}
