/* across_names - what across.c and across_days.c share; nobody else includes it. */
#ifndef HISTORY_ACROSS_NAMES_H
#define HISTORY_ACROSS_NAMES_H

#include "history/across.h"

enum { COLUMNS_MOST = 1000 };

static inline int across_field_of(const char *name)
{
    double unit_s;
    return *name ? columns_match(name, &unit_s) : -1;
}

static inline int across_is_count(int field)
{
    return field >= COLUMNS_OFFERED && field <= COLUMNS_ABANDONED;
}

static inline int across_is_measure(int field)
{
    return field >= COLUMNS_OFFERED && field <= COLUMNS_OCCUPANCY;
}

static inline const char *across_cell_of(const struct table *t, long row, int column)
{
    return column < table_width(t, row) ? table_text(t, row, column) : "";
}

#endif
