/* What stands in the way of better service or less cost: weak intervals with their reasons, and what the prices of the
 * bound say an agent more would be worth. */
#include "report/words_missed.h"
#include "report/words_reason.h"

#include "base/alloc.h"
#include "model/prices_json.h"
#include "plan/budget.h"
#include "plan/seam.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCKS_SHOWN = 3, SEAM_SHOWN = 8 };
static const double NEAR_HIGHEST = 0.8;

static int worse(const void *a, const void *b)
{
    const struct words_weak *x = a, *y = b;
    if (x->below != y->below)
        return y->below - x->below;
    if (x->missed != y->missed)
        return x->missed < y->missed ? 1 : -1;
    return x->queue != y->queue ? x->queue - y->queue : x->interval - y->interval;
}

int words_weak(const struct plan *p, struct words_weak *weak, int most)
{
    int                T = p->scenario.horizon.intervals, found = 0;
    struct words_weak *all = xcalloc((size_t)T * (size_t)p->result.coverage_count + 1, sizeof *all);
    for (int k = 0; k < p->result.coverage_count; k++)
        for (int t = 0; t < T; t++) {
            int    below = words_below(p, k, t);
            double gap = words_interval_goal(&p->scenario, k, t) - p->result.coverages[k].sl[t];
            if (below)
                all[found++] = (struct words_weak){k, t, below, gap * p->requirements[k].offered[t]};
        }
    qsort(all, (size_t)found, sizeof *all, worse);
    int n = found < most ? found : most;
    memcpy(weak, all, (size_t)n * sizeof *all);
    free(all);
    return n;
}

/* What schedule itself said about the interval, or NULL. */
static const char *said(const struct plan *p, const struct words_weak *w)
{
    const struct horizon *h = &p->scenario.horizon;
    for (int i = 0; i < p->answer.reason_count; i++) {
        const struct schedule_reason *r = &p->answer.reasons[i];
        if (r->agent < 0 && r->queue == w->queue && r->start_min / h->interval_min == w->interval && r->start_min >= 0)
            return r->text;
    }
    return NULL;
}

static void why(struct text *out, const struct plan *p, const struct words_weak *w, enum lang lang)
{
    if (said(p, w))
        words_note(out, said(p, w), lang);
    else
        words_hindrance(out, p, w->queue, w->interval, lang);
}

void words_weak_when(struct text *out, const struct plan *p, const struct words_weak *w, enum lang lang)
{
    words_interval(out, p, w->interval, w->interval + 1, lang);
    if (p->scenario.queue_count > 1)
        text_addf(out, " %s", p->scenario.queues[w->queue].name);
}

void words_weak_reason(struct text *out, const struct plan *p, const struct words_weak *w, enum lang lang)
{
    const struct coverage *c = &p->result.coverages[w->queue];
    int                    t = w->interval;
    double                 goal = words_interval_goal(&p->scenario, w->queue, t);
    text_addf(out, lang_say(lang, "%s (goal %s), %s of %s agents"), words_missing_percent(c->sl[t], goal).text, words_goal_percent(goal).text, words_count(c->expected[t], 1).text,
              words_count(c->required[t], 0).text);
    text_add(out, w->below < 2 ? lang_say(lang, ", allowed") : lang_say(lang, ": "));
    if (w->below == 2)
        why(out, p, w, lang);
}

/* --- where --------------------------------------------------------------------------------------------------------- */
struct block { int queue, first, last; double most; }; /* neighbours of one day, and the most of a value in them */

static int higher(const void *a, const void *b)
{
    const struct block *x = a, *y = b;
    if (x->most != y->most)
        return x->most < y->most ? 1 : -1;
    return x->queue != y->queue ? x->queue - y->queue : x->first - y->first;
}

/* Blocks of one queue and day with values of at least so much of the highest; returns how many. value is [intervals] */
static int blocks_of(struct block *blocks, const struct plan *p, const double *value, int queue, double least)
{
    const struct horizon *h = &p->scenario.horizon;
    int                   n = 0;
    for (int t = 0; t < h->intervals; t++) {
        if (!(value[t] >= least))
            continue;
        struct block *last = n ? &blocks[n - 1] : NULL;
        if (last && last->last == t && h->day_of[t] == h->day_of[t - 1]) {
            last->last = t + 1;
            last->most = fmax(last->most, value[t]);
        } else
            blocks[n++] = (struct block){queue, t, t + 1, value[t]};
    }
    return n;
}

/* The highest blocks of value [queues * intervals]: NEAR_HIGHEST of the highest and more. Returns how many; to free. */
static int highest_blocks(struct block **found, const struct plan *p, const double *value, double *highest)
{
    size_t T = (size_t)p->scenario.horizon.intervals, all = T * (size_t)p->scenario.queue_count;
    int    n = 0;
    *highest = 0;
    *found = xcalloc(all + 1, sizeof **found);
    for (size_t i = 0; i < all; i++)
        *highest = fmax(*highest, value[i]); /* fmax leaves a NaN out */
    for (int k = 0; k < p->scenario.queue_count && *highest > 0; k++)
        n += blocks_of(*found + n, p, value + (size_t)k * T, k, NEAR_HIGHEST * *highest);
    qsort(*found, (size_t)n, sizeof **found, higher);
    return n;
}

