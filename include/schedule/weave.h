/* weave - where the pauses of a shift cost least when each one's place depends on the others': windows that leave open which comes
 * first, a longest stretch without a pause, a least gap between two. */
#ifndef SCHEDULE_WEAVE_H
#define SCHEDULE_WEAVE_H

#include "schedule/worth.h"

/* Numbers that the scratch worth.weave holds for the shapes of this problem. */
size_t weave_room(const struct problem *p);
/* Least loss of the pauses of an option, INFINITY: they do not fit. places (NULL: not asked for): the slots they start at, in the
 * order of shape.pause. Uses the scratch of w. */
double weave_pauses(const struct worth *w, const struct problem *p, int contract, const struct option *x, int *places);

#endif
