/* check - the judge of any roster, whoever made it: every rule, the money, coverage and service, the lower bound from its
 * certificate. Shares no code with schedule and none of the solver. */
#ifndef CHECK_CHECK_H
#define CHECK_CHECK_H

#include "model/bound.h"
#include "model/requirement.h"
#include "model/roster.h"
#include "model/summary.h"

struct check_result {
    struct coverage  *coverages; int coverage_count; /* one per queue */
    struct violations violations;
    struct summary    summary;
};

/* Judges roster against scenario s and its requirements [s->queue_count]; bound may be NULL. */
void check_roster(struct check_result *c, const struct scenario *s, const struct requirement *rs,
                  const struct roster *roster, const struct bound *bound);
void check_result_free(struct check_result *c);

#endif
