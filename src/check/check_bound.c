#include "check/check_bound.h"
#include "base/alloc.h"
#include "check/check_certificate.h"
#include "check/check_curve.h"
#include "check/check_days.h"
#include "check/check_people.h"
#include "check/check_tour.h"
#include "model/slot.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What the nodes of one queue share. */
struct queue_sum {
    struct violations          *v;
    const struct scenario      *s;
    const struct requirement   *r;
    const struct check_pay     *pay;
    const struct check_people  *people;
    const struct check_prices  *prices;
    double                     *tour;     /* [classes] V at the queue's prices, or the node's own; of this queue's classes */
    double                     *off;      /* [classes] E */
    int                        *can_work; /* [check_cells] agents of this queue who have a tour: may agents; then all, for each day */
    int                        *agents;   /* [check_cells] the same, who have one or not */
    double                      scale;    /* of the node at hand */
};

static const struct agent *agent_of(const struct queue_sum *q, int class)
{
    return &q->s->agents[q->people->classes[class].agent];
}

static int is_here(const struct queue_sum *q, int class)
{
    const struct agent *a = agent_of(q, class);
    return a->skill_count > 0 && a->skills[0] == q->r->queue;
}

/* 1: an agent of the contract is available when the shift is; time off and duties aside. */
static int is_offered(const struct queue_sum *q, int contract, int day, const struct check_option *o)
{
    int midnight = horizon_day_start(&q->s->horizon, day);
    for (int i = 0; i < q->people->count; i++) {
        const struct window *w = &agent_of(q, i)->available[day];
        if (is_here(q, i) && agent_of(q, i)->contract == contract && o->start_min >= midnight + w->from_min &&
            o->end_min <= midnight + w->to_min)
            return 1;
    }
    return 0;
}

/* Every shift becomes worth lambda (bound.h). */
static void link_menu(struct queue_sum *q, int contract, struct check_menu *menu)
{
    for (int d = 0; d < menu->days; d++)
        for (int i = menu->day_first[d], end; i < menu->day_first[d + 1]; i = end) {
            double best = -INFINITY;
            for (end = i; end < menu->day_first[d + 1] && menu->options[end].paid_min == menu->options[i].paid_min; end++)
                if (is_offered(q, contract, d, &menu->options[end]))
                    best = fmax(best, menu->options[end].value);
            for (int k = i; k < end && best > -INFINITY; k++)
                menu->options[k].value = best;
        }
}

/* Takes off what the node charges for a shift of each day. */
static void charge_menu(const struct queue_sum *q, int contract, const struct check_node *node, struct check_menu *menu)
{
    for (int d = 0; d < menu->days; d++) {
        double nu = node->price[check_cell(q->s, contract, d)];
        for (int i = menu->day_first[d]; i < menu->day_first[d + 1] && !isnan(nu); i++)
            menu->options[i].value -= nu;
    }
}

/* V of every class of the queue at the prices of the node (NULL: those of cover of the queue alone); linked 1: V'. */
static void search_tours(struct queue_sum *q, const struct check_node *node, int linked)
{
    const double *cover = node && node->cover ? node->cover : q->prices->cover;
    for (int c = 0; c < q->s->contract_count; c++) {
        struct check_menu menu = {0};
        for (int i = 0; i < q->people->count; i++) {
            if (!is_here(q, i) || agent_of(q, i)->contract != c)
                continue;
            if (!menu.day_first) {
                check_menu_make(&menu, q->s, q->pay, c, cover);
                if (node)
                    charge_menu(q, c, node, &menu);
                if (linked)
                    link_menu(q, c, &menu);
            }
            q->tour[i] = check_tour_best(q->s, q->people->classes[i].agent, &menu);
        }
        check_menu_free(&menu);
    }
}

/* Whether there is a tour does not hang on the prices. */
static void count_agents(struct queue_sum *q)
{
    memset(q->agents, 0, (size_t)check_cells(q->s) * sizeof *q->agents);
    memset(q->can_work, 0, (size_t)check_cells(q->s) * sizeof *q->can_work);
    for (int i = 0; i < q->people->count; i++) {
        int c = agent_of(q, i)->contract, size = q->people->classes[i].size;
        if (!is_here(q, i))
            continue;
        for (int d = q->s->contracts[c].use == USE_MAY ? -1 : 0; d < q->s->horizon.days; d++) {
            q->agents[check_cell(q->s, c, d)] += size;
            q->can_work[check_cell(q->s, c, d)] += q->tour[i] > -INFINITY ? size : 0;
        }
    }
}

