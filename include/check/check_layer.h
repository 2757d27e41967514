/* check_layer - the states one day of a tour can begin with, while the best tour is sought (check_tour.c). */
#ifndef CHECK_LAYER_H
#define CHECK_LAYER_H

#include "model/scenario.h"

/* What a day begins with, without padding: states are compared as bytes. Counts are kept only as far as a rule can tell
 * them apart; what no rule asks for stays 0. */
struct check_state {
    int           days, units; /* worked in this period */
    int           run, exempt; /* days worked in a row; 1: they may be too few */
    int           off;         /* days off in a row where a block of them is too short, else 0 */
    int           pair;        /* two days off together have been had this week; 1 from the start where nothing hangs on it */
    int           worked;      /* there was a shift at all */
    unsigned      weekends;    /* the last ones, the latest in bit 0 (or how many were worked, where all count) */
    int           weekend;     /* 1: this weekend is worked already */
    int           low, high;   /* earliest and latest time of day the week's shifts start at, where they must agree; -1 */
    int           late;        /* the shift of yesterday, of the week before, ended in this week */
    unsigned      weekly;      /* bit 0: the weekly rest of this week is settled, bit 1: that of the next */
    int           before;      /* kind of the shift of the day before, -1: none that matters */
    unsigned short used[KIND_LIMITS_MAX]; /* shifts of the limited kinds */
};

/* The states a day can begin with, each with a row over the earliest next start: row[i] = best value of a beginning
 * after which the next shift may start at start number first + i. Rows never fall, and stay after their end. */
struct check_layer {
    int           first, width;
    int           count;
    size_t        room, row_room;
    struct check_state *states; /* [count] */
    double       *rows;   /* [count * width] */
    int          *slot;   /* table of the states while the layer is built: state number, -1: free */
    size_t        slots;  /* a power of two */
};

/* No state yet; rows over start numbers [first, reach], at least one. A layer is all 0 before the first use. */
void    check_layer_start(struct check_layer *l, int first, int reach);
/* The row of a state in the layer being built; new ones begin at minus infinity. Good until the next call. */
double *check_layer_row(struct check_layer *l, const struct check_state *x);
void    check_layer_finish(struct check_layer *l);
void    check_layer_free(struct check_layer *l);

/* Merges a row of the layer `from`, plus `gain`, into one of the layer `to`. */
void    check_layer_merge(double *into, const struct check_layer *to, const double *row, const struct check_layer *from, double gain);

#endif
