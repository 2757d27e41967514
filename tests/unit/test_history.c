/* Small files with the numbers they must become, and each way a file can be wrong. */
#include "history/history_read.h"
#include "site_fixture.h"

enum { MON = 20514 }; /* 2026-03-02, a Monday */

static struct scenario s;
static struct history  h;
static struct faults   faults;

static int setup(void **state)
{
    (void)state;
    site_make(&s, "Europe/Berlin", MON + 28, 7, 30, 480, 600, 5); /* 08:00 to 10:00, Monday to Friday */
    memset(&faults, 0, sizeof faults);
    memset(&h, 0, sizeof h);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    history_free(&h);
    site_free(&s);
    return 0;
}

static void read_text(const char *text)
{
    history_free(&h);
    site_free(&s);
    setup(NULL);
    site_write_history(&s, text);
    history_read(&h, &s, 0, &faults);
}

/* Reads again with the mapping and zone of s as they are. */
static void reread(const char *text)
{
    site_write_history(&s, text);
    history_free(&h);
    history_read(&h, &s, 0, &faults);
}

static void assert_fault_in_file(const char *want)
{
    char line[1024], place[1024] = "no fault";
    if (faults.count > 0) {
        const char *name = strstr(fault_format(&faults.items[0], line, sizeof line), "history.csv");
        snprintf(place, sizeof place, "%s", name ? name : line);
    }
    assert_string_equal(place, want);
    memset(&faults, 0, sizeof faults);
}

#define NOTED(part) assert_true(site_has_note(h.notes, h.note_count, part))
#define AT(day, hour, minute) ((day) * 48 + (hour) * 2 + (minute) / 30)

static void columns_are_found_by_name(void **state)
{
    (void)state;
    read_text("Queue;Interval Start;Calls Offered;Calls Answered;Abandoned Calls;AHT\r\n"
              "calls;2026-03-02 08:00;12;10;2;0:04:00\r\n"
              "calls;2026-03-02 08:30;7;7;0;200\r\n"
              "other;2026-03-02 08:30;99;99;0;1\r\n"
              "calls;2026-03-02 09:00;0;0;0;\r\n"
              "calls;2026-03-02 09:30;5;4;1;310,5\r\n");
    assert_no_fault(&faults);
    assert_int_equal(h.first_day, MON);
    assert_int_equal(h.days, 1);
    assert_int_equal(h.slots, 48);
    assert_int_equal(h.rows, 4);
    assert_near(h.offered[AT(0, 8, 0)], 12, 0);
    assert_near(h.answered[AT(0, 8, 0)], 10, 0);
    assert_near(h.abandoned[AT(0, 9, 30)], 1, 0);
    assert_near(h.aht_s[AT(0, 8, 0)], 240, 0);
    assert_near(h.aht_s[AT(0, 9, 30)], 310.5, 0);
    assert_true(isnan(h.aht_s[AT(0, 9, 0)]));
    assert_true(isnan(h.offered[AT(0, 10, 0)]));
    assert_int_equal(h.day_kind[0], HISTORY_NORMAL);
    NOTED("4 rows from 2026-03-02 to 2026-03-02");
    NOTED("1 rows of other queues");
}

static void mapped_columns_go_before_names(void **state)
{
    (void)state;
    site_map(&s, "start", "Tag");
    site_map(&s, "start", "Zeit");
    site_map(&s, "offered", "Eingang");
    site_map(&s, "handle_total_s", "Summe");
    site_write_history(&s, "Tag,Zeit,Eingang,calls,Summe\n2.3.2026,08:00-08:30,11,99,2200\n3.3.2026,8:30,4,99,0:20:00\n");
    history_read(&h, &s, 0, &faults);
    assert_no_fault(&faults);
    assert_near(h.offered[AT(0, 8, 0)], 11, 0);
    assert_near(h.aht_s[AT(0, 8, 0)], 200, 0);
    assert_near(h.offered[AT(1, 8, 30)], 4, 0);
    assert_near(h.aht_s[AT(1, 8, 30)], 300, 0);
    free(s.queues[0].columns[2].column);
    s.queues[0].columns[2].column = xstrdup("Eingnag");
    reread("Tag,Zeit,Eingang\n2.3.2026,08:00,11\n");
    assert_int_equal(faults.total, 3); /* the mistyped one, the sum that is gone, and so no contacts */
    assert_fault_in_file("history.csv:1: no column \"Eingnag\", which queue calls in scenario.json names for offered");
}

