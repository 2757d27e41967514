/* The tables the stages hand to each other: written, read back, and written again to the same bytes. */
#include "scenario_folder.h"
#include "model/bound.h"
#include "model/demand.h"
#include "model/requirement.h"
#include "model/roster.h"
#include "model/summary.h"
#include <math.h>

struct world {
    char            folder[FOLDER_SIZE];
    struct scenario s;
};

static int make_world(void **state)
{
    struct world *w = calloc(1, sizeof *w);
    folder_make(w->folder);
    w->s = folder_read(w->folder, NULL);
    *state = w;
    return 0;
}

static int end_world(void **state)
{
    struct world *w = *state;
    scenario_free(&w->s);
    folder_remove(w->folder);
    free(w);
    return 0;
}

static char *path_in(const struct world *w, const char *name)
{
    return file_join(w->folder, name);
}

/* The content of a file in the folder, to free. */
static char *content(const struct world *w, const char *name)
{
    struct text   text = {0};
    struct faults faults = {.count = 0};
    char         *path = path_in(w, name);
    assert_int_equal(file_read(&text, path, FILE_LIMIT, &faults), 0);
    free(path);
    return text_take(&text);
}

static void assert_content(const struct world *w, const char *name, const char *want)
{
    char *got = content(w, name);
    assert_string_equal(got, want);
    free(got);
}

static void assert_same_content(const struct world *w, const char *a, const char *b)
{
    char *want = content(w, a);
    assert_content(w, b, want);
    free(want);
}

static void fill_demand(struct demand *d, const struct scenario *s)
{
    demand_alloc(d, 0, s->horizon.intervals);
    for (int t = 0; t < d->intervals; t++) {
        d->aht_s[t] = 100 + t / 7.0;
        if (!s->queues[0].open[t])
            continue;
        d->offered[t] = 10 + t / 3.0;
        d->p10[t] = d->offered[t] * 0.7;
        d->p50[t] = d->offered[t];
        d->p90[t] = d->offered[t] * 1.3;
    }
}

static void test_demand(void **state)
{
    struct world *w = *state;
    struct demand d, back;
    struct faults faults = {.count = 0};
    char         *one = path_in(w, "one.csv"), *two = path_in(w, "two.csv");
    fill_demand(&d, &w->s);
    assert_int_equal(demand_write(&d, &w->s, one, &faults), 0);
    assert_int_equal(demand_read(&back, &w->s, one, &faults), 0);
    assert_int_equal(demand_write(&back, &w->s, two, &faults), 0);
    assert_no_fault(&faults);
    assert_string_equal(back.method, "given");
    for (int t = 0; t < d.intervals; t++) {
        assert_true(d.offered[t] == back.offered[t] && d.p10[t] == back.p10[t] && d.p90[t] == back.p90[t]);
        if (w->s.queues[0].open[t])
            assert_true(d.aht_s[t] == back.aht_s[t]);
    }
    assert_same_content(w, "one.csv", "two.csv");
    demand_free(&d);
    demand_free(&back);
    free(one);
    free(two);
}

/* A forecast of one queue that says the least: no queue, no end, wall-clock starts, the last row first. */
static void test_demand_given_by_hand(void **state)
{
    struct world *w = *state;
    struct text   text = {0};
    struct demand d;
    struct faults faults = {.count = 0};
    char         *path = path_in(w, "given.csv"), line[32];
    text_add(&text, "start,offered\n");
    for (int t = w->s.horizon.intervals - 1; t >= 0; t--)
        if (w->s.queues[0].open[t]) {
            horizon_format(&w->s.horizon, t * 30, line);
            line[16] = '\0';
            text_addf(&text, "%s,%d\n", line, t);
        }
    folder_put(w->folder, "given.csv", text_string(&text));
    assert_int_equal(demand_read(&d, &w->s, path, &faults), 0);
    assert_no_fault(&faults);
    assert_near(d.offered[20], 20, 0);
    assert_near(d.p50[20], 20, 0);
    assert_near(d.p90[20], 20 + 1.2815515655446004 * sqrt(20), 1e-9);
    assert_near(d.aht_s[20], 240, 0);
    assert_near(d.offered[0], 0, 0);
    demand_free(&d);
    free(path);
    text_free(&text);
}

static void assert_demand_fault(struct world *w, const char *rows, const char *want)
{
    struct demand d;
    struct faults faults = {.count = 0};
    char         *path = path_in(w, "bad.csv"), line[1024];
    folder_put(w->folder, "bad.csv", rows);
    assert_int_equal(demand_read(&d, &w->s, path, &faults), -1);
    fault_format(&faults.items[0], line, sizeof line);
    assert_string_equal(line + strlen(w->folder) + 1, want);
    free(path);
}

