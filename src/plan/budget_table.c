/* budget.csv */
#include "base/table.h"
#include "plan/budget.h"
#include <math.h>
#include <string.h>

static const char *const KEPT[] = {[BUDGET_RULES] = "rules", [BUDGET_LEAST_STAFF] = "least_staff", [BUDGET_PROMISES] = "promises",
                                   [BUDGET_GOALS] = "goals"};
enum { KEPT_COUNT = sizeof KEPT / sizeof KEPT[0] };

const char *budget_kept_name(enum budget_kept kept)
{
    return KEPT[kept];
}

int budget_write(const struct budget *b, const char *path, struct faults *faults)
{
    struct table_out o = {0};
    table_out_header(&o, "budget,least,cost,left,service_level,most,kept,enough");
    table_out_fixed(&o, b->money, 4);
    table_out_fixed(&o, b->least, 4);
    table_out_fixed(&o, b->cost, 4);
    table_out_fixed(&o, b->money - b->cost, 4);
    table_out_fixed(&o, b->service_level, 6);
    table_out_fixed(&o, b->most, 6);
    table_out_text(&o, KEPT[b->kept]);
    table_out_text(&o, isnan(b->cost) ? "" : b->enough ? "yes" : "no"); /* interrupted: not known */
    table_out_end(&o);
    int failed = table_out_write(&o, path, faults);
    table_out_free(&o);
    return failed;
}

enum { MONEY, LEAST, COST, LEFT, SERVICE, MOST, KEEPS, ENOUGH, COLUMNS };

static int read_row(struct budget *b, const struct table *t, long row, const int *c, struct faults *faults)
{
    *b = (struct budget){.least = NAN, .cost = NAN, .service_level = NAN, .most = NAN};
    int bad = table_number(t, row, c[MONEY], 0, INFINITY, &b->money, faults) < 0;
    bad |= table_number(t, row, c[LEAST], 0, INFINITY, &b->least, faults) < 0;
    bad |= table_number(t, row, c[COST], 0, INFINITY, &b->cost, faults) < 0;
    bad |= table_number(t, row, c[SERVICE], 0, 1, &b->service_level, faults) < 0;
    bad |= table_number(t, row, c[MOST], 0, 1, &b->most, faults) < 0;
    bad |= table_yes(t, row, c[ENOUGH], &b->enough, faults) < 0;
    int kept = 0;
    while (kept < KEPT_COUNT && strcmp(table_text(t, row, c[KEEPS]), KEPT[kept]))
        kept++;
    if (kept == KEPT_COUNT)
        return table_fault(t, row, c[KEEPS], faults, "kept is \"%s\"; want rules, least_staff, promises or goals", table_text(t, row, c[KEEPS]));
    b->kept = (enum budget_kept)kept;
    return bad ? -1 : 0;
}

int budget_read(struct budget *b, const char *path, struct faults *faults)
{
    static const struct table_column spec[COLUMNS] = {
        {"budget", TABLE_FILLED},          {"least", TABLE_COLUMN},  {"cost", TABLE_COLUMN}, {"left", TABLE_OPTIONAL},
        {"service_level", TABLE_COLUMN}, {"most", TABLE_COLUMN}, {"kept", TABLE_FILLED}, {"enough", TABLE_COLUMN}};
    struct table t;
    int          c[COLUMNS], failed = -1;
    if (table_read(&t, path, NULL, faults))
        return -1;
    if (table_columns(&t, spec, COLUMNS, c, TABLE_STRICT, faults) == 0)
        failed = t.rows == 1 ? read_row(b, &t, 0, c, faults) : faults_add(faults, path, 0, 0, "has %ld rows; want one", t.rows);
    table_free(&t);
    return failed;
}
