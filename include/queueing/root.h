/* root - where a monotone question turns: over numbers, and over whole numbers.
 * Over numbers it is the zero of a continuous function between two points where its signs differ, to the last digits
 * (Chandrupatla, A new hybrid quadratic/bisection algorithm, Adv. Eng. Software 28, 1997). Never leaves the bracket, so
 * a function that is flat or clamped far out does no harm. */
#ifndef QUEUEING_ROOT_H
#define QUEUEING_ROOT_H

typedef double root_function(double x, const void *context);

/* low and high in any order; f(low) and f(high) of different sign or 0. Relative tolerance 4 roundings. */
double root_between(root_function *f, const void *context, double low, double high);

/* Least n of min..max for which kept(n) holds, where it fails up to some n and holds from there on; -1 when it holds
 * for none. Steps that double from a guess (taken into min..max), of `step` first, then halving. */
typedef int root_question(int n, const void *context);
int root_least(root_question *kept, const void *context, int guess, int step, int min, int max);

#endif
