#include "queueing/inverse.h"

#include <math.h>

#include "queueing/chat.h"
#include "queueing/erlang.h"
#include "queueing/root.h"

/* Logarithms are kept within reach of interpolation where a measure underflows or has no bound. */
static double clamped(double x)
{
    return isnan(x) ? 700 : fmax(-700, fmin(700, x));
}

static double sl_excess(const struct queue_answer *a, enum queue_sl kind, double share)
{
    double rest = 1 - share - erlang_decimal_rest(share);
    return clamped(share < 0.5 ? log(share / a->sl[kind]) : log(a->late[kind] / rest));
}

/* How far the goal is broken, the worst part deciding; below 0 all of it is kept */
static double goal_excess(const struct queue_case *in, const struct queue_goal *goal)
{
    struct queue_answer a;
    queue_measure(&a, in, goal->limit_s);
    double worst = -700;
    if (isinf(in->patience_s) && isinf(in->waiting_places))
        worst = fmax(worst, clamped(log(a.load_erl / chat_capacity_erl(in))));
    if (goal->sl > 0)
        worst = fmax(worst, sl_excess(&a, goal->sl_kind, goal->sl));
    if (isfinite(goal->wait_max_s))
        worst = fmax(worst, clamped(log((goal->wait_over_all ? a.wait_s : a.wait_answered_s) / goal->wait_max_s)));
    if (goal->abandon_max < 1)
        worst = fmax(worst, clamped(a.ln_p_abandon - log(goal->abandon_max)));
    if (goal->occupancy_max < 1)
        worst = fmax(worst, clamped(log(a.occupancy / goal->occupancy_max)));
    return worst;
}

struct question {
    struct queue_case at;
    struct queue_goal goal;
    enum { CALLS, AHT, LIMIT, PATIENCE } unknown;
};

static double excess(double ln_value, const void *context)
{
    struct question q = *(const struct question *)context;
    double *places[] = {&q.at.calls, &q.at.aht_s, &q.goal.limit_s, &q.at.patience_s};
    *places[q.unknown] = exp(ln_value);
    return goal_excess(&q.at, &q.goal);
}

/* Doubling steps of ln value from a guess until the goal turns from kept to broken or back, then the root.
 * rising: larger values break the goal. 0 or INFINITY when it does not turn between low and high. */
static double solve(const struct question *q, double guess, double low, double high, int rising)
{
    double x = log(guess), step = 0.7;
    int broken = excess(x, q) > 0, way = broken == rising ? -1 : 1;
    for (;; step *= 2) {
        double next = fmin(fmax(x + way * step, log(low)), log(high));
        if ((excess(next, q) > 0) != broken)
            return exp(root_between(excess, q, x, next));
        if (next <= log(low) || next >= log(high))
            return way < 0 ? 0 : INFINITY;
        x = next;
    }
}

double inverse_most_calls(const struct queue_case *in, const struct queue_goal *goal)
{
    struct question q = {*in, *goal, CALLS};
    return solve(&q, fmax(in->agents, 0.1) * in->interval_s / in->aht_s, 1e-300, 1e12, 1);
}

double inverse_longest_aht_s(const struct queue_case *in, const struct queue_goal *goal)
{
    struct question q = {*in, *goal, AHT};
    if (in->calls == 0)
        return INFINITY;
    return solve(&q, fmax(in->agents, 0.1) * in->interval_s / in->calls, 1e-100, 1e12 * in->interval_s / in->calls, 1);
}

double inverse_least_limit_s(const struct queue_case *in, enum queue_sl kind, double share)
{
    struct question q = {*in, QUEUE_NO_GOAL, LIMIT};
    struct queue_answer at_once;
    q.goal.sl = share;
    q.goal.sl_kind = kind;
    queue_measure(&at_once, in, 0);
    if (at_once.sl[kind] >= share)
        return 0;
    return solve(&q, in->aht_s / fmax(in->agents, 1), 1e-12, 1e9, 0);
}

double inverse_patience_s(const struct queue_case *in, double p_abandon)
{
    struct question q = {*in, QUEUE_NO_GOAL, PATIENCE};
    q.goal.abandon_max = p_abandon;
    if (in->calls == 0 || p_abandon >= 1)
        return 0;
    return solve(&q, in->aht_s, 1e-9, 1e15, 0);
}
