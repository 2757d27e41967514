#include "schedule/place.h"
#include "base/alloc.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Of the day's shifts of one group, settles the one of most worth until it is known to be. */
static void settle_best(const struct problem *p, const struct crew *c, int day, int group, struct certificate_room *room)
{
    const struct options *o = &p->options[c->contract];
    const double *value = room->value[c->contract];
    int at = day * o->groups + group, best;
    do {
        best = o->first[at];
        for (int i = best + 1; i < o->first[at + 1]; i++)
            if (value[i] > value[best] && crew_allows(c, i))
                best = i;
    } while (worth_settle(&room->worth, p, c->contract, best, room->value[c->contract]));
}

/* A tour of shifts whose worth is known, among others that are worth no more than they seem, is the best. 0: this is one. */
static int settle(const struct problem *p, const struct crew *c, struct certificate_room *room, const int *tour)
{
    int open = 0;
    for (int d = 0; d < p->grid.days; d++)
        if (tour[d] >= 0 && worth_settle(&room->worth, p, c->contract, tour[d], room->value[c->contract])) {
            settle_best(p, c, d, p->options[c->contract].option[tour[d]].group, room);
            open = 1;
        }
    return open;
}

void place_agent(struct board *b, int agent, enum place_how how, struct certificate_room *room, int *scratch)
{
    const struct problem *p = b->p;
    int crew = p->crew_of[agent];
    const struct crew *c = &p->crew[crew];
    if (!c->possible || (how == PLACE_IDLE && p->s->contracts[c->contract].use == USE_MAY && !c->bound))
        return;
    worth_above(&room->worth, p, c->contract, room->value[c->contract]);
    do {
        struct tour_value v = tour_values(p, crew, room->value[c->contract], &room->tour);
        int works = v.worked > v.idle;
        if (how == PLACE_WORKING && v.worked > -INFINITY && p->s->contracts[c->contract].use == USE_MAY)
            works = 1;
        tour_read(p, crew, &room->tour, works, scratch);
    } while (settle(p, c, room, scratch));
    board_put(b, agent, scratch, &room->worth);
}

struct ranked {
    double value;
    int    agent, contract;
};

static int compare_value(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;
    if (x->value != y->value)
        return x->value > y->value ? -1 : 1;
    return (x->agent > y->agent) - (x->agent < y->agent);
}

void place_choose(const struct problem *p, const struct prices *prices, const int *working, struct rng *rng,
                  struct certificate_room *room, unsigned char *works)
{
    struct tour_value *crew = xcalloc((size_t)p->crews + 1, sizeof *crew);
    struct ranked *list = xcalloc((size_t)p->agents + 1, sizeof *list);
    int *left = xcalloc((size_t)p->s->contract_count + 1, sizeof *left);
    memcpy(left, working, (size_t)p->s->contract_count * sizeof *left);
    worth_from_prices(&room->worth, p, prices->cover);
    for (int c = 0; c < p->s->contract_count; c++)
        worth_options(&room->worth, p, c, room->value[c]);
    for (int i = 0; i < p->crews; i++)
        if (p->crew[i].possible)
            crew[i] = tour_values(p, i, room->value[p->crew[i].contract], &room->tour);
    for (int i = 0; i < p->agents; i++) {
        const struct crew *c = &p->crew[p->crew_of[i]];
        double better = c->possible ? crew[p->crew_of[i]].worked - crew[p->crew_of[i]].idle : -INFINITY;
        list[i] = (struct ranked){.value = better + 1e-6 * rng_uniform(rng), .agent = i, .contract = c->contract};
    }
    qsort(list, (size_t)p->agents, sizeof *list, compare_value);
    for (int i = 0; i < p->agents; i++) {
        int may = p->s->contracts[list[i].contract].use == USE_MAY, chosen = may && left[list[i].contract]-- > 0;
        works[list[i].agent] = chosen || !may || p->crew[p->crew_of[list[i].agent]].bound;
    }
    free(crew);
    free(list);
    free(left);
}

int place_pattern(const struct problem *p, int agent, const int *groups, struct certificate_room *room, int *tour)
{
    int crew = p->crew_of[agent], contract = p->crew[crew].contract;
    const struct options *o = &p->options[contract];
    for (int i = 0; i < o->count; i++)
        if (o->option[i].group != groups[o->option[i].day])
            room->value[contract][i] = 2.0 * WORTH_NEVER;
    if (!(tour_values(p, crew, room->value[contract], &room->tour).worked > -INFINITY))
        return 0;
    tour_read(p, crew, &room->tour, 1, tour);
    for (int d = 0; d < p->grid.days; d++)
        if ((tour[d] < 0) != (groups[d] < 0))
            return 0;
    return 1;
}

void place_roster(struct board *b, const struct placing *how, struct rng *rng, struct certificate_room *room)
{
    const struct problem *p = b->p;
    int *order = xmalloc(((size_t)p->agents + 1) * sizeof *order);
    int *tour = xmalloc(((size_t)p->grid.days + 1) * sizeof *tour);
    for (int i = 0; i < p->agents; i++)
        order[i] = i;
    for (int pass = 0; pass < how->passes; pass++) {
        rng_shuffle(rng, order, (size_t)p->agents, sizeof *order);
        for (int i = 0; i < p->agents; i++) {
            board_take(b, order[i]);
            if (!how->works[order[i]] && !p->crew[p->crew_of[order[i]]].bound)
                continue;
            worth_from_pull(&room->worth, p, how->lp->prices.cover, how->lp->coverage, b->slots, how->weight);
            place_agent(b, order[i], PLACE_WORKING, room, tour);
        }
    }
    board_settle(b);
    free(order);
    free(tour);
}
