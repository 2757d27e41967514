/* Dates and times as cells have them. Whether the day or the month comes first is found from the whole column. */
#include "table_data.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

struct date_parts {
    int         a, b, year; /* in the order written, or month a and day b when year_first */
    int         year_first; /* 1: nothing is left open */
    int         short_year; /* 1: two digits (or one: then it is none), behind the others */
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

/* 26 is 2026, 85 is 1985; a single digit is no year at all, and year 0 tells. */
static int whole_year(int year, int digits)
{
    if (digits == 1)
        return 0;
    return digits > 2 ? year : year < 70 ? 2000 + year : 1900 + year;
}

/* Three groups of digits with one separator, the year first or last. 0, or -1. */
static int number_parts(const char *s, struct date_parts *p)
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
    p->short_year = n1 <= 2 && n3 <= 2;
    if (p->year_first ? n3 < 1 || n3 > 2 : n1 > 2 || n3 == 0 || n3 == 3)
        return -1;
    p->year = p->year_first ? first : whole_year(third, n3);
    p->a = p->year_first ? second : first;
    p->b = p->year_first ? third : second;
    p->rest = s;
    return 0;
}

/* 20260309. 0, or -1. */
static int packed_parts(const char *s, struct date_parts *p)
{
    if (strspn(s, "0123456789") != 8)
        return -1;
    int n;
    s = few_digits(s, 4, &n, &p->year);
    s = few_digits(s, 2, &n, &p->a);
    p->rest = few_digits(s, 2, &n, &p->b);
    p->year_first = 1;
    return 0;
}

/* The letters at s; 0 none. */
static size_t word_length(const char *s)
{
    size_t n = 0;
    while ((s[n] >= 'a' && s[n] <= 'z') || (s[n] >= 'A' && s[n] <= 'Z'))
        n++;
    return n;
}

/* 1 to 12 for Mar, March, Sept; 0. */
static int month_of(const char *s, size_t n)
{
    static const char *const names[] = {"january", "february", "march",     "april",   "may",      "june",
                                        "july",    "august",   "september", "october", "november", "december"};
    for (int m = 0; n >= 3 && m < 12; m++)
        if (n <= strlen(names[m]) && strncasecmp(s, names[m], n) == 0)
            return m + 1;
    return 0;
}

static const char *skip_ordinal(const char *s)
{
    static const char *const ends[] = {"st", "nd", "rd", "th"};
    size_t                   n = word_length(s);
    for (int i = 0; i < 4 && n == 2; i++)
        if (strncasecmp(s, ends[i], 2) == 0)
            return s + 2;
    return s;
}

/* 02-Mar-26, 2 March 2026, Mar 2, 2026, 2026-Mar-02: the month by its English name. 0, or -1. */
static int named_parts(const char *s, struct date_parts *p)
{
    int number[2], digits[2], count = 0, month = 0, month_at = -1;
    for (int part = 0; part < 3; part++) {
        size_t n = word_length(s);
        if (n > 0) {
            if (month || part == 2 || !(month = month_of(s, n)))
                return -1;
            month_at = part;
            s += n;
        } else {
            if (count == 2)
                return -1;
            s = few_digits(s, 4, &digits[count], &number[count]);
            if (digits[count++] == 0)
                return -1;
            if (part < 2)
                s = skip_ordinal(s);
        }
        if (part < 2)
            s += strspn(s, " -/.,");
    }
    int year = month_at == 1 && digits[0] == 4 ? 0 : 1;
    if (!month || digits[1 - year] > 2 || (digits[year] != 4 && (digits[year] != 2 || year == 0)) || *s == ':')
        return -1;
    p->year = whole_year(number[year], digits[year]);
    p->a = month;
    p->b = number[1 - year];
    p->year_first = 1;
    p->rest = s;
    return 0;
}

