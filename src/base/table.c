/* Storage, header and columns of a table. */
#include "table_data.h"

#include "base/alloc.h"
#include "base/file.h"
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void table_make(struct table *t, const char *name, const struct table_options *options)
{
    struct table_data *d = xcalloc(1, sizeof *d);
    d->file = xstrdup(name);
    if (options)
        d->options = *options;
    d->options.encoding = NULL; /* of use while reading only; the caller's string may go */
    d->bytes = xgrow(NULL, &d->capacity, 1, 1);
    d->bytes[0] = '\0';
    d->length = 1;
    *t = (struct table){0, 0, d};
}

void table_make_like(struct table *made, const struct table *t)
{
    table_make(made, t->data->file, &t->data->options);
    made->data->delimiter = t->data->delimiter;
    made->data->encoding = t->data->encoding;
    made->data->rearranged = 1;
}

int table_is_ragged(const struct table *t)
{
    return !t->data->full_width;
}

void table_free(struct table *t)
{
    struct table_data *d = t->data;
    if (d) {
        free(d->file);
        free(d->bytes);
        free(d->cells);
        free(d->rows);
        free(d->styles);
        free(d);
    }
    *t = (struct table){0};
}

static size_t blank_before(const char *s, const char *end)
{
    size_t n = (size_t)(end - s);
    if (n >= 1 && (end[-1] == ' ' || end[-1] == '\t' || end[-1] == '\n' || end[-1] == '\r'))
        return 1;
    if (n >= 2 && memcmp(end - 2, "\xc2\xa0", 2) == 0)
        return 2;
    return n >= 3 && memcmp(end - 3, "\xe3\x80\x80", 3) == 0 ? 3 : 0;
}

static size_t blank_at(const char *s, const char *end)
{
    if (s < end && (*s == ' ' || *s == '\t' || *s == '\n' || *s == '\r'))
        return 1;
    if (end - s >= 2 && memcmp(s, "\xc2\xa0", 2) == 0)
        return 2;
    return end - s >= 3 && memcmp(s, "\xe3\x80\x80", 3) == 0 ? 3 : 0;
}

void table_add_cell(struct table *t, const char *text, size_t length)
{
    struct table_data *d = t->data;
    const char        *s = text, *end = text + length;
    size_t             n;
    while ((n = blank_at(s, end)) > 0)
        s += n;
    while ((n = blank_before(s, end)) > 0)
        end -= n;
    length = (size_t)(end - s);
    assert(d->length + length < UINT32_MAX && d->cell_count < UINT32_MAX);
    d->cells = xgrow(d->cells, &d->cell_capacity, d->cell_count + 1, sizeof *d->cells);
    d->cells[d->cell_count++] = length ? (uint32_t)d->length : 0;
    if (length == 0)
        return;
    d->bytes = xgrow(d->bytes, &d->capacity, d->length + length + 1, 1);
    memcpy(d->bytes + d->length, s, length);
    d->length += length;
    d->bytes[d->length++] = '\0';
}

void table_end_row(struct table *t, long line)
{
    struct table_data *d = t->data;
    int                any = 0;
    for (size_t i = d->row_first; i < d->cell_count; i++)
        any |= d->cells[i] != 0;
    if (any) {
        d->rows = xgrow(d->rows, &d->row_capacity, d->row_count + 1, sizeof *d->rows);
        d->rows[d->row_count++] =
            (struct table_row){(uint32_t)d->row_first, (uint32_t)(d->cell_count - d->row_first), (uint32_t)line};
        t->rows = (long)d->row_count - d->head;
    } else {
        d->cell_count = d->row_first;
    }
    d->row_first = d->cell_count;
}

int table_width(const struct table *t, long row)
{
    return (int)t->data->rows[t->data->head + row].width;
}

/* Gives the row its cells anew, behind all others, so that it can be wider. */
static void widen(struct table_data *d, struct table_row *r, uint32_t width)
{
    size_t from = d->cell_count;
    d->cells = xgrow(d->cells, &d->cell_capacity, from + width, sizeof *d->cells);
    memcpy(d->cells + from, d->cells + r->first, r->width * sizeof *d->cells);
    memset(d->cells + from + r->width, 0, (width - r->width) * sizeof *d->cells);
    d->cell_count += width;
    *r = (struct table_row){(uint32_t)from, width, r->line};
}

