/* The optimizer against every roster there is, on random tiny sites with all rules in play: its bound is never above the
 * least objective, its roster never below it, keeps every rule and costs what the judge says, and the judge finds the same
 * bound from the certificate. Rules and money of the search through all rosters are the judge's. */
#include "brute_tours.h"

enum { SITES = 150, PAIRS_MAX = 40000 };

static double least_objective(const struct site *x, const struct choices *c)
{
    int T = x->s.horizon.intervals;
    double least = INFINITY, *scheduled = xcalloc((size_t)T, sizeof *scheduled);
    struct roster none = {0};
    struct scenario queues = x->s;
    queues.request_count = queues.agent_count = 0;
    for (int i = 0; i < c[0].count; i++)
        for (int k = 0; k < c[1].count; k++) {
            for (int t = 0; t < T; t++)
                scheduled[t] = c[0].cover[(size_t)i * (size_t)T + (size_t)t] + c[1].cover[(size_t)k * (size_t)T + (size_t)t];
            least = fmin(least, check_penalty_of(&queues, x->rs, scheduled, &none).total - c[0].value[i] - c[1].value[k]);
        }
    free(scheduled);
    return least + paid_leave(x);
}

/* Returns 1 when the roster is a best one. */
static int compare(struct site *x, double least, int seed)
{
    struct schedule_answer a, again;
    struct schedule_request q = {.scenario = &x->s, .requirements = x->rs, .seed = (uint64_t)seed, .effort = 0.002, .threads = 1};
    schedule_make(&a, &q);
    judge(x, &a, seed);
    if (a.lower_bound > least + 1e-6 * (1 + fabs(least)))
        fail_msg("seed %d: the bound %.9f is above the best roster of %.9f", seed, a.lower_bound, least);
    if (a.objective < least - 1e-6 * (1 + fabs(least)))
        fail_msg("seed %d: the roster of %.9f is below the best there is, %.9f", seed, a.objective, least);
    if (seed % 4 == 0) {
        q.threads = 2;
        schedule_make(&again, &q);
        assert_true(same_roster(&a.roster, &again.roster) && a.objective == again.objective && a.lower_bound == again.lower_bound);
        schedule_answer_free(&again);
    }
    int best = a.objective <= least + 1e-6 * (1 + fabs(least));
    schedule_answer_free(&a);
    return best;
}

static void test_every_roster(void **state)
{
    (void)state;
    int searched = 0, best = 0, with_goals = 0;
    for (int seed = 1; searched < SITES; seed++) {
        struct rng g;
        struct site x;
        struct choices c[2] = {{0}, {0}};
        rng_seed(&g, 300000 + (uint64_t)seed);
        brute_site(&x, &g, 2);
        random_need(&g, &x.rs[0]);
        double *zero = xcalloc((size_t)x.rs[0].intervals, sizeof *zero);
        if (list_tours(&c[0], &x, zero, 0) && list_tours(&c[1], &x, zero, 1) && c[0].count * c[1].count <= PAIRS_MAX) {
            best += compare(&x, least_objective(&x, c), seed);
            with_goals += x.rs[0].goal_count > 0;
            searched++;
        }
        for (int i = 0; i < 2; i++) {
            free(c[i].value);
            free(c[i].cover);
        }
        free(zero);
        site_free(&x);
    }
    print_message("best roster found on %d of %d sites, %d with day goals\n", best, searched, with_goals);
    assert_true(best > SITES * 8 / 10 && with_goals > SITES / 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_every_roster)};
    return cmocka_run_group_tests_name("schedule_brute", tests, make_brute, free_brute);
}
