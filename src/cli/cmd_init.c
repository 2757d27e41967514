#include "cli/commands.h"
#include "model/scenario_init.h"

const struct command command_init = {
    "init", "FOLDER", "a complete small scenario to start from, every key and column in it",
    (const struct option[]){{NULL, 0, OPTION_FLAG, NULL, 0, 0, NULL, 0}}, 1, 1,
    "Nothing is overwritten: a folder that already holds a scenario is refused.\n\n  headcount init mysite && headcount plan mysite"};

int run_init(const struct command *c, int argc, char **argv)
{
    struct faults faults = {0};
    const char   *folder = NULL;
    if (options_parse(c, argc, argv, NULL, &folder, &faults) < 0 || scenario_init(folder, &faults))
        return command_faults(&faults);
    printf("a scenario is in %s: read scenario.json, put your history in history.csv, then: headcount plan %s\n", folder, folder);
    return EXIT_MET;
}
