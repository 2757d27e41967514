/* words_frontier - sentences about the frontier; each appends to out, without a line end. */
#ifndef REPORT_WORDS_FRONTIER_H
#define REPORT_WORDS_FRONTIER_H

#include "plan/frontier.h"
#include "report/words.h"

void words_frontier_head(struct text *out, const struct frontier *f, enum lang lang);
void words_frontier_point(struct text *out, const struct frontier_point *x, enum lang lang);

#endif
