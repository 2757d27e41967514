/* Every rule broken by hand, in a roster that keeps all others: exactly that rule is reported, with its amount. */
#include "check_site.h"

static const char LONG_DAY[] = "W90 B15 W135 L30 W135 B15 W90"; /* 8 paid hours, 8:30 of presence */

enum { FULL = 0, MONDAY = 0 };

/* A week of Monday to Friday, 8 paid hours a day with a lunch and two breaks, one agent with every limit set. */
static void make_week(struct site *x)
{
    site_make(x, "UTC", clock_day(2026, 3, 9), 7, 30, 0, (struct site_size){1, 2, 2, 1});
    struct contract *c = &x->s.contracts[FULL];
    c->day_min = 240;
    c->day_max = 540;
    c->week_min = 5 * 480;
    c->week_max = 5 * 480;
    c->days_min = c->days_max = 5;
    c->rest_min = 660;
    c->consecutive_min = 2;
    c->consecutive_max = 5;
    x->s.kinds[1].contract = 1;
    struct shift_kind *k = &x->s.kinds[0];
    k->weekdays = 31;
    k->start_from = 480;
    k->start_to = 720;
    k->length_from = k->length_to = 480;
    k->lunches = 2;
    k->lunch_min[0] = 30;
    k->lunch_min[1] = 60;
    k->lunch_from = 210;
    k->lunch_to = 300;
    k->breaks = 2;
    k->rule[0] = (struct break_rule){15, 90, 150, {0, 0}};
    k->rule[1] = (struct break_rule){15, 375, 450, {0, 0}};
}

static void book_days(struct site *x, int first, int count)
{
    for (int d = first; d < first + count; d++)
        site_book(x, 0, d, 0, 540, LONG_DAY);
}

/* Monday gets another pattern, Tuesday to Friday the usual one. */
static void expect_monday(int wall_min, const char *pattern, const char *rule, double amount)
{
    struct site x;
    make_week(&x);
    site_book(&x, 0, MONDAY, 0, wall_min, pattern);
    book_days(&x, 1, 4);
    site_expect(&x, rule, amount);
    site_free(&x);
}

static void test_valid(void **state)
{
    (void)state;
    expect_monday(540, LONG_DAY, "", 0);
    expect_monday(480, "W90 B15 W135 L60 W75 B15 W150", "", 0); /* the longer lunch, all windows used to their ends */
    expect_monday(720, "W150 B15 W135 L30 W60 B15 W105", "", 0);
}

static void test_start_and_length(void **state)
{
    (void)state;
    expect_monday(450, LONG_DAY, "start", 30);
    expect_monday(555, LONG_DAY, "start", 15);
    expect_monday(735, LONG_DAY, "start", 15);
}

static void test_paid_length(void **state)
{
    (void)state;
    struct site x;
    make_week(&x);
    x.s.contracts[FULL].week_min = RULE_NONE;
    site_book(&x, 0, MONDAY, 0, 540, "W90 B15 W135 L30 W135 B15 W75");
    book_days(&x, 1, 4);
    site_expect(&x, "length", 15);
    site_free(&x);
}

static void test_pauses(void **state)
{
    (void)state;
    expect_monday(540, "W90 B15 W285 B15 W75", "lunch", -1);
    expect_monday(540, "W90 B15 W120 L45 W120 B15 W120", "lunch_length", 45);
    expect_monday(540, "W90 B15 W90 L30 W165 B15 W105", "lunch_window", 15);
    expect_monday(540, "W90 B15 W210 L30 W60 B15 W90", "lunch_window", 15);
    expect_monday(540, "W90 B15 W135 L30 W240", "breaks", -1);
    expect_monday(540, "W90 B15 W135 L30 W105 B15 W45 B15 W60", "breaks", 1);
    expect_monday(540, "W90 B30 W120 L30 W135 B15 W90", "break_length", 15);
    expect_monday(540, "W75 B15 W150 L30 W135 B15 W90", "break_window", 15);
    expect_monday(540, "W165 B15 W60 L30 W135 B15 W90", "break_window", 15);
    expect_monday(540, "W95 B15 W130 L30 W135 B15 W90", "pause_step", 5);
    expect_monday(540, "W90 B15 W135 L30 W105 B15 W35 B15 W70", "breaks", 1); /* the grid is not asked of what is too many */
}

