#include "plan/conflict.h"
#include "base/alloc.h"
#include "check/check_days.h"
#include "check/check_people.h"
#include "check/check_tour.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* --- the clauses ------------------------------------------------------------------------------------------------- */

static void add(struct conflict *c, enum clause_kind kind, int index, int own, int value)
{
    if (c->count < CONFLICT_CLAUSES_MAX)
        c->clauses[c->count++] = (struct clause){kind, index, own, value, -1, 0, 0, 0};
}

static int restricts(const struct scenario *s, int agent)
{
    for (int d = 0; d < s->horizon.days; d++) {
        const struct window *w = &s->agents[agent].available[d];
        int length = horizon_day_start(&s->horizon, d + 1) - horizon_day_start(&s->horizon, d);
        if (w->from_min > 0 || w->to_min < length)
            return 1;
    }
    return 0;
}

/* Rows of time off and wishes; beyond a third of the room each they hold whatever else does. */
static void list_rows(struct conflict *c, const struct scenario *s)
{
    int own = 0;
    for (int i = 0; i < s->time_off_count && own < CONFLICT_CLAUSES_MAX / 3; i++)
        if (s->time_offs[i].agent == c->agent)
            add(c, CLAUSE_TIME_OFF, i, own++, -1);
    own = 0;
    for (int i = 0; i < s->request_count && c->wishes && own < CONFLICT_CLAUSES_MAX / 3; i++)
        if (s->requests[i].agent == c->agent)
            add(c, CLAUSE_WISH, i, own++, -1);
}

/* Rules inside a shift that a kind of the contract has, by the strictest of them. */
static void list_inside(struct conflict *c, const struct scenario *s)
{
    int stretch = 0, gap = 0, split = 0;
    for (int i = 0; i < s->kind_count; i++) {
        const struct shift_kind *k = &s->kinds[i];
        if (k->contract != s->agents[c->agent].contract)
            continue;
        stretch = k->stretch_max > 0 && (stretch == 0 || k->stretch_max < stretch) ? k->stretch_max : stretch;
        gap = k->gap_min > gap ? k->gap_min : gap;
        for (int q = 0; q < k->splits; q++)
            split |= k->split_min[q] > 0;
    }
    if (stretch > 0)
        add(c, CLAUSE_STRETCH, -1, -1, stretch);
    if (gap > 0)
        add(c, CLAUSE_GAP, -1, -1, gap);
    if (split)
        add(c, CLAUSE_SPLIT, -1, -1, -1);
}

enum { LIMITS_SHOWN = 6, FIXED_SHOWN = 10 }; /* more of them hold whatever else does */

/* Rules about kinds of shifts and single days. */
static void list_duties(struct conflict *c, const struct scenario *s)
{
    const struct agent *a = &s->agents[c->agent];
    int                 follow = 0, fixed = 0;
    for (int k = 0; k < s->kind_count; k++)
        follow |= s->kinds[k].contract == a->contract && s->kinds[k].not_after_count > 0;
    if (follow)
        add(c, CLAUSE_SEQUENCES, -1, -1, -1);
    for (int i = 0; i < a->kind_max_count && i < LIMITS_SHOWN; i++)
        add(c, CLAUSE_SHIFTS_MAX, a->kind_max[i].kind, i, a->kind_max[i].max);
    for (int d = 0; a->duty && d < s->horizon.days && fixed < FIXED_SHOWN; d++)
        if (a->duty[d].what != DUTY_FREE || a->duty[d].kinds > 0) {
            add(c, CLAUSE_FIXED, d, -1, -1);
            fixed++;
        }
}

static void list_clauses(struct conflict *c, const struct scenario *s)
{
    const struct agent    *a = &s->agents[c->agent];
    const struct contract *k = &s->contracts[a->contract];
    const struct { enum clause_kind kind; int value; } limits[] = {
        {CLAUSE_WEEK_MIN, k->week_min}, {CLAUSE_WEEK_MAX, k->week_max}, {CLAUSE_DAYS_MIN, k->days_min},
        {CLAUSE_DAYS_MAX, k->days_max}, {CLAUSE_DAY_MIN, k->day_min},   {CLAUSE_DAY_MAX, k->day_max},
        {CLAUSE_REST, k->rest_min},     {CLAUSE_CONSECUTIVE_MIN, k->consecutive_min},
        {CLAUSE_CONSECUTIVE_MAX, k->consecutive_max},
        {CLAUSE_REST_BEFORE, a->rest_until_min > 0 ? a->rest_until_min : RULE_NONE},
        {CLAUSE_HOURS_BEFORE, a->hours_before_min > 0 ? a->hours_before_min : RULE_NONE},
        {CLAUSE_DAYS_OFF, k->days_off_min > 1 ? k->days_off_min : RULE_NONE},
        {CLAUSE_WEEKENDS, k->weekend_days ? k->weekends_max : RULE_NONE},
        {CLAUSE_WEEKLY_REST, k->weekly_rest_min > 0 ? k->weekly_rest_min : RULE_NONE},
        {CLAUSE_SAME_START, k->same_start ? k->start_spread_min : RULE_NONE},
    };
    list_rows(c, s);
    for (size_t i = 0; i < sizeof limits / sizeof limits[0]; i++)
        if (limits[i].value != RULE_NONE)
            add(c, limits[i].kind, -1, -1, limits[i].value);
    list_inside(c, s);
    list_duties(c, s);
    if (restricts(s, c->agent))
        add(c, CLAUSE_AVAILABLE, -1, -1, -1);
    add(c, CLAUSE_STARTS, -1, -1, -1);
    add(c, CLAUSE_WEEKDAYS, -1, -1, -1);
    if (memchr(s->day_closed, 1, (size_t)s->horizon.days))
        add(c, CLAUSE_CLOSED, -1, -1, -1);
}

