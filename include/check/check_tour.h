/* check_tour - the best tour of one agent against cover prices: exact dynamic programming over day, days and minutes worked
 * in the week, days in a row, two days off together or not yet, and the earliest next start. */
#ifndef CHECK_CHECK_TOUR_H
#define CHECK_CHECK_TOUR_H

#include "check/check_menu.h"
#include "model/scenario.h"

/* Greatest over the agent's tours that keep every rule of: values of the shifts (menu) - wishes not kept - weeks without two
 * days off together - guaranteed wages. A may agent's tour has a shift at least, a must agent's may be empty where the
 * rules allow it. -INFINITY: there is no tour. The menu is of the agent's contract. */
double check_tour_best(const struct scenario *s, int agent, const struct check_menu *menu);

/* The same of staying off the whole horizon, whether the rules allow it or not. */
double check_tour_off(const struct scenario *s, int agent);

#endif
