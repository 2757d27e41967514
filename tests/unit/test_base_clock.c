#include "unit.h"

#include "base/clock.h"
#include "base/zone.h"
#include <stdio.h>
#include <time.h>

static void days_and_dates(void **state)
{
    (void)state;
    assert_int_equal(clock_day(1970, 1, 1), 0);
    assert_int_equal(clock_day(2000, 3, 1), 11017);
    assert_int_equal(clock_day(1, 1, 1), -719162);
    assert_int_equal(clock_weekday(0), 3);
    assert_int_equal(clock_weekday(-4), 6);
    assert_int_equal(clock_weekday(clock_day(2026, 3, 9)), 0);
    int year = 1, month = 1, day = 1;
    for (int d = clock_day(1, 1, 1); d <= clock_day(9999, 12, 31); d++) { /* every day, against counting one by one */
        int y, m, dd;
        clock_civil(d, &y, &m, &dd);
        if (y != year || m != month || dd != day || clock_day(y, m, dd) != d)
            fail_msg("day %d is %d-%d-%d", d, y, m, dd);
        if (clock_exists(year, month, day + 1))
            day++;
        else if (day = 1, month < 12)
            month++;
        else
            month = 1, year++;
    }
    assert_false(clock_exists(2026, 2, 29) || clock_exists(1900, 2, 29) || clock_exists(2026, 13, 1) || clock_exists(2026, 0, 1));
    assert_true(clock_exists(2000, 2, 29) && clock_exists(2024, 2, 29));
}

static void weekdays(void **state)
{
    (void)state;
    assert_int_equal(clock_weekday_parse("Wednesday"), 2);
    assert_int_equal(clock_weekday_parse("星期日"), 6);
    assert_int_equal(clock_weekday_parse("someday"), -1);
    assert_int_equal(clock_weekdays_parse("mon-fri"), 0x1f);
    assert_int_equal(clock_weekdays_parse("sat, sun"), 0x60);
    assert_int_equal(clock_weekdays_parse("fri-mon"), 0x71);
    assert_int_equal(clock_weekdays_parse("周一-周五;sun"), 0x5f);
    assert_int_equal(clock_weekdays_parse("daily"), 0x7f);
    assert_int_equal(clock_weekdays_parse("tue"), 2);
    assert_int_equal(clock_weekdays_parse("tue-"), 0);
    assert_int_equal(clock_weekdays_parse("tue,"), 0);
    assert_int_equal(clock_weekdays_parse(""), 0);
}

static void iso_text(void **state)
{
    (void)state;
    int               day;
    struct clock_time t;
    char              buf[CLOCK_TIME_SIZE];
    assert_int_equal(clock_date_parse("2026-03-09", &day), 0);
    assert_int_equal(day, clock_day(2026, 3, 9));
    const char *undated[] = {"", "2026-3-9", "2026-02-29", "2026-03-09 ", "26-03-09", "2026/03/09", "0000-01-01", "2026-00-10"};
    for (size_t i = 0; i < sizeof undated / sizeof *undated; i++)
        assert_int_equal(clock_date_parse(undated[i], &day), -1);
    const char *times[][2] = {{"2026-03-29T02:30", "2026-03-29T02:30:00"},
                              {"2026-03-29 02:30:15.75", "2026-03-29T02:30:15"},
                              {"2026-03-29", "2026-03-29T00:00:00"},
                              {"2026-03-29T02:30:00Z", "2026-03-29T02:30:00+00:00"},
                              {"2026-03-29T02:30:00-03:30", "2026-03-29T02:30:00-03:30"},
                              {"2026-03-29T02:30+0530", "2026-03-29T02:30:00+05:30"},
                              {"2026-03-29T02:30+02", "2026-03-29T02:30:00+02:00"}};
    for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
        assert_int_equal(clock_time_parse(times[i][0], &t), 0);
        assert_string_equal(clock_time_format(&t, buf), times[i][1]);
    }
    const char *timeless[] = {"2026-03-29T24:00", "2026-03-29T2:30", "2026-03-29T02:60", "2026-03-29T02:30:61", "2026-03-29T",
                              "2026-03-29T02:30+", "2026-03-29T02:30+02:0", "2026-03-29T02:30+19:00", "2026-03-29T02:30Zx", "02:30",
                              "2026-03-29T02:30+02:60"};
    for (size_t i = 0; i < sizeof timeless / sizeof *timeless; i++)
        assert_int_equal(clock_time_parse(timeless[i], &t), -1);
}