/* --- leaving them out -------------------------------------------------------------------------------------------- */

static void drop_kinds(struct alone *x, int weekdays)
{
    for (int k = 0; k < x->s.kind_count; k++) {
        struct shift_kind *kind = &x->s.kinds[k];
        if (weekdays)
            kind->weekdays = 127;
        else if (kind->start_step > 0) {
            kind->start_from %= kind->start_step;
            kind->start_to = 1439;
        }
    }
}

static void drop_inside(struct alone *x, enum clause_kind which)
{
    for (int k = 0; k < x->s.kind_count; k++) {
        struct shift_kind *kind = &x->s.kinds[k];
        if (which == CLAUSE_STRETCH)
            kind->stretch_max = 0;
        else if (which == CLAUSE_GAP)
            kind->gap_min = 0;
        else if (kind->splits > 0)
            kind->split_min[kind->splits++] = 0; /* in one piece too */
    }
}

static void drop(struct alone *x, const struct clause *c)
{
    struct contract *k = &x->s.contracts[x->agent.contract];
    switch (c->kind) {
    case CLAUSE_WEEK_MIN: k->week_min = RULE_NONE; break;
    case CLAUSE_WEEK_MAX: k->week_max = RULE_NONE; break;
    case CLAUSE_DAYS_MIN: k->days_min = RULE_NONE; break;
    case CLAUSE_DAYS_MAX: k->days_max = RULE_NONE; break;
    case CLAUSE_DAY_MIN: k->day_min = RULE_NONE; break;
    case CLAUSE_DAY_MAX: k->day_max = RULE_NONE; break;
    case CLAUSE_REST: k->rest_min = RULE_NONE; break;
    case CLAUSE_CONSECUTIVE_MIN: k->consecutive_min = RULE_NONE; break;
    case CLAUSE_CONSECUTIVE_MAX: k->consecutive_max = RULE_NONE; break;
    case CLAUSE_REST_BEFORE: x->agent.rest_until_min = 0; break;
    case CLAUSE_HOURS_BEFORE: x->agent.hours_before_min = 0; break;
    case CLAUSE_TIME_OFF: alone_cancel(&x->agent, &x->s.time_offs[c->own], &x->s); break;
    case CLAUSE_WISH: x->s.requests[c->own].weight = 0; break;
    case CLAUSE_CLOSED: memset(x->s.day_closed, 0, (size_t)x->s.horizon.days); break;
    case CLAUSE_STRETCH:
    case CLAUSE_GAP:
    case CLAUSE_SPLIT: drop_inside(x, c->kind); break;
    case CLAUSE_DAYS_OFF: k->days_off_min = 0; break;
    case CLAUSE_WEEKENDS: k->weekend_days = 0; break;
    case CLAUSE_WEEKLY_REST: k->weekly_rest_min = 0; break;
    case CLAUSE_SAME_START: k->same_start = 0; break;
    case CLAUSE_SHIFTS_MAX: x->agent.kind_max[c->own].max = x->s.horizon.days; break;
    case CLAUSE_FIXED: x->agent.duty[c->index] = (struct duty){.what = DUTY_FREE}; break;
    case CLAUSE_SEQUENCES:
        for (int i = 0; i < x->s.kind_count; i++)
            x->s.kinds[i].not_after_count = 0;
        break;
    case CLAUSE_STARTS: drop_kinds(x, 0); break;
    case CLAUSE_WEEKDAYS: drop_kinds(x, 1); break;
    case CLAUSE_AVAILABLE:
        for (int d = 0; d < x->s.horizon.days; d++)
            x->agent.available[d] = (struct window){0, 4 * 1440};
    }
}

void conflict_alone(struct alone *x, const struct conflict *c, const struct scenario *s, uint64_t dropped)
{
    alone_make(x, s, c->agent);
    x->s.penalties.no_two_days_off_together = 0;
    for (int i = 0; i < x->s.request_count; i++)
        x->s.requests[i].weight = c->wishes ? CONFLICT_WISH : 0;
    for (int i = 0; i < c->count; i++)
        if (dropped >> i & 1)
            drop(x, &c->clauses[i]);
}

