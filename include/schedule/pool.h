/* pool - what a rounding gives and nobody has been dealt yet: patterns and shifts. */
#ifndef SCHEDULE_POOL_H
#define SCHEDULE_POOL_H

#include "schedule/rounding.h"

struct pool {
    const struct rounding *d;
    int              **left;    /* [contracts][options] shifts of the rounding not dealt */
    int              **first;   /* [contracts][options] the first of them in d->shift, -1 */
    int               *next;    /* [shifts] the next with the same option, -1 */
    int               *rest;    /* [shifts] of each not dealt */
    int               *pattern; /* [patterns] of each not dealt */
};

void pool_make(struct pool *o, const struct problem *p, const struct rounding *d);
void pool_free(struct pool *o, const struct problem *p);

/* A shift of the option; its index in d->shift, -1: none is left. */
int  pool_find(const struct pool *o, int contract, int option);
void pool_take(struct pool *o, int shift);
void pool_give_back(struct pool *o, int shift);

#endif
