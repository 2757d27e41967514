#include "plan/budget_question.h"
#include "base/alloc.h"
#include "plan/trial.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

void outcome_free(struct outcome *x)
{
    roster_free(&x->roster);
    free(x->served);
    memset(x, 0, sizeof *x);
}

void outcome_copy(struct outcome *to, const struct outcome *from)
{
    outcome_free(to);
    *to = *from;
    memset(&to->roster, 0, sizeof to->roster);
    for (int i = 0; i < from->roster.shift_count; i++)
        roster_add(&to->roster, &from->roster.shifts[i], from->roster.activities + from->roster.shifts[i].first, from->roster.shifts[i].count);
    to->served = xcalloc((size_t)from->queues + 1, sizeof *to->served);
    memcpy(to->served, from->served, (size_t)from->queues * sizeof *to->served);
}

int question_counts(const struct plan *p, int queue)
{
    return !isnan(p->scenario.queues[queue].goal.service_level);
}

/* Shares of those answered, or of those who did not leave early, have no fixed whole: nobody answered would be best. */
static int fixed_whole(const struct goal *g)
{
    return g->definition == SL_OFFERED || g->definition == SL_MET;
}

int question_measures(const struct plan *p)
{
    int yes = 1;
    for (int q = 0; q < p->scenario.queue_count; q++)
        yes &= question_counts(p, q) && fixed_whole(&p->scenario.queues[q].goal);
    return yes;
}

/* A shortage of other floors than the plan's own costs the same at any depth. */
static void set_depth(struct requirement *r, const struct requirement *own, int whole, int t)
{
    for (int k = t * r->deep; k < (t + 1) * r->deep; k++) {
        r->deep_below[k] = whole && r->deep == own->deep ? own->deep_below[k] : 0;
        r->deep_per_h[k] = whole && r->deep == own->deep ? own->deep_per_h[k] : 0;
    }
}

/* The plan's own where they are to be kept, else the least staff of an open interval, or none. */
static void set_floors(struct requirement *r, const struct requirement *own, const struct queue *q, enum budget_kept kept, double promise)
{
    for (int t = 0; t < r->intervals; t++) {
        int whole = kept == BUDGET_GOALS || (kept == BUDGET_PROMISES && own->kind[t] == CLASS_PEAK_MUST);
        r->over_per_h[t] = 0;
        r->floor_gross[t] = whole ? own->floor_gross[t] : kept == BUDGET_RULES ? 0 : fmin(own->floor_gross[t], q->min_agents);
        r->under_per_h[t] = whole ? own->under_per_h[t] : r->floor_gross[t] > 0 ? promise : 0;
        r->promised[t] = whole ? own->promised[t] : 0;
        set_depth(r, own, whole, t);
    }
}

static void set_goal(struct requirement *r, double wanted, double price)
{
    free(r->goals);
    r->goals = xcalloc(1, sizeof *r->goals);
    r->goal_count = price > 0;
    r->goals[0] = (struct span_goal){SCOPE_WEEK, 0, r->intervals, wanted, price};
}

/* Who need not work and has no shift in the roster stays off. */
static void set_team(struct scenario *s, const struct roster *team)
{
    unsigned char *in = xcalloc((size_t)s->agent_count + 1, 1);
    for (int i = 0; i < team->shift_count; i++)
        in[team->shifts[i].agent] = 1;
    for (int a = 0; a < s->agent_count; a++)
        if (!in[a] && s->contracts[s->agents[a].contract].use == USE_MAY)
            s->agents[a].skill_count = 0;
    free(in);
}

static void pose(struct trial *t, const struct question *x, const struct plan *p)
{
    for (int q = 0; q < t->s.queue_count; q++)
        if (!fixed_whole(&t->s.queues[q].goal))
            t->s.queues[q].goal.definition = SL_OFFERED;
    if (!x->wishes) {
        t->s.request_count = 0;
        t->s.penalties.no_two_days_off_together = 0;
    }
    trial_staff(t);
    for (int q = 0; q < t->s.queue_count; q++) {
        set_floors(&t->rs[q], &p->requirements[q], &t->s.queues[q], x->kept, t->s.penalties.must_per_agent_h);
        set_goal(&t->rs[q], x->wanted ? x->wanted[q] : 1, question_counts(p, q) ? x->price : 0);
    }
}

/* Goals of the scenario's own scope, for what each queue is to reach; prices and floors are the plan's own. */
static void pose_goals(struct trial *t, const struct question *x, const struct plan *p)
{
    for (int q = 0; q < t->s.queue_count; q++)
        if (question_counts(p, q))
            t->s.queues[q].goal.service_level = x->wanted[q];
}

static void measure(struct outcome *x, const struct check_result *c)
{
    x->cost = c->summary.cost.total;
    x->service = c->summary.service_level;
    x->queues = c->coverage_count;
    x->served = xcalloc((size_t)c->coverage_count + 1, sizeof *x->served);
    for (int q = 0; q < c->coverage_count; q++) {
        double in_time = 0, counted = 0;
        for (int t = 0; t < c->coverages[q].intervals; t++)
            if (!isnan(c->coverages[q].sl[t])) {
                in_time += c->coverages[q].sl[t] * c->coverages[q].counted[t];
                counted += c->coverages[q].counted[t];
            }
        x->served[q] = counted > 0 ? in_time / counted : 0;
    }
}

/* By the plan's own measure; goals are then what they are to be. */
static void judge(struct outcome *x, const struct trial *t, enum budget_kept kept, const struct plan *p)
{
    const struct penalty_items *y = &t->result.summary.penalty;
    struct check_result         own;
    check_roster(&own, &p->scenario, p->requirements, &x->roster, NULL);
    measure(x, &own);
    x->bound = t->result.summary.lower_bound;
    x->keeps = own.violations.count == 0;
    if (kept == BUDGET_GOALS)
        x->keeps &= own.summary.goal_met;
    else
        x->keeps &= y->must + y->under + y->under_peak + y->seats < 1e-6;
    check_result_free(&own);
}

void question_solve(struct outcome *x, const struct question *q, const struct plan *p)
{
    struct trial_how how = {q->effort, q->start, q->threads, q->progress, q->context};
    struct trial     t;
    trial_make(&t, p);
    if (q->kept == BUDGET_GOALS && q->wanted)
        pose_goals(&t, q, p);
    else
        pose(&t, q, p);
    if (q->team)
        set_team(&t.s, q->team);
    trial_solve(&t, &how);
    x->roster = t.answer.roster;
    memset(&t.answer.roster, 0, sizeof t.answer.roster);
    x->cancelled = schedule_interrupted(&t.answer);
    judge(x, &t, q->kept, p);
    trial_free(&t);
}

void outcome_of_plan(struct outcome *x, const struct plan *p)
{
    const struct outcome plan = {.roster = p->answer.roster};
    struct outcome       own = plan;
    measure(&own, &p->result);
    own.keeps = p->result.summary.goal_met;
    own.bound = NAN;
    outcome_copy(x, &own);
    free(own.served);
}
