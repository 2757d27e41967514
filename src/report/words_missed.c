/* Goals missed, how short they are and what would close them: of words_missed.h and words_reason.h. */
#include "report/words_missed.h"
#include "report/words_reason.h"

#include "plan/budget.h"
#include <math.h>
#include <string.h>

static void hours(struct text *out, int minutes)
{
    text_addf(out, minutes % 60 ? "%d:%02d h" : "%d h", minutes / 60, minutes % 60);
}

void words_short(struct text *out, const struct plan *p, const struct shortfall *s, enum lang lang)
{
    words_interval(out, p, s->interval, s->interval + 1, lang);
    if (p->scenario.queue_count > 1)
        text_addf(out, " %s", p->scenario.queues[s->queue].name);
    text_addf(out, lang_say(lang, ": %s of %s"), words_missing_percent(s->sl, s->wanted).text, words_goal_percent(s->wanted).text);
    if (s->needed - s->scheduled < 0.05)
        text_add(out, lang_say(lang, ", just short"));
    else if (!isnan(s->needed))
        text_addf(out, lang_say(lang, ", %s agents on work, %s would do: %s short"), words_count(s->scheduled, 1).text,
                  words_count(s->needed, 1).text, words_count(fmax(0, s->needed - s->scheduled), 1).text);
}

static int is_one_of(const char *scope, const char *const *names, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!strcmp(scope, names[i]))
            return 1;
    return 0;
}

void words_short_goal(struct text *out, const struct plan *p, const struct short_goal *x, enum lang lang)
{
    static const char *const   counts[] = {"asa", "min_agents", "max_seats"}, *const spans[] = {"day", "week"};
    const struct goal_result  *g = &p->result.summary.goals[x->goal];
    double                     points = 100 * fabs(g->wanted - g->achieved);
    if (p->scenario.queue_count > 1)
        text_addf(out, "%s: ", p->scenario.queues[g->queue].name);
    words_goal(out, p, g, lang);
    text_add(out, lang_say(lang, ": "));
    if (!is_one_of(g->scope, spans, 2))
        text_addf(out, lang_say(lang, "missed in %d of %d intervals, at worst "), g->below, g->of);
    words_achieved(out, g, lang);
    text_add(out, lang_say(lang, " ("));
    words_wanted(out, p, g, lang);
    text_add(out, lang_say(lang, ")"));
    if (!is_one_of(g->scope, counts, 3) && points < 0.05)
        text_add(out, lang_say(lang, ", just short"));
    else if (!is_one_of(g->scope, counts, 3))
        text_addf(out, lang_count(lang, fabs(points - 1) < 0.05, ", %s point short", ", %s points short"), words_count(points, 1).text);
    if (x->hours >= 0.05)
        text_addf(out, lang_say(lang, "; %s agent hours on work more where they help most would do"), words_count(x->hours, 1).text);
}

void words_short_in_all(struct text *out, const struct shortage *x, enum lang lang)
{
    if (x->hours < 0.5)
        return;
    text_addf(out, lang_say(lang, "In all %s agent hours on work are missing, up to %s agents at once"), words_count(x->hours, 0).text,
              words_count(x->at_once, 1).text);
    if (x->seats)
        text_addf(out, lang_count(lang, x->seats, "; they need %d seat more", "; they need %d seats more"), x->seats);
    text_add(out, lang_say(lang, "."));
}

static void what(struct text *out, const struct plan *p, const struct loosening *r, enum lang lang)
{
    const char *contract = r->contract >= 0 ? p->scenario.contracts[r->contract].name : "";
    int         n = r->amount;
    struct text minutes = {0};
    hours(&minutes, n);
    switch (r->kind) {
    case REMEDY_SEATS: text_addf(out, lang_count(lang, n, "%d seat more", "%d seats more"), n); break;
    case REMEDY_AGENTS:
        text_addf(out, lang_count(lang, n, "%1$d agent more with contract %2$s", "%1$d agents more with contract %2$s"), n, contract);
        break;
    case REMEDY_STARTS:
        text_addf(out, lang_say(lang, "shifts of contract %1$s may start %2$s earlier and later"), contract, text_string(&minutes));
        break;
    case REMEDY_DAYS:
        text_addf(out, lang_count(lang, n, "%1$d day a week more with contract %2$s", "%1$d days a week more with contract %2$s"), n, contract);
        break;
    case REMEDY_REST: text_addf(out, lang_say(lang, "%1$s less rest with contract %2$s"), text_string(&minutes), contract); break;
    case REMEDY_PAUSES:
        text_addf(out, lang_say(lang, "breaks and lunches of contract %1$s may lie %2$s earlier and later"), contract, text_string(&minutes));
        break;
    case REMEDY_LEAVE:
        text_addf(out, lang_count(lang, n, "%d leave over these times not taken", "%d leaves over these times not taken"), n);
        break;
    case REMEDY_PRICE: text_addf(out, lang_say(lang, "a price of being short %d times as high"), n);
    }
    text_free(&minutes);
}

