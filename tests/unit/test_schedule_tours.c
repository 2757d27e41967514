/* The master over whole tours and the dives on it, on random tiny sites with every rule of the brute force in play:
 *   the LP's value and bound against the LP over all tours there are, found by trying every one with the judge's own rules;
 *   the roster of a dive against check: no rule broken, the same money, never below the best roster there is. */
#include "base/lp.h"
#include "schedule/answer.h"
#include "schedule/dive.h"
#include "brute_tours.h"

enum { SITES = 120, AGENTS = 2, PAIRS_MAX = 20000 };

/* Money of coverage by the interval: shortage below the floor, surplus above the need, seats; convex, so an LP has it as
 *   n + u >= floor, n - o <= need, n - q <= seats. */
static void plain_need(struct rng *g, struct requirement *r)
{
    for (int t = 0; t < r->intervals; t++) {
        r->floor_agents[t] = rng_below(g, 3);
        r->agents[t] = r->floor_agents[t] + rng_below(g, 2);
        r->floor_gross[t] = r->floor_agents[t];
        r->agents_gross[t] = r->agents[t];
        r->under_per_h[t] = 100 * rng_uniform(g);
        r->over_per_h[t] = 5 * rng_uniform(g);
    }
    r->seats = INFINITY;
    if (brute_maybe(g, 0.3)) {
        r->seats = rng_between(g, 2, 3); /* never below a floor: there the LP leaves seats out */
        r->seat_per_h = 50;
    }
}

static void add_need(struct lp *lp, const struct requirement *r, int t, double hours, int rows[3])
{
    double one = 1, minus = -1;
    rows[0] = lp_add_row(lp, r->floor_gross[t], INFINITY);
    rows[1] = lp_add_row(lp, -INFINITY, r->agents_gross[t]);
    rows[2] = lp_add_row(lp, -INFINITY, isfinite(r->seats) ? r->seats : 1e6);
    lp_add_column(lp, r->under_per_h[t] * hours, 0, INFINITY, 1, &rows[0], &one);
    lp_add_column(lp, r->over_per_h[t] * hours, 0, INFINITY, 1, &rows[1], &minus);
    lp_add_column(lp, r->seat_per_h * hours, 0, INFINITY, 1, &rows[2], &minus);
}

/* Value of the LP over every tour of every agent. */
static double least_of_lp(const struct site *x, const struct choices *c)
{
    int    T = x->s.horizon.intervals;
    int   *rows = xcalloc(3 * (size_t)T + 1, sizeof *rows), *need = xcalloc(3 * (size_t)T, sizeof *need);
    double *coefs = xcalloc(3 * (size_t)T + 1, sizeof *coefs);
    struct lp *lp = lp_make();
    for (int t = 0; t < T; t++)
        add_need(lp, &x->rs[0], t, x->s.horizon.interval_min / 60.0, &need[3 * t]);
    for (int a = 0; a < AGENTS; a++) {
        int row = lp_add_row(lp, 1, 1);
        for (int i = 0; i < c[a].count; i++) {
            int count = 0;
            for (int k = 0; k < 3 * T; k++) {
                double on = c[a].cover[i * T + k / 3];
                if (on != 0) {
                    rows[count] = need[k];
                    coefs[count++] = on;
                }
            }
            rows[count] = row;
            coefs[count++] = 1;
            lp_add_column(lp, -c[a].value[i], 0, INFINITY, count, rows, coefs);
        }
    }
    assert_int_equal(lp_solve(lp, LP_PRIMAL, 0), LP_OPTIMAL);
    double value = lp_objective(lp) + paid_leave(x);
    lp_free(lp);
    free(rows);
    free(need);
    free(coefs);
    return value;
}

