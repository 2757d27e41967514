#include "report/explain.h"
#include "report/words_reason.h"
#include "report/wrap.h"
#include <math.h>
#include <string.h>

enum { COLUMNS = 80, LABEL = 12, GOALS_SHOWN = 12, SHORTS_SHOWN = 6, SHIFTS_SHOWN = 7 };

struct sheet { struct text *out; const struct explanation *x; enum lang lang; };

/* A labelled paragraph, and done with its body. */
static void paragraph(const struct sheet *s, const char *label, struct text *body)
{
    if (body->length)
        wrap_add(s->out, label, text_string(body), LABEL, COLUMNS);
    text_clear(body);
}

static void would_help(const struct sheet *s, struct text *body)
{
    const struct remedies *x = &s->x->remedies;
    int                    closed = x->count && x->items[0].closes;
    for (int i = 0; i < x->count; i++) {
        words_remedy(body, s->x->p, x, &x->items[i], s->lang);
        text_add_char(body, '\n');
    }
    words_most(body, x, s->lang);
    if (!closed && x->cancelled)
        text_add(body, lang_say(s->lang, "Interrupted before anything was found that closes it."));
    else if (!x->count)
        text_add(body, lang_say(s->lang, "\nAgents more do not help either, as many as were tried."));
    paragraph(s, lang_say(s->lang, "Would help"), body);
}

static int has_peaks(const struct scenario *s)
{
    int peaks = 0;
    for (int q = 0; q < s->queue_count; q++)
        peaks += s->queues[q].peak_count;
    return peaks > 0;
}

static void missed(const struct sheet *s, struct text *body)
{
    const struct shortage *x = &s->x->remedies.is;
    int                    peaks = s->x->peaks && has_peaks(&s->x->p->scenario);
    if (!x->missed) {
        text_add(body, peaks ? lang_say(s->lang, "Every peak is met.") : lang_say(s->lang, "No goal is missed."));
        paragraph(s, lang_say(s->lang, "Missed"), body);
        return;
    }
    text_addf(body, peaks && !x->peaks ? lang_say(s->lang, "Every peak is met, but other goals are missed: %d.\n")
                                             : lang_say(s->lang, "Goals missed: %d.\n"), x->missed);
    for (int i = 0; i < x->missed && i < GOALS_SHOWN; i++) {
        words_short_goal(body, s->x->p, &x->goals[i], s->lang);
        text_add_char(body, '\n');
    }
    if (x->missed > GOALS_SHOWN)
        text_addf(body, lang_count(s->lang, x->missed - GOALS_SHOWN, "and %d goal more\n", "and %d goals more\n"), x->missed - GOALS_SHOWN);
    words_short_in_all(body, x, s->lang);
    paragraph(s, lang_say(s->lang, "Missed"), body);
    for (int i = 0; i < x->count && i < SHORTS_SHOWN; i++) {
        words_short(body, s->x->p, &x->items[i], s->lang);
        text_add_char(body, '\n');
    }
    if (x->count > SHORTS_SHOWN)
        text_addf(body, lang_count(s->lang, x->count - SHORTS_SHOWN, "and %d interval more\n", "and %d intervals more\n"),
                  x->count - SHORTS_SHOWN);
    paragraph(s, lang_say(s->lang, "Where"), body);
    would_help(s, body);
}

static void conflicts(const struct sheet *s, struct text *body)
{
    for (int i = 0; i < s->x->conflict_count; i++) {
        const struct conflict *c = &s->x->conflicts[i];
        words_core(body, s->x->p, c, s->x->like[i], s->lang);
        paragraph(s, c->wishes ? lang_say(s->lang, "Wishes") : lang_say(s->lang, "No tour"), body);
        for (int w = 0; w < c->way_count; w++) {
            words_way(body, s->x->p, c, c->ways[w], s->lang);
            text_add_char(body, '\n');
        }
        paragraph(s, lang_say(s->lang, "Would help"), body);
    }
}

