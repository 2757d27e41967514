#include "schedule/search.h"
#include "base/alloc.h"
#include "schedule/fill.h"
#include "schedule/route.h"
#include "schedule/swap.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { TAKEN_MAX = 3, WATCH_EVERY = 4096, COPY_EVERY = 512, COOL_EVERY = 256 };
/* Steps; measured on weeks of 30 to 3,000 agents. */
enum { CHAIN_EVERY = 40, CHAIN_SMALL = 4800, SWAP_EVERY = 6, ROUTE_PER_DAY = 4, ROUTE_PER_INTERVAL = 50 };

struct search {
    struct board            *b;
    struct certificate_room *room;
    struct rng              *rng;
    int                      taken[TAKEN_MAX], count;
    enum place_how           how[TAKEN_MAX];
    double                  *price;  /* [goals] those of the LP */
    int                     *tour;   /* [TAKEN_MAX * days] as they were */
    int                     *place;
    int                     *scratch;
    double noise;
    int    free_every, chain_every;
    long   route_every;
};

static void take(struct search *s)
{
    struct board *b = s->b;
    size_t days = (size_t)b->p->grid.days;
    for (int i = 0; i < s->count; i++) {
        memcpy(s->tour + (size_t)i * days, board_tour(b, s->taken[i]), days * sizeof *s->tour);
        memcpy(s->place + (size_t)i * days * PAUSES_MAX, board_places(b, s->taken[i], 0), days * PAUSES_MAX * sizeof *s->place);
        board_take(b, s->taken[i]);
    }
}

static void give_back(struct search *s)
{
    size_t days = (size_t)s->b->p->grid.days;
    for (int i = 0; i < s->count; i++) {
        board_take(s->b, s->taken[i]);
        board_restore(s->b, s->taken[i], s->tour + (size_t)i * days, s->place + (size_t)i * days * PAUSES_MAX);
    }
}

static int working(const struct board *b, int agent)
{
    const int *tour = board_tour(b, agent);
    for (int d = 0; d < b->p->grid.days; d++)
        if (tour[d] >= 0)
            return 1;
    return 0;
}

static void choose(struct search *s)
{
    int agents = s->b->p->agents;
    s->count = 1 + rng_below(s->rng, TAKEN_MAX);
    if (s->count > agents)
        s->count = agents;
    for (int i = 0; i < s->count; i++) {
        int again = 1;
        while (again) {
            s->taken[i] = rng_below(s->rng, agents);
            again = 0;
            for (int j = 0; j < i; j++)
                again |= s->taken[j] == s->taken[i];
        }
        s->how[i] = working(s->b, s->taken[i]) ? PLACE_WORKING : PLACE_IDLE;
    }
    /* Who works is shuffled within a contract, so that the numbers working stay; now and then they are free. */
    int free_numbers = s->free_every > 0 && rng_below(s->rng, s->free_every) == 0;
    for (int i = 0; i < s->count && free_numbers; i++)
        s->how[i] = PLACE_FREE;
    for (int i = s->count - 1; i > 0; i--) {
        int j = rng_below(s->rng, i + 1);
        enum place_how how = s->how[i];
        const struct problem *p = s->b->p;
        if (p->crew[p->crew_of[s->taken[i]]].contract != p->crew[p->crew_of[s->taken[j]]].contract)
            continue;
        s->how[i] = s->how[j];
        s->how[j] = how;
    }
}

static double money(const struct search *s)
{
    double sum = s->b->staff;
    for (int i = 0; i < s->count; i++)
        sum += s->b->cost[s->taken[i]];
    return sum;
}

/* The LP's price of a goal is too low where the true curve lies below its envelope: it rises while the goal is missed and
 * falls back while it holds. */
static void adapt_prices(struct search *s)
{
    const struct requirement *r = s->b->p->r;
    double *price = s->b->p->need.price;
    for (int g = 0; g < r->goal_count; g++) {
        double most = r->goals[g].price_per_contact;
        if (s->b->service[g] < 0)
            price[g] = fmin(most, 1.1 * price[g] + 1e-4 * most);
        else
            price[g] = fmax(s->price[g], 0.98 * price[g]);
    }
}

