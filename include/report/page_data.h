/* page_data - what report.html shows, as the JSON its scripts read. Short: arrays per interval, four figures a number.
 * Times are minutes of the horizon; null = nothing to show. The sentences come in every language. */
#ifndef REPORT_PAGE_DATA_H
#define REPORT_PAGE_DATA_H

#include "base/text.h"
#include "plan/plan.h"
#include "report/lang.h"

/* Safe inside a script element: json_out escapes "<". The plan must have reached PLAN_CHECK. */
void page_data(struct text *out, const struct plan *p, enum lang lang);

#endif
