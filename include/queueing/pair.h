/* pair - two numbers side by side, added and multiplied at once by any processor of the last twenty years; GCC and
 * Clang give the arithmetic operators. */
#ifndef QUEUEING_PAIR_H
#define QUEUEING_PAIR_H

#include <string.h>

typedef double pair __attribute__((vector_size(16)));

static inline pair pair_load(const double *at)
{
    pair p;
    memcpy(&p, at, sizeof p);
    return p;
}

static inline void pair_store(double *at, pair p)
{
    memcpy(at, &p, sizeof p);
}

#endif
