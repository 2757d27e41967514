#include "base/lp.h"
#include "base/alloc.h"
#include <assert.h>
#include <glpk.h>
#include <math.h>
#include <setjmp.h>
#include <stdlib.h>

/* GLPK reports trouble by a hook that must not return, so every call that can fail runs under setjmp. glp_free_env is
 * the only legal call after that: it frees all problems of the thread. GLPK's memory is the thread's, so what must be known
 * of it is too: the problems in it, and how often it was thrown away. */
static _Thread_local int alive, thrown;

struct lp {
    glp_prob *p;
    jmp_buf   trouble;
    int       age;   /* `thrown` when it was made: later, it is gone */
    int       room;
    int      *index; /* [room + 1] 1-based copies for GLPK */
    double   *coef;
    signed char *kept; /* [kept_rows + kept_columns] statuses of the basis kept; NULL: none */
    int       kept_rows, kept_columns;
};

static void on_error(void *info)
{
    longjmp(((struct lp *)info)->trouble, 1);
}

static void throw_away(void)
{
    glp_free_env();
    thrown++;
    alive = 0;
}

static int broken(const struct lp *lp)
{
    return lp->age != thrown;
}

/* 1: the next call that fails comes back here. */
static int ready(struct lp *lp)
{
    if (broken(lp))
        return 0;
    glp_error_hook(on_error, lp);
    return 1;
}

struct lp *lp_make(void)
{
    struct lp *lp = xcalloc(1, sizeof *lp);
    glp_term_out(GLP_OFF);
    glp_error_hook(on_error, lp);
    lp->age = thrown;
    alive++;
    if (setjmp(lp->trouble)) {
        throw_away();
        return lp;
    }
    lp->p = glp_create_prob();
    glp_set_obj_dir(lp->p, GLP_MIN);
    return lp;
}

void lp_free(struct lp *lp)
{
    if (!lp)
        return;
    if (!broken(lp)) {
        glp_delete_prob(lp->p);
        glp_error_hook(NULL, NULL);
        if (--alive == 0)
            glp_free_env();
    }
    free(lp->index);
    free(lp->coef);
    free(lp->kept);
    free(lp);
}

static int bound_type(double low, double high)
{
    if (isinf(low) && isinf(high))
        return GLP_FR;
    if (isinf(low))
        return GLP_UP;
    if (isinf(high))
        return GLP_LO;
    return low == high ? GLP_FX : GLP_DB;
}

static void make_room(struct lp *lp, int count)
{
    if (count <= lp->room)
        return;
    lp->room = 2 * count;
    lp->index = xrealloc(lp->index, (size_t)(lp->room + 1) * sizeof *lp->index);
    lp->coef = xrealloc(lp->coef, (size_t)(lp->room + 1) * sizeof *lp->coef);
}

static void load(struct lp *lp, int count, const int *places, const double *coefs, int limit)
{
    make_room(lp, count);
    for (int i = 0; i < count; i++) {
        assert(places[i] >= 0 && places[i] < limit && isfinite(coefs[i]));
        lp->index[i + 1] = places[i] + 1;
        lp->coef[i + 1] = coefs[i];
    }
}

int lp_is_broken(const struct lp *lp)
{
    return broken(lp);
}

int lp_add_row(struct lp *lp, double low, double high)
{
    return lp_add_row_over(lp, low, high, 0, NULL, NULL);
}

int lp_add_row_over(struct lp *lp, double low, double high, int count, const int *columns, const double *coefs)
{
    assert(low <= high);
    if (!ready(lp))
        return 0;
    if (setjmp(lp->trouble)) {
        throw_away();
        return 0;
    }
    load(lp, count, columns, coefs, glp_get_num_cols(lp->p));
    int row = glp_add_rows(lp->p, 1);
    glp_set_row_bnds(lp->p, row, bound_type(low, high), low, high);
    if (count > 0)
        glp_set_mat_row(lp->p, row, count, lp->index, lp->coef);
    return row - 1;
}

int lp_add_column(struct lp *lp, double cost, double low, double high, int count, const int *rows, const double *coefs)
{
    assert(isfinite(cost) && low <= high);
    if (!ready(lp))
        return 0;
    if (setjmp(lp->trouble)) {
        throw_away();
        return 0;
    }
    load(lp, count, rows, coefs, glp_get_num_rows(lp->p));
    int column = glp_add_cols(lp->p, 1);
    glp_set_obj_coef(lp->p, column, cost);
    glp_set_col_bnds(lp->p, column, bound_type(low, high), low, high);
    if (count > 0)
        glp_set_mat_col(lp->p, column, count, lp->index, lp->coef);
    return column - 1;
}

