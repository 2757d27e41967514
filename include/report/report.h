/* report - the faces of a plan on paper and screen: it lays out and computes nothing. */
#ifndef REPORT_REPORT_H
#define REPORT_REPORT_H

#include "base/fault.h"
#include "base/text.h"
#include "plan/plan.h"

/* The terminal summary: goal met or not (first for the peaks), cost, gap, worst intervals, definitions and assumptions. */
void report_text(struct text *out, const struct plan *p, int color);
/* The same answer as summary.json's content. */
void report_json(struct text *out, const struct plan *p);
/* report.html, self-contained. 0, or -1 with a fault. */
int report_html(const struct plan *p, const char *path, struct faults *faults);

#endif
