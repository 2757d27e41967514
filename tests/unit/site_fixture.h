/* site_fixture - a site of one queue built by hand, and small history files, for the tests of history, forecast and
 * staffing. */
#ifndef TESTS_SITE_FIXTURE_H
#define TESTS_SITE_FIXTURE_H

#include "base/alloc.h"
#include "base/clock.h"
#include "base/text.h"
#include "model/notes.h"
#include "model/opening.h"
#include "model/scenario.h"
#include "unit.h"
#include <limits.h>
#include <math.h>
#include <stdio.h>

static inline void site_open(struct scenario *s)
{
    struct queue *q = &s->queues[0];
    for (int t = 0; t < s->horizon.intervals; t++) {
        int day = s->horizon.day_of[t];
        q->open[t] = (unsigned char)opening_at(s, 0, s->horizon.first_day + day, horizon_weekday(&s->horizon, day),
                                               s->horizon.wall_min[t]);
    }
}

/* One queue "calls", open from open_min to close_min on the first `weekdays` days of the week, Erlang A, 80 % in 20 s. */
static inline void site_make(struct scenario *s, const char *zone, int first_day, int days, int interval_min, int open_min,
                             int close_min, int weekdays)
{
    struct faults faults = {0};
    *s = (struct scenario){.folder = xstrdup(""), .name = xstrdup("site")};
    assert_int_equal(horizon_make(&s->horizon, zone, first_day, days, interval_min, 0, 0, &faults, "", 0, 0), 0);
    s->queue_count = 1;
    s->queues = xcalloc(1, sizeof *s->queues);
    struct queue *q = &s->queues[0];
    q->name = xstrdup("calls");
    q->history_file = xstrdup("history.csv");
    q->model = QUEUE_ERLANG_A;
    q->aht_s = 280;
    q->patience_s = 390;
    q->min_agents = 1;
    q->max_seats = RULE_NONE;
    q->goal = (struct goal){.service_level = 0.8, .within_s = 20, .floor = NAN, .asa_s = NAN, .abandon_max = NAN,
                            .occupancy_max = NAN};
    for (int w = 0; w < weekdays; w++)
        q->open_week[w][0] = (struct window){open_min, close_min};
    q->open = xcalloc((size_t)s->horizon.intervals, 1);
    s->penalties = (struct penalties){100, 300, 10000, 1, 10, 50, 700, 4};
    site_open(s);
}

static inline void site_event(struct scenario *s, struct event e)
{
    s->events = xrealloc(s->events, ((size_t)s->event_count + 1) * sizeof *s->events);
    e.name = xstrdup(e.name);
    s->events[s->event_count++] = e;
    site_open(s);
}

static inline void site_close_day(struct scenario *s, int year, int month, int day, const char *name)
{
    int date = clock_day(year, month, day);
    site_event(s, (struct event){date, date, -1, EVENT_HOLIDAY, (char *)(size_t)name, 1, {{0, 0}}, 1, 1, -1});
}

static inline void site_map(struct scenario *s, const char *field, const char *column)
{
    struct queue *q = &s->queues[0];
    q->columns = xrealloc(q->columns, ((size_t)q->columns_count + 1) * sizeof *q->columns);
    q->columns[q->columns_count++] = (struct mapping){xstrdup(field), xstrdup(column)};
}

static inline void site_remove_history(struct scenario *s)
{
    char path[512];
    snprintf(path, sizeof path, "%s/history.csv", s->folder);
    if (strncmp(s->folder, "/tmp/headcount-site-", 20) == 0) {
        unlink(path);
        rmdir(s->folder);
    }
}

/* A temporary folder becomes the scenario's; text its history.csv. */
static inline void site_write_history(struct scenario *s, const char *text)
{
    char folder[] = "/tmp/headcount-site-XXXXXX", path[256];
    site_remove_history(s);
    assert_non_null(mkdtemp(folder));
    free(s->folder);
    s->folder = xstrdup(folder);
    snprintf(path, sizeof path, "%s/history.csv", folder);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fputs(text, f);
    fclose(f);
}

/* "start,offered" rows every step_min from open_min to close_min on the open weekdays of `days` days; count < 0: no row. */
static inline void site_add_rows(struct text *out, int first_day, int days, int open_min, int close_min, int step_min,
                                 int weekdays, double (*count)(int day, int minute))
{
    char date[CLOCK_DATE_SIZE];
    if (out->length == 0)
        text_add(out, "start,offered\n");
    for (int d = first_day; d < first_day + days; d++)
        for (int m = open_min; m < close_min && clock_weekday(d) < weekdays; m += step_min)
            if (count(d, m) >= 0)
                text_addf(out, "%s %02d:%02d,%g\n", clock_date_format(d, date), m / 60, m % 60, count(d, m));
}

static inline int site_has_note(char **notes, int count, const char *part)
{
    int found = 0;
    for (int i = 0; i < count; i++) {
        struct text said = {0};
        notes_text(&said, notes[i], NULL, NULL);
        found |= strstr(text_string(&said), part) != NULL;
        text_free(&said);
    }
    return found;
}

static inline void site_free(struct scenario *s)
{
    site_remove_history(s);
    scenario_free(s);
}

#endif