static int whole(double x, int usual)
{
    return isnan(x) ? usual : x < -1 ? -1 : x > 1e9 ? 1000000000 : (int)floor(x);
}

/* Do the nodes leave no number of agents or shifts out? Bounds that are not whole numbers count as the narrower range. */
static int nodes_cover(const struct queue_sum *q)
{
    size_t n = (size_t)check_cells(q->s), nodes = (size_t)q->prices->node_count;
    int   *least = xcalloc(n + 1, sizeof *least);
    int   *low = xcalloc(n * nodes + 1, sizeof *low), *high = xcalloc(n * nodes + 1, sizeof *high);
    const int **lows = xcalloc(nodes, sizeof *lows), **highs = xcalloc(nodes, sizeof *highs);
    for (size_t k = 0; k < nodes; k++) {
        lows[k] = low + k * n;
        highs[k] = high + k * n;
        for (size_t c = 0; c < n; c++) {
            low[k * n + c] = whole(ceil(q->prices->nodes[k].low[c]), 0);
            high[k * n + c] = whole(q->prices->nodes[k].high[c], q->agents[c]);
        }
    }
    int covered = check_certificate_covers(least, q->can_work, (int)n, lows, highs, (int)nodes);
    free(least);
    free(low);
    free(high);
    free(lows);
    free(highs);
    return covered;
}

static double stated(double x, double usual)
{
    return isnan(x) ? usual : x;
}

/* Money for the numbers counted, at the worst the node allows. */
static double count_term(const struct queue_sum *q, const struct check_node *node)
{
    double sum = 0;
    for (int c = 0; c < check_cells(q->s); c++) {
        double nu = stated(node->price[c], 0);
        sum += fmax(stated(node->low[c], 0) * nu, stated(node->high[c], q->agents[c]) * nu);
    }
    return sum;
}

static double agents_term(const struct queue_sum *q, const struct check_node *node)
{
    double sum = 0;
    for (int i = 0; i < q->people->count; i++) {
        int c = agent_of(q, i)->contract;
        if (!is_here(q, i))
            continue;
        int    may = q->s->contracts[c].use == USE_MAY;
        double working = q->tour[i] - (may ? stated(node->price[c], 0) : 0), value = working;
        if (working == -INFINITY || (may && !check_days_bound(q->s, q->people->classes[i].agent)))
            value = fmax(q->off[i], working);
        sum += q->people->classes[i].size * value;
    }
    return sum;
}

static double intervals_term(const struct queue_sum *q, const double *cover, const double *goal)
{
    double sum = 0;
    for (int g = 0; g < q->r->goal_count; g++)
        if (goal[g] < 0 || goal[g] > q->r->goals[g].price_per_contact * (1 + 1e-9))
            return -INFINITY;
    int length = q->s->horizon.interval_min, slots = length / slot_length_min(q->s);
    for (int t = 0; t < q->r->intervals; t++)
        sum += check_curve_least(q->r, t, length / 60.0, slots, cover[t], goal);
    return sum;
}

static double node_bound(struct queue_sum *q, const struct check_node *node)
{
    double intervals = intervals_term(q, node->cover ? node->cover : q->prices->cover, node->goal ? node->goal : q->prices->goal);
    double counts = count_term(q, node), agents = agents_term(q, node);
    q->scale = fabs(intervals) + fabs(counts) + fabs(agents);
    return intervals - counts - agents;
}

static double paid_leave(const struct scenario *s, int agent)
{
    double sum = 0;
    for (int w = 0; w < s->horizon.weeks; w++)
        sum += s->agents[agent].paid_leave_min[w] * s->contracts[s->agents[agent].contract].wage_h / 60;
    return sum;
}

static double leave_here(const struct queue_sum *q)
{
    double sum = 0;
    for (int a = 0; a < q->s->agent_count; a++)
        if (q->s->agents[a].skill_count > 0 && q->s->agents[a].skills[0] == q->r->queue)
            sum += paid_leave(q->s, a);
    return sum;
}

static int near(double x, double claimed, double scale)
{
    return fabs(x - claimed) <= 1e-9 * fmax(1, fabs(claimed)) + (isfinite(scale) ? 1e-12 * scale : 0);
}

