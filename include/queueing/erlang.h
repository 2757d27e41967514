/* erlang - the closed models of Erlang: B (calls lost when all agents are busy) and C (calls wait for ever).
 * Pure functions. load_erl = calls per second * mean handle time in seconds, 0 to 1e12; agents 0 to 1e9.
 *
 * Everything rests on the reciprocal of Erlang B,
 *     1/B(n,a) = sum over k = 0..n of n (n-1) ... (n-k+1) / a^k                                      (1)
 * (Jagerman, Some properties of the Erlang loss function, Bell Syst. Tech. J. 53, 1974). All terms are positive and
 * the mean of k under them is minus the condition number d ln B / d ln a, so the relative error of B is at most
 * about 4 roundings * (1 + condition). It is summed from k = 0 and cut when the rest is below 1e-18:
 * about 9 sqrt(n) terms near n = a, and far fewer than n for any larger load.
 */
#ifndef QUEUEING_ERLANG_H
#define QUEUEING_ERLANG_H

/* calls * aht_s / interval_s as the unevaluated sum erl + rest. The three are taken as the decimals a user wrote
 * (those of at most 15 digits that read as these doubles), and rest keeps what rounding them and dividing lost:
 * n - load is right to its last digits even for 159.99984 * 45 / 3600 against 2 agents, and 70 * 180 / 1800 is 7. */
struct erlang_load {
    double erl, rest;
};
struct erlang_load erlang_load(double calls, double interval_s, double aht_s);

/* Agents over the load, n - a */
double erlang_spare(int agents, struct erlang_load load);

/* value minus the decimal it stands for, times -1: decimal = value + erlang_decimal_rest(value). 0 when value is not
 * the double nearest to a decimal of at most 15 digits. */
double erlang_decimal_rest(double value);

/* 1/B(n,a); INFINITY when B is below 1e-308 */
double erlang_b_reciprocal(int agents, double load_erl);
double erlang_b(int agents, double load_erl);
double erlang_b_ln(int agents, double load_erl); /* ln B, never underflows; up to n terms */

/* All states with an agent free, against the first state with none: 1/B - 1, and its logarithm */
struct erlang_below {
    double free, ln_free; /* free may be INFINITY; ln_free is -INFINITY without agents */
};
struct erlang_below erlang_below(int agents, double load_erl);

/* P(wait) = 1 / (1 + w), w = (n - a)/a * 1/B(n-1, a); 1 when a >= n */
double erlang_c(int agents, struct erlang_load load);
double erlang_c_ln(int agents, struct erlang_load load);

/* P(W <= t) and P(W > t) = P(wait) exp(-(n - a) t / aht). Each is accurate where it is small. a >= n: 0 and 1. */
double erlang_c_service_level(int agents, struct erlang_load load, double aht_s, double limit_s);
double erlang_c_longer(int agents, struct erlang_load load, double aht_s, double limit_s);

/* exp(-spare t / aht), right to its last digits however small */
double erlang_decay(double spare, double aht_s, double limit_s);

/* Mean wait over all, seconds; INFINITY when a >= n */
double erlang_c_wait_s(int agents, struct erlang_load load, double aht_s);

/* Least t with P(W <= t) >= share, 0 <= share < 1, seconds; INFINITY when a >= n. share is taken as
 * a decimal, so that 0.999 leaves exactly a thousandth. */
double erlang_c_quantile_s(int agents, struct erlang_load load, double aht_s, double share);

#endif
