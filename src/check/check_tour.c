#include "check/check_tour.h"
#include "base/alloc.h"
#include "check/check_limits.h"
#include "check/check_moves.h"
#include <assert.h>
#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A state: days and minutes worked in this week, days worked in a row, whether two days off together have been had this
 * week (1 from the start where nothing hangs on it), whether there was a shift at all. Counts are kept only as far as a
 * rule can tell them apart. */
struct state {
    int days, units, run, pair, worked;
};

/* The states a day can begin with, each with a row over the earliest next start: row[i] = best value of a beginning
 * after which the next shift may start at start number first + i. Rows never fall, and stay after their end. */
struct layer {
    int           first, width;
    int           count;
    size_t        room, row_room;
    struct state *states; /* [count] */
    double       *rows;   /* [count * width] */
};

struct week { /* what the rules ask, in the units of the states */
    struct check_limits limits;
    int                 days_cap, units_cap;         /* counts stay at it ... */
    int                 days_capped, units_capped;   /* ... 1: as enough, 0: as the most */
    int                 pairs;                       /* 1: two days off together matter */
};

struct search {
    const struct scenario   *s;
    const struct contract   *contract;
    const struct check_menu *menu;
    struct check_moves       moves;
    int                      must;
    int                      run_cap, run_max; /* run_max: INT_MAX when it cannot bind */
    int                      reach;            /* latest earliest start so far, as a start number */
    struct week              week;
    struct layer             now, next;
    int                     *slot; /* state number by code, -1: not there yet */
    size_t                   slots;
};

static size_t code(const struct search *q, const struct state *x)
{
    size_t c = (size_t)x->worked * 2 + (size_t)x->pair;
    c = c * (size_t)(q->run_cap + 1) + (size_t)x->run;
    c = c * (size_t)(q->week.days_cap + 1) + (size_t)x->days;
    return c * (size_t)(q->week.units_cap + 1) + (size_t)x->units;
}

static void layer_start(struct search *q, struct layer *l, int day)
{
    l->count = 0;
    l->first = q->menu->day_start[day];
    l->width = q->reach > l->first ? q->reach - l->first + 1 : 1;
}

/* The row of a state in the layer being built; new ones begin at minus infinity. */
static double *row_of(struct search *q, struct layer *l, const struct state *x)
{
    int *slot = &q->slot[code(q, x)];
    if (*slot < 0) {
        *slot = l->count++;
        l->states = xgrow(l->states, &l->room, (size_t)l->count, sizeof *l->states);
        l->rows = xgrow(l->rows, &l->row_room, (size_t)l->count * (size_t)l->width, sizeof *l->rows);
        l->states[*slot] = *x;
        for (int i = 0; i < l->width; i++)
            l->rows[(size_t)*slot * (size_t)l->width + (size_t)i] = -INFINITY;
    }
    return l->rows + (size_t)*slot * (size_t)l->width;
}

static void layer_finish(struct search *q, struct layer *l)
{
    for (int k = 0; k < l->count; k++) {
        double *row = l->rows + (size_t)k * (size_t)l->width;
        for (int i = 1; i < l->width; i++)
            row[i] = fmax(row[i], row[i - 1]);
        q->slot[code(q, &l->states[k])] = -1;
    }
}

static int clamp(int x, int high)
{
    return x < 0 ? 0 : x > high ? high : x;
}

/* Merges a row of the layer `from`, plus `gain`, into one of the layer `to`. */
static void merge(double *into, const struct layer *to, const double *row, const struct layer *from, double gain)
{
    for (int i = 0; i < to->width; i++)
        into[i] = fmax(into[i], row[clamp(to->first + i - from->first, from->width - 1)] + gain);
}

/* --- the week ---------------------------------------------------------------------------------------------------- */

