/* shape - what shifts of a contract that differ only in their start share: kind, paid length, lunch, gap, and the windows of
 * their pauses. */
#ifndef SCHEDULE_SHAPE_H
#define SCHEDULE_SHAPE_H

#include "model/roster.h"
#include "schedule/grid.h"

enum { PAUSES_MAX = BREAKS_MAX + 2 };

struct pause { /* all in slots; from/to bound the pause's start after the shift's start */
    int length, from, to;
    double unpaid; /* share of the wages of its slots that it saves; 0: it is paid */
    enum activity_kind kind; /* break, lunch or split */
    int spec; /* index in options.spec */
};

struct shape { /* what shifts that differ only in their start share */
    int          kind;
    int          group_first, group_end; /* its options are in these groups */
    int          paid, duration;    /* slots */
    int          lunch, split;      /* places in pause[], or -1 */
    int          pauses;
    struct pause pause[PAUSES_MAX]; /* breaks in order; lunch and gap where their windows fall */
    int          stretch;           /* most slots on work without a pause */
    int          gap;               /* least slots on work between two pauses */
    int          separable;         /* 1: the windows by themselves keep the pauses in order and as far apart as they must be */
    double       pay;               /* money for being split */
    int          paid_min;          /* what it counts */
    double       share;             /* of the wages of its slots that are paid; 1 but for kinds with paid hours of their own */
};

struct options;

/* Adds the contract's shapes, and their distinct pauses, to o. */
void shape_find(struct options *o, const struct grid *g, const struct scenario *s, int contract);
/* 1: each window holds a point of the grid of pauses, for a shift that starts at that slot of a day that begins at midnight. */
int  shape_fits(const struct shape *h, int start, int midnight, int step);

#endif
