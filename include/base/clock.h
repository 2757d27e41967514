/* clock - the calendar, without zones: days, weekdays, and ISO 8601 text. Proleptic Gregorian calendar, years 1 to 9999.
 * A day is counted from 1970-01-01 = 0; a second of the day is of the wall clock, 0 to 86399. */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

enum { CLOCK_DATE_SIZE = 16, CLOCK_TIME_SIZE = 40, CLOCK_DAY_S = 86400 };

int  clock_day(int year, int month, int day);                      /* month 1..12, day 1..31, which must exist */
void clock_civil(int days, int *year, int *month, int *day);
int  clock_exists(int year, int month, int day);                   /* 1: such a date exists (2026-02-29 does not) */
int  clock_weekday(int days);                                      /* 0 Monday .. 6 Sunday */
int  clock_weekday_parse(const char *s);                           /* mon, Monday, 周一, 星期一 ...: 0..6, or -1 */
/* A set of weekdays, bit 0 Monday: "mon-fri", "sat,sun", "fri-mon", "daily". 0 when s is none. */
unsigned clock_weekdays_parse(const char *s);
extern const char *const clock_weekday_names[7];                   /* mon .. sun */

int   clock_date_parse(const char *s, int *days);                  /* 2026-03-09 only; 0, or -1 */
char *clock_date_format(int days, char buf[CLOCK_DATE_SIZE]);      /* "2026-03-09" */

struct clock_time { /* an instant as a file states it */
    int day, second;          /* of the wall clock written */
    int has_offset, offset_s; /* 1: an offset (or Z) was written, seconds east of Greenwich */
};
/* 2026-03-29T02:30[:00][+02:00|Z], a space instead of T, a date alone (midnight); 0, or -1. */
int   clock_time_parse(const char *s, struct clock_time *t);
/* "2026-03-29T02:30:00+02:00"; without has_offset no offset. */
char *clock_time_format(const struct clock_time *t, char buf[CLOCK_TIME_SIZE]);

#endif
