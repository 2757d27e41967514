#include "schedule/day.h"
#include "base/alloc.h"
#include "base/whole.h"
#include "schedule/worth.h"
#include <math.h>
#include <stdlib.h>

enum { STEPS_MAX = 20000, NODES_MIN = 20, NODES_MAX = 100000, DEAREST = 20 };

struct program {
    const struct problem   *p;
    const struct day_terms *x;
    int            day;
    struct lp     *lp;
    double         constant;  /* what is not in the LP */
    unsigned char *touched;   /* [intervals] 1: some shift of the day can cover it */
    int           *row;       /* [intervals] of its own that some shift can cover */
    int           *present;   /* [intervals] the same: how many shifts are there when it begins */
    int           *goal_row;  /* [goals] -1: at its price */
    double         dearest;   /* no piece of an interval costs more here */
    int            staff;     /* agents of all contracts who can work that day */
    int            heads, least; /* most and least shifts of the contract at hand */
    int           *column;    /* [options of the contract] -1: not in the program */
    int           *index;     double *coef; int count; /* the column or row being made */
};

/* --- staff and goals --------------------------------------------------------------------------------------------- */

/* The most the interval serves with no more than its floor: value may be higher below it where nobody counts who is not
 * answered (bound.h). */
static double service_below(const struct need *n, int t)
{
    double most = need_base_service(n, t), base = need_base(n, t) * (1 - n->r->shrink[t]);
    for (int k = 0; k < base; k++)
        most = fmax(most, need_service_at(n, t, k));
    return most;
}

static int is_own(const struct program *m, int t)
{
    return m->x->owner[t] == m->day;
}

static int all_own(const struct program *m, const struct span_goal *goal)
{
    int own = 1;
    for (int t = goal->first; t < goal->last && own; t++)
        own = is_own(m, t);
    return own;
}

static void add_goals(struct program *m)
{
    const struct need *n = &m->p->need;
    for (int g = 0; g < n->r->goal_count; g++) {
        const struct span_goal *goal = &n->r->goals[g];
        double service = 0, one = 1;
        m->goal_row[g] = -1;
        if (!all_own(m, goal))
            continue;
        for (int t = goal->first; t < goal->last; t++)
            service += n->goal[t] == g ? service_below(n, t) : 0;
        int row = m->goal_row[g] = lp_add_row(m->lp, -service, INFINITY);
        lp_add_column(m->lp, goal->price_per_contact, 0, fmax(0, -service), 1, &row, &one);
    }
}

/* A whole number of shifts is there when the interval begins, pauses or not: few numbers, and the best to branch on. */
static void add_present(struct program *m, int t)
{
    double less = -1;
    m->present[t] = lp_add_row(m->lp, 0, 0);
    lp_set_whole(m->lp, lp_add_column(m->lp, 0, 0, m->staff, 1, &m->present[t], &less));
}

static void add_interval(struct program *m, int t, struct need_piece *piece, int room)
{
    const struct need *n = &m->p->need;
    double base = need_base(n, t), one = 1;
    int g = n->goal[t], goal_row = g >= 0 ? m->goal_row[g] : -1, row, shortages;
    double mu = g >= 0 && goal_row < 0 ? m->x->prices->goal[g] : 0;
    m->constant -= mu > 0 ? mu * service_below(n, t) : 0;
    if (!m->touched[t]) {
        m->constant += need_cost(n, t, 0);
        return;
    }
    m->constant += need_base_cost(n, t);
    row = m->row[t] = lp_add_row(m->lp, base, base);
    shortages = need_shortages(n, t, piece);
    for (int j = 0; j < shortages; j++)
        lp_add_column(m->lp, fmin(piece[j].cost, m->dearest), 0, piece[j].width, 1, &row, &one);
    int pieces = need_pieces(n, t, piece, room);
    for (int j = 0; j < pieces; j++) {
        int rows[2] = {row, goal_row}, both = goal_row >= 0 && piece[j].service != 0;
        double coefs[2] = {-1, piece[j].service};
        lp_add_column(m->lp, fmin(piece[j].cost, m->dearest) - mu * piece[j].service, 0, fmin(piece[j].width, m->staff), 1 + both, rows, coefs);
    }
    add_present(m, t);
}

