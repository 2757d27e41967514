#include "model/queue_json.h"
#include "base/alloc.h"
#include "base/text.h"
#include "model/columns.h"
#include "model/hours.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { QUEUES_MAX = 500, PEAKS_MAX = 100, AGENTS_MAX = 100000 };

static void add_mapping(struct queue *q, const struct json *v, const char *field, struct faults *faults)
{
    const char *column;
    if (json_as_string(v, &column, faults))
        return;
    if (!*column) {
        json_fault(v, faults, "want the name of a column of the history file");
        return;
    }
    q->columns = xrealloc(q->columns, ((size_t)q->columns_count + 1) * sizeof *q->columns);
    q->columns[q->columns_count++] = (struct mapping){xstrdup(field), xstrdup(column)};
}

/* {"start": ["date", "time"], "offered": "Incoming Calls"}: two columns, of date and time, only for start. */
static void read_columns(struct queue *q, const struct json *value, struct faults *faults)
{
    if (json_kind(value) != JSON_KIND_OBJECT) {
        json_fault(value, faults, "want an object of fields and columns such as {\"offered\": \"calls\"}");
        return;
    }
    for (int i = 0; i < json_length(value); i++) {
        const struct json *v = json_item(value, i);
        const char        *field = json_key(v);
        int                array = json_kind(v) == JSON_KIND_ARRAY, n = array ? json_length(v) : 1;
        char               meant[64];
        if (columns_field(field) < 0)
            json_fault(v, faults, "%s is no field of a history; want such as start, offered, answered, abandoned or aht_s%s", field,
                       columns_meant(field, meant, sizeof meant));
        else if (array && (strcmp(field, "start") != 0 || n < 1 || n > 2))
            json_fault(v, faults, "want one column (two, of date and time, only for start)");
        else
            for (int k = 0; k < n; k++)
                add_mapping(q, array ? json_item(v, k) : v, field, faults);
    }
}

static void read_goal_limits(struct goal *g, struct json_object *o)
{
    static const char *const over[] = {"answered", "all"};
    json_get_number(o, "asa_s", JSON_OPTIONAL, 0, 86400, &g->asa_s);
    json_get_choice(o, "asa_over", JSON_OPTIONAL, over, 2, &g->asa_over_all);
    json_get_number(o, "abandon_max", JSON_OPTIONAL, 0, TEXT_BELOW_1, &g->abandon_max);
    json_get_number(o, "occupancy_max", JSON_OPTIONAL, TEXT_ABOVE_0, 1, &g->occupancy_max);
}

/* The floor of a day or week goal defaults to 0.5 (below that the service curve is not concave and intervals would be
 * sacrificed), or to the goal where that is lower. v: what is stated, or NULL. */
static void read_floor(struct goal *g, const struct json *v, struct faults *faults)
{
    if (v && g->scope == SCOPE_INTERVAL) {
        json_fault(v, faults, "a floor goes with a scope of day or week; with interval the goal itself holds in every one");
        return;
    }
    if (g->scope != SCOPE_INTERVAL)
        g->floor = fmin(0.5, g->service_level);
    if (!v || json_as_number(v, 0, TEXT_BELOW_1, &g->floor, faults))
        return;
    if (g->floor > g->service_level)
        json_fault(v, faults, "want at most the service_level, %g", g->service_level);
    if (g->floor == 0)
        g->floor = NAN;
}

static void read_service_level(struct goal *g, struct json_object *o)
{
    const struct json *floor = NULL;
    int                definition = SL_OFFERED, scope = SCOPE_INTERVAL;
    int has_level = json_get_number(o, "service_level", JSON_OPTIONAL, TEXT_ABOVE_0, TEXT_BELOW_1, &g->service_level);
    json_get_number(o, "within_s", has_level > 0 ? JSON_REQUIRED : JSON_OPTIONAL, 0, 86400, &g->within_s);
    json_get_choice(o, "definition", JSON_OPTIONAL, sl_definition_names, 4, &definition);
    json_get_choice(o, "scope", JSON_OPTIONAL, goal_scope_names, 3, &scope);
    if (json_get_member(o, "floor", JSON_OPTIONAL, &floor) <= 0)
        floor = NULL;
    g->definition = (enum sl_definition)definition;
    g->scope = (enum goal_scope)scope;
    if (has_level > 0)
        read_floor(g, floor, o->faults);
    else if (floor && has_level == 0)
        json_fault(floor, o->faults, "a floor goes with a service_level; want that too");
}

