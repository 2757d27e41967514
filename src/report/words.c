#include "report/words.h"
#include "base/clock.h"
#include "plan/budget.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

static const char *const weekday_names[7] = {LANG_MARK("Mon"), LANG_MARK("Tue"), LANG_MARK("Wed"), LANG_MARK("Thu"),
                                             LANG_MARK("Fri"), LANG_MARK("Sat"), LANG_MARK("Sun")};
static const char *const month_names[12] = {LANG_MARK("Jan"), LANG_MARK("Feb"), LANG_MARK("Mar"), LANG_MARK("Apr"),
                                            LANG_MARK("May"), LANG_MARK("Jun"), LANG_MARK("Jul"), LANG_MARK("Aug"),
                                            LANG_MARK("Sep"), LANG_MARK("Oct"), LANG_MARK("Nov"), LANG_MARK("Dec")};

struct words_number words_count(double x, int decimals)
{
    struct words_number n = {"–"};
    if (!isfinite(x) || fabs(x) >= 1e15)
        return n;
    char        plain[TEXT_NUMBER_SIZE];
    const char *from = text_format_fixed(x, decimals, plain);
    char       *to = n.text;
    if (*from == '-') {
        from++;
        to += snprintf(to, 4, "−");
    }
    size_t whole = strcspn(from, ".");
    for (size_t i = 0; from[i]; i++) {
        if (i && i < whole && (whole - i) % 3 == 0)
            *to++ = ',';
        *to++ = from[i];
    }
    *to = '\0';
    return n;
}

struct words_number words_percent(double share)
{
    struct words_number n = words_count(100 * share, 1);
    if (isfinite(share))
        strcat(n.text, "%");
    return n;
}

/* Decimals, from so many on, that tell a value from what was wanted. */
static int telling(double value, double wanted, int decimals)
{
    enum { MOST = 7 };
    char a[TEXT_NUMBER_SIZE], b[TEXT_NUMBER_SIZE];
    while (decimals < MOST && isfinite(value) && isfinite(wanted) &&
           !strcmp(text_format_fixed(value, decimals, a), text_format_fixed(wanted, decimals, b)))
        decimals++;
    return decimals;
}

struct words_number words_missing_percent(double share, double wanted)
{
    struct words_number n = words_count(100 * share, telling(100 * share, 100 * wanted, 1));
    if (isfinite(share))
        strcat(n.text, "%");
    return n;
}

/* 80% where nothing stands behind the point: goals are stated so. */
struct words_number words_goal_percent(double share)
{
    struct words_number n = words_percent(share);
    size_t              length = strlen(n.text);
    if (length > 3 && !strcmp(n.text + length - 3, ".0%"))
        strcpy(n.text + length - 3, "%");
    return n;
}

void words_weekday(struct text *out, const struct plan *p, int day, enum lang lang)
{
    text_add(out, lang_say(lang, weekday_names[clock_weekday(p->scenario.horizon.first_day + day)]));
}

void words_date(struct text *out, const struct plan *p, int day, enum lang lang)
{
    const struct horizon *h = &p->scenario.horizon;
    int                   year, month, date;
    clock_civil(h->first_day + day, &year, &month, &date);
    /* TRANSLATORS: weekday, day, month */
    text_addf(out, lang_say(lang, "%1$s %2$d %3$s"), lang_say(lang, weekday_names[clock_weekday(h->first_day + day)]), date,
              lang_say(lang, month_names[month - 1]));
}

void words_interval(struct text *out, const struct plan *p, int first, int last, enum lang lang)
{
    const struct horizon *h = &p->scenario.horizon;
    char                  from[8], to[8];
    words_date(out, p, h->day_of[first], lang);
    text_addf(out, " %s–%s", horizon_clock(h, first * h->interval_min, from), horizon_clock(h, last * h->interval_min, to));
}

void words_weekdays(struct text *out, unsigned weekdays, enum lang lang)
{
    if ((weekdays & 127) == 127) {
        text_add(out, lang_say(lang, "every day"));
        return;
    }
    const char *comma = "";
    for (int w = 0; w < 7; w++) {
        if (!(weekdays >> w & 1))
            continue;
        int last = w;
        while (last < 6 && weekdays >> (last + 1) & 1)
            last++;
        text_addf(out, "%s%s", comma, lang_say(lang, weekday_names[w]));
        if (last > w)
            text_addf(out, "%s%s", last > w + 1 ? "–" : ", ", lang_say(lang, weekday_names[last]));
        comma = ", ";
        w = last;
    }
}

