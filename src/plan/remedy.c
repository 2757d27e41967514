#include "plan/remedy.h"
#include "base/alloc.h"
#include "check/check_service.h"
#include "plan/alone.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { DAY_MIN = 1440, STARTS_STEP_MIN = 30, REST_STEP_MIN = 30, PAUSES_STEP_MIN = 15, AGENTS_TRIED = 400 };

/* --- how short --------------------------------------------------------------------------------------------------- */

static int is_level(const char *scope)
{
    return !strcmp(scope, "peak") || !strcmp(scope, "interval") || !strcmp(scope, "floor");
}

static double level(const struct plan *p, int queue, int t, double expected, double within_s)
{
    double in_time, counted;
    check_service_within(&in_time, &counted, &p->scenario, &p->requirements[queue], t, expected, within_s);
    return counted > 0 ? in_time / counted : 0;
}

/* Scheduled agents that would do in an interval, in whole agents on contacts. */
static double needed(const struct plan *p, int queue, int t, double wanted, double within_s)
{
    const struct coverage *c = &p->result.coverages[queue];
    int                    least = (int)floor(c->expected[t]) + 1;
    for (int n = least; n < least + AGENTS_TRIED; n++)
        if (level(p, queue, t, n, within_s) >= wanted)
            return n / (1 - p->requirements[queue].shrink[t]);
    return NAN;
}

static void add_short(struct remedies *x, struct shortfall s)
{
    x->shorts = xrealloc(x->shorts, (size_t)(x->short_count + 1) * sizeof *x->shorts);
    x->shorts[x->short_count++] = s;
}

static void short_in(struct remedies *x, const struct plan *p, int goal, int t)
{
    const struct goal_result *g = &p->result.summary.goals[goal];
    const struct queue       *q = &p->scenario.queues[g->queue];
    const struct coverage    *c = &p->result.coverages[g->queue];
    struct shortfall          s = {goal, g->queue, t, c->scheduled[t], NAN, NAN, g->wanted};
    int                       peak = scenario_peak(&p->scenario, g->queue, t);
    if (!q->open[t] || p->requirements[g->queue].offered[t] <= 0 || (!strcmp(g->scope, "peak") && peak < 0))
        return;
    double within_s = !strcmp(g->scope, "peak") ? q->peaks[peak].within_s : q->goal.within_s;
    s.sl = level(p, g->queue, t, c->expected[t], within_s);
    if (s.sl >= g->wanted - 1e-9)
        return;
    s.needed = needed(p, g->queue, t, g->wanted, within_s);
    add_short(x, s);
}

static int is_target(const struct goal_result *g, int peaks)
{
    return !g->met && (!peaks || !strcmp(g->scope, "peak"));
}

static void list_shorts(struct remedies *x, const struct plan *p, int peaks)
{
    const struct summary *y = &p->result.summary;
    for (int i = 0; i < y->goal_count; i++) {
        if (!is_target(&y->goals[i], peaks))
            continue;
        x->missed++;
        for (int t = y->goals[i].first; t < y->goals[i].last && is_level(y->goals[i].scope); t++)
            short_in(x, p, i, t);
    }
}

/* --- loosening --------------------------------------------------------------------------------------------------- */

static int longest_min(const struct scenario *s, int contract)
{
    int longest = 0;
    for (int k = 0; k < s->kind_count; k++)
        if (s->kinds[k].contract == contract && s->kinds[k].length_to > longest)
            longest = s->kinds[k].length_to;
    return longest;
}

static void widen_starts(struct scenario *s, int contract, int minutes)
{
    for (int k = 0; k < s->kind_count; k++) {
        struct shift_kind *kind = &s->kinds[k];
        int                by = kind->start_step > 0 ? minutes / kind->start_step * kind->start_step : minutes;
        if (kind->contract != contract)
            continue;
        if (kind->start_step <= 0)
            kind->start_step = STARTS_STEP_MIN;
        kind->start_from -= by < kind->start_from ? by : kind->start_from / kind->start_step * kind->start_step;
        kind->start_to = kind->start_to + by < DAY_MIN ? kind->start_to + by : DAY_MIN - 1;
    }
}

static void widen(int *from_min, int *to_min, int minutes)
{
    *from_min -= minutes < *from_min ? minutes : *from_min;
    *to_min += minutes;
}

