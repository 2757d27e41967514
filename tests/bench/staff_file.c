#include "instance.h"
#include "base/alloc.h"
#include "base/text.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { DAYS_MAX = 400, KINDS_MAX = 96, STAFF_MAX = 2000, MONDAY = 4 /* 1970-01-05 */, MINUTES_MAX = 10000000, COUNT_MAX = 100000 };

struct member { /* a line of SECTION_STAFF */
    char *id;
    int  *kind_max;  /* [kinds] */
    int   minutes_max, minutes_min, run_max, run_min, off_min, weekends_max;
    int   contract;
};

struct staff_file {
    struct instance *x;
    FILE            *f;
    int              line;
    char           **cell;   int cells; /* of the line read last */
    int              days;
    int             *minutes;           /* [kinds] */
    unsigned char   *forbids;           /* [kinds * KINDS_MAX] b may not follow a: [a * KINDS_MAX + b] */
    struct member   *member; int members;
    int             *place;             /* [kinds] from first to last in the day */
    int              unit;              /* minutes of work that are one interval of the day */
    int              longest;           /* intervals of the longest shift */
    int              contracts;
};

static const char *const sections[] = {"SECTION_HORIZON", "SECTION_SHIFTS", "SECTION_STAFF", "SECTION_DAYS_OFF",
                                       "SECTION_SHIFT_ON_REQUESTS", "SECTION_SHIFT_OFF_REQUESTS", "SECTION_COVER"};
enum { HORIZON, SHIFTS, STAFF, DAYS_OFF, ON_REQUESTS, OFF_REQUESTS, COVER, SECTIONS };

/* --- lines ------------------------------------------------------------------------------------------------------- */

/* The next line that is no comment and not empty, cut at its commas; 0 at the end of the file. */
static int next_line(struct staff_file *r)
{
    char *line = NULL;
    size_t room = 0;
    int found = 0;
    while (!found && getline(&line, &room, r->f) >= 0) {
        char *text = text_trim(line);
        r->line++;
        found = *text != 0 && *text != '#';
        if (found) {
            text_split_free(r->cell, r->cells);
            r->cell = text_split(text, ",", &r->cells);
        }
    }
    free(line);
    return found;
}

static void want_cells(const struct staff_file *r, int least, int most, const char *wanted)
{
    if (r->cells < least || r->cells > most)
        instance_fault(r->x->file, r->line, "%d values; want %s", r->cells, wanted);
}

static int integer(const struct staff_file *r, int cell, const char *what, int low, int high)
{
    long long value;
    if (text_integer(r->cell[cell], &value) || value < low || value > high)
        instance_fault(r->x->file, r->line, "%s is \"%s\"; want %d to %d", what, r->cell[cell], low, high);
    return (int)value;
}

static int find_kind(const struct staff_file *r, const char *name)
{
    for (int k = 0; k < r->x->kind_count; k++)
        if (strcmp(r->x->kinds[k], name) == 0)
            return k;
    instance_fault(r->x->file, r->line, "%s is no shift of SECTION_SHIFTS", name);
}

static int find_member(const struct staff_file *r, const char *id)
{
    for (int i = 0; i < r->members; i++)
        if (strcmp(r->member[i].id, id) == 0)
            return i;
    instance_fault(r->x->file, r->line, "%s is nobody of SECTION_STAFF", id);
}

/* --- what the file says ------------------------------------------------------------------------------------------ */

static void read_shift(struct staff_file *r)
{
    struct instance *x = r->x;
    want_cells(r, 2, 3, "id, minutes, shifts that may not follow");
    if (x->kind_count == KINDS_MAX)
        instance_fault(x->file, r->line, "more than %d shifts", KINDS_MAX);
    x->kinds = xrealloc(x->kinds, (size_t)(x->kind_count + 1) * sizeof *x->kinds);
    r->minutes = xrealloc(r->minutes, (size_t)(x->kind_count + 1) * sizeof *r->minutes);
    r->minutes[x->kind_count] = integer(r, 1, "minutes", 1, 2880);
    x->kinds[x->kind_count++] = xstrdup(r->cell[0]);
}

/* The shifts that may not follow are named before they are all known: a second pass over the section. */
static void read_forbidden(struct staff_file *r, int kind)
{
    int count;
    char **name = text_split(r->cells > 2 ? r->cell[2] : "", "|", &count);
    for (int i = 0; i < count; i++)
        if (*name[i])
            r->forbids[kind * KINDS_MAX + find_kind(r, name[i])] = 1;
    text_split_free(name, count);
}