static void finer_rows_are_added_up_and_coarser_split(void **state)
{
    (void)state;
    read_text("start,offered,answered,aht_s\n2026-03-02 08:00,3,3,100\n2026-03-02 08:15,5,2,400\n2026-03-02 08:30,1,1,90\n"
              "2026-03-02 08:45,2,,\n");
    assert_no_fault(&faults);
    assert_near(h.offered[AT(0, 8, 0)], 8, 0);
    assert_near(h.answered[AT(0, 8, 0)], 5, 0);
    assert_near(h.aht_s[AT(0, 8, 0)], (3 * 100 + 2 * 400) / 5.0, 1e-12);
    assert_near(h.offered[AT(0, 8, 30)], 3, 0);
    assert_true(isnan(h.answered[AT(0, 8, 30)]));
    NOTED("rows of 15 min are added up to intervals of 30");
    read_text("start,offered,aht_s\n2026-03-02 08:00,31,100\n2026-03-02 09:00,7,120\n");
    assert_near(h.offered[AT(0, 8, 0)], 15.5, 0);
    assert_near(h.offered[AT(0, 9, 30)], 3.5, 0);
    assert_near(h.aht_s[AT(0, 9, 30)], 120, 1e-12);
    NOTED("rows of 60 min are split evenly into intervals of 30");
    read_text("date,calls\n2026-03-02,200\n2026-03-03,100\n");
    assert_near(h.offered[AT(0, 8, 0)], 50, 0);
    assert_near(h.offered[AT(1, 9, 30)], 25, 0);
    NOTED("a row a day");
    read_text("start,offered\n2026-03-02 08:00,1\n2026-03-02 08:20,2\n2026-03-02 08:40,3\n");
    assert_fault_in_file("history.csv:2:1: rows are every 20 min, which does not fit interval_min 30 of scenario.json");
}

static void ends_in_place_of_starts(void **state)
{
    (void)state;
    read_text("interval end,offered\n2026-03-02 08:30,1\n2026-03-02 09:00,2\n2026-03-02 09:30,3\n2026-03-03 00:00,4\n");
    assert_no_fault(&faults);
    assert_near(h.offered[AT(0, 8, 0)], 1, 0);
    assert_near(h.offered[AT(0, 9, 0)], 3, 0);
    assert_near(h.offered[AT(0, 23, 30)], 4, 0);
    assert_int_equal(h.days, 1);
}

static void order_does_not_matter(void **state)
{
    double before[96];
    (void)state;
    read_text("start,offered\n2026-03-02 08:00,1\n2026-03-02 08:30,2\n2026-03-03 09:00,3\n2026-03-03 09:30,4\n");
    memcpy(before, h.offered, sizeof before);
    read_text("start,offered\n2026-03-03 09:30,4\n2026-03-02 08:30,2\n2026-03-03 09:00,3\n2026-03-02 08:00,1\n");
    assert_no_fault(&faults);
    assert_memory_equal(before, h.offered, sizeof before);
}

static void what_is_wrong_is_told_with_its_place(void **state)
{
    (void)state;
    read_text("start,offered\n2026-03-02 08:00,1\n2026-03-02 08:30,2\n2026-03-02 08:00,3\n");
    assert_fault_in_file("history.csv:4:1: 2026-03-02 08:00 is in line 2 already; want one row for each interval");
    read_text("start,offered\n2026-03-02 08:00,-4\n");
    assert_fault_in_file("history.csv:2:2: offered is -4; want a number from 0 to 100000000");
    read_text("start,offered\n2026-03-02 08:00,nan\n");
    assert_int_equal(faults.items[0].line, 2);
    assert_int_equal(faults.items[0].column, 2);
    read_text("start,offered\n2026-03-02 08:00,\n");
    assert_int_equal(faults.items[0].column, 2);
    read_text("start,offered\nyesterday,1\n");
    assert_int_equal(faults.items[0].column, 1);
    read_text("start,aht_s\n2026-03-02 08:00,100\n");
    assert_fault_in_file("history.csv:1: no column with the contacts: want offered; or name it under \"columns\" of queue "
                         "calls in scenario.json");
    read_text("when,offered\n2026-03-02 08:00,100\n");
    assert_int_equal(faults.items[0].line, 1);
    read_text("queue,start,offered\nsales,2026-03-02 08:00,3\n");
    assert_fault_in_file("history.csv:2:1: no row of queue \"calls\" (this one is of \"sales\"); want the queue's name of "
                         "scenario.json");
    read_text("start,offered,handle time\n2026-03-02 08:00,3,100\n");
    assert_int_equal(faults.items[0].column, 3);
    read_text("start,offered\n2026-03-02 08:00,3\n2026-03-02 08:30,3\n2026-03-02 09:00,3\n2026-03-02 09:30,3\n2026-03-03 08:00,3\n"
              "2026-03-03 08:30,3\n2026-03-03 09:00,3\n2026-03-03 09:30,3\n2026-03-04 08:00,3\n2026-03-04 08:37,3\n");
    assert_fault_in_file("history.csv:11:1: the time is 8:37:00; want a multiple of 30 min, as in the other rows");
    read_text("start,offered\n2026-03-02 08:00,3\n2026-03-02 08:30,3\n2206-03-02 08:00,3\n");
    assert_fault_in_file("history.csv:4:1: the date is 2206-03-02, years from the other rows; want a history of at most 20 years");
    read_text("start,offered\n");
    assert_fault_in_file("history.csv:2: no rows; want a row for each interval");
    read_text("start,offered\n2026-03-02 08:00,-1\n2026-03-02 08:30,x\n2026-03-02 25:30,1\n");
    assert_int_equal(faults.total, 3);
}