static double least_of_rosters(const struct site *x, const struct choices *c)
{
    int T = x->s.horizon.intervals;
    double least = INFINITY, *scheduled = xcalloc((size_t)T, sizeof *scheduled);
    struct roster none = {0};
    struct scenario queues = x->s;
    queues.request_count = queues.agent_count = 0;
    for (int i = 0; i < c[0].count; i++)
        for (int k = 0; k < c[1].count; k++) {
            for (int t = 0; t < T; t++)
                scheduled[t] = c[0].cover[i * T + t] + c[1].cover[k * T + t];
            least = fmin(least, check_penalty_of(&queues, x->rs, scheduled, &none).total - c[0].value[i] - c[1].value[k]);
        }
    free(scheduled);
    return least + paid_leave(x);
}

static void check_dive(const struct site *x, const struct problem *p, struct tours *m, double bound, double least, int seed, int *best)
{
    struct board b;
    struct rng rng;
    struct schedule_answer a = {0};
    struct check_result c;
    struct dive_plan plan = {.dives = 1, .steps = 3, .enough = bound};
    rng_stream(&rng, (uint64_t)seed, 1);
    board_make(&b, p);
    tours_first(m, &b);
    double first = board_objective(&b);
    dive_run(&b, m, &plan, &rng);
    double objective = board_objective(&b);
    answer_add_roster(&a, &b);
    roster_sort(&a.roster);
    answer_add_reasons(&a, p);
    check_roster(&c, &x->s, x->rs, &a.roster, NULL);
    for (int i = 0; i < c.violations.count; i++)
        if (c.violations.items[i].agent < 0 || !has_reason(&a, c.violations.items[i].agent))
            fail_msg("seed %d: %s: %s", seed, c.violations.items[i].rule, c.violations.items[i].detail);
    assert_near(c.summary.objective, objective, 1e-6 * (1 + fabs(objective)));
    if (objective > first + 1e-9 || objective < least - 1e-6 * (1 + fabs(least)))
        fail_msg("seed %d: a dive from %.6f ends at %.6f; the best roster there is costs %.6f", seed, first, objective, least);
    *best += objective <= least + 1e-6 * (1 + fabs(least));
    check_result_free(&c);
    schedule_answer_free(&a);
    board_free(&b);
}

/* On so many threads; the dive on one alone. */
static void try_site(struct site *x, const struct choices *c, int seed, int threads, int *best)
{
    struct problem p;
    struct master_result r;
    double value = least_of_lp(x, c), least = least_of_rosters(x, c);
    problem_make(&p, &x->s, &x->rs[0]);
    master_result_make(&r, &p);
    struct tours *m = tours_make(&p, threads);
    tours_solve(m, &r, NULL, NULL);
    assert_near(r.value, value, 1e-6 * (1 + fabs(value)));
    assert_near(r.bound, value, 1e-6 * (1 + fabs(value)));
    if (threads == 1)
        check_dive(x, &p, m, r.bound, least, seed, best);
    tours_free(m);
    master_result_free(&r);
    problem_free(&p);
}

static void test_against_every_tour(void **state)
{
    (void)state;
    int searched = 0, best = 0;
    for (int seed = 1; searched < SITES; seed++) {
        struct rng g;
        struct site x;
        struct choices c[AGENTS] = {{0}, {0}};
        rng_seed(&g, 700000 + (uint64_t)seed);
        brute_site(&x, &g, AGENTS);
        plain_need(&g, &x.rs[0]);
        double *zero = xcalloc((size_t)x.rs[0].intervals, sizeof *zero);
        if (list_tours(&c[0], &x, zero, 0) && list_tours(&c[1], &x, zero, 1) && c[0].count * c[1].count <= PAIRS_MAX) {
            for (int threads = 1; threads <= 2; threads++)
                try_site(&x, c, seed, threads, &best);
            searched++;
        }
        for (int i = 0; i < AGENTS; i++) {
            free(c[i].value);
            free(c[i].cover);
        }
        free(zero);
        site_free(&x);
    }
    print_message("best roster found by a dive on %d of %d sites\n", best, searched);
    assert_true(best > SITES / 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_against_every_tour)};
    return cmocka_run_group_tests_name("schedule_tours", tests, make_brute, free_brute);
}
