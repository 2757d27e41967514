/* The money and the hours of words.h, and the proven gap. */
#include "report/words.h"

#include <math.h>
#include <string.h>

static int short_of_promise(const struct plan *p)
{
    for (int k = 0; k < p->result.coverage_count; k++) {
        const struct requirement *r = &p->requirements[k];
        for (int t = 0; t < r->intervals; t++)
            if (r->kind[t] == CLASS_OPEN && p->result.coverages[k].scheduled[t] < r->promised[t] - 1e-6)
                return 1;
    }
    return 0;
}

/* A goal over days or weeks that only floors not held make it miss is charged by those (requirement.h). */
static int misses_span(const struct plan *p)
{
    const struct summary *y = &p->result.summary;
    for (int i = 0; i < y->goal_count; i++)
        if (!y->goals[i].met && (!strcmp(y->goals[i].scope, "day") || !strcmp(y->goals[i].scope, "week")))
            return 1;
    return 0;
}

int words_broken(const struct plan *p, double *rest)
{
    const struct penalty_items *y = &p->result.summary.penalty;
    const struct penalties     *c = &p->scenario.penalties;
    int                         must = words_is_promise(p, c->must_per_agent_h);
    const struct { double money; int promise, bit; } items[] = {
        {y->must, must, WORDS_MUST}, {y->seats, must, WORDS_SEATS}, {y->under, y->under > 0.005 && short_of_promise(p), WORDS_UNDER},
        {y->goal, words_is_promise(p, c->goal_per_contact) && (y->goal > 0.005 || misses_span(p)), WORDS_GOAL}};
    int broken = 0;
    *rest = y->total;
    for (size_t i = 0; i < sizeof items / sizeof *items; i++)
        if (items[i].promise && (items[i].money > 0.005 || items[i].bit == WORDS_GOAL)) {
            broken |= items[i].bit;
            *rest -= items[i].money;
        }
    return broken;
}

int words_proven(const struct plan *p)
{
    const struct summary *y = &p->result.summary;
    return isfinite(y->gap) && y->lower_bound > 0 && y->gap <= 0.5;
}

static void item(struct text *out, double money, const char *name, const char **comma)
{
    if (money < 0.5)
        return;
    text_addf(out, "%s%s %s", *comma, name, words_count(money, 0).text);
    *comma = " · ";
}

/* Promises have no price: what is broken is named. */
static void broken_promises(struct text *out, int broken, enum lang lang)
{
    static const struct { int bit; const char *what; } names[] = {
        {WORDS_MUST, LANG_MARK("short in a peak that must hold")}, {WORDS_UNDER, LANG_MARK("short of the least that must be there")},
        {WORDS_SEATS, LANG_MARK("over the seats")}, {WORDS_GOAL, LANG_MARK("missed day and week goals")}};
    const char *comma = "";
    text_add_char(out, '\n');
    text_add(out, lang_say(lang, "Broken, though it must hold whatever it costs: "));
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (broken & names[i].bit) {
            text_addf(out, "%s%s", comma, lang_say(lang, names[i].what));
            comma = " · ";
        }
}

void words_cost(struct text *out, const struct plan *p, enum lang lang)
{
    const struct summary *y = &p->result.summary;
    const char           *comma = "";
    text_addf(out, lang_say(lang, "%s for the plan"), words_count(y->cost.total, 0).text);
    text_add(out, lang_say(lang, " ("));
    item(out, y->cost.wages, lang_say(lang, "wages"), &comma);
    item(out, y->cost.premiums, lang_say(lang, "premiums"), &comma);
    item(out, y->cost.overtime, lang_say(lang, "overtime"), &comma);
    item(out, y->cost.paid_leave, lang_say(lang, "paid leave"), &comma);
    text_add(out, lang_say(lang, ")"));
    if (isfinite(y->cost_per_answered))
        text_addf(out, lang_say(lang, "; %s per answered contact (%s of %s contacts answered)"),
                  words_count(y->cost_per_answered, 2).text, words_count(y->answered, 0).text, words_count(y->offered, 0).text);
    double rest;
    int    broken = words_broken(p, &rest);
    if (broken)
        broken_promises(out, broken, lang);
    if (rest < 0.5)
        return;
    comma = "";
    text_add_char(out, '\n');
    text_addf(out, lang_say(lang, "Penalties %s, which nobody pays but the plan avoids"), words_count(rest, 0).text);
    text_add(out, lang_say(lang, " ("));
    item(out, broken & WORDS_MUST ? 0 : y->penalty.must, lang_say(lang, "short in a peak that must hold"), &comma);
    item(out, y->penalty.under_peak, lang_say(lang, "short in a peak"), &comma);
    item(out, broken & WORDS_UNDER ? 0 : y->penalty.under, lang_say(lang, "short of staff"), &comma);
    item(out, broken & WORDS_SEATS ? 0 : y->penalty.seats, lang_say(lang, "over the seats"), &comma);
    item(out, broken & WORDS_GOAL ? 0 : y->penalty.goal, lang_say(lang, "missed day and week goals"), &comma);
    item(out, y->penalty.over, lang_say(lang, "staff beyond need"), &comma);
    item(out, y->penalty.personal, lang_say(lang, "wishes not granted"), &comma);
    item(out, y->penalty.days_off, lang_say(lang, "days off not together"), &comma);
    text_add(out, lang_say(lang, ")"));
}

