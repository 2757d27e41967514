/* Rules that cannot hold together, goals that are missed and what would close them: words_reason.h. */
#include "report/words_reason.h"

#include "model/duty_table.h"

#include <math.h>
#include <string.h>

static void hours(struct text *out, int minutes)
{
    text_addf(out, minutes % 60 ? "%d:%02d h" : "%d h", minutes / 60, minutes % 60);
}

static int in_hours(enum clause_kind kind)
{
    return kind == CLAUSE_WEEK_MIN || kind == CLAUSE_WEEK_MAX || kind == CLAUSE_DAY_MIN || kind == CLAUSE_DAY_MAX ||
           kind == CLAUSE_REST || kind == CLAUSE_HOURS_BEFORE || kind == CLAUSE_STRETCH || kind == CLAUSE_GAP ||
           kind == CLAUSE_WEEKLY_REST || kind == CLAUSE_SAME_START;
}

static void amount(struct text *out, const struct plan *p, const struct clause *k, int value)
{
    char at[32];
    if (k->kind == CLAUSE_REST_BEFORE)
        text_addf(out, "%.16s", horizon_format(&p->scenario.horizon, value, at));
    else if (in_hours(k->kind))
        hours(out, value);
    else
        text_addf(out, "%d", value);
}

/* What a limit is called, with %s for its amount. */
static const char *limit_text(enum clause_kind kind)
{
    switch (kind) {
    case CLAUSE_WEEK_MIN: return LANG_MARK("at least %s a week");
    case CLAUSE_WEEK_MAX: return LANG_MARK("at most %s a week");
    case CLAUSE_DAYS_MIN: return LANG_MARK("at least %s days a week");
    case CLAUSE_DAYS_MAX: return LANG_MARK("at most %s days a week");
    case CLAUSE_DAY_MIN: return LANG_MARK("at least %s a day");
    case CLAUSE_DAY_MAX: return LANG_MARK("at most %s a day");
    case CLAUSE_REST: return LANG_MARK("%s of rest between shifts");
    case CLAUSE_CONSECUTIVE_MIN: return LANG_MARK("at least %s days in a row");
    case CLAUSE_CONSECUTIVE_MAX: return LANG_MARK("at most %s days in a row");
    case CLAUSE_REST_BEFORE: return LANG_MARK("no shift before %s, after the last one before the plan");
    case CLAUSE_HOURS_BEFORE: return LANG_MARK("%s worked already in the first week");
    case CLAUSE_STRETCH: return LANG_MARK("at most %s of work without a pause");
    case CLAUSE_GAP: return LANG_MARK("at least %s of work between two pauses");
    case CLAUSE_SPLIT: return LANG_MARK("shifts in two parts");
    case CLAUSE_DAYS_OFF: return LANG_MARK("at least %s days off in a row");
    case CLAUSE_WEEKENDS: return LANG_MARK("at most %s weekends worked");
    case CLAUSE_WEEKLY_REST: return LANG_MARK("%s of rest together in every week");
    case CLAUSE_SAME_START: return LANG_MARK("starts of a week within %s of each other");
    case CLAUSE_SEQUENCES: return LANG_MARK("the shifts that may not follow each other");
    case CLAUSE_AVAILABLE: return LANG_MARK("the agent's hours of availability");
    case CLAUSE_STARTS: return LANG_MARK("the times at which the contract's shifts may start");
    case CLAUSE_WEEKDAYS: return LANG_MARK("the weekdays of the contract's shifts");
    default: return LANG_MARK("the days that are closed");
    }
}

/* The same where the contract counts over other periods than weeks: %2$d days. NULL: it is no such limit. */
static const char *period_text(enum clause_kind kind)
{
    switch (kind) {
    case CLAUSE_WEEK_MIN: return LANG_MARK("at least %1$s in %2$d days");
    case CLAUSE_WEEK_MAX: return LANG_MARK("at most %1$s in %2$d days");
    case CLAUSE_DAYS_MIN: return LANG_MARK("at least %1$s days in %2$d");
    case CLAUSE_DAYS_MAX: return LANG_MARK("at most %1$s days in %2$d");
    default: return NULL;
    }
}

static void limit(struct text *out, const struct plan *p, const struct conflict *c, const struct clause *k, int value, enum lang lang)
{
    int         period = p->scenario.contracts[p->scenario.agents[c->agent].contract].period_days;
    struct text said = {0};
    amount(&said, p, k, value);
    if (k->kind == CLAUSE_SHIFTS_MAX)
        text_addf(out, lang_say(lang, "at most %1$s times shift %2$s"), text_string(&said), p->scenario.kinds[k->index].name);
    else if (period > 0 && period_text(k->kind))
        text_addf(out, lang_say(lang, period_text(k->kind)), text_string(&said), period);
    else
        text_addf(out, lang_say(lang, limit_text(k->kind)), text_string(&said));
    text_free(&said);
}

static void row_of_time(struct text *out, const struct plan *p, int from_min, int to_min)
{
    char from[32], to[32];
    text_addf(out, "%.16s – %.16s", horizon_format(&p->scenario.horizon, from_min, from), horizon_format(&p->scenario.horizon, to_min, to));
}

