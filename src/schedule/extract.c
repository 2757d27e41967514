#include "schedule/extract.h"
#include "base/alloc.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double DEALT = 1000; /* units of money (problem_unit): what a shift of the rounding is worth besides its margin */

struct pool {
    const struct rounding *d;
    int              **left;    /* [contracts][options] shifts of the rounding not given out */
    int              **first;   /* [contracts][options] the first of them in d->shift, -1 */
    int               *next;    /* [shifts] the next with the same option, -1 */
    int               *rest;    /* [shifts] of each not given out */
    int               *pattern; /* [patterns] of each not given out */
};

static void pool_make(struct pool *o, const struct problem *p, const struct rounding *d)
{
    size_t contracts = (size_t)p->s->contract_count + 1;
    *o = (struct pool){.d = d};
    o->left = xcalloc(contracts, sizeof *o->left);
    o->first = xcalloc(contracts, sizeof *o->first);
    o->next = xcalloc((size_t)d->shifts + 1, sizeof *o->next);
    o->rest = xcalloc((size_t)d->shifts + 1, sizeof *o->rest);
    o->pattern = xcalloc((size_t)d->patterns + 1, sizeof *o->pattern);
    for (int c = 0; c < p->s->contract_count; c++) {
        o->left[c] = xcalloc((size_t)p->options[c].count + 1, sizeof **o->left);
        o->first[c] = xmalloc(((size_t)p->options[c].count + 1) * sizeof **o->first);
        for (int i = 0; i < p->options[c].count; i++)
            o->first[c][i] = -1;
    }
    for (int k = 0; k < d->shifts; k++) {
        const struct rounding_shift *s = &d->shift[k];
        o->rest[k] = s->count;
        o->left[s->contract][s->option] += s->count;
        o->next[k] = o->first[s->contract][s->option];
        o->first[s->contract][s->option] = k;
    }
    for (int k = 0; k < d->patterns; k++)
        o->pattern[k] = d->pattern[k].count;
}

static void pool_free(struct pool *o, const struct problem *p)
{
    for (int c = 0; c < p->s->contract_count; c++) {
        free(o->left[c]);
        free(o->first[c]);
    }
    free(o->left);
    free(o->first);
    free(o->next);
    free(o->rest);
    free(o->pattern);
}

static const int *take_shift(struct pool *o, int contract, int option)
{
    int k = o->first[contract][option];
    while (k >= 0 && o->rest[k] == 0)
        k = o->next[k];
    if (k < 0)
        return NULL;
    o->rest[k]--;
    o->left[contract][option]--;
    return o->d->shift[k].place;
}

/* How a day's shift is valued: only those of the rounding, these and others by the margins in the room, or all alike. */
enum taste { DEALT_ONLY, DEALT_FIRST, ANY };

static void set_values(const struct board *b, int contract, const struct pool *o, enum taste taste, struct certificate_room *room)
{
    double *value = room->value[contract], dealt = DEALT * problem_unit(b->p);
    if (taste == DEALT_FIRST)
        worth_options(&room->worth, b->p, contract, value);
    for (int i = 0; i < b->p->options[contract].count; i++) {
        int left = o->left[contract][i];
        if (taste == ANY)
            value[i] = b->p->options[contract].option[i].fits ? 0 : 2.0 * WORTH_NEVER;
        else if (taste == DEALT_ONLY)
            value[i] = left > 0 ? dealt : 2.0 * WORTH_NEVER;
        else if (left > 0)
            value[i] += dealt;
    }
}

/* The first pattern left, of those for the agent's ladder, that the agent can work; -1: none. */
static int find_pattern(const struct board *b, int agent, const struct pool *o, enum taste taste, struct certificate_room *room,
                        int *tour)
{
    const struct crew *c = &b->p->crew[b->p->crew_of[agent]];
    for (int k = 0; k < o->d->patterns && c->possible; k++) {
        const struct rounding_pattern *q = &o->d->pattern[k];
        if (o->pattern[k] == 0 || q->ladder != c->ladder)
            continue;
        set_values(b, c->contract, o, taste, room);
        if (place_pattern(b->p, agent, q->groups, room, tour))
            return k;
    }
    return -1;
}