static void read_member(struct staff_file *r)
{
    want_cells(r, 8, 8, "id, shifts, most and least minutes, most and least shifts in a row, least days off, weekends");
    if (r->members == STAFF_MAX)
        instance_fault(r->x->file, r->line, "more than %d people", STAFF_MAX);
    r->member = xrealloc(r->member, (size_t)(r->members + 1) * sizeof *r->member);
    struct member *m = &r->member[r->members++];
    *m = (struct member){.id = xstrdup(r->cell[0]), .minutes_max = integer(r, 2, "most minutes", 0, MINUTES_MAX),
                         .minutes_min = integer(r, 3, "least minutes", 0, MINUTES_MAX),
                         .run_max = integer(r, 4, "most shifts in a row", 0, COUNT_MAX),
                         .run_min = integer(r, 5, "least shifts in a row", 0, COUNT_MAX),
                         .off_min = integer(r, 6, "least days off in a row", 0, COUNT_MAX),
                         .weekends_max = integer(r, 7, "weekends", 0, COUNT_MAX)};
    m->kind_max = xmalloc((size_t)r->x->kind_count * sizeof *m->kind_max);
    for (int k = 0; k < r->x->kind_count; k++)
        m->kind_max[k] = r->days;
    int count;
    char **limit = text_split(r->cell[1], "|", &count);
    for (int i = 0; i < count; i++) {
        char *equals = strchr(limit[i], '=');
        long long most;
        if (!equals || text_integer(equals + 1, &most) || most < 0 || most > COUNT_MAX)
            instance_fault(r->x->file, r->line, "shifts are \"%s\"; want SHIFT=NUMBER, separated by |", r->cell[1]);
        *equals = 0;
        m->kind_max[find_kind(r, text_trim(limit[i]))] = (int)most;
    }
    text_split_free(limit, count);
}

static void add_request(struct staff_file *r, enum wish wish)
{
    struct scenario *s = &r->x->s;
    want_cells(r, 4, 4, "employee, day, shift, weight");
    int agent = find_member(r, r->cell[0]), weight = integer(r, 3, "weight", 0, MINUTES_MAX);
    int kind = r->member[agent].contract * r->x->kind_count + find_kind(r, r->cell[2]);
    s->requests = xrealloc(s->requests, (size_t)(s->request_count + 1) * sizeof *s->requests);
    s->requests[s->request_count++] = (struct request){.agent = agent, .day = integer(r, 1, "day", 0, r->days - 1), .wish = wish,
                                                       .kind = kind, .weight = weight};
}

static void read_days_off(struct staff_file *r)
{
    want_cells(r, 1, DAYS_MAX, "employee, days");
    struct agent *a = &r->x->s.agents[find_member(r, r->cell[0])];
    for (int i = 1; i < r->cells; i++)
        a->duty[integer(r, i, "day", 0, r->days - 1)].what = DUTY_OFF;
}

static void read_cover(struct staff_file *r)
{
    struct requirement *q = &r->x->r;
    want_cells(r, 5, 5, "day, shift, need, weight under, weight over");
    int day = integer(r, 0, "day", 0, r->days - 1), t = r->x->s.horizon.day_first[day] + r->place[find_kind(r, r->cell[1])] * r->longest;
    double per_hour = 60.0 / r->x->s.horizon.interval_min;
    q->kind[t] = CLASS_OPEN;
    q->agents[t] = q->floor_agents[t] = integer(r, 2, "need", 0, COUNT_MAX);
    q->agents_gross[t] = q->floor_gross[t] = q->agents[t];
    q->under_per_h[t] = per_hour * integer(r, 3, "weight under", 0, MINUTES_MAX);
    q->over_per_h[t] = per_hour * integer(r, 4, "weight over", 0, MINUTES_MAX);
}

/* --- the optimizer's nouns --------------------------------------------------------------------------------------- */

/* What most kinds may not be followed by comes first in the day: then each kind forbids the first so many, and the optimizer
 * can treat it as rest, wherever the file's kinds allow such an order. */
static void place_kinds(struct staff_file *r)
{
    int kinds = r->x->kind_count, *by = xcalloc((size_t)kinds + 1, sizeof *by);
    r->place = xcalloc((size_t)kinds + 1, sizeof *r->place);
    for (int b = 0; b < kinds; b++)
        for (int a = 0; a < kinds; a++)
            by[b] += r->forbids[a * KINDS_MAX + b];
    for (int b = 0; b < kinds; b++)
        for (int a = 0; a < kinds; a++)
            r->place[b] += by[a] > by[b] || (by[a] == by[b] && a < b);
    free(by);
}

