#include "queueing/erlang_a.h"

#include <assert.h>
#include <math.h>

#include "queueing/erlang.h"
#include "queueing/gauss.h"
#include "queueing/pair.h"

/* ln g falls by this much before it is cut off */
static const double REACH = 46;

/* d - 1 + exp(-d), and 1 - exp(-d), without cancellation near 0 */
struct excess {
    double h, gone;
};

static struct excess excess(double d)
{
    if (fabs(d) > 0.5) {
        double left = exp(-d);
        return (struct excess){d - 1 + left, 1 - left};
    }
    /* sum of (-d)^k / k!, k = 2..15; the term after is below 1e-18 of the first */
    static const double inverse[] = {1. / 2,      1. / 6,       1. / 24,       1. / 120,       1. / 720,
                                     1. / 5040,   1. / 40320,   1. / 362880,   1. / 3628800,   1. / 39916800,
                                     1. / 479001600, 1. / 6227020800, 1. / 87178291200, 1. / 1307674368000};
    double sum = 0;
    for (int k = 13; k >= 0; k--)
        sum = inverse[k] - d * sum;
    double h = d * d * sum;
    return (struct excess){h, d - h};
}

/* g near an origin: g(origin + d) / g(origin) = exp(-slope d - bulge h(d)), h(d) = d - 1 + exp(-d).
 * The origin is the peak (then slope 0), or the end of the range that is nearest to it. */
struct shape {
    double slope, bulge;
    double origin;  /* v, in patiences        */
    double ln_peak; /* ln g(origin), g(0) = 1 */
};

static struct shape shape_of(double x, double y, double spare)
{
    if (spare >= 0)
        return (struct shape){spare, y, 0, 0};
    struct shape s = {0, x, log1p(-spare / x), 0};
    s.ln_peak = x * excess(-s.origin).h;
    return s;
}

/* The same density seen from another v; *ln_scale: ln of g there over g at the old origin */
static struct shape shape_at(double *ln_scale, const struct shape *s, double v)
{
    double d = v - s->origin;
    struct excess e = excess(d);
    *ln_scale = -s->slope * d - s->bulge * e.h;
    return (struct shape){s->slope + s->bulge * e.gone, s->bulge * exp(-d), v, s->ln_peak + *ln_scale};
}

/* Where g has fallen by REACH, or a little beyond. Right: from h(d) >= d^2 / (2 + d). Left: from h(-d) >= d^2 / 2, and
 * 0.44 exp(d) for d >= 1.5. */
static double reach_right(const struct shape *s)
{
    double half = REACH - 2 * s->slope, scale = s->slope + s->bulge;
    double root = sqrt(half * half + 8 * REACH * scale);
    return half > 0 ? (half + root) / (2 * scale) : 4 * REACH / (root - half);
}

static double reach_left(const struct shape *s)
{
    double rise = fmax(0, -s->slope);
    double bound = 2 * REACH / (rise + sqrt(rise * rise + 2 * REACH * s->bulge));
    return fmin(bound, fmax(1.5, log(REACH / s->bulge / 0.44)));
}

/* Integrals of g / g(origin) times: 1, exp(-v), 1 - exp(-v), v exp(-v), 1 - exp(-v)(1 + v).
 * They are the weights of: waiting; being served; hanging up; the wait of the served and of those who hang up. */
struct sums {
    double all, served, gone, served_wait, gone_wait;
};

static void add_panel(struct sums *sums, const struct shape *s, double from, double to, int waits)
{
    double middle = (from + to) / 2, half = (to - from) / 2, still = exp(-s->origin);
    double away = -expm1(-s->origin);
    for (int i = 0; i < GAUSS_POINTS; i++) {
        double d = middle + half * gauss_rule[i].place;
        struct excess e = excess(d);
        double g = half * gauss_rule[i].weight * exp(-s->slope * d - s->bulge * e.h);
        double left = still * (1 - e.gone);
        sums->all += g;
        sums->served += g * left;
        sums->gone += g * (away + still * e.gone);
        if (waits) {
            double v = s->origin + d;
            struct excess whole = excess(v);
            sums->served_wait += g * v * left;
            sums->gone_wait += g * (v * whole.gone - whole.h);
        }
    }
}

/* Panels: to the right they may grow, g being ever closer to an exponential; to the left g can fall doubly
 * exponentially and each is at most 3 patiences long. from and to are v, not d. */