static void test_pause_order(void **state)
{
    (void)state; /* 10 minutes first, then 20: the other way round both are of the wrong length */
    struct site x;
    make_week(&x);
    x.s.kinds[0].rule[0] = (struct break_rule){15, 60, 240, {0, 0}};
    x.s.kinds[0].rule[1] = (struct break_rule){30, 60, 240, {0, 0}};
    x.s.contracts[FULL].week_min = x.s.contracts[FULL].days_min = RULE_NONE;
    x.s.contracts[FULL].consecutive_min = RULE_NONE;
    site_book(&x, 0, MONDAY, 0, 540, "W60 B30 W60 B15 W75 L30 W240");
    struct check_result c = site_judge(&x, NULL);
    assert_int_equal(c.violations.count, 2);
    for (int i = 0; i < 2; i++)
        assert_string_equal(c.violations.items[i].rule, "break_length");
    check_result_free(&c);
    site_free(&x);
}

/* Monday alone, by a kind changed first. */
static void expect_of(void (*change)(struct shift_kind *), const char *pattern, const char *rule, double amount)
{
    struct site x;
    make_week(&x);
    x.s.contracts[FULL].week_min = x.s.contracts[FULL].days_min = x.s.contracts[FULL].consecutive_min = RULE_NONE;
    change(&x.s.kinds[0]);
    site_book(&x, 0, MONDAY, 0, 540, pattern);
    site_expect(&x, rule, amount);
    site_free(&x);
}

static void tie(struct shift_kind *k)
{
    k->stretch_max = 150;
    k->gap_min = 90;
    k->rule[1].from_min = 330;
}

static void test_tied_pauses(void **state)
{
    (void)state;
    expect_of(tie, LONG_DAY, "", 0);
    expect_of(tie, "W90 B15 W120 L30 W90 B15 W150", "", 0);
    expect_of(tie, "W90 B15 W165 L30 W105 B15 W90", "stretch_max", 15);
    expect_of(tie, "W90 B15 W120 M45 L30 W105 B15 W90", "stretch_max", 15); /* a meeting is no pause */
    expect_of(tie, "W90 B15 W105 L30 W90 B15 W165", "stretch_max", 15);
}

static void gap_alone(struct shift_kind *k)
{
    tie(k);
    k->stretch_max = 0;
    k->gap_min = 105;
}

static void test_gap(void **state)
{
    (void)state;
    expect_of(gap_alone, "W90 B15 W120 L30 W105 B15 W135", "", 0);
    expect_of(gap_alone, "W90 B15 W120 L30 W90 B15 W150", "gap_min", 15);
    expect_of(gap_alone, "W150 B15 W90 L30 W105 B15 W105", "gap_min", 15);
}

static void longer_only(struct shift_kind *k)
{
    k->rule[1].only = (struct paid_range){485, 0};
}

static void shorter_only(struct shift_kind *k)
{
    k->rule[0].only = (struct paid_range){0, 480};
    k->lunch_only = (struct paid_range){0, 475};
    k->rule[1].to_min = 600;
}

static void test_pauses_by_length(void **state)
{
    (void)state;
    expect_of(longer_only, "W90 B15 W135 L30 W240", "", 0);
    expect_of(longer_only, LONG_DAY, "breaks", 1);
    expect_of(shorter_only, "W90 B15 W285 B15 W75", "", 0);
    expect_of(shorter_only, LONG_DAY, "lunch", 1);
}

