/* check_people - agents put into classes: within one, everything a tour hangs on is the same (queue, contract, availability,
 * time off, wishes, state before the horizon), so that one search answers for all of them. */
#ifndef CHECK_CHECK_PEOPLE_H
#define CHECK_CHECK_PEOPLE_H

#include "model/scenario.h"

struct check_class {
    int agent; /* one of the class */
    int size;  /* agents in it */
};

struct check_people {
    struct check_class *classes;
    int                 count;
};

void check_people_make(struct check_people *p, const struct scenario *s);
void check_people_free(struct check_people *p);

#endif