int words_is_promise(const struct plan *p, double money_per_h)
{
    return prices_promise(&p->scenario, money_per_h);
}

/* The lowest wage: an hour worth less than half of it is no limit to anything. */
static double lowest_wage(const struct scenario *s)
{
    double wage = INFINITY;
    for (int i = 0; i < s->contract_count; i++)
        wage = fmin(wage, s->contracts[i].wage_h);
    return s->contract_count ? wage : 0;
}

static void block_words(struct text *out, const struct plan *p, const struct block *b, enum lang lang)
{
    words_interval(out, p, b->first, b->last, lang);
    if (p->scenario.queue_count > 1)
        text_addf(out, " %s", p->scenario.queues[b->queue].name);
}

/* Where the prices are highest: what an agent more would save; where a promise is at its limit they say where, not how much. */
static void dear_hours(struct text *out, const struct plan *p, const struct tariff *x, enum lang lang)
{
    struct block *blocks;
    double        highest, hour = 60.0 / p->scenario.horizon.interval_min;
    int           n = highest_blocks(&blocks, p, x->price, &highest), promise = words_is_promise(p, highest * hour);
    const char   *head = promise ? lang_say(lang, "Must hold, and nobody can be spared: ") : lang_say(lang, "Dearest hours to staff: ");
    n = highest * hour > 0.5 * lowest_wage(&p->scenario) ? n : 0;
    for (int i = 0; i < n && i < BLOCKS_SHOWN; i++) {
        text_add(out, i ? lang_say(lang, ", ") : head);
        block_words(out, p, &blocks[i], lang);
        if (!promise)
            text_addf(out, lang_say(lang, " (an agent hour more is worth %s)"), words_count(blocks[i].most * hour, 0).text);
    }
    if (n)
        text_addf(out, "%s\n", lang_say(lang, "."));
    free(blocks);
}

/* Where goals are missed, prices are those of penalties: agents are counted instead. */
static void short_hours(struct text *out, const struct plan *p, enum lang lang)
{
    struct shortage x;
    struct block   *blocks;
    double          highest;
    shortage_make(&x, p, 0);
    int n = highest_blocks(&blocks, p, x.more, &highest);
    n = highest >= 0.05 ? n : 0;
    for (int i = 0; i < n && i < BLOCKS_SHOWN; i++) {
        text_add(out, i ? lang_say(lang, ", ") : lang_say(lang, "Most agents are missing for all the goals: "));
        block_words(out, p, &blocks[i], lang);
        text_addf(out, lang_say(lang, " (up to %s)"), words_count(blocks[i].most, 1).text);
    }
    if (n)
        text_addf(out, "%s\n", lang_say(lang, "."));
    free(blocks);
    shortage_free(&x);
}

/* --- points ------------------------------------------------------------------------------------------------------ */

/* The goals like the i-th (its queue and scope) that cost anything: how many, the least and the most of their points; 0 when
 * an earlier goal has spoken for them. */
static int points_like(const struct plan *p, const struct tariff *x, int i, double *least, double *most)
{
    int n = 0;
    *least = INFINITY;
    *most = 0;
    for (int k = 0; k < x->goal_count; k++) {
        const struct tariff_goal *g = &x->goals[k];
        if (g->queue != x->goals[i].queue || strcmp(g->scope, x->goals[i].scope) || !(g->point >= 0.5) || g->point > p->result.summary.objective)
            continue;
        if (k < i)
            return 0;
        *least = fmin(*least, g->point);
        *most = fmax(*most, g->point);
        n++;
    }
    return n;
}

/* What a point more of each goal costs, where money can buy it. */
static void dear_points(struct text *out, const struct plan *p, const struct tariff *x, enum lang lang)
{
    static const char *const each[][2] = {{"peak", LANG_MARK("each peak %s to %s")}, {"interval", LANG_MARK("every interval of a day %s to %s")},
                                          {"day", LANG_MARK("each day %s to %s")}, {"week", LANG_MARK("each week %s to %s")}};
    int said = 0;
    for (int i = 0; i < x->goal_count; i++) {
        const struct tariff_goal *g = &x->goals[i];
        double                    least, most;
        int                       n = g->point >= 0.5 ? points_like(p, x, i, &least, &most) : 0;
        if (!n)
            continue;
        text_add(out, said++ ? lang_say(lang, ", ") : lang_say(lang, "One more point of service would cost: "));
        if (p->scenario.queue_count > 1)
            text_addf(out, "%s ", p->scenario.queues[g->queue].name);
        if (n == 1)
            words_point(out, p, g, lang);
        for (size_t k = 0; n > 1 && k < sizeof each / sizeof *each; k++)
            if (!strcmp(each[k][0], g->scope))
                text_addf(out, lang_say(lang, each[k][1]), words_count(least, 0).text, words_count(most, 0).text);
    }
    if (said)
        text_addf(out, "%s\n", lang_say(lang, "."));
}