static void test_demand_faults(void **state)
{
    struct world *w = *state;
    assert_demand_fault(w, "start,offered\n2026-03-02T08:00,3\n",
                        "bad.csv: 99 open intervals of queue calls without a row, the first 2026-03-02T08:30:00+01:00; want a row for each");
    assert_demand_fault(w, "start,offered\n2026-03-02T08:00,3\n2026-03-02T08:00+01:00,4\n",
                        "bad.csv:3:1: start is \"2026-03-02T08:00+01:00\", which line 2 has too; want one row for each interval");
    assert_demand_fault(w, "start,offered\n2026-03-02T08:10,3\n",
                        "bad.csv:2:1: start is \"2026-03-02T08:10\"; want the start of an interval of 30 min");
    assert_demand_fault(w, "start,offered\n2026-03-09T08:00,3\n",
                        "bad.csv:2:1: start is \"2026-03-09T08:00\"; want a time from 2026-03-02T00:00:00+01:00 to before "
                        "2026-03-09T00:00:00+01:00");
    assert_demand_fault(w, "queue,start,offered\ncall,2026-03-02T08:00,3\n",
                        "bad.csv:2:1: queue is \"call\"; want a queue of scenario.json; did you mean \"calls\"?");
    assert_demand_fault(w, "start,offered\n2026-03-02T06:00,3\n",
                        "bad.csv:2:2: offered is 3, but calls is closed then; want 0, or other opening hours in scenario.json");
}

static void add_shift(struct roster *r, int agent, int day, int kind, int start)
{
    struct activity a[] = {{ACT_WORK, 0, start, start + 120},
                           {ACT_BREAK, -1, start + 120, start + 135},
                           {ACT_WORK, 0, start + 135, start + 210},
                           {ACT_LUNCH, -1, start + 210, start + 240},
                           {ACT_WORK, 0, start + 240, start + 510}};
    struct shift    s = {.agent = agent, .day = day, .kind = kind, .start_min = start, .end_min = start + 510};
    roster_add(r, &s, a, 5);
}

static void test_roster(void **state)
{
    struct world *w = *state;
    struct roster r = {0}, back;
    struct faults faults = {.count = 0};
    char         *one = path_in(w, "one.csv"), *two = path_in(w, "two.csv"), *grid = path_in(w, "grid.csv");
    add_shift(&r, 3, 1, 0, 1440 + 480);
    add_shift(&r, 0, 2, -1, 2 * 1440 + 450);
    add_shift(&r, 0, 0, 0, 480);
    add_shift(&r, 0, 6, 0, 6 * 1440 + 1200); /* past the horizon's end */
    r.activities[r.shifts[0].first + 3].kind = ACT_SPLIT; /* agent 3's */
    roster_sort(&r);
    assert_int_equal(r.shifts[0].day, 0);
    assert_int_equal(r.shifts[3].agent, 3);
    assert_int_equal(roster_write(&r, &w->s, one, &faults), 0);
    assert_int_equal(roster_read(&back, &w->s, one, &faults), 0);
    assert_no_fault(&faults);
    assert_int_equal(back.shift_count, 4);
    assert_int_equal(back.shifts[1].kind, -1);
    assert_int_equal(back.shifts[3].kind, 0);
    assert_int_equal(back.shifts[2].end_min, 6 * 1440 + 1710);
    assert_int_equal(back.activities[back.shifts[0].first + 3].kind, ACT_LUNCH);
    assert_int_equal(back.activities[back.shifts[0].first + 3].queue, -1);
    assert_int_equal(roster_write(&back, &w->s, two, &faults), 0);
    assert_same_content(w, "one.csv", "two.csv");
    assert_int_equal(roster_write_grid(&back, &w->s, grid, &faults), 0);
    assert_content(w, "grid.csv", "agent,name,2026-03-02,2026-03-03,2026-03-04,2026-03-05,2026-03-06,2026-03-07,2026-03-08\n"
                                  "A1,Wang Fang,08:00-16:30,,07:30-16:00,,,,20:00-04:30\n"
                                  "A2,Maria Rossi,,,,,,,\nA3,Jonas Weber,,,,,,,\nA4,Amina Diallo,,08:00-11:30 12:00-16:30,,,,,\n"
                                  "A5,Tom Baker,,,,,,,\nA6,Li Na,,,,,,,\nA7,Eva Novak,,,,,,,\nA8,Samuel Ortiz,,,,,,,\n");
    roster_free(&r);
    roster_free(&back);
    free(one);
    free(two);
    free(grid);
}

