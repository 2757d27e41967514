/* The numbers of text.h: read strictly, written so that they come back. */
#include "base/text.h"

#include "base/fault.h"
#include <errno.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static int digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Decimal digits seen so far: value = digits * 10^exponent. strtod is given them without a point, because the point it
 * expects depends on the locale. */
struct decimal {
    char     digits[800]; /* enough to round any double rightly: 767 significant digits decide */
    int      count;
    int      exponent;
    int      sticky;      /* a nonzero digit was cut off behind them */
    uint64_t mantissa;    /* the first 18 */
};

static void push(struct decimal *d, char c, int after_point)
{
    if (d->count == 0 && c == '0') {
        d->exponent -= after_point;
        return;
    }
    if (d->count < (int)sizeof d->digits - 16) {
        d->digits[d->count++] = c;
        if (d->count <= 18)
            d->mantissa = d->mantissa * 10 + (uint64_t)(c - '0');
        d->exponent -= after_point;
    } else {
        d->sticky |= c != '0';
        d->exponent += !after_point;
    }
}

/* Up to 15 digits and a power of ten up to 22 are exact doubles, and one division or product rounds once (Clinger 1990);
 * the rest goes to strtod. */
static double decimal_value(struct decimal *d)
{
    static const double powers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                    1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    if (d->count <= 15 && d->exponent >= -22 && d->exponent <= 22)
        return d->exponent < 0 ? (double)d->mantissa / powers[-d->exponent]
                               : (double)d->mantissa * powers[d->exponent];
    int n = d->count;
    if (d->sticky)
        d->digits[n++] = '1', d->exponent--;
    snprintf(d->digits + n, sizeof d->digits - (size_t)n, "e%d", d->exponent);
    return strtod(d->digits, NULL);
}

/* Length of a mark that may only group thousands: space, U+00A0, U+202F, U+2009, apostrophe, U+2019; 0 if none. */
static size_t group_mark(const char *s)
{
    if (*s == ' ' || *s == '\'')
        return 1;
    if (strncmp(s, "\xc2\xa0", 2) == 0)
        return 2;
    if (strncmp(s, "\xe2\x80\xaf", 3) == 0 || strncmp(s, "\xe2\x80\x89", 3) == 0 || strncmp(s, "\xe2\x80\x99", 3) == 0)
        return 3;
    return 0;
}

static int three_digits(const char *s)
{
    return digit(s[0]) && digit(s[1]) && digit(s[2]) && !digit(s[3]);
}

/* Reads the digits before and behind the point. Returns what follows, or NULL when this is no number. */
static const char *read_digits(const char *s, unsigned forms, struct decimal *d)
{
    const char  point = forms & TEXT_DECIMAL_COMMA ? ',' : '.';
    const char  group = forms & TEXT_DECIMAL_COMMA ? '.' : forms & TEXT_THOUSANDS_COMMA ? ',' : '\0';
    const char *start = s, *mark = NULL;
    size_t      mark_length = 0;
    int         any = 0;
    for (;;) {
        if (digit(*s)) {
            push(d, *s++, 0);
            any = 1;
            continue;
        }
        size_t n = *s && *s == group ? 1 : group_mark(s);
        if (!n || !any || !three_digits(s + n))
            break;
        /* one kind of mark in one number, the first after one to three digits */
        if (mark ? n != mark_length || memcmp(s, mark, n) != 0 : s - start > 3 || *start == '0')
            return NULL;
        mark = s, mark_length = n;
        s += n;
    }
    if (*s == point) {
        for (s++; digit(*s); s++)
            push(d, *s, 1), any = 1;
    }
    return any ? s : NULL;
}

static const char *read_exponent(const char *s, struct decimal *d)
{
    const char *p = s + 1;
    int         negative = *p == '-', value = 0;
    if (*p == '-' || *p == '+')
        p++;
    if (!digit(*p))
        return NULL;
    for (; digit(*p); p++)
        value = value < 100000 ? value * 10 + (*p - '0') : value;
    d->exponent += negative ? -value : value;
    return p;
}

