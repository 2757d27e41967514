#include "schedule/schedule.h"
#include "base/alloc.h"
#include "schedule/answer.h"
#include "schedule/search.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SOLVES = 8, PASSES = 6, STEPS = 1500000, BIG_EVERY = 30 };
static const double HOT = 5, COLD = 0.5, NOISE = 10; /* money */
static const double PULL = 5; /* money per agent-hour and square of an agent off the LP's coverage */

/* One queue after another: agents have one skill, so the queues share nothing. */
struct run {
    const struct schedule_request *r;
    struct schedule_answer        *a;
    double done_objective, done_bound; /* of the queues solved before */
    double bound;                      /* of this queue */
    double best;
    const char *phase;
    int    nodes;                      /* of the bound so far */
    int    cancelled;
};

static int report(struct run *run)
{
    if (!run->r->progress || run->cancelled)
        return run->cancelled;
    struct schedule_progress p = {.phase = run->phase, .objective = run->done_objective + run->best,
                                  .bound = run->done_bound + run->bound};
    run->cancelled = run->r->progress(&p, run->r->context) != 0;
    return run->cancelled;
}

static int watch_prices(void *context, double bound)
{
    struct run *run = context;
    run->bound = bound;
    return report(run);
}

static int watch_search(void *context, double best)
{
    struct run *run = context;
    run->best = best;
    if (report(run))
        return 1;
    return run->r->target_gap > 0 && best - run->bound <= run->r->target_gap * best;
}

static void place(struct run *run, struct board *b, const struct node *n, struct rng *rng, struct certificate_room *room)
{
    const struct problem *p = b->p;
    unsigned char *works = xcalloc((size_t)p->agents + 1, 1);
    int *working = xcalloc((size_t)p->s->contract_count + 1, sizeof *working);
    for (int c = 0; c < p->s->contract_count; c++)
        working[c] = (int)lround(n->result.working[c]);
    run->phase = "placement";
    place_choose(p, &n->result.prices, working, rng, room, works);
    place_roster(b, &n->result.prices, n->result.coverage, works, PULL * p->need.hours, PASSES, rng, room);
    run->best = board_objective(b);
    report(run);
    free(works);
    free(working);
}

static void search(struct run *run, struct board *b, struct rng *rng, struct certificate_room *room)
{
    struct search_plan plan = {.steps = (long)(STEPS * run->r->effort), .hot = HOT, .cold = COLD, .big_every = BIG_EVERY,
                               .noise = NOISE, .watch = watch_search, .context = run};
    run->phase = "search";
    if (!run->cancelled)
        run->a->iterations += search_run(b, &plan, rng, room);
    run->best = board_objective(b);
}

static void solve_queue(struct run *run, const struct requirement *q)
{
    struct problem p;
    struct cover cover;
    struct board board;
    struct certificate_room room;
    struct rng rng;
    problem_make(&p, run->r->scenario, q);
    run->best = NAN;
    run->phase = "prices";
    cover_make(&cover, &p, SOLVES, watch_prices, run);
    run->bound = cover.bound;
    rng_stream(&rng, run->r->seed, (uint64_t)q->queue);
    certificate_room_make(&room, &p);
    board_make(&board, &p);
    memcpy(p.need.price, cover.node[0].result.prices.goal, (size_t)q->goal_count * sizeof *p.need.price);
    place(run, &board, &cover.node[0], &rng, &room);
    search(run, &board, &rng, &room);
    run->a->columns += cover.columns;
    answer_add_roster(run->a, &board);
    answer_add_bound(run->a, &p, &cover, run->nodes);
    answer_add_reasons(run->a, &p);
    run->nodes += cover.nodes;
    run->done_objective += run->best;
    run->done_bound += cover.bound;
    board_free(&board);
    certificate_room_free(&room, &p);
    cover_free(&cover);
    problem_free(&p);
}

void schedule_make(struct schedule_answer *a, const struct schedule_request *r)
{
    *a = (struct schedule_answer){.stopped_by = "budget"};
    struct run run = {.r = r, .a = a};
    for (int q = 0; q < r->scenario->queue_count; q++)
        solve_queue(&run, &r->requirements[q]);
    roster_sort(&a->roster);
    a->objective = run.done_objective;
    a->lower_bound = run.done_bound;
    bound_add(&a->bound, (struct bound_row){-1, BOUND_TOTAL, -1, -1, -1, -1, -1, a->lower_bound});
    if (run.cancelled)
        a->stopped_by = "cancelled";
    else if (r->target_gap > 0 && a->objective - a->lower_bound <= r->target_gap * a->objective)
        a->stopped_by = "gap";
}

void schedule_answer_free(struct schedule_answer *a)
{
    roster_free(&a->roster);
    bound_free(&a->bound);
    free(a->reasons);
}
