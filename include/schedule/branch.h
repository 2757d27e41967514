/* branch - the numbers working per contract are whole: the LP is solved again at floor and ceiling of each, over a disjoint
 * cover of all counts; the least bound over the cover holds (DESIGN 5). At a site of a few agents so are the numbers of shifts of
 * each contract that begin on each day, which there is where most of the gap is. */
#ifndef SCHEDULE_BRANCH_H
#define SCHEDULE_BRANCH_H

#include "schedule/master.h"

struct day_share { /* what whole numbers of shifts add on a day (days.h) */
    double gain;
    int    open; /* 1: more work may give more */
};

struct node {
    struct counts        counts;
    struct master_result result;
    struct day_share    *day;    /* [days] NULL: not worked at */
    long                 work;   /* put into each */
    int                  raised; /* 1: the gains are in result.bound */
};

struct cover {
    struct node *node; /* [nodes] by bound, least first */
    int          nodes;
    double       bound; /* the least */
    struct prices *plain; /* of the least node before days were counted; NULL: they are not */
    int          columns;
};

/* solves: the most LP solves after the first. */
void cover_make(struct cover *v, struct master *m, const struct problem *p, int solves,
                int (*watch)(void *context, double bound), void *context);
struct day_branching {
    long   work;   /* rows times columns times LP solves, the most */
    double enough; /* a bound that need not be bettered */
    int  (*watch)(void *context, double bound);
    void  *context;
};
/* Goes on with the least node, by the number of shifts of a contract and day furthest from whole, at a site of PROBLEM_TINY
 * agents at most. m was made for p; it need not have solved the nodes. */
void cover_split_days(struct cover *v, struct master *m, const struct problem *p, const struct day_branching *how);
/* One node with all counts, for prices found otherwise. */
void cover_single(struct cover *v, const struct problem *p, const struct master_result *r);
void cover_sort(struct cover *v); /* after bounds changed */
void cover_free(struct cover *v);

#endif
