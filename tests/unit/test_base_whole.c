/* Branch and bound against every choice of the whole columns, each with the rest of the program solved by itself: the bound is
 * never above the least, meets it where nothing is left open, and no price however large blurs it. */
#include "base/alloc.h"
#include "base/rng.h"
#include "base/whole.h"
#include "unit.h"
#include <math.h>
#include <stdlib.h>

enum { PROGRAMS = 300, ROWS = 6, WHOLES = 4, PARTS = 4, MOST = 2, COLUMNS = WHOLES + PARTS, CHOICES = 81 };

struct program {
    double cost[COLUMNS], high[COLUMNS], coef[COLUMNS][ROWS], least[ROWS], most[ROWS];
    double dear; /* price of the last column, which every row can do with */
};

static void random_program(struct rng *g, struct program *p)
{
    p->dear = pow(10, rng_between(g, 1, 9));
    for (int j = 0; j < COLUMNS; j++) {
        p->cost[j] = j == COLUMNS - 1 ? p->dear : rng_between(g, 1, 30) + (j < WHOLES ? 20 : 0);
        p->high[j] = j < WHOLES ? MOST : 3;
        for (int i = 0; i < ROWS; i++)
            p->coef[j][i] = j == COLUMNS - 1 ? 1 : rng_uniform(g) < 0.5 ? 0 : rng_between(g, -1, 3) / 2.0;
    }
    for (int i = 0; i < ROWS; i++) {
        p->least[i] = rng_between(g, 1, 12) / 4.0;
        p->most[i] = rng_uniform(g) < 0.8 ? INFINITY : p->least[i] + rng_below(g, 2);
    }
}

/* choice < 0: whole columns free. */
static struct lp *make(const struct program *p, int choice)
{
    static const int rows[ROWS] = {0, 1, 2, 3, 4, 5};
    struct lp       *lp = lp_make();
    for (int i = 0; i < ROWS; i++)
        lp_add_row(lp, p->least[i], p->most[i]);
    for (int j = 0; j < COLUMNS; j++) {
        int fixed = j < WHOLES && choice >= 0, at = choice % (MOST + 1);
        lp_add_column(lp, p->cost[j], fixed ? at : 0, fixed ? at : p->high[j], ROWS, rows, p->coef[j]);
        if (j < WHOLES)
            lp_set_whole(lp, j);
        choice /= j < WHOLES && choice >= 0 ? MOST + 1 : 1;
    }
    return lp;
}

static double least_of_all(const struct program *p)
{
    double least = INFINITY;
    for (int choice = 0; choice < CHOICES; choice++) {
        struct lp *lp = make(p, choice);
        if (lp_solve(lp, LP_PRIMAL, 0) == LP_OPTIMAL)
            least = fmin(least, lp_objective(lp));
        lp_free(lp);
    }
    return least;
}

/* Returns the bound of the program without whole numbers. */
static double compare(const struct program *p, int nodes, double least, int number, int *left)
{
    struct lp     *lp = make(p, -1);
    double         slack = 1e-9 * (1 + fabs(least)) + 1e-12 * p->dear, plain = INFINITY;
    enum lp_status status = lp_solve(lp, LP_PRIMAL, 0);
    *left = 0;
    if (status == LP_OPTIMAL) {
        plain = lp_proven(lp);
        double bound = whole_bound(lp, nodes, left);
        assert_true(plain <= lp_objective(lp) + slack);
        if (bound > least + slack || (isfinite(bound) && bound < plain - slack))
            fail_msg("program %d: %d subproblems prove %.9f, the least is %.9f", number, nodes, bound, least);
        if (!*left && isfinite(least) && bound < least - 1e-6 * (1 + fabs(least)) - 1e-9 * p->dear)
            fail_msg("program %d: nothing is left open, %.9f proven, the least is %.9f", number, bound, least);
        if (!*left && isinf(least))
            assert_true(isinf(bound) || bound > plain - slack);
    } else
        assert_true(isinf(least));
    lp_free(lp);
    return plain;
}

static void test_every_choice(void **state)
{
    (void)state;
    int raised = 0, stopped = 0, empty = 0;
    for (int number = 0; number < PROGRAMS; number++) {
        struct rng     g;
        struct program p;
        int            left;
        rng_stream(&g, 2718, (uint64_t)number);
        random_program(&g, &p);
        double least = least_of_all(&p);
        empty += isinf(least);
        raised += least > compare(&p, 10000, least, number, &left) + 1e-3;
        assert_int_equal(left, 0);
        compare(&p, rng_between(&g, 1, 12), least, number, &left);
        stopped += left;
    }
    print_message("%d programs: whole numbers matter in %d, %d stopped early, %d without a solution\n", PROGRAMS, raised, stopped, empty);
    assert_true(raised > PROGRAMS / 3 && stopped > PROGRAMS / 10 && empty < PROGRAMS / 2);
}

/* The simplex may leave a reduced cost of the wrong sign: what counts is what prices of any kind prove. */
static void test_proven(void **state)
{
    (void)state;
    const int    row = 0;
    const double one = 1;
    struct lp   *lp = lp_make();
    lp_add_row(lp, 3, INFINITY);
    lp_add_column(lp, 2, 0, 2, 1, &row, &one);
    lp_add_column(lp, 5, 0, 4, 1, &row, &one);
    assert_int_equal(lp_solve(lp, LP_PRIMAL, 0), LP_OPTIMAL);
    assert_near(lp_proven(lp), 9, 1e-12);
    lp_set_cost(lp, 1, 4); /* prices of before: 3 * 5 + 2 * (2 - 5) + 4 * (4 - 5) */
    assert_near(lp_proven(lp), 5, 1e-12);
    lp_free(lp);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_every_choice), cmocka_unit_test(test_proven)};
    return cmocka_run_group_tests_name("base_whole", tests, NULL, NULL);
}
