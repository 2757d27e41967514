/* The least loosening of a rule: the smallest step of half an hour or a day with which there is a tour. Loosening further
 * never takes a tour away, so the step is found by halving. */
#include "plan/conflict.h"
#include <stdlib.h>

enum { HALF_HOUR = 30, DAY_MIN = 1440 };

/* The limit a clause names, in the agent alone; NULL: it is none. */
static int *limit_of(struct alone *x, const struct clause *c)
{
    struct contract *k = &x->s.contracts[x->agent.contract];
    switch (c->kind) {
    case CLAUSE_WEEK_MIN: return &k->week_min;
    case CLAUSE_WEEK_MAX: return &k->week_max;
    case CLAUSE_DAYS_MIN: return &k->days_min;
    case CLAUSE_DAYS_MAX: return &k->days_max;
    case CLAUSE_DAY_MIN: return &k->day_min;
    case CLAUSE_DAY_MAX: return &k->day_max;
    case CLAUSE_REST: return &k->rest_min;
    case CLAUSE_CONSECUTIVE_MIN: return &k->consecutive_min;
    case CLAUSE_CONSECUTIVE_MAX: return &k->consecutive_max;
    case CLAUSE_REST_BEFORE: return &x->agent.rest_until_min;
    case CLAUSE_HOURS_BEFORE: return &x->agent.hours_before_min;
    case CLAUSE_DAYS_OFF: return &k->days_off_min;
    case CLAUSE_WEEKENDS: return &k->weekends_max;
    case CLAUSE_WEEKLY_REST: return &k->weekly_rest_min;
    case CLAUSE_SAME_START: return &k->start_spread_min;
    case CLAUSE_SHIFTS_MAX: return &x->agent.kind_max[c->own].max;
    default: return NULL;
    }
}

static int is_most(enum clause_kind kind)
{
    return kind == CLAUSE_STRETCH || kind == CLAUSE_WEEK_MAX || kind == CLAUSE_DAYS_MAX || kind == CLAUSE_DAY_MAX ||
           kind == CLAUSE_CONSECUTIVE_MAX || kind == CLAUSE_WEEKENDS || kind == CLAUSE_SAME_START || kind == CLAUSE_SHIFTS_MAX;
}

static int unit_of(enum clause_kind kind)
{
    int days = kind == CLAUSE_DAYS_MIN || kind == CLAUSE_DAYS_MAX || kind == CLAUSE_CONSECUTIVE_MIN ||
               kind == CLAUSE_CONSECUTIVE_MAX || kind == CLAUSE_DAYS_OFF || kind == CLAUSE_WEEKENDS || kind == CLAUSE_SHIFTS_MAX;
    return days ? 1 : HALF_HOUR;
}

static void widen_windows(struct alone *x, int minutes)
{
    for (int d = 0; d < x->s.horizon.days; d++) {
        struct window *w = &x->agent.available[d];
        if (w->from_min < w->to_min)
            *w = (struct window){w->from_min - minutes, w->to_min + minutes};
    }
}

static void open_days(struct alone *x, uint64_t days)
{
    for (int d = 0; d < x->s.horizon.days && d < 64; d++)
        if (days >> d & 1)
            x->agent.available[d] = (struct window){0, 2 * DAY_MIN};
}

/* Earlier and later starts on the kind's own steps, within the day. */
static void widen_starts(struct alone *x, int minutes)
{
    for (int k = 0; k < x->s.kind_count; k++) {
        struct shift_kind *kind = &x->s.kinds[k];
        int step = kind->start_step > 0 ? kind->start_step : HALF_HOUR, by = minutes / step * step;
        kind->start_from -= by < kind->start_from ? by : kind->start_from / step * step;
        kind->start_to += by;
        kind->start_to = kind->start_to < DAY_MIN ? kind->start_to : DAY_MIN - 1;
    }
}

/* Longer stretches of work, or less of it between pauses. */
static void loosen_inside(struct alone *x, enum clause_kind kind, int minutes)
{
    for (int k = 0; k < x->s.kind_count; k++) {
        struct shift_kind *of = &x->s.kinds[k];
        if (kind == CLAUSE_STRETCH && of->stretch_max > 0)
            of->stretch_max += minutes;
        else if (kind == CLAUSE_GAP)
            of->gap_min -= minutes < of->gap_min ? minutes : of->gap_min;
    }
}

static void change(struct alone *x, const struct clause *c, int steps)
{
    int *limit = limit_of(x, c), by = steps * (limit ? unit_of(c->kind) : HALF_HOUR);
    if (limit)
        *limit = is_most(c->kind) ? *limit + by : *limit > by ? *limit - by : 0;
    else if (c->kind == CLAUSE_STRETCH || c->kind == CLAUSE_GAP)
        loosen_inside(x, c->kind, by);
    else if (c->kind == CLAUSE_AVAILABLE)
        c->open ? open_days(x, c->open) : widen_windows(x, by);
    else if (c->kind == CLAUSE_STARTS)
        widen_starts(x, by);
    else if (c->at_end)
        x->s.time_offs[c->own].end_min -= by;
    else
        x->s.time_offs[c->own].start_min += by;
}

