/* erlang - the calculator. Of calls, AHT, agents and the threshold T one may be left out and is solved for. */
#include "base/json.h"
#include "base/text.h"
#include "cli/commands.h"
#include "queueing/queue.h"
#include <math.h>
#include <string.h>

struct values {
    double calls, interval, aht, patience, within, sl, asa, abandon, occupancy;
    long   agents;
    int    json;
};
enum { AGENTS_MOST = 10000000 };

#define AT(field) offsetof(struct values, field)
static const struct option erlang_options[] = {
    {"calls", 0, OPTION_NUMBER, "N", 0, 1e9, "calls offered in the interval", AT(calls)},
    {"interval", 0, OPTION_NUMBER, "S", 1, 1e9, "its length in seconds (default: 1800)", AT(interval)},
    {"aht", 0, OPTION_NUMBER, "S", 1e-3, 1e9, "mean handle time in seconds", AT(aht)},
    {"patience", 0, OPTION_NUMBER, "S", 1e-3, 1e12, "mean patience in seconds (model a)", AT(patience)},
    {"agents", 0, OPTION_INTEGER, "N", 0, AGENTS_MOST, "agents taking calls", AT(agents)},
    {"within", 0, OPTION_NUMBER, "S", 0, 1e9, "threshold T of the service level in seconds (default: 20)", AT(within)},
    {"sl", 0, OPTION_NUMBER, "SHARE", 0, 0.9999999, "goal: answered within T / offered, at least", AT(sl)},
    {"asa", 0, OPTION_NUMBER, "S", 0, 1e9, "goal: mean wait of answered calls, at most", AT(asa)},
    {"abandon", 0, OPTION_NUMBER, "SHARE", 0, 1, "goal: share hanging up, at most", AT(abandon)},
    {"occupancy", 0, OPTION_NUMBER, "SHARE", 1e-6, 1, "goal: busy share of the agents, at most", AT(occupancy)},
    {"json", 0, OPTION_FLAG, NULL, 0, 0, "print the answer as JSON", AT(json)},
    {NULL, 0, OPTION_FLAG, NULL, 0, 0, NULL, 0}};

const struct command command_erlang = {
    "erlang", "c|a [options]", "the calculator: Erlang C, or Erlang A with patience", erlang_options, 1, 1,
    "With everything given it measures; with one of calls, aht, agents or within left out and a goal given it solves for it:\n\n"
    "  headcount erlang c --calls 100 --interval 1800 --aht 180 --agents 14 --within 20\n"
    "  headcount erlang c --calls 100 --aht 180 --sl 0.8 --within 20            how many agents\n"
    "  headcount erlang a --agents 14 --aht 180 --patience 300 --sl 0.8         how many calls\n"
    "  headcount erlang c --calls 100 --aht 180 --agents 14 --sl 0.8            within how many seconds"};

struct question {
    struct queue_case in;
    struct queue_goal goal;
    double            within;
};

/* 1 when n agents keep the goal. */
static int holds(const struct question *q)
{
    int least = queue_least_agents(&q->in, &q->goal, q->in.agents);
    return least >= 0 && least <= q->in.agents;
}

/* The largest (rising = 0: holds below it) or least (rising = 1) value of *x at which the goal holds, between 0 and 1e9; NAN
 * when there is none. Bisection down to neighbouring doubles' order: the goals are monotone in each of the unknowns. */
static double solve(struct question *q, double *x, int rising)
{
    double low = 0, high = 1e9;
    *x = rising ? high : 1e-9;
    q->goal.limit_s = q->within;
    if (!holds(q))
        return NAN;
    for (int i = 0; i < 120; i++) {
        double middle = high - low > 1e-3 * high && low > 0 ? sqrt(low * high) : (low + high) / 2;
        *x = middle;
        q->goal.limit_s = q->within;
        if (holds(q) == rising)
            high = middle;
        else
            low = middle;
    }
    return rising ? high : low;
}

static int has_goal(const struct values *v)
{
    return !isnan(v->sl) || !isnan(v->asa) || !isnan(v->abandon) || !isnan(v->occupancy);
}

static int check_values(const struct values *v, const char *model, struct faults *faults)
{
    int unknown = isnan(v->calls) + isnan(v->aht) + (v->agents < 0) + (isnan(v->within) && v->agents >= 0 && !isnan(v->sl));
    if (strcmp(model, "c") != 0 && strcmp(model, "a") != 0)
        return faults_add(faults, "", 0, 0, "model is %s; want c (Erlang C) or a (Erlang A, with --patience)", model);
    if (strcmp(model, "a") == 0 && isnan(v->patience))
        return faults_add(faults, "", 0, 0, "Erlang A needs --patience, the mean seconds a caller waits before hanging up");
    if (strcmp(model, "c") == 0 && !isnan(v->patience))
        return faults_add(faults, "", 0, 0, "in Erlang C nobody hangs up, so --patience has no meaning; want model a");
    if (isnan(v->calls) + isnan(v->aht) + (v->agents < 0) > 1)
        return faults_add(faults, "", 0, 0, "two of --calls, --aht and --agents are missing; want one unknown at most");
    if (unknown > 0 && !has_goal(v) && (isnan(v->calls) || isnan(v->aht) || v->agents < 0))
        return faults_add(faults, "", 0, 0, "to solve for the missing value a goal is needed: --sl, --asa, --abandon or --occupancy");
    return 0;
}

