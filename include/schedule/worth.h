/* worth - what each shift option of a contract is worth at given prices of staff, its pauses put where they cost least.
 *
 * value of an option = worth of the slots on work - wages (and the money for a split shift). Two kinds of prices: LP prices (a price per interval, work in
 * part of it worth that part), and margins (what one more agent saves on top of a given coverage, exact for pauses that
 * take part of an interval). */
#ifndef SCHEDULE_WORTH_H
#define SCHEDULE_WORTH_H

#include "base/rng.h"
#include "schedule/problem.h"

struct worth {
    double  *span;   /* [axis + 1] worth of being on work in slots [0, i) */
    double **loss;   /* [pause_lengths][axis] worth lost by a pause of that length from slot i on, where pauses may start */
    double  *part;   /* [per + 1] scratch */
    double  *best;   /* scratch: least loss per pause spec and start */
    int     *where;  /* scratch: the slot it is had at */
    int      best_room;
    double  *weave;  /* scratch of one shift's pauses */
    int     *line;   /* the same */
    unsigned char *loose; /* [most options of a contract] 1: worth_above left more than the worth */
};

void worth_make(struct worth *w, const struct problem *p);
void worth_free(struct worth *w, const struct problem *p);
/* The prices of `from`, as they are and as they change, with scratch of its own: for another thread. */
void worth_lend(struct worth *w, const struct worth *from, const struct problem *p);
void worth_return(struct worth *w);

/* price[intervals]: money per agent for the interval. */
void worth_from_prices(struct worth *w, const struct problem *p, const double *price);
/* slots[intervals]: coverage without the agent to be placed. Service counts at need.price. `pull` (NULL: none) adds
 * weight * (coverage - target)^2 per interval, target in slots. */
void worth_from_margins(struct worth *w, const struct problem *p, const int *slots, struct rng *rng, double noise);
/* The placement's prices: those of the LP plus a quadratic pull to its coverage target[intervals], in slots. */
void worth_from_pull(struct worth *w, const struct problem *p, const double *price, const double *target,
                     const int *slots, double weight);

/* The first slot from this one on that a pause may start at. */
static inline int worth_first_place(const struct grid *g, int day, int slot)
{
    int past = (slot - g->midnight[day]) % g->pause_step;
    return past > 0 ? slot + g->pause_step - past : slot;
}

/* Loss of a pause at slot b, less the wages an unpaid one saves. wages: of the contract (grid.h); index: of its length. */
static inline double worth_pause_loss(const struct worth *w, const double *wages, const struct pause *q, int index, int b)
{
    return w->loss[index][b] - (q->unpaid > 0 ? q->unpaid * (wages[b + q->length] - wages[b]) : 0);
}

static const double WORTH_NEVER = -1e30; /* below this an option cannot be had: its pauses do not fit. No price comes near it */

void   worth_options(struct worth *w, const struct problem *p, int contract, double *value);
void   worth_day(struct worth *w, const struct problem *p, int contract, int day, double *value); /* those of one day */
/* The same, but where pauses would have to be woven (they are tied together, and not all can be where each is best) what they
 * would be worth untied: never less. Then the worth of one such option; 1: it was left open till then. */
void   worth_above(struct worth *w, const struct problem *p, int contract, double *value);
int    worth_settle(struct worth *w, const struct problem *p, int contract, int option, double *value);
/* Slots at which the option's pauses start, in the order of shape.pause; returns what they lose. */
double worth_pauses(const struct worth *w, const struct problem *p, int contract, int option, int *places);

#endif
