/* random_problem - a random week (random_week.h) as the optimizer sees it. */
#ifndef TESTS_RANDOM_PROBLEM_H
#define TESTS_RANDOM_PROBLEM_H

#include "random_week.h"
#include "schedule/problem.h"

struct random_problem {
    struct rng     g; /* goes on where the week was drawn */
    struct site    x;
    struct problem p; /* of its first queue */
};

/* change: what the test wants otherwise; NULL: nothing. */
static inline void random_problem_make(struct random_problem *w, uint64_t seed, int number, struct week_size size,
                                       void (*change)(struct rng *g, struct site *x))
{
    rng_stream(&w->g, seed, (uint64_t)number);
    random_week(&w->x, &w->g, size);
    if (change)
        change(&w->g, &w->x);
    problem_make(&w->p, &w->x.s, &w->x.rs[0]);
}

static inline void random_problem_free(struct random_problem *w)
{
    problem_free(&w->p);
    site_free(&w->x);
}

#endif
