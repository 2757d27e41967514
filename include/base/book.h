/* book - an .xlsx workbook being written: cells with a style, formulas with the value they have, charts, what is needed to
 * print. On libxlsxwriter. Rows and columns count from 0. Text is written as text whatever it begins with; only
 * book_formula makes formulas. The same calls give the same bytes. */
#ifndef BASE_BOOK_H
#define BASE_BOOK_H

#include "base/fault.h"

struct book;
struct book_sheet;

enum book_form { BOOK_TEXT, BOOK_WHOLE, BOOK_TENTH, BOOK_CENTS, BOOK_SHARE, BOOK_DATE, BOOK_CLOCK, BOOK_MOMENT }; /* number formats */
enum { BOOK_FORMS = 8 };
enum book_fill { BOOK_NONE, BOOK_HEAD, BOOK_GOOD, BOOK_WARN, BOOK_BAD, BOOK_SPARE, BOOK_EARLY, BOOK_MIDDLE, BOOK_LATE, BOOK_NIGHT, BOOK_AWAY };
enum { BOOK_FILLS = 11 };
enum { BOOK_BOLD = 1, BOOK_LARGE = 2, BOOK_DIM = 4, BOOK_CENTER = 8, BOOK_WRAP = 16, BOOK_SUM = 32, BOOK_RIGHT = 64, BOOK_LINE = 128 }; /* SUM: a line above; LINE: a faint one below */
enum { BOOK_LOOKS = 256 };
struct book_style {
    enum book_form form;
    enum book_fill fill;
    unsigned       look; /* BOOK_BOLD ... added up */
};

enum { BOOK_ROWS = 1048576, BOOK_COLUMNS = 16384, BOOK_AT_SIZE = 40 };

/* The file appears at path only with book_close. NULL with a fault. title: of the document. */
struct book *book_open(const char *path, const char *title, struct faults *faults);
/* Writes it all, whole or not at all, and frees it. 0, or -1 with a fault. */
int          book_close(struct book *b, struct faults *faults);

/* name: unique, at most 31 characters, none of []:*?/\ in it. */
struct book_sheet *book_add_sheet(struct book *b, const char *name);
void book_text(struct book_sheet *s, int row, int column, const char *text, struct book_style style); /* NULL, "": only the style */
void book_number(struct book_sheet *s, int row, int column, double value, struct book_style style);   /* NAN: only the style */
/* formula begins with "="; value: what it comes to (text for the second). */
void book_formula(struct book_sheet *s, int row, int column, const char *formula, double value, struct book_style style);
void book_formula_text(struct book_sheet *s, int row, int column, const char *formula, const char *value, struct book_style style);
/* Text over several columns of a row, which looks like one cell. */
void book_text_across(struct book_sheet *s, int row, int first_column, int last_column, const char *text, struct book_style style);
double book_day(int day); /* days since 1970-01-01 as a spreadsheet's date; add the share of the day gone for a time */

void book_width(struct book_sheet *s, int first, int last, double characters);
void book_hide(struct book_sheet *s, int first, int last); /* columns */
void book_height(struct book_sheet *s, int row, double points);
void book_freeze(struct book_sheet *s, int rows, int columns);
void book_filter(struct book_sheet *s, int first_row, int first_column, int last_row, int last_column);
/* Cells of the range for which the formula (written for the upper left cell) holds get the fill; the first rule wins. */
void book_when(struct book_sheet *s, int first_row, int first_column, int last_row, int last_column, const char *formula,
               enum book_fill fill);
/* A4, landscape, `pages` wide, its name and page numbers in the foot; rows [0, rows) and columns [0, columns) on each page.
 * Without such rows it is no table, and shows no grid on the screen. */
void book_print(struct book_sheet *s, int pages, int rows, int columns);
void book_show(struct book_sheet *s); /* the sheet the workbook opens at */

struct book_series {
    const char              *name;
    const struct book_sheet *of;     /* whose cells [first_row, last_row] of `column` it draws */
    int                      column;
    unsigned                 color;  /* 0xRRGGBB */
    int                      dashed;
};
struct book_chart {
    const char               *title, *x_name, *y_name, *description; /* description: for screen readers */
    const struct book_series *series;
    int                       count;
    int                       first_row, last_row, x_column; /* rows drawn; the column of the labels below: text, since dates
                                                                would be drawn to scale, and times as one day */
    int                       label_every;                   /* rows */
    double                    y_unit;                        /* between lines; 0: as the program likes */
    int                       width, height;                 /* pixels */
};
void book_add_chart(struct book *b, struct book_sheet *to, int row, int column, const struct book_chart *chart);

/* "B5", and "$B$5:$B$90" behind the sheet's name where one is given. buf >= BOOK_AT_SIZE, >= 100 with a sheet. */
char *book_at(int row, int column, char buf[BOOK_AT_SIZE]);
char *book_range(const struct book_sheet *s, int first_row, int first_column, int last_row, int last_column, char *buf, int size);

#endif
