#include "queueing/crowd.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "queueing/jumps.h"
#include "queueing/pair.h"
#include "queueing/smooth.h"

static const double NOTHING = 1e-16;  /* shares below are let go                                 */
static const double TOO_FULL = 1e-16; /* a share in the last place that asks for more places     */

static double *row(const struct crowd *c, int r)
{
    return c->share + (size_t)r * (size_t)c->stride + CROWD_MARGIN;
}

static int last_place(const struct crowd *c)
{
    return c->stride - 2 * CROWD_MARGIN - 1;
}

static int bigger(int a, int b)
{
    return a > b ? a : b;
}

static int smaller(int a, int b)
{
    return a < b ? a : b;
}

static struct crowd with_room(int agents, int rows, int last)
{
    int stride = last + 1 + 2 * CROWD_MARGIN;
    return (struct crowd){.agents = agents, .rows = rows, .stride = stride,
                          .share = xcalloc((size_t)(rows + 2) * (size_t)stride, sizeof(double))}; /* and a row of zeros */
}

void crowd_make(struct crowd *c)
{
    *c = with_room(0, 0, 0);
    row(c, 0)[0] = 1;
}

void crowd_free(struct crowd *c)
{
    free(c->share);
    c->share = NULL;
}

double crowd_share(const struct crowd *c, int r, int state)
{
    int end = r ? c->longest : c->high, start = r ? 0 : c->low;
    return r <= c->rows && state >= start && state <= end ? row(c, r)[state] : 0;
}

/* Two states at a time: may touch one state past the last, which the margins allow and where `from` has a 0 */
static void add_states(double *to, const double *from, double factor, int first, int last)
{
    for (int i = first; i <= last; i += 2)
        pair_store(to + i, pair_load(to + i) + factor * pair_load(from + i));
}

static void add_rows(struct crowd *to, const struct crowd *from, double factor)
{
    for (int r = 1; r <= from->rows; r++)
        add_states(row(to, r), row(from, r), factor, 0, from->longest);
    to->longest = bigger(to->longest, from->longest);
}

/* from's shares, times a factor, added to a crowd with room for them */
static void add(struct crowd *to, const struct crowd *from, double factor)
{
    add_states(row(to, 0), row(from, 0), factor, from->low, from->high);
    to->low = smaller(to->low, from->low);
    to->high = bigger(to->high, from->high);
    add_rows(to, from, factor);
}

static struct crowd copy_with_room(const struct crowd *c, int rows, int last)
{
    struct crowd copy = with_room(c->agents, rows, last);
    copy.low = c->low;
    copy.high = c->high;
    add(&copy, c, 1);
    return copy;
}

/* Where the share of b busy and q waiting belongs */
static void put(struct crowd *c, int busy, int waiting, double share)
{
    int behind = busy - c->agents;
    if (behind > 0) {
        row(c, behind)[waiting] += share;
        c->longest = bigger(c->longest, waiting);
    } else {
        row(c, 0)[busy + waiting] += share;
        c->high = bigger(c->high, busy + waiting);
    }
}

void crowd_set_agents(struct crowd *c, int agents, enum crowd_drop drop)
{
    int old = c->agents, most_busy = c->rows ? old + c->rows : smaller(c->high, old);
    if (drop == CROWD_RETURN || (c->rows == 0 && agents >= most_busy)) {
        c->agents = agents;
        return;
    }
    struct crowd next = with_room(agents, bigger(0, most_busy - agents), bigger(c->high, most_busy + c->longest));
    for (int i = c->low; i <= c->high; i++)
        put(&next, smaller(i, old), bigger(0, i - old), row(c, 0)[i]);
    for (int r = 1; r <= c->rows; r++)
        for (int q = 0; q <= c->longest; q++)
            put(&next, old + r, q, row(c, r)[q]);
    crowd_free(c);
    *c = next;
}

/* The chance of each move in one jump */
struct chain {
    double up, service, leave;
    double *stay, *next_down; /* [last + 1 + margin] of row 0, by state: to stay, and of the next state to come down */
};

static struct chain chain_make(const struct crowd *c, const struct crowd_rates *rates, double fastest)
{
    struct chain chain = {rates->arrival / fastest, rates->service / fastest, rates->leave / fastest, NULL, NULL};
    int states = last_place(c) + 1 + CROWD_MARGIN;
    chain.stay = xmalloc((size_t)states * sizeof(double));
    chain.next_down = xmalloc((size_t)states * sizeof(double));
    for (int i = 0; i < states; i++) {
        double down = smaller(i, c->agents) * chain.service + bigger(0, i - c->agents) * chain.leave;
        chain.stay[i] = 1 - chain.up - down;
        chain.next_down[i] = smaller(i + 1, c->agents) * chain.service + bigger(0, i + 1 - c->agents) * chain.leave;
    }
    return chain;
}

