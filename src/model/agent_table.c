#include "model/agent_table.h"
#include "base/alloc.h"
#include "base/clock.h"
#include "base/table.h"
#include "base/text.h"
#include "base/zone.h"
#include "model/cells.h"
#include "model/duty_table.h"
#include "model/hours.h"
#include "model/period.h"
#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { AGENTS_MAX = 100000, DAY_MIN = 1440, ANY_TIME_MIN = 2 * DAY_MIN };
enum { AGENT, NAME, CONTRACT, TEAM, SITE, SKILLS, FROM, TO, MON, SHIFTS_MAX = MON + 7, ROTATION, ROTATION_FROM, COLUMNS };
static const struct table_column columns[COLUMNS] = {
    {"agent", TABLE_FILLED},   {"name", TABLE_OPTIONAL}, {"contract", TABLE_FILLED}, {"team", TABLE_OPTIONAL},
    {"site", TABLE_OPTIONAL},  {"skills", TABLE_OPTIONAL}, {"from", TABLE_OPTIONAL},   {"to", TABLE_OPTIONAL},
    {"mon", TABLE_OPTIONAL},   {"tue", TABLE_OPTIONAL},  {"wed", TABLE_OPTIONAL},    {"thu", TABLE_OPTIONAL},
    {"fri", TABLE_OPTIONAL},   {"sat", TABLE_OPTIONAL},  {"sun", TABLE_OPTIONAL},
    {"shifts_max", TABLE_OPTIONAL}, {"rotation", TABLE_OPTIONAL}, {"rotation_from", TABLE_OPTIONAL}};

static char *copy_cell(const struct table *t, long row, int column)
{
    return xstrdup(table_text(t, row, column));
}

static int read_skills(struct agent *a, const struct scenario *s, const struct table *t, long row, int column, struct faults *faults)
{
    const char *text = table_text(t, row, column);
    char        meant[160];
    a->skills = xcalloc(1, sizeof *a->skills);
    a->skill_count = 1;
    if (!*text && s->queue_count == 1)
        return 0;
    if (!*text)
        return table_fault(t, row, column, faults, "skills is empty; want the queue this agent serves, there are %d", s->queue_count);
    int queue = scenario_queue_index(s, text);
    if (queue >= 0) {
        a->skills[0] = queue;
        return 0;
    }
    if (s->unsound >> NOUN_QUEUE & 1)
        return -1;
    if (strpbrk(text, " ,;|+"))
        return table_fault(t, row, column, faults,
                           "skills is \"%s\"; several skills of one agent are not supported yet, want one queue", text);
    return table_fault(t, row, column, faults, "skills is \"%s\"; want a queue of scenario.json%s", text,
                       scenario_meant(s, NOUN_QUEUE, text, meant, sizeof meant));
}

/* One window a weekday, {0, ANY_TIME_MIN} where nothing is said, empty for off. */
static void read_week(struct window week[7], const struct table *t, long row, const int *at, struct faults *faults)
{
    for (int w = 0; w < 7; w++) {
        week[w] = (struct window){0, ANY_TIME_MIN};
        if (text_same(table_text(t, row, at[MON + w]), "off"))
            week[w] = (struct window){0, 0};
        else
            hours_cell(t, row, at[MON + w], 1, &week[w], 1, faults);
    }
}

/* Windows are wall clock in the table; the day's own length turns them into elapsed minutes. */
static void fill_available(struct agent *a, const struct horizon *h, const struct window week[7], int from_day, int to_day)
{
    a->available = xcalloc((size_t)h->days, sizeof *a->available);
    for (int d = 0; d < h->days; d++) {
        struct window w = week[horizon_weekday(h, d)];
        int           midnight = horizon_day_start(h, d);
        if (d >= from_day && d <= to_day && w.from_min < w.to_min)
            a->available[d] = (struct window){horizon_minute(h, d, w.from_min) - midnight, horizon_minute(h, d, w.to_min) - midnight};
    }
}

