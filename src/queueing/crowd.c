#include "queueing/crowd.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

static const double NOTHING = 1e-16;  /* shares below are let go                                 */
static const double TOO_FULL = 1e-13; /* a share in the last place that asks for more places     */

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

static void add_rows(struct crowd *to, const struct crowd *from, double factor)
{
    for (int r = 1; r <= from->rows; r++)
        for (int q = 0; q <= from->longest; q++)
            row(to, r)[q] += factor * row(from, r)[q];
    to->longest = bigger(to->longest, from->longest);
}

/* from's shares, times a factor, added to a crowd with room for them */
static void add(struct crowd *to, const struct crowd *from, double factor)
{
    double *a = row(to, 0), *b = row(from, 0);
    for (int i = from->low; i <= from->high; i++)
        a[i] += factor * b[i];
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

struct crowd_jumps crowd_jumps_make(double mean)
{
    int mode = (int)mean, reach = (int)(8.5 * sqrt(mean) + 16);
    struct crowd_jumps j = {bigger(0, mode - reach), mode + reach, NULL, NULL};
    int count = j.last - j.first + 1;
    j.weight = xmalloc((size_t)count * sizeof(double));
    j.more = xmalloc((size_t)count * sizeof(double));
    double *at_mode = j.weight + (mode - j.first), more = 0, sum = 0;
    *at_mode = 1;
    for (int k = mode; k > j.first; k--)
        at_mode[k - 1 - mode] = at_mode[k - mode] * k / mean;
    for (int k = mode; k < j.last; k++)
        at_mode[k + 1 - mode] = at_mode[k - mode] * mean / (k + 1);
    while (j.weight[count - 1] < 1e-18)
        count--;
    j.last = j.first + count - 1;
    for (int k = 0; k < count; k++)
        sum += j.weight[k];
    for (int k = count - 1; k >= 0; k--) {
        j.more[k] = more;
        j.weight[k] /= sum;
        more += j.weight[k];
    }
    return j;
}

void crowd_jumps_free(struct crowd_jumps *j)
{
    free(j->weight);
    free(j->more);
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

typedef double pair __attribute__((vector_size(16)));

static pair load(const double *at)
{
    pair p;
    memcpy(&p, at, sizeof p);
    return p;
}

static void store(double *at, pair p)
{
    memcpy(at, &p, sizeof p);
}

/* One jump of row 0, two states at a time, and the time spent before it: this loop is nearly all the work. It may
 * write one state past `high`, a 0. */
static void jump_row(double *to, const double *p, double *spent, double time, const struct chain *chain, int low, int high)
{
    for (int i = low; i <= high; i += 2) {
        pair here = load(p + i);
        store(to + i, chain->up * load(p + i - 1) + load(chain->stay + i) * here + load(chain->next_down + i) * load(p + i + 1));
        store(spent + i, load(spent + i) + time * here);
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
            store(to + q, chain->up * load(p + q - 1) + stay * load(p + q) + (served + chain->service) * load(above + q) +
                              (waiting + 1) * chain->leave * load(p + q + 1));
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
    struct crowd_jumps jumps = crowd_jumps_make(fastest * seconds);
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
    crowd_jumps_free(&jumps);
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

/* How many more places than now may be needed. Where callers hang up a place too many makes every jump shorter, so
 * there it is a guess that may have to be doubled. */
static int room_for(const struct crowd *c, const struct crowd_rates *r, double seconds)
{
    double serve = c->agents * r->service, drift = fmax(0, r->arrival - serve) * seconds;
    double reach = 20 + drift + 9 * sqrt((r->arrival + serve) * seconds);
    return (int)(r->leave > 0 ? fmin(reach, 20 + 2 * sqrt(r->arrival / r->leave)) : reach);
}

void crowd_advance(struct crowd *c, struct crowd *integral, const struct crowd_rates *rates, double seconds)
{
    *integral = with_room(c->agents, c->rows, 0);
    while (seconds > 0) {
        /* agents who stay behind are soon done: in shorter pieces their rows are soon dropped */
        double piece = c->rows ? fmin(seconds, 12 / ((c->agents + 1) * rates->service)) : seconds;
        int used = bigger(c->agents, bigger(c->high, c->rows ? c->agents + c->longest : 0)), full;
        int room = room_for(c, rates, piece);
        do {
            if (last_place(integral) < used + room) {
                struct crowd wider = copy_with_room(integral, integral->rows, used + room);
                crowd_free(integral);
                *integral = wider;
            }
            full = !carry(c, integral, rates, piece, used + room);
            room *= full ? 2 : 1;
        } while (full);
        seconds -= piece;
    }
}
