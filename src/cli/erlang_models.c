#include "cli/erlang_models.h"
#include "queueing/erlang.h"
#include "queueing/inverse.h"
#include "queueing/queue.h"
#include <math.h>
#include <string.h>

enum { AGENTS_MOST = 1000000000 };

#define CALLS     {"calls", 0, 1e12, NULL, 0}
#define INTERVAL  {"interval_s", 1e-6, 1e9, NULL, 0}
#define AHT       {"aht_s", 1e-6, 1e9, NULL, 0}
#define PATIENCE  {"patience_s", 1e-9, INFINITY, NULL, 0}
#define AGENTS    {"n", 0, AGENTS_MOST, NULL, 1}
#define THRESHOLD {"t_s", 0, 1e9, NULL, 0}

static int any(const unsigned char *needed, int first, int last)
{
    for (int i = first; i <= last; i++)
        if (needed[i])
            return 1;
    return 0;
}

static struct queue_case case_of(double calls, double interval_s, double aht_s, double patience_s, double agents)
{
    return (struct queue_case){.calls = calls, .interval_s = interval_s, .aht_s = aht_s, .patience_s = patience_s,
                               .waiting_places = INFINITY, .agents = (int)agents};
}

static const char *answer_b(const double *in, double *out, const unsigned char *needed)
{
    out[0] = erlang_b((int)in[0], in[1]);
    if (needed[1])
        out[1] = erlang_b_ln((int)in[0], in[1]);
    return NULL;
}

static const char *answer_c(const double *in, double *out, const unsigned char *needed)
{
    struct queue_case   c = case_of(in[0], in[1], in[2], INFINITY, in[3]);
    struct queue_answer a;
    const char         *wrong = queue_case_wrong(&c);
    if (wrong)
        return wrong;
    if (needed[7] && !any(needed, 0, 6) && !any(needed, 8, 10)) {
        out[7] = queue_service_level(&c, QUEUE_SL_OFFERED, in[4]);
        return NULL;
    }
    queue_measure(&a, &c, in[4]);
    const double all[] = {a.load_erl,     a.p_wait,    a.wait_s,   a.wait_delayed_s,
                          a.queue_length, a.occupancy, a.ln_p_wait, a.sl[QUEUE_SL_OFFERED], a.p_longer};
    memcpy(out, all, sizeof all);
    if (needed[9])
        out[9] = erlang_c_quantile_s(c.agents, erlang_load(c.calls, c.interval_s, c.aht_s), c.aht_s, in[5]);
    return NULL;
}

static double wait_of(struct queue_case *c, int agents)
{
    struct queue_answer a;
    c->agents = agents;
    queue_measure(&a, c, 0);
    return a.wait_s;
}

static double level_of(struct queue_case *c, int agents, double limit_s)
{
    c->agents = agents;
    return queue_service_level(c, QUEUE_SL_OFFERED, limit_s);
}

static const char *answer_least_c(const double *in, double *out, const unsigned char *needed)
{
    struct queue_case c = case_of(in[0], in[1], in[2], INFINITY, 0);
    struct queue_goal sl = QUEUE_NO_GOAL, asa = sl, occ = sl, all;
    const char       *wrong = queue_case_wrong(&c);
    if (wrong)
        return wrong;
    sl.sl = in[3];
    sl.limit_s = in[4];
    asa.wait_max_s = in[5];
    occ.occupancy_max = in[6];
    all = sl;
    all.wait_max_s = in[5];
    all.occupancy_max = in[6];
    const struct queue_goal *goals[] = {&sl, &asa, &occ, &all, &QUEUE_NO_GOAL};
    for (int i = 0; i < 5; i++) {
        int behind = i == 0 ? any(needed, 5, 6) : i == 1 ? any(needed, 7, 8) : 0;
        if (needed[i] || behind)
            out[i] = queue_least_agents(&c, goals[i], AGENTS_MOST);
        if ((needed[i] || behind) && out[i] < 0)
            return "more than 1e9 agents would be needed";
    }
    if (any(needed, 5, 6)) {
        out[5] = level_of(&c, (int)out[0], in[4]);
        out[6] = out[0] > 0 ? level_of(&c, (int)out[0] - 1, in[4]) : 0;
    }
    if (any(needed, 7, 8)) {
        out[7] = wait_of(&c, (int)out[1]);
        out[8] = out[1] > 0 ? wait_of(&c, (int)out[1] - 1) : INFINITY;
    }
    return NULL;
}

