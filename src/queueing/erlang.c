#include "queueing/erlang.h"

#include <assert.h>
#include <float.h>
#include <math.h>
#include <stddef.h>

#include "queueing/pair.h"

double erlang_decimal_rest(double value)
{
    static const double tens[] = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
    for (int k = 0; k < 16 && value * tens[k] < 1e15; k++) {
        double digits = nearbyint(value * tens[k]);
        if (digits / tens[k] == value)
            return fma(-value, tens[k], digits) / tens[k];
    }
    return 0;
}

struct erlang_load erlang_load(double calls, double interval_s, double aht_s)
{
    double work = calls * aht_s, work_rest = fma(calls, aht_s, -work);
    work_rest += calls * erlang_decimal_rest(aht_s) + aht_s * erlang_decimal_rest(calls);
    double erl = work / interval_s;
    double rest = fma(-erl, interval_s, work) + work_rest - erl * erlang_decimal_rest(interval_s);
    rest /= interval_s;
    return (struct erlang_load){erl + rest, erl - (erl + rest) + rest};
}

double erlang_spare(int agents, struct erlang_load load)
{
    double spare = agents - load.erl - load.rest;
    return fabs(spare) > 1e-25 * load.erl ? spare : 0; /* what is left of a tie are the roundings of rest */
}

/* (1), eight terms at a time: two groups of four side by side, so that the processor multiplies in pairs and the
 * products of one step do not wait for those of the last.
 * With scaled the answer is the returned sum * 2^(500 * *scaled); without, it may become INFINITY. */
static double falling_sum(int agents, double load, int *scaled)
{
    double inverse = 1 / load, term = 1, sum = 1, n = agents;
    for (; n >= 8; n -= 8) {
        pair left = {n, n - 4}, r1 = left * inverse, r4 = (left - 3) * inverse;
        pair p2 = r1 * ((left - 1) * inverse), p3 = p2 * ((left - 2) * inverse), p4 = p3 * r4;
        pair four = (r1 + p2) + (p3 + p4);
        sum += term * (four[0] + p4[0] * four[1]);
        term *= p4[0] * p4[1];
        if (term * r4[1] < 1e-18 * sum * (1 - r4[1]))
            return sum;
        if (sum > 0x1p500 && scaled) {
            sum *= 0x1p-500;
            term *= 0x1p-500;
            ++*scaled;
        } else if (isinf(sum)) {
            return sum;
        }
    }
    for (; n > 0; n--) {
        term *= n * inverse;
        sum += term;
    }
    return sum;
}

double erlang_b_reciprocal(int agents, double load_erl)
{
    assert(agents >= 0 && load_erl >= 0);
    if (load_erl == 0)
        return agents ? INFINITY : 1;
    return falling_sum(agents, load_erl, NULL);
}

double erlang_b(int agents, double load_erl)
{
    return 1 / erlang_b_reciprocal(agents, load_erl);
}

double erlang_b_ln(int agents, double load_erl)
{
    assert(agents >= 0 && load_erl >= 0);
    if (load_erl == 0)
        return agents ? -INFINITY : 0;
    if (agents > 1e18 * load_erl) /* the factors of (1) would overflow: B is the Poisson probability of n */
        return agents * log(load_erl) - lgamma(agents + 1.0) - load_erl;
    int scaled = 0;
    double sum = falling_sum(agents, load_erl, &scaled);
    return -(log(sum) + scaled * (500 * M_LN2));
}

struct erlang_below erlang_below(int agents, double load_erl)
{
    if (agents == 0)
        return (struct erlang_below){0, -INFINITY};
    double free = agents / load_erl * erlang_b_reciprocal(agents - 1, load_erl);
    double ln_free = free < INFINITY ? log(free) : log(agents / load_erl) - erlang_b_ln(agents - 1, load_erl);
    return (struct erlang_below){free, ln_free};
}

/* Odds of finding an agent free, (1 - C)/C */
static double odds_of_free(int agents, struct erlang_load load)
{
    return erlang_spare(agents, load) / load.erl * erlang_b_reciprocal(agents - 1, load.erl);
}

double erlang_c(int agents, struct erlang_load load)
{
    if (erlang_spare(agents, load) <= 0)
        return 1;
    return load.erl == 0 ? 0 : 1 / (1 + odds_of_free(agents, load));
}

double erlang_c_ln(int agents, struct erlang_load load)
{
    double spare = erlang_spare(agents, load);
    if (spare <= 0)
        return 0;
    if (load.erl == 0)
        return -INFINITY;
    double odds = odds_of_free(agents, load);
    if (odds < 1e300)
        return -log1p(odds);
    return erlang_b_ln(agents - 1, load.erl) - log(spare / load.erl);
}

double erlang_c_service_level(int agents, struct erlang_load load, double aht_s, double limit_s)
{
    double spare = erlang_spare(agents, load);
    if (load.erl == 0)
        return 1;
    if (spare <= 0)
        return 0;
    double odds = odds_of_free(agents, load), z = spare * limit_s / aht_s;
    if (isinf(odds))
        return 1;
    return (odds + (z > 0.5 ? 1 - exp(-z) : -expm1(-z))) / (1 + odds); /* exp is three times as fast */
}

/* exp turns an absolute error of its argument into a relative one, and 700 rounded once is already 500 roundings
 * of the result: the argument is carried with its rounding errors. */
double erlang_decay(double spare, double aht_s, double limit_s)
{
    double top = spare * limit_s, z = top / aht_s;
    double rest = isfinite(z) ? (fma(-z, aht_s, top) + fma(spare, limit_s, -top)) / aht_s : 0;
    return exp(-z) * (1 - rest);
}

double erlang_c_longer(int agents, struct erlang_load load, double aht_s, double limit_s)
{
    double spare = erlang_spare(agents, load);
    if (load.erl == 0)
        return 0;
    if (spare <= 0)
        return 1;
    return erlang_decay(spare, aht_s, limit_s) / (1 + odds_of_free(agents, load));
}

double erlang_c_wait_s(int agents, struct erlang_load load, double aht_s)
{
    double spare = erlang_spare(agents, load);
    if (load.erl == 0)
        return 0;
    if (spare <= 0)
        return INFINITY;
    return aht_s / spare / (1 + odds_of_free(agents, load));
}

double erlang_c_quantile_s(int agents, struct erlang_load load, double aht_s, double share)
{
    assert(share >= 0 && share < 1);
    double wait = erlang_c(agents, load), rest = 1 - share - erlang_decimal_rest(share);
    if (wait - rest <= 8 * DBL_EPSILON * wait || load.erl == 0)
        return 0;
    double spare = erlang_spare(agents, load);
    if (spare <= 0)
        return INFINITY;
    return log1p((wait - rest) / rest) * aht_s / spare;
}
