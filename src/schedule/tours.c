#include "schedule/tours.h"
#include "base/alloc.h"
#include "schedule/elastic.h"
#include "schedule/place.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { ROUNDS_MAX = 2000, STEPS_MAX = 20000, AGENTS_MAX = 200, KNOWN_MAX = 60, KNOWN_MIN = 12, KNOWN_ALL = 2000 };
static const double SMOOTH = 0.5; /* share of the best prices so far in those tours are priced at */
static const double GAIN = 1e-6, CLOSE = 1e-9;

struct column {
    int    crew, least;
    int    own;    /* 1: some agent's just now: enters the next LP whatever it is worth */
    int    at;     /* column of the LP, -1: not in it */
    int    parts;  /* intervals covered */
    double cost;
    int   *option; /* [days], then [days * PAUSES_MAX] places of the pauses, then [parts] intervals, [parts] slots */
};

struct tours {
    const struct problem   *p;
    struct lp              *lp;
    struct elastic          elastic;
    int                    *row;       /* [crews] -1: not in the LP */
    int                    *member;    /* [crews] one of its agents */
    int                    *placed;    /* [agents] column of the first roster, -1: none */
    unsigned char          *closed;    /* [crews] */
    struct column          *column;    int columns; size_t column_room;
    struct prices           prices;    /* of the LP */
    struct prices           at;        /* at which tours are priced */
    struct prices           best;      /* of the best bound */
    struct board            sketch;    /* all off: a tour is put on it to see what it costs and covers */
    struct certificate_room room;
    int                    *index;     /* scratch for columns: [intervals + 1] */
    double                 *coef;
    int                    *tour;      /* [days] */
    enum lp_method          next;      /* what the changes since the last solve leave feasible */
};

struct known {
    int    crew, column;
    double gain;
};

static size_t tour_size(const struct problem *p)
{
    return (size_t)p->grid.days * (1 + PAUSES_MAX);
}

static const int *places_of(const struct tours *m, const struct column *c)
{
    return c->option + m->p->grid.days;
}

static const int *parts_of(const struct tours *m, const struct column *c)
{
    return c->option + tour_size(m->p);
}

static double gain_at(const struct tours *m, const struct column *c, const double *cover)
{
    const int *interval = parts_of(m, c), *slots = interval + c->parts;
    double gain = -c->cost;
    for (int i = 0; i < c->parts; i++)
        gain += cover[interval[i]] * slots[i] / m->p->need.per;
    return gain;
}

/* What the agent has on the sketch, which is cleared. */
static struct column read_sketch(struct tours *m, int agent)
{
    const struct problem *p = m->p;
    size_t days = (size_t)p->grid.days, parts = 0, size = tour_size(p);
    for (int t = 0; t < p->need.intervals; t++)
        parts += m->sketch.slots[t] != 0;
    struct column c = {.crew = p->crew_of[agent], .at = -1, .parts = (int)parts, .cost = m->sketch.cost[agent]};
    c.option = xmalloc((size + 2 * parts) * sizeof *c.option);
    memcpy(c.option, board_tour(&m->sketch, agent), days * sizeof *c.option);
    memcpy(c.option + days, board_places(&m->sketch, agent, 0), days * PAUSES_MAX * sizeof *c.option);
    for (int t = 0, i = 0; t < p->need.intervals; t++)
        if (m->sketch.slots[t] != 0) {
            c.option[size + (size_t)i] = t;
            c.option[size + parts + (size_t)i++] = m->sketch.slots[t];
        }
    board_take(&m->sketch, agent);
    return c;
}

static void enter(struct tours *m, struct column *c)
{
    const int *interval = parts_of(m, c), *slots = interval + c->parts;
    int count = 0;
    for (int i = 0; i < c->parts; i++)
        if (m->elastic.cover_row[interval[i]] >= 0) {
            m->index[count] = m->elastic.cover_row[interval[i]];
            m->coef[count++] = (double)slots[i] / m->p->need.per;
        }
    m->index[count] = m->row[c->crew];
    m->coef[count++] = 1;
    c->at = lp_add_column(m->lp, c->cost, 0, INFINITY, count, m->index, m->coef);
    m->next = LP_PRIMAL;
}

static int keep(struct tours *m, struct column c)
{
    m->column = xgrow(m->column, &m->column_room, (size_t)m->columns + 1, sizeof *m->column);
    m->column[m->columns] = c;
    return m->columns++;
}

