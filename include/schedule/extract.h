/* extract - from the whole numbers of patterns and shifts a rounding gave to agents: each gets a pattern and, where rest and
 * availability allow, shifts of the rounding; what is left over goes to the margins. */
#ifndef SCHEDULE_EXTRACT_H
#define SCHEDULE_EXTRACT_H

#include "base/rng.h"
#include "schedule/rounding.h"
#include "schedule/place.h"

/* b: everybody off. Agents with the fewest possible shifts choose first; ties by chance. */
void extract_roster(struct board *b, const struct rounding *d, struct rng *rng, struct certificate_room *room);

/* The patterns alone: groups[agents], each agent's [days] inside d, NULL: none is left that the agent can work. */
void extract_patterns(const struct board *b, const struct rounding *d, struct rng *rng, struct certificate_room *room,
                      const int **groups);

#endif