/* What is wrong with a roster is check's to say, as long as it can be read: gaps and overlaps make shifts of their own. */
static void test_roster_of_others(void **state)
{
    struct world *w = *state;
    struct roster r;
    struct faults faults = {.count = 0};
    char         *path = path_in(w, "other.csv");
    folder_put(w->folder, "other.csv", "agent,day,activity,start,end\n"
                                       "A1,2026-03-02,work,2026-03-02 13:00,2026-03-02 15:00\n"
                                       "A1,2026-03-02,work,2026-03-02 08:00,2026-03-02 12:00\n"
                                       "A1,2026-03-02,work,2026-03-02 14:00,2026-03-02 16:00\n");
    assert_int_equal(roster_read(&r, &w->s, path, &faults), 0);
    assert_no_fault(&faults);
    assert_int_equal(r.shift_count, 3);
    assert_int_equal(r.shifts[0].end_min, 720);
    assert_int_equal(r.shifts[2].start_min, 840);
    roster_free(&r);
    folder_put(w->folder, "other.csv", "agent,day,activity,start,end\n"
                                       "A9,2026-03-12,wok,2026-03-02 13:00,2026-03-02 12:00\n"
                                       "A1,2026-03-03,work,2026-03-02 13:00,2026-03-02 14:00\n");
    assert_int_equal(roster_read(&r, &w->s, path, &faults), -1);
    assert_int_equal(faults.total, 5);
    free(path);
}

static void test_bound(void **state)
{
    struct world    *w = *state;
    struct bound     b = {0}, back;
    struct faults    faults = {.count = 0};
    char            *one = path_in(w, "one.csv"), *two = path_in(w, "two.csv");
    struct bound_row none = {-1, BOUND_TOTAL, -1, -1, -1, -1, -1, 12345.678901234567}, cover = none, count = none;
    cover.kind = BOUND_COVER;
    cover.queue = 0;
    cover.start_min = 510;
    cover.value = -1.0 / 3;
    count.kind = BOUND_COUNT_PRICE;
    count.node = 4;
    count.contract = 1;
    count.day = 6;
    count.length = 480;
    count.value = 1e-300;
    bound_add(&b, cover);
    bound_add(&b, count);
    bound_add(&b, none);
    assert_int_equal(bound_write(&b, &w->s, one, &faults), 0);
    assert_int_equal(bound_read(&back, &w->s, one, &faults), 0);
    assert_no_fault(&faults);
    assert_int_equal(back.count, 3);
    assert_true(memcmp(&back.rows[0], &b.rows[0], sizeof b.rows[0]) == 0);
    assert_true(memcmp(&back.rows[1], &b.rows[1], sizeof b.rows[1]) == 0);
    assert_true(memcmp(&back.rows[2], &b.rows[2], sizeof b.rows[2]) == 0);
    assert_int_equal(bound_write(&back, &w->s, two, &faults), 0);
    assert_same_content(w, "one.csv", "two.csv");
    bound_free(&b);
    bound_free(&back);
    free(one);
    free(two);
}

static void test_requirement_and_coverage(void **state)
{
    struct world      *w = *state;
    struct requirement r;
    struct coverage    c;
    struct faults      faults = {.count = 0};
    char              *requirement = path_in(w, "requirement.csv"), *coverage = path_in(w, "coverage.csv");
    requirement_alloc(&r, 0, w->s.horizon.intervals);
    coverage_alloc(&c, 0, w->s.horizon.intervals);
    assert_true(isinf(r.seats));
    r.kind[16] = CLASS_PEAK_MUST;
    r.offered[16] = 10;
    r.aht_s[16] = 240;
    r.agents[16] = 4;
    r.floor_agents[16] = 3;
    r.agents_gross[16] = 4 / 0.9;
    r.sl[16] = 0.85;
    r.asa_s[16] = NAN;
    r.shrink[16] = 0.1;
    c.scheduled[10] = 1.5;
    c.sl[10] = NAN;
    assert_int_equal(requirement_write(&r, &w->s, requirement, &faults), 0);
    assert_content(w, "requirement.csv",
                   "queue,start,end,offered,aht_s,agents,agents_gross,sl,asa_s,occupancy,abandon,class,floor_agents,shrinkage\n"
                   "calls,2026-03-02T08:00:00+01:00,2026-03-02T08:30:00+01:00,10,240,4,4.444444444444445,0.85,,0,0,peak_must,3,0.1\n");
    assert_int_equal(coverage_write(&c, &w->s, coverage, &faults), 0);
    char *got = content(w, "coverage.csv");
    const char *first = "queue,start,end,floor,required,scheduled,expected,net,sl,asa_s,occupancy,abandon\n"
                        "calls,2026-03-02T05:00:00+01:00,2026-03-02T05:30:00+01:00,0,0,1.5,0,0,,0,0,0\n"
                        "calls,2026-03-02T08:00:00+01:00,";
    assert_int_equal(strncmp(got, first, strlen(first)), 0);
    free(got);
    requirement_free(&r);
    coverage_free(&c);
    free(requirement);
    free(coverage);
}

