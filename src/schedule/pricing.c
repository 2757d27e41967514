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

struct path { /* the best of a squad's ladder */
    int   *groups; /* [days] */
    double gain, cost;
};

/* Where prices are large, rounding lets a column the LP has seem worth adding: for ever, were it not looked for. */
static int has_shift(const struct master *m, int contract, int option, const int *places)
{
    for (int i = 0; i < m->columns; i++) {
        const struct master_column *c = &m->column[i];
        if (c->option == option && c->contract == contract && memcmp(c->place, places, PAUSES_MAX * sizeof *places) == 0)
            return 1;
    }
    return 0;
}

static int has_pattern(const struct master *m, int squad, const struct path *path)
{
    for (int i = 0; i < m->columns; i++) {
        const struct master_column *c = &m->column[i];
        if (c->option < 0 && c->squad == squad &&
            memcmp(c->groups, path->groups, (size_t)m->p->grid.days * sizeof *path->groups) == 0)
            return 1;
    }
    return 0;
}

static void add_shift(struct master *m, int contract, int option)
{
    const struct problem *p = m->p;
    const struct option *x = &p->options[contract].option[option];
    const struct shape *h = &p->options[contract].shapes[x->shape];
    int places[PAUSES_MAX] = {0};
    worth_pauses(&m->room.worth, p, contract, option, places);
    if (m->once && has_shift(m, contract, option, places))
        return;
    int count = elastic_cover(&m->elastic, x->start, x->end, 1, 0, m->index, m->coef);
    for (int k = 0; k < h->pauses; k++)
        count = elastic_cover(&m->elastic, places[k], places[k] + h->pause[k].length, -1, count, m->index, m->coef);
    m->index[count] = m->link_row[contract][x->day * p->options[contract].groups + x->group];
    m->coef[count++] = 1;
    m->index[count] = m->day_row[contract * p->grid.days + x->day];
    m->coef[count] = 1;
    count += m->index[count] >= 0;
    struct master_column *column = add_column(m, problem_pay(p, contract, option, places), count);
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

struct paths { /* of all squads, at the LP's prices: those are its thread's alone, so they are read beforehand */
    const struct master *m;
    double             **link; /* [contracts][days * groups] */
    struct path         *path; /* [squads] */
};

/* Longest path of the squad's ladder: what a day of each length earns by the link prices, less penalties. */
static void find_path(void *context, int item, struct certificate_room *room)
{
    const struct paths *all = context;
    const struct squad *q = &all->m->squad[item];
    const struct ladder *l = &all->m->p->ladder[q->ladder];
    struct path *path = &all->path[item];
    int count = all->m->p->options[q->contract].groups, most = 0;
    (void)room;
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
                double v = best[d * most + n] - arc->cost - (arc->group >= 0 ? all->link[q->contract][dg] : 0);
                if (v > best[(d + 1) * most + arc->to]) {
                    best[(d + 1) * most + arc->to] = v;
                    by[(d + 1) * most + arc->to] = (struct arc){.group = arc->group, .to = n, .cost = arc->cost};
                }
            }
    int must = all->m->p->s->contracts[q->contract].use == USE_MUST, at = END_WORKED;
    double *last = best + l->days * most;
    if (must && last[END_IDLE] > last[END_WORKED])
        at = END_IDLE;
    *path = (struct path){.groups = xmalloc((size_t)l->days * sizeof *path->groups), .gain = last[at]};
    for (int d = l->days; d > 0 && path->gain > -INFINITY; d--) {
        path->groups[d - 1] = by[d * most + at].group;
        path->cost += by[d * most + at].cost;
        at = by[d * most + at].to;
    }
    free(best);
    free(by);
}

static void add_pattern(struct master *m, int squad, struct path *path, int forced)
{
    const struct squad *q = &m->squad[squad];
    double price = lp_price(m->lp, q->row);
    int number = m->count_row[q->contract], count = 0;
    if (number >= 0)
        price += lp_price(m->lp, number);
    if (path->gain == -INFINITY || (!forced && path->gain + price <= 1e-6) ||
        (m->once && has_pattern(m, squad, path))) {
        free(path->groups);
        return;
    }
    for (int d = 0; d < m->p->grid.days; d++)
        if (path->groups[d] >= 0) {
            m->index[count] = m->link_row[q->contract][d * m->p->options[q->contract].groups + path->groups[d]];
            m->coef[count++] = -1;
        }
    m->index[count] = q->row;
    m->coef[count++] = 1;
    if (number >= 0) {
        m->index[count] = number;
        m->coef[count++] = 1;
    }
    struct master_column *column = add_column(m, path->cost, count);
    column->contract = q->contract;
    column->option = -1;
    column->squad = squad;
    column->groups = path->groups;
}

static double *link_prices(const struct master *m, int contract)
{
    int cells = m->p->grid.days * m->p->options[contract].groups;
    double *price = xcalloc((size_t)cells + 1, sizeof *price);
    for (int dg = 0; dg < cells; dg++)
        if (m->link_row[contract][dg] >= 0)
            price[dg] = lp_price(m->lp, m->link_row[contract][dg]);
    return price;
}

static void price_patterns(struct master *m, int forced)
{
    int contracts = m->p->s->contract_count;
    struct paths all = {.m = m, .link = xcalloc((size_t)contracts + 1, sizeof *all.link)};
    all.path = xcalloc((size_t)m->squads + 1, sizeof *all.path);
    for (int c = 0; c < contracts; c++)
        all.link[c] = link_prices(m, c);
    certificate_each(&m->room, m->squads, find_path, &all);
    for (int i = 0; i < m->squads; i++)
        add_pattern(m, i, &all.path[i], forced);
    for (int c = 0; c < contracts; c++)
        free(all.link[c]);
    free(all.link);
    free(all.path);
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
    price_patterns(m, 0);
}

void pricing_first(struct master *m)
{
    const struct problem *p = m->p;
    for (int c = 0; c < p->s->contract_count; c++)
        for (int dg = 0; dg < p->grid.days * p->options[c].groups; dg++)
            if (m->link_row[c][dg] >= 0)
                price_shifts(m, c, dg, INFINITY);
    price_patterns(m, 1);
}