int conflict_possible(const struct alone *x, int wishes)
{
    struct check_pay  pay;
    struct check_menu menu;
    double           *free_of_price = xcalloc((size_t)x->s.horizon.intervals + 1, sizeof *free_of_price);
    check_pay_make(&pay, &x->s);
    check_menu_make(&menu, &x->s, &pay, x->agent.contract, free_of_price);
    double best = check_tour_best(&x->s, 0, &menu);
    check_menu_free(&menu);
    check_pay_free(&pay);
    free(free_of_price);
    if (wishes && x->s.contracts[x->agent.contract].use == USE_MAY && !check_days_bound(&x->s, 0))
        best = fmax(best, check_tour_off(&x->s, 0));
    return best > -CONFLICT_WISH / 2;
}

/* --- the sets ---------------------------------------------------------------------------------------------------- */

static int possible_without(const struct conflict *c, const struct scenario *s, uint64_t dropped)
{
    struct alone x;
    conflict_alone(&x, c, s, dropped);
    int possible = conflict_possible(&x, c->wishes);
    alone_free(&x);
    return possible;
}

static uint64_t all_of(const struct conflict *c)
{
    return ((uint64_t)1 << c->count) - 1;
}

/* Sets this large are all tried, smaller ones first; for an agent with many clauses only up to one less. */
enum { SIZE_MOST = 4, FEW_CLAUSES = 18 };

static int largest(const struct conflict *c)
{
    return c->count <= FEW_CLAUSES ? SIZE_MOST : SIZE_MOST - 1;
}

struct sets { /* all sets of some size, one after the other */
    int at[SIZE_MOST], size, count;
};

static uint64_t mask_of(const struct sets *x)
{
    uint64_t mask = 0;
    for (int i = 0; i < x->size; i++)
        mask |= (uint64_t)1 << x->at[i];
    return mask;
}

static int first_set(struct sets *x, int size, int count)
{
    *x = (struct sets){{0, 1, 2, 3}, size, count};
    return size <= count;
}

static int next_set(struct sets *x)
{
    for (int i = x->size - 1; i >= 0; i--)
        if (x->at[i] < x->count - x->size + i) {
            x->at[i]++;
            for (int k = i + 1; k < x->size; k++)
                x->at[k] = x->at[k - 1] + 1;
            return 1;
        }
    return 0;
}

/* From a set that is enough, leaves out what is not needed. `keep` 1: what is kept must not be possible (a core), 0: what is
 * dropped must make it possible (a way). */
static uint64_t shrink(const struct conflict *c, const struct scenario *s, uint64_t set, int keep)
{
    for (int i = 0; i < c->count; i++) {
        uint64_t less = set & ~((uint64_t)1 << i);
        if (less == set)
            continue;
        int possible = possible_without(c, s, keep ? all_of(c) & ~less : less);
        if (possible != keep)
            set = less;
    }
    return set;
}

static void find_ways(struct conflict *c, const struct scenario *s)
{
    struct sets x;
    for (int size = 1; size <= largest(c) && !c->way_count; size++)
        for (int more = first_set(&x, size, c->count); more && c->way_count < CONFLICT_WAYS_MAX; more = next_set(&x))
            if (possible_without(c, s, mask_of(&x)))
                c->ways[c->way_count++] = mask_of(&x);
    if (!c->way_count)
        c->ways[c->way_count++] = shrink(c, s, all_of(c), 0);
}

static void find_core(struct conflict *c, const struct scenario *s)
{
    struct sets x;
    for (int size = 1; size <= largest(c); size++)
        for (int more = first_set(&x, size, c->count); more; more = next_set(&x))
            if (!possible_without(c, s, all_of(c) & ~mask_of(&x))) {
                c->core = mask_of(&x);
                return;
            }
    c->core = shrink(c, s, all_of(c), 1);
}

void conflict_find(struct conflict *c, const struct scenario *s, int agent, int wishes)
{
    memset(c, 0, sizeof *c);
    c->agent = agent;
    c->wishes = wishes;
    list_clauses(c, s);
    c->possible = possible_without(c, s, 0);
    if (c->possible || !possible_without(c, s, all_of(c)))
        return;
    find_ways(c, s);
    find_core(c, s);
    conflict_loosen(c, s);
}

int conflict_stranded(struct stranded *found, const struct scenario *s)
{
    struct check_people people;
    int                 n = 0;
    check_people_make(&people, s);
    for (int i = 0; i < people.count; i++) {
        struct conflict c = {.agent = people.classes[i].agent};
        if (!possible_without(&c, s, 0))
            found[n++] = (struct stranded){people.classes[i].agent, people.classes[i].size};
    }
    check_people_free(&people);
    return n;
}
