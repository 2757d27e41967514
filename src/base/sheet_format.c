#include "sheet_format.h"

#include "base/clock.h"
#include <math.h>
#include <string.h>

/* ECMA-376 part 1, 18.8.30; 27 to 36 and 50 to 58 are the East Asian ones. */
enum sheet_format sheet_format_builtin(int id)
{
    if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 54) || id == 57 || id == 58)
        return FORMAT_DATE;
    if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || id == 55 || id == 56)
        return FORMAT_CLOCK;
    if (id == 22)
        return FORMAT_TIME;
    return id >= 45 && id <= 47 ? FORMAT_DURATION : FORMAT_NUMBER;
}

/* The letters that matter stand outside quotes, escapes and brackets; [h], [mm], [s] count beyond a day. */
enum sheet_format sheet_format_code(const char *code)
{
    int date = 0, hours = 0, minutes = 0, seconds = 0, elapsed = 0;
    for (const char *s = code; *s && *s != ';'; s++) {
        if (*s == '"') {
            s = strchr(s + 1, '"');
            if (!s)
                break;
        } else if (*s == '\\' || *s == '_' || *s == '*') {
            if (!*++s)
                break;
        } else if (*s == '[') {
            elapsed |= s[1] && strchr("hHmMsS", s[1]) && s[1 + strspn(s + 1, "hHmMsS")] == ']';
            s = strchr(s, ']');
            if (!s)
                break;
        } else if (text_starts(s, "General")) {
            s += strlen("General") - 1;
        } else {
            date |= strchr("yYdD", *s) != NULL;
            hours |= strchr("hH", *s) != NULL;
            minutes |= strchr("mM", *s) != NULL;
            seconds |= strchr("sS", *s) != NULL;
        }
    }
    if (elapsed || (minutes && seconds && !hours && !date))
        return FORMAT_DURATION;
    if (hours || seconds)
        return date ? FORMAT_TIME : FORMAT_CLOCK;
    return date || minutes ? FORMAT_DATE : FORMAT_NUMBER;
}

void sheet_format_add(struct text *t, double value, enum sheet_format format, int from_1904)
{
    char   buf[CLOCK_TIME_SIZE], number[TEXT_NUMBER_SIZE];
    double seconds = round(value * CLOCK_DAY_S);
    /* a clock's format over a number of years is a date and time of which only the time is shown */
    int    is_day = format == FORMAT_DATE || (format == FORMAT_TIME && value >= 1) || (format == FORMAT_CLOCK && value >= 366);
    double last = from_1904 ? 2957004 : 2958466; /* of the year 9999 */
    if (format == FORMAT_NUMBER || value < 0 || value >= last || (is_day && !from_1904 && value < 1)) {
        text_add_number(t, value);
    } else if (!is_day) {
        text_add(t, text_format_duration(seconds, number));
    } else {
        struct clock_time time = {(int)(seconds / CLOCK_DAY_S), 0, 0, 0};
        time.second = (int)(seconds - (double)time.day * CLOCK_DAY_S);
        /* day 60 is 1900-02-29, which never was: days before it are one further on than the count says */
        time.day += from_1904 ? clock_day(1904, 1, 1) : clock_day(1899, 12, 30) + (time.day < 60);
        if (time.second == 0 && format == FORMAT_DATE)
            text_add(t, clock_date_format(time.day, buf));
        else
            text_add(t, clock_time_format(&time, buf));
    }
}
