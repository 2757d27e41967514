/* Calendars: days and hours worked out by hand from the calendar and from the clock changes of 2026. */
#include "base/ics.h"
#include "base/text.h"
#include "unit.h"
#include <stdio.h>
#include <string.h>

static int day_of(const char *date)
{
    int day = -1;
    clock_date_parse(date, &day);
    return day;
}

/* The days of a calendar in 2026 seen from Berlin: "2026-03-29 01:00 2026-03-29 04:00|...". */
static char *days(const char *events, struct ics *c)
{
    static char   out[4000];
    struct faults faults = {0};
    struct text   text = {0};
    struct zone  *z = zone_open("Europe/Berlin", &faults, "", 0, 0);
    text_addf(&text, "\xef\xbb\xbf" "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n%sEND:VCALENDAR\r\n", events);
    out[0] = '\0';
    int bad = ics_parse(c, "f.ics", text.data, text.length, day_of("2026-01-01"), day_of("2026-12-31"), z, "X-HEADCOUNT-", &faults);
    if (bad)
        fault_format(&faults.items[0], out, sizeof out);
    for (int i = 0; i < c->day_count; i++) {
        const struct ics_day *d = &c->days[i];
        char                  a[CLOCK_DATE_SIZE], b[CLOCK_DATE_SIZE];
        size_t                n = strlen(out);
        snprintf(out + n, sizeof out - n, "%s%s %02d:%02d %s %02d:%02d", i ? "|" : "", clock_date_format(d->first_day, a), d->from_s / 3600,
                 d->from_s / 60 % 60, clock_date_format(d->last_day, b), d->to_s / 3600, d->to_s / 60 % 60);
    }
    zone_close(z);
    text_free(&text);
    return out;
}

