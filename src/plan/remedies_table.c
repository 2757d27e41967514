/* remedies.csv */
#include "base/alloc.h"
#include "base/table.h"
#include "plan/remedy.h"
#include <stdio.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *const kinds[] = {"seats", "agents", "starts_min", "days", "rest_min", "pauses_min", "leaves", "price_times"};
enum { KINDS = sizeof kinds / sizeof *kinds };
static const char *const AS_PLANNED = "as_planned", *const EVERY = "every_loosening", *const BRIEF = "brief", *const ALL = "all";

const char *remedy_kind_name(enum remedy_kind kind)
{
    return kinds[kind];
}

/* --- writing ----------------------------------------------------------------------------------------------------- */

static void write_row(struct table_out *o, const struct remedies *x, const struct plan *p, const struct remedy *r, int part, const char *name)
{
    const struct loosening *l = part < r->count ? &r->parts[part] : NULL;
    table_out_text(o, name);
    table_out_text(o, l ? kinds[l->kind] : "");
    table_out_text(o, l && l->contract >= 0 ? p->scenario.contracts[l->contract].name : "");
    if (l)
        table_out_integer(o, l->amount);
    else
        table_out_text(o, "");
    table_out_text(o, r->closes ? "yes" : "no");
    table_out_integer(o, r->left);
    table_out_integer(o, r->failed);
    table_out_fixed(o, r->cost, 4);
    table_out_fixed(o, r->objective, 4);
    table_out_text(o, x->brief ? BRIEF : ALL);
    table_out_end(o);
}

static void write_remedy(struct table_out *o, const struct remedies *x, const struct plan *p, const struct remedy *r, const char *name)
{
    for (int i = 0; i == 0 || i < r->count; i++)
        write_row(o, x, p, r, i, name);
}

int remedies_write(const struct remedies *x, const struct plan *p, const char *path, struct faults *faults)
{
    struct table_out    o = {0};
    const struct remedy now = {.left = x->is.missed};
    char                name[16];
    table_out_header(&o, "remedy,what,contract,amount,closes,goals_left,amount_failed,cost_change,objective_change,tried");
    write_remedy(&o, x, p, &now, AS_PLANNED);
    for (int i = 0; i < x->count; i++) {
        snprintf(name, sizeof name, "%d", i + 1);
        write_remedy(&o, x, p, &x->items[i], name);
    }
    if (x->most.count)
        write_remedy(&o, x, p, &x->most, EVERY);
    int failed = table_out_write(&o, path, faults);
    table_out_free(&o);
    return failed;
}

/* --- reading ----------------------------------------------------------------------------------------------------- */

enum { NAME, WHAT, CONTRACT, AMOUNT, CLOSES, LEFT, FAILED, COST, OBJECTIVE, TRIED, COLUMNS };

static int read_part(struct remedy *r, const struct plan *p, const struct table *t, long row, const int *c, struct faults *faults)
{
    struct loosening l = {.contract = -1};
    int              kind = 0;
    while (kind < KINDS && strcmp(kinds[kind], table_text(t, row, c[WHAT])))
        kind++;
    if (kind == KINDS || r->count == REMEDY_PARTS_MAX)
        return table_fault(t, row, c[WHAT], faults, "\"%.40s\" is no remedy, or one part too many", table_text(t, row, c[WHAT]));
    l.kind = (enum remedy_kind)kind;
    if (*table_text(t, row, c[CONTRACT])) {
        l.contract = scenario_contract_index(&p->scenario, table_text(t, row, c[CONTRACT]));
        if (l.contract < 0)
            return table_fault(t, row, c[CONTRACT], faults, "%.80s is no contract of the scenario", table_text(t, row, c[CONTRACT]));
    }
    if (table_integer(t, row, c[AMOUNT], 0, 1000000, &l.amount, faults) < 0)
        return -1;
    r->parts[r->count++] = l;
    return 0;
}

static int read_row(struct remedy *r, const struct plan *p, const struct table *t, long row, const int *c, struct faults *faults)
{
    int bad = *table_text(t, row, c[WHAT]) ? read_part(r, p, t, row, c, faults) : 0;
    bad |= table_yes(t, row, c[CLOSES], &r->closes, faults) < 0;
    bad |= table_integer(t, row, c[LEFT], 0, 1000000, &r->left, faults) < 0;
    bad |= table_integer(t, row, c[FAILED], 0, 1000000, &r->failed, faults) < 0;
    bad |= table_number(t, row, c[COST], -INFINITY, INFINITY, &r->cost, faults) < 0;
    bad |= table_number(t, row, c[OBJECTIVE], -INFINITY, INFINITY, &r->objective, faults) < 0;
    return bad ? -1 : 0;
}

/* Rows of one name are one remedy. Returns goals missed as planned, or -1 with faults. */
static int read_rows(struct remedies *x, const struct plan *p, const struct table *t, const int *c, struct faults *faults)
{
    struct remedy now = {.count = 0};
    const char   *last = "";
    int           bad = 0;
    x->items = xcalloc((size_t)t->rows + 1, sizeof *x->items);
    for (long row = 0; row < t->rows && !bad; row++) {
        const char    *name = table_text(t, row, c[NAME]);
        struct remedy *r = !strcmp(name, AS_PLANNED) ? &now : !strcmp(name, EVERY) ? &x->most : NULL;
        if (!r && strcmp(name, last))
            x->count++;
        r = r ? r : &x->items[x->count - 1];
        last = name;
        x->brief = !strcmp(table_text(t, row, c[TRIED]), BRIEF);
        bad = read_row(r, p, t, row, c, faults);
    }
    return bad ? -1 : now.left;
}

int remedies_read(struct remedies **x, const struct plan *p, const char *path, struct faults *faults)
{
    static const struct table_column spec[COLUMNS] = {
        {"remedy", TABLE_FILLED},   {"what", TABLE_COLUMN},         {"contract", TABLE_COLUMN},      {"amount", TABLE_COLUMN},
        {"closes", TABLE_FILLED},   {"goals_left", TABLE_FILLED},   {"amount_failed", TABLE_FILLED}, {"cost_change", TABLE_FILLED},
        {"objective_change", TABLE_FILLED}, {"tried", TABLE_FILLED}};
    struct table     t;
    int              c[COLUMNS], missed = -1;
    long             before = faults->total;
    struct remedies *made = xcalloc(1, sizeof *made);
    *x = NULL;
    if (table_read(&t, path, NULL, faults) == 0) {
        if (table_columns(&t, spec, COLUMNS, c, TABLE_STRICT, faults) == 0)
            missed = read_rows(made, p, &t, c, faults);
        table_free(&t);
    }
    if (faults->total == before)
        shortage_make(&made->is, p, 1);
    if (faults->total == before && made->is.missed && made->is.missed == missed) {
        *x = made;
        return 0;
    }
    remedies_free(made);
    free(made);
    return faults->total == before ? 0 : -1;
}