static void chain_free(struct chain *chain)
{
    free(chain->stay);
    free(chain->next_down);
}

/* One jump of row 0, two states at a time, and the time spent before it: this loop is nearly all the work. It may
 * write one state past `high`, a 0. */
static void jump_row(double *to, const double *p, double *spent, double time, const struct chain *chain, int low, int high)
{
    for (int i = low; i <= high; i += 2) {
        pair here = pair_load(p + i);
        pair from_above = pair_load(chain->next_down + i) * pair_load(p + i + 1);
        pair_store(to + i, chain->up * pair_load(p + i - 1) + pair_load(chain->stay + i) * here + from_above);
        pair_store(spent + i, pair_load(spent + i) + time * here);
    }
}

/* The rows of agents who stay behind, and what leaves row 1 for row 0 */
static void jump_rows(struct crowd *next, const struct crowd *now, const struct chain *chain)
{
    next->longest = smaller(now->longest + 1, last_place(now) - now->agents);
    for (int r = 1; r <= now->rows; r++) {
        const double *p = row(now, r), *above = row(now, r + 1);
        double *to = row(next, r), served = (now->agents + r) * chain->service;
        for (int q = 0; q <= next->longest; q += 2) {
            pair waiting = {q, q + 1}, stay = 1 - chain->up - served - waiting * chain->leave;
            pair arrived = chain->up * pair_load(p + q - 1), finished = (served + chain->service) * pair_load(above + q);
            pair left = (waiting + 1) * chain->leave * pair_load(p + q + 1);
            pair_store(to + q, arrived + stay * pair_load(p + q) + finished + left);
        }
    }
    const double *p = row(now, 1);
    for (int q = 0; q <= now->longest; q++)
        row(next, 0)[now->agents + q] += (now->agents + 1) * chain->service * p[q];
}

static double most_waiting(const struct crowd *c, int q)
{
    double most = 0;
    for (int r = 1; r <= c->rows; r++)
        most = fmax(most, row(c, r)[q]);
    return most;
}

/* The ends of the range that hold nothing are let go, and the places just outside kept at 0, so that neighbours need
 * no test. While agents stay behind, row 0 reaches over all places their rows lead to. */
static void trim(struct crowd *c)
{
    double *p = row(c, 0);
    if (c->rows) {
        while (c->longest > 0 && most_waiting(c, c->longest) < NOTHING)
            c->longest--;
        for (int r = 1; r <= c->rows; r++)
            row(c, r)[c->longest + 1] = row(c, r)[c->longest + 2] = 0;
    }
    int least_high = c->rows ? c->agents + c->longest + 1 : c->low, most_low = c->rows ? c->agents : c->high;
    while (c->high > least_high && p[c->high] < NOTHING)
        c->high--;
    while (c->low < smaller(c->high, most_low) && p[c->low] < NOTHING)
        c->low++;
    p[c->low - 1] = p[c->low - 2] = p[c->high + 1] = p[c->high + 2] = 0;
}

/* One jump; spent grows by the time before it. */
static void jump(struct crowd *next, const struct crowd *now, struct crowd *spent, double time, const struct chain *chain)
{
    next->low = bigger(0, now->low - 1);
    next->high = smaller(last_place(now), now->high + 1);
    jump_row(row(next, 0), row(now, 0), row(spent, 0), time, chain, next->low, next->high);
    spent->low = smaller(spent->low, now->low);
    spent->high = bigger(spent->high, now->high);
    if (now->rows) {
        add_rows(spent, now, time);
        jump_rows(next, now, chain);
    }
    trim(next);
}

static int is_full(const struct crowd *c)
{
    int end = last_place(c);
    return fmax(c->high == end ? row(c, 0)[end] : 0, most_waiting(c, end - c->agents)) > TOO_FULL;
}

/* Rows of agents behind that hardly anyone is in any more are dropped; the last agents may as well leave. */
static void drop_empty_rows(struct crowd *c)
{
    double left = 0;
    for (; c->rows; c->rows--) {
        for (int q = 0; q <= c->longest; q++)
            left += row(c, c->rows)[q];
        if (left > 1e-12)
            return;
        for (int q = 0; q <= c->longest; q++)
            row(c, c->rows - 1)[q + (c->rows == 1 ? c->agents : 0)] += row(c, c->rows)[q];
    }
    c->longest = 0;
}

