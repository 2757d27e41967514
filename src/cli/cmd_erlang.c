/* erlang - the calculator. Of calls, AHT, agents and the threshold T one may be left out and is solved for. */
#include "base/json.h"
#include "base/text.h"
#include "cli/batch.h"
#include "cli/batch_days.h"
#include "cli/commands.h"
#include "cli/erlang_models.h"
#include "queueing/busyness.h"
#include "queueing/inverse.h"
#include "queueing/queue.h"
#include "queueing/trunks.h"
#include <math.h>
#include <string.h>

struct values {
    const char *batch, *columns, *rates;
    double      calls, interval, aht, patience, within, waiting, redial_abandoned, redial_blocked, sl, asa, abandon, occupancy, block, busyness;
    long        agents;
    int         json, over_all;
};
enum { AGENTS_MOST = 1000000000 };

#define AT(field) offsetof(struct values, field)
static const struct option erlang_options[] = {
    {"calls", 0, OPTION_NUMBER, "N", 0, 1e12, "calls offered in the interval", AT(calls)},
    {"interval", 0, OPTION_NUMBER, "S", 1e-6, 1e9, "its length in seconds (default: 1800)", AT(interval)},
    {"aht", 0, OPTION_NUMBER, "S", 1e-6, 1e9, "mean handle time in seconds", AT(aht)},
    {"patience", 0, OPTION_NUMBER, "S", 1e-9, 1e15, "mean patience in seconds (a; finite and redial too)", AT(patience)},
    {"agents", 0, OPTION_INTEGER, "N", 0, AGENTS_MOST, "agents taking calls (b: trunks)", AT(agents)},
    {"waiting", 0, OPTION_NUMBER, "N", 0, 1e8, "waiting places beside the agents (finite; redial)", AT(waiting)},
    {"redial-abandoned", 0, OPTION_NUMBER, "SHARE", 0, 1, "of those who hang up, call again (redial)", AT(redial_abandoned)},
    {"redial-blocked", 0, OPTION_NUMBER, "SHARE", 0, 1, "of those turned away, call again (redial)", AT(redial_blocked)},
    {"within", 0, OPTION_NUMBER, "S", 0, 1e9, "threshold T of the service level in seconds (default: 20)", AT(within)},
    {"sl", 0, OPTION_NUMBER, "SHARE", 0, 0.9999999999999999, "goal: answered within T / offered, at least", AT(sl)},
    {"asa", 0, OPTION_NUMBER, "S", 0, 1e9, "goal: mean wait of answered calls, at most", AT(asa)},
    {"over-all", 0, OPTION_FLAG, NULL, 0, 0, "the goal --asa is over all calls, not over answered ones", AT(over_all)},
    {"abandon", 0, OPTION_NUMBER, "SHARE", 0, 1, "goal: share hanging up, at most", AT(abandon)},
    {"occupancy", 0, OPTION_NUMBER, "SHARE", 1e-9, 1, "goal: busy share of the agents, at most", AT(occupancy)},
    {"block", 0, OPTION_NUMBER, "SHARE", 1e-15, 1, "goal: share that finds every trunk taken, at most", AT(block)},
    {"rates", 0, OPTION_TEXT, "1,1.6,2", 0, 0, "work rate of an agent holding 1, 2, ... contacts (chat)", AT(rates)},
    {"busyness", 0, OPTION_NUMBER, "CV", 0, 1, "days differ: coefficient of variation of the day's volume", AT(busyness)},
    {"batch", 0, OPTION_TEXT, "FILE", 0, 0, "answer a row a line of this CSV (-: standard input)", AT(batch)},
    {"columns", 0, OPTION_TEXT, "A,B", 0, 0, "with --batch: only these answers", AT(columns)},
    {"json", 0, OPTION_FLAG, NULL, 0, 0, "print the answer as JSON", AT(json)},
    {NULL, 0, OPTION_FLAG, NULL, 0, 0, NULL, 0}};