/* Far more than an agent on work all day is worth. Promises are priced beyond all measure, and what the simplex leaves open of
 * such prices is more than the whole numbers add; a lower price of what nobody buys proves as much. */
static void set_dearest(struct program *m)
{
    double sum = 0;
    for (int t = 0; t < m->p->need.intervals; t++)
        sum += is_own(m, t) ? fabs(m->x->prices->cover[t]) : 0;
    m->dearest = DEAREST * sum;
}

static void add_intervals(struct program *m)
{
    int room = need_piece_room(&m->p->need) + need_shortage_room(&m->p->need), n = m->p->need.intervals;
    struct need_piece *piece = xmalloc((size_t)room * sizeof *piece);
    for (int t = 0; t < n; t++)
        if (is_own(m, t))
            add_interval(m, t, piece, room);
    free(piece);
}

/* --- who can work ------------------------------------------------------------------------------------------------ */

static int first_option(const struct program *m, int contract, int day)
{
    const struct options *o = &m->p->options[contract];
    return o->first[day * o->groups];
}

static int somebody_can(const struct problem *p, int contract, int option)
{
    for (int i = 0; i < p->crews; i++)
        if (p->crew[i].contract == contract && p->crew[i].possible && crew_allows(&p->crew[i], option))
            return 1;
    return 0;
}

/* Agents of the contract who can work that day. */
static int heads_of(const struct program *m, int contract)
{
    int heads = 0, end = first_option(m, contract, m->day + 1);
    for (int i = 0; i < m->p->crews; i++) {
        const struct crew *c = &m->p->crew[i];
        int can = 0;
        for (int k = first_option(m, contract, m->day); k < end && c->contract == contract && c->possible && !can; k++)
            can = crew_allows(c, k);
        heads += can ? c->size : 0;
    }
    int most = m->x->counts->day_high[contract * m->p->grid.days + m->day];
    most = most < m->x->counts->high[contract] ? most : m->x->counts->high[contract];
    return heads < most ? heads : most;
}

static void look_round(struct program *m)
{
    const struct grid *g = &m->p->grid;
    for (int c = 0; c < m->p->s->contract_count; c++) {
        m->staff += heads_of(m, c);
        for (int i = first_option(m, c, m->day); i < first_option(m, c, m->day + 1); i++) {
            const struct option *x = &m->p->options[c].option[i];
            int can = somebody_can(m->p, c, i);
            for (int slot = x->start; slot < x->end && can; slot++)
                if (g->interval[slot] >= 0)
                    m->touched[g->interval[slot]] = 1;
        }
    }
}

/* --- shifts ------------------------------------------------------------------------------------------------------ */

static void put(struct program *m, int index, double coef)
{
    m->index[m->count] = index;
    m->coef[m->count++] = coef;
}

/* The part of each of its own intervals that slots [from, to) are, times sign, in the order of the slots. Returns what the
 * other intervals give for it. */
static double put_work(struct program *m, int from, int to, double sign)
{
    const struct grid *g = &m->p->grid;
    double given = 0;
    for (int slot = from; slot < to && g->interval[slot] >= 0; slot++) {
        int t = g->interval[slot];
        if (!is_own(m, t)) {
            given += sign * m->x->prices->cover[t] / g->per;
            continue;
        }
        if (!m->touched[t]) /* a pause where no shift of its kind is */
            continue;
        if (m->count == 0 || m->index[m->count - 1] != m->row[t])
            put(m, m->row[t], 0);
        m->coef[m->count - 1] += sign / g->per;
    }
    return given;
}

static void put_presence(struct program *m, int from, int to)
{
    const struct grid *g = &m->p->grid;
    for (int slot = from; slot < to && g->interval[slot] >= 0; slot++)
        if (slot % g->per == 0 && is_own(m, g->interval[slot]))
            put(m, m->present[g->interval[slot]], 1);
}

