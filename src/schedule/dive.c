#include "schedule/dive.h"
#include "base/alloc.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { ROUNDS = 4 };
static const double WHOLE = 0.999, SURE = 0.75;

struct dive {
    struct tours           *m;
    const struct problem   *p;
    const struct dive_plan *plan;
    struct rng             *rng;
    struct board            board, best;
    double                  objective; /* of best */
    int                    *held;      /* [columns] agents held to it */
    int                     columns;   /* room in held */
    unsigned char          *open;      /* [agents] without a tour */
    int                    *left;      /* [crews] agents open */
    int                     opened;
    int                     stopped;
};

static int stop(struct dive *d)
{
    if (!d->stopped && d->plan->watch)
        d->stopped = d->plan->watch(d->plan->context, d->objective);
    return d->stopped;
}

static void room_for_columns(struct dive *d)
{
    int columns = tours_columns(d->m);
    if (columns > d->columns) {
        d->held = xrealloc(d->held, (size_t)columns * sizeof *d->held);
        memset(d->held + d->columns, 0, (size_t)(columns - d->columns) * sizeof *d->held);
        d->columns = columns;
    }
}

static void hold(struct dive *d, int column)
{
    room_for_columns(d);
    tours_hold(d->m, column, ++d->held[column]);
}

/* An open agent of the column's crew has it. */
static void give(struct dive *d, int column)
{
    int crew = tours_crew(d->m, column), agent = 0;
    while (!d->open[agent] || d->p->crew_of[agent] != crew)
        agent++;
    d->open[agent] = 0;
    d->opened--;
    tours_put(d->m, column, &d->board, agent);
    hold(d, column);
    if (--d->left[crew] == 0)
        tours_close(d->m, crew, 1);
}

/* Gives what the LP is sure of, and at least its largest tour. */
static void round_off(struct dive *d)
{
    int columns = tours_columns(d->m), largest = -1, given = 0;
    double most = -1;
    room_for_columns(d);
    for (int j = 0; j < columns; j++) {
        int crew = tours_crew(d->m, j);
        double x = tours_value(d->m, j) - d->held[j];
        while (d->left[crew] > 0 && x > WHOLE) {
            give(d, j);
            x -= 1;
            given = 1;
        }
        if (d->left[crew] > 0 && x > 1e-6 && x + 0.2 * rng_uniform(d->rng) > most) {
            most = x + 0.2 * rng_uniform(d->rng);
            largest = j;
        }
    }
    if (largest >= 0 && d->left[tours_crew(d->m, largest)] > 0 && (!given || most > SURE))
        give(d, largest);
}

/* Everybody open gets a tour. 0: stopped or the LP failed. */
static int plunge(struct dive *d)
{
    while (d->opened > 0) {
        int added = 1;
        for (int i = 0; i < ROUNDS && added > 0; i++) {
            added = tours_round(d->m);
            if (added < 0 || stop(d))
                return 0;
        }
        int before = d->opened;
        round_off(d);
        if (d->opened == before)
            return 0;
    }
    board_recount(&d->board);
    return 1;
}

static void keep_better(struct dive *d)
{
    double objective = board_objective(&d->board);
    if (objective < d->objective - 1e-9) {
        d->objective = objective;
        board_copy(&d->best, &d->board);
    }
}

static void open_agent(struct dive *d, int agent)
{
    int crew = d->p->crew_of[agent];
    if (!d->p->crew[crew].possible)
        return;
    d->open[agent] = 1;
    d->opened++;
    d->left[crew]++;
}

static void begin(struct dive *d)
{
    tours_release(d->m);
    if (d->columns)
        memset(d->held, 0, (size_t)d->columns * sizeof *d->held);
    memset(d->open, 0, (size_t)d->p->agents);
    memset(d->left, 0, (size_t)d->p->crews * sizeof *d->left);
    d->opened = 0;
}

static void dive_whole(struct dive *d)
{
    begin(d);
    for (int i = 0; i < d->p->agents; i++) {
        board_take(&d->board, i);
        open_agent(d, i);
    }
    if (plunge(d))
        keep_better(d);
}

static void dive_near(struct dive *d, int count)
{
    const struct problem *p = d->p;
    begin(d);
    board_copy(&d->board, &d->best);
    while (d->opened < count && d->opened < p->agents) {
        int i = rng_below(d->rng, p->agents);
        if (!d->open[i])
            open_agent(d, i);
        if (!p->crew[p->crew_of[i]].possible)
            count--;
    }
    for (int i = 0; i < p->agents; i++)
        if (!d->open[i] && p->crew[p->crew_of[i]].possible)
            hold(d, tours_add(d->m, &d->board, i));
    for (int i = 0; i < p->agents; i++)
        if (d->open[i]) {
            tours_add(d->m, &d->board, i);
            board_take(&d->board, i);
        }
    for (int i = 0; i < p->crews; i++)
        if (d->left[i] == 0)
            tours_close(d->m, i, 1);
    if (plunge(d))
        keep_better(d);
}

long dive_run(struct board *b, struct tours *m, const struct dive_plan *plan, struct rng *rng)
{
    const struct problem *p = b->p;
    long steps = 0;
    struct dive d = {.m = m, .p = p, .plan = plan, .rng = rng, .objective = board_objective(b)};
    d.open = xcalloc((size_t)p->agents + 1, 1);
    d.left = xcalloc((size_t)p->crews + 1, sizeof *d.left);
    board_make(&d.board, p);
    board_make(&d.best, p);
    board_copy(&d.best, b);
    for (int i = 0; i < plan->dives && !stop(&d) && d.objective > plan->enough; i++)
        dive_whole(&d);
    for (; steps < plan->steps && d.objective > plan->enough && !stop(&d); steps++)
        dive_near(&d, 2 + rng_below(rng, 6));
    tours_release(m);
    board_copy(b, &d.best);
    board_free(&d.board);
    board_free(&d.best);
    free(d.open);
    free(d.left);
    free(d.held);
    return steps;
}
