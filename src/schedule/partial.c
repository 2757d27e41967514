#include "schedule/partial.h"
#include "base/alloc.h"
#include "base/rng.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { KNOWN_MAX = 60, KNOWN_MIN = 12, KNOWN_ALL = 2000 };
static const double BLUR = 0.003; /* agents: what is wanted is off by up to half of it, by chance, in the LPs of a dive */

struct known {
    int    crew, tour;
    double gain;
};

static void bound_column(struct tours *m, int tour)
{
    const struct tours_column *c = &m->column[tour];
    if (c->at < 0)
        return;
    lp_set_column(m->lp, c->at, c->least, m->closed[m->known.tour[tour].crew] || c->shut ? (double)c->least : INFINITY);
    m->next = LP_DUAL;
}

void partial_hold(struct tours *m, int tour, int least)
{
    m->column[tour].least = least;
    bound_column(m, tour);
}

void partial_unlock(struct tours *m)
{
    for (int i = 0; i < m->p->crews * m->p->grid.days; i++)
        m->lock[i] = TOURS_OPEN_DAY;
    for (int j = 0; j < m->known.tours; j++)
        m->column[j].shut = 0;
}

void partial_lock(struct tours *m, int crew, int day, int option)
{
    m->lock[crew * m->p->grid.days + day] = option;
    for (int j = 0; j < m->known.tours; j++)
        if (m->known.tour[j].crew == crew && m->known.tour[j].option[day] != option) {
            m->column[j].shut = 1;
            bound_column(m, j);
        }
}

void partial_close(struct tours *m, int crew)
{
    m->closed[crew] = 1;
    for (int j = 0; j < m->known.tours; j++)
        if (m->known.tour[j].crew == crew)
            bound_column(m, j);
}

static int compare_known(const void *a, const void *b)
{
    const struct known *x = a, *y = b;
    if (x->crew != y->crew)
        return x->crew < y->crew ? -1 : 1;
    if (x->gain != y->gain)
        return x->gain > y->gain ? -1 : 1;
    return (x->tour > y->tour) - (x->tour < y->tour);
}

/* The best known tours of each crew in the LP, at the best prices, and those its agents had just now. */
static void enter_known(struct tours *m)
{
    struct known *known = xmalloc(((size_t)m->known.tours + 1) * sizeof *known);
    int count = 0, crews = 0, most;
    for (int i = 0; i < m->p->crews; i++)
        crews += m->row[i] >= 0;
    most = crews * KNOWN_MAX > KNOWN_ALL ? KNOWN_ALL / crews : KNOWN_MAX;
    most = most < KNOWN_MIN ? KNOWN_MIN : most;
    for (int j = 0; j < m->known.tours; j++) {
        const struct catalog_tour *x = &m->known.tour[j];
        struct tours_column *c = &m->column[j];
        c->at = -1;
        c->least = 0;
        if (m->row[x->crew] >= 0 && !c->shut)
            known[count++] = (struct known){x->crew, j, c->own ? INFINITY : catalog_gain(&m->known, x, m->best.cover)};
        c->own = 0;
    }
    qsort(known, (size_t)count, sizeof *known, compare_known);
    for (int i = 0, of_crew = 0; i < count; i++) {
        of_crew = i > 0 && known[i].crew == known[i - 1].crew ? of_crew + 1 : 0;
        if (of_crew < most)
            tours_enter(m, known[i].tour);
    }
    free(known);
}

/* Columns of whole people over whole needs meet at corners where the simplex may turn for ever: needs a little off have none. */
static void blur(struct tours *m, const int *covered)
{
    const struct need *n = &m->p->need;
    struct rng rng;
    rng_stream(&rng, 1, 1000011);
    for (int t = 0; t < n->intervals; t++) {
        double wanted = need_base(n, t) - (double)covered[t] / n->per + BLUR * (rng_uniform(&rng) - 0.5);
        if (m->elastic.cover_row[t] >= 0)
            lp_set_row(m->lp, m->elastic.cover_row[t], wanted, wanted);
    }
    if (m->whole)
        m->next = LP_DUAL;
}

static int opens_all(const struct tours *m)
{
    for (int i = 0; i < m->p->crews; i++)
        if (m->p->crew[i].possible && m->rows[i] < m->p->crew[i].size)
            return 0;
    return 1;
}

void partial_restrict(struct tours *m, const struct board *b, const unsigned char *open)
{
    const struct problem *p = m->p;
    memset(m->closed, 0, (size_t)p->crews);
    memset(m->rows, 0, (size_t)p->crews * sizeof *m->rows);
    for (int i = 0; i < p->agents; i++)
        m->rows[p->crew_of[i]] += open[i];
    if (m->whole && opens_all(m)) {
        for (int j = 0; j < m->known.tours; j++) {
            m->column[j].least = 0;
            bound_column(m, j);
        }
    } else {
        elastic_free(&m->elastic);
        lp_free(m->lp);
        tours_begin(m, b->slots);
        for (int i = 0; i < p->crews; i++)
            m->row[i] = m->rows[i] > 0 ? lp_add_row(m->lp, m->rows[i], m->rows[i]) : -1;
        m->whole = 0;
        enter_known(m);
    }
    blur(m, b->slots);
}

void partial_remember(struct tours *m)
{
    for (int j = 0; j < m->known.tours; j++)
        if (tours_value(m, j) > 0)
            m->column[j].own = 1;
}

void partial_add(struct tours *m, const struct board *b, int agent)
{
    int tour = catalog_find(&m->known, b, agent);
    if (tour < 0)
        tour = tours_keep(m, catalog_copy(&m->known, b, agent));
    m->column[tour].own = 1;
}
