#include "queueing/queue.h"

#include <assert.h>
#include <float.h>
#include <math.h>

#include "queueing/erlang.h"
#include "queueing/erlang_a.h"
#include "queueing/finite.h"
#include "queueing/redial.h"

const struct queue_goal QUEUE_NO_GOAL = {
    .sl_kind = QUEUE_SL_OFFERED, .wait_max_s = INFINITY, .abandon_max = 1, .occupancy_max = 1};

const char *queue_case_wrong(const struct queue_case *in)
{
    if (!(in->calls >= 0 && in->calls <= 1e12))
        return "the calls must be a number from 0 to 1e12";
    if (!(in->interval_s > 0 && isfinite(in->interval_s)))
        return "the interval must be longer than 0 seconds";
    if (!(in->aht_s > 0 && isfinite(in->aht_s)))
        return "the handle time must be longer than 0 seconds";
    if (!(in->patience_s > 0))
        return "the patience must be longer than 0 seconds, or inf";
    if (!(in->waiting_places >= 0 && (in->waiting_places <= 1e8 || isinf(in->waiting_places))))
        return "the waiting places must be 0 to 1e8, or inf";
    if (isfinite(in->waiting_places) && floor(in->waiting_places) != in->waiting_places)
        return "the waiting places must be a whole number, or inf";
    if (!(in->redial_abandoned >= 0 && in->redial_abandoned <= 1 && in->redial_blocked >= 0 && in->redial_blocked <= 1))
        return "the shares that call again must be from 0 to 1";
    if (in->agents < 0 || in->agents > 1000000000)
        return "the agents must be a whole number from 0 to 1000000000";
    return 0;
}

static struct erlang_load load_of(const struct queue_case *in)
{
    return erlang_load(in->calls, in->interval_s, in->aht_s);
}

static void erlang_c_measure(struct queue_answer *out, const struct queue_case *in, double limit_s)
{
    int n = in->agents;
    struct erlang_load load = load_of(in);
    double spare = erlang_spare(n, load), sl = erlang_c_service_level(n, load, in->aht_s, limit_s);
    *out = (struct queue_answer){.load_erl = load.erl,
                                 .p_wait = erlang_c(n, load),
                                 .ln_p_wait = erlang_c_ln(n, load),
                                 .p_longer = erlang_c_longer(n, load, in->aht_s, limit_s),
                                 .ln_p_abandon = -INFINITY};
    for (int k = 0; k < QUEUE_SL_KINDS; k++) {
        out->sl[k] = sl;
        out->late[k] = out->p_longer;
    }
    out->p_answered = spare > 0 ? 1 : n / load.erl;
    out->wait_s = out->wait_admitted_s = out->wait_answered_s = erlang_c_wait_s(n, load, in->aht_s);
    out->wait_delayed_s = spare > 0 ? in->aht_s / spare : INFINITY;
    out->queue_length = spare > 0 ? out->p_wait * load.erl / spare : INFINITY;
    out->occupancy = spare > 0 ? load.erl / n : 1;
}

/* Calls, but nobody to answer: all wait and, if they can, hang up. */
static void nobody_measure(struct queue_answer *out, const struct queue_case *in, double limit_s)
{
    double load = load_of(in).erl, longer = exp(-limit_s / in->patience_s);
    *out = (struct queue_answer){.load_erl = load, .p_wait = 1, .p_abandon = 1, .p_longer = longer};
    for (int k = 0; k < QUEUE_SL_KINDS; k++)
        out->late[k] = 1;
    out->sl[QUEUE_SL_ANSWERED] = out->late[QUEUE_SL_ANSWERED] = out->wait_answered_s = NAN;
    out->sl[QUEUE_SL_MET] = -expm1(-limit_s / in->patience_s);
    out->late[QUEUE_SL_MET] = longer;
    out->wait_s = out->wait_admitted_s = out->wait_delayed_s = out->wait_abandoned_s = in->patience_s;
    out->queue_length = load * in->patience_s / in->aht_s;
}

/* Whoever gets a place stays in it: once all are taken, everyone is turned away. */
static void stuck_measure(struct queue_answer *out, const struct queue_case *in)
{
    *out = (struct queue_answer){.load_erl = load_of(in).erl, .p_block = 1, .ln_p_wait = -INFINITY,
                                 .ln_p_abandon = -INFINITY, .queue_length = in->waiting_places};
    out->wait_admitted_s = out->wait_answered_s = out->wait_delayed_s = NAN;
    for (int k = 0; k < QUEUE_SL_KINDS; k++)
        out->late[k] = 1;
    out->sl[QUEUE_SL_ANSWERED] = out->sl[QUEUE_SL_ADMITTED] = NAN;
    out->late[QUEUE_SL_ANSWERED] = out->late[QUEUE_SL_ADMITTED] = NAN;
}

