/* report_fixture - an invented but believable plan for the tests of the report: a bank's desk with two peaks a day, full
 * and part-time agents, breaks, time off, a forecast with its band. Formulas instead of random numbers. */
#ifndef TESTS_REPORT_FIXTURE_H
#define TESTS_REPORT_FIXTURE_H

#include "base/alloc.h"
#include "base/clock.h"
#include "plan/plan.h"
#include "unit.h"
#include <math.h>

struct fixture {
    const char *zone;
    int         year, month, day; /* of day 0 */
    int         days, step_min, agents, open_from, open_to; /* wall clock minutes */
    unsigned    weekdays;
};
static const struct fixture fixture_bank = {"America/New_York", 2003, 9, 8, 7, 30, 40, 420, 1260, 31};
/* Day and night over the Sunday on which Berlin's clocks go back. */
static const struct fixture fixture_line = {"Europe/Berlin", 2026, 10, 19, 7, 30, 300, 0, 1440, 127};

static char *fixture_name(const char *format, int n)
{
    char buf[80];
    snprintf(buf, sizeof buf, format, n);
    return xstrdup(buf);
}

static void fixture_queue(struct scenario *s, const struct fixture *f)
{
    s->queue_count = 1;
    s->queues = xcalloc(1, sizeof *s->queues);
    struct queue *q = s->queues;
    q->name = xstrdup("calls");
    q->aht_s = 280;
    q->patience_s = 390;
    q->model = QUEUE_ERLANG_A;
    q->goal = (struct goal){0.8, 20, SL_OFFERED, SCOPE_DAY, 0.6, NAN, 0, 0.05, NAN};
    q->peak_count = 2;
    q->peaks = xcalloc(2, sizeof *q->peaks);
    q->peaks[0] = (struct peak){f->weekdays, 600, 720, 0.85, 20, 1};
    q->peaks[1] = (struct peak){f->weekdays, 840, 960, 0.8, 20, 0};
    q->min_agents = 2;
    q->max_seats = RULE_NONE;
    q->open = xcalloc((size_t)s->horizon.intervals, 1);
    for (int t = 0; t < s->horizon.intervals; t++)
        q->open[t] = f->weekdays >> horizon_weekday(&s->horizon, s->horizon.day_of[t]) & 1 &&
                     s->horizon.wall_min[t] >= f->open_from && s->horizon.wall_min[t] < f->open_to;
}

static void fixture_rules(struct scenario *s)
{
    s->contract_count = s->kind_count = 2;
    s->contracts = xcalloc(2, sizeof *s->contracts);
    s->contracts[0] = (struct contract){.name = xstrdup("full"), .wage_h = 20, .week_max = RULE_NONE, .use = USE_MUST};
    s->contracts[1] = (struct contract){.name = xstrdup("part"), .wage_h = 18, .week_max = RULE_NONE, .use = USE_MAY};
    s->kinds = xcalloc(2, sizeof *s->kinds);
    s->kinds[0].name = xstrdup("F8");
    s->kinds[1].name = xstrdup("P4");
    s->kinds[1].contract = 1;
    s->shrinkage_count = 2;
    s->shrinkages = xcalloc(2, sizeof *s->shrinkages);
    s->shrinkages[0] = (struct shrinkage){xstrdup("sickness"), SHRINK_ABSENCE, 0.04, -1, 127, 0, 1440};
    s->shrinkages[1] = (struct shrinkage){xstrdup("systems"), SHRINK_UNAVAILABILITY, 0.05, -1, 127, 0, 1440};
    s->penalties = (struct penalties){100, 300, 10000, 1, 10, 50, 10000, 4};
}

static void fixture_agents(struct scenario *s, int agents)
{
    static const char *const names[] = {"Wang Fang", "Maria Rossi", "李伟", "Anna Berg", "Omar Said", "Zhao Min", "Eva Novák", "Tom Hale"};
    s->agent_count = agents;
    s->agents = xcalloc((size_t)agents, sizeof *s->agents);
    for (int a = 0; a < agents; a++) {
        struct agent *g = &s->agents[a];
        g->id = fixture_name("A%03d", a + 1);
        g->name = xstrdup(names[(a * 5 + a / 8) % 8]);
        g->team = xstrdup(a % 3 ? "red" : "blue");
        g->contract = a % 3 == 2;
        g->skill_count = 1;
        g->skills = xcalloc(1, sizeof *g->skills);
    }
    free(s->agents[4].name);
    s->agents[4].name = xstrdup("</script><img src=x onerror=alert(1)>");
    s->time_off_count = 2;
    s->time_offs = xcalloc(2, sizeof *s->time_offs);
    s->time_offs[0] = (struct time_off){3, 0, 2 * 1440, xstrdup("leave"), 1, 960};
    s->time_offs[1] = (struct time_off){7, 1440, 2 * 1440, xstrdup("training"), 1, 480};
}

