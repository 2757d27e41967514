#include "history/unfold.h"

#include "base/alloc.h"
#include <stdlib.h>
#include <string.h>

void unfold_make(struct unfold *u, int columns, int blocks, int measures)
{
    size_t sources = (size_t)blocks * (size_t)measures;
    *u = (struct unfold){.columns = columns, .blocks = blocks, .measures = measures};
    u->shared = xcalloc((size_t)columns, sizeof *u->shared);
    u->block_names = xcalloc((size_t)blocks, sizeof *u->block_names);
    u->measure_names = xcalloc((size_t)measures, sizeof *u->measure_names);
    u->source = xmalloc(sources * sizeof *u->source);
    for (size_t i = 0; i < sources; i++)
        u->source[i] = -1;
}

void unfold_free(struct unfold *u)
{
    free(u->shared);
    free(u->block_names);
    free(u->measure_names);
    free(u->source);
    *u = (struct unfold){0};
}

static void add(struct table *to, const char *text)
{
    table_add_cell(to, text, strlen(text));
}

static const char *cell_of(const struct table *t, long row, int column)
{
    return column >= 0 && column < table_width(t, row) ? table_text(t, row, column) : "";
}

static void copy_row(struct table *to, const struct table *t, long row)
{
    for (int c = 0; c < table_width(t, row); c++)
        add(to, table_text(t, row, c));
    table_end_row(to, table_line(t, row));
}

static void add_header(struct table *to, const struct table *t, const struct unfold *u)
{
    for (int c = 0; c < u->columns; c++)
        if (u->shared[c])
            add(to, u->shared[c]);
    add(to, u->key);
    for (int m = 0; m < u->measures; m++)
        add(to, u->measure_names[m]);
    table_end_row(to, table_line(t, u->header));
}

static int fills_block(const struct table *t, long row, const struct unfold *u, int block)
{
    int any = 0;
    for (int m = 0; m < u->measures; m++)
        any |= *cell_of(t, row, u->source[block * u->measures + m]) != '\0';
    return any;
}

static int fills_any(const struct table *t, long row, const struct unfold *u)
{
    int any = 0;
    for (int b = 0; b < u->blocks && !any; b++)
        any = fills_block(t, row, u, b);
    return any;
}

/* 1: the row is like one of those that name the columns, as on every page of a listing. */
static int names_again(const struct table *t, long row, const struct unfold *u)
{
    for (long h = u->above; h <= u->header; h++) {
        int same = 1;
        for (int c = 0; c < u->columns && same; c++)
            same = strcmp(cell_of(t, row, c), cell_of(t, h, c)) == 0;
        if (same)
            return 1;
    }
    return 0;
}

/* 1: the column may state its value once for the rows below it (gaps.h). */
static int holds_below(const struct unfold *u, int column)
{
    double unit_s;
    int    field = u->shared[column] ? columns_match(u->shared[column], &unit_s) : -1;
    return field == COLUMNS_DATE || field == COLUMNS_QUEUE;
}

/* held[columns]: what rows stated that this block leaves out, for the next one that does not state it. */
static void hold(const struct table *t, long row, const struct unfold *u, const char **held)
{
    for (int c = 0; c < u->columns; c++)
        if (holds_below(u, c) && *cell_of(t, row, c))
            held[c] = cell_of(t, row, c);
}

static void add_row(struct table *to, const struct table *t, long row, const struct unfold *u, int block, const char **held)
{
    for (int c = 0; c < u->columns; c++) {
        if (u->shared[c])
            add(to, *cell_of(t, row, c) || !held[c] ? cell_of(t, row, c) : held[c]);
        held[c] = NULL;
    }
    add(to, u->block_names[block]);
    for (int m = 0; m < u->measures; m++)
        add(to, cell_of(t, row, u->source[block * u->measures + m]));
    table_end_row(to, table_line(t, row));
}

static int check_width(const struct table *t, long row, const struct unfold *u, struct faults *faults)
{
    int width = table_width(t, row), used = width;
    while (used > u->columns && !*table_text(t, row, used - 1))
        used--;
    if (used <= u->columns && (width >= u->columns || table_is_ragged(t)))
        return 0;
    return faults_add(faults, table_file(t), table_line(t, row), (used > u->columns ? u->columns : width) + 1,
                      "the row has %d cells; want %d as in the header", used, u->columns);
}

enum kind { KIND_NONE, KIND_CONTACTS, KIND_EMPTY, KIND_NAMES, KIND_WORDS };

/* The first cell with text that every block has. */
static const char *first_shared(const struct table *t, long row, const struct unfold *u)
{
    for (int c = 0; c < u->columns; c++)
        if (u->shared[c] && *cell_of(t, row, c))
            return cell_of(t, row, c);
    return "";
}

static enum kind kind_of(const struct table *t, long row, const struct unfold *u)
{
    if (names_again(t, row, u))
        return KIND_NAMES;
    if (fills_any(t, row, u))
        return KIND_CONTACTS;
    const char *first = first_shared(t, row, u);
    return !*first ? KIND_NONE : *first >= '0' && *first <= '9' ? KIND_EMPTY : KIND_WORDS;
}

struct seen { /* of what is passed over: how often, and the line of the first */
    long count, first;
};

static void see(struct seen *s, const struct table *t, long row)
{
    if (s->count++ == 0)
        s->first = table_line(t, row);
}

static void add_blocks(struct table *to, const struct table *t, const struct unfold *u, const unsigned char *kinds,
                       struct seen *empty)
{
    const char **held = xcalloc((size_t)u->columns, sizeof *held);
    for (int b = 0; b < u->blocks; b++) {
        memset(held, 0, (size_t)u->columns * sizeof *held);
        for (long r = u->header + 1; r < t->rows; r++) {
            if (kinds[r] == KIND_CONTACTS && fills_block(t, r, u, b)) {
                add_row(to, t, r, u, b, held);
            } else if (kinds[r] == KIND_CONTACTS || kinds[r] == KIND_EMPTY) {
                see(empty, t, r);
                hold(t, r, u, held);
            }
        }
    }
    free(held);
    for (long r = u->header + 1; r < t->rows; r++)
        if (kinds[r] == KIND_WORDS) {
            add(to, first_shared(t, r, u));
            table_end_row(to, table_line(t, r));
        }
}

int unfold_table(struct table *t, const struct unfold *u, struct layout_notes *notes, struct faults *faults)
{
    struct table   made;
    struct seen    names = {0}, empty = {0};
    int            code = 0;
    unsigned char *kinds = xcalloc((size_t)t->rows, 1);
    table_make_like(&made, t);
    for (long r = 0; r < u->above; r++)
        copy_row(&made, t, r);
    add_header(&made, t, u);
    for (long r = u->header + 1; r < t->rows; r++) {
        kinds[r] = (unsigned char)kind_of(t, r, u);
        if (kinds[r] == KIND_NAMES)
            see(&names, t, r);
        else if (kinds[r] == KIND_CONTACTS && check_width(t, r, u, faults))
            code = -1;
    }
    add_blocks(&made, t, u, kinds, &empty);
    if (names.count)
        layout_note(notes, "headers that stand there again, passed over: %ld (first in line %ld)", names.count, names.first);
    if (empty.count)
        layout_note(notes, "empty cells: %ld (first in line %ld): those intervals are not known, and left out", empty.count, empty.first);
    free(kinds);
    table_free(t);
    *t = made;
    return code;
}