static int common(int a, int b)
{
    return b ? common(b, a % b) : a;
}

/* The longest interval of which a day has enough for all kinds one after another, each as long as it is. */
static int choose_step(struct staff_file *r)
{
    static const int steps[] = {60, 30, 15, 10, 5};
    for (int k = 0; k < r->x->kind_count; k++)
        r->unit = common(r->unit, r->minutes[k]);
    for (int k = 0; k < r->x->kind_count; k++)
        if (r->minutes[k] / r->unit > r->longest)
            r->longest = r->minutes[k] / r->unit;
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        if (r->x->kind_count * r->longest * steps[i] <= 1440)
            return steps[i];
    instance_fault(r->x->file, 0, "%d shifts of up to %d times %d minutes; no day has so many intervals", r->x->kind_count, r->longest, r->unit);
}

static int same_contract(const struct member *a, const struct member *b)
{
    return a->minutes_max == b->minutes_max && a->minutes_min == b->minutes_min && a->run_max == b->run_max && a->run_min == b->run_min &&
           a->off_min == b->off_min && a->weekends_max == b->weekends_max;
}

static void find_contracts(struct staff_file *r)
{
    for (int i = 0; i < r->members; i++) {
        int j = 0;
        while (j < i && !same_contract(&r->member[i], &r->member[j]))
            j++;
        r->member[i].contract = j < i ? r->member[j].contract : r->contracts++;
    }
}

static void make_contract(struct staff_file *r, const struct member *m)
{
    struct scenario *s = &r->x->s;
    int step = s->horizon.interval_min;
    char name[32];
    snprintf(name, sizeof name, "%d", m->contract + 1);
    s->contracts[m->contract] = (struct contract){
        .name = xstrdup(name), .day_min = RULE_NONE, .day_max = RULE_NONE,
        .week_min = (m->minutes_min + r->unit - 1) / r->unit * step, .week_max = m->minutes_max / r->unit * step,
        .days_min = RULE_NONE, .days_max = RULE_NONE, .rest_min = RULE_NONE, .consecutive_min = m->run_min, .consecutive_max = m->run_max,
        .use = USE_MUST, .period_days = r->days, .days_off_min = m->off_min, .weekend_days = 96, .weekends_max = m->weekends_max};
}

static void make_kind(struct staff_file *r, int contract, int kind)
{
    struct instance *x = r->x;
    int at = contract * x->kind_count + kind, step = x->s.horizon.interval_min, start = r->place[kind] * r->longest * step;
    int length = r->minutes[kind] / r->unit * step;
    struct shift_kind *k = &x->s.kinds[at];
    *k = (struct shift_kind){.name = xstrdup(x->kinds[kind]), .contract = contract, .weekdays = 127, .start_from = start, .start_to = start,
                             .start_step = step, .length_from = length, .length_to = length, .length_step = step};
    k->not_after = xcalloc((size_t)x->kind_count + 1, sizeof *k->not_after);
    for (int a = 0; a < x->kind_count; a++)
        if (r->forbids[a * KINDS_MAX + kind])
            k->not_after[k->not_after_count++] = contract * x->kind_count + a;
    x->kind_of[at] = kind;
}

static void make_agent(struct staff_file *r, int member)
{
    const struct member *m = &r->member[member];
    struct agent *a = &r->x->s.agents[member];
    size_t days = (size_t)r->days, weeks = (size_t)r->x->s.horizon.weeks;
    *a = (struct agent){.id = xstrdup(m->id), .name = xstrdup(m->id), .contract = m->contract, .skill_count = 1};
    a->skills = xcalloc(1, sizeof *a->skills);
    a->credited_min = xcalloc(weeks, sizeof *a->credited_min);
    a->paid_leave_min = xcalloc(weeks, sizeof *a->paid_leave_min);
    a->available = xmalloc(days * sizeof *a->available);
    a->duty = xcalloc(days, sizeof *a->duty);
    for (int d = 0; d < r->days; d++)
        a->available[d] = (struct window){0, 1440};
    a->kind_max = xcalloc((size_t)r->x->kind_count, sizeof *a->kind_max);
    for (int k = 0; k < r->x->kind_count; k++)
        if (m->kind_max[k] < r->days)
            a->kind_max[a->kind_max_count++] = (struct kind_limit){m->contract * r->x->kind_count + k, m->kind_max[k]};
}

