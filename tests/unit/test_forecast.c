/* The shared bank calls (data/README.md states the errors of these methods, computed elsewhere), and made-up histories
 * whose right forecast is plain. */
#include "forecast/backtest.h"
#include "forecast/forecast.h"
#include "forecast/spread.h"
#include "history/history_read.h"
#include "site_fixture.h"

/* --- the bank --------------------------------------------------------------------------------------------------- */

static int bank(struct scenario *s, struct history *h)
{
    struct faults faults = {0};
    char          path[512];
    if (!shared_folder())
        return 0;
    site_make(s, "America/New_York", clock_day(2003, 9, 1), 7, 30, 420, 1260, 5);
    site_close_day(s, 2003, 5, 26, "Memorial Day");
    site_close_day(s, 2003, 7, 4, "Independence Day");
    site_close_day(s, 2003, 9, 1, "Labor Day");
    site_map(s, "start", "date");
    site_map(s, "start", "start");
    site_map(s, "offered", "calls");
    snprintf(path, sizeof path, "%s/data", shared_folder());
    free(s->folder);
    s->folder = xstrdup(path);
    free(s->queues[0].history_file);
    s->queues[0].history_file = xstrdup("bank_calls_30min.csv");
    history_read(h, s, 0, &faults);
    assert_no_fault(&faults);
    return 1;
}

static void bank_errors_are_those_of_the_readme(void **state)
{
    static const double want[METHODS] = {8.16, 6.47, 6.39, 6.02, NAN, 5.95, NAN, 5.39};
    struct scenario     s;
    struct history      h;
    struct series       x;
    struct backtest     b;
    (void)state;
    if (!bank(&s, &h))
        skip();
    series_make(&x, &s, &h, clock_day(2003, 9, 1));
    backtest_run(&b, &x, clock_day(2003, 9, 1), 7);
    assert_int_equal(b.weeks, 13);
    for (int m = 0; m < METHODS; m++) {
        print_message("%-22s WAPE %.2f %% bias %+.2f %%\n", b.scores[m].name, 100 * b.scores[m].wape, 100 * b.scores[m].bias);
        if (!isnan(want[m]) && m != METHOD_CALENDAR)
            assert_near(100 * b.scores[m].wape, want[m], 0.3);
    }
    assert_true(100 * b.scores[METHOD_CALENDAR].wape < 5.39);
    assert_int_equal(b.best, METHOD_CALENDAR);
    backtest_free(&b);
    series_free(&x);
    history_free(&h);
    site_free(&s);
}

/* The last week is kept from the forecast and must lie within its spread about as often as promised. */
static void bank_spread_holds_for_a_week_not_seen(void **state)
{
    struct scenario s;
    struct history  h;
    struct demand   d;
    struct faults   faults = {0};
    int             inside = 0, intervals = 0;
    (void)state;
    if (!bank(&s, &h))
        skip();
    s.horizon.first_day = clock_day(2003, 8, 18);
    assert_int_equal(forecast_make(&d, &s, &h, &faults), 0);
    assert_true(site_has_note(d.notes, d.note_count, "history from 2003-08-18 on is left out"));
    for (int day = 1; day < 5; day++) /* Monday counts as Labor Day's in this fixture: closed */
        for (int k = 14; k < 42; k++) {
            double actual = h.offered[(s.horizon.first_day + day - h.first_day) * h.slots + k];
            inside += d.p10[day * 48 + k] <= actual && actual <= d.p90[day * 48 + k];
            intervals++;
        }
    assert_in_range(100 * inside / intervals, 65, 97);
    demand_free(&d);
    history_free(&h);
    site_free(&s);
}

/* --- made-up histories ------------------------------------------------------------------------------------------ */

enum { MON = 20514 }; /* 2026-03-02 */
static struct scenario s;
static struct history  h;
static struct demand   d;
static struct faults   faults;

