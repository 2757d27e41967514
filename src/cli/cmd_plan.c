/* plan, and its stages alone: forecast, staffing, schedule, check, report. One function runs them all; they differ in the
 * last stage run and in what is printed. */
#include "base/alloc.h"
#include "base/file.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/made.h"
#include "cli/progress.h"
#include "model/variant.h"
#include "plan/plan.h"
#include "report/calendars.h"
#include "report/report.h"
#include "report/words.h"
#include "report/workbook.h"
#include <stdlib.h>
#include <string.h>

struct values {
    const char        *out, *forecast, *requirement, *roster, *bound, *lang, *remedies;
    long               seed, threads;
    double             effort, budget;
    int                frontier, json, quiet, calendars, transient;
    struct option_list set;
};

#define AT(field) offsetof(struct values, field)
#define OPTION_OUT      {"out", 'o', OPTION_TEXT, "DIR", 0, 0, "output folder (default: SCENARIO/out)", AT(out)}
#define OPTION_SEED     {"seed", 0, OPTION_INTEGER, "N", 0, 4294967295.0, "seed of the search (default: the scenario's)", AT(seed)}
#define OPTION_THREADS  {"threads", 0, OPTION_INTEGER, "N", 1, 256, "threads; the answer is the same (default: 2)", AT(threads)}
#define OPTION_EFFORT   {"effort", 0, OPTION_NUMBER, "X", 0.01, 1000, "search budget, 1 = usual (default: the scenario's)", AT(effort)}
#define OPTION_FORECAST {"forecast", 0, OPTION_TEXT, "FILE", 0, 0, "start from this forecast.csv", AT(forecast)}
#define OPTION_REQUIRE  {"requirement", 0, OPTION_TEXT, "FILE", 0, 0, "start from this requirement.csv (queue,start,agents)", AT(requirement)}
#define OPTION_SET      {"set", 0, OPTION_LIST, "WHAT=VALUE", 0, 0, "plan a variant: volume.QUEUE=+40%, aht=-10%, shrinkage=+5%; repeatable", AT(set)}
#define OPTION_JSON     {"json", 0, OPTION_FLAG, NULL, 0, 0, "print the answer as JSON", AT(json)}
#define OPTION_QUIET    {"quiet", 'q', OPTION_FLAG, NULL, 0, 0, "print no summary and no progress", AT(quiet)}
#define OPTION_CARRY    {"transient", 0, OPTION_FLAG, NULL, 0, 0, "service levels with the queue carried from interval to interval too", AT(transient)}
#define OPTION_LANG     {"lang", 0, OPTION_TEXT, "LANG", 0, 0, "language of the summary, page and workbook: en or zh (default: en)", AT(lang)}
#define OPTION_EACH     {"calendars", 0, OPTION_FLAG, NULL, 0, 0, "a calendar for each agent too: calendars/AGENT.ics", AT(calendars)}
#define OPTION_FRONTIER {"frontier", 0, OPTION_FLAG, NULL, 0, 0, "what other goals would cost, from 60 % to 95 %: frontier.csv and a picture", AT(frontier)}
#define OPTION_BUDGET   {"budget", 0, OPTION_NUMBER, "MONEY", 0.01, 1e12, "the roster of the best service this much can pay for; budget.csv says how near it is to what is possible", AT(budget)}
#define OPTION_REMEDIES {"remedies", 0, OPTION_TEXT, "HOW", 0, 0, "what would close goals that are missed, solved again: none, brief or all (default: brief)", AT(remedies)}
#define OPTION_END      {NULL, 0, OPTION_FLAG, NULL, 0, 0, NULL, 0}

static const struct option plan_options[] = {OPTION_OUT,     OPTION_FORECAST, OPTION_REQUIRE, OPTION_SET,   OPTION_SEED,
                                             OPTION_THREADS, OPTION_EFFORT,   OPTION_LANG,    OPTION_EACH,  OPTION_CARRY,
                                             OPTION_FRONTIER, OPTION_BUDGET,  OPTION_REMEDIES,
                                             OPTION_JSON,    OPTION_QUIET,    OPTION_END};
