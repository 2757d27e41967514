#include "plan/plan.h"
#include "base/alloc.h"
#include "base/file.h"
#include "check/check_carried.h"
#include "forecast/forecast.h"
#include "history/history_read.h"
#include "model/variant.h"
#include "plan/budget.h"
#include "plan/frontier.h"
#include "plan/remedy.h"
#include "staffing/staffing.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const double REMEDY_EFFORT = 0.3; /* of the plan's */

static double seconds_now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static int make_demand(struct plan *p, const struct plan_options *o, struct faults *faults)
{
    const struct scenario *s = &p->scenario;
    int                    bad = 0;
    if (o->forecast_file) {
        bad = demand_read(p->demands, s, o->forecast_file, faults);
        for (int q = 0; q < s->queue_count && !bad; q++)
            variant_apply_demand(s, &p->demands[q]);
        return bad;
    }
    for (int q = 0; q < s->queue_count; q++) {
        if (history_read(&p->histories[q], s, q, faults) || forecast_make(&p->demands[q], s, &p->histories[q], faults))
            bad = -1;
    }
    return bad;
}

/* A plan that starts from a requirement file has no forecast: the demand it shows is the file's own. */
static void demand_from_requirement(struct demand *d, const struct requirement *r)
{
    demand_alloc(d, r->queue, r->intervals);
    for (int t = 0; t < r->intervals; t++) {
        d->offered[t] = d->p10[t] = d->p50[t] = d->p90[t] = r->offered[t];
        d->aht_s[t] = r->aht_s[t];
    }
    strcpy(d->method, "given");
}

/* How many agents a requirement file asks for is the planner's word: a change of what will come would not reach it. */
static int refuse_lost_variants(const struct plan_options *o, struct faults *faults)
{
    for (int i = 0; i < o->variant_count && o->requirement_file; i++)
        if (variant_of_demand(o->variants[i].text))
            return faults_add(faults, "--set", 0, 0,
                              "\"%s\" would change nothing: %s says how many agents are needed; want --forecast FILE, or neither",
                              o->variants[i].text, o->requirement_file);
    return 0;
}

static int make_requirement(struct plan *p, const struct plan_options *o, struct faults *faults)
{
    const struct scenario *s = &p->scenario;
    if (o->requirement_file) {
        if (staffing_read(p->requirements, s, o->requirement_file, faults))
            return -1;
        for (int q = 0; q < s->queue_count; q++)
            demand_from_requirement(&p->demands[q], &p->requirements[q]);
        return 0;
    }
    for (int q = 0; q < s->queue_count; q++)
        staffing_make(&p->requirements[q], s, &p->demands[q]);
    return 0;
}

static int make_roster(struct plan *p, const struct plan_options *o, struct faults *faults)
{
    const struct scenario  *s = &p->scenario;
    struct schedule_request r = {
        .scenario = s,
        .requirements = p->requirements,
        .seed = s->seed,
        .effort = o->effort > 0 ? o->effort : s->solver_effort,
        .target_gap = s->solver_gap,
        .threads = p->threads,
        .progress = o->progress,
        .context = o->context,
    };
    if (o->roster_file) {
        if (roster_read(&p->answer.roster, s, o->roster_file, faults))
            return -1;
        return o->bound_file ? bound_read(&p->answer.bound, s, o->bound_file, faults) : 0;
    }
    schedule_make(&p->answer, &r);
    return 0;
}

static void judge_roster(struct plan *p, const struct plan_options *o)
{
    struct check_result *c = &p->result;
    check_roster(c, &p->scenario, p->requirements, &p->answer.roster, p->answer.bound.count ? &p->answer.bound : NULL);
    for (int q = 0; o->transient && q < c->coverage_count; q++)
        check_carried(&c->coverages[q], &p->scenario, &p->requirements[c->coverages[q].queue]);
    if (p->answer.stopped_by)
        snprintf(c->summary.stopped_by, sizeof c->summary.stopped_by, "%s", p->answer.stopped_by);
    reasons_make(&p->reasons, &p->scenario, p->requirements, &p->answer.roster);
}