static const char *shout(const void *context, const char *message)
{
    return strcmp(message, "rests %d h, wants %d") ? message : context;
}

static void test_violations(void **state)
{
    struct world     *w = *state;
    struct violations v = {0};
    struct faults     faults = {.count = 0};
    char             *path = path_in(w, "violations.csv");
    assert_int_equal(violations_write(&v, &w->s, NULL, NULL, path, &faults), 0);
    assert_content(w, "violations.csv", "rule,agent,day,detail,amount\n");
    violations_add(&v, "rest_h", 2, 3, 1.25, "rests %d h, wants %d", 9, 11);
    violations_add(&v, "agreement", -1, -1, 1e-9, "x");
    assert_int_equal(violations_write(&v, &w->s, NULL, NULL, path, &faults), 0);
    assert_content(w, "violations.csv", "rule,agent,day,detail,amount\nrest_h,A3,2026-03-05,\"rests 9 h, wants 11\",1.25\nagreement,,,x,0\n");
    assert_int_equal(violations_write(&v, &w->s, shout, "WANTS %2$d: %1$d", path, &faults), 0);
    assert_content(w, "violations.csv", "rule,agent,day,detail,amount\nrest_h,A3,2026-03-05,WANTS 11: 9,1.25\nagreement,,,x,0\n");
    violations_free(&v);
    free(path);
}

static void test_summary(void **state)
{
    struct world      *w = *state;
    struct goal_result goals[] = {{.queue = 0, .scope = "day", .first = 16, .last = 36, .definition = SL_OFFERED, .wanted = 0.8,
                                   .achieved = 0.8123456789, .service_level = 0.8123456789, .met = 1, .of = 20},
                                  {.queue = 0, .scope = "asa", .first = 0, .last = 336, .wanted = 30, .achieved = NAN,
                                   .service_level = NAN, .below = 2, .of = 100}};
    struct summary     y = {.goals = goals, .goal_count = 2, .objective = 1234.56789, .lower_bound = NAN, .gap = NAN,
                            .gap_without_fixed = NAN, .stopped_by = "gap"};
    struct faults      faults = {.count = 0};
    char              *path = path_in(w, "summary.json");
    assert_int_equal(summary_write(&y, &w->s, path, &faults), 0);
    char *got = content(w, "summary.json");
    const char *want[] = {"\"scenario\": \"Help desk\"", "\"goal_met\": false", "\"objective\": 1234.5679", "\"lower_bound\": null",
                          "{\"queue\": \"calls\", \"scope\": \"day\", \"from\": \"2026-03-02T08:00:00+01:00\", "
                          "\"to\": \"2026-03-02T18:00:00+01:00\", \"definition\": \"offered\", \"wanted\": 0.8, \"achieved\": 0.812346, "
                          "\"service_level\": 0.812346, \"met\": true, \"must\": false, \"intervals\": 20, \"intervals_below\": 0}",
                          "\"definition\": null, \"wanted\": 30, \"achieved\": null", "\"stopped_by\": \"gap\"", "\"seed\": 1",
                          "{\"file\": \"scenario.json\", \"sha256\": \""};
    for (size_t i = 0; i < sizeof want / sizeof want[0]; i++)
        if (!strstr(got, want[i]))
            fail_msg("no %s in\n%s", want[i], got);
    free(got);
    free(path);
}

/* Whole or not at all: a file that cannot be written leaves the old one and no other behind. */
static void test_write_faults(void **state)
{
    struct world     *w = *state;
    struct violations v = {0};
    struct faults     faults = {.count = 0};
    assert_int_equal(violations_write(&v, &w->s, NULL, NULL, "/nonexistent/folder/violations.csv", &faults), -1);
    assert_int_equal(faults.total, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_demand),         cmocka_unit_test(test_demand_given_by_hand),
        cmocka_unit_test(test_demand_faults),  cmocka_unit_test(test_roster),
        cmocka_unit_test(test_roster_of_others), cmocka_unit_test(test_bound),
        cmocka_unit_test(test_requirement_and_coverage), cmocka_unit_test(test_violations),
        cmocka_unit_test(test_summary),        cmocka_unit_test(test_write_faults),
    };
    return cmocka_run_group_tests(tests, make_world, end_world);
}
