/* opening - when a queue is open, on any date: those of the history as well as those of the horizon. Dates are days since
 * 1970-01-01, times wall-clock minutes after midnight, 0 to 1439. */
#ifndef MODEL_OPENING_H
#define MODEL_OPENING_H

#include "model/scenario.h"

/* The weekday a date counts as, 0 Monday: the calendar's, but for make-up working days. As horizon_weekday, on any date. */
int opening_weekday(const struct scenario *s, int date);

/* 1: open by the regular hours of a weekday (0 Monday), windows of the evening before that pass midnight included. */
int opening_regular(const struct queue *q, int weekday, int wall_min);

/* The event that changes the opening of a queue on a date (closed before special hours), or NULL. */
const struct event *opening_event(const struct scenario *s, int queue, int date);

/* 1: open. Events first; then the hours of `weekday`, the one the date counts as. A closing day shuts the whole date. */
int opening_at(const struct scenario *s, int queue, int date, int weekday, int wall_min);

/* Product of the volume factors of all events in force on a date; 1 without any. */
double opening_factor(const struct scenario *s, int queue, int date);

#endif