static void parts(struct text *out, const struct plan *p, const struct remedy *r, enum lang lang)
{
    if (!r->count)
        text_add(out, lang_say(lang, "nothing changed but the search going on (plan with a higher --effort)"));
    for (int i = 0; i < r->count; i++) {
        text_add(out, !i ? "" : i + 1 < r->count ? lang_say(lang, ", ") : lang_say(lang, " and "));
        what(out, p, &r->parts[i], lang);
    }
}

void words_remedy(struct text *out, const struct plan *p, const struct remedies *x, const struct remedy *r, enum lang lang)
{
    parts(out, p, r, lang);
    if (r->closes)
        text_add(out, x->is.peaks ? lang_say(lang, ": then every peak is met") : lang_say(lang, ": then all are met"));
    else
        text_addf(out, lang_say(lang, ": then %1$d of %2$d are still missed"), r->left, x->is.missed);
    text_addf(out, r->cost >= 0 ? lang_say(lang, " (solved again; %s more is paid") : lang_say(lang, " (solved again; %s less is paid"),
              words_count(fabs(r->cost), 0).text);
    if (r->closes && r->failed && r->parts[0].kind == REMEDY_AGENTS)
        text_addf(out, lang_say(lang, "; with %d some were still missed"), r->failed);
    text_add(out, lang_say(lang, ")."));
}

void words_most(struct text *out, const struct remedies *x, enum lang lang)
{
    if (!x->most.count || x->most.closes)
        return;
    text_addf(out, lang_say(lang, "Loosening alone does not close it, not even all of it at once (starts, days, rest, breaks, leave, seats): then "
                                 "%1$d of %2$d are still missed (solved again)."), x->most.left, x->is.missed);
}

/* --- for the page of a plan --------------------------------------------------------------------------------------- */

void words_hindrance(struct text *out, const struct plan *p, int queue, int interval, enum lang lang)
{
    const struct requirement *r = &p->requirements[queue];
    double                    there = p->result.coverages[queue].scheduled[interval], penalty;
    struct whereabouts        w;
    whereabouts_make(&w, p, queue, interval);
    switch (whereabouts_hindrance(&w, p, queue, interval)) {
    case HINDER_SEATS: text_addf(out, lang_say(lang, "the %s seats are full"), words_count(r->seats, 0).text); break;
    case HINDER_MONEY: text_addf(out, lang_say(lang, "the budget of %s is used elsewhere"), words_count(p->budget->money, 0).text); break;
    case HINDER_HOURS: text_add(out, lang_say(lang, "every agent works all the hours of the contract")); break;
    case HINDER_USED: text_add(out, lang_say(lang, "every agent works already")); break;
    case HINDER_RULES: text_add(out, lang_say(lang, "no shift found that keeps every rule")); break;
    case HINDER_PRICE:
        penalty = fmax(r->under_per_h[interval], requirement_short_per_h(r, interval, there));
        if (words_is_promise(p, penalty)) /* no money is the reason */
            text_add(out, lang_say(lang, "no shift found that keeps every rule"));
        else
            text_addf(out, lang_say(lang, "no shift found that costs less than the penalty of %s an hour"), words_count(penalty, 0).text);
    }
}

void words_missed_where(struct text *out, const struct plan *p, const struct short_goal *g, enum lang lang)
{
    if (g->at < 0)
        return;
    double there = p->result.coverages[p->result.summary.goals[g->goal].queue].scheduled[g->at];
    words_interval(out, p, g->at, g->at + 1, lang);
    text_addf(out, lang_say(lang, ": %s agents on work, %s would do"), words_count(there, 1).text, words_count(there + g->agents, 1).text);
}

/* Hours on work of an agent who works at all, in the roster there is. */
static double mean_work_h(const struct plan *p)
{
    const struct roster *r = &p->answer.roster;
    double               sum = 0;
    for (int i = 0; i < r->activity_count; i++)
        if (r->activities[i].kind == ACT_WORK)
            sum += (r->activities[i].end_min - r->activities[i].start_min) / 60.0;
    return p->result.summary.agents_used > 0 ? sum / p->result.summary.agents_used : NAN;
}

