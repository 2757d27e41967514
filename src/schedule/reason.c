#include "base/alloc.h"
#include "model/notes.h"
#include "schedule/answer.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The rules an agent's tour may break on, each with how to do without it. */
enum rule { RULE_WEEK_MIN, RULE_WEEK_MAX, RULE_DAYS_MIN, RULE_DAYS_MAX, RULE_REST, RULE_CONSECUTIVE_MIN, RULE_CONSECUTIVE_MAX,
            RULE_DAYS_OFF, RULE_WEEKENDS, RULE_WEEKLY_REST, RULE_SAME_START, RULE_KINDS, RULE_FIXED, RULE_TIME_OFF,
            RULE_AVAILABILITY, RULES };
static const char *const rule_name[RULES] = {
    NOTES_MARK("the contract's least hours of the week"), NOTES_MARK("the contract's most hours of the week"), NOTES_MARK("the least days of the week"),
    NOTES_MARK("the most days of the week"), NOTES_MARK("the rest between shifts"), NOTES_MARK("the least days in a row"), NOTES_MARK("the most days in a row"),
    NOTES_MARK("the least days off in a row"), NOTES_MARK("the most weekends"), NOTES_MARK("the weekly rest"),
    NOTES_MARK("the same start within a week"), NOTES_MARK("the limits of shifts"), NOTES_MARK("the fixed days"),
    NOTES_MARK("the time off"), NOTES_MARK("the availability")};

struct trial { /* the scenario of one agent, with some rules dropped */
    struct scenario s;
    struct contract *contracts;
    struct agent     agent;
    struct time_off *time_offs;
    struct shift_kind *kinds;
};

/* 1: dropping the rule may change something. */
static int has_rule(const struct scenario *s, const struct agent *a, int rule)
{
    const struct contract *c = &s->contracts[a->contract];
    int follow = a->kind_max_count > 0;
    for (int k = 0; k < s->kind_count && rule == RULE_KINDS; k++)
        follow |= s->kinds[k].not_after_count > 0;
    switch (rule) {
    case RULE_DAYS_OFF: return c->days_off_min > 1;
    case RULE_WEEKENDS: return c->weekend_days != 0;
    case RULE_WEEKLY_REST: return c->weekly_rest_min > 0;
    case RULE_SAME_START: return c->same_start;
    case RULE_KINDS: return follow;
    case RULE_FIXED: return a->duty != NULL;
    default: return 1;
    }
}

static void drop_rule(struct trial *t, int rule)
{
    struct contract *c = &t->contracts[t->agent.contract];
    switch (rule) {
    case RULE_WEEK_MIN:
        c->week_min = RULE_NONE;
        break;
    case RULE_WEEK_MAX:
        c->week_max = RULE_NONE;
        break;
    case RULE_DAYS_MIN:
        c->days_min = RULE_NONE;
        break;
    case RULE_DAYS_MAX:
        c->days_max = RULE_NONE;
        break;
    case RULE_REST:
        c->rest_min = RULE_NONE;
        t->agent.rest_until_min = 0;
        break;
    case RULE_CONSECUTIVE_MIN:
        c->consecutive_min = RULE_NONE;
        break;
    case RULE_CONSECUTIVE_MAX:
        c->consecutive_max = RULE_NONE;
        break;
    case RULE_DAYS_OFF:
        c->days_off_min = 0;
        break;
    case RULE_WEEKENDS:
        c->weekend_days = 0;
        break;
    case RULE_WEEKLY_REST:
        c->weekly_rest_min = 0;
        break;
    case RULE_SAME_START:
        c->same_start = 0;
        break;
    case RULE_KINDS:
        t->agent.kind_max_count = 0;
        for (int k = 0; k < t->s.kind_count; k++)
            t->kinds[k].not_after_count = 0;
        break;
    case RULE_FIXED:
        t->agent.duty = NULL;
        break;
    case RULE_TIME_OFF:
        t->s.time_off_count = 0;
        break;
    default:
        for (int d = 0; d < t->s.horizon.days; d++)
            t->agent.available[d] = (struct window){-1440, 1440 * 4};
    }
}

/* 1 if the agent has a tour with a shift once rules a and b (-1: none) are dropped. */
static int tour_without(const struct problem *p, int agent, int a, int b)
{
    struct trial t = {.s = *p->s, .agent = p->s->agents[agent]};
    struct problem q;
    size_t days = (size_t)p->s->horizon.days, bytes = (size_t)p->s->contract_count * sizeof *t.contracts;
    t.contracts = xmalloc(bytes);
    memcpy(t.contracts, p->s->contracts, bytes);
    t.agent.available = xmalloc(days * sizeof *t.agent.available);
    memcpy(t.agent.available, p->s->agents[agent].available, days * sizeof *t.agent.available);
    t.time_offs = xcalloc((size_t)p->s->time_off_count + 1, sizeof *t.time_offs);
    t.s.time_off_count = 0;
    for (int i = 0; i < p->s->time_off_count; i++)
        if (p->s->time_offs[i].agent == agent) {
            t.time_offs[t.s.time_off_count] = p->s->time_offs[i];
            t.time_offs[t.s.time_off_count++].agent = 0;
        }
    t.s.time_offs = t.time_offs;
    t.s.contracts = t.contracts;
    t.s.kinds = t.kinds = xmalloc(((size_t)p->s->kind_count + 1) * sizeof *t.kinds);
    memcpy(t.kinds, p->s->kinds, (size_t)p->s->kind_count * sizeof *t.kinds);
    t.s.request_count = 0;
    t.s.agents = &t.agent;
    t.s.agent_count = 1;
    if (a >= 0)
        drop_rule(&t, a);
    if (b >= 0)
        drop_rule(&t, b);
    problem_make(&q, &t.s, p->r);
    int found = q.crew[0].possible && q.crew[0].workable;
    problem_free(&q);
    free(t.contracts);
    free(t.agent.available);
    free(t.time_offs);
    free(t.kinds);
    return found;
}

