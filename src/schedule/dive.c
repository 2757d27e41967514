#include "schedule/dive.h"
#include "base/alloc.h"
#include "schedule/near.h"
#include "schedule/partial.h"
#include "schedule/polish.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    ROUNDS = 4, ROUNDS_MAX = 30, /* of pricing before tours are given; more than ROUNDS while each lowers the LP by FALL an agent open */
    BY_DAYS = 60,                /* agents: of fewer, whole tours are soon whole by themselves */
    AT_ONCE = 8,                 /* one of so many agents open gets a tour at a time */
    LEAN = 40,                   /* agents open, at most, in an LP that forgets all others */
    FEW = 2, MANY = 14, PART = 4, /* agents open near a roster: FEW to MANY, or to one PART-th of all */
    POLISH_EVERY = 8,            /* neighbourhoods between annealings, if they found something */
    SIDEWAYS = 10                /* one in so many neighbourhoods may end as good as it began */
};
static const double WHOLE = 0.999, LEAST = 1e-6, FAST = 0.4, SLOW = 0.06, DEAR = 1e-3, NOISE = 0.02, FALL = 1e-5;

struct share {
    int    crew, column;
    double value;
};

struct day { /* of the only agent open in a crew */
    int    crew, day, option;
    double value; /* how much of the LP's tours have the option */
};

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
    int                    *alone;     /* [crews] 1: its tours are locked day by day; one of its agents is in the LP */
    int                     by_days;   /* 0: few are open, whose tours are soon given whole */
    int                     opened;
    int                     whole;     /* 1: objectives are whole numbers */
    double                  polished;  /* objective after the last polish */
    struct near             near;      /* of best */
    int                     lean;      /* agents open when the LP was made */
    double                  pace;      /* share of the days in two minds that are locked at once */
    double                  given;     /* money for tours given in this dive */
    double                  gone;      /* the part of it that the LP has not */
    int                     stopped;
};

static int stop(struct dive *d)
{
    if (!d->stopped && d->plan->watch)
        d->stopped = d->plan->watch(d->plan->context, d->objective);
    return d->stopped;
}

static int crew_of(const struct dive *d, int column)
{
    return d->m->known.tour[column].crew;
}

static const int *days_of(const struct dive *d, int column)
{
    return d->m->known.tour[column].option;
}

static void room_for_columns(struct dive *d)
{
    int columns = d->m->known.tours;
    if (columns > d->columns) {
        d->held = xrealloc(d->held, (size_t)columns * sizeof *d->held);
        memset(d->held + d->columns, 0, (size_t)(columns - d->columns) * sizeof *d->held);
        d->columns = columns;
    }
}

static void hold(struct dive *d, int column)
{
    room_for_columns(d);
    partial_hold(d->m, column, ++d->held[column]);
}

/* An open agent of the column's crew has it. */
static void give(struct dive *d, int column)
{
    int crew = crew_of(d, column), agent = 0;
    while (!d->open[agent] || d->p->crew_of[agent] != crew)
        agent++;
    d->open[agent] = 0;
    d->opened--;
    tours_put(d->m, column, &d->board, agent);
    d->given += d->board.cost[agent];
    hold(d, column);
    if (--d->left[crew] == 0)
        partial_close(d->m, crew);
}

/* The LP's tours by how much of them is not held yet, the largest first. */
static int compare_share(const void *a, const void *b)
{
    const struct share *x = a, *y = b;
    if (x->value != y->value)
        return x->value > y->value ? -1 : 1;
    return (x->column > y->column) - (x->column < y->column);
}

static int compare_day(const void *a, const void *b)
{
    const struct day *x = a, *y = b;
    if (x->value != y->value)
        return x->value > y->value ? -1 : 1;
    return x->crew != y->crew ? (x->crew > y->crew) - (x->crew < y->crew) : (x->day > y->day) - (x->day < y->day);
}

/* The day's option that most of the crew's tours have: share[count] are those. */
static struct day most_of_day(const struct dive *d, int crew, int day, const struct share *share, int count)
{
    struct day x = {crew, day, -1, 0};
    for (int i = 0; i < count; i++) {
        double sum = 0;
        int option = days_of(d, share[i].column)[day];
        for (int k = 0; k < count; k++)
            sum += days_of(d, share[k].column)[day] == option ? share[k].value : 0;
        if (sum > x.value) {
            x.value = sum;
            x.option = option;
        }
    }
    return x;
}

/* 1: one of the LP's tours for the crew has all that is locked and this. */
static int can_lock(const struct dive *d, const struct day *x, const struct share *share, int count)
{
    for (int i = 0; i < count; i++) {
        int j = share[i].column;
        if (crew_of(d, j) == x->crew && days_of(d, j)[x->day] == x->option && tours_value(d->m, j) > LEAST)
            return 1;
    }
    return 0;
}

