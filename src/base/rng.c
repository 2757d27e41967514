#include "base/rng.h"

#include <assert.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <string.h>

/* splitmix64 (Steele, Lea & Flood 2014): spreads any seed, also 0, 1, 2 ..., over the whole state. */
static uint64_t spread(uint64_t *x)
{
    uint64_t z = (*x += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

static uint64_t rotate(uint64_t x, int k)
{
    return x << k | x >> (64 - k);
}

void rng_seed(struct rng *r, uint64_t seed)
{
    for (int i = 0; i < 4; i++)
        r->state[i] = spread(&seed);
}

/* The number is spread before it meets the seed, so that (seed, number) and (seed + 1, number - 1) share nothing. */
void rng_stream(struct rng *r, uint64_t seed, uint64_t number)
{
    uint64_t mixed = spread(&number);
    rng_seed(r, seed ^ rotate(mixed, 17));
}

uint64_t rng_bits(struct rng *r)
{
    uint64_t *s = r->state, result = rotate(s[1] * 5, 7) * 9, t = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotate(s[3], 45);
    return result;
}

double rng_uniform(struct rng *r)
{
    return (double)(rng_bits(r) >> 11) * 0x1p-53;
}

double rng_uniform_open(struct rng *r)
{
    return ((double)(rng_bits(r) >> 12) + 0.5) * 0x1p-52;
}

/* --- the same generator as GSL sees it ---------------------------------------------------------------------------- */

static void gsl_set(void *state, unsigned long seed)
{
    rng_seed(state, seed);
}

/* 32 bits: GSL's ziggurat and integer methods expect no more. */
static unsigned long gsl_get(void *state)
{
    return (unsigned long)(rng_bits(state) >> 32);
}

static double gsl_get_double(void *state)
{
    return rng_uniform(state);
}

static const gsl_rng_type type = {"xoshiro256**", 0xffffffffu, 0, sizeof(struct rng), gsl_set, gsl_get, gsl_get_double};

static gsl_rng view(struct rng *r)
{
    return (gsl_rng){&type, r};
}

/* --- distributions ------------------------------------------------------------------------------------------------ */

/* Lemire 2019: the high half of bits * n, thrown again in the few cases that would favour some results. */
int rng_below(struct rng *r, int n)
{
    assert(n >= 1);
    uint32_t range = (uint32_t)n;
    uint64_t product = (rng_bits(r) >> 32) * range;
    if ((uint32_t)product < range) /* only then can it be one of those cases: the division is rarely needed */
        for (uint32_t threshold = (0u - range) % range; (uint32_t)product < threshold;)
            product = (rng_bits(r) >> 32) * range;
    return (int)(product >> 32);
}

int rng_between(struct rng *r, int low, int high)
{
    assert(low <= high && (int64_t)high - low < INT32_MAX);
    return low + rng_below(r, high - low + 1);
}

double rng_normal(struct rng *r)
{
    gsl_rng g = view(r);
    return gsl_ran_gaussian_ziggurat(&g, 1);
}

double rng_exponential(struct rng *r, double mean)
{
    assert(mean > 0);
    return -mean * log(rng_uniform_open(r));
}

double rng_gamma(struct rng *r, double shape, double scale)
{
    assert(shape > 0 && scale > 0);
    gsl_rng g = view(r);
    return gsl_ran_gamma(&g, shape, scale);
}

/* With X = exp(m + s Z): mean exp(m + s^2 / 2), cv^2 = exp(s^2) - 1. */
double rng_lognormal(struct rng *r, double mean, double cv)
{
    assert(mean > 0 && cv >= 0);
    double s2 = log1p(cv * cv);
    return mean * exp(sqrt(s2) * rng_normal(r) - s2 / 2);
}

long rng_poisson(struct rng *r, double mean)
{
    assert(mean >= 0 && mean <= 1e9);
    gsl_rng g = view(r);
    return (long)gsl_ran_poisson(&g, mean);
}

long rng_binomial(struct rng *r, long n, double p)
{
    assert(n >= 0 && n <= 2000000000 && p >= 0 && p <= 1);
    gsl_rng g = view(r);
    return (long)gsl_ran_binomial(&g, p, (unsigned)n);
}

/* Fisher and Yates, from the end. */
void rng_shuffle(struct rng *r, void *items, size_t count, size_t item_size)
{
    char *base = items, kept[64];
    assert(count < INT32_MAX);
    for (size_t i = count; i > 1; i--) {
        char *a = base + (i - 1) * item_size, *b = base + (size_t)rng_below(r, (int)i) * item_size;
        for (size_t done = 0; done < item_size && a != b; done += sizeof kept) {
            size_t n = item_size - done < sizeof kept ? item_size - done : sizeof kept;
            memcpy(kept, a + done, n);
            memcpy(a + done, b + done, n);
            memcpy(b + done, kept, n);
        }
    }
}