static void wish(struct text *out, const struct plan *p, const struct request *q, enum lang lang)
{
    text_add(out, q->wish == WISH_FOR ? lang_say(lang, "the wish to work on ") : lang_say(lang, "the wish not to work on "));
    words_date(out, p, q->day, lang);
    if (q->kind >= 0)
        text_addf(out, " (%s)", p->scenario.kinds[q->kind].name);
    if (q->from_min || q->to_min) {
        char from[8], to[8];
        text_addf(out, " %s–%s", horizon_clock(&p->scenario.horizon, q->from_min, from), horizon_clock(&p->scenario.horizon, q->to_min, to));
    }
}

/* What the agent's rotation asks for on a day; NULL where it is not that which is fixed. */
static const char *of_rotation(const struct plan *p, const struct agent *a, int day)
{
    const struct rotation *r = a->rotation ? &p->scenario.rotations[a->rotation - 1] : NULL;
    const char            *asked = r ? r->shift[(a->rotation_day + day) % r->days] : "";
    const struct duty     *is = &a->duty[day];
    struct duty            duty;
    char                   bad[8];
    if (!r || duty_parse(&duty, &p->scenario, a->contract, asked, bad, sizeof bad) || duty.what != is->what || duty.kinds != is->kinds ||
        memcmp(duty.kind, is->kind, (size_t)is->kinds * sizeof *is->kind))
        return NULL;
    return asked;
}

static void fixed(struct text *out, const struct plan *p, int agent, int day, enum lang lang)
{
    const struct agent *a = &p->scenario.agents[agent];
    const char         *asked = of_rotation(p, a, day);
    if (asked)
        text_addf(out, lang_say(lang, "what rotation %1$s asks for (%2$s), on "), p->scenario.rotations[a->rotation - 1].name, asked);
    else
        text_add(out, lang_say(lang, "what is fixed for "));
    words_date(out, p, day, lang);
}

void words_clause(struct text *out, const struct plan *p, const struct conflict *c, const struct clause *k, enum lang lang)
{
    if (k->kind == CLAUSE_TIME_OFF) {
        const struct time_off *o = &p->scenario.time_offs[k->index];
        text_addf(out, lang_say(lang, "the time off (%s) "), o->kind);
        row_of_time(out, p, o->start_min, o->end_min);
    } else if (k->kind == CLAUSE_WISH)
        wish(out, p, &p->scenario.requests[k->index], lang);
    else if (k->kind == CLAUSE_FIXED)
        fixed(out, p, c->agent, k->index, lang);
    else if (k->value >= 0)
        limit(out, p, c, k, k->value, lang);
    else
        text_add(out, lang_say(lang, limit_text(k->kind)));
}

void words_looser(struct text *out, const struct plan *p, const struct conflict *c, const struct clause *k, enum lang lang)
{
    struct text value = {0};
    int         said = 0;
    if (k->open) {
        text_add(out, lang_say(lang, "available also on "));
        for (int d = 0; d < p->scenario.horizon.days && d < 64; d++)
            if (k->open >> d & 1) {
                text_add(out, said++ ? lang_say(lang, ", ") : "");
                words_date(out, p, d, lang);
            }
    } else if (k->loose < 0) {
        text_add(out, lang_say(lang, "without "));
        words_clause(out, p, c, k, lang);
    } else if (k->value >= 0) {
        limit(out, p, c, k, k->loose, lang);
        text_add(out, lang_say(lang, " instead of "));
        amount(out, p, k, k->value);
    } else {
        hours(&value, k->loose);
        if (k->kind == CLAUSE_AVAILABLE)
            text_addf(out, lang_say(lang, "available %s more before and after"), text_string(&value));
        else if (k->kind == CLAUSE_STARTS)
            text_addf(out, lang_say(lang, "starts %s earlier and later"), text_string(&value));
        else {
            words_clause(out, p, c, k, lang);
            text_addf(out, k->at_end ? lang_say(lang, " ending %s earlier") : lang_say(lang, " beginning %s later"), text_string(&value));
        }
    }
    text_free(&value);
}

void words_core(struct text *out, const struct plan *p, const struct conflict *c, int like, enum lang lang)
{
    const struct agent *a = &p->scenario.agents[c->agent];
    int                 said = 0;
    text_addf(out, like > 1 ? lang_say(lang, "%1$s and %2$d more alike") : "%1$s", a->id, like - 1);
    text_addf(out, lang_say(lang, " (contract %s): "), p->scenario.contracts[a->contract].name);
    if (!c->core) {
        text_add(out, lang_say(lang, "not even without any rule is there a shift to work; look at opening days and shift lengths."));
        return;
    }
    text_add(out, c->wishes ? lang_say(lang, "the wishes cannot all be granted: ") : lang_say(lang, "no tour keeps every rule: "));
    for (int i = 0; i < c->count; i++)
        if (c->core >> i & 1) {
            text_add(out, said++ ? lang_say(lang, "; ") : "");
            words_clause(out, p, c, &c->clauses[i], lang);
        }
    text_add(out, said > 1 ? lang_say(lang, " cannot hold together.") : lang_say(lang, " cannot hold."));
}

void words_way(struct text *out, const struct plan *p, const struct conflict *c, uint64_t way, enum lang lang)
{
    int said = 0;
    for (int i = 0; i < c->count; i++)
        if (way >> i & 1) {
            text_add(out, said++ ? lang_say(lang, " and ") : "");
            words_looser(out, p, c, &c->clauses[i], lang);
        }
}
