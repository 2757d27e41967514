/* schedule_sites - random needs for the random tiny sites of check_brute.h, and the judge's word on an answer. */
#ifndef TESTS_SCHEDULE_SITES_H
#define TESTS_SCHEDULE_SITES_H

#include "check_brute.h"
#include "schedule/schedule.h"

/* Shortage dearer the deeper, at any depths, and promises: by a stream of their own, so that the sites are those without. */
static inline void random_depth(struct rng g, struct requirement *r)
{
    rng_stream(&g, (uint64_t)rng_below(&g, 1 << 30), 7);
    requirement_deepen(r, rng_below(&g, 4));
    for (int t = 0; t < r->intervals; t++) {
        double below = r->floor_gross[t];
        for (int k = t * r->deep; k < (t + 1) * r->deep; k++) {
            r->deep_below[k] = below *= brute_maybe(&g, 0.2) ? 1 : rng_uniform(&g);
            r->deep_per_h[k] = brute_maybe(&g, 0.2) ? 0 : 2 * r->under_per_h[t] * rng_uniform(&g);
        }
        r->promised[t] = brute_maybe(&g, 0.5) ? 0 : brute_maybe(&g, 0.5) ? r->floor_gross[t] : rng_uniform(&g) * r->floor_gross[t];
    }
}

static inline void random_need(struct rng *g, struct requirement *r)
{
    int T = r->intervals, step = rng_between(g, T / 2, T);
    size_t length = 6;
    r->in_time = xcalloc(length * (size_t)T, sizeof(double));
    r->counted = xcalloc(length * (size_t)T, sizeof(double));
    for (int t = 0; t < T; t++) {
        r->shrink[t] = brute_maybe(g, 0.3) ? 0.3 * rng_uniform(g) : 0;
        r->floor_agents[t] = rng_below(g, 3);
        r->agents[t] = r->floor_agents[t] + rng_below(g, 2);
        r->floor_gross[t] = r->floor_agents[t] / (1 - r->shrink[t]);
        r->agents_gross[t] = r->agents[t] / (1 - r->shrink[t]);
        r->under_per_h[t] = 100 * rng_uniform(g);
        r->over_per_h[t] = 5 * rng_uniform(g);
        r->offered[t] = brute_maybe(g, 0.8) ? 10 * rng_uniform(g) : 0;
        r->curve_at[t] = (int)length * t;
        r->curve_len[t] = rng_between(g, 2, (int)length);
        double middle = 1 + 3 * rng_uniform(g);
        for (size_t n = 0; n < length; n++) {
            r->in_time[(size_t)r->curve_at[t] + n] = n == 0 ? 0 : 1 / (1 + exp(middle - 1.5 * (double)n));
            r->counted[(size_t)r->curve_at[t] + n] = 1;
        }
    }
    if (brute_maybe(g, 0.3)) {
        r->seats = rng_between(g, 1, 3);
        r->seat_per_h = 50;
    }
    random_depth(*g, r);
    for (int first = 0; first < T && brute_maybe(g, 0.5); first += step) {
        struct span_goal goal = {SCOPE_DAY, first, first + step < T ? first + step : T, 0.3 + 0.5 * rng_uniform(g), 10 * rng_uniform(g)};
        r->goals = site_append(r->goals, &r->goal_count, &goal, sizeof goal);
    }
}

static inline int has_reason(const struct schedule_answer *a, int agent)
{
    for (int i = 0; i < a->reason_count; i++)
        if (a->reasons[i].agent == agent)
            return 1;
    return 0;
}

static inline void judge(const struct site *x, const struct schedule_answer *a, int seed)
{
    struct check_result c;
    check_roster(&c, &x->s, x->rs, &a->roster, &a->bound);
    for (int i = 0; i < c.violations.count; i++)
        if (c.violations.items[i].agent < 0 || !has_reason(a, c.violations.items[i].agent))
            fail_msg("seed %d: %s: %s", seed, c.violations.items[i].rule, c.violations.items[i].detail);
    if (fabs(c.summary.objective - a->objective) > 0.005)
        fail_msg("seed %d: the optimizer counts %.6f, the judge %.6f", seed, a->objective, c.summary.objective);
    if (fabs(c.summary.lower_bound - a->lower_bound) > 1e-6 * (1 + fabs(a->lower_bound)))
        fail_msg("seed %d: the optimizer's bound is %.9f, the judge's %.9f", seed, a->lower_bound, c.summary.lower_bound);
    check_result_free(&c);
}

static inline int same_roster(const struct roster *a, const struct roster *b)
{
    return a->shift_count == b->shift_count && a->activity_count == b->activity_count &&
           (a->shift_count == 0 || memcmp(a->shifts, b->shifts, (size_t)a->shift_count * sizeof *a->shifts) == 0) &&
           (a->activity_count == 0 ||
            memcmp(a->activities, b->activities, (size_t)a->activity_count * sizeof *a->activities) == 0);
}

#endif
