#include "model/contract_table.h"
#include "base/alloc.h"
#include "base/clock.h"
#include "base/table.h"
#include "base/text.h"
#include "model/cells.h"
#include <stdlib.h>

enum { CONTRACTS_MAX = 1000, DAY_MIN = 1440, WEEK_DAYS = 7, WEEK_MIN = WEEK_DAYS * DAY_MIN, PERIOD_MAX = 366, ALL_DAYS = 127,
       WEEKLY_REST_MAX = 6 * DAY_MIN };
enum {
    CONTRACT, WAGE, DAY_LEAST, DAY_MOST, WEEK_LEAST, WEEK_MOST, DAYS_LEAST, DAYS_MOST, REST, ROW_LEAST, ROW_MOST, USE,
    PERIOD_DAYS, PERIOD_FROM, DAYS_OFF, WEEKENDS, WEEKENDS_OF, WEEKEND_DAYS,
    WEEKLY_REST, SAME_START, START_SPREAD, OVERTIME_AFTER, OVERTIME_FACTOR, COLUMNS
};
static const struct table_column columns[COLUMNS] = {
    {"contract", TABLE_FILLED},
    {"wage_h", TABLE_FILLED},
    {"hours_day_min", TABLE_OPTIONAL},
    {"hours_day_max", TABLE_OPTIONAL},
    {"hours_week_min", TABLE_OPTIONAL},
    {"hours_week_max", TABLE_OPTIONAL},
    {"days_week_min", TABLE_OPTIONAL},
    {"days_week_max", TABLE_OPTIONAL},
    {"rest_h", TABLE_OPTIONAL},
    {"consecutive_min", TABLE_OPTIONAL},
    {"consecutive_max", TABLE_OPTIONAL},
    {"use", TABLE_IF_FILLED},
    {"period_days", TABLE_OPTIONAL},
    {"period_from", TABLE_OPTIONAL},
    {"days_off_min", TABLE_OPTIONAL},
    {"weekends_max", TABLE_OPTIONAL},
    {"weekends_of", TABLE_OPTIONAL},
    {"weekend", TABLE_OPTIONAL},
    {"weekly_rest_h", TABLE_OPTIONAL},
    {"same_start", TABLE_OPTIONAL},
    {"start_spread_min", TABLE_OPTIONAL},
    {"overtime_after_h", TABLE_OPTIONAL},
    {"overtime_factor", TABLE_OPTIONAL},
};

static int remainder_of(int x, int by)
{
    return (x % by + by) % by;
}

/* Periods that are whole weeks begin with one of the horizon's, others with the horizon, unless period_from names a day. */
static void read_period(struct contract *c, const struct horizon *h, const struct table *t, long row, const int *at,
                        struct faults *faults)
{
    int day;
    int days = table_integer(t, row, at[PERIOD_DAYS], 1, PERIOD_MAX, &c->period_days, faults);
    if (days == 0 && *table_text(t, row, at[PERIOD_FROM]))
        table_fault(t, row, at[PERIOD_FROM], faults, "period_from is \"%s\", but period_days is empty; want both or none",
                    table_text(t, row, at[PERIOD_FROM]));
    if (days <= 0)
        return;
    if (c->period_days % WEEK_DAYS == 0)
        c->period_before = remainder_of(clock_weekday(h->first_day) - h->week_starts, WEEK_DAYS);
    if (cells_day(t, row, at[PERIOD_FROM], h, &day, faults) > 0)
        c->period_before = remainder_of(-day, c->period_days);
}

static void read_weekends(struct contract *c, const struct table *t, long row, const int *at, struct faults *faults)
{
    unsigned days = 1u << 5 | 1u << 6;
    int      limited = table_integer(t, row, at[WEEKENDS], 0, PERIOD_MAX, &c->weekends_max, faults);
    for (int i = WEEKENDS_OF; i <= WEEKEND_DAYS && limited == 0; i++)
        if (*table_text(t, row, at[i]))
            table_fault(t, row, at[i], faults, "%s is \"%s\", but weekends_max is empty; want both or none", table_header(t, at[i]),
                        table_text(t, row, at[i]));
    if (limited <= 0)
        return;
    table_integer(t, row, at[WEEKENDS_OF], 1, WEEKENDS_OF_MAX, &c->weekends_of, faults);
    if (c->weekends_of > 0 && c->weekends_max > c->weekends_of)
        table_fault(t, row, at[WEEKENDS], faults, "weekends_max is %d, more than weekends_of, which is %d; want it no greater",
                    c->weekends_max, c->weekends_of);
    cells_days(t, row, at[WEEKEND_DAYS], &days, faults);
    if (days == ALL_DAYS)
        table_fault(t, row, at[WEEKEND_DAYS], faults, "weekend is \"%s\", all seven days; want fewer, such as sat,sun",
                    table_text(t, row, at[WEEKEND_DAYS]));
    c->weekend_days = days;
}

static void read_starts(struct contract *c, const struct table *t, long row, const int *at, struct faults *faults)
{
    int spread = table_integer(t, row, at[START_SPREAD], 0, DAY_MIN, &c->start_spread_min, faults);
    table_yes(t, row, at[SAME_START], &c->same_start, faults);
    if (spread > 0 && !c->same_start)
        table_fault(t, row, at[START_SPREAD], faults, "start_spread_min is \"%s\", but same_start is not yes; want both or none",
                    table_text(t, row, at[START_SPREAD]));
}