static void week_start(struct search *q, int agent, int week)
{
    const struct horizon *h = &q->s->horizon;
    struct week *w = &q->week;
    int length = h->week_first[week + 1] - h->week_first[week], unit = q->moves.unit_min;
    *w = (struct week){.limits = check_limits_of(q->s, agent, week)};
    w->pairs = w->limits.full && q->s->penalties.no_two_days_off_together > 0;
    w->days_capped = w->limits.days_max >= length;
    w->days_cap = !w->days_capped ? w->limits.days_max : w->limits.days_min <= length ? w->limits.days_min : length + 1;
    int enough = w->limits.min_min > w->limits.guaranteed_min ? w->limits.min_min : w->limits.guaranteed_min;
    w->units_capped = w->limits.max_min >= (long long)length * q->moves.longest_min;
    w->units_cap = w->units_capped ? (enough + unit - 1) / unit : w->limits.max_min > 0 ? w->limits.max_min / unit : 0;
    w->days_cap = w->days_cap > 0 ? w->days_cap : 0;
    size_t slots = 4 * (size_t)(q->run_cap + 1) * (size_t)(w->days_cap + 1) * (size_t)(w->units_cap + 1);
    if (slots > q->slots) {
        q->slot = xrealloc(q->slot, slots * sizeof *q->slot);
        for (; q->slots < slots; q->slots++)
            q->slot[q->slots] = -1;
    }
}

/* 1: from here the least can still be kept, with `left` days to come. A may agent without a shift this week is free of it. */
static int can_be_enough(const struct search *q, const struct state *x, int left)
{
    const struct check_limits *l = &q->week.limits;
    if (!q->must && x->days == 0 && x->units == 0)
        return 1;
    int days_ok = l->days_min <= 0 || x->days + left >= l->days_min;
    return days_ok && (long long)x->units * q->moves.unit_min + (long long)left * q->moves.longest_min >= l->min_min;
}

/* What the end of the week charges. */
static double week_charge(const struct search *q, const struct state *x)
{
    const struct check_limits *l = &q->week.limits;
    int    short_by = l->guaranteed_min - x->units * q->moves.unit_min;
    double charge = short_by > 0 ? short_by * q->contract->wage_h / 60 : 0;
    return x->pair ? charge : charge + q->s->penalties.no_two_days_off_together;
}

/* --- the day ----------------------------------------------------------------------------------------------------- */

/* The run of days worked that ended yesterday is long enough, or began with the horizon. */
static int may_rest(const struct search *q, const struct state *x, int day)
{
    return x->run == 0 || q->contract->consecutive_min == RULE_NONE || x->run >= q->contract->consecutive_min || x->run >= day;
}

static void day_off(struct search *q, int k, int day, int left)
{
    struct state x = q->now.states[k];
    if (!may_rest(q, &x, day))
        return;
    int first_of_week = q->s->horizon.week_first[horizon_week(&q->s->horizon, day)] == day;
    x.pair |= !first_of_week && x.run == 0;
    x.run = 0;
    if (can_be_enough(q, &x, left))
        merge(row_of(q, &q->next, &x), &q->next, q->now.rows + (size_t)k * (size_t)q->now.width, &q->now, q->moves.off[day]);
}

static int state_after(const struct search *q, struct state *x, int paid_min, int left)
{
    const struct week *w = &q->week;
    int units = paid_min / q->moves.unit_min;
    if (x->run + 1 > q->run_max || (!w->days_capped && x->days + 1 > w->days_cap) ||
        (!w->units_capped && x->units + units > w->units_cap))
        return 0;
    x->days = x->days < w->days_cap ? x->days + 1 : w->days_cap;
    x->units = x->units + units < w->units_cap ? x->units + units : w->units_cap;
    x->run = x->run < q->run_cap ? x->run + 1 : q->run_cap;
    x->worked = 1;
    return can_be_enough(q, x, left);
}

/* Moves [first, end) are all of one length. */
static void work(struct search *q, int k, int first, int end, int left)
{
    struct state x = q->now.states[k];
    if (!state_after(q, &x, q->moves.moves[first].paid_min, left))
        return;
    double       *into = row_of(q, &q->next, &x);
    const double *row = q->now.rows + (size_t)k * (size_t)q->now.width;
    int           last = q->now.width - 1;
    for (int i = first; i < end; i++) {
        const struct check_move *m = &q->moves.moves[i];
        double value = row[clamp(m->start_at - q->now.first, last)] + m->value;
        int    at = clamp(m->ready_at - q->next.first, q->next.width - 1);
        if (value > into[at])
            into[at] = value;
    }
}

static void next_layer(struct search *q)
{
    struct layer swap = q->now;
    q->now = q->next;
    q->next = swap;
}