/* Behind "Mon ", "Monday, ", "星期一 "; s itself when it begins with no weekday. */
static const char *skip_weekday(const char *s)
{
    char   name[16];
    size_t n = strcspn(s, " ,.");
    if (n == 0 || n >= sizeof name || (*s >= '0' && *s <= '9') || !s[n])
        return s;
    memcpy(name, s, n);
    name[n] = '\0';
    return clock_weekday_parse(name) < 0 ? s : s + n + strspn(s + n, " ,.");
}

static int date_parts(const char *s, struct date_parts *p)
{
    *p = (struct date_parts){0};
    s = skip_weekday(s);
    return number_parts(s, p) && packed_parts(s, p) && named_parts(s, p) ? -1 : 0;
}

/* Looks for cells whose first or second number cannot be a month. Both kinds in one column leave the order unknown. Where
 * years have two digits, the last numbers must be years: within a few of each other. */
static enum table_order column_order(const struct table *t, int column)
{
    enum { YEARS_MOST = 5 };
    struct table_style *style = &t->data->styles[column];
    long               *proof = style->proof;
    int                 low = 9999, high = 0;
    if (style->order_known)
        return style->order;
    style->order_known = 1;
    proof[0] = proof[1] = -1;
    for (long r = 0; r < t->rows; r++) {
        struct date_parts p;
        if (date_parts(table_cell(t, r, column), &p) || p.year_first)
            continue;
        if (p.short_year && p.separator != '.') { /* year 0 makes the span too wide, as it should */
            low = p.year < low ? p.year : low;
            high = p.year > high ? p.year : high;
        }
        if (p.separator == '.')
            continue;
        if (p.a > 12 && p.a <= 31 && p.b <= 12 && proof[0] < 0)
            proof[0] = r;
        if (p.b > 12 && p.b <= 31 && p.a <= 12 && proof[1] < 0)
            proof[1] = r;
    }
    style->short_years = high - low > YEARS_MOST;
    if (style->order == TABLE_ORDER_FOUND && proof[0] >= 0 && proof[1] < 0)
        style->order = TABLE_ORDER_DMY;
    if (style->order == TABLE_ORDER_FOUND && proof[1] >= 0 && proof[0] < 0)
        style->order = TABLE_ORDER_MDY;
    return style->order;
}

enum table_order table_date_order(const struct table *t, int column)
{
    const struct table_style *style = &t->data->styles[column];
    return style->order_known ? style->order : TABLE_ORDER_FOUND;
}

/* Told once a column: the same for every row would bury the other faults. */
static int which_order(const struct table *t, long row, int column, int known_year, struct faults *faults)
{
    struct table_style *style = &t->data->styles[column];
    const long         *proof = style->proof;
    char                name[48], cell[48], other[48];
    if (style->order_told == faults && faults->total > 0)
        return -1;
    style->order_told = faults;
    table_shown(table_header(t, column), name);
    if (style->short_years || !known_year)
        return table_fault(t, row, column, faults, "%s is \"%s\": which number is the year? write it with four digits", name,
                           table_shown(table_cell(t, row, column), cell));
    if (proof[0] >= 0)
        return table_fault(t, proof[1], column, faults,
                           "%s is \"%s\", but \"%s\" in line %ld: days and months change places; import it with --date-order dmy or mdy", name,
                           table_shown(table_cell(t, proof[1], column), cell), table_shown(table_cell(t, proof[0], column), other),
                           table_line(t, proof[0]));
    return table_fault(t, row, column, faults,
                       "%s is \"%s\": day or month first? no row tells; write 2026-03-09, or import it with --date-order dmy or mdy", name,
                       table_shown(table_cell(t, row, column), cell));
}

static const char want_date[] = FAULT_MARK("a date such as 2026-03-09");

