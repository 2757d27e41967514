#include "base/ics.h"
#include "base/alloc.h"
#include "base/file.h"
#include "ics_data.h"
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { FILE_MOST = 16 << 20, EVENTS_MOST = 10000, RULES_MOST = 1000, DATES_MOST = 2000, EXTRAS_MOST = 100 };

static int wrong(struct ics_reader *r, const char *what)
{
    return faults_add(r->faults, r->lines.file, r->lines.line, 0, "%s is \"%.60s\"; want %s", r->lines.name, r->lines.value, what);
}

/* --- properties ------------------------------------------------------------------------------------------------- */

/* The zone of that name, opened once a file; NULL when there is none, or too many. */
static const struct zone *open_zone(struct ics_reader *r, const char *name)
{
    for (int i = 0; i < r->zone_count; i++)
        if (strcmp(zone_name(r->zones[i]), name) == 0)
            return r->zones[i];
    struct zone *z = r->zone_count < ICS_ZONES_MOST ? zone_open(name, NULL, "", 0, 0) : NULL;
    if (z)
        r->zones[r->zone_count++] = z;
    return z;
}

/* The zone of a TZID: an IANA name, or one behind the prefix some programs put there (/citadel.org/20260101/Europe/Rome). */
static int find_zone(struct ics_reader *r, const char *id, const struct zone **zone)
{
    const char *name = id;
    *zone = open_zone(r, name);
    while (!*zone && *id == '/' && (name = strchr(name + 1, '/')) != NULL)
        *zone = open_zone(r, name + 1);
    if (*zone)
        return 0;
    if (r->zone_count == ICS_ZONES_MOST)
        return faults_add(r->faults, r->lines.file, r->lines.line, 0, "more than %d time zones; want fewer", ICS_ZONES_MOST);
    return faults_add(r->faults, r->lines.file, r->lines.line, 0,
                      "TZID is \"%.60s\", no IANA name; want one such as Europe/Berlin, or times in UTC", id);
}

static int read_when(struct ics_reader *r, const char *text, struct ics_when *w)
{
    char id[128];
    if (ics_when_parse(w, text))
        return wrong(r, "a date such as 20260329 or a time such as 20260329T093000, from 1900 to 2199");
    if (!w->is_date && !w->utc && ics_lines_parameter(&r->lines, "TZID", id, sizeof id))
        return find_zone(r, id, &w->zone);
    return 0;
}

static int read_dates(struct ics_reader *r, struct ics_dates *list)
{
    char kind[16];
    if (ics_lines_parameter(&r->lines, "VALUE", kind, sizeof kind) && text_same(kind, "PERIOD"))
        return wrong(r, "dates or times; periods are not read");
    for (const char *s = r->lines.value, *end;; s = end + 1) {
        struct ics_when w;
        end = ics_lines_part(s, ',');
        char *text = xstrndup(s, (size_t)(end - s));
        int   bad = read_when(r, text, &w);
        free(text);
        if (bad)
            return -1;
        if (list->count == DATES_MOST)
            return faults_add(r->faults, r->lines.file, r->lines.line, 0, "more than %d dates in an event; want fewer", DATES_MOST);
        list->items = xgrow(list->items, &list->room, list->count + 1, sizeof w);
        list->items[list->count++] = w;
        if (!*end)
            return 0;
    }
}

static int add_rule(struct ics_reader *r, struct ics_entry *e)
{
    if (++r->rules > RULES_MOST)
        return faults_add(r->faults, r->lines.file, r->lines.line, 0, "more than %d rules in the file; want fewer", RULES_MOST);
    size_t n = (size_t)e->rule_count + 1;
    e->rules = xrealloc(e->rules, n * sizeof *e->rules);
    e->rule_lines = xrealloc(e->rule_lines, n * sizeof *e->rule_lines);
    e->rules[n - 1] = xstrdup(r->lines.value);
    e->rule_lines[n - 1] = r->lines.line;
    e->rule_count++;
    return 0;
}