static void split(struct shift_kind *k)
{
    k->lunches = 0;
    k->rule[1].to_min = 600;
    k->splits = 2;
    k->split_min[0] = 120;
    k->split_min[1] = 180;
    k->split_from = 210;
    k->split_to = 300;
    k->part_min = 180;
}

static void long_parts(struct shift_kind *k)
{
    split(k);
    k->part_min = 185;
}

static void split_or_not(struct shift_kind *k)
{
    split(k);
    k->split_min[0] = 0;
    k->stretch_max = 300;
}

static void test_split(void **state)
{
    (void)state;
    expect_of(split, "W90 B15 W135 S120 W150 B15 W75", "", 0);
    expect_of(split, "W90 B15 W135 S180 W90 B15 W135", "", 0);
    expect_of(split, "W90 B15 W285 B15 W75", "split", -1);
    expect_of(split, "W90 B15 W135 S150 W120 B15 W105", "split_length", 150);
    expect_of(split, "W90 B15 W90 S120 W195 B15 W75", "split_window", 15);
    expect_of(split, "W90 B15 W195 S120 W90 B15 W75", "", 0);
    expect_of(long_parts, "W90 B15 W195 S120 W90 B15 W75", "split_part", 5);
    expect_of(split, "W90 B15 W130 S120 W155 B15 W75", "pause_step", 10);
    expect_of(split_or_not, "W90 B15 W285 B15 W75", "", 0);
    expect_of(split_or_not, "W90 B15 W135 S180 W90 B15 W135", "", 0);
    expect_of(split_or_not, "W90 B15 W135 S120 W150 B15 W75", "split_length", 120);
    expect_of(shorter_only, "W90 B15 W90 S120 W195 B15 W75", "split", 1); /* of a kind without gaps */
}

static void test_activities(void **state)
{
    (void)state;
    struct site x;
    make_week(&x);
    book_days(&x, 0, 5);
    struct activity *second = &x.roster.activities[1];
    second[0].end_min -= 5; /* a break 5 minutes short: then nothing until work goes on */
    struct check_result c = site_judge(&x, NULL);
    int gaps = 0;
    for (int i = 0; i < c.violations.count; i++)
        gaps += strcmp(c.violations.items[i].rule, "activities") == 0 && c.violations.items[i].amount == 5;
    assert_int_equal(gaps, 1);
    check_result_free(&c);
    second[0].end_min += 5;
    x.s.contracts[FULL].week_min = x.s.contracts[FULL].week_max = RULE_NONE;
    x.roster.shifts[0].end_min += 25; /* the shift goes on, its activities do not */
    site_expect(&x, "activities", 25);
    site_free(&x);
}

static void test_availability(void **state)
{
    (void)state;
    struct site x;
    make_week(&x);
    book_days(&x, 0, 5);
    x.s.agents[0].available[1] = (struct window){550, 1040};
    site_expect(&x, "available", 20);
    x.s.agents[0].available[1] = (struct window){540, 1050};
    site_expect(&x, "", 0);
    x.s.agents[0].available[1] = (struct window){0, 0};
    site_expect(&x, "available", 510);
    x.s.agents[0].available[1] = (struct window){0, 1440};
    x.s.day_closed[3] = 1;
    site_expect(&x, "closed", 0);
    x.s.day_closed[3] = 0;
    site_add_time_off(&x, (struct time_off){.agent = 0, .start_min = 2 * 1440 + 1020, .end_min = 3 * 1440 + 540});
    site_expect(&x, "timeoff", 30);
    site_free(&x);
}

static void test_kind_and_day(void **state)
{
    (void)state;
    struct site x;
    make_week(&x);
    book_days(&x, 0, 5);
    x.roster.shifts[2].kind = -1; /* its lunch is then no known kind's: unpaid, as it was */
    site_expect(&x, "shift", 0);
    x.roster.shifts[2].kind = 1;
    char *name = x.s.kinds[1].name;
    x.s.kinds[1] = x.s.kinds[0];
    x.s.kinds[1].name = name;
    x.s.kinds[1].contract = 1;
    site_expect(&x, "contract", 0);
    x.roster.shifts[2].kind = 0;
    x.s.kinds[0].weekdays = 27;
    site_expect(&x, "weekday", 0);
    site_free(&x);
}

