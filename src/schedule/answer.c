#include "schedule/answer.h"

static void write_shift(struct roster *out, const struct board *b, int agent, int day)
{
    const struct problem *p = b->p;
    int index = p->agent[agent], contract = p->s->agents[index].contract, step = p->grid.step_min, count = 0;
    const struct option *x = &p->options[contract].option[board_tour(b, agent)[day]];
    const struct shape *h = &p->options[contract].shapes[x->shape];
    const int *place = board_places(b, agent, day);
    struct activity act[2 * PAUSES_MAX + 1];
    int at = x->start, order[PAUSES_MAX];
    for (int k = 0; k < h->pauses; k++) {
        int i = k;
        for (; i > 0 && place[order[i - 1]] > place[k]; i--)
            order[i] = order[i - 1];
        order[i] = k;
    }
    for (int k = 0; k <= h->pauses; k++) {
        int end = k < h->pauses ? place[order[k]] : x->end;
        if (end > at)
            act[count++] = (struct activity){.kind = ACT_WORK, .queue = p->queue, .start_min = at * step, .end_min = end * step};
        if (k < h->pauses) {
            at = end + h->pause[order[k]].length;
            act[count++] = (struct activity){.kind = h->pause[order[k]].kind, .queue = -1,
                                             .start_min = end * step, .end_min = at * step};
        }
    }
    struct shift s = {.agent = index, .day = day, .kind = h->kind, .start_min = x->start * step, .end_min = x->end * step};
    roster_add(out, &s, act, count);
}

void answer_add_roster(struct schedule_answer *a, const struct board *b)
{
    for (int i = 0; i < b->p->agents; i++)
        for (int d = 0; d < b->p->grid.days; d++)
            if (board_tour(b, i)[d] >= 0)
                write_shift(&a->roster, b, i, d);
}

static void add_row(struct bound *out, struct bound_row row, double value)
{
    row.value = value;
    bound_add(out, row);
}

/* plain: the queue's own prices, which hold for the node where it has no other; NULL: none are stated. */
static void add_prices(struct bound *out, const struct problem *p, const struct prices *x, const struct prices *plain, int node)
{
    struct bound_row row = {node, BOUND_COVER, -1, -1, -1, p->queue, -1, 0};
    int step = p->s->horizon.interval_min;
    for (int t = 0; t < p->need.intervals; t++) {
        row.start_min = t * step;
        if (!plain || x->cover[t] != plain->cover[t])
            add_row(out, row, x->cover[t]);
    }
    row.kind = BOUND_GOAL;
    for (int g = 0; g < p->r->goal_count; g++) {
        row.start_min = p->r->goals[g].first * step;
        row.length = p->r->goals[g].last - p->r->goals[g].first;
        if (!plain || x->goal[g] != plain->goal[g])
            add_row(out, row, x->goal[g]);
    }
}

static void add_counts(struct bound *out, const struct problem *p, const struct node *n, int node)
{
    for (int c = 0; c < p->s->contract_count; c++) {
        struct bound_row row = {node, BOUND_COUNT_LOW, c, -1, -1, p->queue, -1, 0};
        if (p->s->contracts[c].use == USE_MUST)
            continue;
        add_row(out, row, n->counts.low[c]);
        row.kind = BOUND_COUNT_HIGH;
        add_row(out, row, n->counts.high[c]);
        row.kind = BOUND_COUNT_PRICE;
        add_row(out, row, n->result.prices.count[c]);
    }
}

/* Shifts by day, where the node does not leave them free. */
static void add_day_counts(struct bound *out, const struct problem *p, const struct node *n, int node)
{
    for (int c = 0; c < p->s->contract_count; c++)
        for (int d = 0; d < p->grid.days; d++) {
            int at = c * p->grid.days + d;
            struct bound_row row = {node, BOUND_COUNT_LOW, c, d, -1, p->queue, -1, 0};
            if (counts_free_day(&n->counts, p, c, d) && n->result.prices.shift[at] == 0)
                continue;
            add_row(out, row, n->counts.day_low[at]);
            row.kind = BOUND_COUNT_HIGH;
            add_row(out, row, n->counts.day_high[at]);
            row.kind = BOUND_COUNT_PRICE;
            add_row(out, row, n->result.prices.shift[at]);
        }
}

static int add_gains(struct bound *out, const struct problem *p, const struct node *n, int node)
{
    struct bound_row row = {node, BOUND_GAIN, -1, -1, -1, p->queue, -1, 0};
    for (row.day = 0; n->raised && row.day < p->grid.days; row.day++)
        add_row(out, row, n->day[row.day].gain);
    return n->raised;
}

void answer_add_bound(struct schedule_answer *a, const struct problem *p, const struct cover *cover, int first)
{
    int gains = 0;
    if (cover->plain)
        add_prices(&a->bound, p, cover->plain, NULL, -1);
    for (int i = 0; i < cover->nodes; i++) {
        struct bound_row row = {first + i, BOUND_NODE, -1, -1, -1, p->queue, -1, 0};
        add_prices(&a->bound, p, &cover->node[i].result.prices, cover->plain, first + i);
        add_counts(&a->bound, p, &cover->node[i], first + i);
        add_day_counts(&a->bound, p, &cover->node[i], first + i);
        gains |= add_gains(&a->bound, p, &cover->node[i], first + i);
        add_row(&a->bound, row, cover->node[i].result.bound);
    }
    if (gains)
        add_row(&a->bound, (struct bound_row){-1, BOUND_MARK, -1, -1, -1, p->queue, -1, 0}, requirement_mark(p->r));
}
