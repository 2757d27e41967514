#include "queueing/crowd.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

static const double NOTHING = 1e-17; /* shares below are let go                                  */
static const double TOO_FULL = 1e-14; /* a share in the last place that asks for more places     */

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
                          .share = xcalloc((size_t)(rows + 1) * (size_t)stride, sizeof(double))};
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

/* from's shares, times a factor, added to a crowd with room for them */
static void add(struct crowd *to, const struct crowd *from, double factor)
{
    double *a = row(to, 0), *b = row(from, 0);
    for (int i = from->low; i <= from->high; i++)
        a[i] += factor * b[i];
    for (int r = 1; r <= from->rows; r++) {
        a = row(to, r);
        b = row(from, r);
        for (int q = 0; q <= from->longest; q++)
            a[q] += factor * b[q];
    }
    to->low = smaller(to->low, from->low);
    to->high = bigger(to->high, from->high);
    to->longest = bigger(to->longest, from->longest);
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
    int mode = (int)mean, reach = (int)(9.2 * sqrt(mean) + 30);
    struct crowd_jumps j = {bigger(0, mode - reach), mode + reach, NULL, NULL};
    int count = j.last - j.first + 1;
    j.weight = xmalloc((size_t)count * sizeof(double));
    j.more = xmalloc((size_t)count * sizeof(double));
    j.weight[mode - j.first] = 1;
    for (int k = mode; k > j.first; k--)
        j.weight[k - 1 - j.first] = j.weight[k - j.first] * k / mean;
    for (int k = mode; k < j.last; k++)
        j.weight[k + 1 - j.first] = j.weight[k - j.first] * mean / (k + 1);
    double more = 0, sum = 0;
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
    double *stay, *down; /* [last + 2 margins] of row 0, by state */
};

static struct chain chain_make(const struct crowd *c, const struct crowd_rates *rates, double fastest)
{
    struct chain chain = {rates->arrival / fastest, rates->service / fastest, rates->leave / fastest, NULL, NULL};
    int states = last_place(c) + 2 + CROWD_MARGIN;
    chain.stay = xmalloc((size_t)states * sizeof(double));
    chain.down = xmalloc((size_t)states * sizeof(double));
    for (int i = 0; i < states; i++) {
        chain.down[i] = smaller(i, c->agents) * chain.service + bigger(0, i - c->agents) * chain.leave;
        chain.stay[i] = 1 - chain.up - chain.down[i];
    }
    return chain;
}

static void chain_free(struct chain *chain)
{
    free(chain->stay);
    free(chain->down);
}

/* A row of agents who stay behind, and what leaves row 1 for row 0 */
static void jump_rows(struct crowd *next, const struct crowd *now, const struct chain *chain)
{
    for (int r = 1; r <= now->rows; r++) {
        const double *p = row(now, r), *above = r < now->rows ? row(now, r + 1) : NULL;
        double *to = row(next, r), served = (now->agents + r) * chain->service;
        for (int q = 0; q <= now->longest; q++) {
            to[q] = chain->up * p[q - 1] + (1 - chain->up - served - q * chain->leave) * p[q] +
                    (q + 1) * chain->leave * p[q + 1];
            if (above)
                to[q] += (served + chain->service) * above[q];
        }
    }
    const double *p = row(now, 1);
    for (int q = 0; q <= now->longest; q++)
        row(next, 0)[now->agents + q] += (now->agents + 1) * chain->service * p[q];
}

/* One jump. The places just outside low..high are kept at 0, so that neighbours need no test. */
static void jump(struct crowd *next, const struct crowd *now, const struct chain *chain)
{
    const double *p = row(now, 0);
    double *to = row(next, 0);
    int low = bigger(0, now->low - 1), high = smaller(last_place(now), now->high + 1);
    for (int i = low; i <= high; i++)
        to[i] = chain->up * p[i - 1] + chain->stay[i] * p[i] + chain->down[i + 1] * p[i + 1];
    if (now->rows) {
        jump_rows(next, now, chain);
    } else {
        while (low < high && to[low] < NOTHING)
            low++;
        while (low < high && to[high] < NOTHING)
            high--;
        to[low - 1] = to[low - 2] = to[high + 1] = to[high + 2] = 0;
    }
    next->low = low;
    next->high = high;
}

static int is_full(const struct crowd *c)
{
    int end = last_place(c);
    double most = row(c, 0)[end];
    for (int r = 1; r <= c->rows; r++)
        most = fmax(most, row(c, r)[c->longest]);
    return most > TOO_FULL;
}

/* Rows of agents behind that nobody is in any more are dropped */
static void drop_empty_rows(struct crowd *c)
{
    for (; c->rows; c->rows--) {
        double most = 0;
        for (int q = 0; q <= c->longest; q++)
            most = fmax(most, row(c, c->rows)[q]);
        if (most > NOTHING)
            return;
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
        now.low = 0;
        now.high = last;
        now.longest = next.longest = last - c->agents;
    }
    struct chain chain = chain_make(&now, rates, fastest);
    struct crowd_jumps jumps = crowd_jumps_make(fastest * seconds);
    int full = 0;
    for (int k = 0; k <= jumps.last && !full; k++) {
        int late = k - jumps.first;
        add(&spent, &now, (late < 0 ? 1 : jumps.more[late]) / fastest);
        if (late >= 0)
            add(&end, &now, jumps.weight[late]);
        jump(&next, &now, &chain);
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

void crowd_advance(struct crowd *c, struct crowd *integral, const struct crowd_rates *rates, double seconds)
{
    int room = 16;
    *integral = with_room(c->agents, c->rows, 0);
    while (seconds > 0) {
        /* agents who stay behind are soon done: in short pieces their rows are soon dropped */
        double piece = c->rows ? fmin(seconds, 3 / ((c->agents + 1) * rates->service)) : seconds;
        int used = bigger(c->agents, bigger(c->high, c->rows ? c->agents + c->longest : 0)), full;
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
