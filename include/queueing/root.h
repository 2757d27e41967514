/* root - the zero of a continuous function between two points where its signs differ, to the last digits
 * (Chandrupatla, A new hybrid quadratic/bisection algorithm, Adv. Eng. Software 28, 1997). Never leaves the
 * bracket, so a function that is flat or clamped far out does no harm. */
#ifndef QUEUEING_ROOT_H
#define QUEUEING_ROOT_H

typedef double root_function(double x, const void *context);

/* low and high in any order; f(low) and f(high) of different sign or 0. Relative tolerance 4 roundings. */
double root_between(root_function *f, const void *context, double low, double high);

#endif
