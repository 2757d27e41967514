/* What a cell says: numbers, durations, choices. How a column writes its numbers is found from all of it, else from the
 * whole file. */
#include "table_data.h"

#include <assert.h>
#include <float.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

const char *table_text(const struct table *t, long row, int column)
{
    assert(row >= -1 && row < t->rows);
    return column < 0 ? "" : text_from_cell(table_cell(t, row, column));
}

int table_fault(const struct table *t, long row, int column, struct faults *faults, const char *format, ...)
{
    char    message[sizeof faults->items[0].message];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    return faults_add(faults, t->data->file, table_line(t, row), t->data->rearranged ? 0 : column + 1, "%s", message);
}

const char *table_shown(const char *s, char buf[48])
{
    size_t n = strlen(s);
    if (n <= 40)
        return memcpy(buf, s, n + 1);
    for (n = 37; n > 0 && ((unsigned char)s[n] & 0xc0) == 0x80; n--)
        ;
    memcpy(buf, s, n);
    strcpy(buf + n, "...");
    return buf;
}

int table_unreadable(const struct table *t, long row, int column, struct faults *faults, const char *want)
{
    char name[48], cell[48];
    return table_fault(t, row, column, faults, "%s is \"%s\"; want %s", table_shown(table_header(t, column), name),
                       table_shown(table_text(t, row, column), cell), want);
}

int table_filled(const struct table *t, long row, int column, const char **s, const char *want, struct faults *faults)
{
    if (column < 0)
        return 0;
    *s = table_cell(t, row, column);
    if (**s)
        return 1;
    enum table_need need = t->data->styles[column].need;
    char            name[48];
    if (need != TABLE_FILLED && need != TABLE_IF_FILLED)
        return 0;
    return table_fault(t, row, column, faults, "%s is empty; want %s", table_shown(table_header(t, column), name), want);
}

/* --- numbers ------------------------------------------------------------------------------------------------------ */

enum hint { HINT_NONE, HINT_POINT, HINT_COMMA, HINT_EITHER, HINT_WORD };

/* What one cell tells of the decimal mark of its column: 1.234,5 and 12,5 and 1.234.567 have a decimal comma, 1,234.5 and
 * 12.5 and 1,234,567 a point; 1,234 and 1.234 could be either; 12:30:00,5 and 9.3.2026 are words with marks in them. */
static enum hint decimal_hint(const char *s)
{
    const char *comma = strchr(s, ','), *point = strchr(s, '.');
    if (!comma && !point)
        return HINT_NONE;
    double ignored;
    if (comma && point)
        return strrchr(s, ',') > strrchr(s, '.') ? (text_number(s, TEXT_DECIMAL_COMMA | TEXT_PERCENT, &ignored) ? HINT_WORD : HINT_COMMA)
                                                 : (text_number(s, TEXT_THOUSANDS_COMMA | TEXT_PERCENT, &ignored) ? HINT_WORD : HINT_POINT);
    /* one kind of mark: as thousands and as decimals; if only one reading works it decides */
    int decimal = text_number(s, (comma ? TEXT_DECIMAL_COMMA : TEXT_PLAIN) | TEXT_PERCENT, &ignored) == 0;
    int thousands = text_number(s, (comma ? TEXT_THOUSANDS_COMMA : TEXT_DECIMAL_COMMA) | TEXT_PERCENT, &ignored) == 0;
    if (decimal == thousands)
        return decimal ? HINT_EITHER : HINT_WORD;
    return (decimal && comma) || (thousands && point) ? HINT_COMMA : HINT_POINT;
}

static enum table_decimal decimal_of(enum hint hint)
{
    return hint == HINT_COMMA ? TABLE_DECIMAL_COMMA : hint == HINT_POINT ? TABLE_DECIMAL_POINT : TABLE_DECIMAL_FOUND;
}

/* What a column tells for the others: nothing if it has words with marks, such as lists ("8,9" beside "7,8,9"). */
static enum table_decimal column_evidence(const struct table *t, int column)
{
    enum table_decimal found = TABLE_DECIMAL_FOUND;
    for (long r = 0; r < t->rows && !t->data->styles[column].words; r++) {
        enum hint hint = decimal_hint(table_cell(t, r, column));
        if (hint == HINT_WORD)
            return TABLE_DECIMAL_FOUND;
        if (found == TABLE_DECIMAL_FOUND)
            found = decimal_of(hint);
        else if (decimal_of(hint) != TABLE_DECIMAL_FOUND && decimal_of(hint) != found)
            return TABLE_DECIMAL_FOUND;
    }
    return found;
}

