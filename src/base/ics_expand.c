#include "ics_data.h"
#include "base/alloc.h"
#include <stdlib.h>
#include <string.h>

enum { STEPS_MOST = 200000, DAYS_MOST = 20000, LENGTH_MOST = 400 };

static int at_event(struct ics_reader *r, int event, const char *what)
{
    return faults_add(r->faults, r->lines.file, r->out->events[event].line, 0, "%s", what);
}

/* 1: an exception of the event speaks of this repetition. */
static int same_time(const struct ics_reader *r, const struct ics_when *exception, const struct ics_when *w)
{
    if (exception->is_date || w->is_date)
        return exception->day == w->day;
    return ics_when_key(exception, r->zone) == ics_when_key(w, r->zone);
}

static int is_excepted(const struct ics_reader *r, int event, const struct ics_when *w)
{
    const struct ics_entry *e = &r->entries[event];
    for (size_t i = 0; i < e->except.count; i++)
        if (same_time(r, &e->except.items[i], w))
            return 1;
    for (int i = 0; i < r->out->event_count && e->uid && !e->is_replacement; i++) {
        const struct ics_entry *o = &r->entries[i];
        if (o->is_replacement && o->uid && strcmp(o->uid, e->uid) == 0 && same_time(r, &o->replaces, w))
            return 1;
    }
    return 0;
}

/* An event's length: DTEND or DURATION; without either a date lasts its day and a time no longer than its moment. */
static int settle_length(struct ics_reader *r, int event)
{
    struct ics_entry *e = &r->entries[event];
    int64_t       length = e->seconds + (int64_t)e->days * CLOCK_DAY_S;
    if (!e->has_start)
        return at_event(r, event, "the event has no DTSTART; want its date");
    if (e->has_end && e->end.is_date != e->start.is_date)
        return at_event(r, event, "of DTSTART and DTEND one is a date and one a time; want both alike");
    if (e->has_end)
        length = ics_when_key(&e->end, r->zone) - ics_when_key(&e->start, r->zone);
    if (length < 0)
        return at_event(r, event, "DTEND is before DTSTART; want them the other way round");
    if (length > (int64_t)LENGTH_MOST * CLOCK_DAY_S)
        return at_event(r, event, "the event lasts more than 400 days; want shorter ones");
    e->seconds = (int)length;
    if (e->start.is_date) {
        e->days = (int)((length + CLOCK_DAY_S - 1) / CLOCK_DAY_S);
        e->days = e->days > 0 ? e->days : 1;
    }
    return 0;
}

static struct ics_day place(const struct ics_reader *r, int event, const struct ics_when *w)
{
    const struct ics_entry *e = &r->entries[event];
    struct ics_day      d = {.event = event, .first_day = w->day, .to_s = CLOCK_DAY_S, .all_day = 1};
    if (w->is_date) {
        d.last_day = w->day + e->days - 1;
        return d;
    }
    int64_t           key = ics_when_key(w, r->zone);
    struct clock_time from = zone_to_local(r->zone, key), to = zone_to_local(r->zone, key + e->seconds);
    d = (struct ics_day){.event = event, .first_day = from.day, .last_day = to.day, .from_s = from.second, .to_s = to.second};
    if (to.second == 0 && e->seconds > 0) {
        d.last_day--;
        d.to_s = CLOCK_DAY_S;
    }
    d.all_day = d.from_s == 0 && d.to_s == CLOCK_DAY_S;
    return d;
}

/* Adds one time of the event if it touches the range. */
static int add_day(struct ics_reader *r, int event, const struct ics_when *w)
{
    struct ics_day d = place(r, event, w);
    if (d.last_day < r->first_day || d.first_day > r->last_day)
        return 0;
    if (r->out->day_count == DAYS_MOST)
        return at_event(r, event, "more than 20000 days of events in the file; want fewer");
    if (is_excepted(r, event, w))
        return 0;
    r->out->days = xgrow(r->out->days, &r->day_room, (size_t)r->out->day_count + 1, sizeof d);
    r->out->days[r->out->day_count++] = d;
    return 0;
}

static int expand_rule(struct ics_reader *r, int event, int rule)
{
    const struct ics_entry *e = &r->entries[event];
    const char         *why;
    struct ics_when     w;
    struct ics_rule    *x = ics_rule_open(e->rules[rule], &e->start, r->zone, &why);
    int                 bad = 0;
    if (!x)
        return faults_add(r->faults, r->lines.file, e->rule_lines[rule], 0, "RRULE \"%.80s\" %s", e->rules[rule], why);
    while (!bad && ics_rule_next(x, &w) && w.day <= r->last_day + 2) {
        if (++r->steps > STEPS_MOST)
            bad = at_event(r, event, "rules of the file repeat more than 200000 times; want later DTSTARTs");
        else
            bad = add_day(r, event, &w);
    }
    ics_rule_close(x);
    return bad;
}

static int expand(struct ics_reader *r, int event)
{
    const struct ics_entry *e = &r->entries[event];
    int                 bad = settle_length(r, event);
    if (bad || e->cancelled)
        return bad;
    if (e->rule_count == 0)
        bad = add_day(r, event, &e->start);
    for (int i = 0; i < e->rule_count && !bad; i++)
        bad = expand_rule(r, event, i);
    for (size_t i = 0; i < e->more.count && !bad; i++)
        bad = add_day(r, event, &e->more.items[i]);
    return bad;
}

static int by_time(const void *a, const void *b)
{
    const struct ics_day *x = a, *y = b;
    const int             keys[][2] = {{x->first_day, y->first_day}, {x->event, y->event}, {x->from_s, y->from_s}, {x->last_day, y->last_day}};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (keys[i][0] != keys[i][1])
            return keys[i][0] < keys[i][1] ? -1 : 1;
    return 0;
}

/* Sorts, and drops what a date and a rule both gave. */
static void sort_days(struct ics *c)
{
    int kept = 0;
    if (c->day_count > 0)
        qsort(c->days, (size_t)c->day_count, sizeof *c->days, by_time);
    for (int i = 0; i < c->day_count; i++)
        if (kept == 0 || by_time(&c->days[kept - 1], &c->days[i]) != 0)
            c->days[kept++] = c->days[i];
    c->day_count = kept;
}

int ics_expand(struct ics_reader *r)
{
    for (int i = 0; i < r->out->event_count; i++)
        if (expand(r, i))
            return -1;
    sort_days(r->out);
    return 0;
}
