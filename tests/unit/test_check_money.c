/* Money to the cent against numbers worked out by hand, coverage with pauses shorter than an interval, penalties. */
#include "check_site.h"

/* Fails unless the cost is this, to a ten-thousandth of a cent. */
static void expect_cost(const struct site *x, double wages, double premiums, double leave)
{
    struct check_result c = site_judge(x, NULL);
    assert_near(c.summary.cost.wages, wages, 1e-6);
    assert_near(c.summary.cost.premiums, premiums, 1e-6);
    assert_near(c.summary.cost.paid_leave, leave, 1e-6);
    assert_near(c.summary.cost.total, wages + premiums + leave, 1e-6);
    check_result_free(&c);
}

/* Night 22-06 at 1.25 on all days, weekends at 1.30. Wage 20. */
static void make_nights(struct site *x, const char *zone, int first_day, int days, int cyclic)
{
    site_make(x, zone, first_day, days, 30, cyclic, (struct site_size){1, 2, 1, 3});
    site_add_premium(x, (struct premium){.weekdays = 127, .from_min = 1320, .to_min = 360, .factor = 1.25});
    site_add_premium(x, (struct premium){.weekdays = 96, .from_min = 0, .to_min = 1440, .factor = 1.30});
}

static void test_plain(void **state)
{
    (void)state; /* 7.5 paid hours: the lunch is not paid, the break is */
    struct site x;
    make_nights(&x, "UTC", clock_day(2026, 3, 9), 7, 0);
    site_book(&x, 0, 0, 0, 540, "W225 L30 W120 B15 W90");
    expect_cost(&x, 150, 0, 0);
    x.s.kinds[0].lunch_paid = 1;
    expect_cost(&x, 160, 0, 0);
    x.s.kinds[0].split_pay = 7.5;
    expect_cost(&x, 160, 0, 0);
    site_book(&x, 1, 0, 0, 540, "W120 S180 W120"); /* the gap is not paid, the split shift has its money */
    expect_cost(&x, 240, 7.5, 0);
    site_free(&x);
}

static void test_overlapping_premiums(void **state)
{
    (void)state;
    struct site x;
    make_nights(&x, "UTC", clock_day(2026, 3, 9), 7, 0);
    /* Saturday 20:00-04:00: 2 h at 1.30, 6 h at 1.55: premiums 20 * (0.6 + 3.3) */
    site_book(&x, 0, 5, 0, 1200, "W480");
    expect_cost(&x, 160, 78, 0);
    /* Friday 21:10-01:35: 50 min plain, 2 h at 1.25, 95 min at 1.55 of which 20 are an unpaid lunch from 01:00 */
    site_book(&x, 1, 4, 0, 1270, "W230 L20 W15");
    expect_cost(&x, 160 + 245 / 3.0, 78 + 20 * (0.25 * 2 + 0.55 * 75 / 60), 0);
    site_free(&x);
}

static void test_window_belongs_to_its_day(void **state)
{
    (void)state; /* a night window of Fridays covers Saturday morning, and not Friday's */
    struct site x;
    site_make(&x, "UTC", clock_day(2026, 3, 9), 7, 30, 0, (struct site_size){1, 1, 1, 1});
    site_add_premium(&x, (struct premium){.weekdays = 16, .from_min = 1320, .to_min = 360, .factor = 1.5});
    site_book(&x, 0, 3, 0, 1380, "W480"); /* Thursday 23:00 to Friday 07:00 */
    expect_cost(&x, 160, 0, 0);
    site_book(&x, 0, 4, 0, 1380, "W480"); /* 23:00 to 06:00 of 07:00: 7 h */
    expect_cost(&x, 320, 70, 0);
    site_free(&x);
}

static void test_monday_after_the_night_before_the_plan(void **state)
{
    (void)state;
    struct site x;
    make_nights(&x, "UTC", clock_day(2026, 3, 9), 1, 0);
    site_book(&x, 0, 0, 0, 0, "W480"); /* Monday 00:00-08:00: six hours of the night that began on Sunday */
    expect_cost(&x, 160, 30, 0);
    site_free(&x);
}