static void total(struct text *out, const struct plan *p, const struct shortage *x, enum lang lang)
{
    double agents = x->hours / mean_work_h(p);
    text_addf(out, lang_say(lang, "%1$s agent hours on work are missing, up to %2$s agents at once"), words_count(x->hours, 0).text,
              words_count(x->at_once, 1).text);
    if (agents >= 1.5)
        text_addf(out, lang_say(lang, ", as much as %s of the agents work"), words_count(agents, 0).text);
    if (x->seats)
        text_addf(out, lang_count(lang, x->seats, "; %d seat more is needed for them", "; %d seats more are needed for them"), x->seats);
    text_addf(out, "%s\n", lang_say(lang, "."));
}

void words_missed_total(struct text *out, const struct plan *p, const struct shortage *peaks, const struct shortage *all, enum lang lang)
{
    if (peaks->peaks && peaks->hours >= 0.05) {
        text_add(out, lang_say(lang, "For the peaks: "));
        total(out, p, peaks, lang);
    }
    if (all->hours >= 0.05 && all->missed > (peaks->peaks ? peaks->missed : 0)) {
        text_add(out, peaks->peaks ? lang_say(lang, "For all the goals: ") : lang_say(lang, "For the goals: "));
        total(out, p, all, lang);
    }
}

static void add_count(struct text *out, int n, const char *said, enum lang lang, int *first)
{
    if (!n)
        return;
    text_addf(out, "%s%d %s", *first ? "" : lang_say(lang, ", "), n, said);
    *first = 0;
}

void words_missed_why(struct text *out, const struct plan *p, const struct shortage *x, enum lang lang)
{
    const struct short_goal *g = x->missed && x->goals[0].at >= 0 ? &x->goals[0] : NULL;
    struct whereabouts       w;
    int                      first = 1;
    if (!g)
        return;
    whereabouts_make(&w, p, p->result.summary.goals[g->goal].queue, g->at);
    words_interval(out, p, g->at, g->at + 1, lang);
    text_addf(out, lang_count(lang, w.agents, ", of %d agent: ", ", of %d agents: "), w.agents);
    add_count(out, w.on_work, lang_say(lang, "on work"), lang, &first);
    add_count(out, w.at_pause, lang_say(lang, "at a break or lunch"), lang, &first);
    add_count(out, w.elsewhere, lang_say(lang, "in meetings or training"), lang, &first);
    add_count(out, w.other_hours, lang_say(lang, "at work at other hours of the day"), lang, &first);
    add_count(out, w.day_off, lang_say(lang, "with the day off"), lang, &first);
    add_count(out, w.away, lang_say(lang, "on leave"), lang, &first);
    add_count(out, w.unused, lang_say(lang, "without any shift"), lang, &first);
    text_addf(out, "%s\n", lang_say(lang, "."));
    if (w.spare_h < 0.5)
        text_add(out, lang_say(lang, "The contracts of these agents allow no hour more in the plan.\n"));
    else if (isfinite(w.spare_h))
        text_addf(out, lang_say(lang, "The contracts of these agents allow at most %s hours more in all the plan.\n"), words_count(w.spare_h, 0).text);
}

/* What was tried, and of which goals: those of peaks come first. */
static void tried(struct text *out, const struct remedies *x, enum lang lang)
{
    if (x->is.peaks)
        text_add(out, lang_say(lang, "Tried for the peaks alone: they come first.\n"));
    if (x->brief)
        text_add(out, lang_say(lang, "Tried in a few seconds, so fewer agents may do; `headcount explain --peaks` tries longer, and other ways.\n"));
}

void words_missed_remedies(struct text *out, const struct plan *p, enum lang lang)
{
    const struct remedies *x = p->remedies;
    if (!x && p->budget) {
        text_add(out, lang_say(lang, "This roster is the best found for the money: more of it, or a plan without --budget, shows what the goals take.\n"));
        return;
    }
    if (!x) {
        text_add(out, lang_say(lang, "Not tried yet: `headcount explain --peaks` solves again with agents, seats and rules changed.\n"));
        return;
    }
    for (int i = 0; i < x->count; i++) {
        text_add(out, x->items[i].closes ? "✓ " : "✗ ");
        words_remedy(out, p, x, &x->items[i], lang);
        text_add_char(out, '\n');
    }
    if (x->most.count && !x->most.closes) {
        text_add(out, "✗ ");
        words_most(out, x, lang);
        text_add_char(out, '\n');
    }
    if (!x->count)
        text_add(out, lang_say(lang, "✗ Agents more do not help either, as many as were tried.\n"));
    tried(out, x, lang);
}
