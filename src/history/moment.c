#include "moment_clock.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Days as a spreadsheet counts them, 2000-01-01 to 2099-12-31; day 25569 is 1970-01-01. */
enum { LOOK_ROWS = 50, DAY_S = CLOCK_DAY_S, SERIAL_LEAST = 36526, SERIAL_MOST = 73050, SERIAL_1970 = 25569,
       DAYS_APART = 40 * 366, DAY_LEAST = -719162 /* 0001-01-01 */ };

static int looks_clock(const char *s)
{
    int a, b;
    return moment_clock(s, &a, &b) == 0;
}

/* 1: the column has times of day as numbers of four digits: 0, 30, 100 ... 2330, or 0800. */
static int is_packed(const struct table *t, int column)
{
    int known = 0;
    for (long r = 0; r < t->rows; r++) {
        const char *s = table_text(t, r, column);
        long long   value;
        if (!*s)
            continue;
        if (text_integer(s, &value) || moment_packed_s((long)value) < 0 || strlen(s) > 4)
            return 0;
        known |= value >= 100;
    }
    return known;
}

/* What the cells of a column hold, by the first of them that has text. hour_ok: a bare "10" may be an hour. */
static enum moment_kind look(const struct table *t, int column, int hour_ok)
{
    for (long r = 0; r < t->rows && r < LOOK_ROWS; r++) {
        const char *s = table_text(t, r, column);
        long long   number;
        if (!*s)
            continue;
        if (text_integer(s, &number) == 0 && number >= SERIAL_LEAST && number <= SERIAL_MOST)
            return MOMENT_ORDINAL;
        if (text_integer(s, &number) == 0)
            return (hour_ok && number >= 0 && number <= 24) || is_packed(t, column) ? MOMENT_CLOCK
                   : number >= 0 && number < 1000000                                ? MOMENT_ORDINAL
                                                                                    : MOMENT_DATE;
        if (looks_clock(s))
            return MOMENT_CLOCK;
        if (strchr(s, ':'))
            return MOMENT_BOTH;
        return clock_weekday_parse(s) >= 0 ? MOMENT_UNUSED : MOMENT_DATE;
    }
    return MOMENT_UNUSED;
}

static void take(struct moment_reader *m, const struct table *t, int column, int hour_ok)
{
    if (column < 0)
        return;
    enum moment_kind kind = look(t, column, hour_ok);
    int             *slot = kind == MOMENT_DATE      ? &m->date
                            : kind == MOMENT_CLOCK   ? &m->clock
                            : kind == MOMENT_BOTH    ? &m->both
                            : kind == MOMENT_ORDINAL ? &m->ordinal
                                                     : NULL;
    if (slot && *slot < 0)
        *slot = column;
}

/* Whether moments are spans: all of the first rows have two clocks, as far apart everywhere (an offset would not be). */
static enum moment_span look_for_spans(const struct table *t, int column)
{
    for (int dash = 0; dash < 2; dash++) {
        int length = 0, rows = 0;
        for (long r = 0; r < t->rows && r < LOOK_ROWS; r++) {
            const char *s = table_text(t, r, column), *right;
            size_t      left;
            if (!*s)
                continue;
            int one = moment_cut_span(s, dash, &left, &right) ? moment_span_s(s, left, right) : -1;
            if (one <= 0 || (length && one != length) || one > 2 * 3600) {
                rows = 0;
                break;
            }
            length = one;
            rows++;
        }
        if (rows > 0)
            return dash ? MOMENT_SPAN_DASH : MOMENT_SPAN;
    }
    return MOMENT_NO_SPAN;
}

static int no_when(const struct table *t, struct faults *faults)
{
    struct text there = {0};
    for (int i = 0; i < t->columns && i < 12; i++)
        text_addf(&there, "%s%.30s", i ? ", " : "", table_header(t, i));
    faults_add(faults, table_file(t), 0, 0,
               "has no column that says when (there are: %s); say which with --map start=COLUMN; if its rows are days in "
               "order, say --first-date DATE, the day of the first row",
               text_string(&there));
    text_free(&there);
    return -1;
}