static const struct option schedule_options[] = {OPTION_OUT,     OPTION_FORECAST, OPTION_REQUIRE, OPTION_SET,  OPTION_SEED,
                                                 OPTION_THREADS, OPTION_EFFORT,   OPTION_LANG,    OPTION_CARRY, OPTION_FRONTIER, OPTION_BUDGET, OPTION_JSON,
                                                 OPTION_QUIET,   OPTION_END};
static const struct option forecast_options[] = {OPTION_OUT, OPTION_SET, OPTION_LANG, OPTION_JSON, OPTION_QUIET, OPTION_END};
static const struct option staffing_options[] = {OPTION_OUT,  OPTION_FORECAST, OPTION_REQUIRE, OPTION_SET,
                                                 OPTION_LANG, OPTION_JSON,     OPTION_QUIET,   OPTION_END};
#define OPTION_JUDGED   {"set", 0, OPTION_LIST, "WHAT=VALUE", 0, 0, "judge as another variant than the one planned (default: as planned)", AT(set)}
#define OPTION_ROSTER   {"roster", 0, OPTION_TEXT, "FILE", 0, 0, "the roster.csv to judge (default: the output folder's)", AT(roster)}
#define OPTION_BOUND    {"bound", 0, OPTION_TEXT, "FILE", 0, 0, "its bound.csv (default: the output folder's, if there)", AT(bound)}
static const struct option check_options[] = {OPTION_OUT,  OPTION_FORECAST, OPTION_REQUIRE, OPTION_ROSTER, OPTION_BOUND, OPTION_JUDGED,
                                              OPTION_LANG, OPTION_CARRY,    OPTION_JSON,    OPTION_QUIET,  OPTION_END};
static const struct option report_options[] = {OPTION_OUT,  OPTION_FORECAST, OPTION_REQUIRE, OPTION_ROSTER, OPTION_BOUND, OPTION_JUDGED,
                                               OPTION_LANG, OPTION_EACH,     OPTION_CARRY,   OPTION_JSON,   OPTION_QUIET, OPTION_END};

const struct command command_plan = {
    "plan", "SCENARIO [options]", "history to roster: forecast, staffing, schedule, check and report in one go", plan_options, 1, 1,
    "Writes forecast.csv, requirement.csv, roster.csv, roster_grid.csv, coverage.csv, bound.csv, violations.csv, reasons.csv,\n"
    "summary.json, run.json, report.html, headcount.xlsx and roster.ics. Ctrl-C keeps the best roster so far. Where goals are missed,\n"
    "what would close them is looked for once all of this is written: remedies.csv, and the page again. Ctrl-C ends that too.\n\n"
    "  headcount plan scenarios/bank -o out\n  headcount plan scenarios/bank --set volume=+40% -o out-busy"};
const struct command command_forecast = {
    "forecast", "SCENARIO [options]", "what will come: forecast.csv", forecast_options, 1, 1, NULL};
const struct command command_staffing = {
    "staffing", "SCENARIO [options]", "how many agents answer in time: requirement.csv", staffing_options, 1, 1, NULL};
const struct command command_schedule = {
    "schedule", "SCENARIO [options]", "who works when: roster.csv, bound.csv", schedule_options, 1, 1, NULL};
const struct command command_check = {
    "check", "SCENARIO [options]", "judge a roster: rules, cost, service, lower bound", check_options, 1, 1,
    "Judges any roster, whoever made it: every rule, the cost, coverage and service, and the lower bound recomputed from\n"
    "bound.csv. Writes coverage.csv, violations.csv, reasons.csv and summary.json. Exit code 1 when something is missed."};
const struct command command_report = {
    "report", "SCENARIO [options]", "report.html, headcount.xlsx and roster.ics of a roster already made", report_options, 1, 1, NULL};

