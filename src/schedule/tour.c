#include "schedule/tour.h"
#include "base/alloc.h"
#include "schedule/worth.h"
#include <limits.h>
#include <math.h>
#include <stdlib.h>

static int ranks(const struct options *o, int day, int days)
{
    return day == days ? 1 : o->ready_max[day] + 1;
}

void tour_room_make(struct tour_room *r, const struct problem *p)
{
    int days = p->grid.days, groups = 0, starts = 0;
    size_t picks = 0;
    *r = (struct tour_room){.counts = 1};
    r->best = xcalloc((size_t)days + 1, sizeof *r->best);
    r->step = xcalloc((size_t)days + 1, sizeof *r->step);
    r->size = xcalloc((size_t)days + 1, sizeof *r->size);
    for (int c = 0; c < p->s->contract_count; c++) {
        const struct options *o = &p->options[c];
        groups = o->groups > groups ? o->groups : groups;
        picks = (size_t)o->count > picks ? (size_t)o->count : picks;
        for (int d = 0; d <= days; d++)
            starts = o->ready_max[d] + 1 > starts ? o->ready_max[d] + 1 : starts;
    }
    r->pick = xmalloc((picks + 1) * sizeof *r->pick);
    r->first = xmalloc(((size_t)groups + 1) * sizeof *r->first);
    r->reach = xmalloc(((size_t)starts + 1) * sizeof *r->reach);
    r->where = xmalloc(((size_t)starts + 1) * sizeof *r->where);
}

void tour_room_free(struct tour_room *r, const struct problem *p)
{
    for (int d = 0; d <= p->grid.days; d++) {
        free(r->best[d]);
        free(r->step[d]);
    }
    free(r->best);
    free(r->step);
    free(r->size);
    free(r->pick);
    free(r->first);
    free(r->reach);
    free(r->where);
}

/* One pick per start and ready rank; and among those that leave the agent rested (ready 0) none that an equally good
 * later start makes needless, since a later start is never harder to reach. */
static int add_pick(struct tour_pick *pick, int count, int from, struct tour_pick x)
{
    for (int i = count - 1; i >= from && pick[i].rank == x.rank; i--)
        if (pick[i].ready == x.ready && pick[i].weekly == x.weekly && pick[i].limit == x.limit) {
            if (x.value > pick[i].value)
                pick[i] = x;
            return count;
        }
    pick[count] = x;
    return count + 1;
}

static int thin(struct tour_pick *pick, int from, int count)
{
    double best = -INFINITY;
    int kept = count;
    for (int i = count - 1; i >= from; i--) {
        if (pick[i].ready == 0 && pick[i].weekly < 0) {
            if (pick[i].value <= best)
                continue;
            if (pick[i].limit < 0)
                best = pick[i].value;
        }
        pick[--kept] = pick[i];
    }
    int shift = kept - from;
    for (int i = kept; i < count; i++)
        pick[i - shift] = pick[i];
    return count - shift;
}

static int counted(const struct crew *c, const struct tour_room *r, int kind)
{
    for (int i = 0; i < r->limits; i++)
        if (c->limit[r->counted[i]].kind == kind)
            return i;
    return -1;
}

static void pick_options(const struct problem *p, const struct crew *c, int day, const double *value, struct tour_room *r)
{
    const struct options *o = &p->options[c->contract];
    int last = day + 1 == p->grid.days, wished = 0, count = 0;
    for (int i = 0; i < c->wishes; i++)
        wished |= p->s->requests[c->wish[i]].day == day;
    for (int g = 0; g < o->groups; g++) {
        int from = count;
        r->first[g] = count;
        for (int i = o->first[day * o->groups + g]; i < o->first[day * o->groups + g + 1]; i++) {
            if (value[i] < WORTH_NEVER || !crew_allows(c, i))
                continue;
            const struct option *x = &o->option[i];
            struct tour_pick k = {.rank = x->rank, .ready = last ? 0 : x->ready, .option = i, .value = value[i], .limit = -1};
            k.weekly = last && x->weekly > 0 ? 0 : x->weekly;
            if (r->limits > 0)
                k.limit = counted(c, r, o->shapes[x->shape].kind);
            if (wished)
                k.value -= crew_wish_cost(p, c, day, i);
            count = add_pick(r->pick, count, from, k);
        }
        count = thin(r->pick, from, count);
    }
    r->first[o->groups] = count;
}

/* reach[i], where[i]: best value with ready rank <= i */
static int reach(struct tour_room *r, const double *best, int from, int width)
{
    double most = -INFINITY;
    int at = from;
    for (int i = 0; i < width; i++) {
        if (best[from + i] > most) {
            most = best[from + i];
            at = from + i;
        }
        r->reach[i] = most;
        r->where[i] = at;
    }
    return most > -INFINITY;
}

