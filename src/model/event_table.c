#include "model/event_table.h"
#include "base/alloc.h"
#include "base/clock.h"
#include "base/table.h"
#include "base/text.h"
#include "model/cells.h"
#include "model/hours.h"
#include <stdlib.h>
#include <string.h>

enum { EVENTS_MAX = 10000, DAY_MIN = 1440, TAIL_DAYS = 7 };
enum { FROM, TO, QUEUE, KIND, NAME, OPEN, FACTOR, PREMIUM, AS, COLUMNS };
const char *const event_kind_names[4] = {"holiday", "hours", "campaign", "workday"};
static const struct table_column columns[COLUMNS] = {
    {"from", TABLE_FILLED},   {"to", TABLE_OPTIONAL},   {"queue", TABLE_OPTIONAL},  {"kind", TABLE_FILLED}, {"name", TABLE_OPTIONAL},
    {"open", TABLE_OPTIONAL}, {"factor", TABLE_OPTIONAL}, {"premium", TABLE_OPTIONAL}, {"as", TABLE_OPTIONAL}};

/* closed, regular, or windows. What an empty cell means depends on the kind; where that would be a guess it is a fault. */
static void read_open(struct event *e, const struct scenario *s, const struct table *t, long row, int column, struct faults *faults)
{
    const char *text = table_text(t, row, column);
    if (text_same(text, "closed")) {
        e->closed = 1;
        return;
    }
    if (text_same(text, "regular") || (!*text && (e->kind == EVENT_CAMPAIGN || e->kind == EVENT_WORKDAY)))
        return;
    if (!*text) {
        table_fault(t, row, column, faults, "open is empty; want closed, regular, or hours such as 09:00-13:00");
        return;
    }
    int n = hours_cell(t, row, column, s->horizon.interval_min, e->open, 4, faults);
    for (int i = 0; i < n; i++)
        if (e->open[i].to_min > DAY_MIN)
            table_fault(t, row, column, faults, "open is \"%s\"; want special hours within the day, to 24:00 at most", text);
}

static void read_dates(struct event *e, const struct table *t, long row, const int *at, struct faults *faults)
{
    table_date(t, row, at[FROM], &e->from_date, faults);
    e->to_date = e->from_date;
    table_date(t, row, at[TO], &e->to_date, faults);
    if (e->to_date < e->from_date)
        table_fault(t, row, at[TO], faults, "to is %s, before from, which is %s; want them the other way round",
                    table_text(t, row, at[TO]), table_text(t, row, at[FROM]));
}

static int sets_hours(const struct event *e)
{
    return e->closed || e->open[0].from_min < e->open[0].to_min;
}

/* Two events that say differently when a queue is open on a day would leave it to chance which one counts. Rows are events
 * in order, behind those of an earlier table. */
static void check_clash(const struct scenario *s, const struct event *e, const struct table *t, long row, int column,
                        struct faults *faults)
{
    int before = s->event_count - (int)row;
    for (int i = 0; i < s->event_count && sets_hours(e); i++) {
        const struct event *o = &s->events[i];
        if (sets_hours(o) && !(e->closed && o->closed) && e->from_date <= o->to_date && o->from_date <= e->to_date &&
            (e->queue < 0 || o->queue < 0 || e->queue == o->queue)) {
            if (i < before)
                table_fault(t, row, column, faults, "open is \"%s\", but events.csv sets the opening of some of these days too; want one of them",
                            table_text(t, row, column));
            else
                table_fault(t, row, column, faults, "open is \"%s\", but line %ld sets the opening of some of these days too; want one of them",
                            table_text(t, row, column), table_line(t, i - before));
            return;
        }
    }
}

static void add_premium(struct scenario *s, const struct event *e)
{
    const struct horizon *h = &s->horizon;
    int                   first = e->from_date - h->first_day, last = e->to_date - h->first_day;
    if (e->premium == 1 || last < 0 || first >= h->days + TAIL_DAYS)
        return;
    s->premiums = xrealloc(s->premiums, ((size_t)s->premium_count + 1) * sizeof *s->premiums);
    s->premiums[s->premium_count++] = (struct premium){.weekdays = 127, .from_min = 0, .to_min = DAY_MIN, .holidays_only = 1,
                                                       .first_day = first, .last_day = last, .factor = e->premium};
}

/* A make-up working day counts as a weekday: in a Chinese calendar usually one whose neighbours were made a holiday. */
static void count_as_workday(struct event *e, const struct table *t, long row, int column,
                             struct faults *faults)
{
    const char *text = table_text(t, row, column);
    int         as = *text ? clock_weekday_parse(text) : -1;
    if (*text && e->kind != EVENT_WORKDAY)
        table_fault(t, row, column, faults, "as is \"%s\"; only a workday stands for another weekday, want it empty", text);
    else if (*text && as < 0)
        table_fault(t, row, column, faults, "as is \"%s\"; want a weekday such as mon", text);
    e->as = as;
}

static void read_row(struct scenario *s, const struct table *t, long row, const int *at, struct faults *faults)
{
    struct event             e = {.queue = -1, .factor = 1, .premium = 1, .as = -1};
    int                      kind = EVENT_HOLIDAY;
    long                     before = faults->total;
    read_dates(&e, t, row, at, faults);
    cells_name(t, row, at[QUEUE], s, NOUN_QUEUE, &e.queue, faults);
    if (table_choice(t, row, at[KIND], event_kind_names, 4, &kind, faults) > 0) {
        e.kind = (enum event_kind)kind;
        read_open(&e, s, t, row, at[OPEN], faults);
    }
    table_number(t, row, at[FACTOR], 0, 1000, &e.factor, faults);
    table_number(t, row, at[PREMIUM], TEXT_ABOVE_0, 100, &e.premium, faults);
    if (e.queue >= 0 && e.premium != 1)
        table_fault(t, row, at[PREMIUM], faults, "a premium is paid to all agents; want queue empty, or the premium in a row of its own");
    if (faults->total == before) {
        check_clash(s, &e, t, row, at[OPEN], faults);
        count_as_workday(&e, t, row, at[AS], faults);
        add_premium(s, &e);
    }
    e.name = xstrdup(table_text(t, row, at[NAME]));
    s->events[s->event_count++] = e;
}

int event_table_add(struct scenario *s, struct table *t, struct faults *faults)
{
    int  at[COLUMNS];
    long before = faults->total;
    if (t->rows > EVENTS_MAX)
        return table_fault(t, EVENTS_MAX, -1, faults, "more than %d events; want fewer", EVENTS_MAX);
    if (table_columns(t, columns, COLUMNS, at, TABLE_STRICT, faults))
        return -1;
    s->events = xrealloc(s->events, ((size_t)s->event_count + (size_t)t->rows + 1) * sizeof *s->events);
    for (long row = 0; row < t->rows; row++)
        read_row(s, t, row, at, faults);
    return faults->total > before ? -1 : 0;
}

int event_table_read(struct scenario *s, const char *path, struct faults *faults)
{
    struct table t;
    if (cells_table(&t, path, faults))
        return -1;
    int bad = event_table_add(s, &t, faults);
    table_free(&t);
    return bad;
}
