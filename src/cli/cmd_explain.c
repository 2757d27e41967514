/* explain - why the roster is as it is: reads the output folder of a plan as check does. */
#include "base/alloc.h"
#include "base/file.h"
#include "cli/commands.h"
#include "cli/made.h"
#include "cli/progress.h"
#include "plan/explain.h"
#include "report/explain.h"
#include "report/report.h"
#include <stdlib.h>
#include <string.h>

struct values {
    const char        *out, *forecast, *requirement, *roster, *bound, *lang, *agent, *day, *interval, *contract;
    long               threads;
    double             effort;
    int                peaks, json, quiet;
    struct option_list set;
};

#define AT(field) offsetof(struct values, field)
static const struct option explain_options[] = {
    {"out", 'o', OPTION_TEXT, "DIR", 0, 0, "folder of the plan (default: SCENARIO/out)", AT(out)},
    {"agent", 0, OPTION_TEXT, "ID", 0, 0, "the shifts of this agent; why there are none; which wishes conflict", AT(agent)},
    {"day", 0, OPTION_TEXT, "DATE", 0, 0, "the shifts of this day", AT(day)},
    {"interval", 0, OPTION_TEXT, "START", 0, 0, "the price of an agent more or less at this time, and who works then", AT(interval)},
    {"contract", 0, OPTION_TEXT, "NAME", 0, 0, "the worth of one agent more with this contract (solves again)", AT(contract)},
    {"peaks", 0, OPTION_FLAG, NULL, 0, 0, "peaks missed, or other goals: where, how short, what would close it (solves again)", AT(peaks)},
    {"effort", 0, OPTION_NUMBER, "X", 0.001, 1000, "search budget of each solve, 1 = usual (default: 0.3)", AT(effort)},
    {"threads", 0, OPTION_INTEGER, "N", 1, 256, "threads; the answer is the same (default: 2)", AT(threads)},
    {"forecast", 0, OPTION_TEXT, "FILE", 0, 0, "the forecast.csv the plan started from (default: as planned)", AT(forecast)},
    {"requirement", 0, OPTION_TEXT, "FILE", 0, 0, "the requirement.csv the plan started from (default: as planned)", AT(requirement)},
    {"roster", 0, OPTION_TEXT, "FILE", 0, 0, "the roster.csv to explain (default: the folder's)", AT(roster)},
    {"bound", 0, OPTION_TEXT, "FILE", 0, 0, "its bound.csv (default: the folder's, if there)", AT(bound)},
    {"set", 0, OPTION_LIST, "WHAT=VALUE", 0, 0, "another variant than the one planned (default: as planned); repeatable", AT(set)},
    {"lang", 0, OPTION_TEXT, "LANG", 0, 0, "language of the answer: en or zh (default: en)", AT(lang)},
    {"json", 0, OPTION_FLAG, NULL, 0, 0, "print the answer as JSON", AT(json)},
    {"quiet", 'q', OPTION_FLAG, NULL, 0, 0, "print no progress", AT(quiet)},
    {NULL, 0, OPTION_FLAG, NULL, 0, 0, NULL, 0}};

const struct command command_explain = {
    "explain", "SCENARIO [options]", "why: shifts, prices, hires, goals missed, rules that conflict", explain_options, 1, 1,
    "Explains the roster in the output folder of `headcount plan`. Without --agent, --day, --interval, --contract or --peaks it\n"
    "tells the telling part of everything. What solves again says so. What --peaks finds is kept in remedies.csv and on the page.\n\n"
    "  headcount explain scenarios/bank -o out --agent A001 --day 2026-12-01\n"
    "  headcount explain scenarios/bank -o out --interval 2026-11-30T10:00\n"
    "  headcount explain scenarios/bank -o out --contract part"};

/* The page opens in the language it was made in. */
static enum lang lang_of_page(const char *path, enum lang otherwise)
{
    struct text   page = {0};
    struct faults ignored = {.count = 0};
    enum lang     lang = otherwise;
    if (file_read_text(&page, path, FILE_LIMIT, &ignored) == 0) {
        const char *at = strstr(text_string(&page), "<html lang=\"");
        lang = at && !strncmp(at + strlen("<html lang=\""), "zh", 2) ? LANG_ZH : LANG_EN;
    }
    text_free(&page);
    return lang;
}

