/* days - raises the least bounds of a cover by programs of whole shifts, a day each (day.h). */
#ifndef SCHEDULE_DAYS_H
#define SCHEDULE_DAYS_H

#include "schedule/branch.h"

struct days_plan {
    long  work;    /* of each day (day.h), the most */
    int   threads; /* >= 1; the answer does not depend on it */
    int (*stop)(void *context); /* asked before every day; nonzero: the days left gain nothing */
    void *context;
};

/* 1: most of what is needed is the own of some day, and people are few enough for whole shifts to matter. */
int  days_suit(const struct problem *p);
/* Node after node, the least first; where the least has had its turn it gets more work, until that is all it may get. */
void days_raise(struct cover *v, const struct problem *p, const struct days_plan *plan);

#endif