static void day_step(struct search *q, int day, int left)
{
    const struct check_moves *m = &q->moves;
    for (int i = m->day_first[day]; i < m->day_first[day + 1]; i++)
        q->reach = m->moves[i].ready_at > q->reach ? m->moves[i].ready_at : q->reach;
    layer_start(q, &q->next, day + 1);
    for (int k = 0; k < q->now.count; k++) {
        if (q->now.rows[(size_t)(k + 1) * (size_t)q->now.width - 1] == -INFINITY)
            continue;
        day_off(q, k, day, left);
        for (int i = m->day_first[day], end; i < m->day_first[day + 1]; i = end) {
            for (end = i + 1; end < m->day_first[day + 1] && m->moves[end].paid_min == m->moves[i].paid_min; end++)
                ;
            work(q, k, i, end, left);
        }
    }
    layer_finish(q, &q->next);
    next_layer(q);
}

/* Charges the week that ends before `day` and opens `week` (none: the last has ended): counts begin anew. */
static void turn_week(struct search *q, int agent, int week, int day)
{
    int     weeks = q->s->horizon.weeks, count = q->now.count;
    double *charge = xmalloc((size_t)count * sizeof *charge);
    for (int k = 0; k < count; k++)
        charge[k] = can_be_enough(q, &q->now.states[k], 0) ? week_charge(q, &q->now.states[k]) : INFINITY;
    if (week < weeks)
        week_start(q, agent, week);
    layer_start(q, &q->next, day);
    for (int k = 0; k < count; k++) {
        struct state x = {.run = q->now.states[k].run, .pair = !q->week.pairs, .worked = q->now.states[k].worked};
        if (charge[k] < INFINITY)
            merge(row_of(q, &q->next, &x), &q->next, q->now.rows + (size_t)k * (size_t)q->now.width, &q->now, -charge[k]);
    }
    layer_finish(q, &q->next);
    next_layer(q);
    free(charge);
}

/* --- the horizon ------------------------------------------------------------------------------------------------- */

/* The limit on days in a row cannot bind where a single week allows no more days than that; then runs need no counting. */
static void set_runs(struct search *q, const struct agent *a)
{
    const struct contract *c = q->contract;
    int longest = a->consecutive_before + q->s->horizon.days;
    if (q->s->horizon.weeks == 1 && c->days_max != RULE_NONE && c->days_max < q->s->horizon.days)
        longest = a->consecutive_before + c->days_max;
    int binds = c->consecutive_max != RULE_NONE && c->consecutive_max < longest;
    q->run_max = binds ? c->consecutive_max : INT_MAX;
    q->run_cap = c->consecutive_min > 1 ? c->consecutive_min : 1;
    q->run_cap = binds && c->consecutive_max > q->run_cap ? c->consecutive_max : q->run_cap;
}

static void begin(struct search *q, int agent)
{
    const struct agent *a = &q->s->agents[agent];
    set_runs(q, a);
    q->reach = check_menu_start_at(q->menu, a->rest_until_min);
    week_start(q, agent, 0);
    layer_start(q, &q->now, 0);
    struct state x = {.run = clamp(a->consecutive_before, q->run_cap), .pair = !q->week.pairs, .worked = q->must};
    double *row = row_of(q, &q->now, &x);
    row[q->now.width - 1] = 0;
    layer_finish(q, &q->now);
}

static double finish(struct search *q)
{
    double best = -INFINITY;
    for (int k = 0; k < q->now.count; k++)
        if (q->now.states[k].worked)
            best = fmax(best, q->now.rows[(size_t)(k + 1) * (size_t)q->now.width - 1]);
    return best;
}

double check_tour_best(const struct scenario *s, int agent, const struct check_menu *menu)
{
    const struct horizon *h = &s->horizon;
    struct search q = {.s = s, .contract = &s->contracts[s->agents[agent].contract], .menu = menu};
    q.must = q.contract->use == USE_MUST;
    check_moves_make(&q.moves, s, agent, menu);
    begin(&q, agent);
    for (int w = 0; w < h->weeks; w++) {
        for (int d = h->week_first[w]; d < h->week_first[w + 1]; d++)
            day_step(&q, d, h->week_first[w + 1] - d - 1);
        turn_week(&q, agent, w + 1, h->week_first[w + 1]);
    }
    double best = finish(&q);
    check_moves_free(&q.moves);
    free(q.now.states);
    free(q.now.rows);
    free(q.next.states);
    free(q.next.rows);
    free(q.slot);
    return best;
}

double check_tour_off(const struct scenario *s, int agent)
{
    double value = -check_limits_guaranteed(s, agent);
    for (int i = 0; i < s->request_count; i++)
        if (s->requests[i].agent == agent && s->requests[i].wish == WISH_FOR)
            value -= s->requests[i].weight;
    return value;
}