static void test_holiday(void **state)
{
    (void)state; /* Wednesday only, added to the night */
    struct site x;
    make_nights(&x, "UTC", clock_day(2026, 3, 9), 7, 0);
    site_add_premium(&x, (struct premium){.weekdays = 127, .from_min = 0, .to_min = 1440, .holidays_only = 1, .first_day = 2,
                                          .last_day = 2, .factor = 2});
    site_book(&x, 0, 1, 0, 1380, "W120"); /* Tuesday 23:00-01:00: 1.25, then 2.25 */
    site_book(&x, 1, 2, 0, 1380, "W120"); /* Wednesday: 2.25, then 1.25 */
    site_book(&x, 2, 3, 0, 600, "W120");
    expect_cost(&x, 120, 60, 0);
    site_free(&x);
}

static void test_clock_changes(void **state)
{
    (void)state; /* 22:00-06:00 by the clock is 7 h in March and 9 h in October, all of them at night */
    struct site x;
    make_nights(&x, "Europe/Paris", clock_day(2026, 3, 28), 2, 0);
    site_book_at(&x, 0, 0, 0, horizon_minute(&x.s.horizon, 0, 1320), "W420");
    assert_int_equal(x.roster.shifts[0].end_min, horizon_minute(&x.s.horizon, 1, 360));
    expect_cost(&x, 140, 7 * 20 * 0.55, 0);
    site_free(&x);
    make_nights(&x, "Europe/Paris", clock_day(2026, 10, 24), 2, 0);
    site_book_at(&x, 0, 0, 0, horizon_minute(&x.s.horizon, 0, 1320), "W540");
    assert_int_equal(x.roster.shifts[0].end_min, horizon_minute(&x.s.horizon, 1, 360));
    expect_cost(&x, 180, 9 * 20 * 0.55, 0);
    site_free(&x);
}

/* Friday to Sunday. Past its end a plan that repeats comes to Friday again, one that does not to Monday. */
static void test_past_the_end(void **state)
{
    (void)state;
    for (int cyclic = 0; cyclic < 2; cyclic++) {
        struct site x;
        site_make(&x, "UTC", clock_day(2026, 3, 13), 3, 30, cyclic, (struct site_size){1, 1, 1, 1});
        site_add_premium(&x, (struct premium){.weekdays = 16, .from_min = 0, .to_min = 1440, .factor = 1.5});
        site_book(&x, 0, 2, 0, 1380, "W180");
        struct check_result c = site_judge(&x, NULL);
        assert_near(c.summary.cost.premiums, cyclic ? 20 : 0, 1e-9);
        assert_near(c.coverages[0].scheduled[3 * 48 - 1], 1, 1e-12);
        assert_near(c.coverages[0].scheduled[0] + c.coverages[0].scheduled[3], cyclic ? 2 : 0, 1e-12);
        assert_near(c.coverages[0].scheduled[4], 0, 1e-12);
        check_result_free(&c);
        site_free(&x);
    }
}

static void test_guaranteed(void **state)
{
    (void)state;
    struct site x;
    site_make(&x, "UTC", clock_day(2026, 3, 9), 9, 30, 0, (struct site_size){1, 2, 1, 3});
    /* contract 1 must work 40 h at 30 an hour */
    x.s.contracts[1].wage_h = 30;
    x.s.contracts[1].week_min = 2400;
    x.s.contracts[1].use = USE_MUST;
    x.s.agents[1].contract = x.s.agents[2].contract = 1;
    x.s.agents[2].credited_min[0] = 480;
    x.s.agents[2].paid_leave_min[0] = 240;
    x.s.day_closed[0] = 1; /* a closed day lowers what is asked of them, not what they are paid */
    site_book(&x, 0, 1, 0, 540, "W600");
    site_book(&x, 1, 1, 0, 540, "W600");
    /* 10 h at 20; 10 h at 30 and 30 more guaranteed; 32 h guaranteed; 4 h of leave. The second week is short. */
    expect_cost(&x, 200 + 1200 + 960, 0, 120);
    struct check_result c = site_judge(&x, NULL);
    assert_near(c.summary.fixed_cost, 1200 + 960 + 120, 1e-9);
    assert_near(c.summary.paid_h, 20, 1e-9);
    assert_near(c.summary.guaranteed_h, 30 + 32, 1e-9);
    check_result_free(&c);
    for (int d = 1; d < 6; d++)
        site_book(&x, 2, d, 0, 480, "W540"); /* 45 h, more than guaranteed */
    expect_cost(&x, 200 + 1200 + 45 * 30, 0, 120);
    site_free(&x);
}

/* --- coverage and penalties -------------------------------------------------------------------------------------- */