/* The node's bound with its gains, -INFINITY where they are of another problem: then the rest of it is not as claimed. Leaves
 * V' in q. */
static double with_gains(struct queue_sum *q, const struct check_node *node)
{
    double mark = requirement_mark(q->r), sum = 0;
    search_tours(q, node, 1);
    for (int d = 0; d < q->s->horizon.days; d++)
        sum += stated(node->gain[d], 0);
    double bound = node_bound(q, node) + sum;
    return near(mark, q->prices->mark, 0) && near(bound + leave_here(q), node->value, q->scale) ? bound : -INFINITY;
}

/* 1: tours are worth something else than at the queue's prices. */
static int is_own(const struct queue_sum *q, const struct check_node *node)
{
    for (int i = q->s->contract_count; i < check_cells(q->s); i++)
        if (stated(node->price[i], 0) != 0)
            return 1;
    return node->cover != NULL;
}

static struct check_lower queue_bound(struct queue_sum *q)
{
    struct check_lower least = {INFINITY, INFINITY, 0}, none = {-INFINITY, -INFINITY, 0};
    int    own = 0;
    search_tours(q, NULL, 0);
    count_agents(q);
    if (!nodes_cover(q)) {
        violations_add(q->v, "bound", -1, -1, 0,
                       "the certificate of the bound is refused: its nodes of queue %s leave numbers of agents or shifts out",
                       q->s->queues[q->r->queue].name);
        return none;
    }
    for (int k = 0; k < q->prices->node_count; k++) {
        const struct check_node *node = &q->prices->nodes[k];
        if (is_own(q, node) || own)
            search_tours(q, node, 0);
        own = is_own(q, node) || node->gain;
        double proven = node_bound(q, node);
        least.proven = fmin(least.proven, proven);
        double bound = node->gain ? fmax(proven, with_gains(q, node)) : proven;
        least.scale = bound < least.bound ? q->scale : least.scale;
        least.bound = fmin(least.bound, bound);
    }
    if (least.proven == -INFINITY)
        violations_add(q->v, "bound", -1, -1, 0,
                       "the certificate of the bound is refused: a price of queue %s is outside its limits",
                       q->s->queues[q->r->queue].name);
    return least;
}

static struct check_lower all_queues(struct violations *v, const struct scenario *s, const struct requirement *rs, const struct check_pay *pay,
                         const struct check_certificate *c)
{
    struct check_people people;
    check_people_make(&people, s);
    size_t           classes = (size_t)people.count + 1, cells = (size_t)check_cells(s) + 1;
    struct queue_sum q = {.v = v, .s = s, .pay = pay, .people = &people};
    q.tour = xcalloc(2 * classes, sizeof *q.tour);
    q.off = q.tour + classes;
    q.can_work = xcalloc(2 * cells, sizeof *q.can_work);
    q.agents = q.can_work + cells;
    for (int i = 0; i < people.count; i++)
        q.off[i] = check_tour_off(s, people.classes[i].agent);
    struct check_lower sum = {0, 0, 0};
    for (int a = 0; a < s->agent_count; a++)
        sum.bound += paid_leave(s, a);
    sum.proven = sum.bound;
    for (int k = 0; k < s->queue_count; k++) {
        q.r = &rs[k];
        q.prices = &c->queues[k];
        struct check_lower part = queue_bound(&q);
        sum.bound += part.bound;
        sum.proven += part.proven;
        sum.scale += part.scale;
    }
    free(q.tour);
    free(q.can_work);
    check_people_free(&people);
    return sum;
}

struct check_lower check_bound_lower(struct violations *v, const struct scenario *s, const struct requirement *rs,
                                     const struct check_pay *pay, const struct bound *bound)
{
    struct check_certificate c;
    if (check_certificate_make(&c, v, s, rs, bound))
        return (struct check_lower){-INFINITY, -INFINITY, 0};
    struct check_lower lower = all_queues(v, s, rs, pay, &c);
    if (isfinite(lower.bound) && !isnan(c.claimed) && !near(c.claimed, lower.bound, lower.scale))
        violations_add(v, "bound", -1, -1, fabs(lower.bound - c.claimed), "the lower bound is claimed to be %.6f; recomputed from its prices it is %.6f",
                       c.claimed, lower.bound);
    check_certificate_free(&c);
    return lower;
}
