#include "schedule/elastic.h"
#include "base/alloc.h"
#include <math.h>
#include <stdlib.h>

static void make_allowed(struct elastic *e)
{
    const struct problem *p = e->p;
    e->allowed = xcalloc((size_t)p->s->contract_count, sizeof *e->allowed);
    for (int c = 0; c < p->s->contract_count; c++)
        e->allowed[c] = xcalloc((size_t)p->options[c].count / 8 + 2, 1);
    for (int i = 0; i < p->crews; i++)
        for (int b = 0; b < (p->options[p->crew[i].contract].count + 7) / 8 && p->crew[i].possible; b++)
            e->allowed[p->crew[i].contract][b] |= p->crew[i].allowed[b];
}

/* 1: some number of agents costs something, or serves. */
static int matters(const struct need *n, int t)
{
    const struct need_line *l = &n->line[t];
    return (l->floor > 0 && l->under > 0) || l->over > 0 || l->seat > 0 || n->goal[t] >= 0;
}

/* Intervals somebody could cover. */
static void mark_reachable(const struct elastic *e, unsigned char *reachable)
{
    const struct problem *p = e->p;
    for (int c = 0; c < p->s->contract_count; c++)
        for (int i = 0; i < p->options[c].count; i++) {
            const struct option *x = &p->options[c].option[i];
            for (int slot = x->start; slot < x->end && elastic_allows(e, c, i); slot++)
                if (p->grid.interval[slot] >= 0)
                    reachable[p->grid.interval[slot]] = 1;
        }
}

/* Columns of the shortage, as deep as can be the last; all of `wanted` short. Returns the one of them that is basic then. */
static int add_shortages(struct elastic *e, int t, double wanted)
{
    double one = 1;
    int row = e->cover_row[t], count = e->shortages[t] = need_shortages(&e->p->need, t, e->deep), basic = -1;
    for (int j = 0; j < count; j++) {
        double width = j + 1 < count ? e->deep[j].width : INFINITY;
        int column = lp_add_column(e->lp, e->deep[j].cost, 0, width, 1, &row, &one);
        e->shortage[t] = j == 0 ? column : e->shortage[t];
        if (basic < 0 && wanted <= width)
            basic = column;
        else if (basic < 0)
            lp_set_high(e->lp, column);
        wanted -= width;
    }
    return basic;
}

static void add_interval(struct elastic *e, int t, int covered)
{
    const struct need *n = &e->p->need;
    double wanted = need_base(n, t) - (double)covered / n->per;
    int row = e->cover_row[t] = lp_add_row(e->lp, wanted, wanted);
    int basic = add_shortages(e, t, wanted);
    int pieces = need_pieces(n, t, e->room, e->pieces);
    e->first_service[t] = e->room[0].service;
    for (int j = 0; j < pieces; j++) {
        const struct need_piece *q = &e->room[j];
        int rows[2] = {row, n->goal[t] >= 0 ? e->goal_row[n->goal[t]] : 0};
        double coefs[2] = {-1, q->service};
        int column = lp_add_column(e->lp, q->cost, 0, q->width, q->service != 0 ? 2 : 1, rows, coefs);
        e->piece[t] = j == 0 ? column : e->piece[t];
    }
    lp_set_basic(e->lp, row, wanted > 0 ? basic : e->piece[t] + pieces - 1);
}

static void add_goals(struct elastic *e)
{
    const struct problem *p = e->p;
    for (int g = 0; g < p->r->goal_count; g++) {
        double service = 0, one = 1;
        for (int t = p->r->goals[g].first; t < p->r->goals[g].last; t++)
            if (p->need.goal[t] == g)
                service += need_base_service(&p->need, t);
        e->goal_row[g] = lp_add_row(e->lp, -service, INFINITY);
        int v = lp_add_column(e->lp, p->r->goals[g].price_per_contact, 0, INFINITY, 1, &e->goal_row[g], &one);
        if (service < 0)
            lp_set_basic(e->lp, e->goal_row[g], v);
    }
}