static void test_queues(void **state)
{
    (void)state;
    struct site x;
    make_week(&x);
    book_days(&x, 0, 5);
    x.roster.activities[0].queue = 7;
    site_expect(&x, "queue", 0);
    x.roster.activities[0].queue = 0;
    x.s.agents[0].skill_count = 0;
    struct check_result c = site_judge(&x, NULL);
    assert_int_equal(c.violations.count, 5); /* once a shift */
    assert_string_equal(c.violations.items[4].rule, "skills");
    check_result_free(&c);
    x.s.agents[0].skill_count = 1;
    for (int i = 0; i < x.roster.activity_count; i++)
        x.roster.activities[i].queue = -1; /* all the agent's skills */
    site_expect(&x, "", 0);
    site_free(&x);
}

/* --- days and weeks ---------------------------------------------------------------------------------------------- */

static void test_day_hours(void **state)
{
    (void)state;
    struct site x;
    make_week(&x);
    book_days(&x, 0, 5);
    x.s.contracts[FULL].day_min = 510;
    struct check_result c = site_judge(&x, NULL);
    assert_int_equal(c.violations.count, 5);
    assert_string_equal(c.violations.items[0].rule, "hours_day_min");
    assert_near(c.violations.items[0].amount, 0.5, 1e-12);
    check_result_free(&c);
    x.s.contracts[FULL].day_min = RULE_NONE;
    x.s.contracts[FULL].day_max = 450;
    c = site_judge(&x, NULL);
    assert_int_equal(c.violations.count, 5);
    assert_string_equal(c.violations.items[4].rule, "hours_day_max");
    check_result_free(&c);
    site_free(&x);
}

static void test_week_hours(void **state)
{
    (void)state;
    struct site x;
    make_week(&x);
    struct contract *c = &x.s.contracts[FULL];
    book_days(&x, 0, 5);
    c->week_min = c->week_max = 2430;
    site_expect(&x, "hours_week_min", 0.5);
    c->week_min = c->week_max = 2385;
    site_expect(&x, "hours_week_max", 0.25);
    c->week_min = c->week_max = 2880; /* time off credited makes up for it, in the least and in the most */
    x.s.agents[0].credited_min[0] = 480;
    site_expect(&x, "", 0);
    x.s.agents[0].credited_min[0] = 420;
    site_expect(&x, "hours_week_min", 1);
    x.s.agents[0].credited_min[0] = 540;
    site_expect(&x, "hours_week_max", 1);
    site_free(&x);
}

static void test_week_days(void **state)
{
    (void)state;
    struct site x;
    make_week(&x);
    struct contract *c = &x.s.contracts[FULL];
    c->week_min = c->week_max = RULE_NONE;
    book_days(&x, 0, 4);
    site_expect(&x, "days_week_min", 1);
    site_add_time_off(&x, (struct time_off){.agent = 0, .start_min = 4 * 1440, .end_min = 5 * 1440, .credited_min = 480});
    site_expect(&x, "", 0); /* a day off that is credited counts as worked */
    x.s.time_offs[0].credited_min = 0;
    site_expect(&x, "days_week_min", 1);
    c->days_min = RULE_NONE;
    c->days_max = 3;
    site_expect(&x, "days_week_max", 1);
    site_free(&x);
}

/* 40 hours in 5 days and one closed day on a weekday of the shifts: 4 days and 32 hours are asked for. */
static void test_holiday_week(void **state)
{
    (void)state;
    struct site x;
    make_week(&x);
    x.s.day_closed[0] = 1;
    x.s.day_closed[6] = 1; /* a Sunday nobody could have worked changes nothing */
    book_days(&x, 1, 4);
    site_expect(&x, "", 0);
    x.s.contracts[FULL].week_min = 2405; /* 2405 - ceil(2405 / 5) = 1924 */
    x.s.contracts[FULL].week_max = RULE_NONE;
    site_expect(&x, "hours_week_min", 4 / 60.0);
    site_free(&x);
}