/* NAME=NUMBER */
static int parse_kind_max(struct kind_limit *l, const struct scenario *s, int contract, char *text)
{
    char     *equals = strrchr(text, '=');
    long long most;
    if (!equals || text_integer(equals + 1, &most) || most < 0 || most > 366)
        return -1;
    *equals = 0;
    *l = (struct kind_limit){scenario_kind_index(s, text, contract), (int)most};
    return l->kind < 0 ? -1 : 0;
}

/* With | between: night=4|late=14. */
static void read_shifts_max(struct agent *a, const struct scenario *s, const struct table *t, long row, int column, struct faults *faults)
{
    int n, bad = 0;
    if (!*table_text(t, row, column))
        return;
    char **parts = text_split(table_text(t, row, column), "|", &n);
    a->kind_max = xcalloc(KIND_LIMITS_MAX, sizeof *a->kind_max);
    for (int i = 0; i < n && !bad; i++) {
        struct kind_limit l = {.kind = -1};
        bad = a->kind_max_count == KIND_LIMITS_MAX || parse_kind_max(&l, s, a->contract, parts[i]);
        for (int k = 0; k < a->kind_max_count; k++)
            bad |= a->kind_max[k].kind == l.kind;
        if (!bad)
            a->kind_max[a->kind_max_count++] = l;
    }
    text_split_free(parts, n);
    if (bad && !(s->unsound >> NOUN_KIND & 1))
        table_fault(t, row, column, faults,
                    "shifts_max is \"%s\"; want shifts of contract %s, each once and with its most in the horizon, such as "
                    "night=4|late=14, at most %d of them",
                    table_text(t, row, column), s->contracts[a->contract].name, KIND_LIMITS_MAX);
}

/* rotation, and rotation_from: a date its day 1 falls on; without one, the horizon's first day. */
static void read_rotation(struct agent *a, const struct scenario *s, const struct table *t, long row, const int *at, struct faults *faults)
{
    const char *name = table_text(t, row, at[ROTATION]);
    char        bad[64];
    struct duty ignored;
    int         from = 0;
    if (!*name)
        return;
    for (int i = 0; i < s->rotation_count; i++)
        if (strcmp(s->rotations[i].name, name) == 0)
            a->rotation = i + 1;
    if (a->rotation == 0 && s->unsound >> NOUN_ROTATION & 1)
        return;
    if (a->rotation == 0) {
        table_fault(t, row, at[ROTATION], faults, "rotation is \"%s\"; want one of rotations.csv", name);
        return;
    }
    const struct rotation *r = &s->rotations[a->rotation - 1];
    cells_day(t, row, at[ROTATION_FROM], &s->horizon, &from, faults);
    a->rotation_day = (-from % r->days + r->days) % r->days;
    for (int d = 0; d < r->days && !(s->unsound >> NOUN_KIND & 1); d++)
        if (duty_parse(&ignored, s, a->contract, r->shift[d], bad, sizeof bad)) {
            table_fault(t, row, at[ROTATION], faults, "rotation is \"%s\", whose day %d asks for shift %s; contract %s has no such shift",
                        name, d + 1, bad, s->contracts[a->contract].name);
            return;
        }
}

