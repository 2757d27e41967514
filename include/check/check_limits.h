/* check_limits - what a period asks of an agent, as rules.h defines it: contract, time off, closed days, cut periods. */
#ifndef CHECK_CHECK_LIMITS_H
#define CHECK_CHECK_LIMITS_H

#include "model/scenario.h"

struct check_limits { /* of one agent in one period; minutes are paid minutes worked in the horizon */
    int first, end;     /* its days in the horizon: [first, end) */
    int full;           /* 1: all its days are in the horizon */
    int min_min;        /* least, 0: none; may agents are free of it in a period without a shift, as of days_min */
    int max_min;        /* most in a period with a shift; INT_MAX: none; 0 or less: no shift */
    int days_min, days_max;
    int overtime_from;  /* minutes worked above it are overtime; INT_MAX: none is paid */
    int guaranteed_min; /* minutes paid to an agent who must work, worked or not; 0 for others */
};
struct check_limits check_limits_of(const struct scenario *s, int agent, int period);

/* What staying off the whole horizon costs an agent who must work: his guaranteed wages; 0 for others. */
double check_limits_guaranteed(const struct scenario *s, int agent);

#endif
