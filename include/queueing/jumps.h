/* jumps - Poisson probabilities, as uniformisation weighs the numbers of jumps of a chain */
#ifndef QUEUEING_JUMPS_H
#define QUEUEING_JUMPS_H

/* weight[k - first] of k = first..last jumps and more[k - first] of more than k; what is left out is below 1e-14 of
 * all. The weights add up to 1. mean >= 0 */
struct jumps {
    int first, last;
    double *weight, *more; /* [last - first + 1] */
};
struct jumps jumps_make(double mean);
void jumps_free(struct jumps *j);

#endif
