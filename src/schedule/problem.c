#include "schedule/problem.h"
#include "base/alloc.h"
#include "schedule/tour.h"
#include "schedule/worth.h"
#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

int pause_length_index(const struct problem *p, int slots)
{
    int i = 0;
    while (p->pause_slots[i] != slots)
        i++;
    return i;
}

static void collect_pause_lengths(struct problem *p)
{
    for (int c = 0; c < p->s->contract_count; c++)
        for (int i = 0; i < p->options[c].spec_count; i++) {
            int slots = p->options[c].spec[i].length, known = 0;
            for (int j = 0; j < p->pause_lengths; j++)
                known |= p->pause_slots[j] == slots;
            if (known)
                continue;
            p->pause_slots = xrealloc(p->pause_slots, (size_t)(p->pause_lengths + 1) * sizeof *p->pause_slots);
            p->pause_slots[p->pause_lengths++] = slots;
        }
}

static int overlaps_time_off(const struct scenario *s, int agent, int start_min, int end_min)
{
    for (int i = 0; i < s->time_off_count; i++)
        if (s->time_offs[i].agent == agent && s->time_offs[i].start_min < end_min && s->time_offs[i].end_min > start_min)
            return 1;
    return 0;
}

static int has_time_off(const struct scenario *s, int agent)
{
    for (int i = 0; i < s->time_off_count; i++)
        if (s->time_offs[i].agent == agent)
            return 1;
    return 0;
}

static int forbidden(const struct agent *a, int kind)
{
    for (int i = 0; i < a->kind_max_count; i++)
        if (a->kind_max[i].kind == kind && a->kind_max[i].max == 0)
            return 1;
    return 0;
}

static void mark_allowed(const struct problem *p, const struct options *o, int agent, unsigned char *allowed)
{
    const struct agent *a = &p->s->agents[agent];
    int away = has_time_off(p->s, agent), step = p->grid.step_min;
    for (int i = 0; i < o->count; i++) {
        const struct option *x = &o->option[i];
        int from = x->start * step, to = x->end * step, midnight = p->grid.midnight[x->day] * step;
        const struct window *w = &a->available[x->day];
        if (!x->fits || from < midnight + w->from_min || to > midnight + w->to_min || from < a->rest_until_min)
            continue;
        if (away && overlaps_time_off(p->s, agent, from, to))
            continue;
        if (!personal_duty_allows(a, x->day, o->shapes[x->shape].kind) || forbidden(a, o->shapes[x->shape].kind))
            continue;
        allowed[i >> 3] |= (unsigned char)(1 << (i & 7));
    }
}

struct rule_book { /* rules seen so far: one per ladder */
    struct personal *rules;
    size_t           room;
};

static int find_ladder(struct problem *p, struct rule_book *book, int agent)
{
    struct personal r;
    personal_make(&r, p->s, agent);
    for (int i = 0; i < p->ladders; i++)
        if (personal_equal(&book->rules[i], &r)) {
            personal_free(&r);
            return i;
        }
    book->rules = xgrow(book->rules, &book->room, (size_t)p->ladders + 1, sizeof *book->rules);
    book->rules[p->ladders] = r;
    p->ladder = xrealloc(p->ladder, (size_t)(p->ladders + 1) * sizeof *p->ladder);
    memset(&p->ladder[p->ladders], 0, sizeof *p->ladder);
    ladder_make(&p->ladder[p->ladders], &p->options[r.contract], p->s, &r);
    return p->ladders++;
}

static int wishes_equal(const struct scenario *s, const struct crew *a, const struct crew *b)
{
    if (a->wishes != b->wishes)
        return 0;
    for (int i = 0; i < a->wishes; i++) {
        const struct request *x = &s->requests[a->wish[i]], *y = &s->requests[b->wish[i]];
        if (x->day != y->day || x->wish != y->wish || x->kind != y->kind || x->from_min != y->from_min ||
            x->to_min != y->to_min || x->weight != y->weight)
            return 0;
    }
    return 1;
}

