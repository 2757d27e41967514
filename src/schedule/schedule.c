#include "schedule/schedule.h"
#include "base/alloc.h"
#include "schedule/answer.h"
#include "schedule/dive.h"
#include "schedule/first.h"
#include "schedule/race.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SOLVES = 8, STEPS = 2000000, RUNNERS = 4, RUNNERS_LARGE = 2, LARGE = 400, DIVES = 2, DIVE_STEPS = 1000, DIVE_TRIAL = 10, TRIAL = 40 };
static const double NEAR = 0.02; /* gap below which dives lead without a trial */

struct part { /* one queue: agents have one skill, so the queues share nothing */
    struct problem p;
    struct cover   cover;
    struct board   board;
    struct tours  *tours;       /* NULL: they do not suit */
    double         bound, best; /* NAN: none yet */
    int            first;       /* 1: the board has a roster before the search */
};

struct run {
    const struct schedule_request *r;
    struct schedule_answer        *a;
    struct part                   *part; /* [queues] */
    struct part                   *now;  /* the one at work */
    const char                    *phase;
    int                            cancelled;
};

static int report(struct run *run)
{
    if (!run->r->progress || run->cancelled)
        return run->cancelled;
    struct schedule_progress p = {.phase = run->phase};
    for (int q = 0; q < run->r->scenario->queue_count; q++) {
        p.objective += run->part[q].best;
        p.bound += run->part[q].bound;
    }
    run->cancelled = run->r->progress(&p, run->r->context) != 0;
    return run->cancelled;
}

static int watch_prices(void *context, double bound)
{
    struct run *run = context;
    run->now->bound = bound;
    return report(run);
}

static int watch_search(void *context, double best)
{
    struct run *run = context;
    if (!(run->now->best <= best))
        run->now->best = best;
    return report(run);
}

static uint64_t seed_of(const struct run *run)
{
    return run->r->seed + 1000003u * (uint64_t)run->now->p.queue;
}

static void make_cover(struct run *run)
{
    struct part *x = run->now;
    struct master_result whole;
    if (!tours_suit(&x->p)) {
        cover_make(&x->cover, &x->p, SOLVES, watch_prices, run);
        return;
    }
    x->tours = tours_make(&x->p);
    master_result_make(&whole, &x->p);
    tours_solve(x->tours, &whole, watch_prices, run);
    cover_single(&x->cover, &x->p, &whole);
    master_result_free(&whole);
}

/* The bound of a queue; a roster at once where there are several, so that each has one before the search of any begins, or
 * where the LP was stopped, which then knows nothing of who works. */
static void open_part(struct run *run, const struct requirement *q)
{
    struct part *x = run->now;
    run->phase = "prices";
    problem_make(&x->p, run->r->scenario, q);
    board_make(&x->board, &x->p);
    make_cover(run);
    x->bound = x->cover.bound;
    x->first = run->cancelled || run->r->scenario->queue_count > 1;
    if (x->first)
        x->best = first_roster(&x->board, &x->p, &x->cover, seed_of(run));
}

/* An objective that need not be bettered. */
static double enough(const struct run *run)
{
    double bound = run->now->bound, target = run->r->target_gap, least = -INFINITY;
    if (target > 0 && target < 1)
        least = bound / (1 - target);
    return problem_whole(&run->now->p) ? fmax(least, ceil(bound - 1e-6) + 1e-6) : least;
}

static void run_race(struct run *run, long steps)
{
    struct part *x = run->now;
    struct board found;
    struct race race = {.seed = seed_of(run), .runners = RUNNERS, .steps = steps, .enough = enough(run), .start = run->r->start,
                        .threads = run->r->threads, .watch = watch_search, .context = run};
    if (run->cancelled || x->p.agents > LARGE)
        race.runners = run->cancelled ? 1 : RUNNERS_LARGE;
    board_make(&found, &x->p);
    run->a->iterations += race_run(&found, &x->p, &x->cover, &race);
    if (!x->first || board_objective(&found) < board_objective(&x->board))
        board_copy(&x->board, &found);
    x->first = 1;
    x->best = board_objective(&x->board);
    board_free(&found);
}

/* Dives, and some near their best; more of them where a short race finds nothing better. 0: the race leads. */
static int dive(struct run *run)
{
    struct part *x = run->now;
    long steps = (long)(DIVE_STEPS * run->r->effort);
    struct dive_plan plan = {.dives = DIVES, .steps = steps / DIVE_TRIAL, .enough = enough(run), .watch = watch_search, .context = run};
    struct rng rng;
    rng_stream(&rng, seed_of(run), (uint64_t)RUNNERS);
    if (!x->first)
        tours_first(x->tours, &x->board);
    x->first = 1;
    run->a->iterations += dive_run(&x->board, x->tours, &plan, &rng);
    x->best = board_objective(&x->board);
    if (x->best - x->bound > NEAR * x->best) {
        double best = x->best;
        run_race(run, (long)(STEPS * fmin(run->r->effort, 1) / TRIAL));
        if (x->best < best)
            return 0;
    }
    plan.dives = 0;
    plan.steps = steps - plan.steps;
    run->a->iterations += dive_run(&x->board, x->tours, &plan, &rng);
    x->best = board_objective(&x->board);
    return 1;
}

static void search(struct run *run)
{
    run->phase = "search";
    if (!run->now->tours || run->cancelled || !dive(run))
        run_race(run, (long)(STEPS * run->r->effort));
}

static void close_part(struct run *run, int first_node)
{
    struct part *x = run->now;
    run->a->columns += x->cover.columns;
    run->a->objective += x->best;
    run->a->lower_bound += x->cover.bound;
    answer_add_roster(run->a, &x->board);
    answer_add_bound(run->a, &x->p, &x->cover, first_node);
    answer_add_reasons(run->a, &x->p);
    board_free(&x->board);
    if (x->tours)
        tours_free(x->tours);
    cover_free(&x->cover);
    problem_free(&x->p);
}

static void run_queues(struct run *run)
{
    int queues = run->r->scenario->queue_count, nodes = 0;
    for (int q = 0; q < queues; q++)
        run->part[q].best = run->part[q].bound = NAN;
    for (int q = 0; q < queues; q++) {
        run->now = &run->part[q];
        open_part(run, &run->r->requirements[q]);
    }
    for (int q = 0; q < queues; q++) {
        run->now = &run->part[q];
        search(run);
    }
    for (int q = 0; q < queues; q++) {
        run->now = &run->part[q];
        int more = run->now->cover.nodes;
        close_part(run, nodes);
        nodes += more;
    }
}

void schedule_make(struct schedule_answer *a, const struct schedule_request *r)
{
    *a = (struct schedule_answer){.stopped_by = "budget"};
    struct run run = {.r = r, .a = a, .part = xcalloc((size_t)r->scenario->queue_count + 1, sizeof *run.part)};
    run_queues(&run);
    roster_sort(&a->roster);
    free(run.part);
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
