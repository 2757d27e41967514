#include "model/cells.h"
#include "base/sheet.h"
#include "base/text.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

int cells_table(struct table *t, const char *path, struct faults *faults)
{
    return sheet_is_xlsx(path) ? sheet_read(t, path, NULL, NULL, faults) : table_read(t, path, NULL, faults);
}

static char *format_hours(int minutes, char buf[16])
{
    snprintf(buf, 16, "%d:%02d", minutes / 60, minutes % 60);
    return buf;
}

/* Minutes of "7:30" or "7.5"; NAN when it is neither. */
static double parse_hours(const char *text)
{
    double hours;
    int    seconds;
    if (strchr(text, ':'))
        return text_clock(text, &seconds) ? NAN : seconds / 60.0;
    return text_number(text, TEXT_PLAIN, &hours) && text_number(text, TEXT_DECIMAL_COMMA, &hours) ? NAN : hours * 60;
}

int cells_hours(const struct table *t, long row, int column, int low_min, int high_min, int step_min, int *minutes,
                struct faults *faults)
{
    const char *text = table_text(t, row, column);
    char        low[16], high[16];
    if (!*text)
        return 0;
    double value = parse_hours(text);
    if (!(value >= low_min && value <= high_min))
        return table_fault(t, row, column, faults, "%s is \"%s\"; want hours such as 8, 7.5 or 7:30, from %s to %s",
                           table_header(t, column), text, format_hours(low_min, low), format_hours(high_min, high));
    *minutes = (int)lround(value);
    if (fabs(value - *minutes) > 1e-6 || *minutes % step_min)
        return table_fault(t, row, column, faults, "%s is \"%s\"; want a multiple of %d min", table_header(t, column), text, step_min);
    return 1;
}

int cells_clock(const struct table *t, long row, int column, int step_min, int *minutes, struct faults *faults)
{
    int seconds, found = table_clock(t, row, column, 0, CLOCK_DAY_S - 1, &seconds, faults);
    if (found <= 0)
        return found;
    if (seconds % (step_min * 60))
        return table_fault(t, row, column, faults, "%s is \"%s\"; want a multiple of %d min", table_header(t, column),
                           table_text(t, row, column), step_min);
    *minutes = seconds / 60;
    return 1;
}

int cells_days(const struct table *t, long row, int column, unsigned *weekdays, struct faults *faults)
{
    const char *text = table_text(t, row, column);
    unsigned    days = clock_weekdays_parse(text);
    if (!*text)
        return 0;
    if (!days)
        return table_fault(t, row, column, faults, "%s is \"%s\"; want days such as mon-fri or sat,sun", table_header(t, column), text);
    *weekdays = days;
    return 1;
}

int cells_name(const struct table *t, long row, int column, const struct scenario *s, enum scenario_noun noun, int *index,
               struct faults *faults)
{
    static const char *const where[] = {"a queue of scenario.json", "a contract of contracts.csv", "a shift of shifts.csv",
                                          "an agent of agents.csv"};
    const char              *name = table_text(t, row, column);
    char                     meant[160];
    if (!*name)
        return 0;
    int found = noun == NOUN_QUEUE      ? scenario_queue_index(s, name)
                : noun == NOUN_CONTRACT ? scenario_contract_index(s, name)
                                        : scenario_agent_index(s, name);
    if (found < 0 && s->unsound >> noun & 1)
        return -1;
    if (found < 0)
        return table_fault(t, row, column, faults, "%s is \"%s\"; want %s%s", table_header(t, column), name, where[noun],
                           scenario_meant(s, noun, name, meant, sizeof meant));
    *index = found;
    return 1;
}

int cells_day(const struct table *t, long row, int column, const struct horizon *h, int *day, struct faults *faults)
{
    int date, found = table_date(t, row, column, &date, faults);
    if (found > 0)
        *day = date - h->first_day;
    return found;
}

int cells_order(const struct table *t, long row, int least_column, int most_column, int least, int most, struct faults *faults)
{
    if (least == RULE_NONE || most == RULE_NONE || least <= most)
        return 0;
    return table_fault(t, row, least_column, faults, "%s is %s, more than %s, which is %s; want it no greater",
                       table_header(t, least_column), table_text(t, row, least_column), table_header(t, most_column),
                       table_text(t, row, most_column));
}
