#include "check/check.h"
#include "base/alloc.h"
#include "check/check_bound.h"
#include "check/check_cover.h"
#include "check/check_goals.h"
#include "check/check_pay.h"
#include "check/check_penalty.h"
#include "check/check_service.h"
#include "check/check_shift.h"
#include "check/check_week.h"
#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static void judge_rules(struct check_result *c, const struct scenario *s, const struct roster *sound)
{
    for (int i = 0; i < sound->shift_count; i++)
        check_shift_rules(&c->violations, s, sound, &sound->shifts[i]);
    for (int a = 0, first = 0, end; a < s->agent_count; a++, first = end) {
        for (end = first; end < sound->shift_count && sound->shifts[end].agent == a; end++)
            ;
        check_week_rules(&c->violations, s, sound, a, first, end - first);
        c->summary.agents_used += end > first;
    }
}

/* Adds one queue's contacts and hours. in_time and counted gather the service level of the whole. */
static void add_totals(struct summary *y, const struct scenario *s, const struct requirement *r, const struct coverage *c,
                       const struct check_service *f, double *handling_h, double *in_time, double *counted)
{
    for (int t = 0; t < c->intervals; t++) {
        y->contact_h += c->expected[t] * s->horizon.interval_min / 60.0;
        y->offered += r->offered[t];
        y->answered += f->answered[t];
        *handling_h += f->answered[t] * r->aht_s[t] / 3600;
        *in_time += f->in_time[t];
        *counted += c->counted[t];
    }
}

static void judge_service(struct check_result *c, const struct scenario *s, const struct requirement *rs, const double *scheduled)
{
    struct summary *y = &c->summary;
    double          handling_h = 0, in_time = 0, counted = 0;
    for (int q = 0; q < s->queue_count; q++) {
        struct coverage     *coverage = &c->coverages[q];
        struct check_service service;
        coverage_alloc(coverage, q, s->horizon.intervals);
        check_service_make(&service, coverage->intervals);
        memcpy(coverage->scheduled, scheduled + (size_t)q * (size_t)coverage->intervals,
               (size_t)coverage->intervals * sizeof *scheduled);
        check_service_fill(&service, coverage, s, &rs[q]);
        check_goals_judge(y, s, &rs[q], coverage, &service);
        add_totals(y, s, &rs[q], coverage, &service, &handling_h, &in_time, &counted);
        check_service_free(&service);
    }
    y->occupancy = y->contact_h > 0 ? handling_h / y->contact_h : NAN;
    y->service_level = counted > 0 ? in_time / counted : NAN;
}

static void judge_money(struct check_result *c, const struct scenario *s, const struct requirement *rs, const struct check_pay *pay,
                        const struct roster *sound, const double *scheduled)
{
    struct summary *y = &c->summary;
    double          paid_min, overtime_min;
    y->cost = check_pay_cost(pay, s, sound, &y->fixed_cost, &paid_min, &overtime_min);
    y->penalty = check_penalty_of(s, rs, scheduled, sound);
    y->objective = y->cost.total + y->penalty.total;
    y->paid_h = paid_min / 60;
    y->overtime_h = overtime_min / 60;
    y->guaranteed_h = check_pay_guaranteed_min(pay, s, sound) / 60;
    y->cost_per_answered = y->answered > 0 ? y->cost.total / y->answered : NAN;
}

/* A bound above the objective of a roster that keeps every rule cannot be one. */
static void judge_bound(struct check_result *c, const struct scenario *s, const struct requirement *rs, const struct check_pay *pay,
                        const struct bound *bound)
{
    struct summary *y = &c->summary;
    int             kept = c->violations.count == 0;
    struct check_lower lower = {NAN, NAN, 0};
    if (bound)
        lower = check_bound_lower(&c->violations, s, rs, pay, bound);
    y->lower_bound = lower.bound;
    y->bound_proven = lower.proven;
    double above = y->lower_bound - y->objective;
    if (kept && above > 1e-9 * fmax(1, fabs(y->objective)))
        violations_add(&c->violations, "bound", -1, -1, above, "the lower bound %.6f is above the objective %.6f", y->lower_bound,
                       y->objective);
    y->gap = y->objective > 0 ? (y->objective - y->lower_bound) / y->objective : NAN;
    double open = y->objective - y->fixed_cost;
    y->gap_without_fixed = open > 0 ? (y->objective - y->lower_bound) / open : NAN;
}

void check_roster(struct check_result *c, const struct scenario *s, const struct requirement *rs, const struct roster *roster,
                  const struct bound *bound)
{
    struct roster    sound = {0};
    struct check_pay pay;
    memset(c, 0, sizeof *c);
    c->coverage_count = s->queue_count;
    c->coverages = xcalloc((size_t)s->queue_count + 1, sizeof *c->coverages);
    double *scheduled = xcalloc((size_t)s->queue_count * (size_t)s->horizon.intervals + 1, sizeof *scheduled);
    for (int q = 0; q < s->queue_count; q++)
        assert(rs[q].queue == q && rs[q].intervals == s->horizon.intervals);
    check_pay_make(&pay, s);
    check_shift_sound(&sound, &c->violations, s, roster);
    judge_rules(c, s, &sound);
    check_cover(scheduled, s, &sound);
    judge_service(c, s, rs, scheduled);
    judge_money(c, s, rs, &pay, &sound, scheduled);
    judge_bound(c, s, rs, &pay, bound);
    c->summary.goal_met = c->violations.count == 0;
    for (int i = 0; i < c->summary.goal_count; i++)
        c->summary.goal_met &= c->summary.goals[i].met;
    check_pay_free(&pay);
    roster_free(&sound);
    free(scheduled);
}

void check_result_free(struct check_result *c)
{
    for (int i = 0; i < c->coverage_count; i++)
        coverage_free(&c->coverages[i]);
    free(c->coverages);
    violations_free(&c->violations);
    summary_free(&c->summary);
    memset(c, 0, sizeof *c);
}
