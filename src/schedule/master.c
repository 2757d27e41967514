#include "schedule/master.h"
#include "base/alloc.h"
#include "base/lp.h"
#include "schedule/certificate.h"
#include "schedule/elastic.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { ROUNDS_MAX = 400, SQUADS_MAX = 60, STEPS_MAX = 10000 /* a simplex that takes more is going in circles */ };

struct squad {
    int            contract, ladder, size, row;
    unsigned char *can; /* [days * groups] 1: some shift is possible */
};

struct lp_column { /* what a column beyond the elastic ones stands for */
    int contract, option;  /* a shift; option -1: a pattern */
};

struct master {
    const struct problem *p;
    struct lp            *lp;
    struct elastic        elastic;
    int                 **link_row;    /* [contracts][days * groups] -1: no shift possible */
    struct squad         *squad;       int squads;
    int                  *count_row;   /* [contracts] -1: must */
    struct certificate_room room;
    struct prices         prices;
    int                  *index;       /* scratch for columns */
    double               *coef;
    int                   added;       /* columns of this round */
    int                   fresh;       /* 1: never solved */
};

static void find_possible(const struct master *m, const struct crew *c, unsigned char *can)
{
    const struct options *o = &m->p->options[c->contract];
    for (int dg = 0; dg < m->p->grid.days * o->groups; dg++)
        for (int i = o->first[dg]; i < o->first[dg + 1] && !can[dg]; i++)
            can[dg] = (unsigned char)crew_allows(c, i);
}

static void add_to_squad(struct master *m, const struct crew *c, unsigned char *can, int merge)
{
    size_t cells = (size_t)(m->p->grid.days * m->p->options[c->contract].groups);
    for (int i = 0; i < m->squads; i++) {
        struct squad *q = &m->squad[i];
        if (q->ladder != c->ladder || (!merge && memcmp(q->can, can, cells) != 0))
            continue;
        for (size_t k = 0; k < cells; k++)
            q->can[k] |= can[k];
        q->size += c->size;
        free(can);
        return;
    }
    m->squad = xrealloc(m->squad, (size_t)(m->squads + 1) * sizeof *m->squad);
    m->squad[m->squads++] = (struct squad){.contract = c->contract, .ladder = c->ladder, .size = c->size, .can = can};
}

static void drop_squads(struct master *m)
{
    for (int i = 0; i < m->squads; i++)
        free(m->squad[i].can);
    m->squads = 0;
}

static void make_squads(struct master *m)
{
    for (int merge = 0; merge < 2; merge++) {
        drop_squads(m);
        for (int i = 0; i < m->p->crews; i++) {
            const struct crew *c = &m->p->crew[i];
            if (!c->possible)
                continue;
            unsigned char *can = xcalloc((size_t)(m->p->grid.days * m->p->options[c->contract].groups) + 1, 1);
            find_possible(m, c, can);
            add_to_squad(m, c, can, merge);
        }
        if (m->squads <= SQUADS_MAX)
            return;
    }
}

static void add_structure(struct master *m)
{
    const struct problem *p = m->p;
    m->link_row = xcalloc((size_t)p->s->contract_count, sizeof *m->link_row);
    for (int c = 0; c < p->s->contract_count; c++) {
        const struct options *o = &p->options[c];
        m->link_row[c] = xcalloc((size_t)(p->grid.days * o->groups) + 1, sizeof **m->link_row);
        for (int dg = 0; dg < p->grid.days * o->groups; dg++) {
            int any = 0;
            for (int i = o->first[dg]; i < o->first[dg + 1]; i++)
                any |= elastic_allows(&m->elastic, c, i);
            m->link_row[c][dg] = any ? lp_add_row(m->lp, 0, 0) : -1;
        }
    }
    for (int i = 0; i < m->squads; i++) {
        struct squad *q = &m->squad[i];
        int must = p->s->contracts[q->contract].use == USE_MUST;
        q->row = lp_add_row(m->lp, must ? (double)q->size : -INFINITY, q->size);
    }
    m->count_row = xcalloc((size_t)p->s->contract_count, sizeof *m->count_row);
    for (int c = 0; c < p->s->contract_count; c++)
        m->count_row[c] = p->s->contracts[c].use == USE_MUST ? -1 : lp_add_row(m->lp, 0, p->agents);
}

