/* import - any export of a phone system or spreadsheet becomes a history.csv; what was understood is said first. */
#include "base/file.h"
#include "cli/commands.h"
#include "cli/import_summary.h"
#include "report/fault_words.h"
#include <stdlib.h>
#include <string.h>

struct values {
    const char        *output, *queue, *date_order, *encoding, *decimal, *sheet, *mapping, *save_mapping, *profile;
    const char        *first_date, *time_zone, *lang;
    struct option_list maps, outcomes;
    long               interval, header;
    int                add_up, skip_broken, force, json, quiet;
};

#define AT(field) offsetof(struct values, field)
static const struct option import_options[] = {
    {"output", 'o', OPTION_TEXT, "FILE", 0, 0, "where the history goes (default: nowhere, only the summary is shown)", AT(output)},
    {"map", 'm', OPTION_LIST, "FIELD=COLUMN", 0, 0, "which column is which field; repeat (start=DATE start=TIME)", AT(maps)},
    {"queue", 0, OPTION_TEXT, "NAME", 0, 0, "all rows are of this queue (default: its column, else \"calls\")", AT(queue)},
    {"time-zone", 0, OPTION_TEXT, "ZONE", 0, 0, "IANA zone of the times, for hours that exist twice or not at all", AT(time_zone)},
    {"interval", 0, OPTION_INTEGER, "MIN", 5, 1440, "add up to intervals of so many minutes (default: the file's; calls 30)", AT(interval)},
    {"profile", 0, OPTION_TEXT, "FILE", 0, 0, "how a day's contacts spread over it, for files with a row a day", AT(profile)},
    {"first-date", 0, OPTION_TEXT, "DATE", 0, 0, "day of the first row of a file without dates; with times, of them all", AT(first_date)},
    {"outcome", 0, OPTION_LIST, "WORD=MEANING", 0, 0, "of call records: answered, abandoned or ignored; repeat", AT(outcomes)},
    {"date-order", 0, OPTION_TEXT, "dmy|mdy", 0, 0, "of 9/3/2026 (default: found from the whole column)", AT(date_order)},
    {"decimal", 0, OPTION_TEXT, "point|comma", 0, 0, "of 1,234 (default: found from the column, else the whole file)", AT(decimal)},
    {"encoding", 0, OPTION_TEXT, "NAME", 0, 0, "GB18030, ISO-8859-1 ... (default: found from the bytes)", AT(encoding)},
    {"sheet", 0, OPTION_TEXT, "NAME", 0, 0, "of an .xlsx file (default: the first)", AT(sheet)},
    {"header", 0, OPTION_INTEGER, "LINE", 1, 1000, "the line with the column names (default: found)", AT(header)},
    {"mapping", 0, OPTION_TEXT, "FILE", 0, 0, "take up choices saved before; options given now come first", AT(mapping)},
    {"save-mapping", 0, OPTION_TEXT, "FILE", 0, 0, "remember these choices, and what was found, as JSON", AT(save_mapping)},
    {"add-up", 0, OPTION_FLAG, NULL, 0, 0, "add up rows of the same queue and interval", AT(add_up)},
    {"skip-broken", 0, OPTION_FLAG, NULL, 0, 0, "leave out unreadable call records and say how many", AT(skip_broken)},
    {"force", 'f', OPTION_FLAG, NULL, 0, 0, "replace files that are there already", AT(force)},
    {"lang", 0, OPTION_TEXT, "LANG", 0, 0, "language of the summary: en or zh (default: en)", AT(lang)},
    {"json", 0, OPTION_FLAG, NULL, 0, 0, "the summary as JSON", AT(json)},
    {"quiet", 'q', OPTION_FLAG, NULL, 0, 0, "no summary", AT(quiet)},
    {NULL, 0, OPTION_FLAG, NULL, 0, 0, NULL, 0}};

const struct command command_import = {
    "import", "FILE [-o history.csv]", "any export -> history.csv, saying what was understood", import_options, 1, 1,
    "FILE is a CSV (comma, semicolon, tab) or .xlsx with a row an interval, a row a day (with a profile, or a column an interval)\n"
    "or a row a call; queues side by side under their names, and a column a day, are put in rows. What is unclear is asked for;\n"
    "what was concluded from the file is said, to be checked.\n"
    "Fields to map: queue start date time end offered answered abandoned aht_s handle_total_s handle_s talk_s hold_s wrap_s\n"
    "asa_s wait_s outcome call_id menu_s queued_at answered_at and more. A column may end in a unit: --map aht_s=\"Handle [ms]\".\n\n"
    "  headcount import export.csv                                    look first: nothing is written\n"
    "  headcount import export.csv -o history.csv --queue sales\n"
    "  headcount import calls.xlsx -o history.csv --map offered=\"Incoming Calls\" --map start=Date --map start=Time\n"
    "  headcount import daily.csv -o history.csv --profile week.csv --first-date 2026-01-01"};

static int add_pair(struct choices *choices, const char *option, const char *pair,
                    int (*add)(struct choices *, const char *, const char *, struct faults *), struct faults *faults)
{
    const char *equals = strchr(pair, '=');
    if (!equals || equals == pair || !equals[1])
        return faults_add(faults, "command line", 0, 0, "--%s is \"%s\"; want %s", option, pair,
                          add == choices_add_map ? "FIELD=COLUMN" : "WORD=MEANING");
    char *left = strndup(pair, (size_t)(equals - pair));
    int   code = add(choices, left, equals + 1, faults);
    free(left);
    return code;
}