static void improve(struct tour_room *r, int layer, int at, double value, int option, int from)
{
    if (value > r->best[layer][at]) {
        r->best[layer][at] = value;
        r->step[layer][at] = (struct tour_step){.option = option, .from = from};
    }
}

static void take_off(struct tour_room *r, const struct options *o, int day, int width, int next_width, int from, int to,
                     const struct arc *arc, double cost)
{
    int starts = o->base[day + 1] - o->base[day], least = arc->rest == REST_WEEK ? o->week_ready[day] : 0;
    for (int i = 0; i < width; i++)
        if (r->best[day][from + i] > -INFINITY) {
            int rank = i > least ? i : least, ready = rank > starts ? rank - starts : 0;
            improve(r, day + 1, to + (ready < next_width ? ready : next_width - 1), r->best[day][from + i] - cost, -1, from + i);
        }
}

/* to: place of the next layer's node and count; width of a count there: next. */
static void take_shifts(const struct crew *c, struct tour_room *r, const struct options *o, const struct arc *arc, int day, int width,
                        int count, int to, int next)
{
    int least = arc->rest == REST_WEEK ? o->week_ready[day] : 0;
    for (int k = r->first[arc->group]; k < r->first[arc->group + 1]; k++) {
        const struct tour_pick *x = &r->pick[k];
        if (x->rank < least || (arc->rest == REST_AFTER && x->weekly < 0))
            continue;
        int rank = x->rank < width ? x->rank : width - 1, at = to + (arc->rest == REST_AFTER ? x->weekly : x->ready);
        if (x->limit >= 0) {
            int most = c->limit[r->counted[x->limit]].max, stride = r->stride[x->limit];
            if (count / stride % (most + 1) == most)
                continue;
            at += stride * next;
        }
        improve(r, day + 1, at, r->reach[rank] + x->value - arc->cost, x->option, r->where[rank]);
    }
}

/* All of the layer's places, so far without a way to them. */
static void open_layer(struct tour_room *r, int layer, size_t size)
{
    if (size > r->size[layer]) {
        r->size[layer] = size;
        free(r->best[layer]);
        free(r->step[layer]);
        r->best[layer] = xmalloc(size * sizeof **r->best);
        r->step[layer] = xmalloc(size * sizeof **r->step);
    }
    for (size_t i = 0; i < size; i++)
        r->best[layer][i] = -INFINITY;
}

static void run_day(const struct problem *p, int crew, int d, const double *value, struct tour_room *room)
{
    const struct crew *c = &p->crew[crew];
    const struct options *o = &p->options[c->contract];
    const struct ladder *l = &p->ladder[c->ladder];
    int width = ranks(o, d, l->days), next = ranks(o, d + 1, l->days), counts = room->counts;
    open_layer(room, d + 1, (size_t)l->node_count[d + 1] * (size_t)next * (size_t)counts);
    pick_options(p, c, d, value, room);
    double off = crew_wish_cost(p, c, d, -1);
    for (int at = 0; at < l->node_count[d] * counts; at++) {
        if (!reach(room, room->best[d], at * width, width))
            continue;
        int n = at / counts, k = at % counts;
        for (int a = l->arc_first[d][n]; a < l->arc_first[d][n + 1]; a++) {
            const struct arc *arc = &l->arc[d][a];
            int to = (arc->to * counts + k) * next;
            if (arc->group == LADDER_OFF)
                take_off(room, o, d, width, next, at * width, to, arc, arc->cost + off);
            else
                take_shifts(c, room, o, arc, d, width, k, to, next);
        }
    }
}

static struct tour_value run(const struct problem *p, int crew, const double *value, struct tour_room *room)
{
    const struct crew *c = &p->crew[crew];
    const struct options *o = &p->options[c->contract];
    const struct ladder *l = &p->ladder[c->ladder];
    open_layer(room, 0, (size_t)ranks(o, 0, l->days) * (size_t)(room->counts * l->node_count[0]));
    room->best[0][0] = 0;
    for (int d = 0; d < l->days; d++)
        run_day(p, crew, d, value, room);
    const double *last = room->best[l->days] + END_WORKED * room->counts;
    room->worked = 0;
    for (int i = 1; i < room->counts; i++)
        if (last[i] > last[room->worked])
            room->worked = i;
    return (struct tour_value){.idle = room->best[l->days][END_IDLE * room->counts], .worked = last[room->worked]};
}

static int breaks_limit(const struct problem *p, const struct crew *c, const struct tour_room *room, int limit)
{
    const struct options *o = &p->options[c->contract];
    int days = p->grid.days, at = END_WORKED * room->counts + room->worked, count = 0;
    for (int d = days; d > 0; d--) {
        const struct tour_step *s = &room->step[d][at];
        count += s->option >= 0 && o->shapes[o->option[s->option].shape].kind == c->limit[limit].kind;
        at = s->from;
    }
    return count > c->limit[limit].max;
}

