/* What other goals would cost. */
#include "report/words_frontier.h"

#include <math.h>

/* What a point costs on the way from the point below the plan's own goal to the one above; NAN: there is no such way. */
static double slope(const struct frontier *f)
{
    for (int i = 0; i < f->count; i++) {
        int low = i > 0 ? i - 1 : i, high = i + 1 < f->count && f->points[i + 1].met ? i + 1 : i;
        const struct frontier_point *a = &f->points[low], *b = &f->points[high];
        if (f->points[i].own && a->met && b->met && b->goal > a->goal)
            return (b->objective - a->objective) / (100 * (b->goal - a->goal));
    }
    return NAN;
}

void words_frontier_head(struct text *out, const struct frontier *f, enum lang lang)
{
    if (!isnan(slope(f)))
        text_addf(out, lang_say(lang, "Around the plan's own goal a point more costs about %s. "), words_count(slope(f), 0).text);
    text_add(out, lang_say(lang, "Each goal was solved for, from the strictest down; \"at least\" is the proven bound, which counts penalties too."));
}

void words_frontier_point(struct text *out, const struct frontier_point *x, enum lang lang)
{
    text_addf(out, lang_say(lang, "%1$s%2$s: service %3$s, cost %4$s"), x->own ? "→ " : "", words_goal_percent(x->goal).text,
              words_percent(x->service_level).text, words_count(x->cost, 0).text);
    if (x->met)
        text_addf(out, lang_say(lang, ", with penalties %1$s, at least %2$s: proven within %3$s"), words_count(x->objective, 0).text,
                  words_count(x->lower_bound, 0).text, words_percent(fmax(0, x->gap)).text);
    text_addf(out, lang_count(lang, x->agents_used, ", %d agent", ", %d agents"), x->agents_used);
    if (!x->met)
        text_add(out, lang_say(lang, "; a goal is missed, and its penalties drown what a bound could say of the cost"));
}
