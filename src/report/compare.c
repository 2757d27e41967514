#include "report/compare.h"

#include "base/alloc.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/json.h"
#include "base/table.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- rows -------------------------------------------------------------------------------------------------------- */
struct place {
    const char *queue, *from, *to;
};

/* The row of that key and place, made when it is not there yet: so each side fills the same rows. */
static struct compare_row *row_of(struct compare *c, enum compare_section section, const char *key, struct place at)
{
    for (int i = 0; i < c->row_count; i++) {
        struct compare_row *r = &c->rows[i];
        if (r->section == section && !strcmp(r->key, key) && !strcmp(r->queue, at.queue) && !strcmp(r->from, at.from) && !strcmp(r->to, at.to))
            return r;
    }
    c->rows = xgrow(c->rows, &c->row_room, (size_t)c->row_count + 1, sizeof *c->rows);
    struct compare_row *r = &c->rows[c->row_count++];
    *r = (struct compare_row){.section = section, .key = key, .value = {NAN, NAN}};
    snprintf(r->queue, sizeof r->queue, "%s", at.queue);
    snprintf(r->from, sizeof r->from, "%s", at.from);
    snprintf(r->to, sizeof r->to, "%s", at.to);
    return r;
}

/* Adds up what one side's table says under a row. */
static void add_up(struct compare *c, int side, enum compare_section section, const char *key, const char *what, struct place at,
                   enum compare_unit unit, int better, double value)
{
    struct compare_row *r = row_of(c, section, key, at);
    r->what = what;
    r->unit = unit;
    r->better = better;
    r->value[side] = (isnan(r->value[side]) ? 0 : r->value[side]) + value;
}

/* --- summary.json ------------------------------------------------------------------------------------------------ */
static const struct json *member(const struct json *v, const char *key)
{
    for (int i = 0; v && i < json_length(v); i++)
        if (json_key(json_item(v, i)) && !strcmp(json_key(json_item(v, i)), key))
            return json_item(v, i);
    return NULL;
}

static double number(const struct json *v, struct faults *faults)
{
    double x = NAN;
    if (v && json_kind(v) != JSON_KIND_NULL)
        json_as_number(v, -1e300, 1e300, &x, faults);
    return x;
}

static const char *string(const struct json *v, struct faults *faults)
{
    const char *s = "";
    if (v && json_kind(v) != JSON_KIND_NULL)
        json_as_string(v, &s, faults);
    return s;
}

static int is_true(const struct json *root, const char *key)
{
    struct json_object o;
    struct faults      ignored = {0};
    int                value = 0;
    json_open(&o, root, &ignored);
    json_get_bool(&o, key, JSON_OPTIONAL, &value);
    return value;
}