static void read_goal(struct goal *g, struct json_object *queue)
{
    const struct json *v;
    struct json_object o;
    *g = (struct goal){.service_level = NAN, .within_s = NAN, .floor = NAN, .asa_s = NAN, .abandon_max = NAN, .occupancy_max = NAN};
    if (json_get_member(queue, "goal", JSON_REQUIRED, &v) <= 0 || json_open(&o, v, queue->faults))
        return;
    json_get_string(&o, "note", JSON_OPTIONAL, &(const char *){NULL});
    read_service_level(g, &o);
    read_goal_limits(g, &o);
    if (json_close(&o) == 0 && isnan(g->service_level) && isnan(g->asa_s) && isnan(g->abandon_max) && isnan(g->occupancy_max))
        json_fault(v, queue->faults, "it asks for nothing; want service_level with within_s, asa_s, abandon_max or occupancy_max");
}

static void read_peak(struct queue *q, const struct json *value, int interval_min, struct faults *faults)
{
    struct json_object o;
    const struct json *v;
    struct window      list[8] = {{0, 1440}};
    int                n = 1;
    struct peak        p = {.weekdays = 127, .service_level = q->goal.service_level, .within_s = q->goal.within_s, .must = 1};
    if (json_open(&o, value, faults))
        return;
    json_get_string(&o, "note", JSON_OPTIONAL, &(const char *){NULL});
    if (json_get_member(&o, "days", JSON_OPTIONAL, &v) > 0)
        hours_days(v, &p.weekdays, faults);
    if (json_get_member(&o, "hours", JSON_REQUIRED, &v) > 0)
        n = hours_json(v, interval_min, list, 8, faults);
    json_get_number(&o, "service_level", JSON_REQUIRED, TEXT_ABOVE_0, TEXT_BELOW_1, &p.service_level);
    json_get_number(&o, "within_s", isnan(p.within_s) ? JSON_REQUIRED : JSON_OPTIONAL, 0, 86400, &p.within_s);
    json_get_bool(&o, "must", JSON_OPTIONAL, &p.must);
    if (json_close(&o))
        return;
    for (int i = 0; i < n; i++) {
        struct window w = hours_wrapped(list[i]);
        p.from_min = w.from_min;
        p.to_min = w.to_min;
        q->peaks = xrealloc(q->peaks, ((size_t)q->peak_count + 1) * sizeof *q->peaks);
        q->peaks[q->peak_count++] = p;
    }
}

static void read_peaks(struct queue *q, struct json_object *o, int interval_min)
{
    const struct json *v;
    if (json_get_array(o, "peaks", JSON_OPTIONAL, &v) <= 0)
        return;
    if (json_length(v) > PEAKS_MAX)
        json_fault(v, o->faults, "want at most %d peaks", PEAKS_MAX);
    else
        for (int i = 0; i < json_length(v); i++)
            read_peak(q, json_item(v, i), interval_min, o->faults);
}

/* Keys of channels that come later: known, so that a scenario that has them is told so and not misread. */
static void read_channel(struct queue *q, struct json_object *o)
{
    const struct json *v, *later;
    int                channel = CHANNEL_VOICE;
    q->max_concurrent = NAN;
    q->deadline_s = NAN;
    if (json_get_member(o, "channel", JSON_OPTIONAL, &v) > 0 && json_as_choice(v, channel_names, 3, &channel, o->faults) == 0 &&
        channel != CHANNEL_VOICE)
        json_fault(v, o->faults, "that channel is not supported yet; want \"voice\" for now");
    q->channel = (enum channel)channel;
    for (int i = 0; i < 2; i++)
        if (json_get_member(o, i ? "deadline_s" : "max_concurrent", JSON_OPTIONAL, &later) > 0 && channel == CHANNEL_VOICE)
            json_fault(later, o->faults, "it belongs to %s, which is not supported yet; leave it out",
                       i ? "deferred work" : "chat");
}

