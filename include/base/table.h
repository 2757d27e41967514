/* table - delimited text (CSV and its relatives) as phone systems and Excel write it. On libcsv.
 *
 * Reading: the delimiter is found (comma, semicolon, tab, bar), UTF-8 with or without BOM, UTF-16 by its BOM, GB18030 when
 * asked for; CRLF; quoted line ends. Rows without any text are passed over; every other row must be as wide as the
 * header (further empty cells are fine). Memory: the text once, and 4 bytes a cell.
 * Faults are FILE:LINE:FIELD, line and field from 1.
 *
 *     struct table t;
 *     static const struct table_column columns[] = {{"agent", TABLE_FILLED}, {"contract|type", TABLE_FILLED}, {"team", TABLE_OPTIONAL}};
 *     int c[3];
 *     if (table_read(&t, path, NULL, faults)) return -1;
 *     if (!table_columns(&t, columns, 3, c, TABLE_STRICT, faults))
 *         for (long r = 0; r < t.rows; r++) table_number(&t, r, c[1], 0, 1e6, &value, faults) ...
 *     table_free(&t); */
#ifndef BASE_TABLE_H
#define BASE_TABLE_H

#include "base/clock.h"
#include "base/fault.h"
#include "base/text.h"
#include <stdint.h>

enum table_order { TABLE_ORDER_FOUND, TABLE_ORDER_DMY, TABLE_ORDER_MDY }; /* of 9/3/2026; found from the whole column */
enum table_decimal { TABLE_DECIMAL_FOUND, TABLE_DECIMAL_POINT, TABLE_DECIMAL_COMMA }; /* of 1,234; from the column, else the file */

struct table_options { /* zeroed = the usual */
    char               delimiter;   /* 0: found */
    const char        *encoding;    /* NULL: UTF-8, or UTF-16 by its BOM; else an iconv name such as "GB18030" */
    size_t             limit;       /* most bytes; 0: FILE_LIMIT */
    enum table_order   date_order;
    enum table_decimal decimal;
    int                raw;         /* 1: rows of any width and no header yet: see table_set_header */
};

struct table {
    long rows;       /* data rows, numbered from 0 below the header */
    int  columns;    /* of the header */
    struct table_data *data; /* table.c's own */
};

/* Fills t from a file, or from memory (name stands for the file in faults). 0, or -1 with faults. */
int  table_read(struct table *t, const char *path, const struct table_options *options, struct faults *faults);
int  table_parse(struct table *t, const char *name, const char *bytes, size_t length, const struct table_options *options,
                 struct faults *faults);
void table_free(struct table *t); /* a zeroed one is fine */

/* --- a table built by hand (the xlsx reader) or read raw -------------------------------------------------------- */
/* Raw and empty; its rows may be narrower than the header, the cells they lack are empty. */
void table_make(struct table *t, const char *name, const struct table_options *options);
void table_add_cell(struct table *t, const char *text, size_t length);  /* to the row being built */
void table_end_row(struct table *t, long line);                         /* a row without any text is dropped */
/* The same, of the same file and read in the same way as t, to put t's cells in another order: faults name lines only. */
void table_make_like(struct table *made, const struct table *t);
int  table_is_ragged(const struct table *t); /* 1: made by hand; 0: every row of the file must be as wide as its header */
/* Makes row `row` of a raw table its header; rows above it go. Checks widths and names. 0, or -1 with faults. */
int  table_set_header(struct table *t, long row, struct faults *faults);
int  table_width(const struct table *t, long row);                      /* cells of a row of a raw table */
void table_put(struct table *t, long row, int column, const char *text); /* of a raw table; widens the row if needed */
void table_drop_row(struct table *t, long row);                         /* a totals row, say; later rows move up */
void table_drop_rows(struct table *t, const unsigned char *drop);       /* [t->rows] 1: goes */

/* --- columns ---------------------------------------------------------------------------------------------------- */
enum table_need {
    TABLE_OPTIONAL,  /* the column may be absent, its cells empty */
    TABLE_COLUMN,    /* the column must be there, its cells may be empty */
    TABLE_FILLED,    /* no cell may be empty */
    TABLE_IF_FILLED  /* the column may be absent; if there, no cell may be empty */
};
struct table_column {
    const char     *names; /* its name, then synonyms: "offered|calls|incoming calls"; compared by text_same_name */
    enum table_need need;
};
enum table_unknown { TABLE_STRICT, TABLE_OTHERS_PASS }; /* what columns of other names are: a fault, or nobody's business */

/* index[i] = column of specs[i], or -1. Missing, doubled and (strict) unknown columns are faults with did-you-mean.
 * specs, index [n]. 0, or -1. */
