/* tour - the best tour of an agent by dynamic programming over (day, what the rules remember, rest): exact for all hard
 * rules. A tour is an option per day, -1 for a day off. */
#ifndef SCHEDULE_TOUR_H
#define SCHEDULE_TOUR_H

#include "schedule/problem.h"

struct tour_step { int option, from; };
/* weekly: ready after a weekly rest, -1: none can begin here. limit: place in counted[], -1: not counted */
struct tour_pick { int rank, ready, weekly, option, limit; double value; };


struct tour_room { /* reused from call to call; one per thread */
    double           **best;  /* [days + 1][nodes * counts * ranks] */
    struct tour_step **step;  /* the same: how it was reached */
    struct tour_pick  *pick;  /* one day's options worth considering */
    int               *first; /* [groups + 1] picks of each group */
    double            *reach; /* prefix maxima over the rank */
    int               *where;
    size_t            *size;  /* [days + 1] room in best and step */
    /* Limits of kinds are counted only where the best tour without would break them: then what was worked of the counted
     * kinds is part of the state, as one number with place values stride. */
    int                counted[KIND_LIMITS_MAX], stride[KIND_LIMITS_MAX], limits, counts;
    int                worked; /* place in the last layer of the best tour with a shift */
};

struct tour_value { /* -INFINITY where there is no such tour */
    double idle, worked;
};

void tour_room_make(struct tour_room *r, const struct problem *p);
void tour_room_free(struct tour_room *r, const struct problem *p);

/* value[options of the crew's contract]; wishes, penalties and guaranteed wages are taken off here. */
struct tour_value tour_values(const struct problem *p, int crew, const double *value, struct tour_room *room);
/* The tour of that value, worked or idle, after tour_values: option[days]. */
void tour_read(const struct problem *p, int crew, const struct tour_room *room, int worked, int *option);

/* possible 1: some tour keeps all rules, maybe one without a shift; workable 1: one with a shift does; bound 1: one with a
 * shift does, and none without. */
void tour_exists(const struct problem *p, int crew, int *possible, int *workable, int *bound);

/* Penalties and guaranteed wages of a given tour (wishes included), INFINITY if it breaks a rule of days and hours. */
double tour_personal(const struct problem *p, int crew, const int *option);

#endif
