/* Shifts, intervals, goals and hires of words_reason.h. */
#include "report/words_reason.h"

#include <math.h>
#include <string.h>

static void from_to(struct text *out, struct with_without x, enum lang lang)
{
    text_addf(out, lang_say(lang, "%1$s → %2$s"), words_percent(x.with).text, words_percent(x.without).text);
}

void words_shift(struct text *out, const struct plan *p, const struct reason *r, enum lang lang)
{
    const struct shift *s = &p->reasons.roster.shifts[r->shift];
    text_addf(out, "%s ", p->scenario.agents[s->agent].id);
    words_date(out, p, s->day, lang);
    text_add(out, " ");
    roster_add_times(out, &p->reasons.roster, s, &p->scenario.horizon, "–", ", ");
}

int words_breaks_promise(const struct plan *p, const struct reason *r)
{
    const struct shift *s = &p->reasons.roster.shifts[r->shift];
    return words_is_promise(p, r->penalty * 60 / fmax(60, s->end_min - s->start_min));
}

static void money(struct text *out, const struct plan *p, const struct reason *r, enum lang lang)
{
    double saved = -r->cost;
    if (saved >= 0.5)
        text_addf(out, lang_say(lang, "Without it %s less is paid"), words_count(saved, 0).text);
    else if (saved <= -0.5)
        text_addf(out, lang_say(lang, "Without it %s more is paid"), words_count(-saved, 0).text);
    else
        text_add(out, lang_say(lang, "Without it as much is paid (the hours are guaranteed)"));
    if (words_breaks_promise(p, r))
        text_add(out, lang_say(lang, ", but what must hold is broken"));
    else
        text_addf(out, lang_say(lang, ", %s in all with penalties"), words_count(p->reasons.objective + r->objective, 0).text);
    text_add(out, lang_say(lang, "."));
}

static void lost_intervals(struct text *out, const struct plan *p, const struct reason *r, enum lang lang)
{
    const struct horizon *h = &p->scenario.horizon;
    char                  at[8];
    if (!r->lost_count)
        return;
    text_add(out, lang_say(lang, " Intervals that then miss what they must reach: "));
    for (int i = 0; i < r->lost_count && i < 4; i++)
        text_addf(out, "%s%s", i ? lang_say(lang, ", ") : "", horizon_clock(h, p->reasons.lost[r->lost_first + i] * h->interval_min, at));
    text_add(out, r->lost_count > 4 ? "…" : lang_say(lang, "."));
}

void words_without(struct text *out, const struct plan *p, const struct reason *r, enum lang lang)
{
    const struct horizon *h = &p->scenario.horizon;
    char                  at[8], to[8];
    money(out, p, r, lang);
    if (!isnan(r->day.with)) {
        text_add(out, lang_say(lang, " Service of the day "));
        from_to(out, r->day, lang);
        text_add(out, lang_say(lang, ", of the week "));
        from_to(out, r->week, lang);
        if (!isnan(r->peak.without)) {
            text_addf(out, lang_say(lang, ", worst of the peak %1$s–%2$s "), horizon_clock(h, r->peak_first * h->interval_min, at),
                      horizon_clock(h, r->peak_last * h->interval_min, to));
            from_to(out, r->peak, lang);
        }
        if (r->low_at >= 0) {
            text_addf(out, lang_say(lang, ", lowest at %s "), horizon_clock(h, r->low_at * h->interval_min, at));
            from_to(out, r->low, lang);
        }
        text_add(out, lang_say(lang, "."));
    }
    lost_intervals(out, p, r, lang);
    if (r->goals_lost)
        text_addf(out, lang_say(lang, " Goals met now and missed then: %d."), r->goals_lost);
    if (r->rules)
        text_addf(out, lang_say(lang, " Rules of the agent's week broken then: %s."), r->broken);
}

/* --- prices ------------------------------------------------------------------------------------------------------ */

static void change(struct text *out, double x, enum lang lang)
{
    text_addf(out, x <= 0 ? lang_say(lang, "%s less") : lang_say(lang, "%s more"), words_count(fabs(x), 1).text);
}

void words_price(struct text *out, const struct plan *p, const struct tariff *x, int queue, int interval, enum lang lang)
{
    struct tariff_change t = tariff_change_of(p, queue, interval);
    double               price = tariff_price(x, queue, interval);
    const struct coverage        *c = &p->result.coverages[queue];
    words_interval(out, p, interval, interval + 1, lang);
    if (p->scenario.queue_count > 1)
        text_addf(out, " %s", p->scenario.queues[queue].name);
    text_addf(out, lang_say(lang, ": %s agents on work, %s on contacts after shrinkage, %s needed there alone; service %s. "),
              words_count(c->scheduled[interval], 1).text, words_count(c->expected[interval], 1).text,
              words_count(c->required[interval], 0).text, words_percent(t.sl).text);
    if (words_is_promise(p, price * 60 / p->scenario.horizon.interval_min))
        text_add(out, lang_say(lang, "Price: none; it must hold, and nobody can be spared. "));
    else if (!isnan(price))
        text_addf(out,
                  lang_say(lang, "Price: one agent more in it for nothing saves %s once the other shifts are arranged anew around that, one "
                                 "less costs as much (a price of the proven bound; it holds for small changes). "),
                  words_count(price, 2).text);
    text_add(out, lang_say(lang, "With nothing else changed one agent more makes cost and penalties "));
    change(out, t.more, lang);
    text_addf(out, lang_say(lang, " (service %s), one less "), words_percent(t.sl_more).text);
    change(out, t.less, lang);
    text_addf(out, lang_say(lang, " (service %s)."), words_percent(t.sl_less).text);
}

void words_point(struct text *out, const struct plan *p, const struct tariff_goal *g, enum lang lang)
{
    const struct goal_result *y = p->result.summary.goals;
    for (int i = 0; i < p->result.summary.goal_count; i++)
        if (y[i].queue == g->queue && !strcmp(y[i].scope, g->scope) && y[i].first == g->first && y[i].wanted == g->wanted) {
            words_goal(out, p, &y[i], lang);
            break;
        }
    text_addf(out, lang_say(lang, ": %s"), words_count(g->point, 0).text);
}

void words_hire(struct text *out, const struct plan *p, const struct hire *h, enum lang lang)
{
    text_addf(out, lang_say(lang, "One agent more with contract %s"), p->scenario.contracts[h->contract].name);
    if (p->scenario.queue_count > 1)
        text_addf(out, " (%s)", p->scenario.queues[h->queue].name);
    if (h->found >= 1)
        text_addf(out, lang_say(lang, ": solved again, cost and penalties are %s less"), words_count(h->found, 0).text);
    else if (h->found <= -1)
        text_addf(out, lang_say(lang, ": solved again, cost and penalties are %s more"), words_count(-h->found, 0).text);
    else
        text_add(out, lang_say(lang, ": solved again, nothing better was found"));
    if (!isnan(h->at_most))
        text_addf(out, lang_say(lang, "; at most %s can be saved"), words_count(fmax(0, h->at_most), 0).text);
    text_add(out, lang_say(lang, "."));
}
