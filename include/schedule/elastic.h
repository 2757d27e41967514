/* elastic - the part every master LP shares: the cover rows with shortage u and pieces s beyond the floor, the rows of the
 * goals, and what their prices and values mean (master.h has the program). */
#ifndef SCHEDULE_ELASTIC_H
#define SCHEDULE_ELASTIC_H

#include "base/lp.h"
#include "schedule/master.h"

struct elastic {
    const struct problem *p;
    struct lp            *lp;
    int                  *cover_row;     /* [intervals] -1: nobody can work there, or it costs nothing who does */
    int                  *shortage;      /* [intervals] first column u, one for each depth */
    int                  *shortages;     /* [intervals] how many */
    int                  *piece;         /* [intervals] first column s */
    double               *first_service; /* [intervals] service of the first piece */
    double               *raised;        /* [intervals] no shortage costs less, where it would buy service */
    double                most;          /* nor more */
    int                  *goal_row;      /* [goals] */
    unsigned char       **allowed;       /* [contracts] bits: options some agent may take */
    struct need_piece    *room, *deep;   int pieces;
};

/* Adds rows and columns to lp, a basis of u and s with them. covered[intervals]: slots on work of people the LP leaves alone;
 * NULL: none. */
void elastic_make(struct elastic *e, const struct problem *p, struct lp *lp, const int *covered);
void elastic_free(struct elastic *e);

static inline int elastic_allows(const struct elastic *e, int contract, int option)
{
    return e->allowed[contract][option >> 3] >> (option & 7) & 1;
}

/* Entries of a column: the part of each interval that slots [from, to) are, times sign, added to the `count` entries in
 * rows and coefs. Returns the number of entries. */
int  elastic_cover(const struct elastic *e, int from, int to, double sign, int count, int *rows, double *coefs);

void elastic_prices(const struct elastic *e, struct prices *x); /* of cover and goals, as the LP has them */
/* 1: shortage that was cheaper than the service it let the LP claim has a higher price now (DESIGN 5): solve again. */
int  elastic_raise(struct elastic *e, const struct prices *x);
/* Shortage costs the LP at most so much; INFINITY: what it is. */
void elastic_moderate(struct elastic *e, double most);
void elastic_coverage(const struct elastic *e, double *coverage); /* [intervals] in slots, those left alone too */

#endif
