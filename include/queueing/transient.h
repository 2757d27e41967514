/* transient - a day or a week of intervals in one piece: M(t)/M/n(t), with hanging up M(t)/M/n(t)+M. What waits at
 * the end of an interval waits on in the next, which formulas per interval (SIPP) cannot see. Rates are constant
 * within an interval; the state is carried by crowd.h, levels by ahead.h. Good to 1e-10.
 */
#ifndef QUEUEING_TRANSIENT_H
#define QUEUEING_TRANSIENT_H

#include "queueing/crowd.h"

struct transient_case {
    int intervals;
    double interval_s;     /* length of each                                             */
    const double *calls;   /* [intervals] mean calls offered, >= 0                       */
    const int *agents;     /* [intervals] >= 0                                           */
    const double *aht_s;   /* [intervals] mean handle time of calls in service then, > 0 */
    double patience_s;     /* > 0, INFINITY = nobody hangs up                            */
    double limit_s;        /* T of the service levels                                    */
    enum crowd_drop drop;  /* what happens to calls in progress when staff drops         */
    int with_levels;       /* 0: service levels are left 0, which is several times faster */
};

/* What one interval feels. It starts empty before the first; after the last its staff stays on. */
struct transient_interval {
    double queue_end, queue_mean; /* mean number waiting, at the end just before the change, and over the interval */
    double busy_mean;             /* mean number of busy agents, those finishing a call included                   */
    double p_wait;                /* share of the time in which who calls must wait                                */
    double abandoned;             /* mean number hanging up                                                        */
    double sl_virtual;            /* of those calling in the interval: answered within T if infinitely patient     */
    double sl_offered;            /* answered within T                                                             */
};

/* out[intervals] */
void transient_measure(struct transient_interval *out, const struct transient_case *in);

#endif
