#include "history/fields.h"
#include <string.h>

/* The fields a history is read from; columns of other meaning are nobody's business here. */
static const int used[] = {COLUMNS_QUEUE,    COLUMNS_START,     COLUMNS_DATE, COLUMNS_TIME,         COLUMNS_END,   COLUMNS_OFFERED,
                           COLUMNS_ANSWERED, COLUMNS_ABANDONED, COLUMNS_AHT,  COLUMNS_HANDLE_TOTAL, COLUMNS_HANDLE};
enum { USED = sizeof used / sizeof used[0] };

static int is_used(int field)
{
    for (int i = 0; i < USED; i++)
        if (used[i] == field)
            return 1;
    return 0;
}

static int is_mapped(const struct queue *q, const struct table *t, int column)
{
    for (int i = 0; i < q->columns_count; i++)
        if (table_find(t, q->columns[i].column) == column)
            return 1;
    return 0;
}

static int maps_field(const struct queue *q, int field)
{
    for (int i = 0; i < q->columns_count; i++)
        if (columns_field(q->columns[i].field) == field)
            return 1;
    return 0;
}

static int find_by_name(struct fields *f, const struct table *t, const struct queue *q, struct faults *faults)
{
    int result = 0;
    for (int c = 0; c < t->columns; c++) {
        double unit_s;
        int    field = columns_match(table_header(t, c), &unit_s);
        if (!is_used(field) || is_mapped(q, t, c) || maps_field(q, field))
            continue;
        if (f->at[field] >= 0)
            result = faults_add(faults, table_file(t), 1, c + 1,
                                "columns \"%s\" and \"%s\" both look like %s; say which under \"columns\" of queue %s in "
                                "scenario.json", table_header(t, f->at[field]), table_header(t, c),
                                columns_table[field].meaning, q->name);
        f->at[field] = c;
        f->unit_s[field] = unit_s;
    }
    return result;
}

/* "start" may be mapped to two columns: the date, then the time of day. */
static int find_mapped(struct fields *f, const struct table *t, const struct queue *q, struct faults *faults)
{
    int result = 0;
    for (int i = 0; i < q->columns_count; i++) {
        int    field = columns_field(q->columns[i].field), column = table_find(t, q->columns[i].column);
        double unit_s = 1;
        if (column < 0) {
            result = faults_add(faults, table_file(t), 1, 0,
                                "no column \"%s\", which queue %s in scenario.json names for %s", q->columns[i].column,
                                q->name, q->columns[i].field);
            continue;
        }
        if (!is_used(field))
            continue;
        if (field == COLUMNS_START && f->at[COLUMNS_START] >= 0) {
            f->at[COLUMNS_DATE] = f->at[COLUMNS_START];
            f->at[COLUMNS_TIME] = column;
            f->at[COLUMNS_START] = -1;
            continue;
        }
        columns_match(table_header(t, column), &unit_s);
        f->at[field] = column;
        f->unit_s[field] = unit_s;
    }
    return result;
}

/* 1: the column's first cell is a time of day, or a range of them. */
static int is_clock(const struct table *t, int column)
{
    char text[32];
    int  seconds;
    if (column < 0 || t->rows == 0)
        return 0;
    const char *cell = table_text(t, 0, column);
    size_t      n = strcspn(cell, "-~");
    if (n >= sizeof text)
        return 0;
    memcpy(text, cell, n);
    text[n] = '\0';
    return text_clock(text, &seconds) == 0;
}

static int find_time(struct fields *f, const struct table *t, const struct queue *q, struct faults *faults)
{
    int start = f->at[COLUMNS_START], date = f->at[COLUMNS_DATE];
    f->clock = -1;
    if (date >= 0 && is_clock(t, start))
        f->clock = start;
    else if (date >= 0 && start < 0)
        f->clock = f->at[COLUMNS_TIME]; /* none: a row a day */
    else if (start < 0 && f->at[COLUMNS_END] < 0)
        return faults_add(faults, table_file(t), 1, 0,
                          "no column with the time: want start, or date and time; or name it under \"columns\" of queue %s "
                          "in scenario.json", q->name);
    else if (is_clock(t, start >= 0 ? start : f->at[COLUMNS_END]))
        return faults_add(faults, table_file(t), 1, 0, "times without dates: want a column with the date");
    if (f->clock < 0 && start >= 0)
        f->at[COLUMNS_DATE] = -1; /* start says it all */
    return 0;
}

int fields_find(struct fields *f, struct table *t, const struct queue *q, struct faults *faults)
{
    long before = faults->total;
    for (int i = 0; i < COLUMNS_COUNT; i++) {
        f->at[i] = -1;
        f->unit_s[i] = 1;
    }
    find_by_name(f, t, q, faults);
    find_mapped(f, t, q, faults);
    find_time(f, t, q, faults);
    int handle = f->at[COLUMNS_HANDLE];
    if (f->at[COLUMNS_OFFERED] < 0 && f->at[COLUMNS_ANSWERED] < 0)
        faults_add(faults, table_file(t), 1, 0,
                   "no column with the contacts: want offered; or name it under \"columns\" of queue %s in scenario.json",
                   q->name);
    if (handle >= 0 && f->at[COLUMNS_AHT] < 0 && f->at[COLUMNS_HANDLE_TOTAL] < 0)
        faults_add(faults, table_file(t), 1, handle + 1,
                   "column \"%s\" may be the mean of a row's handle times or their sum; name it under \"columns\" of queue "
                   "%s in scenario.json as aht_s or as handle_total_s", table_header(t, handle), q->name);
    if (faults->total > before)
        return -1;
    table_set_need(t, f->at[f->at[COLUMNS_OFFERED] >= 0 ? COLUMNS_OFFERED : COLUMNS_ANSWERED], TABLE_FILLED);
    return 0;
}