/* What the columns agree on; FOUND when none tells or two differ. *witness: a column that tells. */
static enum table_decimal file_decimal(const struct table *t, int *witness)
{
    struct table_data *d = t->data;
    for (int c = 0; c < t->columns && !d->decimal_known; c++) {
        enum table_decimal one = column_evidence(t, c);
        if (one == TABLE_DECIMAL_FOUND)
            continue;
        if (d->decimal == TABLE_DECIMAL_FOUND)
            d->decimal = one, d->decimal_witness = c;
        else if (d->decimal != one)
            d->decimal = TABLE_DECIMAL_FOUND, d->decimal_known = 1;
    }
    d->decimal_known = 1;
    *witness = d->decimal_witness;
    return d->decimal;
}

static enum table_decimal column_decimal(const struct table *t, int column)
{
    struct table_style *style = &t->data->styles[column];
    if (style->decimal_known || style->decimal != TABLE_DECIMAL_FOUND)
        return style->decimal;
    style->decimal_known = 1;
    style->decimal_witness = column;
    style->either = -1;
    for (long r = 0; r < t->rows && style->decimal == TABLE_DECIMAL_FOUND; r++) {
        enum hint hint = decimal_hint(table_cell(t, r, column));
        style->decimal = decimal_of(hint);
        if (hint == HINT_EITHER && style->either < 0)
            style->either = r;
    }
    if (style->decimal == TABLE_DECIMAL_FOUND && style->either >= 0)
        style->decimal = file_decimal(t, &style->decimal_witness);
    return style->decimal;
}

enum table_decimal table_decimal(const struct table *t, int column, long *either, int *witness)
{
    const struct table_style *style = &t->data->styles[column];
    enum table_decimal        decimal = column_decimal(t, column);
    *either = style->decimal_known ? style->either : -1;
    *witness = style->decimal_known && decimal != TABLE_DECIMAL_FOUND ? style->decimal_witness : -1;
    return decimal;
}

void table_set_decimal(struct table *t, int column, enum table_decimal decimal)
{
    t->data->styles[column].decimal = decimal;
}

void table_set_words(struct table *t, int column)
{
    t->data->styles[column].words = 1;
}

/* 0; 1 when the cell is 1,234 in a column that does not tell whether it is 1234 or 1.234; -1 when it is no number. */
static int cell_number(const struct table *t, int column, const char *s, unsigned forms, double *value)
{
    if (!strpbrk(s, ".,"))
        return text_number(s, forms, value);
    switch (column_decimal(t, column)) {
    case TABLE_DECIMAL_COMMA:
        return text_number(s, forms | TEXT_DECIMAL_COMMA, value);
    case TABLE_DECIMAL_POINT:
        return text_number(s, forms | TEXT_THOUSANDS_COMMA, value);
    case TABLE_DECIMAL_FOUND:
        break;
    }
    if (text_number(s, forms, value) == 0)
        return 0;
    return text_number(s, forms | TEXT_THOUSANDS_COMMA, value) == 0 ? 1 : -1;
}

/* Told once a column: the same for every row would bury the other faults. */
static int which_decimal(const struct table *t, long row, int column, struct faults *faults)
{
    struct table_style *style = &t->data->styles[column];
    char                name[48], cell[48];
    if (style->decimal_told == faults && faults->total > 0)
        return -1;
    style->decimal_told = faults;
    return table_fault(t, row, column, faults,
                       "%s is \"%s\", with a comma for thousands or for decimals; write it without, or import it with --decimal point or comma",
                       table_shown(table_header(t, column), name), table_shown(table_text(t, row, column), cell));
}

int table_number(const struct table *t, long row, int column, double low, double high, double *value, struct faults *faults)
{
    const char *s;
    char        want[80], name[48], cell[48];
    double      v = 0;
    int         there = column < 0 ? 0 : 1;
    /* the usual first: bounds are put into words only for a fault */
    if (there && *(s = table_cell(t, row, column))) {
        int code = cell_number(t, column, s, TEXT_PLAIN, &v);
        if (code == 0 && v >= low && v <= high) {
            *value = v;
            return 1;
        }
        if (code > 0)
            return which_decimal(t, row, column, faults);
        text_range(low, high, want, sizeof want);
        if (code < 0)
            return table_unreadable(t, row, column, faults, want);
        return table_fault(t, row, column, faults, "%s is %s; want %s", table_shown(table_header(t, column), name), table_shown(s, cell), want);
    }
    return table_filled(t, row, column, &s, text_range(low, high, want, sizeof want), faults);
}