void lp_set_row(struct lp *lp, int row, double low, double high)
{
    assert(low <= high);
    if (!broken(lp))
        glp_set_row_bnds(lp->p, row + 1, bound_type(low, high), low, high);
}

void lp_set_column(struct lp *lp, int column, double low, double high)
{
    assert(low <= high);
    if (!broken(lp))
        glp_set_col_bnds(lp->p, column + 1, bound_type(low, high), low, high);
}

void lp_set_cost(struct lp *lp, int column, double cost)
{
    assert(isfinite(cost));
    if (!broken(lp))
        glp_set_obj_coef(lp->p, column + 1, cost);
}

void lp_set_whole(struct lp *lp, int column)
{
    if (!broken(lp))
        glp_set_col_kind(lp->p, column + 1, GLP_IV);
}

int lp_is_whole(const struct lp *lp, int column)
{
    return !broken(lp) && glp_get_col_kind(lp->p, column + 1) != GLP_CV;
}

double lp_low(const struct lp *lp, int column)
{
    return broken(lp) ? 0 : glp_get_col_lb(lp->p, column + 1);
}

double lp_high(const struct lp *lp, int column)
{
    return broken(lp) ? 0 : glp_get_col_ub(lp->p, column + 1);
}

void lp_set_basic(struct lp *lp, int row, int column)
{
    if (broken(lp))
        return;
    glp_set_row_stat(lp->p, row + 1, GLP_NS);
    glp_set_col_stat(lp->p, column + 1, GLP_BS);
}

void lp_read_basis(const struct lp *lp, signed char *status)
{
    if (broken(lp))
        return;
    int rows = glp_get_num_rows(lp->p);
    for (int i = 0; i < rows; i++)
        status[i] = (signed char)glp_get_row_stat(lp->p, i + 1);
    for (int j = 0; j < glp_get_num_cols(lp->p); j++)
        status[rows + j] = (signed char)glp_get_col_stat(lp->p, j + 1);
}

/* GLPK puts right a status that a row's or column's bounds do not allow. */
static void set_basis(struct lp *lp, const signed char *status, int rows, int columns)
{
    for (int i = 0; i < glp_get_num_rows(lp->p); i++)
        glp_set_row_stat(lp->p, i + 1, i < rows ? status[i] : GLP_BS);
    for (int j = 0; j < glp_get_num_cols(lp->p); j++)
        glp_set_col_stat(lp->p, j + 1, j < columns ? status[rows + j] : GLP_NL);
}

void lp_write_basis(struct lp *lp, const signed char *status)
{
    if (!broken(lp))
        set_basis(lp, status, glp_get_num_rows(lp->p), glp_get_num_cols(lp->p));
}

void lp_keep_basis(struct lp *lp)
{
    if (broken(lp))
        return;
    lp->kept_rows = glp_get_num_rows(lp->p);
    lp->kept_columns = glp_get_num_cols(lp->p);
    lp->kept = xrealloc(lp->kept, (size_t)(lp->kept_rows + lp->kept_columns + 1) * sizeof *lp->kept);
    lp_read_basis(lp, lp->kept);
}

void lp_return(struct lp *lp)
{
    if (!broken(lp) && lp->kept)
        set_basis(lp, lp->kept, lp->kept_rows, lp->kept_columns);
}

void lp_set_high(struct lp *lp, int column)
{
    if (!broken(lp))
        glp_set_col_stat(lp->p, column + 1, GLP_NU);
}

void lp_set_updates(struct lp *lp, int most)
{
    glp_bfcp how;
    assert(most > 0);
    if (broken(lp))
        return;
    glp_get_bfcp(lp->p, &how);
    how.nfs_max = most;
    glp_set_bfcp(lp->p, &how);
}

/* The simplex may refuse a basis it finds singular; a fresh one from GLPK's own crash procedure is tried once. */
static enum lp_status run(struct lp *lp, enum lp_method method, int iterations)
{
    glp_smcp how;
    glp_init_smcp(&how);
    how.msg_lev = GLP_MSG_OFF;
    how.meth = method == LP_DUAL ? GLP_DUALP : GLP_PRIMAL;
    how.presolve = GLP_OFF;
    if (iterations > 0)
        how.it_lim = iterations;
    int code = glp_simplex(lp->p, &how);
    if (code == GLP_EBADB || code == GLP_ESING || code == GLP_ECOND || code == GLP_EFAIL) {
        glp_adv_basis(lp->p, 0);
        code = glp_simplex(lp->p, &how);
    }
    if (code != 0 && code != GLP_EITLIM)
        return LP_BROKEN;
    switch (glp_get_status(lp->p)) {
    case GLP_OPT:
        return LP_OPTIMAL;
    case GLP_NOFEAS:
        return LP_INFEASIBLE;
    case GLP_UNBND:
        return LP_UNBOUNDED;
    default:
        return LP_LIMIT;
    }
}