void words_subtitle(struct text *out, const struct plan *p, enum lang lang)
{
    const struct scenario *s = &p->scenario;
    int                    year, month, date;
    clock_civil(s->horizon.first_day, &year, &month, &date);
    words_date(out, p, 0, lang);
    if (s->horizon.days > 1) {
        text_add(out, " – ");
        words_date(out, p, s->horizon.days - 1, lang);
    }
    text_addf(out, lang_count(lang, s->agent_count, " %d · %d agent · %d-minute intervals · %s",
                               " %d · %d agents · %d-minute intervals · %s"), year, s->agent_count, s->horizon.interval_min,
              s->horizon.zone);
    for (int i = 0; i < s->variant_count; i++)
        text_addf(out, "%s%s", i ? lang_say(lang, ", ") : lang_say(lang, " · what if: "), s->variants[i]);
    if (p->recall.changed_count)
        text_add(out, lang_say(lang, " · changed since it was planned: "));
    words_changed(out, &p->recall, lang);
}

double words_interval_goal(const struct scenario *s, int queue, int interval)
{
    int peak = scenario_peak(s, queue, interval);
    return peak >= 0 ? s->queues[queue].peaks[peak].service_level : s->queues[queue].goal.service_level;
}

double words_interval_must(const struct scenario *s, int queue, int interval)
{
    const struct goal *g = &s->queues[queue].goal;
    if (scenario_peak(s, queue, interval) >= 0 || g->scope == SCOPE_INTERVAL)
        return words_interval_goal(s, queue, interval);
    return g->floor;
}

int words_below(const struct plan *p, int queue, int interval)
{
    double sl = p->result.coverages[queue].sl[interval] + 1e-9; /* as check has it; NAN is below nothing */
    if (sl < words_interval_must(&p->scenario, queue, interval))
        return 2;
    return sl < words_interval_goal(&p->scenario, queue, interval);
}

/* --- the verdict ------------------------------------------------------------------------------------------------- */
static const struct {
    const char *scope, *met, *missed; /* met NULL: what is met goes without saying */
} kinds[] = {
    {"peak", LANG_MARK("peaks %d of %d"), LANG_MARK("peaks missed: %d of %d")},
    {"interval", LANG_MARK("intervals %d of %d"), LANG_MARK("intervals below the goal: %d of %d")},
    {"day", LANG_MARK("days %d of %d"), LANG_MARK("days missed: %d of %d")},
    {"week", LANG_MARK("weeks %d of %d"), LANG_MARK("weeks missed: %d of %d")},
    {"floor", NULL, LANG_MARK("intervals below the floor: %d of %d")},
    {"asa", NULL, LANG_MARK("average wait too long in %d of %d intervals")},
    {"abandon", NULL, LANG_MARK("too many hang up in %d of %d intervals")},
    {"occupancy", NULL, LANG_MARK("occupancy too high in %d of %d intervals")},
    {"min_agents", NULL, LANG_MARK("fewer than the least agents in %d of %d intervals")},
    {"max_seats", NULL, LANG_MARK("more agents than seats in %d of %d intervals")},
};

static int of_span(const char *scope)
{
    return !strcmp(scope, "peak") || !strcmp(scope, "day") || !strcmp(scope, "week");
}

/* What is missed of one kind: goals where each is a span of its own, else intervals. */
static void count_missed(const struct summary *y, const char *scope, int *missed, int *of)
{
    *missed = *of = 0;
    for (int i = 0; i < y->goal_count; i++) {
        const struct goal_result *g = &y->goals[i];
        if (strcmp(g->scope, scope))
            continue;
        *missed += of_span(scope) ? !g->met : g->below;
        *of += of_span(scope) ? 1 : g->of;
    }
}

static int overspent(const struct plan *p)
{
    return p->budget && p->result.summary.cost.total > p->budget->money + 0.005;
}

int words_is_good(const struct plan *p)
{
    return p->result.summary.goal_met && !overspent(p);
}

void words_verdict(struct text *out, const struct plan *p, enum lang lang)
{
    const struct check_result *r = &p->result;
    int                        met = r->summary.goal_met;
    const char                *comma = met ? lang_say(lang, "The goal is met: ") : lang_say(lang, "The goal is missed: ");
    if (!strcmp(r->summary.stopped_by, "interrupted"))
        text_add(out, lang_say(lang, "Interrupted, the best roster so far. "));
    if (overspent(p))
        text_addf(out, lang_say(lang, "It costs more than the %s there are. "), words_count(p->budget->money, 0).text);
    size_t before = out->length;
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        const char *text = met ? kinds[k].met : kinds[k].missed;
        int         missed, of;
        count_missed(&r->summary, kinds[k].scope, &missed, &of);
        if (!text || !of || (!met && !missed))
            continue;
        text_add(out, comma);
        text_addf(out, lang_say(lang, text), met ? of - missed : missed, of);
        comma = lang_say(lang, ", ");
    }
    if (r->violations.count) {
        text_add(out, comma);
        text_addf(out, lang_say(lang, "rules broken: %d"), r->violations.count);
    }
    if (out->length == before)
        text_add(out, met ? lang_say(lang, "The goal is met") : lang_say(lang, "The goal is missed"));
    text_add(out, lang_say(lang, "."));
}

/* --- goals ------------------------------------------------------------------------------------------------------- */
static int of_one_day(const struct plan *p, const struct goal_result *g)
{
    const struct horizon *h = &p->scenario.horizon;
    return g->last > g->first && h->day_of[g->first] == h->day_of[g->last - 1];
}

