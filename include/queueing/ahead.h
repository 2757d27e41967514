/* ahead - the chance that a caller who waits is answered within a given time, while agents come and go. What comes
 * behind does not matter: callers ahead are answered or hang up, a death process that is solved backwards in time by
 * uniformisation as in crowd.h. */
#ifndef QUEUEING_AHEAD_H
#define QUEUEING_AHEAD_H

#include "queueing/crowd.h"

/* A time of constant staff; the last one ends when the time allowed is over. */
struct ahead_stretch {
    double seconds, service; /* length; calls an agent finishes per second */
    int agents;
};

/* chance[row * places + j] for j callers ahead in the queue, row as in crowd.h: row + agents busy in the first
 * stretch, all of them where row = 0. leave: how fast each caller ahead hangs up; own_leave: the same for the caller
 * himself, 0 for one who is infinitely patient. */
void ahead_chances(double *chance, int rows, int places, const struct ahead_stretch *stretches, int count,
                   double leave, double own_leave, enum crowd_drop drop);

#endif
