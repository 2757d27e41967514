/* Whole shifts by day: what they add to the bound, where it is known, and against every roster of random tiny sites open by day or
 * through midnight, whose people are alike enough for it. */
#include "every_roster.h"
#include "schedule_sites.h"

enum { MORNING = 540, NIGHT = 1260 };
enum { SITES = 300, SEED = 161803, TOURS_MOST = 3000, ROSTERS_MOST = 60000 };

static const double EFFORT = 0.01; /* of the usual budget */

static void solve(struct schedule_answer *a, const struct site *x, int threads)
{
    struct schedule_request q = {.scenario = &x->s, .requirements = x->rs, .seed = 1, .effort = EFFORT, .threads = threads};
    schedule_make(a, &q);
}

static int gains_of(const struct schedule_answer *a)
{
    int gains = 0;
    for (int i = 0; i < a->bound.count; i++)
        gains += a->bound.rows[i].kind == BOUND_GAIN && a->bound.rows[i].value > 0;
    return gains;
}

static void open_all(struct site *x, int from_min, int to_min)
{
    for (int a = 0; a < x->s.agent_count; a++)
        for (int d = 0; d < x->s.horizon.days; d++)
            x->s.agents[a].available[d] = (struct window){from_min, to_min};
}

/* Three hours of a morning that need one agent each; shifts are the first two hours, the last two, and the first and the last.
 * Half of each shift covers all for 60; whole shifts need two of them, 80. So many people are away that shifts are not counted by
 * day, which would prove it from prices alone. */
static void make_thirds(struct site *x)
{
    site_make(x, "UTC", clock_day(2026, 3, 2), 1, 60, 0, (struct site_size){1, 1, 2, 30});
    struct shift_kind *k = x->s.kinds;
    x->s.contracts[0].use = USE_MUST;
    k[0].start_to = 600;
    k[0].start_step = 60;
    k[0].length_from = k[0].length_to = 120;
    k[1].length_from = k[1].length_to = 120;
    k[1].splits = 1;
    k[1].split_min[0] = k[1].split_from = k[1].split_to = k[1].part_min = 60;
    open_all(x, 540, 720);
    for (int a = 3; a < x->s.agent_count; a++)
        x->s.agents[a].available[0] = (struct window){0, 0};
    for (int t = 9; t < 12; t++) {
        x->rs[0].agents[t] = x->rs[0].floor_agents[t] = 1;
        x->rs[0].agents_gross[t] = x->rs[0].floor_gross[t] = 1;
        x->rs[0].under_per_h[t] = 100;
    }
}

static void whole_shifts_close_a_gap(void **state)
{
    (void)state;
    struct site            x;
    struct schedule_answer a;
    struct check_result    c;
    make_thirds(&x);
    solve(&a, &x, 1);
    check_roster(&c, &x.s, x.rs, &a.roster, &a.bound);
    assert_near(a.objective, 80, 1e-9);
    assert_near(a.lower_bound, 80, 1e-4);
    assert_true(a.lower_bound <= 80);
    assert_near(c.summary.lower_bound, a.lower_bound, 1e-9);
    assert_near(c.summary.bound_proven, 60, 1e-6);
    assert_int_equal(c.violations.count, 0);
    check_result_free(&c);
    schedule_answer_free(&a);
    site_free(&x);
}

/* --- gains that are not this problem's ------------------------------------------------------------------------------- */

static double judged(const struct site *x, const struct schedule_answer *a, int violations)
{
    struct check_result c;
    check_roster(&c, &x->s, x->rs, &a->roster, &a->bound);
    assert_int_equal(c.violations.count, violations);
    double bound = c.summary.lower_bound;
    assert_near(c.summary.bound_proven, 60, 1e-6);
    check_result_free(&c);
    return bound;
}

static struct bound_row *row_of(struct schedule_answer *a, enum bound_kind kind)
{
    for (int i = 0; i < a->bound.count; i++)
        if (a->bound.rows[i].kind == kind)
            return &a->bound.rows[i];
    fail_msg("no row of kind %d", (int)kind);
    return NULL;
}

/* The requirement changed where nothing is priced, the gain another than the claim: the judge keeps to what prices prove, and
 * says that the claim is not met. */
