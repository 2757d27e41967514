/* What a cell says: numbers, dates, times, choices. How a column writes its numbers and dates is found from all of it. */
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
    return faults_add(faults, t->data->file, table_line(t, row), column + 1, "%s", message);
}

/* The cell for a fault: at most 40 bytes of it, cut between characters. */
static const char *shown(const char *s, char buf[48])
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

static int unreadable(const struct table *t, long row, int column, struct faults *faults, const char *want)
{
    char name[48], cell[48];
    return table_fault(t, row, column, faults, "%s is \"%s\"; want %s", shown(table_header(t, column), name),
                       shown(table_text(t, row, column), cell), want);
}

/* 1 with the cell in *s; 0 when it is empty and may be; -1 with a fault. */
static int filled(const struct table *t, long row, int column, const char **s, const char *want, struct faults *faults)
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
    return table_fault(t, row, column, faults, "%s is empty; want %s", shown(table_header(t, column), name), want);
}

/* --- numbers ------------------------------------------------------------------------------------------------------ */

enum hint { HINT_NONE, HINT_POINT, HINT_COMMA };

/* What one cell tells of the decimal mark of its column: 1.234,5 and 12,5 and 1.234.567 have a decimal comma, 1,234.5 and
 * 12.5 and 1,234,567 a point; 1,234 and 1.234 could be either. */
static enum hint decimal_hint(const char *s)
{
    const char *comma = strchr(s, ','), *point = strchr(s, '.');
    if (!comma && !point)
        return HINT_NONE;
    double ignored;
    if (comma && point)
        return strrchr(s, ',') > strrchr(s, '.') ? (text_number(s, TEXT_DECIMAL_COMMA | TEXT_PERCENT, &ignored) ? HINT_NONE : HINT_COMMA)
                                                 : (text_number(s, TEXT_THOUSANDS_COMMA | TEXT_PERCENT, &ignored) ? HINT_NONE : HINT_POINT);
    /* one kind of mark: as thousands and as decimals; if only one reading works it decides */
    int decimal = text_number(s, (comma ? TEXT_DECIMAL_COMMA : TEXT_PLAIN) | TEXT_PERCENT, &ignored) == 0;
    int thousands = text_number(s, (comma ? TEXT_THOUSANDS_COMMA : TEXT_DECIMAL_COMMA) | TEXT_PERCENT, &ignored) == 0;
    if (decimal == thousands)
        return HINT_NONE;
    return (decimal && comma) || (thousands && point) ? HINT_COMMA : HINT_POINT;
}

static enum table_decimal column_decimal(const struct table *t, int column)
{
    struct table_style *style = &t->data->styles[column];
    if (style->decimal_known || style->decimal != TABLE_DECIMAL_FOUND)
        return style->decimal;
    style->decimal_known = 1;
    for (long r = 0; r < t->rows && style->decimal == TABLE_DECIMAL_FOUND; r++) {
        enum hint hint = decimal_hint(table_cell(t, r, column));
        if (hint != HINT_NONE)
            style->decimal = hint == HINT_COMMA ? TABLE_DECIMAL_COMMA : TABLE_DECIMAL_POINT;
    }
    return style->decimal;
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

static int which_decimal(const struct table *t, long row, int column, struct faults *faults)
{
    char name[48], cell[48];
    return table_fault(t, row, column, faults,
                       "%s is \"%s\", with a comma for thousands or for decimals; write it without, or import it with --decimal point or comma",
                       shown(table_header(t, column), name), shown(table_text(t, row, column), cell));
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
            return unreadable(t, row, column, faults, want);
        return table_fault(t, row, column, faults, "%s is %s; want %s", shown(table_header(t, column), name), shown(s, cell), want);
    }
    return filled(t, row, column, &s, text_range(low, high, want, sizeof want), faults);
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
    snprintf(want, sizeof want, "a whole number%s%s", text_starts(range, "a number") ? "" : ", ",
             text_starts(range, "a number") ? range + strlen("a number") : range);
    int code = filled(t, row, column, &s, want, faults);
    return code <= 0 ? code : unreadable(t, row, column, faults, want);
}

int table_share(const struct table *t, long row, int column, double *share, struct faults *faults)
{
    static const char want[] = "a share from 0 to 1, or a percentage such as 94%";
    const char       *s;
    double            v;
    int               code = filled(t, row, column, &s, want, faults);
    if (code <= 0)
        return code;
    code = cell_number(t, column, s, TEXT_PERCENT, &v);
    if (code > 0)
        return which_decimal(t, row, column, faults);
    if (code < 0 || v < 0 || v > 1)
        return unreadable(t, row, column, faults, want);
    *share = v;
    return 1;
}