/* What was found goes beside the plan it is of, and onto its page: not where another roster, or the plan judged otherwise than
 * it was planned, was explained. */
static int keep_remedies(struct plan *p, const struct values *v, const char *folder, struct remedies *x, enum lang lang, struct faults *faults)
{
    if (!v->peaks || v->roster || !p->recall.path || p->recall.other || p->recall.changed_count || x->cancelled || !x->is.missed || p->budget)
        return 0;
    char *table = file_join(folder, "remedies.csv"), *page = file_join(folder, "report.html");
    p->remedies = x;
    int bad = remedies_write(x, p, table, faults) || (file_exists(page) && report_html(p, page, lang_of_page(page, lang), faults));
    p->remedies = NULL;
    if (!bad && !v->json && file_exists(page))
        printf(lang_say(lang, "\nThe page shows it too: %s\n"), page);
    free(table);
    free(page);
    return bad ? -1 : 0;
}

static int print(struct plan *p, const struct values *v, const char *folder, enum lang lang, struct faults *faults)
{
    const struct explain_question q = {v->agent, v->day, v->interval, v->contract, v->peaks};
    const struct trial_how how = {v->effort, NULL, (int)v->threads, progress_show, NULL};
    struct explanation     x;
    struct text            out = {0};
    if (explain_make(&x, p, &q, &how, faults))
        return EXIT_BAD_INPUT;
    progress_end();
    if (v->json)
        explain_json(&out, &x, lang);
    else
        explain_text(&out, &x, lang);
    fwrite(out.data, 1, out.length, stdout);
    text_free(&out);
    int bad = keep_remedies(p, v, folder, &x.remedies, lang, faults);
    explain_free(&x);
    if (bad)
        return EXIT_RESOURCES;
    if (progress_interrupted())
        return EXIT_INTERRUPTED;
    return p->result.summary.goal_met ? EXIT_MET : EXIT_MISSED;
}

static int run(const struct values *v, const char *scenario, const char *folder, const char *roster, const char *bound, struct faults *faults)
{
    char           *summary = made_summary(roster);
    char           *frontier = v->roster ? NULL : made_file(NULL, folder, "frontier.csv", 0, faults);
    char           *budget = v->roster ? NULL : made_file(NULL, folder, "budget.csv", 0, faults);
    struct variant *variants = xcalloc((size_t)v->set.count + 1, sizeof *variants);
    struct plan     p;
    enum lang       lang = LANG_EN;
    int             code = EXIT_BAD_INPUT;
    for (int i = 0; i < v->set.count; i++)
        variants[i].text = v->set.items[i];
    const struct plan_options o = {.folder = scenario, .variants = variants, .variant_count = v->set.count, .forecast_file = v->forecast,
                                   .requirement_file = v->requirement, .roster_file = roster, .bound_file = bound, .summary_file = summary,
                                   .frontier_file = frontier, .budget_file = budget, .threads = (int)v->threads};
    if (v->lang && lang_parse(v->lang, &lang))
        faults_add(faults, "--lang", 0, 0, "%s is no language we have; want en or zh", v->lang);
    else if (!plan_run(&p, &o, PLAN_CHECK, faults)) {
        code = print(&p, v, folder, lang, faults);
        plan_free(&p);
    }
    free(variants);
    free(summary);
    free(frontier);
    free(budget);
    return code;
}

int run_explain(const struct command *c, int argc, char **argv)
{
    struct values v = {.threads = 2, .effort = 0.3};
    struct faults faults = {0};
    const char   *scenario = NULL;
    char         *folder = NULL, *roster = NULL, *bound = NULL;
    int           code = EXIT_BAD_INPUT;
    if (options_parse(c, argc, argv, &v, &scenario, &faults) >= 0) {
        folder = v.out ? xstrdup(v.out) : file_join(scenario, "out");
        roster = made_file(v.roster, folder, "roster.csv", 1, &faults);
        bound = v.roster && !v.bound ? NULL : made_file(v.bound, folder, "bound.csv", 0, &faults);
        progress_begin(v.quiet);
        if (roster)
            code = run(&v, scenario, folder, roster, bound, &faults);
        progress_end();
    }
    if (faults.total)
        faults_print(&faults, stderr);
    free(folder);
    free(roster);
    free(bound);
    free(v.set.items);
    return code;
}
