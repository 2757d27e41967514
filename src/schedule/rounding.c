#include "schedule/rounding.h"
#include "base/alloc.h"
#include "schedule/pricing.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { STEPS_MAX = 10000, PRICING_ROUNDS = 2, ROUNDS_MAX = 4000 };
static const double WHOLE = 1e-6, NEARLY = 0.9;

enum stage { PATTERNS, SHIFTS };

struct rounder {
    struct master *m;
    struct rng    *rng;
    double         noise;
    int            pricings; /* after each change of what is fixed, the most */
    double        *low;     /* [columns] what is fixed so far */
    double        *value;   /* [columns] of the last good LP */
    unsigned char *closed;  /* [columns] 1: rounding it up had no solution */
    size_t         low_room, value_room, closed_room;
    int            known;   /* columns with a place in the arrays */
};

static int of_stage(const struct master_column *c, enum stage stage)
{
    return (c->option < 0) == (stage == PATTERNS);
}

static void grow(struct rounder *v)
{
    size_t n = (size_t)v->m->columns + 1;
    v->low = xgrow(v->low, &v->low_room, n, sizeof *v->low);
    v->value = xgrow(v->value, &v->value_room, n, sizeof *v->value);
    v->closed = xgrow(v->closed, &v->closed_room, n, sizeof *v->closed);
    for (; v->known < v->m->columns; v->known++) {
        v->low[v->known] = v->value[v->known] = 0;
        v->closed[v->known] = 0;
    }
}

static void read_values(struct rounder *v)
{
    grow(v);
    for (int k = 0; k < v->m->columns; k++)
        v->value[k] = lp_value(v->m->lp, v->m->column[k].column);
}

static int solve(struct rounder *v, enum stage stage)
{
    struct master *m = v->m;
    if (lp_solve(m->lp, LP_DUAL, STEPS_MAX) != LP_OPTIMAL)
        return 0;
    for (int round = 0; round < v->pricings; round++) {
        m->added = 0;
        master_price(m);
        if (stage == PATTERNS)
            pricing_patterns(m);
        pricing_shifts(m);
        if (m->added == 0 || lp_solve(m->lp, LP_PRIMAL, STEPS_MAX) != LP_OPTIMAL)
            break;
    }
    read_values(v);
    return 1;
}

static void set_low(struct rounder *v, int k, double low)
{
    v->low[k] = low;
    lp_set_column(v->m->lp, v->m->column[k].column, low, v->closed[k] ? low : INFINITY);
}

/* Rounds up what is nearly whole, and of the rest the most nearly whole of every day (of all, for patterns). Returns how
 * many; raised[] their columns. */
static int round_up(struct rounder *v, enum stage stage, int *raised)
{
    const struct master *m = v->m;
    int days = m->p->grid.days, count = 0, *best = xmalloc((size_t)days * sizeof *best);
    double *score = xcalloc((size_t)days, sizeof *score);
    for (int d = 0; d < days; d++)
        best[d] = -1;
    for (int k = 0; k < m->columns; k++) {
        const struct master_column *c = &m->column[k];
        if (!of_stage(c, stage) || v->closed[k])
            continue;
        double whole = floor(v->value[k] + WHOLE), part = v->value[k] - whole;
        if (whole > v->low[k])
            set_low(v, k, whole);
        if (part <= WHOLE)
            continue;
        int d = stage == SHIFTS ? m->p->options[c->contract].option[c->option].day : 0;
        double s = part + v->noise * rng_uniform(v->rng);
        if (part >= NEARLY)
            raised[count++] = k;
        else if (s > score[d]) {
            score[d] = s;
            best[d] = k;
        }
    }
    for (int d = 0; d < days; d++)
        if (best[d] >= 0)
            raised[count++] = best[d];
    free(best);
    free(score);
    return count;
}

static void settle(struct rounder *v, enum stage stage, const int *raised, int count)
{
    for (int i = 0; i < count; i++)
        set_low(v, raised[i], floor(v->value[raised[i]] + WHOLE) + 1);
    if (solve(v, stage))
        return;
    for (int i = count - 1; i >= 0; i--) { /* no solution: what was raised last goes back, one by one */
        v->closed[raised[i]] = 1;
        set_low(v, raised[i], v->low[raised[i]] - 1);
        if (solve(v, stage))
            return;
    }
}

static void run_stage(struct rounder *v, enum stage stage, int (*watch)(void *context), void *context)
{
    for (int round = 0, count = 1; count > 0 && round < ROUNDS_MAX; round++) {
        int *raised = xmalloc((size_t)(v->m->columns + 1) * sizeof *raised);
        count = round_up(v, stage, raised);
        if (count > 0)
            settle(v, stage, raised, count);
        free(raised);
        if (watch && watch(context))
            return;
    }
    for (int k = 0; k < v->m->columns && stage == PATTERNS; k++)
        if (of_stage(&v->m->column[k], stage)) {
            v->low[k] = floor(v->value[k] + 0.5);
            lp_set_column(v->m->lp, v->m->column[k].column, v->low[k], v->low[k]);
        }
}

static void collect(struct rounding *d, const struct rounder *v)
{
    const struct master *m = v->m;
    size_t days = (size_t)m->p->grid.days * sizeof(int), n = (size_t)m->columns + 1;
    d->shift = xcalloc(n, sizeof *d->shift);
    d->pattern = xcalloc(n, sizeof *d->pattern);
    for (int k = 0; k < m->columns; k++) {
        const struct master_column *c = &m->column[k];
        int count = (int)lround(v->value[k]);
        if (count <= 0)
            continue;
        if (c->option >= 0) {
            struct rounding_shift *s = &d->shift[d->shifts++];
            *s = (struct rounding_shift){.contract = c->contract, .option = c->option, .count = count};
            memcpy(s->place, c->place, sizeof s->place);
        } else {
            struct rounding_pattern *s = &d->pattern[d->patterns++];
            *s = (struct rounding_pattern){.contract = c->contract, .ladder = m->squad[c->squad].ladder, .count = count};
            s->groups = xmalloc(days);
            memcpy(s->groups, c->groups, days);
        }
    }
}

void rounding_make(struct rounding *d, struct master *m, const struct cover *cover, int node, int quick, double noise,
                   struct rng *rng, int (*watch)(void *context), void *context)
{
    struct rounder v = {.m = m, .rng = rng, .noise = noise, .pricings = quick ? 0 : PRICING_ROUNDS};
    *d = (struct rounding){.node = node};
    master_within(m, &cover->node[node].counts);
    if (lp_solve(m->lp, LP_DUAL, STEPS_MAX) == LP_OPTIMAL)
        read_values(&v);
    lp_keep_basis(m->lp);
    grow(&v);
    run_stage(&v, PATTERNS, watch, context);
    if (solve(&v, SHIFTS))
        run_stage(&v, SHIFTS, watch, context);
    collect(d, &v);
    for (int k = 0; k < m->columns; k++)
        lp_set_column(m->lp, m->column[k].column, 0, INFINITY);
    lp_return(m->lp);
    free(v.low);
    free(v.value);
    free(v.closed);
}

void rounding_free(struct rounding *d)
{
    for (int i = 0; i < d->patterns; i++)
        free(d->pattern[i].groups);
    free(d->pattern);
    free(d->shift);
}