int table_duration(const struct table *t, long row, int column, double *seconds, struct faults *faults)
{
    static const char want[] = "a duration such as 0:02:14, 2:14 or 134 (seconds)";
    const char       *s;
    double            v;
    int               code = filled(t, row, column, &s, want, faults);
    if (code <= 0)
        return code;
    if (strchr(s, ':'))
        code = text_duration(s, &v);
    else
        code = cell_number(t, column, s, TEXT_PLAIN, &v);
    if (code > 0)
        return which_decimal(t, row, column, faults);
    if (code < 0 || v < 0)
        return unreadable(t, row, column, faults, want);
    *seconds = v;
    return 1;
}

int table_clock(const struct table *t, long row, int column, int low_s, int high_s, int *seconds, struct faults *faults)
{
    const char *s;
    char        want[80];
    int         v;
    snprintf(want, sizeof want, "a time H:MM from %d:%02d to %d:%02d", low_s / 3600, low_s / 60 % 60, high_s / 3600, high_s / 60 % 60);
    int code = filled(t, row, column, &s, want, faults);
    if (code <= 0)
        return code;
    if (text_clock(s, &v) || v < low_s || v > high_s)
        return unreadable(t, row, column, faults, want);
    *seconds = v;
    return 1;
}

int table_yes(const struct table *t, long row, int column, int *yes, struct faults *faults)
{
    static const char *const words[] = {"no", "yes", "n", "y", "false", "true", "0", "1", "off", "on", "否", "是"};
    const char              *s;
    int                      code = filled(t, row, column, &s, "yes or no", faults);
    if (code <= 0)
        return code;
    for (int i = 0; i < 12; i++)
        if (text_same(s, words[i])) {
            *yes = i % 2;
            return 1;
        }
    return unreadable(t, row, column, faults, "yes or no");
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
    int code = filled(t, row, column, &s, text_string(&want), faults);
    if (code > 0) {
        text_add(&want, text_meant(s, names, n, meant, sizeof meant));
        code = unreadable(t, row, column, faults, text_string(&want));
    }
    text_free(&want);
    return code;
}

/* --- dates -------------------------------------------------------------------------------------------------------- */

struct date_parts {
    int         a, b, year; /* in the order written, or month a and day b when year_first */
    int         year_first;
    char        separator;
    const char *rest;       /* behind the date */
};

static const char *few_digits(const char *s, int most, int *count, int *value)
{
    *value = 0;
    for (*count = 0; *s >= '0' && *s <= '9' && *count < most; s++, (*count)++)
        *value = *value * 10 + (*s - '0');
    return s;
}

/* Skips the mark behind the year, the month or the day of a Chinese date (年 月 日), or the separator itself. */
static const char *pass(const char *s, char separator, const char *chinese)
{
    if (separator)
        return *s == separator ? s + 1 : NULL;
    return text_starts(s, chinese) ? s + strlen(chinese) : NULL;
}

/* Three groups of digits with one separator, the year of four digits first or last. 0, or -1. */
static int date_parts(const char *s, struct date_parts *p)
{
    int first, second, third, n1, n2, n3;
    s = few_digits(s, 4, &n1, &first);
    p->separator = *s == '-' || *s == '/' || *s == '.' ? *s : '\0';
    if (!n1 || (!p->separator && n1 != 4) || !(s = pass(s, p->separator, "年")))
        return -1;
    s = few_digits(s, 2, &n2, &second);
    if (!n2 || !(s = pass(s, p->separator, "月")))
        return -1;
    s = few_digits(s, 4, &n3, &third);
    if (!p->separator && !(s = pass(s, '\0', "日")))
        return -1;
    p->year_first = n1 == 4;
    if (p->year_first ? n3 < 1 || n3 > 2 : n3 != 4 || n1 > 2)
        return -1;
    p->year = p->year_first ? first : third;
    p->a = p->year_first ? second : first;
    p->b = p->year_first ? third : second;
    p->rest = s;
    return 0;
}

/* Looks for cells whose first or second number cannot be a month. Both kinds in one column leave the order unknown. */
static enum table_order column_order(const struct table *t, int column)
{
    struct table_style *style = &t->data->styles[column];
    long               *proof = style->proof;
    if (style->order_known || style->order != TABLE_ORDER_FOUND)
        return style->order;
    style->order_known = 1;
    proof[0] = proof[1] = -1;
    for (long r = 0; r < t->rows && (proof[0] < 0 || proof[1] < 0); r++) {
        struct date_parts p;
        if (date_parts(table_cell(t, r, column), &p) || p.year_first || p.separator == '.')
            continue;
        if (p.a > 12 && p.a <= 31 && p.b <= 12 && proof[0] < 0)
            proof[0] = r;
        if (p.b > 12 && p.b <= 31 && p.a <= 12 && proof[1] < 0)
            proof[1] = r;
    }
    if (proof[0] >= 0 && proof[1] < 0)
        style->order = TABLE_ORDER_DMY;
    if (proof[1] >= 0 && proof[0] < 0)
        style->order = TABLE_ORDER_MDY;
    return style->order;
}