static struct zone *open_zone(const char *name)
{
    struct faults faults = {0};
    struct zone  *z = zone_open(name, &faults, "s.json", 2, 3);
    assert_no_fault(&faults);
    return z;
}

static void hours_that_do_not_exist_or_exist_twice(void **state)
{
    (void)state;
    struct zone *z = open_zone("Europe/Berlin");
    int64_t      utc, later;
    char         buf[CLOCK_TIME_SIZE];
    int          spring = clock_day(2026, 3, 29), autumn = clock_day(2026, 10, 25);
    assert_int_equal(zone_to_utc(z, spring, 90 * 60, &utc, &later), ZONE_ONCE);
    assert_string_equal(zone_format(z, utc, buf), "2026-03-29T01:30:00+01:00");
    assert_int_equal(zone_to_utc(z, spring, 150 * 60, &utc, &later), ZONE_NEVER);
    assert_string_equal(zone_format(z, utc, buf), "2026-03-29T03:00:00+02:00");
    assert_true(utc == later);
    assert_int_equal(zone_to_utc(z, spring, 180 * 60, &utc, &later), ZONE_ONCE);
    assert_string_equal(zone_format(z, utc, buf), "2026-03-29T03:00:00+02:00");
    assert_int_equal(zone_to_utc(z, autumn, 150 * 60, &utc, &later), ZONE_TWICE);
    assert_string_equal(zone_format(z, utc, buf), "2026-10-25T02:30:00+02:00");
    assert_string_equal(zone_format(z, later, buf), "2026-10-25T02:30:00+01:00");
    assert_int_equal(zone_to_utc(z, autumn, 180 * 60, &utc, NULL), ZONE_ONCE);
    assert_int_equal(zone_to_utc(z, autumn + 1, -22 * 3600, &utc, NULL), ZONE_TWICE); /* 02:00 of the day before */
    int64_t midnight, next;
    zone_to_utc(z, spring, 0, &midnight, NULL);
    zone_to_utc(z, spring + 1, 0, &next, NULL);
    assert_int_equal(next - midnight, 23 * 3600);
    zone_to_utc(z, autumn, 0, &midnight, NULL);
    zone_to_utc(z, autumn + 1, 0, &next, NULL);
    assert_int_equal(next - midnight, 25 * 3600);
    assert_int_equal(zone_next_change(z, midnight), midnight + 3 * 3600);
    assert_int_equal(zone_offset_s(z, midnight), 7200);
    struct clock_time stated = {autumn, 150 * 60, 1, 3600};
    assert_int_equal(zone_instant(z, &stated, &utc, NULL), ZONE_ONCE);
    assert_string_equal(zone_format(z, utc, buf), "2026-10-25T02:30:00+01:00");
    zone_close(z);
}

