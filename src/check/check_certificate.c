#include "check/check_certificate.h"
#include "base/alloc.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { STEPS_MAX = 500000000, NODES_MAX = 4096 };

struct reader {
    struct check_certificate *c;
    struct violations        *v;
    const struct scenario    *s;
    const struct requirement *rs;
};

static int refuse(const struct reader *q, const struct bound_row *row, const char *why)
{
    violations_add(q->v, "bound", -1, -1, 0,
                   "the certificate of the bound is refused: a row (node %d, contract %d, queue %d, minute %d) %s", row->node,
                   row->contract, row->queue, row->start_min, why);
    return -1;
}

static double *nans(size_t n)
{
    double *x = xmalloc(n * sizeof *x);
    for (size_t i = 0; i < n; i++)
        x[i] = NAN;
    return x;
}

static void add_node(struct check_prices *p, int id, double value, int cells)
{
    p->nodes = xrealloc(p->nodes, ((size_t)p->node_count + 1) * sizeof *p->nodes);
    p->nodes[p->node_count++] = (struct check_node){.id = id,
                                                    .low = nans((size_t)cells),
                                                    .high = nans((size_t)cells),
                                                    .price = nans((size_t)cells),
                                                    .value = value};
}

static int add_nodes(const struct reader *q, const struct bound *b)
{
    for (int i = 0; i < b->count; i++) {
        const struct bound_row *row = &b->rows[i];
        if (row->kind != BOUND_NODE)
            continue;
        if (row->queue < 0 || row->queue >= q->c->queue_count)
            return refuse(q, row, "defines a node of no queue");
        struct check_prices *p = &q->c->queues[row->queue];
        for (int k = 0; k < p->node_count; k++)
            if (p->nodes[k].id == row->node)
                return refuse(q, row, "defines a node twice");
        if (p->node_count == NODES_MAX)
            return refuse(q, row, "is one node too many");
        add_node(p, row->node, row->value, check_cells(q->s));
    }
    for (int i = 0; i < q->c->queue_count; i++)
        if (q->c->queues[i].node_count == 0)
            add_node(&q->c->queues[i], -1, NAN, check_cells(q->s));
    return 0;
}

/* The node a row speaks of: numbers may begin anew in each queue where the row names the queue. NULL: none, or unclear. */
static struct check_node *find_node(const struct reader *q, const struct bound_row *row)
{
    struct check_node *found = NULL;
    for (int i = 0; i < q->c->queue_count; i++) {
        struct check_prices *p = &q->c->queues[i];
        for (int k = 0; k < p->node_count; k++) {
            if (p->nodes[k].id != row->node || (row->queue >= 0 && row->queue != i))
                continue;
            if (found)
                return NULL;
            found = &p->nodes[k];
        }
    }
    return found;
}

static int put(const struct reader *q, const struct bound_row *row, double *place)
{
    if (!isnan(*place))
        return refuse(q, row, "states the same thing twice");
    *place = row->value;
    return 0;
}

static int read_cover(const struct reader *q, const struct bound_row *row)
{
    const struct horizon *h = &q->s->horizon;
    if (row->queue < 0 || row->queue >= q->c->queue_count || row->start_min < 0 || row->start_min % h->interval_min != 0 ||
        row->start_min / h->interval_min >= h->intervals)
        return refuse(q, row, "prices no interval of the horizon");
    double **cover = &q->c->queues[row->queue].cover;
    if (row->node >= 0) {
        struct check_node *node = find_node(q, row);
        if (!node)
            return refuse(q, row, "is of a node that is not defined");
        cover = &node->cover;
    }
    if (!*cover)
        *cover = nans((size_t)h->intervals);
    return put(q, row, &(*cover)[row->start_min / h->interval_min]);
}

static int find_goal(const struct reader *q, const struct bound_row *row)
{
    const struct requirement *r = &q->rs[row->queue];
    int step = q->s->horizon.interval_min;
    for (int g = 0; g < r->goal_count; g++)
        if (r->goals[g].first * step == row->start_min && r->goals[g].last - r->goals[g].first == row->length)
            return g;
    return -1;
}