static const char *skip_blanks(const char *s)
{
    for (;;) {
        if (*s == ' ' || *s == '\t')
            s++;
        else if (strncmp(s, "\xc2\xa0", 2) == 0)
            s += 2;
        else if (strncmp(s, "\xe2\x80\xaf", 3) == 0 || strncmp(s, "\xe3\x80\x80", 3) == 0)
            s += 3;
        else
            return s;
    }
}

int text_number(const char *s, unsigned forms, double *value)
{
    struct decimal d;
    d.count = d.exponent = d.sticky = 0;
    d.mantissa = 0;
    int percent = 0;
    s = skip_blanks(s);
    int negative = *s == '-';
    if (*s == '-' || *s == '+')
        s++;
    s = read_digits(s, forms, &d);
    if (s && (*s == 'e' || *s == 'E'))
        s = read_exponent(s, &d);
    if (!s)
        return -1;
    s = skip_blanks(s);
    if (forms & TEXT_PERCENT && (*s == '%' || strncmp(s, "\xef\xbc\x85", 3) == 0)) {
        percent = 1;
        s = skip_blanks(s + (*s == '%' ? 1 : 3));
    }
    if (*s)
        return -1;
    if (percent)
        d.exponent -= 2;
    double v = d.count ? decimal_value(&d) : 0;
    if (!isfinite(v))
        return -1;
    *value = negative ? -v : v;
    return 0;
}

int text_integer(const char *s, long long *value)
{
    s = skip_blanks(s);
    const char *p = s + (*s == '-' || *s == '+');
    if (!digit(*p))
        return -1;
    char *end;
    errno = 0;
    long long v = strtoll(s, &end, 10);
    if (errno || *skip_blanks(end))
        return -1;
    *value = v;
    return 0;
}

/* One to `most` digits at *s. Returns how many; *s moves behind them. */
static int read_count(const char **s, int most, long *value)
{
    int n = 0;
    *value = 0;
    for (; digit(**s) && n < most; (*s)++, n++)
        *value = *value * 10 + (**s - '0');
    return n;
}

int text_states_units(const char *s)
{
    return strpbrk(s, ":hHmMsS") || strstr(s, "秒") || strstr(s, "分") || strstr(s, "时") || strstr(s, "時");
}

/* The seconds of the unit at *s, which moves behind it; 0 none. */
static double read_unit(const char **s)
{
    static const struct { const char *name; double seconds; } units[] = {
        {"小时", 3600}, {"小時", 3600}, {"时", 3600}, {"時", 3600}, {"分钟", 60}, {"分鐘", 60}, {"分", 60}, {"秒", 1},
        {"hours", 3600}, {"hour", 3600}, {"hrs", 3600}, {"hr", 3600}, {"h", 3600}, {"mins", 60}, {"min", 60}, {"m", 60},
        {"secs", 1}, {"sec", 1}, {"s", 1}};
    const char *p = skip_blanks(*s);
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (strncasecmp(p, units[i].name, strlen(units[i].name)) == 0) {
            *s = p + strlen(units[i].name);
            return units[i].seconds;
        }
    return 0;
}

/* 4m 01s, 1h 2m, 90s, 4分1秒: each unit smaller than the one before. 0, or -1. */
static int united_duration(const char *p, double *seconds)
{
    double sum = 0, before = 1e9;
    while (*(p = skip_blanks(p))) {
        long   count;
        double unit;
        if (!read_count(&p, 6, &count) || (unit = read_unit(&p)) == 0 || unit >= before)
            return -1;
        sum += (double)count * unit;
        before = unit;
    }
    *seconds = sum;
    return before < 1e9 ? 0 : -1;
}

int text_duration(const char *s, double *seconds)
{
    const char *p = skip_blanks(s);
    long        first, second;
    double      last;
    if (!strchr(p, ':') && text_states_units(p))
        return united_duration(p, seconds);
    if (!strchr(p, ':')) {
        if (text_number(p, TEXT_PLAIN, &last) || last < 0)
            return -1;
        *seconds = last;
        return 0;
    }
    first = 0;
    if ((*p != ':' && !read_count(&p, 9, &first)) || *p++ != ':') /* ":12" is 12 seconds */
        return -1;
    const char *behind = p;
    int         digits = read_count(&p, 2, &second);
    double      before = (double)first * 60;
    if (digits == 2 && *p == ':') {
        if (second > 59)
            return -1;
        before = ((double)first * 60 + (double)second) * 60;
        behind = ++p;
    }
    if (!digit(behind[0]) || !digit(behind[1]) || (behind[2] && behind[2] != '.' && behind[2] != ' ') ||
        text_number(behind, TEXT_PLAIN, &last) || last >= 60)
        return -1;
    *seconds = before + last;
    return 0;
}