/* Instants of offset changes as Python's zoneinfo (an implementation of its own) gives them for the same tzdata. */
static void changes_are_those_of_tzdata(void **state)
{
    (void)state;
    static const struct {
        const char *zone;
        int         year, month, day, second; /* UTC */
        int         before_s, after_s;
    } cases[] = {
        {"America/New_York", 2026, 3, 8, 7 * 3600, -18000, -14400},
        {"America/New_York", 2060, 11, 7, 6 * 3600, -14400, -18000},
        {"Asia/Jerusalem", 2013, 3, 29, 0, 7200, 10800},          /* lost by libical */
        {"America/Sao_Paulo", 2014, 2, 16, 2 * 3600, -7200, -10800}, /* lost by libical */
        {"Australia/Lord_Howe", 2038, 10, 2, 55800, 37800, 39600}, /* half an hour; displaced by libical */
        {"America/St_Johns", 2038, 3, 14, 19800, -12600, -9000},
        {"Asia/Shanghai", 1987, 9, 12, 17 * 3600, 32400, 28800},
        {"Pacific/Apia", 2011, 12, 30, 10 * 3600, -36000, 50400}, /* a whole day left out */
        {"America/Nuuk", 2023, 3, 26, 3600, -10800, -7200},
        {"Europe/Dublin", 2045, 3, 26, 3600, 0, 3600},            /* its rule has winter as the exception */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct zone *z = open_zone(cases[i].zone);
        int64_t      at = (int64_t)clock_day(cases[i].year, cases[i].month, cases[i].day) * CLOCK_DAY_S + cases[i].second;
        if (zone_offset_s(z, at - 1) != cases[i].before_s || zone_offset_s(z, at) != cases[i].after_s)
            fail_msg("%s %d: %d, %d", cases[i].zone, cases[i].year, zone_offset_s(z, at - 1), zone_offset_s(z, at));
        zone_close(z);
    }
    struct zone *z = open_zone("Pacific/Apia");
    int64_t      utc;
    char         buf[CLOCK_TIME_SIZE];
    assert_int_equal(zone_to_utc(z, clock_day(2011, 12, 30), 43200, &utc, NULL), ZONE_NEVER);
    assert_string_equal(zone_format(z, utc, buf), "2011-12-31T00:00:00+14:00");
    zone_close(z);
    z = open_zone("Africa/Lagos");
    assert_int_equal(zone_next_change(z, 0), INT64_MAX);
    assert_int_equal(zone_offset_s(z, 0), 3600);
    assert_string_equal(zone_name(z), "Africa/Lagos");
    zone_close(z);
}

/* Every wall-clock half hour of a year there and back, in zones with and without changes. */
static void there_and_back(void **state)
{
    (void)state;
    const char *names[] = {"America/New_York", "Australia/Lord_Howe", "UTC", "Asia/Kathmandu", "Europe/London"};
    for (int n = 0; n < 5; n++) {
        struct zone *z = open_zone(names[n]);
        int          never = 0, twice = 0;
        for (int day = clock_day(2026, 1, 1); day < clock_day(2027, 1, 1); day++)
            for (int s = 0; s < CLOCK_DAY_S; s += 1800) {
                int64_t           utc, later;
                enum zone_fit     fit = zone_to_utc(z, day, s, &utc, &later);
                struct clock_time t = zone_to_local(z, utc);
                never += fit == ZONE_NEVER;
                twice += fit == ZONE_TWICE;
                if (fit != ZONE_NEVER && (t.day != day || t.second != s))
                    fail_msg("%s: day %d second %d comes back as %d %d", names[n], day, s, t.day, t.second);
            }
        assert_int_equal(never, n == 2 || n == 3 ? 0 : n == 1 ? 1 : 2);
        assert_int_equal(twice, never);
        zone_close(z);
    }
}

static void names_that_are_no_zone(void **state)
{
    (void)state;
    struct faults faults = {0};
    assert_null(zone_open("Europe/Belrin", &faults, "s.json", 2, 16));
    assert_fault(&faults, "s.json:2:16: time zone is \"Europe/Belrin\"; want an IANA name such as Europe/Berlin; "
                          "did you mean \"Europe/Berlin\"?");
    assert_null(zone_open("america/new york", &faults, "s.json", 2, 16));
    assert_fault(&faults, "s.json:2:16: time zone is \"america/new york\"; want an IANA name such as Europe/Berlin; "
                          "did you mean \"America/New_York\"?");
    const char *bad[] = {"", "../../../etc/passwd", "Europe", "/usr/share/zoneinfo/UTC", "Europe/../UTC", "zone.tab", "EST 5"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_null(zone_open(bad[i], &faults, "", 0, 0));
    assert_int_equal(faults.total, 7);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_and_dates),
        cmocka_unit_test(weekdays),
        cmocka_unit_test(iso_text),
        cmocka_unit_test(hours_that_do_not_exist_or_exist_twice),
        cmocka_unit_test(changes_are_those_of_tzdata),
        cmocka_unit_test(there_and_back),
        cmocka_unit_test(names_that_are_no_zone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
