/* check_moves - what one agent can do on each day: the shifts of his contract's menu that his availability and time off
 * leave, with his wishes counted in, or a day off. Of shifts alike for every rule only the best is kept. */
#ifndef CHECK_CHECK_MOVES_H
#define CHECK_CHECK_MOVES_H

#include "check/check_menu.h"
#include "model/scenario.h"

struct check_move {
    int    paid_min, apart;      /* apart: the kind where a rule asks for it, else -1 */
    int    wall, late, weekly_at; /* as check_option has them */
    int    start_at, ready_at; /* indexes of the menu's starts */
    double value;
};

struct check_moves {
    int                days;
    struct check_move *moves;     /* day by day, within a day by paid_min, then apart, wall, late */
    int               *day_first; /* [days + 1] */
    double            *off;       /* [days] value of a day off: minus the wishes to work on it */
    int                unit_min;  /* every paid_min is a multiple of it; >= 1 */
    int                longest_min;
};

void check_moves_make(struct check_moves *m, const struct scenario *s, int agent, const struct check_menu *menu);
void check_moves_free(struct check_moves *m);

#endif
