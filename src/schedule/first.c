#include "schedule/first.h"
#include "base/alloc.h"
#include "schedule/search.h"
#include <stdlib.h>

enum { PASSES = 2, BIG_EVERY = 10, FREE_EVERY = 8 };
static const double HOT = 2, COLD = 0.5, NOISE = 10; /* units of money (problem_unit) */

static int never(void *context, const struct board *best, double objective)
{
    (void)context;
    (void)best;
    (void)objective;
    return 0;
}

/* Service has a price from the start: without one the first agents would see the floors alone. No LP has found it yet, so
 * half the price of a contact missed stands in. */
static void price_goals(struct problem *p)
{
    for (int g = 0; g < p->r->goal_count; g++)
        p->need.price[g] = p->r->goals[g].price_per_contact / 2;
}

static void place_everybody(struct board *b, struct rng *rng, struct certificate_room *room)
{
    int agents = b->p->agents, *order = xmalloc(((size_t)agents + 1) * sizeof *order);
    int *scratch = xmalloc(((size_t)b->p->grid.days + 1) * sizeof *scratch);
    for (int i = 0; i < agents; i++)
        order[i] = i;
    for (int pass = 0; pass < PASSES; pass++) {
        rng_shuffle(rng, order, (size_t)agents, sizeof *order);
        for (int i = 0; i < agents; i++) {
            board_take(b, order[i]);
            worth_from_margins(&room->worth, b->p, b->slots, rng, 0);
            place_agent(b, order[i], PLACE_FREE, room, scratch);
        }
    }
    board_settle(b);
    free(order);
    free(scratch);
}

double first_roster(struct board *b, struct problem *p, long steps, uint64_t seed)
{
    struct certificate_room room;
    struct rng rng;
    double unit = problem_unit(p);
    struct search_plan plan = {.steps = steps, .big_every = BIG_EVERY, .free_every = FREE_EVERY, .hot = HOT * unit, .cold = COLD * unit,
                               .noise = NOISE * unit, .watch = never};
    rng_stream(&rng, seed, 0);
    certificate_room_make(&room, p);
    price_goals(p);
    place_everybody(b, &rng, &room);
    search_run(b, &plan, &rng, &room);
    certificate_room_free(&room, p);
    return board_objective(b);
}