static const struct figure {
    enum compare_section section;
    const char          *object, *key, *name, *what; /* object NULL: the root's own; name: key in compare.csv */
    enum compare_unit    unit;
    int                  better;
} figures[] = {
    {COMPARE_SERVICE, NULL, "service_level", "service_level", LANG_MARK("Service level, all contacts"), COMPARE_SHARE, 1},
    {COMPARE_SERVICE, NULL, "intervals_below_goal", "intervals_below_goal", LANG_MARK("Intervals below what they must reach"), COMPARE_COUNT, -1},
    {COMPARE_STAFF, "hours", "paid", "hours.paid", LANG_MARK("Paid hours"), COMPARE_HOURS, 0},
    {COMPARE_STAFF, "hours", "guaranteed", "hours.guaranteed", LANG_MARK("Paid by guarantee, not worked"), COMPARE_HOURS, -1},
    {COMPARE_STAFF, "hours", "overtime", "hours.overtime", LANG_MARK("of them overtime"), COMPARE_HOURS, 0},
    {COMPARE_STAFF, "hours", "contact", "hours.contact", LANG_MARK("Hours on contacts"), COMPARE_HOURS, 0},
    {COMPARE_STAFF, NULL, "agents_used", "agents_used", LANG_MARK("Agents who work"), COMPARE_COUNT, 0},
    {COMPARE_STAFF, NULL, "occupancy", "occupancy", LANG_MARK("Occupancy"), COMPARE_SHARE, 0},
    {COMPARE_MONEY_ITEMS, "cost", "wages", "cost.wages", LANG_MARK("Wages"), COMPARE_MONEY, -1},
    {COMPARE_MONEY_ITEMS, "cost", "premiums", "cost.premiums", LANG_MARK("Premiums"), COMPARE_MONEY, -1},
    {COMPARE_MONEY_ITEMS, "cost", "overtime", "cost.overtime", LANG_MARK("Overtime"), COMPARE_MONEY, -1},
    {COMPARE_MONEY_ITEMS, "cost", "paid_leave", "cost.paid_leave", LANG_MARK("Paid leave"), COMPARE_MONEY, -1},
    {COMPARE_MONEY_ITEMS, "cost", "total", "cost.total", LANG_MARK("Cost"), COMPARE_MONEY, -1},
    {COMPARE_MONEY_ITEMS, NULL, "cost_per_answered", "cost_per_answered", LANG_MARK("Cost per answered contact"), COMPARE_MONEY, -1},
    {COMPARE_MONEY_ITEMS, "penalty", "total", "penalty.total", LANG_MARK("Penalties, which nobody pays"), COMPARE_MONEY, -1},
    {COMPARE_MONEY_ITEMS, NULL, "objective", "objective", LANG_MARK("Cost and penalties"), COMPARE_MONEY, -1},
    {COMPARE_MONEY_ITEMS, NULL, "lower_bound", "lower_bound", LANG_MARK("No roster can cost less than"), COMPARE_MONEY, 0},
    {COMPARE_MONEY_ITEMS, NULL, "gap", "gap", LANG_MARK("At most to be saved"), COMPARE_SHARE, -1},
    {COMPARE_MONEY_ITEMS, NULL, "gap_without_fixed", "gap_without_fixed", LANG_MARK("of what a roster can change"), COMPARE_SHARE, -1},
    {COMPARE_VOLUME, NULL, "offered", "offered", LANG_MARK("Contacts expected"), COMPARE_CONTACTS, 0},
    {COMPARE_VOLUME, NULL, "answered", "answered", LANG_MARK("Contacts answered"), COMPARE_CONTACTS, 0},
};

static void read_goal(struct compare *c, int side, const struct json *g, struct faults *faults)
{
    static const struct {
        const char       *scope, *what;
        enum compare_unit unit;
        int               better, spans; /* spans: each of its own from and to, else of the whole plan */
    } scopes[] = {{"peak", LANG_MARK("Peak, weakest interval"), COMPARE_SHARE, 1, 1},
                  {"day", LANG_MARK("Day"), COMPARE_SHARE, 1, 1},
                  {"week", LANG_MARK("Week"), COMPARE_SHARE, 1, 1},
                  {"interval", LANG_MARK("Weakest interval"), COMPARE_SHARE, 1, 0},
                  {"floor", LANG_MARK("Weakest interval"), COMPARE_SHARE, 1, 0},
                  {"asa", LANG_MARK("Longest average wait"), COMPARE_SECONDS, -1, 0},
                  {"abandon", LANG_MARK("Most hanging up"), COMPARE_SHARE, -1, 0},
                  {"occupancy", LANG_MARK("Highest occupancy"), COMPARE_SHARE, -1, 0}};
    const char  *scope = string(member(g, "scope"), faults);
    struct place at = {string(member(g, "queue"), faults), "", ""};
    double       achieved = number(member(g, "achieved"), faults);
    for (size_t i = 0; i < sizeof scopes / sizeof *scopes; i++) {
        if (strcmp(scopes[i].scope, scope))
            continue;
        if (scopes[i].spans)
            at = (struct place){at.queue, string(member(g, "from"), faults), string(member(g, "to"), faults)};
        struct compare_row *r = row_of(c, COMPARE_SERVICE, scopes[i].scope, at);
        r->what = scopes[i].what;
        r->unit = scopes[i].unit;
        r->better = scopes[i].better;
        r->value[side] = r->better > 0 ? fmin(r->value[side], achieved) : fmax(r->value[side], achieved); /* NAN loses */
    }
}

static void read_inputs(struct compare_side *s, const struct json *inputs, struct faults *faults)
{
    int n = inputs ? json_length(inputs) : 0;
    s->inputs = xcalloc((size_t)n + 1, sizeof *s->inputs);
    for (int i = 0; i < n; i++) {
        struct text line = {0};
        text_addf(&line, "%s %s", string(member(json_item(inputs, i), "file"), faults), string(member(json_item(inputs, i), "sha256"), faults));
        s->inputs[s->input_count++] = text_take(&line);
    }
}