const struct command command_erlang = {
    "erlang", "MODEL [options]", "the calculator: Erlang B, C, A, finite lines, redials, chat", erlang_options, 1, 1,
    "Models:  b       calls are lost when every agent or trunk is busy\n"
    "         c       nobody hangs up                     a       callers hang up after an exponential patience\n"
    "         finite  a limit of waiting places           redial  those who hung up or were turned away call again\n"
    "         chat    agents hold several contacts (--rates)\n\n"
    "With everything given it measures; with one of calls, aht, agents, within or patience left out and a goal given it\n"
    "solves for it:\n\n"
    "  headcount erlang c --calls 100 --interval 1800 --aht 180 --agents 14 --within 20\n"
    "  headcount erlang c --calls 100 --aht 180 --sl 0.8 --within 20            how many agents\n"
    "  headcount erlang a --agents 14 --aht 180 --patience 300 --sl 0.8         how many calls\n"
    "  headcount erlang c --calls 100 --aht 180 --agents 14 --sl 0.8            within how many seconds\n"
    "  headcount erlang a --calls 100 --aht 180 --agents 9 --abandon 0.05       how patient callers are, if 5 % hang up\n"
    "  headcount erlang b --calls 300 --aht 180 --block 0.01                    how many trunks, if nobody can wait\n"
    "  headcount erlang a --calls 300 --aht 180 --patience 200 --sl 0.8 --block 0.01   how many agents, and trunks behind them\n"
    "  headcount erlang chat --calls 60 --aht 480 --rates 1,1.6,1.9 --sl 0.8    how many agents with up to three chats\n"
    "  headcount erlang c --calls 100 --aht 180 --sl 0.8 --busyness 0.1         how many, if days differ by 10 %\n\n"
    "With --batch FILE, models b, c, least-c, a, least-a, finite, redial, inverse and transient answer a file of questions: input\n"
    "columns by name, answers with 17 digits, and `error` for a row that is wrong (exit code 2, the others are answered)."};

struct question {
    struct queue_case in;
    struct queue_goal goal;
    double            within;
};

static int is(const char *model, const char *name)
{
    return strcmp(model, name) == 0;
}

static int has_goal(const struct values *v)
{
    return !isnan(v->sl) || !isnan(v->asa) || !isnan(v->abandon) || !isnan(v->occupancy) || !isnan(v->block);
}

/* Which options have a meaning in which model. */
static int check_model(const struct values *v, const char *model, struct faults *faults)
{
    static const char *const models[] = {"b", "c", "a", "finite", "redial", "chat"};
    char                     near[80];
    int                      known = 0, redial = is(model, "redial");
    for (size_t i = 0; i < sizeof models / sizeof *models; i++)
        known |= is(model, models[i]);
    if (!known && (erlang_model_find(model) || is(model, "transient")))
        return faults_add(faults, "", 0, 0, "model %s answers files only: --batch FILE", model);
    if (!known)
        return faults_add(faults, "", 0, 0, "model is %s; want b, c, a, finite, redial or chat%s", model,
                          text_meant(model, models, 6, near, sizeof near));
    if (!isnan(v->patience) && (is(model, "b") || is(model, "c")))
        return faults_add(faults, "", 0, 0, "--patience has no meaning where nobody hangs up; want model a, or no patience");
    if (isnan(v->waiting) == is(model, "finite"))
        return is(model, "finite") ? faults_add(faults, "", 0, 0, "model finite needs --waiting, the waiting places beside the agents")
               : redial            ? 0
                                   : faults_add(faults, "", 0, 0, "--waiting belongs to the models finite and redial");
    if (!redial && !(isnan(v->redial_abandoned) && isnan(v->redial_blocked)))
        return faults_add(faults, "", 0, 0, "--redial-... belongs to the model redial");
    if ((v->rates != NULL) != is(model, "chat"))
        return faults_add(faults, "", 0, 0, v->rates ? "--rates belongs to the model chat"
                                                     : "model chat needs --rates, the work of an agent with 1, 2, ... contacts: 1,1.6,2");
    return 0;
}

