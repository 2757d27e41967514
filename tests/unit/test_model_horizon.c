#include "base/clock.h"
#include "model/horizon.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

static struct faults faults;

static struct horizon make(const char *zone, int year, int month, int day, int days, int interval_min)
{
    struct horizon h;
    memset(&faults, 0, sizeof faults);
    assert_int_equal(horizon_make(&h, zone, clock_day(year, month, day), days, interval_min, 0, 0, &faults, "s.json", 1, 1), 0);
    return h;
}

static void assert_format(const struct horizon *h, int minute, const char *wanted)
{
    char buf[32];
    int  back = -1;
    assert_string_equal(horizon_format(h, minute, buf), wanted);
    assert_int_equal(horizon_parse(h, buf, &back), 0);
    assert_int_equal(back, minute);
}

static void test_plain_week(void **state)
{
    (void)state;
    struct horizon h = make("America/New_York", 2003, 9, 1, 7, 30);
    assert_int_equal(h.intervals, 336);
    assert_int_equal(h.axis, 672);
    assert_int_equal(h.weeks, 1);
    assert_int_equal(h.day_first[3], 144);
    assert_int_equal(h.day_of[335], 6);
    assert_int_equal(h.day_of[671], 13);
    assert_int_equal(h.wall_min[15], 450);
    assert_int_equal(horizon_weekday(&h, 0), 0);
    assert_int_equal(horizon_weekday(&h, -1), 6);
    assert_int_equal(horizon_minute(&h, 2, 437), 2 * 1440 + 437);
    assert_int_equal(horizon_minute(&h, 2, 1440 + 61), 3 * 1440 + 61);
    assert_int_equal(horizon_minute(&h, 7, 2880), 9 * 1440);
    assert_int_equal(horizon_day_start(&h, 14), 672 * 30);
    assert_format(&h, 0, "2003-09-01T00:00:00-04:00");
    assert_format(&h, 9 * 60 + 17, "2003-09-01T09:17:00-04:00");
    assert_format(&h, 672 * 30, "2003-09-15T00:00:00-04:00");
    char buf[16];
    assert_string_equal(horizon_clock(&h, 3 * 1440 + 545, buf), "09:05");
    assert_string_equal(horizon_date(&h, 30, buf), "2003-10-01");
    horizon_free(&h);
}

static void test_short_day(void **state)
{
    (void)state; /* Sunday 2026-03-29: 02:00 becomes 03:00 */
    struct horizon h = make("Europe/Paris", 2026, 3, 28, 3, 30);
    assert_int_equal(h.day_first[2] - h.day_first[1], 46);
    assert_int_equal(h.intervals, 48 + 46 + 48);
    assert_int_equal(h.wall_min[48 + 3], 90);
    assert_int_equal(h.wall_min[48 + 4], 180);
    assert_int_equal(horizon_minute(&h, 1, 119), 1440 + 119);
    assert_int_equal(horizon_minute(&h, 1, 135), 1440 + 120); /* does not exist */
    assert_int_equal(horizon_minute(&h, 1, 180), 1440 + 120);
    assert_int_equal(horizon_minute(&h, 1, 1440), 1440 + 1380);
    assert_int_equal(horizon_minute(&h, 0, 1440 + 420), 1440 + 360); /* a night shift's end */
    assert_format(&h, 1440 + 90, "2026-03-29T01:30:00+01:00");
    assert_format(&h, 1440 + 120, "2026-03-29T03:00:00+02:00");
    int minute = -1;
    assert_int_equal(horizon_parse(&h, "2026-03-29 07:15", &minute), 0);
    assert_int_equal(minute, 1440 + 375);
    horizon_free(&h);
}

static void test_long_day(void **state)
{
    (void)state; /* Sunday 2026-11-01: 02:00 becomes 01:00 */
    struct horizon h = make("America/New_York", 2026, 10, 31, 3, 15);
    assert_int_equal(h.day_first[2] - h.day_first[1], 100);
    assert_int_equal(horizon_minute(&h, 1, 90), 1440 + 90); /* the first of two */
    assert_int_equal(horizon_minute(&h, 1, 120), 1440 + 180);
    assert_int_equal(horizon_day_start(&h, 2), 2 * 1440 + 60);
    assert_format(&h, 1440 + 90, "2026-11-01T01:30:00-04:00");
    assert_format(&h, 1440 + 150, "2026-11-01T01:30:00-05:00");
    horizon_free(&h);
}

