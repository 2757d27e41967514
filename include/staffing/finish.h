/* finish - what follows for a requirement once its agents are known: class, shrinkage, what seats allow, prices, what
 * callers feel at `agents`, the service curve and the goals over days or weeks. */
#ifndef STAFFING_FINISH_H
#define STAFFING_FINISH_H

#include "model/requirement.h"

/* Class of an interval from the opening hours and the strictest peak. */
enum interval_class finish_class(const struct scenario *s, int queue, int interval);
/* Fills the rest of r from offered, aht_s, agents and floor_agents; closed intervals are emptied. */
void finish_requirement(struct requirement *r, const struct scenario *s);

#endif
