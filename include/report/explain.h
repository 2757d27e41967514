/* explain - the reasons of a plan on the terminal and as JSON. */
#ifndef REPORT_EXPLAIN_H
#define REPORT_EXPLAIN_H

#include "base/text.h"
#include "plan/explain.h"
#include "report/lang.h"

/* Lines of at most 80 columns. */
void explain_text(struct text *out, const struct explanation *x, enum lang lang);
/* Members: goals (point = money for one more point), and what was asked for: shifts, intervals, contracts, goals_short, missed
 * (their intervals), remedies (what is done together), every_loosening, conflicts. Sentences in the given language stand beside the numbers as `text`. */
void explain_json(struct text *out, const struct explanation *x, enum lang lang);

#endif
