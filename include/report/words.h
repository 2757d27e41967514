/* words - the sentences of the report in the reader's language, made once and shown by text and page alike. Each function
 * appends to out; those that make a list end every item with '\n'. The plan must have reached PLAN_CHECK unless said. */
#ifndef REPORT_WORDS_H
#define REPORT_WORDS_H

#include "base/text.h"
#include "plan/plan.h"
#include "report/lang.h"

/* --- small ones: any stage --------------------------------------------------------------------------------------- */
struct words_number { char text[48]; };
struct words_number words_count(double x, int decimals); /* 61,234.50; "–" for NaN */
struct words_number words_percent(double share);         /* 84.3%; "–" for NaN */
struct words_number words_goal_percent(double share);    /* the same, but 80% instead of 80.0% */
/* Of what misses `wanted`: with as many digits as tell the two apart, 79.99% and not 80.0% of 80%. */
struct words_number words_missing_percent(double share, double wanted);

void words_date(struct text *out, const struct plan *p, int day, enum lang lang);        /* Mon 1 Sep */
void words_weekday(struct text *out, const struct plan *p, int day, enum lang lang);     /* Mon */
void words_interval(struct text *out, const struct plan *p, int first, int last, enum lang lang); /* Mon 1 Sep 10:00-12:00 */
void words_weekdays(struct text *out, unsigned weekdays, enum lang lang);                /* Mon-Fri */
/* Of a roster made before: what it was planned with, what it is judged with if that differs, and what changed since. A line
 * each; nothing when there is nothing to say. */
void words_recall(struct text *out, const struct plan *p, enum lang lang);
/* "volume=+40%, from forecast.csv": what the plan was asked for besides the scenario; "as the scenario is" for nothing. */
void words_planned(struct text *out, const struct recall *r, enum lang lang);
void words_changed(struct text *out, const struct recall *r, enum lang lang); /* "agents.csv, scenario.json" */
void words_judged(struct text *out, const struct plan *p, enum lang lang); /* the same of what is judged now */
void words_subtitle(struct text *out, const struct plan *p, enum lang lang);             /* dates, agents, intervals, zone */
void words_method(struct text *out, const char *method, enum lang lang);                 /* a forecast method's name */
void words_forecast(struct text *out, const struct plan *p, int queue, enum lang lang);  /* method and error */

/* --- the answer -------------------------------------------------------------------------------------------------- */
/* 1: every goal and rule holds, for no more than the budget if there is one. */
int  words_is_good(const struct plan *p);
void words_verdict(struct text *out, const struct plan *p, enum lang lang);  /* one line: met, or what is missed */
void words_cost(struct text *out, const struct plan *p, enum lang lang);     /* one line: cost, itemised */
void words_gap(struct text *out, const struct plan *p, enum lang lang);      /* how much less any roster could cost */
void words_hours(struct text *out, const struct plan *p, enum lang lang);    /* required against scheduled */
void words_goal(struct text *out, const struct plan *p, const struct goal_result *g, enum lang lang);     /* what it is on */
void words_wanted(struct text *out, const struct plan *p, const struct goal_result *g, enum lang lang);   /* 80% in 20 s */
/* 84.3%: of the span for a day or week, else of the worst interval. */
void words_achieved(struct text *out, const struct goal_result *g, enum lang lang);

/* Goal of the service level in one interval: its peak's, else its queue's; NAN when none is asked for. */
double words_interval_goal(const struct scenario *s, int queue, int interval);
/* What the interval itself must reach: its peak's goal, the floor where the goal is over a day or week, else the goal. */
double words_interval_must(const struct scenario *s, int queue, int interval);
/* 1: the interval's service level is below that goal, 2: below what it must reach. */
int    words_below(const struct plan *p, int queue, int interval);

/* The intervals below their goal: those that miss what they must first, then by contacts lost against the goal. */
struct words_weak { int queue, interval, below; double missed; };
int  words_weak(const struct plan *p, struct words_weak *weak, int most);
void words_weak_when(struct text *out, const struct plan *p, const struct words_weak *w, enum lang lang);
void words_weak_reason(struct text *out, const struct plan *p, const struct words_weak *w, enum lang lang);
/* 1: no stated price of an hour comes near this money: it is the penalty of a promise, to be said in words. */
int  words_is_promise(const struct plan *p, double money_per_h);
/* Which penalties are those of broken promises: no sums to be shown. `rest` gets what the other penalties add up to. */
enum { WORDS_MUST = 1, WORDS_SEATS = 2, WORDS_UNDER = 4, WORDS_GOAL = 8 };
int  words_broken(const struct plan *p, double *rest);
/* 1: the lower bound is near enough to say something. */
int  words_proven(const struct plan *p);
void words_limits(struct text *out, const struct plan *p, enum lang lang);   /* what stands in the way of better: a list */

/* What a stage, the optimizer or the judge noticed (model/notes.h). */
void words_note(struct text *out, const char *note, enum lang lang);
const char *words_message(const void *lang, const char *message); /* a notes_say; context: enum lang */

/* Definitions and assumptions, by heading: 0 .. WORDS_NOTES - 1. Head is one line, lines a list (may be empty). */
enum { WORDS_NOTES = 6 };
void words_notes(struct text *head, struct text *lines, const struct plan *p, int n, enum lang lang);

#endif
