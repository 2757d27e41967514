/* table_data - what table.c and its sources table_*.c share of a table; nobody else includes it. */
#ifndef BASE_TABLE_DATA_H
#define BASE_TABLE_DATA_H

#include "base/table.h"
#include <assert.h>

struct table_row {
    uint32_t first, width; /* its cells in cells[] */
    uint32_t line;
};

struct table_style { /* of a column */
    enum table_need    need;
    enum table_decimal decimal;       /* FOUND until first needed, then what the column, else the file, shows */
    enum table_order   order;
    char               words;         /* 1: its cells are names, which tell nothing of how numbers are written */
    char               decimal_known; /* 1: decimal has been looked for: */
    long               either;        /* first data row with a 1,234 or 1.234 that could be either; -1 none (before proof) */
    int                decimal_witness; /* column that shows it */
    const struct faults *decimal_told; /* the list that has the fault that it cannot be told */
    char               order_known;   /* 1: order has been looked for */
    char               short_years;   /* 1: years of two digits, and the numbers in their place are none */
    const struct faults *order_told;  /* the list that has the fault that the order cannot be told */
    long               proof[2];      /* data rows that show day first, month first; -1 none */
};

struct table_data {
    char               *file;
    struct table_options options;
    char               *bytes;      /* all texts, each terminated; offset 0 is the empty one */
    size_t              length, capacity;
    uint32_t           *cells;      /* [cell_count] offsets into bytes */
    size_t              cell_count, cell_capacity;
    struct table_row   *rows;       /* [row_count], the header's and those above it included */
    size_t              row_count, row_capacity;
    size_t              row_first;  /* first cell of the row being built */
    int                 full_width; /* 1: a row narrower than the header is a fault, not empty cells */
    int                 rearranged; /* 1: columns are no longer those of the file, so that faults name none */
    long                head;       /* rows up to and with the header: data row r is rows[head + r] */
    struct table_style *styles;     /* [columns] */
    enum table_decimal  decimal;    /* what the columns agree on, once decimal_known */
    int                 decimal_known, decimal_witness;
    char                delimiter;  /* that was found or stated; 0: no text file */
    const char         *encoding;   /* that was found from the bytes; NULL: UTF-8, stated, or by a mark */
};

/* A cell of data row `row`, "" where the row is shorter. */
static inline const char *table_cell(const struct table *t, long row, int column)
{
    const struct table_data *d = t->data;
    assert(d->head + row >= 0);
    const struct table_row *r = &d->rows[d->head + row];
    return (uint32_t)column < r->width ? d->bytes + d->cells[r->first + (uint32_t)column] : "";
}

/* The cell for a fault: at most 40 bytes of it, cut between characters. */
const char *table_shown(const char *s, char buf[48]);
/* Adds `NAME is "x"; want ...`; returns -1. */
int         table_unreadable(const struct table *t, long row, int column, struct faults *faults, const char *want);
/* 1 with the cell in *s; 0 when it is empty and may be; -1 with a fault. */
int         table_filled(const struct table *t, long row, int column, const char **s, const char *want, struct faults *faults);

#endif