void table_put(struct table *t, long row, int column, const char *text)
{
    struct table_data *d = t->data;
    struct table_row  *r = &d->rows[d->head + row];
    assert(d->row_first == d->cell_count);
    if ((uint32_t)column >= r->width)
        widen(d, r, (uint32_t)column + 1);
    uint32_t *cell = &d->cells[r->first + (uint32_t)column];
    *cell = 0;
    if (*text) {
        size_t n = strlen(text) + 1;
        d->bytes = xgrow(d->bytes, &d->capacity, d->length + n, 1);
        memcpy(d->bytes + d->length, text, n);
        *cell = (uint32_t)d->length;
        d->length += n;
    }
    d->row_first = d->cell_count;
}

void table_drop_row(struct table *t, long row)
{
    struct table_data *d = t->data;
    struct table_row  *r = d->rows + d->head + row;
    memmove(r, r + 1, (size_t)(t->rows - row - 1) * sizeof *r);
    d->row_count--;
    t->rows--;
}

void table_drop_rows(struct table *t, const unsigned char *drop)
{
    struct table_data *d = t->data;
    struct table_row  *rows = d->rows + d->head;
    long               kept = 0;
    for (long r = 0; r < t->rows; r++)
        if (!drop[r])
            rows[kept++] = rows[r];
    d->row_count -= (size_t)(t->rows - kept);
    t->rows = kept;
}

/* A row must be as wide as the header: a cell too few or too many means that cells have moved under wrong names. */
static int check_width(const struct table *t, long row, struct faults *faults)
{
    int width = table_width(t, row), used = width;
    while (used > t->columns && !*table_cell(t, row, used - 1))
        used--;
    if (used > t->columns)
        return faults_add(faults, t->data->file, table_line(t, row), t->columns + 1,
                          "the row has %d cells; want %d as in the header (quote cells that hold the delimiter)", used,
                          t->columns);
    if (width == 1 && width < t->columns && t->data->full_width)
        return faults_add(faults, t->data->file, table_line(t, row), width + 1, "the row has 1 cell; want %d as in the header",
                          t->columns);
    if (width < t->columns && t->data->full_width)
        return faults_add(faults, t->data->file, table_line(t, row), width + 1, "the row has %d cells; want %d as in the header",
                          width, t->columns);
    return 0;
}

int table_set_header(struct table *t, long row, struct faults *faults)
{
    struct table_data *d = t->data;
    int                code = 0;
    assert(d->head == 0 && row >= 0 && row < t->rows);
    t->columns = table_width(t, row);
    while (t->columns > 1 && !*table_cell(t, row, t->columns - 1))
        t->columns--;
    d->head = row + 1;
    t->rows -= row + 1;
    d->styles = xcalloc((size_t)t->columns, sizeof *d->styles);
    for (int c = 0; c < t->columns; c++)
        d->styles[c] = (struct table_style){.decimal = d->options.decimal, .order = d->options.date_order};
    for (long r = 0; r < t->rows; r++)
        code |= check_width(t, r, faults);
    return code;
}

const char *table_file(const struct table *t)
{
    return t->data->file;
}

char table_delimiter(const struct table *t)
{
    return t->data->delimiter;
}

const char *table_encoding(const struct table *t)
{
    return t->data->encoding;
}

const char *table_header(const struct table *t, int column)
{
    return table_cell(t, -1, column);
}

static long header_line(const struct table *t)
{
    return table_line(t, -1);
}

long table_line(const struct table *t, long row)
{
    return (long)t->data->rows[t->data->head + row].line;
}

/* --- columns ------------------------------------------------------------------------------------------------------ */

/* Place of `header` among the names "a|b|c", 0 first, or -1. */
static int name_rank(const char *names, const char *header)
{
    char name[128];
    for (int rank = 0;; rank++) {
        size_t n = strcspn(names, "|");
        snprintf(name, sizeof name, "%.*s", (int)n, names);
        if (text_same_name(name, header))
            return rank;
        if (!names[n])
            return -1;
        names += n + 1;
    }
}