static void put(struct board *b, int agent, struct pool *o, const int *tour, const struct worth *w)
{
    const struct problem *p = b->p;
    int contract = p->crew[p->crew_of[agent]].contract, days = p->grid.days;
    int *places = xcalloc((size_t)days * PAUSES_MAX + 1, sizeof *places);
    for (int d = 0; d < days; d++) {
        if (tour[d] < 0)
            continue;
        const int *at = take_shift(o, contract, tour[d]);
        if (at)
            memcpy(places + (size_t)d * PAUSES_MAX, at, PAUSES_MAX * sizeof *places);
        else
            worth_pauses(w, p, contract, tour[d], places + (size_t)d * PAUSES_MAX);
    }
    board_restore(b, agent, tour, places);
    free(places);
}

static int deal(struct board *b, int agent, struct pool *o, enum taste taste, struct certificate_room *room, int *tour)
{
    int k = find_pattern(b, agent, o, taste, room, tour);
    if (k < 0)
        return 0;
    o->pattern[k]--;
    put(b, agent, o, tour, &room->worth);
    return 1;
}

static int patterns_left(const struct pool *o, const struct crew *c)
{
    int count = 0;
    for (int k = 0; k < o->d->patterns; k++)
        count += o->d->pattern[k].ladder == c->ladder ? o->pattern[k] : 0;
    return count;
}

struct turn {
    int    agent, choices;
    double chance;
};

static int compare(const void *a, const void *b)
{
    const struct turn *x = a, *y = b;
    if (x->choices != y->choices)
        return x->choices < y->choices ? -1 : 1;
    if (x->chance != y->chance)
        return x->chance < y->chance ? -1 : 1;
    return (x->agent > y->agent) - (x->agent < y->agent);
}

/* Whoever has the fewest possible shifts comes first; ties by chance. */
static struct turn *make_turns(const struct problem *p, struct rng *rng)
{
    struct turn *turn = xcalloc((size_t)p->agents + 1, sizeof *turn);
    for (int i = 0; i < p->agents; i++) {
        const struct crew *c = &p->crew[p->crew_of[i]];
        turn[i] = (struct turn){.agent = i, .chance = rng_uniform(rng)};
        for (int k = 0; k < p->options[c->contract].count; k++)
            turn[i].choices += crew_allows(c, k);
    }
    qsort(turn, (size_t)p->agents, sizeof *turn, compare);
    return turn;
}

void extract_patterns(const struct board *b, const struct rounding *d, struct rng *rng, struct certificate_room *room,
                      const int **groups)
{
    const struct problem *p = b->p;
    struct pool pool;
    pool_make(&pool, p, d);
    struct turn *turn = make_turns(p, rng);
    int *tour = xmalloc(((size_t)p->grid.days + 1) * sizeof *tour);
    for (int i = 0; i < p->agents; i++) {
        int k = find_pattern(b, turn[i].agent, &pool, ANY, room, tour);
        groups[turn[i].agent] = k < 0 ? NULL : d->pattern[k].groups;
        if (k >= 0)
            pool.pattern[k]--;
    }
    free(tour);
    free(turn);
    pool_free(&pool, p);
}

void extract_roster(struct board *b, const struct rounding *d, struct rng *rng, struct certificate_room *room)
{
    const struct problem *p = b->p;
    struct pool pool;
    pool_make(&pool, p, d);
    struct turn *turn = make_turns(p, rng);
    int *tour = xmalloc(((size_t)p->grid.days + 1) * sizeof *tour);
    unsigned char *done = xcalloc((size_t)p->agents + 1, 1);
    for (int i = 0; i < p->agents; i++)
        done[turn[i].agent] = (unsigned char)deal(b, turn[i].agent, &pool, DEALT_ONLY, room, tour);
    for (int i = 0; i < p->agents; i++) {
        int agent = turn[i].agent;
        const struct crew *c = &p->crew[p->crew_of[agent]];
        if (done[agent] || !c->possible || (!c->bound && patterns_left(&pool, c) == 0 && p->s->contracts[c->contract].use == USE_MAY))
            continue;
        worth_from_margins(&room->worth, p, b->slots, rng, 0);
        if (!deal(b, agent, &pool, DEALT_FIRST, room, tour))
            place_agent(b, agent, PLACE_FREE, room, tour);
    }
    board_settle(b);
    free(done);
    free(tour);
    free(turn);
    pool_free(&pool, p);
}