static void fixture_scenario(struct scenario *s, const struct fixture *f)
{
    struct faults faults = {0};
    s->name = xstrdup("Bank desk");
    assert_int_equal(horizon_make(&s->horizon, f->zone, clock_day(f->year, f->month, f->day), f->days, f->step_min, 0, 0,
                                  &faults, "fixture", 1, 1), 0);
    s->seed = 1;
    s->break_step_min = 15;
    fixture_queue(s, f);
    fixture_rules(s);
    fixture_agents(s, f->agents);
}

/* Contacts of an interval: two humps, the week falling off. */
static double fixture_offered(const struct scenario *s, const struct fixture *f, int t)
{
    double hour = s->horizon.wall_min[t] / 60.0;
    double shape = 0.12 + exp(-pow((hour - 11) / 2.2, 2)) + 0.75 * exp(-pow((hour - 15.5) / 2.4, 2));
    double day = 1.15 - 0.06 * horizon_weekday(&s->horizon, s->horizon.day_of[t]);
    return f->agents * f->step_min / 30.0 * 1.9 * shape * day;
}

static void fixture_demand(struct plan *p, const struct fixture *f)
{
    int            T = p->scenario.horizon.intervals;
    struct demand *d = p->demands = xcalloc(1, sizeof *d);
    demand_alloc(d, 0, T);
    for (int t = 0; t < T; t++) {
        int open = p->scenario.queues[0].open[t];
        d->offered[t] = open ? fixture_offered(&p->scenario, f, t) : 0;
        d->p10[t] = d->offered[t] * 0.82;
        d->p50[t] = d->offered[t] * 0.99;
        d->p90[t] = d->offered[t] * 1.2;
        d->aht_s[t] = 280 + 12 * sin(t / 9.0);
    }
    snprintf(d->method, sizeof d->method, "mean of last 4");
    d->score_count = 3;
    d->scores = xcalloc(3, sizeof *d->scores);
    d->scores[0] = (struct method_score){"last week", 0.113, 0.004, 8};
    d->scores[1] = (struct method_score){"mean of last 4", 0.087, 0.011, 8};
    d->scores[2] = (struct method_score){"calendar regression", 0, 0, 0};
}

static void fixture_history(struct plan *p, const struct fixture *f)
{
    struct history *h = p->histories = xcalloc(1, sizeof *h);
    h->first_day = p->scenario.horizon.first_day - 35;
    h->days = 35;
    h->interval_min = f->step_min;
    h->slots = 1440 / f->step_min;
    h->offered = xcalloc((size_t)(h->days * h->slots), sizeof *h->offered);
    h->day_kind = xcalloc((size_t)h->days, sizeof *h->day_kind);
    for (int d = 0; d < h->days; d++)
        for (int i = 0; i < h->slots; i++) {
            double hour = i * f->step_min / 60.0;
            int    open = f->weekdays >> clock_weekday(h->first_day + d) & 1 && hour * 60 >= f->open_from && hour * 60 < f->open_to;
            double shape = 0.12 + exp(-pow((hour - 11) / 2.2, 2)) + 0.75 * exp(-pow((hour - 15.5) / 2.4, 2));
            double noise = 1 + 0.13 * sin(d * 7.1 + i * 3.7);
            h->offered[d * h->slots + i] = open ? round(f->agents * f->step_min / 30.0 * 1.9 * shape * noise) : NAN;
        }
}

static void fixture_requirement(struct plan *p)
{
    int                 T = p->scenario.horizon.intervals;
    struct requirement *r = p->requirements = xcalloc(1, sizeof *r);
    requirement_alloc(r, 0, T);
    r->seats = INFINITY;
    for (int t = 0; t < T; t++) {
        if (!p->scenario.queues[0].open[t])
            continue;
        double load = p->demands[0].offered[t] * p->demands[0].aht_s[t] / (p->scenario.horizon.interval_min * 60);
        int    peak = scenario_peak(&p->scenario, 0, t);
        r->kind[t] = peak < 0 ? CLASS_OPEN : p->scenario.queues[0].peaks[peak].must ? CLASS_PEAK_MUST : CLASS_PEAK_SOFT;
        r->offered[t] = p->demands[0].offered[t];
        r->shrink[t] = 0.09;
        r->aht_s[t] = p->demands[0].aht_s[t];
        r->agents[t] = (int)ceil(load + 0.7 * sqrt(load) + 0.6);
        r->floor_agents[t] = peak < 0 ? (int)ceil(load + 0.2 * sqrt(load)) : r->agents[t];
        r->agents_gross[t] = r->agents[t] / 0.91;
        r->floor_gross[t] = r->floor_agents[t] / 0.91;
        r->under_per_h[t] = peak < 0 ? 100 : 300;
    }
}

