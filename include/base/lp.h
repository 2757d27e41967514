/* lp - linear programs, solved by GLPK's simplex; the only module that knows GLPK.
 *
 *   minimise  sum_j cost_j x_j   subject to   low_i <= sum_j a_ij x_j <= high_i,   low_j <= x_j <= high_j
 *
 * Rows and columns are numbered from 0 in the order they were added; bounds may be -INFINITY and INFINITY. The basis is
 * kept between solves: after new columns solve by LP_PRIMAL, after new rows or changed bounds by LP_DUAL.
 * A problem stays in the thread that made it. When GLPK fails it throws away everything it holds for the thread: all its
 * problems are then broken: lp_solve answers LP_BROKEN, prices and values read 0, changes do nothing. */
#ifndef BASE_LP_H
#define BASE_LP_H

struct lp;

enum lp_method { LP_PRIMAL, LP_DUAL };
enum lp_status {
    LP_OPTIMAL,
    LP_LIMIT,      /* stopped by the iteration limit: values and prices are those of the last basis */
    LP_INFEASIBLE,
    LP_UNBOUNDED,
    LP_BROKEN
};

struct lp *lp_make(void);
void       lp_free(struct lp *lp); /* NULL is fine; the last gives the thread's GLPK memory back */

int  lp_add_row(struct lp *lp, double low, double high);
/* A column with its coefs[count] in rows[count] (each row once). */
int  lp_add_column(struct lp *lp, double cost, double low, double high, int count, const int *rows, const double *coefs);
/* A row over columns that exist. */
int  lp_add_row_over(struct lp *lp, double low, double high, int count, const int *columns, const double *coefs);
void lp_set_row(struct lp *lp, int row, double low, double high);
void lp_set_column(struct lp *lp, int column, double low, double high);
void lp_set_cost(struct lp *lp, int column, double cost);
/* Starts with the column basic in place of the row's own slack. */
void lp_set_basic(struct lp *lp, int row, int column);
/* Starts with the column at its high bound, which is finite. */
void lp_set_high(struct lp *lp, int column);

/* Keeps the basis at hand, to be returned to however bounds were changed since; columns added since then stand at a bound. */
void lp_keep_basis(struct lp *lp);
void lp_return(struct lp *lp);

/* Only whole values of the column count in whole.h; lp_solve takes any. */
void lp_set_whole(struct lp *lp, int column);
/* Most changes of the basis before it is factorized anew, 100 to begin with: more where bases are dense. */
void lp_set_updates(struct lp *lp, int most);

/* iterations: the most simplex steps, 0 = no limit. */
enum lp_status lp_solve(struct lp *lp, enum lp_method method, int iterations);

/* --- for branching (whole.h) --- */

/* The basis as statuses, [rows + columns]; to be written back while there are as many of both. */
void   lp_read_basis(const struct lp *lp, signed char *status);
void   lp_write_basis(struct lp *lp, const signed char *status);
/* What the prices at hand prove: sum_i y_i b_i + sum_j d_j x_j, each row and column at the bound that makes it least, d = c - A'y. No
 * solution within the bounds costs less, whatever tolerance the simplex stopped at. All columns have finite bounds. */
double lp_proven(struct lp *lp);
/* After LP_INFEASIBLE: 1: the row of the tableau it stopped at shows that no solution is within the bounds. All
 * columns have finite bounds. */
int    lp_proven_empty(struct lp *lp);
/* What the first dual step adds at least where the column goes to the whole number below or above; INFINITY: it cannot. */
void   lp_degrade(struct lp *lp, int column, double *down, double *up);
/* What the prices after that step prove, within the bounds that the column has by now. */
double lp_proven_step(struct lp *lp, int column, int up, double degrade);
int    lp_is_whole(const struct lp *lp, int column);
double lp_low(const struct lp *lp, int column);
double lp_high(const struct lp *lp, int column);
int    lp_is_broken(const struct lp *lp);

double lp_objective(const struct lp *lp);
double lp_price(const struct lp *lp, int row);    /* d objective / d right-hand side */
double lp_value(const struct lp *lp, int column);
double lp_row_value(const struct lp *lp, int row);
int    lp_columns(const struct lp *lp);
int    lp_rows(const struct lp *lp);

#endif
