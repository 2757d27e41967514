#include "plan/remedy.h"
#include "base/alloc.h"
#include "plan/loosen.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Solving costs about as much as there are agents: so many of them may be solved for in all, within these numbers of times. */
enum { AGENTS_SOLVED = 900, SOLVES_LEAST = 8, SOLVES_MOST = 40, SOLVES_FOR_HIRES = 6, HIRES_MOST_TIMES = 8, SOLVES_BRIEF = 3 };
static const double QUICK_AGENTS = 4; /* up to so many the search has all of the effort, then it falls with their number */

struct search {
    const struct plan *p;
    struct remedies   *x;
    struct trial_how   how;
    double             hours;  /* missing for every goal, those not asked for too: agents more serve them all */
    int                solves; /* left */
};

struct trial_how remedy_how(const struct plan *p, const struct trial_how *how)
{
    struct trial_how quick = *how;
    quick.effort *= fmin(1, QUICK_AGENTS / fmax(1, p->scenario.agent_count));
    return quick;
}

void remedy_apply(struct trial *t, const struct plan *p, const struct remedies *x, const struct remedy *r)
{
    trial_make(t, p);
    for (int i = 0; i < r->count; i++)
        loosen_apply(t, p, &x->is, &r->parts[i]);
}

static int left_of(const struct search *q, const struct check_result *c)
{
    const struct summary *y = &q->p->result.summary;
    int                   left = 0;
    for (int i = 0; i < y->goal_count && i < c->summary.goal_count; i++)
        left += shortage_is_target(&q->x->is, &y->goals[i]) && !c->summary.goals[i].met;
    return left;
}

/* Solves with the remedy's parts and fills in what becomes of it. Returns whether it closes. */
static int try(struct search *q, struct remedy *r)
{
    struct trial t;
    q->solves--;
    remedy_apply(&t, q->p, q->x, r);
    trial_solve(&t, &q->how);
    q->x->cancelled |= schedule_interrupted(&t.answer);
    r->left = left_of(q, &t.result);
    r->closes = r->left == 0;
    r->cost = t.result.summary.cost.total - q->p->result.summary.cost.total;
    r->objective = t.result.summary.objective - q->p->result.summary.objective;
    trial_free(&t);
    return r->closes;
}

static int may_solve(const struct search *q)
{
    return q->solves > 0 && !q->x->cancelled;
}

static void keep(struct search *q, const struct remedy *r)
{
    if (q->x->cancelled || (!r->closes && r->left >= q->x->is.missed))
        return;
    q->x->items = xrealloc(q->x->items, (size_t)(q->x->count + 1) * sizeof *q->x->items);
    q->x->items[q->x->count++] = *r;
}

/* r closes: the least amount of its first part that still does, as far as solves last; below r->failed nothing is tried. */
static void least(struct search *q, struct remedy *r, int near)
{
    int unit = loosen_unit(r->parts[0].kind);
    while (may_solve(q) && (r->parts[0].amount - r->failed) / unit > near) {
        struct remedy less = *r;
        int           low = r->failed / unit, high = r->parts[0].amount / unit;
        less.parts[0].amount = unit * (low == 0 && high > 4 ? high / 3 : (low + high) / 2);
        if (try(q, &less))
            *r = less;
        else
            r->failed = less.parts[0].amount;
    }
}

/* Where solving again does it with nothing changed, whatever else is tried would seem to. */
static int seek_longer(struct search *q)
{
    struct remedy nothing = {.count = 0};
    if (try(q, &nothing))
        keep(q, &nothing);
    return nothing.closes;
}

/* --- several together -------------------------------------------------------------------------------------------- */

static struct remedy without(const struct remedy *r, int first, int n)
{
    struct remedy rest = *r;
    memmove(rest.parts + first, rest.parts + first + n, (size_t)(r->count - first - n) * sizeof *rest.parts);
    rest.count = r->count - n;
    rest.failed = 0;
    return rest;
}

/* r closes: leaves out what it closes without, the greater parts of the list first. */
static void fewest(struct search *q, struct remedy *r)
{
    for (int n = (r->count + 1) / 2; n >= 1; n = n > 1 ? (n + 1) / 2 : 0)
        for (int first = 0; first < r->count && r->count > 1;) {
            int           m = n < r->count - first ? n : r->count - first;
            struct remedy rest = without(r, first, m);
            if (rest.count > 0 && may_solve(q) && try(q, &rest))
                *r = rest;
            else
                first += m;
        }
}

