/* check_site - a small site built by hand for the tests of check: one or two queues, contracts, kinds, agents, a requirement
 * for each queue and a roster, all free to be changed before judging. */
#ifndef TESTS_CHECK_SITE_H
#define TESTS_CHECK_SITE_H

#include "base/alloc.h"
#include "base/clock.h"
#include "check/check.h"
#include "unit.h"
#include <math.h>
#include <stdio.h>

struct site {
    struct scenario     s;
    struct requirement *rs;
    struct roster       roster;
};

struct site_size {
    int queues, contracts, kinds, agents;
};

static inline void site_queue(struct queue *q, int intervals, int number)
{
    char name[24];
    snprintf(name, sizeof name, "queue%d", number);
    *q = (struct queue){.name = xstrdup(name), .model = QUEUE_ERLANG_A, .aht_s = 180, .patience_s = 300, .max_seats = RULE_NONE};
    q->goal = (struct goal){NAN, NAN, SL_OFFERED, SCOPE_INTERVAL, NAN, NAN, 0, NAN, NAN};
    q->open = xcalloc((size_t)intervals, 1);
    memset(q->open, 1, (size_t)intervals);
}

static inline void site_agent(struct agent *a, const struct horizon *h, int number)
{
    char id[16];
    snprintf(id, sizeof id, "A%d", number);
    *a = (struct agent){.id = xstrdup(id), .name = xstrdup(id), .skill_count = 1};
    a->skills = xcalloc(1, sizeof *a->skills);
    a->available = xcalloc((size_t)h->days, sizeof *a->available);
    a->credited_min = xcalloc((size_t)h->days, sizeof *a->credited_min);
    a->paid_leave_min = xcalloc((size_t)h->weeks, sizeof *a->paid_leave_min);
    for (int d = 0; d < h->days; d++)
        a->available[d] = (struct window){0, 2 * 1440};
}

static inline void site_requirement(struct requirement *r, int queue, int intervals)
{
    requirement_alloc(r, queue, intervals);
    r->seats = INFINITY;
    for (int t = 0; t < intervals; t++) {
        r->kind[t] = CLASS_OPEN;
        r->aht_s[t] = 180;
    }
}

/* Contracts may work at 20 an hour without a limit; kinds are of contract 0, any day, 09:00, four hours, no pause; all queues
 * always open without contacts; agents have queue 0 and contract 0. */
static inline void site_make(struct site *x, const char *zone, int first_day, int days, int interval_min, int cyclic,
                             struct site_size n)
{
    struct faults    faults = {0};
    struct scenario *s = &x->s;
    memset(x, 0, sizeof *x);
    assert_int_equal(horizon_make(&s->horizon, zone, first_day, days, interval_min, cyclic, 0, &faults, "", 0, 0), 0);
    int intervals = s->horizon.intervals;
    s->break_step_min = interval_min < 15 ? interval_min : 15;
    s->queues = xcalloc((size_t)n.queues, sizeof *s->queues);
    s->contracts = xcalloc((size_t)n.contracts, sizeof *s->contracts);
    s->kinds = xcalloc((size_t)n.kinds, sizeof *s->kinds);
    s->agents = xcalloc((size_t)n.agents, sizeof *s->agents);
    s->day_closed = xcalloc((size_t)days, 1);
    x->rs = xcalloc((size_t)n.queues, sizeof *x->rs);
    for (s->queue_count = 0; s->queue_count < n.queues; s->queue_count++) {
        site_queue(&s->queues[s->queue_count], intervals, s->queue_count);
        site_requirement(&x->rs[s->queue_count], s->queue_count, intervals);
    }
    for (s->contract_count = 0; s->contract_count < n.contracts; s->contract_count++) {
        s->contracts[s->contract_count] = (struct contract){
            .name = xstrdup("full"), .wage_h = 20, .day_min = RULE_NONE, .day_max = RULE_NONE, .week_min = RULE_NONE,
            .week_max = RULE_NONE, .days_min = RULE_NONE, .days_max = RULE_NONE, .rest_min = RULE_NONE,
            .consecutive_min = RULE_NONE, .consecutive_max = RULE_NONE, .use = USE_MAY};
    }
    for (s->kind_count = 0; s->kind_count < n.kinds; s->kind_count++)
        s->kinds[s->kind_count] = (struct shift_kind){.name = xstrdup("day"), .weekdays = 127, .start_from = 540, .start_to = 540,
                                                      .start_step = 30, .length_from = 240, .length_to = 240, .length_step = 30};
    for (s->agent_count = 0; s->agent_count < n.agents; s->agent_count++)
        site_agent(&s->agents[s->agent_count], &s->horizon, s->agent_count);
}

