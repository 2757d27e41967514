#include "model/event_calendar.h"
#include "base/clock.h"
#include "base/ics.h"
#include "base/table.h"
#include "base/text.h"
#include "model/event_table.h"
#include <stdio.h>
#include <string.h>

enum { BEFORE_DAYS = 6 * 366, AFTER_DAYS = 7, WINDOW_SIZE = 64 };
enum { FROM, TO, KIND, NAME, OPEN, FACTOR, PREMIUM, QUEUE, AS, CELLS };
static const char header[] = "from,to,kind,name,open,factor,premium,queue,as";
static const char *const extra_names[] = {"open", "factor", "premium", "queue", "as"}; /* from OPEN on */
enum { EXTRAS = sizeof extra_names / sizeof *extra_names };
static const char prefix[] = "X-HEADCOUNT-";

struct row { /* of the table made of the calendar; numbers and dates have a place here to be written */
    const char *cell[CELLS];
    char        dates[2][CLOCK_DATE_SIZE], factor[TEXT_NUMBER_SIZE], premium[TEXT_NUMBER_SIZE], window[WINDOW_SIZE];
};

static int ends_in(const char *s, const char *tail)
{
    size_t n = strlen(s), m = strlen(tail);
    return n >= m && strcmp(s + n - m, tail) == 0;
}

static int says_workday(const char *summary)
{
    static const char *const tails[] = {"班", "班)", "班）"};
    for (size_t i = 0; i < sizeof tails / sizeof *tails; i++)
        if (ends_in(summary, tails[i]))
            return 1;
    return strstr(summary, "补班") != NULL || strstr(summary, "调休上班") != NULL;
}

static enum event_kind kind_of(const struct ics_event *e)
{
    for (int i = 0; i < e->category_count; i++)
        for (int k = 0; k < 4; k++)
            if (text_same(e->categories[i], event_kind_names[k]))
                return (enum event_kind)k;
    return says_workday(e->summary) ? EVENT_WORKDAY : EVENT_HOLIDAY;
}

/* A timed event is special opening hours; what else it could mean would be a guess. */
static int timed(struct row *row, const struct ics_day *d, const struct ics_event *e, enum event_kind kind, const char *path,
                 struct faults *faults)
{
    if (kind != EVENT_HOURS || d->first_day != d->last_day || d->from_s % 60 || d->to_s % 60)
        return faults_add(faults, path, e->line, 0,
                          "the event \"%.60s\" is timed; want one of whole days, or CATEGORIES:HOURS for opening hours within a day",
                          e->summary);
    snprintf(row->window, sizeof row->window, "%02d:%02d-%02d:%02d", d->from_s / 3600, d->from_s / 60 % 60, d->to_s / 3600, d->to_s / 60 % 60);
    row->cell[OPEN] = row->window;
    return 0;
}

static int extras(struct row *row, const struct ics_event *e, const char *path, struct faults *faults)
{
    char meant[96];
    int  premium = 0, factor = 0;
    for (int i = 0; i < e->extra_count; i++) {
        const char *name = e->extras[i].name + strlen(prefix);
        int         k = 0;
        while (k < EXTRAS && !text_same(name, extra_names[k]))
            k++;
        if (k == EXTRAS)
            return faults_add(faults, path, e->extras[i].line, 0, "%.40s is unknown; want %sOPEN, FACTOR, PREMIUM, QUEUE or AS%s",
                              e->extras[i].name, prefix, text_meant(name, extra_names, EXTRAS, meant, sizeof meant));
        row->cell[OPEN + k] = e->extras[i].value;
        premium |= OPEN + k == PREMIUM;
        factor |= OPEN + k == FACTOR;
    }
    if (*row->cell[QUEUE] && !premium) /* the usual premium comes with the event for all queues */
        row->cell[PREMIUM] = "";
    if (text_same(row->cell[OPEN], "closed") && !factor)
        row->cell[FACTOR] = "";
    return 0;
}

static int make_row(struct row *row, const struct scenario *s, const struct ics_day *d, const struct ics_event *e, const char *path,
                    struct faults *faults)
{
    enum event_kind        kind = kind_of(e);
    const struct holidays *c = &s->holidays;
    for (int i = 0; i < CELLS; i++)
        row->cell[i] = "";
    row->cell[FROM] = clock_date_format(d->first_day, row->dates[0]);
    row->cell[TO] = clock_date_format(d->last_day, row->dates[1]);
    row->cell[KIND] = event_kind_names[kind];
    row->cell[NAME] = e->summary;
    if (kind == EVENT_HOLIDAY) {
        row->cell[OPEN] = c->open ? c->open : "closed";
        row->cell[FACTOR] = text_format_number(c->factor, row->factor);
        row->cell[PREMIUM] = text_format_number(c->premium, row->premium);
    }
    if (!d->all_day && timed(row, d, e, kind, path, faults))
        return -1;
    return extras(row, e, path, faults);
}

static void add_header(struct table *t)
{
    int    count;
    char **names = text_split(header, ",", &count);
    for (int i = 0; i < count; i++)
        table_add_cell(t, names[i], strlen(names[i]));
    table_end_row(t, 0);
    text_split_free(names, count);
}

/* The table is ours: a fault's field would mean nothing to the reader, and repetitions would say it again each year. */
static void tell(struct faults *faults, const struct faults *found)
{
    for (int i = 0; i < found->count; i++) {
        const struct fault *f = &found->items[i];
        int                 told = 0;
        for (int k = 0; k < i; k++)
            told |= found->items[k].line == f->line && strcmp(found->items[k].message, f->message) == 0;
        if (!told)
            faults_add(faults, f->file, f->line, 0, "%s", f->message);
    }
}

static void add_events(struct scenario *s, const struct ics *c, const char *path, struct faults *faults)
{
    struct table t;
    table_make(&t, path, NULL);
    add_header(&t);
    for (int i = 0; i < c->day_count; i++) {
        const struct ics_event *e = &c->events[c->days[i].event];
        struct row              row;
        if (make_row(&row, s, &c->days[i], e, path, faults))
            continue;
        for (int k = 0; k < CELLS; k++)
            table_add_cell(&t, row.cell[k], strlen(row.cell[k]));
        table_end_row(&t, e->line);
    }
    if (table_set_header(&t, 0, faults) == 0)
        event_table_add(s, &t, faults);
    table_free(&t);
}

int event_calendar_read(struct scenario *s, const char *path, struct faults *faults)
{
    const struct horizon *h = &s->horizon;
    struct faults         found = {0};
    struct ics            c;
    struct zone          *z = zone_open(h->zone, &found, path, 0, 0);
    if (z && ics_read(&c, path, h->first_day - BEFORE_DAYS, h->first_day + h->days + AFTER_DAYS, z, prefix, &found) == 0) {
        add_events(s, &c, path, &found);
        ics_free(&c);
    }
    zone_close(z);
    tell(faults, &found);
    return found.total ? -1 : 0;
}