/* 1: a header such as 02/03/2026, Mo 02.03. or 3月2日. */
static int is_day_name(const char *s)
{
    s += strcspn(s, "0123456789");
    size_t digits = strspn(s, "0123456789"), rest = strspn(s, "0123456789/-.");
    return digits > 0 && ((rest > digits && !s[rest]) || strstr(s + digits, "月") != NULL);
}

static int no_date(const struct table *t, struct faults *faults)
{
    int days = 0;
    for (int c = 0; c < t->columns; c++)
        days += is_day_name(table_header(t, c));
    if (days > 1)
        return faults_add(faults, table_file(t), 0, 0,
                          "has a column a day and a row a time of day; want it turned (copy, paste transposed), so that a row "
                          "is a day");
    return faults_add(faults, table_file(t), 0, 0,
                      "has times of day but no dates: say which column holds them with --map date=COLUMN, or the day itself "
                      "with --first-date DATE if all is of one day");
}

/* 1: the column of days holds a spreadsheet's numbers of them, left without a date's format. */
static int is_serial(const struct moment_reader *m, const struct layout *l, long long *first)
{
    return m->ordinal >= 0 && (l->field[m->ordinal] == COLUMNS_DATE || l->field[m->ordinal] == COLUMNS_START) &&
           text_integer(table_text(m->table, 0, m->ordinal), first) == 0 && *first >= SERIAL_LEAST && *first <= SERIAL_MOST;
}

static int undated(struct moment_reader *m, const struct layout *l, const struct choices *c, struct faults *faults)
{
    const struct table *t = m->table;
    long long           first = 1;
    int                 serial = is_serial(m, l, &first);
    if (c->first_day == CHOICES_NO_DATE && !serial)
        return m->clock >= 0 ? no_date(t, faults) : no_when(t, faults);
    m->first_day = serial ? (int)first - SERIAL_1970 : c->first_day;
    m->clock_packed = m->clock >= 0 && is_packed(t, m->clock);
    m->one_day = m->clock >= 0 && !serial;
    if (m->ordinal < 0)
        m->ordinal = l->of[COLUMNS_ORDINAL];
    if (m->one_day || (m->ordinal >= 0 && text_integer(table_text(t, 0, m->ordinal), &first)))
        m->ordinal = -1;
    m->first_ordinal = (long)first;
    return 0;
}

static void find_columns(struct moment_reader *m, const struct layout *l)
{
    const struct table *t = m->table;
    m->date = m->clock = m->both = m->ordinal = m->end = -1;
    for (int i = 0; i < l->when_count; i++)
        take(m, t, l->when[i], 1);
    if (l->when_count > 0)
        return;
    take(m, t, l->of[COLUMNS_START], 0);
    take(m, t, l->of[COLUMNS_DATE], 0);
    if (m->both < 0)
        take(m, t, l->of[COLUMNS_TIME], 1);
    if (l->of[COLUMNS_END] < 0)
        return;
    if (m->both >= 0 || m->clock >= 0) {
        m->end = l->of[COLUMNS_END];
    } else {
        take(m, t, l->of[COLUMNS_END], 0);
        m->is_end = m->both >= 0 || m->clock >= 0;
    }
}

int moment_open(struct moment_reader *m, const struct table *t, const struct layout *l, const struct choices *c,
                const struct zone *zone, struct faults *faults)
{
    memset(m, 0, sizeof *m);
    m->table = t;
    m->zone = zone;
    find_columns(m, l);
    if (m->both < 0 && m->date < 0)
        return undated(m, l, c, faults);
    if (m->both >= 0) { /* it says everything */
        m->date = m->clock = -1;
        m->span = look_for_spans(t, m->both);
    }
    m->clock_packed = m->clock >= 0 && is_packed(t, m->clock);
    m->ordinal = -1;
    if (c->first_day != CHOICES_NO_DATE)
        return faults_add(faults, table_file(t), 0, 0, "--first-date is for files without dates; \"%s\" has them",
                          table_header(t, m->both >= 0 ? m->both : m->date));
    return 0;
}