static int read_rates(struct queue_case *in, const char *rates, struct faults *faults)
{
    int    count = 0, bad = 0;
    char **parts = text_split(rates, ",", &count);
    for (int i = 0; i < count && i < QUEUE_CONTACTS; i++)
        bad |= text_number(parts[i], TEXT_PLAIN, &in->work_rate[i]);
    text_split_free(parts, count);
    in->contacts = count;
    if (bad || count > QUEUE_CONTACTS)
        return faults_add(faults, "", 0, 0, "--rates is %s; want 1 to %d numbers, the first 1: 1,1.6,2", rates, QUEUE_CONTACTS);
    return 0;
}

static int check_unknowns(const struct values *v, const char *model, struct faults *faults)
{
    int patience = is(model, "a") && isnan(v->patience);
    int unknown = isnan(v->calls) + isnan(v->aht) + (v->agents < 0) + patience;
    if (unknown > 1)
        return faults_add(faults, "", 0, 0, "%s are missing; want one unknown at most",
                          patience ? "--patience and another of --calls, --aht, --agents" : "two of --calls, --aht and --agents");
    if (patience && isnan(v->abandon))
        return faults_add(faults, "", 0, 0, "Erlang A needs --patience, the mean seconds a caller waits before hanging up (or "
                                            "--abandon, the share that does, to solve for it)");
    /* The level over days that differ is solved for agents alone; saying nothing of the other goals would be an answer for
     * the mean day. */
    if (!isnan(v->busyness) && (unknown || isnan(v->within)) && has_goal(v) &&
        (v->agents >= 0 || (isnan(v->sl) && isnan(v->block)) || !isnan(v->asa) || !isnan(v->abandon) || !isnan(v->occupancy)))
        return faults_add(faults, "", 0, 0, "with --busyness only the agents for --sl%s can be solved for; measure the rest with "
                                            "--agents", is(model, "b") ? " or --block" : "");
    if (v->agents < 0 && isfinite(v->patience) && (v->abandon <= 0 || v->asa <= 0))
        return faults_add(faults, "", 0, 0, "no number of agents brings the %s to exactly 0; want a goal above it",
                          v->abandon <= 0 ? "share that hangs up" : "mean wait");
    if (unknown && !has_goal(v))
        return faults_add(faults, "", 0, 0, "to solve for the missing value a goal is needed: --sl, --asa, --abandon or --occupancy%s",
                          is(model, "b") ? ", or --block" : "");
    return 0;
}

/* Solves for what is missing; its name, "" when nothing is, or NULL when no value keeps the goal. */
static const char *solve_unknown(struct question *q, const struct values *v, const char *model)
{
    if (v->agents < 0) {
        q->in.agents = queue_least_agents(&q->in, &q->goal, AGENTS_MOST);
        if (!isnan(v->busyness) && q->in.agents >= 0 && q->goal.sl > 0) {
            struct busyness days;
            busyness_make(&days, v->busyness);
            int over_days = busyness_least_agents(&q->in, q->goal.sl_kind, q->goal.limit_s, q->goal.sl, &days, AGENTS_MOST);
            q->in.agents = over_days < 0 || over_days > q->in.agents ? over_days : q->in.agents;
        }
        return q->in.agents < 0 ? NULL : "agents";
    }
    if (isnan(v->calls)) {
        q->in.calls = inverse_most_calls(&q->in, &q->goal);
        return isfinite(q->in.calls) ? "calls" : NULL;
    }
    if (isnan(v->aht)) {
        q->in.aht_s = inverse_longest_aht_s(&q->in, &q->goal);
        return q->in.aht_s > 0 && isfinite(q->in.aht_s) ? "aht" : NULL;
    }
    if (is(model, "a") && isnan(v->patience)) {
        q->in.patience_s = inverse_patience_s(&q->in, v->abandon);
        return q->in.patience_s > 0 && isfinite(q->in.patience_s) ? "patience" : NULL;
    }
    if (isnan(v->within) && !isnan(v->sl)) {
        q->within = q->goal.limit_s = inverse_least_limit_s(&q->in, QUEUE_SL_OFFERED, v->sl);
        return isfinite(q->within) ? "within" : NULL;
    }
    return "";
}