static void test_idle_agents(void **state)
{
    (void)state;
    struct site x;
    make_week(&x);
    site_expect(&x, "", 0); /* who may work may stay off */
    x.s.contracts[FULL].use = USE_MUST;
    x.s.contracts[FULL].days_min = RULE_NONE;
    site_expect(&x, "hours_week_min", 40);
    x.s.agents[0].credited_min[0] = 2400;
    site_expect(&x, "", 0);
    site_free(&x);
}

static void test_short_weeks(void **state)
{
    (void)state; /* Thursday to Monday: two short weeks, where only the most holds */
    struct site x;
    site_make(&x, "UTC", clock_day(2026, 3, 12), 5, 30, 0, (struct site_size){1, 1, 1, 1});
    struct contract *c = &x.s.contracts[0];
    assert_int_equal(x.s.horizon.weeks, 2);
    c->use = USE_MUST;
    c->week_min = 2400;
    c->days_min = 5;
    site_book(&x, 0, 1, 0, 540, "W240");
    site_expect(&x, "", 0);
    c->week_max = 480;
    x.s.agents[0].hours_before_min = 240;
    site_expect(&x, "", 0);
    x.s.agents[0].hours_before_min = 300;
    site_expect(&x, "hours_week_max", 1);
    site_free(&x);
}

static void test_rest(void **state)
{
    (void)state;
    struct site x;
    make_week(&x);
    x.s.kinds[0].start_to = 1380;
    site_book(&x, 0, 0, 0, 1290, LONG_DAY); /* to 06:00 on Tuesday, where work begins at 09:00 */
    book_days(&x, 1, 4);
    site_expect(&x, "rest_h", 8);
    x.s.contracts[FULL].rest_min = 180;
    site_expect(&x, "", 0);
    x.s.agents[0].rest_until_min = 1350;
    site_expect(&x, "rest_h", 1);
    site_free(&x);
}

static void test_overlap_and_two_a_day(void **state)
{
    (void)state;
    struct site x;
    site_make(&x, "UTC", clock_day(2026, 3, 9), 7, 30, 0, (struct site_size){1, 1, 1, 1});
    x.s.kinds[0].start_to = 1410;
    x.s.kinds[0].start_from = 0;
    site_book(&x, 0, 0, 0, 1320, "W240"); /* Monday 22:00 to Tuesday 02:00 */
    site_book(&x, 0, 1, 0, 90, "W240");
    site_expect(&x, "overlap", 30);
    x.roster.shift_count = 0;
    site_book(&x, 0, 1, 0, 60, "W240");
    site_book(&x, 0, 1, 0, 600, "W240");
    site_expect(&x, "one_shift_a_day", 1);
    site_free(&x);
}

static void test_days_in_a_row(void **state)
{
    (void)state;
    struct site x;
    site_make(&x, "UTC", clock_day(2026, 3, 9), 14, 30, 0, (struct site_size){1, 1, 1, 1});
    struct contract *c = &x.s.contracts[0];
    c->consecutive_max = 4;
    for (int d = 0; d < 4; d++)
        site_book(&x, 0, d, 0, 540, "W240");
    site_expect(&x, "", 0);
    x.s.agents[0].consecutive_before = 2;
    site_expect(&x, "consecutive_max", 2);
    x.s.agents[0].consecutive_before = 0;
    site_book(&x, 0, 6, 0, 540, "W240"); /* Sunday and Monday: a run over the week's end */
    site_book(&x, 0, 7, 0, 540, "W240");
    c->consecutive_min = 3;
    site_expect(&x, "consecutive_min", 1);
    c->consecutive_min = 2;
    site_book(&x, 0, 13, 0, 540, "W240"); /* touches the last day: the run may go on */
    site_expect(&x, "", 0);
    x.roster.shift_count = 0;
    site_book(&x, 0, 0, 0, 540, "W240"); /* touches the first */
    site_expect(&x, "", 0);
    site_free(&x);
}