static int is_alone(const struct dive *d, int crew)
{
    return d->alone[crew] && d->left[crew] > 0;
}

/* Days of agents who are alone in their crews, of which the LP is in two minds: a part of them, as fast as the dive goes, gets what
 * most of its tours have, those it is surest of. share[count] by crew. Returns how many. */
static int lock_days(struct dive *d, const struct share *share, int count)
{
    int days = d->p->grid.days, found = 0, locked = 0;
    struct day *list = xcalloc((size_t)d->opened * (size_t)days + 1, sizeof *list);
    for (int from = 0, to = 0; from < count; from = to) {
        int crew = crew_of(d, share[from].column);
        while (to < count && crew_of(d, share[to].column) == crew)
            to++;
        for (int day = 0; day < days && is_alone(d, crew); day++) {
            struct day x = most_of_day(d, crew, day, share + from, to - from);
            if (x.value < WHOLE) {
                x.value += NOISE * rng_uniform(d->rng);
                list[found++] = x;
            }
        }
    }
    qsort(list, (size_t)found, sizeof *list, compare_day);
    for (int i = 0; i < found && (locked == 0 || locked < d->pace * found); i++)
        if (can_lock(d, &list[i], share, count)) {
            partial_lock(d->m, list[i].crew, list[i].day, list[i].option);
            locked++;
        }
    free(list);
    return locked;
}

/* Of the agents who share a crew with others open, one of AT_ONCE gets the LP's largest tours, but at least somebody. */
static void give_largest(struct dive *d, struct share *share, int count)
{
    int agents = 0, kept = 0;
    for (int i = 0; i < d->p->crews; i++)
        agents += d->alone[i] ? 0 : d->left[i];
    for (int i = 0; i < count; i++)
        if (!d->alone[crew_of(d, share[i].column)]) {
            share[kept] = share[i];
            share[kept++].value += NOISE * rng_uniform(d->rng);
        }
    qsort(share, (size_t)kept, sizeof *share, compare_share);
    int due = agents > 0 && agents < AT_ONCE ? 1 : agents / AT_ONCE;
    for (int i = 0; i < kept && due > 0; i++)
        if (d->left[crew_of(d, share[i].column)] > 0) {
            give(d, share[i].column);
            due--;
        }
}

static int compare_crew(const void *a, const void *b)
{
    const struct share *x = a, *y = b;
    return x->crew != y->crew ? (x->crew > y->crew) - (x->crew < y->crew) : (x->column > y->column) - (x->column < y->column);
}

/* Gives what the LP is sure of, and commits it to some of the rest. 0: there was nothing to do. */
static int round_off(struct dive *d)
{
    int columns = d->m->known.tours, count = 0, before = d->opened;
    struct share *share = xcalloc((size_t)columns + 1, sizeof *share);
    room_for_columns(d);
    for (int j = 0; j < columns; j++) {
        double x = tours_value(d->m, j) - d->held[j];
        for (; d->left[crew_of(d, j)] > 0 && x > WHOLE; x--)
            give(d, j);
        if (x > LEAST)
            share[count++] = (struct share){crew_of(d, j), j, x};
    }
    qsort(share, (size_t)count, sizeof *share, compare_crew);
    int locked = lock_days(d, share, count);
    give_largest(d, share, count);
    free(share);
    return locked > 0 || d->opened < before;
}

/* Solves and prices; *value of the LP. 0: it cannot come down to `most`, or it was stopped, or the LP failed. */
static int settle(struct dive *d, double *value, double most)
{
    double before = INFINITY, least;
    *value = INFINITY;
    for (int i = 0; i < ROUNDS || (i < ROUNDS_MAX && (*value > most || before - *value > FALL * d->opened * fabs(*value))); i++) {
        before = *value;
        int added = tours_round(d->m, value, &least);
        if (added < 0 || least > most || stop(d))
            return 0;
        if (added == 0)
            break;
    }
    return *value <= most;
}

static void restrict_lp(struct dive *d)
{
    partial_restrict(d->m, &d->board, d->open);
    d->lean = d->opened;
    for (int i = 0; i < d->p->crews; i++)
        d->alone[i] = d->by_days && d->left[i] == 1;
    d->gone = d->given;
}

/* The LP drags along whoever has a tour by now: when most have, it is made anew of the others. */
static void grow_lean(struct dive *d)
{
    if (d->opened > LEAN || d->opened > d->lean / 2)
        return;
    partial_remember(d->m);
    if (d->columns)
        memset(d->held, 0, (size_t)d->columns * sizeof *d->held);
    restrict_lp(d);
}

/* Everybody open gets a tour, as long as the LP says that the open ones and the staff can cost less than `most`. 0: they
 * cannot, or it was stopped, or the LP failed. */
