#include "check/check_moves.h"
#include "base/alloc.h"
#include "check/check_days.h"
#include "check/check_penalty.h"
#include <stdlib.h>
#include <string.h>

/* The part of the scenario that is this agent's. */
struct own {
    const struct time_off **offs;
    const struct request  **requests;
    int                     off_count, request_count;
};

static void collect(struct own *own, const struct scenario *s, int agent)
{
    own->offs = xcalloc((size_t)s->time_off_count + 1, sizeof *own->offs);
    own->requests = xcalloc((size_t)s->request_count + 1, sizeof *own->requests);
    own->off_count = own->request_count = 0;
    for (int i = 0; i < s->time_off_count; i++)
        if (s->time_offs[i].agent == agent)
            own->offs[own->off_count++] = &s->time_offs[i];
    for (int i = 0; i < s->request_count; i++)
        if (s->requests[i].agent == agent)
            own->requests[own->request_count++] = &s->requests[i];
}

static int is_free(const struct own *own, const struct window *available, int midnight, const struct check_option *o)
{
    if (o->start_min < midnight + available->from_min || o->end_min > midnight + available->to_min)
        return 0;
    for (int i = 0; i < own->off_count; i++)
        if (own->offs[i]->start_min < o->end_min && own->offs[i]->end_min > o->start_min)
            return 0;
    return 1;
}

static double wishes(const struct own *own, int day, const struct check_option *o)
{
    double charged = 0;
    for (int i = 0; i < own->request_count; i++) {
        const struct request *q = own->requests[i];
        if (q->day != day)
            continue;
        int fits = o && check_penalty_fits(q, o->kind, o->start_min, o->end_min);
        charged += fits == (q->wish == WISH_AGAINST) ? q->weight : 0;
    }
    return charged;
}

/* Appends a move to those of the day that begin at `first`; menus are in the order that brings moves alike together. */
static int add_move(struct check_move *m, int first, int count, struct check_move move)
{
    struct check_move *last = m + count - (count > first);
    if (count == first || last->paid_min != move.paid_min || last->apart != move.apart ||
        last->wall != move.wall || last->late != move.late || last->weekly_at != move.weekly_at || last->start_at != move.start_at || last->ready_at != move.ready_at)
        m[count++] = move;
    else if (move.value > last->value)
        last->value = move.value;
    return count;
}

static int gcd(int a, int b)
{
    return b ? gcd(b, a % b) : a;
}

void check_moves_make(struct check_moves *m, const struct scenario *s, int agent, const struct check_menu *menu)
{
    struct own own;
    int        count = 0;
    collect(&own, s, agent);
    memset(m, 0, sizeof *m);
    m->days = menu->days;
    m->moves = xmalloc(((size_t)menu->day_first[menu->days] + 1) * sizeof *m->moves);
    m->day_first = xcalloc((size_t)menu->days + 1, sizeof *m->day_first);
    m->off = xcalloc((size_t)menu->days, sizeof *m->off);
    for (int d = 0; d < menu->days; d++) {
        const struct window *available = &s->agents[agent].available[d];
        int midnight = horizon_day_start(&s->horizon, d);
        for (int i = menu->day_first[d]; i < menu->day_first[d + 1]; i++) {
            const struct check_option *o = &menu->options[i];
            if (!is_free(&own, available, midnight, o) || !check_days_allow(&s->agents[agent], d, o->kind))
                continue;
            struct check_move move = {.paid_min = o->paid_min,
                                      .apart = o->apart,
                                      .wall = o->wall,
                                      .late = o->late,
                                      .weekly_at = o->weekly_at,
                                      .start_at = o->start_at,
                                      .ready_at = o->ready_at,
                                      .value = o->value - wishes(&own, d, o)};
            count = add_move(m->moves, m->day_first[d], count, move);
            m->unit_min = gcd(o->paid_min, m->unit_min);
            m->longest_min = o->paid_min > m->longest_min ? o->paid_min : m->longest_min;
        }
        m->day_first[d + 1] = count;
        m->off[d] = -wishes(&own, d, NULL);
    }
    m->unit_min = m->unit_min > 0 ? m->unit_min : 1;
    free(own.offs);
    free(own.requests);
}

void check_moves_free(struct check_moves *m)
{
    free(m->moves);
    free(m->day_first);
    free(m->off);
    memset(m, 0, sizeof *m);
}