static void read_row(struct scenario *s, const struct table *t, long row, const int *at, struct faults *faults)
{
    struct agent  a = {.contract = 0};
    struct window week[7];
    int           from = INT_MIN, to = INT_MAX;
    const char   *id = table_text(t, row, at[AGENT]);
    if (!*id)
        table_fault(t, row, at[AGENT], faults, "agent is empty; want a name or number of its own");
    a.id = copy_cell(t, row, at[AGENT]);
    a.name = copy_cell(t, row, *table_text(t, row, at[NAME]) ? at[NAME] : at[AGENT]);
    a.team = copy_cell(t, row, at[TEAM]);
    a.site = copy_cell(t, row, at[SITE]);
    int named = cells_name(t, row, at[CONTRACT], s, NOUN_CONTRACT, &a.contract, faults);
    if (named == 0)
        table_fault(t, row, at[CONTRACT], faults, "contract is empty; want a contract of contracts.csv");
    read_skills(&a, s, t, row, at[SKILLS], faults);
    cells_day(t, row, at[FROM], &s->horizon, &from, faults);
    cells_day(t, row, at[TO], &s->horizon, &to, faults);
    if (from > to)
        table_fault(t, row, at[FROM], faults, "from is %s, after to, which is %s; want them the other way round",
                    table_text(t, row, at[FROM]), table_text(t, row, at[TO]));
    read_week(week, t, row, at, faults);
    if (named > 0) {
        read_shifts_max(&a, s, t, row, at[SHIFTS_MAX], faults);
        read_rotation(&a, s, t, row, at, faults);
    }
    fill_available(&a, &s->horizon, week, from, to);
    a.credited_min = xcalloc((size_t)period_count(&s->contracts[a.contract], &s->horizon), sizeof *a.credited_min);
    a.paid_leave_min = xcalloc((size_t)s->horizon.weeks, sizeof *a.paid_leave_min);
    s->agents[s->agent_count++] = a;
}

static int compare_ids(const void *a, const void *b, void *agents)
{
    const struct agent *list = agents;
    int                 x = *(const int *)a, y = *(const int *)b, order = strcmp(list[x].id, list[y].id);
    return order ? order : (x > y) - (x < y);
}

/* Sorts agents_by_id; an id that is there twice is told at its later line. Rows are agents in order. */
static void sort_ids(struct scenario *s, const struct table *t, int column, struct faults *faults)
{
    s->agents_by_id = xmalloc(((size_t)s->agent_count + 1) * sizeof *s->agents_by_id);
    for (int i = 0; i < s->agent_count; i++)
        s->agents_by_id[i] = i;
    if (s->agent_count > 1)
        qsort_r(s->agents_by_id, (size_t)s->agent_count, sizeof *s->agents_by_id, compare_ids, s->agents);
    for (int i = 1; i < s->agent_count; i++) {
        int a = s->agents_by_id[i - 1], b = s->agents_by_id[i];
        if (*s->agents[a].id && strcmp(s->agents[a].id, s->agents[b].id) == 0)
            table_fault(t, b, column, faults, "agent is \"%s\", which line %ld has too; want an agent only once", s->agents[b].id,
                        table_line(t, a));
    }
}

int agent_table_read(struct scenario *s, const char *path, struct faults *faults)
{
    struct table t;
    int          at[COLUMNS];
    long         before = faults->total;
    if (cells_table(&t, path, faults))
        return -1;
    if (t.rows > AGENTS_MAX)
        table_fault(&t, AGENTS_MAX, -1, faults, "more than %d agents; want fewer, such as one site at a time", AGENTS_MAX);
    else if (table_columns(&t, columns, COLUMNS, at, TABLE_STRICT, faults) == 0) {
        s->agents = xcalloc((size_t)t.rows + 1, sizeof *s->agents);
        for (long row = 0; row < t.rows; row++)
            read_row(s, &t, row, at, faults);
        sort_ids(s, &t, at[AGENT], faults);
    }
    table_free(&t);
    return faults->total > before ? -1 : 0;
}

/* --- balances --------------------------------------------------------------------------------------------------- */

enum { B_AGENT, B_WHAT, B_AMOUNT, B_COLUMNS };
enum { WHAT_HOURS, WHAT_DAYS, WHAT_END, WHAT_WEEKENDS, WHAT_NIGHTS, WHATS };
static const char *const whats[WHATS] = {"hours", "consecutive_days", "last_end", "weekends", "nights"};

