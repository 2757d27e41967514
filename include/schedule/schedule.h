/* schedule - who works when: shifts, breaks and days off at the least objective = cost + penalty (DESIGN 5), with a lower
 * bound that anyone can recompute. No signals, globals, clock, exit (but for memory) or threads left behind. */
#ifndef SCHEDULE_SCHEDULE_H
#define SCHEDULE_SCHEDULE_H

#include "model/bound.h"
#include "model/requirement.h"
#include "model/roster.h"
#include "model/scenario.h"

struct schedule_progress {
    const char *phase;            /* prices, bound, placement, search */
    double      objective, bound; /* best so far; NAN: none yet */
};

struct schedule_request {
    const struct scenario    *scenario;
    const struct requirement *requirements; /* [scenario->queue_count] */
    const struct roster      *start;        /* starting roster to improve, or NULL */
    uint64_t                  seed;
    double                    effort;       /* scales the iteration budget; 1 = usual */
    double                    target_gap;   /* stop below; 0: spend the whole budget */
    /* Share of the time allowed that is used, 0 to 1: where given, time ends the search in place of the effort, and two runs
     * may differ. NULL: none is kept. */
    double                  (*spent)(void *context);
    int                       threads;      /* >= 1; the answer does not depend on it */
    /* Called now and then; returning nonzero stops the search (the best roster so far is the answer). May be NULL. */
    int (*progress)(const struct schedule_progress *p, void *context);
    void *context;
};

struct schedule_reason { /* why an agent has no shifts although the contract demands them, or a peak cannot be met */
    int  agent, day, queue, start_min;      /* -1 where it does not apply */
    char text[400];                         /* a note (model/notes.h) with the least change that would help */
};

struct schedule_answer {
    struct roster           roster;
    struct bound            bound;
    double                  objective, lower_bound; /* sums over queues */
    const char             *stopped_by;             /* gap, budget, interrupted; NULL: a roster that was read */
    struct schedule_reason *reasons;
    int                     reason_count;
    long                    columns, iterations;    /* of the master LP; of the search */
};

/* Always gives a roster that keeps every hard rule (an agent who cannot have any tour stays off, with a reason). */
void schedule_make(struct schedule_answer *a, const struct schedule_request *r);
/* 1: progress stopped it. */
int  schedule_interrupted(const struct schedule_answer *a);
void schedule_answer_free(struct schedule_answer *a);

#endif
