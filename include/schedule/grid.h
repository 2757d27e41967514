/* grid - the time axis of the optimizer: slots of the greatest length that divides every start, length, pause and
 * premium boundary, and what a paid slot costs.
 *
 * Slot i covers minutes [i * step_min, (i + 1) * step_min) of the horizon's axis, tail included. */
#ifndef SCHEDULE_GRID_H
#define SCHEDULE_GRID_H

#include "model/scenario.h"

struct grid {
    int      step_min;
    int      slots;     /* of the horizon proper */
    int      axis;      /* with the tail */
    int      per;       /* slots in an interval */
    int      days;
    int      cyclic;    /* coverage and pay of slot i >= slots are those of slot i - slots */
    int      pause_step; /* slots between places where a pause may start */
    int     *interval;  /* [axis] interval whose coverage a slot counts in, -1 past the end of a horizon that is not cyclic */
    int     *midnight;  /* [days + 1] first slot of each day */
    int      contracts;
    double **wages;     /* [contracts][axis + 1] wage of slots [0, i) if all are paid, premiums included */
};

void grid_make(struct grid *g, const struct scenario *s);
void grid_free(struct grid *g);

#endif