/* Berlin: 2026-03-29 has no 02:00 to 03:00, 2026-10-25 has it twice. */
static void days_of_23_and_25_hours(void **state)
{
    (void)state;
    site_free(&s);
    site_make(&s, "Europe/Berlin", clock_day(2026, 11, 2), 7, 30, 0, 1440, 7);
    site_write_history(&s, "start,offered\n2026-03-29 01:30,8\n2026-03-29 03:00,9\n");
    history_read(&h, &s, 0, &faults);
    assert_no_fault(&faults);
    reread("start,offered\n2026-03-29 02:30,0\n2026-03-29 01:30,8\n");
    assert_no_fault(&faults);
    assert_true(isnan(h.offered[AT(0, 2, 30)]));
    reread("start,offered\n2026-03-29 02:30,5\n");
    assert_fault_in_file("history.csv:2:1: start is \"2026-03-29 02:30\", which the clock of Europe/Berlin skipped that day; "
                         "if the export is in another time zone, it needs times with an offset");
    reread("start,offered\n2026-10-25 02:00,10\n2026-10-25 02:30,4\n2026-10-25 02:00,20\n2026-10-25 02:30,6\n2026-10-25 03:00,7\n");
    assert_no_fault(&faults);
    assert_near(h.offered[AT(0, 2, 0)], 15, 0);
    assert_near(h.offered[AT(0, 2, 30)], 5, 0);
    assert_near(h.offered[AT(0, 3, 0)], 7, 0);
    reread("start,offered\n2026-10-25T02:00+02:00,10\n2026-10-25T02:00+01:00,30\n"
           "2026-10-25T02:00Z,7\n2026-10-25T02:30Z,7\n");
    assert_near(h.offered[AT(0, 2, 0)], 20, 0);
    assert_near(h.offered[AT(0, 3, 0)], 7, 0);
    reread("start,offered\n2026-10-25 02:00,1\n2026-10-25 02:00,1\n2026-10-25 02:00,1\n");
    assert_fault_in_file("history.csv:4:1: 2026-10-25 02:00 is in line 2 already; want one row for each interval");
}

/* --- days ------------------------------------------------------------------------------------------------------- */

/* 40 contacts an interval, but: Monday of week 3 and Thursday of week 4 have no rows, nor has the whole of week 6; Tuesday
 * of week 8 is 0 all day; Wednesday of week 9 has no rows after 9:00; Thursday of week 9 is 0 from 8:30 to 9:30; Friday of
 * week 10 has thrice as many. Weeks from 0. */
static double odd_weeks(int day, int minute)
{
    int week = (day - MON) / 7, weekday = (day - MON) % 7;
    if ((week == 3 && weekday == 0) || (week == 4 && weekday == 3) || week == 6)
        return -1;
    if (week == 8 && weekday == 1)
        return 0;
    if (week == 9 && weekday == 2 && minute >= 540)
        return -1;
    if (week == 9 && weekday == 3 && minute >= 510 && minute < 570)
        return 0;
    return (week == 10 && weekday == 4 ? 120 : 40) + (day * 7 + minute / 30) % 5;
}

