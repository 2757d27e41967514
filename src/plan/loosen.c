#include "plan/loosen.h"
#include "plan/alone.h"

enum { DAY_MIN = 1440, STARTS_STEP_MIN = 30, REST_STEP_MIN = 30, PAUSES_STEP_MIN = 15 };

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

static int over_shortfall(const struct shortage *x, const struct plan *p, const struct time_off *off)
{
    const struct summary *y = &p->result.summary;
    int                   step = p->scenario.horizon.interval_min;
    for (int i = 0; i < x->count; i++)
        if (off->start_min < (x->items[i].interval + 1) * step && off->end_min > x->items[i].interval * step)
            return 1;
    for (int i = 0; i < y->goal_count && !x->count; i++)
        if (!y->goals[i].met && off->start_min < y->goals[i].last * step && off->end_min > y->goals[i].first * step)
            return 1;
    return 0;
}

static int leaves_over(const struct shortage *x, const struct plan *p)
{
    int n = 0;
    for (int i = 0; i < p->scenario.time_off_count; i++)
        n += over_shortfall(x, p, &p->scenario.time_offs[i]);
    return n;
}

static void cancel_leaves(struct trial *t, const struct plan *p, const struct shortage *x, int count)
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

void loosen_apply(struct trial *t, const struct plan *p, const struct shortage *is, const struct loosening *l)
{
    struct scenario *s = &t->s;
    struct contract *k = &s->contracts[l->contract >= 0 ? l->contract : 0];
    switch (l->kind) {
    case REMEDY_SEATS:
        for (int q = 0; q < s->queue_count; q++)
            if (s->queues[q].max_seats != RULE_NONE)
                s->queues[q].max_seats += l->amount;
        break;
    case REMEDY_AGENTS: trial_hire(t, l->contract, is->queue, l->amount); break;
    case REMEDY_STARTS: widen_starts(s, l->contract, l->amount); break;
    case REMEDY_DAYS:
        k->days_max += l->amount;
        if (k->week_max != RULE_NONE)
            k->week_max += l->amount * longest_min(s, l->contract);
        break;
    case REMEDY_REST: k->rest_min = k->rest_min > l->amount ? k->rest_min - l->amount : 0; break;
    case REMEDY_PAUSES: loosen_pauses(s, l->contract, l->amount); break;
    case REMEDY_LEAVE: cancel_leaves(t, p, is, l->amount); break;
    case REMEDY_PRICE:
        s->penalties.under_per_agent_h *= l->amount;
        s->penalties.under_peak_per_agent_h *= l->amount;
        s->penalties.goal_per_contact *= l->amount;
    }
}

/* --- how far ----------------------------------------------------------------------------------------------------- */

int loosen_unit(enum remedy_kind kind)
{
    switch (kind) {
    case REMEDY_STARTS: return STARTS_STEP_MIN;
    case REMEDY_REST: return REST_STEP_MIN;
    case REMEDY_PAUSES: return PAUSES_STEP_MIN;
    case REMEDY_PRICE: return 2;
    default: return 1;
    }
}

int loosen_serves(const struct scenario *s, int contract, int queue)
{
    int n = 0;
    for (int a = 0; a < s->agent_count; a++)
        n += s->agents[a].contract == contract && s->agents[a].skill_count && s->agents[a].skills[0] == queue;
    return n;
}

static int serves_missed(const struct plan *p, const struct shortage *is, int contract)
{
    for (int i = 0; i < is->missed; i++)
        if (loosen_serves(&p->scenario, contract, p->result.summary.goals[is->goals[i].goal].queue))
            return 1;
    return 0;
}

/* Seats that limit: where all are taken in an interval. */
static int seats_bind(const struct plan *p)
{
    int most = 0;
    for (int q = 0; q < p->scenario.queue_count; q++)
        for (int t = 0; t < p->scenario.horizon.intervals; t++)
            if (p->result.coverages[q].scheduled[t] > p->requirements[q].seats - 0.5)
                most = p->scenario.queues[q].max_seats > most ? p->scenario.queues[q].max_seats : most;
    return most;
}

static void add(struct loosening *found, int *n, enum remedy_kind kind, int contract, int amount)
{
    if (amount > 0 && *n < REMEDY_PARTS_MAX - 2) /* agents and a price may join them */
        found[(*n)++] = (struct loosening){kind, contract, amount};
}

int loosen_all(struct loosening *found, const struct plan *p, const struct shortage *is)
{
    const struct scenario *s = &p->scenario;
    int                    n = 0, seats = seats_bind(p);
    add(found, &n, REMEDY_SEATS, -1, is->seats > seats / 2 + 2 || !seats ? is->seats : seats / 2 + 2);
    for (int c = 0; c < s->contract_count; c++) {
        const struct contract *k = &s->contracts[c];
        if (!serves_missed(p, is, c))
            continue;
        add(found, &n, REMEDY_STARTS, c, 6 * STARTS_STEP_MIN);
        add(found, &n, REMEDY_DAYS, c, k->days_max == RULE_NONE || k->days_max >= 6 ? 0 : 1);
        add(found, &n, REMEDY_REST, c, k->rest_min == RULE_NONE ? 0 : 6 * REST_STEP_MIN);
        add(found, &n, REMEDY_PAUSES, c, has_pauses(s, c) ? 4 * PAUSES_STEP_MIN : 0);
    }
    add(found, &n, REMEDY_LEAVE, -1, leaves_over(is, p));
    return n;
}