static void read_categories(struct ics_reader *r, struct ics_event *v)
{
    for (const char *s = r->lines.value, *end; v->category_count < EXTRAS_MOST; s = end + 1) {
        end = ics_lines_part(s, ',');
        char *text = ics_lines_text(s, end);
        v->categories = xrealloc(v->categories, ((size_t)v->category_count + 1) * sizeof *v->categories);
        v->categories[v->category_count++] = xstrdup(text_trim(text));
        free(text);
        if (!*end)
            return;
    }
}

static void read_extra(struct ics_reader *r, struct ics_event *v)
{
    if (v->extra_count == EXTRAS_MOST || strncasecmp(r->lines.name, r->prefix, strlen(r->prefix)) != 0)
        return;
    v->extras = xrealloc(v->extras, ((size_t)v->extra_count + 1) * sizeof *v->extras);
    v->extras[v->extra_count++] = (struct ics_extra){.line = r->lines.line, .name = xstrdup(r->lines.name),
                                                     .value = ics_lines_text(r->lines.value, r->lines.value + strlen(r->lines.value))};
}

static int read_replaces(struct ics_reader *r, struct ics_entry *e)
{
    char range[32];
    if (ics_lines_parameter(&r->lines, "RANGE", range, sizeof range))
        return faults_add(r->faults, r->lines.file, r->lines.line, 0, "RANGE is %s; only single repetitions can be moved", range);
    e->is_replacement = 1;
    return read_when(r, r->lines.value, &e->replaces);
}

static void replace_text(char **text, const char *s)
{
    free(*text);
    *text = ics_lines_text(s, s + strlen(s));
}

static int read_property(struct ics_reader *r)
{
    struct ics_event *v = &r->out->events[r->out->event_count - 1];
    struct ics_entry     *e = &r->entries[r->out->event_count - 1];
    const char       *name = r->lines.name, *value = r->lines.value;
    if (text_same(name, "DTSTART"))
        return e->has_start = 1, read_when(r, value, &e->start);
    if (text_same(name, "DTEND"))
        return e->has_end = 1, read_when(r, value, &e->end);
    if (text_same(name, "DURATION")) {
        e->has_duration = 1;
        return ics_duration_parse(value, &e->days, &e->seconds) ? wrong(r, "a duration such as P1D or PT4H, of 400 days at most") : 0;
    }
    if (text_same(name, "RRULE"))
        return add_rule(r, e);
    if (text_same(name, "EXRULE"))
        return wrong(r, "EXDATE instead; rules of exceptions are not read");
    if (text_same(name, "RDATE") || text_same(name, "EXDATE"))
        return read_dates(r, text_same(name, "RDATE") ? &e->more : &e->except);
    if (text_same(name, "RECURRENCE-ID"))
        return read_replaces(r, e);
    if (text_same(name, "UID"))
        replace_text(&e->uid, value);
    else if (text_same(name, "SUMMARY"))
        replace_text(&v->summary, value);
    else if (text_same(name, "STATUS"))
        e->cancelled = text_same(value, "CANCELLED");
    else if (text_same(name, "CATEGORIES"))
        read_categories(r, v);
    else
        read_extra(r, v);
    return 0;
}

/* --- components ------------------------------------------------------------------------------------------------- */

static int begin(struct ics_reader *r)
{
    const char *what = r->lines.value;
    if (r->depth == 0 && !text_same(what, "VCALENDAR"))
        return wrong(r, "VCALENDAR");
    if (r->depth == ICS_DEPTH_MOST || strlen(what) >= ICS_NAME_SIZE)
        return wrong(r, "parts of a calendar that are not nested so deep");
    strcpy(r->stack[r->depth], what);
    r->opened[r->depth++] = r->lines.line;
    if (r->depth != 2 || !text_same(what, "VEVENT"))
        return 0;
    if (r->out->event_count == EVENTS_MOST)
        return faults_add(r->faults, r->lines.file, r->lines.line, 0, "more than %d events; want fewer", EVENTS_MOST);
    size_t n = (size_t)r->out->event_count + 1;
    r->out->events = xgrow(r->out->events, &r->event_room, n, sizeof *r->out->events);
    r->entries = xgrow(r->entries, &r->room, n, sizeof *r->entries);
    r->out->events[n - 1] = (struct ics_event){.line = r->lines.line, .summary = xstrdup("")};
    r->entries[n - 1] = (struct ics_entry){0};
    r->out->event_count++;
    return 0;
}

