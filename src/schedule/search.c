#include "schedule/search.h"
#include "base/alloc.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { TAKEN_MAX = 4, WATCH_EVERY = 16 };

struct search {
    struct board            *b;
    struct certificate_room *room;
    struct rng              *rng;
    int                      taken[TAKEN_MAX], count;
    int                     *tour;   /* [TAKEN_MAX * days] as they were */
    int                     *place;
    int                     *scratch;
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
    }
}

static double money(const struct search *s)
{
    double sum = s->b->staff;
    for (int i = 0; i < s->count; i++)
        sum += s->b->cost[s->taken[i]];
    return sum;
}

static double step(struct search *s, double temperature)
{
    struct board *b = s->b;
    choose(s);
    double before = money(s), staff = b->staff;
    take(s);
    for (int i = 0; i < s->count; i++) {
        worth_from_margins(&s->room->worth, b->p, b->slots);
        place_agent(b, s->taken[i], s->room, s->scratch);
    }
    board_settle(b);
    double change = money(s) - before;
    if (change <= 0 || rng_uniform(s->rng) < exp(-change / temperature))
        return change;
    give_back(s);
    b->staff = staff;
    return 0;
}

long search_run(struct board *b, const struct search_plan *plan, struct rng *rng, struct certificate_room *room)
{
    size_t days = (size_t)b->p->grid.days;
    if (b->p->agents == 0)
        return 0;
    struct search s = {.b = b, .room = room, .rng = rng};
    s.tour = xmalloc(TAKEN_MAX * days * sizeof *s.tour);
    s.place = xmalloc(TAKEN_MAX * days * PAUSES_MAX * sizeof *s.place);
    s.scratch = xmalloc(days * sizeof *s.scratch);
    struct board best;
    board_make(&best, b->p);
    board_copy(&best, b);
    double now = board_objective(b), least = now;
    long i;
    for (i = 0; i < plan->steps; i++) {
        double temperature = plan->hot * pow(plan->cold / plan->hot, (double)i / (double)plan->steps);
        now += step(&s, temperature);
        if (now < least - 1e-7) {
            least = now;
            board_copy(&best, b);
        }
        if (i % WATCH_EVERY == 0 && plan->watch && plan->watch(plan->context, least))
            break;
    }
    board_copy(b, &best);
    board_free(&best);
    free(s.tour);
    free(s.place);
    free(s.scratch);
    return i;
}