static void read_model(struct queue *q, struct json_object *o)
{
    const struct json *v;
    q->patience_s = INFINITY;
    json_get_number(o, "patience_s", JSON_OPTIONAL, TEXT_ABOVE_0, 1e9, &q->patience_s);
    int model = isinf(q->patience_s) ? QUEUE_ERLANG_C : QUEUE_ERLANG_A;
    if (json_get_member(o, "model", JSON_OPTIONAL, &v) > 0 && json_as_choice(v, queue_model_names, 2, &model, o->faults) == 0 &&
        model == QUEUE_ERLANG_A && isinf(q->patience_s))
        json_fault(v, o->faults, "it needs patience_s, the mean time callers wait before they hang up; add it, or use \"erlang_c\"");
    q->model = (enum queue_model)model;
}

static void read_history_file(struct queue *q, struct json_object *o)
{
    const struct json *v;
    const char        *file = "history.csv";
    if (json_get_member(o, "history", JSON_OPTIONAL, &v) > 0 && json_as_string(v, &file, o->faults) == 0 && !*file)
        json_fault(v, o->faults, "want the name of a file in the scenario's folder, such as \"history.csv\"");
    q->history_file = xstrdup(file);
    if (json_get_member(o, "columns", JSON_OPTIONAL, &v) > 0)
        read_columns(q, v, o->faults);
}

static void read_staff_limits(struct queue *q, struct json_object *o)
{
    const struct json *v;
    q->min_agents = 1;
    q->max_seats = RULE_NONE;
    json_get_integer(o, "min_agents", JSON_OPTIONAL, 0, AGENTS_MAX, &q->min_agents);
    if (json_get_member(o, "max_seats", JSON_OPTIONAL, &v) > 0 && json_as_integer(v, 1, AGENTS_MAX, &q->max_seats, o->faults) == 0 &&
        q->max_seats < q->min_agents)
        json_fault(v, o->faults, "want at least min_agents, %d", q->min_agents);
}

static void read_name(struct queue *q, struct scenario *s, struct json_object *o)
{
    const struct json *v;
    const char        *name = "";
    if (json_get_member(o, "name", JSON_REQUIRED, &v) > 0 && json_as_string(v, &name, o->faults) == 0) {
        if (!*name)
            json_fault(v, o->faults, "want a name");
        else if (scenario_queue_index(s, name) >= 0)
            json_fault(v, o->faults, "another queue has that name; want a name of its own");
    }
    q->name = xstrdup(name);
}

struct common_hours { /* of queues that state none */
    const struct json *value; /* NULL: there are none */
    struct window      week[7][8];
};

static void read_queue(struct scenario *s, const struct json *value, const struct common_hours *common, struct faults *faults)
{
    struct json_object o;
    const struct json *open = common->value;
    struct queue       q = {.aht_s = NAN};
    if (json_open(&o, value, faults))
        return;
    json_get_string(&o, "note", JSON_OPTIONAL, &(const char *){NULL});
    read_name(&q, s, &o);
    read_channel(&q, &o);
    read_history_file(&q, &o);
    json_get_number(&o, "aht_s", JSON_OPTIONAL, TEXT_ABOVE_0, 86400, &q.aht_s);
    read_model(&q, &o);
    read_goal(&q.goal, &o);
    read_peaks(&q, &o, s->horizon.interval_min);
    read_staff_limits(&q, &o);
    int own = json_get_member(&o, "open", JSON_OPTIONAL, &open);
    if (!open)
        json_fault(value, faults, "its opening hours are missing; want \"open\" in it or in scenario.json, "
                                  "such as {\"mon-fri\": [\"07:00-21:00\"]}");
    else if (own > 0)
        hours_week(open, s->horizon.interval_min, q.open_week, faults);
    else
        memcpy(q.open_week, common->week, sizeof q.open_week);
    json_close(&o);
    s->queues = xrealloc(s->queues, ((size_t)s->queue_count + 1) * sizeof *s->queues);
    s->queues[s->queue_count++] = q;
}

int queue_json_read(struct scenario *s, const struct json *value, const struct json *open, struct faults *faults)
{
    long                before = faults->total;
    struct common_hours common = {.value = open};
    if (open)
        hours_week(open, s->horizon.interval_min, common.week, faults);
    if (json_kind(value) != JSON_KIND_ARRAY || json_length(value) < 1 || json_length(value) > QUEUES_MAX)
        return json_fault(value, faults, "want an array of 1 to %d queues", QUEUES_MAX);
    for (int i = 0; i < json_length(value); i++)
        read_queue(s, json_item(value, i), &common, faults);
    return faults->total > before ? -1 : 0;
}
