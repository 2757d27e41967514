/* check_service - what callers feel, interval by interval, with the staff a roster leaves on contacts: the queue models at
 * the whole numbers of agents below and above, linear between. */
#ifndef CHECK_CHECK_SERVICE_H
#define CHECK_CHECK_SERVICE_H

#include "model/requirement.h"
#include "model/scenario.h"
#include "model/summary.h"

struct check_service { /* of one queue; contacts; 0 without contacts */
    double *in_time;  /* [intervals] answered (definition met: or gone) within the goal's limit */
    double *answered; /* [intervals] answered at all */
};

void check_service_make(struct check_service *f, int intervals);
void check_service_free(struct check_service *f);
/* From c->scheduled: fills every other array of c, and f. Expected staff within 1e-9 of a whole number is that number. */
void check_service_fill(struct check_service *f, struct coverage *c, const struct scenario *s, const struct requirement *r);
/* The same for one interval. */
void check_service_fill_interval(struct check_service *f, struct coverage *c, const struct scenario *s, const struct requirement *r,
                                 int interval);

/* One interval within another limit than the goal's: contacts answered in time and contacts counted, by its definition. */
void check_service_within(double *in_time, double *counted, const struct scenario *s, const struct requirement *r, int interval,
                          double expected, double within_s);

#endif
