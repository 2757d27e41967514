/* loosen - the loosenings of remedy.h: what each changes in a scenario, and how far each can be tried. */
#ifndef PLAN_LOOSEN_H
#define PLAN_LOOSEN_H

#include "plan/remedy.h"

/* Changes t; `is` says which leaves are over what is missed, and which queue is short. */
void loosen_apply(struct trial *t, const struct plan *p, const struct shortage *is, const struct loosening *l);
/* Every loosening but agents and prices, as far as it makes sense to try. Returns how many; [REMEDY_PARTS_MAX]. */
int  loosen_all(struct loosening *found, const struct plan *p, const struct shortage *is);
int  loosen_unit(enum remedy_kind kind); /* what amounts are multiples of */
int  loosen_serves(const struct scenario *s, int contract, int queue); /* agents of the contract who serve the queue */

#endif
