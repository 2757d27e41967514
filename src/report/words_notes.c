/* Definitions and assumptions: what every figure of the report means and rests on. */
#include "report/words.h"

#include "base/alloc.h"
#include "base/clock.h"
#include "model/notes.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

static void clock_span(struct text *out, int from_min, int to_min)
{
    text_addf(out, "%02d:%02d–%02d:%02d", from_min / 60, from_min % 60, to_min / 60, to_min % 60);
}

static void of_queue(struct text *out, const struct plan *p, int queue)
{
    if (p->scenario.queue_count > 1 && queue >= 0)
        text_addf(out, "%s: ", p->scenario.queues[queue].name);
}

/* 1: list has the line of that length. */
static int has_line(const struct text *list, const char *line, size_t length)
{
    const char *at = text_string(list);
    while (*at && !(strcspn(at, "\n") == length && !memcmp(at, line, length)))
        at += strcspn(at, "\n") + (at[strcspn(at, "\n")] != '\0');
    return *at != '\0';
}

/* The notes of all queues: a line that holds for every queue is said once, others with the queue's name. */
static void by_queue(struct text *out, const struct plan *p, enum lang lang,
                     void (*say)(struct text *, const struct plan *, int, enum lang))
{
    int          queues = p->scenario.queue_count;
    struct text *lists = xcalloc((size_t)queues, sizeof *lists);
    for (int k = 0; k < queues; k++)
        say(&lists[k], p, k, lang);
    for (int k = 0; k < queues; k++)
        for (const char *line = text_string(&lists[k]); *line; line += strcspn(line, "\n") + 1) {
            size_t length = strcspn(line, "\n");
            int    same = 0;
            for (int other = 0; other < queues; other++)
                same += has_line(&lists[other], line, length);
            if (same == queues && k)
                continue;
            if (same < queues)
                of_queue(out, p, k);
            text_add_bytes(out, line, length + 1);
        }
    for (int k = 0; k < queues; k++)
        text_free(&lists[k]);
    free(lists);
}

static const char *definition(enum sl_definition d, enum lang lang)
{
    static const char *const texts[] = {
        LANG_MARK("Service level (definition `offered`): answered within %s s, of all contacts offered."),
        LANG_MARK("Service level (definition `answered`): answered within %s s, of those answered."),
        LANG_MARK("Service level (definition `excluding_short`): answered within %1$s s, of all but those who hung up "
                  "within %1$s s."),
        LANG_MARK("Service level (definition `met`): answered or gone within %s s, of all contacts offered.")};
    return lang_say(lang, texts[d]);
}

static void goal_scope(struct text *out, const struct goal *g, enum lang lang)
{
    if (g->scope == SCOPE_INTERVAL)
        text_addf(out, lang_say(lang, " Goal: %s in every interval."), words_goal_percent(g->service_level).text);
    else
        text_addf(out,
                  lang_say(lang, g->scope == SCOPE_DAY ? LANG_MARK(" Goal: %s over each day, weighted by contacts")
                                                       : LANG_MARK(" Goal: %s over each week, weighted by contacts")),
                  words_goal_percent(g->service_level).text);
    if (g->scope != SCOPE_INTERVAL && isfinite(g->floor))
        text_addf(out, lang_say(lang, ", and at least %s in every interval."), words_goal_percent(g->floor).text);
    else if (g->scope != SCOPE_INTERVAL)
        text_add(out, lang_say(lang, "."));
}

static void service_notes(struct text *out, const struct plan *p, int k, enum lang lang)
{
    const struct queue *q = &p->scenario.queues[k];
    const struct goal  *g = &q->goal;
    if (isfinite(g->service_level)) {
        text_addf(out, definition(g->definition, lang), words_count(g->within_s, 0).text);
        goal_scope(out, g, lang);
        text_add_char(out, '\n');
    }
    for (int i = 0; i < q->peak_count; i++) {
        const struct peak *peak = &q->peaks[i];
        text_add(out, lang_say(lang, "Peak "));
        words_weekdays(out, peak->weekdays, lang);
        text_add_char(out, ' ');
        clock_span(out, peak->from_min, peak->to_min);
        text_addf(out,
                  lang_say(lang, peak->must ? LANG_MARK(": %s in %s s in every interval; must hold whatever it costs.\n")
                                            : LANG_MARK(": %s in %s s in every interval; falling short is priced.\n")),
                  words_goal_percent(peak->service_level).text, words_count(peak->within_s, 0).text);
    }
    text_add(out, lang_say(lang, g->asa_over_all ? LANG_MARK("Average wait is over all contacts, answered or not.")
                                                 : LANG_MARK("Average wait is over answered contacts, as phone systems report it.")));
    text_addf(out, lang_say(lang, " At least %d rostered on work whenever open."), q->min_agents);
    if (q->max_seats >= 0)
        text_addf(out, lang_count(lang, q->max_seats, " At most %d seat.", " At most %d seats."), q->max_seats);
    text_add_char(out, '\n');
}

