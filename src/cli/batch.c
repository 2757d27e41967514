#include "cli/batch.h"
#include "base/alloc.h"
#include "base/file.h"
#include "base/table.h"
#include "base/text.h"
#include "queueing/transient.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { CHUNK = 1 << 22, LINE_MOST = 1 << 20 };

/* --- the stream: pieces of the file, each a table of whole rows below a copy of the header ------------------------ */
struct stream {
    const char *path;
    FILE       *file;
    struct text header; /* the first line, line end included */
    struct text piece;  /* header and whole rows */
    struct text rest;   /* the beginning of a row whose end is in the next piece */
    long        rows;   /* of the pieces before */
    int         at_end;
};

static int stream_open(struct stream *s, const char *path, struct faults *faults)
{
    char   *line = NULL;
    size_t  room = 0;
    ssize_t length;
    *s = (struct stream){.path = path};
    s->file = strcmp(path, "-") == 0 ? stdin : file_open(path, (size_t)1 << 40, &(long long){0}, faults);
    if (!s->file)
        return -1;
    length = getline(&line, &room, s->file);
    if (length > 0 && memchr(line, 0, (size_t)length) == NULL && length < LINE_MOST)
        text_add_bytes(&s->header, line, (size_t)length);
    free(line);
    if (!s->header.length)
        return faults_add(faults, path, 1, 0, "no header line of text here; want the input columns' names, then a question a line");
    if (s->header.data[s->header.length - 1] != '\n')
        text_add_char(&s->header, '\n');
    return 0;
}

static void stream_close(struct stream *s)
{
    if (s->file && s->file != stdin)
        fclose(s->file);
    text_free(&s->header);
    text_free(&s->piece);
    text_free(&s->rest);
}

/* Bytes up to and with the last line end that is outside quotes; 0 when there is none. */
static size_t whole_rows(const char *data, size_t length)
{
    size_t end = 0;
    int    quoted = 0;
    for (size_t i = 0; i < length; i++) {
        if (data[i] == '"')
            quoted = !quoted;
        else if (data[i] == '\n' && !quoted)
            end = i + 1;
    }
    return end;
}

/* The next piece as a raw table, row 0 its header. 1, 0 at the end, -1 with a fault. */
static int stream_next(struct stream *s, struct table *t, struct faults *faults)
{
    const struct table_options raw = {.raw = 1};
    char                      *buffer;
    size_t                     got, whole;
    if (s->at_end)
        return 0;
    buffer = xmalloc(CHUNK);
    got = fread(buffer, 1, CHUNK, s->file);
    s->at_end = got < CHUNK;
    text_add_bytes(&s->rest, buffer, got);
    free(buffer);
    whole = s->at_end ? s->rest.length : whole_rows(s->rest.data, s->rest.length);
    if (!whole && !s->at_end)
        return faults_add(faults, s->path, 0, 0, "a quoted cell of more than 4 MB; is a closing quote missing?");
    text_clear(&s->piece);
    text_add_bytes(&s->piece, s->header.data, s->header.length);
    text_add_bytes(&s->piece, text_string(&s->rest), whole);
    char *left = xstrndup(text_string(&s->rest) + whole, s->rest.length - whole);
    text_clear(&s->rest);
    text_add(&s->rest, left);
    free(left);
    return table_parse(t, s->path, s->piece.data, s->piece.length, &raw, faults) ? -1 : 1;
}

/* --- columns ---------------------------------------------------------------------------------------------------- */
static int column_of(const struct table *t, const char *name)
{
    for (int c = 0; c < table_width(t, 0); c++)
        if (text_same_name(table_text(t, 0, c), name))
            return c;
    return -1;
}

static int find_inputs(const struct table *t, const struct model_input *inputs, int *column, const char *path, struct faults *faults)
{
    long before = faults->total;
    for (int i = 0; inputs[i].name; i++) {
        column[i] = column_of(t, inputs[i].name);
        if (column[i] < 0)
            faults_add(faults, path, 1, 0, "no column %s; want one for every input of this model", inputs[i].name);
    }
    return faults->total > before ? -1 : 0;
}

/* order[k] = answer to write in place k. Returns how many, or -1 with a fault. */
static int choose_answers(const char *const *answers, const char *columns, int *order, unsigned char *needed, struct faults *faults)
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

/* --- cells ------------------------------------------------------------------------------------------------------ */
static int choice_of(const char *choices, const char *cell)
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
        int position = choice_of(m->choices, cell);
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

static void print_header(FILE *out, const char *const *answers, const int *order, int count)
{
    for (int k = 0; k < count; k++)
        fprintf(out, "%s,", answers[order[k]]);
    fputs("error\n", out);
}

