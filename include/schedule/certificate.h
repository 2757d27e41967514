/* certificate - the lower bound at given prices, exact for the real agents (bound.h states the formula). */
#ifndef SCHEDULE_CERTIFICATE_H
#define SCHEDULE_CERTIFICATE_H

#include "base/team.h"
#include "schedule/master.h"
#include "schedule/tour.h"
#include "schedule/worth.h"

struct certificate_room { /* one per thread */
    struct worth      worth;
    struct tour_room  tour;
    double          **value;  /* [contracts][options] */
    struct team      *team;   /* NULL: one thread does all */
    struct certificate_room *other; /* [threads - 1] of the team's others: values and prices are those of the first */
};

void certificate_room_make(struct certificate_room *r, const struct problem *p);
void certificate_room_free(struct certificate_room *r, const struct problem *p);

/* From now on the functions below share their work among so many threads; the results are the same. */
void certificate_room_share(struct certificate_room *r, const struct problem *p, int threads);
/* work(context, item, room of the thread) for each item from 0 to items - 1, in any order. */
void certificate_each(struct certificate_room *r, int items, void (*work)(void *context, int item, struct certificate_room *room),
                      void *context);
/* The options' worth at these prices of cover, less what a shift of that day is charged, into r->value. */
void certificate_values(const struct problem *p, const struct prices *prices, struct certificate_room *r);

/* Brings the prices into their boxes, then returns the bound; the constant paid leave is included. Leaves in `value` the
 * options' worth. counts NULL: free, and prices->count is taken as 0. best[crews], if not NULL, gets each crew's values. */
double certificate_bound(const struct problem *p, struct prices *prices, const struct counts *counts,
                         struct certificate_room *r, struct tour_value *best);

/* The same with every shift worth as much as the best of its contract, day and paid length (bound.h, linked): what is left of
 * the bound where the days are programs of their own. Leaves those values in `value`. */
double certificate_linked(const struct problem *p, struct prices *prices, const struct counts *counts,
                          struct certificate_room *r);

/* What the numbers of shifts that begin on the day take off the bound, at the worst the counts allow. */
double certificate_day_counts(const struct problem *p, const struct prices *prices, const struct counts *counts, int day);
/* What the intervals [first, last) add to the bound. */
double certificate_intervals(const struct problem *p, struct prices *prices, int first, int last);

/* The same as certificate_bound but for what the agents' tours take off it: bound = this - sum over crews of size * greatest tour value. */
double certificate_staff(const struct problem *p, struct prices *prices, const struct counts *counts, struct certificate_room *r);

double problem_paid_leave(const struct problem *p);

#endif