/* The number of `word` in names[1..2]; 0 when it is not given. */
static int word_of(const char *option, const char *word, const char *const names[3], struct faults *faults)
{
    for (int i = 1; word && i < 3; i++)
        if (strcmp(word, names[i]) == 0)
            return i;
    if (word)
        faults_add(faults, "command line", 0, 0, "--%s is \"%s\"; want %s or %s", option, word, names[1], names[2]);
    return 0;
}

static int choose(struct choices *choices, const struct values *v, struct faults *faults)
{
    static const char *const orders[] = {"", "dmy", "mdy"}, *const marks[] = {"", "point", "comma"};
    const struct {
        char      **to;
        const char *value;
    } texts[] = {{&choices->queue, v->queue},
                 {&choices->encoding, v->encoding},
                 {&choices->sheet, v->sheet},
                 {&choices->profile, v->profile},
                 {&choices->time_zone, v->time_zone}};
    long before = faults->total;
    for (int i = 0; i < v->maps.count; i++)
        add_pair(choices, "map", v->maps.items[i], choices_add_map, faults);
    for (int i = 0; i < v->outcomes.count; i++)
        add_pair(choices, "outcome", v->outcomes.items[i], choices_add_word, faults);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        choices_set(texts[i].to, texts[i].value);
    choices->date_order = word_of("date-order", v->date_order, orders, faults);
    choices->decimal = word_of("decimal", v->decimal, marks, faults);
    choices->interval_min = (int)v->interval;
    choices->header_line = (int)v->header;
    choices->add_up = v->add_up;
    choices->skip_broken = v->skip_broken;
    if (v->first_date && clock_date_parse(v->first_date, &choices->first_day))
        faults_add(faults, "command line", 0, 0, "--first-date is \"%s\"; want a date like 2026-03-09", v->first_date);
    if (v->mapping)
        choices_read(choices, v->mapping, faults);
    return faults->total > before ? -1 : 0;
}

/* Nothing is written over unless asked for. */
static int may_write(const char *path, const char *option, const char *name, int force, struct faults *faults)
{
    if (path && file_is_folder(path))
        return faults_add(faults, path, 0, 0, "is a folder; say %s %s%s%s", option, path,
                          path[strlen(path) - 1] == '/' ? "" : "/", name);
    if (!path || force || !file_exists(path))
        return 0;
    return faults_add(faults, path, 0, 0, "is there already; say --force to replace it, or another file");
}

static int write_history(const struct import *im, const char *path, struct faults *faults)
{
    struct table_out out = {0};
    import_table(im, &out);
    int code = table_out_write(&out, path, faults);
    table_out_free(&out);
    return code;
}

/* What was understood is shown before anything is written. */
static int show_and_write(const struct import *im, struct choices *choices, const struct values *v, enum lang lang,
                          struct faults *faults)
{
    if (v->json)
        import_summary_json(im, v->output, lang, stdout);
    else if (!v->quiet)
        import_summary_print(im, stdout, lang);
    fflush(stdout);
    if (may_write(v->output, "-o", "history.csv", v->force, faults) ||
        may_write(v->save_mapping, "--save-mapping", "mapping.json", v->force, faults))
        return -1;
    if (v->save_mapping)
        import_remember(im, choices);
    if ((v->output && write_history(im, v->output, faults)) ||
        (v->save_mapping && choices_write(choices, v->save_mapping, faults)))
        return -1;
    if (v->json || v->quiet)
        return 0;
    if (v->output)
        printf(lang_count(lang, (long)im->bins.count, "\n%s written, %ld row\n", "\n%s written, %ld rows\n"), v->output, (long)im->bins.count);
    else
        printf("%s", lang_say(lang, "\nnothing written; say -o history.csv to write it\n"));
    return 0;
}

static int work(const char *file, const struct values *v, enum lang *said, struct faults *faults)
{
    struct import  im;
    struct choices choices;
    choices_make(&choices);
    if (v->lang && lang_parse(v->lang, said))
        return faults_add(faults, "command line", 0, 0, "--lang is \"%s\"; want en or zh", v->lang);
    enum lang lang = *said;
    int code = choose(&choices, v, faults) || import_read(&im, file, &choices, faults) ? -1 : 0;
    if (!code) {
        code = show_and_write(&im, &choices, v, lang, faults);
        import_free(&im);
    }
    choices_free(&choices);
    return code;
}

static void print_faults(struct faults *faults, enum lang lang)
{
    long more = faults->total - faults->count;
    fault_words(faults, lang);
    faults->total = faults->count;
    command_faults(faults);
    if (more > 0)
        fprintf(stderr, lang_say(lang, "... and %ld more\n"), more);
}

int run_import(const struct command *c, int argc, char **argv)
{
    struct values v = {0};
    struct faults faults = {0};
    const char   *file = NULL;
    enum lang     lang = LANG_EN;
    int           code = options_parse(c, argc, argv, &v, &file, &faults) < 0 || work(file, &v, &lang, &faults) ? -1 : 0;
    free(v.maps.items);
    free(v.outcomes.items);
    if (code)
        print_faults(&faults, lang);
    return !code ? EXIT_MET : faults.disk ? EXIT_RESOURCES : EXIT_BAD_INPUT;
}
