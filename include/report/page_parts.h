/* page_parts - pieces of the page's data: one function a member, named after it. */
#ifndef REPORT_PAGE_PARTS_H
#define REPORT_PAGE_PARTS_H

#include "base/json.h"
#include "plan/plan.h"
#include "report/lang.h"

void page_figures(struct json_out *w, const char *key, const double *x, int n); /* x [n]; NAN becomes null */
/* The member lang_name(lang) with what say says of n. */
void page_said(struct json_out *w, const struct plan *p, enum lang lang,
               void (*say)(struct text *, const struct plan *, int, enum lang), int n);
/* The member key with what say says of the goal in every language. */
void page_goal_words(struct json_out *w, const struct plan *p, const struct goal_result *g, const char *key,
                     void (*say)(struct text *, const struct plan *, const struct goal_result *, enum lang));

void page_queues(struct json_out *w, const struct plan *p); /* "queues": demand, need, coverage and service by interval */
void page_reasons(struct json_out *w, const struct plan *p);  /* "reasons", by the number of the shift; empty: none */
/* "missed": the goals missed and where each is shortest; null where none is. */
void page_missed(struct json_out *w, const struct plan *p);
/* Members "missing", "why" and "remedies": what all of them are short of, why, what would close them, as sentences. */
void page_missed_said(struct json_out *w, const struct plan *p, enum lang lang);
void page_lines(struct json_out *w, const char *key, const struct text *list); /* a list as an array of its lines */
void page_people(struct json_out *w, const struct plan *p); /* "agents", "kinds", "shifts", "time_off", "violations" */

#endif
