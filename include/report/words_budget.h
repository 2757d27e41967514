/* words_budget - what a sum of money buys; appends to out, without a line end. */
#ifndef REPORT_WORDS_BUDGET_H
#define REPORT_WORDS_BUDGET_H

#include "plan/budget.h"
#include "report/words.h"

void words_budget(struct text *out, const struct plan *p, enum lang lang); /* nothing without a budget */

#endif
