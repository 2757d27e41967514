#include "plan/budget.h"
#include "base/alloc.h"
#include "plan/budget_question.h"
#include "plan/frontier.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { PRICES = 9, FILLS = 5, POLISHES = 4 };
static const double PRICE_SPAN = 300;   /* prices tried reach from the mean cost of a contact over this to that times this */
static const double GOAL_WEIGHT = 3;    /* a goal is held with the price that is too dear, times this: more would freeze the search */
static const double TRIAL_EFFORT = 0.3; /* of all searches but the last, in shares of the usual */
static const double STRICTEST = 0.999;  /* goal */
static const double CENT = 0.005; /* money */
static const double SPENT = 0.001, NEAR = 0.002; /* of the money; of the service proven */
static const double CLOSE = 1.15; /* prices */

struct hand {
    const struct plan           *p;
    const struct budget_options *o;
    enum budget_kept             kept;
    double                       money, contacts, mean; /* mean: cost of a contact in the plan */
    struct outcome               best;                  /* for the money */
    int                          found, cancelled;
    double                       most;                  /* least bound of the service level so far */
};

static int affords(const struct hand *h, const struct outcome *x)
{
    return x->cost <= h->money + CENT;
}

/* Takes over what is better for the money; the cheaper, of the same service. */
static void consider(struct hand *h, const struct outcome *x)
{
    if (!affords(h, x) || !x->keeps)
        return;
    if (h->found && (x->service < h->best.service || (x->service == h->best.service && x->cost >= h->best.cost)))
        return;
    outcome_copy(&h->best, x);
    h->found = 1;
}

static void ask(struct hand *h, struct outcome *x, const struct question *q)
{
    struct question all = *q;
    all.effort *= h->o->effort;
    all.threads = h->o->threads;
    all.progress = h->o->progress;
    all.context = h->o->context;
    question_solve(x, &all, h->p);
    h->cancelled |= x->cancelled;
}

/* The strictest of what can be kept for the money; rosters for the rules alone tell the least that can be spent. */
static void choose_kept(struct hand *h, struct budget *b)
{
    const struct summary *y = &h->p->result.summary;
    struct outcome        x = {0};
    if (y->goal_met && y->cost.total <= h->money + CENT) {
        h->kept = BUDGET_GOALS;
        outcome_of_plan(&x, h->p);
        consider(h, &x);
        outcome_free(&x);
    }
    for (int kept = h->kept == BUDGET_GOALS ? BUDGET_RULES : BUDGET_PROMISES; kept >= BUDGET_RULES && !h->cancelled; kept--) {
        const struct question q = {.kept = (enum budget_kept)kept, .effort = TRIAL_EFFORT};
        if (kept == BUDGET_LEAST_STAFF && h->kept == BUDGET_PROMISES)
            continue;
        outcome_free(&x);
        ask(h, &x, &q);
        b->least = x.cost;
        if (kept == BUDGET_RULES)
            h->money = fmax(h->money, x.cost);
        if (h->kept == BUDGET_RULES && x.keeps && affords(h, &x))
            h->kept = (enum budget_kept)kept;
        if ((int)h->kept == kept)
            consider(h, &x);
    }
    outcome_free(&x);
}

/* A roster for the money leaves at least (bound - money) / price contacts short; of none there is no share. */
static void note_bound(struct hand *h, const struct outcome *x, double price)
{
    if (h->contacts <= 0)
        return;
    double most = 1 - (x->bound - h->money) / (price * h->contacts);
    if (!(h->most <= most))
        h->most = fmax(0, fmin(most, 1));
}

static int is_near(const struct hand *h)
{
    return h->found && h->best.cost > (1 - SPENT) * h->money && h->best.service > h->most - NEAR;
}

struct span { /* of something that costs the more, the higher it is */
    double from, to; /* the money pays for the roster at from, not for the one at to */
};

/* A roster for what lies `at` within the span, which ends or begins there from now on. 1: the money pays for it. */
static int try(struct hand *h, struct outcome *x, const struct question *q, struct span *s, double at)
{
    ask(h, x, q);
    consider(h, x);
    int paid = affords(h, x);
    *(paid ? &s->from : &s->to) = at;
    return paid;
}

/* The dearest first, then between: prices span powers of ten. */
static double price_in(const struct span *s, int turn)
{
    return turn == 0 ? s->to : sqrt(s->from * s->to);
}

