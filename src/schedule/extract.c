#include "schedule/extract.h"
#include "base/alloc.h"
#include "schedule/deal.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double TASTE = 0.1;  /* how much chance has a say in which of the shifts is taken, of what it is worth */
static const double DEALT = 1000; /* units of money (problem_unit): what a shift of the rounding is worth besides its margin */

/* How a day's shift is valued: only those of the rounding, these and others by the margins in the room, or all alike. Of those
 * of the rounding chance decides: were it always the first, whoever comes later would find late shifts alone, for which nobody
 * is rested in time. */
enum taste { DEALT_ONLY, DEALT_FIRST, ANY };

static void set_values(const struct board *b, int contract, const struct pool *o, enum taste taste, struct rng *rng,
                       struct certificate_room *room)
{
    double *value = room->value[contract], dealt = DEALT * problem_unit(b->p);
    if (taste == DEALT_FIRST)
        worth_options(&room->worth, b->p, contract, value);
    for (int i = 0; i < b->p->options[contract].count; i++) {
        int left = o->left[contract][i];
        if (taste == ANY)
            value[i] = b->p->options[contract].option[i].fits ? 0 : 2.0 * WORTH_NEVER;
        else if (taste == DEALT_ONLY)
            value[i] = left > 0 ? dealt * (1 + TASTE * rng_uniform(rng)) : 2.0 * WORTH_NEVER;
        else if (left > 0)
            value[i] += dealt;
    }
}

/* The first pattern left, of those for the agent's ladder, that the agent can work; -1: none. */
static int find_pattern(const struct board *b, int agent, const struct pool *o, enum taste taste, struct rng *rng,
                        struct certificate_room *room, int *tour)
{
    const struct crew *c = &b->p->crew[b->p->crew_of[agent]];
    for (int k = 0; k < o->d->patterns && c->possible; k++) {
        const struct rounding_pattern *q = &o->d->pattern[k];
        if (o->pattern[k] == 0 || q->ladder != c->ladder)
            continue;
        set_values(b, c->contract, o, taste, rng, room);
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
        int k = pool_find(o, contract, tour[d]), *at = places + (size_t)d * PAUSES_MAX;
        if (k < 0) {
            worth_pauses(w, p, contract, tour[d], at);
            continue;
        }
        memcpy(at, o->d->shift[k].place, PAUSES_MAX * sizeof *at);
        pool_take(o, k);
    }
    board_restore(b, agent, tour, places);
    free(places);
}

static int deal(struct board *b, int agent, struct pool *o, enum taste taste, struct rng *rng, struct certificate_room *room,
                int *tour)
{
    int k = find_pattern(b, agent, o, taste, rng, room, tour);
    if (k < 0)
        return 0;
    o->pattern[k]--;
    put(b, agent, o, tour, &room->worth);
    return 1;
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

/* Agents nothing restricts get patterns, then shifts day by day. done[agents] is set for those with a whole tour. */
static void deal_free(struct board *b, struct pool *pool, const struct turn *turn, struct rng *rng, struct certificate_room *room,
                      unsigned char *done)
{
    const struct problem *p = b->p;
    const int **groups = xcalloc((size_t)p->agents + 1, sizeof *groups);
    int *pattern = xcalloc((size_t)p->agents + 1, sizeof *pattern), *tour = xmalloc(((size_t)p->grid.days + 1) * sizeof *tour);
    for (int i = 0; i < p->agents; i++) {
        int agent = turn[i].agent, k = done[agent] ? -1 : find_pattern(b, agent, pool, ANY, rng, room, tour);
        if (k < 0)
            continue;
        groups[agent] = pool->d->pattern[k].groups;
        pattern[agent] = k;
        pool->pattern[k]--;
    }
    deal_days(b, pool, groups, rng, done);
    for (int i = 0; i < p->agents; i++)
        if (groups[i] && !done[i])
            pool->pattern[pattern[i]]++;
    free(tour);
    free(pattern);
    free(groups);
}

static int restricted(const struct problem *p, int agent)
{
    const struct crew *c = &p->crew[p->crew_of[agent]];
    const struct options *o = &p->options[c->contract];
    for (int i = 0; i < o->count; i++)
        if (o->option[i].fits && !crew_allows(c, i))
            return 1;
    return 0;
}

/* How many agents of each contract the rounding has working and nobody has been put on for. */
static int *places_left(const struct board *b, const struct rounding *d, const unsigned char *done)
{
    const struct problem *p = b->p;
    int *left = xcalloc((size_t)p->s->contract_count + 1, sizeof *left);
    for (int k = 0; k < d->patterns; k++)
        left[d->pattern[k].contract] += d->pattern[k].count;
    for (int i = 0; i < p->agents; i++)
        left[p->crew[p->crew_of[i]].contract] -= done[i];
    return left;
}

/* The rest by what they are worth: first those for whom a pattern is left, then anybody while numbers are short. */
static void fill_up(struct board *b, struct pool *pool, const struct turn *turn, struct rng *rng, struct certificate_room *room,
                    unsigned char *done)
{
    const struct problem *p = b->p;
    int *left = places_left(b, pool->d, done), *tour = xmalloc(((size_t)p->grid.days + 1) * sizeof *tour);
    for (int pass = 0; pass < 2; pass++)
        for (int i = 0; i < p->agents; i++) {
            int agent = turn[i].agent;
            const struct crew *c = &p->crew[p->crew_of[agent]];
            int must = c->bound || p->s->contracts[c->contract].use == USE_MUST;
            if (done[agent] || !c->possible || (!must && left[c->contract] <= 0))
                continue;
            worth_from_margins(&room->worth, p, b->slots, rng, 0);
            if (pass == 0)
                done[agent] = (unsigned char)deal(b, agent, pool, DEALT_FIRST, rng, room, tour);
            else {
                place_agent(b, agent, PLACE_WORKING, room, tour);
                done[agent] = 1;
            }
            left[c->contract] -= done[agent];
        }
    free(left);
    free(tour);
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
        if (restricted(p, turn[i].agent))
            done[turn[i].agent] = (unsigned char)deal(b, turn[i].agent, &pool, DEALT_ONLY, rng, room, tour);
    deal_free(b, &pool, turn, rng, room, done);
    fill_up(b, &pool, turn, rng, room, done);
    board_settle(b);
    free(done);
    free(tour);
    free(turn);
    pool_free(&pool, p);
}