static enum plan_stage last_stage(const struct command *c)
{
    if (c == &command_forecast)
        return PLAN_FORECAST;
    return c == &command_staffing ? PLAN_STAFFING : PLAN_CHECK;
}

static int write_answer(const struct command *c, const struct plan *p, const char *folder, enum lang lang, int calendars,
                        struct faults *faults)
{
    if (c != &command_report && plan_write(p, folder, words_message, &lang, faults))
        return -1;
    if (c != &command_plan && c != &command_report && !(c == &command_schedule && (p->frontier || p->budget)))
        return 0;
    char *page = file_join(folder, "report.html"), *book = file_join(folder, "headcount.xlsx");
    char *all = file_join(folder, "roster.ics"), *each = file_join(folder, "calendars");
    int   bad = file_make_folder(folder, faults) || report_html(p, page, lang, faults) || workbook_write(p, book, lang, faults) ||
              calendars_write_all(p, all, lang, faults) || (calendars && calendars_write_each(p, each, lang, faults));
    free(page);
    free(book);
    free(all);
    free(each);
    return bad ? -1 : 0;
}

static struct variant *variants_of(const struct option_list *set)
{
    struct variant *variants = xcalloc((size_t)set->count + 1, sizeof *variants);
    for (int i = 0; i < set->count; i++)
        variants[i].text = set->items[i];
    return variants;
}

enum { REMEDIES_NONE, REMEDIES_BRIEF, REMEDIES_ALL };

static int remedies_wanted(const struct command *c, const char *how, struct faults *faults)
{
    static const char *const names[] = {"none", "brief", "all"};
    for (int i = REMEDIES_NONE; how && i <= REMEDIES_ALL; i++)
        if (!strcmp(how, names[i]))
            return i;
    if (how)
        return faults_add(faults, "command line", 0, 0, "--remedies is %s; want none, brief or all", how);
    return c == &command_plan ? REMEDIES_BRIEF : REMEDIES_NONE;
}

static void print_said(struct text *out)
{
    if (out->length)
        fwrite(out->data, 1, out->length, stdout);
    fflush(stdout);
    text_free(out);
}

static void print_answer(const struct plan *p, const struct values *v, enum lang lang)
{
    struct text out = {0};
    if (v->json)
        report_json(&out, p);
    else
        report_text(&out, p, lang, progress_color(stdout));
    print_said(&out);
}

/* What would close the goals missed comes after all else is written and said, for it takes as long again. */
static int add_remedies(const struct command *c, struct plan *p, const struct values *v, const struct plan_options *o,
                        const char *folder, enum lang lang, int wanted, struct faults *faults)
{
    struct text out = {0};
    if (wanted != REMEDIES_NONE && p->reached == PLAN_CHECK && !p->budget && !progress_interrupted()) {
        plan_find_remedies(p, o, wanted == REMEDIES_BRIEF);
        progress_end();
        if (p->remedies && write_answer(c, p, folder, lang, v->calendars, faults))
            return -1;
    }
    if (!v->quiet && !v->json) {
        report_remedies(&out, p, lang);
        print_said(&out);
    }
    return 0;
}

/* Runs the plan and writes it. The exit code, or EXIT_BAD_INPUT with faults. */
static int run_stages(const struct command *c, const struct values *v, const struct plan_options *o, const char *folder,
                      struct faults *faults)
{
    struct plan p;
    enum lang   lang = LANG_EN;
    if (v->lang && lang_parse(v->lang, &lang))
        return faults_add(faults, "", 0, 0, "--lang is %s; want en or zh", v->lang), EXIT_BAD_INPUT;
    int wanted = remedies_wanted(c, v->remedies, faults);
    if (wanted < 0 || plan_run(&p, o, last_stage(c), faults))
        return EXIT_BAD_INPUT;
    progress_end();
    if (c == &command_check && made_refused(&p, o->roster_file, folder, faults))
        return plan_free(&p), EXIT_BAD_INPUT;
    int code = EXIT_RESOURCES;
    if (!write_answer(c, &p, folder, lang, v->calendars, faults)) {
        code = p.reached == PLAN_CHECK && !p.result.summary.goal_met ? EXIT_MISSED : EXIT_MET;
        if (!v->quiet && !v->json)
            print_answer(&p, v, lang);
        if (add_remedies(c, &p, v, o, folder, lang, wanted, faults))
            code = EXIT_RESOURCES;
        else if (progress_interrupted())
            code = EXIT_INTERRUPTED;
        if (!v->quiet && v->json)
            print_answer(&p, v, lang);
        if (!v->quiet && !v->json)
            printf(lang_say(lang, "\nwritten to %s\n"), folder);
    }
    plan_free(&p);
    return code;
}

