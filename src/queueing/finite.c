#include "queueing/finite.h"

#include <float.h>
#include <math.h>

#include "queueing/erlang.h"

/* A number kept as part * 2^(500 * steps), for sequences that leave the range of a double */
static const double STEP = 0x1p500;
static const double LN_STEP = 500 * M_LN2;

/* exp(500 k ln 2 - s), s carried with its rounding error: ln 2 in two parts */
static double scaled_exp(int steps, double s, double s_rest)
{
    static const double ln2_rest = 2.3190468138462996e-17; /* ln 2 - M_LN2 */
    double up = steps * 500.0 * M_LN2, up_rest = fma(steps * 500.0, M_LN2, -up) + steps * 500.0 * ln2_rest;
    return exp(up - s) * (1 + (up_rest - s_rest));
}

/* How likely i departures are within T, i = 0, 1, ...: (2), (3) */
struct departures {
    double part, s, s_rest; /* P(i) = part * 2^(500 steps) * exp(-s) */
    int steps;
    double scale;           /* 2^(500 steps) * exp(-s)     */
    double up_to;           /* P(0) + ... + P(i)           */
    double i, x, gone;      /* gone: 1 - exp(-T / patience) */
    double rate;            /* departures in T where nobody hangs up */
};

static struct departures departures_none(double s, double s_rest, double x, double gone, double rate)
{
    double scale = scaled_exp(0, s, s_rest);
    return (struct departures){1, s, s_rest, 0, scale, scale, 0, x, gone, rate};
}

static double departures_growth(const struct departures *d)
{
    return (isinf(d->x) ? d->rate : (d->x + d->i) * d->gone) / (d->i + 1);
}

static double departures_now(const struct departures *d)
{
    return d->part * d->scale;
}

static void departures_next(struct departures *d)
{
    d->part *= departures_growth(d);
    d->i++;
    if (d->part > STEP) {
        d->part /= STEP;
        d->scale = scaled_exp(++d->steps, d->s, d->s_rest);
    }
    d->up_to = fmin(1, d->up_to + departures_now(d));
}

/* P(i) + P(i + 1) + ...: summed where it is the smaller part, since what is near 1 may not be subtracted from 1;
 * but not where the terms hardly fall. For x < 1 they fall ever slower, towards the factor gone. */
static double departures_from_here(struct departures d)
{
    double sum = departures_now(&d), falls_by = 1 - fmax(departures_growth(&d), d.x < 1 ? d.gone : 0);
    if (d.up_to < 0.5 || falls_by < 1e-3)
        return 1 - (d.up_to - sum);
    for (double last = sum; last > 1e-18 * falls_by * sum; sum += last) {
        departures_next(&d);
        last = departures_now(&d);
    }
    return sum;
}

/* Sums over the waiting line, in units of 2^(500 steps) */
struct line {
    double weight; /* w_j of the last place                       */
    double all;    /* sum of w_j, j = 0..m                        */
    double let_in; /* sum of w_j, j = 0..m-1                      */
    double served; /* sum of w_j, j = 1..m                        */
    double queue;  /* sum of j w_j                                */
    double served_wait, gone_wait; /* (4) without the factors of x and y */
    double late;         /* sum of w_j P(V > T | j), j < m          */
    double early;        /* sum of w_j P(V <= T | j), j < m         */
    double served_late;  /* sum of w_{j+1} P'(i <= j), j < m        */
    double served_early; /* sum of w_{j+1} P'(i > j), j < m         */
    int steps;
};

static void line_rescale(struct line *l)
{
    double *parts[] = {&l->weight,      &l->all,       &l->let_in, &l->served,     &l->queue,
                       &l->served_wait, &l->gone_wait, &l->late,   &l->early,
                       &l->served_late, &l->served_early};
    for (int i = 0; i < 11; i++)
        *parts[i] /= STEP;
    l->steps++;
}

struct rates {
    double x, y, rho, rho_rest; /* x infinite: nobody hangs up, and rho + rho_rest = a / n */
    double s, s_rest; /* n T / aht                                    */
    double limit;     /* T / patience                                 */
};

static double growth(const struct rates *r, double j)
{
    return isinf(r->x) ? r->rho : r->y / (r->x + j);
}

/* What is left is below a geometric series too small to count in any sum */
static int line_is_over(const struct line *l, double ratio)
{
    double left = l->weight / ((1 - ratio) * (1 - ratio));
    return ratio < 1 && left <= 1e-24 * l->served && left <= 1e-20 * l->late;
}

/* w_m, which the pass may have stopped short of */
static double last_weight(const struct line *l, const struct rates *r, double reached, double places)
{
    double weight = l->weight;
    if (isinf(r->x) && r->rho <= 1)
        return pow(r->rho, places) * (1 + places * r->rho_rest / r->rho);
    for (double j = reached; j < places && weight > 0; j++)
        weight *= growth(r, j + 1);
    return weight;
}

