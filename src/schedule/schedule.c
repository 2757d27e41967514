#include "schedule/schedule.h"
#include "base/alloc.h"
#include "schedule/search.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { PASSES = 6, STEPS = 20000 };
static const double PULL = 5; /* money per agent-hour and square of an agent off the LP's coverage */

/* One queue after another: agents have one skill, so the queues share nothing. */
struct run {
    const struct schedule_request *r;
    struct schedule_answer        *a;
    double done_objective, done_bound; /* of the queues solved before */
    double bound;                      /* of this queue */
    double best;
    const char *phase;
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

static void write_shift(struct roster *out, const struct board *b, int agent, int day)
{
    const struct problem *p = b->p;
    int index = p->agent[agent], contract = p->s->agents[index].contract, step = p->grid.step_min, count = 0;
    const struct option *x = &p->options[contract].option[board_tour(b, agent)[day]];
    const struct shape *h = &p->options[contract].shapes[x->shape];
    const int *place = board_places(b, agent, day);
    struct activity act[2 * PAUSES_MAX + 1];
    int at = x->start, order[PAUSES_MAX];
    for (int k = 0; k < h->pauses; k++) {
        int i = k;
        for (; i > 0 && place[order[i - 1]] > place[k]; i--)
            order[i] = order[i - 1];
        order[i] = k;
    }
    for (int k = 0; k <= h->pauses; k++) {
        int end = k < h->pauses ? place[order[k]] : x->end;
        if (end > at)
            act[count++] = (struct activity){.kind = ACT_WORK, .queue = p->queue, .start_min = at * step, .end_min = end * step};
        if (k < h->pauses) {
            at = end + h->pause[order[k]].length;
            act[count++] = (struct activity){.kind = order[k] == h->lunch ? ACT_LUNCH : ACT_BREAK, .queue = -1,
                                             .start_min = end * step, .end_min = at * step};
        }
    }
    struct shift s = {.agent = index, .day = day, .kind = h->kind, .start_min = x->start * step, .end_min = x->end * step};
    roster_add(out, &s, act, count);
}

static void write_roster(struct roster *out, const struct board *b)
{
    for (int i = 0; i < b->p->agents; i++)
        for (int d = 0; d < b->p->grid.days; d++)
            if (board_tour(b, i)[d] >= 0)
                write_shift(out, b, i, d);
}

static void write_bound(struct bound *out, const struct problem *p, const struct master_result *m)
{
    struct bound_row none = {-1, BOUND_COVER, -1, -1, -1, p->queue, -1, 0};
    int step = p->s->horizon.interval_min;
    for (int t = 0; t < p->need.intervals; t++) {
        struct bound_row row = none;
        row.start_min = t * step;
        row.value = m->prices.cover[t];
        bound_add(out, row);
    }
    for (int g = 0; g < p->r->goal_count; g++) {
        struct bound_row row = none;
        row.kind = BOUND_GOAL;
        row.start_min = p->r->goals[g].first * step;
        row.length = p->r->goals[g].last - p->r->goals[g].first;
        row.value = m->prices.goal[g];
        bound_add(out, row);
    }
    struct bound_row row = none;
    row.node = 0;
    row.kind = BOUND_NODE;
    row.value = m->bound;
    bound_add(out, row);
}

static void solve_queue(struct run *run, const struct requirement *q)
{
    struct problem p;
    struct master_result m;
    struct board board;
    struct certificate_room room;
    struct rng rng;
    problem_make(&p, run->r->scenario, q);
    run->best = NAN;
    run->phase = "prices";
    master_solve(&m, &p, watch_prices, run);
    run->bound = m.bound;
    run->phase = "placement";
    rng_stream(&rng, run->r->seed, (uint64_t)q->queue);
    certificate_room_make(&room, &p);
    board_make(&board, &p);
    memcpy(p.need.price, m.prices.goal, (size_t)q->goal_count * sizeof *p.need.price);
    place_roster(&board, &m.prices, m.coverage, PULL * p.need.hours, PASSES, &rng, &room);
    run->best = board_objective(&board);
    report(run);
    run->phase = "search";
    struct search_plan plan = {.steps = (long)(STEPS * run->r->effort), .hot = 3, .cold = 0.1,
                               .watch = watch_search, .context = run};
    if (!run->cancelled)
        run->a->iterations += search_run(&board, &plan, &rng, &room);
    run->best = board_objective(&board);
    run->a->columns += m.columns;
    write_roster(&run->a->roster, &board);
    write_bound(&run->a->bound, &p, &m);
    run->done_objective += run->best;
    run->done_bound += m.bound;
    board_free(&board);
    certificate_room_free(&room, &p);
    master_result_free(&m);
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
