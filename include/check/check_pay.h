/* check_pay - what a worked minute costs, and what a roster costs.
 * A paid minute of an agent costs wage_h / 60 * (1 + sum of (factor - 1) over the premium windows it lies in).  (1)
 * In a cyclic horizon minutes past the end lie in the windows of the minute they wrap to. */
#ifndef CHECK_CHECK_PAY_H
#define CHECK_CHECK_PAY_H

#include "model/roster.h"
#include "model/scenario.h"
#include "model/summary.h"

struct check_pay {
    int     minutes; /* of the axis: horizon and tail */
    double *extra;   /* [minutes + 1] extra[m] = sum of (factor - 1) over the minutes before m */
};

void check_pay_make(struct check_pay *p, const struct scenario *s);
void check_pay_free(struct check_pay *p);
/* Sum of (factor - 1) over [from, to), in minutes of plain wage; what lies off the axis has none. */
double check_pay_extra(const struct check_pay *p, int from_min, int to_min);

/* 1: the activity is paid: all but the gap of a split shift and a lunch of a kind whose lunch is not (or of no known kind). */
int check_pay_is_paid(const struct scenario *s, const struct shift *shift, const struct activity *a);
/* Money for the shift being split; 0 where it is not. */
double check_pay_split(const struct scenario *s, const struct roster *r, const struct shift *shift);
/* Paid minutes of a shift: those of its kind, or its length. */
int check_pay_minutes(const struct scenario *s, const struct roster *r, const struct shift *shift);
/* Minutes of a shift that are worked or paid for by themselves: its length, unpaid pauses left out; activities that are off the axis or turned round count nothing. */
int check_pay_length(const struct scenario *s, const struct roster *r, const struct shift *shift);
/* Part of [from, to) that lies on the axis, in *from, *to; returns its length, 0 for none. */
int check_pay_clip(const struct horizon *h, int *from_min, int *to_min);

/* Itemised cost of the roster. Wages hold the guaranteed ones of agents who must work (rules.h); paid leave is paid to
 * everybody. *fixed gets the money that no roster changes, *paid_min the paid minutes rostered, *overtime_min those of them that are
 * overtime. */
struct cost_items check_pay_cost(const struct check_pay *p, const struct scenario *s, const struct roster *r, double *fixed,
                                 double *paid_min, double *overtime_min);
/* Minutes paid although they are not rostered: what the guaranteed wages in the cost are for. */
double check_pay_guaranteed_min(const struct check_pay *p, const struct scenario *s, const struct roster *r);

#endif
