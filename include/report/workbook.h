/* workbook - headcount.xlsx, the whole answer for a planner's spreadsheet: summary, roster as a grid and as a list, coverage,
 * pictures, requirement, forecast. Sums, differences and shares are formulas, with the value they have beside them. */
#ifndef REPORT_WORKBOOK_H
#define REPORT_WORKBOOK_H

#include "plan/plan.h"
#include "report/lang.h"

/* The plan must have reached PLAN_CHECK. Whole or not at all, the same bytes for the same plan. 0, or -1 with a fault. */
int workbook_write(const struct plan *p, const char *path, enum lang lang, struct faults *faults);

#endif
