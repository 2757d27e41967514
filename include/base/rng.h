/* rng - seeded random numbers with explicit state: the same seed gives the same numbers everywhere, on any thread.
 * xoshiro256** (Blackman & Vigna 2018) under GSL's distributions. The state is a plain struct: copy it to fork it. */
#ifndef BASE_RNG_H
#define BASE_RNG_H

#include <stddef.h>
#include <stdint.h>

struct rng {
    uint64_t state[4];
};

void rng_seed(struct rng *r, uint64_t seed);
/* An independent stream: one per agent, day, replication... so that adding one does not disturb the others. */
void rng_stream(struct rng *r, uint64_t seed, uint64_t number);

uint64_t rng_bits(struct rng *r);                           /* 64 random bits */
double   rng_uniform(struct rng *r);                        /* [0, 1) */
double   rng_uniform_open(struct rng *r);                   /* (0, 1) */
int      rng_below(struct rng *r, int n);                   /* 0 .. n - 1, without bias; n >= 1 */
int      rng_between(struct rng *r, int low, int high);     /* low .. high, both included */
double   rng_normal(struct rng *r);                         /* mean 0, standard deviation 1 */
double   rng_exponential(struct rng *r, double mean);       /* mean > 0 */
double   rng_gamma(struct rng *r, double shape, double scale); /* both > 0; mean shape * scale */
double   rng_lognormal(struct rng *r, double mean, double cv); /* by its own mean > 0 and coefficient of variation >= 0 */
long     rng_poisson(struct rng *r, double mean);           /* 0 <= mean <= 1e9 */
long     rng_binomial(struct rng *r, long n, double p);     /* 0 <= n <= 2e9 */
void     rng_shuffle(struct rng *r, void *items, size_t count, size_t item_size);

#endif
