#include "schedule/polish.h"

enum { STEPS = 200, BIG_EVERY = 10 }; /* steps for each agent, one in BIG_EVERY a reinsertion */
static const double HOT = 2, COLD = 0.7, SHAKE = 10; /* units of money (problem_unit) */

struct watcher {
    int  (*watch)(void *context);
    void  *context;
};

static int ask(void *context, const struct board *best, double objective)
{
    const struct watcher *w = context;
    (void)best;
    (void)objective;
    return w->watch(w->context);
}

void polish_roster(struct board *b, struct rng *rng, int (*watch)(void *context), void *context)
{
    struct certificate_room room;
    struct watcher w = {watch, context};
    double unit = problem_unit(b->p);
    struct search_plan plan = {.steps = (long)STEPS * b->p->agents, .big_every = BIG_EVERY, .hot = HOT * unit, .cold = COLD * unit,
                               .noise = SHAKE * unit, .watch = ask, .context = &w};
    certificate_room_make(&room, b->p);
    search_run(b, &plan, rng, &room);
    board_recount(b);
    certificate_room_free(&room, b->p);
}