static void no_calls_measure(struct queue_answer *out, const struct queue_case *in)
{
    double wait = in->agents == 0;
    *out = (struct queue_answer){.p_wait = wait, .ln_p_wait = log(wait), .ln_p_abandon = -INFINITY, .p_answered = 1};
    for (int k = 0; k < QUEUE_SL_KINDS; k++)
        out->sl[k] = 1;
}

static int calls_again(const struct queue_case *in)
{
    return (in->redial_abandoned > 0 && isfinite(in->patience_s)) ||
           (in->redial_blocked > 0 && isfinite(in->waiting_places));
}

static void measure_each(struct queue_answer *out, const struct queue_case *in, double limit_s)
{
    if (isfinite(in->waiting_places) && (in->agents > 0 || isfinite(in->patience_s)))
        finite_measure(out, in, limit_s);
    else if (isfinite(in->waiting_places))
        stuck_measure(out, in);
    else if (isinf(in->patience_s))
        erlang_c_measure(out, in, limit_s);
    else if (in->agents == 0)
        nobody_measure(out, in, limit_s);
    else
        erlang_a_measure(out, in, limit_s);
    out->attempts = in->calls;
    out->p_lost = out->p_abandon + out->p_block;
}

void queue_measure(struct queue_answer *out, const struct queue_case *in, double limit_s)
{
    assert(!queue_case_wrong(in) && limit_s >= 0 && limit_s <= 1e9);
    if (in->calls == 0)
        no_calls_measure(out, in);
    else if (calls_again(in))
        redial_measure(out, in, limit_s);
    else
        measure_each(out, in, limit_s);
}

/* A closed form and a series serve Erlang C and A; everything else is measured whole. */
static int has_shortcut(const struct queue_case *in)
{
    return isinf(in->waiting_places) && !calls_again(in);
}

double queue_service_level(const struct queue_case *in, enum queue_sl kind, double limit_s)
{
    assert(!queue_case_wrong(in) && limit_s >= 0 && limit_s <= 1e9);
    if (in->calls == 0)
        return 1;
    if (!has_shortcut(in)) {
        struct queue_answer answer;
        queue_measure(&answer, in, limit_s);
        return isnan(answer.sl[kind]) ? 0 : answer.sl[kind];
    }
    if (isinf(in->patience_s))
        return erlang_c_service_level(in->agents, load_of(in), in->aht_s, limit_s);
    if (in->agents == 0)
        return kind == QUEUE_SL_MET ? -expm1(-limit_s / in->patience_s) : 0;
    return erlang_a_service_level(in, kind, limit_s);
}

/* Erlang C for one number of agents after the other: 1/B(n,a) = 1 + n/a * 1/B(n-1,a), and the exponential of the
 * service level falls by the same factor each time. */
struct walk {
    struct erlang_load load;
    int n;
    double reciprocal;        /* 1/B(n-1, a)            */
    double decay, step_decay; /* exp(-(n - a) T / aht)  */
};

static struct walk walk_from(int agents, struct erlang_load load, double aht_s, double limit_s)
{
    return (struct walk){load, agents, erlang_b_reciprocal(agents - 1, load.erl),
                         exp(-erlang_spare(agents, load) * limit_s / aht_s), exp(-limit_s / aht_s)};
}

static void walk_on(struct walk *w)
{
    w->reciprocal = 1 + w->n / w->load.erl * w->reciprocal;
    w->decay *= w->step_decay;
    w->n++;
}

static double walk_odds_of_free(const struct walk *w)
{
    return erlang_spare(w->n, w->load) / w->load.erl * w->reciprocal;
}

void queue_service_levels(double *sl, int agents_max, const struct queue_case *in, enum queue_sl kind, double limit_s)
{
    struct queue_case at = *in;
    at.agents = 0;
    assert(!queue_case_wrong(&at) && limit_s >= 0 && agents_max >= 0);
    sl[0] = queue_service_level(&at, kind, limit_s);
    int n = 1;
    if (!has_shortcut(in)) {
        for (; n <= agents_max; n++) {
            at.agents = n;
            sl[n] = queue_service_level(&at, kind, limit_s);
        }
        return;
    }
    if (isfinite(in->patience_s) && in->calls > 0) {
        erlang_a_service_levels(sl, agents_max, in, kind, limit_s);
        return;
    }
    struct erlang_load load = load_of(in);
    for (; n <= agents_max && erlang_spare(n, load) <= 0; n++)
        sl[n] = 0;
    for (struct walk w = walk_from(n, load, in->aht_s, limit_s); in->calls > 0 && n <= agents_max; n++, walk_on(&w)) {
        double late = w.decay / (1 + walk_odds_of_free(&w));
        if (late < 1e-18)
            break;
        sl[n] = 1 - late;
    }
    for (; n <= agents_max; n++)
        sl[n] = 1;
}