static void test_days(void **state)
{
    static const struct { const char *events, *want; } cases[] = {
        {"BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20260501\r\nEND:VEVENT\r\n", "2026-05-01 00:00 2026-05-01 24:00"},
        {"BEGIN:VEVENT\nDTSTART;VALUE=DATE:20261224\nDTEND;VALUE=DATE:20261227\nEND:VEVENT\n", "2026-12-24 00:00 2026-12-26 24:00"},
        /* Whit Monday is no rule, the first Monday of May is; a year before the range and one after say nothing. */
        {"BEGIN:VEVENT\nDTSTART;VALUE=DATE:20200504\nRRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=1MO\nEND:VEVENT\n", "2026-05-04 00:00 2026-05-04 24:00"},
        /* The last Sundays of March and October, 3 hours elapsed from 01:30: one clock hour is lost, one gained. */
        {"BEGIN:VEVENT\nDTSTART;TZID=Europe/Berlin:20260329T013000\nDURATION:PT3H\nRRULE:FREQ=YEARLY;BYMONTH=3,10;BYDAY=-1SU\nEND:VEVENT\n",
         "2026-03-29 01:30 2026-03-29 05:30|2026-10-25 01:30 2026-10-25 03:30"},
        /* 20:00 in New York is 02:00 on the next day in Berlin; in the weeks between the clock changes it is 01:00. */
        {"BEGIN:VEVENT\nDTSTART;TZID=\"America/New_York\":20260301T200000\nDURATION:PT1H\nRDATE;TZID=America/New_York:20260315T200000\nEND:VEVENT\n",
         "2026-03-02 02:00 2026-03-02 03:00|2026-03-16 01:00 2026-03-16 02:00"},
        /* A whole day in UTC is none in Berlin; a whole day of the wall clock is. */
        {"BEGIN:VEVENT\nDTSTART:20260501T000000\nDTEND:20260502T000000\nEND:VEVENT\n", "2026-05-01 00:00 2026-05-01 24:00"},
        /* Of four Mondays one is excepted, one moved and one cancelled. */
        {"BEGIN:VEVENT\nUID:u\nDTSTART;VALUE=DATE:20260601\nRRULE:FREQ=WEEKLY;COUNT=4\nEXDATE;VALUE=DATE:20260608\nEND:VEVENT\n"
         "BEGIN:VEVENT\nUID:u\nRECURRENCE-ID;VALUE=DATE:20260615\nDTSTART;VALUE=DATE:20260617\nEND:VEVENT\n"
         "BEGIN:VEVENT\nUID:u\nRECURRENCE-ID;VALUE=DATE:20260622\nDTSTART;VALUE=DATE:20260622\nSTATUS:CANCELLED\nEND:VEVENT\n",
         "2026-06-01 00:00 2026-06-01 24:00|2026-06-17 00:00 2026-06-17 24:00"},
        /* UNTIL in UTC: 22:30 of the 3rd is 00:30 of the 4th in Berlin, so the 4th at 00:15 is still in. */
        {"BEGIN:VEVENT\nDTSTART;TZID=Europe/Berlin:20260602T001500\nDURATION:PT1H\nRRULE:FREQ=DAILY;UNTIL=20260603T223000Z\nEND:VEVENT\n",
         "2026-06-02 00:15 2026-06-02 01:15|2026-06-03 00:15 2026-06-03 01:15|2026-06-04 00:15 2026-06-04 01:15"},
        /* Alarms inside an event have properties of the same names. */
        {"BEGIN:VEVENT\nDTSTART;VALUE=DATE:20260501\nBEGIN:VALARM\nDURATION:PT15M\nSUMMARY:x\nEND:VALARM\nEND:VEVENT\n", "2026-05-01 00:00 2026-05-01 24:00"},
        {"BEGIN:VTODO\nDTSTART;VALUE=DATE:20260501\nEND:VTODO\n", ""},
        {"BEGIN:VEVENT\nDTSTART;VALUE=DATE:20260501\nDTEND;VALUE=DATE:20260430\nEND:VEVENT\n",
         "f.ics:3: DTEND is before DTSTART; want them the other way round"},
        {"BEGIN:VEVENT\nSUMMARY:x\nEND:VEVENT\n", "f.ics:3: the event has no DTSTART; want its date"},
        {"BEGIN:VEVENT\nDTSTART;VALUE=DATE:20260501\nEND:VTODO\n", "f.ics:5: END is \"VTODO\"; want the end of what was begun last"},
        {"BEGIN:VEVENT\nDTSTART:19000101T000000Z\nRRULE:FREQ=DAILY\nEND:VEVENT\nBEGIN:VEVENT\nEXRULE:FREQ=DAILY\nEND:VEVENT\n",
         "f.ics:8: EXRULE is \"FREQ=DAILY\"; want EXDATE instead; rules of exceptions are not read"},
        {"BEGIN:VEVENT\nSUMMARY:\xff\nEND:VEVENT\n", "f.ics:4: not UTF-8; save the calendar as UTF-8"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct ics c;
        assert_string_equal(days(cases[i].events, &c), cases[i].want);
        ics_free(&c);
    }
}

static void test_texts(void **state)
{
    struct ics c;
    (void)state;
    days("BEGIN:VEVENT\r\nSUMMARY;LANGUAGE=zh:国庆\r\n 节\\, 休\\n假\r\nCATEGORIES:A\\,B, C\r\nCATEGORIES:D\r\nx-headcount-open:09:00-\r\n\t12:00\r\n"
         "X-OTHER:1\r\nDTSTART;VALUE=DATE:20261001\r\nEND:VEVENT\r\n", &c);
    assert_int_equal(c.event_count, 1);
    const struct ics_event *e = &c.events[0];
    assert_int_equal(e->line, 3);
    assert_string_equal(e->summary, "国庆节, 休\n假");
    assert_int_equal(e->category_count, 3);
    assert_string_equal(e->categories[0], "A,B");
    assert_string_equal(e->categories[1], "C");
    assert_string_equal(e->categories[2], "D");
    assert_int_equal(e->extra_count, 1);
    assert_int_equal(e->extras[0].line, 8);
    assert_string_equal(e->extras[0].value, "09:00-12:00");
    ics_free(&c);
}

/* A hostile file ends in a fault, soon. */
static void test_bounds(void **state)
{
    struct ics  c;
    struct text text = {0};
    (void)state;
    for (int i = 0; i < 30; i++)
        text_add(&text, "BEGIN:VEVENT\nDTSTART;VALUE=DATE:19000101\nRRULE:FREQ=DAILY\nEND:VEVENT\n");
    assert_string_equal(days(text_string(&text), &c), "f.ics:19: rules of the file repeat more than 200000 times; want later DTSTARTs");
    text_clear(&text);
    text_add(&text, "BEGIN:VEVENT\nSUMMARY:");
    for (int i = 0; i < 70000; i++)
        text_add_char(&text, 'x');
    text_add(&text, "\nEND:VEVENT\n");
    assert_string_equal(days(text_string(&text), &c), "f.ics:4: longer than 65536 bytes; want shorter lines");
    text_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_days), cmocka_unit_test(test_texts), cmocka_unit_test(test_bounds)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
