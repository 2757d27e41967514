#include "check/check_tour.h"
#include "base/alloc.h"
#include "check/check_days.h"
#include "check/check_layer.h"
#include "check/check_limits.h"
#include "check/check_moves.h"
#include "model/period.h"
#include <assert.h>
#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

struct search {
    struct check_asks        asks;
    const struct check_menu *menu;
    struct check_moves       moves;
    int                      reach; /* latest earliest start so far, as a start number */
    struct check_layer       now, next;
};

static void layer_start(struct search *q, struct check_layer *l, int day)
{
    check_layer_start(l, q->menu->day_start[day], q->reach);
}

static int clamp(int x, int high)
{
    return x < 0 ? 0 : x > high ? high : x;
}

/* --- periods and weeks --------------------------------------------------------------------------------------------- */

/* --- the day ----------------------------------------------------------------------------------------------------- */

static void day_off(struct search *q, int k, int day, int left)
{
    struct check_state x = q->now.states[k];
    if (check_state_off(&q->asks, &x, day, left))
        check_layer_merge(check_layer_row(&q->next, &x), &q->next, q->now.rows + (size_t)k * (size_t)q->now.width, &q->now,
                          q->moves.off[day]);
}

/* Leads the moves from state k's row into that of state x. weekly 1: the weekly rest begins after the shift. */
static void lead(struct search *q, int k, const struct check_state *x, int first, int end, int weekly)
{
    double       *into = check_layer_row(&q->next, x);
    const double *row = q->now.rows + (size_t)k * (size_t)q->now.width;
    int           last = q->now.width - 1;
    for (int i = first; i < end; i++) {
        const struct check_move *m = &q->moves.moves[i];
        double value = row[clamp(m->start_at - q->now.first, last)] + m->value;
        int    at = clamp((weekly ? m->weekly_at : m->ready_at) - q->next.first, q->next.width - 1);
        if ((!weekly || m->weekly_at >= 0) && value > into[at])
            into[at] = value;
    }
}

/* Moves [first, end) are all alike to the rules: of one length, and of one kind or start where that matters. */
static void work(struct search *q, int k, int day, int first, int end, int left)
{
    struct check_state x = q->now.states[k];
    unsigned     settled = q->moves.moves[first].late ? 2 : 1;
    if (!check_state_work(&q->asks, &x, day, &q->moves.moves[first], left))
        return;
    lead(q, k, &x, first, end, 0);
    int any = 0;
    for (int i = first; i < end; i++)
        any |= q->moves.moves[i].weekly_at >= 0;
    if (!any || x.weekly & settled)
        return;
    x.weekly |= settled;
    lead(q, k, &x, first, end, 1);
}

static int alike(const struct check_move *a, const struct check_move *b)
{
    return a->paid_min == b->paid_min && a->apart == b->apart && a->wall == b->wall && a->late == b->late;
}

static void next_layer(struct search *q)
{
    struct check_layer swap = q->now;
    q->now = q->next;
    q->next = swap;
}

static void day_step(struct search *q, int day, int left)
{
    const struct check_moves *m = &q->moves;
    for (int i = m->day_first[day]; i < m->day_first[day + 1]; i++) {
        q->reach = m->moves[i].ready_at > q->reach ? m->moves[i].ready_at : q->reach;
        q->reach = m->moves[i].weekly_at > q->reach ? m->moves[i].weekly_at : q->reach;
    }
    layer_start(q, &q->next, day + 1);
    for (int k = 0; k < q->now.count; k++) {
        if (q->now.rows[(size_t)(k + 1) * (size_t)q->now.width - 1] == -INFINITY)
            continue;
        day_off(q, k, day, left);
        for (int i = m->day_first[day], end; i < m->day_first[day + 1]; i = end) {
            for (end = i + 1; end < m->day_first[day + 1] && alike(&m->moves[end], &m->moves[i]); end++)
                ;
            work(q, k, day, i, end, left);
        }
    }
    check_layer_finish(&q->next);
    next_layer(q);
}

