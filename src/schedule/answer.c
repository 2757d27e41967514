#include "schedule/answer.h"
#include "base/alloc.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void write_shift(struct roster *out, const struct board *b, int agent, int day)
{
    const struct problem *p = b->p;
    int index = p->agent[agent], contract = p->s->agents[index].contract, step = p->grid.step_min, count = 0;
    const struct option *x = &p->options[contract].option[board_tour(b, agent)[day]];
    const struct shape *h = &p->options[contract].shapes[x->shape];
    const int *place = board_places(b, agent, day);
    struct activity act[2 * PAUSES_MAX + 1];
    int at = x->start, order[PAUSES_MAX];
    for (int k = 0; k < h->pauses; k++) {
        int i = k;
        for (; i > 0 && place[order[i - 1]] > place[k]; i--)
            order[i] = order[i - 1];
        order[i] = k;
    }
    for (int k = 0; k <= h->pauses; k++) {
        int end = k < h->pauses ? place[order[k]] : x->end;
        if (end > at)
            act[count++] = (struct activity){.kind = ACT_WORK, .queue = p->queue, .start_min = at * step, .end_min = end * step};
        if (k < h->pauses) {
            at = end + h->pause[order[k]].length;
            act[count++] = (struct activity){.kind = order[k] == h->lunch ? ACT_LUNCH : ACT_BREAK, .queue = -1,
                                             .start_min = end * step, .end_min = at * step};
        }
    }
    struct shift s = {.agent = index, .day = day, .kind = h->kind, .start_min = x->start * step, .end_min = x->end * step};
    roster_add(out, &s, act, count);
}

void answer_add_roster(struct schedule_answer *a, const struct board *b)
{
    for (int i = 0; i < b->p->agents; i++)
        for (int d = 0; d < b->p->grid.days; d++)
            if (board_tour(b, i)[d] >= 0)
                write_shift(&a->roster, b, i, d);
}

static void add_row(struct bound *out, struct bound_row row, double value)
{
    row.value = value;
    bound_add(out, row);
}

static void add_prices(struct bound *out, const struct problem *p, const struct prices *x, int node)
{
    struct bound_row row = {node, BOUND_COVER, -1, -1, -1, p->queue, -1, 0};
    int step = p->s->horizon.interval_min;
    for (int t = 0; t < p->need.intervals; t++) {
        row.start_min = t * step;
        add_row(out, row, x->cover[t]);
    }
    row.kind = BOUND_GOAL;
    for (int g = 0; g < p->r->goal_count; g++) {
        row.start_min = p->r->goals[g].first * step;
        row.length = p->r->goals[g].last - p->r->goals[g].first;
        add_row(out, row, x->goal[g]);
    }
}

static void add_counts(struct bound *out, const struct problem *p, const struct node *n, int node)
{
    for (int c = 0; c < p->s->contract_count; c++) {
        struct bound_row row = {node, BOUND_COUNT_LOW, c, -1, -1, p->queue, -1, 0};
        if (p->s->contracts[c].use == USE_MUST)
            continue;
        add_row(out, row, n->counts.low[c]);
        row.kind = BOUND_COUNT_HIGH;
        add_row(out, row, n->counts.high[c]);
        row.kind = BOUND_COUNT_PRICE;
        add_row(out, row, n->result.prices.count[c]);
    }
}

void answer_add_bound(struct schedule_answer *a, const struct problem *p, const struct cover *cover, int first)
{
    for (int i = 0; i < cover->nodes; i++) {
        struct bound_row row = {first + i, BOUND_NODE, -1, -1, -1, p->queue, -1, 0};
        add_prices(&a->bound, p, &cover->node[i].result.prices, first + i);
        add_counts(&a->bound, p, &cover->node[i], first + i);
        add_row(&a->bound, row, cover->node[i].result.bound);
    }
}

/* The rules an agent's tour may break on, each with how to do without it. */
enum rule { RULE_WEEK_MIN, RULE_WEEK_MAX, RULE_DAYS_MIN, RULE_DAYS_MAX, RULE_REST, RULE_CONSECUTIVE_MIN, RULE_CONSECUTIVE_MAX,
            RULE_TIME_OFF, RULE_AVAILABILITY, RULES };
static const char *const rule_name[RULES] = {
    "the contract's least hours of the week", "the contract's most hours of the week", "the least days of the week",
    "the most days of the week", "the rest between shifts", "the least days in a row", "the most days in a row",
    "the time off", "the availability"};

struct trial { /* the scenario of one agent, with some rules dropped */
    struct scenario s;
    struct contract *contracts;
    struct agent     agent;
    struct time_off *time_offs;
};

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
    return found;
}

static void explain(const struct problem *p, int agent, char *text, size_t size)
{
    const char *name = p->s->contracts[p->s->agents[agent].contract].name;
    for (int a = 0; a < RULES; a++)
        if (tour_without(p, agent, a, -1)) {
            snprintf(text, size, "no shifts keep all rules of contract %s; without %s they would", name, rule_name[a]);
            return;
        }
    for (int a = 0; a < RULES; a++)
        for (int b = a + 1; b < RULES; b++)
            if (tour_without(p, agent, a, b)) {
                snprintf(text, size, "no shifts keep all rules of contract %s; without %s and %s they would", name, rule_name[a],
                         rule_name[b]);
                return;
            }
    snprintf(text, size, "no shifts keep all rules of contract %s: its shifts cannot be worked on any open day", name);
}

void answer_add_reasons(struct schedule_answer *a, const struct problem *p)
{
    char(*text)[sizeof a->reasons->text] = xcalloc((size_t)p->crews + 1, sizeof *text);
    for (int i = 0; i < p->agents; i++) {
        int crew = p->crew_of[i];
        const struct crew *c = &p->crew[crew];
        if (c->possible && (c->workable || p->s->contracts[c->contract].use == USE_MUST))
            continue;
        if (!text[crew][0])
            explain(p, p->agent[i], text[crew], sizeof text[crew]);
        a->reasons = xrealloc(a->reasons, (size_t)(a->reason_count + 1) * sizeof *a->reasons);
        struct schedule_reason *r = &a->reasons[a->reason_count++];
        *r = (struct schedule_reason){.agent = p->agent[i], .day = -1, .queue = p->queue, .start_min = -1};
        memcpy(r->text, text[crew], sizeof r->text);
    }
    free(text);
}
