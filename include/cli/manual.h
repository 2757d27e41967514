/* manual - the man page and the shell completion, from the same tables as --help. */
#ifndef CLI_MANUAL_H
#define CLI_MANUAL_H

#include "cli/commands.h"
#include <stdio.h>

/* headcount(1) in man macros. table ends with a NULL command. */
void manual_page(FILE *out, const struct entry *table);
/* What bash sources to complete commands, options and their arguments. */
void manual_completion_bash(FILE *out, const struct entry *table);

#endif