static inline void site_free(struct site *x)
{
    for (int q = 0; q < x->s.queue_count; q++)
        requirement_free(&x->rs[q]);
    free(x->rs);
    roster_free(&x->roster);
    scenario_free(&x->s);
}

/* Books a shift that starts at minute `start` of the horizon and follows a pattern of pieces in minutes:
 * "W90 B15 W135" is work, a break, work; L a lunch, M a meeting, S the gap of a split shift. */
static inline void site_book_at(struct site *x, int agent, int day, int kind, int start, const char *pattern)
{
    struct activity pieces[64];
    int             count = 0, at = start;
    for (const char *p = pattern; *p; p += strcspn(p, " "), p += strspn(p, " ")) {
        enum activity_kind what = *p == 'B' ? ACT_BREAK : *p == 'L' ? ACT_LUNCH : *p == 'M' ? ACT_MEETING
                                  : *p == 'S' ? ACT_SPLIT : ACT_WORK;
        int length = atoi(p + 1);
        pieces[count++] = (struct activity){what, what == ACT_WORK ? 0 : -1, at, at + length};
        at += length;
    }
    struct shift shift = {.agent = agent, .day = day, .kind = kind, .start_min = start, .end_min = at};
    roster_add(&x->roster, &shift, pieces, count);
}

/* The same from a time of the day in minutes. */
static inline void site_book(struct site *x, int agent, int day, int kind, int wall_min, const char *pattern)
{
    site_book_at(x, agent, day, kind, horizon_minute(&x->s.horizon, day, wall_min), pattern);
}

/* Judges; the caller frees the result. */
static inline struct check_result site_judge(const struct site *x, const struct bound *bound)
{
    struct check_result c;
    check_roster(&c, &x->s, x->rs, &x->roster, bound);
    return c;
}

/* Fails unless exactly one violation, of this rule and amount, is found (rule "": none at all). */
static inline void site_expect(const struct site *x, const char *rule, double amount)
{
    struct check_result c = site_judge(x, NULL);
    int                 wanted = rule[0] != 0;
    for (int i = 0; i < c.violations.count && (c.violations.count != wanted || strcmp(c.violations.items[i].rule, rule) != 0); i++)
        print_message("found %s: %s (%g)\n", c.violations.items[i].rule, c.violations.items[i].detail, c.violations.items[i].amount);
    assert_int_equal(c.violations.count, wanted);
    if (wanted) {
        assert_string_equal(c.violations.items[0].rule, rule);
        assert_near(c.violations.items[0].amount, amount, 1e-9);
    }
    check_result_free(&c);
}

static inline void *site_append(void *array, int *count, const void *item, size_t size)
{
    char *grown = xrealloc(array, ((size_t)*count + 1) * size);
    memcpy(grown + (size_t)*count * size, item, size);
    ++*count;
    return grown;
}

static inline void site_add_request(struct site *x, struct request q)
{
    x->s.requests = site_append(x->s.requests, &x->s.request_count, &q, sizeof q);
}

static inline void site_add_time_off(struct site *x, struct time_off o)
{
    o.kind = xstrdup("leave");
    x->s.time_offs = site_append(x->s.time_offs, &x->s.time_off_count, &o, sizeof o);
}

static inline void site_add_premium(struct site *x, struct premium p)
{
    x->s.premiums = site_append(x->s.premiums, &x->s.premium_count, &p, sizeof p);
}

#endif
