#include "history/gaps.h"

#include "history/grid_rows.h"
#include <string.h>
#include <strings.h>

/* 1: "-", "--", a long dash: what accounting formats show for 0. */
static int is_dash(const char *s)
{
    return (*s == '-' && strspn(s, "-") == strlen(s)) || strcmp(s, "\xe2\x80\x93") == 0 || strcmp(s, "\xe2\x80\x94") == 0;
}

static int is_none(const char *s)
{
    return is_dash(s) || strcasecmp(s, "n/a") == 0 || strcasecmp(s, "na") == 0 || strcasecmp(s, "#n/a") == 0 ||
           strcasecmp(s, "null") == 0;
}

/* Puts `text` into the cells of a column that `is` knows. How many; *first is the line of the first. */
static long replace(struct table *t, int column, int (*is)(const char *), const char *text, long *first)
{
    long count = 0;
    for (long r = 0; r < t->rows; r++) {
        const char *s = table_text(t, r, column);
        if ((unsigned char)*s > '9' || *s == '-' || *s == '#') /* most cells are numbers, and pass here */
            if (is(s)) {
                if (count++ == 0)
                    *first = table_line(t, r);
                table_put(t, r, column, text);
            }
    }
    return count;
}

static void fill_dashes(struct table *t, const struct layout *l, struct layout_notes *notes)
{
    int grid = grid_rows_is(t, l);
    for (int c = 0; c < l->columns; c++) {
        int  f = l->field[c];
        long first = 0, count = 0;
        if ((f >= COLUMNS_OFFERED && f <= COLUMNS_IN_TIME) || (grid && grid_rows_holds(t, l, c))) {
            if ((count = replace(t, c, is_dash, "0", &first)) > 0)
                layout_warn(notes, "dashes in \"%s\", taken for 0: %ld (first in line %ld)", table_header(t, c), count, first);
        } else if (f >= COLUMNS_AHT && f <= COLUMNS_ASA) {
            if ((count = replace(t, c, is_none, "", &first)) > 0)
                layout_note(notes, "cells of \"%s\" without a value: %ld (first in line %ld)", table_header(t, c), count, first);
        }
    }
}

/* 1: the row counts something at some time: it is no title and no total. */
static int is_data(const struct table *t, const struct layout *l, long row, int clock)
{
    const int counts[] = {l->of[COLUMNS_OFFERED], l->of[COLUMNS_ANSWERED], l->of[COLUMNS_ABANDONED]};
    int       counted = 0;
    for (int i = 0; i < 3; i++)
        counted |= *table_text(t, row, counts[i]) != '\0';
    return counted && strpbrk(table_text(t, row, clock), "0123456789") != NULL;
}

/* A column that states its value once for the rows below it, as merged cells and pivot tables come out. */
static void fill_down(struct table *t, const struct layout *l, int column, int clock, struct layout_notes *notes)
{
    long count = 0, first = 0, from = 0;
    if (column < 0 || clock < 0 || column == clock || t->rows == 0 || !*table_text(t, 0, column))
        return;
    for (long r = 1; r < t->rows; r++) {
        if (*table_text(t, r, column)) {
            from = r;
        } else if (is_data(t, l, r, clock)) {
            if (count++ == 0)
                first = table_line(t, r);
            struct text copy = {0}; /* the cell may move while another is put */
            text_add(&copy, table_text(t, from, column));
            table_put(t, r, column, text_string(&copy));
            text_free(&copy);
        }
    }
    if (count)
        layout_warn(notes, "empty cells in \"%s\", taken as in the row above: %ld (first in line %ld)", table_header(t, column), count,
                    first);
}

void gaps_fill(struct table *t, const struct layout *l, struct layout_notes *notes)
{
    int clock = l->of[COLUMNS_TIME] >= 0 ? l->of[COLUMNS_TIME] : l->of[COLUMNS_START];
    fill_dashes(t, l, notes);
    if (l->when_count > 0)
        return;
    fill_down(t, l, l->of[COLUMNS_DATE], clock, notes);
    fill_down(t, l, l->of[COLUMNS_QUEUE], clock >= 0 ? clock : l->of[COLUMNS_DATE], notes);
}