static void test_half_intervals(void **state)
{
    (void)state;
    struct site x;
    site_make(&x, "UTC", clock_day(2026, 3, 9), 1, 30, 0, (struct site_size){2, 1, 1, 2});
    x.s.agents[1].skills[0] = 1;
    site_book(&x, 0, 0, 0, 545, "W40 B15 W35 L30 W25 M30 W10"); /* from 09:05: a break 09:45, lunch 10:35, meeting 11:30 */
    site_book(&x, 1, 0, 0, 540, "W60"); /* says queue 0, which agent 1 has no skill for: covers nothing */
    struct check_result c = site_judge(&x, NULL);
    static const double want[] = {25 / 30.0, 0.5, 1, 5 / 30.0, 25 / 30.0, 0, 10 / 30.0, 0};
    for (int i = 0; i < 8; i++)
        assert_near(c.coverages[0].scheduled[18 + i], want[i], 1e-12);
    for (int t = 0; t < 48; t++)
        assert_near(c.coverages[1].scheduled[t], 0, 0);
    check_result_free(&c);
    x.roster.activities[x.roster.activity_count - 1].queue = -1; /* all skills: queue 1 */
    c = site_judge(&x, NULL);
    assert_near(c.coverages[1].scheduled[18], 1, 1e-12);
    assert_near(c.summary.contact_h, 110 / 60.0 + 1, 1e-9);
    check_result_free(&c);
    site_free(&x);
}

static void test_interval_penalties(void **state)
{
    (void)state;
    struct site x;
    site_make(&x, "UTC", clock_day(2026, 3, 9), 1, 30, 0, (struct site_size){1, 1, 1, 3});
    struct requirement *r = &x.rs[0];
    for (int t = 18; t < 24; t++) {
        r->floor_gross[t] = 1.5;
        r->agents_gross[t] = 1.75;
        r->under_per_h[t] = t == 19 ? 300 : t == 20 ? 10000 : 100;
        r->over_per_h[t] = 4;
    }
    r->kind[19] = CLASS_PEAK_SOFT;
    r->kind[20] = CLASS_PEAK_MUST;
    r->seats = 2;
    r->seat_per_h = 1000;
    for (int a = 0; a < 3; a++)
        site_book(&x, a, 0, 0, 540 + 60 * a, "W120"); /* 1 1 2 2 2 2 1 1 from 09:00 */
    struct check_result c = site_judge(&x, NULL);
    assert_near(c.summary.penalty.under, 0.5 * 0.5 * 100, 1e-9);
    assert_near(c.summary.penalty.under_peak, 0.5 * 0.5 * 300, 1e-9);
    assert_near(c.summary.penalty.must, 0, 0);
    assert_near(c.summary.penalty.over, 0.5 * 4 * 0.25 * 4, 1e-9);
    assert_near(c.summary.penalty.seats, 0, 0);
    check_result_free(&c);
    site_book(&x, 0, 0, 0, 660, "W60"); /* a third one from 11:00 to 12:00 */
    x.roster.shifts[1].agent = 2; /* nobody at 10:00: both of the others come at 11:00 */
    for (int i = 0; i < 3; i++)
        if (x.roster.shifts[i].start_min == 600)
            x.roster.shifts[i].start_min = x.roster.activities[x.roster.shifts[i].first].start_min = 660;
    c = site_judge(&x, NULL);
    assert_near(c.summary.penalty.must, 0.5 * 0.5 * 10000, 1e-9);
    assert_near(c.summary.penalty.seats, 2 * 0.5 * 1 * 1000, 1e-9);
    assert_near(c.summary.objective, c.summary.cost.total + c.summary.penalty.total, 1e-9);
    check_result_free(&c);
    site_free(&x);
}

/* A curve of 0, 40, 70, 90 and 95 % for 0 to 4 agents on contacts, and more contacts in the second interval. */
static void set_curve(struct requirement *r, int first, int count)
{
    static const double in_time[] = {0, 0.4, 0.7, 0.9, 0.95};
    r->in_time = xcalloc(5, sizeof(double));
    r->counted = xcalloc(5, sizeof(double));
    for (int i = 0; i < 5; i++) {
        r->in_time[i] = in_time[i];
        r->counted[i] = 1;
    }
    for (int t = first; t < first + count; t++) {
        r->curve_at[t] = 0;
        r->curve_len[t] = 5;
        r->offered[t] = 20 + 10 * (t - first);
        r->shrink[t] = 0.2;
    }
}

