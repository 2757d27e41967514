/* branch - the numbers working per contract are whole: the LP is solved again at floor and ceiling of each, over a disjoint
 * cover of all counts; the least bound over the cover holds (DESIGN 5). */
#ifndef SCHEDULE_BRANCH_H
#define SCHEDULE_BRANCH_H

#include "schedule/master.h"

struct node {
    struct counts        counts;
    struct master_result result;
    double              *gain; /* [days] what whole numbers of shifts add (days.h), in result.bound; NULL: nothing */
};

struct cover {
    struct node *node; /* [nodes] by bound, least first */
    int          nodes;
    double       bound; /* the least */
    int          columns;
};

/* solves: the most LP solves after the first. */
void cover_make(struct cover *v, struct master *m, const struct problem *p, int solves,
                int (*watch)(void *context, double bound), void *context);
/* One node with all counts, for prices found otherwise. */
void cover_single(struct cover *v, const struct problem *p, const struct master_result *r);
void cover_sort(struct cover *v); /* after bounds changed */
void cover_free(struct cover *v);

#endif
