/* check_menu - every shift a contract allows, each with its best pauses against cover prices: what the tours of the bound are
 * made of. Pauses are placed exactly: in any order the rules allow, windows may overlap. */
#ifndef CHECK_CHECK_MENU_H
#define CHECK_CHECK_MENU_H

#include "check/check_pay.h"
#include "model/scenario.h"

struct check_option { /* a shift */
    int    kind, start_min, end_min, paid_min;
    int    apart;    /* the kind where a rule asks for it, else -1 */
    int    start_at; /* index of start_min in the menu's starts */
    int    ready_at; /* index of the first start that leaves the contract's rest after this shift */
    int    wall;     /* the time of day it starts at where a rule asks for it, else -1 */
    int    late;     /* 1: it ends in the week after its own, where a weekly rest is asked for */
    int    weekly_at; /* as ready_at, after a weekly rest; -1: none fits in the week it ends in */
    double value;    /* sum of prices over the time on work - wages and premiums; wishes are not in it */
};

struct check_menu { /* of one contract and one set of prices */
    int                  days;
    struct check_option *options;   /* day by day, within a day by paid_min, apart, wall, late, start_min, end_min */
    int                 *day_first; /* [days + 1] first option of each day */
    int                 *starts;    /* [start_count] minutes at which shifts may start, ascending, all days */
    int                  start_count;
    int                 *day_start; /* [days + 1] index of the first start at or after the day's midnight */
};

/* price[intervals]: money per scheduled agent and interval; in a cyclic horizon minutes past the end earn the price of the
 * minute they wrap to, else nothing. Closed days have no options. */
void check_menu_make(struct check_menu *m, const struct scenario *s, const struct check_pay *pay, int contract,
                     const double *price);
void check_menu_free(struct check_menu *m);
/* Index of the first start at or after a minute. */
int  check_menu_start_at(const struct check_menu *m, int minute);

#endif