enum half_day { HALF_NONE, HALF_AM, HALF_PM, HALF_WRONG };

/* AM, p.m., 上午, 下午 at *s; *s moves behind it. */
static enum half_day read_half_day(const char **s)
{
    const char *p = skip_blanks(*s);
    if (strncmp(p, "上午", 6) == 0 || strncmp(p, "下午", 6) == 0) {
        *s = p + 6;
        return strncmp(p, "上午", 6) == 0 ? HALF_AM : HALF_PM;
    }
    int after_noon = *p == 'p' || *p == 'P';
    if (!after_noon && *p != 'a' && *p != 'A')
        return HALF_NONE;
    p++;
    if (*p == '.')
        p++;
    if (*p != 'm' && *p != 'M')
        return HALF_WRONG;
    p++;
    if (*p == '.')
        p++;
    *s = p;
    return after_noon ? HALF_PM : HALF_AM;
}

/* Between hours and minutes: 8:30, 8：30, 8h30, 8时30分, 8點30分. Its length, 0 none. */
static size_t clock_mark(const char *s)
{
    static const char *const marks[] = {":", "\xef\xbc\x9a", "h", "H", "时", "時", "点", "點"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (strncmp(s, marks[i], strlen(marks[i])) == 0)
            return strlen(marks[i]);
    return 0;
}

int text_clock(const char *s, int *seconds)
{
    const char   *p = skip_blanks(s);
    enum half_day before = read_half_day(&p), behind;
    long          hour, minute, second = 0;
    size_t        mark;
    p = skip_blanks(p);
    if (!read_count(&p, 2, &hour) || !(mark = clock_mark(p)))
        return -1;
    p += mark;
    if (read_count(&p, 2, &minute) != 2 || minute > 59)
        return -1;
    if (*p == ':') {
        p++;
        if (read_count(&p, 2, &second) != 2 || second > 59)
            return -1;
        if (*p == '.' && digit(p[1]))
            p += 1 + strspn(p + 1, "0123456789");
    } else if (strncmp(p, "分", 3) == 0) {
        p += 3;
    }
    behind = read_half_day(&p);
    if (*skip_blanks(p) || (before && behind) || behind == HALF_WRONG)
        return -1;
    if (before || behind) {
        if (before == HALF_WRONG || hour > 12 || (behind && hour < 1))
            return -1;
        hour = hour % 12 + (before + behind == HALF_PM ? 12 : 0);
    }
    *seconds = (int)((hour * 60 + minute) * 60 + second);
    return 0;
}

char *text_range(double low, double high, char *buf, size_t size)
{
    char from[TEXT_NUMBER_SIZE] = "", to[TEXT_NUMBER_SIZE] = "";
    if (isfinite(low) && low != TEXT_ABOVE_0)
        text_format_number(low, from);
    if (isfinite(high) && high != TEXT_BELOW_1)
        text_format_number(high, to);
    if (low == TEXT_ABOVE_0 && high == TEXT_BELOW_1)
        snprintf(buf, size, "a number between 0 and 1");
    else if (low == TEXT_ABOVE_0)
        snprintf(buf, size, *to ? "a number above 0, %s at most" : "a number above 0", to);
    else if (high == TEXT_BELOW_1)
        snprintf(buf, size, "a number from %s to below 1", from);
    else if (*from && *to)
        snprintf(buf, size, low < high ? FAULT_MARK("a number from %s to %s") : "%s", from, to);
    else if (*from)
        snprintf(buf, size, FAULT_MARK("%s or more"), from);
    else
        snprintf(buf, size, *to ? FAULT_MARK("%s or less") : FAULT_MARK("a number"), to);
    return buf;
}