/* Wall-clock minute a shift starts: most full ones in the morning, some early and late; part-time ones in the peaks. */
static int fixture_start(const struct fixture *f, int a, int d, int part)
{
    double wave = 0.5 + 0.5 * sin(a * 2.39 + d * 0.3);
    if (part)
        return a % 4 == 0 ? 1020 : a % 2 ? 585 + (int)(60 * wave) / 15 * 15 : 825 + (int)(60 * wave) / 15 * 15;
    if (f->open_to == 1440 && a % 9 == 0)
        return 1320;
    return a % 7 == 0 ? 420 : a % 5 == 1 ? 750 : 480 + (int)(120 * wave) / 30 * 30;
}

/* A full shift has lunch and two breaks, a part-time one a break. Returns how many activities. */
static int fixture_shift(struct activity list[7], int a, int start, int end, int part)
{
    int pause = start + 75 + 15 * (a % 4), lunch = start + 225 + 30 * (a % 4), late = start + 405 + 15 * (a % 3);
    list[0] = (struct activity){ACT_WORK, 0, start, pause};
    list[1] = (struct activity){ACT_BREAK, 0, pause, pause + 15};
    list[2] = (struct activity){ACT_WORK, 0, pause + 15, part ? end : lunch};
    list[3] = (struct activity){ACT_LUNCH, -1, lunch, lunch + 30};
    list[4] = (struct activity){ACT_WORK, 0, lunch + 30, late};
    list[5] = (struct activity){ACT_BREAK, 0, late, late + 15};
    list[6] = (struct activity){ACT_WORK, 0, late + 15, end};
    return part ? 3 : 7;
}

static void fixture_roster(struct plan *p, const struct fixture *f)
{
    struct scenario *s = &p->scenario;
    for (int a = 0; a < s->agent_count; a++)
        for (int d = 0; d < s->horizon.days; d++) {
            int away = (a == 3 && d < 2) || (a == 7 && d == 1);
            if (!(f->weekdays >> horizon_weekday(&s->horizon, d) & 1) || (a + d) % 9 > 6 || away)
                continue;
            int             part = s->agents[a].contract;
            int             start = horizon_minute(&s->horizon, d, fixture_start(f, a, d, part)), end = start + (part ? 240 : 510);
            struct activity list[7];
            struct shift    shift = {a, d, part, start, end, 0, 0};
            roster_add(&p->answer.roster, &shift, list, fixture_shift(list, a, start, end, part));
        }
}

static void fixture_coverage(struct plan *p)
{
    struct horizon  *h = &p->scenario.horizon;
    struct coverage *c = p->result.coverages = xcalloc(1, sizeof *c);
    coverage_alloc(c, 0, h->intervals);
    p->result.coverage_count = 1;
    for (int i = 0; i < p->answer.roster.activity_count; i++) {
        const struct activity *act = &p->answer.roster.activities[i];
        for (int m = act->start_min; act->kind == ACT_WORK && m < act->end_min; m++)
            if (m < h->intervals * h->interval_min)
                c->scheduled[m / h->interval_min] += 1.0 / h->interval_min;
    }
    for (int t = 0; t < h->intervals; t++) {
        const struct requirement *r = &p->requirements[0];
        c->required[t] = r->agents[t];
        c->floor[t] = r->floor_agents[t];
        c->expected[t] = c->scheduled[t] * 0.91;
        c->net[t] = c->expected[t] - c->required[t];
        int    none = r->kind[t] == CLASS_CLOSED;
        double load = r->offered[t] * 280 / (h->interval_min * 60), spare = c->expected[t] - load;
        c->sl[t] = none ? NAN : 1 / (1 + exp(-2.1 * spare / sqrt(load + 1)));
        c->asa_s[t] = none ? NAN : 60 * exp(-1.1 * spare / sqrt(load + 1));
        c->occupancy[t] = none ? NAN : fmin(1, load / fmax(c->expected[t], 1e-9));
        c->abandon[t] = none ? NAN : 0.1 * (1 - c->sl[t]);
        c->counted[t] = r->offered[t];
    }
}

