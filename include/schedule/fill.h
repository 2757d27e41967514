/* fill - changes that bring somebody into an interval that is short, and then somebody into what that left short, and so on: where
 * many agents make few such intervals, changes drawn blindly hardly ever touch one. */
#ifndef SCHEDULE_FILL_H
#define SCHEDULE_FILL_H

#include "schedule/move.h"

/* One chain of changes, kept where it costs no more than what chance allows at the temperature. Returns what it changed. */
double fill_chain(struct mover *m, double temperature, struct rng *rng);

#endif