/* --- further rules of days ---------------------------------------------------------------------------------------- */

static void test_short_run_at_a_shut_day(void **state)
{
    (void)state;
    struct site x;
    site_make(&x, "UTC", clock_day(2026, 3, 9), 14, 30, 0, (struct site_size){1, 1, 1, 1});
    x.s.contracts[0].consecutive_min = 3;
    site_book(&x, 0, 4, 0, 540, "W240");
    site_expect(&x, "consecutive_min", 2);
    x.s.day_closed[5] = 1; /* the day after is closed */
    site_expect(&x, "", 0);
    x.s.day_closed[5] = 0;
    x.s.agents[0].available[3] = (struct window){600, 1440}; /* the day before: the only start, 9:00, is not for him */
    site_expect(&x, "", 0);
    x.s.agents[0].available[3] = (struct window){540, 780};
    site_expect(&x, "consecutive_min", 2);
    site_add_time_off(&x, (struct time_off){.agent = 0, .start_min = 5 * 1440, .end_min = 6 * 1440});
    site_expect(&x, "", 0);
    site_free(&x);
}

static void test_days_off(void **state)
{
    (void)state;
    struct site x;
    site_make(&x, "UTC", clock_day(2026, 3, 9), 14, 30, 0, (struct site_size){1, 1, 1, 1});
    x.s.contracts[0].days_off_min = 3;
    site_book(&x, 0, 1, 0, 540, "W240"); /* one day off before it, at the horizon's edge */
    site_book(&x, 0, 4, 0, 540, "W240");
    site_expect(&x, "days_off_min", 1);
    x.s.contracts[0].days_off_min = 2;
    site_expect(&x, "", 0);
    site_free(&x);
}

static void test_weekends(void **state)
{
    (void)state;
    struct site x;
    site_make(&x, "UTC", clock_day(2026, 3, 9), 21, 30, 0, (struct site_size){1, 1, 1, 1});
    struct contract *c = &x.s.contracts[0];
    c->weekend_days = 96;
    c->weekends_max = 1;
    c->weekends_of = 2;
    site_book(&x, 0, 5, 0, 540, "W240");
    site_book(&x, 0, 6, 0, 540, "W240");
    site_book(&x, 0, 19, 0, 540, "W240"); /* a weekend between is off */
    site_expect(&x, "", 0);
    x.s.agents[0].weekends_before = 1;
    site_expect(&x, "weekends_max", 1);
    c->weekends_of = 0;
    site_free(&x);
}

static void test_kinds_and_duties(void **state)
{
    (void)state;
    struct site       x;
    struct duty       duty[14] = {{DUTY_FREE, 0, {0}}};
    struct kind_limit most = {0, 2};
    int               late = 1;
    site_make(&x, "UTC", clock_day(2026, 3, 9), 14, 30, 0, (struct site_size){1, 1, 2, 1});
    x.s.kinds[1].start_from = x.s.kinds[1].start_to = 840;
    site_book(&x, 0, 1, 1, 840, "W240");
    site_book(&x, 0, 2, 0, 540, "W240");
    site_book(&x, 0, 3, 0, 540, "W240");
    site_book(&x, 0, 9, 0, 540, "W240");
    x.s.kinds[0].not_after = &late;
    x.s.kinds[0].not_after_count = 1;
    site_expect(&x, "not_after", 0);
    x.s.kinds[0].not_after_count = 0;
    x.s.kinds[0].not_after = NULL;
    x.s.agents[0].kind_max = &most;
    x.s.agents[0].kind_max_count = 1;
    site_expect(&x, "kind_max", 1);
    x.s.agents[0].kind_max_count = 0;
    x.s.agents[0].kind_max = NULL;
    x.s.agents[0].duty = duty;
    duty[9] = (struct duty){DUTY_FREE, 1, {0}}; /* off or this very shift */
    duty[8] = (struct duty){DUTY_FREE, 1, {0}};
    duty[1] = (struct duty){DUTY_WORK, 1, {1}};
    site_expect(&x, "", 0);
    duty[1].kind[0] = 0;
    site_expect(&x, "fixed_shift", 0);
    duty[1] = (struct duty){DUTY_OFF, 0, {0}};
    site_expect(&x, "fixed_off", 0);
    duty[1] = (struct duty){DUTY_FREE, 0, {0}};
    duty[4] = (struct duty){DUTY_WORK, 0, {0}};
    site_expect(&x, "fixed_work", 1);
    x.s.agents[0].duty = NULL;
    site_free(&x);
}