int moment_has_clock(const struct moment_reader *m)
{
    return m->both >= 0 || m->clock >= 0;
}

enum moment_kind moment_role(const struct moment_reader *m, int column)
{
    return column < 0             ? MOMENT_UNUSED
           : column == m->both    ? MOMENT_BOTH
           : column == m->date    ? MOMENT_DATE
           : column == m->clock   ? MOMENT_CLOCK
           : column == m->ordinal ? MOMENT_ORDINAL
                                  : MOMENT_UNUSED;
}

void moment_place(struct moment *out, const struct zone *zone)
{
    int64_t utc_s, later_s;
    out->never = out->twice = out->has_offset = 0;
    if (!zone)
        return;
    switch (zone_to_utc(zone, out->day, out->second, &utc_s, &later_s)) {
    case ZONE_NEVER: out->never = 1; break;
    case ZONE_TWICE: out->twice = 1; break;
    case ZONE_ONCE: break;
    }
    out->has_offset = 1;
    out->offset_s = zone_offset_s(zone, utc_s);
}

void moment_later(struct moment *out, const struct zone *zone)
{
    int64_t utc_s, later_s;
    zone_to_utc(zone, out->day, out->second, &utc_s, &later_s);
    out->offset_s = zone_offset_s(zone, later_s);
    out->later = 1;
}

int moment_fault_never(const struct moment_reader *m, long row, const struct moment *at, struct faults *faults)
{
    char date[CLOCK_DATE_SIZE];
    return table_fault(m->table, row, m->both >= 0 ? m->both : m->clock, faults,
                       "%02d:%02d on %s does not exist in %s: the clocks were put forward over it; check the time "
                       "zone, or the hour",
                       at->second / 3600, at->second / 60 % 60, clock_date_format(at->day, date), zone_name(m->zone));
}

/* A moment that states its own offset, as the zone's wall clock shows it (without a zone: as it stands). */
static void place_stated(struct moment *out, const struct clock_time *time, const struct zone *zone)
{
    struct clock_time local = *time;
    int64_t           utc_s;
    if (zone) {
        zone_instant(zone, time, &utc_s, NULL);
        local = zone_to_local(zone, utc_s);
    }
    out->day = local.day;
    out->second = local.second;
    out->has_offset = 1;
    out->offset_s = local.offset_s;
}

static int no_such_clock(const struct moment_reader *m, long row, int column, struct faults *faults)
{
    return table_fault(m->table, row, column, faults,
                       "%s is \"%.40s\"; want 00:00 to 23:59: an interval that starts at midnight starts the next day "
                       "at 00:00 (if "
                       "the column states ends, say --map end=\"%s\")",
                       table_header(m->table, column), table_text(m->table, row, column),
                       table_header(m->table, column));
}

/* The length, from the time of day an interval ends: the next day's where it is not behind the start. */
static int take_end(const struct moment_reader *m, long row, int column, int end_s, struct moment *out, struct faults *faults)
{
    out->length_s = moment_length_s(out->second, end_s);
    if (!out->length_s)
        return table_fault(m->table, row, column, faults, "%s is \"%.40s\", which starts and ends at once; want the end of the interval",
                           table_header(m->table, column), table_text(m->table, row, column));
    return 0;
}

static int read_clock(const struct moment_reader *m, long row, struct moment *out, struct faults *faults)
{
    const char *s = table_text(m->table, row, m->clock);
    int         end_s;
    long long   packed;
    end_s = -1;
    if (m->clock_packed && text_integer(s, &packed) == 0 && moment_packed_s((long)packed) >= 0)
        out->second = moment_packed_s((long)packed);
    else if (moment_clock(s, &out->second, &end_s))
        return table_fault(m->table, row, m->clock, faults,
                           "%s is \"%.40s\"; want a time of day like 09:30 or 09:30-10:00",
                           table_header(m->table, m->clock), s);
    if (out->second > DAY_S || (out->second == DAY_S && !m->is_end) || end_s > DAY_S)
        return no_such_clock(m, row, m->clock, faults);
    return end_s >= 0 ? take_end(m, row, m->clock, end_s, out, faults) : 0;
}

