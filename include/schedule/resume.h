/* resume - a roster somebody has made, taken onto the board to be improved. */
#ifndef SCHEDULE_RESUME_H
#define SCHEDULE_RESUME_H

#include "model/roster.h"
#include "schedule/board.h"

/* Puts every agent on the board (everybody off before) whose shifts in the roster keep all hard rules; the others stay off.
 * Returns the agents put on. */
int resume_roster(struct board *b, const struct roster *roster);

#endif