enum lp_status lp_solve(struct lp *lp, enum lp_method method, int iterations)
{
    if (!ready(lp))
        return LP_BROKEN;
    if (setjmp(lp->trouble)) {
        throw_away();
        return LP_BROKEN;
    }
    return run(lp, method, iterations);
}

/* --- what a basis proves --------------------------------------------------------------------------------------------- */

static double at_bound(int type, double low, double high, double price)
{
    if (price == 0 || type == GLP_FR)
        return 0;
    return price * (type == GLP_FX || type == GLP_LO || (type == GLP_DB && price > 0) ? low : high);
}

/* 0 where the row's price asks for a bound that is not there. */
static double fair(glp_prob *p, int row, double y)
{
    int type = glp_get_row_type(p, row);
    return type == GLP_FR || (type == GLP_LO && y < 0) || (type == GLP_UP && y > 0) ? 0 : y;
}

/* y[rows + 1]: prices, made fair. */
static double proven_by(struct lp *lp, double *y)
{
    glp_prob *p = lp->p;
    int rows = glp_get_num_rows(p);
    double sum = glp_get_obj_coef(p, 0);
    make_room(lp, rows);
    for (int i = 1; i <= rows; i++) {
        y[i] = fair(p, i, y[i]);
        sum += at_bound(glp_get_row_type(p, i), glp_get_row_lb(p, i), glp_get_row_ub(p, i), y[i]);
    }
    for (int j = 1; j <= glp_get_num_cols(p); j++) {
        double d = glp_get_obj_coef(p, j);
        int count = glp_get_mat_col(p, j, lp->index, lp->coef);
        for (int k = 1; k <= count; k++)
            d -= lp->coef[k] * y[lp->index[k]];
        sum += at_bound(glp_get_col_type(p, j), glp_get_col_lb(p, j), glp_get_col_ub(p, j), d);
    }
    return sum;
}

static double *prices_at_hand(const struct lp *lp)
{
    int rows = glp_get_num_rows(lp->p);
    double *y = xcalloc((size_t)rows + 1, sizeof *y);
    for (int i = 1; i <= rows; i++)
        y[i] = glp_get_row_dual(lp->p, i);
    return y;
}

double lp_proven(struct lp *lp)
{
    if (broken(lp))
        return -INFINITY;
    double *y = prices_at_hand(lp), sum = proven_by(lp, y);
    free(y);
    return sum;
}

struct variable { /* GLPK counts rows, then columns */
    int    type, status;
    double low, high, price;
};

static struct variable variable(glp_prob *p, int k)
{
    int rows = glp_get_num_rows(p), j = k - rows;
    if (k <= rows)
        return (struct variable){glp_get_row_type(p, k), glp_get_row_stat(p, k), glp_get_row_lb(p, k), glp_get_row_ub(p, k),
                                 glp_get_row_dual(p, k)};
    return (struct variable){glp_get_col_type(p, j), glp_get_col_stat(p, j), glp_get_col_lb(p, j), glp_get_col_ub(p, j),
                             glp_get_col_dual(p, j)};
}

static int has_low(const struct variable *x)
{
    return x->type == GLP_LO || x->type == GLP_DB || x->type == GLP_FX;
}

static int has_high(const struct variable *x)
{
    return x->type == GLP_UP || x->type == GLP_DB || x->type == GLP_FX;
}

/* GLPK's row of the tableau of a basic variable into index and coef; returns its length, 0 where there is none. */
static int tableau_row(struct lp *lp, int k)
{
    if (!ready(lp))
        return 0;
    if (setjmp(lp->trouble)) {
        throw_away();
        return 0;
    }
    make_room(lp, glp_get_num_cols(lp->p));
    if (k <= 0 || variable(lp->p, k).status != GLP_BS || (!glp_bf_exists(lp->p) && glp_factorize(lp->p) != 0))
        return 0;
    return glp_eval_tab_row(lp->p, k, lp->index, lp->coef);
}