static void add_shift(struct master *m, int contract, int option)
{
    const struct problem *p = m->p;
    const struct option *x = &p->options[contract].option[option];
    const struct shape *h = &p->options[contract].shapes[x->shape];
    const double *wages = p->grid.wages[contract];
    int places[PAUSES_MAX];
    double cost = h->share * (wages[x->end] - wages[x->start]) + h->pay;
    worth_pauses(&m->room.worth, p, contract, option, places);
    int count = elastic_cover(&m->elastic, x->start, x->end, 1, 0, m->index, m->coef);
    for (int k = 0; k < h->pauses; k++) {
        count = elastic_cover(&m->elastic, places[k], places[k] + h->pause[k].length, -1, count, m->index, m->coef);
        if (h->pause[k].unpaid > 0)
            cost -= h->pause[k].unpaid * (wages[places[k] + h->pause[k].length] - wages[places[k]]);
    }
    m->index[count] = m->link_row[contract][x->day * p->options[contract].groups + x->group];
    m->coef[count++] = 1;
    lp_add_column(m->lp, cost, 0, INFINITY, count, m->index, m->coef);
    m->added++;
}

/* Local maxima over the start among shifts of one day and length, if they gain more than the link price. */
static void price_shifts(struct master *m, int contract, int dg, double link)
{
    const struct options *o = &m->p->options[contract];
    const double *value = m->room.value[contract];
    double before = -INFINITY, here = -INFINITY;
    int at = -1, rank = -1;
    for (int i = o->first[dg]; i <= o->first[dg + 1]; i++) {
        int end = i == o->first[dg + 1];
        if (!end && (!elastic_allows(&m->elastic, contract, i) || value[i] < WORTH_NEVER))
            continue;
        if (end || o->option[i].rank != rank) {
            double next = -INFINITY; /* best of the next start */
            for (int k = i; !end && k < o->first[dg + 1] && o->option[k].rank == o->option[i].rank; k++)
                if (elastic_allows(&m->elastic, contract, k) && value[k] > next)
                    next = value[k];
            if (at >= 0 && here >= before && here > next && here + link > 1e-6)
                add_shift(m, contract, at);
            before = here;
            here = -INFINITY;
            at = -1;
            if (end)
                break;
            rank = o->option[i].rank;
        }
        if (value[i] > here) {
            here = value[i];
            at = i;
        }
    }
}

/* Longest path of the squad's ladder: what a day of each length earns by the link prices, less penalties. */
static double best_path(struct master *m, const struct squad *q, int *groups, int *worked)
{
    const struct ladder *l = &m->p->ladder[q->ladder];
    int count = m->p->options[q->contract].groups, most = 0;
    for (int d = 0; d <= l->days; d++)
        most = l->node_count[d] > most ? l->node_count[d] : most;
    double *best = xmalloc((size_t)most * (size_t)(l->days + 1) * sizeof *best);
    struct arc *by = xmalloc((size_t)most * (size_t)(l->days + 1) * sizeof *by); /* to: where it came from */
    for (int i = 0; i < most * (l->days + 1); i++)
        best[i] = i == 0 ? 0 : -INFINITY;
    for (int d = 0; d < l->days; d++)
        for (int n = 0; n < l->node_count[d]; n++)
            for (int a = l->arc_first[d][n]; a < l->arc_first[d][n + 1]; a++) {
                const struct arc *arc = &l->arc[d][a];
                int dg = d * count + arc->group;
                if (arc->group >= 0 && !q->can[dg])
                    continue;
                double v = best[d * most + n] - arc->cost;
                if (arc->group >= 0)
                    v -= lp_price(m->lp, m->link_row[q->contract][dg]);
                if (v > best[(d + 1) * most + arc->to]) {
                    best[(d + 1) * most + arc->to] = v;
                    by[(d + 1) * most + arc->to] = (struct arc){.group = arc->group, .to = n, .cost = arc->cost};
                }
            }
    int must = m->p->s->contracts[q->contract].use == USE_MUST, at = END_WORKED;
    double *last = best + l->days * most, value;
    if (must && last[END_IDLE] > last[END_WORKED])
        at = END_IDLE;
    value = last[at];
    double cost = 0;
    *worked = at;
    for (int d = l->days; d > 0 && value > -INFINITY; d--) {
        groups[d - 1] = by[d * most + at].group;
        cost += by[d * most + at].cost;
        at = by[d * most + at].to;
    }
    free(best);
    free(by);
    m->coef[0] = cost;
    return value;
}

static void price_pattern(struct master *m, const struct squad *q, int forced)
{
    int *groups = xmalloc((size_t)m->p->grid.days * sizeof *groups), worked, count = 0;
    double gain = best_path(m, q, groups, &worked), cost = m->coef[0], price = lp_price(m->lp, q->row);
    int number = m->count_row[q->contract];
    if (number >= 0)
        price += lp_price(m->lp, number);
    if (gain > -INFINITY && (forced || gain + price > 1e-6)) {
        for (int d = 0; d < m->p->grid.days; d++)
            if (groups[d] >= 0) {
                m->index[count] = m->link_row[q->contract][d * m->p->options[q->contract].groups + groups[d]];
                m->coef[count++] = -1;
            }
        m->index[count] = q->row;
        m->coef[count++] = 1;
        if (number >= 0) {
            m->index[count] = number;
            m->coef[count++] = 1;
        }
        lp_add_column(m->lp, cost, 0, INFINITY, count, m->index, m->coef);
        m->added++;
    }
    free(groups);
}