static const char *answer_a(const double *in, double *out, const unsigned char *needed)
{
    struct queue_case   c = case_of(in[0], in[1], in[2], in[3], in[4]);
    struct queue_answer a;
    const char         *wrong = queue_case_wrong(&c);
    (void)needed;
    if (wrong)
        return wrong;
    queue_measure(&a, &c, in[5]);
    const double all[] = {a.p_wait,
                          a.p_abandon,
                          a.wait_s,
                          a.wait_answered_s,
                          a.wait_abandoned_s,
                          a.queue_length,
                          a.occupancy,
                          a.p_longer,
                          a.sl[QUEUE_SL_OFFERED],
                          a.sl[QUEUE_SL_EXCLUDING_SHORT],
                          a.sl[QUEUE_SL_ANSWERED],
                          a.sl[QUEUE_SL_MET],
                          a.sl[QUEUE_SL_VIRTUAL],
                          a.ln_p_abandon};
    memcpy(out, all, sizeof all);
    return NULL;
}

enum goal_kind { KIND_SL, KIND_SLX, KIND_AB, KIND_ASA, KIND_OCC };
#define KINDS "sl|slx|ab|asa|occ"

/* kind asa means over all callers, as in the reference answers. */
static const char *goal_of(struct queue_goal *g, int kind, double target, double limit_s)
{
    *g = QUEUE_NO_GOAL;
    g->limit_s = limit_s;
    g->wait_over_all = 1;
    if (kind != KIND_ASA && target > 1)
        return "target is more than 1; want a share";
    if ((kind == KIND_SL || kind == KIND_SLX) && target >= 1)
        return "no number of agents promises a service level of 1; want a target below it";
    if (kind == KIND_OCC && target <= 0)
        return "an occupancy of 0 has no least number of agents; want a target above it";
    if (kind == KIND_SL || kind == KIND_SLX) {
        g->sl = target;
        g->sl_kind = kind == KIND_SL ? QUEUE_SL_OFFERED : QUEUE_SL_EXCLUDING_SHORT;
    } else if (kind == KIND_AB) {
        g->abandon_max = target;
    } else if (kind == KIND_ASA) {
        g->wait_max_s = target;
    } else {
        g->occupancy_max = target;
    }
    return NULL;
}

static double value_at(struct queue_case *c, int agents, int kind, double limit_s)
{
    struct queue_answer a;
    c->agents = agents;
    queue_measure(&a, c, limit_s);
    const double values[] = {[KIND_SL] = a.sl[QUEUE_SL_OFFERED],
                             [KIND_SLX] = a.sl[QUEUE_SL_EXCLUDING_SHORT],
                             [KIND_AB] = a.p_abandon,
                             [KIND_ASA] = a.wait_s,
                             [KIND_OCC] = a.occupancy};
    return values[kind];
}

static const char *answer_least_a(const double *in, double *out, const unsigned char *needed)
{
    struct queue_case c = case_of(in[0], in[1], in[2], in[3], 0);
    struct queue_goal g;
    const char       *wrong = queue_case_wrong(&c);
    int               kind = (int)in[4];
    if (!wrong)
        wrong = goal_of(&g, kind, in[5], in[6]);
    if (wrong)
        return wrong;
    int n = queue_least_agents(&c, &g, AGENTS_MOST);
    if (n < 0)
        return "more than 1e9 agents would be needed";
    out[0] = n;
    if (needed[1])
        out[1] = value_at(&c, n, kind, in[6]);
    if (needed[2])
        out[2] = n > 0 ? value_at(&c, n - 1, kind, in[6]) : NAN;
    return NULL;
}

/* Sets the waiting places of a line that holds k in all; a sentence when that is none. */
static const char *line_of(struct queue_case *c, double k)
{
    if (k < c->agents)
        return "k is less than n; want agents and waiting places together";
    c->waiting_places = k - c->agents;
    return queue_case_wrong(c);
}

static const char *answer_finite(const double *in, double *out, const unsigned char *needed)
{
    struct queue_case   c = case_of(in[0], in[1], in[2], in[3], in[4]);
    struct queue_answer a;
    const char         *wrong = line_of(&c, in[5]);
    (void)needed;
    if (wrong)
        return wrong;
    queue_measure(&a, &c, in[6]);
    const double all[] = {a.p_block,
                          a.p_wait,
                          a.p_abandon,
                          a.wait_admitted_s,
                          a.wait_answered_s,
                          a.queue_length,
                          a.occupancy,
                          a.sl[QUEUE_SL_OFFERED],
                          a.sl[QUEUE_SL_EXCLUDING_SHORT],
                          a.sl[QUEUE_SL_ANSWERED],
                          a.sl[QUEUE_SL_MET],
                          a.sl[QUEUE_SL_ADMITTED]};
    memcpy(out, all, sizeof all);
    return NULL;
}

