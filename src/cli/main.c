#include "cli/commands.h"
#include "base/text.h"
#include "cli/manual.h"
#include <gsl/gsl_errno.h>
#include <stdlib.h>
#include <string.h>

const struct entry commands[] = {
    {&command_plan, run_plan},         {&command_forecast, run_plan}, {&command_staffing, run_plan},
    {&command_schedule, run_plan},     {&command_check, run_plan},    {&command_report, run_plan},
    {&command_explain, run_explain},
    {&command_compare, run_compare},   {&command_erlang, run_erlang}, {&command_init, run_init},
    {&command_import, run_import},     {&command_completion, run_completion}, {NULL, NULL},
};

int command_faults(const struct faults *faults)
{
    faults_print(faults, stderr);
    return EXIT_BAD_INPUT;
}

static void usage(FILE *out)
{
    fprintf(out, "headcount %s - from a contact centre's calls to the roster it needs\n\n"
                 "usage: headcount COMMAND [arguments]\n\ncommands:\n",
            HEADCOUNT_VERSION);
    for (const struct entry *e = commands; e->command; e++)
        fprintf(out, "  %-10s %s\n", e->command->name, e->command->summary);
    fprintf(out, "\n`headcount COMMAND --help` explains one. Exit codes: 0 done and the goal is met; 1 done, but the goal is\n"
                 "missed or a rule is broken; 2 bad input or option; 3 out of memory or disk; 4 interrupted (the best answer\n"
                 "so far is written).\n");
}

static int unknown_command(const char *name)
{
    const char *names[32];
    int         count = 0;
    for (const struct entry *e = commands; e->command; e++)
        names[count++] = e->command->name;
    const char *near = text_did_you_mean(name, names, count);
    fprintf(stderr, "headcount: unknown command %s", name);
    fprintf(stderr, near ? "; did you mean %s?\n" : "; `headcount --help` lists them\n", near);
    return EXIT_BAD_INPUT;
}

int main(int argc, char **argv)
{
    gsl_set_error_handler_off(); /* GSL aborts by default */
    if (argc < 2) {
        usage(stderr);
        return EXIT_BAD_INPUT;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 || strcmp(argv[1], "help") == 0) {
        usage(stdout);
        return EXIT_MET;
    }
    if (strcmp(argv[1], "--version") == 0) {
        printf("headcount %s\n", HEADCOUNT_VERSION);
        return EXIT_MET;
    }
    if (strcmp(argv[1], "--man") == 0) {
        manual_page(stdout, commands);
        return fflush(stdout) ? EXIT_RESOURCES : EXIT_MET;
    }
    for (const struct entry *e = commands; e->command; e++)
        if (strcmp(argv[1], e->command->name) == 0) {
            if (options_want_help(argc - 2, argv + 2)) {
                options_help(stdout, e->command);
                return EXIT_MET;
            }
            int code = e->run(e->command, argc - 2, argv + 2);
            return fflush(stdout) ? EXIT_RESOURCES : code;
        }
    return unknown_command(argv[1]);
}