/* The agent alone: clauses of `way` loosened by their steps, or left out where they have none yet; `clause` by `steps`. */
static void loosened(struct alone *x, const struct conflict *c, const struct scenario *s, uint64_t way, const struct clause *clause,
                     int steps)
{
    uint64_t dropped = 0;
    for (int i = 0; i < c->count; i++)
        if (way >> i & 1 && &c->clauses[i] != clause && c->clauses[i].steps == 0 && !c->clauses[i].open)
            dropped |= (uint64_t)1 << i;
    conflict_alone(x, c, s, dropped);
    for (int i = 0; i < c->count; i++)
        if (way >> i & 1 && &c->clauses[i] != clause && (c->clauses[i].steps > 0 || c->clauses[i].open))
            change(x, &c->clauses[i], c->clauses[i].steps);
    if (clause)
        change(x, clause, steps);
}

void conflict_loosened(struct alone *x, const struct conflict *c, const struct scenario *s, uint64_t way)
{
    loosened(x, c, s, way, NULL, 0);
}

static int helps(const struct conflict *c, const struct scenario *s, uint64_t way, const struct clause *clause, int steps)
{
    struct alone x;
    loosened(&x, c, s, way, clause, steps);
    int possible = conflict_possible(&x, c->wishes);
    alone_free(&x);
    return possible;
}

/* Least steps that help, up to `most`; 0: not even those do. */
static int least(const struct conflict *c, const struct scenario *s, uint64_t way, const struct clause *clause, int most)
{
    if (most < 1 || !helps(c, s, way, clause, most))
        return 0;
    int low = 0, high = most;
    while (high - low > 1) {
        int middle = (low + high) / 2;
        if (helps(c, s, way, clause, middle))
            high = middle;
        else
            low = middle;
    }
    return high;
}

static int most_steps(const struct scenario *s, const struct clause *clause)
{
    int unit = unit_of(clause->kind);
    switch (clause->kind) {
    case CLAUSE_AVAILABLE:
    case CLAUSE_STARTS: return DAY_MIN / HALF_HOUR;
    case CLAUSE_TIME_OFF:
        return (s->time_offs[clause->index].end_min - s->time_offs[clause->index].start_min - 1) / HALF_HOUR;
    case CLAUSE_WISH:
    case CLAUSE_SPLIT:
    case CLAUSE_SEQUENCES:
    case CLAUSE_FIXED:
    case CLAUSE_CLOSED:
    case CLAUSE_WEEKDAYS: return 0;
    default: return is_most(clause->kind) ? 7 * DAY_MIN / unit : (clause->value + unit - 1) / unit;
    }
}

static int value_of(const struct clause *clause, int steps)
{
    int by = steps * unit_of(clause->kind);
    if (clause->value < 0)
        return steps * HALF_HOUR;
    if (is_most(clause->kind))
        return clause->value + by;
    return clause->value > by ? clause->value - by : 0;
}

/* Days on which the agent cannot come: all of them opened, then shut again one by one while there is a tour. */
static void find_days(const struct conflict *c, const struct scenario *s, uint64_t way, struct clause *clause)
{
    for (int d = 0; d < s->horizon.days && d < 64; d++) {
        const struct window *w = &s->agents[c->agent].available[d];
        if (w->from_min >= w->to_min)
            clause->open |= (uint64_t)1 << d;
    }
    if (!clause->open || !helps(c, s, way, clause, 0)) {
        clause->open = 0;
        return;
    }
    for (int d = s->horizon.days < 64 ? s->horizon.days - 1 : 63; d >= 0; d--) {
        uint64_t all = clause->open;
        clause->open = all & ~((uint64_t)1 << d);
        if (clause->open == all || !clause->open || !helps(c, s, way, clause, 0))
            clause->open = all;
    }
}

static void loosen(const struct conflict *c, const struct scenario *s, uint64_t way, struct clause *clause)
{
    int most = most_steps(s, clause), from_start, from_end = 0;
    clause->at_end = 0;
    from_start = least(c, s, way, clause, most);
    if (clause->kind == CLAUSE_TIME_OFF) {
        clause->at_end = 1;
        from_end = least(c, s, way, clause, most);
        clause->at_end = from_end > 0 && (from_start == 0 || from_end < from_start);
    }
    clause->steps = clause->at_end ? from_end : from_start;
    if (clause->kind == CLAUSE_AVAILABLE && clause->steps == 0)
        find_days(c, s, way, clause);
    if (clause->steps > 0)
        clause->loose = value_of(clause, clause->steps);
}

static int overlaps_before(const struct conflict *c, int way)
{
    for (int i = 0; i < way; i++)
        if (c->ways[i] & c->ways[way])
            return 1;
    return 0;
}

void conflict_loosen(struct conflict *c, const struct scenario *s)
{
    for (int i = 0; i < c->way_count; i++)
        for (int k = 0; k < c->count && !overlaps_before(c, i); k++)
            if (c->ways[i] >> k & 1)
                loosen(c, s, c->ways[i], &c->clauses[k]);
}
