#include "schedule/tours.h"
#include "base/alloc.h"
#include "schedule/elastic.h"
#include "schedule/place.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { OPEN_DAY = -2, ROUNDS_MAX = 2000, STEPS_MAX = 20000, UPDATES = 200, AGENTS_MAX = 200, KNOWN_MAX = 60, KNOWN_MIN = 12, KNOWN_ALL = 2000 };
static const double SMOOTH = 0.7; /* share of the best prices so far in those tours are priced at */
static const double GAIN = 1e-6, CLOSE = 1e-9;
static const double PRIZE = 1e6;
static const double BLUR = 0.003;    /* agents: what is wanted is off by up to half of it, by chance, in the LPs of a dive */
static const double MODERATE = 3;    /* shortage costs no more than so many times what an agent too many does, to begin with */

struct column {
    int    crew, least;
    int    own;    /* 1: some agent's just now: enters the next LP whatever it is worth */
    int    at;     /* column of the LP, -1: not in it */
    int    shut;   /* 1: it has not what is locked */
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
    int                    *tour;      /* [crews * days] as they are priced */
    struct tour_value      *bid;       /* [crews] */
    int                    *rows;      /* [crews] agents in the LP */
    int                    *lock;      /* [crews * days] the option of the day, -1 off, or OPEN_DAY */
    int                     whole;     /* 1: the LP has everybody */
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

/* A tour with its pauses at the worth in room. */
static int add_option(struct tours *m, int crew, const int *tour, double least)
{
    board_put(&m->sketch, m->member[crew], tour, &m->room.worth);
    return add_sketch(m, m->member[crew], least);
}

/* The same as the DP in room has it. */
static int add_tour(struct tours *m, int crew, int worked, double least)
{
    int *tour = m->tour + crew * m->p->grid.days;
    tour_read(m->p, crew, &m->room.tour, worked, tour);
    return add_option(m, crew, tour, least);
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

/* An LP of the cover rows alone. */
static void begin_lp(struct tours *m, const int *covered)
{
    m->lp = lp_make();
    lp_set_updates(m->lp, UPDATES);
    elastic_make(&m->elastic, m->p, m->lp, covered);
}

struct tours *tours_make(const struct problem *p, int threads)
{
    struct tours *m = xcalloc(1, sizeof *m);
    m->p = p;
    begin_lp(m, NULL);
    m->whole = 1;
    m->row = xcalloc((size_t)p->crews + 1, sizeof *m->row);
    m->member = xcalloc((size_t)p->crews + 1, sizeof *m->member);
    m->placed = xcalloc((size_t)p->agents + 1, sizeof *m->placed);
    m->closed = xcalloc((size_t)p->crews + 1, 1);
    m->rows = xcalloc((size_t)p->crews + 1, sizeof *m->rows);
    for (int i = 0; i < p->crews; i++) {
        m->rows[i] = p->crew[i].possible ? p->crew[i].size : 0;
        m->row[i] = m->rows[i] > 0 ? lp_add_row(m->lp, m->rows[i], m->rows[i]) : -1;
    }
    for (int i = p->agents - 1; i >= 0; i--)
        m->member[p->crew_of[i]] = i;
    prices_make(&m->prices, p);
    prices_make(&m->at, p);
    prices_make(&m->best, p);
    board_make(&m->sketch, p);
    certificate_room_make(&m->room, p);
    certificate_room_share(&m->room, p, threads);
    m->index = xcalloc((size_t)p->need.intervals + 1, sizeof *m->index);
    m->coef = xcalloc((size_t)p->need.intervals + 1, sizeof *m->coef);
    m->tour = xcalloc((size_t)p->crews * (size_t)p->grid.days + 1, sizeof *m->tour);
    m->bid = xcalloc((size_t)p->crews + 1, sizeof *m->bid);
    m->lock = xcalloc((size_t)p->crews * (size_t)p->grid.days + 1, sizeof *m->lock);
    tours_unlock(m);
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
    free(m->bid);
    free(m->lock);
    free(m->rows);
    free(m);
}

static int in_lp(const struct tours *m, int crew)
{
    return m->row[crew] >= 0 && !m->closed[crew];
}

/* Best tours with what is locked: other options of those days are never worth it, and a locked one is worth PRIZE more. */
static struct tour_value locked_values(const struct tours *m, int crew, const double *value, int locked, struct tour_room *room)
{
    const struct options *o = &m->p->options[m->p->crew[crew].contract];
    const int *lock = m->lock + crew * m->p->grid.days;
    double *own = xmalloc(((size_t)o->count + 1) * sizeof *own);
    for (int i = 0; i < o->count; i++) {
        int day = o->option[i].day;
        own[i] = lock[day] == OPEN_DAY ? value[i] : lock[day] == i ? value[i] + PRIZE : 2.0 * WORTH_NEVER;
    }
    struct tour_value v = tour_values(m->p, crew, own, room);
    free(own);
    v.worked -= PRIZE * locked;
    if (locked > 0)
        v.idle = -INFINITY;
    return v;
}

static void bid(void *context, int crew, struct certificate_room *room)
{
    struct tours *m = context;
    int days = m->p->grid.days, locked = 0, any = 0;
    if (!in_lp(m, crew))
        return;
    for (int d = 0; d < days; d++) {
        any |= m->lock[crew * days + d] != OPEN_DAY;
        locked += m->lock[crew * days + d] >= 0;
    }
    const double *value = room->value[m->p->crew[crew].contract];
    m->bid[crew] = any ? locked_values(m, crew, value, locked, &room->tour) : tour_values(m->p, crew, value, &room->tour);
    if (m->bid[crew].worked > m->bid[crew].idle)
        tour_read(m->p, crew, &room->tour, 1, m->tour + crew * m->p->grid.days);
}

/* Adds the tours that gain at the LP's prices, worked out at the options' values in room; bid[] is what each crew's best are
 * worth there. */
static int price(struct tours *m)
{
    const struct problem *p = m->p;
    int added = 0;
    certificate_each(&m->room, p->crews, bid, m);
    for (int i = 0; i < p->crews; i++)
        if (in_lp(m, i) && m->bid[i].worked > m->bid[i].idle)
            added += add_option(m, i, m->tour + i * p->grid.days, GAIN) >= 0;
    return added;
}

/* What all agents' best tours are worth: everybody is in the LP. */
static double worth_of_all(const struct tours *m)
{
    double sum = 0;
    for (int i = 0; i < m->p->crews; i++) {
        const struct crew *c = &m->p->crew[i];
        sum += c->size * (c->possible ? fmax(m->bid[i].idle, m->bid[i].worked) : -c->idle_cost);
    }
    return sum;
}

/* What all tours the LP does not know could take off its value. */
static double worth_unknown(const struct tours *m)
{
    double sum = 0;
    for (int i = 0; i < m->p->crews; i++)
        if (in_lp(m, i))
            sum += m->rows[i] * fmax(0, fmax(m->bid[i].idle, m->bid[i].worked) + lp_price(m->lp, m->row[i]));
    return sum;
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

/* A shortage that costs a hundred times what an agent does drives the prices to and fro between the two: first it costs a few
 * times as much, which settles most prices, then what it does. */
static double moderate(const struct problem *p)
{
    double over = 0, wage = 0;
    int    count = 0;
    for (int t = 0; t < p->need.intervals; t++) {
        over += p->need.line[t].over * p->need.per;
        count += p->need.line[t].over > 0;
    }
    for (int i = 0; i < p->agents; i++)
        wage += p->s->contracts[p->crew[p->crew_of[i]].contract].wage_h / p->agents;
    double each = (count > 0 ? over / count : 0) + wage * p->need.hours;
    return each > 0 ? MODERATE * each : INFINITY;
}

/* What the LP leaves out: leave, intervals nobody can reach, people without a tour. */
static double cost_apart(const struct tours *m)
{
    double sum = problem_paid_leave(m->p);
    for (int t = 0; t < m->p->need.intervals; t++)
        sum += m->elastic.cover_row[t] < 0 ? need_cost(&m->p->need, t, 0) : 0;
    for (int i = 0; i < m->p->crews; i++)
        sum += m->p->crew[i].possible ? 0 : m->p->crew[i].size * m->p->crew[i].idle_cost;
    return sum;
}

/* Prices tours at the LP's prices mixed with the best ones; 1 if some are new. */
static int tours_aimed(struct tours *m, struct master_result *r, double share)
{
    aim(m, &r->prices, share);
    double bound = certificate_staff(m->p, &m->at, NULL, &m->room);
    int added = price(m);
    bound -= worth_of_all(m);
    if (bound > r->bound) {
        r->bound = bound;
        prices_copy(&r->prices, &m->at, m->p);
        prices_copy(&m->best, &m->at, m->p);
    }
    return added > 0;
}

void tours_solve(struct tours *m, struct master_result *r, int (*watch)(void *context, double bound), void *context)
{
    const struct problem *p = m->p;
    double share = SMOOTH, most = moderate(p), apart = cost_apart(m);
    /* Prices of nothing are dull, but those of the first LPs are wild. */
    prices_clear(&r->prices, p);
    r->bound = certificate_bound(p, &r->prices, NULL, &m->room, NULL);
    prices_copy(&m->best, &r->prices, p);
    elastic_moderate(&m->elastic, most);
    for (int round = 0; round < ROUNDS_MAX && solve(m) == LP_OPTIMAL; round++) {
        r->value = lp_objective(m->lp) + apart;
        int added = tours_aimed(m, r, share);
        if (watch && watch(context, r->bound))
            break;
        if (isinf(most) && (fabs(r->value - r->bound) < CLOSE * fabs(r->value) || (!added && share == 0)))
            break;
        if (!added && !isinf(most)) {
            most = INFINITY;
            elastic_moderate(&m->elastic, most);
        }
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
    return m->column[column].at >= 0 && !m->column[column].shut ? lp_value(m->lp, m->column[column].at) : 0;
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
    lp_set_column(m->lp, c->at, c->least, m->closed[c->crew] || c->shut ? (double)c->least : INFINITY);
    m->next = LP_DUAL;
}

void tours_hold(struct tours *m, int column, int least)
{
    m->column[column].least = least;
    bound_column(m, &m->column[column]);
}

const int *tours_days(const struct tours *m, int column)
{
    return m->column[column].option;
}

void tours_unlock(struct tours *m)
{
    for (int i = 0; i < m->p->crews * m->p->grid.days; i++)
        m->lock[i] = OPEN_DAY;
    for (int j = 0; j < m->columns; j++)
        m->column[j].shut = 0;
}

void tours_lock(struct tours *m, int crew, int day, int option)
{
    m->lock[crew * m->p->grid.days + day] = option;
    for (int j = 0; j < m->columns; j++)
        if (m->column[j].crew == crew && m->column[j].option[day] != option) {
            m->column[j].shut = 1;
            bound_column(m, &m->column[j]);
        }
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
        if (m->row[c->crew] >= 0 && !c->shut)
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

/* Columns of whole people over whole needs meet at corners where the simplex may turn for ever: needs a little off have none. */
static void blur(struct tours *m, const int *covered)
{
    const struct need *n = &m->p->need;
    struct rng rng;
    rng_stream(&rng, 1, 1000011);
    for (int t = 0; t < n->intervals; t++) {
        double wanted = n->r->floor_gross[t] - (double)covered[t] / n->per + BLUR * (rng_uniform(&rng) - 0.5);
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

void tours_restrict(struct tours *m, const struct board *b, const unsigned char *open)
{
    const struct problem *p = m->p;
    memset(m->closed, 0, (size_t)p->crews);
    memset(m->rows, 0, (size_t)p->crews * sizeof *m->rows);
    for (int i = 0; i < p->agents; i++)
        m->rows[p->crew_of[i]] += open[i];
    if (m->whole && opens_all(m)) {
        for (int j = 0; j < m->columns; j++) {
            m->column[j].least = 0;
            bound_column(m, &m->column[j]);
        }
    } else {
        elastic_free(&m->elastic);
        lp_free(m->lp);
        begin_lp(m, b->slots);
        for (int i = 0; i < p->crews; i++)
            m->row[i] = m->rows[i] > 0 ? lp_add_row(m->lp, m->rows[i], m->rows[i]) : -1;
        m->whole = 0;
        enter_known(m);
    }
    blur(m, b->slots);
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

void tours_misfits(const struct tours *m, const struct board *b, double *misfit)
{
    const struct need *n = &m->p->need;
    for (int t = 0; t < n->intervals; t++) {
        const struct need_line *l = &n->line[t];
        double price = m->best.cover[t] / n->per, least = need_cost(n, t, 0);
        const double kink[3] = {l->floor, l->gross, l->seats};
        for (int k = 0; k < 3; k++)
            for (int up = 0; up < 2 && isfinite(kink[k]); up++) {
                int slots = (int)floor(kink[k]) + up;
                least = fmin(least, need_cost(n, t, slots) + price * slots);
            }
        misfit[t] = fmax(0, need_cost(n, t, b->slots[t]) + price * b->slots[t] - least);
    }
}

static int works_in(const struct tours *m, const struct column *c, int t)
{
    const int *interval = parts_of(m, c);
    for (int i = 0; i < c->parts; i++)
        if (interval[i] == t)
            return 1;
    return 0;
}

void tours_losses(struct tours *m, const struct board *b, int t, int more, double *loss)
{
    const struct problem *p = m->p;
    double *most = xmalloc(2 * ((size_t)p->crews + 1) * sizeof *most), *such = most + p->crews + 1;
    for (int i = 0; i < p->crews; i++)
        most[i] = such[i] = -INFINITY;
    for (int j = 0; j < m->columns; j++) {
        const struct column *c = &m->column[j];
        double gain = gain_at(m, c, m->best.cover);
        most[c->crew] = fmax(most[c->crew], gain);
        if (gain > such[c->crew] && works_in(m, c, t) == more)
            such[c->crew] = gain;
    }
    for (int i = 0; i < p->agents; i++) {
        board_restore(&m->sketch, i, board_tour(b, i), board_places(b, i, 0));
        int works = m->sketch.slots[t] > 0;
        board_take(&m->sketch, i);
        loss[i] = works == more ? INFINITY : most[p->crew_of[i]] - such[p->crew_of[i]];
    }
    free(most);
}

void tours_remember(struct tours *m)
{
    for (int j = 0; j < m->columns; j++)
        if (tours_value(m, j) > 0)
            m->column[j].own = 1;
}

int tours_round(struct tours *m, double *value, double *least)
{
    if (solve(m) != LP_OPTIMAL)
        return -1;
    *value = lp_objective(m->lp);
    certificate_values(m->p, m->prices.cover, &m->room);
    int added = price(m);
    *least = *value - worth_unknown(m);
    return added;
}