static void loosen_pauses(struct scenario *s, int contract, int minutes)
{
    for (int i = 0; i < s->kind_count; i++) {
        struct shift_kind *k = &s->kinds[i];
        if (k->contract != contract)
            continue;
        for (int b = 0; b < k->breaks; b++)
            widen(&k->rule[b].from_min, &k->rule[b].to_min, minutes);
        widen(&k->lunch_from, &k->lunch_to, minutes);
        widen(&k->split_from, &k->split_to, minutes);
        k->stretch_max += k->stretch_max > 0 ? minutes : 0;
        k->gap_min -= minutes < k->gap_min ? minutes : k->gap_min;
    }
}

static int has_pauses(const struct scenario *s, int contract)
{
    int pauses = 0;
    for (int k = 0; k < s->kind_count; k++)
        if (s->kinds[k].contract == contract)
            pauses += s->kinds[k].breaks + s->kinds[k].lunches + s->kinds[k].splits;
    return pauses;
}

static int over_shortfall(const struct remedies *x, const struct plan *p, const struct time_off *off)
{
    const struct summary *y = &p->result.summary;
    int                   step = p->scenario.horizon.interval_min;
    for (int i = 0; i < x->short_count; i++)
        if (off->start_min < (x->shorts[i].interval + 1) * step && off->end_min > x->shorts[i].interval * step)
            return 1;
    for (int i = 0; i < y->goal_count && !x->short_count; i++)
        if (!y->goals[i].met && off->start_min < y->goals[i].last * step && off->end_min > y->goals[i].first * step)
            return 1;
    return 0;
}

static int leaves_over(const struct remedies *x, const struct plan *p)
{
    int n = 0;
    for (int i = 0; i < p->scenario.time_off_count; i++)
        n += over_shortfall(x, p, &p->scenario.time_offs[i]);
    return n;
}

static void cancel_leaves(struct trial *t, const struct plan *p, const struct remedies *x, int count)
{
    for (int n = 0; n < count; n++) {
        int shortest = -1, least = 0;
        for (int i = 0; i < t->s.time_off_count; i++) {
            const struct time_off *o = &t->s.time_offs[i];
            if (o->start_min >= 0 && over_shortfall(x, p, o) && (shortest < 0 || o->end_min - o->start_min < least)) {
                shortest = i;
                least = o->end_min - o->start_min;
            }
        }
        if (shortest >= 0)
            alone_cancel(&t->s.agents[t->s.time_offs[shortest].agent], &t->s.time_offs[shortest], &t->s);
    }
}

static void hire(struct trial *t, const struct plan *p, const struct remedies *x, int contract, int count)
{
    int queue = 0;
    for (int i = 0; i < p->result.summary.goal_count && !x->short_count; i++)
        if (!p->result.summary.goals[i].met)
            queue = p->result.summary.goals[i].queue;
    if (x->short_count)
        queue = x->shorts[0].queue;
    trial_hire(t, contract, queue, count);
}

void remedy_apply(struct trial *t, const struct plan *p, const struct remedies *x, enum remedy_kind kind, int contract, int amount)
{
    struct scenario *s = &t->s;
    trial_make(t, p);
    struct contract *k = &s->contracts[contract >= 0 ? contract : 0];
    switch (kind) {
    case REMEDY_SEATS:
        for (int q = 0; q < s->queue_count; q++)
            if (s->queues[q].max_seats != RULE_NONE)
                s->queues[q].max_seats += amount;
        break;
    case REMEDY_AGENTS: hire(t, p, x, contract, amount); break;
    case REMEDY_STARTS: widen_starts(s, contract, amount); break;
    case REMEDY_DAYS:
        k->days_max += amount;
        if (k->week_max != RULE_NONE)
            k->week_max += amount * longest_min(s, contract);
        break;
    case REMEDY_REST: k->rest_min = k->rest_min > amount ? k->rest_min - amount : 0; break;
    case REMEDY_PAUSES: loosen_pauses(s, contract, amount); break;
    case REMEDY_LEAVE: cancel_leaves(t, p, x, amount); break;
    case REMEDY_PRICE:
        s->penalties.under_per_agent_h *= amount;
        s->penalties.under_peak_per_agent_h *= amount;
        s->penalties.goal_per_contact *= amount;
    }
}

/* --- trying ------------------------------------------------------------------------------------------------------ */

