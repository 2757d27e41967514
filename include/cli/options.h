/* options - a command's options as a table: parser, range check, default, --help and the manual come from the same rows.
 * Every argument is checked before any work starts. */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include "base/fault.h"
#include <stdio.h>

enum option_kind { OPTION_FLAG, OPTION_TEXT, OPTION_INTEGER, OPTION_NUMBER, OPTION_LIST };

struct option_list { /* a repeatable option, in order */
    const char **items;
    int          count;
};

struct option {
    const char      *name;     /* without the dashes */
    char             letter;   /* 0: none */
    enum option_kind kind;
    const char      *argument; /* its name in the help; NULL for a flag */
    double           least, most; /* range of a number */
    const char      *help;     /* one line; states the default */
    size_t           offset;   /* of the value in the command's struct: int, const char *, long, double, struct option_list */
};

struct command {
    const char          *name, *arguments, *summary;
    const struct option *options;   /* ends with a zero name */
    int                  least, most; /* positional arguments */
    const char          *notes;     /* further help, examples; NULL */
};

/* Parses argv[0 .. argc) (after the command's name) into values (a struct that starts zeroed or with defaults) and
 * positionals[most]. "--" ends the options. Returns the number of positionals, or -1 with faults (unknown option with "did you
 * mean", missing argument, out of range, too few or many positionals). Lists are allocated: free(items). */
int options_parse(const struct command *c, int argc, char **argv, void *values, const char **positionals,
                  struct faults *faults);
/* 1 when --help or -h stands among the arguments before "--". */
int options_want_help(int argc, char **argv);
void options_help(FILE *out, const struct command *c);

#endif
