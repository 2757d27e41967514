/* Service and goals against the queue models asked directly, with staff that is not a whole number. */
#include "check_site.h"
#include "queueing/queue.h"

static struct queue_answer measure(const struct site *x, int t, int agents, double within_s)
{
    const struct queue *q = &x->s.queues[0];
    struct queue_case   in = {.calls = x->rs[0].offered[t],
                              .interval_s = x->s.horizon.interval_min * 60.0,
                              .aht_s = x->rs[0].aht_s[t],
                              .patience_s = q->model == QUEUE_ERLANG_A ? q->patience_s : INFINITY,
                              .waiting_places = INFINITY,
                              .agents = agents};
    struct queue_answer a;
    queue_measure(&a, &in, within_s);
    return a;
}

/* One day, 09:00 to 11:00 open, 30 contacts an interval (3 erlang), shrinkage 10 %; `agents` agents, all there from 09:00
 * to 11:00, with a break of 15 min at 10:00, the first of them at 09:15. */
static void make(struct site *x, int agents)
{
    site_make(x, "UTC", clock_day(2026, 3, 9), 1, 30, 0, (struct site_size){1, 1, 1, agents});
    struct queue *q = &x->s.queues[0];
    memset(q->open, 0, 48);
    for (int t = 18; t < 22; t++) {
        q->open[t] = 1;
        x->rs[0].offered[t] = 30;
        x->rs[0].shrink[t] = 0.1;
    }
    x->s.kinds[0].length_from = x->s.kinds[0].length_to = 120;
    x->s.kinds[0].breaks = 1;
    x->s.kinds[0].rule[0] = (struct break_rule){15, 0, 120, {0, 0}};
    for (int a = 0; a < agents; a++)
        site_book(x, a, 0, 0, 540, a ? "W60 B15 W45" : "W15 B15 W90");
    q->goal.service_level = 0.8;
    q->goal.within_s = 20;
}

static const struct goal_result *find(const struct check_result *c, const char *scope, int number)
{
    for (int i = 0; i < c->summary.goal_count; i++)
        if (strcmp(c->summary.goals[i].scope, scope) == 0 && number-- == 0)
            return &c->summary.goals[i];
    return NULL;
}

static void test_between_whole_agents(void **state)
{
    (void)state; /* 5 on work, 4.5 expected; from 10:00 three agents and a half: 2.5 + 1 * 0.5 */
    struct site x;
    make(&x, 5);
    struct check_result c = site_judge(&x, NULL);
    struct queue_answer low = measure(&x, 19, 4, 20), high = measure(&x, 19, 5, 20);
    const struct coverage *v = &c.coverages[0];
    assert_near(v->scheduled[19], 5, 1e-12);
    assert_near(v->expected[19], 4.5, 1e-12);
    assert_near(v->sl[19], (low.sl[QUEUE_SL_OFFERED] + high.sl[QUEUE_SL_OFFERED]) / 2, 1e-9);
    assert_near(v->asa_s[19], (low.wait_answered_s + high.wait_answered_s) / 2, 1e-9);
    assert_near(v->abandon[19], (low.p_abandon + high.p_abandon) / 2, 1e-9);
    assert_near(v->occupancy[19], (low.occupancy + high.occupancy) / 2, 1e-9);
    assert_near(v->expected[20], (1 + 4 * 0.5) * 0.9, 1e-12);
    low = measure(&x, 20, 2, 20), high = measure(&x, 20, 3, 20);
    assert_near(v->sl[20], 0.3 * low.sl[QUEUE_SL_OFFERED] + 0.7 * high.sl[QUEUE_SL_OFFERED], 1e-9);
    assert_true(isnan(v->sl[17]) && isnan(v->occupancy[22]));
    assert_near(v->counted[19], 30, 1e-12);
    check_result_free(&c);
    site_free(&x);
}

/* The weight and the level of each definition; at 4.5 agents both are between those of 4 and of 5. */
static void test_definitions(void **state)
{
    (void)state;
    struct site x;
    make(&x, 5);
    struct queue_answer a = measure(&x, 19, 4, 20), b = measure(&x, 19, 5, 20);
    double in_time = (a.sl[QUEUE_SL_OFFERED] + b.sl[QUEUE_SL_OFFERED]) / 2;
    double answered = 1 - (a.p_abandon + b.p_abandon) / 2;
    double met = (a.sl[QUEUE_SL_MET] + b.sl[QUEUE_SL_MET]) / 2;
    const double level[] = {in_time, in_time / answered, in_time / (1 - (met - in_time)), met};
    const double weight[] = {30, 30 * answered, 30 * (1 - (met - in_time)), 30};
    for (int d = 0; d < 4; d++) {
        x.s.queues[0].goal.definition = (enum sl_definition)d;
        struct check_result c = site_judge(&x, NULL);
        assert_near(c.coverages[0].sl[19], level[d], 1e-9);
        assert_near(c.coverages[0].counted[19], weight[d], 1e-9);
        check_result_free(&c);
    }
    /* at a whole number the models' own levels come out */
    x.rs[0].shrink[19] = 0;
    x.s.queues[0].goal.definition = SL_EXCLUDING_SHORT;
    struct check_result c = site_judge(&x, NULL);
    assert_near(c.coverages[0].sl[19], b.sl[QUEUE_SL_EXCLUDING_SHORT], 1e-9);
    check_result_free(&c);
    site_free(&x);
}