/* Where the bound is more than check has recomputed. */
static void proven_words(struct text *out, const struct summary *y, enum lang lang)
{
    if (y->lower_bound - y->bound_proven >= fmax(0.5, 1e-4 * y->objective))
        text_addf(out, lang_say(lang, " Recomputed from prices alone the least is %s; the rest is what whole shifts add day by day, taken "
                                      "as the optimizer's branch and bound left it."),
                  words_count(y->bound_proven, 0).text);
}

void words_gap(struct text *out, const struct plan *p, enum lang lang)
{
    const struct summary *y = &p->result.summary;
    if (!isfinite(y->lower_bound) || !isfinite(y->gap)) {
        text_add(out, lang_say(lang, "How far this roster is from the least cost is not known: it came without a proof."));
        return;
    }
    if (y->lower_bound <= 0 && !strcmp(y->stopped_by, "interrupted")) {
        text_add(out, lang_say(lang, "No least cost is proven: the search was interrupted before."));
        return;
    }
    if (y->lower_bound <= 0) {
        text_add(out, lang_say(lang, "No least cost is proven: the goals are out of reach, and their penalties outweigh all cost."));
        return;
    }
    double rest;
    if (words_broken(p, &rest)) {
        text_add(out, lang_say(lang, "What must hold does not, and its penalties outweigh all cost: "));
        text_addf(out, words_proven(p) ? lang_say(lang, "with them at most %s could be saved.") : lang_say(lang, "how much better any roster could be is not known."),
                  words_percent(fmax(0, y->gap)).text);
        return;
    }
    const char *together = y->penalty.total >= 0.5 ? lang_say(lang, " with penalties") : "";
    text_addf(out, lang_say(lang, "No roster can cost less than %s%s; this one costs %s"), words_count(y->lower_bound, 0).text,
              together, words_count(y->objective, 0).text);
    if (y->gap < 0.0005) {
        text_add(out, lang_say(lang, ", the least there is."));
        proven_words(out, y, lang);
        return;
    }
    text_addf(out, lang_say(lang, ": at most %s could be saved."), words_percent(y->gap).text);
    if (y->fixed_cost >= 0.5 && isfinite(y->gap_without_fixed))
        text_addf(out, lang_say(lang, " %s is paid whatever the roster; of the rest at most %s could be saved."),
                  words_count(y->fixed_cost, 0).text, words_percent(fmax(0, y->gap_without_fixed)).text);
    proven_words(out, y, lang);
    if (!strcmp(y->stopped_by, "wall_clock"))
        text_add(out, lang_say(lang, " The search was stopped by the clock: more time may save more."));
    else if (!strcmp(y->stopped_by, "interrupted"))
        text_add(out, lang_say(lang, " The search was interrupted: this is the best roster it had."));
}

void words_hours(struct text *out, const struct plan *p, enum lang lang)
{
    const struct summary *y = &p->result.summary;
    double                needed = 0, gross = 0, there = 0, rostered = 0, over = 0, under = 0;
    for (int k = 0; k < p->result.coverage_count; k++) {
        const struct coverage    *c = &p->result.coverages[k];
        const struct requirement *r = &p->requirements[k];
        for (int t = 0; t < c->intervals; t++) {
            if (r->kind[t] == CLASS_CLOSED)
                continue;
            needed += c->required[t];
            gross += r->agents_gross[t];
            there += c->expected[t];
            rostered += c->scheduled[t];
            over += fmax(0, c->net[t]);
            under += fmax(0, -c->net[t]);
        }
    }
    double hour = p->scenario.horizon.interval_min / 60.0;
    text_addf(out,
              lang_say(lang, "%s agent hours needed on contacts, %s there: %s short and %s over, interval by interval. "
                             "Before shrinkage %s needed, %s rostered; %s paid, of them %s overtime. %d of %d agents work; "
                             "they are busy %s of the time."),
              words_count(needed * hour, 0).text, words_count(there * hour, 0).text, words_count(under * hour, 0).text,
              words_count(over * hour, 0).text, words_count(gross * hour, 0).text, words_count(rostered * hour, 0).text,
              words_count(y->paid_h, 0).text, words_count(y->overtime_h, 0).text, y->agents_used, p->scenario.agent_count,
              words_percent(y->occupancy).text);
    if (y->guaranteed_h >= 0.05)
        text_addf(out, lang_say(lang, " %s hours more are paid, as contracts guarantee them, though nobody works them."),
                  words_count(y->guaranteed_h, 1).text);
}
