#include "model/absence_table.h"
#include "base/alloc.h"
#include "base/table.h"
#include "base/text.h"
#include "model/cells.h"
#include "model/hours.h"
#include "model/period.h"
#include <stdlib.h>
#include <string.h>

enum { ROWS_MAX = 1000000, DAY_MIN = 1440, SPAN_MAX_DAYS = 3660 };

/* --- time off --------------------------------------------------------------------------------------------------- */

enum { T_AGENT, T_START, T_END, T_KIND, T_PAID, T_CREDITED, T_COLUMNS };

struct span { /* a time off: its local days, first and last, and the times of day it starts and ends at */
    int first_day, last_day, from_min, to_min;
};

/* A date alone as `end` means the end of that day. */
static int read_moment(const struct table *t, long row, int column, const struct horizon *h, int end, int *day, int *minute,
                       struct faults *faults)
{
    struct clock_time when;
    int               date;
    const char       *text = table_text(t, row, column);
    *minute = end ? DAY_MIN : 0;
    if (!strchr(text, ':')) {
        if (table_date(t, row, column, &date, faults) <= 0)
            return -1;
    } else {
        if (table_time(t, row, column, &when, faults) <= 0)
            return -1;
        if (when.has_offset)
            return table_fault(t, row, column, faults, "%s is \"%s\"; want local time without an offset", table_header(t, column), text);
        date = when.day;
        *minute = when.second / 60;
    }
    *day = date - h->first_day;
    return 0;
}

static int read_span(struct span *x, const struct table *t, long row, const int *at, const struct horizon *h, struct faults *faults)
{
    char first[16], last[16];
    if (read_moment(t, row, at[T_START], h, 0, &x->first_day, &x->from_min, faults) |
        read_moment(t, row, at[T_END], h, 1, &x->last_day, &x->to_min, faults))
        return -1;
    if (x->last_day < x->first_day || (x->last_day == x->first_day && x->to_min <= x->from_min))
        return table_fault(t, row, at[T_END], faults, "end is %s, not after start, which is %s; want it later",
                           table_text(t, row, at[T_END]), table_text(t, row, at[T_START]));
    if (x->last_day - x->first_day > SPAN_MAX_DAYS)
        return table_fault(t, row, at[T_END], faults, "the time off lasts more than ten years; want a nearer end");
    if (x->to_min == 0) { /* ends at midnight: the day before is its last */
        x->last_day--;
        x->to_min = DAY_MIN;
    }
    if (x->last_day < 0 || x->first_day >= h->days)
        return table_fault(t, row, at[T_START], faults, "the time off, %s to %s, lies outside the horizon, %s to %s; want the row left out",
                           table_text(t, row, at[T_START]), table_text(t, row, at[T_END]), horizon_date(h, 0, first),
                           horizon_date(h, h->days - 1, last));
    return 0;
}

static int workable(const struct scenario *s, int contract, int day)
{
    if (day >= 0 && day < s->horizon.days && s->day_closed[day])
        return 0;
    for (int k = 0; k < s->kind_count; k++)
        if (s->kinds[k].contract == contract && s->kinds[k].weekdays >> horizon_weekday(&s->horizon, day) & 1)
            return 1;
    return 0;
}

/* Day i of n gets credited * (i + 1) / n - credited * i / n minutes, so that nothing is lost to rounding. */
static void spread_credit(struct scenario *s, struct agent *a, const struct span *x, int credited, int paid)
{
    int n = 0, i = 0, every;
    for (int d = x->first_day; d <= x->last_day; d++)
        n += workable(s, a->contract, d);
    every = n == 0;
    if (every)
        n = x->last_day - x->first_day + 1;
    for (int d = x->first_day; d <= x->last_day; d++) {
        if (!every && !workable(s, a->contract, d))
            continue;
        int share = (int)((long long)credited * (i + 1) / n - (long long)credited * i / n);
        i++;
        if (d < 0 || d >= s->horizon.days)
            continue;
        a->credited_min[period_of(&s->contracts[a->contract], &s->horizon, d)] += share;
        if (paid)
            a->paid_leave_min[horizon_week(&s->horizon, d)] += share;
    }
}

/* Where the time off lies on the axis; what is outside of it is cut off. */
static void place_span(struct time_off *off, const struct span *x, const struct horizon *h)
{
    off->start_min = x->first_day >= 0 ? horizon_minute(h, x->first_day, x->from_min) : 0;
    off->end_min = x->last_day < h->days ? horizon_minute(h, x->last_day, x->to_min) : h->axis * h->interval_min;
}

/* Two credited rows of an agent for the same time would credit it twice. */
static int credited_twice(const struct scenario *s, const struct time_off *off)
{
    for (int i = 0; i < s->time_off_count; i++) {
        const struct time_off *o = &s->time_offs[i];
        if (o->agent == off->agent && o->credited_min > 0 && o->start_min < off->end_min && off->start_min < o->end_min)
            return 1;
    }
    return 0;
}

static void read_time_off(struct scenario *s, const struct table *t, long row, const int *at, struct faults *faults)
{
    struct span     x;
    struct time_off off = {.agent = -1};
    int             named = cells_name(t, row, at[T_AGENT], s, NOUN_AGENT, &off.agent, faults);
    if (read_span(&x, t, row, at, &s->horizon, faults))
        return;
    int most = (x.last_day - x.first_day + 1) * DAY_MIN;
    if (cells_hours(t, row, at[T_CREDITED], 0, most, 1, &off.credited_min, faults) < 0)
        return;
    off.paid = off.credited_min > 0;
    if (table_yes(t, row, at[T_PAID], &off.paid, faults) < 0 || named <= 0)
        return;
    place_span(&off, &x, &s->horizon);
    if (off.credited_min > 0 && credited_twice(s, &off))
        table_fault(t, row, at[T_CREDITED], faults, "another row credits hours to agent %s for some of this time too; want them apart",
                    s->agents[off.agent].id);
    spread_credit(s, &s->agents[off.agent], &x, off.credited_min, off.paid);
    off.kind = xstrdup(table_text(t, row, at[T_KIND]));
    s->time_offs[s->time_off_count++] = off;
}

