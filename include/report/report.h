/* report - the faces of a plan on paper and screen: it lays out and computes nothing. Each takes a plan that has reached
 * any stage and shows what is there. */
#ifndef REPORT_REPORT_H
#define REPORT_REPORT_H

#include "base/fault.h"
#include "base/text.h"
#include "plan/plan.h"
#include "report/lang.h"

/* The terminal summary: goal met or not (first for the peaks), cost, gap, worst intervals, definitions and assumptions;
 * lines of at most 80 columns. color: 1 = ANSI colours. */
void report_text(struct text *out, const struct plan *p, enum lang lang, int color);
/* What is missing where goals are missed, and what would close them: shown last, as it may come later than the rest. */
void report_remedies(struct text *out, const struct plan *p, enum lang lang);
/* The same answer as summary.json's content. */
void report_json(struct text *out, const struct plan *p);
/* report.html, self-contained; lang is the one it opens in, both are inside. The plan must have reached PLAN_CHECK.
 * 0, or -1 with a fault. */
int report_html(const struct plan *p, const char *path, enum lang lang, struct faults *faults);

/* Members as_planned, changed_since of a roster made before; nothing of any other. */
struct json_out;
void report_recall(struct json_out *w, const struct recall *r);

#endif
