#include "schedule/pricing.h"
#include "base/alloc.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

static struct master_column *add_column(struct master *m, double cost, int count)
{
    m->column = xgrow(m->column, &m->column_room, (size_t)m->columns + 1, sizeof *m->column);
    struct master_column *c = &m->column[m->columns++];
    *c = (struct master_column){.column = lp_add_column(m->lp, cost, 0, INFINITY, count, m->index, m->coef)};
    m->added++;
    return c;
}

static void add_shift(struct master *m, int contract, int option)
{
    const struct problem *p = m->p;
    const struct option *x = &p->options[contract].option[option];
    const struct shape *h = &p->options[contract].shapes[x->shape];
    const double *wages = p->grid.wages[contract];
    int places[PAUSES_MAX] = {0};
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
    struct master_column *column = add_column(m, cost, count);
    column->contract = contract;
    column->option = option;
    memcpy(column->place, places, sizeof places);
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
        struct master_column *column = add_column(m, cost, count);
        column->contract = q->contract;
        column->option = -1;
        column->squad = (int)(q - m->squad);
        column->groups = groups;
        return;
    }
    free(groups);
}

void pricing_shifts(struct master *m)
{
    const struct problem *p = m->p;
    for (int c = 0; c < p->s->contract_count; c++)
        for (int dg = 0; dg < p->grid.days * p->options[c].groups; dg++)
            if (m->link_row[c][dg] >= 0)
                price_shifts(m, c, dg, lp_price(m->lp, m->link_row[c][dg]));
}

void pricing_patterns(struct master *m)
{
    for (int i = 0; i < m->squads; i++)
        price_pattern(m, &m->squad[i], 0);
}

void pricing_first(struct master *m)
{
    const struct problem *p = m->p;
    for (int c = 0; c < p->s->contract_count; c++)
        for (int dg = 0; dg < p->grid.days * p->options[c].groups; dg++)
            if (m->link_row[c][dg] >= 0)
                price_shifts(m, c, dg, 1e9);
    for (int i = 0; i < m->squads; i++)
        price_pattern(m, &m->squad[i], 1);
}
