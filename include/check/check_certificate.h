/* check_certificate - the rows of bound.csv put in order: prices and nodes by queue, refused where they make no certificate
 * (unknown places, the same thing twice, no number, a node nobody defines). */
#ifndef CHECK_CHECK_CERTIFICATE_H
#define CHECK_CHECK_CERTIFICATE_H

#include "model/bound.h"
#include "model/requirement.h"
#include "model/summary.h"

/* How many numbers a node counts, and which of them is the contract's (day -1) or its shifts' that begin on the day. */
static inline int check_cells(const struct scenario *s)
{
    return s->contract_count * (1 + s->horizon.days);
}

static inline int check_cell(const struct scenario *s, int contract, int day)
{
    return day < 0 ? contract : s->contract_count + contract * s->horizon.days + day;
}

struct check_node {
    int     id;         /* -1: the whole queue, without counts */
    double *cover;      /* [intervals] its own prices, or NULL: those of the queue */
    double *goal;       /* [goals] likewise */
    double *low, *high; /* [check_cells] numbers working, then of shifts by contract and day; NAN: not stated */
    double *price;      /* [check_cells] nu; NAN: not stated */
    double *gain;       /* [days] NAN: not stated; NULL: none is */
    double  value;      /* the node's bound as claimed */
};

struct check_prices { /* of one queue */
    double            *cover; /* [intervals] */
    double            *goal;  /* [goals] */
    struct check_node *nodes; /* [node_count], one at least */
    int                node_count;
    double             mark;  /* of the requirement the gains hold for; NAN: not stated */
};

struct check_certificate {
    struct check_prices *queues; /* [queue_count] */
    int                  queue_count;
    double               claimed; /* NAN: not stated */
};

/* 0, or -1 with a violation `bound` (and nothing to free). */
int  check_certificate_make(struct check_certificate *c, struct violations *v, const struct scenario *s,
                            const struct requirement *rs, const struct bound *bound);
void check_certificate_free(struct check_certificate *c);

/* 1: the boxes low <= count <= high (each [n]; boxes of them) leave no whole count within [least, most] out. Gives up,
 * and says 0, where that takes more than 5e8 looks at a box (about a second) or there are more than 4096 boxes. */
int check_certificate_covers(const int *least, const int *most, int n, const int *const *low, const int *const *high, int boxes);

#endif
