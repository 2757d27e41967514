/* unfold - a table that has side by side what should be rows: each of its rows becomes one for every block of columns. */
#ifndef HISTORY_UNFOLD_H
#define HISTORY_UNFOLD_H

#include "history/layout.h"

struct unfold {
    long         above, header;  /* rows above `above` are titles; those from it to `header` name the columns */
    int          columns;        /* of the header */
    const char **shared;         /* [columns] the new name of a column that every block has, or NULL */
    const char  *key;            /* name of the new column that tells the blocks apart */
    int          blocks, measures;
    const char **block_names;    /* [blocks] its cells */
    const char **measure_names;  /* [measures] names of the blocks' columns */
    int         *source;         /* [blocks * measures] the column of a block's measure, or -1 */
};

/* Puts another raw table in t's place: titles, the header (row u->above), all rows of the first block, of the second ..., and
 * last the first words of rows that have nothing in any block, such as footnotes. A block's empty part of a row is left out,
 * and named in notes. The texts of u may be t's own. 0, or -1 with faults: rows wider than the header, or narrower. */
int  unfold_table(struct table *t, const struct unfold *u, struct layout_notes *notes, struct faults *faults);
/* Room for the lists of u; all NULL and -1. */
void unfold_make(struct unfold *u, int columns, int blocks, int measures);
void unfold_free(struct unfold *u);

#endif
