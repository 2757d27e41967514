#include "model/scenario_json.h"
#include "base/alloc.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/json.h"
#include "model/prices_json.h"
#include "model/queue_json.h"
#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { DAYS_MAX = 371, WEEKS_MAX = 53 };

static int read_date(const struct json *v, int *date, struct faults *faults)
{
    const char *text;
    int         last = clock_day(2099, 12, 31);
    if (json_as_string(v, &text, faults))
        return -1;
    if (clock_date_parse(text, date) || *date < 0 || *date > last)
        return json_fault(v, faults, "want a date such as \"2026-03-09\", from 1970 to 2099");
    return 0;
}

/* A length of time that divides the next longer one, out of a few. */
static int read_step(struct json_object *o, const char *key, enum json_need need, int divides, int *step_min)
{
    const struct json *v;
    int                found = json_get_member(o, key, need, &v), step;
    if (found <= 0)
        return found;
    if (json_as_integer(v, SCENARIO_GRID_MIN, 60, &step, o->faults))
        return -1;
    if (divides % step || step % 5)
        return json_fault(v, o->faults, "want minutes that divide %d: 5, 10, 15, 30 or 60", divides);
    *step_min = step;
    return 0;
}

struct axis { /* what makes the horizon, until it can be made */
    const char        *zone;
    const struct json *zone_at;
    int                start, days, cyclic, week_starts, interval_min;
};

/* `weeks` counts seven days each from the start; `days` says it exactly. */
static void read_length(struct json_object *o, int *days)
{
    const struct json *v;
    int                weeks = 1, has_weeks = json_get_integer(o, "weeks", JSON_OPTIONAL, 1, WEEKS_MAX, &weeks);
    *days = 7 * weeks;
    if (json_get_member(o, "days", JSON_OPTIONAL, &v) <= 0)
        return;
    if (has_weeks)
        json_fault(v, o->faults, "weeks is there too; want one of them");
    json_as_integer(v, 1, DAYS_MAX, days, o->faults);
}

static int read_horizon(struct json_object *top, struct axis *a)
{
    const struct json *v;
    struct json_object o;
    if (json_get_member(top, "horizon", JSON_REQUIRED, &v) <= 0 || json_open(&o, v, top->faults))
        return -1;
    long before = top->faults->total;
    json_get_string(&o, "note", JSON_OPTIONAL, &(const char *){NULL});
    if (json_get_member(&o, "start", JSON_REQUIRED, &v) > 0)
        read_date(v, &a->start, o.faults);
    read_length(&o, &a->days);
    if (json_get_member(&o, "week_starts", JSON_OPTIONAL, &v) > 0) {
        const char *text;
        if (json_as_string(v, &text, o.faults) == 0 && (a->week_starts = clock_weekday_parse(text)) < 0)
            json_fault(v, o.faults, "want a weekday such as \"mon\"");
    }
    json_get_bool(&o, "cyclic", JSON_OPTIONAL, &a->cyclic);
    json_close(&o);
    return top->faults->total > before ? -1 : 0;
}

static int read_axis(struct scenario *s, struct json_object *top)
{
    struct axis a = {.interval_min = 30};
    int         bad = json_get_member(top, "time_zone", JSON_REQUIRED, &a.zone_at) <= 0 ||
              json_as_string(a.zone_at, &a.zone, top->faults);
    bad |= read_step(top, "interval_min", JSON_OPTIONAL, 60, &a.interval_min) != 0;
    s->break_step_min = a.interval_min;
    bad |= read_step(top, "break_step_min", JSON_OPTIONAL, a.interval_min, &s->break_step_min) != 0;
    bad |= read_horizon(top, &a) != 0;
    if (bad)
        return -1;
    return horizon_make(&s->horizon, a.zone, a.start, a.days, a.interval_min, a.cyclic, a.week_starts, top->faults,
                        json_file(a.zone_at), json_line(a.zone_at), json_column(a.zone_at));
}

static void read_solver(struct scenario *s, struct json_object *top)
{
    const struct json *v;
    struct json_object o;
    double             seed = 1;
    s->solver_gap = 0.005;
    s->solver_effort = 1;
    s->seed = 1;
    if (json_get_member(top, "solver", JSON_OPTIONAL, &v) <= 0 || json_open(&o, v, top->faults))
        return;
    json_get_string(&o, "note", JSON_OPTIONAL, &(const char *){NULL});
    json_get_number(&o, "gap", JSON_OPTIONAL, 0, TEXT_BELOW_1, &s->solver_gap);
    json_get_number(&o, "effort", JSON_OPTIONAL, 0.01, 1000, &s->solver_effort);
    if (json_get_member(&o, "seed", JSON_OPTIONAL, &v) > 0 && json_as_number(v, 0, 9007199254740992.0, &seed, o.faults) == 0) {
        if (seed != floor(seed))
            json_fault(v, o.faults, "want a whole number");
        s->seed = (uint64_t)seed;
    }
    json_close(&o);
}

static void read_holidays(struct scenario *s, struct json_object *top)
{
    const struct json *v;
    struct json_object o;
    const char        *file = NULL, *open = NULL;
    s->holidays = (struct holidays){.factor = 1, .premium = 1};
    if (json_get_member(top, "holidays", JSON_OPTIONAL, &v) <= 0 || json_open(&o, v, top->faults))
        return;
    json_get_string(&o, "note", JSON_OPTIONAL, &(const char *){NULL});
    json_get_string(&o, "calendar", JSON_OPTIONAL, &file);
    json_get_string(&o, "open", JSON_OPTIONAL, &open);
    json_get_number(&o, "factor", JSON_OPTIONAL, 0, 1000, &s->holidays.factor);
    json_get_number(&o, "premium", JSON_OPTIONAL, TEXT_ABOVE_0, 100, &s->holidays.premium);
    json_close(&o);
    s->holidays.file = xstrdup(file);
    s->holidays.open = xstrdup(open);
}

static void read_top(struct scenario *s, struct json_object *top)
{
    const char        *name = file_name(s->folder);
    const struct json *queues, *open = NULL;
    json_get_string(top, "name", JSON_OPTIONAL, &name);
    s->name = xstrdup(name);
    json_get_string(top, "note", JSON_OPTIONAL, &(const char *){NULL});
    int axis = read_axis(s, top);
    json_get_member(top, "open", JSON_OPTIONAL, &open);
    read_holidays(s, top);
    long before = top->faults->total;
    if (json_get_member(top, "queues", JSON_REQUIRED, &queues) > 0 && axis == 0)
        queue_json_read(s, queues, open, top->faults);
    if (top->faults->total > before)
        s->unsound |= 1u << NOUN_QUEUE;
    prices_json_shrinkage(s, top);
    prices_json_premiums(s, top);
    prices_json_penalties(s, top);
    prices_json_adjustments(s, top);
    read_solver(s, top);
}

int scenario_json_read(struct scenario *s, const char *path, struct faults *faults)
{
    struct json_object top;
    long               before = faults->total;
    struct json       *root = json_read(path, faults);
    if (!root)
        return -1;
    if (json_open(&top, root, faults) == 0) {
        read_top(s, &top);
        json_close(&top);
    }
    json_free(root);
    return faults->total > before ? -1 : 0;
}