static double carried_change(const struct coverage *c, int t)
{
    double change = fabs(c->sl_carried[t] - c->sl_alone[t]);
    return change > 0.02 ? change : 0;
}

/* Where the queue, carried on from interval to interval, gives another service level than each interval by itself: the
 * largest differences first. */
static void carried_notes(struct text *out, const struct plan *p, int k, enum lang lang)
{
    enum { SHOWN = 6 };
    const struct coverage *c = p->result.coverage_count > k ? &p->result.coverages[k] : NULL;
    int                    found = 0, shown[SHOWN], n = 0;
    struct text            list = {0};
    if (!c || !c->sl_carried)
        return;
    for (int t = 0; t < c->intervals; t++) {
        int at = n;
        if (carried_change(c, t) <= 0)
            continue;
        found++;
        while (at > 0 && carried_change(c, t) > carried_change(c, shown[at - 1]))
            at--;
        if (at >= SHOWN)
            continue;
        n += n < SHOWN;
        memmove(shown + at + 1, shown + at, (size_t)(n - at - 1) * sizeof *shown);
        shown[at] = t;
    }
    for (int i = 0; i < n; i++) {
        text_add(&list, i ? lang_say(lang, ", ") : "");
        words_interval(&list, p, shown[i], shown[i] + 1, lang);
        text_addf(&list, " %s → %s", words_percent(c->sl_alone[shown[i]]).text, words_percent(c->sl_carried[shown[i]]).text);
    }
    if (found)
        text_addf(out, lang_say(lang, "With the queue carried on from interval to interval the service level (of offered) differs by "
                                      "more than 2 points in %d intervals, most: %s.\n"),
                  found, text_string(&list));
    else
        text_add(out, lang_say(lang, "With the queue carried on from interval to interval no service level differs by more than 2 "
                                     "points.\n"));
    text_free(&list);
}

static void model_notes(struct text *out, const struct plan *p, int k, enum lang lang)
{
    const struct queue *q = &p->scenario.queues[k];
    if (q->model == QUEUE_ERLANG_A && isfinite(q->patience_s))
        text_addf(out, lang_say(lang, "Erlang A: contacts arrive at random, and callers hang up after %s s of waiting on average."),
                  words_count(q->patience_s, 0).text);
    else
        text_add(out, lang_say(lang, "Erlang C: contacts arrive at random and nobody hangs up, which overstates the waiting "
                                     "when staff is short."));
    text_add(out, lang_say(lang, " Each interval is taken as if its load had lasted for long.\n"));
    carried_notes(out, p, k, lang);
    if (!isfinite(q->aht_s))
        return;
    text_addf(out, lang_say(lang, "Handle time is talk, hold and wrap-up; where the history has none: %s s.\n"),
              words_count(q->aht_s, 0).text);
}

static void shrinkage_notes(struct text *out, const struct plan *p, enum lang lang)
{
    const struct scenario *s = &p->scenario;
    for (int i = 0; i < s->shrinkage_count; i++) {
        const struct shrinkage *x = &s->shrinkages[i];
        if (i)
            text_add(out, lang_say(lang, ", "));
        of_queue(out, p, x->queue);
        text_addf(out, "%s %s", x->kind, words_goal_percent(x->share).text);
        text_add(out, lang_say(lang, x->part == SHRINK_ABSENCE ? LANG_MARK(" (absence, whole shifts)")
                                                               : LANG_MARK(" (unavailable, short)")));
        int all_day = x->from_min <= 0 && x->to_min >= 1440;
        if ((x->weekdays & 127) != 127 || !all_day) {
            text_add_char(out, ' ');
            words_weekdays(out, x->weekdays, lang);
        }
        if (!all_day) {
            text_add_char(out, ' ');
            clock_span(out, x->from_min, x->to_min);
        }
    }
    text_addf(out, "%s\n", s->shrinkage_count ? lang_say(lang, ".") : lang_say(lang, "None: whoever is rostered on work is on contacts."));
    text_add(out, lang_say(lang, "Breaks, lunches, training and leave are in the roster and not counted here again. A 15-minute "
                                 "break in half an hour leaves half an agent.\n"));
}