/* Each part as little as it may be: half of it is tried while that does. */
static void slightest(struct search *q, struct remedy *r)
{
    for (int i = 0; i < r->count && r->count > 1; i++)
        while (may_solve(q) && r->parts[i].amount > loosen_unit(r->parts[i].kind)) {
            struct remedy less = *r;
            int           unit = loosen_unit(r->parts[i].kind);
            less.parts[i].amount = (r->parts[i].amount / unit + 1) / 2 * unit;
            if (less.parts[i].amount == r->parts[i].amount || !try(q, &less))
                break;
            *r = less;
        }
}

/* Everything loosened at once; where that closes it, a set no part of which can be left out. */
static void seek_together(struct search *q)
{
    struct remedy all = {.count = 0};
    all.count = loosen_all(all.parts, q->p, &q->x->is);
    if (!all.count || !may_solve(q))
        return;
    try(q, &all);
    q->x->most = all;
    if (!all.closes)
        return;
    q->solves -= SOLVES_FOR_HIRES;
    fewest(q, &all);
    slightest(q, &all);
    if (all.count == 1)
        least(q, &all, 1);
    q->solves += SOLVES_FOR_HIRES;
    keep(q, &all);
}

/* --- one by one -------------------------------------------------------------------------------------------------- */

static int is_kept(const struct search *q, const struct loosening *l)
{
    for (int i = 0; i < q->x->count; i++)
        if (q->x->items[i].count == 1 && q->x->items[i].parts[0].kind == l->kind && q->x->items[i].parts[0].contract == l->contract)
            return 1;
    return 0;
}

static void seek_one(struct search *q, struct loosening l)
{
    struct remedy r = {.parts = {l}, .count = 1};
    if (!may_solve(q) || is_kept(q, &l))
        return;
    if (try(q, &r))
        least(q, &r, 1);
    keep(q, &r);
}

/* Where seats must be more whatever else is done, or everything together closes nothing, one by one does neither. */
static void seek_each(struct search *q)
{
    const struct remedy *most = &q->x->most;
    for (int i = 0; i < most->count; i++)
        if (most->closes && (q->x->is.seats == 0 || most->parts[i].kind == REMEDY_SEATS))
            seek_one(q, most->parts[i]);
}

static void seek_price(struct search *q)
{
    const struct summary *y = &q->p->result.summary;
    for (int i = 0; i < y->goal_count && q->x->is.seats == 0; i++)
        if (shortage_is_target(&q->x->is, &y->goals[i]) && !y->goals[i].must) {
            seek_one(q, (struct loosening){REMEDY_PRICE, -1, 5 * loosen_unit(REMEDY_PRICE)});
            return;
        }
}

/* Where seats are missing, they alone. */
static void seek_seats(struct search *q)
{
    int           seats = q->x->is.seats;
    struct remedy r = {.parts = {{REMEDY_SEATS, -1, seats}}, .count = 1, .failed = seats - 1};
    if (seats && may_solve(q) && try(q, &r))
        keep(q, &r);
}

/* --- agents more ------------------------------------------------------------------------------------------------- */

/* Hours on work of an agent of the contract in the roster there is, of those who work; 0 when none does. */
static double worked(const struct plan *p, int contract)
{
    const struct roster *r = &p->answer.roster;
    int                  agents = 0, last = -1;
    double               hours = 0;
    for (int i = 0; i < r->shift_count; i++) {
        const struct shift *s = &r->shifts[i];
        if (p->scenario.agents[s->agent].contract != contract)
            continue;
        agents += s->agent != last;
        last = s->agent;
        for (int k = s->first; k < s->first + s->count; k++)
            if (r->activities[k].kind == ACT_WORK)
                hours += (r->activities[k].end_min - r->activities[k].start_min) / 60.0;
    }
    return hours / fmax(1, agents);
}

/* Hours of the intervals in which agents are missing: an agent more can be there in each of them once. */
static double hours_missed(const struct plan *p, const struct shortage *is)
{
    return is->intervals * p->scenario.horizon.interval_min / 60.0;
}

/* Agents who could do what is missing if all their work lay where it is: of the goals asked for, and of all. */
static int agents_wanted(const struct search *q, int contract)
{
    const struct shortage *is = &q->x->is;
    double                 hours = worked(q->p, contract), useful = hours_missed(q->p, is), agents = 1;
    useful = hours > 0 && hours < useful ? hours : useful;
    if (useful > 0)
        agents = fmax(agents, is->hours / useful);
    if (hours > 0)
        agents = fmax(agents, q->hours / hours);
    return (int)ceil(fmin(agents, q->p->scenario.agent_count + 1));
}

