#include "cli/manual.h"

#include <string.h>

const struct command command_completion = {
    "completion", "bash", "what a shell needs to complete headcount's commands and options",
    (const struct option[]){{NULL, 0, OPTION_FLAG, NULL, 0, 0, NULL, 0}}, 1, 1,
    "  source <(headcount completion bash)                                          for this shell\n"
    "  headcount completion bash > ~/.local/share/bash-completion/completions/headcount   for all to come"};

int run_completion(const struct command *c, int argc, char **argv)
{
    struct faults faults = {0};
    const char   *shell = NULL;
    if (options_parse(c, argc, argv, NULL, &shell, &faults) < 0)
        return command_faults(&faults);
    if (strcmp(shell, "bash")) {
        faults_add(&faults, "command line", 0, 0, "shell is %s; want bash", shell);
        return command_faults(&faults);
    }
    manual_completion_bash(stdout, commands);
    return EXIT_MET;
}