static void fixture_goal(struct plan *p, const char *scope, int first, int last, double wanted, int must)
{
    struct summary        *y = &p->result.summary;
    const struct coverage *c = &p->result.coverages[0];
    struct goal_result     g = {.first = first, .last = last, .wanted = wanted, .must = must, .of = 0, .achieved = 1};
    double                 in_time = 0, all = 0;
    snprintf(g.scope, sizeof g.scope, "%s", scope);
    for (int t = first; t < last; t++) {
        if (isnan(c->sl[t]))
            continue;
        in_time += c->sl[t] * c->counted[t];
        all += c->counted[t];
        g.of++;
        g.below += c->sl[t] < wanted;
        g.achieved = fmin(g.achieved, c->sl[t]);
    }
    g.service_level = all > 0 ? in_time / all : NAN;
    if (!strcmp(scope, "day"))
        g.achieved = g.service_level;
    g.met = g.achieved >= wanted;
    y->goals = xrealloc(y->goals, (size_t)(y->goal_count + 1) * sizeof *y->goals);
    y->goals[y->goal_count++] = g;
    y->goal_met &= g.met;
}

static void fixture_goals(struct plan *p)
{
    struct horizon *h = &p->scenario.horizon;
    p->result.summary.goal_met = 1;
    for (int d = 0; d < h->days; d++) {
        if (!p->scenario.queues[0].open[h->day_first[d] + 720 / h->interval_min])
            continue;
        for (int k = 0; k < 2; k++) {
            struct peak *peak = &p->scenario.queues[0].peaks[k];
            fixture_goal(p, "peak", horizon_minute(h, d, peak->from_min) / h->interval_min,
                         horizon_minute(h, d, peak->to_min) / h->interval_min, peak->service_level, peak->must);
        }
        fixture_goal(p, "day", h->day_first[d], h->day_first[d + 1], 0.8, 0);
    }
    fixture_goal(p, "floor", 0, h->intervals, 0.6, 0);
}

static void fixture_money(struct plan *p)
{
    struct summary *y = &p->result.summary;
    for (int i = 0; i < p->answer.roster.shift_count; i++) {
        const struct shift *s = &p->answer.roster.shifts[i];
        double              hours = s->kind ? 4 : 8;
        y->paid_h += hours;
        y->cost.wages += hours * p->scenario.contracts[s->kind].wage_h;
    }
    y->cost.premiums = 412.5;
    y->cost.total = y->cost.wages + y->cost.premiums;
    y->penalty = (struct penalty_items){.under = 310, .over = 148.25, .total = 458.25};
    y->objective = y->cost.total + y->penalty.total;
    y->lower_bound = y->bound_proven = y->objective / 1.0082;
    y->gap = 1 - 1 / 1.0082;
    y->gap_without_fixed = NAN;
    for (int t = 0; t < p->scenario.horizon.intervals; t++) {
        const struct coverage *c = &p->result.coverages[0];
        y->offered += c->counted[t];
        y->answered += c->counted[t] * (isnan(c->abandon[t]) ? 0 : 1 - c->abandon[t]);
        y->contact_h += c->expected[t] * p->scenario.horizon.interval_min / 60.0;
        y->service_level += c->counted[t] * (isnan(c->sl[t]) ? 0 : c->sl[t]);
        y->intervals_open += p->requirements[0].kind[t] != CLASS_CLOSED;
    }
    y->service_level /= y->offered;
    y->occupancy = 0.814;
    y->cost_per_answered = y->cost.total / y->answered;
    y->agents_used = p->scenario.agent_count;
    y->intervals_below_goal = 7;
    snprintf(y->stopped_by, sizeof y->stopped_by, "budget");
}

static void fixture_prices(struct plan *p)
{
    struct horizon *h = &p->scenario.horizon;
    for (int t = 0; t < h->intervals; t++) {
        double over = h->wall_min[t] >= 1110 && h->wall_min[t] < 1200 ? 21.5 : 8;
        struct bound_row row = {-1, BOUND_COVER, -1, -1, -1, 0, t * h->interval_min, p->scenario.queues[0].open[t] ? over : 0};
        bound_add(&p->answer.bound, row);
    }
}

/* The whole plan; freed by fixture_free. */
static void fixture_make(struct plan *p, const struct fixture *f)
{
    memset(p, 0, sizeof *p);
    fixture_scenario(&p->scenario, f);
    fixture_demand(p, f);
    fixture_history(p, f);
    fixture_requirement(p);
    fixture_roster(p, f);
    fixture_coverage(p);
    fixture_goals(p);
    fixture_money(p);
    fixture_prices(p);
    p->reached = PLAN_CHECK;
}

static void fixture_free(struct plan *p)
{
    roster_free(&p->answer.roster);
    bound_free(&p->answer.bound);
    coverage_free(&p->result.coverages[0]);
    free(p->result.coverages);
    violations_free(&p->result.violations);
    summary_free(&p->result.summary);
    requirement_free(&p->requirements[0]);
    free(p->requirements);
    history_free(&p->histories[0]);
    free(p->histories);
    demand_free(&p->demands[0]);
    free(p->demands);
    scenario_free(&p->scenario);
}

#endif