static struct sums integrate(const struct shape *s, double from, double to, int waits)
{
    static const double breaks[] = {0, 2, 6, 18, 50, INFINITY};
    struct sums sums = {0};
    double low = fmax(from - s->origin, -reach_left(s));
    double high = fmin(to - s->origin, reach_right(s));
    if (low < 0) {
        double end = fmin(high, 0);
        int panels = (int)ceil((end - low) / 3);
        for (int i = 0; i < panels; i++)
            add_panel(&sums, s, low + (end - low) * i / panels, low + (end - low) * (i + 1) / panels, waits);
    }
    for (int i = 0; i < 5 && high > breaks[i]; i++)
        if (low < breaks[i + 1])
            add_panel(&sums, s, fmax(low, breaks[i]), fmin(high, breaks[i + 1]), waits);
    return sums;
}

/* The part of the integrals between two v, of which one is an end of the range of v. Where the peak lies outside, g is
 * seen from the end nearest to it, so that a far tail keeps its digits; *ln_scale: ln of the factor that brings the
 * integrals to those of s. */
static struct sums integrate_part(double *ln_scale, const struct shape *s, double from, double to)
{
    double nearest = fmin(fmax(s->origin, from), to);
    struct shape seen = shape_at(ln_scale, s, nearest);
    return integrate(&seen, from, to, 0);
}

struct odds {
    double wait, free; /* P(wait), 1 - P(wait)    */
    double ln_wait;    /* ln P(wait)              */
};

/* (2): free : wait = (I - 1) : A */
static struct odds odds_of_wait(const struct erlang_below *below, double ln_a)
{
    double ln_free = below->ln_free - ln_a;
    if (ln_free > 0) {
        double r = exp(-ln_free);
        return (struct odds){r / (1 + r), 1 / (1 + r), -ln_free - log1p(r)};
    }
    double r = exp(ln_free);
    return (struct odds){1 / (1 + r), r / (1 + r), -log1p(r)};
}

void erlang_a_measure(struct queue_answer *out, const struct queue_case *in, double limit_s,
                      const struct erlang_below *below)
{
    struct erlang_load exact = erlang_load(in->calls, in->interval_s, in->aht_s);
    double load = exact.erl, n = in->agents;
    double x = n * in->patience_s / in->aht_s, y = load * in->patience_s / in->aht_s;
    double limit = limit_s / in->patience_s, ln_early, ln_late;
    struct shape s = shape_of(x, y, erlang_spare(in->agents, exact) * in->patience_s / in->aht_s);
    struct sums all = integrate(&s, 0, INFINITY, 1), early = integrate_part(&ln_early, &s, 0, limit);
    struct sums late = integrate_part(&ln_late, &s, limit, INFINITY);
    struct odds odds = odds_of_wait(below, s.ln_peak + log(x * all.all));
    /* of all calls, per unit of an integral */
    double share = odds.wait / all.all, share_early = share * exp(ln_early), share_late = share * exp(ln_late);
    double served = odds.free + share * all.served, in_time = odds.free + share_early * early.served;
    double virtual_late = share_late * late.all, longer = virtual_late * exp(-limit);
    double gone_early = share_early * early.gone - virtual_late * expm1(-limit);

    *out = (struct queue_answer){.load_erl = load, .p_wait = odds.wait, .ln_p_wait = odds.ln_wait};
    out->p_abandon = share * all.gone;
    out->ln_p_abandon = odds.ln_wait + log(all.gone / all.all);
    out->p_longer = longer;
    out->sl[QUEUE_SL_OFFERED] = out->sl[QUEUE_SL_ADMITTED] = in_time;
    out->sl[QUEUE_SL_ANSWERED] = in_time / served;
    out->sl[QUEUE_SL_EXCLUDING_SHORT] = in_time > 0 ? in_time / (in_time + longer) : 0;
    out->sl[QUEUE_SL_MET] = in_time + gone_early;
    out->sl[QUEUE_SL_VIRTUAL] = odds.free + share_early * early.all;
    out->late[QUEUE_SL_OFFERED] = out->late[QUEUE_SL_ADMITTED] = gone_early + longer;
    out->late[QUEUE_SL_ANSWERED] = share_late * late.served / served;
    out->late[QUEUE_SL_EXCLUDING_SHORT] = longer > 0 ? longer / (in_time + longer) : in_time == 0;
    out->late[QUEUE_SL_MET] = longer;
    out->late[QUEUE_SL_VIRTUAL] = virtual_late;
    out->p_answered = served;
    out->wait_s = out->wait_admitted_s = out->p_abandon * in->patience_s;
    out->wait_delayed_s = all.gone / all.all * in->patience_s;
    out->wait_answered_s = share * all.served_wait / served * in->patience_s;
    out->wait_abandoned_s = all.gone_wait / all.gone * in->patience_s;
    out->queue_length = y * out->p_abandon;
    out->occupancy = fmin(1, load * served / n);
}