static void test_interval_goal(void **state)
{
    (void)state;
    struct site x;
    make(&x, 6);
    struct check_result    c = site_judge(&x, NULL);
    const struct goal_result *g = find(&c, "interval", 0);
    double worst = c.coverages[0].sl[20], sum = 0;
    for (int t = 18; t < 22; t++)
        sum += c.coverages[0].sl[t] / 4;
    assert_non_null(g);
    assert_true(worst < 0.8 && c.coverages[0].sl[19] > 0.8 && c.coverages[0].sl[18] > 0.8);
    assert_near(g->achieved, worst, 0);
    assert_near(g->service_level, sum, 1e-12);
    assert_int_equal(g->met, 0);
    assert_int_equal(g->below, 1);
    assert_int_equal(g->of, 4);
    assert_int_equal(c.summary.intervals_below_goal, 1);
    assert_int_equal(c.summary.intervals_open, 4);
    assert_int_equal(c.summary.goal_met, 0);
    assert_near(c.summary.service_level, sum, 1e-12);
    x.s.queues[0].goal.service_level = worst; /* met to the last digit */
    check_result_free(&c);
    c = site_judge(&x, NULL);
    assert_int_equal(c.summary.goal_met, 1);
    assert_int_equal(c.summary.intervals_below_goal, 0);
    check_result_free(&c);
    site_free(&x);
}

static void test_day_goal_and_floor(void **state)
{
    (void)state; /* volume-weighted: half the contacts come at 10:00, when staff is short */
    struct site x;
    make(&x, 6);
    x.s.queues[0].goal.scope = SCOPE_DAY;
    x.rs[0].offered[20] = 45;
    struct check_result c = site_judge(&x, NULL);
    const double       *sl = c.coverages[0].sl;
    double              level = (30 * sl[18] + 30 * sl[19] + 45 * sl[20] + 30 * sl[21]) / 135;
    assert_near(find(&c, "day", 0)->achieved, level, 1e-12);
    assert_int_equal(find(&c, "day", 0)->met, level >= 0.8);
    assert_int_equal(c.summary.intervals_below_goal, 0); /* nothing is asked of an interval by itself */
    double worst = sl[20];
    check_result_free(&c);
    x.s.queues[0].goal.service_level = level - 1e-6;
    x.s.queues[0].goal.floor = worst + 1e-6;
    c = site_judge(&x, NULL);
    assert_int_equal(find(&c, "day", 0)->met, 1);
    assert_int_equal(find(&c, "floor", 0)->met, 0);
    assert_int_equal(find(&c, "floor", 0)->below, 1);
    assert_int_equal(c.summary.goal_met, 0);
    assert_int_equal(c.summary.intervals_below_goal, 1);
    check_result_free(&c);
    x.s.queues[0].goal.scope = SCOPE_WEEK;
    x.s.queues[0].goal.floor = worst - 1e-6;
    c = site_judge(&x, NULL);
    assert_near(find(&c, "week", 0)->achieved, level, 1e-12);
    assert_int_equal(c.summary.goal_met, 1);
    check_result_free(&c);
    site_free(&x);
}

/* Two peaks: 09:30-10:30 within 60 s, and one over midnight that began the day before. */
static void test_peaks(void **state)
{
    (void)state;
    struct site x;
    make(&x, 6);
    x.s.queues[0].goal.service_level = NAN;
    x.s.queues[0].peaks = xcalloc(2, sizeof *x.s.queues[0].peaks);
    x.s.queues[0].peak_count = 2;
    x.s.queues[0].peaks[0] = (struct peak){1, 570, 630, 0.9, 60, 1};
    x.s.queues[0].peaks[1] = (struct peak){64, 1380, 570, 0.5, 20, 0};
    struct check_result       c = site_judge(&x, NULL);
    const struct goal_result *must = find(&c, "peak", 0), *soft = find(&c, "peak", 1);
    struct queue_answer       low = measure(&x, 20, 3, 60), high = measure(&x, 20, 4, 60);
    double part = c.coverages[0].expected[20] - 3;
    assert_int_equal(c.summary.goal_count, 2);
    assert_int_equal(must->first, 19);
    assert_int_equal(must->last, 21);
    assert_int_equal(must->must, 1);
    assert_near(must->achieved, (1 - part) * low.sl[QUEUE_SL_OFFERED] + part * high.sl[QUEUE_SL_OFFERED], 1e-9);
    assert_int_equal(must->met, 0);
    assert_int_equal(must->of, 2);
    assert_int_equal(soft->first, 18);
    assert_int_equal(soft->last, 19);
    assert_int_equal(soft->met, 1);
    assert_near(soft->achieved, c.coverages[0].sl[18], 1e-12);
    assert_int_equal(c.summary.intervals_below_goal, 1);
    check_result_free(&c);
    site_free(&x);
}