static void odd_days_are_named(void **state)
{
    struct text text = {0};
    (void)state;
    site_close_day(&s, 2026, 3, 9, "Founders' Day");
    site_add_rows(&text, MON, 7 * 14, 480, 600, 30, 5, odd_weeks);
    site_write_history(&s, text_string(&text));
    text_free(&text);
    history_read(&h, &s, 0, &faults);
    assert_no_fault(&faults);
    static const struct { int day; enum history_day kind; } want[] = {
        {0, HISTORY_NORMAL}, {7, HISTORY_CLOSED}, {21, HISTORY_MISSING}, {31, HISTORY_MISSING}, {42, HISTORY_MISSING},
        {46, HISTORY_MISSING}, {57, HISTORY_CLOSED}, {65, HISTORY_PARTIAL}, {66, HISTORY_PARTIAL}, {74, HISTORY_OUTLIER}};
    int odd = 0;
    for (size_t i = 0; i < sizeof want / sizeof want[0]; i++)
        assert_int_equal(h.day_kind[want[i].day], want[i].kind);
    for (int d = 0; d < h.days; d++)
        odd += h.day_kind[d] != HISTORY_NORMAL;
    assert_int_equal(odd, 1 + 2 + 5 + 1 + 2 + 1);
    NOTED("closed: Founders' Day (2026-03-09) though 1");
    NOTED("no rows on 2026-03-23, 2026-04-02 and 2026-04-13 to 2026-04-17 (5 days)");
    NOTED("no contacts all day, taken as closed: 2026-04-28");
    NOTED("left out, since contacts are missing for part of the day: 2026-05-06 (09:00 to 10:00), 2026-05-07 (08:30 to 09:30)");
    NOTED("out of line, not learned from: 2026-05-15 (4");
}

/* A file that leaves out rows of 0: 1.5 contacts an interval, every third row missing. */
static double sparse(int day, int minute) { return (day + minute / 30) % 3 == 0 ? -1 : 2 + (minute == 480); }

static void rows_left_out_at_quiet_times_are_zeros(void **state)
{
    struct text text = {0};
    (void)state;
    site_add_rows(&text, MON, 28, 480, 600, 30, 5, sparse);
    site_write_history(&s, text_string(&text));
    text_free(&text);
    history_read(&h, &s, 0, &faults);
    assert_no_fault(&faults);
    for (int d = 0; d < h.days; d++)
        assert_int_equal(h.day_kind[d], HISTORY_NORMAL);
    for (int d = 0; d < h.days; d++)
        for (int m = 480; m < 600 && d % 7 < 5; m += 30)
            assert_near(h.offered[AT(d, 0, m)], fmax(0, sparse(MON + d, m)), 0);
    NOTED("26 quiet intervals without a row count as 0 contacts");
}

static void answered_contacts_alone(void **state)
{
    (void)state;
    read_text("start,answered\n2026-03-02 08:00,12\n");
    assert_true(h.only_answered);
    assert_near(h.offered[AT(0, 8, 0)], 12, 0);
    NOTED("only answered contacts");
    read_text("start,answered,abandoned\n2026-03-02 08:00,12,3\n");
    assert_false(h.only_answered);
    assert_near(h.offered[AT(0, 8, 0)], 15, 0);
    read_text("start,offered\n2026-03-02 08:00,90\n2026-03-02 20:00,10\n");
    NOTED("10 contacts (10.0 %) lie outside the opening hours");
}

static void no_file_no_history(void **state)
{
    (void)state;
    history_read(&h, &s, 0, &faults);
    assert_int_equal(faults.total, 1);
    memset(&faults, 0, sizeof faults);
    free(s.queues[0].history_file);
    s.queues[0].history_file = NULL;
    history_read(&h, &s, 0, &faults);
    assert_int_equal(faults.total, 1);
    memset(&faults, 0, sizeof faults);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(columns_are_found_by_name),
        TEST(mapped_columns_go_before_names),
        TEST(finer_rows_are_added_up_and_coarser_split),
        TEST(ends_in_place_of_starts),
        TEST(order_does_not_matter),
        TEST(what_is_wrong_is_told_with_its_place),
        TEST(days_of_23_and_25_hours),
        TEST(odd_days_are_named),
        TEST(rows_left_out_at_quiet_times_are_zeros),
        TEST(answered_contacts_alone),
        TEST(no_file_no_history),
    };
    return cmocka_run_group_tests_name("history", tests, NULL, NULL);
}