/* --- people and places ------------------------------------------------------------------------------------------- */

/* An agent more who would save a thousandth of it all or more. */
static void dear_contracts(struct text *out, const struct plan *p, const struct tariff *x, enum lang lang)
{
    double objective = p->result.summary.objective;
    for (int i = 0; i < x->queues * x->contracts; i++) {
        if (!(x->count[i] >= 0.001 * objective) || x->count[i] > objective)
            continue;
        text_addf(out, lang_say(lang, "One agent more with contract %s would save about %s"),
                  p->scenario.contracts[i % x->contracts].name, words_count(x->count[i], 0).text);
        if (x->queues > 1)
            text_addf(out, " (%s)", p->scenario.queues[i / x->contracts].name);
        text_addf(out, "%s\n", lang_say(lang, "."));
    }
}

/* 1: whoever has no shift is away for part of the plan at least. */
static int everybody_works(const struct plan *p)
{
    for (int k = 0; k < p->scenario.queue_count; k++) {
        struct whereabouts w;
        whereabouts_make(&w, p, k, 0);
        if (w.unused)
            return 0;
    }
    return 1;
}

static void full_seats(struct text *out, const struct plan *p, int queue, enum lang lang)
{
    const struct requirement *r = &p->requirements[queue];
    int                       full = 0, open = 0;
    for (int t = 0; t < r->intervals; t++) {
        open += r->kind[t] != CLASS_CLOSED;
        full += r->kind[t] != CLASS_CLOSED && p->result.coverages[queue].scheduled[t] > r->seats - 0.5;
    }
    if (!full)
        return;
    text_addf(out, lang_say(lang, "The %s seats are full in %d of %d intervals"), words_count(r->seats, 0).text, full, open);
    if (p->scenario.queue_count > 1)
        text_addf(out, " (%s)", p->scenario.queues[queue].name);
    text_addf(out, "%s\n", lang_say(lang, "."));
}

static void fixed_money(struct text *out, const struct plan *p, enum lang lang)
{
    const struct summary *y = &p->result.summary;
    if (y->fixed_cost >= 0.5 * y->cost.total && y->cost.total > 0)
        text_addf(out, lang_say(lang, "%s of the cost is fixed: leave, and hours that contracts guarantee. No roster changes it.\n"),
                  words_percent(y->fixed_cost / y->cost.total).text);
    if (y->agents_used > 0 && everybody_works(p))
        text_add(out, lang_say(lang, "Every agent works or is away: there is nobody more to roster.\n"));
    for (int k = 0; k < p->result.coverage_count; k++)
        full_seats(out, p, k, lang);
}

/* Who would rest too little where a plan that repeats begins again. */
static void seam(struct text *out, const struct plan *p, enum lang lang)
{
    int *agents = xcalloc((size_t)p->scenario.agent_count + 1, sizeof *agents), n = seam_short(agents, p);
    if (n)
        text_addf(out, lang_count(lang, n, "The plan repeats, and from its end to its next beginning %d agent rests less than the contract has it: ",
                                  "The plan repeats, and from its end to its next beginning %d agents rest less than the contract has it: "), n);
    for (int i = 0; i < n && i < SEAM_SHOWN; i++)
        text_addf(out, "%s%s", i ? lang_say(lang, ", ") : "", p->scenario.agents[agents[i]].id);
    if (n)
        text_addf(out, "%s\n", n > SEAM_SHOWN ? lang_say(lang, ", …") : lang_say(lang, "."));
    free(agents);
}

static int any_missed(const struct plan *p)
{
    const struct summary *y = &p->result.summary;
    for (int i = 0; i < y->goal_count; i++)
        if (!y->goals[i].met)
            return 1;
    return 0;
}

void words_limits(struct text *out, const struct plan *p, enum lang lang)
{
    size_t before = out->length;
    for (int i = 0; i < p->answer.reason_count && i < 5; i++) {
        const struct schedule_reason *r = &p->answer.reasons[i];
        if (r->agent >= 0)
            text_addf(out, "%s: ", p->scenario.agents[r->agent].id);
        words_note(out, r->text, lang);
        text_add_char(out, '\n');
    }
    if (any_missed(p))
        short_hours(out, p, lang);
    else if (!p->budget || isnan(p->budget->cost)) { /* prices are the plan's own, not those of the roster for the money */
        struct tariff prices;
        tariff_make(&prices, p);
        dear_hours(out, p, &prices, lang);
        dear_points(out, p, &prices, lang);
        dear_contracts(out, p, &prices, lang);
        tariff_free(&prices);
    }
    fixed_money(out, p, lang);
    seam(out, p, lang);
    if (out->length == before)
        text_add(out, lang_say(lang, "Nothing in particular: no hour is dearer to staff than the wages of it.\n"));
}