void elastic_make(struct elastic *e, const struct problem *p, struct lp *lp, const int *covered)
{
    int T = p->need.intervals;
    *e = (struct elastic){.p = p, .lp = lp, .pieces = need_piece_room(&p->need), .most = INFINITY};
    e->cover_row = xcalloc((size_t)T + 1, sizeof *e->cover_row);
    e->shortage = xcalloc((size_t)T + 1, sizeof *e->shortage);
    e->piece = xcalloc((size_t)T + 1, sizeof *e->piece);
    e->first_service = xcalloc((size_t)T + 1, sizeof *e->first_service);
    e->raised = xcalloc((size_t)T + 1, sizeof *e->raised);
    e->shortages = xcalloc((size_t)T + 1, sizeof *e->shortages);
    e->deep = xcalloc((size_t)need_shortage_room(&p->need), sizeof *e->deep);
    e->goal_row = xcalloc((size_t)p->r->goal_count + 1, sizeof *e->goal_row);
    e->room = xmalloc((size_t)e->pieces * sizeof *e->room);
    double constant = 0;
    make_allowed(e);
    unsigned char *reachable = xcalloc((size_t)T + 1, 1);
    mark_reachable(e, reachable);
    add_goals(e);
    for (int t = 0; t < T; t++) {
        e->cover_row[t] = -1;
        if (reachable[t] && matters(&p->need, t)) {
            add_interval(e, t, covered ? covered[t] : 0);
            constant += need_base_cost(&p->need, t);
        }
    }
    if (constant > 0)
        lp_add_column(lp, constant, 1, 1, 0, NULL, NULL);
    free(reachable);
}

void elastic_free(struct elastic *e)
{
    for (int c = 0; c < e->p->s->contract_count; c++)
        free(e->allowed[c]);
    free(e->allowed);
    free(e->cover_row);
    free(e->shortage);
    free(e->piece);
    free(e->first_service);
    free(e->raised);
    free(e->shortages);
    free(e->deep);
    free(e->goal_row);
    free(e->room);
}

int elastic_cover(const struct elastic *e, int from, int to, double sign, int count, int *rows, double *coefs)
{
    const struct grid *g = &e->p->grid;
    for (int slot = from; slot < to && g->interval[slot] >= 0; slot++) {
        int row = e->cover_row[g->interval[slot]], k = count - 1;
        if (row < 0)
            continue;
        while (k >= 0 && rows[k] != row)
            k--;
        if (k < 0) {
            k = count++;
            rows[k] = row;
            coefs[k] = 0;
        }
        coefs[k] += sign / g->per;
    }
    return count;
}

void elastic_prices(const struct elastic *e, struct prices *x)
{
    const struct problem *p = e->p;
    for (int t = 0; t < p->need.intervals; t++)
        x->cover[t] = e->cover_row[t] >= 0 ? lp_price(e->lp, e->cover_row[t]) : need_deepest(&p->need, t);
    for (int g = 0; g < p->r->goal_count; g++)
        x->goal[g] = lp_price(e->lp, e->goal_row[g]);
}

static void price_shortages(struct elastic *e, int t)
{
    need_shortages(&e->p->need, t, e->deep);
    for (int j = 0; j < e->shortages[t]; j++)
        lp_set_cost(e->lp, e->shortage[t] + j, fmax(fmin(e->deep[j].cost, e->most), e->raised[t]));
}

static double cheapest(struct elastic *e, int t)
{
    need_shortages(&e->p->need, t, e->deep);
    return fmax(e->deep[0].cost, e->raised[t]);
}

int elastic_raise(struct elastic *e, const struct prices *x)
{
    const struct need *n = &e->p->need;
    int raised = 0;
    for (int t = 0; t < n->intervals; t++) {
        if (e->cover_row[t] < 0 || n->goal[t] < 0)
            continue;
        double need_price = x->goal[n->goal[t]] * e->first_service[t];
        if (need_price > cheapest(e, t) && lp_value(e->lp, e->shortage[t]) > 1e-9) {
            e->raised[t] = 1.5 * need_price;
            price_shortages(e, t);
            raised = 1;
        }
    }
    return raised;
}

void elastic_moderate(struct elastic *e, double most)
{
    e->most = most;
    for (int t = 0; t < e->p->need.intervals; t++)
        if (e->cover_row[t] >= 0)
            price_shortages(e, t);
}

void elastic_coverage(const struct elastic *e, double *coverage)
{
    const struct need *n = &e->p->need;
    for (int t = 0; t < n->intervals; t++) {
        coverage[t] = 0;
        if (e->cover_row[t] < 0)
            continue;
        double staff = need_base(n, t);
        int pieces = need_pieces(n, t, e->room, e->pieces);
        for (int j = 0; j < e->shortages[t]; j++)
            staff -= lp_value(e->lp, e->shortage[t] + j);
        for (int j = 0; j < pieces; j++)
            staff += lp_value(e->lp, e->piece[t] + j);
        coverage[t] = staff * n->per;
    }
}
