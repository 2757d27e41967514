#include "cli/options.h"
#include "base/alloc.h"
#include "base/text.h"
#include <stdlib.h>
#include <string.h>

#define WHERE "command line"
enum { UNKNOWN = -2 };

static const struct option *find(const struct command *c, const char *name, size_t length)
{
    for (const struct option *o = c->options; o->name; o++)
        if (strlen(o->name) == length && strncmp(o->name, name, length) == 0)
            return o;
    return NULL;
}

static const struct option *find_letter(const struct command *c, char letter)
{
    for (const struct option *o = c->options; o->name; o++)
        if (o->letter == letter)
            return o;
    return NULL;
}

static int unknown(const struct command *c, const char *given, struct faults *faults)
{
    const char *names[64];
    int         count = 0;
    for (const struct option *o = c->options; o->name && count < 64; o++)
        names[count++] = o->name;
    const char *near = text_did_you_mean(given + strspn(given, "-"), names, count);
    if (near)
        return faults_add(faults, WHERE, 0, 0, "unknown option %s; did you mean --%s?", given, near);
    return faults_add(faults, WHERE, 0, 0, "unknown option %s; `headcount %s --help` lists them", given, c->name);
}

static int store_number(const struct option *o, const char *text, void *slot, struct faults *faults)
{
    char   range[64];
    double value;
    int    whole = o->kind == OPTION_INTEGER;
    if (text_number(text, TEXT_PLAIN, &value) || (whole && value != (double)(long)value) || !(value >= o->least) ||
        !(value <= o->most))
        return whole ? faults_add(faults, WHERE, 0, 0, "--%s is %s; want a whole number from %g to %g", o->name, text, o->least, o->most)
                     : faults_add(faults, WHERE, 0, 0, "--%s is %s; want %s", o->name, text,
                                  text_range(o->least, o->most, range, sizeof range));
    if (whole)
        *(long *)slot = (long)value;
    else
        *(double *)slot = value;
    return 0;
}

static int store(const struct option *o, const char *text, void *values, struct faults *faults)
{
    void *slot = (char *)values + o->offset;
    if (o->kind == OPTION_FLAG) {
        *(int *)slot = 1;
    } else if (o->kind == OPTION_TEXT) {
        *(const char **)slot = text;
    } else if (o->kind == OPTION_LIST) {
        struct option_list *list = slot;
        list->items = xrealloc(list->items, (size_t)(list->count + 1) * sizeof *list->items);
        list->items[list->count++] = text;
    } else {
        return store_number(o, text, slot, faults);
    }
    return 0;
}

/* One option at argv[*at]; moves *at past its argument. 0, -1 with a fault, or UNKNOWN with one. */
static int parse_one(const struct command *c, int argc, char **argv, int *at, void *values, struct faults *faults)
{
    const char          *given = argv[*at], *inline_value = NULL;
    const struct option *o;
    if (given[1] == '-') {
        const char *equals = strchr(given, '=');
        o = find(c, given + 2, equals ? (size_t)(equals - given - 2) : strlen(given + 2));
        inline_value = equals ? equals + 1 : NULL;
    } else {
        o = find_letter(c, given[1]);
        if (o && given[2])
            inline_value = given + 2;
    }
    if (!o)
        return unknown(c, given, faults), UNKNOWN;
    if (o->kind == OPTION_FLAG) {
        if (inline_value)
            return faults_add(faults, WHERE, 0, 0, "--%s takes no value; found %s", o->name, given);
        return store(o, NULL, values, faults);
    }
    if (!inline_value) {
        if (*at + 1 >= argc)
            return faults_add(faults, WHERE, 0, 0, "--%s wants %s after it", o->name, o->argument);
        inline_value = argv[++*at];
    }
    return store(o, inline_value, values, faults);
}

int options_parse(const struct command *c, int argc, char **argv, void *values, const char **positionals,
                  struct faults *faults)
{
    int  count = 0, only_positionals = 0, strange = 0;
    long before = faults->total;
    for (int i = 0; i < argc; i++) {
        const char *a = argv[i];
        if (!only_positionals && strcmp(a, "--") == 0)
            only_positionals = 1;
        else if (!only_positionals && a[0] == '-' && a[1])
            strange |= parse_one(c, argc, argv, &i, values, faults) == UNKNOWN;
        else if (count < c->most)
            positionals[count++] = a;
        else if (!strange) /* it may be the value of an option nobody knows */
            faults_add(faults, WHERE, 0, 0, "one argument too many: %s; want headcount %s %s", a, c->name, c->arguments);
    }
    if (count < c->least)
        faults_add(faults, WHERE, 0, 0, "an argument is missing; want headcount %s %s", c->name, c->arguments);
    return faults->total > before ? -1 : count;
}

int options_want_help(int argc, char **argv)
{
    for (int i = 0; i < argc && strcmp(argv[i], "--") != 0; i++)
        if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0)
            return 1;
    return 0;
}

void options_help(FILE *out, const struct command *c)
{
    fprintf(out, "usage: headcount %s %s\n\n%s\n", c->name, c->arguments, c->summary);
    if (c->options->name)
        fprintf(out, "\noptions:\n");
    for (const struct option *o = c->options; o->name; o++) {
        char left[64];
        snprintf(left, sizeof left, "%c%c%s --%s%s%s", o->letter ? '-' : ' ', o->letter ? o->letter : ' ',
                 o->letter ? "," : " ", o->name, o->argument ? " " : "", o->argument ? o->argument : "");
        fprintf(out, "  %-26s %s\n", left, o->help);
    }
    fprintf(out, "  -h, --help                 this text\n");
    if (c->notes)
        fprintf(out, "\n%s\n", c->notes);
}
