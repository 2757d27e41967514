/* frontier_json - the frontier and the budget as members of an open object, for --json and for the page alike. */
#ifndef REPORT_FRONTIER_JSON_H
#define REPORT_FRONTIER_JSON_H

#include "base/json.h"
#include "plan/budget.h"
#include "plan/frontier.h"

void frontier_out(struct json_out *w, const struct frontier *f); /* "frontier": [a point each] */
void budget_out(struct json_out *w, const struct budget *b);     /* "budget": {} */

#endif