/* The column of the best-ranked name; *twin another one of the names (of the same name only unless any_twin), or -1. */
static int find_column(const struct table *t, const char *names, int any_twin, int *twin)
{
    int best = -1, best_rank = 0;
    *twin = -1;
    for (int c = 0; c < t->columns; c++) {
        int rank = *table_header(t, c) ? name_rank(names, table_header(t, c)) : -1;
        if (rank < 0)
            continue;
        if (best >= 0 && (any_twin || rank == best_rank))
            *twin = c;
        else if (best < 0 || rank < best_rank)
            best = c, best_rank = rank, *twin = -1;
    }
    return best;
}

int table_find(const struct table *t, const char *names)
{
    int twin;
    return find_column(t, names, 0, &twin);
}

void table_set_need(struct table *t, int column, enum table_need need)
{
    assert(column >= 0 && column < t->columns);
    t->data->styles[column].need = need;
}

static void first_name(const char *names, char *buf, size_t size)
{
    snprintf(buf, size, "%.*s", (int)strcspn(names, "|"), names);
}

static int missing(const struct table *t, const char *names, struct faults *faults)
{
    struct text  there = {0};
    char         name[128], meant[200];
    const char **headers = xcalloc((size_t)t->columns, sizeof *headers);
    first_name(names, name, sizeof name);
    for (int c = 0; c < t->columns; c++) {
        headers[c] = table_header(t, c);
        if (c < 20)
            text_addf(&there, "%s%.40s", c ? ", " : "", headers[c]);
    }
    faults_add(faults, t->data->file, header_line(t), 0, "there is no column %s, only %s%s%s", name, text_string(&there),
               t->columns > 20 ? " ..." : "", text_meant(name, headers, t->columns, meant, sizeof meant));
    text_free(&there);
    free(headers);
    return -1;
}

static int unknown_column(const struct table *t, int column, const struct table_column *specs, int n, struct faults *faults)
{
    int         count = 0;
    char        meant[200], **all = NULL;
    struct text known = {0}, joined = {0};
    for (int i = 0; i < n; i++) {
        char name[128];
        first_name(specs[i].names, name, sizeof name);
        text_addf(&known, "%s%s", i ? ", " : "", name);
        text_addf(&joined, "%s%s", i ? "|" : "", specs[i].names);
    }
    all = text_split(text_string(&joined), "|", &count);
    const char *header = table_header(t, column);
    if (!*header) {
        faults_add(faults, t->data->file, header_line(t), column + 1, "the column has no name; name or remove it");
    } else {
        text_meant(header, (const char *const *)all, count, meant, sizeof meant);
        faults_add(faults, t->data->file, header_line(t), column + 1, "column \"%.60s\" is not known%s%s", header,
                   *meant ? meant : "; known are ", *meant ? "" : text_string(&known));
    }
    text_split_free(all, count);
    text_free(&known);
    text_free(&joined);
    return -1;
}

/* 1: a column without a name and without a cell, as spreadsheets leave beside their tables. */
static int is_blank(const struct table *t, int column)
{
    int blank = !*table_header(t, column);
    for (long r = 0; r < t->rows && blank; r++)
        blank = !*table_cell(t, r, column);
    return blank;
}

int table_columns(struct table *t, const struct table_column *specs, int n, int *index, enum table_unknown unknown,
                  struct faults *faults)
{
    int   code = 0;
    char *taken = xcalloc((size_t)t->columns, 1);
    for (int i = 0; i < n; i++) {
        int twin, c = find_column(t, specs[i].names, unknown == TABLE_STRICT, &twin);
        index[i] = c;
        if (c >= 0) {
            taken[c] = 1;
            t->data->styles[c].need = specs[i].need;
        } else if (specs[i].need == TABLE_COLUMN || specs[i].need == TABLE_FILLED) {
            code = missing(t, specs[i].names, faults);
        }
        if (twin >= 0) {
            taken[twin] = 1;
            code = faults_add(faults, t->data->file, header_line(t), twin + 1, "columns %d and %d (%s, %s) are the same; keep one",
                              c + 1, twin + 1, table_header(t, c), table_header(t, twin));
        }
    }
    for (int c = 0; c < t->columns && unknown == TABLE_STRICT; c++)
        if (!taken[c] && !is_blank(t, c))
            code = unknown_column(t, c, specs, n, faults);
    free(taken);
    return code;
}