/* The date at the beginning of s, which a cell begins with; *rest is what follows it. 1, or -1 with a fault. */
static int read_date(const struct table *t, long row, int column, const char *s, const char *want, int *day, const char **rest,
                     struct faults *faults)
{
    struct date_parts p;
    if (date_parts(s, &p))
        return table_unreadable(t, row, column, faults, want);
    int month = p.a, of_month = p.b;
    if (!p.year_first) {
        enum table_order order = column_order(t, column);
        if (p.separator == '.' && p.year)
            order = TABLE_ORDER_DMY;
        else if ((order == TABLE_ORDER_FOUND && p.a != p.b) || (p.short_year && (!p.year || t->data->styles[column].short_years)))
            return which_order(t, row, column, p.year > 0, faults);
        if (order == TABLE_ORDER_DMY)
            month = p.b, of_month = p.a;
    }
    if (!clock_exists(p.year, month, of_month)) {
        char name[48], cell[48];
        return table_fault(t, row, column, faults, "%s is \"%s\": there is no such day", table_shown(table_header(t, column), name),
                           table_shown(table_cell(t, row, column), cell));
    }
    *day = clock_day(p.year, month, of_month);
    *rest = p.rest;
    return 1;
}

/* Behind a date: its weekday, as in "2026/3/9 星期一" or "09/03/2026 (Mon)", and blanks and a comma before a time. */
static const char *skip_behind_date(const char *s)
{
    char        name[16];
    const char *word = s + strspn(s, " ,(");
    size_t      n = strcspn(word, " ,)");
    if (word > s && n > 0 && n < sizeof name) {
        memcpy(name, word, n);
        name[n] = '\0';
        if (clock_weekday_parse(name) >= 0)
            s = word + n + (word[n] == ')');
    }
    return *s == ',' ? s + 1 : s;
}

/* "T07:30:00", " 7:30 AM", "" behind a date; an offset (+02:00, Z) may follow. 0, or -1. */
static int read_time(const char *s, struct clock_time *time)
{
    char clock[48];
    s = skip_behind_date(s);
    if (!*s)
        return 0;
    if ((*s != 'T' && *s != 't' && *s != ' ') || strlen(s) >= sizeof clock)
        return -1;
    while (*s == ' ' || *s == 'T' || *s == 't')
        s++;
    memcpy(clock, s, strlen(s) + 1);
    char *offset = strpbrk(clock, "+-Zz");
    if (offset) { /* let the ISO reader judge it, behind a date and a time it cannot object to */
        char              iso[80];
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
    int               v, code = table_filled(t, row, column, &s, want_date, faults);
    if (code <= 0)
        return code;
    if (clock_date_parse(s, &v)) {
        code = read_date(t, row, column, s, want_date, &v, &rest, faults);
        if (code < 0)
            return code;
        if (read_time(rest, &time) || time.second || time.has_offset)
            return table_unreadable(t, row, column, faults, want_date);
    }
    *day = v;
    return 1;
}

static const char want_time[] = FAULT_MARK("a date and a time from 00:00 to 23:59, such as 2026-03-09 07:30");

/* s is the cell, or its beginning. 1, or -1 with a fault. */
static int read_moment(const struct table *t, long row, int column, const char *s, struct clock_time *time, struct faults *faults)
{
    struct clock_time v = {0};
    const char       *rest;
    if (clock_time_parse(s, &v)) {
        v = (struct clock_time){0};
        if (read_date(t, row, column, s, want_time, &v.day, &rest, faults) < 0)
            return -1;
        if (read_time(rest, &v))
            return table_unreadable(t, row, column, faults, want_time);
    }
    *time = v;
    return 1;
}

int table_time(const struct table *t, long row, int column, struct clock_time *time, struct faults *faults)
{
    const char *s;
    int         code = table_filled(t, row, column, &s, want_time, faults);
    return code <= 0 ? code : read_moment(t, row, column, s, time, faults);
}

int table_time_begin(const struct table *t, long row, int column, size_t length, struct clock_time *time, struct faults *faults)
{
    char        begin[64];
    const char *s = table_cell(t, row, column);
    if (length >= sizeof begin || length > strlen(s))
        return table_unreadable(t, row, column, faults, want_time);
    memcpy(begin, s, length);
    begin[length] = '\0';
    return read_moment(t, row, column, text_trim(begin), time, faults);
}