static int plunge(struct dive *d, double most)
{
    double before = NAN;
    d->pace = FAST;
    while (d->opened > 0) {
        double value;
        grow_lean(d);
        if (!settle(d, &value, most - d->gone))
            return 0;
        value += d->gone;
        d->pace = value > before + DEAR * fabs(value) ? fmax(d->pace / 2, SLOW) : fmin(1.5 * d->pace, FAST);
        before = value;
        if (!round_off(d))
            return 0;
    }
    board_recount(&d->board);
    return 1;
}

/* A roster as good is kept too: the next neighbours are others. */
static void keep_better(struct dive *d)
{
    double objective = board_objective(&d->board);
    if (objective < d->objective + 1e-9) {
        d->objective = objective;
        board_copy(&d->best, &d->board);
        near_judge(&d->near, &d->best);
    }
}

static void open_agent(struct dive *d, int agent)
{
    d->open[agent] = 1;
    d->opened++;
    d->left[d->p->crew_of[agent]]++;
    board_take(&d->board, agent);
}

static void begin(struct dive *d)
{
    if (d->columns)
        memset(d->held, 0, (size_t)d->columns * sizeof *d->held);
    memset(d->open, 0, (size_t)d->p->agents);
    memset(d->left, 0, (size_t)d->p->crews * sizeof *d->left);
    d->opened = 0;
    d->given = 0;
    partial_unlock(d->m);
    board_copy(&d->board, &d->best);
}

static void dive_whole(struct dive *d)
{
    begin(d);
    for (int i = 0; i < d->p->agents; i++)
        if (d->p->crew[d->p->crew_of[i]].possible)
            open_agent(d, i);
    d->by_days = d->p->agents >= BY_DAYS;
    restrict_lp(d);
    if (plunge(d, INFINITY))
        keep_better(d);
}

static void open_best(struct dive *d, int agent, double *most)
{
    if (d->open[agent] || !d->p->crew[d->p->crew_of[agent]].possible)
        return;
    partial_add(d->m, &d->best, agent);
    *most += d->best.cost[agent];
    open_agent(d, agent);
}

static void open_helpers(struct dive *d, int count, double *most)
{
    if (!near_aim(&d->near, &d->best, d->rng))
        return;
    for (int agent; count > 0 && (agent = near_helper(&d->near)) >= 0; count--)
        open_best(d, agent, most);
}

static void dive_near(struct dive *d, int count)
{
    double most = d->best.staff;
    begin(d);
    if (rng_below(d->rng, 3) > 0)
        open_helpers(d, count / 2, &most);
    for (int tries = 0; tries < 4 * count && d->opened < count; tries++)
        open_best(d, near_agent(&d->near, d->rng, tries % 2), &most);
    if (rng_below(d->rng, SIDEWAYS) > 0)
        most -= d->whole ? 1 - 1e-6 : 1e-6;
    d->by_days = 0;
    restrict_lp(d);
    if (plunge(d, most))
        keep_better(d);
}

static int watch_polish(void *context)
{
    return stop(context);
}

static void polish(struct dive *d)
{
    board_copy(&d->board, &d->best);
    polish_roster(&d->board, d->rng, watch_polish, d);
    keep_better(d);
    d->polished = d->objective;
}

long dive_run(struct board *b, struct tours *m, const struct dive_plan *plan, struct rng *rng)
{
    const struct problem *p = b->p;
    long steps = 0;
    struct dive d = {.m = m, .p = p, .plan = plan, .rng = rng, .objective = board_objective(b), .whole = problem_whole(p)};
    d.open = xcalloc((size_t)p->agents + 1, 1);
    d.left = xcalloc((size_t)p->crews + 1, sizeof *d.left);
    d.alone = xcalloc((size_t)p->crews + 1, sizeof *d.alone);
    board_make(&d.board, p);
    board_make(&d.best, p);
    board_copy(&d.best, b);
    near_make(&d.near, &m->known, m->best.cover);
    near_judge(&d.near, b);
    for (int i = 0; i < plan->dives && !stop(&d) && d.objective > plan->enough; i++)
        dive_whole(&d);
    if (d.objective > plan->enough && !stop(&d))
        polish(&d);
    int many = p->agents / PART > MANY ? p->agents / PART : MANY;
    for (; steps < plan->steps && d.objective > plan->enough && !stop(&d); steps++) {
        dive_near(&d, rng_between(rng, FEW, many));
        if (d.objective < d.polished && steps % POLISH_EVERY == POLISH_EVERY - 1 && !stop(&d))
            polish(&d);
    }
    board_copy(b, &d.best);
    board_free(&d.board);
    board_free(&d.best);
    near_free(&d.near);
    free(d.open);
    free(d.left);
    free(d.alone);
    free(d.held);
    return steps;
}