/* Counts one more limit: of those the tour breaks, the one with the fewest counts. 0: it breaks none. */
static int count_more(const struct problem *p, const struct crew *c, struct tour_room *room)
{
    int found = -1;
    for (int i = 0; i < c->limits; i++)
        if ((found < 0 || c->limit[i].max < c->limit[found].max) && breaks_limit(p, c, room, i))
            found = i;
    if (found < 0)
        return 0;
    room->counted[room->limits] = found;
    room->stride[room->limits++] = room->counts;
    room->counts *= c->limit[found].max + 1;
    return 1;
}

struct tour_value tour_values(const struct problem *p, int crew, const double *value, struct tour_room *room)
{
    const struct crew *c = &p->crew[crew];
    struct tour_value v = {-INFINITY, -INFINITY};
    room->limits = 0;
    room->counts = 1;
    if (!p->ladder[c->ladder].possible)
        return v;
    do
        v = run(p, crew, value, room);
    while (v.worked > -INFINITY && count_more(p, c, room));
    return v;
}

void tour_read(const struct problem *p, int crew, const struct tour_room *room, int worked, int *option)
{
    int days = p->grid.days, at = worked ? END_WORKED * room->counts + room->worked : END_IDLE * room->counts;
    (void)crew;
    for (int d = days; d > 0; d--) {
        const struct tour_step *s = &room->step[d][at];
        option[d - 1] = s->option;
        at = s->from;
    }
}

void tour_exists(const struct problem *p, int crew, int *possible, int *workable, int *bound)
{
    const struct crew *c = &p->crew[crew];
    struct worth w;
    struct tour_room room;
    double *price = xcalloc((size_t)p->need.intervals, sizeof *price);
    double *value = xcalloc((size_t)p->options[c->contract].count + 1, sizeof *value);
    worth_make(&w, p);
    tour_room_make(&room, p);
    worth_from_prices(&w, p, price);
    worth_options(&w, p, c->contract, value);
    struct tour_value v = tour_values(p, crew, value, &room);
    tour_room_free(&room, p);
    worth_free(&w, p);
    free(price);
    free(value);
    *workable = v.worked > -INFINITY;
    *possible = *workable || v.idle > -INFINITY;
    *bound = *workable && v.idle == -INFINITY;
}

/* Start of the first shift on or after the day, a large number where there is none. */
static int next_start(const struct problem *p, const struct options *o, const int *option, int day)
{
    while (day < p->grid.days && option[day] < 0)
        day++;
    return day < p->grid.days ? o->option[option[day]].start * p->grid.step_min : INT_MAX / 2;
}

/* 1: the tour keeps that rest clear on the day, as far as later shifts go. */
static int keeps_rest(const struct problem *p, const struct options *o, const int *option, int day, enum arc_rest rest)
{
    if (rest == REST_USUAL)
        return 1;
    if (rest == REST_WEEK)
        return o->week_ready[day] >= 0 && next_start(p, o, option, day) >= p->grid.midnight[day] * p->grid.step_min + o->weekly_rest;
    if (option[day] < 0 || o->option[option[day]].weekly < 0)
        return 0;
    return next_start(p, o, option, day + 1) >= o->option[option[day]].end * p->grid.step_min + o->weekly_rest;
}

/* The arc a tour takes: a rest is named as soon as it can be, which is never worse. NULL: the ladder has none. */
static const struct arc *find_arc(const struct problem *p, int crew, const int *option, int day, int node)
{
    const struct crew *c = &p->crew[crew];
    const struct ladder *l = &p->ladder[c->ladder];
    const struct options *o = &p->options[c->contract];
    const struct arc *found = NULL;
    int group = option[day] < 0 ? LADDER_OFF : o->option[option[day]].group;
    for (int a = l->arc_first[day][node]; a < l->arc_first[day][node + 1]; a++) {
        const struct arc *arc = &l->arc[day][a];
        if (arc->group == group && (!found || arc->rest > found->rest) && keeps_rest(p, o, option, day, arc->rest))
            found = arc;
    }
    return found;
}

double tour_personal(const struct problem *p, int crew, const int *option)
{
    const struct crew *c = &p->crew[crew];
    const struct ladder *l = &p->ladder[c->ladder];
    const struct options *o = &p->options[c->contract];
    double cost = 0;
    int node = 0;
    for (int d = 0; d < l->days; d++) {
        const struct arc *arc = find_arc(p, crew, option, d, node);
        if (!arc)
            return INFINITY;
        cost += arc->cost + crew_wish_cost(p, c, d, option[d]);
        node = arc->to;
    }
    for (int i = 0; i < c->limits; i++) {
        int count = 0;
        for (int d = 0; d < l->days; d++)
            count += option[d] >= 0 && o->shapes[o->option[option[d]].shape].kind == c->limit[i].kind;
        if (count > c->limit[i].max)
            return INFINITY;
    }
    return cost;
}