static void test_half_hour_change(void **state)
{
    (void)state; /* Lord Howe moves by 30 min: 2026-04-05 02:00 becomes 01:30 */
    struct horizon h = make("Australia/Lord_Howe", 2026, 4, 5, 1, 30);
    assert_int_equal(h.intervals, 49);
    assert_int_equal(horizon_minute(&h, 0, 120), 150);
    assert_format(&h, 90, "2026-04-05T01:30:00+11:00");
    assert_format(&h, 120, "2026-04-05T01:30:00+10:30");
    horizon_free(&h);
    assert_int_equal(horizon_make(&h, "Australia/Lord_Howe", clock_day(2026, 4, 5), 1, 60, 0, 0, &faults, "s.json", 4, 9), -1);
    assert_int_equal(faults.count, 1);
    assert_int_equal(faults.items[0].line, 4);
    assert_non_null(strstr(faults.items[0].message, "Australia/Lord_Howe moves its clocks by -30 min"));
}

static void test_midnight_that_is_not(void **state)
{
    (void)state; /* Sao Paulo, 2018-11-04: 00:00 becomes 01:00; 2018-02-18: 00:00 becomes 23:00 of the day before */
    struct horizon h = make("America/Sao_Paulo", 2018, 11, 3, 2, 60);
    assert_int_equal(h.day_first[1], 24);
    assert_int_equal(h.intervals, 47);
    assert_int_equal(h.wall_min[24], 60);
    assert_int_equal(horizon_minute(&h, 1, 0), 1440);
    assert_int_equal(horizon_minute(&h, 1, 30), 1440);
    assert_int_equal(horizon_minute(&h, 1, 480), 1440 + 420);
    horizon_free(&h);
    h = make("America/Sao_Paulo", 2018, 2, 17, 2, 60);
    assert_int_equal(h.day_first[1], 25);
    assert_int_equal(horizon_minute(&h, 0, 1380), 1380);
    assert_int_equal(horizon_minute(&h, 0, 1440), 1500);
    horizon_free(&h);
}

static void test_a_day_that_was_skipped(void **state)
{
    (void)state; /* Samoa had no 2011-12-30 */
    struct horizon h = make("Pacific/Apia", 2011, 12, 29, 3, 60);
    assert_int_equal(h.day_first[1], 24);
    assert_int_equal(h.day_first[2], 24);
    assert_int_equal(h.intervals, 48);
    assert_int_equal(horizon_minute(&h, 1, 600), 1440);
    assert_int_equal(horizon_minute(&h, 2, 600), 1440 + 600);
    horizon_free(&h);
}

static void test_weeks(void **state)
{
    (void)state;
    struct horizon h;
    memset(&faults, 0, sizeof faults);
    /* Wednesday, weeks from Sunday: 4 days, then 7, then 3 */
    assert_int_equal(horizon_make(&h, "UTC", clock_day(2026, 6, 3), 14, 30, 0, 6, &faults, "s.json", 1, 1), 0);
    assert_int_equal(h.weeks, 3);
    assert_int_equal(h.week_first[1], 4);
    assert_int_equal(h.week_first[2], 11);
    assert_int_equal(h.week_first[3], 14);
    assert_int_equal(horizon_week(&h, 3), 0);
    assert_int_equal(horizon_week(&h, 4), 1);
    assert_int_equal(horizon_week(&h, 13), 2);
    horizon_free(&h);
}

static void test_parse_refuses(void **state)
{
    (void)state;
    struct horizon h = make("Asia/Shanghai", 2026, 6, 1, 1, 30);
    int            minute = -7;
    const char    *bad[] = {"",  "09:30", "2026-05-31T23:30", "2026-06-09T00:30", "2026-06-01T09:30:20", "2026-06-01T09:30+8",
                            "2026-05-31T15:59:00Z"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        assert_int_equal(horizon_parse(&h, bad[i], &minute), -1);
        assert_int_equal(minute, -7);
    }
    assert_int_equal(horizon_parse(&h, "2026-05-31T16:00:00Z", &minute), 0);
    assert_int_equal(minute, 0);
    assert_int_equal(horizon_parse(&h, "2026-06-09", &minute), 0);
    assert_int_equal(minute, 8 * 1440);
    horizon_free(&h);
    assert_int_equal(horizon_make(&h, "Asia/Shangai", 20000, 7, 30, 0, 0, &faults, "s.json", 3, 16), -1);
    assert_int_equal(faults.items[0].column, 16);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plain_week),        cmocka_unit_test(test_short_day),
        cmocka_unit_test(test_long_day),          cmocka_unit_test(test_half_hour_change),
        cmocka_unit_test(test_midnight_that_is_not), cmocka_unit_test(test_a_day_that_was_skipped),
        cmocka_unit_test(test_weeks),             cmocka_unit_test(test_parse_refuses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