/* Forecasts the week from first_day for a queue open 8 to 10, Monday to Friday, from that history. */
static void forecast(int first_day, int history_days, double (*count)(int day, int minute))
{
    struct text text = {0};
    site_add_rows(&text, MON, history_days, 480, 600, 30, 5, count);
    site_write_history(&s, text_string(&text));
    text_free(&text);
    history_read(&h, &s, 0, &faults);
    assert_no_fault(&faults);
    assert_int_equal(s.horizon.first_day, first_day);
    forecast_make(&d, &s, &h, &faults);
}

static void site_from(int first_day)
{
    memset(&faults, 0, sizeof faults);
    site_make(&s, "Europe/Berlin", first_day, 7, 30, 480, 600, 5);
}

static int teardown(void **state)
{
    (void)state;
    demand_free(&d);
    history_free(&h);
    site_free(&s);
    return 0;
}

#define NOTED(part) assert_true(site_has_note(d.notes, d.note_count, part))
#define AT(day, hour, minute) ((day) * 48 + (hour) * 2 + (minute) / 30)

/* The same every week, no two intervals of a week alike. */
static double steady(int day, int minute) { return 50 + 10 * ((day - MON) % 7) + (minute - 480) / 30; }

static void what_repeats_is_forecast_exactly(void **state)
{
    (void)state;
    site_from(MON + 70);
    forecast(MON + 70, 70, steady);
    assert_no_fault(&faults);
    for (int day = 0; day < 5; day++)
        for (int k = 0; k < 4; k++) {
            double want = steady(MON + day, 480 + 30 * k);
            assert_near(d.offered[AT(day, 8, 30 * k)], want, 1e-9);
            assert_true(d.p10[AT(day, 8, 30 * k)] < want - 8 && d.p90[AT(day, 8, 30 * k)] > want + 8); /* Poisson at least */
        }
    for (int t = 0; t < d.intervals; t++) {
        if (!s.queues[0].open[t])
            assert_true(d.offered[t] == 0 && d.p90[t] == 0);
        assert_near(d.aht_s[t], 280, 1e-9);
    }
    for (int m = 0; m <= METHOD_MEDIAN_8; m++) {
        assert_int_equal(d.scores[m].weeks, 5);
        assert_near(d.scores[m].wape, 0, 1e-12);
    }
    assert_string_equal(d.method, "last week");
}

static void one_week_is_enough(void **state)
{
    (void)state;
    site_from(MON + 7);
    forecast(MON + 7, 5, steady);
    assert_no_fault(&faults);
    assert_string_equal(d.method, "last week");
    for (int m = 0; m < d.score_count; m++)
        assert_int_equal(d.scores[m].weeks, 0);
    assert_near(d.offered[AT(2, 8, 0)], 70, 1e-9);
    /* Poisson quantiles of 70: 59 and 81 (R: qpois(c(.1, .9), 70)) */
    assert_near(d.p10[AT(2, 8, 0)], 70 - M_SQRT2 * 11, 1e-9);
    assert_near(d.p90[AT(2, 8, 0)], 70 + M_SQRT2 * 11, 1e-9);
    NOTED("too short to compare methods");
}

static void two_weeks_make_one_test(void **state)
{
    (void)state;
    site_from(MON + 14);
    forecast(MON + 14, 14, steady);
    assert_int_equal(d.scores[METHOD_LAST_WEEK].weeks, 1);
    assert_int_equal(d.scores[METHOD_MEAN_4].weeks, 0);
}

static void a_month_between_history_and_plan(void **state)
{
    (void)state;
    site_from(MON + 70 + 35);
    forecast(MON + 70 + 35, 70, steady);
    assert_no_fault(&faults);
    assert_near(d.offered[AT(3, 9, 30)], steady(MON + 3, 570), 1e-9);
    assert_in_range(d.scores[METHOD_LAST_WEEK].weeks, 1, 5);
    NOTED("the history ends on 2026-05-08, 37 days before the first day planned");
}

static double month_missing(int day, int minute)
{
    int week = (day - MON) / 7;
    return week >= 5 && week < 9 ? -1 : steady(day, minute);
}