static int read_hours(struct agent *a, const struct scenario *s, const struct table *t, long row, int column, struct faults *faults)
{
    const struct contract *c = &s->contracts[a->contract];
    int                    minutes = 0, days = c->period_days > 0 ? c->period_days : 7;
    int whole = c->period_days > 0 ? c->period_before == 0 : clock_weekday(s->horizon.first_day) == s->horizon.week_starts;
    if (cells_hours(t, row, column, 0, days * DAY_MIN, 1, &minutes, faults) < 0)
        return -1;
    if (minutes > 0 && whole)
        return table_fault(t, row, column, faults,
                           "amount is \"%s\", but the horizon starts with its %s, so no hours of that %s came before; "
                           "want no such row",
                           table_text(t, row, column), c->period_days > 0 ? "period" : "week", c->period_days > 0 ? "period" : "week");
    a->hours_before_min = minutes;
    return 0;
}

static int read_last_end(struct agent *a, const struct scenario *s, const struct table *t, long row, int column, struct faults *faults)
{
    struct clock_time when;
    struct zone      *z;
    int64_t           utc;
    int               rest = s->contracts[a->contract].rest_min;
    if (table_time(t, row, column, &when, faults) <= 0)
        return -1;
    if (!(z = zone_open(s->horizon.zone, faults, table_file(t), table_line(t, row), column + 1)))
        return -1;
    zone_instant(z, &when, &utc, NULL);
    zone_close(z);
    int64_t after_start = (utc - s->horizon.start_utc_s) / 60 + (rest > 0 ? rest : 0);
    if (after_start > 8 * DAY_MIN)
        return table_fault(t, row, column, faults, "amount is \"%s\", after the horizon starts; want the end of the last shift before it",
                           table_text(t, row, column));
    a->rest_until_min = after_start > 0 ? (int)after_start : 0;
    return 0;
}

static void read_balance(struct scenario *s, const struct table *t, long row, const int *at, unsigned char *seen, struct faults *faults)
{
    int agent = -1, what = 0, amount = 0;
    if (cells_name(t, row, at[B_AGENT], s, NOUN_AGENT, &agent, faults) <= 0 ||
        table_choice(t, row, at[B_WHAT], whats, WHATS, &what, faults) <= 0)
        return;
    struct agent *a = &s->agents[agent];
    if (seen[agent] >> what & 1) {
        table_fault(t, row, at[B_WHAT], faults, "what is \"%s\" for agent %s a second time; want it once", whats[what], a->id);
        return;
    }
    seen[agent] = (unsigned char)(seen[agent] | 1 << what);
    if (what == WHAT_HOURS)
        read_hours(a, s, t, row, at[B_AMOUNT], faults);
    else if (what == WHAT_END)
        read_last_end(a, s, t, row, at[B_AMOUNT], faults);
    else if (what == WHAT_DAYS && table_integer(t, row, at[B_AMOUNT], 0, 366, &amount, faults) > 0)
        a->consecutive_before = amount;
    else if (what == WHAT_WEEKENDS && table_integer(t, row, at[B_AMOUNT], 0, WEEKENDS_OF_MAX, &amount, faults) > 0)
        a->weekends_before = amount;
    else if (what > WHAT_WEEKENDS)
        table_fault(t, row, at[B_WHAT], faults, "what is \"%s\", which is not supported yet; want no such row for now", whats[what]);
}

int agent_table_read_balances(struct scenario *s, const char *path, struct faults *faults)
{
    static const struct table_column balance_columns[B_COLUMNS] = {{"agent", TABLE_FILLED}, {"what", TABLE_FILLED}, {"amount", TABLE_FILLED}};
    struct table t;
    int          at[B_COLUMNS];
    long         before = faults->total;
    if (cells_table(&t, path, faults))
        return -1;
    if (table_columns(&t, balance_columns, B_COLUMNS, at, TABLE_STRICT, faults) == 0) {
        unsigned char *seen = xcalloc((size_t)s->agent_count + 1, 1);
        for (long row = 0; row < t.rows; row++)
            read_balance(s, &t, row, at, seen, faults);
        free(seen);
    }
    table_free(&t);
    return faults->total > before ? -1 : 0;
}
