#include "model/shift_table.h"
#include "base/alloc.h"
#include "base/table.h"
#include "base/text.h"
#include "model/cells.h"
#include "model/hours.h"
#include "model/scenario_json.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS_MAX = 1000, KINDS_MAX = 10000, DAY_MIN = 1440, GRID = SCENARIO_GRID_MIN };
enum {
    SHIFT, CONTRACT, DAYS, START_FROM, START_TO, START_STEP, LENGTH_FROM, LENGTH_TO, LENGTH_STEP, LUNCH_MIN, LUNCH_PAID,
    LUNCH_FROM, LUNCH_TO, BREAKS, COLUMNS
};
static const struct table_column columns[COLUMNS] = {
    {"shift", TABLE_FILLED},         {"contract", TABLE_OPTIONAL},    {"days", TABLE_OPTIONAL},       {"start_from", TABLE_FILLED},
    {"start_to", TABLE_OPTIONAL},    {"start_step", TABLE_OPTIONAL},  {"length_from", TABLE_FILLED},  {"length_to", TABLE_OPTIONAL},
    {"length_step", TABLE_OPTIONAL}, {"lunch_min", TABLE_OPTIONAL},   {"lunch_paid", TABLE_OPTIONAL}, {"lunch_from", TABLE_OPTIONAL},
    {"lunch_to", TABLE_OPTIONAL},    {"breaks", TABLE_OPTIONAL}};

struct row { /* of the table, being read */
    const struct table *t;
    long                row;
    const int          *at;
    const struct scenario *s;
    struct faults      *faults;
};

static int fault_at(const struct row *r, int column, const char *want)
{
    return table_fault(r->t, r->row, r->at[column], r->faults, "%s is \"%s\"; want %s",
                       columns[column].names, table_text(r->t, r->row, r->at[column]), want);
}

/* --- start and length ------------------------------------------------------------------------------------------- */

static void read_start(struct shift_kind *k, const struct row *r)
{
    cells_clock(r->t, r->row, r->at[START_FROM], GRID, &k->start_from, r->faults);
    k->start_to = k->start_from;
    cells_clock(r->t, r->row, r->at[START_TO], GRID, &k->start_to, r->faults);
    k->start_step = r->s->horizon.interval_min;
    cells_hours(r->t, r->row, r->at[START_STEP], GRID, DAY_MIN, GRID, &k->start_step, r->faults);
    cells_order(r->t, r->row, r->at[START_FROM], r->at[START_TO], k->start_from, k->start_to, r->faults);
}

static int length_allowed(const struct contract *c, int length_min)
{
    return (c->day_min == RULE_NONE || length_min >= c->day_min) && (c->day_max == RULE_NONE || length_min <= c->day_max);
}

static void read_length(struct shift_kind *k, const struct row *r)
{
    cells_hours(r->t, r->row, r->at[LENGTH_FROM], GRID, DAY_MIN, GRID, &k->length_from, r->faults);
    k->length_to = k->length_from;
    cells_hours(r->t, r->row, r->at[LENGTH_TO], GRID, DAY_MIN, GRID, &k->length_to, r->faults);
    k->length_step = r->s->horizon.interval_min;
    cells_hours(r->t, r->row, r->at[LENGTH_STEP], GRID, DAY_MIN, GRID, &k->length_step, r->faults);
    cells_order(r->t, r->row, r->at[LENGTH_FROM], r->at[LENGTH_TO], k->length_from, k->length_to, r->faults);
}

/* --- lunch ------------------------------------------------------------------------------------------------------ */

static int add_lunch(struct shift_kind *k, int minutes)
{
    if (k->lunches == LUNCH_CHOICES_MAX || minutes < GRID || minutes > 240 || minutes % GRID)
        return -1;
    k->lunch_min[k->lunches++] = minutes;
    return 0;
}

/* 0 (none), 30, 30|60 (a choice), 30-60 (a range in steps of the pauses' grid). */
static int parse_lunch(struct shift_kind *k, const char *text, int step_min)
{
    int    n, bad = 0;
    char **parts = text_split(text, "|", &n);
    for (int i = 0; i < n && !bad; i++) {
        int from, to, end = 0;
        if (sscanf(parts[i], "%4d-%4d%n", &from, &to, &end) == 2 && end == (int)strlen(parts[i]) && from > 0 && from <= to)
            for (; from <= to && !bad; from += step_min)
                bad = add_lunch(k, from);
        else if (sscanf(parts[i], "%4d%n", &from, &end) == 1 && end == (int)strlen(parts[i]) && (from || n > 1))
            bad = add_lunch(k, from);
        else
            bad = strcmp(parts[i], "0") != 0;
    }
    text_split_free(parts, n);
    return bad;
}