static void a_month_missing_in_the_history(void **state)
{
    (void)state;
    site_from(MON + 84);
    forecast(MON + 84, 84, month_missing);
    assert_no_fault(&faults);
    assert_near(d.offered[AT(3, 9, 30)], steady(MON + 3, 570), 1e-9);
    assert_true(site_has_note(h.notes, h.note_count, "no rows on 2026-04-06 to 2026-05-01 (20 days)"));
}

static double nothing(int day, int minute)
{
    (void)day;
    (void)minute;
    return 0;
}

static void no_calls_at_all(void **state)
{
    (void)state;
    site_from(MON + 70);
    forecast(MON + 70, 70, nothing);
    assert_no_fault(&faults);
    for (int t = 0; t < d.intervals; t++)
        assert_true(d.offered[t] == 0 && d.p10[t] == 0 && d.p90[t] == 0 && d.aht_s[t] > 0);
}

/* One contact a week in one interval: no method may call that nothing because its median is 0. */
static double rare(int day, int minute) { return (day - MON) % 14 == 0 && minute == 480 ? 2 : 0; }

static void rare_contacts_are_not_forgotten(void **state)
{
    double sum = 0;
    (void)state;
    site_from(MON + 112);
    forecast(MON + 112, 112, rare);
    for (int t = 0; t < d.intervals; t++)
        sum += d.offered[t];
    assert_near(sum, 1, 1.01); /* 1 a week on average; last week says 0 or 2 */
    assert_null(strstr(d.method, "median"));
}

/* Monday of week 4 has no contacts (closed by the events), and the days after closing have 30 % more. */
static double with_holidays(int day, int minute)
{
    int n = day - MON;
    if (n == 28 || n == 49)
        return 0;
    return steady(day, minute) * (n == 29 || n == 50 ? 1.3 : 1);
}

static void events_of_history_and_plan(void **state)
{
    (void)state;
    site_from(MON + 70);
    site_close_day(&s, 2026, 3, 30, "spring day");
    site_close_day(&s, 2026, 4, 20, "another");
    site_close_day(&s, 2026, 5, 11, "holiday");
    int thursday = MON + 70 + 3, friday = thursday + 1;
    site_event(&s, (struct event){thursday, thursday, 0, EVENT_CAMPAIGN, "sale", 0, {{0, 0}}, 1.5, 1, -1});
    site_event(&s, (struct event){friday, friday, -1, EVENT_HOURS, "half day", 0, {{480, 540}}, 1, 1, -1});
    forecast(MON + 70, 70, with_holidays);
    assert_no_fault(&faults);
    for (int k = 0; k < 4; k++) {
        assert_near(d.offered[AT(0, 8, 30 * k)], 0, 0);
        assert_near(d.offered[AT(3, 8, 30 * k)], 1.5 * steady(MON + 3, 480 + 30 * k), 5);
        assert_near(d.offered[AT(4, 8, 30 * k)], k < 2 ? steady(MON + 4, 480 + 30 * k) : 0, 4);
    }
    struct series x;
    struct fit    f;
    series_make(&x, &s, &h, MON + 70);
    assert_int_equal(x.after_closed[29], 1);
    assert_int_equal(x.after_closed[30], 0);
    assert_int_equal(x.use[28], 0);
    fit_make(&f, METHOD_CALENDAR, &x, x.days);
    /* the regression learns the day after a closed day: most of ln 1.3 (the ridge keeps some) */
    assert_in_range((int)(1000 * (fit_date_factor(&f, MON + 71, 1) / fit_date_factor(&f, MON + 71, 0))), 1150, 1300);
    fit_free(&f);
    series_free(&x);
}

static double campaign_in_history(int day, int minute) { return steady(day, minute) * (day >= MON + 56 ? 2 : 1); }

