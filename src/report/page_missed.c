/* The goals missed, in the page's data. */
#include "report/page_parts.h"
#include "report/words_missed.h"

enum { GOALS_SHOWN = 40 };

static void where(struct text *out, const struct plan *p, const struct short_goal *g, enum lang lang)
{
    words_missed_where(out, p, g, lang);
}

static void why(struct text *out, const struct plan *p, const struct short_goal *g, enum lang lang)
{
    if (g->at >= 0)
        words_hindrance(out, p, p->result.summary.goals[g->goal].queue, g->at, lang);
}

static void said(struct json_out *w, const struct plan *p, const struct short_goal *g, const char *key,
                 void (*say)(struct text *, const struct plan *, const struct short_goal *, enum lang))
{
    json_out_flat_object(w, key);
    for (int l = 0; l < LANG_COUNT; l++) {
        struct text text = {0};
        say(&text, p, g, (enum lang)l);
        json_out_string(w, lang_name((enum lang)l), text_string(&text));
        text_free(&text);
    }
    json_out_end(w, '}');
}

void page_missed(struct json_out *w, const struct plan *p)
{
    struct shortage x;
    shortage_make(&x, p, 0);
    json_out_array(w, "missed");
    for (int i = 0; i < x.missed && i < GOALS_SHOWN; i++) {
        const struct short_goal *g = &x.goals[i];
        json_out_flat_object(w, NULL);
        json_out_integer(w, "goal", g->goal);
        json_out_integer(w, "at", g->at);
        json_out_fixed(w, "hours", g->hours, 4);
        json_out_string(w, "shown", g->hours >= 0.05 ? words_count(g->hours, 1).text : "");
        said(w, p, g, "where", where);
        said(w, p, g, "why", why);
        json_out_end(w, '}');
    }
    json_out_end(w, ']');
    json_out_integer(w, "missed_more", x.missed > GOALS_SHOWN ? x.missed - GOALS_SHOWN : 0);
    shortage_free(&x);
}

void page_missed_said(struct json_out *w, const struct plan *p, enum lang lang)
{
    struct shortage peaks, all;
    struct text     list = {0};
    shortage_make(&peaks, p, 1);
    shortage_make(&all, p, 0);
    if (all.missed)
        words_missed_total(&list, p, &peaks, &all, lang);
    page_lines(w, "missing", &list);
    text_clear(&list);
    words_missed_why(&list, p, &peaks, lang);
    page_lines(w, "why", &list);
    text_clear(&list);
    if (all.missed)
        words_missed_remedies(&list, p, lang);
    page_lines(w, "remedies", &list);
    text_free(&list);
    shortage_free(&peaks);
    shortage_free(&all);
}
