/* check_layer - the states one day of a tour can begin with, while the best tour is sought (check_tour.c). */
#ifndef CHECK_LAYER_H
#define CHECK_LAYER_H

#include "check/check_state.h"

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