static int read_goal(const struct reader *q, const struct bound_row *row)
{
    int g = row->queue >= 0 && row->queue < q->c->queue_count ? find_goal(q, row) : -1;
    if (g < 0)
        return refuse(q, row, "prices no goal");
    double **goal = &q->c->queues[row->queue].goal;
    if (row->node >= 0) {
        struct check_node *node = find_node(q, row);
        if (!node)
            return refuse(q, row, "is of a node that is not defined");
        goal = &node->goal;
    }
    if (!*goal)
        *goal = nans((size_t)q->rs[row->queue].goal_count);
    return put(q, row, &(*goal)[g]);
}

static int read_count(const struct reader *q, const struct bound_row *row)
{
    struct check_node *node = find_node(q, row);
    if (!node)
        return refuse(q, row, "is of a node that is not defined");
    if (row->contract < 0 || row->contract >= q->s->contract_count ||
        (row->day < 0 && q->s->contracts[row->contract].use != USE_MAY))
        return refuse(q, row, "counts no contract whose agents may work");
    if (row->day >= q->s->horizon.days)
        return refuse(q, row, "counts the shifts of no day");
    double *place = row->kind == BOUND_COUNT_LOW ? node->low : row->kind == BOUND_COUNT_HIGH ? node->high : node->price;
    return put(q, row, &place[check_cell(q->s, row->contract, row->day)]);
}

static int read_gain(const struct reader *q, const struct bound_row *row)
{
    struct check_node *node = find_node(q, row);
    if (!node)
        return refuse(q, row, "is of a node that is not defined");
    if (row->day < 0 || row->day >= q->s->horizon.days || row->value < 0)
        return refuse(q, row, "is no gain of a day");
    if (!node->gain)
        node->gain = nans((size_t)q->s->horizon.days);
    return put(q, row, &node->gain[row->day]);
}

static int read_mark(const struct reader *q, const struct bound_row *row)
{
    if (row->queue < 0 || row->queue >= q->c->queue_count)
        return refuse(q, row, "marks no queue");
    return put(q, row, &q->c->queues[row->queue].mark);
}

static int read_row(const struct reader *q, const struct bound_row *row)
{
    if (row->kind == BOUND_NODE || (row->kind == BOUND_TOTAL && !isfinite(row->value)))
        return 0; /* a claim of no bound at all is none */
    if (!isfinite(row->value))
        return refuse(q, row, "has no number");
    switch (row->kind) {
    case BOUND_COVER:
        return read_cover(q, row);
    case BOUND_GOAL:
        return read_goal(q, row);
    case BOUND_COUNT_LOW:
    case BOUND_COUNT_HIGH:
    case BOUND_COUNT_PRICE:
        return read_count(q, row);
    case BOUND_GAIN:
        return read_gain(q, row);
    case BOUND_MARK:
        return read_mark(q, row);
    case BOUND_TOTAL:
        return put(q, row, &q->c->claimed);
    case BOUND_NODE:
        break;
    }
    return refuse(q, row, "is of an unknown kind");
}

/* What was not stated: a queue's price is 0, a node's that of its queue. */
static void fill(double **x, size_t n, const double *usual)
{
    if (!*x)
        *x = nans(n);
    for (size_t i = 0; i < n; i++)
        if (isnan((*x)[i]))
            (*x)[i] = usual ? usual[i] : 0;
}

static void complete(const struct reader *q)
{
    size_t intervals = (size_t)q->s->horizon.intervals;
    for (int i = 0; i < q->c->queue_count; i++) {
        struct check_prices *p = &q->c->queues[i];
        size_t               goals = (size_t)q->rs[i].goal_count;
        fill(&p->cover, intervals, NULL);
        fill(&p->goal, goals, NULL);
        for (int k = 0; k < p->node_count; k++) {
            if (p->nodes[k].cover)
                fill(&p->nodes[k].cover, intervals, p->cover);
            if (p->nodes[k].goal)
                fill(&p->nodes[k].goal, goals, p->goal);
        }
    }
}

int check_certificate_make(struct check_certificate *c, struct violations *v, const struct scenario *s,
                           const struct requirement *rs, const struct bound *bound)
{
    struct reader q = {c, v, s, rs};
    c->queue_count = s->queue_count;
    c->queues = xcalloc((size_t)s->queue_count + 1, sizeof *c->queues);
    for (int i = 0; i < s->queue_count; i++)
        c->queues[i].mark = NAN;
    c->claimed = NAN;
    int failed = add_nodes(&q, bound);
    for (int i = 0; i < bound->count && !failed; i++)
        failed = read_row(&q, &bound->rows[i]);
    if (failed)
        check_certificate_free(c);
    else
        complete(&q);
    return failed;
}

