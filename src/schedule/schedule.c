#include "schedule/schedule.h"
#include "base/alloc.h"
#include "schedule/answer.h"
#include "schedule/race.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SOLVES = 8, STEPS = 2000000, RUNNERS = 4, RUNNERS_LARGE = 2, LARGE = 400 };

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
    return report(run);
}

static void search(struct run *run, struct board *b, const struct cover *cover)
{
    struct race race = {.seed = run->r->seed + 1000003u * (uint64_t)b->p->queue, .runners = RUNNERS,
                        .steps = (long)(STEPS * run->r->effort), .enough = -INFINITY, .start = run->r->start,
                        .threads = run->r->threads, .watch = watch_search, .context = run};
    if (run->r->target_gap > 0 && run->r->target_gap < 1)
        race.enough = run->bound / (1 - run->r->target_gap);
    if (b->p->agents > LARGE)
        race.runners = RUNNERS_LARGE;
    run->phase = "search";
    run->a->iterations += race_run(b, b->p, cover, &race);
    run->best = board_objective(b);
}

static void solve_queue(struct run *run, const struct requirement *q)
{
    struct problem p;
    struct cover cover;
    struct board board;
    problem_make(&p, run->r->scenario, q);
    run->best = NAN;
    run->phase = "prices";
    cover_make(&cover, &p, SOLVES, watch_prices, run);
    run->bound = cover.bound;
    board_make(&board, &p);
    search(run, &board, &cover);
    run->a->columns += cover.columns;
    answer_add_roster(run->a, &board);
    answer_add_bound(run->a, &p, &cover, run->nodes);
    answer_add_reasons(run->a, &p);
    run->nodes += cover.nodes;
    run->done_objective += run->best;
    run->done_bound += cover.bound;
    board_free(&board);
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
