#include "model/hours.h"
#include "base/clock.h"
#include "base/text.h"
#include <stdio.h>
#include <string.h>

enum { DAY_MIN = 1440, WEEK_MIN = 7 * DAY_MIN, WINDOWS = 8 };

int hours_parse(const char *text, struct window *w)
{
    char        from[32];
    const char *dash = strchr(text, '-');
    int         from_s, to_s;
    if (!dash || dash - text >= (long)sizeof from)
        return -1;
    snprintf(from, sizeof from, "%.*s", (int)(dash - text), text);
    if (text_clock(from, &from_s) || text_clock(dash + 1, &to_s) || from_s % 60 || to_s % 60)
        return -1;
    *w = (struct window){from_s / 60, to_s / 60};
    if (w->from_min >= DAY_MIN || w->to_min > DAY_MIN || w->from_min == w->to_min)
        return -1;
    if (w->to_min < w->from_min)
        w->to_min += DAY_MIN;
    return 0;
}

struct window hours_wrapped(struct window w)
{
    if (w.to_min > DAY_MIN)
        w.to_min -= DAY_MIN;
    return w;
}

static int on_grid(struct window w, int step_min)
{
    return w.from_min % step_min == 0 && w.to_min % step_min == 0;
}

/* Windows may pass midnight, so each is also looked at a period later and earlier. */
static int overlap(struct window a, struct window b, int period)
{
    for (int shift = -period; shift <= period; shift += period)
        if (a.from_min < b.to_min + shift && b.from_min + shift < a.to_min)
            return 1;
    return 0;
}

static const char want_window[] = "want a time window such as \"09:00-17:30\"";

static int read_json(const struct json *v, int step_min, struct window *w, struct faults *faults)
{
    const char *text;
    if (json_as_string(v, &text, faults))
        return -1;
    if (hours_parse(text, w))
        return json_fault(v, faults, "%s", want_window);
    if (!on_grid(*w, step_min))
        return json_fault(v, faults, "want times that are multiples of %d min", step_min);
    return 0;
}

int hours_json(const struct json *value, int step_min, struct window *list, int room, struct faults *faults)
{
    int array = json_kind(value) == JSON_KIND_ARRAY, n = array ? json_length(value) : 1;
    if (n > room)
        return json_fault(value, faults, "want at most %d time windows", room);
    for (int i = 0; i < n; i++) {
        const struct json *item = array ? json_item(value, i) : value;
        if (read_json(item, step_min, &list[i], faults))
            return -1;
        for (int k = 0; k < i; k++)
            if (overlap(list[i], list[k], DAY_MIN))
                return json_fault(item, faults, "it overlaps another window of the list; want windows apart");
    }
    return n;
}

/* What is wrong with one more window of a list, or NULL. */
static const char *window_trouble(const char *text, int step_min, struct window *list, int n, int room)
{
    if (n == room)
        return "fewer time windows";
    if (hours_parse(text, &list[n]))
        return "time windows such as 09:00-17:30";
    if (!on_grid(list[n], step_min))
        return "times on the grid of the intervals";
    for (int k = 0; k < n; k++)
        if (overlap(list[n], list[k], DAY_MIN))
            return "windows that do not overlap";
    return NULL;
}

int hours_cell(const struct table *t, long row, int column, int step_min, struct window *list, int room, struct faults *faults)
{
    const char *cell = table_text(t, row, column), *trouble = NULL;
    int         parts, n = 0;
    char      **part = text_split(cell, " ", &parts);
    for (int i = 0; i < parts && !trouble; i++)
        if (*part[i] && !(trouble = window_trouble(part[i], step_min, list, n, room)))
            n++;
    text_split_free(part, parts);
    if (trouble)
        return table_fault(t, row, column, faults, "%s is \"%s\"; want %s", table_header(t, column), cell, trouble);
    return n;
}

struct week_windows { /* all windows of a week so far, in minutes after Monday's midnight, and where they were written */
    struct window      at[7 * WINDOWS];
    const struct json *place[7 * WINDOWS];
    int                count;
};

static int add_window(struct week_windows *all, struct window week[7][8], int weekday, struct window w, const struct json *place,
                      struct faults *faults)
{
    struct window in_week = {weekday * DAY_MIN + w.from_min, weekday * DAY_MIN + w.to_min};
    int           used = 0, at;
    for (int i = 0; i < all->count; i++)
        if (overlap(in_week, all->at[i], WEEK_MIN))
            return json_fault(place, faults, "on %s it overlaps the window of line %ld, character %ld; want windows apart",
                              clock_weekday_names[weekday], json_line(all->place[i]), json_column(all->place[i]));
    while (used < WINDOWS && week[weekday][used].from_min < week[weekday][used].to_min)
        used++;
    if (used == WINDOWS)
        return json_fault(place, faults, "%s has more than %d windows; want fewer", clock_weekday_names[weekday], WINDOWS);
    for (at = used; at > 0 && week[weekday][at - 1].from_min > w.from_min; at--)
        week[weekday][at] = week[weekday][at - 1];
    week[weekday][at] = w;
    all->at[all->count] = in_week;
    all->place[all->count++] = place;
    return 0;
}

static int add_days(struct week_windows *all, const struct json *value, int step_min, struct window week[7][8], struct faults *faults)
{
    unsigned      days = clock_weekdays_parse(json_key(value));
    struct window list[WINDOWS];
    if (!days)
        return json_fault(value, faults, "its key \"%s\" is no set of days; want such as \"mon-fri\", \"sat,sun\" or \"daily\"",
                          json_key(value));
    int n = hours_json(value, step_min, list, WINDOWS, faults);
    for (int w = 0; w < 7; w++)
        for (int i = 0; i < n && (days >> w & 1); i++) {
            const struct json *place = json_kind(value) == JSON_KIND_ARRAY ? json_item(value, i) : value;
            if (add_window(all, week, w, list[i], place, faults))
                return -1;
        }
    return n < 0 ? -1 : 0;
}

int hours_week(const struct json *value, int step_min, struct window week[7][8], struct faults *faults)
{
    struct week_windows all = {.count = 0};
    int                 failed = 0;
    memset(week, 0, 7 * sizeof *week);
    if (json_kind(value) != JSON_KIND_OBJECT)
        return json_fault(value, faults, "want opening hours such as {\"mon-fri\": [\"07:00-21:00\"]}");
    for (int i = 0; i < json_length(value); i++)
        if (add_days(&all, json_item(value, i), step_min, week, faults))
            failed = -1;
    if (!failed && all.count == 0)
        return json_fault(value, faults, "it is never open; want at least one window such as \"mon-fri\": [\"07:00-21:00\"]");
    return failed;
}

int hours_days(const struct json *value, unsigned *weekdays, struct faults *faults)
{
    const char *text;
    if (json_as_string(value, &text, faults))
        return -1;
    unsigned days = clock_weekdays_parse(text);
    if (!days)
        return json_fault(value, faults, "want days such as \"mon-fri\", \"sat,sun\" or \"daily\"");
    *weekdays = days;
    return 0;
}
