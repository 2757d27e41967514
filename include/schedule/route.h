/* route - carries an agent from where one too many stands to where one is short, over many shifts: each moves a pause, an end or
 * its lunch a little, so that every interval on the way gives on what it got. The cheapest way is a shortest path:
 *
 *   nodes (t, n): n slots are wanting in interval t
 *   arcs  (t, n) -> (t', n): some shift can be changed so that t gets n slots, t' loses them, and no other interval notices;
 *         its cost: what that adds to wages and wishes
 *   a way begins where n slots more are worth something and ends where n slots less cost less than that and all its arcs. */
#ifndef SCHEDULE_ROUTE_H
#define SCHEDULE_ROUTE_H

#include "schedule/move.h"

enum { ROUTE_SIZES = 3, ROUTE_HOPS = 32 };

struct route_arc {
    int    from, to; /* nodes */
    int    agent, day;
    int    pause, slot; /* this pause to that slot; pause -1: */
    int    option;      /* the day's shift becomes this one */
    double cost;
};

struct route {
    struct mover *m;
    int     reach;          /* intervals a change spans at most */
    int     sizes, size[ROUTE_SIZES]; /* slots */
    int    *cell;           /* [intervals * (2 reach + 1) * ROUTE_SIZES] arc between two nodes, -1: none */
    struct route_arc *arc; int arcs; size_t room; /* sorted by `from` */
    int    *first;          /* [nodes + 1] */
    double *least;          /* [nodes] cost of the cheapest way so far */
    int    *by;             /* [(ROUTE_HOPS + 1) * nodes] last arc of the cheapest way of so many arcs */
    double *cost;           /* [2 * nodes] cheapest ways of one arc less, and of this many */
    unsigned char *used;    /* [agents] 1: changed since the arcs were found */
};

void route_make(struct route *r, struct mover *m);
void route_free(struct route *r);

/* Follows ways as long as they make the roster cheaper. Returns what they changed in money. */
double route_run(struct route *r, struct rng *rng);

#endif
