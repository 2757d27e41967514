/* roster.csv and roster_grid.csv. */
#include "base/alloc.h"
#include "base/table.h"
#include "model/roster.h"
#include <stdlib.h>
#include <string.h>

enum { AGENT, DAY, SHIFT, ACTIVITY, QUEUE, START, END, COLUMNS };

struct roster_row {
    int             agent, day;
    const char     *shift;
    long            row;
    struct activity activity;
};

static int read_minute(const struct table *t, long row, int column, const struct horizon *h, int *minute, struct faults *faults)
{
    const char *text = table_text(t, row, column);
    char        from[32], to[32];
    if (horizon_parse(h, text, minute) == 0)
        return 0;
    return table_fault(t, row, column, faults, "%s is \"%s\"; want a time like %s, not after %s", table_header(t, column), text,
                       horizon_format(h, 0, from), horizon_format(h, h->axis * h->interval_min, to));
}

static int read_day(const struct table *t, long row, int column, const struct horizon *h, int *day, struct faults *faults)
{
    char first[16], last[16];
    if (table_date(t, row, column, day, faults) < 0)
        return -1;
    *day -= h->first_day;
    if (*day >= 0 && *day < h->days)
        return 0;
    return table_fault(t, row, column, faults, "day is %s; want a day of the horizon, %s to %s", table_text(t, row, column),
                       horizon_date(h, 0, first), horizon_date(h, h->days - 1, last));
}

static int read_row(struct roster_row *r, const struct scenario *s, const struct table *t, long row, const int *c,
                    struct faults *faults)
{
    const char *agent = table_text(t, row, c[AGENT]), *queue = table_text(t, row, c[QUEUE]);
    char        meant[128];
    int         kind = 0;
    long        before = faults->total;
    r->row = row;
    r->shift = table_text(t, row, c[SHIFT]);
    r->agent = scenario_agent_index(s, agent);
    if (r->agent < 0)
        table_fault(t, row, c[AGENT], faults, "agent is \"%s\"; want an agent of agents.csv%s", agent,
                    scenario_meant(s, NOUN_AGENT, agent, meant, sizeof meant));
    r->activity.queue = *queue ? scenario_queue_index(s, queue) : -1;
    if (*queue && r->activity.queue < 0)
        table_fault(t, row, c[QUEUE], faults, "queue is \"%s\"; want a queue of scenario.json%s", queue,
                    scenario_meant(s, NOUN_QUEUE, queue, meant, sizeof meant));
    read_day(t, row, c[DAY], &s->horizon, &r->day, faults);
    table_choice(t, row, c[ACTIVITY], activity_names, ACTIVITIES, &kind, faults);
    r->activity.kind = (enum activity_kind)kind;
    if (read_minute(t, row, c[START], &s->horizon, &r->activity.start_min, faults) == 0 &&
        read_minute(t, row, c[END], &s->horizon, &r->activity.end_min, faults) == 0 &&
        r->activity.end_min <= r->activity.start_min)
        table_fault(t, row, c[END], faults, "end is %s, not after the start; want a later time", table_text(t, row, c[END]));
    return faults->total > before ? -1 : 0;
}

static int compare_rows(const void *a, const void *b)
{
    const struct roster_row *x = a, *y = b;
    if (x->agent != y->agent)
        return x->agent < y->agent ? -1 : 1;
    if (x->day != y->day)
        return x->day < y->day ? -1 : 1;
    if (x->activity.start_min != y->activity.start_min)
        return x->activity.start_min < y->activity.start_min ? -1 : 1;
    return (x->row > y->row) - (x->row < y->row);
}

/* Rows of one agent, day and shift that follow each other without a gap are one shift; where they do not, another begins,
 * and check says what is wrong with that. */
static int continues(const struct roster_row *a, const struct roster_row *b)
{
    return a->agent == b->agent && a->day == b->day && a->activity.end_min == b->activity.start_min &&
           strcmp(a->shift, b->shift) == 0;
}

static void add_shifts(struct roster *r, const struct scenario *s, const struct table *t, const int *c,
                       const struct roster_row *rows, long count, struct faults *faults)
{
    struct activity *activities = xmalloc((size_t)(count > 0 ? count : 1) * sizeof *activities);
    for (long i = 0, end; i < count; i = end) {
        for (end = i + 1; end < count && continues(&rows[end - 1], &rows[end]);)
            end++;
        for (long k = i; k < end; k++)
            activities[k - i] = rows[k].activity;
        struct shift shift = {.agent = rows[i].agent,
                              .day = rows[i].day,
                              .kind = scenario_kind_index(s, rows[i].shift, s->agents[rows[i].agent].contract),
                              .start_min = rows[i].activity.start_min,
                              .end_min = rows[end - 1].activity.end_min};
        char         buf[16];
        int          day = s->horizon.day_of[shift.start_min / s->horizon.interval_min];
        if (day != shift.day)
            table_fault(t, rows[i].row, c[DAY], faults, "day is %s, but the shift starts on %s; want the day it starts on",
                        table_text(t, rows[i].row, c[DAY]), horizon_date(&s->horizon, day, buf));
        roster_add(r, &shift, activities, (int)(end - i));
    }
    free(activities);
}

