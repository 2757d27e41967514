/* runner - one roster in the race: how it begins, and one annealing after another from that beginning. */
#ifndef SCHEDULE_RUNNER_H
#define SCHEDULE_RUNNER_H

#include "schedule/branch.h"
#include "schedule/rounding.h"
#include "schedule/search.h"

enum beginning {
    BEGIN_GIVEN,  /* a roster somebody has made */
    BEGIN_SHIFTS, /* patterns and shifts of a rounding */
    BEGIN_PLACED  /* everything placed by the LP's prices and coverage */
};

struct runner {
    struct problem          p;     /* the problem, but for goal prices of its own: the search moves them */
    enum beginning          beginning;
    const struct node      *node;
    const struct rounding      *rounding;  /* NULL where the beginning needs none */
    const struct roster    *given; /* the same */
    double                  hot, cold; /* of the annealing, in units of money (problem_unit) */
    int                     counts_free; /* 1: reinsertions may change how many work */
    struct board            begun, board; /* where each annealing begins; the best roster so far */
    int                     started;
    struct rng              rng;
    struct certificate_room room;
    double                  objective; /* of board */
    long                    done;      /* steps in all */
};

/* seed, number: of its random numbers. The fields that say how it begins are filled in by the caller afterwards. */
void runner_make(struct runner *r, const struct problem *p, const struct node *node, uint64_t seed, uint64_t number);
void runner_free(struct runner *r);

/* Anneals by the plan's steps and watch; its temperatures, moves and noise are the runner's. Starts first if need be. */
void runner_run(struct runner *r, struct search_plan plan);

#endif
