#include "history/header.h"

#include "base/alloc.h"
#include "history/across.h"
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS_MAX = 60, COLUMNS_MOST = 1000, JOINED_MOST = 3, NAME_MOST = 200 };

static int is_mapped(const struct choices *c, const char *header)
{
    for (int m = 0; m < c->map_count; m++)
        if (text_same_name(c->maps[m].column, header))
            return 1;
    return 0;
}

static int is_known(const char *name, const struct choices *c)
{
    double unit;
    return *name && (is_mapped(c, name) || columns_match(name, &unit) >= 0);
}

int header_width(const struct table *t, long header)
{
    int width = table_width(t, header);
    while (width > 0 && !*table_text(t, header, width - 1))
        width--;
    return width;
}

/* Cells of a raw row that are names of columns we know or that were mapped. */
static int score_of(const struct table *t, long row, const struct choices *c)
{
    int score = 0, width = table_width(t, row);
    for (int i = 0; i < width && i < COLUMNS_MOST; i++)
        score += is_known(table_text(t, row, i), c);
    return score;
}

/* The raw row stated, or that has the most names we know; -1 with a fault. */
static long best_row(const struct table *t, const struct choices *c, struct faults *faults)
{
    long best = -1;
    int  best_score = 0;
    for (long r = 0; r < t->rows && (r < ROWS_MAX || c->header_line); r++) {
        if (c->header_line) {
            if (table_line(t, r) == c->header_line)
                return r;
            continue;
        }
        int score = score_of(t, r, c);
        if (score > best_score)
            best = r, best_score = score;
    }
    if (c->header_line)
        return faults_add(faults, table_file(t), c->header_line, 0, "--header: there is no text in this line");
    if (best < 0)
        return faults_add(faults, table_file(t), t->rows ? table_line(t, 0) : 0, 0,
                          "no header found: no row names a column we know (\"offered\", \"Date\", \"呼入量\" ...); say "
                          "which line with "
                          "--header LINE and which columns with --map offered=COLUMN --map start=COLUMN");
    return best;
}

/* --- names over several rows -------------------------------------------------------------------------------------- */

/* 1: a number, a date or a time of day, not a name: nothing but digits and marks, or a clock with AM. */
static int is_datum(const char *cell)
{
    int seconds, digits = 0, letters = 0;
    for (const char *s = cell; *s; s++) {
        digits |= isdigit((unsigned char)*s);
        letters |= isalpha((unsigned char)*s) || (unsigned char)*s >= 0x80;
    }
    return digits && (!letters || text_clock(cell, &seconds) == 0 || strstr(cell, "年") != NULL);
}

