/* What small changes of a roster say they cost against the roster counted afresh, on random teams with every rule in play: single
 * changes, chains that fill short intervals, days exchanged, ways over many shifts. No rule is broken on the way. */
#include "random_problem.h"
#include "schedule/fill.h"
#include "schedule/first.h"
#include "schedule/route.h"
#include "schedule/swap.h"

enum { SITES = 120, SEED = 1618, STEPS = 1500 };

struct tally {
    int singles, chains, filled, swaps, ways, open, left, sites;
};

static void expect_lawful(const struct board *b)
{
    const struct problem *p = b->p;
    for (int i = 0; i < p->agents; i++) {
        const struct crew *c = &p->crew[p->crew_of[i]];
        const struct options *o = &p->options[c->contract];
        const int *tour = board_tour(b, i);
        const struct option *last = NULL;
        for (int d = 0; d < p->grid.days; d++) {
            if (tour[d] < 0)
                continue;
            assert_true(crew_allows(c, tour[d]) && pauses_legal(p, o, tour[d], board_places(b, i, d)));
            assert_true(!last || option_follows(o, last, &o->option[tour[d]]));
            last = &o->option[tour[d]];
        }
        if (c->possible)
            assert_true(isfinite(tour_personal(p, p->crew_of[i], tour)));
    }
}

/* The money so far is what the roster costs when it is counted again. */
static void expect_counted(const struct board *b, double now)
{
    struct board again;
    board_make(&again, b->p);
    board_copy(&again, b);
    board_recount(&again);
    assert_memory_equal(again.slots, b->slots, (size_t)b->p->need.intervals * sizeof *b->slots);
    assert_true(fabs(board_objective(&again) - now) <= 1e-6 * (1 + fabs(now)));
    board_free(&again);
}

static int slots_short(const struct board *b)
{
    int sum = 0;
    for (int t = 0; t < b->p->need.intervals; t++)
        if (b->p->need.line[t].under > 0 && b->slots[t] < b->p->need.line[t].floor)
            sum += (int)ceil(b->p->need.line[t].floor) - b->slots[t];
    return sum;
}

static double single(struct mover *m, struct tally *n, struct rng *g)
{
    if (!mover_draw(m, g))
        return 0;
    double change = mover_cost(m);
    if (change > 0 && week_maybe(g, 0.8)) {
        mover_drop(m);
        return 0;
    }
    n->singles++;
    mover_keep(m);
    return change;
}

static double chain(struct mover *m, struct tally *n, struct rng *g)
{
    int before = slots_short(m->b);
    double change = fill_chain(m, week_maybe(g, 0.5) ? 1e-3 : 20, g);
    n->chains += change != 0;
    n->filled += slots_short(m->b) < before;
    return change;
}

static double exchange(struct swap *s, struct tally *n, struct rng *g)
{
    double change = swap_draw(s, g);
    if (isinf(change) || (change > 0 && week_maybe(g, 0.5)))
        return 0;
    assert_true(change == change); /* a number */
    n->swaps++;
    swap_keep(s);
    return change;
}

/* Ways of one pause alone that would still pay: it leaves one interval for another that is short, and no third notices. */
static int ways_left(struct mover *m, int agent, int day)
{
    const struct problem *p = m->b->p;
    int option = board_tour(m->b, agent)[day], found = 0;
    if (option < 0)
        return 0;
    const struct options *o = &p->options[p->crew[p->crew_of[agent]].contract];
    const struct option *x = &o->option[option];
    const struct shape *h = &o->shapes[x->shape];
    for (int k = 0; k < h->pauses; k++)
        for (int slot = x->start + h->pause[k].from; slot <= x->start + h->pause[k].to; slot++) {
            int gets = 0;
            if (slot == board_places(m->b, agent, day)[k] || !mover_place(m, agent, day, k, slot))
                continue;
            double cost = mover_cost(m);
            for (int i = 0; i < m->touched_count; i++) {
                int t = m->touched[i];
                gets |= m->delta[t] > 0 && need_cost(&p->need, t, m->b->slots[t] + m->delta[t]) < need_cost(&p->need, t, m->b->slots[t]);
            }
            found += m->touched_count == 2 && gets && cost < -1e-3;
            mover_drop(m);
        }
    return found;
}

static int all_ways_left(struct mover *m)
{
    int found = 0;
    for (int i = 0; i < m->b->p->agents && m->b->p->r->goal_count == 0; i++)
        for (int d = 0; d < m->b->p->grid.days; d++)
            found += ways_left(m, i, d);
    return found;
}

static double carry(struct route *r, struct tally *n, struct rng *g)
{
    int open = all_ways_left(r->m);
    double change = route_run(r, g);
    assert_true(change <= 0);
    n->ways += change < 0;
    n->open += open;
    n->left += all_ways_left(r->m);
    return change;
}

static void try_site(struct tally *n, struct problem *p, struct rng *g)
{
    struct board b;
    struct mover m;
    struct swap s;
    struct route r;
    board_make(&b, p);
    double now = first_roster(&b, p, 50, 1);
    mover_make(&m, &b);
    swap_make(&s, &b);
    route_make(&r, &m);
    for (int i = 0; i < STEPS; i++) {
        int kind = rng_below(g, 3);
        now += kind == 0 ? single(&m, n, g) : kind == 1 ? chain(&m, n, g) : exchange(&s, n, g);
        if (i % 50 == 0)
            now += carry(&r, n, g);
        if (i % 100 == 0) {
            expect_counted(&b, now);
            expect_lawful(&b);
        }
    }
    expect_counted(&b, now);
    expect_lawful(&b);
    n->sites++;
    route_free(&r);
    swap_free(&s);
    mover_free(&m);
    board_free(&b);
}

static void test_every_change_counts(void **state)
{
    (void)state;
    struct tally n = {0};
    for (int number = 0; number < SITES; number++) {
        struct random_problem w;
        random_problem_make(&w, SEED, number, (struct week_size){4, 12, 7, 8, 4, 7}, NULL);
        if (w.p.agents > 0)
            try_site(&n, &w.p, &w.g);
        random_problem_free(&w);
    }
    print_message("%d sites: %d single changes, %d chains (%d left less short), %d exchanges, %d ways; %d pauses left to move of %d\n", n.sites, n.singles, n.chains,
                  n.filled, n.swaps, n.ways, n.left, n.open);
    assert_true(n.sites > 100 && n.singles > 1000 && n.chains > 500 && n.filled > 300 && n.swaps > 500 && n.ways > 100 && 20 * n.left < n.open);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_every_change_counts)};
    return cmocka_run_group_tests_name("schedule_moves", tests, NULL, NULL);
}
