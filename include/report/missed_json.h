/* missed_json - goals that are missed and what would close them, as members of an open object, for explain and plan alike. */
#ifndef REPORT_MISSED_JSON_H
#define REPORT_MISSED_JSON_H

#include "base/json.h"
#include "plan/remedy.h"
#include "report/lang.h"

/* goals_missed, agent_hours_short, agents_short_at_once, seats_short, goals_short, missed (their intervals). */
void missed_out(struct json_out *w, const struct plan *p, const struct shortage *x, enum lang lang);
/* remedies (what is done together), every_loosening, tried. */
void remedies_out(struct json_out *w, const struct plan *p, const struct remedies *x, enum lang lang);

#endif
