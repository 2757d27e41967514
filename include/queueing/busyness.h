/* busyness - days differ: a factor G on the whole day's rate, gamma distributed with mean 1 and coefficient of variation
 * cv (Whitt, Oper. Res. Letters 24, 1999; Avramidis, Deslauriers, L'Ecuyer, Management Science 50, 2004). The service
 * level of the mean day is not the mean service level over days; this gives the latter, E[G SL(G calls)], each day
 * weighing by its calls, as a report over many days does.
 * The integral over G is a sum over Gauss points in panels between the far ends of the gamma distribution.
 */
#ifndef QUEUEING_BUSYNESS_H
#define QUEUEING_BUSYNESS_H

#include "queueing/queue.h"

enum { BUSYNESS_POINTS = 384 };

/* Factors, rising, and the share of the days each stands for; the shares add up to 1 and the mean factor is 1.
 * 0 <= cv <= 1; with cv 0 every factor is 1. For tables by hand: sum of share * factor * SL(factor * calls). Against
 * exact integrals the level is within 5e-4 at 1,000 erlangs (the level falls in a step there), 1e-5 at 100. */
struct busyness {
    double factor[BUSYNESS_POINTS], share[BUSYNESS_POINTS];
};
void busyness_make(struct busyness *b, double cv);

/* Mean service level over days, and that for 0 .. agents_max agents (as queue_service_levels). */
double busyness_service_level(const struct queue_case *in, enum queue_sl kind, double limit_s, const struct busyness *b);
void busyness_service_levels(double *sl, int agents_max, const struct queue_case *in, enum queue_sl kind, double limit_s,
                             const struct busyness *b);

/* Least agents whose mean service level over days is at least share; -1 when more than agents_max */
int busyness_least_agents(const struct queue_case *in, enum queue_sl kind, double limit_s, double share,
                          const struct busyness *b, int agents_max);

#endif
