/* scenario_read: the folder as a whole, in the order in which its tables refer to each other. */
#include "base/alloc.h"
#include "base/file.h"
#include "base/text.h"
#include "model/absence_table.h"
#include "model/agent_table.h"
#include "model/contract_check.h"
#include "model/contract_table.h"
#include "model/duty_table.h"
#include "model/event_calendar.h"
#include "model/event_table.h"
#include "model/opening.h"
#include "model/prices_json.h"
#include "model/scenario.h"
#include "model/scenario_json.h"
#include "model/shift_table.h"
#include "model/variant.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* For summary.json: which bytes the answer rests on. */
static void add_input(struct scenario *s, const char *name)
{
    struct faults     ignored = {.count = 0}; /* whoever reads the file says what is wrong with it */
    struct input_file input = {.option = NULL};
    for (int i = 0; i < s->input_count; i++)
        if (strcmp(s->inputs[i].file, name) == 0)
            return;
    char *path = file_join(s->folder, name);
    if (!file_is_folder(path) && file_exists(path) && file_hash(path, input.sha256, &ignored) == 0) {
        input.file = xstrdup(name);
        s->inputs = xrealloc(s->inputs, ((size_t)s->input_count + 1) * sizeof input);
        s->inputs[s->input_count++] = input;
    }
    free(path);
}

/* The path of a table, NAME.csv or NAME.xlsx (to free), or NULL where there is none to read: it may be absent. Both at once
 * would leave it open which one counts. */
static char *find_table(struct scenario *s, const char *name, int needed, struct faults *faults)
{
    struct text csv = {0}, xlsx = {0};
    text_addf(&csv, "%s.csv", name);
    text_addf(&xlsx, "%s.xlsx", name);
    char *path = file_join(s->folder, text_string(&csv)), *sheet = file_join(s->folder, text_string(&xlsx));
    int   has_csv = file_exists(path), has_sheet = file_exists(sheet), found = has_csv || has_sheet || needed;
    if (has_csv && has_sheet)
        found = !faults_add(faults, sheet, 0, 0, "%s is there too; want one of them", text_string(&csv));
    else if (found)
        add_input(s, text_string(has_sheet ? &xlsx : &csv));
    char *result = found ? xstrdup(has_sheet ? sheet : path) : NULL;
    free(path);
    free(sheet);
    text_free(&csv);
    text_free(&xlsx);
    return result;
}

static void read_table(struct scenario *s, const char *name, int needed,
                       int (*read)(struct scenario *, const char *, struct faults *), struct faults *faults)
{
    char *path = find_table(s, name, needed, faults);
    if (path)
        read(s, path, faults);
    free(path);
}

/* events.ics, or the file scenario.json names (which must then be there). */
static void read_calendar(struct scenario *s, struct faults *faults)
{
    const char *name = s->holidays.file ? s->holidays.file : "events.ics";
    char       *path = file_join(s->folder, name);
    add_input(s, name);
    if (s->holidays.file || file_exists(path))
        event_calendar_read(s, path, faults);
    free(path);
}

static void fill_open(struct scenario *s)
{
    const struct horizon *h = &s->horizon;
    s->day_closed = xcalloc((size_t)h->days, 1);
    for (int d = 0; d < h->days; d++)
        horizon_count_as(&s->horizon, d, opening_weekday(s, h->first_day + d));
    for (int d = 0; d < h->days; d++) {
        s->day_closed[d] = 1;
        for (int q = 0; q < s->queue_count; q++) {
            const struct event *e = opening_event(s, q, h->first_day + d);
            s->day_closed[d] &= e && e->closed;
        }
    }
    for (int q = 0; q < s->queue_count; q++) {
        s->queues[q].open = xcalloc((size_t)h->intervals, 1);
        for (int t = 0; t < h->intervals; t++)
            s->queues[q].open[t] = (unsigned char)opening_at(s, q, h->first_day + h->day_of[t],
                                                             horizon_weekday(h, h->day_of[t]), h->wall_min[t]);
    }
}

/* Reads a table; one with faults, or that could not be read, is unsound: names it lacks are not blamed on those who say them. */
static void read_named(struct scenario *s, const char *name, int needed, enum scenario_noun noun,
                       int (*read)(struct scenario *, const char *, struct faults *), struct faults *faults)
{
    long before = faults->total;
    read_table(s, name, needed, read, faults);
    if (faults->total > before)
        s->unsound |= 1u << noun;
}

/* What hangs on agents is looked at only where all before could be read: one slip would be told many times over. */
static void read_people(struct scenario *s, int needed, struct faults *faults)
{
    long  before = faults->total, *line_of = NULL;
    char *contracts = find_table(s, "contracts", needed, faults);
    if (contracts && contract_table_read(s, contracts, &line_of, faults))
        s->unsound |= 1u << NOUN_KIND;
    if (s->contract_count > 0)
        read_named(s, "shifts", needed, NOUN_KIND, shift_table_read, faults);
    if (faults->total == before && s->kind_count > 0)
        contract_check(s, contracts, line_of, faults);
    if (s->kind_count > 0)
        read_named(s, "rotations", 0, NOUN_ROTATION, duty_table_read_rotations, faults);
    else
        s->unsound |= 1u << NOUN_ROTATION;
    if (s->contract_count > 0)
        read_named(s, "agents", needed, NOUN_AGENT, agent_table_read, faults);
    if (faults->total == before) {
        read_table(s, "timeoff", 0, absence_table_read_time_off, faults);
        duty_table_rotate(s);
        read_table(s, "fixed", 0, duty_table_read_fixed, faults);
        read_table(s, "requests", 0, absence_table_read_requests, faults);
        read_table(s, "balances", 0, agent_table_read_balances, faults);
    }
    free(contracts);
    free(line_of);
}

static void read_folder(struct scenario *s, int need_people, struct faults *faults)
{
    char *path = file_join(s->folder, "scenario.json");
    add_input(s, "scenario.json");
    scenario_json_read(s, path, faults);
    free(path);
    for (int q = 0; q < s->queue_count; q++)
        add_input(s, s->queues[q].history_file);
    if (s->horizon.days == 0 || s->queue_count == 0)
        return;
    read_table(s, "events", 0, event_table_read, faults);
    read_calendar(s, faults);
    fill_open(s);
    read_people(s, need_people, faults);
}

int scenario_read(struct scenario *s, const char *folder, const struct variant *variants, int variant_count, int need_people,
                  struct faults *faults)
{
    long before = faults->total;
    memset(s, 0, sizeof *s);
    s->folder = xstrdup(folder);
    if (!file_exists(folder))
        faults_add(faults, folder, 0, 0, "there is no such folder; want a scenario's folder (`headcount init FOLDER` makes one)");
    else if (!file_is_folder(folder))
        faults_add(faults, folder, 0, 0, "it is a file; want a scenario's folder, with scenario.json in it");
    else
        read_folder(s, need_people, faults);
    s->variants = xcalloc((size_t)variant_count + 1, sizeof *s->variants);
    for (int i = 0; i < variant_count && faults->total == before; i++) {
        s->variants[s->variant_count++] = xstrdup(variants[i].text);
        variant_apply(s, variants[i].text, faults);
    }
    if (faults->total > before) {
        scenario_free(s);
        return -1;
    }
    prices_settle(s);
    return 0;
}
