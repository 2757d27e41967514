#include "report/report.h"
#include "plan/shortage.h"
#include "report/words_budget.h"
#include "report/words_frontier.h"
#include "report/words_missed.h"
#include "report/wrap.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { COLUMNS = 80, LABEL = 12, WEAK_SHOWN = 3 };

struct page { /* what is being written: the text, for whom and how */
    struct text       *out;
    const struct plan *p;
    enum lang          lang;
    int                color;
};

static void paint(const struct page *page, const char *code)
{
    if (page->color)
        text_add(page->out, code);
}

/* A labelled paragraph; the label is said, the body is done with. */
static void paragraph(const struct page *page, const char *label, struct text *body)
{
    if (body->length)
        wrap_add(page->out, label, text_string(body), LABEL, COLUMNS);
    text_clear(body);
}

static void title(const struct page *page)
{
    struct text line = {0};
    paint(page, "\033[1m");
    text_add(page->out, page->p->scenario.name);
    paint(page, "\033[0m");
    text_add_char(page->out, '\n');
    words_subtitle(&line, page->p, page->lang);
    wrap_add(page->out, "", text_string(&line), 0, COLUMNS);
    text_clear(&line);
    words_recall(&line, page->p, page->lang);
    if (line.length)
        wrap_add(page->out, "", text_string(&line), 0, COLUMNS);
    text_add_char(page->out, '\n');
    text_free(&line);
}

static void verdict(const struct page *page)
{
    struct text line = {0};
    words_verdict(&line, page->p, page->lang);
    int met = words_is_good(page->p);
    paint(page, met ? "\033[1;32m" : "\033[1;31m");
    wrap_add(page->out, met ? "✓" : "✗", text_string(&line), 2, COLUMNS);
    paint(page, "\033[0m");
    text_free(&line);
}

/* All goals of one kind of a queue in one line: what is wanted, how many hold, the one furthest from its goal. */
static void goal_group(const struct page *page, int queue, const char *scope, const char *label)
{
    const struct plan        *p = page->p;
    const struct summary     *y = &p->result.summary;
    const struct goal_result *worst = NULL;
    int                       met = 0, all = 0;
    for (int i = 0; i < y->goal_count; i++) {
        const struct goal_result *g = &y->goals[i];
        if (g->queue != queue || strcmp(g->scope, scope))
            continue;
        all++;
        met += g->met;
        int    most = !strcmp(scope, "asa") || !strcmp(scope, "abandon") || !strcmp(scope, "occupancy") || !strcmp(scope, "max_seats");
        double slack = worst ? (g->achieved - g->wanted) - (worst->achieved - worst->wanted) : 0;
        if (!worst || (most ? slack > 0 : slack < 0))
            worst = g;
    }
    if (!all)
        return;
    struct text body = {0};
    paint(page, met == all ? "\033[32m" : "\033[31m");
    text_addf(&body, "%s ", met == all ? "✓" : "✗");
    if (p->scenario.queue_count > 1)
        text_addf(&body, "%s: ", p->scenario.queues[queue].name);
    words_wanted(&body, p, worst, page->lang);
    text_addf(&body, all > 1 ? lang_say(page->lang, ": %d of %d met") : "", met, all);
    text_add(&body, all > 1 ? lang_say(page->lang, "; lowest ") : lang_say(page->lang, ": "));
    if (all > 1) {
        words_goal(&body, p, worst, page->lang);
        text_add_char(&body, ' ');
    }
    words_achieved(&body, worst, page->lang);
    if (worst->below && strcmp(scope, "day") && strcmp(scope, "week"))
        text_addf(&body, lang_say(page->lang, " (missed in %d of %d intervals)"), worst->below, worst->of);
    paragraph(page, lang_say(page->lang, label), &body);
    paint(page, "\033[0m");
    text_free(&body);
}

static void goals(const struct page *page)
{
    static const char *const groups[][2] = {{"peak", LANG_MARK("Peaks")},           {"day", LANG_MARK("Days")},
                                            {"week", LANG_MARK("Week")},            {"interval", LANG_MARK("Intervals")},
                                            {"floor", LANG_MARK("Floor")},          {"asa", LANG_MARK("Wait")},
                                            {"abandon", LANG_MARK("Hang-ups")},     {"occupancy", LANG_MARK("Occupancy")},
                                            {"min_agents", LANG_MARK("Least staff")}, {"max_seats", LANG_MARK("Seats")}};
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
        for (int k = 0; k < page->p->scenario.queue_count; k++)
            goal_group(page, k, groups[i][0], groups[i][1]);
    text_add_char(page->out, '\n');
}

static void money(const struct page *page)
{
    struct text body = {0};
    words_budget(&body, page->p, page->lang);
    paragraph(page, lang_say(page->lang, "Budget"), &body);
    words_cost(&body, page->p, page->lang);
    paragraph(page, lang_say(page->lang, "Cost"), &body);
    if (!page->p->budget) /* that roster is not meant to be the cheapest */
        words_gap(&body, page->p, page->lang);
    paragraph(page, lang_say(page->lang, "Proof"), &body);
    words_hours(&body, page->p, page->lang);
    paragraph(page, lang_say(page->lang, "Hours"), &body);
    text_add_char(page->out, '\n');
    text_free(&body);
}