static void read_overtime(struct contract *c, const struct table *t, long row, const int *at, struct faults *faults)
{
    int period = c->period_days > 0 ? c->period_days : WEEK_DAYS;
    int after = cells_hours(t, row, at[OVERTIME_AFTER], 0, period * DAY_MIN, 1, &c->overtime_after_min, faults);
    int factor = table_number(t, row, at[OVERTIME_FACTOR], 1, 100, &c->overtime_factor, faults);
    if (after >= 0 && factor >= 0 && after != factor)
        table_fault(t, row, at[after ? OVERTIME_AFTER : OVERTIME_FACTOR], faults, "%s is \"%s\", but %s is empty; want both or none",
                    after ? "overtime_after_h" : "overtime_factor", table_text(t, row, at[after ? OVERTIME_AFTER : OVERTIME_FACTOR]),
                    after ? "overtime_factor" : "overtime_after_h");
}

static void read_limits(struct contract *c, const struct table *t, long row, const int *at, struct faults *faults)
{
    cells_hours(t, row, at[DAY_LEAST], 0, DAY_MIN, 1, &c->day_min, faults);
    cells_hours(t, row, at[DAY_MOST], 1, DAY_MIN, 1, &c->day_max, faults);
    int period = c->period_days > 0 ? c->period_days : WEEK_DAYS;
    cells_hours(t, row, at[WEEK_LEAST], 0, period * DAY_MIN, 1, &c->week_min, faults);
    cells_hours(t, row, at[WEEK_MOST], 0, period * DAY_MIN, 1, &c->week_max, faults);
    table_integer(t, row, at[DAYS_LEAST], 0, period, &c->days_min, faults);
    table_integer(t, row, at[DAYS_MOST], 0, period, &c->days_max, faults);
    cells_hours(t, row, at[REST], 0, WEEK_MIN, 1, &c->rest_min, faults);
    table_integer(t, row, at[ROW_LEAST], 1, 31, &c->consecutive_min, faults);
    table_integer(t, row, at[ROW_MOST], 1, 366, &c->consecutive_max, faults);
    cells_order(t, row, at[DAY_LEAST], at[DAY_MOST], c->day_min, c->day_max, faults);
    cells_order(t, row, at[WEEK_LEAST], at[WEEK_MOST], c->week_min, c->week_max, faults);
    cells_order(t, row, at[DAYS_LEAST], at[DAYS_MOST], c->days_min, c->days_max, faults);
    cells_order(t, row, at[ROW_LEAST], at[ROW_MOST], c->consecutive_min, c->consecutive_max, faults);
}

static const struct contract no_limits = {.day_min = RULE_NONE, .day_max = RULE_NONE, .week_min = RULE_NONE, .week_max = RULE_NONE,
                                          .days_min = RULE_NONE, .days_max = RULE_NONE, .rest_min = RULE_NONE,
                                          .consecutive_min = RULE_NONE, .consecutive_max = RULE_NONE};

static void read_row(struct scenario *s, const struct table *t, long row, const int *at, const long *line_of, struct faults *faults)
{
    static const char *const uses[] = {"must", "may"};
    const char              *name = table_text(t, row, at[CONTRACT]);
    int                      use = USE_MAY, before = scenario_contract_index(s, name);
    struct contract          c = no_limits;
    if (!*name || before >= 0)
        s->unsound |= 1u << NOUN_CONTRACT;
    if (!*name)
        table_fault(t, row, at[CONTRACT], faults, "contract is empty; want a name");
    else if (before >= 0)
        table_fault(t, row, at[CONTRACT], faults, "contract is \"%s\", which line %ld has too; want a name of its own", name,
                    line_of[before]);
    table_number(t, row, at[WAGE], 0, 1e6, &c.wage_h, faults);
    read_period(&c, &s->horizon, t, row, at, faults);
    read_limits(&c, t, row, at, faults);
    table_integer(t, row, at[DAYS_OFF], 1, 31, &c.days_off_min, faults);
    read_weekends(&c, t, row, at, faults);
    cells_hours(t, row, at[WEEKLY_REST], 1, WEEKLY_REST_MAX, 1, &c.weekly_rest_min, faults);
    table_choice(t, row, at[USE], uses, 2, &use, faults);
    c.use = (enum use)use;
    read_starts(&c, t, row, at, faults);
    read_overtime(&c, t, row, at, faults);
    c.name = xstrdup(name);
    s->contracts[s->contract_count++] = c;
}

/* Where no row can be read: a contract without a name, for the tables that name contracts to be read all the same. */
static int stand_in(struct scenario *s)
{
    s->contracts = xcalloc(1, sizeof *s->contracts);
    s->contracts[s->contract_count] = no_limits;
    s->contracts[s->contract_count++].name = xstrdup("");
    s->unsound |= 1u << NOUN_CONTRACT;
    return -1;
}

int contract_table_read(struct scenario *s, const char *path, long **line_of, struct faults *faults)
{
    struct table t;
    int          at[COLUMNS];
    long         before = faults->total;
    *line_of = NULL;
    if (cells_table(&t, path, faults))
        return stand_in(s);
    if (t.rows > CONTRACTS_MAX)
        table_fault(&t, CONTRACTS_MAX, -1, faults, "more than %d contracts; want fewer", CONTRACTS_MAX);
    else if (table_columns(&t, columns, COLUMNS, at, TABLE_STRICT, faults) == 0) {
        s->contracts = xcalloc((size_t)t.rows, sizeof *s->contracts);
        *line_of = xcalloc((size_t)t.rows, sizeof **line_of);
        for (long row = 0; row < t.rows; row++) {
            (*line_of)[row] = table_line(&t, row);
            read_row(s, &t, row, at, *line_of, faults);
        }
    }
    table_free(&t);
    if (faults->total == before)
        return 0;
    return s->contract_count > 0 ? -1 : stand_in(s);
}