/* 1: the row has two names at least, and nothing else. */
static int is_names(const struct table *t, long row)
{
    int filled = 0, width = table_width(t, row);
    for (int i = 0; i < width; i++) {
        const char *cell = table_text(t, row, i);
        if (is_datum(cell))
            return 0;
        filled += strpbrk(cell, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") || (unsigned char)*cell >= 0x80;
    }
    return filled >= 2;
}

static int has_digits(const struct table *t, long row)
{
    int any = 0, width = table_width(t, row);
    for (int i = 0; i < width; i++)
        any |= strpbrk(table_text(t, row, i), "0123456789") != NULL;
    return any;
}

static int same_rows(const struct table *t, long a, long b)
{
    int width = header_width(t, a);
    if (width != header_width(t, b))
        return 0;
    for (int i = 0; i < width; i++)
        if (strcmp(table_text(t, a, i), table_text(t, b, i)) != 0)
            return 0;
    return 1;
}

/* The name of a column from its two cells: together if that is one we know ("Calls" over "Offered"), else the lower, the
 * upper ("Answered" over "number"), or together again. above: the cell itself, or its group's name to the left of it. */
static void join_names(char *name, const char *above, int own, const char *below, const struct choices *c)
{
    char both[NAME_MOST];
    snprintf(both, sizeof both, "%.90s %.90s", above, below);
    const char *best = !*below                              ? (own ? above : "")
                       : !*above                            ? below
                       : is_mapped(c, below)                ? below
                       : is_known(both, c)                  ? both
                       : is_known(below, c)                 ? below
                       : own && is_known(above, c)          ? above
                                                            : both;
    snprintf(name, NAME_MOST, "%.190s", best);
}

struct joined { /* names of the columns, [columns][NAME_MOST] */
    char (*names)[NAME_MOST];
    char (*both)[NAME_MOST]; /* with the group's name */
    int columns;
};

static void make_joined(struct joined *j, const struct table *t, long upper, const struct choices *c)
{
    int         above = table_width(t, upper), below = table_width(t, upper + 1);
    const char *group = "";
    j->columns = above > below ? above : below;
    j->names = xcalloc((size_t)j->columns, sizeof *j->names);
    j->both = xcalloc((size_t)j->columns, sizeof *j->both);
    for (int i = 0; i < j->columns; i++) {
        const char *top = i < above ? table_text(t, upper, i) : "", *low = i < below ? table_text(t, upper + 1, i) : "";
        group = *top ? top : group;
        join_names(j->names[i], group, *top != '\0', low, c);
        snprintf(j->both[i], NAME_MOST, "%.90s%s%.90s", group, *group && *low ? " " : "", low);
    }
    for (int i = 0; i < j->columns; i++) /* "Offered" of voice and of chat: with their groups' names, not to be mixed up */
        for (int k = i + 1; k < j->columns; k++)
            if (*j->names[i] && strcmp(j->names[i], j->names[k]) == 0 && strcmp(j->both[i], j->both[k]) != 0) {
                strcpy(j->names[k], j->both[k]);
                strcpy(j->names[i], j->both[i]);
            }
}

/* 1: row `of` is not what the names are already. */
static int changes(const struct joined *j, const struct table *t, long of)
{
    for (int i = 0; i < j->columns; i++)
        if (strcmp(j->names[i], i < table_width(t, of) ? table_text(t, of, i) : "") != 0)
            return 1;
    return 0;
}

static void note_joined(const struct joined *j, const struct table *t, long upper, struct layout_notes *notes)
{
    struct text list = {0};
    for (int i = 0, n = 0; i < j->columns && n < 20; i++)
        if (*j->names[i])
            text_addf(&list, "%s\"%.40s\"", n++ ? ", " : "", j->names[i]);
    layout_note(notes, "the columns' names stand in lines %ld and %ld and are read together: %s", table_line(t, upper),
                table_line(t, upper + 1), text_string(&list));
    text_free(&list);
}

/* Joins rows upper and upper + 1 into upper where they are names over names. from: the header as it is, one of the two; a
 * row above it that changes nothing is a title. 1 when it did. */
static int join(struct table *t, long upper, long from, const struct choices *c, struct layout_notes *notes)
{
    struct joined j;
    make_joined(&j, t, upper, c);
    int joins = changes(&j, t, from);
    if (joins) {
        note_joined(&j, t, upper, notes);
        for (int i = 0; i < j.columns; i++)
            table_put(t, upper, i, j.names[i]);
        table_drop_row(t, upper + 1);
    }
    free(j.names);
    free(j.both);
    return joins;
}

/* 1: the row below the header goes on naming columns: names, and unless they are known ones no digit in them. */
static int goes_on(const struct table *t, long header, const struct choices *c)
{
    return header + 1 < t->rows && is_names(t, header + 1) && !same_rows(t, header, header + 1) &&
           (!has_digits(t, header + 1) || score_of(t, header + 1, c) >= 2);
}

static const char *first_text(const struct table *t, long row)
{
    int i = 0;
    while (!*table_text(t, row, i))
        i++;
    return table_text(t, row, i);
}

/* Names broken into lines inside their cells. */
static void unbreak(struct table *t, long header)
{
    for (int i = 0; i < table_width(t, header); i++) {
        if (!strpbrk(table_text(t, header, i), "\r\n"))
            continue;
        struct text name = {0};
        for (const char *s = table_text(t, header, i); *s; s++)
            if (*s != '\r')
                text_add_char(&name, (char)(*s == '\n' ? ' ' : *s));
        table_put(t, header, i, text_string(&name));
        text_free(&name);
    }
}

long header_find(struct table *t, const struct choices *c, struct layout_notes *notes, struct faults *faults)
{
    long header = across_days(t, c, notes, faults);
    if (header != ACROSS_NONE)
        return header;
    header = best_row(t, c, faults);
    if (header < 0 || table_width(t, header) > COLUMNS_MOST)
        return header;
    unbreak(t, header);
    for (int up = 1; up >= 0; up--) { /* the header may be the lower or the upper row of names */
        if (header < up || (up ? !is_names(t, header - 1) : !goes_on(t, header, c)))
            continue;
        int queues = across_queues(t, header - up, header - up + 1, c, notes, faults);
        if (queues)
            return queues < 0 ? -1 : header - up;
    }
    int queues = goes_on(t, header, c) ? 0 : across_queues(t, header, header, c, notes, faults);
    if (queues)
        return queues < 0 ? -1 : header;
    for (int rows = 1; rows < JOINED_MOST && goes_on(t, header, c); rows++)
        if (!join(t, header, header, c, notes)) {
            layout_warn(notes, "line %ld below the header is words only and is passed over: \"%.40s\" ...",
                        table_line(t, header + 1), first_text(t, header + 1));
            table_drop_row(t, header + 1);
        }
    if (header > 0 && is_names(t, header - 1) && table_width(t, header - 1) <= COLUMNS_MOST &&
        join(t, header - 1, header, c, notes))
        header--;
    return header;
}