static struct line line_pass(const struct rates *r, double places)
{
    struct line l = {.weight = 1, .all = 1};
    double gone = -expm1(-r->limit), service = 0, patience = 0, j = 0, ratio = 1;
    double both = r->s + r->limit, part = both - r->s; /* and what their sum lost */
    double both_rest = (r->s - (both - part)) + (r->limit - part) + r->s_rest;
    struct departures virtual = departures_none(r->s, r->s_rest, r->x, gone, r->s);
    struct departures tilted = departures_none(both, both_rest, r->x + 1, gone, r->s);
    while (j < places && !line_is_over(&l, ratio)) {
        l.early += l.let_in * departures_now(&virtual);
        l.served_early += l.served * departures_now(&tilted);
        l.let_in += l.weight;
        l.late += l.weight * virtual.up_to;
        ratio = growth(r, ++j);
        l.weight *= ratio;
        l.all += l.weight;
        l.served += l.weight;
        l.queue += j * l.weight;
        l.served_late += l.weight * tilted.up_to;
        if (isfinite(r->x)) {
            service += 1 / (r->x + j);
            patience += j / (r->x + j);
            l.served_wait += l.weight * service;
            l.gone_wait += l.weight * patience;
        }
        departures_next(&virtual);
        departures_next(&tilted);
        if (l.weight > STEP)
            line_rescale(&l);
    }
    l.early += l.let_in * departures_from_here(virtual);
    l.served_early += l.served * departures_from_here(tilted);
    l.weight = last_weight(&l, r, j, places);
    return l;
}

static struct rates rates_of(const struct queue_case *in, struct erlang_load load, double limit_s)
{
    double n = in->agents, top = n * limit_s, s = top / in->aht_s, rho = load.erl / n;
    struct rates r = {.x = INFINITY, .y = INFINITY, .rho = rho, .s = s, .limit = limit_s / in->patience_s};
    r.rho_rest = (fma(-rho, n, load.erl) + load.rest) / n;
    r.s_rest = (fma(-s, in->aht_s, top) + fma(n, limit_s, -top)) / in->aht_s;
    if (isfinite(in->patience_s)) {
        r.x = n * in->patience_s / in->aht_s;
        r.y = in->calls * in->patience_s / in->interval_s;
    }
    return r;
}

static void fill_levels(struct queue_answer *out, const struct line *l, const struct rates *r, double unit, double free,
                        double answered)
{
    double served = free + unit * answered * l->served, let_in = served + out->p_abandon, longer = exp(-r->limit);
    double in_time = free + unit * answered * l->served_early, virtual_late = unit * l->late;
    double gone_early = unit * (l->early - answered * l->served_early) - virtual_late * expm1(-r->limit);
    longer *= virtual_late;
    double late = fmax(gone_early, 0) + longer;
    out->p_longer = longer;
    out->p_answered = served;
    out->sl[QUEUE_SL_OFFERED] = in_time;
    out->sl[QUEUE_SL_ANSWERED] = in_time / served;
    out->sl[QUEUE_SL_EXCLUDING_SHORT] = in_time > 0 ? in_time / (in_time + longer + out->p_block) : 0;
    out->sl[QUEUE_SL_VIRTUAL] = free + unit * l->early;
    out->sl[QUEUE_SL_MET] = out->sl[QUEUE_SL_VIRTUAL] - virtual_late * expm1(-r->limit);
    out->sl[QUEUE_SL_ADMITTED] = in_time / let_in;
    out->late[QUEUE_SL_OFFERED] = late + out->p_block;
    out->late[QUEUE_SL_ANSWERED] = unit * answered * l->served_late / served;
    out->late[QUEUE_SL_EXCLUDING_SHORT] = in_time > 0 ? 1 / (1 + in_time / (longer + out->p_block)) : 1;
    out->late[QUEUE_SL_VIRTUAL] = virtual_late + out->p_block;
    out->late[QUEUE_SL_MET] = longer + out->p_block;
    out->late[QUEUE_SL_ADMITTED] = late / let_in;
    out->wait_admitted_s = out->wait_s / let_in;
}

void finite_measure(struct queue_answer *out, const struct queue_case *in, double limit_s,
                    const struct erlang_below *below_line)
{
    struct erlang_load load = erlang_load(in->calls, in->interval_s, in->aht_s);
    struct rates r = rates_of(in, load, limit_s);
    struct line l = line_pass(&r, in->waiting_places);
    int hang_up = isfinite(r.x);
    double answered = hang_up ? r.x / r.y : 1 / r.rho; /* of w_j: (3) */
    double ln_below = below_line->ln_free - l.steps * LN_STEP, below = exp(ln_below);
    double unit = 1 / (l.all + below), free = isinf(below) ? 1 : below * unit;
    double ln_unit = isinf(below) ? -ln_below : log(unit), per_call_s = in->interval_s / in->calls;
    double served = free + unit * answered * l.served;

    *out = (struct queue_answer){.load_erl = load.erl,
                                 .p_wait = unit * l.let_in,
                                 .p_block = unit * l.weight,
                                 .ln_p_wait = ln_unit + log(l.let_in),
                                 .p_abandon = hang_up ? unit * l.queue / r.y : 0,
                                 .ln_p_abandon = hang_up ? ln_unit + log(l.queue / r.y) : -INFINITY,
                                 .queue_length = unit * l.queue,
                                 .wait_s = unit * l.queue * per_call_s,
                                 .wait_delayed_s = l.let_in > 0 ? l.queue / l.let_in * per_call_s : 0};
    fill_levels(out, &l, &r, unit, free, answered);
    out->wait_answered_s = hang_up ? unit * l.served_wait * answered / served * in->patience_s : out->wait_admitted_s;
    out->wait_abandoned_s = hang_up && l.queue > 0 ? l.gone_wait / l.queue * in->patience_s : 0;
    out->occupancy = in->agents ? fmin(1, load.erl * served / in->agents) : 0;
}
