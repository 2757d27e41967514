#include "schedule/swap.h"
#include "base/alloc.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { ONE_DAY = 2 }; /* one in so many swaps is of a single day */

void swap_make(struct swap *s, struct board *b)
{
    *s = (struct swap){.b = b};
    for (int i = 0; i < 2; i++)
        s->tour[i] = xmalloc(((size_t)b->p->grid.days + 1) * sizeof *s->tour[i]);
}

void swap_free(struct swap *s)
{
    free(s->tour[0]);
    free(s->tour[1]);
}

static const struct crew *crew_of(const struct swap *s, int i)
{
    const struct problem *p = s->b->p;
    return &p->crew[p->crew_of[s->agent[i]]];
}

static void choose(struct swap *s, struct rng *rng)
{
    int agents = s->b->p->agents, days = s->b->p->grid.days;
    s->agent[0] = rng_below(rng, agents);
    s->agent[1] = rng_below(rng, agents - 1);
    s->agent[1] += s->agent[1] >= s->agent[0];
    s->from = rng_below(rng, days);
    s->to = s->from + 1;
    if (rng_below(rng, ONE_DAY) > 0)
        s->to += rng_below(rng, days - s->from);
}

static void exchange(struct swap *s)
{
    size_t bytes = (size_t)s->b->p->grid.days * sizeof **s->tour;
    for (int i = 0; i < 2; i++) {
        memcpy(s->tour[i], board_tour(s->b, s->agent[i]), bytes);
        memcpy(s->tour[i] + s->from, board_tour(s->b, s->agent[1 - i]) + s->from, (size_t)(s->to - s->from) * sizeof **s->tour);
    }
}

static int differ(const struct swap *s)
{
    for (int d = s->from; d < s->to; d++)
        if (s->tour[0][d] != s->tour[1][d])
            return 1;
    return 0;
}

static int lawful(const struct swap *s, int i)
{
    const struct crew *c = crew_of(s, i);
    const struct options *o = &s->b->p->options[c->contract];
    const struct option *last = NULL;
    for (int d = 0; d < s->b->p->grid.days; d++) {
        int option = s->tour[i][d];
        if (option < 0)
            continue;
        if ((last && !option_follows(o, last, &o->option[option])) || !crew_allows(c, option))
            return 0;
        last = &o->option[option];
    }
    return 1;
}

double swap_draw(struct swap *s, struct rng *rng)
{
    struct board *b = s->b;
    if (b->p->agents < 2)
        return INFINITY;
    choose(s, rng);
    if (crew_of(s, 0)->contract != crew_of(s, 1)->contract || !crew_of(s, 0)->possible || !crew_of(s, 1)->possible)
        return INFINITY;
    exchange(s);
    if (!differ(s) || !lawful(s, 0) || !lawful(s, 1))
        return INFINITY;
    double wages[2] = {0, 0}, change = 0;
    for (int i = 0; i < 2; i++)
        for (int d = s->from; d < s->to; d++)
            wages[i] += board_pay(b, s->agent[i], d);
    for (int i = 0; i < 2; i++) {
        int crew = b->p->crew_of[s->agent[i]];
        s->cost[i] = b->cost[s->agent[i]] + tour_personal(b->p, crew, s->tour[i]) -
                     tour_personal(b->p, crew, board_tour(b, s->agent[i])) + wages[1 - i] - wages[i];
        change += s->cost[i] - b->cost[s->agent[i]];
    }
    return change;
}

void swap_keep(struct swap *s)
{
    struct board *b = s->b;
    for (int d = s->from; d < s->to; d++) {
        int *x = board_places(b, s->agent[0], d), *y = board_places(b, s->agent[1], d), places[PAUSES_MAX];
        memcpy(places, x, sizeof places);
        memcpy(x, y, sizeof places);
        memcpy(y, places, sizeof places);
    }
    for (int i = 0; i < 2; i++) {
        memcpy(board_tour(b, s->agent[i]), s->tour[i], (size_t)b->p->grid.days * sizeof **s->tour);
        b->cost[s->agent[i]] = s->cost[i];
    }
}