/* What the agent has on the sketch becomes a column, in the LP too, if it gains more than `least` at its prices. */
static int add_sketch(struct tours *m, int agent, double least)
{
    struct column c = read_sketch(m, agent);
    if (gain_at(m, &c, m->prices.cover) + lp_price(m->lp, m->row[c.crew]) <= least) {
        free(c.option);
        return -1;
    }
    int at = keep(m, c);
    enter(m, &m->column[at]);
    return at;
}

/* A tour at the worth in room, as it is read from the DP. */
static int add_tour(struct tours *m, int crew, int worked, double least)
{
    tour_read(m->p, crew, &m->room.tour, worked, m->tour);
    board_put(&m->sketch, m->member[crew], m->tour, &m->room.worth);
    return add_sketch(m, m->member[crew], least);
}

/* First columns: everybody placed in turn where the need is greatest, and off where he may. */
static void first_columns(struct tours *m)
{
    const struct problem *p = m->p;
    struct board b;
    board_make(&b, p);
    for (int i = 0; i < p->agents; i++) {
        int crew = p->crew_of[i];
        m->placed[i] = -1;
        if (m->row[crew] < 0)
            continue;
        worth_from_margins(&m->room.worth, p, b.slots, NULL, 0);
        place_agent(&b, i, PLACE_FREE, &m->room, m->tour);
        board_restore(&m->sketch, i, board_tour(&b, i), board_places(&b, i, 0));
        m->placed[i] = add_sketch(m, i, -INFINITY);
    }
    worth_from_prices(&m->room.worth, p, m->prices.cover);
    for (int i = 0; i < p->crews; i++) {
        const struct crew *c = &p->crew[i];
        if (m->row[i] < 0)
            continue;
        worth_options(&m->room.worth, p, c->contract, m->room.value[c->contract]);
        if (tour_values(p, i, m->room.value[c->contract], &m->room.tour).idle > -INFINITY)
            add_tour(m, i, 0, -INFINITY);
    }
    board_free(&b);
}

int tours_suit(const struct problem *p)
{
    int must = 1;
    for (int i = 0; i < p->crews; i++)
        must &= p->s->contracts[p->crew[i].contract].use == USE_MUST;
    return must && p->agents > 0 && p->agents <= AGENTS_MAX && 2 * p->crews >= p->agents;
}

struct tours *tours_make(const struct problem *p)
{
    struct tours *m = xcalloc(1, sizeof *m);
    m->p = p;
    m->lp = lp_make();
    elastic_make(&m->elastic, p, m->lp, NULL);
    m->row = xcalloc((size_t)p->crews + 1, sizeof *m->row);
    m->member = xcalloc((size_t)p->crews + 1, sizeof *m->member);
    m->placed = xcalloc((size_t)p->agents + 1, sizeof *m->placed);
    m->closed = xcalloc((size_t)p->crews + 1, 1);
    for (int i = 0; i < p->crews; i++)
        m->row[i] = p->crew[i].possible ? lp_add_row(m->lp, p->crew[i].size, p->crew[i].size) : -1;
    for (int i = p->agents - 1; i >= 0; i--)
        m->member[p->crew_of[i]] = i;
    prices_make(&m->prices, p);
    prices_make(&m->at, p);
    prices_make(&m->best, p);
    board_make(&m->sketch, p);
    certificate_room_make(&m->room, p);
    m->index = xcalloc((size_t)p->need.intervals + 1, sizeof *m->index);
    m->coef = xcalloc((size_t)p->need.intervals + 1, sizeof *m->coef);
    m->tour = xcalloc((size_t)p->grid.days + 1, sizeof *m->tour);
    first_columns(m);
    return m;
}

void tours_free(struct tours *m)
{
    for (int j = 0; j < m->columns; j++)
        free(m->column[j].option);
    free(m->column);
    elastic_free(&m->elastic);
    lp_free(m->lp);
    prices_free(&m->prices);
    prices_free(&m->at);
    prices_free(&m->best);
    board_free(&m->sketch);
    certificate_room_free(&m->room, m->p);
    free(m->row);
    free(m->member);
    free(m->placed);
    free(m->closed);
    free(m->index);
    free(m->coef);
    free(m->tour);
    free(m);
}

