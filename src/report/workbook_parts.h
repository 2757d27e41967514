/* workbook_parts - what the sources of workbook share: the sheets, and tables with a title, totals, head and rows. */
#ifndef WORKBOOK_PARTS_H
#define WORKBOOK_PARTS_H

#include "base/book.h"
#include "report/workbook.h"

enum { TITLE_ROW = 0, NOTE_ROW = 1, TOTAL_ROW = 2, HEAD_ROW = 3, FIRST_ROW = 4 }; /* of every table */
enum { QUEUE, DAY, START, END, OWN }; /* columns of every table of intervals; its own begin at OWN */
enum { C_OFFERED = OWN, C_FLOOR, C_REQUIRED, C_SCHEDULED, C_SHRINK, C_EXPECTED, C_NET, C_SL, C_GOAL, C_LEAST, C_STATE, C_ASA,
       C_OCCUPANCY, C_ABANDON, C_WHEN, C_CLOCK, C_COLUMNS }; /* of the coverage; WHEN, CLOCK: labels for the charts */
enum { L_NUMBER, L_AGENT, L_NAME, L_TEAM, L_DAY, L_SHIFT, L_ACTIVITY, L_QUEUE, L_START, L_END, L_HOURS, L_PAID, L_COLUMNS }; /* of the list */
enum { COLUMNS_MOST = 24 };

enum total { TOTAL_NONE, TOTAL_SUM, TOTAL_HOURS }; /* HOURS: agents times the interval's length */
struct column {
    const char    *head;  /* said when written */
    enum book_form form;
    double         width;
    enum total     total;
};

#define INTERVAL_COLUMNS                                                                           \
    {LANG_MARK("Queue"), BOOK_TEXT, 14, TOTAL_NONE}, {LANG_MARK("Day"), BOOK_DATE, 12, TOTAL_NONE},  \
        {LANG_MARK("Start"), BOOK_CLOCK, 8, TOTAL_NONE}, {LANG_MARK("End"), BOOK_CLOCK, 8, TOTAL_NONE}

struct workbook {
    const struct plan *p;
    enum lang          lang;
    struct book       *book;
    struct book_sheet *summary, *grid, *list, *coverage, *charts, *requirement, *forecast;
    int               *coverage_row; /* [queues * intervals] where an interval stands on its sheet; -1: nowhere */
    int                coverage_last, list_last; /* last row of either */
};

/* First and last row of the coverage that show the intervals [from, to) of a queue; how many, 0: none (rows are then 0). */
int workbook_rows(const struct workbook *w, int queue, int from, int to, int *first, int *last);

struct listing { /* one sheet being filled */
    struct workbook     *w;
    struct book_sheet   *sheet;
    const struct column *columns;
    int                  count, row;
    double               sums[COLUMNS_MOST];
};

const char *workbook_say(const struct workbook *w, const char *text) __attribute__((format_arg(2)));
double      workbook_round(double x);                                    /* six places, as the CSV files have them */
double      workbook_moment(const struct workbook *w, int minute);       /* the wall clock at a minute, as a date */

void listing_begin(struct listing *t, struct workbook *w, struct book_sheet *sheet, const char *title, const char *note,
                 const struct column *columns, int count);
void listing_text(struct listing *t, int column, const char *text);
void listing_number(struct listing *t, int column, double value);            /* NAN: empty */
void listing_formula(struct listing *t, int column, double value, const char *format, ...) __attribute__((format(printf, 4, 5)));
void listing_interval(struct listing *t, int queue, int interval);           /* the four columns before OWN */
/* Totals, filter, what stays in sight (columns [0, frozen)), print set-up. */
void listing_end(struct listing *t, int frozen);

void workbook_forecast(struct workbook *w);
void workbook_requirement(struct workbook *w);
void workbook_coverage(struct workbook *w);
void workbook_list(struct workbook *w);
void workbook_grid(struct workbook *w);   /* after the list */
void workbook_charts(struct workbook *w); /* after the coverage */
void workbook_summary(struct workbook *w);

#endif