static void print_row(FILE *out, const double *answer, const int *order, int count, const char *error)
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

/* --- row by row ------------------------------------------------------------------------------------------------- */
static const char *read_row(const struct table *t, long row, const struct model_input *inputs, const int *column, double *in, char error[200])
{
    for (int i = 0; inputs[i].name; i++) {
        const char *cell = column[i] < table_width(t, row) ? table_text(t, row, column[i]) : "";
        if (read_input(&inputs[i], cell, &in[i], error))
            return error;
    }
    return NULL;
}

static long answer_piece(const struct erlang_model *m, const struct table *t, const int *column, const int *order, int count,
                         const unsigned char *needed, FILE *out)
{
    long wrong = 0;
    for (long row = 1; row < t->rows; row++) {
        double      in[MODEL_INPUTS_MAX], answer[MODEL_ANSWERS_MAX] = {0};
        char        text[200];
        const char *error = read_row(t, row, m->inputs, column, in, text);
        if (!error)
            error = m->answer(in, answer, needed);
        wrong += error != NULL;
        print_row(out, answer, order, count, error);
    }
    return wrong;
}

long batch_run(const struct erlang_model *m, const char *path, const char *columns, FILE *out, struct faults *faults)
{
    int           order[MODEL_ANSWERS_MAX], column[MODEL_INPUTS_MAX], count, more, pieces = 0;
    unsigned char needed[MODEL_ANSWERS_MAX] = {0};
    struct stream s = {0};
    struct table  t = {0};
    long          wrong = 0;
    count = choose_answers(m->answers, columns, order, needed, faults);
    if (count < 0 || stream_open(&s, path, faults)) {
        stream_close(&s);
        return -1;
    }
    while ((more = stream_next(&s, &t, faults)) > 0) {
        if (pieces++ == 0) {
            if (find_inputs(&t, m->inputs, column, path, faults)) {
                more = -1;
                break;
            }
            print_header(out, m->answers, order, count);
        }
        wrong += answer_piece(m, &t, column, order, count, needed, out);
        table_free(&t);
    }
    table_free(&t);
    stream_close(&s);
    return more < 0 ? -1 : wrong;
}

/* --- whole days ------------------------------------------------------------------------------------------------- */
enum { T_INTERVAL, T_START, T_CALLS, T_AGENTS, T_AHT, T_PATIENCE, T_LIMIT, T_INPUTS };
static const struct model_input day_inputs[] = {
    [T_INTERVAL] = {"interval", 0, 1e6, NULL, 1},   [T_START] = {"t_start_s", 0, 1e12, NULL, 0},
    [T_CALLS] = {"calls", 0, 1e7, NULL, 0},         [T_AGENTS] = {"n", 0, 100000, NULL, 1},
    [T_AHT] = {"aht_s", 1e-3, 1e9, NULL, 0},        [T_PATIENCE] = {"patience_s", 1e-3, INFINITY, NULL, 0},
    [T_LIMIT] = {"t_s", 0, 1e7, NULL, 0},           {NULL, 0, 0, NULL, 0}};
static const char *const day_answers[] = {"eq_end",        "eq_avg",       "busy_avg",   "pwait_avg", "abandon_count",
                                          "abandon_frac", "sl_virtual", "sl_served", NULL};
enum { DAY_ANSWERS = 8, DAY_INTERVALS_MOST = 100000 };

struct day { /* the rows of one (profile, drop_convention) */
    char   *profile, *drop;
    double (*in)[T_INPUTS];
    char  (*error)[200]; /* of each row; empty: none */
    size_t  count, room, error_room;
    int     with_levels; /* service levels are asked for: they cost several times the rest */
};

static double interval_length(const struct day *d)
{
    return d->count > 1 ? d->in[1][T_START] - d->in[0][T_START] : 1800;
}

/* NULL, or why the rows make no day. */
static const char *day_wrong(const struct day *d)
{
    double length = interval_length(d);
    if (choice_of("exh|pre", d->drop) < 0)
        return "drop_convention is none of exh and pre";
    for (size_t i = 0; i < d->count; i++) {
        if (d->error[i][0])
            return "another row of this profile is wrong";
        if (i && fabs(d->in[i][T_START] - d->in[i - 1][T_START] - length) > 1e-6)
            return "the intervals of this profile are not of one length, in order";
        if (d->in[i][T_PATIENCE] != d->in[0][T_PATIENCE] || d->in[i][T_LIMIT] != d->in[0][T_LIMIT])
            return "patience_s and t_s must be the same all through a profile";
    }
    return length > 0 ? NULL : "the intervals of this profile are not in order";
}

