#include "cli/batch_rows.h"
#include "base/text.h"
#include <math.h>
#include <string.h>

int batch_column(const struct table *t, const char *name)
{
    for (int c = 0; c < table_width(t, 0); c++)
        if (text_same_name(table_text(t, 0, c), name))
            return c;
    return -1;
}

int batch_find_inputs(const struct table *t, const struct model_input *inputs, int *column, const char *path, struct faults *faults)
{
    long before = faults->total;
    for (int i = 0; inputs[i].name; i++) {
        column[i] = batch_column(t, inputs[i].name);
        if (column[i] < 0)
            faults_add(faults, path, 1, 0, "no column %s; want one for every input of this model", inputs[i].name);
    }
    return faults->total > before ? -1 : 0;
}

int batch_choose(const char *const *answers, const char *columns, int *order, unsigned char *needed, struct faults *faults)
{
    int total = 0, count = 0, parts = 0;
    while (answers[total])
        total++;
    if (!columns) {
        for (int i = 0; i < total; i++)
            needed[order[i] = i] = 1;
        return total;
    }
    char **names = text_split(columns, ",", &parts);
    for (int p = 0; p < parts && count >= 0; p++) {
        int i = 0;
        while (i < total && !text_same_name(answers[i], names[p]))
            i++;
        char near[80];
        if (i == total || count == MODEL_ANSWERS_MAX)
            count = faults_add(faults, "--columns", 0, 0, "no answer %s in this model%s", names[p],
                               text_meant(names[p], answers, total, near, sizeof near));
        else
            needed[order[count++] = i] = 1;
    }
    text_split_free(names, parts);
    return count;
}

int batch_choice(const char *choices, const char *cell)
{
    size_t length = strlen(cell);
    int    position = 0;
    for (const char *at = choices; *at; position++) {
        size_t n = strcspn(at, "|");
        if (n == length && strncasecmp(at, cell, n) == 0)
            return position;
        at += n + (at[n] == '|');
    }
    return -1;
}

/* 0, or -1 with what is wrong in `error`. */
static int read_input(const struct model_input *m, const char *cell, double *value, char error[200])
{
    char range[64];
    if (m->choices) {
        int position = batch_choice(m->choices, cell);
        *value = position;
        if (position >= 0)
            return 0;
        snprintf(error, 200, "%s is \"%.40s\"; want one of %s", m->name, cell, m->choices);
        return -1;
    }
    if (isinf(m->most) && (text_same(cell, "inf") || text_same(cell, "infinity"))) {
        *value = INFINITY;
        return 0;
    }
    if (text_number(cell, TEXT_PLAIN, value) == 0 && *value >= m->least && *value <= m->most && (!m->whole || *value == floor(*value)))
        return 0;
    snprintf(error, 200, "%s is \"%.40s\"; want %s%s", m->name, cell, m->whole ? "a whole number, " : "",
             text_range(m->least, m->most, range, sizeof range));
    return -1;
}

static void print_number(FILE *out, double value)
{
    if (isnan(value))
        fputs("nan", out);
    else if (isinf(value))
        fputs(value > 0 ? "inf" : "-inf", out);
    else
        fprintf(out, "%.17g", value);
}

void batch_print_header(FILE *out, const char *const *answers, const int *order, int count)
{
    for (int k = 0; k < count; k++)
        fprintf(out, "%s,", answers[order[k]]);
    fputs("error\n", out);
}

void batch_print_row(FILE *out, const double *answer, const int *order, int count, const char *error)
{
    for (int k = 0; k < count; k++) {
        if (!error)
            print_number(out, answer[order[k]]);
        fputc(',', out);
    }
    if (error) { /* our own words and a piece of the cell: quotes doubled, harmless in spreadsheets since it starts with a letter */
        fputc('"', out);
        for (const char *c = error; *c; c++)
            fputs(*c == '"' ? "\"\"" : (char[]){*c, 0}, out);
        fputc('"', out);
    }
    fputc('\n', out);
}

const char *batch_read_row(const struct table *t, long row, const struct model_input *inputs, const int *column, double *in, char error[200])
{
    for (int i = 0; inputs[i].name; i++) {
        const char *cell = column[i] < table_width(t, row) ? table_text(t, row, column[i]) : "";
        if (read_input(&inputs[i], cell, &in[i], error))
            return error;
    }
    return NULL;
}
