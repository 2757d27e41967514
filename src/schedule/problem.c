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
        allowed[i >> 3] |= (unsigned char)(1 << (i & 7));
    }
}

static int starts_on(const struct scenario *s, int contract, int weekday)
{
    for (int k = 0; k < s->kind_count; k++)
        if (s->kinds[k].contract == contract && s->kinds[k].weekdays >> weekday & 1)
            return 1;
    return 0;
}

static int credited_days(const struct scenario *s, int agent, int week)
{
    const struct horizon *h = &s->horizon;
    int days = 0;
    for (int d = h->week_first[week]; d < h->week_first[week + 1]; d++) {
        int from = horizon_day_start(h, d), to = horizon_day_start(h, d + 1), touched = 0;
        for (int i = 0; i < s->time_off_count; i++) {
            const struct time_off *f = &s->time_offs[i];
            touched |= f->agent == agent && f->credited_min > 0 && f->start_min < to && f->end_min > from;
        }
        days += touched;
    }
    return days;
}

static int at_least_0(int x)
{
    return x > 0 ? x : 0;
}

/* The week's limits of one agent, as rules.h states them. */
static void fill_week(const struct problem *p, struct ladder_rules *r, int agent, int week)
{
    const struct scenario *s = p->s;
    const struct agent *a = &s->agents[agent];
    const struct contract *c = &s->contracts[a->contract];
    int on = 0, closed = 0, credited = a->credited_min[week];
    for (int w = 0; w < 7; w++)
        on += starts_on(s, a->contract, w);
    if (c->days_max != RULE_NONE && c->days_max < on)
        on = c->days_max;
    for (int d = s->horizon.week_first[week]; d < s->horizon.week_first[week + 1]; d++)
        closed += s->day_closed[d] && starts_on(s, a->contract, horizon_weekday(&s->horizon, d));
    if (closed > on)
        closed = on;
    int week_min = at_least_0(c->week_min), less = on > 0 ? (week_min * closed + on - 1) / on : 0;
    r->guaranteed_min[week] = c->use == USE_MUST ? at_least_0(week_min - credited) : 0;
    r->week_min[week] = at_least_0(week_min - credited - less);
    r->days_min[week] = at_least_0(at_least_0(c->days_min) - closed - credited_days(s, agent, week));
    r->days_max[week] = c->days_max == RULE_NONE ? INT_MAX : c->days_max;
    r->week_max[week] = INT_MAX;
    if (c->week_max != RULE_NONE)
        r->week_max[week] = at_least_0(c->week_max - credited) - (week == 0 ? a->hours_before_min : 0);
}

static int *rule_block(const struct ladder_rules *r)
{
    return r->week_min; /* the five arrays lie in one block */
}

static void rules_alloc(struct ladder_rules *r, int weeks)
{
    int *block = xcalloc((size_t)(5 * weeks), sizeof *block);
    r->week_min = block;
    r->week_max = block + weeks;
    r->days_min = block + 2 * weeks;
    r->days_max = block + 3 * weeks;
    r->guaranteed_min = block + 4 * weeks;
}

struct rule_book { /* rules seen so far: one per ladder */
    struct ladder_rules *rules;
    size_t               room;
};

static int find_ladder(struct problem *p, struct rule_book *book, int agent)
{
    int weeks = p->s->horizon.weeks;
    struct ladder_rules r = {.contract = p->s->agents[agent].contract};
    rules_alloc(&r, weeks);
    for (int w = 0; w < weeks; w++)
        fill_week(p, &r, agent, w);
    r.consecutive_before = at_least_0(p->s->agents[agent].consecutive_before);
    for (int i = 0; i < p->ladders; i++)
        if (book->rules[i].contract == r.contract && book->rules[i].consecutive_before == r.consecutive_before &&
            memcmp(rule_block(&book->rules[i]), rule_block(&r), (size_t)(5 * weeks) * sizeof(int)) == 0) {
            free(rule_block(&r));
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
           memcmp(a->allowed, b->allowed, bytes) == 0;
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
}

static int find_crew(struct problem *p, struct rule_book *book, int agent)
{
    const struct agent *a = &p->s->agents[agent];
    const struct options *o = &p->options[a->contract];
    struct crew c = {.contract = a->contract, .size = 1, .ladder = find_ladder(p, book, agent)};
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

/* Guaranteed wages of every full week, and the wishes for a shift. */
static void idle_cost(const struct problem *p, const struct rule_book *book, struct crew *c)
{
    const struct horizon *h = &p->s->horizon;
    const struct ladder_rules *r = &book->rules[c->ladder];
    for (int w = 0; w < h->weeks; w++)
        if (h->week_first[w + 1] - h->week_first[w] >= 7)
            c->idle_cost += p->s->contracts[c->contract].wage_h / 60 * r->guaranteed_min[w];
    for (int d = 0; d < h->days; d++)
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
        free(rule_block(&book.rules[i]));
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
        tour_exists(p, i, &p->crew[i].possible, &p->crew[i].workable);
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
