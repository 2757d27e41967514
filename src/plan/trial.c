#include "plan/trial.h"
#include "base/alloc.h"
#include "model/period.h"
#include "staffing/staffing.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

static void *copy(const void *from, int count, size_t size)
{
    void *to = xcalloc((size_t)count + 1, size);
    if (count > 0)
        memcpy(to, from, (size_t)count * size);
    return to;
}

void trial_make(struct trial *t, const struct plan *p)
{
    struct scenario *s = &t->s;
    memset(t, 0, sizeof *t);
    assert(p->reached >= PLAN_STAFFING);
    t->from = p;
    *s = p->scenario;
    s->queues = copy(s->queues, s->queue_count, sizeof *s->queues);
    for (int q = 0; q < s->queue_count; q++)
        s->queues[q].peaks = copy(s->queues[q].peaks, s->queues[q].peak_count, sizeof *s->queues[q].peaks);
    s->contracts = copy(s->contracts, s->contract_count, sizeof *s->contracts);
    s->kinds = copy(s->kinds, s->kind_count, sizeof *s->kinds);
    s->agents = copy(s->agents, s->agent_count, sizeof *s->agents);
    for (int a = 0; a < s->agent_count; a++) {
        int periods = period_count(&s->contracts[s->agents[a].contract], &s->horizon);
        s->agents[a].credited_min = copy(s->agents[a].credited_min, periods, sizeof(int));
        s->agents[a].paid_leave_min = copy(s->agents[a].paid_leave_min, s->horizon.weeks, sizeof(int));
    }
    s->time_offs = copy(s->time_offs, s->time_off_count, sizeof *s->time_offs);
}

void trial_free(struct trial *t)
{
    struct scenario *s = &t->s;
    for (int a = 0; a < s->agent_count; a++) {
        if (a >= t->from->scenario.agent_count)
            free(s->agents[a].available);
        free(s->agents[a].credited_min);
        free(s->agents[a].paid_leave_min);
    }
    for (int q = 0; q < s->queue_count; q++) {
        free(s->queues[q].peaks);
        if (t->rs)
            requirement_free(&t->rs[q]);
    }
    free(s->queues);
    free(s->contracts);
    free(s->kinds);
    free(s->agents);
    free(s->time_offs);
    free(t->rs);
    schedule_answer_free(&t->answer);
    check_result_free(&t->result);
    memset(t, 0, sizeof *t);
}

/* An agent to copy: of the contract, for the queue if there is one, else of another contract for the queue. */
static int model_of(const struct scenario *s, int contract, int queue)
{
    int of_contract = -1, of_queue = -1;
    for (int a = s->agent_count - 1; a >= 0; a--) {
        int serves = s->agents[a].skill_count && s->agents[a].skills[0] == queue;
        if (s->agents[a].contract == contract && serves)
            return a;
        of_contract = s->agents[a].contract == contract ? a : of_contract;
        of_queue = serves ? a : of_queue;
    }
    return of_contract >= 0 ? of_contract : of_queue;
}

void trial_hire(struct trial *t, int contract, int queue, int count)
{
    struct scenario *s = &t->s;
    int              model = model_of(s, contract, queue);
    for (int i = 0; i < count && model >= 0; i++) {
        s->agents = xrealloc(s->agents, (size_t)(s->agent_count + 1) * sizeof *s->agents);
        struct agent *a = &s->agents[s->agent_count++];
        *a = s->agents[model];
        a->contract = contract;
        a->available = xcalloc((size_t)s->horizon.days + 1, sizeof *a->available);
        a->credited_min = xcalloc((size_t)period_count(&s->contracts[contract], &s->horizon) + 1, sizeof *a->credited_min);
        a->paid_leave_min = xcalloc((size_t)s->horizon.weeks + 1, sizeof *a->paid_leave_min);
        a->consecutive_before = a->rest_until_min = a->hours_before_min = a->weekends_before = a->kind_max_count = 0;
        a->duty = NULL;
        a->kind_max = NULL;
        for (int d = 0; d < s->horizon.days; d++)
            a->available[d] = (struct window){0, 2 * 1440};
    }
}

void trial_staff(struct trial *t)
{
    const struct plan *p = t->from;
    struct faults      none = {0}; /* the file was read before: what could be wrong with it was said then */
    if (t->rs)
        return;
    t->rs = xcalloc((size_t)t->s.queue_count + 1, sizeof *t->rs);
    if (p->requirement_file && staffing_read(t->rs, &t->s, p->requirement_file, &none) == 0)
        return;
    for (int q = 0; q < t->s.queue_count; q++)
        staffing_make(&t->rs[q], &t->s, &p->demands[q]);
}

void trial_judge(const struct trial *t, struct check_result *c, const struct roster *roster, const struct bound *bound)
{
    check_roster(c, &t->s, t->rs, roster, bound && bound->count ? bound : NULL);
}

void trial_solve(struct trial *t, const struct trial_how *how)
{
    const struct roster *start = how->start ? how->start : &t->from->answer.roster;
    trial_staff(t);
    const struct schedule_request r = {
        .scenario = &t->s,
        .requirements = t->rs,
        .start = start->shift_count ? start : NULL,
        .seed = t->s.seed,
        .effort = how->effort,
        .target_gap = t->s.solver_gap,
        .threads = how->threads > 0 ? how->threads : 1,
        .progress = how->progress,
        .context = how->context,
    };
    schedule_make(&t->answer, &r);
    trial_judge(t, &t->result, &t->answer.roster, &t->answer.bound);
}
