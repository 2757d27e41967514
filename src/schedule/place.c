#include "schedule/place.h"
#include "base/alloc.h"
#include <math.h>
#include <stdlib.h>

void place_agent(struct board *b, int agent, struct certificate_room *room, int *scratch)
{
    const struct problem *p = b->p;
    int crew = p->crew_of[agent];
    const struct crew *c = &p->crew[crew];
    if (!c->possible)
        return;
    worth_options(&room->worth, p, c->contract, room->value[c->contract]);
    struct tour_value v = tour_values(p, crew, room->value[c->contract], &room->tour);
    tour_read(p, crew, &room->tour, v.worked > v.idle, scratch);
    board_put(b, agent, scratch, &room->worth);
}

void place_roster(struct board *b, const struct prices *prices, const double *target, double weight, int passes, struct rng *rng,
                  struct certificate_room *room)
{
    const struct problem *p = b->p;
    int *order = xmalloc(((size_t)p->agents + 1) * sizeof *order);
    int *scratch = xmalloc((size_t)p->grid.days * sizeof *scratch);
    for (int i = 0; i < p->agents; i++)
        order[i] = i;
    for (int pass = 0; pass < passes; pass++) {
        rng_shuffle(rng, order, (size_t)p->agents, sizeof *order);
        for (int i = 0; i < p->agents; i++) {
            board_take(b, order[i]);
            worth_from_pull(&room->worth, p, prices->cover, target, b->slots, weight);
            place_agent(b, order[i], room, scratch);
        }
    }
    board_settle(b);
    free(order);
    free(scratch);
}
