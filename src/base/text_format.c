/* Numbers of text.h as text, the same in every locale. */
#include "base/text.h"

#include <assert.h>
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The significant digits of a positive value and its decimal exponent (of the first digit), fewest that read back the
 * same. %e prints the locale's point, which is left out here; strtod gets the digits without one. */
static int shortest_digits(double value, char digits[20], int *exponent)
{
    for (int precision = value < DBL_MIN ? 0 : 14;; precision++) { /* subnormals have fewer digits */
        char raw[40], again[40];
        int  n = 0;
        snprintf(raw, sizeof raw, "%.*e", precision, value);
        const char *p = raw;
        for (; *p != 'e'; p++)
            if (*p >= '0' && *p <= '9')
                digits[n++] = *p;
        *exponent = atoi(p + 1);
        digits[n] = '\0';
        snprintf(again, sizeof again, "%se%d", digits, *exponent - precision);
        if (precision < 16 && strtod(again, NULL) != value)
            continue;
        while (n > 1 && digits[n - 1] == '0')
            n--;
        digits[n] = '\0';
        return n;
    }
}

/* n >= 0 as decimal digits, without terminator; returns what follows them. */
static char *put_integer(char *to, long long n)
{
    char digits[20], *s = digits + sizeof digits;
    do
        *--s = (char)('0' + n % 10);
    while ((n /= 10) > 0);
    size_t length = (size_t)(digits + sizeof digits - s);
    memcpy(to, s, length);
    return to + length;
}

/* Up to 15 digits of which at most 6 stand behind the point, as nearly all numbers are: at most one such decimal reads back
 * as the value, and dividing two exact doubles rounds as reading it would. 0, or -1 when there is none. */
static int format_short(double value, char *buf)
{
    long long millionths = llround(fabs(value) * 1e6), whole = millionths / 1000000, part = millionths % 1000000;
    if ((double)millionths / 1e6 != fabs(value))
        return -1;
    if (value < 0)
        *buf++ = '-';
    buf = put_integer(buf, whole);
    if (part) {
        *buf++ = '.';
        for (long long unit = 100000; part > 0; part %= unit, unit /= 10)
            *buf++ = (char)('0' + part / unit);
    }
    *buf = '\0';
    return 0;
}

char *text_format_number(double value, char buf[TEXT_NUMBER_SIZE])
{
    assert(isfinite(value));
    if (fabs(value) < 1e9 && format_short(value, buf) == 0)
        return buf;
    if (fabs(value) < 1e15 && value == floor(value)) {
        snprintf(buf, TEXT_NUMBER_SIZE, "%lld", (long long)value);
        return buf;
    }
    char  digits[20], *to = buf;
    int   exponent, n = shortest_digits(fabs(value), digits, &exponent);
    if (value < 0)
        *to++ = '-';
    if (exponent < -5 || exponent >= 17) {
        *to++ = digits[0];
        if (n > 1)
            *to++ = '.';
        memcpy(to, digits + 1, (size_t)n - 1);
        to += n - 1;
        snprintf(to, 8, "e%+03d", exponent);
        return buf;
    }
    for (int place = exponent < 0 ? 0 : exponent, i = exponent < 0 ? exponent : 0; place >= 0 || i < n; place--, i++) {
        if (place == -1)
            *to++ = '.';
        *to++ = i >= 0 && i < n ? digits[i] : '0';
    }
    *to = '\0';
    return buf;
}

char *text_format_fixed(double value, int decimals, char buf[TEXT_NUMBER_SIZE])
{
    assert(isfinite(value) && decimals >= 0 && decimals <= 9);
    if (fabs(value) >= 1e15)
        return text_format_number(value, buf);
    char raw[64], *to = buf;
    snprintf(raw, sizeof raw, "%.*f", decimals, fabs(value));
    size_t whole = strspn(raw, "0123456789"), length = strlen(raw);
    if (value < 0 && strpbrk(raw, "123456789"))
        *to++ = '-';
    memcpy(to, raw, whole);
    to += whole;
    if (decimals) {
        *to++ = '.';
        memcpy(to, raw + length - decimals, (size_t)decimals);
        to += decimals;
    }
    *to = '\0';
    return buf;
}

char *text_format_duration(double seconds, char buf[TEXT_NUMBER_SIZE])
{
    assert(seconds >= 0 && seconds < 1e15);
    long long s = llround(seconds);
    snprintf(buf, TEXT_NUMBER_SIZE, "%lld:%02d:%02d", s / 3600, (int)(s / 60 % 60), (int)(s % 60));
    return buf;
}

void text_add_number(struct text *t, double value)
{
    char buf[TEXT_NUMBER_SIZE];
    text_add(t, text_format_number(value, buf));
}

void text_add_fixed(struct text *t, double value, int decimals)
{
    char buf[TEXT_NUMBER_SIZE];
    text_add(t, text_format_fixed(value, decimals, buf));
}