static int crews_equal(const struct problem *p, const struct crew *a, const struct crew *b)
{
    size_t bytes = ((size_t)p->options[a->contract].count + 7) / 8;
    return a->contract == b->contract && a->ladder == b->ladder && wishes_equal(p->s, a, b) &&
           memcmp(a->allowed, b->allowed, bytes) == 0 && a->limits == b->limits &&
           memcmp(a->limit, b->limit, (size_t)a->limits * sizeof *a->limit) == 0;
}

static void collect_wishes(const struct scenario *s, int agent, struct crew *c)
{
    for (int i = 0; i < s->request_count; i++)
        if (s->requests[i].agent == agent) {
            c->wish = xrealloc(c->wish, (size_t)(c->wishes + 1) * sizeof *c->wish);
            int at = c->wishes++;
            for (; at > 0 && s->requests[c->wish[at - 1]].day > s->requests[i].day; at--)
                c->wish[at] = c->wish[at - 1];
            c->wish[at] = i;
        }
}

static void crew_drop(struct crew *c)
{
    free(c->allowed);
    free(c->wish);
    free(c->limit);
}

static int find_crew(struct problem *p, struct rule_book *book, int agent)
{
    const struct agent *a = &p->s->agents[agent];
    const struct options *o = &p->options[a->contract];
    struct crew c = {.contract = a->contract, .size = 1, .ladder = find_ladder(p, book, agent)};
    c.limit = xcalloc((size_t)a->kind_max_count + 1, sizeof *c.limit);
    c.limits = personal_limits(&book->rules[c.ladder], p->s, agent, c.limit);
    c.allowed = xcalloc(((size_t)o->count + 7) / 8 + 1, 1);
    mark_allowed(p, o, agent, c.allowed);
    collect_wishes(p->s, agent, &c);
    for (int i = 0; i < p->crews; i++)
        if (crews_equal(p, &p->crew[i], &c)) {
            p->crew[i].size++;
            crew_drop(&c);
            return i;
        }
    p->crew = xrealloc(p->crew, (size_t)(p->crews + 1) * sizeof *p->crew);
    p->crew[p->crews] = c;
    return p->crews++;
}

static int fits(const struct scenario *s, const struct request *r, const struct problem *p, const struct option *x)
{
    const struct shape *h = &p->options[s->agents[r->agent].contract].shapes[x->shape];
    if (r->kind >= 0 && h->kind != r->kind)
        return 0;
    if (r->from_min == 0 && r->to_min == 0)
        return 1;
    int from = x->start * p->grid.step_min, to = x->end * p->grid.step_min;
    if (r->wish == WISH_FOR)
        return from >= r->from_min && to <= r->to_min;
    return from < r->to_min && to > r->from_min;
}

double crew_wish_cost(const struct problem *p, const struct crew *c, int day, int option)
{
    double cost = 0;
    for (int i = 0; i < c->wishes; i++) {
        const struct request *r = &p->s->requests[c->wish[i]];
        if (r->day != day)
            continue;
        int met = option >= 0 && fits(p->s, r, p, &p->options[c->contract].option[option]);
        if (met == (r->wish == WISH_AGAINST))
            cost += r->weight;
    }
    return cost;
}

/* Guaranteed wages of every full period, and the wishes for a shift. */
static void idle_cost(const struct problem *p, const struct rule_book *book, struct crew *c)
{
    const struct personal *r = &book->rules[c->ladder];
    for (int i = 0; i < r->periods; i++)
        c->idle_cost += p->s->contracts[c->contract].wage_h / 60 * r->guaranteed_min[i];
    for (int d = 0; d < p->grid.days; d++)
        c->idle_cost += crew_wish_cost(p, c, d, -1);
}

static void collect_crews(struct problem *p)
{
    struct rule_book book = {0};
    for (int a = 0; a < p->s->agent_count; a++)
        if (p->s->agents[a].skill_count > 0 && p->s->agents[a].skills[0] == p->queue) {
            p->agent[p->agents] = a;
            p->crew_of[p->agents++] = find_crew(p, &book, a);
        }
    for (int i = 0; i < p->crews; i++)
        idle_cost(p, &book, &p->crew[i]);
    for (int i = 0; i < p->ladders; i++)
        personal_free(&book.rules[i]);
    free(book.rules);
}