static void weak(const struct page *page)
{
    struct words_weak worst[WEAK_SHOWN];
    struct text       body = {0};
    int               n = words_weak(page->p, worst, WEAK_SHOWN);
    for (int i = 0; i < n && (!i || worst[i].below == 2); i++) {
        words_weak_when(&body, page->p, &worst[i], page->lang);
        text_add(&body, lang_say(page->lang, ": "));
        words_weak_reason(&body, page->p, &worst[i], page->lang);
        text_add_char(&body, '\n');
    }
    paragraph(page, lang_say(page->lang, "Weakest"), &body);
    words_limits(&body, page->p, page->lang);
    paragraph(page, lang_say(page->lang, "Limits"), &body);
    text_free(&body);
}

static void frontier(const struct page *page)
{
    const struct frontier *f = page->p->frontier;
    struct text            body = {0};
    for (int i = 0; f && i < f->count; i++) {
        words_frontier_point(&body, &f->points[i], page->lang);
        text_add_char(&body, '\n');
    }
    if (f)
        words_frontier_head(&body, f, page->lang);
    paragraph(page, lang_say(page->lang, "Frontier"), &body);
    text_free(&body);
}

static void rules(const struct page *page)
{
    const struct violations *v = &page->p->result.violations;
    struct text              body = {0};
    if (!v->count)
        text_add(&body, lang_say(page->lang, "every rule of the contracts is kept"));
    for (int i = 0; i < v->count && i < 8; i++) {
        const struct violation *x = &v->items[i];
        text_addf(&body, "✗ %s: ", x->rule);
        if (x->agent >= 0)
            text_addf(&body, "%s ", page->p->scenario.agents[x->agent].id);
        if (x->day >= 0)
            words_date(&body, page->p, x->day, page->lang);
        text_add(&body, x->day >= 0 ? ": " : "");
        words_note(&body, x->note, page->lang);
        text_add_char(&body, '\n');
    }
    if (v->count > 8)
        text_addf(&body, lang_say(page->lang, "and %d more in violations.csv"), v->count - 8);
    paragraph(page, lang_say(page->lang, "Rules"), &body);
    text_free(&body);
}

static void notes(const struct page *page)
{
    text_add_char(page->out, '\n');
    for (int n = 0; n < WORDS_NOTES; n++) {
        struct text head = {0}, lines = {0};
        words_notes(&head, &lines, page->p, n, page->lang);
        paragraph(page, text_string(&head), &lines);
        text_free(&head);
        text_free(&lines);
    }
}

/* Contacts and agent hours of each queue, for a plan that stops before the roster. */
static void volumes(const struct page *page)
{
    const struct plan *p = page->p;
    struct text        body = {0};
    for (int k = 0; k < p->scenario.queue_count; k++) {
        double offered = 0, hours = 0, peak = 0;
        for (int t = 0; t < p->scenario.horizon.intervals; t++) {
            offered += p->demands ? p->demands[k].offered[t] : p->requirements[k].offered[t];
            if (p->reached < PLAN_STAFFING)
                continue;
            hours += p->requirements[k].agents_gross[t] * p->scenario.horizon.interval_min / 60.0;
            peak = fmax(peak, p->requirements[k].agents[t]);
        }
        text_addf(&body, lang_say(page->lang, "%s contacts. "), words_count(offered, 0).text);
        if (p->reached >= PLAN_STAFFING)
            text_addf(&body, lang_say(page->lang, "%s agent hours to roster on work, at most %s agents on contacts at once. "),
                      words_count(hours, 0).text, words_count(peak, 0).text);
        if (p->demands)
            words_forecast(&body, p, k, page->lang);
        paragraph(page, p->scenario.queues[k].name, &body);
    }
    text_free(&body);
}

void report_text(struct text *out, const struct plan *p, enum lang lang, int color)
{
    struct page page = {out, p, lang, color};
    title(&page);
    if (p->reached < PLAN_CHECK) {
        volumes(&page);
        return;
    }
    verdict(&page);
    goals(&page);
    money(&page);
    weak(&page);
    frontier(&page);
    rules(&page);
    notes(&page);
}

void report_remedies(struct text *out, const struct plan *p, enum lang lang)
{
    struct page     page = {out, p, lang, 0};
    struct shortage peaks, all;
    struct text     body = {0};
    if (p->reached < PLAN_CHECK)
        return;
    shortage_make(&peaks, p, 1);
    shortage_make(&all, p, 0);
    if (all.missed) {
        text_add_char(out, '\n');
        words_missed_total(&body, p, &peaks, &all, lang);
        words_missed_why(&body, p, &peaks, lang);
        paragraph(&page, lang_say(lang, "Missing"), &body);
        words_missed_remedies(&body, p, lang);
        paragraph(&page, lang_say(lang, "Would help"), &body);
    }
    text_free(&body);
    shortage_free(&peaks);
    shortage_free(&all);
}
