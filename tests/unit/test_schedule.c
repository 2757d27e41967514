/* The optimizer on random sites of a few agents: the judge accepts every roster, counts the same money and finds the same
 * bound; a second thread changes nothing; stopped at any moment it still answers. */
#include "schedule_sites.h"

enum { SITES = 200 };

static void solve(struct schedule_answer *a, const struct site *x, uint64_t seed, int threads)
{
    struct schedule_request q = {.scenario = &x->s, .requirements = x->rs, .seed = seed, .effort = 0.002, .threads = threads,
                                 .target_gap = seed % 2 ? 0 : 0.02};
    schedule_make(a, &q);
}

static void test_judged(void **state)
{
    (void)state;
    int shifts = 0;
    for (int seed = 1; seed <= SITES; seed++) {
        struct rng g;
        struct site x;
        struct schedule_answer a;
        rng_seed(&g, 500000 + (uint64_t)seed);
        brute_site(&x, &g, rng_between(&g, 1, 9));
        random_need(&g, &x.rs[0]);
        solve(&a, &x, (uint64_t)seed, 1);
        judge(&x, &a, seed);
        assert_true(a.objective >= a.lower_bound - 1e-6 * (1 + fabs(a.objective)));
        shifts += a.roster.shift_count;
        schedule_answer_free(&a);
        site_free(&x);
    }
    assert_true(shifts > 5 * SITES);
}

static void test_same_on_two_threads(void **state)
{
    (void)state;
    for (int seed = 1; seed <= 20; seed++) {
        struct rng g;
        struct site x;
        struct schedule_answer a, b;
        rng_seed(&g, 700000 + (uint64_t)seed);
        brute_site(&x, &g, 6);
        random_need(&g, &x.rs[0]);
        solve(&a, &x, (uint64_t)seed, 1);
        solve(&b, &x, (uint64_t)seed, 2);
        assert_true(same_roster(&a.roster, &b.roster) && a.objective == b.objective && a.lower_bound == b.lower_bound);
        schedule_answer_free(&a);
        schedule_answer_free(&b);
        site_free(&x);
    }
}

static int stop_after(const struct schedule_progress *p, void *context)
{
    int *left = context;
    (void)p;
    return --*left < 0;
}

static void test_stopped(void **state)
{
    (void)state;
    for (int seed = 1; seed <= 10; seed++)
        for (int after = 0; after < 12; after++) {
            struct rng g;
            struct site x;
            struct schedule_answer a;
            int left = after;
            rng_seed(&g, 800000 + (uint64_t)seed);
            brute_site(&x, &g, 5);
            random_need(&g, &x.rs[0]);
            struct schedule_request q = {.scenario = &x.s, .requirements = x.rs, .seed = 1, .effort = 0.01, .threads = 1,
                                         .progress = stop_after, .context = &left};
            schedule_make(&a, &q);
            judge(&x, &a, seed);
            assert_true(a.objective >= a.lower_bound - 1e-6 * (1 + fabs(a.objective)));
            schedule_answer_free(&a);
            site_free(&x);
        }
}

/* A starting roster is never made worse, by however short a search. */
static void test_start(void **state)
{
    (void)state;
    int shifts = 0;
    for (int seed = 1; seed <= 30; seed++) {
        struct rng g;
        struct site x;
        struct schedule_answer a, b;
        rng_seed(&g, 900000 + (uint64_t)seed);
        brute_site(&x, &g, 7);
        random_need(&g, &x.rs[0]);
        solve(&a, &x, (uint64_t)seed, 1);
        struct schedule_request q = {.scenario = &x.s, .requirements = x.rs, .start = &a.roster, .seed = 99, .effort = 1e-6,
                                     .threads = 1};
        schedule_make(&b, &q);
        judge(&x, &b, seed);
        if (b.objective > a.objective + 1e-6)
            fail_msg("seed %d: from %.6f to %.6f", seed, a.objective, b.objective);
        shifts += a.roster.shift_count;
        schedule_answer_free(&a);
        schedule_answer_free(&b);
        site_free(&x);
    }
    assert_true(shifts > 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_judged), cmocka_unit_test(test_same_on_two_threads),
                                       cmocka_unit_test(test_stopped), cmocka_unit_test(test_start)};
    return cmocka_run_group_tests_name("schedule", tests, NULL, NULL);
}