/* Windows that overlap may leave no room for all pauses of a shift: found by trying to place them. */
static void mark_fitting(struct problem *p)
{
    struct worth w;
    double *price = xcalloc((size_t)p->need.intervals + 1, sizeof *price);
    worth_make(&w, p);
    worth_from_prices(&w, p, price);
    for (int c = 0; c < p->s->contract_count; c++) {
        struct options *o = &p->options[c];
        double *value = xcalloc((size_t)o->count + 1, sizeof *value);
        worth_options(&w, p, c, value);
        for (int i = 0; i < o->count; i++)
            o->option[i].fits = value[i] >= WORTH_NEVER;
        free(value);
    }
    worth_free(&w, p);
    free(price);
}

void problem_make(struct problem *p, const struct scenario *s, const struct requirement *r)
{
    memset(p, 0, sizeof *p);
    p->s = s;
    p->r = r;
    p->queue = r->queue;
    grid_make(&p->grid, s);
    need_make(&p->need, r, &p->grid);
    p->options = xcalloc((size_t)s->contract_count, sizeof *p->options);
    for (int c = 0; c < s->contract_count; c++)
        options_make(&p->options[c], &p->grid, s, c);
    for (int c = 0; c < s->contract_count; c++)
        for (int i = 0; i < p->options[c].count; i++)
            p->reach = p->options[c].option[i].end > p->reach ? p->options[c].option[i].end : p->reach;
    p->reach += (p->grid.per - p->reach % p->grid.per) % p->grid.per;
    collect_pause_lengths(p);
    mark_fitting(p);
    p->agent = xcalloc((size_t)s->agent_count + 1, sizeof *p->agent);
    p->crew_of = xcalloc((size_t)s->agent_count + 1, sizeof *p->crew_of);
    collect_crews(p);
    for (int i = 0; i < p->crews; i++)
        tour_exists(p, i, &p->crew[i].possible, &p->crew[i].workable, &p->crew[i].bound);
}

int problem_offers(const struct problem *p, int contract, int option)
{
    const struct option *x = &p->options[contract].option[option];
    int step = p->grid.step_min, midnight = p->grid.midnight[x->day] * step;
    for (int i = 0; i < p->agents; i++) {
        const struct agent *a = &p->s->agents[p->agent[i]];
        const struct window *w = &a->available[x->day];
        if (a->contract == contract && x->start * step >= midnight + w->from_min && x->end * step <= midnight + w->to_min)
            return 1;
    }
    return 0;
}

static int whole(double x)
{
    return x == floor(x);
}

int problem_whole(const struct problem *p)
{
    int yes = p->r->goal_count == 0 && whole(p->s->penalties.no_two_days_off_together);
    for (int c = 0; c < p->s->contract_count; c++)
        yes &= p->s->contracts[c].wage_h == 0;
    for (int i = 0; i < p->s->request_count; i++)
        yes &= whole(p->s->requests[i].weight);
    for (int t = 0; t < p->need.intervals; t++) {
        const struct need_line *l = &p->need.line[t];
        yes &= whole(l->floor) && whole(l->gross) && whole(l->under) && whole(l->over) && whole(l->seat) &&
               (l->seat == 0 || whole(l->seats));
        for (const struct need_deep *d = l->deep; d->below >= 0; d++)
            yes &= whole(d->below) && whole(d->under);
    }
    return yes;
}

void problem_free(struct problem *p)
{
    for (int c = 0; c < p->s->contract_count; c++)
        options_free(&p->options[c]);
    for (int i = 0; i < p->ladders; i++)
        ladder_free(&p->ladder[i]);
    for (int i = 0; i < p->crews; i++)
        crew_drop(&p->crew[i]);
    need_free(&p->need);
    grid_free(&p->grid);
    free(p->options);
    free(p->ladder);
    free(p->crew);
    free(p->agent);
    free(p->crew_of);
    free(p->pause_slots);
}

double problem_unit(const struct problem *p)
{
    double sum = 0;
    for (int i = 0; i < p->agents; i++)
        sum += p->s->contracts[p->crew[p->crew_of[i]].contract].wage_h;
    return sum > 0 ? sum / p->agents / 20 : 1;
}
