/* The shared bank calls (data/README.md states the errors of these methods, computed elsewhere), and made-up histories
 * whose right forecast is plain. */
#include "base/alloc.h"
#include "forecast/backtest.h"
#include "forecast/forecast.h"
#include "forecast/handle.h"
#include "forecast/spread.h"
#include "history/history_read.h"
#include "model/notes.h"
#include "site_fixture.h"

static int has_note(char **notes, int count, const char *part)
{
    for (int i = 0; i < count; i++)
        if (strstr(notes[i], part))
            return 1;
    return 0;
}

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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bank_errors_are_those_of_the_readme),
    };
    (void)has_note;
    return cmocka_run_group_tests_name("forecast", tests, NULL, NULL);
}
