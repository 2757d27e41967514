#include "base/file.h"
#include "cli/commands.h"
#include "cli/progress.h"
#include "report/compare.h"
#include <stdlib.h>
#include <string.h>

struct values {
    const char *out, *lang;
    int         json, csv, quiet;
};

#define AT(field) offsetof(struct values, field)
static const struct option compare_options[] = {
    {"out", 'o', OPTION_TEXT, "DIR", 0, 0, "write compare.csv and compare.html there (default: nothing is written)", AT(out)},
    {"lang", 0, OPTION_TEXT, "LANG", 0, 0, "language of the text and the page: en or zh (default: en)", AT(lang)},
    {"csv", 0, OPTION_FLAG, NULL, 0, 0, "print the rows as CSV", AT(csv)},
    {"json", 0, OPTION_FLAG, NULL, 0, 0, "print the rows as JSON", AT(json)},
    {"quiet", 'q', OPTION_FLAG, NULL, 0, 0, "print nothing", AT(quiet)},
    {NULL, 0, OPTION_FLAG, NULL, 0, 0, NULL, 0}};

const struct command command_compare = {
    "compare", "A B", "two output folders side by side: service, cost, staff, contacts", compare_options, 2, 2,
    "A and B are output folders of plan. Only what both hold on the same days is set side by side day by day; different\n"
    "scenarios, days or input files are said first. Exit code 0 whichever is better.\n\n"
    "  headcount plan scenarios/bank -o out\n  headcount plan scenarios/bank --set volume=+40% -o busy\n"
    "  headcount compare out busy -o difference"};

static int write_files(const struct compare *c, const char *folder, enum lang lang, struct faults *faults)
{
    struct text table = {0}, page = {0};
    char       *csv = file_join(folder, "compare.csv"), *html = file_join(folder, "compare.html");
    compare_csv(&table, c);
    compare_page(&page, c, lang);
    int bad = file_make_folder(folder, faults) || file_write_text(csv, &table, faults) || file_write_text(html, &page, faults);
    text_free(&table);
    text_free(&page);
    free(csv);
    free(html);
    return bad ? -1 : 0;
}

static void print(const struct compare *c, const struct values *v, enum lang lang)
{
    struct text out = {0};
    if (v->json)
        compare_json(&out, c);
    else if (v->csv)
        compare_csv(&out, c);
    else if (!v->quiet)
        compare_text(&out, c, lang, progress_color(stdout));
    fputs(text_string(&out), stdout);
    text_free(&out);
}

int run_compare(const struct command *c, int argc, char **argv)
{
    struct values  v = {0};
    struct faults  faults = {0};
    struct compare compare;
    const char    *folders[2];
    enum lang      lang = LANG_EN;
    if (options_parse(c, argc, argv, &v, folders, &faults) < 0)
        return command_faults(&faults);
    if (v.lang && lang_parse(v.lang, &lang))
        faults_add(&faults, "", 0, 0, "--lang is %s; want en or zh", v.lang);
    if (faults.total || compare_read(&compare, folders[0], folders[1], &faults))
        return command_faults(&faults);
    int bad = v.out && write_files(&compare, v.out, lang, &faults);
    if (!bad) {
        print(&compare, &v, lang);
        if (v.out && !v.json && !v.csv && !v.quiet)
            printf(lang_say(lang, "\nwritten to %s\n"), v.out);
    }
    compare_free(&compare);
    if (!bad)
        return EXIT_MET;
    command_faults(&faults);
    return faults.disk ? EXIT_RESOURCES : EXIT_BAD_INPUT;
}
