#include "cli/manual.h"

#include <string.h>

/* --- the man page ------------------------------------------------------------------------------------------------ */
/* Text as roff wants it: hyphens that may be typed, no accidental requests. */
static void roff(FILE *out, const char *s)
{
    int begins = 1;
    for (; *s; s++) {
        if (begins && (*s == '.' || *s == '\''))
            fputs("\\&", out);
        if (*s == '\\')
            fputs("\\e", out);
        else if (*s == '-')
            fputs("\\-", out);
        else
            putc(*s, out);
        begins = *s == '\n';
    }
}

static void page_option(FILE *out, const struct option *o)
{
    fputs(".TP\n", out);
    if (o->letter)
        fprintf(out, "\\fB\\-%c\\fR, ", o->letter);
    fputs("\\fB\\-\\-", out);
    roff(out, o->name);
    fputs("\\fR", out);
    if (o->argument) {
        fputs(" \\fI", out);
        roff(out, o->argument);
        fputs("\\fR", out);
    }
    fputs("\n", out);
    roff(out, o->help);
    fputs("\n", out);
}

static void page_command(FILE *out, const struct command *c)
{
    fputs(".SS headcount ", out);
    roff(out, c->name);
    fputs(" ", out);
    roff(out, c->arguments);
    fputs("\n", out);
    roff(out, c->summary);
    fputs("\n", out);
    for (const struct option *o = c->options; o->name; o++)
        page_option(out, o);
    if (c->notes) {
        fputs(".PP\n.nf\n", out);
        roff(out, c->notes);
        fputs("\n.fi\n", out);
    }
}

void manual_page(FILE *out, const struct entry *table)
{
    static const struct {
        int         code;
        const char *means;
    } codes[] = {{EXIT_MET, "done, and the goal is met"},
                 {EXIT_MISSED, "done, but the goal is missed or a rule is broken; the answer says which"},
                 {EXIT_BAD_INPUT, "bad input or option"},
                 {EXIT_RESOURCES, "out of memory or disk"},
                 {EXIT_INTERRUPTED, "interrupted; the best answer so far is written"}};
    fprintf(out, ".TH HEADCOUNT 1 \"\" \"headcount %s\" \"User Commands\"\n", HEADCOUNT_VERSION);
    fputs(".SH NAME\nheadcount \\- from a contact centre's calls to the roster it needs\n"
          ".SH SYNOPSIS\n.B headcount\n.I COMMAND\n.RI [ arguments ]\n.br\n.B headcount\n.I COMMAND\n.B \\-\\-help\n"
          ".SH DESCRIPTION\nForecasts every interval, works out how many people answer in time, chooses shifts, breaks and days off at the\n"
          "least cost that meets the goal, and proves how close to the least possible cost the answer is.\n"
          "A scenario is a folder with scenario.json and tables; \\fBheadcount init\\fR writes one with every key explained.\n"
          "Progress goes to standard error when it is a terminal; nothing but the answer to standard output.\n"
          ".SH COMMANDS\n",
          out);
    for (const struct entry *e = table; e->command; e++)
        page_command(out, e->command);
    fputs(".SH EXIT STATUS\n", out);
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        fprintf(out, ".TP\n.B %d\n%s\n", codes[i].code, codes[i].means);
    fputs(".SH ENVIRONMENT\n.TP\n.B NO_COLOR\nno colours, whatever its value\n", out);
}

/* --- bash -------------------------------------------------------------------------------------------------------- */
/* What completes an option's argument, by its name in the help: DIR, FILE, LANG, or words like dmy|mdy. */
static void bash_argument(FILE *out, const struct option *o)
{
    const char *a = o->argument;
    if (!strcmp(a, "DIR") || !strcmp(a, "FOLDER"))
        fputs("compgen -d -- \"$cur\"", out);
    else if (!strcmp(a, "FILE"))
        fputs("compgen -f -- \"$cur\"", out);
    else if (!strcmp(a, "LANG"))
        fputs("compgen -W 'en zh' -- \"$cur\"", out);
    else if (strchr(a, '|')) {
        fputs("compgen -W '", out);
        for (; *a; a++)
            putc(*a == '|' ? ' ' : *a, out);
        fputs("' -- \"$cur\"", out);
    } else {
        fputs("true", out); /* a number or a name: nothing to offer */
    }
}

static void bash_command(FILE *out, const struct command *c)
{
    fprintf(out, "    %s)\n        case $prev in\n", c->name);
    for (const struct option *o = c->options; o->name; o++) {
        if (!o->argument)
            continue;
        fputs("        ", out);
        if (o->letter)
            fprintf(out, "-%c | ", o->letter);
        fprintf(out, "--%s) mapfile -t COMPREPLY < <(", o->name);
        bash_argument(out, o);
        fputs("); return ;;\n", out);
    }
    fputs("        esac\n        options='--help", out);
    for (const struct option *o = c->options; o->name; o++)
        fprintf(out, " --%s", o->name);
    fprintf(out, "' ;;\n");
}

void manual_completion_bash(FILE *out, const struct entry *table)
{
    fputs("# bash completion of headcount, made by `headcount completion bash`\n"
          "_headcount() {\n    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]} options=\n    COMPREPLY=()\n"
          "    if [ \"$COMP_CWORD\" -eq 1 ]; then\n        mapfile -t COMPREPLY < <(compgen -W '",
          out);
    for (const struct entry *e = table; e->command; e++)
        fprintf(out, "%s ", e->command->name);
    fputs("--help --version --man' -- \"$cur\")\n        return\n    fi\n    case ${COMP_WORDS[1]} in\n", out);
    for (const struct entry *e = table; e->command; e++)
        bash_command(out, e->command);
    fputs("    esac\n    case $cur in\n    -*) mapfile -t COMPREPLY < <(compgen -W \"$options\" -- \"$cur\") ;;\n"
          "    *) mapfile -t COMPREPLY < <(compgen -f -- \"$cur\") ;;\n    esac\n}\ncomplete -o filenames -F _headcount headcount\n",
          out);
}