int absence_table_read_time_off(struct scenario *s, const char *path, struct faults *faults)
{
    static const struct table_column columns[T_COLUMNS] = {{"agent", TABLE_FILLED},  {"start", TABLE_FILLED},  {"end", TABLE_FILLED},
                                                           {"kind", TABLE_OPTIONAL}, {"paid", TABLE_OPTIONAL}, {"credited_h", TABLE_OPTIONAL}};
    struct table t;
    int          at[T_COLUMNS];
    long         before = faults->total;
    if (cells_table(&t, path, faults))
        return -1;
    if (t.rows > ROWS_MAX)
        table_fault(&t, ROWS_MAX, -1, faults, "more than %d rows; want fewer", ROWS_MAX);
    else if (table_columns(&t, columns, T_COLUMNS, at, TABLE_STRICT, faults) == 0) {
        s->time_offs = xcalloc((size_t)t.rows + 1, sizeof *s->time_offs);
        for (long row = 0; row < t.rows; row++)
            read_time_off(s, &t, row, at, faults);
    }
    table_free(&t);
    return faults->total > before ? -1 : 0;
}

/* --- requests --------------------------------------------------------------------------------------------------- */

enum { R_AGENT, R_DAY, R_WHAT, R_WINDOW, R_SHIFT, R_WEIGHT, R_COLUMNS };

static int read_day(struct request *q, const struct table *t, long row, int column, const struct horizon *h, struct faults *faults)
{
    char first[16], last[16];
    if (cells_day(t, row, column, h, &q->day, faults) <= 0)
        return -1;
    if (q->day >= 0 && q->day < h->days)
        return 0;
    return table_fault(t, row, column, faults, "day is %s; want a day of the horizon, %s to %s", table_text(t, row, column),
                       horizon_date(h, 0, first), horizon_date(h, h->days - 1, last));
}

/* "off" turns the wish round: for a day off is against any shift. */
static int read_window(struct request *q, const struct table *t, long row, int column, const struct horizon *h, struct faults *faults)
{
    struct window w;
    if (text_same(table_text(t, row, column), "off")) {
        q->wish = q->wish == WISH_FOR ? WISH_AGAINST : WISH_FOR;
        return 0;
    }
    int n = hours_cell(t, row, column, 1, &w, 1, faults);
    if (n > 0) {
        q->from_min = horizon_minute(h, q->day, w.from_min);
        q->to_min = horizon_minute(h, q->day, w.to_min);
    }
    return n < 0 ? -1 : 0;
}

static int read_shift(struct request *q, const struct scenario *s, const struct table *t, long row, int column, struct faults *faults)
{
    const char *name = table_text(t, row, column);
    int         contract = s->agents[q->agent].contract;
    q->kind = -1;
    if (!*name)
        return 0;
    q->kind = scenario_kind_index(s, name, contract);
    if (q->kind >= 0)
        return 0;
    struct text known = {0};
    for (int k = 0; k < s->kind_count; k++)
        if (s->kinds[k].contract == contract)
            text_addf(&known, "%s%s", known.length ? ", " : "", s->kinds[k].name);
    table_fault(t, row, column, faults, "shift is \"%s\"; want a shift of the agent's contract %s: %.200s", name,
                s->contracts[contract].name, text_string(&known));
    text_free(&known);
    return -1;
}

static void read_request(struct scenario *s, const struct table *t, long row, const int *at, struct faults *faults)
{
    static const char *const wishes[] = {"for", "against"};
    struct request           q = {.kind = -1};
    int                      wish = 0;
    int bad = cells_name(t, row, at[R_AGENT], s, NOUN_AGENT, &q.agent, faults) <= 0;
    bad |= read_day(&q, t, row, at[R_DAY], &s->horizon, faults) != 0;
    bad |= table_choice(t, row, at[R_WHAT], wishes, 2, &wish, faults) <= 0;
    bad |= table_number(t, row, at[R_WEIGHT], TEXT_ABOVE_0, 1e9, &q.weight, faults) <= 0;
    if (bad)
        return;
    q.wish = (enum wish)wish;
    if (read_window(&q, t, row, at[R_WINDOW], &s->horizon, faults) == 0 && read_shift(&q, s, t, row, at[R_SHIFT], faults) == 0)
        s->requests[s->request_count++] = q;
}

int absence_table_read_requests(struct scenario *s, const char *path, struct faults *faults)
{
    static const struct table_column columns[R_COLUMNS] = {{"agent", TABLE_FILLED},    {"day", TABLE_FILLED},     {"what", TABLE_FILLED},
                                                           {"window", TABLE_OPTIONAL}, {"shift", TABLE_OPTIONAL}, {"weight", TABLE_FILLED}};
    struct table t;
    int          at[R_COLUMNS];
    long         before = faults->total;
    if (cells_table(&t, path, faults))
        return -1;
    if (t.rows > ROWS_MAX)
        table_fault(&t, ROWS_MAX, -1, faults, "more than %d rows; want fewer", ROWS_MAX);
    else if (table_columns(&t, columns, R_COLUMNS, at, TABLE_STRICT, faults) == 0) {
        s->requests = xcalloc((size_t)t.rows + 1, sizeof *s->requests);
        for (long row = 0; row < t.rows; row++)
            read_request(s, &t, row, at, faults);
    }
    table_free(&t);
    return faults->total > before ? -1 : 0;
}