/* The least that is in the way: one rule, else two in *b too; *a -1: no two suffice. */
static void find_rules(const struct problem *p, int agent, int *a, int *b)
{
    const struct agent *x = &p->s->agents[agent];
    *b = -1;
    for (*a = 0; *a < RULES; ++*a)
        if (has_rule(p->s, x, *a) && tour_without(p, agent, *a, -1))
            return;
    for (*a = 0; *a < RULES; ++*a)
        for (*b = *a + 1; *b < RULES; ++*b)
            if (has_rule(p->s, x, *a) && has_rule(p->s, x, *b) && tour_without(p, agent, *a, *b))
                return;
    *a = -1;
}

static void explain(const struct problem *p, int agent, struct text *note)
{
    const char *name = p->s->contracts[p->s->agents[agent].contract].name;
    struct text first = {0}, second = {0};
    int         a, b;
    find_rules(p, agent, &a, &b);
    if (a >= 0)
        notes_part(&first, rule_name[a]);
    if (a >= 0 && b >= 0)
        notes_part(&second, rule_name[b]);
    if (a < 0)
        notes_part(note, "no shifts keep all rules of contract %s: its shifts cannot be worked on any open day", name);
    else if (b < 0)
        notes_part(note, "no shifts keep all rules of contract %s; without %s they would", name, text_string(&first));
    else
        notes_part(note, "no shifts keep all rules of contract %s; without %s and %s they would", name, text_string(&first), text_string(&second));
    text_free(&first);
    text_free(&second);
}

static struct schedule_reason *add_reason(struct schedule_answer *a, const struct problem *p)
{
    a->reasons = xrealloc(a->reasons, (size_t)(a->reason_count + 1) * sizeof *a->reasons);
    struct schedule_reason *r = &a->reasons[a->reason_count++];
    *r = (struct schedule_reason){.agent = -1, .day = -1, .queue = p->queue, .start_min = -1};
    return r;
}

static void keep(struct schedule_reason *r, struct text *note)
{
    snprintf(r->text, sizeof r->text, "%s", text_string(note));
    text_free(note);
}

static void mark_covered(const struct problem *p, unsigned char *covered)
{
    for (int i = 0; i < p->crews; i++) {
        const struct crew *c = &p->crew[i];
        const struct options *o = &p->options[c->contract];
        for (int k = 0; k < o->count && c->workable; k++)
            for (int slot = o->option[k].start; slot < o->option[k].end && crew_allows(c, k); slot++)
                if (p->grid.interval[slot] >= 0)
                    covered[p->grid.interval[slot]] = 1;
    }
}

/* Open intervals in which nobody can be at work whatever is decided: one reason for each stretch of them. */
static void add_uncovered(struct schedule_answer *a, const struct problem *p)
{
    const struct horizon *h = &p->s->horizon;
    unsigned char *covered = xcalloc((size_t)h->intervals + 1, 1);
    mark_covered(p, covered);
    for (int t = 0; t < h->intervals && p->agents > 0; t++) {
        int first = t;
        while (t < h->intervals && !covered[t] && p->r->floor_gross[t] > 0 && h->day_of[t] == h->day_of[first])
            t++;
        if (t == first)
            continue;
        struct schedule_reason *r = add_reason(a, p);
        char from[8], to[8];
        r->day = h->day_of[first];
        r->start_min = first * h->interval_min;
        horizon_clock(h, r->start_min, from);
        horizon_clock(h, t * h->interval_min, to);
        struct text note = {0};
        if (r->day == 0 && !h->cyclic)
            notes_part(&note, "no shift of anybody in the queue covers %s to %s: shifts that began the day before lie outside the plan; "
                              "make the horizon cyclic, or start it on a day that opens later", from, to);
        else
            notes_part(&note, "no shift of anybody in the queue covers %s to %s; add a shift that does, or close the queue", from, to);
        keep(r, &note);
        t--;
    }
    free(covered);
}

void answer_add_reasons(struct schedule_answer *a, const struct problem *p)
{
    add_uncovered(a, p);
    char(*text)[sizeof a->reasons->text] = xcalloc((size_t)p->crews + 1, sizeof *text);
    for (int i = 0; i < p->agents; i++) {
        int crew = p->crew_of[i];
        const struct crew *c = &p->crew[crew];
        if (c->possible && (c->workable || p->s->contracts[c->contract].use == USE_MUST))
            continue;
        struct schedule_reason *r = add_reason(a, p);
        r->agent = p->agent[i];
        if (!text[crew][0]) {
            struct text note = {0};
            explain(p, p->agent[i], &note);
            keep(r, &note);
            memcpy(text[crew], r->text, sizeof r->text);
        }
        memcpy(r->text, text[crew], sizeof r->text);
    }
    free(text);
}