/* (1), (2) with places up to `last`; 0 when they were too few and nothing is changed. *integral has room. */
static int carry(struct crowd *c, struct crowd *integral, const struct crowd_rates *rates, double seconds, int last)
{
    double fastest = rates->arrival + (c->agents + c->rows) * rates->service + (last - c->agents) * rates->leave;
    fastest = fmax(fastest, 1 / seconds); /* where nothing moves any will do */
    struct crowd now = copy_with_room(c, c->rows, last), next = with_room(c->agents, c->rows, last);
    struct crowd end = with_room(c->agents, c->rows, last), spent = with_room(c->agents, c->rows, last);
    end.low = spent.low = last;
    if (c->rows) {
        now.low = smaller(now.low, now.agents);
        now.high = bigger(now.high, smaller(now.agents + now.longest + 1, last));
    }
    struct chain chain = chain_make(&now, rates, fastest);
    struct jumps jumps = jumps_make(fastest * seconds);
    int full = 0;
    for (int k = 0; k <= jumps.last && !full; k++) {
        int late = k - jumps.first;
        if (late >= 0)
            add(&end, &now, jumps.weight[late]);
        jump(&next, &now, &spent, (late < 0 ? 1 : jumps.more[late]) / fastest, &chain);
        struct crowd was = now;
        now = next;
        next = was;
        full = is_full(&now);
    }
    jumps_free(&jumps);
    chain_free(&chain);
    crowd_free(&now);
    crowd_free(&next);
    if (!full) {
        add(integral, &spent, 1);
        crowd_free(c);
        *c = end;
        drop_empty_rows(c);
    } else {
        crowd_free(&end);
    }
    crowd_free(&spent);
    return !full;
}

static void make_room(struct crowd *c, int last)
{
    if (last_place(c) < last) {
        struct crowd wider = copy_with_room(c, c->rows, last);
        crowd_free(c);
        *c = wider;
    }
}

/* 0 where the crowd is too far from its balance */
static int carry_smoothly(struct crowd *c, struct crowd *integral, const struct crowd_rates *rates, double seconds)
{
    struct smooth s;
    if (c->rows || !smooth_make(&s, row(c, 0), c->low, c->high, c->agents, rates, seconds))
        return 0;
    int last = s.first + s.states - 1;
    make_room(c, last);
    make_room(integral, last);
    memset(row(c, 0), 0, ((size_t)last + 1) * sizeof(double));
    memcpy(row(c, 0) + s.first, s.share, (size_t)s.states * sizeof(double));
    c->low = s.first;
    c->high = last;
    trim(c);
    for (int i = 0; i < s.states; i++)
        row(integral, 0)[s.first + i] += s.spent[i];
    integral->low = smaller(integral->low, s.first);
    integral->high = bigger(integral->high, last);
    smooth_free(&s);
    return 1;
}

/* How many more places than now may be needed. Where callers hang up a place too many makes every jump shorter, so
 * there it is a guess that may have to be doubled. */
static int room_for(const struct crowd *c, const struct crowd_rates *r, double seconds)
{
    double serve = c->agents * r->service, drift = fmax(0, r->arrival - serve) * seconds;
    double reach = 20 + drift + 9 * sqrt((r->arrival + serve) * seconds);
    return (int)(r->leave > 0 ? fmin(reach, 12 + sqrt(r->arrival / r->leave)) : reach);
}

/* What was let go at the ends is given back to all in proportion: over a week it would add up. */
static void scale_to(struct crowd *c, double total)
{
    double sum = 0;
    for (int i = c->low; i <= c->high; i++)
        sum += row(c, 0)[i];
    for (int r = 1; r <= c->rows; r++)
        for (int q = 0; q <= c->longest; q++)
            sum += row(c, r)[q];
    for (int i = c->low; i <= c->high; i++)
        row(c, 0)[i] *= total / sum;
    for (int r = 1; r <= c->rows; r++)
        for (int q = 0; q <= c->longest; q++)
            row(c, r)[q] *= total / sum;
}

void crowd_advance(struct crowd *c, struct crowd *integral, const struct crowd_rates *rates, double seconds)
{
    double left = seconds;
    *integral = with_room(c->agents, c->rows, 0);
    while (left > 0 && !carry_smoothly(c, integral, rates, left)) {
        /* agents who stay behind are soon done: in shorter pieces their rows are soon dropped */
        double piece = c->rows ? fmin(left, 12 / ((c->agents + 1) * rates->service)) : left;
        int used = bigger(c->agents, bigger(c->high, c->rows ? c->agents + c->longest : 0)), full;
        int room = room_for(c, rates, piece);
        do {
            make_room(integral, used + room);
            full = !carry(c, integral, rates, piece, used + room);
            room *= full ? 2 : 1;
        } while (full);
        left -= piece;
    }
    if (seconds > 0) {
        scale_to(c, 1);
        scale_to(integral, seconds);
    }
}
