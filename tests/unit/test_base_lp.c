/* The basis kept: however bounds and columns were changed since, the simplex begins where it stood. */
#include "unit.h"
#include "base/lp.h"
#include <math.h>

enum { ROWS = 12, COLUMNS = 30 };

static double part(int i, int j)
{
    return (i * 7 + j * 3) % 5 == 0 ? 1 + (i + 2 * j) % 3 : 0;
}

static int add(struct lp *lp, const int *row, int j, double cost)
{
    int rows[ROWS], count = 0;
    double coef[ROWS];
    for (int i = 0; i < ROWS; i++)
        if (part(i, j) > 0) {
            rows[count] = row[i];
            coef[count++] = part(i, j);
        }
    return lp_add_column(lp, cost, 0, INFINITY, count, rows, coef);
}

static void test_the_basis_kept(void **state)
{
    (void)state;
    struct lp *lp = lp_make();
    int row[ROWS], column[COLUMNS];
    for (int i = 0; i < ROWS; i++)
        row[i] = lp_add_row(lp, 3.5 + i % 4, INFINITY);
    for (int j = 0; j < COLUMNS; j++)
        column[j] = add(lp, row, j, 2 + (j * 11) % 7 + 0.1 * j);
    assert_int_equal(lp_solve(lp, LP_PRIMAL, 0), LP_OPTIMAL);
    double first = lp_objective(lp);
    lp_keep_basis(lp);
    for (int j = 0; j < COLUMNS; j += 2)
        lp_set_column(lp, column[j], 1, 1);
    assert_int_equal(lp_solve(lp, LP_DUAL, 0), LP_OPTIMAL);
    assert_true(lp_objective(lp) > first + 1);
    int late = add(lp, row, 1, 1000);
    assert_int_equal(lp_solve(lp, LP_PRIMAL, 0), LP_OPTIMAL);
    for (int j = 0; j < COLUMNS; j += 2)
        lp_set_column(lp, column[j], 0, INFINITY);
    lp_return(lp);
    assert_int_equal(lp_solve(lp, LP_PRIMAL, 1), LP_OPTIMAL); /* no step is left to do */
    assert_true(fabs(lp_objective(lp) - first) < 1e-9 * first);
    assert_true(lp_value(lp, late) == 0);
    lp_free(lp);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_the_basis_kept)};
    return cmocka_run_group_tests_name("base_lp", tests, NULL, NULL);
}