static int least_erlang_c(const struct queue_case *in, const struct queue_goal *goal, int agents_max)
{
    struct erlang_load load = load_of(in);
    /* a tie within the roundings of a decimal occupancy is kept */
    double for_occupancy = ceil(load.erl / goal->occupancy_max * (1 - 4 * DBL_EPSILON));
    double first = fmax(fmax(floor(load.erl), goal->min_agents), for_occupancy);
    if (first > agents_max || goal->sl >= 1 || goal->wait_max_s <= 0)
        return -1;
    int n = (int)first;
    while (erlang_spare(n, load) <= 0)
        n++;
    for (struct walk w = walk_from(n, load, in->aht_s, goal->limit_s); w.n <= agents_max; walk_on(&w)) {
        double odds = walk_odds_of_free(&w), slack = 1 - w.decay / (1 + odds) - goal->sl;
        if (fabs(slack) < 1e-10) /* the walk's own roundings could decide: ask the closed form */
            slack = erlang_c_service_level(w.n, load, in->aht_s, goal->limit_s) - goal->sl;
        if (slack >= 0 && in->aht_s <= goal->wait_max_s * erlang_spare(w.n, load) * (1 + odds))
            return w.n;
    }
    return -1;
}

static int goal_kept(const struct queue_case *in, const struct queue_goal *goal)
{
    struct queue_answer a;
    if (isinf(goal->wait_max_s) && goal->abandon_max >= 1 && goal->occupancy_max >= 1)
        return goal->sl <= 0 || queue_service_level(in, goal->sl_kind, goal->limit_s) >= goal->sl;
    queue_measure(&a, in, goal->limit_s);
    double wait = goal->wait_over_all ? a.wait_s : a.wait_answered_s;
    int sl_kept = goal->sl <= 0 || a.sl[goal->sl_kind] >= goal->sl;
    int wait_kept = isinf(goal->wait_max_s) || wait <= goal->wait_max_s;
    int gone_kept = goal->abandon_max >= 1 || a.p_abandon <= goal->abandon_max;
    int occupancy_kept = goal->occupancy_max >= 1 || (in->agents > 0 && a.occupancy <= goal->occupancy_max);
    return sl_kept && wait_kept && gone_kept && occupancy_kept;
}

static int kept_with(struct queue_case *at, const struct queue_goal *goal, double agents)
{
    at->agents = (int)agents;
    return goal_kept(at, goal);
}

/* Steps from the load that double until the answer is bracketed, then halving.
 * Invariant: with low agents the goal is missed (or low is below what is allowed), with high it is kept. */
static int least_by_search(struct queue_case *at, const struct queue_goal *goal, double agents_max)
{
    double load = load_of(at).erl, step = 1 + floor(sqrt(load) / 4);
    double high = fmin(fmax(ceil(load), goal->min_agents), agents_max), low = goal->min_agents - 1;
    if (kept_with(at, goal, high)) {
        for (; high - step > low; step *= 2) {
            if (!kept_with(at, goal, high - step)) {
                low = high - step;
                break;
            }
            high -= step;
        }
    } else {
        do {
            low = high;
            if (low >= agents_max)
                return -1;
            high = fmin(low + step, agents_max);
            step *= 2;
        } while (!kept_with(at, goal, high));
    }
    while (high - low > 1) {
        double middle = floor((low + high) / 2);
        *(kept_with(at, goal, middle) ? &high : &low) = middle;
    }
    return (int)high;
}

int queue_least_agents(const struct queue_case *in, const struct queue_goal *goal, int agents_max)
{
    struct queue_case at = *in;
    at.agents = 0;
    assert(!queue_case_wrong(&at) && goal->limit_s >= 0 && goal->min_agents >= 0);
    if (in->calls == 0 || goal->min_agents > agents_max)
        return goal->min_agents <= agents_max ? goal->min_agents : -1;
    if (isinf(in->patience_s) && has_shortcut(in))
        return least_erlang_c(in, goal, agents_max);
    return least_by_search(&at, goal, agents_max);
}