static int day_is_open(const struct plan *p, int day)
{
    const struct horizon *h = &p->scenario.horizon;
    for (int q = 0; q < p->scenario.queue_count; q++)
        for (int t = h->day_first[day]; t < h->day_first[day + 1]; t++)
            if (p->scenario.queues[q].open[t])
                return 1;
    return 0;
}

static void shifts(const struct sheet *s, struct text *body)
{
    const struct plan *p = s->x->p;
    if (s->x->all && s->x->shift_count)
        text_add(body, lang_say(s->lang, "The shifts that would be missed least (all are in reasons.csv):"));
    paragraph(s, lang_say(s->lang, "Shifts"), body);
    for (int i = 0; i < s->x->shift_count && i < SHIFTS_SHOWN; i++) {
        const struct reason *r = &p->reasons.items[s->x->shifts[i]];
        words_shift(body, p, r, s->lang);
        text_add(body, lang_say(s->lang, ": "));
        words_without(body, p, r, s->lang);
        paragraph(s, s->x->all || i ? "" : lang_say(s->lang, "Shifts"), body);
    }
    if (s->x->shift_count > SHIFTS_SHOWN)
        text_addf(body, lang_say(s->lang, "and %d more: see reasons.csv"), s->x->shift_count - SHIFTS_SHOWN);
    int named = s->x->agent >= 0 || s->x->day >= 0 || s->x->interval >= 0;
    if (s->x->day >= 0 && p->scenario.day_closed[s->x->day])
        text_add(body, lang_say(s->lang, "The day is closed: no shift may start on it."));
    else if (named && !s->x->shift_count && !s->x->conflict_count)
        text_add(body, s->x->day >= 0 && !day_is_open(p, s->x->day) ? lang_say(s->lang, "No queue is open on that day: no shift then.")
                                                                    : lang_say(s->lang, "No shift then."));
    paragraph(s, s->x->shift_count ? "" : lang_say(s->lang, "Shifts"), body);
}

static void intervals(const struct sheet *s, struct text *body)
{
    for (int q = 0; q < s->x->tariff.queues && s->x->interval >= 0; q++) {
        words_price(body, s->x->p, &s->x->tariff, q, s->x->interval, s->lang);
        paragraph(s, lang_say(s->lang, "Interval"), body);
    }
}

static void points(const struct sheet *s, struct text *body)
{
    const struct tariff *t = &s->x->tariff;
    int said = 0;
    text_add(body, lang_say(s->lang, "What one more point of service costs (by the prices of the bound):\n"));
    for (int i = 0; i < t->goal_count && s->x->all; i++) {
        if (isnan(t->goals[i].point))
            continue;
        text_add(body, said++ ? lang_say(s->lang, "; ") : "");
        words_point(body, s->x->p, &t->goals[i], s->lang);
    }
    if (said)
        paragraph(s, lang_say(s->lang, "A point more"), body);
    text_clear(body);
}

static void hires(const struct sheet *s, struct text *body)
{
    for (int i = 0; i < s->x->hire_count; i++) {
        words_hire(body, s->x->p, &s->x->hires[i], s->lang);
        text_add_char(body, '\n');
    }
    paragraph(s, lang_say(s->lang, "A hire"), body);
}

void explain_text(struct text *out, const struct explanation *x, enum lang lang)
{
    struct sheet s = {out, x, lang};
    struct text  body = {0};
    text_addf(out, "%s\n", x->p->scenario.name);
    words_recall(&body, x->p, lang);
    if (body.length)
        wrap_add(out, "", text_string(&body), 0, COLUMNS);
    text_clear(&body);
    words_verdict(out, x->p, lang);
    text_add(out, "\n\n");
    missed(&s, &body);
    conflicts(&s, &body);
    intervals(&s, &body);
    shifts(&s, &body);
    points(&s, &body);
    hires(&s, &body);
    text_free(&body);
}