static void test_span_goal(void **state)
{
    (void)state;
    struct site x;
    site_make(&x, "UTC", clock_day(2026, 3, 9), 1, 30, 0, (struct site_size){1, 1, 1, 6});
    set_curve(&x.rs[0], 18, 2);
    x.rs[0].goals = xcalloc(1, sizeof *x.rs[0].goals);
    x.rs[0].goal_count = 1;
    x.rs[0].goals[0] = (struct span_goal){SCOPE_DAY, 0, 48, 0.8, 7};
    site_book(&x, 0, 0, 0, 540, "W60");
    site_book(&x, 1, 0, 0, 540, "W60");
    /* 2 scheduled, 1.6 expected: 58 % of 20 and of 30; wanted are 80 %: 11 contacts short */
    struct check_result c = site_judge(&x, NULL);
    assert_near(c.summary.penalty.goal, 11 * 7, 1e-9);
    check_result_free(&c);
    for (int a = 2; a < 6; a++) /* 6 scheduled, 4.8 expected: beyond the curve's end, 95 % */
        site_book(&x, a, 0, 0, 540, "W60");
    c = site_judge(&x, NULL);
    assert_near(c.summary.penalty.goal, 0, 0);
    check_result_free(&c);
    site_free(&x);
}

static void test_wishes(void **state)
{
    (void)state;
    struct site x;
    site_make(&x, "UTC", clock_day(2026, 3, 9), 7, 30, 0, (struct site_size){1, 1, 2, 2});
    site_add_request(&x, (struct request){0, 0, WISH_FOR, -1, 540, 780, 1});              /* inside 09:00-13:00: kept */
    site_add_request(&x, (struct request){0, 0, WISH_FOR, -1, 570, 780, 2});              /* starts before: charged */
    site_add_request(&x, (struct request){0, 0, WISH_FOR, 1, 0, 0, 4});                   /* of the other kind: charged */
    site_add_request(&x, (struct request){0, 0, WISH_AGAINST, -1, 780, 800, 8});          /* does not touch it */
    site_add_request(&x, (struct request){0, 0, WISH_AGAINST, 0, 700, 800, 16});          /* touches it: charged */
    site_add_request(&x, (struct request){0, 0, WISH_AGAINST, 1, 700, 800, 32});          /* another kind */
    site_add_request(&x, (struct request){0, 1, WISH_AGAINST, -1, 0, 0, 64});             /* off all Tuesday: kept */
    site_add_request(&x, (struct request){1, 0, WISH_FOR, -1, 0, 0, 128});                /* never works: charged */
    site_book(&x, 0, 0, 0, 540, "W240");
    struct check_result c = site_judge(&x, NULL);
    assert_near(c.summary.penalty.personal, 2 + 4 + 16 + 128, 1e-12);
    check_result_free(&c);
    site_free(&x);
}

static void test_days_off_together(void **state)
{
    (void)state; /* Friday to Wednesday week: only the middle week is full. Agent 1 has its Monday and Sunday off: no pair */
    struct site x;
    site_make(&x, "UTC", clock_day(2026, 3, 13), 13, 30, 0, (struct site_size){1, 1, 1, 2});
    x.s.penalties.no_two_days_off_together = 10;
    assert_int_equal(x.s.horizon.weeks, 3);
    for (int d = 4; d < 9; d++)
        site_book(&x, 1, d, 0, 540, "W240");
    for (int d = 0; d < 13; d++)
        if (d != 3 && d != 4)
            site_book(&x, 0, d, 0, 540, "W240");
    struct check_result c = site_judge(&x, NULL);
    assert_near(c.summary.penalty.days_off, 10, 1e-12);
    check_result_free(&c);
    site_free(&x);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plain),
        cmocka_unit_test(test_overlapping_premiums),
        cmocka_unit_test(test_window_belongs_to_its_day),
        cmocka_unit_test(test_monday_after_the_night_before_the_plan),
        cmocka_unit_test(test_holiday),
        cmocka_unit_test(test_clock_changes),
        cmocka_unit_test(test_past_the_end),
        cmocka_unit_test(test_guaranteed),
        cmocka_unit_test(test_half_intervals),
        cmocka_unit_test(test_interval_penalties),
        cmocka_unit_test(test_span_goal),
        cmocka_unit_test(test_wishes),
        cmocka_unit_test(test_days_off_together),
    };
    return cmocka_run_group_tests_name("check_money", tests, NULL, NULL);
}