struct line {
    const char *name, *unit, *meaning;
    double      value;
    int         optional; /* not shown where it is not asked for */
};

/* The mean service level over days whose volume differs; NAN when that is not asked for. */
static double level_over_days(const struct question *q, double busyness)
{
    struct busyness days;
    if (isnan(busyness))
        return NAN;
    busyness_make(&days, busyness);
    return busyness_service_level(&q->in, QUEUE_SL_OFFERED, q->within, &days);
}

/* Trunks that turn away at most the share --block of the calls; NAN when that is not asked for. */
static double trunks_behind(const struct question *q, double block)
{
    double load = trunks_load_erl(&q->in);
    int    least = isnan(block) || !isfinite(load) ? -1 : trunks_least(load, block, AGENTS_MOST);
    return least < 0 ? (double)NAN : (double)least;
}

static void print_answer(const struct question *q, const char *solved, const struct values *v)
{
    struct queue_answer a;
    int                 json = v->json;
    queue_measure(&a, &q->in, q->within);
    const struct line lines[] = {
        {"calls", "", "offered in the interval", q->in.calls, 0},
        {"interval", "s", "", q->in.interval_s, 0},
        {"aht", "s", "mean handle time", q->in.aht_s, 0},
        {"patience", "s", "mean, exponential", q->in.patience_s, 0},
        {"agents", "", "taking calls", q->in.agents, 0},
        {"waiting", "", "waiting places", q->in.waiting_places, 0},
        {"within", "s", "threshold T", q->within, 0},
        {"load", "erl", "calls * AHT / interval", a.load_erl, 0},
        {"sl", "", "answered within T / offered", a.sl[QUEUE_SL_OFFERED], 0},
        {"sl_over_days", "", "the same, mean over days that differ", level_over_days(q, v->busyness), 1},
        {"sl_answered", "", "answered within T / answered", a.sl[QUEUE_SL_ANSWERED], 0},
        {"sl_excluding_short", "", "answered within T / (offered - abandoned within T)", a.sl[QUEUE_SL_EXCLUDING_SHORT], 0},
        {"sl_met", "", "(answered or gone within T) / offered", a.sl[QUEUE_SL_MET], 0},
        {"p_wait", "", "must wait at all", a.p_wait, 0},
        {"p_abandon", "", "hang up", a.p_abandon, 0},
        {"p_block", "", "turned away: every place is taken", a.p_block, 0},
        {"attempts", "", "calls with redials", a.attempts, 0},
        {"p_lost", "", "never answered, redials counted", a.p_lost, 0},
        {"asa", "s", "mean wait of answered calls", a.wait_answered_s, 0},
        {"wait", "s", "mean wait over all calls", a.wait_s, 0},
        {"queue", "", "mean number waiting", a.queue_length, 0},
        {"occupancy", "", "busy share of the agents", a.occupancy, 0},
        {"contacts_per_agent", "", "in hand, mean", q->in.contacts > 1 ? a.contacts_per_agent : (double)NAN, 1},
        {"handle", "s", "mean time from answer to end", q->in.contacts > 1 ? a.handle_s : (double)NAN, 1},
        {"trunks", "", "lines that turn away at most the share --block", q->in.waiting_places > 0 ? trunks_behind(q, v->block) : (double)NAN, 1},
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
        int without = isnan(l->value) ? l->optional : isinf(l->value) && (is(l->name, "patience") || is(l->name, "waiting"));
        if (!json && !without)
            printf("%c %-19s %14s %-4s%s%s\n", strcmp(solved, l->name) == 0 ? '*' : ' ', l->name, number, l->unit, l->meaning,
                   strcmp(solved, l->name) == 0 ? " (solved for)" : "");
    }
    json_out_end(&w, '}');
    if (json)
        printf("%s\n", text_string(&w.text));
    json_out_free(&w);
}