int table_integer(const struct table *t, long row, int column, int low, int high, int *value, struct faults *faults)
{
    const char *s;
    char        range[80], want[100];
    double      v;
    if (column >= 0 && *(s = table_cell(t, row, column)) && cell_number(t, column, s, TEXT_PLAIN, &v) >= 0 && v >= low &&
        v <= high && v == floor(v)) { /* a comma before three digits can only group thousands here */
        *value = (int)v;
        return 1;
    }
    text_range(low, high, range, sizeof range);
    snprintf(want, sizeof want, FAULT_MARK("a whole number%s%s"), text_starts(range, "a number") ? "" : ", ",
             text_starts(range, "a number") ? range + strlen("a number") : range);
    int code = table_filled(t, row, column, &s, want, faults);
    return code <= 0 ? code : table_unreadable(t, row, column, faults, want);
}

int table_share(const struct table *t, long row, int column, double *share, struct faults *faults)
{
    static const char want[] = FAULT_MARK("a share from 0 to 1, or a percentage such as 94%");
    const char       *s;
    double            v;
    int               code = table_filled(t, row, column, &s, want, faults);
    if (code <= 0)
        return code;
    code = cell_number(t, column, s, TEXT_PERCENT, &v);
    if (code > 0)
        return which_decimal(t, row, column, faults);
    if (code < 0 || v < 0 || v > 1)
        return table_unreadable(t, row, column, faults, want);
    *share = v;
    return 1;
}

int table_duration(const struct table *t, long row, int column, double *seconds, struct faults *faults)
{
    static const char want[] = FAULT_MARK("a duration such as 0:02:14, 2:14 or 134 (seconds)");
    const char       *s;
    double            v;
    int               code = table_filled(t, row, column, &s, want, faults);
    if (code <= 0)
        return code;
    if (text_states_units(s))
        code = text_duration(s, &v);
    else
        code = cell_number(t, column, s, TEXT_PLAIN, &v);
    if (code > 0)
        return which_decimal(t, row, column, faults);
    if (code < 0 || v < 0 || v > TABLE_DURATION_MOST)
        return table_unreadable(t, row, column, faults, want);
    *seconds = v;
    return 1;
}

int table_clock(const struct table *t, long row, int column, int low_s, int high_s, int *seconds, struct faults *faults)
{
    const char *s;
    char        want[80];
    int         v;
    snprintf(want, sizeof want, "a time H:MM from %d:%02d to %d:%02d", low_s / 3600, low_s / 60 % 60, high_s / 3600, high_s / 60 % 60);
    int code = table_filled(t, row, column, &s, want, faults);
    if (code <= 0)
        return code;
    if (text_clock(s, &v) || v < low_s || v > high_s)
        return table_unreadable(t, row, column, faults, want);
    *seconds = v;
    return 1;
}

int table_yes(const struct table *t, long row, int column, int *yes, struct faults *faults)
{
    static const char *const words[] = {"no", "yes", "n", "y", "false", "true", "0", "1", "off", "on", "否", "是"};
    const char              *s;
    int                      code = table_filled(t, row, column, &s, "yes or no", faults);
    if (code <= 0)
        return code;
    for (int i = 0; i < 12; i++)
        if (text_same(s, words[i])) {
            *yes = i % 2;
            return 1;
        }
    return table_unreadable(t, row, column, faults, "yes or no");
}

int table_choice(const struct table *t, long row, int column, const char *const *names, int n, int *index, struct faults *faults)
{
    const char *s;
    char        meant[80];
    struct text want = {0};
    if (column >= 0 && *(s = table_cell(t, row, column)))
        for (int i = 0; i < n; i++)
            if (text_same_name(s, names[i])) {
                *index = i;
                return 1;
            }
    for (int i = 0; i < n; i++)
        text_addf(&want, "%s%s", i == 0 ? "" : i == n - 1 ? " or " : ", ", names[i]);
    int code = table_filled(t, row, column, &s, text_string(&want), faults);
    if (code > 0) {
        text_add(&want, text_meant(s, names, n, meant, sizeof meant));
        code = table_unreadable(t, row, column, faults, text_string(&want));
    }
    text_free(&want);
    return code;
}