static void read_variants(struct compare_side *s, const struct json *variants, struct faults *faults)
{
    struct text all = {0};
    for (int i = 0; variants && i < json_length(variants); i++)
        text_addf(&all, "%s%s", i ? ", " : "", string(json_item(variants, i), faults));
    s->variants = xstrdup(text_string(&all));
    text_free(&all);
}

static int read_summary(struct compare *c, int side, struct faults *faults)
{
    struct compare_side *s = &c->side[side];
    long                 before = faults->total;
    char                *path = file_join(s->folder, "summary.json");
    struct json         *root = NULL;
    if (!file_exists(path))
        faults_add(faults, path, 0, 0, "there is no plan here; run `headcount plan SCENARIO -o %s` first", s->folder);
    else
        root = json_read(path, faults);
    for (size_t i = 0; root && i < sizeof figures / sizeof *figures; i++) {
        const struct figure *f = &figures[i];
        add_up(c, side, f->section, f->name, f->what, (struct place){"", "", ""}, f->unit, f->better,
               number(member(f->object ? member(root, f->object) : root, f->key), faults));
    }
    if (root) {
        const struct json *goals = member(root, "goals");
        for (int i = 0; goals && i < json_length(goals); i++)
            read_goal(c, side, json_item(goals, i), faults);
        s->scenario = xstrdup(string(member(root, "scenario"), faults));
        s->goal_met = is_true(root, "goal_met");
        snprintf(s->stopped_by, sizeof s->stopped_by, "%s", string(member(root, "stopped_by"), faults));
        snprintf(s->version, sizeof s->version, "%s", string(member(root, "version"), faults));
        read_inputs(s, member(root, "inputs"), faults);
        read_variants(s, member(root, "variants"), faults);
    }
    json_free(root);
    free(path);
    return faults->total > before ? -1 : 0;
}

/* --- tables ------------------------------------------------------------------------------------------------------ */
/* Opens NAME in the side's folder. 1; 0 when there is none (a plan begun from a file may lack it); -1 with faults. */
static int open_table(struct table *t, const struct compare *c, int side, const char *name, struct faults *faults)
{
    char *path = file_join(c->side[side].folder, name);
    int   code = !file_exists(path) ? 0 : table_read(t, path, NULL, faults) ? -1 : 1;
    free(path);
    return code;
}

static double cell(const struct table *t, long row, const char *name, struct faults *faults)
{
    double x = 0;
    table_number(t, row, table_find(t, name), -1e300, 1e300, &x, faults);
    return x;
}

/* Elapsed hours from start to end of a row, and its day; 0 hours when either is unreadable, which is a fault. */
static double span_h(const struct table *t, long row, char day[16], struct faults *faults)
{
    struct clock_time a, b;
    if (table_time(t, row, table_find(t, "start"), &a, faults) != 1 || table_time(t, row, table_find(t, "end"), &b, faults) != 1) {
        day[0] = '\0';
        return 0;
    }
    clock_date_format(a.day, day);
    return ((double)(b.day - a.day) * CLOCK_DAY_S + b.second - b.offset_s - (a.second - a.offset_s)) / 3600;
}

static void read_coverage(struct compare *c, int side, const struct table *t, struct faults *faults)
{
    struct compare_side *s = &c->side[side];
    for (long r = 0; r < t->rows; r++) {
        char         day[16];
        double       hours = span_h(t, r, day, faults);
        struct place at = {"", day, day}, all = {"", "", ""};
        if (!s->first[0] || strcmp(day, s->first) < 0)
            memcpy(s->first, day, sizeof s->first);
        if (strcmp(day, s->last) > 0)
            memcpy(s->last, day, sizeof s->last);
        double needed = hours * cell(t, r, "required", faults), rostered = hours * cell(t, r, "scheduled", faults);
        double net = hours * cell(t, r, "net", faults);
        add_up(c, side, COMPARE_STAFF, "hours.required", LANG_MARK("Hours needed on contacts"), all, COMPARE_HOURS, 0, needed);
        add_up(c, side, COMPARE_STAFF, "hours.scheduled", LANG_MARK("Hours rostered"), all, COMPARE_HOURS, 0, rostered);
        add_up(c, side, COMPARE_STAFF, "hours.short", LANG_MARK("Hours short, interval by interval"), all, COMPARE_HOURS, -1, fmax(0, -net));
        add_up(c, side, COMPARE_STAFF, "hours.over", LANG_MARK("Hours over, interval by interval"), all, COMPARE_HOURS, -1, fmax(0, net));
        add_up(c, side, COMPARE_DAYS, "day.required", LANG_MARK("Hours needed on contacts"), at, COMPARE_HOURS, 0, needed);
        add_up(c, side, COMPARE_DAYS, "day.scheduled", LANG_MARK("Hours rostered"), at, COMPARE_HOURS, 0, rostered);
    }
}

