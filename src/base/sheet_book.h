/* sheet_book - an open workbook: its sheets, texts and cell formats, for sheet.c, which reads the cells. */
#ifndef BASE_SHEET_BOOK_H
#define BASE_SHEET_BOOK_H

#include "base/table.h"
#include "sheet_format.h"
#include "sheet_parts.h"

struct strings { /* texts side by side, each terminated */
    struct text bytes;
    size_t     *starts;
    size_t      count, capacity;
};

struct sheet_entry {
    char *name, *relation;
    int   visible;
};

struct custom_format {
    int               id;
    enum sheet_format format;
};

struct sheet_book {
    struct archive    *archive;
    struct faults     *faults;
    char              *part, *shared_part, *styles_part, *sheet_part; /* paths in the archive; NULL: none */
    struct sheet_entry *sheets;
    size_t              sheet_count, sheet_capacity;
    int                 from_1904;
    struct strings      shared;
    struct custom_format *customs;
    size_t                custom_count, custom_capacity;
    enum sheet_format    *formats; /* [format_count] by a cell's style */
    size_t                format_count, format_capacity;
    /* while a part is read */
    int         stop, inside, skipping; /* inside: of the element whose text is wanted; skipping: of phonetic runs */
    const char *wanted;                 /* relation looked for */
    struct text value;
    /* while the sheet is read */
    struct table *table;
    enum table_decimal decimal;         /* how numbers are to be written: a comma only when it was asked for */
    long          row;
    int           column, next_column, style;
    size_t        cells, bytes;
    char          type;
    int           row_open;
};

/* Opens the archive and reads which sheets there are. 0, or -1 with a fault; close it in either case. */
int  sheet_book_open(struct sheet_book *w, const char *path, size_t limit, struct faults *faults);
void sheet_book_close(struct sheet_book *w);
/* Finds the part of a sheet and reads the texts and formats its cells refer to. 0, or -1 with a fault. */
int  sheet_book_prepare(struct sheet_book *w, const struct sheet_entry *sheet);
/* Reads a part through, w being the events' context. */
int  sheet_book_read(struct sheet_book *w, const char *part, const struct xml_events *events);
/* Stops the reading with a fault, the first one only. */
void sheet_book_refuse(struct sheet_book *w, long line, long column, const char *what);
/* The event that collects w->value while w->inside and not w->skipping. */
void sheet_book_text(void *w, const char *text, size_t n);

#endif
