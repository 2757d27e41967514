/* check_week - the rules over an agent's shifts together: a day's and a week's hours and days, rest, days in a row.
 *
 * Rules reported (amount): one_shift_a_day (shifts too many), overlap (minutes), hours_day_min, hours_day_max,
 * hours_week_min, hours_week_max, rest_h (hours), days_week_min, days_week_max, consecutive_min, consecutive_max,
 * days_off_min (days), weekends_max (weekends), kind_max (shifts), not_after, fixed_off, fixed_shift (0), fixed_work (1),
 * weekly_rest_h (hours), same_start (minutes). */
#ifndef CHECK_CHECK_WEEK_H
#define CHECK_CHECK_WEEK_H

#include "model/roster.h"
#include "model/scenario.h"
#include "model/summary.h"

/* Adds the violations of one agent: shifts [first, first + count) of the sound, sorted roster are his, count may be 0. */
void check_week_rules(struct violations *v, const struct scenario *s, const struct roster *r, int agent, int first, int count);

#endif
