#include "queueing/queue.h"

#include <assert.h>
#include <float.h>
#include <math.h>

#include "queueing/chat.h"
#include "queueing/erlang.h"
#include "queueing/erlang_a.h"
#include "queueing/finite.h"
#include "queueing/redial.h"
#include "queueing/root.h"

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
    if (in->contacts < 0 || in->contacts > QUEUE_CONTACTS)
        return "the contacts an agent holds at once must be from 1 to 8";
    for (int k = 0; in->contacts > 1 && k < in->contacts; k++)
        if (!(in->work_rate[k] > 0 && isfinite(in->work_rate[k])) || in->work_rate[0] != 1)
            return "the work rates must be above 0, and the first 1";
    return 0;
}

static struct erlang_load load_of(const struct queue_case *in)
{
    return erlang_load(in->calls, in->interval_s, in->aht_s);
}

/* Nobody hangs up and nobody is turned away: the states that wait add up to 1 / (1 - load / n) of the first full one. */
static void patient_measure(struct queue_answer *out, const struct queue_case *in, double limit_s,
                            const struct erlang_below *below)
{
    int n = in->agents;
    struct erlang_load load = load_of(in);
    double spare = fmax(0, erlang_spare(n, load)), odds = spare > 0 ? spare / n * below->free : 0;
    double sl = isinf(odds) ? 1 : (odds - expm1(-spare * limit_s / in->aht_s)) / (1 + odds);
    *out = (struct queue_answer){.load_erl = load.erl,
                                 .p_wait = 1 / (1 + odds),
                                 .ln_p_wait = isinf(odds) ? -log(spare / n) - below->ln_free : -log1p(odds),
                                 .p_longer = erlang_decay(spare, in->aht_s, limit_s) / (1 + odds),
                                 .ln_p_abandon = -INFINITY,
                                 .p_answered = spare > 0 ? 1 : n / load.erl,
                                 .occupancy = spare > 0 ? load.erl / n : 1};
    for (int k = 0; k < QUEUE_SL_KINDS; k++) {
        out->sl[k] = sl;
        out->late[k] = out->p_longer;
    }
    out->wait_delayed_s = spare > 0 ? in->aht_s / spare : INFINITY;
    out->wait_s = out->wait_admitted_s = out->wait_answered_s = out->wait_delayed_s / (1 + odds);
    out->queue_length = spare > 0 ? out->p_wait * load.erl / spare : INFINITY;
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

/* Whatever lies below the line */
static void measure_line(struct queue_answer *out, const struct queue_case *line, double limit_s,
                         const struct erlang_below *below)
{
    if (isfinite(line->waiting_places))
        finite_measure(out, line, limit_s, below);
    else if (isfinite(line->patience_s))
        erlang_a_measure(out, line, limit_s, below);
    else
        patient_measure(out, line, limit_s, below);
}

static void measure_each(struct queue_answer *out, const struct queue_case *in, double limit_s)
{
    if (in->agents == 0 && isinf(in->patience_s) && isfinite(in->waiting_places)) {
        stuck_measure(out, in);
    } else if (in->agents == 0 && isfinite(in->patience_s) && isinf(in->waiting_places)) {
        nobody_measure(out, in, limit_s);
    } else if (in->contacts > 1 && in->agents > 0) {
        struct queue_case line;
        struct chat_below below;
        chat_as_line(&line, &below, in);
        measure_line(out, &line, limit_s, &below.states);
        chat_describe(out, in, &below);
    } else {
        struct erlang_below below = erlang_below(in->agents, load_of(in).erl);
        measure_line(out, in, limit_s, &below);
    }
    if (in->contacts <= 1 || in->agents == 0) {
        out->contacts_per_agent = out->occupancy;
        out->handle_s = in->aht_s;
    }
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
    return isinf(in->waiting_places) && !calls_again(in) && in->contacts <= 1;
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

struct wanted {
    const struct queue_case *in;
    const struct queue_goal *goal;
};

static int goal_kept(int agents, const void *context)
{
    const struct wanted *w = context;
    const struct queue_goal *goal = w->goal;
    struct queue_case at = *w->in;
    struct queue_answer a;
    at.agents = agents;
    int only_sl = isinf(goal->wait_max_s) && goal->abandon_max >= 1 && goal->occupancy_max >= 1;
    if (only_sl && has_shortcut(&at))
        return goal->sl <= 0 || queue_service_level(&at, goal->sl_kind, goal->limit_s) >= goal->sl;
    queue_measure(&a, &at, goal->limit_s);
    double wait = goal->wait_over_all ? a.wait_s : a.wait_answered_s;
    int sl_kept = goal->sl <= 0 || a.sl[goal->sl_kind] >= goal->sl;
    int wait_kept = isinf(goal->wait_max_s) || wait <= goal->wait_max_s;
    int gone_kept = goal->abandon_max >= 1 || a.p_abandon <= goal->abandon_max;
    int occupancy_kept = goal->occupancy_max >= 1 || (agents > 0 && a.occupancy <= goal->occupancy_max);
    return isfinite(a.queue_length) && sl_kept && wait_kept && gone_kept && occupancy_kept;
}

int queue_least_agents(const struct queue_case *in, const struct queue_goal *goal, int agents_max)
{
    struct queue_case at = *in;
    struct wanted wanted = {in, goal};
    at.agents = 0;
    assert(!queue_case_wrong(&at) && goal->limit_s >= 0 && goal->min_agents >= 0);
    if (in->calls == 0 || goal->min_agents > agents_max)
        return goal->min_agents <= agents_max ? goal->min_agents : -1;
    if (isinf(in->patience_s) && has_shortcut(in))
        return least_erlang_c(in, goal, agents_max);
    double load = load_of(in).erl, guess = fmin(ceil(load), agents_max);
    return root_least(goal_kept, &wanted, (int)guess, 1 + (int)(sqrt(load) / 4), goal->min_agents, agents_max);
}
