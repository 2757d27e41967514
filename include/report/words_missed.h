/* words_missed - goals that are missed, as a manager asks of them: which, how short, where, why, and what would close them.
 * Each function appends to out; those that make a list end every item with '\n'. */
#ifndef REPORT_WORDS_MISSED_H
#define REPORT_WORDS_MISSED_H

#include "plan/remedy.h"
#include "plan/whereabouts.h"
#include "report/words.h"

/* What keeps more agents from being there, as a clause: "the 80 seats are full". */
void words_hindrance(struct text *out, const struct plan *p, int queue, int interval, enum lang lang);

/* A goal missed: what is short at its worst, "Mon 30 Nov 11:00–11:30: 80.0 agents on work, 89.2 would do"; nothing where
 * agents are not what is short. */
void words_missed_where(struct text *out, const struct plan *p, const struct short_goal *g, enum lang lang);
/* Agent hours, agents and seats it takes to meet the peaks, and every goal: a list. peaks is of the peaks alone where they are
 * missed; all of everything. */
void words_missed_total(struct text *out, const struct plan *p, const struct shortage *peaks, const struct shortage *all, enum lang lang);
/* What everyone does where most agents are missing, and the hours that contracts still allow: a list. */
void words_missed_why(struct text *out, const struct plan *p, const struct shortage *x, enum lang lang);
/* What would close them, as solved again: a list, each with "✓ " or "✗ " before it; or how to find out. */
void words_missed_remedies(struct text *out, const struct plan *p, enum lang lang);

#endif
