/* pricing - the columns of the master LP (master.h) and how new ones are found at its prices. What is inside a master is
 * for master.c, pricing.c and rounding.c only. */
#ifndef SCHEDULE_PRICING_H
#define SCHEDULE_PRICING_H

#include "base/lp.h"
#include "schedule/certificate.h"
#include "schedule/elastic.h"

struct squad {
    int            contract, ladder, size, row;
    unsigned char *can; /* [days * groups] 1: some shift is possible */
};

struct master_column { /* what a column beyond the elastic ones stands for */
    int  column;            /* of the LP */
    int  contract;
    int  option;            /* of a shift; -1: a pattern */
    int  squad;             /* of a pattern */
    int  place[PAUSES_MAX]; /* of a shift's pauses */
    int *groups;            /* [days] of a pattern, LADDER_OFF: a day off */
};

struct master {
    const struct problem *p;
    struct lp            *lp;
    struct elastic        elastic;
    int                 **link_row;    /* [contracts][days * groups] -1: no shift possible */
    struct squad         *squad;       int squads;
    int                  *count_row;   /* [contracts] -1: must */
    int                  *day_row;     /* [contracts * days] -1: not counted */
    int                  *day_slack;   /* [contracts * days] first of two columns */
    struct master_column *column;      int columns; size_t column_room;
    struct certificate_room room;
    struct prices         prices;
    int                  *index;       /* scratch for columns */
    double               *coef;
    int                   added;       /* columns of this round */
    int                   once;        /* 1: none it has already. Roundings close columns and want them anew */
    int                   fresh;       /* 1: never solved */
};

/* Values of the options at the prices of the last solve, into m->room. */
void master_price(struct master *m);
void master_within(struct master *m, const struct counts *counts); /* bounds the count rows; nothing is solved */

/* A shift for every link row and a pattern for every squad, so that the LP has something to stand on. */
void pricing_first(struct master *m);
/* Shifts that gain at the values in m->room, by contract and day; adds to m->added. */
void pricing_shifts(struct master *m);
/* Patterns that gain at the LP's prices. */
void pricing_patterns(struct master *m);

#endif
