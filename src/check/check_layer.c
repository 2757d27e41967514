#include "check/check_layer.h"
#include "base/alloc.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

static size_t place_of(const struct check_state *x, size_t slots)
{
    const unsigned char *bytes = (const unsigned char *)x;
    size_t               mixed = 5381;
    for (size_t i = 0; i < sizeof *x; i++)
        mixed = mixed * 33 + bytes[i];
    return (mixed ^ mixed >> 15) & (slots - 1);
}

/* Where the state's number stands in the table, or would stand. */
static int *slot_of(const struct check_layer *l, const struct check_state *x)
{
    size_t at = place_of(x, l->slots);
    while (l->slot[at] >= 0 && memcmp(&l->states[l->slot[at]], x, sizeof *x) != 0)
        at = (at + 1) & (l->slots - 1);
    return &l->slot[at];
}

static void enlarge(struct check_layer *l)
{
    l->slots = l->slots ? 2 * l->slots : 64;
    l->slot = xrealloc(l->slot, l->slots * sizeof *l->slot);
    memset(l->slot, -1, l->slots * sizeof *l->slot);
    for (int i = 0; i < l->count; i++)
        *slot_of(l, &l->states[i]) = i;
}

void check_layer_start(struct check_layer *l, int first, int reach)
{
    l->count = 0;
    l->first = first;
    l->width = reach > first ? reach - first + 1 : 1;
}

double *check_layer_row(struct check_layer *l, const struct check_state *x)
{
    if (2 * (size_t)(l->count + 1) > l->slots)
        enlarge(l);
    int *slot = slot_of(l, x);
    if (*slot < 0) {
        *slot = l->count++;
        l->states = xgrow(l->states, &l->room, (size_t)l->count, sizeof *l->states);
        l->rows = xgrow(l->rows, &l->row_room, (size_t)l->count * (size_t)l->width, sizeof *l->rows);
        l->states[*slot] = *x;
        for (int i = 0; i < l->width; i++)
            l->rows[(size_t)*slot * (size_t)l->width + (size_t)i] = -INFINITY;
    }
    return l->rows + (size_t)*slot * (size_t)l->width;
}

void check_layer_finish(struct check_layer *l)
{
    for (int k = 0; k < l->count; k++) {
        double *row = l->rows + (size_t)k * (size_t)l->width;
        for (int i = 1; i < l->width; i++)
            row[i] = fmax(row[i], row[i - 1]);
    }
    if (l->slots)
        memset(l->slot, -1, l->slots * sizeof *l->slot);
}

void check_layer_free(struct check_layer *l)
{
    free(l->states);
    free(l->rows);
    free(l->slot);
}

void check_layer_merge(double *into, const struct check_layer *to, const double *row, const struct check_layer *from, double gain)
{
    for (int i = 0; i < to->width; i++) {
        int at = to->first + i - from->first;
        into[i] = fmax(into[i], row[at < 0 ? 0 : at < from->width ? at : from->width - 1] + gain);
    }
}
