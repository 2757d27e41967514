/* Times of day and spans of them, as exports write them. */
#include "moment_clock.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DAY_S = CLOCK_DAY_S };

/* What stands between two clock times: - – — ~ ～ 至 到 "to". Length in bytes, 0 none. */
static size_t range_mark(const char *s)
{
    static const char *const marks[] = {"-", "~", "to ", "\xe2\x80\x93", "\xe2\x80\x94", "\xef\xbd\x9e", "至", "到"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (strncmp(s, marks[i], strlen(marks[i])) == 0)
            return strlen(marks[i]);
    return 0;
}

int moment_packed_s(long value)
{
    return value >= 0 && value <= 2400 && value % 100 < 60 ? (int)(value / 100 * 3600 + value % 100 * 60) : -1;
}

/* A time of day that text_clock does not know: 10, 10h, 10时, 8 AM, 8.30, 08.30 Uhr, and in a range 0830. */
static int other_clock(const char *s, int in_range, int *second)
{
    char   clock[32], *behind;
    double share;
    long  hour = strtol(s, &behind, 10), minute = 0;
    int   digits = (int)(behind - s);
    if (!isdigit((unsigned char)*s))
        return -1;
    if (hour == 0 && *behind == '.' && strlen(behind) > 3 && text_number(s, TEXT_PLAIN, &share) == 0) { /* of a day, as spreadsheets count */
        *second = (int)round(share * DAY_S / 60) * 60;
        return 0;
    }
    if (in_range && digits == 4 && !*behind)
        return (*second = moment_packed_s(hour)) < 0 ? -1 : 0;
    if (digits > 2 || hour > 24)
        return -1;
    if (*behind == '.' && isdigit((unsigned char)behind[1]) && isdigit((unsigned char)behind[2]) && behind[1] < '6') {
        minute = (behind[1] - '0') * 10 + (behind[2] - '0');
        behind += 3;
    }
    behind += strspn(behind, " ");
    if ((*behind == 'a' || *behind == 'A' || *behind == 'p' || *behind == 'P') && strlen(behind) < 8) {
        snprintf(clock, sizeof clock, "%ld:%02ld %s", hour, minute, behind);
        return text_clock(clock, second);
    }
    if (*behind && !text_same(behind, "h") && !text_same(behind, "uhr") && strcmp(behind, "时") != 0 && strcmp(behind, "點") != 0 &&
        strcmp(behind, "点") != 0 && strcmp(behind, "時") != 0)
        return -1;
    *second = (int)(hour * 3600 + minute * 60);
    return 0;
}

/* The two ends of a range, mark_length bytes apart at s + n. */
static int read_range(const char *s, size_t n, size_t mark_length, int *start_s, int *end_s)
{
    char part[2][64];
    int *to[2] = {start_s, end_s};
    if (n >= sizeof part[0] || strlen(s + n + mark_length) >= sizeof part[1])
        return -1;
    snprintf(part[0], sizeof part[0], "%.*s", (int)n, s);
    strcpy(part[1], s + n + mark_length);
    for (int i = 0; i < 2; i++) {
        const char *one = text_trim(part[i]);
        if (text_clock(one, to[i]) && other_clock(one, 1, to[i]))
            return -1;
    }
    return 0;
}

int moment_clock(const char *s, int *start_s, int *end_s)
{
    size_t n = 0, mark = 0;
    *end_s = -1;
    if (text_clock(s, start_s) == 0)
        return 0;
    while (s[n] && !(mark = range_mark(s + n)))
        n++;
    if (!mark)
        return other_clock(s, 0, start_s);
    if (read_range(s, n, mark, start_s, end_s))
        return -1;
    /* "09-10" is an hour; other such pairs are days of months */
    return strpbrk(s, ":hHmM.") || n >= 4 || *end_s == *start_s + 3600 || (*start_s == 23 * 3600 && *end_s == 0) ? 0 : -1;
}

int moment_whole_length_s(int64_t length_s)
{
    return (int)((length_s + 60) % 300 == 0 ? length_s + 60 : (length_s + 1) % 60 == 0 ? length_s + 1 : length_s);
}

int moment_length_s(int start_s, int end_s)
{
    if (start_s == end_s)
        return start_s == 0 ? DAY_S : 0;
    return moment_whole_length_s(end_s > start_s ? end_s - start_s : end_s + DAY_S - start_s);
}

int moment_cut_span(const char *s, int bare_dash, size_t *left, const char **right)
{
    static const char *const marks[] = {"/", " - ", " to ", "~", "\xe2\x80\x93", "\xe2\x80\x94", "\xef\xbd\x9e", "至", "到", "-"};
    size_t                   count = sizeof marks / sizeof *marks - !bare_dash;
    const char              *colon = strchr(s, ':');
    if (colon && colon - s >= 3 && colon[-3] == 'T') /* 2026-03-09T02:00-02:30 is ISO 8601: an offset */
        count -= (size_t)bare_dash;
    for (const char *p = colon; p && *p; p++)
        for (size_t i = 0; i < count; i++)
            if (strncmp(p, marks[i], strlen(marks[i])) == 0) {
                *left = (size_t)(p - s);
                *right = p + strlen(marks[i]);
                *right += strspn(*right, " ");
                return 1;
            }
    return 0;
}

int moment_span_s(const char *s, size_t left, const char *right)
{
    const char *colons[2] = {strchr(s, ':'), strchr(right, ':')};
    int         second[2];
    for (int i = 0; i < 2; i++) {
        const char *from = colons[i], *end = i == 0 ? s + left : right + strlen(right);
        char        clock[40];
        while (from && from > (i == 0 ? s : right) && isdigit((unsigned char)from[-1]))
            from--;
        if (!from || end <= from || (size_t)(end - from) >= sizeof clock)
            return -1;
        snprintf(clock, sizeof clock, "%.*s", (int)(end - from), from);
        char *offset = strpbrk(clock, "+-Zz");
        if (offset)
            *offset = '\0';
        if (text_clock(clock, &second[i]))
            return -1;
    }
    return moment_length_s(second[0], second[1]);
}