static void growth_and_campaigns_are_taken_out_of_the_history(void **state)
{
    (void)state;
    site_from(MON + 70);
    s.adjustments = xcalloc(4, sizeof *s.adjustments);
    s.adjustment_count = 4;
    s.adjustments[0] = (struct adjustment){-1, xstrdup("a campaign of the past"), MON + 56, MON + 69, 0, 2, 0};
    s.adjustments[1] = (struct adjustment){0, xstrdup("growth"), MON + 70, INT_MAX, 0, 1.4, 0};
    s.adjustments[2] = (struct adjustment){0, xstrdup("faster"), MON + 72, INT_MAX, 1, 0.9, 0};
    s.adjustments[3] = (struct adjustment){-1, xstrdup("what if"), INT_MIN, INT_MAX, 0, 1.1, 1}; /* of the plan alone */
    forecast(MON + 70, 70, campaign_in_history);
    assert_no_fault(&faults);
    assert_near(d.offered[AT(2, 8, 30)], 1.1 * 1.4 * steady(MON + 2, 510), 1e-9);
    assert_near(d.aht_s[AT(1, 8, 30)], 280, 1e-9);
    assert_near(d.aht_s[AT(2, 8, 30)], 252, 1e-9);
}

/* Round the clock, Berlin: 2026-03-29 has 46 half hours, 2026-10-25 has 50. */
static double hourly(int day, int minute)
{
    if (day == clock_day(2026, 3, 29) && minute >= 120 && minute < 180)
        return -1;
    return 20 + minute / 30;
}

static void days_of_23_and_25_hours(void **state)
{
    struct text text = {0};
    int         sunday = clock_day(2026, 10, 25);
    (void)state;
    site_make(&s, "Europe/Berlin", sunday - 6, 7, 30, 0, 1440, 7);
    site_add_rows(&text, MON, sunday - 6 - MON, 0, 1440, 30, 7, hourly);
    site_write_history(&s, text_string(&text));
    text_free(&text);
    history_read(&h, &s, 0, &faults);
    assert_no_fault(&faults);
    for (int i = 0; i < h.days; i++)
        assert_int_equal(h.day_kind[i], HISTORY_NORMAL);
    forecast_make(&d, &s, &h, &faults);
    assert_no_fault(&faults);
    assert_int_equal(d.intervals, 7 * 48 + 2);
    for (int i = 0; i < 50; i++) /* 02:00 and 02:30 twice */
        assert_near(d.offered[6 * 48 + i], 20 + (i < 6 ? i : i - 2), 1e-9);
}

static double no_fridays(int day, int minute) { return (day - MON) % 7 == 4 ? -1 : steady(day, minute); }
static double short_days(int day, int minute) { return minute >= 540 ? -1 : steady(day, minute); }

static void what_the_history_never_showed_is_said(void **state)
{
    (void)state;
    site_from(MON + 28);
    forecast(MON + 28, 28, no_fridays);
    assert_no_fault(&faults);
    NOTED("no usable Friday in the history");
    assert_near(d.offered[AT(4, 8, 0)], (50 + 60 + 70 + 80) / 4.0, 1e-6);
    teardown(NULL);
    site_from(MON + 28);
    forecast(MON + 28, 28, short_days);
    assert_no_fault(&faults);
    NOTED("10 open intervals the history has no rows for, the first on Monday at 09:00");
    assert_near(d.offered[AT(0, 9, 0)], 0, 0);
}

static void no_day_to_forecast_from(void **state)
{
    (void)state;
    site_from(MON);
    forecast(MON, 7, steady); /* all of it lies in the plan */
    assert_int_equal(faults.total, 1);
    assert_non_null(strstr(faults.items[0].message, "no complete normal day before 2026-03-02"));
}

/* --- handle times and spread ------------------------------------------------------------------------------------ */