static const char *answer_redial(const double *in, double *out, const unsigned char *needed)
{
    struct queue_case   c = case_of(in[0], in[1], in[2], in[3], in[4]);
    struct queue_answer a;
    const char         *wrong = line_of(&c, in[5]);
    (void)needed;
    c.redial_abandoned = in[6];
    c.redial_blocked = in[7];
    if (!wrong)
        wrong = queue_case_wrong(&c);
    if (wrong)
        return wrong;
    queue_measure(&a, &c, in[8]);
    const double all[] = {a.attempts, a.p_wait, a.p_abandon, a.p_block, a.wait_s, a.sl[QUEUE_SL_OFFERED], a.p_lost};
    memcpy(out, all, sizeof all);
    return NULL;
}

static const char *answer_inverse(const double *in, double *out, const unsigned char *needed)
{
    struct queue_case c = case_of(0, in[2], in[3], in[0] == 0 ? INFINITY : in[4], in[1]);
    struct queue_goal g;
    const char       *wrong = queue_case_wrong(&c);
    (void)needed;
    if (!wrong)
        wrong = goal_of(&g, (int)in[5], in[6], in[7]);
    if (wrong)
        return wrong;
    out[0] = inverse_most_calls(&c, &g);
    out[1] = isfinite(out[0]) ? erlang_load(out[0], c.interval_s, c.aht_s).erl : out[0];
    return NULL;
}

const struct erlang_model erlang_models[] = {
    {"b", "Erlang B: calls are lost when every agent or trunk is busy", {AGENTS, {"a", 0, 1e12, NULL, 0}}, {"b", "ln_b"}, answer_b},
    {"c", "Erlang C: nobody hangs up", {CALLS, INTERVAL, AHT, AGENTS, THRESHOLD, {"q", 0, 1, NULL, 0}},
     {"a", "pw", "asa_s", "asa_delayed_s", "eq", "occ", "ln_pw", "sl", "one_minus_sl", "wq_s"}, answer_c},
    {"least-c", "the least agents of Erlang C for each goal and all of them",
     {CALLS, INTERVAL, AHT, {"sl", 0, 0.9999999999999999, NULL, 0}, THRESHOLD, {"asa_s", 0, INFINITY, NULL, 0}, {"max_occ", 1e-9, 1, NULL, 0}},
     {"n_sl", "n_asa", "n_occ", "n_all", "n_stable", "sl_at_n_sl", "sl_at_n_sl_minus1", "asa_at_n_asa", "asa_at_n_asa_minus1"},
     answer_least_c},
    {"a", "Erlang A: callers hang up after an exponential patience", {CALLS, INTERVAL, AHT, PATIENCE, AGENTS, THRESHOLD},
     {"pw", "pab", "ew_s", "ew_served_s", "ew_abandoned_s", "eq", "occ", "p_w_gt_t", "sl_served", "sl_exshort", "sl_answered",
      "sl_anyexit", "sl_virtual", "ln_pab"}, answer_a},
    {"least-a", "the least agents of Erlang A for a goal", {CALLS, INTERVAL, AHT, PATIENCE, {"kind", 0, 0, KINDS, 0},
     {"target", 0, 1e9, NULL, 0}, THRESHOLD}, {"n", "value_at_n", "value_at_n_minus1"}, answer_least_a},
    {"finite", "k places in all; who finds them taken is turned away", {CALLS, INTERVAL, AHT, PATIENCE, AGENTS,
     {"k", 0, INFINITY, NULL, 1}, THRESHOLD},
     {"pblock", "pw", "pab", "ew_admitted_s", "ew_served_s", "eq", "occ", "sl_served", "sl_exshort", "sl_answered", "sl_anyexit",
      "sl_served_adm"}, answer_finite},
    {"redial", "callers who hung up or were turned away call again", {CALLS, INTERVAL, AHT, PATIENCE, AGENTS,
     {"k", 0, INFINITY, NULL, 1}, {"r_ab", 0, 1, NULL, 0}, {"r_bl", 0, 1, NULL, 0}, THRESHOLD},
     {"calls_eff", "pw", "pab", "pblock", "ew_s", "sl_served", "p_lost_final"}, answer_redial},
    {"inverse", "the most calls n agents can carry at a goal", {{"model", 0, 0, "c|a", 0}, AGENTS, INTERVAL, AHT, PATIENCE,
     {"kind", 0, 0, KINDS, 0}, {"target", 0, 1e9, NULL, 0}, THRESHOLD}, {"max_calls", "max_load"}, answer_inverse},
    {NULL, NULL, {{NULL, 0, 0, NULL, 0}}, {NULL}, NULL},
};

const struct erlang_model *erlang_model_find(const char *name)
{
    for (const struct erlang_model *m = erlang_models; m->name; m++)
        if (strcmp(m->name, name) == 0)
            return m;
    return NULL;
}