struct search {
    const struct plan      *p;
    struct remedies        *x;
    const struct trial_how *how;
    int                     peaks;
};

static int left_of(const struct search *q, const struct check_result *c)
{
    const struct summary *y = &q->p->result.summary;
    int                   left = 0;
    for (int i = 0; i < y->goal_count && i < c->summary.goal_count; i++)
        left += is_target(&y->goals[i], q->peaks) && !c->summary.goals[i].met;
    return left;
}

static struct remedy try(const struct search *q, enum remedy_kind kind, int contract, int amount)
{
    struct remedy r = {.kind = kind, .contract = contract, .amount = amount};
    struct trial  t;
    remedy_apply(&t, q->p, q->x, kind, contract, amount);
    trial_solve(&t, q->how);
    r.left = left_of(q, &t.result);
    r.closes = r.left == 0;
    r.cost = t.result.summary.cost.total - q->p->result.summary.cost.total;
    r.objective = t.result.summary.objective - q->p->result.summary.objective;
    trial_free(&t);
    return r;
}

/* The least amount, in steps of `unit`, that closes all; else what the most leaves. */
static void seek(const struct search *q, enum remedy_kind kind, int contract, int most, int unit)
{
    if (most < 1)
        return;
    struct remedy best = try(q, kind, contract, most * unit);
    for (int low = 0, high = most; best.closes && high - low > 1;) {
        int           middle = low == 0 && high > 4 ? high / 3 : (low + high) / 2;
        struct remedy r = try(q, kind, contract, middle * unit);
        if (r.closes) {
            best = r;
            high = middle;
        } else
            low = middle;
    }
    if (!best.closes && best.left >= q->x->missed)
        return;
    q->x->items = xrealloc(q->x->items, (size_t)(q->x->count + 1) * sizeof *q->x->items);
    q->x->items[q->x->count++] = best;
}

static int agents_of(const struct scenario *s, int contract)
{
    int n = 0;
    for (int a = 0; a < s->agent_count; a++)
        n += s->agents[a].contract == contract;
    return n;
}

static void seek_contract(const struct search *q, int contract)
{
    const struct scenario *s = &q->p->scenario;
    const struct contract *k = &s->contracts[contract];
    int                    n = agents_of(s, contract);
    if (n == 0)
        return;
    seek(q, REMEDY_AGENTS, contract, n > 8 ? n / 2 : 4, 1);
    seek(q, REMEDY_STARTS, contract, 6, STARTS_STEP_MIN);
    seek(q, REMEDY_DAYS, contract, k->days_max == RULE_NONE ? 0 : k->days_max < 6 ? 1 : 0, 1);
    seek(q, REMEDY_REST, contract, k->rest_min == RULE_NONE ? 0 : 6, REST_STEP_MIN);
    seek(q, REMEDY_PAUSES, contract, has_pauses(s, contract) ? 4 : 0, PAUSES_STEP_MIN);
}

static int any_seats(const struct scenario *s)
{
    int most = 0;
    for (int q = 0; q < s->queue_count; q++)
        most = s->queues[q].max_seats != RULE_NONE && s->queues[q].max_seats > most ? s->queues[q].max_seats : most;
    return most;
}

static int any_soft(const struct search *q)
{
    const struct summary *y = &q->p->result.summary;
    for (int i = 0; i < y->goal_count; i++)
        if (is_target(&y->goals[i], q->peaks) && !y->goals[i].must)
            return 1;
    return 0;
}

void remedies_make(struct remedies *x, const struct plan *p, int peaks, const struct trial_how *how)
{
    struct search q = {p, x, how, peaks};
    memset(x, 0, sizeof *x);
    list_shorts(x, p, peaks);
    if (!x->missed)
        return;
    int seats = any_seats(&p->scenario), leaves = leaves_over(x, p);
    seek(&q, REMEDY_SEATS, -1, seats ? seats / 2 + 2 : 0, 1);
    for (int c = 0; c < p->scenario.contract_count; c++)
        seek_contract(&q, c);
    seek(&q, REMEDY_LEAVE, -1, leaves, 1);
    seek(&q, REMEDY_PRICE, -1, any_soft(&q) ? 5 : 0, 2);
}

void remedies_free(struct remedies *x)
{
    free(x->shorts);
    free(x->items);
    memset(x, 0, sizeof *x);
}