static void measure_day(const struct day *d, int with_levels, struct transient_interval *out)
{
    double *calls = xcalloc(d->count, sizeof *calls), *aht_s = xcalloc(d->count, sizeof *aht_s);
    int    *agents = xcalloc(d->count, sizeof *agents);
    for (size_t i = 0; i < d->count; i++) {
        calls[i] = d->in[i][T_CALLS];
        aht_s[i] = d->in[i][T_AHT];
        agents[i] = (int)d->in[i][T_AGENTS];
    }
    const struct transient_case c = {.intervals = (int)d->count,
                                     .interval_s = interval_length(d),
                                     .calls = calls,
                                     .agents = agents,
                                     .aht_s = aht_s,
                                     .patience_s = d->in[0][T_PATIENCE],
                                     .limit_s = d->in[0][T_LIMIT],
                                     .drop = choice_of("exh|pre", d->drop) ? CROWD_RETURN : CROWD_FINISH,
                                     .with_levels = with_levels};
    transient_measure(out, &c);
    free(calls);
    free(aht_s);
    free(agents);
}

/* Answers the day and empties it. Returns the rows without an answer. */
static long finish_day(struct day *d, const int *order, int count, FILE *out)
{
    if (!d->count)
        return 0;
    const char                *wrong = day_wrong(d);
    struct transient_interval *got = xcalloc(d->count, sizeof *got);
    long                       missing = 0;
    if (!wrong)
        measure_day(d, d->with_levels, got);
    for (size_t i = 0; i < d->count; i++) {
        const struct transient_interval *g = &got[i];
        double       calls = d->in[i][T_CALLS];
        const double answer[DAY_ANSWERS] = {g->queue_end, g->queue_mean, g->busy_mean,  g->p_wait, g->abandoned,
                                            calls > 0 ? g->abandoned / calls : NAN, g->sl_virtual, g->sl_offered};
        print_row(out, answer, order, count, d->error[i][0] ? d->error[i] : wrong);
        missing += wrong != NULL || d->error[i][0];
    }
    free(got);
    free(d->profile);
    free(d->drop);
    d->profile = d->drop = NULL;
    d->count = 0;
    return missing;
}

static long day_row(struct day *d, const struct table *t, long row, const int *column, int profile, int drop, const int *order,
                    int count, FILE *out)
{
    const char *p = table_text(t, row, profile), *c = table_text(t, row, drop);
    long        missing = 0;
    if (d->count && (strcmp(p, d->profile) || strcmp(c, d->drop) || d->count >= DAY_INTERVALS_MOST))
        missing = finish_day(d, order, count, out);
    d->in = xgrow(d->in, &d->room, d->count + 1, sizeof *d->in);
    d->error = xgrow(d->error, &d->error_room, d->count + 1, sizeof *d->error);
    if (!d->count) {
        d->profile = xstrdup(p);
        d->drop = xstrdup(c);
    }
    d->error[d->count][0] = 0;
    read_row(t, row, day_inputs, column, d->in[d->count], d->error[d->count]);
    d->count++;
    return missing;
}

long batch_transient(const char *path, const char *columns, FILE *out, struct faults *faults)
{
    int           order[MODEL_ANSWERS_MAX], column[T_INPUTS + 1], count, more, pieces = 0, profile = -1, drop = -1;
    unsigned char needed[MODEL_ANSWERS_MAX] = {0};
    struct stream s = {0};
    struct table  t = {0};
    struct day    d = {0};
    long          wrong = 0;
    count = choose_answers(day_answers, columns, order, needed, faults);
    d.with_levels = needed[6] || needed[7];
    if (count < 0 || stream_open(&s, path, faults)) {
        stream_close(&s);
        return -1;
    }
    while ((more = stream_next(&s, &t, faults)) > 0) {
        if (pieces++ == 0) {
            profile = column_of(&t, "profile");
            drop = column_of(&t, "drop_convention");
            if (profile < 0 || drop < 0)
                faults_add(faults, path, 1, 0, "no column %s; it tells the days apart", profile < 0 ? "profile" : "drop_convention");
            if (find_inputs(&t, day_inputs, column, path, faults) || profile < 0 || drop < 0) {
                more = -1;
                break;
            }
            print_header(out, day_answers, order, count);
        }
        for (long row = 1; row < t.rows; row++)
            wrong += day_row(&d, &t, row, column, profile, drop, order, count, out);
        table_free(&t);
    }
    if (more >= 0)
        wrong += finish_day(&d, order, count, out);
    table_free(&t);
    stream_close(&s);
    free(d.profile);
    free(d.drop);
    free(d.in);
    free(d.error);
    return more < 0 ? -1 : wrong;
}
