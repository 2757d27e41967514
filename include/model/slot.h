/* slot - the time step of a scenario's shifts: the greatest length that divides an interval, every start, length and pause, and
 * the hours of every premium. Whoever works is on work in an interval for a whole number of slots, so that staff, time-weighted,
 * is always a multiple of slot / interval. */
#ifndef MODEL_SLOT_H
#define MODEL_SLOT_H

#include "model/scenario.h"

int slot_length_min(const struct scenario *s);

#endif
