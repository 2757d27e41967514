#include "schedule/race.h"
#include "base/alloc.h"
#include "schedule/resume.h"
#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { PASSES = 8, BIG_EVERY = 30 };
static const double PULL = 1; /* money per agent-hour and square of an agent off the LP's coverage */
static const double HOT = 5, COLD = 0.5, NOISE = 10; /* money */

struct track;

struct runner {
    struct problem          p;     /* the problem, but for goal prices of its own: the search moves them */
    const struct node      *node;
    struct board            board;
    struct rng              rng;
    struct certificate_room room;
    struct track           *track;
    double                  objective;
    long                    steps, done; /* to do in this round; done in all */
    int                     placed;
};

struct track { /* what the threads share */
    const struct race *race;
    struct runner    **runner;
    int                runners, next;
    double             best;
    int                stopped;
    pthread_mutex_t    lock;
};

static int enough(const struct race *race, const struct board *b, double objective)
{
    return objective <= race->enough && board_keeps_promises(b);
}

static int seen(void *context, const struct board *best, double objective)
{
    struct runner *r = context;
    struct track *t = r->track;
    pthread_mutex_lock(&t->lock);
    if (!(t->best <= objective))
        t->best = objective;
    if (!t->stopped && t->race->watch)
        t->stopped = t->race->watch(t->race->context, t->best);
    int stopped = t->stopped;
    pthread_mutex_unlock(&t->lock);
    /* A runner with enough ends alone: were the others to end with it, the answer would hang on timing. */
    return stopped || enough(t->race, best, objective);
}

static void place(struct runner *r)
{
    const struct problem *p = &r->p;
    unsigned char *works = xcalloc((size_t)p->agents + 1, 1);
    int *working = xcalloc((size_t)p->s->contract_count + 1, sizeof *working);
    for (int c = 0; c < p->s->contract_count; c++)
        working[c] = (int)lround(r->node->result.working[c]);
    place_choose(p, &r->node->result.prices, working, &r->rng, &r->room, works);
    place_roster(&r->board, &r->node->result.prices, r->node->result.coverage, works, PULL * p->need.hours, PASSES, &r->rng,
                 &r->room);
    r->placed = 1;
    free(works);
    free(working);
}

static void run(struct runner *r)
{
    struct search_plan plan = {.steps = r->steps, .big_every = BIG_EVERY, .hot = HOT, .cold = COLD, .noise = NOISE,
                               .watch = seen, .context = r};
    if (!r->placed)
        place(r);
    if (!seen(r, &r->board, board_objective(&r->board)))
        r->done += search_run(&r->board, &plan, &r->rng, &r->room);
    r->objective = board_objective(&r->board);
}

static void *work(void *context)
{
    struct track *t = context;
    for (;;) {
        pthread_mutex_lock(&t->lock);
        int i = t->next++;
        pthread_mutex_unlock(&t->lock);
        if (i >= t->runners)
            return NULL;
        run(t->runner[i]);
    }
}

static void run_round(struct track *t)
{
    int threads = t->race->threads < t->runners ? t->race->threads : t->runners, made = 0;
    pthread_t *thread = xcalloc((size_t)threads + 1, sizeof *thread);
    t->next = 0;
    while (made + 1 < threads && pthread_create(&thread[made], NULL, work, t) == 0)
        made++;
    work(t);
    for (int i = 0; i < made; i++)
        pthread_join(thread[i], NULL);
    free(thread);
}

static void runner_make(struct runner *r, const struct problem *p, const struct node *node, struct track *track, uint64_t number)
{
    size_t bytes = ((size_t)p->r->goal_count + 1) * sizeof *p->need.price;
    memset(r, 0, sizeof *r);
    r->p = *p;
    r->p.need.price = xmalloc(bytes);
    memcpy(r->p.need.price, node->result.prices.goal, bytes);
    r->node = node;
    r->track = track;
    board_make(&r->board, &r->p);
    certificate_room_make(&r->room, &r->p);
    rng_stream(&r->rng, track->race->seed, number);
}

static void runner_free(struct runner *r)
{
    board_free(&r->board);
    certificate_room_free(&r->room, &r->p);
    free(r->p.need.price);
}

static int compare(const void *a, const void *b)
{
    const struct runner *x = *(struct runner *const *)a, *y = *(struct runner *const *)b;
    if (x->objective != y->objective)
        return x->objective < y->objective ? -1 : 1;
    return (x > y) - (x < y); /* their order at the start */
}

/* Sorts by what was found; the better half stays, less those whose node cannot win any more. */
static void drop_out(struct track *t)
{
    qsort(t->runner, (size_t)t->runners, sizeof *t->runner, compare);
    t->runners = (t->runners + 1) / 2;
    while (t->runners > 1 && t->runner[t->runners - 1]->node->result.bound >= t->runner[0]->objective)
        t->runners--;
}

long race_run(struct board *b, const struct problem *p, const struct cover *cover, const struct race *race)
{
    struct track t = {.race = race, .runners = race->runners, .best = NAN};
    struct runner *runner = xcalloc((size_t)race->runners, sizeof *runner);
    long steps = 0, rounds = 1;
    pthread_mutex_init(&t.lock, NULL);
    t.runner = xcalloc((size_t)race->runners, sizeof *t.runner);
    for (int i = 0; i < race->runners; i++) {
        runner_make(&runner[i], p, &cover->node[i % cover->nodes], &t, (uint64_t)i);
        t.runner[i] = &runner[i];
    }
    if (race->start)
        runner[0].placed = resume_roster(&runner[0].board, race->start) > 0;
    for (int n = race->runners; n > 1; n = (n + 1) / 2)
        rounds++;
    for (int round = 0; round < rounds && (round == 0 || !t.stopped); round++) {
        for (int i = 0; i < t.runners; i++)
            t.runner[i]->steps = race->steps / rounds / t.runners;
        run_round(&t);
        drop_out(&t);
        if (enough(race, &t.runner[0]->board, t.runner[0]->objective))
            break;
    }
    board_copy(b, &t.runner[0]->board);
    for (int i = 0; i < race->runners; i++) {
        steps += runner[i].done;
        runner_free(&runner[i]);
    }
    pthread_mutex_destroy(&t.lock);
    free(t.runner);
    free(runner);
    return steps;
}
