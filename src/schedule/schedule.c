#include "schedule/schedule.h"
#include "base/alloc.h"
#include "schedule/answer.h"
#include "schedule/days.h"
#include "schedule/dive.h"
#include "schedule/first.h"
#include "schedule/race.h"
#include "schedule/resume.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SOLVES = 24, STEPS = 2500000, ROUNDINGS_MAX = 24, FEW = 3, LONG_EFFORT = 4 };
enum { DIVES = 2, DIVE_LARGE = 60, DIVE_STEPS = 1000, DIVE_TRIAL = 10, TRIAL = 100 }; /* DIVE_LARGE agents and more: one */
static const double ROUNDING_NOISE = 0.1; /* what the last of the roundings leaves to chance; the first leaves nothing */
static const double FIRST_SHARE = 0.4;    /* of the steps, within bounds, for the roster before any LP */
static const double ROUNDING_SHARE = 0.2; /* of the time allowed: no rounding begins later */
static const double DAY_WORK = 4e7, DAY_GAP = 0.001, SPLIT_WORK = 1.5e8;
static const double DAY_SHARE = 0.35;     /* of the time allowed: no day's program begins later */
static const char INTERRUPTED[] = "interrupted";
static const double NEAR = 0.02; /* gap below which dives lead without a trial */
/* Gap above which most of the objective is a promise broken that prices say can be kept: from more roundings a longer search
 * mostly finds how. */
static const double FAR = 0.5, AGAIN = 4; /* times the effort */

struct part { /* one queue: agents have one skill, so the queues share nothing */
    struct problem p;
    struct cover   cover;
    struct board   board;
    struct tours  *tours;       /* NULL: they do not suit */
    double         bound, best; /* NAN: none yet */
    struct rounding rounding[ROUNDINGS_MAX];
    int            roundings;
    int            through;     /* 1: shifts run from most days into the next */
};

struct run {
    const struct schedule_request *r;
    struct schedule_answer        *a;
    struct part                  **part; /* [queues] */
    struct part                   *now;  /* the one at work */
    double                         from, to; /* share of the time allowed for the search of `now` */
    const char                    *phase;
    int                            cancelled;
};