static void gains_of_another_problem_count_for_nothing(void **state)
{
    (void)state;
    struct site            x;
    struct schedule_answer a;
    make_thirds(&x);
    solve(&a, &x, 1);
    x.rs[0].over_per_h[3] = 1;
    assert_near(judged(&x, &a, 1), 60, 1e-6);
    x.rs[0].over_per_h[3] = 0;
    assert_near(judged(&x, &a, 0), 80, 1e-4);
    row_of(&a, BOUND_GAIN)->value += 0.001;
    assert_near(judged(&x, &a, 1), 60, 1e-6);
    row_of(&a, BOUND_GAIN)->value -= 0.001;
    assert_near(judged(&x, &a, 0), 80, 1e-4);
    schedule_answer_free(&a);
    site_free(&x);
}

static void bad_rows_are_refused(void **state)
{
    (void)state;
    struct site            x;
    struct schedule_answer a;
    struct check_result    c;
    make_thirds(&x);
    solve(&a, &x, 1);
    for (int i = 0; i < 3; i++) {
        struct bound_row *gain = row_of(&a, BOUND_GAIN), was = *gain;
        if (i == 0)
            gain->value = -1;
        else if (i == 1)
            gain->day = -1;
        else
            gain->node = 99;
        check_roster(&c, &x.s, x.rs, &a.roster, &a.bound);
        assert_true(c.summary.lower_bound == -INFINITY && c.violations.count == 1);
        assert_string_equal(c.violations.items[0].rule, "bound");
        check_result_free(&c);
        *row_of(&a, BOUND_GAIN) = was;
    }
    schedule_answer_free(&a);
    site_free(&x);
}

/* --- random sites ---------------------------------------------------------------------------------------------------- */

static void random_kind(struct rng *g, struct shift_kind *k, int contract, int open_min)
{
    k->contract = contract;
    k->start_from = open_min;
    k->start_to = open_min + 60 * rng_below(g, open_min == NIGHT ? 3 : 4);
    k->start_step = 60;
    k->length_from = 60 * rng_between(g, 1, 3);
    k->length_to = k->length_from + 60 * rng_below(g, 2);
    k->length_step = 60;
    if (brute_maybe(g, 0.4)) {
        k->splits = 1;
        k->split_min[0] = k->split_from = k->part_min = 60;
        k->split_to = k->length_to;
        k->split_pay = rng_below(g, 5);
    } else if (brute_maybe(g, 0.6)) {
        k->breaks = 1;
        k->rule[0] = (struct break_rule){.length_min = brute_maybe(g, 0.5) ? 30 : 60, .from_min = 30 * rng_below(g, 3),
                                         .to_min = k->length_to - 60};
    }
}

/* Six hours a day are open, from 09:00 or from 21:00. */
static void random_site(struct site *x, struct rng *g)
{
    int contracts = rng_between(g, 1, 2), days = rng_between(g, 1, 3), open_min = brute_maybe(g, 0.5) ? MORNING : NIGHT;
    site_make(x, "UTC", clock_day(2026, 3, 2), days, 60, brute_maybe(g, 0.3), (struct site_size){1, contracts, 3, 3});
    x->s.break_step_min = 30;
    random_need(g, &x->rs[0]);
    open_all(x, open_min, open_min + 360);
    for (int t = 0; t < x->rs[0].intervals; t++)
        if ((t + 24 - open_min / 60) % 24 >= 6) {
            x->rs[0].floor_gross[t] = x->rs[0].agents_gross[t] = x->rs[0].floor_agents[t] = x->rs[0].agents[t] = 0;
            x->rs[0].promised[t] = 0;
            for (int k = t * x->rs[0].deep; k < (t + 1) * x->rs[0].deep; k++)
                x->rs[0].deep_below[k] = 0;
        }
    for (int c = 0; c < contracts; c++) {
        x->s.contracts[c].use = brute_maybe(g, 0.5) ? USE_MUST : USE_MAY;
        x->s.contracts[c].days_max = brute_maybe(g, 0.5) ? 2 : RULE_NONE;
    }
    for (int k = 0; k < 3; k++)
        random_kind(g, &x->s.kinds[k], k % contracts, open_min);
    for (int a = 0; a < 3; a++)
        x->s.agents[a].contract = a % contracts;
}

