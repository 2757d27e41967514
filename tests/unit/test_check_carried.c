/* The queue carried from interval to interval: settles where nothing changes, remembers a rush, empties at closing. */
#include "check/check_carried.h"
#include "site_fixture.h"
#include "staffing/staffing.h"

enum { MON = 20514 /* 2026-03-02 */, FIRST = 16, OPEN = 12 /* half hours from 08:00 */ };

static struct scenario    s;
static struct demand      d;
static struct requirement r;
static struct coverage    c;

static int setup(void **state)
{
    (void)state;
    site_make(&s, "Europe/Berlin", MON, 7, 30, 480, 840, 2);
    demand_alloc(&d, 0, s.horizon.intervals);
    for (int t = 0; t < d.intervals; t++) {
        d.offered[t] = s.queues[0].open[t] ? 101 : 0;
        d.aht_s[t] = 187;
    }
    staffing_make(&r, &s, &d);
    coverage_alloc(&c, 0, s.horizon.intervals);
    for (int t = 0; t < c.intervals; t++)
        c.expected[t] = s.queues[0].open[t] ? 12.25 : 0;
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    coverage_free(&c);
    requirement_free(&r);
    demand_free(&d);
    site_free(&s);
    return 0;
}

static void settles_where_nothing_changes(void **state)
{
    (void)state;
    check_carried(&c, &s, &r);
    assert_true(c.sl_carried[FIRST] > c.sl_alone[FIRST] + 0.01); /* it opens with an empty queue */
    assert_true(fabs(c.sl_carried[FIRST + OPEN - 2] - c.sl_alone[FIRST + OPEN - 2]) < 1e-3);
    assert_true(isnan(c.sl_carried[0]) && isnan(c.sl_alone[0]));
    assert_true(c.sl_carried[FIRST + 48] == c.sl_carried[FIRST]); /* the next morning begins afresh */
}

static void remembers_a_rush(void **state)
{
    (void)state;
    r.offered[FIRST + 4] = 190; /* 19.7 erlangs on 12 agents, then 101 calls again */
    check_carried(&c, &s, &r);
    assert_true(c.sl_carried[FIRST + 5] < c.sl_alone[FIRST + 5] - 0.02);
    assert_true(fabs(c.sl_carried[FIRST + 3] - c.sl_alone[FIRST + 3]) < 0.02);
}

static void between_whole_agents(void **state)
{
    (void)state;
    double low, high, part;
    for (int t = 0; t < c.intervals; t++)
        c.expected[t] = floor(c.expected[t]);
    check_carried(&c, &s, &r);
    low = c.sl_carried[FIRST + 3];
    free(c.sl_alone);
    free(c.sl_carried);
    for (int t = 0; t < c.intervals; t++)
        c.expected[t] += c.expected[t] > 0;
    check_carried(&c, &s, &r);
    high = c.sl_carried[FIRST + 3];
    free(c.sl_alone);
    free(c.sl_carried);
    for (int t = 0; t < c.intervals; t++)
        c.expected[t] -= c.expected[t] > 0 ? 0.75 : 0;
    check_carried(&c, &s, &r);
    part = (c.sl_carried[FIRST + 3] - low) / (high - low);
    assert_true(high > low && fabs(part - 0.25) < 1e-9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(settles_where_nothing_changes, setup, teardown),
        cmocka_unit_test_setup_teardown(remembers_a_rush, setup, teardown),
        cmocka_unit_test_setup_teardown(between_whole_agents, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
