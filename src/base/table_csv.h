/* table_csv - text in UTF-8 into the cells of a table through libcsv, which reports no positions; of table_read.c. */
#ifndef BASE_TABLE_CSV_H
#define BASE_TABLE_CSV_H

#include "base/table.h"
#include "base/text.h"

enum { TABLE_SLICE = 1 << 16 }; /* bytes handed on at a time */

struct csv_parser;

struct table_csv {
    struct table      *table;
    struct faults     *faults;
    struct csv_parser *parser;
    struct text        begin;        /* text kept back until there is enough to find the delimiter */
    int                begun;        /* 1: the delimiter is known */
    int                sep_line;     /* 1: the first row is Excel's sep=; */
    long               line;         /* physical line the next row begins on */
    long               lines_inside; /* line ends inside cells of this row */
    int                after_cr;     /* 1: the last thing was a CR that ended a row: LF belongs to it */
    int                forced;       /* how much of =" at the beginning of a cell was read: see unforce */
    char               previous;     /* the byte before, 0 at the beginning */
    int                quoted;       /* 1: inside quotes */
    int                too_wide;     /* 1: a limit was passed, the fault is given */
};

/* t is made and empty. */
void table_csv_begin(struct table_csv *r, struct table *t, struct faults *faults);
void table_csv_free(struct table_csv *r);

/* The next piece of the text; last 1: there is no more. Returns -1 with a fault. */
int  table_csv_take(struct table_csv *r, const char *s, size_t n, int last);
/* After the last piece: the rows are complete, a sep= line is no row. Returns -1 with a fault. */
int  table_csv_finish(struct table_csv *r);

/* Line and cell, from 1, where what was taken ends: the next byte cannot be. Returns -1 with a fault of the text before. */
int  table_csv_where(struct table_csv *r, long *line, long *cell);

#endif