/* Merges row k of the layer that ends, less its charge, into state x's; with `least` only as from that start. */
static void hand_over(struct search *q, const struct check_state *x, int k, double charge, int least)
{
    double       *into = check_layer_row(&q->next, x);
    const double *row = q->now.rows + (size_t)k * (size_t)q->now.width;
    for (int i = 0; i < q->next.width; i++)
        if (q->next.first + i >= least || i + 1 == q->next.width)
            into[i] = fmax(into[i], row[clamp(q->next.first + i - q->now.first, q->now.width - 1)] - charge);
}

/* Start number from which shifts are clear of a weekly rest that begins with the day's midnight. */
static int after_rest(const struct search *q, int day)
{
    return check_menu_start_at(q->menu, horizon_day_start(&q->asks.s->horizon, day) + q->asks.contract->weekly_rest_min);
}

/* Charges the period and the week that end before `day`, where one does, and opens the next: counts begin anew. */
static void turn(struct search *q, int day, int period_ends, int week_ends)
{
    const struct horizon *h = &q->asks.s->horizon;
    int     count = q->now.count, week = week_ends ? horizon_week(h, day - 1) + 1 : 0, rests = week_ends && check_asks_rest(&q->asks, week);
    double *charge = xmalloc(((size_t)count + 1) * sizeof *charge);
    for (int k = 0; k < count; k++)
        charge[k] = check_state_charge(&q->asks, &q->now.states[k], day, period_ends, week_ends);
    if (period_ends && day < h->days)
        check_asks_period(&q->asks, period_of(q->asks.contract, h, day));
    if (rests && after_rest(q, day) > q->reach)
        q->reach = after_rest(q, day);
    layer_start(q, &q->next, day);
    for (int k = 0; k < count; k++) {
        struct check_state x = q->now.states[k];
        if (charge[k] == INFINITY)
            continue;
        if (week_ends)
            check_state_open_week(&q->asks, &x, week);
        if (period_ends)
            x.days = x.units = 0;
        int late = x.late;
        x.late = 0;
        hand_over(q, &x, k, charge[k], 0);
        if (!rests || late || x.weekly & 1u)
            continue;
        x.weekly |= 1u;
        hand_over(q, &x, k, charge[k], after_rest(q, day));
    }
    check_layer_finish(&q->next);
    next_layer(q);
    free(charge);
}

/* --- the horizon ------------------------------------------------------------------------------------------------- */

static void begin(struct search *q)
{
    struct check_state x = check_state_first(&q->asks);
    int                ready = q->reach = check_menu_start_at(q->menu, q->asks.agent->rest_until_min);
    if (check_asks_rest(&q->asks, 0) && after_rest(q, 0) > ready)
        q->reach = after_rest(q, 0);
    layer_start(q, &q->now, 0);
    double *row = check_layer_row(&q->now, &x);
    row[clamp(ready - q->now.first, q->now.width - 1)] = 0;
    if (check_asks_rest(&q->asks, 0)) {
        x.weekly = 1;
        row = check_layer_row(&q->now, &x);
        row[q->now.width - 1] = 0;
    }
    check_layer_finish(&q->now);
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
    struct search q = {.menu = menu};
    check_moves_make(&q.moves, s, agent, menu);
    check_asks_make(&q.asks, s, agent, &q.moves);
    begin(&q);
    for (int d = 0; d < h->days; d++) {
        int end = q.asks.limits.end, week_ends = d + 1 == h->week_first[horizon_week(h, d) + 1], period_ends = d + 1 == end;
        day_step(&q, d, end - d - 1);
        if (week_ends || period_ends)
            turn(&q, d + 1, period_ends, week_ends);
    }
    double best = finish(&q);
    check_moves_free(&q.moves);
    check_layer_free(&q.now);
    check_layer_free(&q.next);
    check_asks_free(&q.asks);
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
