/* day - what whole numbers of shifts add to the bound on one day (DESIGN 5, integer days). An interval is the own of a day if
 * only shifts that start on that day reach it. The days share nothing but the other intervals, which count at their prices pi,
 * and how many shifts of each contract and length there are. With those links priced at lambda = greatest worth of a shift of
 * that contract, day and paid length at the cover prices, less what a shift of the day is charged, the day is
 *
 *   min   sum_t U_t u_t + sum_tj (cost_tj - mu service_tj) s_tj + sum_g price_g v_g + sum (wages + lambda) x - sum saved z
 *                                                        - sum pi over the work of x less z in intervals not its own
 *   cover sum_{x at work in t} x - sum_{z in t} z + u_t - sum_j s_tj = floor_t            all t its own
 *   goal  sum_tj service_tj s_tj + v_g >= - service at floors                             all goals of its own intervals alone
 *   heads the node's least <= sum_{x of c} x <= agents of c who can work that day, and the node's most   all contracts c
 *   pause sum_{places <= k} z >= sum_{last place <= k} x,  sum_{places >= k} z >= sum_{first place >= k} x,
 *         sum z = sum x                                                                   all pauses of one length and window
 *
 * where the number of shifts there when an interval begins, and that of each contract and length, are whole: x and z need not
 * be, which proves nearly as much and sooner. x: shifts by start, z: pauses by place. A goal over more than these intervals
 * counts at its price mu. Pauses are taken one by one: how they follow each other is left out, so that the program never costs
 * more than the shifts it stands for; nor does it where no shortage or surplus is priced above 20 times what an agent on work all
 * day is worth: promises cost millions, which would blur the rest. Its value less what its own intervals give by prices alone is
 * the gain: never below 0. */
#ifndef SCHEDULE_DAY_H
#define SCHEDULE_DAY_H

#include "schedule/master.h"

struct day_terms {
    const struct prices *prices;
    const struct counts *counts;
    double *const       *link;    /* [contracts][options] lambda of the option's day and length */
    const int           *owner;   /* [intervals] the day whose own it is, -1: no day's */
    const double        *relaxed; /* [days] what the day's own intervals and its count of shifts give by prices alone */
};

/* work: subproblems times rows times columns, the most; 1e8 is about a second. A lower bound on the gain, 0 at least.
 * *open: 1 where more work may give more. */
double day_gain(const struct problem *p, int day, const struct day_terms *x, long work, int *open);

#endif
