/* What the optimizer charges for coverage against what the judge does, on random needs whose shortage is dearer the deeper. */
#include "check/check_penalty.h"
#include "schedule/need.h"
#include "schedule_sites.h"

enum { SITES = 200, COVERAGES = 20 };

static double charged(const struct need *n, const int *slots)
{
    double sum = 0;
    for (int t = 0; t < n->intervals; t++)
        sum += need_cost(n, t, slots[t]);
    for (int g = 0; g < n->r->goal_count; g++) {
        double service = 0;
        for (int t = n->r->goals[g].first; t < n->r->goals[g].last; t++)
            service += need_service(n, t, slots[t]);
        sum += n->r->goals[g].price_per_contact * fmax(0, -service);
    }
    return sum;
}

static double judged(const struct site *x, const struct need *n, const int *slots)
{
    struct scenario queues = x->s;
    struct roster   none = {0};
    double         *scheduled = xcalloc((size_t)n->intervals, sizeof *scheduled);
    queues.request_count = queues.agent_count = 0;
    for (int t = 0; t < n->intervals; t++)
        scheduled[t] = (double)slots[t] / n->per;
    double sum = check_penalty_of(&queues, x->rs, scheduled, &none).total;
    free(scheduled);
    return sum;
}

/* Bought one after another, the pieces of the shortage are its cost; the price of a slot is what it saves. */
static void shortages_add_up(const struct need *n, int t)
{
    struct need_piece piece[12];
    int               count = need_shortages(n, t, piece);
    double            sum = 0, width = 0;
    for (int j = 0; j < count; j++) {
        assert_true(j == 0 || piece[j].cost >= piece[j - 1].cost);
        sum += piece[j].width * piece[j].cost;
        width += piece[j].width;
    }
    assert_true(count <= need_shortage_room(n));
    assert_near(width, need_base(n, t), 1e-9);
    assert_true(fabs(need_base(n, t) * n->per - n->line[t].floor) < 1);
    assert_near(sum + need_base_cost(n, t), need_cost(n, t, 0), 1e-9 * fmax(1, sum));
    assert_true(need_deepest(n, t) >= piece[count - 1].cost - 1e-9 * fmax(1, sum));
    for (int slots = 0; slots + 1 < n->line[t].floor && slots + 1 < n->line[t].gross && slots + 1 < n->line[t].seats; slots++) {
        double saved = need_cost(n, t, slots) - need_cost(n, t, slots + 1);
        assert_true(need_short(n, t, slots) >= saved - 1e-9 && need_short(n, t, slots + 1) <= saved + 1e-9);
        assert_near(need_short(n, t, slots) * n->per, requirement_short_per_h(n->r, t, (double)slots / n->per) * n->hours, 1e-9);
    }
}

static void need_is_what_check_charges(void **state)
{
    int short_deep = 0;
    (void)state;
    for (int i = 0; i < SITES; i++) {
        struct rng  g;
        struct site x;
        struct need n;
        struct grid grid = {.step_min = 15, .per = 2};
        rng_stream(&g, 77, (uint64_t)i);
        brute_site(&x, &g, 1);
        random_need(&g, &x.rs[0]);
        need_make(&n, &x.rs[0], &grid);
        int *slots = xcalloc((size_t)n.intervals, sizeof *slots);
        for (int k = 0; k < COVERAGES; k++) {
            for (int t = 0; t < n.intervals; t++)
                slots[t] = rng_below(&g, 9);
            double wanted = judged(&x, &n, slots);
            assert_near(charged(&n, slots), wanted, 1e-9 * fmax(1, wanted));
        }
        for (int t = 0; t < n.intervals; t++) {
            shortages_add_up(&n, t);
            short_deep += n.line[t].deep[0].below > 0;
        }
        free(slots);
        need_free(&n);
        site_free(&x);
    }
    assert_true(short_deep > SITES);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(need_is_what_check_charges)};
    return cmocka_run_group_tests_name("schedule_need", tests, NULL, NULL);
}
