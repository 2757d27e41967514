#include "model/bound.h"
#include "base/alloc.h"
#include "base/table.h"
#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { NODE, KIND, CONTRACT, DAY, LENGTH, QUEUE, START, VALUE, COLUMNS };
static const char *const kind_names[] = {"cover", "goal", "count_low", "count_high", "count_price", "gain", "mark", "node", "total"};
enum { KINDS = sizeof kind_names / sizeof kind_names[0] };

void bound_free(struct bound *b)
{
    free(b->rows);
    memset(b, 0, sizeof *b);
}

void bound_add(struct bound *b, struct bound_row row)
{
    size_t room = (size_t)b->room;
    b->rows = xgrow(b->rows, &room, (size_t)b->count + 1, sizeof *b->rows);
    b->room = (int)room;
    b->rows[b->count++] = row;
}

/* Index of a name in a column, -1 for an empty cell; a name that is none is a fault. */
static int read_name(const struct table *t, long row, int column, const struct scenario *s, enum scenario_noun noun, int *index,
                     struct faults *faults)
{
    const char *name = table_text(t, row, column);
    char        meant[128];
    *index = -1;
    if (!*name)
        return 0;
    *index = noun == NOUN_QUEUE ? scenario_queue_index(s, name) : scenario_contract_index(s, name);
    if (*index >= 0)
        return 0;
    return table_fault(t, row, column, faults, "%s is \"%s\"; want one of the scenario%s", table_header(t, column), name,
                       scenario_meant(s, noun, name, meant, sizeof meant));
}

static int read_day_and_start(struct bound_row *b, const struct horizon *h, const struct table *t, long row, const int *c,
                              struct faults *faults)
{
    const char *start = table_text(t, row, c[START]);
    int         date = h->first_day - 1, found = table_date(t, row, c[DAY], &date, faults);
    if (found < 0)
        return -1;
    b->day = found ? date - h->first_day : -1;
    if (found && (b->day < 0 || b->day >= h->days))
        return table_fault(t, row, c[DAY], faults, "day is %s; want a day of the horizon", table_text(t, row, c[DAY]));
    b->start_min = -1;
    if (*start && horizon_parse(h, start, &b->start_min))
        return table_fault(t, row, c[START], faults, "start is \"%s\"; want a time of the horizon", start);
    return 0;
}

static int read_row(struct bound_row *b, const struct scenario *s, const struct table *t, long row, const int *c,
                    struct faults *faults)
{
    int kind = 0;
    *b = (struct bound_row){.node = -1, .contract = -1, .day = -1, .length = -1, .queue = -1, .start_min = -1, .value = 0};
    if (table_integer(t, row, c[NODE], 0, INT_MAX, &b->node, faults) < 0 ||
        table_choice(t, row, c[KIND], kind_names, KINDS, &kind, faults) < 0 ||
        read_name(t, row, c[CONTRACT], s, NOUN_CONTRACT, &b->contract, faults) ||
        read_day_and_start(b, &s->horizon, t, row, c, faults) ||
        table_integer(t, row, c[LENGTH], 0, INT_MAX, &b->length, faults) < 0 ||
        read_name(t, row, c[QUEUE], s, NOUN_QUEUE, &b->queue, faults) ||
        table_number(t, row, c[VALUE], -INFINITY, INFINITY, &b->value, faults) < 0)
        return -1;
    b->kind = (enum bound_kind)kind;
    return 0;
}

int bound_read(struct bound *b, const struct scenario *s, const char *path, struct faults *faults)
{
    static struct table_column const spec[COLUMNS] = {{"node", TABLE_COLUMN},   {"kind", TABLE_FILLED},  {"contract", TABLE_COLUMN},
                                                      {"day", TABLE_COLUMN},    {"length", TABLE_COLUMN}, {"queue", TABLE_COLUMN},
                                                      {"start", TABLE_COLUMN},  {"value", TABLE_FILLED}};
    struct table t;
    int          c[COLUMNS];
    long         before = faults->total;
    memset(b, 0, sizeof *b);
    if (table_read(&t, path, NULL, faults))
        return -1;
    if (table_columns(&t, spec, COLUMNS, c, TABLE_STRICT, faults) == 0)
        for (long row = 0; row < t.rows; row++) {
            struct bound_row read;
            if (read_row(&read, s, &t, row, c, faults) == 0)
                bound_add(b, read);
        }
    table_free(&t);
    if (faults->total == before)
        return 0;
    bound_free(b);
    return -1;
}

static void out_index(struct table_out *o, int value)
{
    if (value < 0)
        table_out_text(o, "");
    else
        table_out_integer(o, value);
}

int bound_write(const struct bound *b, const struct scenario *s, const char *path, struct faults *faults)
{
    struct table_out o = {0};
    char             buf[32];
    table_out_header(&o, "node,kind,contract,day,length,queue,start,value");
    for (int i = 0; i < b->count; i++) {
        const struct bound_row *r = &b->rows[i];
        out_index(&o, r->node);
        table_out_text(&o, kind_names[r->kind]);
        table_out_text(&o, r->contract >= 0 ? s->contracts[r->contract].name : "");
        table_out_text(&o, r->day >= 0 ? horizon_date(&s->horizon, r->day, buf) : "");
        out_index(&o, r->length);
        table_out_text(&o, r->queue >= 0 ? s->queues[r->queue].name : "");
        table_out_text(&o, r->start_min >= 0 ? horizon_format(&s->horizon, r->start_min, buf) : "");
        table_out_number(&o, r->value);
        table_out_end(&o);
    }
    int failed = table_out_write(&o, path, faults);
    table_out_free(&o);
    return failed;
}
