/* compare - two output folders side by side: what their summary.json and tables hold, row by row, and what stands in the way
 * of comparing them. Computes nothing but sums of a column and differences. */
#ifndef REPORT_COMPARE_H
#define REPORT_COMPARE_H

#include "base/fault.h"
#include "base/text.h"
#include "report/lang.h"

enum compare_unit { COMPARE_COUNT, COMPARE_CONTACTS, COMPARE_HOURS, COMPARE_SECONDS, COMPARE_MONEY, COMPARE_SHARE };
enum compare_section { COMPARE_SERVICE, COMPARE_STAFF, COMPARE_MONEY_ITEMS, COMPARE_VOLUME, COMPARE_DAYS, COMPARE_SECTIONS };

struct compare_row {
    enum compare_section section;
    const char          *key;             /* in compare.csv and JSON: "cost.wages", "peak" */
    const char          *what;            /* to be said in a language */
    char                 queue[64], from[32], to[32]; /* what it is on; "" all */
    enum compare_unit    unit;
    int                  better;          /* 1: more is better, -1: less, 0: neither */
    double               value[2];        /* NAN: not there */
};

struct compare_side {
    char  *folder, *scenario;
    char   first[16], last[16];           /* days of its coverage, "2026-03-09"; "" unknown */
    int    goal_met;
    long   violations;                    /* rows of violations.csv */
    char   stopped_by[24], version[16];
    char **inputs; int input_count;       /* "FILE SHA256" */
    char  *variants;                      /* what --set said: "volume=+40%, wage=+3%"; "" nothing */
};

struct compare {
    struct compare_side side[2];
    struct compare_row *rows; int row_count; size_t row_room;
};

/* Reads the folders of two plans. 0, or -1 with faults (no plan there, a file that cannot be read) and nothing to free. */
int  compare_read(struct compare *c, const char *a, const char *b, struct faults *faults);
void compare_free(struct compare *c);

/* What makes the two unlike (scenario, days, inputs, version), a line each; empty when nothing does. */
void compare_notes(struct text *out, const struct compare *c, enum lang lang);
void compare_text(struct text *out, const struct compare *c, enum lang lang, int color);
void compare_csv(struct text *out, const struct compare *c);
void compare_json(struct text *out, const struct compare *c);
void compare_page(struct text *out, const struct compare *c, enum lang lang);

/* One row's words: label with what it is on, value of a side and change as shown ("–": none). */
void compare_label(struct text *out, const struct compare_row *row, enum lang lang);
void compare_value(struct text *out, const struct compare_row *row, double value);
void compare_change(struct text *out, const struct compare_row *row);
/* "scenario, first – last, volume=+40%" of a side. */
void compare_origin(struct text *out, const struct compare_side *s);
int  compare_verdict(const struct compare_row *row); /* 1: B is better, -1: worse, 0: neither or the same as shown */
const char *compare_verdict_word(int verdict, enum lang lang); /* " better", " worse" or "" */
const char *compare_section_name(enum compare_section s, enum lang lang);

#endif