int table_columns(struct table *t, const struct table_column *specs, int n, int *index, enum table_unknown unknown,
                  struct faults *faults);
int table_find(const struct table *t, const char *names); /* column of one of the names, or -1; no fault */
void table_set_need(struct table *t, int column, enum table_need need); /* for a column found by table_find */

/* --- cells ------------------------------------------------------------------------------------------------------ */
const char *table_file(const struct table *t);
char        table_delimiter(const struct table *t); /* 0: it was no text file */
const char *table_encoding(const struct table *t);  /* an encoding guessed from the bytes ("GB18030"), or NULL */
const char *table_header(const struct table *t, int column);
long        table_line(const struct table *t, long row);
const char *table_text(const struct table *t, long row, int column); /* trimmed; "" for column -1; lives with t */
/* Adds a fault at a cell (column -1: at the row); returns -1. */
int table_fault(const struct table *t, long row, int column, struct faults *faults, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

/* Each returns 1 with the value; 0 when the cell is empty or column is -1 (the output stays as it was: set a default
 * first); -1 with a fault `NAME is "x"; want ...`, also for an empty cell of a TABLE_FILLED column. Bounds inclusive. */
int table_number(const struct table *t, long row, int column, double low, double high, double *value, struct faults *faults);
int table_integer(const struct table *t, long row, int column, int low, int high, int *value, struct faults *faults);
int table_share(const struct table *t, long row, int column, double *share, struct faults *faults); /* 0.94 or 94% */
/* As text_duration, in [0, TABLE_DURATION_MOST]: beyond any sum of durations, in milliseconds too. */
#define TABLE_DURATION_MOST 1e11
int table_duration(const struct table *t, long row, int column, double *seconds, struct faults *faults);
/* H:MM[:SS] in seconds, for times of day (high 86399) and lengths in hours and minutes alike. */
int table_clock(const struct table *t, long row, int column, int low_s, int high_s, int *seconds, struct faults *faults);
/* 2026-03-09, 2026/3/9, 20260309, 9/3/2026, 9-3-26, 9.3.2026, 2026年3月9日, 02-Mar-26, 2 March 2026, Mar 2, 2026, with a weekday
 * before or behind it; a time of 00:00 behind it is fine. Day before month or after is found from the whole column (points:
 * always the day first) or stated in the options. */
int table_date(const struct table *t, long row, int column, int *day, struct faults *faults);
/* A date, with T or a space and H:MM[:SS] [AM/PM], with an offset or none. No time: midnight. */
int table_time(const struct table *t, long row, int column, struct clock_time *time, struct faults *faults);
/* The same of the first `length` bytes of a cell that goes on: "2026-03-09 07:30" of "2026-03-09 07:30-08:00". */
int table_time_begin(const struct table *t, long row, int column, size_t length, struct clock_time *time, struct faults *faults);
/* Day or month first in a column read as dates: stated, or what the whole of it showed; FOUND: nothing told, or nobody asked. */
enum table_order table_date_order(const struct table *t, int column);
/* How a column writes decimals; FOUND: nothing tells (then 1.234 has decimals and 1,234 is a fault). *either: the first row
 * that could be read both ways, -1 none; *witness: the column that tells, maybe another, -1 none or stated. */
enum table_decimal table_decimal(const struct table *t, int column, long *either, int *witness);
void table_set_decimal(struct table *t, int column, enum table_decimal decimal);
/* The column holds names: a queue called "1,5" tells nothing of how the file writes its numbers. */
void table_set_words(struct table *t, int column);
int table_yes(const struct table *t, long row, int column, int *yes, struct faults *faults); /* yes/no, true/false, 1/0, 是/否 */
int table_choice(const struct table *t, long row, int column, const char *const *names, int n, int *index, struct faults *faults);

/* --- writing ---------------------------------------------------------------------------------------------------- */
struct table_out { /* zeroed = empty */
    struct text text;
    int         columns, column; /* of the header; next in this row */
};
void table_out_header(struct table_out *o, const char *names);   /* "queue,start,end" */
void table_out_text(struct table_out *o, const char *cell);      /* quoted as needed, harmless in spreadsheets; NULL: empty */
void table_out_number(struct table_out *o, double value);        /* shortest that reads back the same; NaN: empty */
void table_out_fixed(struct table_out *o, double value, int decimals); /* NaN: empty */
void table_out_integer(struct table_out *o, long long value);
void table_out_end(struct table_out *o);                         /* of the row: it must be as wide as the header */
int  table_out_write(const struct table_out *o, const char *path, struct faults *faults);
void table_out_free(struct table_out *o);

#endif