static void add_shift(struct program *m, int contract, int option)
{
    const struct option *x = &m->p->options[contract].option[option];
    const struct shape *h = &m->p->options[contract].shapes[x->shape];
    const double *wages = m->p->grid.wages[contract];
    double cost = h->share * (wages[x->end] - wages[x->start]) + h->pay + m->x->link[contract][option];
    m->count = 0;
    cost -= put_work(m, x->start, x->end, 1);
    put_presence(m, x->start, x->end);
    m->column[option] = lp_add_column(m->lp, cost, 0, m->heads, m->count, m->index, m->coef);
}

/* How many shifts there are of each group, and of the contract: whole numbers. */
static void add_numbers(struct program *m, int contract)
{
    const struct options *o = &m->p->options[contract];
    int heads = lp_add_row(m->lp, m->least, m->heads);
    for (int g = 0; g < o->groups; g++) {
        double one = 1;
        int number = lp_add_column(m->lp, 0, 0, m->heads, 1, &heads, &one);
        lp_set_whole(m->lp, number);
        m->count = 0;
        for (int i = o->first[m->day * o->groups + g]; i < o->first[m->day * o->groups + g + 1]; i++)
            if (m->column[i] >= 0)
                put(m, m->column[i], 1);
        put(m, number, -1);
        lp_add_row_over(m->lp, 0, 0, m->count, m->index, m->coef);
    }
}

/* --- pauses ------------------------------------------------------------------------------------------------------ */

struct spread { /* where the pauses of one length and window may start */
    int contract, spec, times; /* most of them in a shift */
    int low, places;           /* first place, a slot; how many, a pause step apart */
    int column;                /* of the first place */
};

static int times_in(const struct shape *h, int spec)
{
    int times = 0;
    for (int k = 0; k < h->pauses; k++)
        times += h->pause[k].spec == spec;
    return times;
}

/* First place of the pause grid not before the slot. */
static int on_grid(const struct program *m, int slot)
{
    int step = m->p->grid.pause_step, past = (slot - m->p->grid.midnight[m->day]) % step;
    return past > 0 ? slot + step - past : slot;
}

static void find_places(const struct program *m, struct spread *z)
{
    const struct options *o = &m->p->options[z->contract];
    const struct pause *q = &o->spec[z->spec];
    int high = -1;
    z->low = m->p->grid.axis;
    z->times = z->places = 0;
    for (int i = first_option(m, z->contract, m->day); i < first_option(m, z->contract, m->day + 1); i++) {
        int times = m->column[i] < 0 ? 0 : times_in(&o->shapes[o->option[i].shape], z->spec), start = o->option[i].start;
        if (times == 0)
            continue;
        z->times = times > z->times ? times : z->times;
        z->low = on_grid(m, start + q->from) < z->low ? on_grid(m, start + q->from) : z->low;
        high = start + q->to > high ? start + q->to : high;
    }
    if (z->times > 0)
        z->places = (high - z->low) / m->p->grid.pause_step + 1;
}

static void add_places(struct program *m, struct spread *z)
{
    const struct pause *q = &m->p->options[z->contract].spec[z->spec];
    const double *wages = m->p->grid.wages[z->contract];
    for (int k = 0; k < z->places; k++) {
        int slot = z->low + k * m->p->grid.pause_step;
        m->count = 0;
        double given = put_work(m, slot, slot + q->length, -1), wage = wages[slot + q->length] - wages[slot];
        double saved = q->unpaid > 0 ? q->unpaid * wage : 0;
        int column = lp_add_column(m->lp, -saved - given, 0, (double)z->times * m->heads, m->count, m->index, m->coef);
        z->column = k == 0 ? column : z->column;
    }
}

