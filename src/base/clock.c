#include "base/clock.h"

#include "base/text.h"
#include <assert.h>
#include <stdio.h>
#include <string.h>

const char *const clock_weekday_names[7] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

static int month_length(int year, int month)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int              leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return lengths[month - 1] + (month == 2 && leap);
}

int clock_exists(int year, int month, int day)
{
    return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= month_length(year, month);
}

/* Years are counted from 1 March, so that the leap day is the last of its year and the days before month m (0 = March)
 * are (153 m + 2) / 5 (H. Hinnant, chrono-compatible low-level date algorithms). 719468 days lie between 0000-03-01 and
 * 1970-01-01; 146097 days make 400 years. */
int clock_day(int year, int month, int day)
{
    assert(clock_exists(year, month, day));
    int y = month <= 2 ? year - 1 : year, m = (month + 9) % 12;
    return y * 365 + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 1 - 719468;
}

void clock_civil(int days, int *year, int *month, int *day)
{
    int since = days + 719468;
    assert(since >= 0);
    int era = since / 146097, of_era = since % 146097;
    int of_400 = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int of_year = of_era - (365 * of_400 + of_400 / 4 - of_400 / 100);
    int m = (5 * of_year + 2) / 153;
    *day = of_year - (153 * m + 2) / 5 + 1;
    *month = m < 10 ? m + 3 : m - 9;
    *year = era * 400 + of_400 + (*month <= 2);
}

int clock_weekday(int days)
{
    int weekday = (days + 3) % 7; /* 1970-01-01 was a Thursday */
    return weekday < 0 ? weekday + 7 : weekday;
}

int clock_weekday_parse(const char *s)
{
    static const char *const names[7][5] = {
        {"mon", "monday", "周一", "星期一", "礼拜一"},   {"tue", "tuesday", "周二", "星期二", "礼拜二"},
        {"wed", "wednesday", "周三", "星期三", "礼拜三"}, {"thu", "thursday", "周四", "星期四", "礼拜四"},
        {"fri", "friday", "周五", "星期五", "礼拜五"},   {"sat", "saturday", "周六", "星期六", "礼拜六"},
        {"sun", "sunday", "周日", "星期日", "星期天"}};
    for (int d = 0; d < 7; d++)
        for (int i = 0; i < 5; i++)
            if (text_same(s, names[d][i]))
                return d;
    return -1;
}

static unsigned weekday_range(char *part)
{
    char *dash = strchr(part, '-');
    if (text_same(part, "daily"))
        return 0x7f;
    if (dash)
        *dash = '\0';
    int from = clock_weekday_parse(text_trim(part)), to = dash ? clock_weekday_parse(text_trim(dash + 1)) : from;
    if (from < 0 || to < 0)
        return 0;
    unsigned set = 1u << to;
    for (int d = from; d != to; d = (d + 1) % 7)
        set |= 1u << d;
    return set;
}

unsigned clock_weekdays_parse(const char *s)
{
    int      n;
    char   **parts = text_split(s, ",;", &n);
    unsigned all = 0;
    for (int i = 0; i < n; i++) {
        unsigned set = weekday_range(parts[i]);
        if (!set) {
            all = 0;
            break;
        }
        all |= set;
    }
    text_split_free(parts, n);
    return all;
}

/* Reads exactly `count` digits; returns what follows, or NULL. */
static const char *digits(const char *s, int count, int *value)
{
    *value = 0;
    for (int i = 0; i < count; i++, s++) {
        if (*s < '0' || *s > '9')
            return NULL;
        *value = *value * 10 + (*s - '0');
    }
    return s;
}

static const char *read_date(const char *s, int *days)
{
    int year, month, day;
    s = digits(s, 4, &year);
    if (!s || *s++ != '-' || !(s = digits(s, 2, &month)) || *s++ != '-' || !(s = digits(s, 2, &day)) ||
        !clock_exists(year, month, day))
        return NULL;
    *days = clock_day(year, month, day);
    return s;
}

int clock_date_parse(const char *s, int *days)
{
    int value;
    s = read_date(s, &value);
    if (!s || *s)
        return -1;
    *days = value;
    return 0;
}

char *clock_date_format(int days, char buf[CLOCK_DATE_SIZE])
{
    int year, month, day;
    clock_civil(days, &year, &month, &day);
    snprintf(buf, CLOCK_DATE_SIZE, "%04d-%02d-%02d", year, month, day);
    return buf;
}

/* Z, +02:00, +0200 or +02; up to 18 hours, as no zone ever had more. */
static const char *read_offset(const char *s, struct clock_time *t)
{
    int hours, minutes = 0, sign = *s == '-' ? -1 : 1;
    t->has_offset = 1;
    if (*s == 'Z' || *s == 'z') {
        t->offset_s = 0;
        return s + 1;
    }
    if ((*s != '+' && *s != '-') || !(s = digits(s + 1, 2, &hours)))
        return NULL;
    if (*s) {
        s = digits(*s == ':' ? s + 1 : s, 2, &minutes);
        if (!s || minutes > 59)
            return NULL;
    }
    t->offset_s = sign * (hours * 60 + minutes) * 60;
    return hours <= 18 ? s : NULL;
}

static const char *read_clock(const char *s, int *second_of_day)
{
    int hour, minute, second = 0;
    s = digits(s, 2, &hour);
    if (!s || *s++ != ':' || !(s = digits(s, 2, &minute)))
        return NULL;
    if (*s == ':') {
        if (!(s = digits(s + 1, 2, &second)))
            return NULL;
        if (*s == '.' && s[1] >= '0' && s[1] <= '9')
            s += 1 + strspn(s + 1, "0123456789");
    }
    *second_of_day = (hour * 60 + minute) * 60 + second;
    return hour < 24 && minute < 60 && second < 60 ? s : NULL;
}

int clock_time_parse(const char *s, struct clock_time *t)
{
    struct clock_time v = {0};
    s = read_date(s, &v.day);
    if (!s)
        return -1;
    if (*s) {
        if ((*s != 'T' && *s != 't' && *s != ' ') || !(s = read_clock(s + 1, &v.second)))
            return -1;
        if (*s && (!(s = read_offset(s, &v)) || *s))
            return -1;
    }
    *t = v;
    return 0;
}

char *clock_time_format(const struct clock_time *t, char buf[CLOCK_TIME_SIZE])
{
    char date[CLOCK_DATE_SIZE], offset[16] = "";
    if (t->has_offset) {
        int minutes = (t->offset_s < 0 ? -t->offset_s : t->offset_s) / 60;
        snprintf(offset, sizeof offset, "%c%02d:%02d", t->offset_s < 0 ? '-' : '+', minutes / 60 % 100, minutes % 60);
    }
    snprintf(buf, CLOCK_TIME_SIZE, "%sT%02d:%02d:%02d%s", clock_date_format(t->day, date), t->second / 3600,
             t->second / 60 % 60, t->second % 60, offset);
    return buf;
}
