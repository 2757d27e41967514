/* polish - a short annealing of a roster: what the LP's last tours had to take is often mended by small moves. */
#ifndef SCHEDULE_POLISH_H
#define SCHEDULE_POLISH_H

#include "schedule/search.h"

/* Improves b to the best roster met. watch: called now and then; nonzero stops. */
void polish_roster(struct board *b, struct rng *rng, int (*watch)(void *context), void *context);

#endif