/* Adds the tours that gain at the LP's prices, worked out at the options' values in room; *sum: what all agents' best tours are
 * worth there, if every crew is open. */
static int price(struct tours *m, double *sum)
{
    const struct problem *p = m->p;
    int added = 0;
    *sum = 0;
    for (int i = 0; i < p->crews; i++) {
        const struct crew *c = &p->crew[i];
        if (!c->possible)
            *sum -= c->size * c->idle_cost;
        if (m->closed[i] || m->row[i] < 0)
            continue;
        struct tour_value v = tour_values(p, i, m->room.value[c->contract], &m->room.tour);
        *sum += c->size * fmax(v.idle, v.worked);
        added += v.worked > v.idle && add_tour(m, i, 1, GAIN) >= 0;
    }
    return added;
}

static enum lp_status solve(struct tours *m)
{
    enum lp_status status;
    do {
        status = lp_solve(m->lp, m->next, STEPS_MAX);
        elastic_prices(&m->elastic, &m->prices);
        m->next = LP_PRIMAL;
    } while (status == LP_OPTIMAL && elastic_raise(&m->elastic, &m->prices));
    return status;
}

static void mix(double *to, const double *a, const double *b, int count, double share)
{
    for (int i = 0; i < count; i++)
        to[i] = share * a[i] + (1 - share) * b[i];
}

/* Prices smoothed towards those of the best bound: the LP's own swing too far to price by (Wentges 1997). */
static void aim(struct tours *m, const struct prices *best, double share)
{
    mix(m->at.cover, best->cover, m->prices.cover, m->p->need.intervals, share);
    mix(m->at.goal, best->goal, m->prices.goal, m->p->r->goal_count, share);
}

void tours_solve(struct tours *m, struct master_result *r, int (*watch)(void *context, double bound), void *context)
{
    const struct problem *p = m->p;
    double share = 0;
    prices_clear(&r->prices, p);
    r->bound = -INFINITY;
    for (int round = 0; round < ROUNDS_MAX; round++) {
        if (solve(m) != LP_OPTIMAL)
            break;
        r->value = lp_objective(m->lp) + problem_paid_leave(p);
        aim(m, &r->prices, share);
        double sum, bound = certificate_staff(p, &m->at, NULL, &m->room);
        int added = price(m, &sum), better = bound - sum > r->bound;
        if (better) {
            r->bound = bound - sum;
            prices_copy(&r->prices, &m->at, p);
            prices_copy(&m->best, &m->at, p);
        }
        if ((watch && watch(context, r->bound)) || r->value - r->bound < CLOSE * fabs(r->value))
            break;
        if (!added && share == 0)
            break;
        share = added ? SMOOTH : 0;
    }
    elastic_coverage(&m->elastic, r->coverage);
    for (int c = 0; c < p->s->contract_count; c++)
        r->working[c] = 0;
    for (int j = 0; j < m->columns; j++)
        for (int d = 0; d < p->grid.days; d++)
            if (m->column[j].option[d] >= 0) {
                r->working[p->crew[m->column[j].crew].contract] += tours_value(m, j);
                break;
            }
    r->columns = lp_columns(m->lp);
}

void tours_first(const struct tours *m, struct board *b)
{
    for (int i = 0; i < m->p->agents; i++)
        if (m->placed[i] >= 0)
            tours_put(m, m->placed[i], b, i);
    board_settle(b);
}

int tours_columns(const struct tours *m)
{
    return m->columns;
}

int tours_crew(const struct tours *m, int column)
{
    return m->column[column].crew;
}

double tours_value(const struct tours *m, int column)
{
    return m->column[column].at >= 0 ? lp_value(m->lp, m->column[column].at) : 0;
}

void tours_put(const struct tours *m, int column, struct board *b, int agent)
{
    const struct column *c = &m->column[column];
    board_restore(b, agent, c->option, places_of(m, c));
}

void tours_add(struct tours *m, const struct board *b, int agent)
{
    size_t bytes = (size_t)m->p->grid.days * sizeof *m->tour;
    const int *tour = board_tour(b, agent), *places = board_places(b, agent, 0);
    int j;
    for (j = 0; j < m->columns; j++) {
        const struct column *c = &m->column[j];
        if (c->crew == m->p->crew_of[agent] && memcmp(c->option, tour, bytes) == 0 &&
            memcmp(places_of(m, c), places, PAUSES_MAX * bytes) == 0)
            break;
    }
    if (j == m->columns) {
        board_restore(&m->sketch, agent, tour, places);
        keep(m, read_sketch(m, agent));
    }
    m->column[j].own = 1;
}