/* The optimizer's own objective must be the judge's: a difference is a bug in one of them and is said aloud. */
static void judge(struct plan *p, const struct plan_options *o)
{
    struct check_result *c = &p->result;
    judge_roster(p, o);
    if (!o->roster_file && fabs(p->answer.objective - c->summary.objective) > 0.005) {
        violations_add(&c->violations, "agreement", -1, -1, p->answer.objective - c->summary.objective,
                       "schedule counts an objective of %.4f, check %.4f: please report this", p->answer.objective,
                       c->summary.objective);
        c->summary.goal_met = 0;
    }
}

static void mark_interrupted(struct plan *p)
{
    p->answer.stopped_by = "interrupted";
    snprintf(p->result.summary.stopped_by, sizeof p->result.summary.stopped_by, "%s", p->answer.stopped_by);
}

static int make_frontier(struct plan *p, const struct plan_options *o, struct faults *faults)
{
    const struct frontier_options f = {.effort = o->effort > 0 ? o->effort : p->scenario.solver_effort,
                                       .threads = p->threads,
                                       .progress = o->progress,
                                       .context = o->context};
    if (schedule_interrupted(&p->answer) || (!o->frontier && !o->frontier_file))
        return 0;
    p->frontier = xcalloc(1, sizeof *p->frontier);
    if (o->frontier_file)
        return frontier_read(p->frontier, o->frontier_file, faults);
    if (frontier_make(p->frontier, p, &f))
        mark_interrupted(p);
    return 0;
}

/* The plan's own roster gives way to the one for the money. */
static void spend(struct plan *p, const struct plan_options *o)
{
    const struct budget_options b = {.money = o->budget,
                                     .effort = o->effort > 0 ? o->effort : p->scenario.solver_effort,
                                     .threads = p->threads,
                                     .progress = o->progress,
                                     .context = o->context};
    struct roster roster;
    if (budget_make(p->budget, &roster, p, &b))
        mark_interrupted(p);
    if (!roster.shift_count) {
        roster_free(&roster);
        return;
    }
    roster_free(&p->answer.roster);
    p->answer.roster = roster;
    check_result_free(&p->result);
    reasons_free(&p->reasons);
    judge_roster(p, o);
}

static int make_budget(struct plan *p, const struct plan_options *o, struct faults *faults)
{
    if (!(o->budget > 0) && !o->budget_file)
        return 0;
    p->budget = xcalloc(1, sizeof *p->budget);
    if (schedule_interrupted(&p->answer)) {
        *p->budget = (struct budget){.money = o->budget, .least = NAN, .cost = NAN, .service_level = NAN, .most = NAN};
        return 0;
    }
    if (o->budget_file)
        return budget_read(p->budget, o->budget_file, faults);
    spend(p, o);
    return 0;
}

static int read_remedies(struct plan *p, const struct plan_options *o, struct faults *faults)
{
    return o->remedies_file ? remedies_read(&p->remedies, p, o->remedies_file, faults) : 0;
}

void plan_find_remedies(struct plan *p, const struct plan_options *o, int brief)
{
    const struct trial_how how = {REMEDY_EFFORT * (o->effort > 0 ? o->effort : p->scenario.solver_effort), NULL, p->threads,
                                  o->progress, o->context};
    if (p->remedies)
        remedies_free(p->remedies);
    p->remedies = xrealloc(p->remedies, sizeof *p->remedies);
    if (brief)
        remedies_make_brief(p->remedies, p, &how);
    else
        remedies_make(p->remedies, p, 1, &how);
    if (p->remedies->is.missed && !(p->remedies->cancelled && !p->remedies->count))
        return;
    remedies_free(p->remedies);
    free(p->remedies);
    p->remedies = NULL;
}

