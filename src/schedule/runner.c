#include "schedule/runner.h"
#include "base/alloc.h"
#include "schedule/extract.h"
#include "schedule/resume.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Measured on weeks of 30 to 3,000 agents: reinsertions then take about half of the time, the cheap moves the other. */
enum { PASSES = 8, BIG_LEAST = 10, BIG_PER_OPTION = 2, BIG_PER_AGENT = 20, FREE_EVERY = 8 };
static const double PULL = 1;   /* units per agent-hour and square of an agent off the LP's coverage */
static const double NOISE = 10; /* units */

static int big_every(const struct problem *p, long steps)
{
    long options = 0, few = steps / (BIG_PER_AGENT * (p->agents + 1));
    for (int i = 0; i < p->agents; i++)
        options += p->options[p->crew[p->crew_of[i]].contract].count;
    long every = BIG_LEAST + (p->agents > 0 ? BIG_PER_OPTION * (options / p->agents) : 0);
    return (int)(every < few ? every : few > BIG_LEAST ? few : BIG_LEAST);
}

static void place(struct runner *r)
{
    const struct problem *p = &r->p;
    unsigned char *works = xcalloc((size_t)p->agents + 1, 1);
    int *working = xcalloc((size_t)p->s->contract_count + 1, sizeof *working);
    struct placing how = {.lp = &r->node->result, .works = works, .weight = PULL * problem_unit(p) * p->need.hours, .passes = PASSES};
    for (int c = 0; c < p->s->contract_count; c++)
        working[c] = (int)lround(r->node->result.working[c]);
    place_choose(p, &r->node->result.prices, working, &r->rng, &r->room, works);
    place_roster(&r->begun, &how, &r->rng, &r->room);
    free(working);
    free(works);
}

static void start(struct runner *r)
{
    if (r->beginning == BEGIN_GIVEN && resume_roster(&r->begun, r->given) == 0)
        r->beginning = BEGIN_PLACED;
    if (r->beginning == BEGIN_SHIFTS)
        extract_roster(&r->begun, r->rounding, &r->rng, &r->room);
    else if (r->beginning != BEGIN_GIVEN)
        place(r);
    r->started = 1;
    /* The LP works fractional people: where few keep promises that cost thousands, whole ones may have to be more. */
    r->counts_free |= r->p.agents <= PROBLEM_SMALL && !board_keeps_promises(&r->begun);
    board_copy(&r->board, &r->begun);
    r->objective = board_objective(&r->board);
}

void runner_make(struct runner *r, const struct problem *p, const struct node *node, uint64_t seed, uint64_t number)
{
    size_t bytes = ((size_t)p->r->goal_count + 1) * sizeof *p->need.price;
    memset(r, 0, sizeof *r);
    r->p = *p;
    r->p.need.price = xmalloc(bytes);
    memcpy(r->p.need.price, node->result.prices.goal, bytes);
    r->node = node;
    r->objective = INFINITY;
    board_make(&r->begun, &r->p);
    board_make(&r->board, &r->p);
    certificate_room_make(&r->room, &r->p);
    rng_stream(&r->rng, seed, number);
}

void runner_free(struct runner *r)
{
    board_free(&r->begun);
    board_free(&r->board);
    certificate_room_free(&r->room, &r->p);
    free(r->p.need.price);
}

void runner_run(struct runner *r, struct search_plan plan)
{
    struct board trial;
    double unit = problem_unit(&r->p);
    if (!r->started)
        start(r);
    plan.big_every = big_every(&r->p, plan.steps);
    plan.hot = r->hot * unit;
    plan.cold = r->cold * unit;
    plan.noise = NOISE * unit;
    plan.free_every = r->counts_free ? FREE_EVERY : 0;
    if (plan.watch(plan.context, &r->board, r->objective))
        return;
    board_make(&trial, &r->p);
    board_copy(&trial, &r->begun);
    r->done += search_run(&trial, &plan, &r->rng, &r->room);
    double objective = board_objective(&trial);
    if (objective < r->objective) {
        board_copy(&r->board, &trial);
        r->objective = objective;
    }
    board_free(&trial);
}
