/* partial - the LP over whole tours (tours.h) of some agents alone, the others left as they are, and what a rounding commits
 * it to: tours held, crews closed, days locked. */
#ifndef SCHEDULE_PARTIAL_H
#define SCHEDULE_PARTIAL_H

#include "schedule/tours.h"

/* The LP of the agents open[agents] 1 alone; those on the board stay as they are there, those open are off. Begins with the
 * tours worth most at the prices of the best bound. */
void partial_restrict(struct tours *m, const struct board *b, const unsigned char *open);

void partial_hold(struct tours *m, int tour, int least); /* at least so many agents have this tour */
void partial_close(struct tours *m, int crew);           /* no tours but those held */
/* The crew's tours have this option (-1: off) on that day, in the LPs to come too; one of its tours in the LP must have all
 * that is locked for the crew. */
void partial_lock(struct tours *m, int crew, int day, int option);
void partial_unlock(struct tours *m);

/* The tours of the last LP stay in the next, whatever they are worth. */
void partial_remember(struct tours *m);
/* The tour of an agent on the board becomes known, and is in the next LP. */
void partial_add(struct tours *m, const struct board *b, int agent);

#endif
