#include "schedule/options.h"
#include "base/alloc.h"
#include <stdlib.h>
#include <string.h>

static int most(int a, int b)
{
    return a > b ? a : b;
}

static int compare_int(const void *a, const void *b)
{
    int x = *(const int *)a, y = *(const int *)b;
    return (x > y) - (x < y);
}

static int unique(int *values, int count)
{
    if (count > 1)
        qsort(values, (size_t)count, sizeof *values, compare_int);
    int kept = 0;
    for (int i = 0; i < count; i++)
        if (kept == 0 || values[kept - 1] != values[i])
            values[kept++] = values[i];
    return kept;
}

static int names_kind(const struct shift_kind *k, int kind)
{
    for (int i = 0; i < k->not_after_count; i++)
        if (k->not_after[i] == kind)
            return 1;
    return 0;
}

static void add_starts(struct options *o, const struct grid *g, const struct scenario *s, int day, int shape, size_t *room)
{
    const struct shape *h = &o->shapes[shape];
    const struct shift_kind *k = &s->kinds[h->kind];
    if (!(k->weekdays >> horizon_weekday(&s->horizon, day) & 1) || s->day_closed[day])
        return;
    int from = o->count;
    for (int wall = k->start_from; wall <= k->start_to; wall += k->start_step > 0 ? k->start_step : 1440) {
        int minute = horizon_minute(&s->horizon, day, wall);
        struct option x = {.start = minute / g->step_min, .day = day, .shape = shape};
        x.end = x.start + h->duration;
        if (o->count > from && o->option[o->count - 1].start == x.start)
            continue; /* the clocks skip this time of day: the first one after it is a start already */
        if (x.start >= g->midnight[day + 1] || x.end > g->axis || !shape_fits(h, x.start, g->midnight[day], g->pause_step))
            continue;
        o->option = xgrow(o->option, room, (size_t)o->count + 1, sizeof *o->option);
        o->option[o->count++] = x;
    }
}

