#include "report/page_data.h"

#include "base/clock.h"
#include "base/json.h"
#include "report/frontier_json.h"
#include "report/page_parts.h"
#include "report/words_budget.h"
#include <math.h>
#include <string.h>

enum { WEAK_SHOWN = 6 };

void page_figures(struct json_out *w, const char *key, const double *x, int n)
{
    json_out_flat_array(w, key);
    for (int i = 0; i < n; i++)
        json_out_fixed(w, NULL, x[i], fabs(x[i]) < 10 ? 7 : 5);
    json_out_end(w, ']');
}

static void days(struct json_out *w, const struct plan *p)
{
    const struct horizon *h = &p->scenario.horizon;
    json_out_array(w, "days");
    for (int d = 0; d < h->days; d++) {
        json_out_flat_object(w, NULL);
        json_out_integer(w, "first", h->day_first[d]);
        json_out_integer(w, "last", h->day_first[d + 1]);
        json_out_integer(w, "start", horizon_day_start(h, d));
        json_out_integer(w, "end", horizon_day_start(h, d + 1));
        json_out_flat_object(w, "label");
        for (int l = 0; l < LANG_COUNT; l++)
            page_said(w, p, (enum lang)l, words_date, d);
        json_out_end(w, '}');
        json_out_flat_object(w, "short");
        for (int l = 0; l < LANG_COUNT; l++)
            page_said(w, p, (enum lang)l, words_weekday, d);
        json_out_end(w, '}');
        json_out_end(w, '}');
    }
    json_out_end(w, ']');
}

void page_said(struct json_out *w, const struct plan *p, enum lang lang,
               void (*say)(struct text *, const struct plan *, int, enum lang), int n)
{
    struct text said = {0};
    say(&said, p, n, lang);
    json_out_string(w, lang_name(lang), text_string(&said));
    text_free(&said);
}

/* Wall clock at the start of every interval any shift touches. */
static void walls(struct json_out *w, const struct plan *p)
{
    const struct horizon *h = &p->scenario.horizon;
    int                   last = h->intervals;
    for (int i = 0; i < p->answer.roster.shift_count; i++) {
        int end = p->answer.roster.shifts[i].end_min / h->interval_min + 1;
        last = end > last ? end : last;
    }
    json_out_flat_array(w, "wall");
    for (int t = 0; t <= last && t < h->axis; t++)
        json_out_integer(w, NULL, h->wall_min[t]);
    json_out_end(w, ']');
}

static void achieved(struct text *out, const struct plan *p, const struct goal_result *g, enum lang lang)
{
    (void)p;
    words_achieved(out, g, lang);
}

static void goals(struct json_out *w, const struct plan *p)
{
    const struct summary *y = &p->result.summary;
    json_out_array(w, "goals");
    for (int i = 0; i < y->goal_count; i++) {
        const struct goal_result *g = &y->goals[i];
        json_out_flat_object(w, NULL);
        json_out_integer(w, "queue", g->queue);
        json_out_string(w, "scope", g->scope);
        json_out_integer(w, "first", g->first);
        json_out_integer(w, "last", g->last);
        json_out_bool(w, "met", g->met);
        json_out_bool(w, "must", g->must);
        json_out_integer(w, "below", g->below);
        json_out_integer(w, "of", g->of);
        page_goal_words(w, p, g, "what", words_goal);
        page_goal_words(w, p, g, "wanted", words_wanted);
        page_goal_words(w, p, g, "achieved", achieved);
        json_out_end(w, '}');
    }
    json_out_end(w, ']');
}

void page_goal_words(struct json_out *w, const struct plan *p, const struct goal_result *g, const char *key,
                     void (*say)(struct text *, const struct plan *, const struct goal_result *, enum lang))
{
    json_out_flat_object(w, key);
    for (int l = 0; l < LANG_COUNT; l++) {
        struct text said = {0};
        say(&said, p, g, (enum lang)l);
        json_out_string(w, lang_name((enum lang)l), text_string(&said));
        text_free(&said);
    }
    json_out_end(w, '}');
}

static void summary(struct json_out *w, const struct plan *p)
{
    const struct summary *y = &p->result.summary;
    double rest;
    int    broken = words_broken(p, &rest);
    json_out_object(w, "summary");
    json_out_bool(w, "goal_met", y->goal_met);
    const struct { const char *key; double value; } figures[] = {
        {"wages", y->cost.wages},        {"premiums", y->cost.premiums},   {"overtime", y->cost.overtime},
        {"paid_leave", y->cost.paid_leave}, {"cost", y->cost.total},       {"under", y->penalty.under},
        {"under_peak", y->penalty.under_peak}, {"must", y->penalty.must},  {"seats", y->penalty.seats},
        {"over", y->penalty.over},       {"goal", y->penalty.goal},        {"personal", y->penalty.personal},
        {"days_off", y->penalty.days_off}, {"penalty", y->penalty.total},  {"objective", y->objective},
        {"lower_bound", y->lower_bound}, {"cost_per_answered", y->cost_per_answered},
        {"offered", y->offered},         {"answered", y->answered},        {"paid_h", y->paid_h},
        {"contact_h", y->contact_h},     {"guaranteed_h", y->guaranteed_h},
    };
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++)
        json_out_fixed(w, figures[i].key, figures[i].value, 6);
    json_out_flat_object(w, "shown"); /* made where the text report makes its own, so that the two never differ */
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++)
        json_out_string(w, figures[i].key, words_count(figures[i].value, !strcmp(figures[i].key, "cost_per_answered") ? 2 : 0).text);
    json_out_string(w, "rest", words_count(rest, 0).text);
    json_out_string(w, "gap", words_percent(fmax(0, y->gap)).text);
    json_out_string(w, "occupancy", words_percent(y->occupancy).text);
    json_out_string(w, "service_level", words_percent(y->service_level).text);
    json_out_end(w, '}');
    json_out_integer(w, "broken", broken);
    json_out_fixed(w, "rest", rest, 6);
    json_out_bool(w, "proven", words_proven(p));
    json_out_fixed(w, "gap", y->gap, 6);
    json_out_fixed(w, "occupancy", y->occupancy, 6);
    json_out_fixed(w, "service_level", y->service_level, 6);
    json_out_integer(w, "agents_used", y->agents_used);
    json_out_integer(w, "below", y->intervals_below_goal);
    json_out_integer(w, "open", y->intervals_open);
    json_out_end(w, '}');
}