/* The length, where the end stands in a column of its own. */
static int read_end(const struct moment_reader *m, long row, struct moment *out, struct faults *faults)
{
    const char       *s = table_text(m->table, row, m->end);
    struct clock_time time = {0};
    int               none, second;
    if (!*s)
        return 0;
    if (moment_clock(s, &second, &none) == 0) {
        if (second > DAY_S)
            return no_such_clock(m, row, m->end, faults);
        return take_end(m, row, m->end, second, out, faults);
    }
    if (table_time(m->table, row, m->end, &time, faults) != 1)
        return -1;
    if (time.has_offset) /* its clock may differ from the start's */
        return 0;
    int64_t length_s = (int64_t)(time.day - out->day) * DAY_S + time.second - out->second;
    if (length_s <= 0 || length_s > DAY_S)
        return table_fault(m->table, row, m->end, faults,
                           "%s is \"%.40s\"; want the end of an interval of a day at most, behind its start",
                           table_header(m->table, m->end), s);
    out->length_s = moment_whole_length_s(length_s);
    return 0;
}

static int empty(const struct moment_reader *m, long row, int column, const char *want, struct faults *faults)
{
    return table_fault(m->table, row, column, faults, "%s is empty; want %s (if this is a row of totals, take it out)",
                       table_header(m->table, column), want);
}

/* A date and time in one cell. */
static int read_both(const struct moment_reader *m, long row, struct moment *out, struct faults *faults)
{
    struct clock_time time = {0};
    if (!*table_text(m->table, row, m->both))
        return empty(m, row, m->both, FAULT_MARK("a date and time"), faults);
    const char *s = table_text(m->table, row, m->both), *right;
    size_t      left;
    if (m->span != MOMENT_NO_SPAN && moment_cut_span(s, m->span == MOMENT_SPAN_DASH, &left, &right)) {
        if (table_time_begin(m->table, row, m->both, left, &time, faults) != 1)
            return -1;
        out->length_s = moment_span_s(s, left, right);
        if (out->length_s <= 0)
            return table_fault(m->table, row, m->both, faults, "%s is \"%.60s\"; want the start and the end of an interval",
                               table_header(m->table, m->both), s);
    } else if (table_time(m->table, row, m->both, &time, faults) != 1) {
        return -1;
    }
    if (time.has_offset) {
        place_stated(out, &time, m->zone);
        return 0;
    }
    out->day = time.day;
    out->second = time.second;
    moment_place(out, m->zone);
    return 0;
}

static int read_day(const struct moment_reader *m, long row, struct moment *out, struct faults *faults)
{
    int ordinal = (int)(m->first_ordinal + row);
    if (m->date >= 0 && !*table_text(m->table, row, m->date))
        return empty(m, row, m->date, FAULT_MARK("a date"), faults);
    if (m->date >= 0)
        return table_date(m->table, row, m->date, &out->day, faults) == 1 ? 0 : -1;
    if (m->one_day) {
        out->day = m->first_day;
        return 0;
    }
    if (m->ordinal >= 0 && table_integer(m->table, row, m->ordinal, 0, 1000000, &ordinal, faults) < 0)
        return -1;
    long day = m->first_day + ordinal - m->first_ordinal;
    if (m->ordinal >= 0 && (labs(day - m->first_day) > DAYS_APART || day < DAY_LEAST))
        return table_fault(m->table, row, m->ordinal, faults, "%s is \"%.40s\", years from the first row; want a running number of days",
                           table_header(m->table, m->ordinal), table_text(m->table, row, m->ordinal));
    out->day = (int)day;
    return 0;
}

int moment_read(const struct moment_reader *m, long row, struct moment *out, struct faults *faults)
{
    memset(out, 0, sizeof *out);
    if (m->both >= 0) {
        if (read_both(m, row, out, faults))
            return -1;
    } else {
        if (read_day(m, row, out, faults) || (m->clock >= 0 && read_clock(m, row, out, faults)))
            return -1;
        if (m->clock >= 0)
            moment_place(out, m->zone);
    }
    return m->end >= 0 ? read_end(m, row, out, faults) : 0;
}