static int starts_before(const struct options *o, int slot)
{
    int low = 0, high = o->start_count;
    while (low < high) {
        int mid = (low + high) / 2;
        if (o->starts[mid] < slot)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

/* Every start its number, every option its rank. */
static void number_starts(struct options *o, const struct grid *g)
{
    o->starts = xcalloc((size_t)o->count + 1, sizeof *o->starts);
    for (int i = 0; i < o->count; i++)
        o->starts[i] = o->option[i].start;
    o->start_count = unique(o->starts, o->count);
    o->base = xcalloc((size_t)g->days + 1, sizeof *o->base);
    for (int d = 0; d < g->days; d++)
        o->base[d] = starts_before(o, g->midnight[d]);
    o->base[g->days] = o->start_count;
    for (int i = 0; i < o->count; i++)
        o->option[i].rank = starts_before(o, o->option[i].start) - o->base[o->option[i].day];
}

/* Rank from the next day's first start after a weekly rest, or -1 (rules.h). */
static int weekly_ready(const struct options *o, const struct grid *g, const struct horizon *h, const struct option *x)
{
    int week = horizon_week(h, x->day), end = x->end * g->step_min;
    week += end > horizon_day_start(h, h->week_first[week + 1]);
    if (o->weekly_rest == 0 || week >= h->weeks || h->week_first[week + 1] - h->week_first[week] < 7 ||
        end + o->weekly_rest > horizon_day_start(h, h->week_first[week + 1]))
        return -1;
    int rank = starts_before(o, (end + o->weekly_rest + g->step_min - 1) / g->step_min) - o->base[x->day + 1];
    return most(rank, x->ready);
}

/* Where a weekly rest may begin with a week. */
static void open_weeks(struct options *o, const struct grid *g, const struct horizon *h)
{
    o->week_ready = xmalloc(((size_t)g->days + 1) * sizeof *o->week_ready);
    for (int d = 0; d < g->days; d++) {
        int week = horizon_week(h, d), from = horizon_day_start(h, d) + o->weekly_rest;
        o->week_ready[d] = -1;
        if (o->weekly_rest == 0 || h->week_first[week] != d || h->week_first[week + 1] - d < 7)
            continue;
        o->week_ready[d] = starts_before(o, (from + g->step_min - 1) / g->step_min) - o->base[d];
        o->ready_max[d] = most(o->ready_max[d], o->week_ready[d]);
    }
}

static void make_ready(struct options *o, const struct grid *g, const struct horizon *h)
{
    o->ready_max = xcalloc((size_t)g->days + 1, sizeof *o->ready_max);
    for (int i = 0; i < o->count; i++) {
        struct option *x = &o->option[i];
        int rested = starts_before(o, x->end + o->rest) - o->base[x->day + 1];
        if (rested > x->ready)
            x->ready = rested;
        x->weekly = weekly_ready(o, g, h, x);
        o->ready_max[x->day + 1] = most(o->ready_max[x->day + 1], most(x->ready, x->weekly));
    }
    open_weeks(o, g, h);
    for (int d = 1; d <= g->days; d++) {
        int left = o->ready_max[d - 1] - (o->base[d] - o->base[d - 1]);
        if (left > o->ready_max[d])
            o->ready_max[d] = left;
    }
}

/* --- kinds that may not follow others ------------------------------------------------------------------------------ */

/* Rank from which on kinds may follow `kind` on the day, where no later start may not; else -1. */
static int first_to_follow(const struct options *o, const struct scenario *s, int kind, int day)
{
    int barred = -1, free_from = o->start_count;
    for (int i = 0; i < o->count; i++) {
        const struct option *x = &o->option[i];
        if (x->day != day)
            continue;
        if (!names_kind(&s->kinds[o->shapes[x->shape].kind], kind))
            free_from = x->rank < free_from ? x->rank : free_from;
        else if (x->rank > barred)
            barred = x->rank;
    }
    return barred < free_from ? barred + 1 : -1;
}

/* Where those that may not follow a kind the next day are the first starts of that day, the kind asks for rest and no more
 * need be remembered of it. apart[kinds] 1: it is not so, and the ladder tells the kind from others. */
static void follow_as_rest(struct options *o, const struct grid *g, const struct scenario *s, unsigned char *apart)
{
    int *from = xcalloc((size_t)g->days + 1, sizeof *from);
    for (int k = 0; k < s->kind_count; k++) {
        int named = 0, plain = 1;
        for (int b = 0; b < s->kind_count; b++)
            named |= names_kind(&s->kinds[b], k);
        for (int d = 1; d < g->days && named; d++) {
            from[d] = first_to_follow(o, s, k, d);
            plain &= from[d] >= 0;
        }
        for (int i = 0; i < o->count && named && plain; i++)
            if (o->shapes[o->option[i].shape].kind == k && o->option[i].day + 1 < g->days)
                o->option[i].ready = from[o->option[i].day + 1];
        for (int b = 0; b < s->kind_count && named && !plain; b++)
            apart[b] |= b == k || names_kind(&s->kinds[b], k);
    }
    free(from);
}

/* --- groups ------------------------------------------------------------------------------------------------------ */

static int order(int a, int b)
{
    return (a > b) - (a < b);
}

static int compare_group(const void *a, const void *b)
{
    const struct group *x = a, *y = b;
    int c = order(x->paid_min, y->paid_min);
    c = c ? c : order(x->kind, y->kind);
    c = c ? c : order(x->start, y->start);
    return c ? c : order(x->late, y->late);
}

static int wall_clock(const struct horizon *h, int minute)
{
    return h->wall_min[minute / h->interval_min] + minute % h->interval_min;
}

static struct group group_of(const struct options *o, const struct grid *g, const struct scenario *s, const struct option *x,
                             const unsigned char *apart)
{
    const struct horizon *h = &s->horizon;
    const struct shape *shape = &o->shapes[x->shape];
    const struct contract *c = &s->contracts[s->kinds[shape->kind].contract];
    int week_end = horizon_day_start(h, h->week_first[horizon_week(h, x->day) + 1]);
    return (struct group){.paid_min = shape->paid_min,
                          .kind = apart[shape->kind] ? shape->kind : -1,
                          .start = c->same_start ? wall_clock(h, x->start * g->step_min) : -1,
                          .late = c->weekly_rest_min > 0 && x->end * g->step_min > week_end};
}

static int find_group(const struct options *o, const struct group *key)
{
    return (int)((struct group *)bsearch(key, o->group, (size_t)o->groups, sizeof *key, compare_group) - o->group);
}

/* The groups there are, and each option's. */
static void find_groups(struct options *o, const struct grid *g, const struct scenario *s, const unsigned char *apart)
{
    o->group = xcalloc((size_t)o->count + 1, sizeof *o->group);
    for (int i = 0; i < o->count; i++)
        o->group[i] = group_of(o, g, s, &o->option[i], apart);
    if (o->count > 1)
        qsort(o->group, (size_t)o->count, sizeof *o->group, compare_group);
    for (int i = 0; i < o->count; i++)
        if (o->groups == 0 || compare_group(&o->group[o->groups - 1], &o->group[i]) != 0)
            o->group[o->groups++] = o->group[i];
    for (int i = 0; i < o->count; i++) {
        struct group key = group_of(o, g, s, &o->option[i], apart);
        struct shape *h = &o->shapes[o->option[i].shape];
        int group = o->option[i].group = find_group(o, &key);
        h->group_first = h->group_end == 0 || group < h->group_first ? group : h->group_first;
        h->group_end = group + 1 > h->group_end ? group + 1 : h->group_end;
    }
}

static int compare_option(const void *a, const void *b)
{
    const struct option *x = a, *y = b;
    if (x->day != y->day)
        return x->day < y->day ? -1 : 1;
    if (x->group != y->group)
        return x->group < y->group ? -1 : 1;
    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    return (x->shape > y->shape) - (x->shape < y->shape);
}

static void sort_options(struct options *o, const struct grid *g)
{
    if (o->count > 1)
        qsort(o->option, (size_t)o->count, sizeof *o->option, compare_option);
    o->first = xcalloc((size_t)(g->days * o->groups) + 1, sizeof *o->first);
    for (int i = 0, dg = 0; dg <= g->days * o->groups; dg++) {
        while (i < o->count && o->option[i].day * o->groups + o->option[i].group < dg)
            i++;
        o->first[dg] = i;
    }
}

static void chain_options(struct options *o, const struct grid *g)
{
    int *last = xmalloc(((size_t)o->shape_count + 1) * sizeof *last);
    for (int d = 0; d < g->days; d++) {
        memset(last, -1, (size_t)o->shape_count * sizeof *last);
        for (int i = o->first[d * o->groups]; i < o->first[(d + 1) * o->groups]; i++) {
            int before = last[o->option[i].shape];
            o->option[i].earlier = before;
            o->option[i].later = -1;
            if (before >= 0)
                o->option[before].later = i;
            last[o->option[i].shape] = i;
        }
    }
    free(last);
}

void options_make(struct options *o, const struct grid *g, const struct scenario *s, int contract)
{
    unsigned char *apart = xcalloc((size_t)s->kind_count + 1, 1);
    int rest_min = s->contracts[contract].rest_min > 0 ? s->contracts[contract].rest_min : 0;
    size_t room = 0;
    memset(o, 0, sizeof *o);
    o->rest = (rest_min + g->step_min - 1) / g->step_min;
    o->weekly_rest = s->contracts[contract].weekly_rest_min;
    shape_find(o, g, s, contract);
    for (int d = 0; d < g->days; d++)
        for (int h = 0; h < o->shape_count; h++)
            add_starts(o, g, s, d, h, &room);
    number_starts(o, g);
    follow_as_rest(o, g, s, apart);
    find_groups(o, g, s, apart);
    sort_options(o, g);
    make_ready(o, g, &s->horizon);
    chain_options(o, g);
    free(apart);
}

static int find_in_group(const struct options *o, int dg, int shape, int start)
{
    int low = o->first[dg], high = o->first[dg + 1];
    while (low < high) {
        int mid = (low + high) / 2;
        const struct option *x = &o->option[mid];
        if (x->start < start || (x->start == start && x->shape < shape))
            low = mid + 1;
        else
            high = mid;
    }
    return low < o->first[dg + 1] && o->option[low].start == start && o->option[low].shape == shape ? low : -1;
}

int options_find(const struct options *o, int day, int shape, int start)
{
    int found = -1;
    for (int group = o->shapes[shape].group_first; group < o->shapes[shape].group_end && found < 0; group++)
        found = find_in_group(o, day * o->groups + group, shape, start);
    return found;
}

void options_free(struct options *o)
{
    free(o->group);
    free(o->shapes);
    free(o->option);
    free(o->first);
    free(o->starts);
    free(o->base);
    free(o->ready_max);
    free(o->week_ready);
    free(o->spec);
}
