/* Holidays from a calendar: what each VEVENT becomes, and that it counts like a row of events.csv. */
#include "scenario_folder.h"
#include "base/clock.h"
#include "model/opening.h"

static const char calendar[] =
    "BEGIN:VCALENDAR\n"
    "BEGIN:VEVENT\nSUMMARY:Founders\nDTSTART;VALUE=DATE:20200303\nRRULE:FREQ=YEARLY\nEND:VEVENT\n"
    "BEGIN:VEVENT\nSUMMARY:Fair\nCATEGORIES:Work,Campaign\nX-HEADCOUNT-FACTOR:1.25\nX-HEADCOUNT-QUEUE:calls\nDTSTART;VALUE=DATE:20260304\n"
    "DTEND;VALUE=DATE:20260306\nEND:VEVENT\n"
    "BEGIN:VEVENT\nSUMMARY:Stocktaking\nCATEGORIES:HOURS\nDTSTART;TZID=Europe/Berlin:20260306T100000\nDTEND;TZID=Europe/Berlin:20260306T120000\nEND:VEVENT\n"
    "BEGIN:VEVENT\nSUMMARY:春节（班）\nDTSTART;VALUE=DATE:20260307\nEND:VEVENT\n"
    "BEGIN:VEVENT\nSUMMARY:Bridge\nCATEGORIES:WORKDAY\nX-HEADCOUNT-AS:wed\nDTSTART;VALUE=DATE:20260308\nEND:VEVENT\n"
    "END:VCALENDAR\n";

static const struct event *find(const struct scenario *s, const char *name, int date)
{
    for (int i = 0; i < s->event_count; i++)
        if (strcmp(s->events[i].name, name) == 0 && s->events[i].from_date == date)
            return &s->events[i];
    fail_msg("no event %s", name);
    return NULL;
}

/* meaning: open, factor and premium of a holiday. */
static void read_with(struct scenario *s, const char *meaning)
{
    char          folder[FOLDER_SIZE];
    struct faults faults = {.count = 0};
    folder_make(folder);
    folder_put(folder, "events.csv", "from,to,kind\n");
    folder_change(folder, "scenario.json", "\"open\": \"closed\",\n               \"factor\": 1, \"premium\": 1", meaning);
    folder_put(folder, "events.ics", calendar);
    scenario_read(s, folder, NULL, 0, 0, &faults);
    assert_no_fault(&faults);
    folder_remove(folder);
}

static void every_kind(void **state)
{
    struct scenario s;
    (void)state;
    read_with(&s, "\"open\": null");
    int monday = s.horizon.first_day;
    assert_int_equal(monday, clock_day(2026, 3, 2));
    assert_true(s.day_closed[1]);
    assert_false(s.day_closed[0]);
    assert_true(find(&s, "Founders", clock_day(2020, 3, 3))->closed);
    assert_near(opening_factor(&s, 0, monday + 2), 1.25, 0);
    assert_near(opening_factor(&s, 0, monday + 3), 1.25, 0);
    assert_near(opening_factor(&s, 0, monday + 4), 1, 0);
    assert_true(opening_at(&s, 0, monday + 4, 4, 600));
    assert_false(opening_at(&s, 0, monday + 4, 4, 720));
    assert_int_equal(find(&s, "春节（班）", monday + 5)->kind, EVENT_WORKDAY);
    assert_int_equal(horizon_weekday(&s.horizon, 5), 4);
    assert_int_equal(horizon_weekday(&s.horizon, 6), 2);
    scenario_free(&s);
}

static void holidays_as_the_scenario_says(void **state)
{
    struct scenario s;
    (void)state;
    read_with(&s, "\"open\": \"regular\", \"factor\": 0.5, \"premium\": 1.5");
    int monday = s.horizon.first_day;
    assert_false(s.day_closed[1]);
    assert_true(opening_at(&s, 0, monday + 1, 1, 600));
    assert_near(opening_factor(&s, 0, monday + 1), 0.5, 0);
    assert_near(opening_factor(&s, 0, monday + 2), 1.25, 0);
    int paid = 0;
    for (int i = 0; i < s.premium_count; i++)
        paid += s.premiums[i].holidays_only && s.premiums[i].first_day == 1 && s.premiums[i].last_day == 1 && s.premiums[i].factor == 1.5;
    assert_int_equal(paid, 1);
    scenario_free(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_kind), cmocka_unit_test(holidays_as_the_scenario_says)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
