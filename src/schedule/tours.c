#include "schedule/tours.h"
#include "base/alloc.h"
#include "schedule/place.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { ROUNDS_MAX = 2000, STEPS_MAX = 20000, UPDATES = 200, AGENTS_MAX = 200 };
static const double SMOOTH = 0.7; /* share of the best prices so far in those tours are priced at */
static const double GAIN = 1e-6, CLOSE = 1e-9;
static const double PRIZE = 1e6;
static const double MODERATE = 3;    /* shortage costs no more than so many times what an agent too many does, to begin with */

void tours_enter(struct tours *m, int tour)
{
    const struct catalog_tour *x = &m->known.tour[tour];
    const int *interval = catalog_parts(&m->known, x), *slots = interval + x->parts;
    int count = 0;
    for (int i = 0; i < x->parts; i++)
        if (m->elastic.cover_row[interval[i]] >= 0) {
            m->index[count] = m->elastic.cover_row[interval[i]];
            m->coef[count++] = (double)slots[i] / m->p->need.per;
        }
    m->index[count] = m->row[x->crew];
    m->coef[count++] = 1;
    m->column[tour].at = lp_add_column(m->lp, x->cost, 0, INFINITY, count, m->index, m->coef);
    m->next = LP_PRIMAL;
}

int tours_keep(struct tours *m, struct catalog_tour x)
{
    int at = catalog_keep(&m->known, x);
    m->column = xgrow(m->column, &m->column_room, (size_t)at + 1, sizeof *m->column);
    m->column[at] = (struct tours_column){.at = -1};
    return at;
}

/* What the agent has on the sketch becomes known, and enters the LP, if it gains more than `least` at its prices. */
static int add_sketch(struct tours *m, int agent, double least)
{
    struct catalog_tour x = catalog_read(&m->known, agent);
    if (catalog_gain(&m->known, &x, m->prices.cover) + lp_price(m->lp, m->row[x.crew]) <= least) {
        free(x.option);
        return -1;
    }
    int at = tours_keep(m, x);
    tours_enter(m, at);
    return at;
}

/* A tour with its pauses at the worth in room. */
static int add_option(struct tours *m, int crew, const int *tour, double least)
{
    board_put(&m->known.sketch, m->member[crew], tour, &m->room.worth);
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
        board_restore(&m->known.sketch, i, board_tour(&b, i), board_places(&b, i, 0));
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

void tours_begin(struct tours *m, const int *covered)
{
    m->lp = lp_make();
    lp_set_updates(m->lp, UPDATES);
    elastic_make(&m->elastic, m->p, m->lp, covered);
}

struct tours *tours_make(const struct problem *p, int threads)
{
    struct tours *m = xcalloc(1, sizeof *m);
    m->p = p;
    tours_begin(m, NULL);
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
    catalog_make(&m->known, p);
    certificate_room_make(&m->room, p);
    certificate_room_share(&m->room, p, threads);
    m->index = xcalloc((size_t)p->need.intervals + 1, sizeof *m->index);
    m->coef = xcalloc((size_t)p->need.intervals + 1, sizeof *m->coef);
    m->tour = xcalloc((size_t)p->crews * (size_t)p->grid.days + 1, sizeof *m->tour);
    m->bid = xcalloc((size_t)p->crews + 1, sizeof *m->bid);
    m->lock = xcalloc((size_t)p->crews * (size_t)p->grid.days + 1, sizeof *m->lock);
    for (int i = 0; i < p->crews * p->grid.days; i++)
        m->lock[i] = TOURS_OPEN_DAY;
    first_columns(m);
    return m;
}

void tours_free(struct tours *m)
{
    catalog_free(&m->known);
    free(m->column);
    elastic_free(&m->elastic);
    lp_free(m->lp);
    prices_free(&m->prices);
    prices_free(&m->at);
    prices_free(&m->best);
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
        own[i] = lock[day] == TOURS_OPEN_DAY ? value[i] : lock[day] == i ? value[i] + PRIZE : 2.0 * WORTH_NEVER;
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
        any |= m->lock[crew * days + d] != TOURS_OPEN_DAY;
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
    for (int j = 0; j < m->known.tours; j++)
        for (int d = 0; d < p->grid.days; d++)
            if (m->known.tour[j].option[d] >= 0) {
                r->working[p->crew[m->known.tour[j].crew].contract] += tours_value(m, j);
                break;
            }
    r->columns = lp_columns(m->lp);
}

int tours_round(struct tours *m, double *value, double *least)
{
    if (solve(m) != LP_OPTIMAL)
        return -1;
    *value = lp_objective(m->lp);
    certificate_values(m->p, &m->prices, &m->room);
    int added = price(m);
    *least = *value - worth_unknown(m);
    return added;
}

void tours_first(const struct tours *m, struct board *b)
{
    for (int i = 0; i < m->p->agents; i++)
        if (m->placed[i] >= 0)
            tours_put(m, m->placed[i], b, i);
    board_settle(b);
}

double tours_value(const struct tours *m, int tour)
{
    const struct tours_column *c = &m->column[tour];
    return c->at >= 0 && !c->shut ? lp_value(m->lp, c->at) : 0;
}

void tours_put(const struct tours *m, int tour, struct board *b, int agent)
{
    const struct catalog_tour *x = &m->known.tour[tour];
    board_restore(b, agent, x->option, catalog_places(&m->known, x));
}