static double reinsert(struct search *s, double temperature)
{
    struct board *b = s->b;
    adapt_prices(s);
    choose(s);
    double before = money(s), staff = b->staff;
    take(s);
    for (int i = 0; i < s->count; i++) {
        worth_from_margins(&s->room->worth, b->p, b->slots, s->rng, i + 1 < s->count || s->count == 1 ? s->noise : 0);
        place_agent(b, s->taken[i], s->how[i], s->room, s->scratch);
    }
    board_settle(b);
    double change = money(s) - before;
    if (change <= 0 || rng_uniform(s->rng) < exp(-change / temperature))
        return change;
    give_back(s);
    board_settle(b);
    b->staff = staff;
    return 0;
}

static double shake(struct search *s, struct mover *m, double temperature)
{
    if (!mover_draw(m, s->rng))
        return 0;
    double change = mover_cost(m);
    if (change <= 0 || rng_uniform(s->rng) < exp(-change / temperature)) {
        mover_keep(m);
        return change;
    }
    mover_drop(m);
    return 0;
}

static double exchange(struct search *s, struct swap *x, double temperature)
{
    double change = swap_draw(x, s->rng);
    if (change > 0 && rng_uniform(s->rng) >= exp(-change / temperature))
        return 0;
    swap_keep(x);
    return change;
}

static double step(struct search *s, const struct search_plan *plan, struct mover *m, struct swap *x, long number, double temperature)
{
    if (number % plan->big_every == 0)
        return reinsert(s, temperature);
    if (number % s->chain_every == 1)
        return fill_chain(m, temperature, s->rng);
    if (number % SWAP_EVERY == 0)
        return exchange(s, x, temperature);
    return shake(s, m, temperature);
}

/* How far the annealing is, 0 to 1. */
static double progress(const struct search_plan *plan, long step)
{
    return plan->spent ? plan->spent(plan->context) : (double)step / (double)plan->steps;
}

static double anneal(struct search *s, const struct search_plan *plan, struct board *best, long *steps)
{
    struct mover mover;
    struct swap swap;
    struct route route;
    swap_make(&swap, s->b);
    mover_make(&mover, s->b);
    route_make(&route, &mover);
    double now = board_objective(s->b), least = now, temperature = plan->hot;
    for (*steps = 0; *steps < plan->steps; ++*steps) {
        if (*steps % COOL_EVERY == 0) {
            double at = progress(plan, *steps);
            if (at >= 1)
                break;
            temperature = plan->hot * pow(plan->cold / plan->hot, at);
        }
        if (*steps % s->route_every == 0)
            now += route_run(&route, s->rng);
        now += step(s, plan, &mover, &swap, *steps, temperature);
        if (*steps % COPY_EVERY == 0 && now < least - 1e-7) {
            least = now;
            board_copy(best, s->b);
        }
        if (*steps % WATCH_EVERY == 0 && plan->watch(plan->context, best, least))
            break;
    }
    if (now < least)
        board_copy(best, s->b);
    route_free(&route);
    mover_free(&mover);
    swap_free(&swap);
    return least;
}

long search_run(struct board *b, const struct search_plan *plan, struct rng *rng, struct certificate_room *room)
{
    size_t days = (size_t)b->p->grid.days;
    long steps = 0;
    if (b->p->agents == 0)
        return 0;
    struct search s = {.noise = plan->noise, .free_every = plan->free_every, .b = b, .room = room, .rng = rng};
    /* Of few agents, any change drawn touches a short interval soon. */
    s.chain_every = CHAIN_EVERY + CHAIN_SMALL / b->p->agents;
    /* Ways take the longer to find the more shifts and intervals there are. */
    s.route_every = (long)ROUTE_PER_DAY * b->p->agents * b->p->grid.days + (long)ROUTE_PER_INTERVAL * b->p->need.intervals;
    s.tour = xmalloc(TAKEN_MAX * days * sizeof *s.tour);
    s.place = xmalloc(TAKEN_MAX * days * PAUSES_MAX * sizeof *s.place);
    s.scratch = xmalloc(days * sizeof *s.scratch);
    s.price = xmalloc(((size_t)b->p->r->goal_count + 1) * sizeof *s.price);
    memcpy(s.price, b->p->need.price, (size_t)b->p->r->goal_count * sizeof *s.price);
    struct board best;
    board_make(&best, b->p);
    board_copy(&best, b);
    anneal(&s, plan, &best, &steps);
    board_copy(b, &best);
    board_recount(b);
    board_free(&best);
    free(s.tour);
    free(s.place);
    memcpy(b->p->need.price, s.price, (size_t)b->p->r->goal_count * sizeof *s.price);
    free(s.price);
    free(s.scratch);
    return steps;
}