/* The least rate at which the objective rises where the variable of the row changes: rate[0] falls, rate[1] rises. */
static void rates(struct lp *lp, int length, double rate[2])
{
    rate[0] = rate[1] = INFINITY;
    for (int i = 1; i <= length; i++) {
        struct variable x = variable(lp->p, lp->index[i]);
        if (x.type == GLP_FX || fabs(lp->coef[i]) < 1e-9)
            continue;
        double each = fabs(x.price / lp->coef[i]);
        int rises = x.status == GLP_NL ? lp->coef[i] > 0 : lp->coef[i] < 0;
        rate[rises] = fmin(rate[rises], each);
        rate[!rises] = x.status == GLP_NF ? fmin(rate[!rises], each) : rate[!rises];
    }
}

void lp_degrade(struct lp *lp, int column, double *down, double *up)
{
    double rate[2], value = lp_value(lp, column);
    int length = broken(lp) ? 0 : tableau_row(lp, glp_get_num_rows(lp->p) + column + 1);
    rates(lp, length, rate);
    *down = rate[0] * (value - floor(value));
    *up = rate[1] * (ceil(value) - value);
}

/* With d the reduced cost that the column would have, y + d B^-T e is the price of every row. */
double lp_proven_step(struct lp *lp, int column, int up, double degrade)
{
    int at = broken(lp) || !glp_bf_exists(lp->p) ? 0 : glp_get_col_bind(lp->p, column + 1), rows = lp_rows(lp);
    double value = lp_value(lp, column), part = up ? ceil(value) - value : value - floor(value);
    if (at == 0 || !(part > 0))
        return -INFINITY;
    double d = (isinf(degrade) ? 1 + fabs(lp_objective(lp)) : degrade) / part;
    double *row = xcalloc((size_t)rows + 1, sizeof *row), *y = prices_at_hand(lp);
    row[at] = 1;
    glp_btran(lp->p, row);
    for (int i = 1; i <= rows; i++)
        y[i] += (up ? d : -d) * row[i];
    double sum = proven_by(lp, y);
    free(row);
    free(y);
    return sum;
}

/* A row without a limit on some side cannot be beyond what its columns' bounds allow. */
static void close_row(glp_prob *p, int row, struct variable *x)
{
    int     columns = glp_get_num_cols(p), *index = xmalloc(((size_t)columns + 1) * sizeof *index), count;
    double *coef = xmalloc(((size_t)columns + 1) * sizeof *coef), low = 0, high = 0;
    count = glp_get_mat_row(p, row, index, coef);
    for (int k = 1; k <= count; k++) {
        double a = coef[k] * glp_get_col_lb(p, index[k]), b = coef[k] * glp_get_col_ub(p, index[k]);
        low += fmin(a, b);
        high += fmax(a, b);
    }
    x->low = has_low(x) ? x->low : low;
    x->high = has_high(x) ? x->high : high;
    free(index);
    free(coef);
}

int lp_proven_empty(struct lp *lp)
{
    int k = broken(lp) ? 0 : glp_get_unbnd_ray(lp->p), length = k > 0 ? tableau_row(lp, k) : 0;
    if (length == 0)
        return 0;
    struct variable own = variable(lp->p, k);
    double least = 0, most = 0, size = 1;
    for (int i = 1; i <= length; i++) {
        struct variable x = variable(lp->p, lp->index[i]);
        if (lp->index[i] <= glp_get_num_rows(lp->p))
            close_row(lp->p, lp->index[i], &x);
        double a = lp->coef[i] * x.low, b = lp->coef[i] * x.high;
        least += fmin(a, b);
        most += fmax(a, b);
        size += fabs(a) + fabs(b);
    }
    return (has_high(&own) && least > own.high + 1e-9 * size) || (has_low(&own) && most < own.low - 1e-9 * size);
}

double lp_objective(const struct lp *lp)
{
    return broken(lp) ? 0 : glp_get_obj_val(lp->p);
}

double lp_price(const struct lp *lp, int row)
{
    return broken(lp) ? 0 : glp_get_row_dual(lp->p, row + 1);
}

double lp_value(const struct lp *lp, int column)
{
    return broken(lp) ? 0 : glp_get_col_prim(lp->p, column + 1);
}

double lp_row_value(const struct lp *lp, int row)
{
    return broken(lp) ? 0 : glp_get_row_prim(lp->p, row + 1);
}

int lp_columns(const struct lp *lp)
{
    return broken(lp) ? 0 : glp_get_num_cols(lp->p);
}

int lp_rows(const struct lp *lp)
{
    return broken(lp) ? 0 : glp_get_num_rows(lp->p);
}