/* A forecast changed by --set and written back would be changed twice by the next command. */
static int reads_what_it_writes(const struct values *v, const char *folder, struct faults *faults)
{
    int   bad = 0;
    char *own = file_join(folder, "forecast.csv");
    for (int i = 0; i < v->set.count && v->forecast && made_same(own, v->forecast); i++)
        if (variant_of_demand(v->set.items[i]))
            bad = faults_add(faults, "command line", 0, 0, "%s would be read and written, changed by --set %s; want another folder (-o)", own,
                             v->set.items[i]);
    free(own);
    return bad;
}

int run_plan(const struct command *c, int argc, char **argv)
{
    struct values   v = {.seed = -1, .threads = 2};
    struct faults   faults = {0};
    const char     *scenario = NULL;
    int             code = EXIT_BAD_INPUT, judging = c == &command_check || c == &command_report;
    char           *folder = NULL, *roster = NULL, *bound = NULL, *frontier = NULL, *budget = NULL, *remedies = NULL, *summary = NULL;
    struct variant *variants = NULL;
    if (options_parse(c, argc, argv, &v, &scenario, &faults) < 0)
        goto done;
    folder = v.out ? xstrdup(v.out) : file_join(scenario, "out");
    if (file_exists(folder) && !file_is_folder(folder)) {
        faults_add(&faults, folder, 0, 0, "is a file; want a folder for the answer (-o)");
        goto done;
    }
    if (judging) {
        roster = made_file(v.roster, folder, "roster.csv", 1, &faults);
        if (!roster)
            goto done;
        bound = v.roster && !v.bound ? NULL : made_file(v.bound, folder, "bound.csv", 0, &faults);
        frontier = v.roster ? NULL : made_file(NULL, folder, "frontier.csv", 0, &faults);
        budget = v.roster ? NULL : made_file(NULL, folder, "budget.csv", 0, &faults);
        remedies = v.roster ? NULL : made_file(NULL, folder, "remedies.csv", 0, &faults);
        summary = made_summary(roster);
    } else if (reads_what_it_writes(&v, folder, &faults))
        goto done;
    variants = variants_of(&v.set);
    progress_begin(v.quiet);
    const struct plan_options o = {
        .folder = scenario,
        .variants = variants,
        .variant_count = v.set.count,
        .forecast_file = v.forecast,
        .requirement_file = v.requirement,
        .roster_file = roster,
        .bound_file = bound,
        .summary_file = summary,
        .has_seed = v.seed >= 0,
        .seed = (uint64_t)v.seed,
        .effort = v.effort,
        .threads = (int)v.threads,
        .transient = v.transient,
        .frontier = v.frontier,
        .budget = v.budget,
        .frontier_file = frontier,
        .budget_file = budget,
        .remedies_file = remedies,
        .progress = progress_show,
    };
    code = run_stages(c, &v, &o, folder, &faults);
done:
    progress_end();
    if (faults.total)
        faults_print(&faults, stderr);
    free(folder);
    free(roster);
    free(bound);
    free(frontier);
    free(summary);
    free(budget);
    free(remedies);
    free(variants);
    free(v.set.items);
    return code;
}