static void penalty_notes(struct text *out, const struct plan *p, enum lang lang)
{
    const struct penalties *c = &p->scenario.penalties;
    char                    deepest[TEXT_NUMBER_SIZE];
    text_addf(out, lang_say(lang, "Cost is money paid. Penalties only steer: an agent hour short %s, in a peak %s, beyond need %s.\n"),
              words_count(c->under_per_agent_h, 0).text, words_count(c->under_peak_per_agent_h, 0).text,
              words_count(c->over_per_agent_h, 2).text);
    if (c->deepest_factor > 1)
        text_addf(out, lang_say(lang, "A shortage costs the more the deeper it is: the last to be missing %s times what the first does, and "
                                      "fewer than the least staff more than anything else.\n"),
                  text_format_number(c->deepest_factor, deepest));
    text_add(out, lang_say(lang, "The least cost is proven for this requirement (`check` recomputes from bound.csv what prices prove "
                                 "of it), not for other forecasts or goals.\n"));
    for (int i = 0; i < p->scenario.adjustment_count; i++) {
        const struct adjustment *a = &p->scenario.adjustments[i];
        char                     factor[TEXT_NUMBER_SIZE];
        if (a->factor == 1)
            continue;
        of_queue(out, p, a->queue);
        text_addf(out,
                  lang_say(lang, a->of_aht ? LANG_MARK("Adjusted (%s): handle time × %s.\n") : LANG_MARK("Adjusted (%s): contacts × %s.\n")),
                  a->kind ? a->kind : "–", text_format_number(a->factor, factor));
    }
}

const char *words_message(const void *context, const char *message)
{
    return lang_say(*(const enum lang *)context, message);
}

void words_note(struct text *out, const char *note, enum lang lang)
{
    notes_text(out, note, words_message, &lang);
}

/* What a stage noticed, made into a sentence. */
static void stage_note(struct text *out, const char *note, enum lang lang)
{
    struct text said = {0};
    words_note(&said, note, lang);
    const char *s = text_string(&said);
    text_add_char(out, (char)(*s >= 'a' && *s <= 'z' ? *s - 'a' + 'A' : *s));
    text_addf(out, "%s%s\n", *s ? s + 1 : "", lang_say(lang, "."));
    text_free(&said);
}

static void stage_notes(struct text *out, const struct plan *p, int k, enum lang lang)
{
    for (int i = 0; i < p->demands[k].note_count; i++)
        stage_note(out, p->demands[k].notes[i], lang);
    for (int i = 0; p->histories && i < p->histories[k].note_count; i++)
        stage_note(out, p->histories[k].notes[i], lang);
}

static void forecast_notes(struct text *out, const struct plan *p, int k, enum lang lang)
{
    words_forecast(out, p, k, lang);
    text_add_char(out, '\n');
}

static void event_notes(struct text *out, const struct plan *p, enum lang lang)
{
    const struct scenario *s = &p->scenario;
    if (s->horizon.cyclic)
        text_add(out, lang_say(lang, "The plan repeats: a shift past its end counts at its beginning. Rest, days in a row and weekends are "
                                     "counted inside the plan only, not from its end to its next beginning.\n"));
    for (int i = 0; i < s->event_count; i++) {
        const struct event *e = &s->events[i];
        int                 first = e->from_date - s->horizon.first_day, last = e->to_date - s->horizon.first_day;
        if (last < 0 || first >= s->horizon.days)
            continue;
        words_date(out, p, first, lang);
        if (last > first) {
            text_add(out, " – ");
            words_date(out, p, last, lang);
        }
        text_addf(out, ": %s", e->name ? e->name : "");
        if (e->closed)
            text_add(out, lang_say(lang, " (closed)"));
        if (e->factor != 1)
            text_addf(out, lang_say(lang, " (contacts × %s)"), words_count(e->factor, 2).text);
        text_add_char(out, '\n');
    }
    by_queue(out, p, lang, stage_notes);
}

void words_notes(struct text *head, struct text *lines, const struct plan *p, int n, enum lang lang)
{
    static const char *const heads[WORDS_NOTES] = {LANG_MARK("Service"), LANG_MARK("Model"), LANG_MARK("Shrinkage"),
                                                   LANG_MARK("Money"), LANG_MARK("Forecast"),
                                                   LANG_MARK("Calendar")};
    text_add(head, lang_say(lang, heads[n]));
    if (n == 0)
        by_queue(lines, p, lang, service_notes);
    if (n == 1)
        by_queue(lines, p, lang, model_notes);
    if (n == 2)
        shrinkage_notes(lines, p, lang);
    if (n == 3)
        penalty_notes(lines, p, lang);
    if (n == 4)
        by_queue(lines, p, lang, forecast_notes);
    if (n == 5)
        event_notes(lines, p, lang);
}