static void read_forecast(struct compare *c, int side, const struct table *t, struct faults *faults)
{
    for (long r = 0; r < t->rows; r++) {
        char         day[16];
        const char  *queue = table_text(t, r, table_find(t, "queue"));
        double       offered = cell(t, r, "offered", faults), handling = offered * cell(t, r, "aht_s", faults) / 3600;
        struct place of_queue = {queue, "", ""};
        span_h(t, r, day, faults);
        struct place at = {"", day, day};
        add_up(c, side, COMPARE_VOLUME, "forecast.offered", LANG_MARK("Contacts expected"), of_queue, COMPARE_CONTACTS, 0, offered);
        add_up(c, side, COMPARE_VOLUME, "forecast.handling", LANG_MARK("Handling (h)"), of_queue, COMPARE_HOURS, 0, handling);
        add_up(c, side, COMPARE_DAYS, "day.offered", LANG_MARK("Contacts expected"), at, COMPARE_CONTACTS, 0, offered);
    }
}

static void read_violations(struct compare *c, int side, const struct table *t, struct faults *faults)
{
    (void)faults;
    c->side[side].violations = t->rows;
    add_up(c, side, COMPARE_SERVICE, "violations", LANG_MARK("Rules broken"), (struct place){"", "", ""}, COMPARE_COUNT, -1, (double)t->rows);
}

static int read_tables(struct compare *c, int side, struct faults *faults)
{
    static const struct {
        const char *name;
        void (*read)(struct compare *, int, const struct table *, struct faults *);
        struct table_column needs[6];
        int                 need_count;
    } tables[] = {{"coverage.csv", read_coverage,
                   {{"start", TABLE_FILLED}, {"end", TABLE_FILLED}, {"required", TABLE_FILLED}, {"scheduled", TABLE_FILLED}, {"net", TABLE_FILLED}}, 5},
                  {"forecast.csv", read_forecast,
                   {{"start", TABLE_FILLED}, {"end", TABLE_FILLED}, {"queue", TABLE_COLUMN}, {"offered", TABLE_FILLED}, {"aht_s", TABLE_FILLED}}, 5},
                  {"violations.csv", read_violations, {{"rule", TABLE_FILLED}}, 1}};
    long before = faults->total;
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        struct table t;
        if (open_table(&t, c, side, tables[i].name, faults) != 1)
            continue;
        int found[6];
        if (!table_columns(&t, tables[i].needs, tables[i].need_count, found, TABLE_OTHERS_PASS, faults))
            tables[i].read(c, side, &t, faults);
        table_free(&t);
    }
    return faults->total > before ? -1 : 0;
}

/* --- both -------------------------------------------------------------------------------------------------------- */
/* By section; inside one in the order they came: both sides' summaries first. */
static void sort_rows(struct compare *c)
{
    struct compare_row *sorted = xmalloc(((size_t)c->row_count + 1) * sizeof *sorted);
    int                 n = 0;
    for (int s = 0; s < COMPARE_SECTIONS; s++)
        for (int i = 0; i < c->row_count; i++)
            if ((int)c->rows[i].section == s)
                sorted[n++] = c->rows[i];
    free(c->rows);
    c->rows = sorted;
}

int compare_read(struct compare *c, const char *a, const char *b, struct faults *faults)
{
    long before = faults->total;
    memset(c, 0, sizeof *c);
    for (int side = 0; side < 2; side++) {
        c->side[side].folder = xstrdup(side ? b : a);
        if (!read_summary(c, side, faults))
            read_tables(c, side, faults);
    }
    sort_rows(c);
    if (faults->total == before)
        return 0;
    compare_free(c);
    return -1;
}

void compare_free(struct compare *c)
{
    for (int side = 0; side < 2; side++) {
        free(c->side[side].folder);
        free(c->side[side].scenario);
        free(c->side[side].variants);
        for (int i = 0; i < c->side[side].input_count; i++)
            free(c->side[side].inputs[i]);
        free(c->side[side].inputs);
    }
    free(c->rows);
    memset(c, 0, sizeof *c);
}
