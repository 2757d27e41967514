/* check_goals - which goals of a queue are met. Goals that hold in every interval (scope interval, the floor of wider scopes,
 * peaks, limits on wait, abandonment and occupancy, least agents, most seats) are met when every open interval of
 * theirs meets them; day and week goals over the volume-weighted service level of each day or week. Tolerance 1e-9. */
#ifndef CHECK_CHECK_GOALS_H
#define CHECK_CHECK_GOALS_H

#include "check/check_service.h"
#include "model/requirement.h"
#include "model/scenario.h"
#include "model/summary.h"

/* Appends the queue's results to y->goals, peaks first, and adds to y->intervals_open and y->intervals_below_goal. */
void check_goals_judge(struct summary *y, const struct scenario *s, const struct requirement *r, const struct coverage *c,
                       const struct check_service *f);
/* The same, and sets missed[intervals]: 1 where something that must hold in the interval does not. */
void check_goals_mark(struct summary *y, unsigned char *missed, const struct scenario *s, const struct requirement *r,
                      const struct coverage *c, const struct check_service *f);

#endif
