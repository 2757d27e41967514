#include "model/shift_table.h"
#include "base/alloc.h"
#include "base/table.h"
#include "base/text.h"
#include "model/cells.h"
#include "model/hours.h"
#include "model/scenario_json.h"
#include "model/shift_pauses.h"
#include <stdlib.h>
#include <string.h>

enum { ROWS_MAX = 1000, KINDS_MAX = 10000, DAY_MIN = 1440, GRID = SCENARIO_GRID_MIN, PART_MIN = 60 };
enum {
    SHIFT, CONTRACT, DAYS, START_FROM, START_TO, START_STEP, LENGTH_FROM, LENGTH_TO, LENGTH_STEP, LUNCH_MIN, LUNCH_PAID,
    LUNCH_FROM, LUNCH_TO, SPLIT_MIN, SPLIT_FROM, SPLIT_TO, SPLIT_PART, SPLIT_PAY, BREAKS, STRETCH_MAX, GAP_MIN, NOT_AFTER, PAID,
    COLUMNS
};
static const struct table_column columns[COLUMNS] = {
    {"shift", TABLE_FILLED},         {"contract", TABLE_OPTIONAL},    {"days", TABLE_OPTIONAL},       {"start_from", TABLE_FILLED},
    {"start_to", TABLE_OPTIONAL},    {"start_step", TABLE_OPTIONAL},  {"length_from", TABLE_FILLED},  {"length_to", TABLE_OPTIONAL},
    {"length_step", TABLE_OPTIONAL}, {"lunch_min", TABLE_OPTIONAL},   {"lunch_paid", TABLE_OPTIONAL}, {"lunch_from", TABLE_OPTIONAL},
    {"lunch_to", TABLE_OPTIONAL},    {"split_min", TABLE_OPTIONAL},   {"split_from", TABLE_OPTIONAL}, {"split_to", TABLE_OPTIONAL},
    {"split_part", TABLE_OPTIONAL},  {"split_pay", TABLE_OPTIONAL},   {"breaks", TABLE_OPTIONAL},     {"stretch_max", TABLE_OPTIONAL},
    {"gap_min", TABLE_OPTIONAL},     {"not_after", TABLE_OPTIONAL},   {"paid_h", TABLE_OPTIONAL}};

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
    cells_hours(r->t, r->row, r->at[PAID], 1, DAY_MIN, 1, &k->paid_min, r->faults);
    cells_order(r->t, r->row, r->at[LENGTH_FROM], r->at[LENGTH_TO], k->length_from, k->length_to, r->faults);
}

/* --- pauses ----------------------------------------------------------------------------------------------------- */

static void read_window(int *from_min, int *to_min, const struct row *r, int from_column)
{
    cells_hours(r->t, r->row, r->at[from_column], 0, DAY_MIN, 1, from_min, r->faults);
    cells_hours(r->t, r->row, r->at[from_column + 1], 0, DAY_MIN, 1, to_min, r->faults);
    if (*from_min > *to_min)
        table_fault(r->t, r->row, r->at[from_column], r->faults, "%s is \"%s\"; want a time not after %s", columns[from_column].names,
                    table_text(r->t, r->row, r->at[from_column]), columns[from_column + 1].names);
}

static void want_empty(const struct row *r, int first, int last, const char *why)
{
    for (int c = first; c <= last; c++)
        if (*table_text(r->t, r->row, r->at[c]))
            fault_at(r, c, why);
}

static void read_lunch(struct shift_kind *k, const struct row *r)
{
    const char *text = table_text(r->t, r->row, r->at[LUNCH_MIN]);
    if (*text && shift_pauses_lunch(k, text, r->s->break_step_min))
        fault_at(r, LUNCH_MIN, "minutes such as 0, 30, 30|60 or 30-60, multiples of 5 up to 240, at most 16 choices; then, if it "
                               "depends on the paid length, a condition such as if >=6h");
    table_yes(r->t, r->row, r->at[LUNCH_PAID], &k->lunch_paid, r->faults);
    if (k->lunches == 0) {
        want_empty(r, LUNCH_FROM, LUNCH_TO, "nothing, as lunch_min says there is no lunch");
        return;
    }
    k->lunch_to = DAY_MIN;
    read_window(&k->lunch_from, &k->lunch_to, r, LUNCH_FROM);
}

static void read_split(struct shift_kind *k, const struct row *r)
{
    const char *text = table_text(r->t, r->row, r->at[SPLIT_MIN]);
    if (*text && shift_pauses_split(k, text, r->s->horizon.interval_min))
        fault_at(r, SPLIT_MIN, "minutes between the parts such as 120, 0|120 (0: in one piece) or 120-240, multiples of 5 up to 720, "
                               "at most 16 choices; then, if it depends on the paid length, a condition such as if >=6h");
    if (k->splits == 0) {
        want_empty(r, SPLIT_FROM, SPLIT_PAY, "nothing, as split_min says that shifts are in one piece");
        return;
    }
    k->split_to = DAY_MIN;
    read_window(&k->split_from, &k->split_to, r, SPLIT_FROM);
    k->part_min = PART_MIN;
    table_integer(r->t, r->row, r->at[SPLIT_PART], GRID, DAY_MIN, &k->part_min, r->faults);
    table_number(r->t, r->row, r->at[SPLIT_PAY], 0, 1e6, &k->split_pay, r->faults);
}

