/* words_reason - the sentences of the reasons: why a shift is there, what an interval, a goal and a hire are worth, which
 * rules cannot hold together and what would close a goal that is missed. Each appends to out, without a line end. */
#ifndef REPORT_WORDS_REASON_H
#define REPORT_WORDS_REASON_H

#include "plan/explain.h"
#include "report/words.h"

void words_shift(struct text *out, const struct plan *p, const struct reason *r, enum lang lang);    /* who and when */
void words_without(struct text *out, const struct plan *p, const struct reason *r, enum lang lang);  /* what becomes of it all */
/* 1: what its loss costs is the penalty of a promise: no sum to be shown. */
int  words_breaks_promise(const struct plan *p, const struct reason *r);
void words_price(struct text *out, const struct plan *p, const struct tariff *x, int queue, int interval, enum lang lang);
void words_point(struct text *out, const struct plan *p, const struct tariff_goal *g, enum lang lang); /* a point more */
void words_hire(struct text *out, const struct plan *p, const struct hire *h, enum lang lang);

void words_clause(struct text *out, const struct plan *p, const struct conflict *c, const struct clause *k, enum lang lang);
void words_looser(struct text *out, const struct plan *p, const struct conflict *c, const struct clause *k, enum lang lang);
void words_core(struct text *out, const struct plan *p, const struct conflict *c, int like, enum lang lang);
void words_way(struct text *out, const struct plan *p, const struct conflict *c, uint64_t way, enum lang lang);

void words_short_goal(struct text *out, const struct plan *p, const struct short_goal *g, enum lang lang);
void words_short_in_all(struct text *out, const struct shortage *x, enum lang lang); /* hours, agents at once, seats */
void words_short(struct text *out, const struct plan *p, const struct shortfall *s, enum lang lang);
void words_remedy(struct text *out, const struct plan *p, const struct remedies *x, const struct remedy *r, enum lang lang);
/* That not even all loosenings together close it; nothing where they do. */
void words_most(struct text *out, const struct remedies *x, enum lang lang);

#endif
