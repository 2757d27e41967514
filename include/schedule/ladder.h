/* ladder - the rules about days, hours and kinds as a graph: one rung per day, nodes are what the rules must remember before
 * it (hours and days of the period so far, days in a row, weekends, kinds), arcs are a day off or a shift of a group. Every path
 * from the first node to a last one keeps all rules but those about the clock (rest, availability), and every sequence of
 * days that keeps them is a path. Nodes with the same future are merged, so simple contracts give small graphs. */
#ifndef SCHEDULE_LADDER_H
#define SCHEDULE_LADDER_H

#include "schedule/memory.h"
#include "schedule/options.h"
#include "schedule/personal.h"

enum { LADDER_OFF = -1 };

struct arc {
    int    group; /* LADDER_OFF or a group of the contract's options */
    enum arc_rest rest;
    int    to;    /* node, numbered within the next rung */
    double cost;  /* penalties, guaranteed wages and overtime */
};

struct ladder {
    int         days;
    int        *node_count; /* [days + 1] nodes of each rung; the last rung has END_IDLE and END_WORKED */
    int       **arc_first;  /* [days][node_count + 1] */
    struct arc **arc;       /* [days] arcs of the rung's nodes */
    int         possible;   /* 0: no sequence of days keeps the rules */
};
enum { END_IDLE, END_WORKED, ENDS };

void ladder_make(struct ladder *l, const struct options *o, const struct scenario *s, const struct personal *rules);
void ladder_free(struct ladder *l);

#endif
