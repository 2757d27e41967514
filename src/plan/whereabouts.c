#include "plan/whereabouts.h"
#include "base/alloc.h"
#include "model/period.h"
#include "plan/budget.h"
#include <math.h>
#include <stdlib.h>

static int serves(const struct agent *a, int queue)
{
    return a->skill_count && a->skills[0] == queue;
}

/* Minutes that count for the contract's hours. */
static int counted_min(const struct plan *p, const struct shift *x)
{
    const struct roster     *r = &p->answer.roster;
    const struct shift_kind *k = x->kind >= 0 ? &p->scenario.kinds[x->kind] : NULL;
    int                      sum = 0;
    if (k && k->paid_min > 0)
        return k->paid_min;
    for (int i = x->first; i < x->first + x->count; i++) {
        enum activity_kind kind = r->activities[i].kind;
        if (kind != ACT_SPLIT && (kind != ACT_LUNCH || (k && k->lunch_paid)))
            sum += r->activities[i].end_min - r->activities[i].start_min;
    }
    return sum;
}

/* Hours left of the agent's contract; used_min [its periods] is what he works. */
static double spare_h(const struct plan *p, int agent, const int *used_min)
{
    const struct agent    *a = &p->scenario.agents[agent];
    const struct contract *c = &p->scenario.contracts[a->contract];
    double                 spare = 0;
    if (c->week_max == RULE_NONE)
        return INFINITY;
    for (int i = 0; i < period_count(c, &p->scenario.horizon); i++) {
        int credited = a->credited_min ? a->credited_min[i] : 0, most = c->week_max > credited ? c->week_max - credited : 0;
        spare += fmax(0, most - used_min[i] - (i == 0 ? a->hours_before_min : 0));
    }
    return spare / 60;
}

static int is_away(const struct scenario *s, int agent, int minute)
{
    for (int i = 0; i < s->time_off_count; i++)
        if (s->time_offs[i].agent == agent && s->time_offs[i].start_min <= minute && s->time_offs[i].end_min > minute)
            return 1;
    return 0;
}

static int any_time_off(const struct scenario *s, int agent)
{
    for (int i = 0; i < s->time_off_count; i++)
        if (s->time_offs[i].agent == agent)
            return 1;
    return 0;
}

static void count_activity(struct whereabouts *w, const struct roster *r, const struct shift *x, int minute)
{
    for (int i = x->first; i < x->first + x->count; i++) {
        const struct activity *a = &r->activities[i];
        if (minute < a->start_min || minute >= a->end_min)
            continue;
        w->on_work += a->kind == ACT_WORK;
        w->at_pause += a->kind == ACT_BREAK || a->kind == ACT_LUNCH || a->kind == ACT_SPLIT;
        w->elsewhere += a->kind == ACT_MEETING || a->kind == ACT_TRAINING || a->kind == ACT_DEFERRED;
        return;
    }
    w->elsewhere++;
}

struct seen { /* of one agent */
    const struct shift *now, *today;
    int                 any;
};

static void count_agent(struct whereabouts *w, const struct plan *p, int agent, const struct seen *s, int minute)
{
    w->agents++;
    if (s->now)
        count_activity(w, &p->answer.roster, s->now, minute);
    else if (is_away(&p->scenario, agent, minute))
        w->away++;
    else if (s->today)
        w->other_hours++;
    else if (s->any || any_time_off(&p->scenario, agent))
        w->day_off++;
    else
        w->unused++;
}

void whereabouts_make(struct whereabouts *w, const struct plan *p, int queue, int interval)
{
    const struct scenario *s = &p->scenario;
    const struct roster   *r = &p->answer.roster;
    const struct horizon  *h = &s->horizon;
    int                    minute = interval * h->interval_min + h->interval_min / 2, at = 0;
    *w = (struct whereabouts){.agents = 0};
    for (int a = 0; a < s->agent_count; a++) {
        const struct contract *c = &s->contracts[s->agents[a].contract];
        int                   *used_min = xcalloc((size_t)period_count(c, h) + 1, sizeof *used_min);
        struct seen            seen = {NULL, NULL, 0};
        for (; at < r->shift_count && r->shifts[at].agent <= a; at++) {
            const struct shift *x = &r->shifts[at];
            if (x->agent != a)
                continue;
            seen.any = 1;
            seen.now = x->start_min <= minute && x->end_min > minute ? x : seen.now;
            seen.today = x->day == h->day_of[interval] ? x : seen.today;
            used_min[period_of(c, h, x->day)] += counted_min(p, x);
        }
        if (serves(&s->agents[a], queue)) {
            count_agent(w, p, a, &seen, minute);
            w->spare_h += spare_h(p, a, used_min);
        }
        free(used_min);
    }
}

enum hindrance whereabouts_hindrance(const struct whereabouts *w, const struct plan *p, int queue, int interval)
{
    const struct requirement *r = &p->requirements[queue];
    double                    there = p->result.coverages[queue].scheduled[interval];
    if (there > r->seats - 0.5)
        return HINDER_SEATS;
    if (p->budget && !isnan(p->budget->cost))
        return HINDER_MONEY;
    if (!w->unused)
        return w->spare_h < 0.5 ? HINDER_HOURS : HINDER_USED;
    return r->kind[interval] == CLASS_PEAK_MUST || there < r->promised[interval] ? HINDER_RULES : HINDER_PRICE;
}
