#include "instance.h"
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

void instance_fault(const char *file, int line, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    if (line > 0)
        fprintf(stderr, "%s:%d: ", file, line);
    else
        fprintf(stderr, "%s: ", file);
    vfprintf(stderr, format, list);
    fputc('\n', stderr);
    va_end(list);
    exit(2);
}

void instance_read(struct instance *x, const char *file)
{
    char line[200];
    int staff = 0, week = 0;
    FILE *f = fopen(file, "r");
    if (!f)
        instance_fault(file, 0, "cannot be opened");
    *x = (struct instance){.file = file};
    while (!staff && !week && fgets(line, sizeof line, f)) {
        if (line[0] == '#' || line[strspn(line, " \t\r\n")] == 0)
            continue;
        week = strncmp(line, "inst ", 5) == 0;
        staff = strncmp(line, "SECTION_", 8) == 0;
        if (!week && !staff)
            break;
    }
    rewind(f);
    if (week)
        week_read(x, f);
    else if (staff)
        staff_read(x, f);
    else
        instance_fault(file, 0, "neither a week (it begins with inst) nor named staff (it begins with SECTION_HORIZON)");
    fclose(f);
}

void instance_write(const struct instance *x, const struct roster *r, FILE *out)
{
    if (x->kinds)
        staff_write(x, r, out);
    else
        week_write(x, r, out);
}

void instance_free(struct instance *x)
{
    scenario_free(&x->s);
    requirement_free(&x->r);
    for (int k = 0; k < x->kind_count; k++)
        free(x->kinds[k]);
    free(x->kinds);
    free(x->kind_of);
    free(x->class_of);
    free(x->member);
}