static int end(struct ics_reader *r)
{
    if (r->depth == 0 || !text_same(r->lines.value, r->stack[r->depth - 1]))
        return wrong(r, r->depth == 0 ? "BEGIN:VCALENDAR first" : "the end of what was begun last");
    r->depth--;
    return 0;
}

static int read_lines(struct ics_reader *r)
{
    int more;
    while ((more = ics_lines_next(&r->lines, r->faults)) > 0) {
        int bad = 0;
        if (text_same(r->lines.name, "BEGIN"))
            bad = begin(r);
        else if (text_same(r->lines.name, "END"))
            bad = end(r);
        else if (r->depth == 0)
            bad = faults_add(r->faults, r->lines.file, r->lines.line, 0, "want an iCalendar file, which begins with BEGIN:VCALENDAR");
        else if (r->depth == 2 && text_same(r->stack[1], "VEVENT"))
            bad = read_property(r);
        if (bad)
            return -1;
    }
    if (more == 0 && r->depth > 0)
        return faults_add(r->faults, r->lines.file, r->opened[r->depth - 1], 0, "the %s begun here has no END; is the file cut off?",
                          r->stack[r->depth - 1]);
    return more;
}

/* --- whole files ------------------------------------------------------------------------------------------------ */

static void free_entry(struct ics_entry *e)
{
    for (int i = 0; i < e->rule_count; i++)
        free(e->rules[i]);
    free(e->rules);
    free(e->rule_lines);
    free(e->more.items);
    free(e->except.items);
    free(e->uid);
}

static int read_all(struct ics_reader *r, size_t length)
{
    if (length > FILE_MOST)
        return faults_add(r->faults, r->lines.file, 0, 0, "longer than %d MB; want a smaller calendar", FILE_MOST >> 20);
    if (length == 0)
        return faults_add(r->faults, r->lines.file, 0, 0, "is empty");
    if (memchr(r->lines.at, '\0', length))
        return faults_add(r->faults, r->lines.file, 0, 0, "is not a text file");
    if (read_lines(r))
        return -1;
    return ics_expand(r);
}

int ics_parse(struct ics *c, const char *name, const char *bytes, size_t length, int first_day, int last_day,
              const struct zone *zone, const char *prefix, struct faults *faults)
{
    struct ics_reader r = {.out = c, .faults = faults, .zone = zone, .prefix = prefix, .first_day = first_day, .last_day = last_day};
    *c = (struct ics){0};
    r.lines = (struct ics_lines){.file = name, .at = bytes, .end = bytes + length, .next = 1};
    if (length >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0)
        r.lines.at += 3;
    int bad = read_all(&r, (size_t)(r.lines.end - r.lines.at));
    for (int i = 0; i < c->event_count; i++)
        free_entry(&r.entries[i]);
    free(r.entries);
    for (int i = 0; i < r.zone_count; i++)
        zone_close(r.zones[i]);
    ics_lines_free(&r.lines);
    if (bad)
        ics_free(c);
    return bad;
}

int ics_read(struct ics *c, const char *path, int first_day, int last_day, const struct zone *zone, const char *prefix,
             struct faults *faults)
{
    struct text text = {0};
    if (file_read_text(&text, path, FILE_MOST, faults))
        return -1;
    int bad = ics_parse(c, path, text.data, text.length, first_day, last_day, zone, prefix, faults);
    text_free(&text);
    return bad;
}

void ics_free(struct ics *c)
{
    for (int i = 0; i < c->event_count; i++) {
        struct ics_event *v = &c->events[i];
        free(v->summary);
        for (int k = 0; k < v->category_count; k++)
            free(v->categories[k]);
        free(v->categories);
        for (int k = 0; k < v->extra_count; k++) {
            free(v->extras[k].name);
            free(v->extras[k].value);
        }
        free(v->extras);
    }
    free(c->events);
    free(c->days);
    *c = (struct ics){0};
}