static void said_lines(struct json_out *w, const char *key, const struct plan *p, enum lang lang,
                       void (*say)(struct text *, const struct plan *, enum lang))
{
    struct text list = {0};
    say(&list, p, lang);
    page_lines(w, key, &list);
    text_free(&list);
}

static void weak_sentences(struct json_out *w, const struct plan *p, const struct words_weak *weak, int n, enum lang lang)
{
    json_out_array(w, "weak");
    for (int i = 0; i < n; i++) {
        struct text when = {0}, reason = {0};
        words_weak_when(&when, p, &weak[i], lang);
        words_weak_reason(&reason, p, &weak[i], lang);
        json_out_flat_object(w, NULL);
        json_out_string(w, "when", text_string(&when));
        json_out_string(w, "reason", text_string(&reason));
        json_out_end(w, '}');
        text_free(&when);
        text_free(&reason);
    }
    json_out_end(w, ']');
}

static void sentences(struct json_out *w, const struct plan *p, const struct words_weak *weak, int n, enum lang lang)
{
    struct text line = {0}, list = {0};
    json_out_object(w, lang_name(lang));
    words_subtitle(&line, p, lang);
    json_out_string(w, "subtitle", text_string(&line));
    text_clear(&line);
    words_verdict(&line, p, lang);
    json_out_string(w, "verdict", text_string(&line));
    json_out_bool(w, "good", words_is_good(p));
    text_clear(&line);
    text_addf(&line, lang_say(lang, "Made by headcount %s, seed %llu."), HEADCOUNT_VERSION, (unsigned long long)p->scenario.seed);
    json_out_string(w, "origin", text_string(&line));
    said_lines(w, "gap", p, lang, p->budget ? words_budget : words_gap);
    said_lines(w, "hours", p, lang, words_hours);
    said_lines(w, "limits", p, lang, words_limits);
    page_missed_said(w, p, lang);
    weak_sentences(w, p, weak, n, lang);
    json_out_array(w, "forecast");
    for (int k = 0; k < p->scenario.queue_count; k++) {
        text_clear(&line);
        words_forecast(&line, p, k, lang);
        json_out_string(w, NULL, text_string(&line));
    }
    json_out_end(w, ']');
    json_out_array(w, "notes");
    for (int i = 0; i < WORDS_NOTES; i++) {
        text_clear(&line);
        text_clear(&list);
        words_notes(&line, &list, p, i, lang);
        json_out_object(w, NULL);
        json_out_string(w, "head", text_string(&line));
        page_lines(w, "lines", &list);
        json_out_end(w, '}');
    }
    json_out_end(w, ']');
    json_out_end(w, '}');
    text_free(&line);
    text_free(&list);
}

static void catalogue(struct json_out *w)
{
    const char *text, *said;
    json_out_object(w, "words");
    for (int n = 0; lang_message(LANG_ZH, n, &text, &said); n++)
        if (!strchr(text, 4)) /* a context: not of the page */
            json_out_string(w, text, said);
    json_out_end(w, '}');
}

void page_data(struct text *out, const struct plan *p, enum lang lang)
{
    struct json_out   w = {0};
    struct words_weak weak[WEAK_SHOWN];
    int               n = words_weak(p, weak, WEAK_SHOWN);
    json_out_object(&w, NULL);
    json_out_string(&w, "lang", lang_name(lang));
    json_out_string(&w, "name", p->scenario.name);
    json_out_integer(&w, "step", p->scenario.horizon.interval_min);
    json_out_integer(&w, "intervals", p->scenario.horizon.intervals);
    days(&w, p);
    walls(&w, p);
    page_queues(&w, p);
    page_people(&w, p);
    page_reasons(&w, p);
    page_missed(&w, p);
    if (p->frontier)
        frontier_out(&w, p->frontier);
    if (p->budget)
        budget_out(&w, p->budget);
    goals(&w, p);
    summary(&w, p);
    json_out_array(&w, "weak");
    for (int i = 0; i < n; i++) {
        json_out_flat_object(&w, NULL);
        json_out_integer(&w, "queue", weak[i].queue);
        json_out_integer(&w, "interval", weak[i].interval);
        json_out_end(&w, '}');
    }
    json_out_end(&w, ']');
    json_out_object(&w, "sentences");
    for (int l = 0; l < LANG_COUNT; l++)
        sentences(&w, p, weak, n, (enum lang)l);
    json_out_end(&w, '}');
    catalogue(&w);
    json_out_end(&w, '}');
    text_add(out, text_string(&w.text));
    json_out_free(&w);
}
