#include "model/prices_json.h"
#include "base/alloc.h"
#include "base/clock.h"
#include "base/text.h"
#include "model/hours.h"
#include "model/scenario_json.h"
#include <limits.h>
#include <math.h>
#include <stdlib.h>

enum { ROWS_MAX = 1000, WINDOWS = 8, DAY_MIN = 1440 };

/* Calls `read` for every item of the array under `key`. */
static void each(struct scenario *s, struct json_object *top, const char *key,
                void (*read)(struct scenario *, const struct json *, struct faults *))
{
    const struct json *v;
    if (json_get_array(top, key, JSON_OPTIONAL, &v) <= 0)
        return;
    if (json_length(v) > ROWS_MAX)
        json_fault(v, top->faults, "want at most %d", ROWS_MAX);
    else
        for (int i = 0; i < json_length(v); i++)
            read(s, json_item(v, i), top->faults);
}

static void read_queue(const struct scenario *s, struct json_object *o, int *queue)
{
    const struct json *v;
    const char        *name;
    char               meant[128];
    *queue = -1;
    if (json_get_member(o, "queue", JSON_OPTIONAL, &v) <= 0 || json_as_string(v, &name, o->faults))
        return;
    *queue = scenario_queue_index(s, name);
    if (*queue < 0 && s->queue_count > 0) /* without queues something else is wrong and told */
        json_fault(v, o->faults, "want the name of a queue%s", scenario_meant(s, NOUN_QUEUE, name, meant, sizeof meant));
}

/* Optional days and hours; returns the number of windows, at least one: all day without hours. */
static int read_times(struct json_object *o, int step_min, unsigned *weekdays, struct window list[WINDOWS])
{
    const struct json *v;
    *weekdays = 127;
    list[0] = (struct window){0, DAY_MIN};
    if (json_get_member(o, "days", JSON_OPTIONAL, &v) > 0)
        hours_days(v, weekdays, o->faults);
    if (json_get_member(o, "hours", JSON_OPTIONAL, &v) <= 0)
        return 1;
    int n = hours_json(v, step_min, list, WINDOWS, o->faults);
    if (n == 0)
        json_fault(v, o->faults, "want at least one time window; leave the key out for all day");
    for (int i = 0; i < n; i++)
        list[i] = hours_wrapped(list[i]);
    return n;
}

static void read_shrinkage(struct scenario *s, const struct json *value, struct faults *faults)
{
    static const char *const parts[] = {"absence", "unavailability"};
    struct json_object       o;
    struct shrinkage         row = {.queue = -1};
    struct window            list[WINDOWS];
    const char              *kind = "";
    int                      part = 0;
    if (json_open(&o, value, faults))
        return;
    json_get_string(&o, "note", JSON_OPTIONAL, &(const char *){NULL});
    json_get_string(&o, "kind", JSON_REQUIRED, &kind);
    json_get_choice(&o, "part", JSON_REQUIRED, parts, 2, &part);
    json_get_number(&o, "share", JSON_REQUIRED, 0, TEXT_BELOW_1, &row.share);
    read_queue(s, &o, &row.queue);
    int n = read_times(&o, s->horizon.days > 0 ? s->horizon.interval_min : 1, &row.weekdays, list);
    row.part = (enum shrink_part)part;
    if (json_close(&o))
        return;
    for (int i = 0; i < n; i++) {
        row.kind = xstrdup(kind);
        row.from_min = list[i].from_min;
        row.to_min = list[i].to_min;
        s->shrinkages = xrealloc(s->shrinkages, ((size_t)s->shrinkage_count + 1) * sizeof row);
        s->shrinkages[s->shrinkage_count++] = row;
    }
}

int prices_shrinkage_excess(const struct scenario *s, int *queue)
{
    for (*queue = 0; *queue < s->queue_count; ++*queue)
        for (int t = 0; t < s->horizon.intervals; t++)
            if (scenario_shrinkage(s, *queue, t) >= 1)
                return t;
    return -1;
}

void prices_json_shrinkage(struct scenario *s, struct json_object *top)
{
    const struct json *v;
    int                queue, t;
    char               when[32];
    each(s, top, "shrinkage", read_shrinkage);
    if (s->horizon.days == 0 || (t = prices_shrinkage_excess(s, &queue)) < 0 ||
        json_get_array(top, "shrinkage", JSON_OPTIONAL, &v) <= 0)
        return;
    json_fault(v, top->faults, "its shares add up to 1 or more for queue %s at %s, so that nobody would be left; want less",
                      s->queues[queue].name, horizon_format(&s->horizon, t * s->horizon.interval_min, when));
}

static void read_premium(struct scenario *s, const struct json *value, struct faults *faults)
{
    struct json_object o;
    struct premium     row = {.factor = 1};
    struct window      list[WINDOWS];
    if (json_open(&o, value, faults))
        return;
    json_get_string(&o, "note", JSON_OPTIONAL, &(const char *){NULL});
    int n = read_times(&o, SCENARIO_GRID_MIN, &row.weekdays, list);
    json_get_number(&o, "factor", JSON_REQUIRED, TEXT_ABOVE_0, 100, &row.factor);
    if (json_close(&o))
        return;
    for (int i = 0; i < n; i++) {
        row.from_min = list[i].from_min;
        row.to_min = list[i].to_min;
        s->premiums = xrealloc(s->premiums, ((size_t)s->premium_count + 1) * sizeof row);
        s->premiums[s->premium_count++] = row;
    }
}

