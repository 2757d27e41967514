#include "history/repeats.h"

#include "base/alloc.h"
#include <stdlib.h>
#include <string.h>

static int same_rows(const struct table *t, long a, long b)
{
    for (int c = 0; c < t->columns; c++)
        if (strcmp(table_text(t, a, c), table_text(t, b, c)) != 0)
            return 0;
    return 1;
}

/* FNV-1a, 64 bits, over the cells and what parts them. */
static uint64_t hash_of(const struct table *t, long row)
{
    uint64_t hash = 0xcbf29ce484222325u;
    for (int c = 0; c < t->columns; c++) {
        for (const char *s = table_text(t, row, c); *s; s++)
            hash = (hash ^ (unsigned char)*s) * 0x100000001b3u;
        hash = (hash ^ 0xff) * 0x100000001b3u;
    }
    return hash ^ hash >> 32;
}

/* first[rows]: the first row that is like the row, itself when there is none before; NULL: nobody asks. How many have one
 * before. */
static long find_first(const struct table *t, uint32_t *first)
{
    size_t    slots = 1024;
    long      again = 0;
    uint32_t *row_at;
    while (slots < 2 * (size_t)t->rows)
        slots *= 2;
    row_at = xcalloc(slots, sizeof *row_at); /* row + 1; 0: free */
    for (long r = 0; r < t->rows; r++) {
        size_t s = (size_t)hash_of(t, r) & (slots - 1);
        while (row_at[s] && !same_rows(t, (long)row_at[s] - 1, r))
            s = (s + 1) & (slots - 1);
        again += row_at[s] != 0;
        if (!row_at[s])
            row_at[s] = (uint32_t)r + 1;
        if (first)
            first[r] = row_at[s] - 1;
    }
    free(row_at);
    return again;
}

/* Length of the run of rows from `row` on that is like the run from its first one on; *different: how many of it are. */
static long run_length(const uint32_t *first, long rows, long row, long *different)
{
    long from = first[row], n = 0;
    *different = 0;
    for (; row + n < rows && from + n < row && first[row + n] == first[from + n]; n++)
        *different += first[from + n] == (uint32_t)(from + n);
    return n;
}

/* Marks the rows to take out. How many. */
static long mark(const struct table *t, const uint32_t *first, int call_column, unsigned char *drop)
{
    long marked = 0;
    for (long r = 0; r < t->rows;) {
        long different, n = run_length(first, t->rows, r, &different);
        for (long end = r + n; r < end; r++) {
            drop[r] = different >= REPEATS_LEAST || *table_text(t, r, call_column);
            marked += drop[r];
        }
        r += n == 0; /* a row of its own */
    }
    return marked;
}

static void name(const struct table *t, const uint32_t *first, const unsigned char *drop, long again, long marked,
                 struct layout_notes *notes)
{
    long dropped = -1, kept = -1;
    for (long r = t->rows - 1; r >= 0; r--)
        if (first[r] != (uint32_t)r)
            *(drop[r] ? &dropped : &kept) = r;
    if (marked)
        layout_warn(notes, "lines that stand there again, as if pasted twice: %ld (first line %ld, the same as line %ld); each call is "
                           "counted once", marked, table_line(t, dropped), table_line(t, (long)first[dropped]));
    if (again > marked)
        layout_note(notes, "calls like another one in every column: %ld (first line %ld, like line %ld); they are counted, since "
                           "nothing says that it is the same call", again - marked, table_line(t, kept), table_line(t, (long)first[kept]));
}

/* Most logs have none: then nothing but the count was in memory. */
void repeats_drop(struct table *t, const struct layout *l, struct layout_notes *notes)
{
    long again = find_first(t, NULL);
    if (again == 0)
        return;
    uint32_t      *first = xmalloc((size_t)t->rows * sizeof *first);
    unsigned char *drop = xcalloc((size_t)t->rows, 1);
    find_first(t, first);
    long marked = mark(t, first, l->of[COLUMNS_CALL], drop);
    name(t, first, drop, again, marked, notes);
    table_drop_rows(t, drop);
    free(drop);
    free(first);
}
