#include "report/words_budget.h"

#include <math.h>

/* What the sum is: enough for something, or less than what is paid whatever is done. */
static void sum(struct text *out, const struct budget *b, enum lang lang)
{
    if (b->least > b->money + 0.005)
        text_addf(out, lang_say(lang, "%1$s is less than these contracts cost whatever they do: the least is %2$s. For that the best found answers %3$s of the contacts in time."),
                  words_count(b->money, 0).text, words_count(b->least, 0).text, words_percent(b->service_level).text);
    else
        text_addf(out, lang_say(lang, "For %1$s the best found answers %2$s of the contacts in time. It costs %3$s; %4$s is left."), words_count(b->money, 0).text,
                  words_percent(b->service_level).text, words_count(b->cost, 0).text, words_count(fmax(0, b->money - b->cost), 0).text);
}

static void kept(struct text *out, enum budget_kept kept, enum lang lang)
{
    static const char *const texts[] = {
        [BUDGET_RULES] = LANG_MARK(" The least staff of every open interval cannot be paid for with it: only the rules of the contracts and the seats are kept."),
        [BUDGET_LEAST_STAFF] = LANG_MARK(" What must hold in peaks cannot be paid for with it: the least staff, the rules of the contracts and the seats are kept."),
        [BUDGET_PROMISES] = LANG_MARK(" The goals cannot all be met with it: what must hold in peaks and the least staff are kept."),
        [BUDGET_GOALS] = LANG_MARK(" Every goal is met."),
    };
    text_add(out, lang_say(lang, texts[kept]));
}

static void proof(struct text *out, const struct budget *b, enum lang lang)
{
    if (isnan(b->most))
        text_add(out, lang_say(lang, " How near that is to the best there is, is not proven."));
    else if (b->most - b->service_level < 0.0005)
        text_add(out, lang_say(lang, " No roster for the money that keeps as much answers more."));
    else
        text_addf(out, lang_say(lang, " Proven: no roster for the money that keeps as much answers more than %s."), words_percent(b->most).text);
    if (b->enough)
        text_add(out, lang_say(lang, " More money would buy no more: the agents there are, the seats or the curve of service limit it."));
}

void words_budget(struct text *out, const struct plan *p, enum lang lang)
{
    const struct budget *b = p->budget;
    if (!b)
        return;
    if (isnan(b->cost)) {
        text_addf(out, lang_say(lang, "The search was interrupted before it had a roster for %s; this is the plan's own."), words_count(b->money, 0).text);
        return;
    }
    sum(out, b, lang);
    kept(out, b->kept, lang);
    proof(out, b, lang);
}