static int longest_lunch(const struct shift_kind *k)
{
    int most = 0;
    for (int i = 0; i < k->lunches; i++)
        if (k->lunch_min[i] > most)
            most = k->lunch_min[i];
    return most;
}

static int elapsed_min(const struct shift_kind *k, int length_min, int lunch_min)
{
    return length_min + (k->lunch_paid ? 0 : lunch_min);
}

static void read_lunch(struct shift_kind *k, const struct row *r)
{
    const char *text = table_text(r->t, r->row, r->at[LUNCH_MIN]);
    if (*text && parse_lunch(k, text, r->s->break_step_min))
        fault_at(r, LUNCH_MIN, "minutes such as 0, 30, 30|60 or 30-60, multiples of 5 up to 240, at most 16 choices");
    table_yes(r->t, r->row, r->at[LUNCH_PAID], &k->lunch_paid, r->faults);
    if (k->lunches == 0) {
        for (int c = LUNCH_FROM; c <= LUNCH_TO; c++)
            if (*table_text(r->t, r->row, r->at[c]))
                fault_at(r, c, "nothing, as lunch_min says there is no lunch");
        return;
    }
    k->lunch_to = elapsed_min(k, k->length_to, longest_lunch(k));
    cells_hours(r->t, r->row, r->at[LUNCH_FROM], 0, DAY_MIN, 1, &k->lunch_from, r->faults);
    cells_hours(r->t, r->row, r->at[LUNCH_TO], 0, DAY_MIN, 1, &k->lunch_to, r->faults);
    if (k->lunch_from > k->lunch_to)
        fault_at(r, LUNCH_FROM, "a time not after lunch_to");
}

/* --- breaks ----------------------------------------------------------------------------------------------------- */

/* MINUTES@FROM-TO */
static int parse_break(const char *text, struct break_rule *b)
{
    char from[16], to[16];
    int  from_s, to_s, end = 0;
    if (sscanf(text, "%4d@%15[0-9:]-%15[0-9:]%n", &b->length_min, from, to, &end) != 3 || end != (int)strlen(text) ||
        !strchr(from, ':') || !strchr(to, ':') || text_clock(from, &from_s) || text_clock(to, &to_s))
        return -1;
    b->from_min = from_s / 60;
    b->to_min = to_s / 60;
    return b->length_min < GRID || b->length_min > 240 || b->length_min % GRID || from_s % 60 || to_s % 60 ||
           b->from_min > b->to_min || b->to_min > DAY_MIN;
}

static void read_breaks(struct shift_kind *k, const struct row *r)
{
    int    n, bad = 0;
    char **parts = text_split(table_text(r->t, r->row, r->at[BREAKS]), " ", &n);
    for (int i = 0; i < n && !bad; i++)
        if (*parts[i] && !(bad = k->breaks == BREAKS_MAX || parse_break(parts[i], &k->rule[k->breaks])))
            k->breaks++;
    text_split_free(parts, n);
    if (bad)
        fault_at(r, BREAKS, "at most 6 of MINUTES@FROM-TO with spaces between, such as 15@1:30-2:30 (minutes multiples of 5, "
                            "FROM and TO hours after the shift's start)");
}

/* --- whether pauses fit ----------------------------------------------------------------------------------------- */

struct place { int length_min, from_min, to_min; };

/* In a given order the earliest place of each pause leaves the most room for the next: if that fails, all fail. `offset`
 * is how far the shift's start lies behind a point of the pauses' grid. */
static int order_fits(const struct place *p, int n, int elapsed, int offset, int step)
{
    int at = 0;
    for (int i = 0; i < n; i++) {
        int start = p[i].from_min > at ? p[i].from_min : at;
        start += (step - (start + offset) % step) % step;
        if (start > p[i].to_min || start + p[i].length_min > elapsed)
            return 0;
        at = start + p[i].length_min;
    }
    return 1;
}