static const char *solve_unknown(struct question *q, const struct values *v)
{
    if (v->agents < 0) {
        q->in.agents = queue_least_agents(&q->in, &q->goal, AGENTS_MOST);
        return q->in.agents < 0 ? NULL : "agents";
    }
    if (isnan(v->calls))
        return isnan(q->in.calls = solve(q, &q->in.calls, 0)) ? NULL : "calls";
    if (isnan(v->aht))
        return isnan(q->in.aht_s = solve(q, &q->in.aht_s, 0)) ? NULL : "aht";
    if (isnan(v->within) && !isnan(v->sl))
        return isnan(q->within = solve(q, &q->within, 1)) ? NULL : "within";
    return "";
}

struct line { const char *name, *unit, *meaning; double value; };

static void print_answer(const struct question *q, const char *solved, int json)
{
    struct queue_answer a;
    queue_measure(&a, &q->in, q->within);
    const struct line lines[] = {
        {"calls", "", "offered in the interval", q->in.calls},
        {"interval", "s", "", q->in.interval_s},
        {"aht", "s", "mean handle time", q->in.aht_s},
        {"patience", "s", "mean, exponential", q->in.patience_s},
        {"agents", "", "taking calls", q->in.agents},
        {"within", "s", "threshold T", q->within},
        {"load", "erl", "calls * AHT / interval", a.load_erl},
        {"sl", "", "answered within T / offered", a.sl[QUEUE_SL_OFFERED]},
        {"sl_answered", "", "answered within T / answered", a.sl[QUEUE_SL_ANSWERED]},
        {"sl_excluding_short", "", "answered within T / (offered - abandoned within T)", a.sl[QUEUE_SL_EXCLUDING_SHORT]},
        {"sl_met", "", "(answered or gone within T) / offered", a.sl[QUEUE_SL_MET]},
        {"p_wait", "", "must wait at all", a.p_wait},
        {"p_abandon", "", "hang up", a.p_abandon},
        {"asa", "s", "mean wait of answered calls", a.wait_answered_s},
        {"wait", "s", "mean wait over all calls", a.wait_s},
        {"queue", "", "mean number waiting", a.queue_length},
        {"occupancy", "", "busy share of the agents", a.occupancy},
    };
    struct json_out w = {0};
    char            number[TEXT_NUMBER_SIZE];
    json_out_object(&w, NULL);
    json_out_string(&w, "solved_for", *solved ? solved : NULL);
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        const struct line *l = &lines[i];
        json_out_number(&w, l->name, l->value);
        if (isfinite(l->value))
            snprintf(number, sizeof number, "%.8g", l->value);
        else
            strcpy(number, isnan(l->value) ? "-" : "infinite");
        if (!json && !(isinf(l->value) && strcmp(l->name, "patience") == 0))
            printf("%c %-19s %14s %-4s%s%s\n", strcmp(solved, l->name) == 0 ? '*' : ' ', l->name, number, l->unit, l->meaning,
                   strcmp(solved, l->name) == 0 ? " (solved for)" : "");
    }
    json_out_end(&w, '}');
    if (json)
        printf("%s\n", text_string(&w.text));
    json_out_free(&w);
}

int run_erlang(const struct command *c, int argc, char **argv)
{
    struct values v = {NAN, 1800, NAN, NAN, NAN, NAN, NAN, NAN, NAN, -1, 0};
    struct faults faults = {0};
    const char   *model = NULL;
    if (options_parse(c, argc, argv, &v, &model, &faults) < 0 || check_values(&v, model, &faults))
        return command_faults(&faults);
    struct question q = {
        .in = {isnan(v.calls) ? 0 : v.calls, v.interval, isnan(v.aht) ? 1 : v.aht, isnan(v.patience) ? INFINITY : v.patience,
               INFINITY, v.agents < 0 ? 0 : (int)v.agents},
        .goal = QUEUE_NO_GOAL,
        .within = isnan(v.within) ? 20 : v.within,
    };
    q.goal.sl = isnan(v.sl) ? 0 : v.sl;
    q.goal.limit_s = q.within;
    q.goal.wait_max_s = isnan(v.asa) ? INFINITY : v.asa;
    q.goal.abandon_max = isnan(v.abandon) ? 1 : v.abandon;
    q.goal.occupancy_max = isnan(v.occupancy) ? 1 : v.occupancy;
    const char *solved = solve_unknown(&q, &v);
    if (!solved) {
        fprintf(stderr, "no value keeps that goal\n");
        return EXIT_MISSED;
    }
    print_answer(&q, solved, v.json);
    if (!*solved && has_goal(&v) && !holds(&q)) {
        fprintf(stderr, "the goal is missed\n");
        return EXIT_MISSED;
    }
    return EXIT_MET;
}