static void test_periods(void **state)
{
    (void)state;
    struct site x;
    site_make(&x, "UTC", clock_day(2026, 3, 9), 14, 30, 0, (struct site_size){1, 1, 1, 1});
    struct contract *c = &x.s.contracts[0];
    c->days_max = 2;
    for (int d = 0; d < 14; d += 5)
        site_book(&x, 0, d, 0, 540, "W240"); /* days 0, 5, 10 */
    site_expect(&x, "", 0);
    c->period_days = 14;
    site_expect(&x, "days_week_max", 1);
    c->period_before = 8; /* days 0-5 belong to the period before */
    site_expect(&x, "", 0);
    c->period_days = 12;
    c->period_before = 0;
    c->week_min = 13 * 60;
    c->days_max = 3;
    site_expect(&x, "hours_week_min", 1); /* the twelve days are whole, the two after them are not */
    site_free(&x);
}

static void test_weekly_rest_and_same_start(void **state)
{
    (void)state;
    struct site x;
    site_make(&x, "UTC", clock_day(2026, 3, 9), 7, 30, 0, (struct site_size){1, 1, 1, 1});
    struct contract *c = &x.s.contracts[0];
    x.s.kinds[0].start_to = 1140;
    for (int d = 0; d < 7; d++)
        if (d != 3)
            site_book(&x, 0, d, 0, 540 + 60 * (d == 4), "W240"); /* Wednesday 13:00 to Friday 10:00: 45 h */
    c->weekly_rest_min = 45 * 60;
    site_expect(&x, "", 0);
    c->weekly_rest_min = 46 * 60;
    site_expect(&x, "weekly_rest_h", 1);
    c->weekly_rest_min = 0;
    c->same_start = 1;
    site_expect(&x, "same_start", 60);
    c->start_spread_min = 60;
    site_expect(&x, "", 0);
    site_free(&x);
}

static void test_overtime_and_paid_hours(void **state)
{
    (void)state;
    struct site x;
    site_make(&x, "UTC", clock_day(2026, 3, 9), 7, 30, 0, (struct site_size){1, 1, 1, 1});
    struct contract *c = &x.s.contracts[0];
    for (int d = 0; d < 5; d++)
        site_book(&x, 0, d, 0, 540, "W240");
    c->overtime_after_min = 17 * 60;
    c->overtime_factor = 1.5;
    struct check_result r = site_judge(&x, NULL);
    assert_near(r.summary.cost.wages, 400, 1e-9); /* 20 h at 20 */
    assert_near(r.summary.cost.overtime, 30, 1e-9);
    assert_near(r.summary.overtime_h, 3, 1e-9);
    check_result_free(&r);
    x.s.kinds[0].paid_min = 180; /* 15 h are paid */
    r = site_judge(&x, NULL);
    assert_near(r.summary.cost.total, 300, 1e-9);
    assert_near(r.summary.paid_h, 15, 1e-9);
    check_result_free(&r);
    site_free(&x);
}

/* --- clocks ------------------------------------------------------------------------------------------------------ */