static void make_scenario(struct staff_file *r)
{
    struct instance *x = r->x;
    struct scenario *s = &x->s;
    struct faults faults = {0};
    int step = choose_step(r);
    if (horizon_make(&s->horizon, "UTC", MONDAY, r->days, step, 0, 0, &faults, x->file, 0, 0))
        instance_fault(x->file, 0, "%s", faults.items[0].message);
    s->break_step_min = step;
    place_kinds(r);
    find_contracts(r);
    s->contract_count = r->contracts;
    s->contracts = xcalloc((size_t)r->contracts + 1, sizeof *s->contracts);
    s->kind_count = r->contracts * x->kind_count;
    s->kinds = xcalloc((size_t)s->kind_count + 1, sizeof *s->kinds);
    x->kind_of = xcalloc((size_t)s->kind_count + 1, sizeof *x->kind_of);
    s->agent_count = r->members;
    s->agents = xcalloc((size_t)r->members + 1, sizeof *s->agents);
    for (int i = r->members - 1; i >= 0; i--) {
        if (!s->contracts[r->member[i].contract].name)
            make_contract(r, &r->member[i]);
        make_agent(r, i);
    }
    for (int c = 0; c < r->contracts; c++)
        for (int k = 0; k < x->kind_count; k++)
            make_kind(r, c, k);
    s->day_closed = xcalloc((size_t)r->days, 1);
    s->queue_count = 1;
    s->queues = xcalloc(1, sizeof *s->queues);
    s->queues[0].open = xcalloc((size_t)s->horizon.intervals, 1);
    requirement_alloc(&x->r, 0, s->horizon.intervals);
    x->r.seats = INFINITY;
}

/* --- the file ---------------------------------------------------------------------------------------------------- */

static int find_section(const struct staff_file *r)
{
    for (int i = 0; i < SECTIONS; i++)
        if (strcmp(r->cell[0], sections[i]) == 0)
            return i;
    instance_fault(r->x->file, r->line, "%s is no section", r->cell[0]);
}

/* Calls `each` for every line of one section. */
static void read_section(struct staff_file *r, int section, void (*each)(struct staff_file *))
{
    int in = -1;
    rewind(r->f);
    r->line = 0;
    while (next_line(r)) {
        if (text_starts(r->cell[0], "SECTION_"))
            in = find_section(r);
        else if (in == section)
            each(r);
        else if (in < 0)
            instance_fault(r->x->file, r->line, "want SECTION_HORIZON");
    }
}

static void read_horizon(struct staff_file *r)
{
    want_cells(r, 1, 1, "days");
    r->days = integer(r, 0, "days", 1, DAYS_MAX);
}

static void read_follows(struct staff_file *r)
{
    read_forbidden(r, find_kind(r, r->cell[0]));
}

static void read_on(struct staff_file *r)
{
    add_request(r, WISH_FOR);
}

static void read_off(struct staff_file *r)
{
    add_request(r, WISH_AGAINST);
}

void staff_read(struct instance *x, FILE *f)
{
    struct staff_file r = {.x = x, .f = f, .forbids = xcalloc((size_t)KINDS_MAX * KINDS_MAX, 1)};
    read_section(&r, HORIZON, read_horizon);
    if (r.days == 0)
        instance_fault(x->file, 0, "SECTION_HORIZON says no number of days");
    read_section(&r, SHIFTS, read_shift);
    read_section(&r, SHIFTS, read_follows);
    if (x->kind_count == 0)
        instance_fault(x->file, 0, "SECTION_SHIFTS names no shift");
    read_section(&r, STAFF, read_member);
    make_scenario(&r);
    read_section(&r, DAYS_OFF, read_days_off);
    read_section(&r, ON_REQUESTS, read_on);
    read_section(&r, OFF_REQUESTS, read_off);
    read_section(&r, COVER, read_cover);
    text_split_free(r.cell, r.cells);
    for (int i = 0; i < r.members; i++) {
        free(r.member[i].id);
        free(r.member[i].kind_max);
    }
    free(r.member);
    free(r.minutes);
    free(r.forbids);
    free(r.place);
}

void staff_write(const struct instance *x, const struct roster *r, FILE *out)
{
    fprintf(out, "employee,day,shift\n");
    for (int i = 0; i < r->shift_count; i++)
        fprintf(out, "%s,%d,%s\n", x->s.agents[r->shifts[i].agent].id, r->shifts[i].day, x->kinds[x->kind_of[r->shifts[i].kind]]);
}
