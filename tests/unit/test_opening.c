/* Opening hours on dates with and without events, and past midnight. */
#include "site_fixture.h"

enum { MON = 20514 }; /* 2026-03-02 */

static void regular_hours_pass_midnight(void **state)
{
    struct scenario s;
    (void)state;
    site_make(&s, "Europe/Berlin", MON, 7, 30, 1200, 1560, 5); /* 20:00 to 02:00, Monday to Friday */
    const struct queue *q = &s.queues[0];
    assert_false(opening_regular(q, 0, 60)); /* Sunday night is closed */
    assert_true(opening_regular(q, 0, 1200));
    assert_true(opening_regular(q, 1, 119));
    assert_false(opening_regular(q, 1, 120));
    assert_true(opening_regular(q, 5, 60)); /* Friday's night */
    assert_false(opening_regular(q, 5, 1200));
    site_free(&s);
}

static void events_change_the_hours(void **state)
{
    struct scenario s;
    (void)state;
    site_make(&s, "Europe/Berlin", MON, 7, 30, 480, 600, 5);
    site_event(&s, (struct event){MON - 400, MON - 398, -1, EVENT_HOLIDAY, "long ago", 1, {{0, 0}}, 1, 1, -1});
    site_event(&s, (struct event){MON + 1, MON + 1, 0, EVENT_HOURS, "late", 0, {{540, 570}, {720, 780}}, 1, 1, -1});
    site_event(&s, (struct event){MON + 2, MON + 2, 1, EVENT_HOLIDAY, "another queue's", 1, {{0, 0}}, 1, 1, -1});
    site_event(&s, (struct event){MON, MON + 4, -1, EVENT_CAMPAIGN, "sale", 0, {{0, 0}}, 1.2, 1, -1});
    site_event(&s, (struct event){MON + 3, MON + 3, 0, EVENT_CAMPAIGN, "mail", 0, {{0, 0}}, 1.5, 1, -1});
    assert_false(opening_at(&s, 0, MON - 399, 1, 480));
    assert_string_equal(opening_event(&s, 0, MON - 399)->name, "long ago");
    assert_null(opening_event(&s, 0, MON - 397));
    assert_true(opening_at(&s, 0, MON, 0, 480));
    assert_false(opening_at(&s, 0, MON + 1, 1, 480));
    assert_true(opening_at(&s, 0, MON + 1, 1, 540));
    assert_true(opening_at(&s, 0, MON + 1, 1, 779));
    assert_false(opening_at(&s, 0, MON + 1, 1, 780));
    assert_true(opening_at(&s, 0, MON + 2, 2, 480));
    assert_false(opening_at(&s, 0, MON + 5, 5, 480));
    assert_true(opening_at(&s, 0, MON + 5, 4, 480)); /* a Saturday that counts as a Friday */
    assert_near(opening_factor(&s, 0, MON + 3), 1.8, 1e-12);
    assert_near(opening_factor(&s, 0, MON + 5), 1, 0);
    site_free(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(regular_hours_pass_midnight),
        cmocka_unit_test(events_change_the_hours),
    };
    return cmocka_run_group_tests_name("opening", tests, NULL, NULL);
}