/* Sunday 2026-03-29 in Paris: 02:00 becomes 03:00. A start at 02:30 is the first moment after it. */
static void test_missing_hour(void **state)
{
    (void)state;
    struct site x;
    site_make(&x, "Europe/Paris", clock_day(2026, 3, 29), 1, 30, 0, (struct site_size){1, 1, 1, 1});
    x.s.kinds[0].start_from = 150;
    x.s.kinds[0].start_to = 150;
    site_book_at(&x, 0, 0, 0, 120, "W240");
    site_expect(&x, "", 0);
    x.roster.shift_count = 0;
    site_book_at(&x, 0, 0, 0, 150, "W240");
    site_expect(&x, "start", 30);
    site_free(&x);
}

/* --- what no planner would write --------------------------------------------------------------------------------- */

static void test_hostile(void **state)
{
    (void)state;
    static const int times[] = {INT32_MIN, -1, 0, 1, 6000, 1000000, INT32_MAX};
    static const int numbers[] = {INT32_MIN, -2, -1, 0, 1, 5, 100, INT32_MAX};
    struct site x;
    make_week(&x);
    for (size_t i = 0; i < 7; i++)
        for (size_t j = 0; j < 7; j++)
            for (size_t k = 0; k < 8; k++) {
                struct shift shift = {.agent = numbers[(k + i) % 8], .day = numbers[k], .kind = numbers[(k + j) % 8],
                                      .start_min = times[i], .end_min = times[j]};
                struct activity a = {ACT_WORK, numbers[(i + j) % 8], times[(i + k) % 7], times[j]};
                roster_add(&x.roster, &shift, &a, (int)(i + j) % 2);
            }
    x.roster.shifts[9].first = 1000000;
    x.roster.shifts[10].count = INT32_MAX;
    x.roster.shifts[11].first = -5;
    struct check_result c = site_judge(&x, NULL);
    assert_true(c.violations.count >= x.roster.shift_count);
    assert_int_equal(c.summary.goal_met, 0);
    check_result_free(&c);
    x.roster.shift_count = 0;
    site_book(&x, 0, 0, 0, 540, "W6000"); /* 100 hours */
    c = site_judge(&x, NULL);
    assert_true(c.violations.count >= 4);
    assert_near(c.summary.paid_h, 100, 1e-9);
    check_result_free(&c);
    site_free(&x);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_valid),          cmocka_unit_test(test_start_and_length),
        cmocka_unit_test(test_paid_length),    cmocka_unit_test(test_pauses),
        cmocka_unit_test(test_pause_order),    cmocka_unit_test(test_activities),
        cmocka_unit_test(test_availability),   cmocka_unit_test(test_kind_and_day),
        cmocka_unit_test(test_queues),         cmocka_unit_test(test_day_hours),
        cmocka_unit_test(test_week_hours),     cmocka_unit_test(test_week_days),
        cmocka_unit_test(test_holiday_week),   cmocka_unit_test(test_idle_agents),
        cmocka_unit_test(test_short_weeks),
        cmocka_unit_test(test_rest),           cmocka_unit_test(test_overlap_and_two_a_day),
        cmocka_unit_test(test_days_in_a_row),  cmocka_unit_test(test_short_run_at_a_shut_day), cmocka_unit_test(test_days_off), cmocka_unit_test(test_weekends),
        cmocka_unit_test(test_kinds_and_duties), cmocka_unit_test(test_periods), cmocka_unit_test(test_weekly_rest_and_same_start),
        cmocka_unit_test(test_overtime_and_paid_hours), cmocka_unit_test(test_missing_hour),
        cmocka_unit_test(test_hostile),        cmocka_unit_test(test_tied_pauses),
        cmocka_unit_test(test_gap),            cmocka_unit_test(test_pauses_by_length),
        cmocka_unit_test(test_split),
    };
    return cmocka_run_group_tests_name("check_rules", tests, NULL, NULL);
}
