/* Goals missed, how short they are and what would close them: of words_reason.h. */
#include "report/words_reason.h"

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
    text_addf(out, lang_say(lang, ": %s of %s"), words_percent(s->sl).text, words_goal_percent(s->wanted).text);
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
        text_add(out, lang_say(lang, ": then all are met"));
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