static int lunch_fits(const struct shift_kind *k, int length_min, int lunch_min, int offset, int step)
{
    struct place p[BREAKS_MAX + 1];
    int          elapsed = elapsed_min(k, length_min, lunch_min);
    for (int before = 0; before <= k->breaks; before++) { /* breaks taken before the lunch */
        int n = 0;
        for (int i = 0; i <= k->breaks; i++) {
            if (i == before && lunch_min > 0)
                p[n++] = (struct place){lunch_min, k->lunch_from, k->lunch_to};
            if (i < k->breaks)
                p[n++] = (struct place){k->rule[i].length_min, k->rule[i].from_min, k->rule[i].to_min};
        }
        if (order_fits(p, n, elapsed, offset, step))
            return 1;
    }
    return 0;
}

int shift_table_pauses_fit(const struct shift_kind *k, int length_min, int break_step_min)
{
    for (int start = k->start_from; start <= k->start_to; start += k->start_step)
        for (int i = 0; i < (k->lunches ? k->lunches : 1); i++)
            if (lunch_fits(k, length_min, k->lunches ? k->lunch_min[i] : 0, start % break_step_min, break_step_min))
                return 1;
    return 0;
}

/* --- rows ------------------------------------------------------------------------------------------------------- */

static void check_row(const struct shift_kind *k, const struct row *r)
{
    if (elapsed_min(k, k->length_to, longest_lunch(k)) > DAY_MIN)
        fault_at(r, *table_text(r->t, r->row, r->at[LENGTH_TO]) ? LENGTH_TO : LENGTH_FROM,
                 "shifts that end within 24 hours, unpaid lunch included");
    else
        for (int length = k->length_from; length <= k->length_to; length += k->length_step)
            if (!shift_table_pauses_fit(k, length, r->s->break_step_min)) {
                table_fault(r->t, r->row, r->at[k->breaks ? BREAKS : LUNCH_FROM], r->faults,
                            "a shift of %d:%02d h has no room for its lunch and breaks, which start every %d min; want wider or "
                            "earlier windows, or shifts of that length in a row of their own",
                            length / 60, length % 60, r->s->break_step_min);
                return;
            }
}

static void add_kind(struct scenario *s, const struct shift_kind *k, int contract, const struct row *r)
{
    const struct contract *c = &s->contracts[contract];
    int                    fits = 0;
    for (int length = k->length_from; length <= k->length_to; length += k->length_step)
        fits |= length_allowed(c, length);
    if (!fits)
        table_fault(r->t, r->row, r->at[LENGTH_FROM], r->faults,
                    "none of its lengths is within hours_day_min and hours_day_max of contract %s; want one that is", c->name);
    if (scenario_kind_index(s, k->name, contract) >= 0)
        table_fault(r->t, r->row, r->at[SHIFT], r->faults, "shift is \"%s\", which contract %s has already; want a name of its own",
                    k->name, c->name);
    struct shift_kind *added = &s->kinds[s->kind_count++];
    *added = *k;
    added->contract = contract;
    added->name = xstrdup(k->name);
}

static void read_row(struct scenario *s, const struct row *r)
{
    struct shift_kind k = {.name = (char *)table_text(r->t, r->row, r->at[SHIFT]), .weekdays = 127};
    int               contract = -1;
    long              before = r->faults->total;
    if (!*k.name)
        fault_at(r, SHIFT, "a name");
    int named = cells_name(r->t, r->row, r->at[CONTRACT], s, NOUN_CONTRACT, &contract, r->faults);
    cells_days(r->t, r->row, r->at[DAYS], &k.weekdays, r->faults);
    read_start(&k, r);
    read_length(&k, r);
    read_lunch(&k, r);
    read_breaks(&k, r);
    if (r->faults->total > before)
        return;
    check_row(&k, r);
    for (int c = 0; c < s->contract_count; c++)
        if (named == 0 || c == contract)
            add_kind(s, &k, c, r);
}

int shift_table_read(struct scenario *s, const char *path, struct faults *faults)
{
    struct table t;
    int          at[COLUMNS];
    long         before = faults->total;
    if (cells_table(&t, path, faults))
        return -1;
    if (t.rows > ROWS_MAX || t.rows * s->contract_count > KINDS_MAX)
        table_fault(&t, t.rows - 1, -1, faults, "too many shifts; want at most %d rows, and %d with all contracts", ROWS_MAX, KINDS_MAX);
    else if (table_columns(&t, columns, COLUMNS, at, TABLE_STRICT, faults) == 0) {
        s->kinds = xcalloc((size_t)t.rows * (size_t)s->contract_count, sizeof *s->kinds);
        for (long row = 0; row < t.rows; row++)
            read_row(s, &(struct row){&t, row, at, s, faults});
    }
    table_free(&t);
    return faults->total > before ? -1 : 0;
}