/* 1: nodes of the bound hold the numbers of shifts that begin on each day; *plain: what the queue's own prices prove without. */
static int counts_days(const struct schedule_answer *a, const struct site *x, double *plain)
{
    struct bound        own = {0};
    struct check_result c;
    int                 counted = 0;
    for (int i = 0; i < a->bound.count; i++) {
        const struct bound_row *row = &a->bound.rows[i];
        counted |= row->kind == BOUND_COUNT_PRICE && row->day >= 0;
        if (row->node < 0 && row->kind != BOUND_TOTAL)
            bound_add(&own, *row);
    }
    check_roster(&c, &x->s, x->rs, &a->roster, &own);
    *plain = c.summary.lower_bound;
    check_result_free(&c);
    bound_free(&own);
    return counted;
}

struct tally {
    int    counted;             /* with numbers of shifts by day */
    double counting, counted_to; /* gaps of those without and with their nodes, likewise */
    int    sites, raised, tight, goals, nights; /* of those raised: with goals, open through midnight */
    double before, after; /* gaps as shares of the least objective, summed over the sites raised */
};

static void try_site(struct tally *n, int number)
{
    struct rng   g;
    struct site  x;
    struct every e;
    rng_stream(&g, SEED, (uint64_t)number);
    random_site(&x, &g);
    if (every_roster(&e, &x.s, x.rs, TOURS_MOST, ROSTERS_MOST)) {
        struct schedule_answer a, again;
        struct check_result    c;
        double                 plain, near = 1e-6 * (1 + fabs(e.best));
        solve(&a, &x, 1);
        solve(&again, &x, 2);
        judge(&x, &a, number);
        check_roster(&c, &x.s, x.rs, &a.roster, &a.bound);
        if (a.lower_bound > e.best + near)
            fail_msg("site %d: the bound %.9f is above the best roster of %.9f", number, a.lower_bound, e.best);
        assert_true(a.lower_bound == again.lower_bound && a.bound.count == again.bound.count);
        n->sites++;
        if (counts_days(&a, &x, &plain)) {
            n->counted++;
            n->counting += (e.best - plain) / fmax(1, fabs(e.best));
            n->counted_to += (e.best - c.summary.bound_proven) / fmax(1, fabs(e.best));
        }
        if (gains_of(&a)) {
            n->raised++;
            n->goals += x.rs[0].goal_count > 0;
            n->nights += x.s.kinds[0].start_from >= NIGHT;
            n->tight += a.lower_bound > e.best - near;
            n->before += (e.best - c.summary.bound_proven) / fmax(1, fabs(e.best));
            n->after += (e.best - a.lower_bound) / fmax(1, fabs(e.best));
        }
        check_result_free(&c);
        schedule_answer_free(&a);
        schedule_answer_free(&again);
        every_free(&e);
    }
    site_free(&x);
}

static void bounds_stay_below_every_roster(void **state)
{
    (void)state;
    struct tally n = {0};
    for (int number = 0; n.sites < SITES; number++)
        try_site(&n, number);
    print_message("%d sites, bound raised on %d, %d with goals, %d through midnight, to the least objective on %d; gap %.2f %% -> %.2f %%\n",
                  n.sites, n.raised, n.goals, n.nights, n.tight, 100 * n.before / n.raised, 100 * n.after / n.raised);
    print_message("numbers of shifts by day on %d of them: gap %.2f %% -> %.2f %%\n", n.counted, 100 * n.counting / n.counted,
                  100 * n.counted_to / n.counted);
    assert_true(n.counted > SITES / 10 && n.counted_to < 0.7 * n.counting);
    assert_true(n.raised > SITES / 10 && n.goals > 5 && n.nights > SITES / 30 && n.tight > n.raised / 10 && n.after < n.before);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_shifts_close_a_gap),
        cmocka_unit_test(gains_of_another_problem_count_for_nothing),
        cmocka_unit_test(bad_rows_are_refused),
        cmocka_unit_test(bounds_stay_below_every_roster),
    };
    return cmocka_run_group_tests_name("schedule_days", tests, NULL, NULL);
}