void check_certificate_free(struct check_certificate *c)
{
    for (int i = 0; i < c->queue_count; i++) {
        struct check_prices *p = &c->queues[i];
        for (int k = 0; k < p->node_count; k++) {
            free(p->nodes[k].cover);
            free(p->nodes[k].goal);
            free(p->nodes[k].low);
            free(p->nodes[k].high);
            free(p->nodes[k].price);
            free(p->nodes[k].gain);
        }
        free(p->nodes);
        free(p->cover);
        free(p->goal);
    }
    free(c->queues);
    memset(c, 0, sizeof *c);
}

/* --- are all counts covered? ------------------------------------------------------------------------------------- */

struct boxes {
    int               n;
    const int *const *low, *const *high;
    long              steps; /* boxes looked at */
};

static int overlaps(const struct boxes *b, const int *least, const int *most, int box)
{
    for (int i = 0; i < b->n; i++)
        if (b->low[box][i] > most[i] || b->high[box][i] < least[i] || b->low[box][i] > b->high[box][i])
            return 0;
    return 1;
}

static int holds(const struct boxes *b, const int *least, const int *most, int box)
{
    for (int i = 0; i < b->n; i++)
        if (b->low[box][i] > least[i] || b->high[box][i] < most[i])
            return 0;
    return 1;
}

struct cut { /* numbers below `at` | at and more */
    int dimension, at, torn; /* boxes on both sides */
};

static void try_cut(struct boxes *b, const int *box, int count, int dimension, int at, struct cut *best)
{
    int torn = 0;
    for (int k = 0; k < count; k++)
        torn += b->low[box[k]][dimension] < at && b->high[box[k]][dimension] >= at;
    b->steps += count;
    if (torn < best->torn)
        *best = (struct cut){dimension, at, torn};
}

/* Along a side of a box, where the fewest boxes are torn: none, if they came about by cutting in two again and again. */
static struct cut choose_cut(struct boxes *b, const int *least, const int *most, const int *box, int count)
{
    struct cut best = {.torn = count + 1};
    for (int k = 0; k < count && best.torn > 0; k++)
        for (int i = 0; i < b->n && best.torn > 0 && b->steps <= STEPS_MAX; i++) {
            if (b->low[box[k]][i] > least[i])
                try_cut(b, box, count, i, b->low[box[k]][i], &best);
            if (b->high[box[k]][i] < most[i])
                try_cut(b, box, count, i, b->high[box[k]][i] + 1, &best);
        }
    return best;
}

/* 1: the boxes cover all of [least, most], which holds something. */
static int covers(struct boxes *b, int *least, int *most, const int *box, int count)
{
    int *here = xmalloc(((size_t)count + 1) * sizeof *here), left = 0, covered = 0;
    b->steps += count;
    for (int k = 0; k < count && !covered; k++)
        if (overlaps(b, least, most, box[k])) {
            here[left++] = box[k];
            covered = holds(b, least, most, box[k]);
        }
    if (!covered && left > 0 && b->steps <= STEPS_MAX) {
        struct cut cut = choose_cut(b, least, most, here, left);
        int low = least[cut.dimension], high = most[cut.dimension];
        most[cut.dimension] = cut.at - 1;
        covered = b->steps <= STEPS_MAX && covers(b, least, most, here, left);
        most[cut.dimension] = high;
        least[cut.dimension] = cut.at;
        covered = covered && covers(b, least, most, here, left);
        least[cut.dimension] = low;
    }
    free(here);
    return covered;
}

int check_certificate_covers(const int *least, const int *most, int n, const int *const *low, const int *const *high, int boxes)
{
    struct boxes b = {n, low, high, 0};
    if (boxes > NODES_MAX)
        return 0;
    for (int i = 0; i < n; i++)
        if (least[i] > most[i])
            return 1;
    size_t size = (size_t)n * sizeof(int);
    int *region = xmalloc(2 * size + sizeof(int)), *box = xmalloc(((size_t)boxes + 1) * sizeof *box);
    memcpy(region, least, size);
    memcpy(region + n, most, size);
    for (int k = 0; k < boxes; k++)
        box[k] = k;
    int covered = covers(&b, region, region + n, box, boxes);
    free(region);
    free(box);
    return covered;
}
