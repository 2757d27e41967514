#include "schedule/race.h"
#include "base/alloc.h"
#include <limits.h>
#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { PLACED = 4, PLACED_FEW = 2, MEDIUM = 200, LAST = 2 /* runners of the last round */ };

/* Annealings, in units of money (problem_unit): a beginning that fits the LP closely is spoilt by more than warmth. */
struct heat { double hot, cold; };
static const struct heat COOL = {1, 0.3}, GENTLE = {2, 0.7}, MIDDLE = {4, 0.7}, WARM = {8, 2}, HOT = {11, 4};

struct track { /* what the threads share */
    const struct race *race;
    struct runner    **runner;
    int                runners, next;
    double             best;
    double             until;   /* share of the time at which the round ends */
    long               steps;   /* of each runner in the round */
    int                stopped;
    pthread_mutex_t    lock;
};

struct turn { /* one runner's annealing of one round */
    struct track *track;
    double        from, to; /* its share of the time */
};

static int enough(const struct race *race, const struct board *b, double objective)
{
    return objective <= race->enough && board_keeps_promises(b);
}

static int seen(void *context, const struct board *best, double objective)
{
    struct track *t = ((struct turn *)context)->track;
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

static double spent(void *context)
{
    const struct turn *turn = context;
    const struct race *race = turn->track->race;
    double width = turn->to - turn->from;
    return width > 0 ? (race->spent(race->context) - turn->from) / width : 1;
}

static void run(struct track *t, int i)
{
    struct turn turn = {.track = t};
    struct search_plan plan = {.steps = t->steps, .watch = seen, .context = &turn};
    if (t->race->spent) {
        int threads = t->race->threads, batches = (t->runners - i + threads - 1) / threads;
        turn.from = t->race->spent(t->race->context);
        turn.to = turn.from + (t->until - turn.from) / batches;
        plan.steps = LONG_MAX;
        plan.spent = spent;
    }
    runner_run(t->runner[i], plan);
}

static void *work(void *context)
{
    struct track *t = context;
    for (;;) {
        pthread_mutex_lock(&t->lock);
        int i = t->next++, stop = t->stopped && i > 0; /* one runner has a roster, however early the stop */
        pthread_mutex_unlock(&t->lock);
        if (stop || i >= t->runners)
            return NULL;
        run(t, i);
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
    if (t->runners > LAST)
        t->runners = (t->runners + 1) / 2;
    while (t->runners > 1 && t->runner[t->runners - 1]->node->result.bound >= t->runner[0]->objective)
        t->runners--;
}

static struct runner *enter(struct runner *runner, int *count, const struct problem *p, const struct node *node,
                            const struct race *race, enum beginning beginning, struct heat heat)
{
    struct runner *r = &runner[*count];
    runner_make(r, p, node, race->seed, (uint64_t)*count);
    ++*count;
    r->beginning = beginning;
    r->hot = heat.hot;
    r->cold = heat.cold;
    return r;
}

/* Few people round the clock: what is left is how pauses and starts tile the night, where a pause that fits nowhere costs 25
 * units; colder than 4 nothing moves any more. Where days stand apart the roundings are kept closely to; where they do not, the fewer agents, the more has to be mixed anew. */
static struct heat heat_of(const struct problem *p, const struct race *race)
{
    if (race->through && p->agents > PROBLEM_LARGE)
        return COOL;
    if (!race->through || p->agents > MEDIUM)
        return GENTLE;
    return p->agents > PROBLEM_SMALL ? MIDDLE : HOT;
}

static int placed_runners(const struct problem *p, const struct race *race)
{
    if (p->agents > (race->through ? MEDIUM : PROBLEM_LARGE))
        return race->roundings > 0 ? 0 : PLACED_FEW;
    return race->through ? PLACED_FEW : PLACED;
}

static int line_up(struct runner *runner, const struct problem *p, const struct cover *cover, const struct race *race)
{
    int count = 0, placed = placed_runners(p, race);
    struct heat heat = heat_of(p, race), warm = race->through && p->agents <= PROBLEM_SMALL ? HOT : WARM;
    if (race->start)
        enter(runner, &count, p, &cover->node[0], race, BEGIN_GIVEN, GENTLE)->given = race->start;
    for (int i = 0; i < race->roundings; i++) {
        const struct rounding *d = &race->rounding[i];
        const struct node *node = &cover->node[d->node];
        enter(runner, &count, p, node, race, BEGIN_SHIFTS, heat)->rounding = d;
    }
    for (int i = 0; i < placed; i++)
        enter(runner, &count, p, &cover->node[i / 2 % cover->nodes], race, BEGIN_PLACED, i % 2 ? MIDDLE : warm)->counts_free = i % 2;
    return count;
}

/* Share of the race that is over before the round: the fewer are left, the longer a round takes. */
static double over(int round, int rounds)
{
    return pow((double)round / rounds, 1.5);
}

static void run_rounds(struct track *t)
{
    int rounds = 1;
    double begun = t->race->spent ? t->race->spent(t->race->context) : 0;
    for (int n = t->runners; n > LAST; n = (n + 1) / 2)
        rounds++;
    for (int round = 0; round < rounds && (round == 0 || !t->stopped); round++) {
        t->steps = (long)((double)t->race->steps * (over(round + 1, rounds) - over(round, rounds)) / t->runners);
        t->until = begun + (1 - begun) * over(round + 1, rounds);
        run_round(t);
        drop_out(t);
        if (enough(t->race, &t->runner[0]->board, t->runner[0]->objective))
            break;
    }
}

long race_run(struct board *b, const struct problem *p, const struct cover *cover, const struct race *race)
{
    size_t most = (size_t)(race->roundings + PLACED + 1);
    struct track t = {.race = race, .best = NAN};
    struct runner *runner = xcalloc(most, sizeof *runner);
    long steps = 0;
    pthread_mutex_init(&t.lock, NULL);
    int runners = t.runners = line_up(runner, p, cover, race);
    t.runner = xcalloc(most, sizeof *t.runner);
    for (int i = 0; i < runners; i++)
        t.runner[i] = &runner[i];
    run_rounds(&t);
    board_copy(b, &t.runner[0]->board);
    for (int i = 0; i < runners; i++) {
        steps += runner[i].done;
        runner_free(&runner[i]);
    }
    pthread_mutex_destroy(&t.lock);
    free(t.runner);
    free(runner);
    return steps;
}
