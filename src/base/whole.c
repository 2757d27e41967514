#include "base/whole.h"
#include "base/alloc.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { TRIAL = 8 /* part of the subproblems after which the bound must have risen */, STEPS_MAX = 20000 };
static const double WHOLE = 1e-6; /* so near is whole */

struct basis { /* what both halves of a subproblem begin with */
    int          users;
    signed char *status;
};

struct part { /* a subproblem */
    double        bound;
    int           number; /* in the order they were made */
    int          *low, *high; /* [columns that are whole] */
    struct basis *basis;
};

struct tree {
    struct lp    *lp;
    int          *column; /* [whole] */
    int           whole, made;
    struct part **heap;   /* [open] the least bound first, then the youngest */
    int           open;
    size_t        room;
    double        solved; /* least bound of the parts that cannot be split; INFINITY: none */
};

/* --- the open ones ----------------------------------------------------------------------------------------------- */

static int goes_first(const struct part *a, const struct part *b)
{
    return a->bound < b->bound || (a->bound == b->bound && a->number > b->number);
}

static void push(struct tree *t, struct part *x)
{
    int at = t->open++;
    t->heap = xgrow(t->heap, &t->room, (size_t)t->open, sizeof *t->heap);
    for (; at > 0 && goes_first(x, t->heap[(at - 1) / 2]); at = (at - 1) / 2)
        t->heap[at] = t->heap[(at - 1) / 2];
    t->heap[at] = x;
}

static struct part *pop(struct tree *t)
{
    struct part *first = t->heap[0], *last = t->heap[--t->open];
    int          at = 0, next;
    while ((next = 2 * at + 1) < t->open) {
        next += next + 1 < t->open && goes_first(t->heap[next + 1], t->heap[next]);
        if (!goes_first(t->heap[next], last))
            break;
        t->heap[at] = t->heap[next];
        at = next;
    }
    t->heap[at] = last;
    return first;
}

static struct part *part_make(struct tree *t, double bound, const int *low, const int *high, struct basis *basis)
{
    struct part *x = xmalloc(sizeof *x);
    size_t       size = (size_t)t->whole * sizeof *x->low;
    *x = (struct part){.bound = bound, .number = t->made++, .low = xmalloc(2 * size + 1), .basis = basis};
    x->high = x->low + t->whole;
    memcpy(x->low, low, size);
    memcpy(x->high, high, size);
    basis->users++;
    return x;
}

static void part_free(struct part *x)
{
    if (--x->basis->users == 0) {
        free(x->basis->status);
        free(x->basis);
    }
    free(x->low);
    free(x);
}

static struct basis *basis_at_hand(const struct lp *lp)
{
    struct basis *b = xmalloc(sizeof *b);
    *b = (struct basis){0, xmalloc((size_t)(lp_rows(lp) + lp_columns(lp)) + 1)};
    lp_read_basis(lp, b->status);
    return b;
}

/* --- one of them ------------------------------------------------------------------------------------------------- */

/* What the better of two halves adds counts most, then the other. */
static double promise(double down, double up, double most)
{
    return fmax(fmin(down, most), 1e-6) * fmax(fmin(up, most), 1e-6);
}

/* The whole column to split on, -1: all are whole. */
static int choose(const struct tree *t, double bound)
{
    double best = -1, most = 0.05 * (1 + fabs(bound));
    int    found = -1;
    for (int i = 0; i < t->whole; i++) {
        double value = lp_value(t->lp, t->column[i]), down, up;
        if (fabs(value - round(value)) < WHOLE)
            continue;
        lp_degrade(t->lp, t->column[i], &down, &up);
        if (promise(down, up, most) > best) {
            best = promise(down, up, most);
            found = i;
        }
    }
    return found;
}

static void enter(struct tree *t, const struct part *x)
{
    for (int i = 0; i < t->whole; i++)
        lp_set_column(t->lp, t->column[i], x->low[i], x->high[i]);
    lp_write_basis(t->lp, x->basis->status);
}

/* x within its limits by now, the column having been below or above them. */
static void add_half(struct tree *t, const struct part *x, int at, int up, double rise, struct basis *basis)
{
    lp_set_column(t->lp, t->column[at], x->low[at], x->high[at]);
    double bound = lp_proven_step(t->lp, t->column[at], up, rise);
    push(t, part_make(t, fmax(x->bound, bound), x->low, x->high, basis));
}

static void split(struct tree *t, struct part *x, int at)
{
    struct basis *basis = basis_at_hand(t->lp);
    int           low = x->low[at], high = x->high[at], value = (int)floor(lp_value(t->lp, t->column[at]));
    double        down, up;
    lp_degrade(t->lp, t->column[at], &down, &up);
    value = value < low ? low : value >= high ? high - 1 : value;
    x->high[at] = value;
    add_half(t, x, at, 0, down, basis);
    x->high[at] = high;
    x->low[at] = value + 1;
    add_half(t, x, at, 1, up, basis);
    x->low[at] = low;
}

static void look_at(struct tree *t, struct part *x)
{
    enter(t, x);
    enum lp_status status = lp_solve(t->lp, LP_DUAL, STEPS_MAX);
    if (status == LP_INFEASIBLE && lp_proven_empty(t->lp))
        return;
    if (status == LP_OPTIMAL)
        x->bound = fmax(x->bound, lp_proven(t->lp));
    int at = status == LP_OPTIMAL ? choose(t, x->bound) : -1;
    if (at < 0 || x->low[at] == x->high[at])
        t->solved = fmin(t->solved, x->bound);
    else
        split(t, x, at);
}

/* --- all of them ------------------------------------------------------------------------------------------------- */

static struct part *begin(struct tree *t, struct lp *lp)
{
    int columns = lp_columns(lp);
    *t = (struct tree){.lp = lp, .column = xmalloc(((size_t)columns + 1) * sizeof *t->column), .solved = INFINITY};
    for (int j = 0; j < columns; j++)
        if (lp_is_whole(lp, j))
            t->column[t->whole++] = j;
    int *limits = xmalloc((2 * (size_t)t->whole + 1) * sizeof *limits);
    for (int i = 0; i < t->whole; i++) {
        limits[i] = (int)ceil(lp_low(lp, t->column[i]) - WHOLE);
        limits[t->whole + i] = (int)floor(lp_high(lp, t->column[i]) + WHOLE);
    }
    struct part *root = part_make(t, lp_proven(lp), limits, limits + t->whole, basis_at_hand(lp));
    free(limits);
    return root;
}

double whole_bound(struct lp *lp, int nodes, int *open)
{
    struct tree  t;
    struct part *root = begin(&t, lp);
    double       least = root->bound, enough = least + 1e-6 * (1 + fabs(least));
    *open = 0;
    for (push(&t, root); t.open > 0 && t.heap[0]->bound < t.solved; least = t.open > 0 ? t.heap[0]->bound : INFINITY) {
        if (t.made > nodes || (t.made > nodes / TRIAL && t.made > 2 && least <= enough)) {
            *open = 1;
            break;
        }
        struct part *x = pop(&t);
        look_at(&t, x);
        part_free(x);
    }
    least = fmin(t.solved, t.open > 0 ? t.heap[0]->bound : INFINITY);
    while (t.open > 0)
        part_free(t.heap[--t.open]);
    free(t.heap);
    free(t.column);
    return lp_is_broken(lp) || isinf(least) ? -INFINITY : least;
}
