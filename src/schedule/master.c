#include "schedule/master.h"
#include "base/alloc.h"
#include "schedule/pricing.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { ROUNDS_MAX = 400, SQUADS_MAX = 60, STEPS_MAX = 10000 /* a simplex that takes more is going in circles */ };

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
    m->day_row = xcalloc((size_t)(p->s->contract_count * p->grid.days) + 1, sizeof *m->day_row);
    m->day_slack = xcalloc((size_t)(p->s->contract_count * p->grid.days) + 1, sizeof *m->day_slack);
    for (int i = 0; i < p->s->contract_count * p->grid.days; i++) {
        double more = 1, less = -1;
        m->day_row[i] = p->agents <= PROBLEM_TINY ? lp_add_row(m->lp, 0, p->agents) : -1;
        if (m->day_row[i] < 0)
            continue;
        m->day_slack[i] = lp_add_column(m->lp, 0, 0, 0, 1, &m->day_row[i], &more);
        lp_add_column(m->lp, 0, 0, 0, 1, &m->day_row[i], &less);
    }
}

static void read_prices(struct master *m)
{
    elastic_prices(&m->elastic, &m->prices);
    for (int c = 0; c < m->p->s->contract_count; c++)
        m->prices.count[c] = m->count_row[c] >= 0 ? -lp_price(m->lp, m->count_row[c]) : 0;
    for (int i = 0; i < m->p->s->contract_count * m->p->grid.days; i++)
        m->prices.shift[i] = m->day_row[i] >= 0 ? -lp_price(m->lp, m->day_row[i]) : 0;
}

struct master *master_make(const struct problem *p, int threads)
{
    int T = p->need.intervals;
    struct master *m = xcalloc(1, sizeof *m);
    m->p = p;
    m->lp = lp_make();
    m->fresh = 1;
    m->index = xcalloc((size_t)(T + p->grid.days) + 3, sizeof *m->index);
    m->coef = xcalloc((size_t)(T + p->grid.days) + 3, sizeof *m->coef);
    certificate_room_make(&m->room, p);
    certificate_room_share(&m->room, p, threads);
    prices_make(&m->prices, p);
    make_squads(m);
    elastic_make(&m->elastic, p, m->lp, NULL);
    add_structure(m);
    read_prices(m);
    certificate_bound(p, &m->prices, NULL, &m->room, NULL);
    pricing_first(m);
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
    free(m->day_row);
    free(m->day_slack);
    for (int i = 0; i < m->columns; i++)
        free(m->column[i].groups);
    free(m->column);
    free(m->index);
    free(m->coef);
    lp_free(m->lp);
    free(m);
}

void master_hold_days(struct master *m, double price)
{
    for (int i = 0; i < m->p->s->contract_count * m->p->grid.days; i++)
        for (int k = 0; k < 2 && m->day_row[i] >= 0; k++) {
            lp_set_column(m->lp, m->day_slack[i] + k, 0, m->p->agents);
            lp_set_cost(m->lp, m->day_slack[i] + k, price);
        }
}

long master_size(const struct master *m)
{
    return (long)lp_rows(m->lp) * lp_columns(m->lp);
}

void master_within(struct master *m, const struct counts *counts)
{
    for (int c = 0; c < m->p->s->contract_count; c++)
        if (m->count_row[c] >= 0)
            lp_set_row(m->lp, m->count_row[c], counts->low[c], counts->high[c]);
    for (int i = 0; i < m->p->s->contract_count * m->p->grid.days; i++)
        if (m->day_row[i] >= 0)
            lp_set_row(m->lp, m->day_row[i], counts->day_low[i], counts->day_high[i]);
}

void master_price(struct master *m)
{
    read_prices(m);
    certificate_values(m->p, &m->prices, &m->room);
}

static void read_result(struct master *m, struct master_result *r)
{
    elastic_coverage(&m->elastic, r->coverage);
    for (int c = 0; c < m->p->s->contract_count; c++)
        r->working[c] = 0;
    for (int i = 0; i < m->squads; i++)
        r->working[m->squad[i].contract] += lp_row_value(m->lp, m->squad[i].row);
    for (int i = 0; i < m->p->s->contract_count * m->p->grid.days; i++)
        r->shifts[i] = m->day_row[i] >= 0 ? lp_row_value(m->lp, m->day_row[i]) : 0;
    r->columns = lp_columns(m->lp);
}

void master_solve(struct master *m, const struct counts *counts, struct master_result *r,
                  int (*watch)(void *context, double bound), void *context)
{
    const struct problem *p = m->p;
    /* Prices of nothing give a bound too: what holds should the LP fail. */
    prices_clear(&r->prices, p);
    r->bound = certificate_bound(p, &r->prices, counts, &m->room, NULL);
    master_within(m, counts);
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
        m->once = 1;
        pricing_shifts(m);
        pricing_patterns(m);
        m->once = 0;
        if (m->added == 0 && (raised || !elastic_raise(&m->elastic, &m->prices)))
            break;
        raised |= m->added == 0;
    }
    read_result(m, r);
}