static void plan_open(struct plan *p)
{
    size_t queues = (size_t)p->scenario.queue_count;
    p->histories = xcalloc(queues, sizeof *p->histories);
    p->demands = xcalloc(queues, sizeof *p->demands);
    p->requirements = xcalloc(queues, sizeof *p->requirements);
}

/* A file that stands for stages is an input of the answer too. */
static void add_input(struct scenario *s, const char *file, const char *option)
{
    struct faults     ignored = {.count = 0}; /* whoever reads it says what is wrong with it */
    struct input_file input = {.option = option};
    if (!file || file_hash(file, input.sha256, &ignored))
        return;
    input.file = xstrdup(file);
    s->inputs = xrealloc(s->inputs, ((size_t)s->input_count + 1) * sizeof input);
    s->inputs[s->input_count++] = input;
}

static int read_scenario(struct plan *p, const struct plan_options *o, int people, struct faults *faults)
{
    if (refuse_lost_variants(o, faults) || scenario_read(&p->scenario, o->folder, o->variants, o->variant_count, people, faults))
        return -1;
    add_input(&p->scenario, o->forecast_file, INPUT_FORECAST);
    add_input(&p->scenario, o->requirement_file, INPUT_REQUIREMENT);
    recall_compare(&p->recall, &p->scenario);
    return 0;
}

static int run(struct plan *p, const struct plan_options *o, enum plan_stage last, struct faults *faults)
{
    if (read_scenario(p, o, last >= PLAN_SCHEDULE, faults))
        return -1;
    plan_open(p);
    p->threads = o->threads > 0 ? o->threads : 1;
    p->requirement_file = o->requirement_file ? xstrdup(o->requirement_file) : NULL;
    p->judged_only = o->roster_file != NULL;
    if (o->has_seed)
        p->scenario.seed = o->seed;
    if ((o->frontier && frontier_refused(p, faults)) || (o->budget > 0 && budget_refused(p, faults)))
        return -1;
    for (int stage = PLAN_FORECAST; stage <= (int)last; stage++) {
        double start = seconds_now();
        int    bad = 0;
        if (stage == PLAN_FORECAST && !o->requirement_file)
            bad = make_demand(p, o, faults);
        else if (stage == PLAN_STAFFING)
            bad = make_requirement(p, o, faults);
        else if (stage == PLAN_SCHEDULE)
            bad = make_roster(p, o, faults);
        else if (stage == PLAN_CHECK)
            judge(p, o);
        if (bad)
            return -1;
        p->seconds[stage] = seconds_now() - start;
        p->reached = (enum plan_stage)stage;
    }
    return p->reached == PLAN_CHECK && (make_frontier(p, o, faults) || make_budget(p, o, faults) || read_remedies(p, o, faults)) ? -1 : 0;
}

int plan_run(struct plan *p, const struct plan_options *o, enum plan_stage last, struct faults *faults)
{
    struct plan_options filled = *o;
    memset(p, 0, sizeof *p);
    int bad = (o->summary_file && (recall_read(&p->recall, o->summary_file, faults) || recall_fill(&p->recall, &filled, faults))) ||
              run(p, &filled, last, faults);
    if (bad)
        plan_free(p);
    return bad ? -1 : 0;
}

void plan_free(struct plan *p)
{
    for (int q = 0; q < p->scenario.queue_count; q++) {
        if (p->histories)
            history_free(&p->histories[q]);
        if (p->demands)
            demand_free(&p->demands[q]);
        if (p->requirements)
            requirement_free(&p->requirements[q]);
    }
    free(p->histories);
    free(p->demands);
    free(p->requirements);
    free(p->requirement_file);
    schedule_answer_free(&p->answer);
    check_result_free(&p->result);
    reasons_free(&p->reasons);
    if (p->frontier)
        frontier_free(p->frontier);
    free(p->frontier);
    free(p->budget);
    if (p->remedies)
        remedies_free(p->remedies);
    free(p->remedies);
    scenario_free(&p->scenario);
    recall_free(&p->recall);
    memset(p, 0, sizeof *p);
}