int roster_read(struct roster *r, const struct scenario *s, const char *path, struct faults *faults)
{
    static struct table_column const spec[COLUMNS] = {{"agent", TABLE_FILLED},    {"day", TABLE_FILLED},
                                                      {"shift", TABLE_OPTIONAL},  {"activity", TABLE_FILLED},
                                                      {"queue", TABLE_OPTIONAL},  {"start", TABLE_FILLED},
                                                      {"end", TABLE_FILLED}};
    struct table t;
    int          c[COLUMNS];
    long         before = faults->total, count = 0;
    memset(r, 0, sizeof *r);
    if (table_read(&t, path, NULL, faults))
        return -1;
    if (table_columns(&t, spec, COLUMNS, c, TABLE_STRICT, faults) == 0) {
        struct roster_row *rows = xmalloc((size_t)(t.rows > 0 ? t.rows : 1) * sizeof *rows);
        for (long row = 0; row < t.rows; row++)
            if (read_row(&rows[count], s, &t, row, c, faults) == 0)
                count++;
        qsort(rows, (size_t)count, sizeof *rows, compare_rows);
        add_shifts(r, s, &t, c, rows, count, faults);
        free(rows);
    }
    table_free(&t);
    if (faults->total == before)
        return 0;
    roster_free(r);
    return -1;
}

int roster_write(const struct roster *r, const struct scenario *s, const char *path, struct faults *faults)
{
    const struct horizon *h = &s->horizon;
    struct table_out      o = {0};
    char                  buf[32];
    table_out_header(&o, "agent,day,shift,activity,queue,start,end");
    for (int i = 0; i < r->shift_count; i++) {
        const struct shift *shift = &r->shifts[i];
        for (int k = shift->first; k < shift->first + shift->count; k++) {
            const struct activity *a = &r->activities[k];
            table_out_text(&o, s->agents[shift->agent].id);
            table_out_text(&o, horizon_date(h, shift->day, buf));
            table_out_text(&o, shift->kind >= 0 ? s->kinds[shift->kind].name : "");
            table_out_text(&o, activity_names[a->kind]);
            table_out_text(&o, a->queue >= 0 ? s->queues[a->queue].name : "");
            table_out_text(&o, horizon_format(h, a->start_min, buf));
            table_out_text(&o, horizon_format(h, a->end_min, buf));
            table_out_end(&o);
        }
    }
    int failed = table_out_write(&o, path, faults);
    table_out_free(&o);
    return failed;
}

/* The shifts of an agent's day, "09:00-17:30", one behind the other. */
static void add_cell(struct text *cell, const struct roster *r, const int *next, int agent, int day, const struct horizon *h)
{
    text_clear(cell);
    for (int i = next[agent]; i < next[agent + 1]; i++)
        if (r->shifts[i].day == day) {
            text_add(cell, cell->length ? " " : "");
            roster_add_times(cell, r, &r->shifts[i], h, "-", " ");
        }
}

/* first[a] .. first[a + 1] are agent a's shifts, the roster being sorted. */
static int *shifts_by_agent(const struct roster *r, int agents)
{
    int *first = xmalloc(((size_t)agents + 1) * sizeof *first);
    for (int a = 0, i = 0; a <= agents; a++) {
        while (i < r->shift_count && r->shifts[i].agent < a)
            i++;
        first[a] = i;
    }
    return first;
}

int roster_write_grid(const struct roster *r, const struct scenario *s, const char *path, struct faults *faults)
{
    struct table_out o = {0};
    struct text      cell = {0}, header = {0};
    int             *first = shifts_by_agent(r, s->agent_count);
    char             buf[16];
    text_add(&header, "agent,name");
    for (int d = 0; d < s->horizon.days; d++)
        text_addf(&header, ",%s", horizon_date(&s->horizon, d, buf));
    table_out_header(&o, text_string(&header));
    for (int a = 0; a < s->agent_count; a++) {
        table_out_text(&o, s->agents[a].id);
        table_out_text(&o, s->agents[a].name);
        for (int d = 0; d < s->horizon.days; d++) {
            add_cell(&cell, r, first, a, d, &s->horizon);
            table_out_text(&o, text_string(&cell));
        }
        table_out_end(&o);
    }
    int failed = table_out_write(&o, path, faults);
    table_out_free(&o);
    text_free(&cell);
    text_free(&header);
    free(first);
    return failed;
}
