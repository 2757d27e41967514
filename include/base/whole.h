/* whole - branch and bound over lp.h: what an LP cannot be below with some of its columns whole. Nothing is searched for but the
 * bound, and nothing taken on trust that the simplex's tolerances could blur: each subproblem counts with what its prices prove
 * (lp_proven), none is dropped for being dearer than another, and one said to be empty only where a row of the tableau shows it. */
#ifndef BASE_WHOLE_H
#define BASE_WHOLE_H

#include "base/lp.h"

/* The marked columns (lp_set_whole) whole, from the basis at hand, which is optimal; all columns have finite bounds. The
 * subproblem of the least bound first, over at most about `nodes` of them (an eighth where that changes nothing); then the least
 * bound of those still open. *open: 1 where more may give more. -INFINITY where there is none. Leaves the LP within the bounds of some subproblem. */
double whole_bound(struct lp *lp, int nodes, int *open);

#endif