/* Halves the span of prices between the dearest whose roster the money pays for and the next; both are kept. */
static void raise_price(struct hand *h, struct outcome *low, struct outcome *high, double *dear, int *enough)
{
    struct span s = {h->mean / PRICE_SPAN, h->mean * PRICE_SPAN};
    for (int i = 0; i < PRICES && !h->cancelled; i++) {
        double          price = price_in(&s, i);
        struct outcome  x = {0};
        struct question q = {.kept = h->kept, .price = price, .effort = TRIAL_EFFORT};
        q.start = high->roster.shift_count ? &high->roster : low->roster.shift_count ? &low->roster : NULL;
        int paid = try(h, &x, &q, &s, price);
        note_bound(h, &x, price);
        outcome_copy(paid ? low : high, &x);
        outcome_free(&x);
        *enough = paid && i == 0;
        *dear = s.to;
        if (*enough || is_near(h) || s.to < CLOSE * s.from)
            return;
    }
}

/* Where the goals are kept they are raised together, each by the same part of what is left to the strictest; otherwise what the
 * queues reach goes from one price's roster towards the next one's. */
static void fill_up(struct hand *h, const struct outcome *low, const struct outcome *high, double dear)
{
    int     queues = h->p->scenario.queue_count;
    double *wanted = xcalloc((size_t)queues + 1, sizeof *wanted);
    struct span s = {0, 1};
    for (int i = 0; i < FILLS && !h->cancelled && !is_near(h); i++) {
        double         part = (s.from + s.to) / 2;
        struct outcome x = {0};
        for (int q = 0; q < queues; q++) {
            double own = h->p->scenario.queues[q].goal.service_level;
            double first = h->kept == BUDGET_GOALS ? own : low->served[q], last = h->kept == BUDGET_GOALS ? fmax(own, STRICTEST) : high->served[q];
            wanted[q] = first + part * (last - first);
        }
        const struct question q = {.kept = h->kept, .price = GOAL_WEIGHT * dear, .wanted = wanted, .wishes = 1,
                                   .effort = TRIAL_EFFORT, .start = &h->best.roster};
        try(h, &x, &q, &s, part);
        outcome_free(&x);
    }
    free(wanted);
}

/* The team of the best roster alone, for the dearest price it stays within the money with: what a search for the least cost of
 * some service leaves unbought, and one more agent would overspend. */
static void polish(struct hand *h, double dear)
{
    struct span s = {dear, h->mean * PRICE_SPAN};
    for (int i = 0; i < POLISHES && !h->cancelled && h->found && !is_near(h); i++) {
        double         price = price_in(&s, i);
        struct outcome x = {0}, team = {0};
        outcome_copy(&team, &h->best);
        const struct question q = {.kept = h->kept, .price = price, .wishes = 1, .effort = 1, .start = &team.roster, .team = &team.roster};
        int paid = try(h, &x, &q, &s, price);
        outcome_free(&x);
        outcome_free(&team);
        if (paid && i == 0)
            return;
    }
}

static void measure(struct hand *h)
{
    const struct plan *p = h->p;
    double             all = 0;
    for (int q = 0; q < p->scenario.queue_count; q++)
        for (int t = 0; t < p->requirements[q].intervals; t++) {
            all += p->requirements[q].offered[t];
            h->contacts += question_counts(p, q) ? p->requirements[q].offered[t] : 0;
        }
    h->mean = p->result.summary.cost.total / fmax(h->contacts, 1);
    h->most = NAN;
    if (h->mean <= 0)
        h->mean = 1;
}

int budget_refused(const struct plan *p, struct faults *faults)
{
    for (int q = 0; q < p->scenario.queue_count; q++)
        if (question_counts(p, q) && !p->requirement_file)
            return 0;
    if (p->requirement_file)
        return faults_add(faults, "--budget", 0, 0, "%s says how many agents are needed, whatever the service; want a history or --forecast",
                          p->requirement_file);
    return faults_add(faults, "--budget", 0, 0, "no queue has a service_level goal to serve; want one in scenario.json");
}

int budget_make(struct budget *b, struct roster *roster, const struct plan *p, const struct budget_options *o)
{
    struct hand    h = {.p = p, .o = o, .money = o->money};
    struct outcome low = {0}, high = {0};
    double         dear = 0;
    *b = (struct budget){.money = o->money};
    measure(&h);
    choose_kept(&h, b);
    raise_price(&h, &low, &high, &dear, &b->enough);
    if (!b->enough && low.served && high.served) {
        fill_up(&h, &low, &high, dear);
        polish(&h, dear);
    }
    b->kept = h.kept;
    b->most = question_measures(p) ? h.most : NAN;
    b->cost = h.found ? h.best.cost : NAN;
    b->service_level = h.found ? h.best.service : NAN;
    memset(roster, 0, sizeof *roster);
    if (h.found) {
        *roster = h.best.roster;
        memset(&h.best.roster, 0, sizeof h.best.roster);
    }
    outcome_free(&h.best);
    outcome_free(&low);
    outcome_free(&high);
    return h.cancelled;
}