/* Pauses at places [from, to) are at least (all places: exactly) those of the shifts that have no other place for them. */
static void add_window(struct program *m, const struct spread *z, int from, int to)
{
    const struct options *o = &m->p->options[z->contract];
    const struct pause *q = &o->spec[z->spec];
    int step = m->p->grid.pause_step, low = z->low + from * step, end = z->low + to * step, shifts = 0;
    m->count = 0;
    for (int k = from; k < to; k++)
        put(m, z->column + k, 1);
    for (int i = first_option(m, z->contract, m->day); i < first_option(m, z->contract, m->day + 1); i++) {
        const struct option *x = &o->option[i];
        int times = m->column[i] < 0 ? 0 : times_in(&o->shapes[x->shape], z->spec);
        if (times > 0 && (from == 0 || on_grid(m, x->start + q->from) >= low) && (to == z->places || x->start + q->to < end)) {
            put(m, m->column[i], -times);
            shifts++;
        }
    }
    if (shifts > 0)
        lp_add_row_over(m->lp, 0, to - from == z->places ? 0 : INFINITY, m->count, m->index, m->coef);
}

static void add_pauses(struct program *m, int contract)
{
    for (int k = 0; k < m->p->options[contract].spec_count; k++) {
        struct spread z = {.contract = contract, .spec = k};
        find_places(m, &z);
        if (z.places == 0)
            continue;
        add_places(m, &z);
        add_window(m, &z, 0, z.places);
        for (int i = 1; i < z.places; i++) {
            add_window(m, &z, 0, i);
            add_window(m, &z, i, z.places);
        }
    }
}

/* --- the day ----------------------------------------------------------------------------------------------------- */

static void add_contract(struct program *m, int contract)
{
    int any = 0;
    m->heads = heads_of(m, contract);
    m->least = m->x->counts->day_low[contract * m->p->grid.days + m->day];
    m->least = m->least < m->heads ? m->least : m->heads;
    m->column = xmalloc(((size_t)m->p->options[contract].count + 1) * sizeof *m->column);
    for (int i = first_option(m, contract, m->day); i < first_option(m, contract, m->day + 1); i++) {
        m->column[i] = -1;
        if (m->heads > 0 && m->p->options[contract].option[i].fits && somebody_can(m->p, contract, i)) {
            add_shift(m, contract, i);
            any = 1;
        }
    }
    if (any) {
        add_numbers(m, contract);
        add_pauses(m, contract);
    }
    free(m->column);
}

static size_t scratch_room(const struct program *m)
{
    size_t room = 2 * (size_t)m->p->grid.axis;
    for (int c = 0; c < m->p->s->contract_count; c++)
        room += (size_t)(first_option(m, c, m->day + 1) - first_option(m, c, m->day));
    return room + 2;
}

static void program_make(struct program *m)
{
    size_t intervals = (size_t)m->p->need.intervals + 1, room = scratch_room(m);
    m->lp = lp_make();
    m->touched = xcalloc(intervals, sizeof *m->touched);
    m->row = xcalloc(intervals, sizeof *m->row);
    m->present = xcalloc(intervals, sizeof *m->present);
    m->goal_row = xcalloc((size_t)m->p->r->goal_count + 1, sizeof *m->goal_row);
    m->index = xmalloc(room * sizeof *m->index);
    m->coef = xmalloc(room * sizeof *m->coef);
    look_round(m);
    set_dearest(m);
    add_goals(m);
    add_intervals(m);
    for (int c = 0; c < m->p->s->contract_count; c++)
        add_contract(m, c);
}

static void program_free(struct program *m)
{
    lp_free(m->lp);
    free(m->touched);
    free(m->row);
    free(m->present);
    free(m->goal_row);
    free(m->index);
    free(m->coef);
}

double day_gain(const struct problem *p, int day, const struct day_terms *x, long work, int *open)
{
    struct program m = {.p = p, .x = x, .day = day};
    double least = -INFINITY;
    program_make(&m);
    long nodes = work / ((long)lp_columns(m.lp) * lp_rows(m.lp) + 1);
    nodes = nodes < NODES_MAX ? nodes : NODES_MAX;
    *open = m.staff > 0;
    if (m.staff > 0 && nodes >= NODES_MIN && lp_solve(m.lp, LP_PRIMAL, STEPS_MAX) == LP_OPTIMAL)
        least = whole_bound(m.lp, (int)nodes, open) + m.constant;
    program_free(&m);
    return fmax(0, least - x->relaxed[day]);
}
