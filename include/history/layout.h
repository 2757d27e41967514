/* layout - what stands where in an export: the header row below its title lines, what each column is, and the rows that
 * are no data (totals, averages, repeated headers, footnotes), which are taken out and named. */
#ifndef HISTORY_LAYOUT_H
#define HISTORY_LAYOUT_H

#include "base/table.h"
#include "history/choices.h"

enum { LAYOUT_WHEN_MAX = 4 };

struct layout {
    int    of[COLUMNS_COUNT];     /* the column of a field, or -1 */
    double unit_s[COLUMNS_COUNT]; /* seconds a plain number in it stands for */
    int    when[LAYOUT_WHEN_MAX], when_count; /* mapped columns that together say when a row starts; 0: found by name */
    int    columns;
    int   *field; /* [columns] the field a column was taken for, or -1 */
};

struct layout_notes { /* sentences for the summary; items freed by the caller with notes_free */
    char **items;
    int    count;
    int    urgent; /* items [0, urgent) may be mistakes, so they need the planner's eyes first */
};
/* As notes_add. */
void layout_note(struct layout_notes *notes, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The same for what may be a mistake. */
void layout_warn(struct layout_notes *notes, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Finds the header of a raw table, drops what is no data, makes the header the table's and tells the columns. 0, or -1
 * with faults: no header, a mapped column that is not there, two columns for one field. */
int  layout_find(struct layout *l, struct table *t, const struct choices *c, struct layout_notes *notes,
                 struct faults *faults);
void layout_free(struct layout *l);

#endif
