#include "schedule/board.h"
#include "base/alloc.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

void board_make(struct board *b, const struct problem *p)
{
    size_t days = (size_t)p->grid.days, agents = (size_t)p->agents;
    *b = (struct board){.p = p, .leave = problem_paid_leave(p)};
    b->slots = xcalloc((size_t)p->need.intervals + 1, sizeof *b->slots);
    b->option = xmalloc((agents * days + 1) * sizeof *b->option);
    b->place = xcalloc(agents * days * PAUSES_MAX + 1, sizeof *b->place);
    b->cost = xcalloc(agents + 1, sizeof *b->cost);
    b->service = xcalloc((size_t)p->r->goal_count + 1, sizeof *b->service);
    memset(b->option, -1, agents * days * sizeof *b->option);
    for (int i = 0; i < p->agents; i++)
        b->cost[i] = p->crew[p->crew_of[i]].idle_cost;
    board_settle(b);
}

void board_free(struct board *b)
{
    free(b->slots);
    free(b->option);
    free(b->place);
    free(b->cost);
    free(b->service);
}

void board_copy(struct board *to, const struct board *from)
{
    size_t days = (size_t)from->p->grid.days, agents = (size_t)from->p->agents;
    memcpy(to->slots, from->slots, (size_t)from->p->need.intervals * sizeof *to->slots);
    memcpy(to->option, from->option, agents * days * sizeof *to->option);
    memcpy(to->place, from->place, agents * days * PAUSES_MAX * sizeof *to->place);
    memcpy(to->cost, from->cost, agents * sizeof *to->cost);
    memcpy(to->service, from->service, (size_t)from->p->r->goal_count * sizeof *to->service);
    to->staff = from->staff;
    to->leave = from->leave;
}

void board_settle(struct board *b)
{
    const struct need *n = &b->p->need;
    double staff = 0;
    for (int t = 0; t < n->intervals; t++)
        staff += need_cost(n, t, b->slots[t]);
    for (int g = 0; g < n->r->goal_count; g++) {
        double service = 0;
        for (int t = n->r->goals[g].first; t < n->r->goals[g].last; t++)
            service += need_service(n, t, b->slots[t]);
        b->service[g] = service;
        staff += n->r->goals[g].price_per_contact * fmax(0, -service);
    }
    b->staff = staff;
}

double board_objective(const struct board *b)
{
    double sum = b->staff + b->leave;
    for (int i = 0; i < b->p->agents; i++)
        sum += b->cost[i];
    return sum;
}

int board_keeps_promises(const struct board *b)
{
    const struct need *n = &b->p->need;
    for (int t = 0; t < n->intervals; t++)
        if (b->slots[t] > n->line[t].seats || b->slots[t] < n->r->promised[t] * n->per)
            return 0;
    for (int g = 0; g < n->r->goal_count; g++)
        if (b->service[g] < 0)
            return 0;
    return 1;
}

static void cover(struct board *b, int from, int to, int sign)
{
    const int *interval = b->p->grid.interval;
    for (int slot = from; slot < to && interval[slot] >= 0; slot++)
        b->slots[interval[slot]] += sign;
}

double board_pay(const struct board *b, int agent, int day)
{
    int option = board_tour(b, agent)[day];
    return option < 0 ? 0 : problem_pay(b->p, b->p->crew[b->p->crew_of[agent]].contract, option, board_places(b, agent, day));
}

/* Adds or removes one shift; returns its wages. */
static double shift(struct board *b, int contract, int option, const int *place, int sign)
{
    const struct option *x = &b->p->options[contract].option[option];
    const struct shape *h = &b->p->options[contract].shapes[x->shape];
    cover(b, x->start, x->end, sign);
    for (int k = 0; k < h->pauses; k++)
        cover(b, place[k], place[k] + h->pause[k].length, -sign);
    return problem_pay(b->p, contract, option, place);
}

void board_recount(struct board *b)
{
    const struct problem *p = b->p;
    memset(b->slots, 0, (size_t)p->need.intervals * sizeof *b->slots);
    for (int i = 0; i < p->agents; i++) {
        const struct crew *c = &p->crew[p->crew_of[i]];
        const int *tour = board_tour(b, i);
        b->cost[i] = c->possible ? tour_personal(p, p->crew_of[i], tour) : c->idle_cost;
        for (int d = 0; d < p->grid.days; d++)
            if (tour[d] >= 0)
                b->cost[i] += shift(b, c->contract, tour[d], board_places(b, i, d), 1);
    }
    board_settle(b);
}

/* Breaks in order, all pauses apart and no stretch of work too long. */
static int apart(const struct shape *h, const struct option *x, const int *place)
{
    int order[PAUSES_MAX], at = x->start, breaks = -1;
    for (int k = 0; k < h->pauses; k++) {
        int i = k;
        for (; i > 0 && place[order[i - 1]] > place[k]; i--)
            order[i] = order[i - 1];
        order[i] = k;
    }
    for (int i = 0; i < h->pauses; i++) {
        const struct pause *q = &h->pause[order[i]];
        int work = place[order[i]] - at;
        if (work < (i > 0 ? h->gap : 0) || work > h->stretch || (q->kind == ACT_BREAK && order[i] < breaks))
            return 0;
        breaks = q->kind == ACT_BREAK ? order[i] : breaks;
        at = place[order[i]] + q->length;
    }
    return x->end - at <= h->stretch;
}

int pauses_legal(const struct problem *p, const struct options *o, int option, const int *place)
{
    const struct option *x = &o->option[option];
    const struct shape *h = &o->shapes[x->shape];
    for (int k = 0; k < h->pauses; k++) {
        int offset = place[k] - x->start;
        if (offset < h->pause[k].from || offset > h->pause[k].to ||
            (place[k] - p->grid.midnight[x->day]) % p->grid.pause_step != 0)
            return 0;
    }
    return h->separable || apart(h, x, place);
}

void board_take(struct board *b, int agent)
{
    int *tour = board_tour(b, agent), contract = b->p->crew[b->p->crew_of[agent]].contract;
    for (int d = 0; d < b->p->grid.days; d++)
        if (tour[d] >= 0) {
            shift(b, contract, tour[d], board_places(b, agent, d), -1);
            tour[d] = -1;
        }
    b->cost[agent] = b->p->crew[b->p->crew_of[agent]].idle_cost;
}

static void put(struct board *b, int agent, const int *option)
{
    int *tour = board_tour(b, agent), crew = b->p->crew_of[agent], contract = b->p->crew[crew].contract;
    double cost = tour_personal(b->p, crew, option);
    for (int d = 0; d < b->p->grid.days; d++) {
        tour[d] = option[d];
        if (option[d] >= 0)
            cost += shift(b, contract, option[d], board_places(b, agent, d), 1);
    }
    b->cost[agent] = cost;
}

void board_put(struct board *b, int agent, const int *option, const struct worth *w)
{
    int contract = b->p->crew[b->p->crew_of[agent]].contract;
    for (int d = 0; d < b->p->grid.days; d++)
        if (option[d] >= 0)
            worth_pauses(w, b->p, contract, option[d], board_places(b, agent, d));
    put(b, agent, option);
}

void board_restore(struct board *b, int agent, const int *option, const int *place)
{
    memcpy(board_places(b, agent, 0), place, (size_t)b->p->grid.days * PAUSES_MAX * sizeof *place);
    put(b, agent, option);
}