static struct question question_of(const struct values *v, const char *model)
{
    struct question q = {
        .in = {.calls = isnan(v->calls) ? 0 : v->calls,
               .interval_s = v->interval,
               .aht_s = isnan(v->aht) ? 1 : v->aht,
               .patience_s = isnan(v->patience) ? INFINITY : v->patience,
               .waiting_places = is(model, "b") ? 0 : isnan(v->waiting) ? INFINITY : v->waiting,
               .agents = v->agents < 0 ? 0 : (int)v->agents,
               .redial_abandoned = isnan(v->redial_abandoned) ? 0 : v->redial_abandoned,
               .redial_blocked = isnan(v->redial_blocked) ? 0 : v->redial_blocked},
        .goal = QUEUE_NO_GOAL,
        .within = isnan(v->within) ? 20 : v->within,
    };
    q.goal.sl = isnan(v->sl) ? 0 : v->sl;
    if (!isnan(v->block) && is(model, "b")) /* who is not lost is answered at once */
        q.goal.sl = fmax(q.goal.sl, 1 - v->block);
    q.goal.limit_s = q.within;
    q.goal.wait_over_all = v->over_all;
    q.goal.wait_max_s = isnan(v->asa) ? INFINITY : v->asa;
    q.goal.abandon_max = isnan(v->abandon) ? 1 : v->abandon;
    q.goal.occupancy_max = isnan(v->occupancy) ? 1 : v->occupancy;
    return q;
}

static int answer_batch(const char *model, const struct values *v, struct faults *faults)
{
    const struct erlang_model *m = erlang_model_find(model);
    long                       wrong;
    if (!m && !is(model, "transient"))
        faults_add(faults, "", 0, 0, "model is %s; want b, c, least-c, a, least-a, finite, redial, inverse or transient", model);
    wrong = faults->total ? -1 : m ? batch_run(m, v->batch, v->columns, stdout, faults) : batch_days(v->batch, v->columns, stdout, faults);
    if (wrong < 0)
        return command_faults(faults);
    if (wrong)
        fprintf(stderr, "%s: %ld rows have an error; the others are answered\n", v->batch, wrong);
    return wrong ? EXIT_BAD_INPUT : EXIT_MET;
}

int run_erlang(const struct command *c, int argc, char **argv)
{
    struct values v = {.calls = NAN, .interval = 1800, .aht = NAN, .patience = NAN, .within = NAN, .waiting = NAN,
                       .redial_abandoned = NAN, .redial_blocked = NAN, .sl = NAN, .asa = NAN, .abandon = NAN, .occupancy = NAN,
                       .block = NAN, .busyness = NAN, .agents = -1};
    struct faults faults = {0};
    const char   *model = NULL, *wrong;
    if (options_parse(c, argc, argv, &v, &model, &faults) < 0)
        return command_faults(&faults);
    if (v.batch)
        return answer_batch(model, &v, &faults);
    if (check_model(&v, model, &faults) || check_unknowns(&v, model, &faults))
        return command_faults(&faults);
    struct question q = question_of(&v, model);
    if (v.rates && read_rates(&q.in, v.rates, &faults))
        return command_faults(&faults);
    if ((wrong = queue_case_wrong(&q.in))) {
        faults_add(&faults, "", 0, 0, "%s", wrong);
        return command_faults(&faults);
    }
    const char *solved = solve_unknown(&q, &v, model);
    if (!solved) {
        fprintf(stderr, "no value keeps that goal, or every value does\n");
        return EXIT_MISSED;
    }
    print_answer(&q, solved, &v);
    struct queue_answer attempts;
    queue_measure(&attempts, &q.in, q.within);
    if (isinf(attempts.attempts))
        fprintf(stderr, "there is no steady state: everybody calls again until served, and the first attempts alone exceed what the "
                        "agents can do\n");
    int least = has_goal(&v) && !*solved ? queue_least_agents(&q.in, &q.goal, q.in.agents) : 0;
    if (least < 0)
        fprintf(stderr, "the goal is missed\n");
    return least < 0 ? EXIT_MISSED : EXIT_MET;
}
