#include "plan/explain.h"
#include "base/alloc.h"
#include <stdlib.h>
#include <string.h>

enum { SHIFTS_TOLD = 5, GROUPS_TOLD = 20 };

/* --- what was asked ---------------------------------------------------------------------------------------------- */

static int parse_agent(struct explanation *x, const char *text, struct faults *faults)
{
    char meant[160];
    x->agent = text ? scenario_agent_index(&x->p->scenario, text) : -1;
    if (text && x->agent < 0)
        return faults_add(faults, "--agent", 0, 0, "%s is no agent%s", text,
                          scenario_meant(&x->p->scenario, NOUN_AGENT, text, meant, sizeof meant));
    return 0;
}

static int parse_contract(struct explanation *x, const char *text, struct faults *faults)
{
    char meant[160];
    x->contract = text ? scenario_contract_index(&x->p->scenario, text) : -1;
    if (text && x->contract < 0)
        return faults_add(faults, "--contract", 0, 0, "%s is no contract%s", text,
                          scenario_meant(&x->p->scenario, NOUN_CONTRACT, text, meant, sizeof meant));
    return 0;
}

static int parse_day(struct explanation *x, const char *text, struct faults *faults)
{
    const struct horizon *h = &x->p->scenario.horizon;
    char                  first[16], last[16], date[16];
    x->day = -1;
    for (int d = 0; text && d < h->days; d++)
        if (!strcmp(horizon_date(h, d, date), text))
            x->day = d;
    if (text && x->day < 0)
        return faults_add(faults, "--day", 0, 0, "%s is no day of the plan; want %s to %s", text, horizon_date(h, 0, first),
                          horizon_date(h, h->days - 1, last));
    return 0;
}

static int parse_interval(struct explanation *x, const char *text, struct faults *faults)
{
    const struct horizon *h = &x->p->scenario.horizon;
    int                   minute = -1;
    char                  first[32];
    x->interval = -1;
    if (!text)
        return 0;
    if (horizon_parse(h, text, &minute) || minute < 0 || minute / h->interval_min >= h->intervals)
        return faults_add(faults, "--interval", 0, 0, "%s is no time of the plan; want one such as %.16s", text,
                          horizon_format(h, h->intervals / h->days / 2 * h->interval_min, first));
    x->interval = minute / h->interval_min;
    return 0;
}

static int parse(struct explanation *x, const struct explain_question *q, struct faults *faults)
{
    int bad = parse_agent(x, q->agent, faults) | parse_contract(x, q->contract, faults) | parse_day(x, q->day, faults) |
              parse_interval(x, q->interval, faults);
    x->peaks = q->peaks;
    x->all = !q->agent && !q->day && !q->contract && !q->interval && !q->peaks;
    return bad ? -1 : 0;
}

/* --- the answers ------------------------------------------------------------------------------------------------- */

static void add_conflict(struct explanation *x, int agent, int wishes, int like)
{
    size_t n = (size_t)x->conflict_count + 1;
    x->conflicts = xrealloc(x->conflicts, n * sizeof *x->conflicts);
    x->like = xrealloc(x->like, n * sizeof *x->like);
    conflict_find(&x->conflicts[x->conflict_count], &x->p->scenario, agent, wishes);
    if (x->conflicts[x->conflict_count].possible)
        return;
    x->like[x->conflict_count++] = like;
}

static void find_conflicts(struct explanation *x)
{
    const struct scenario *s = &x->p->scenario;
    if (x->agent >= 0) {
        add_conflict(x, x->agent, 0, 1);
        if (!x->conflict_count)
            add_conflict(x, x->agent, 1, 1);
    }
    if (!x->all)
        return;
    struct stranded *found = xcalloc((size_t)s->agent_count + 1, sizeof *found);
    int              n = conflict_stranded(found, s);
    for (int i = 0; i < n && i < GROUPS_TOLD; i++)
        add_conflict(x, found[i].agent, 0, found[i].like);
    free(found);
}

static void tell(struct explanation *x, int shift)
{
    x->shifts = xrealloc(x->shifts, (size_t)(x->shift_count + 1) * sizeof *x->shifts);
    x->shifts[x->shift_count++] = shift;
}

static int told(const struct explanation *x, int shift)
{
    for (int i = 0; i < x->shift_count; i++)
        if (x->shifts[i] == shift)
            return 1;
    return 0;
}

/* The shifts that would be missed least: where there is something to save, it is here. */
static void tell_least(struct explanation *x)
{
    const struct reasons *r = &x->p->reasons;
    for (int n = 0; n < SHIFTS_TOLD; n++) {
        int least = -1;
        for (int i = 0; i < r->roster.shift_count; i++)
            if (!told(x, i) && (least < 0 || r->items[i].objective < r->items[least].objective))
                least = i;
        if (least >= 0)
            tell(x, least);
    }
}

static int works_in(const struct roster *r, const struct shift *shift, int from_min, int to_min)
{
    for (int i = shift->first; i < shift->first + shift->count; i++)
        if (r->activities[i].kind == ACT_WORK && r->activities[i].start_min < to_min && r->activities[i].end_min > from_min)
            return 1;
    return 0;
}

static void find_shifts(struct explanation *x)
{
    const struct roster *r = &x->p->reasons.roster;
    int                  step = x->p->scenario.horizon.interval_min;
    if (x->all)
        tell_least(x);
    for (int i = 0; i < r->shift_count && !x->all; i++) {
        const struct shift *s = &r->shifts[i];
        int named = x->agent >= 0 || x->day >= 0 || x->interval >= 0;
        if (named && (x->agent < 0 || s->agent == x->agent) && (x->day < 0 || s->day == x->day) &&
            (x->interval < 0 || works_in(r, s, x->interval * step, (x->interval + 1) * step)))
            tell(x, i);
    }
}

int explain_make(struct explanation *x, const struct plan *p, const struct explain_question *q, const struct trial_how *how,
                 struct faults *faults)
{
    memset(x, 0, sizeof *x);
    x->p = p;
    if (parse(x, q, faults))
        return -1;
    tariff_make(&x->tariff, p);
    find_shifts(x);
    find_conflicts(x);
    if (x->all || x->contract >= 0) {
        x->hires = xcalloc((size_t)p->scenario.contract_count * (size_t)p->scenario.queue_count + 1, sizeof *x->hires);
        x->hire_count = hire_make(x->hires, p, x->contract, how);
    }
    if (x->all || x->peaks)
        remedies_make(&x->remedies, p, x->peaks, how);
    return 0;
}

void explain_free(struct explanation *x)
{
    tariff_free(&x->tariff);
    remedies_free(&x->remedies);
    free(x->hires);
    free(x->conflicts);
    free(x->like);
    free(x->shifts);
    memset(x, 0, sizeof *x);
}
