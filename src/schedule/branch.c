#include "schedule/branch.h"
#include "base/alloc.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What breaking a count by one costs, in objectives: part of a shift too many must not be cheaper than the counts it avoids. */
static const double HELD = 100;

static void node_make(struct node *n, const struct problem *p)
{
    *n = (struct node){0};
    counts_make(&n->counts, p);
    master_result_make(&n->result, p);
}

static void node_free(struct node *n)
{
    counts_free(&n->counts);
    master_result_free(&n->result);
    free(n->day);
}

/* How far the LP's number is from whole; 0 where there is nothing to choose: it is not between the bounds either where the LP had
 * no solution. */
static double off_whole(double x, int low, int high)
{
    return x > low && x < high ? fabs(x - round(x)) : 0;
}

/* The contract whose number working is furthest from whole, or -1. */
static int fractional(const struct node *n, const struct problem *p)
{
    double most = 1e-4;
    int found = -1;
    for (int c = 0; c < p->s->contract_count; c++) {
        double off = off_whole(n->result.working[c], n->counts.low[c], n->counts.high[c]);
        if (p->s->contracts[c].use == USE_MAY && off > most) {
            most = off;
            found = c;
        }
    }
    return found;
}

/* The same for shifts: the contract and day, or -1. */
static int fractional_day(const struct node *n, const struct problem *p)
{
    double most = 1e-4;
    int found = -1;
    for (int i = 0; i < p->s->contract_count * p->grid.days; i++) {
        double off = off_whole(n->result.shifts[i], n->counts.day_low[i], n->counts.day_high[i]);
        if (off > most) {
            most = off;
            found = i;
        }
    }
    return found;
}

static int least(const struct cover *v)
{
    int found = 0;
    for (int i = 1; i < v->nodes; i++)
        if (v->node[i].result.bound < v->node[found].result.bound)
            found = i;
    return found;
}

struct relay { /* while a child is solved its own bound says little: what holds is the cover's */
    int  (*watch)(void *context, double bound);
    void  *context;
    double bound;
    int    stopped;
};

static int pass_on(void *context, double bound)
{
    struct relay *r = context;
    if (r->watch)
        r->stopped |= r->watch(r->context, isnan(r->bound) ? bound : r->bound);
    return r->stopped;
}

/* Replaces node i by its two halves, at the floor and ceiling of a number: cell of counts' low and high, or of their day_low
 * and day_high. A child's bound is never below its parent's: both hold for it. */
static void split(struct cover *v, int i, int by_day, int cell, struct master *m, const struct problem *p, struct relay *relay)
{
    const struct master_result *r = &v->node[i].result;
    double at = by_day ? r->shifts[cell] : r->working[cell], parent = r->bound;
    v->node = xrealloc(v->node, (size_t)(v->nodes + 1) * sizeof *v->node);
    struct node *low = &v->node[i], *high = &v->node[v->nodes++];
    struct node was = *low;
    node_make(low, p);
    node_make(high, p);
    counts_copy(&low->counts, &was.counts, p);
    counts_copy(&high->counts, &was.counts, p);
    (by_day ? low->counts.day_high : low->counts.high)[cell] = (int)floor(at);
    (by_day ? high->counts.day_low : high->counts.low)[cell] = (int)floor(at) + 1;
    struct node *child[2] = {low, high};
    for (int k = 0; k < 2; k++) {
        master_solve(m, &child[k]->counts, &child[k]->result, pass_on, relay);
        if (!(child[k]->result.bound >= parent)) {
            child[k]->result.bound = parent;
            prices_copy(&child[k]->result.prices, &was.result.prices, p);
        }
    }
    node_free(&was);
}

static int compare_bound(const void *a, const void *b)
{
    double x = ((const struct node *)a)->result.bound, y = ((const struct node *)b)->result.bound;
    return (x > y) - (x < y);
}

void cover_sort(struct cover *v)
{
    qsort(v->node, (size_t)v->nodes, sizeof *v->node, compare_bound);
    v->bound = v->node[0].result.bound;
}

void cover_make(struct cover *v, struct master *m, const struct problem *p, int solves,
                int (*watch)(void *context, double bound), void *context)
{
    struct relay relay = {.watch = watch, .context = context, .bound = NAN};
    *v = (struct cover){.node = xcalloc(1, sizeof *v->node), .nodes = 1};
    node_make(&v->node[0], p);
    master_solve(m, &v->node[0].counts, &v->node[0].result, pass_on, &relay);
    while (solves > 0 && !relay.stopped) {
        int i = least(v), contract = fractional(&v->node[i], p);
        relay.bound = v->node[i].result.bound;
        if (contract < 0)
            break;
        split(v, i, 0, contract, m, p, &relay);
        solves -= 2;
    }
    cover_sort(v);
    v->columns = v->node[0].result.columns;
}

void cover_split_days(struct cover *v, struct master *m, const struct problem *p, const struct day_branching *how)
{
    struct relay relay = {.watch = how->watch, .context = how->context};
    long work = how->work;
    if (p->agents > PROBLEM_TINY || v->bound >= how->enough)
        return;
    if (!v->plain) {
        v->plain = xcalloc(1, sizeof *v->plain);
        prices_make(v->plain, p);
        prices_copy(v->plain, &v->node[0].result.prices, p);
    }
    master_hold_days(m, HELD * (1 + fabs(how->enough)));
    while (work > 0 && !relay.stopped) {
        int i = least(v), contract = fractional(&v->node[i], p), cell = contract < 0 ? fractional_day(&v->node[i], p) : contract;
        relay.bound = v->node[i].result.bound;
        if (cell < 0 || relay.bound >= how->enough)
            break;
        split(v, i, contract < 0, cell, m, p, &relay);
        work -= 2 * master_size(m);
    }
    cover_sort(v);
}

void cover_single(struct cover *v, const struct problem *p, const struct master_result *r)
{
    *v = (struct cover){.node = xcalloc(1, sizeof *v->node), .nodes = 1, .bound = r->bound, .columns = r->columns};
    node_make(&v->node[0], p);
    master_result_copy(&v->node[0].result, r, p);
}

void cover_free(struct cover *v)
{
    for (int i = 0; i < v->nodes; i++)
        node_free(&v->node[i]);
    free(v->node);
    if (v->plain)
        prices_free(v->plain);
    free(v->plain);
}
