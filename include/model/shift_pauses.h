/* shift_pauses - the cells of shifts.csv about pauses (lunch_min, split_min, breaks) and whether pauses find room.
 *
 * A cell may say for which paid lengths it holds: "30|60 if >=6h"; >=, >, <=, <, = or a range, "if 4-5:30h"; a length is
 * 6, 6h, 5.5h or 5:30. */
#ifndef MODEL_SHIFT_PAUSES_H
#define MODEL_SHIFT_PAUSES_H

#include "model/rules.h"

/* 0 (none), 30, 30|60 (a choice), 30-60 (a range in steps of step_min). 0, or -1: unreadable. */
int shift_pauses_lunch(struct shift_kind *k, const char *text, int step_min);
/* The same; 0 among others is a choice too: 0|120-240. */
int shift_pauses_split(struct shift_kind *k, const char *text, int step_min);
/* MINUTES@FROM-TO with spaces between; groups with ; between, each with a condition of its own. */
int shift_pauses_breaks(struct shift_kind *k, const char *text);
/* Breaks taken in a shift of that many paid minutes. */
int shift_pauses_break_count(const struct shift_kind *k, int length_min);
/* From start to end, with this lunch and this gap. */
int shift_pauses_elapsed(const struct shift_kind *k, int length_min, int lunch_min, int split_min);
/* The longest and the shortest of a length. */
int shift_pauses_longest(const struct shift_kind *k, int length_min);
int shift_pauses_shortest(const struct shift_kind *k, int length_min);
/* 1: the pauses of a shift of `length_min` paid minutes find room, with one of the starts, lunches and gaps. */
int shift_pauses_fit(const struct shift_kind *k, int length_min, int break_step_min);

#endif