/* Told once a column: the same for every row would bury the other faults. */
static int which_order(const struct table *t, long row, int column, struct faults *faults)
{
    struct table_style *style = &t->data->styles[column];
    const long         *proof = style->proof;
    char                name[48], cell[48], other[48];
    if (style->order_told == faults && faults->total > 0)
        return -1;
    style->order_told = faults;
    shown(table_header(t, column), name);
    if (proof[0] >= 0)
        return table_fault(t, proof[1], column, faults,
                           "%s is \"%s\", but \"%s\" in line %ld: days and months change places; import it with --date-order dmy or mdy", name,
                           shown(table_cell(t, proof[1], column), cell), shown(table_cell(t, proof[0], column), other),
                           table_line(t, proof[0]));
    return table_fault(t, row, column, faults,
                       "%s is \"%s\": day or month first? no row tells; write 2026-03-09, or import it with --date-order dmy or mdy", name,
                       shown(table_cell(t, row, column), cell));
}

static const char want_date[] = "a date such as 2026-03-09";

/* The date at the beginning of a cell; *rest is what follows it. 1, or -1 with a fault. */
static int cell_date(const struct table *t, long row, int column, const char *want, int *day, const char **rest,
                     struct faults *faults)
{
    struct date_parts p;
    if (date_parts(table_cell(t, row, column), &p))
        return unreadable(t, row, column, faults, want);
    int month = p.a, of_month = p.b;
    if (!p.year_first) {
        enum table_order order = p.separator == '.' ? TABLE_ORDER_DMY : column_order(t, column);
        if (order == TABLE_ORDER_FOUND && p.a != p.b)
            return which_order(t, row, column, faults);
        if (order == TABLE_ORDER_DMY)
            month = p.b, of_month = p.a;
    }
    if (!clock_exists(p.year, month, of_month)) {
        char name[48], cell[48];
        return table_fault(t, row, column, faults, "%s is \"%s\": there is no such day", shown(table_header(t, column), name),
                           shown(table_cell(t, row, column), cell));
    }
    *day = clock_day(p.year, month, of_month);
    *rest = p.rest;
    return 1;
}

/* "T07:30:00", " 7:30 AM", "" behind a date; an offset (+02:00, Z) may follow. 0, or -1. */
static int read_time(const char *s, struct clock_time *time)
{
    char   clock[40];
    size_t n = strlen(s);
    if (!*s)
        return 0;
    if ((*s != 'T' && *s != 't' && *s != ' ') || n >= sizeof clock)
        return -1;
    while (*s == ' ' || *s == 'T' || *s == 't')
        s++;
    memcpy(clock, s, strlen(s) + 1);
    char *offset = strpbrk(clock, "+-Zz");
    if (offset) { /* let the ISO reader judge it, behind a date and a time it cannot object to */
        char              iso[64];
        struct clock_time judged;
        snprintf(iso, sizeof iso, "2000-01-01T00:00%s", offset);
        if (clock_time_parse(iso, &judged))
            return -1;
        time->has_offset = 1;
        time->offset_s = judged.offset_s;
        *offset = '\0';
    }
    return text_clock(clock, &time->second) || time->second >= CLOCK_DAY_S ? -1 : 0;
}

int table_date(const struct table *t, long row, int column, int *day, struct faults *faults)
{
    const char       *s, *rest;
    struct clock_time time = {0};
    int               v, code = filled(t, row, column, &s, want_date, faults);
    if (code <= 0)
        return code;
    if (clock_date_parse(s, &v)) {
        code = cell_date(t, row, column, want_date, &v, &rest, faults);
        if (code < 0)
            return code;
        if (read_time(rest, &time) || time.second || time.has_offset)
            return unreadable(t, row, column, faults, want_date);
    }
    *day = v;
    return 1;
}

int table_time(const struct table *t, long row, int column, struct clock_time *time, struct faults *faults)
{
    static const char want[] = "a date and a time from 00:00 to 23:59, such as 2026-03-09 07:30";
    const char       *s, *rest;
    struct clock_time v = {0};
    int               code = filled(t, row, column, &s, want, faults);
    if (code <= 0)
        return code;
    if (clock_time_parse(s, &v)) {
        v = (struct clock_time){0};
        code = cell_date(t, row, column, want, &v.day, &rest, faults);
        if (code < 0)
            return code;
        if (read_time(rest, &v))
            return unreadable(t, row, column, faults, want);
    }
    *time = v;
    return 1;
}