void words_goal(struct text *out, const struct plan *p, const struct goal_result *g, enum lang lang)
{
    static const char *const names[][2] = {{"interval", LANG_MARK("every interval")},
                                           {"week", LANG_MARK("week from")},
                                           {"floor", LANG_MARK("floor of every interval")},
                                           {"asa", LANG_MARK("average wait")},
                                           {"abandon", LANG_MARK("share hanging up")},
                                           {"occupancy", LANG_MARK("occupancy")},
                                           {"min_agents", LANG_MARK("least agents")},
                                           {"max_seats", LANG_MARK("seats")}};
    if (!strcmp(g->scope, "peak")) {
        words_interval(out, p, g->first, g->last, lang);
        return;
    }
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (!strcmp(names[i][0], g->scope))
            text_add(out, lang_say(lang, names[i][1]));
    if (strcmp(g->scope, "week") && !of_one_day(p, g))
        return;
    if (strcmp(g->scope, "day"))
        text_add(out, " ");
    words_date(out, p, p->scenario.horizon.day_of[g->first], lang);
}

void words_wanted(struct text *out, const struct plan *p, const struct goal_result *g, enum lang lang)
{
    const struct queue *q = &p->scenario.queues[g->queue];
    double              within_s = q->goal.within_s;
    if (!strcmp(g->scope, "asa"))
        text_addf(out, lang_say(lang, "at most %s s"), words_count(g->wanted, 0).text);
    else if (!strcmp(g->scope, "abandon") || !strcmp(g->scope, "occupancy"))
        text_addf(out, lang_say(lang, "at most %s"), words_goal_percent(g->wanted).text);
    else if (!strcmp(g->scope, "min_agents"))
        text_addf(out, lang_say(lang, "at least %s"), words_count(g->wanted, 0).text);
    else if (!strcmp(g->scope, "max_seats"))
        text_addf(out, lang_say(lang, "at most %s"), words_count(g->wanted, 0).text);
    else {
        int peak = !strcmp(g->scope, "peak") ? scenario_peak(&p->scenario, g->queue, g->first) : -1;
        if (peak >= 0)
            within_s = q->peaks[peak].within_s;
        text_addf(out, lang_say(lang, "%s in %s s"), words_goal_percent(g->wanted).text, words_count(within_s, 0).text);
    }
}

/* A goal that is missed never reads as reached. */
void words_achieved(struct text *out, const struct goal_result *g, enum lang lang)
{
    int count = !strcmp(g->scope, "min_agents") || !strcmp(g->scope, "max_seats"), wait = !strcmp(g->scope, "asa");
    if (wait && isinf(g->achieved))
        text_add(out, lang_say(lang, "without end"));
    else if (count)
        text_add(out, words_count(g->achieved, g->met ? 1 : telling(g->achieved, g->wanted, 1)).text);
    else if (wait)
        text_addf(out, "%s s", words_count(g->achieved, g->met ? 0 : telling(g->achieved, g->wanted, 0)).text);
    else
        text_add(out, (g->met ? words_percent(g->achieved) : words_missing_percent(g->achieved, g->wanted)).text);
}

/* --- the methods of the forecast --------------------------------------------------------------------------------- */
void words_method(struct text *out, const char *method, enum lang lang)
{
    static const char *const names[] = {LANG_MARK("last week"),        LANG_MARK("mean of last 4"),
                                        LANG_MARK("median of last 4"), LANG_MARK("mean of last 8"),
                                        LANG_MARK("median of last 8"), LANG_MARK("smoothed level"),
                                        LANG_MARK("smoothed level, fast"), LANG_MARK("calendar regression")};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (!strcmp(names[i], method)) {
            text_add(out, lang_say(lang, names[i]));
            return;
        }
    text_add(out, method);
}

void words_forecast(struct text *out, const struct plan *p, int queue, enum lang lang)
{
    const struct demand *d = &p->demands[queue];
    if (!strcmp(d->method, "given")) {
        text_add(out, lang_say(lang, "The contacts were given, not forecast."));
        return;
    }
    struct text method = {0};
    words_method(&method, d->method, lang);
    text_addf(out, lang_say(lang, "Method: %s."), text_string(&method));
    text_free(&method);
    for (int i = 0; i < d->score_count; i++) {
        const struct method_score *m = &d->scores[i];
        if (strcmp(m->name, d->method) || !m->weeks)
            continue;
        text_addf(out,
                  lang_say(lang, m->bias >= 0 ? LANG_MARK(" Tried on the %d latest weeks of the history it was off by %s of the "
                                                          "contacts, interval by interval, and %s too high in all.")
                                              : LANG_MARK(" Tried on the %d latest weeks of the history it was off by %s of the "
                                                          "contacts, interval by interval, and %s too low in all.")),
                  m->weeks, words_percent(m->wape).text, words_percent(fabs(m->bias)).text);
    }
}
