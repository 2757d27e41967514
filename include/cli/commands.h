/* commands - what `headcount COMMAND` runs. Each takes the arguments after its name and gives the exit code of DESIGN 4. */
#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

#include "cli/options.h"

enum exit_code { EXIT_MET = 0, EXIT_MISSED = 1, EXIT_BAD_INPUT = 2, EXIT_RESOURCES = 3, EXIT_INTERRUPTED = 4 };

struct entry {
    const struct command *command;
    int (*run)(const struct command *c, int argc, char **argv);
};
extern const struct entry commands[]; /* ends with a NULL command */

extern const struct command command_plan, command_forecast, command_staffing, command_schedule, command_check,
    command_report, command_explain, command_compare, command_erlang, command_init, command_import, command_completion;
int run_plan(const struct command *c, int argc, char **argv); /* plan and the stages alone */
int run_compare(const struct command *c, int argc, char **argv);
int run_explain(const struct command *c, int argc, char **argv);
int run_erlang(const struct command *c, int argc, char **argv);
int run_init(const struct command *c, int argc, char **argv);
int run_import(const struct command *c, int argc, char **argv);
int run_completion(const struct command *c, int argc, char **argv);

/* Prints faults to stderr and gives EXIT_BAD_INPUT. */
int command_faults(const struct faults *faults);

#endif