/* sum over j >= 1 of y^j / ((x+1) ... (x+j)), eight terms at a time: two groups of four side by side, so that the
 * processor works in pairs and no division waits for another. */
static double rising_sum(double x, double y)
{
    double term = 1, sum = 0, y2 = y * y, y3 = y2 * y;
    for (;; x += 8) {
        pair d1 = {x + 1, x + 5}, d4 = d1 + 3, d34 = (d1 + 2) * d4, d234 = (d1 + 1) * d34;
        pair factor = y / (d1 * d234), p4 = factor * y3, four = factor * ((d234 + y * d34) + y2 * d4) + p4;
        sum += term * (four[0] + p4[0] * four[1]);
        term *= p4[0] * p4[1];
        if (term * y <= 1e-17 * sum * (d4[1] - y)) /* the rest is below a geometric series of ratio y / (x + 9) */
            return sum;
    }
}

/* In the series few terms count, and none overflows */
static int series_is_short(double x, double y)
{
    return y < 3000 && x < 3000 && y - x < 400;
}

/* Where the series is short, A(x,y) = 1 + R(x,y) with R = rising_sum, and at the threshold z = y exp(-T),
 *   integral from T of g = exp(-x T + y - z) A(x,z) / x,  of g exp(-v) = exp(-x T + y - z) R(x,z) / y.     (3)
 * free: 1/B - 1. passed: exp(-x T + y - z). The answer is right to about 1e-13 absolutely, the terms being of the order
 * of 1 and right to the mean queue times a rounding. *whole is the measure that the level is a share of. */
static double level_by_series(double *whole, enum queue_sl kind, double x, double y, double limit, double free,
                              double passed)
{
    double rest = rising_sum(x, y), rest_late = rising_sum(x, y * exp(-limit)), all = 1 + rest + free;
    double virtual_late = passed * (1 + rest_late), served = free + x / y * rest;
    double in_time = free + x / y * (rest - passed * rest_late), longer = virtual_late * exp(-limit);
    *whole = kind == QUEUE_SL_ANSWERED ? served : kind == QUEUE_SL_EXCLUDING_SHORT ? in_time + longer : all;
    *whole /= all;
    switch (kind) {
    case QUEUE_SL_MET:
        return 1 - longer / all;
    case QUEUE_SL_VIRTUAL:
        return 1 - virtual_late / all;
    default:
        return in_time / all / *whole;
    }
}

/* free: 1/B - 1. Levels down to least_by_series may come from the series. */
static double level(const struct queue_case *in, enum queue_sl kind, double limit_s, double free,
                    double least_by_series)
{
    double per_handling = in->patience_s / in->aht_s, limit = limit_s / in->patience_s, whole;
    double x = in->agents * per_handling, y = in->calls * in->patience_s / in->interval_s;
    if (isinf(free))
        return 1;
    if (series_is_short(x, y)) {
        double passed = exp(-x * limit - y * expm1(-limit));
        double share = level_by_series(&whole, kind, x, y, limit, free, passed);
        if (whole > 0.01 && share > least_by_series)
            return share;
    }
    struct queue_answer answer;
    struct erlang_below below = {free, log(free)};
    erlang_a_measure(&answer, in, limit_s, &below);
    return answer.sl[kind];
}

double erlang_a_service_level(const struct queue_case *in, enum queue_sl kind, double limit_s)
{
    double load = in->calls * in->aht_s / in->interval_s;
    return level(in, kind, limit_s, in->agents / load * erlang_b_reciprocal(in->agents - 1, load), 0.01);
}

/* The levels grow with n, so that most of a table is 0 or 1 to the last digit: from the load up to the first 1 and
 * down to below 1e-14. 1/B - 1 for every n comes first, upwards, the direction in which it keeps its digits. */
void erlang_a_service_levels(double *sl, int agents_max, const struct queue_case *in, enum queue_sl kind,
                             double limit_s)
{
    struct queue_case at = *in;
    double load = in->calls * in->aht_s / in->interval_s, reciprocal = 1;
    int middle = (int)fmin(fmax(load, 1), agents_max), n;
    for (n = 1; n <= agents_max; n++) {
        sl[n] = n / load * reciprocal;
        reciprocal = 1 + sl[n];
    }
    for (n = middle; n > 0 && (n == middle || sl[n + 1] > 1e-14); n--) {
        at.agents = n;
        sl[n] = level(&at, kind, limit_s, sl[n], 1e-13);
    }
    for (; n > 0; n--)
        sl[n] = 0;
    for (n = middle + 1; n <= agents_max && sl[n - 1] < 1; n++) {
        at.agents = n;
        sl[n] = level(&at, kind, limit_s, sl[n], 1e-13);
    }
    for (; n <= agents_max; n++)
        sl[n] = 1;
}
