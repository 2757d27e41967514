/* check_shift - the rules a shift must keep by itself: kind, day, start, length, pauses, activities, availability, time off,
 * queues. What concerns several shifts of an agent is check_week's.
 *
 * Rules reported (amount): agent, shift (0), times (0), contract (0), weekday (0), start (minutes to the nearest allowed),
 * length (minutes to the nearest allowed), lunch (lunches too many, negative: missing), lunch_length, lunch_window (minutes),
 * split, split_length, split_window, split_part (the same of the gap between two parts; minutes a part is too short),
 * breaks (too many, negative: missing), break_length, break_window, pause_step (minutes), stretch_max (minutes too long),
 * gap_min (minutes too short), activities (minutes),
 * available, timeoff (minutes), closed (0), skills, queue (0). */
#ifndef CHECK_CHECK_SHIFT_H
#define CHECK_CHECK_SHIFT_H

#include "model/roster.h"
#include "model/scenario.h"
#include "model/summary.h"

/* Copies into `sound` the shifts that can be judged further: a known agent, a day of the horizon, times on the axis and
 * in order, activities within the roster's. Others are reported (rules agent, times) and left out of everything else. */
void check_shift_sound(struct roster *sound, struct violations *v, const struct scenario *s, const struct roster *r);

/* Adds the violations of one sound shift. */
void check_shift_rules(struct violations *v, const struct scenario *s, const struct roster *r, const struct shift *shift);

/* "09:00-17:30 " of a sound shift, for messages. buf >= 16. */
char *check_shift_times(const struct scenario *s, const struct shift *shift, char *buf);

#endif