static void read_breaks(struct shift_kind *k, const struct row *r)
{
    if (shift_pauses_breaks(k, table_text(r->t, r->row, r->at[BREAKS])))
        fault_at(r, BREAKS, "MINUTES@FROM-TO with spaces between, such as 15@1:30-2:30 (minutes multiples of 5, FROM and TO hours "
                            "after the shift's start); where they depend on the paid length, groups with ; between and a condition "
                            "at their end, such as 15@1:30-2:30; 15@6:15-7:30 if >=6h; at most 24");
    cells_hours(r->t, r->row, r->at[STRETCH_MAX], GRID, DAY_MIN, GRID, &k->stretch_max, r->faults);
    table_integer(r->t, r->row, r->at[GAP_MIN], 0, DAY_MIN, &k->gap_min, r->faults);
}

/* --- rows ------------------------------------------------------------------------------------------------------- */

/* Faults of one length; 0: none. */
static int check_length(const struct shift_kind *k, int length, const struct row *r)
{
    if (shift_pauses_longest(k, length) > DAY_MIN)
        return fault_at(r, *table_text(r->t, r->row, r->at[LENGTH_TO]) ? LENGTH_TO : LENGTH_FROM,
                        k->splits ? "shifts that end within 24 hours, unpaid lunch and the gap between the parts included"
                                  : "shifts that end within 24 hours, unpaid lunch included");
    if (shift_pauses_break_count(k, length) > BREAKS_MAX)
        return table_fault(r->t, r->row, r->at[BREAKS], r->faults, "a shift of %d:%02d h has %d breaks; want at most %d", length / 60,
                           length % 60, shift_pauses_break_count(k, length), BREAKS_MAX);
    if (shift_pauses_fit(k, length, r->s->break_step_min))
        return 0;
    if (k->stretch_max || k->gap_min)
        return table_fault(r->t, r->row, r->at[k->stretch_max ? STRETCH_MAX : GAP_MIN], r->faults,
                           "a shift of %d:%02d h cannot place its pauses, which start every %d min, as stretch_max and gap_min ask; want "
                           "wider windows, more pauses, a longer stretch_max or a shorter gap_min, or shifts of that length in a row of "
                           "their own", length / 60, length % 60, r->s->break_step_min);
    if (k->splits)
        return table_fault(r->t, r->row, r->at[SPLIT_MIN], r->faults,
                           "a shift of %d:%02d h has no room for its pauses, which start every %d min, and two parts; want wider windows, "
                           "a shorter split_part, or shifts of that length in a row of their own", length / 60, length % 60,
                           r->s->break_step_min);
    return table_fault(r->t, r->row, r->at[k->breaks ? BREAKS : LUNCH_FROM], r->faults,
                       "a shift of %d:%02d h has no room for its lunch and breaks, which start every %d min; want wider or earlier "
                       "windows, or shifts of that length in a row of their own", length / 60, length % 60, r->s->break_step_min);
}

static void check_row(const struct shift_kind *k, const struct row *r)
{
    for (int length = k->length_from; length <= k->length_to; length += k->length_step)
        if (check_length(k, length, r))
            return;
}

static void add_kind(struct scenario *s, const struct shift_kind *k, int contract, const struct row *r)
{
    const struct contract *c = &s->contracts[contract];
    int                    fits = 0;
    for (int length = k->length_from; length <= k->length_to; length += k->length_step)
        fits |= length_allowed(c, k->paid_min > 0 ? k->paid_min : length);
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
    read_split(&k, r);
    read_breaks(&k, r);
    if (r->faults->total > before)
        return;
    check_row(&k, r);
    for (int c = 0; c < s->contract_count; c++)
        if (named == 0 || c == contract)
            add_kind(s, &k, c, r);
}

/* --- sequences -------------------------------------------------------------------------------------------------- */

/* The kinds of one contract named in not_after; what it has not is left to other contracts. Returns how many were found. */
static int add_not_after(struct scenario *s, const struct row *r, int kind)
{
    struct shift_kind *k = &s->kinds[kind];
    int                n;
    char             **names = text_split(table_text(r->t, r->row, r->at[NOT_AFTER]), "|", &n);
    k->not_after = xcalloc((size_t)n + 1, sizeof *k->not_after);
    for (int i = 0; i < n; i++) {
        int before = scenario_kind_index(s, names[i], k->contract);
        if (before >= 0)
            k->not_after[k->not_after_count++] = before;
    }
    text_split_free(names, n);
    return k->not_after_count;
}

/* Rows may name later ones, so this comes when all are read. */
static void read_not_after(struct scenario *s, const struct row *r)
{
    const char *text = table_text(r->t, r->row, r->at[NOT_AFTER]), *name = table_text(r->t, r->row, r->at[SHIFT]);
    int         n, most = 0, contract = scenario_contract_index(s, table_text(r->t, r->row, r->at[CONTRACT]));
    if (!*text)
        return;
    char **names = text_split(text, "|", &n);
    text_split_free(names, n); /* wanted is only how many */
    for (int c = 0; c < s->contract_count; c++) {
        int kind = contract < 0 || c == contract ? scenario_kind_index(s, name, c) : -1;
        int found = kind < 0 ? 0 : add_not_after(s, r, kind);
        most = found > most ? found : most;
    }
    if (most < n)
        fault_at(r, NOT_AFTER, "shifts of the same contract with | between, such as late|night");
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
        for (long row = 0; row < t.rows && faults->total == before; row++)
            read_not_after(s, &(struct row){&t, row, at, s, faults});
    }
    table_free(&t);
    return faults->total > before ? -1 : 0;
}