void prices_json_premiums(struct scenario *s, struct json_object *top)
{
    each(s, top, "premiums", read_premium);
}

void prices_json_penalties(struct scenario *s, struct json_object *top)
{
    struct penalties  *p = &s->penalties;
    const struct json *v;
    struct json_object o;
    const double       most = 1e9;
    *p = (struct penalties){.under_per_agent_h = 100,
                            .under_peak_per_agent_h = 300,
                            .over_per_agent_h = 1,
                            .no_two_days_off_together = 0,
                            .must_per_agent_h = NAN,
                            .floor_per_agent_h = NAN,
                            .goal_per_contact = NAN,
                            .deepest_factor = 4};
    if (json_get_member(top, "penalties", JSON_OPTIONAL, &v) <= 0 || json_open(&o, v, top->faults))
        return;
    json_get_string(&o, "note", JSON_OPTIONAL, &(const char *){NULL});
    json_get_number(&o, "under_per_agent_h", JSON_OPTIONAL, 0, most, &p->under_per_agent_h);
    json_get_number(&o, "under_peak_per_agent_h", JSON_OPTIONAL, 0, most, &p->under_peak_per_agent_h);
    json_get_number(&o, "over_per_agent_h", JSON_OPTIONAL, 0, most, &p->over_per_agent_h);
    json_get_number(&o, "no_two_days_off_together", JSON_OPTIONAL, 0, most, &p->no_two_days_off_together);
    json_get_number(&o, "must_per_agent_h", JSON_OPTIONAL, TEXT_ABOVE_0, 1e12, &p->must_per_agent_h);
    json_get_number(&o, "floor_per_agent_h", JSON_OPTIONAL, TEXT_ABOVE_0, 1e12, &p->floor_per_agent_h);
    json_get_number(&o, "goal_per_contact", JSON_OPTIONAL, TEXT_ABOVE_0, 1e12, &p->goal_per_contact);
    json_get_number(&o, "deepest_factor", JSON_OPTIONAL, 1, 100, &p->deepest_factor);
    json_close(&o);
}

static int read_date(struct json_object *o, const char *key, int *date)
{
    const struct json *v;
    const char        *text;
    if (json_get_member(o, key, JSON_OPTIONAL, &v) <= 0)
        return 0;
    if (json_as_string(v, &text, o->faults))
        return -1;
    if (clock_date_parse(text, date))
        return json_fault(v, o->faults, "want a date such as \"2026-03-09\"");
    return 1;
}

static void read_adjustment(struct scenario *s, const struct json *value, struct faults *faults)
{
    static const char *const of[] = {"volume", "aht"};
    struct json_object       o;
    struct adjustment        row = {.queue = -1, .from_date = INT_MIN, .to_date = INT_MAX, .factor = 1};
    const char              *kind = "";
    if (json_open(&o, value, faults))
        return;
    json_get_string(&o, "note", JSON_OPTIONAL, &(const char *){NULL});
    json_get_string(&o, "kind", JSON_OPTIONAL, &kind);
    read_queue(s, &o, &row.queue);
    read_date(&o, "from", &row.from_date);
    read_date(&o, "to", &row.to_date);
    json_get_choice(&o, "of", JSON_OPTIONAL, of, 2, &row.of_aht);
    json_get_number(&o, "factor", JSON_REQUIRED, TEXT_ABOVE_0, 1000, &row.factor);
    if (row.from_date > row.to_date)
        json_fault(value, faults, "its from is after its to; want them the other way round");
    if (json_close(&o))
        return;
    row.kind = xstrdup(kind);
    s->adjustments = xrealloc(s->adjustments, ((size_t)s->adjustment_count + 1) * sizeof row);
    s->adjustments[s->adjustment_count++] = row;
}

void prices_json_adjustments(struct scenario *s, struct json_object *top)
{
    each(s, top, "adjustments", read_adjustment);
}

int prices_promise(const struct scenario *s, double money_per_h)
{
    double stated = fmax(s->penalties.under_per_agent_h, s->penalties.under_peak_per_agent_h);
    for (int c = 0; c < s->contract_count; c++)
        stated = fmax(stated, s->contracts[c].wage_h);
    return money_per_h > 10 * stated;
}

void prices_settle(struct scenario *s)
{
    struct penalties *p = &s->penalties;
    double            wage = 0, aht = 0;
    for (int c = 0; c < s->contract_count; c++)
        wage = fmax(wage, s->contracts[c].wage_h);
    for (int q = 0; q < s->queue_count; q++)
        aht = fmax(aht, isnan(s->queues[q].aht_s) ? 300 : s->queues[q].aht_s);
    if (isnan(p->must_per_agent_h))
        p->must_per_agent_h = 1000 * fmax(fmax(p->under_per_agent_h, p->under_peak_per_agent_h), wage);
    if (isnan(p->floor_per_agent_h))
        p->floor_per_agent_h = p->must_per_agent_h / 2;
    if (isnan(p->goal_per_contact))
        p->goal_per_contact = 10000 * (wage > 0 ? wage : p->under_per_agent_h) * aht / 3600;
}
