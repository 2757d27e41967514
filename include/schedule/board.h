/* board - a roster while it is being made: each agent's tour with its pauses, the coverage, the money. */
#ifndef SCHEDULE_BOARD_H
#define SCHEDULE_BOARD_H

#include "schedule/certificate.h"

struct board {
    const struct problem *p;
    int    *slots;     /* [intervals] coverage in slots on work */
    int    *option;    /* [agents * days] option of the agent's contract, -1 off */
    int    *place;     /* [agents * days * PAUSES_MAX] slots at which the pauses start */
    double *cost;      /* [agents] wages, premiums, personal penalties, guaranteed wages */
    double *service;   /* [goals] contacts above the goal */
    double  staff;     /* money of coverage: shortage, surplus, seats, goals missed */
    double  leave;     /* paid leave: constant */
};

void board_make(struct board *b, const struct problem *p); /* everybody off */
void board_free(struct board *b);
void board_copy(struct board *to, const struct board *from); /* both made for the same problem */

double board_objective(const struct board *b);
void   board_settle(struct board *b); /* recomputes `staff` and `service` from the coverage */

void board_recount(struct board *b); /* recomputes everything from the tours: what many small changes lost in rounding */

static inline int *board_tour(const struct board *b, int agent) /* option[days] */
{
    return b->option + (size_t)agent * (size_t)b->p->grid.days;
}

static inline int *board_places(const struct board *b, int agent, int day) /* [PAUSES_MAX] */
{
    return b->place + ((size_t)agent * (size_t)b->p->grid.days + (size_t)day) * PAUSES_MAX;
}

double board_pay(const struct board *b, int agent, int day);  /* wages and premiums of the day's shift */

/* Takes the agent off / puts the agent on with the tour, pauses placed by w. `staff` is not settled. */
void board_take(struct board *b, int agent);
void board_put(struct board *b, int agent, const int *option, const struct worth *w);
/* The same with the pauses given: place[days * PAUSES_MAX]. */
void board_restore(struct board *b, int agent, const int *option, const int *place);

/* 1: no floor that must hold is missed, no seat wanting, no goal of a day or week missed. */
int board_keeps_promises(const struct board *b);

/* 1: the pauses lie inside their windows, on their grid, in order, apart, no stretch too long. place[pauses of the option's shape] */
int pauses_legal(const struct problem *p, const struct options *o, int option, const int *place);

#endif
