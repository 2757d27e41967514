/* extract - tours from the whole numbers of patterns and shifts of a rounding: those who are restricted choose first, the others
 * are dealt theirs day by day; whoever then has no tour gets the best by what is left and the margins. */
#ifndef SCHEDULE_EXTRACT_H
#define SCHEDULE_EXTRACT_H

#include "base/rng.h"
#include "schedule/place.h"
#include "schedule/rounding.h"

/* b: everybody off. Of each contract as many agents work as the rounding says, if they can; ties by chance. */
void extract_roster(struct board *b, const struct rounding *d, struct rng *rng, struct certificate_room *room);

#endif