static void test_limits(void **state)
{
    (void)state;
    struct site x;
    make(&x, 5);
    struct goal *g = &x.s.queues[0].goal;
    g->service_level = NAN;
    struct check_result c = site_judge(&x, NULL);
    double asa = c.coverages[0].asa_s[20], abandon = c.coverages[0].abandon[20], occupancy = c.coverages[0].occupancy[20];
    assert_int_equal(c.summary.goal_count, 0);
    assert_int_equal(c.summary.goal_met, 1);
    check_result_free(&c);
    g->asa_s = asa - 1e-6;
    g->abandon_max = abandon - 1e-6;
    g->occupancy_max = occupancy - 1e-6;
    x.s.queues[0].min_agents = 4; /* people rostered */
    x.s.queues[0].max_seats = 4;
    c = site_judge(&x, NULL);
    static const char *const scopes[] = {"asa", "abandon", "occupancy", "min_agents", "max_seats"};
    const double             worst[] = {asa, abandon, occupancy, 3, 5};
    const int                below[] = {1, 1, 1, 1, 3};
    assert_int_equal(c.summary.goal_count, 5);
    for (int i = 0; i < 5; i++) {
        assert_near(find(&c, scopes[i], 0)->achieved, worst[i], 1e-9);
        assert_int_equal(find(&c, scopes[i], 0)->below, below[i]);
        assert_int_equal(find(&c, scopes[i], 0)->met, 0);
    }
    assert_int_equal(c.summary.intervals_below_goal, 4);
    check_result_free(&c);
    g->asa_s = asa;
    g->abandon_max = abandon;
    g->occupancy_max = occupancy;
    x.s.queues[0].min_agents = 3;
    x.s.queues[0].max_seats = 5;
    c = site_judge(&x, NULL);
    assert_int_equal(c.summary.goal_met, 1);
    check_result_free(&c);
    g->asa_over_all = 1; /* those who leave wait longer than those answered at these staffs, or shorter: another number */
    c = site_judge(&x, NULL);
    assert_true(fabs(c.coverages[0].asa_s[20] - asa) > 1e-3);
    check_result_free(&c);
    site_free(&x);
}

static void test_overload_and_nobody(void **state)
{
    (void)state; /* nobody hangs up and 2 of 3 erlangs are staffed: two thirds are answered, none in time */
    struct site x;
    make(&x, 2);
    x.s.queues[0].model = QUEUE_ERLANG_C;
    for (int t = 18; t < 22; t++)
        x.rs[0].shrink[t] = 0;
    struct check_result c = site_judge(&x, NULL);
    assert_near(c.coverages[0].sl[18], 0, 0);
    assert_true(isinf(c.coverages[0].asa_s[18]));
    assert_near(c.coverages[0].occupancy[18], 1, 1e-12);
    assert_near(c.summary.answered, 30 * (1.5 + 2 + 1.5 + 2) / 3.0, 1e-9);
    assert_near(c.summary.cost_per_answered, 80 / c.summary.answered, 1e-9);
    assert_near(c.summary.occupancy, 1, 1e-9);
    check_result_free(&c);
    x.roster.shift_count = 0;
    c = site_judge(&x, NULL);
    assert_near(c.summary.answered, 0, 0);
    assert_true(isnan(c.summary.cost_per_answered) && isnan(c.summary.occupancy));
    assert_near(c.summary.service_level, 0, 0);
    assert_int_equal(c.summary.goal_met, 0);
    check_result_free(&c);
    site_free(&x);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_between_whole_agents), cmocka_unit_test(test_definitions),
        cmocka_unit_test(test_interval_goal),        cmocka_unit_test(test_day_goal_and_floor),
        cmocka_unit_test(test_peaks),                cmocka_unit_test(test_limits),
        cmocka_unit_test(test_overload_and_nobody),
    };
    return cmocka_run_group_tests_name("check_goals", tests, NULL, NULL);
}
