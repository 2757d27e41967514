#include "unit.h"

#include "base/rng.h"
#include <math.h>

/* The first outputs of xoshiro256** from the state 1, 2, 3, 4, worked out by hand from the published recurrence. */
static void the_generator_is_xoshiro(void **state)
{
    (void)state;
    struct rng     r = {{1, 2, 3, 4}};
    const uint64_t want[] = {11520u, 0u, 1509978240u, 1215971899390074240u};
    for (int i = 0; i < 4; i++)
        assert_true(rng_bits(&r) == want[i]);
}

static void seeds_and_streams(void **state)
{
    (void)state;
    struct rng a, b, c;
    rng_seed(&a, 0);
    rng_seed(&b, 0);
    for (int i = 0; i < 100; i++)
        assert_true(rng_bits(&a) == rng_bits(&b));
    c = a;
    assert_true(rng_bits(&c) == rng_bits(&a));
    /* 40000 neighbouring streams have 40000 different first numbers */
    static uint64_t first[40000];
    for (int seed = 0; seed < 200; seed++)
        for (int number = 0; number < 200; number++) {
            rng_stream(&a, (uint64_t)seed, (uint64_t)number);
            first[seed * 200 + number] = rng_bits(&a);
        }
    for (int i = 0; i < 40000; i += 97)
        for (int j = 0; j < 40000; j++)
            assert_true(i == j || first[i] != first[j]);
}

enum { N = 200000 };

struct moments {
    double mean, variance;
};

static struct moments sample(double (*draw)(struct rng *r, double a, double b), double a, double b, uint64_t seed)
{
    struct rng r;
    double     sum = 0, squares = 0;
    rng_seed(&r, seed);
    for (int i = 0; i < N; i++) {
        double x = draw(&r, a, b);
        sum += x;
        squares += x * x;
    }
    return (struct moments){sum / N, squares / N - sum / N * (sum / N)};
}

static double uniform(struct rng *r, double a, double b) { (void)a, (void)b; return rng_uniform(r); }
static double open(struct rng *r, double a, double b) { (void)a, (void)b; return rng_uniform_open(r); }
static double normal(struct rng *r, double a, double b) { return a + b * rng_normal(r); }
static double exponential(struct rng *r, double a, double b) { (void)b; return rng_exponential(r, a); }
static double lognormal(struct rng *r, double a, double b) { return rng_lognormal(r, a, b); }
static double poisson(struct rng *r, double a, double b) { (void)b; return (double)rng_poisson(r, a); }
static double binomial(struct rng *r, double a, double b) { return (double)rng_binomial(r, (long)a, b); }
static double below(struct rng *r, double a, double b) { (void)b; return rng_below(r, (int)a); }
static double between(struct rng *r, double a, double b) { return rng_between(r, (int)a, (int)b); }

/* Mean and variance within 5 standard errors of the textbook's; kurtosis: excess + 3. */
static void distributions_have_their_moments(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        double (*draw)(struct rng *, double, double);
        double a, b, mean, variance, kurtosis;
    } cases[] = {
        {"uniform", uniform, 0, 0, 0.5, 1.0 / 12, 1.8},
        {"open", open, 0, 0, 0.5, 1.0 / 12, 1.8},
        {"normal", normal, 3, 2, 3, 4, 3},
        {"exponential", exponential, 183.5, 0, 183.5, 183.5 * 183.5, 9},
        {"gamma", rng_gamma, 2.5, 40, 100, 4000, 3 + 6 / 2.5},
        {"gamma below 1", rng_gamma, 0.4, 2, 0.8, 1.6, 3 + 6 / 0.4},
        {"lognormal", lognormal, 280, 0.5, 280, 280 * 280 * 0.25, 9},
        {"poisson", poisson, 3.7, 0, 3.7, 3.7, 3 + 1 / 3.7},
        {"poisson", poisson, 1234.5, 0, 1234.5, 1234.5, 3},
        {"poisson of nothing", poisson, 0, 0, 0, 0, 3},
        {"binomial", binomial, 30, 0.3, 9, 6.3, 3},
        {"below", below, 7, 0, 3, 4, 1.75},
        {"between", between, -2, 2, 0, 2, 1.7},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct moments m = sample(cases[i].draw, cases[i].a, cases[i].b, 20260309 + i);
        double         mean_error = sqrt(cases[i].variance / N), variance_error = cases[i].variance * sqrt((cases[i].kurtosis - 1) / N);
        if (fabs(m.mean - cases[i].mean) > 5 * mean_error || fabs(m.variance - cases[i].variance) > 5 * variance_error + 1e-12)
            fail_msg("%s: mean %g (want %g), variance %g (want %g)", cases[i].name, m.mean, cases[i].mean, m.variance, cases[i].variance);
    }
}

static void bounds_are_kept(void **state)
{
    (void)state;
    struct rng r;
    int        seen[5] = {0};
    rng_seed(&r, 7);
    for (int i = 0; i < 100000; i++) {
        double u = rng_uniform_open(&r);
        assert_true(u > 0 && u < 1);
        seen[rng_between(&r, -2, 2) + 2]++;
        assert_int_equal(rng_below(&r, 1), 0);
        int big = rng_below(&r, INT32_MAX);
        assert_true(big >= 0 && big < INT32_MAX);
    }
    for (int i = 0; i < 5; i++)
        assert_true(seen[i] > 19000 && seen[i] < 21000);
}

static void every_order_is_as_likely(void **state)
{
    (void)state;
    struct rng r;
    int        count[27] = {0};
    rng_seed(&r, 11);
    for (int i = 0; i < 60000; i++) {
        struct { int id; char padding[100]; } items[3] = {{0, ""}, {1, ""}, {2, ""}};
        rng_shuffle(&r, items, 3, sizeof items[0]);
        count[items[0].id * 9 + items[1].id * 3 + items[2].id]++;
    }
    const int orders[] = {5, 7, 11, 15, 19, 21};
    for (int i = 0; i < 6; i++)
        assert_true(count[orders[i]] > 9500 && count[orders[i]] < 10500);
    int none;
    rng_shuffle(&r, &none, 0, sizeof none);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_generator_is_xoshiro),
        cmocka_unit_test(seeds_and_streams),
        cmocka_unit_test(distributions_have_their_moments),
        cmocka_unit_test(bounds_are_kept),
        cmocka_unit_test(every_order_is_as_likely),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
