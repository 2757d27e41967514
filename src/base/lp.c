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
    int      *kept;  /* [kept_rows + kept_columns] statuses of the basis kept; NULL: none */
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

static void load(struct lp *lp, int count, const int *places, const double *coefs, int limit)
{
    if (count > lp->room) {
        lp->room = 2 * count;
        lp->index = xrealloc(lp->index, (size_t)(lp->room + 1) * sizeof *lp->index);
        lp->coef = xrealloc(lp->coef, (size_t)(lp->room + 1) * sizeof *lp->coef);
    }
    for (int i = 0; i < count; i++) {
        assert(places[i] >= 0 && places[i] < limit && isfinite(coefs[i]));
        lp->index[i + 1] = places[i] + 1;
        lp->coef[i + 1] = coefs[i];
    }
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

void lp_set_basic(struct lp *lp, int row, int column)
{
    if (broken(lp))
        return;
    glp_set_row_stat(lp->p, row + 1, GLP_NS);
    glp_set_col_stat(lp->p, column + 1, GLP_BS);
}

void lp_keep_basis(struct lp *lp)
{
    if (broken(lp))
        return;
    lp->kept_rows = glp_get_num_rows(lp->p);
    lp->kept_columns = glp_get_num_cols(lp->p);
    lp->kept = xrealloc(lp->kept, (size_t)(lp->kept_rows + lp->kept_columns + 1) * sizeof *lp->kept);
    for (int i = 0; i < lp->kept_rows; i++)
        lp->kept[i] = glp_get_row_stat(lp->p, i + 1);
    for (int j = 0; j < lp->kept_columns; j++)
        lp->kept[lp->kept_rows + j] = glp_get_col_stat(lp->p, j + 1);
}

/* GLPK puts right a status that a row's or column's bounds do not allow. */
void lp_return(struct lp *lp)
{
    if (broken(lp) || !lp->kept)
        return;
    for (int i = 0; i < glp_get_num_rows(lp->p); i++)
        glp_set_row_stat(lp->p, i + 1, i < lp->kept_rows ? lp->kept[i] : GLP_BS);
    for (int j = 0; j < glp_get_num_cols(lp->p); j++)
        glp_set_col_stat(lp->p, j + 1, j < lp->kept_columns ? lp->kept[lp->kept_rows + j] : GLP_NL);
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

/* --- whole numbers --------------------------------------------------------------------------------------------------- */

enum { TRIAL = 8 }; /* part of the subproblems after which the bound must have risen */

struct branching {
    int    nodes;  /* the most */
    double root;   /* objective without whole numbers */
    double open;   /* least bound of the open subproblems when it was stopped; INFINITY: it was not */
    double off;    /* most by which a subproblem's bound was above what its prices prove */
    int   *index;  /* [rows + 1] scratch */
    double *coef;
};

static double at_bound(int type, double low, double high, double price)
{
    if (price == 0 || type == GLP_FR)
        return 0;
    return price * (type == GLP_FX || type == GLP_LO || (type == GLP_DB && price > 0) ? low : high);
}

/* The row's price, 0 where its sign asks for a bound that is not there. */
static double price_of(glp_prob *p, int row)
{
    int type = glp_get_row_type(p, row);
    double y = glp_get_row_dual(p, row);
    return type == GLP_FR || (type == GLP_LO && y < 0) || (type == GLP_UP && y > 0) ? 0 : y;
}

/* sum_i y_i b_i + sum_j d_j x_j, each row and column at the bound that makes it least, d = c - A'y: no solution within the
 * bounds costs less, for any such y. */
static double proven(glp_prob *p, const struct branching *b)
{
    double sum = glp_get_obj_coef(p, 0);
    for (int i = 1; i <= glp_get_num_rows(p); i++)
        sum += at_bound(glp_get_row_type(p, i), glp_get_row_lb(p, i), glp_get_row_ub(p, i), price_of(p, i));
    for (int j = 1; j <= glp_get_num_cols(p); j++) {
        double d = glp_get_obj_coef(p, j);
        int count = glp_get_mat_col(p, j, b->index, b->coef);
        for (int k = 1; k <= count; k++)
            d -= b->coef[k] * price_of(p, b->index[k]);
        sum += at_bound(glp_get_col_type(p, j), glp_get_col_lb(p, j), glp_get_col_ub(p, j), d);
    }
    return sum;
}

static void on_node(glp_tree *tree, void *info)
{
    struct branching *b = info;
    int made, reason = glp_ios_reason(tree);
    if (reason == GLP_IROWGEN) {
        glp_prob *p = glp_ios_get_prob(tree);
        b->off = fmax(b->off, glp_get_obj_val(p) - proven(p, b));
    }
    if (reason != GLP_ISELECT)
        return;
    double least = glp_ios_node_bound(tree, glp_ios_best_node(tree));
    glp_ios_tree_size(tree, NULL, NULL, &made);
    if (made <= b->nodes && (made <= b->nodes / TRIAL || least > b->root + 1e-6 * (1 + fabs(b->root))))
        return;
    b->open = least;
    glp_ios_terminate(tree);
}

static double branch(struct lp *lp, struct branching *b)
{
    glp_iocp how;
    glp_init_iocp(&how);
    how.msg_lev = GLP_MSG_OFF;
    how.br_tech = GLP_BR_DTH;
    how.bt_tech = GLP_BT_BLB;
    how.pp_tech = GLP_PP_NONE;
    how.cb_func = on_node;
    how.cb_info = b;
    b->root = glp_get_obj_val(lp->p);
    int code = glp_intopt(lp->p, &how), status = glp_mip_status(lp->p);
    int found = status == GLP_OPT || status == GLP_FEAS;
    if (code != 0 && code != GLP_ESTOP)
        return -INFINITY;
    double least = fmin(b->open, found ? glp_mip_obj_val(lp->p) : INFINITY);
    /* Subproblems are dropped that may be better by tol_obj. */
    return isinf(least) ? -INFINITY : least - fmax(b->off, 0) - (found ? how.tol_obj * (1 + fabs(least)) : 0);
}

double lp_branch(struct lp *lp, int nodes, int *open)
{
    *open = 0;
    if (!ready(lp))
        return -INFINITY;
    size_t rows = (size_t)glp_get_num_rows(lp->p) + 1;
    struct branching b = {.nodes = nodes, .open = INFINITY};
    b.index = xmalloc(rows * sizeof *b.index);
    b.coef = xmalloc(rows * sizeof *b.coef);
    double bound = -INFINITY;
    if (setjmp(lp->trouble))
        throw_away();
    else
        bound = branch(lp, &b);
    *open = isfinite(b.open);
    free(b.index);
    free(b.coef);
    return bound;
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