static int report(struct run *run)
{
    if (!run->r->progress || run->cancelled)
        return run->cancelled;
    struct schedule_progress p = {.phase = run->phase};
    for (int q = 0; q < run->r->scenario->queue_count; q++) {
        p.objective += run->part[q]->best;
        p.bound += run->part[q]->bound;
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

static double spent(void *context)
{
    const struct run *run = context;
    return run->to > run->from ? (run->r->spent(run->r->context) - run->from) / (run->to - run->from) : 1;
}

static uint64_t seed_of(const struct run *run)
{
    return run->r->seed + 1000003u * (uint64_t)run->now->p.queue;
}

/* 1: shifts run from most days into the next, so that one day's have to do with another's. */
static int runs_through(const struct problem *p)
{
    int days = p->grid.days, open = 0;
    unsigned char *crossed = xcalloc((size_t)days + 2, 1);
    for (int i = 0; i < p->crews; i++) {
        const struct options *o = &p->options[p->crew[i].contract];
        for (int k = 0; k < o->count; k++)
            if (crew_allows(&p->crew[i], k) && o->option[k].end > p->grid.midnight[o->option[k].day + 1])
                crossed[o->option[k].day] = 1;
    }
    for (int d = 0; d < days; d++)
        open += crossed[d];
    free(crossed);
    return 2 * open >= days;
}

static int stop_rounding(void *context)
{
    return report(context);
}

static int late(const struct run *run, double share)
{
    return run->r->spent && run->r->spent(run->r->context) > share;
}

/* Many where days stand apart, so that the LP's shifts lead to rosters as they are; elsewhere the search has the more to do. */
static void round_off(struct run *run, struct master *m)
{
    struct part *x = run->now;
    int wanted = FEW;
    if (!run->r->spent && run->r->effort < 0.005)
        wanted = 1;
    else if (x->through)
        wanted = 2;
    else if (x->p.agents <= PROBLEM_LARGE && (run->r->spent || run->r->effort >= LONG_EFFORT))
        wanted = x->p.agents > PROBLEM_SMALL ? ROUNDINGS_MAX / 2 : ROUNDINGS_MAX;
    struct rng rng;
    rng_stream(&rng, seed_of(run), 1000003);
    for (; x->roundings < wanted && !run->cancelled && !late(run, ROUNDING_SHARE); x->roundings++) {
        int i = x->roundings, turn = wanted < FEW ? wanted : FEW, node = i % turn == turn - 1 ? (turn > 1) % x->cover.nodes : 0;
        /* Where days run into each other the LP of a large site is slow, and knows shifts enough. */
        int quick = x->through && x->p.agents > PROBLEM_LARGE;
        rounding_make(&x->rounding[i], m, &x->cover, node, quick, ROUNDING_NOISE * i / ROUNDINGS_MAX, &rng, stop_rounding,
                      run);
    }
}

static void make_cover(struct run *run)
{
    struct part *x = run->now;
    struct master_result whole;
    if (!tours_suit(&x->p)) {
        struct master *m = master_make(&x->p, run->r->threads);
        cover_make(&x->cover, m, &x->p, SOLVES, watch_prices, run);
        x->bound = x->cover.bound;
        round_off(run, m);
        master_free(m);
        return;
    }
    x->tours = tours_make(&x->p, run->r->threads);
    master_result_make(&whole, &x->p);
    tours_solve(x->tours, &whole, watch_prices, run);
    cover_single(&x->cover, &x->p, &whole);
    master_result_free(&whole);
}

static int watch_split(void *context, double bound)
{
    struct run *run = context;
    run->now->bound = fmax(run->now->bound, bound);
    return report(run) || late(run, DAY_SHARE);
}

static int stop_days(void *context)
{
    return report(context) || late(context, DAY_SHARE);
}

/* Whole numbers of shifts by contract and day, at a site of a few agents. */
static void split_days(struct run *run, double enough)
{
    struct part *x = run->now;
    struct day_branching how = {.work = (long)(SPLIT_WORK * fmin(run->r->effort, LONG_EFFORT)), .enough = enough,
                                .watch = watch_split, .context = run};
    struct master *m = master_make(&x->p, run->r->threads);
    cover_split_days(&x->cover, m, &x->p, &how);
    x->bound = x->cover.bound;
    master_free(m);
}

/* Whole shifts by day, where prices alone leave a gap that is not near enough. */
static void raise_bound(struct run *run)
{
    struct part *x = run->now;
    struct days_plan plan = {.work = (long)(DAY_WORK * fmin(run->r->effort, LONG_EFFORT)), .threads = run->r->threads,
                             .stop = stop_days, .context = run};
    double gap = fmax(DAY_GAP, run->r->target_gap) * fabs(x->best);
    run->phase = "bound";
    if (!x->tours && x->p.agents <= PROBLEM_TINY && x->best - x->bound > gap)
        split_days(run, x->best - gap);
    if (x->best - x->bound <= gap || !days_suit(&x->p))
        return;
    days_raise(&x->cover, &x->p, &plan);
    x->bound = x->cover.bound;
}

/* A roster at once, so that each queue has one whenever all is stopped; then the bound. */
static void open_part(struct run *run, const struct requirement *q)
{
    struct part *x = run->now;
    run->phase = "prices";
    problem_make(&x->p, run->r->scenario, q);
    x->through = runs_through(&x->p);
    board_make(&x->board, &x->p);
    double steps = fmin(fmax(FIRST_SHARE * STEPS * run->r->effort, 500), 10000);
    x->best = first_roster(&x->board, &x->p, lround(steps), seed_of(run));
    make_cover(run);
    x->bound = x->cover.bound;
    if (run->r->spent)
        raise_bound(run);
}

/* An objective that need not be bettered. */
static double enough(const struct run *run)
{
    double bound = run->now->bound, target = run->r->target_gap, least = -INFINITY;
    if (target > 0 && target < 1)
        least = bound / (1 - target);
    return problem_whole(&run->now->p) ? fmax(least, ceil(bound - 1e-6) + 1e-6) : least;
}

/* timed: the time allowed may end it. */
static void run_race(struct run *run, long steps, int timed)
{
    struct part *x = run->now;
    struct board found;
    struct race race = {.seed = seed_of(run), .steps = steps, .enough = enough(run), .start = run->r->start,
                        .rounding = x->rounding, .roundings = x->roundings, .through = x->through, .threads = run->r->threads, .watch = watch_search,
                        .spent = timed && run->r->spent ? spent : NULL, .context = run};
    board_make(&found, &x->p);
    run->a->iterations += race_run(&found, &x->p, &x->cover, &race);
    if (board_objective(&found) < board_objective(&x->board))
        board_copy(&x->board, &found);
    x->best = board_objective(&x->board);
    board_free(&found);
}

/* Dives, and some near their best; more of them where a short race finds nothing better. 0: the race leads. */
static int dive(struct run *run)
{
    struct part *x = run->now;
    struct board placed;
    long steps = (long)(DIVE_STEPS * run->r->effort);
    struct dive_plan plan = {.dives = x->p.agents >= DIVE_LARGE ? 1 : DIVES, .steps = steps / DIVE_TRIAL, .enough = enough(run),
                             .watch = watch_search, .context = run};
    struct rng rng;
    rng_stream(&rng, seed_of(run), 1000007);
    board_make(&placed, &x->p);
    tours_first(x->tours, &placed);
    if (board_objective(&placed) < board_objective(&x->board))
        board_copy(&x->board, &placed);
    board_free(&placed);
    run->a->iterations += dive_run(&x->board, x->tours, &plan, &rng);
    x->best = board_objective(&x->board);
    if (x->best - x->bound > NEAR * x->best) {
        double best = x->best;
        run_race(run, (long)(STEPS * fmin(run->r->effort, 1) / TRIAL), 0);
        if (x->best < best)
            return 0;
    }
    plan.dives = 0;
    plan.steps = steps - plan.steps;
    run->a->iterations += dive_run(&x->board, x->tours, &plan, &rng);
    x->best = board_objective(&x->board);
    return 1;
}

/* A roster given is never lost, however short the search. */
static void take_start(struct run *run)
{
    struct part *x = run->now;
    struct board given;
    board_make(&given, &x->p);
    if (resume_roster(&given, run->r->start) && board_objective(&given) < board_objective(&x->board))
        board_copy(&x->board, &given);
    x->best = board_objective(&x->board);
    board_free(&given);
}

static void search(struct run *run)
{
    run->phase = "search";
    if (run->r->start)
        take_start(run);
    if (run->cancelled && !run->r->start)
        return; /* the first roster stands */
    if (!run->now->tours || run->cancelled || !dive(run))
        run_race(run, (long)(STEPS * run->r->effort), 1);
}

static struct part *new_part(void)
{
    struct part *x = xmalloc(sizeof *x);
    *x = (struct part){.best = NAN, .bound = NAN};
    return x;
}

static void free_part(struct part *x)
{
    for (int i = 0; i < x->roundings; i++)
        rounding_free(&x->rounding[i]);
    board_free(&x->board);
    if (x->tours)
        tours_free(x->tours);
    cover_free(&x->cover);
    problem_free(&x->p);
    free(x);
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
    free_part(x);
}

/* The queue anew with more effort: the better roster stays, and of the two the part whose bound is. */
static void try_again(struct run *run, int queue)
{
    struct part *before = run->now, *anew = new_part();
    const struct schedule_request *r = run->r;
    struct schedule_request longer = *r;
    longer.effort *= AGAIN;
    run->r = &longer;
    run->part[queue] = run->now = anew;
    open_part(run, &r->requirements[queue]);
    search(run);
    run->r = r;
    int is_before = run->cancelled || anew->bound < before->bound;
    struct part *kept = is_before ? before : anew, *other = is_before ? anew : before;
    if (kept != (before->best <= anew->best ? before : anew)) {
        board_copy(&kept->board, &other->board);
        kept->best = other->best;
    }
    run->part[queue] = run->now = kept;
    free_part(other);
}

static int stuck(const struct run *run)
{
    const struct part *x = run->now;
    return !run->cancelled && !run->r->spent && x->p.agents <= PROBLEM_SMALL && x->best - x->bound > FAR * x->best;
}

static void run_queues(struct run *run)
{
    int queues = run->r->scenario->queue_count, nodes = 0;
    for (int q = 0; q < queues; q++)
        run->part[q] = new_part();
    for (int q = 0; q < queues; q++) {
        run->now = run->part[q];
        open_part(run, &run->r->requirements[q]);
    }
    for (int q = 0; q < queues; q++) {
        run->now = run->part[q];
        run->from = run->r->spent ? run->r->spent(run->r->context) : 0;
        run->to = run->from + (1 - run->from) / (queues - q);
        search(run);
        if (stuck(run))
            try_again(run, q);
        if (!run->r->spent)
            raise_bound(run);
    }
    for (int q = 0; q < queues; q++) {
        run->now = run->part[q];
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
        a->stopped_by = INTERRUPTED;
    else if (r->target_gap > 0 && a->objective - a->lower_bound <= r->target_gap * a->objective)
        a->stopped_by = "gap";
}

int schedule_interrupted(const struct schedule_answer *a)
{
    return a->stopped_by && !strcmp(a->stopped_by, INTERRUPTED);
}

void schedule_answer_free(struct schedule_answer *a)
{
    roster_free(&a->roster);
    bound_free(&a->bound);
    free(a->reasons);
}