static void bound_column(struct tours *m, const struct column *c)
{
    if (c->at < 0)
        return;
    lp_set_column(m->lp, c->at, c->least, m->closed[c->crew] ? (double)c->least : INFINITY);
    m->next = LP_DUAL;
}

void tours_hold(struct tours *m, int column, int least)
{
    m->column[column].least = least;
    bound_column(m, &m->column[column]);
}

void tours_close(struct tours *m, int crew)
{
    m->closed[crew] = 1;
    for (int j = 0; j < m->columns; j++)
        if (m->column[j].crew == crew)
            bound_column(m, &m->column[j]);
}

static int compare_known(const void *a, const void *b)
{
    const struct known *x = a, *y = b;
    if (x->crew != y->crew)
        return x->crew < y->crew ? -1 : 1;
    if (x->gain != y->gain)
        return x->gain > y->gain ? -1 : 1;
    return (x->column > y->column) - (x->column < y->column);
}

/* The best known tours of each crew in the LP, at the best prices, and those its agents had just now. */
static void enter_known(struct tours *m)
{
    struct known *known = xmalloc(((size_t)m->columns + 1) * sizeof *known);
    int count = 0, crews = 0, most;
    for (int i = 0; i < m->p->crews; i++)
        crews += m->row[i] >= 0;
    most = crews * KNOWN_MAX > KNOWN_ALL ? KNOWN_ALL / crews : KNOWN_MAX;
    most = most < KNOWN_MIN ? KNOWN_MIN : most;
    for (int j = 0; j < m->columns; j++) {
        struct column *c = &m->column[j];
        c->at = -1;
        c->least = 0;
        if (m->row[c->crew] >= 0)
            known[count++] = (struct known){c->crew, j, c->own ? INFINITY : gain_at(m, c, m->best.cover)};
        c->own = 0;
    }
    qsort(known, (size_t)count, sizeof *known, compare_known);
    for (int i = 0, of_crew = 0; i < count; i++) {
        of_crew = i > 0 && known[i].crew == known[i - 1].crew ? of_crew + 1 : 0;
        if (of_crew < most)
            enter(m, &m->column[known[i].column]);
    }
    free(known);
}

void tours_restrict(struct tours *m, const struct board *b, const unsigned char *open)
{
    const struct problem *p = m->p;
    elastic_free(&m->elastic);
    lp_free(m->lp);
    m->lp = lp_make();
    elastic_make(&m->elastic, p, m->lp, b->slots);
    memset(m->closed, 0, (size_t)p->crews);
    for (int i = 0; i < p->crews; i++)
        m->row[i] = 0;
    for (int i = 0; i < p->agents; i++)
        m->row[p->crew_of[i]] += open[i];
    for (int i = 0; i < p->crews; i++)
        m->row[i] = m->row[i] > 0 ? lp_add_row(m->lp, m->row[i], m->row[i]) : -1;
    enter_known(m);
}

void tours_regrets(struct tours *m, const struct board *b, double *regret)
{
    const struct problem *p = m->p;
    double *most = xmalloc(((size_t)p->crews + 1) * sizeof *most);
    for (int i = 0; i < p->crews; i++)
        most[i] = -INFINITY;
    for (int j = 0; j < m->columns; j++)
        most[m->column[j].crew] = fmax(most[m->column[j].crew], gain_at(m, &m->column[j], m->best.cover));
    for (int i = 0; i < p->agents; i++) {
        board_restore(&m->sketch, i, board_tour(b, i), board_places(b, i, 0));
        struct column c = read_sketch(m, i);
        regret[i] = p->crew[c.crew].possible ? fmax(0, most[c.crew] - gain_at(m, &c, m->best.cover)) : 0;
        free(c.option);
    }
    free(most);
}

int tours_round(struct tours *m, double *value)
{
    const struct problem *p = m->p;
    double ignored;
    if (solve(m) != LP_OPTIMAL)
        return -1;
    *value = lp_objective(m->lp);
    worth_from_prices(&m->room.worth, p, m->prices.cover);
    for (int c = 0; c < p->s->contract_count; c++)
        worth_options(&m->room.worth, p, c, m->room.value[c]);
    return price(m, &ignored);
}
