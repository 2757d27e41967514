/* gauss - Gauss-Legendre rule of 32 points: exact for polynomials up to degree 63 */
#ifndef QUEUEING_GAUSS_H
#define QUEUEING_GAUSS_H

enum { GAUSS_POINTS = 32 };
struct gauss_point {
    double place;  /* in (-1, 1) */
    double weight; /* they sum to 2 */
};
extern const struct gauss_point gauss_rule[GAUSS_POINTS];

#endif