/* Agents more of a contract, with the seats they need: by the estimate, more while it takes more, less while it can be less. */
static void seek_agents(struct search *q, int contract, int solves)
{
    const struct shortage *is = &q->x->is;
    int                    spare = q->solves - solves, first = agents_wanted(q, contract);
    struct remedy          r = {.parts = {{REMEDY_AGENTS, contract, first}, {REMEDY_SEATS, -1, is->seats}}, .count = is->seats ? 2 : 1};
    if (spare > 0)
        q->solves -= spare;
    for (int n = first; may_solve(q) && !r.closes && n <= HIRES_MOST_TIMES * first + 4; n = 2 * n) {
        r.parts[0].amount = n;
        if (!try(q, &r))
            r.failed = n;
    }
    if (r.closes)
        least(q, &r, r.parts[0].amount / 12 > 1 ? r.parts[0].amount / 12 : 1);
    if (spare > 0)
        q->solves += spare;
    keep(q, &r);
}

/* A contract without agents can be hired for where it has shifts. */
static int can_hire(const struct scenario *s, int contract, int queue)
{
    int agents = 0, kinds = 0;
    for (int a = 0; a < s->agent_count; a++)
        agents += s->agents[a].contract == contract;
    for (int k = 0; k < s->kind_count; k++)
        kinds += s->kinds[k].contract == contract;
    return loosen_serves(s, contract, queue) > 0 || (!agents && kinds);
}

static void seek_hires(struct search *q)
{
    const struct scenario *s = &q->p->scenario;
    int                    contracts = 0;
    for (int c = 0; c < s->contract_count; c++)
        contracts += can_hire(s, c, q->x->is.queue);
    for (int c = 0, done = 0; c < s->contract_count; c++)
        if (can_hire(s, c, q->x->is.queue)) {
            seek_agents(q, c, (q->solves + contracts - done - 1) / (contracts - done));
            done++;
        }
}

/* --- all of them ------------------------------------------------------------------------------------------------- */

static int order(const void *a, const void *b)
{
    const struct remedy *x = a, *y = b;
    if (x->closes != y->closes)
        return y->closes - x->closes;
    if (x->left != y->left)
        return x->left - y->left;
    return x->cost != y->cost ? (x->cost > y->cost) - (x->cost < y->cost) : (int)x->parts[0].kind - (int)y->parts[0].kind;
}

/* 1: there is something to close. */
static int open_search(struct search *q, struct remedies *x, const struct plan *p, int peaks, const struct trial_how *how, int solves)
{
    struct shortage all;
    *q = (struct search){p, x, remedy_how(p, how), 0, solves};
    memset(x, 0, sizeof *x);
    shortage_make(&x->is, p, peaks);
    if (!x->is.missed)
        return 0;
    shortage_make(&all, p, 0);
    q->hours = all.hours;
    shortage_free(&all);
    return 1;
}

void remedies_make(struct remedies *x, const struct plan *p, int peaks, const struct trial_how *how)
{
    struct search q;
    int           solves = AGENTS_SOLVED / (p->scenario.agent_count + 1);
    solves = solves < SOLVES_LEAST ? SOLVES_LEAST : solves > SOLVES_MOST ? SOLVES_MOST : solves;
    if (!open_search(&q, x, p, peaks, how, solves))
        return;
    if (x->is.seats || !seek_longer(&q)) { /* where seats are what is missing, no search finds more of them */
        seek_seats(&q);
        seek_price(&q);
        seek_together(&q);
        seek_hires(&q);
        seek_each(&q);
    }
    if (x->count)
        qsort(x->items, (size_t)x->count, sizeof *x->items, order);
}

/* The contract whose agents, as many as seem to be wanted, would cost least; -1: none can be hired for. */
static int cheapest_contract(const struct search *q)
{
    const struct scenario *s = &q->p->scenario;
    int                    best = -1;
    double                 least = INFINITY;
    for (int c = 0; c < s->contract_count; c++) {
        double hours = worked(q->p, c), cost = agents_wanted(q, c) * s->contracts[c].wage_h * hours;
        if (can_hire(s, c, q->x->is.queue) && hours > 0 && cost < least) {
            best = c;
            least = cost;
        }
    }
    return best;
}

void remedies_make_brief(struct remedies *x, const struct plan *p, const struct trial_how *how)
{
    struct search q;
    int           contract;
    if (!open_search(&q, x, p, 1, how, SOLVES_BRIEF))
        return;
    x->brief = 1;
    if (x->is.seats == 0 && seek_longer(&q))
        return;
    seek_seats(&q);
    contract = cheapest_contract(&q);
    if (contract >= 0 && !x->count)
        seek_agents(&q, contract, q.solves);
}

void remedies_free(struct remedies *x)
{
    shortage_free(&x->is);
    free(x->items);
    memset(x, 0, sizeof *x);
}
