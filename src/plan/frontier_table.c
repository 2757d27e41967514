/* frontier.csv */
#include "base/alloc.h"
#include "base/table.h"
#include "plan/frontier.h"
#include <math.h>
#include <string.h>

int frontier_write(const struct frontier *f, const char *path, struct faults *faults)
{
    struct table_out o = {0};
    table_out_header(&o, "goal,service_level,lowest_day,cost,objective,lower_bound,gap,agents_used,met,own");
    for (int i = 0; i < f->count; i++) {
        const struct frontier_point *x = &f->points[i];
        table_out_fixed(&o, x->goal, 6);
        table_out_fixed(&o, x->service_level, 6);
        table_out_fixed(&o, x->lowest, 6);
        table_out_fixed(&o, x->cost, 4);
        table_out_fixed(&o, x->objective, 4);
        table_out_fixed(&o, x->lower_bound, 4);
        table_out_fixed(&o, x->gap, 6);
        table_out_integer(&o, x->agents_used);
        table_out_text(&o, x->met ? "yes" : "no");
        table_out_text(&o, x->own ? "yes" : "no");
        table_out_end(&o);
    }
    int failed = table_out_write(&o, path, faults);
    table_out_free(&o);
    return failed;
}

enum { GOAL, SERVICE, LOWEST, COST, OBJECTIVE, BOUND, GAP, AGENTS, MET, OWN, COLUMNS };

static int read_row(struct frontier_point *x, const struct table *t, long row, const int *c, struct faults *faults)
{
    *x = (struct frontier_point){.service_level = NAN, .lowest = NAN, .lower_bound = NAN, .gap = NAN};
    int bad = table_number(t, row, c[GOAL], 0, 1, &x->goal, faults) < 0;
    bad |= table_number(t, row, c[SERVICE], 0, 1, &x->service_level, faults) < 0;
    bad |= table_number(t, row, c[LOWEST], 0, 1, &x->lowest, faults) < 0;
    bad |= table_number(t, row, c[COST], 0, INFINITY, &x->cost, faults) < 0;
    bad |= table_number(t, row, c[OBJECTIVE], 0, INFINITY, &x->objective, faults) < 0;
    bad |= table_number(t, row, c[BOUND], -INFINITY, INFINITY, &x->lower_bound, faults) < 0;
    bad |= table_number(t, row, c[GAP], -INFINITY, INFINITY, &x->gap, faults) < 0;
    bad |= table_integer(t, row, c[AGENTS], 0, 1000000, &x->agents_used, faults) < 0;
    bad |= table_yes(t, row, c[MET], &x->met, faults) < 0;
    bad |= table_yes(t, row, c[OWN], &x->own, faults) < 0;
    return bad ? -1 : 0;
}

int frontier_read(struct frontier *f, const char *path, struct faults *faults)
{
    static const struct table_column spec[COLUMNS] = {
        {"goal", TABLE_FILLED},           {"service_level", TABLE_COLUMN}, {"lowest_day", TABLE_OPTIONAL}, {"cost", TABLE_FILLED},
        {"objective", TABLE_FILLED},      {"lower_bound", TABLE_OPTIONAL}, {"gap", TABLE_OPTIONAL},        {"agents_used", TABLE_OPTIONAL},
        {"met", TABLE_OPTIONAL},          {"own", TABLE_OPTIONAL}};
    struct table t;
    int          c[COLUMNS];
    long         before = faults->total;
    memset(f, 0, sizeof *f);
    if (table_read(&t, path, NULL, faults))
        return -1;
    if (table_columns(&t, spec, COLUMNS, c, TABLE_STRICT, faults) == 0) {
        f->points = xcalloc((size_t)t.rows + 1, sizeof *f->points);
        for (long row = 0; row < t.rows; row++)
            if (read_row(&f->points[f->count], &t, row, c, faults) == 0)
                f->count++;
    }
    table_free(&t);
    if (faults->total == before)
        return 0;
    frontier_free(f);
    return -1;
}