static void price_all(struct master *m)
{
    const struct problem *p = m->p;
    for (int c = 0; c < p->s->contract_count; c++)
        for (int dg = 0; dg < p->grid.days * p->options[c].groups; dg++)
            if (m->link_row[c][dg] >= 0)
                price_shifts(m, c, dg, lp_price(m->lp, m->link_row[c][dg]));
    for (int i = 0; i < m->squads; i++)
        price_pattern(m, &m->squad[i], 0);
}

/* The first columns: a shift for every link row, so that patterns have something to stand on. */
static void first_columns(struct master *m)
{
    const struct problem *p = m->p;
    for (int c = 0; c < p->s->contract_count; c++)
        for (int dg = 0; dg < p->grid.days * p->options[c].groups; dg++)
            if (m->link_row[c][dg] >= 0)
                price_shifts(m, c, dg, 1e9);
    for (int i = 0; i < m->squads; i++)
        price_pattern(m, &m->squad[i], 1);
}

static void read_prices(struct master *m)
{
    elastic_prices(&m->elastic, &m->prices);
    for (int c = 0; c < m->p->s->contract_count; c++)
        m->prices.count[c] = m->count_row[c] >= 0 ? -lp_price(m->lp, m->count_row[c]) : 0;
}

struct master *master_make(const struct problem *p)
{
    int T = p->need.intervals;
    struct master *m = xcalloc(1, sizeof *m);
    m->p = p;
    m->lp = lp_make();
    m->fresh = 1;
    m->index = xcalloc((size_t)(T + p->grid.days) + 2, sizeof *m->index);
    m->coef = xcalloc((size_t)(T + p->grid.days) + 2, sizeof *m->coef);
    certificate_room_make(&m->room, p);
    prices_make(&m->prices, p);
    make_squads(m);
    elastic_make(&m->elastic, p, m->lp, NULL);
    add_structure(m);
    read_prices(m);
    certificate_bound(p, &m->prices, NULL, &m->room, NULL);
    first_columns(m);
    return m;
}

void master_free(struct master *m)
{
    for (int c = 0; c < m->p->s->contract_count; c++)
        free(m->link_row[c]);
    drop_squads(m);
    certificate_room_free(&m->room, m->p);
    elastic_free(&m->elastic);
    free(m->link_row);
    free(m->squad);
    prices_free(&m->prices);
    free(m->count_row);
    free(m->index);
    free(m->coef);
    lp_free(m->lp);
    free(m);
}

static void set_counts(struct master *m, const struct counts *counts)
{
    for (int c = 0; c < m->p->s->contract_count; c++)
        if (m->count_row[c] >= 0)
            lp_set_row(m->lp, m->count_row[c], counts->low[c], counts->high[c]);
}

static void read_result(struct master *m, struct master_result *r)
{
    elastic_coverage(&m->elastic, r->coverage);
    for (int c = 0; c < m->p->s->contract_count; c++)
        r->working[c] = 0;
    for (int i = 0; i < m->squads; i++)
        r->working[m->squad[i].contract] += lp_row_value(m->lp, m->squad[i].row);
    r->columns = lp_columns(m->lp);
}

void master_solve(struct master *m, const struct counts *counts, struct master_result *r,
                  int (*watch)(void *context, double bound), void *context)
{
    const struct problem *p = m->p;
    /* Prices of nothing give a bound too: what holds should the LP fail. */
    prices_clear(&r->prices, p);
    r->bound = certificate_bound(p, &r->prices, counts, &m->room, NULL);
    set_counts(m, counts);
    /* First with shortage at its true price: the bound counts it so, and prices above it would cost the bound more than they
     * tell. Only then raised, for the coverage that the placement follows. */
    int raised = 0;
    for (int round = 0; round < ROUNDS_MAX; round++) {
        enum lp_status status = lp_solve(m->lp, round == 0 && !m->fresh ? LP_DUAL : LP_PRIMAL, STEPS_MAX);
        m->fresh = 0;
        if (status != LP_OPTIMAL)
            break;
        read_prices(m);
        if (raised && elastic_raise(&m->elastic, &m->prices))
            continue;
        r->value = lp_objective(m->lp);
        double bound = certificate_bound(p, &m->prices, counts, &m->room, NULL);
        if (bound > r->bound) {
            r->bound = bound;
            prices_copy(&r->prices, &m->prices, p);
        }
        if (watch && watch(context, r->bound))
            break;
        m->added = 0;
        price_all(m);
        if (m->added == 0 && (raised || !elastic_raise(&m->elastic, &m->prices)))
            break;
        raised |= m->added == 0;
    }
    read_result(m, r);
}
