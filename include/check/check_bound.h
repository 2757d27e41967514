/* check_bound - the lower bound on the objective, recomputed from its certificate by the formula of bound.h: own shifts, own
 * tours, own arithmetic, for the real agents. What cannot be recomputed, the gains of days in whole numbers of shifts, is taken
 * as the certificate states it where all the rest is as it claims, and told apart. */
#ifndef CHECK_CHECK_BOUND_H
#define CHECK_CHECK_BOUND_H

#include "check/check_pay.h"
#include "model/bound.h"
#include "model/requirement.h"
#include "model/summary.h"

struct check_lower {
    double bound;  /* gains counted */
    double proven; /* by prices alone: all of it recomputed */
    double scale;  /* sum of the amounts the bound is the difference of: rounding goes with it */
};

/* Both -INFINITY with a violation `bound` when the certificate is refused: rows that make none, a price outside its
 * box, nodes that leave a count out. A claimed value that differs by more than 1e-9 (relative) or 1e-12 of the scale is a violation too; the
 * values returned are check's own. */
struct check_lower check_bound_lower(struct violations *v, const struct scenario *s, const struct requirement *rs,
                                     const struct check_pay *pay, const struct bound *bound);

#endif
