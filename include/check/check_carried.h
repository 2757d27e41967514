/* check_carried - the same roster with the queue carried on from interval to interval: what waits at the end of one waits on in
 * the next, which the interval-by-interval answer (SIPP, stationary independent period by period) cannot see. Green, Kolesar,
 * Whitt, Coping with time-varying demand when setting staffing requirements, Production and Operations Management 16, 2007.
 *
 * A stretch of open intervals is one piece: it starts empty, and whoever waits at closing is still served. Agents whose time is
 * up finish their contact. Staff between whole agents is linear between the two runs at floor and ceiling. */
#ifndef CHECK_CHECK_CARRIED_H
#define CHECK_CHECK_CARRIED_H

#include "model/requirement.h"
#include "model/summary.h"

/* Fills c->sl_alone and c->sl_carried [intervals] (definition offered whatever the goal's; NAN without contacts) from
 * c->expected. Takes about a second for a week of 336 intervals and 100 agents. */
void check_carried(struct coverage *c, const struct scenario *s, const struct requirement *r);

#endif