static void handle_times_by_weekday_and_slot(void **state)
{
    enum { WEEKS = 20 };
    struct text text = {0};
    char        date[CLOCK_DATE_SIZE];
    (void)state;
    site_from(MON + 7 * WEEKS);
    text_add(&text, "start,offered,answered,aht_s\n");
    for (int day = MON; day < MON + 7 * WEEKS; day++)
        for (int m = 480; m < 600 && (day - MON) % 7 < 5; m += 30)
            text_addf(&text, "%s %02d:%02d,2000,1900,%g\n", clock_date_format(day, date), m / 60, m % 60,
                      300.0 * ((day - MON) % 7 == 0 ? 1.2 : 1) * (m < 540 ? 1 : 0.8));
    site_write_history(&s, text_string(&text));
    text_free(&text);
    history_read(&h, &s, 0, &faults);
    forecast_make(&d, &s, &h, &faults);
    assert_no_fault(&faults);
    assert_near(d.aht_s[AT(0, 8, 0)] / d.aht_s[AT(1, 8, 0)], 1.2, 0.005);
    assert_true(d.aht_s[AT(1, 8, 0)] > d.aht_s[AT(1, 8, 30)] && d.aht_s[AT(1, 9, 0)] > d.aht_s[AT(1, 9, 30)]);
    double sum = 0;
    for (int k = 0; k < 4; k++)
        sum += d.aht_s[AT(1, 8, 30 * k)] / 4;
    assert_near(sum, 270, 3);
    demand_free(&d);
    s.queues[0].aht_fixed = 1;
    assert_int_equal(forecast_make(&d, &s, &h, &faults), 0);
    assert_near(d.aht_s[AT(0, 8, 0)], 280, 1e-9);
    s.queues[0].aht_fixed = 0;
    s.queues[0].aht_s = NAN;
    for (int i = 0; i < h.days * h.slots; i++)
        h.aht_s[i] = NAN;
    demand_free(&d);
    assert_int_equal(forecast_make(&d, &s, &h, &faults), -1);
    assert_non_null(strstr(faults.items[0].message, "no handle time"));
}

static void spread_from_errors(void **state)
{
    struct spread p;
    double        forecast_of[1000], actual[1000], q[3];
    (void)state;
    for (int i = 0; i < 1000; i++) { /* errors evenly from -20 % to +30 % */
        forecast_of[i] = 10000;
        actual[i] = 8000 + 5 * (i * 7 % 1000);
    }
    spread_make(&p, forecast_of, actual, 1000);
    spread_quantiles(&p, 10000, q);
    assert_near(q[0], 8500, 60);
    assert_near(q[1], 10500, 60);
    assert_near(q[2], 12500, 60);
    spread_quantiles(&p, 40000, q); /* beyond the classes the same share */
    assert_near(q[2], 50000, 240);
    spread_quantiles(&p, 4, q); /* R: qpois(c(.1, .9), 4) = 2, 7: never narrower */
    assert_true(q[0] <= 2 && q[2] >= 7);
    spread_quantiles(&p, 0, q);
    assert_true(q[0] == 0 && q[1] == 0 && q[2] == 0);
    spread_make(&p, forecast_of, actual, 10);
    assert_int_equal(p.classes, 0);
    spread_quantiles(&p, 100, q); /* R: qpois(c(.1, .5, .9), 100) = 87, 100, 113 */
    assert_near(q[0], 100 - M_SQRT2 * 13, 1e-9);
    assert_near(q[1], 100, 0);
    assert_near(q[2], 100 + M_SQRT2 * 13, 1e-9);
}

#define TEST(f) cmocka_unit_test_teardown(f, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bank_errors_are_those_of_the_readme),
        cmocka_unit_test(bank_spread_holds_for_a_week_not_seen),
        TEST(what_repeats_is_forecast_exactly),
        TEST(one_week_is_enough),
        TEST(two_weeks_make_one_test),
        TEST(a_month_between_history_and_plan),
        TEST(a_month_missing_in_the_history),
        TEST(no_calls_at_all),
        TEST(rare_contacts_are_not_forgotten),
        TEST(events_of_history_and_plan),
        TEST(growth_and_campaigns_are_taken_out_of_the_history),
        TEST(days_of_23_and_25_hours),
        TEST(what_the_history_never_showed_is_said),
        TEST(no_day_to_forecast_from),
        TEST(handle_times_by_weekday_and_slot),
        cmocka_unit_test(spread_from_errors),
    };
    return cmocka_run_group_tests_name("forecast", tests, NULL, NULL);
}
