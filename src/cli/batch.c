#include "cli/batch.h"
#include "cli/batch_rows.h"
#include "cli/batch_stream.h"

static long answer_piece(const struct erlang_model *m, const struct table *t, const int *column, const int *order, int count,
                         const unsigned char *needed, FILE *out)
{
    long wrong = 0;
    for (long row = 1; row < t->rows; row++) {
        double      in[MODEL_INPUTS_MAX], answer[MODEL_ANSWERS_MAX] = {0};
        char        text[200];
        const char *error = batch_read_row(t, row, m->inputs, column, in, text);
        if (!error)
            error = m->answer(in, answer, needed);
        wrong += error != NULL;
        batch_print_row(out, answer, order, count, error);
    }
    return wrong;
}

long batch_run(const struct erlang_model *m, const char *path, const char *columns, FILE *out, struct faults *faults)
{
    int           order[MODEL_ANSWERS_MAX], column[MODEL_INPUTS_MAX], count, more, pieces = 0;
    unsigned char needed[MODEL_ANSWERS_MAX] = {0};
    struct batch_stream s = {0};
    struct table  t = {0};
    long          wrong = 0;
    count = batch_choose(m->answers, columns, order, needed, faults);
    if (count < 0 || batch_stream_open(&s, path, faults)) {
        batch_stream_close(&s);
        return -1;
    }
    while ((more = batch_stream_next(&s, &t, faults)) > 0) {
        if (pieces++ == 0) {
            if (batch_find_inputs(&t, m->inputs, column, path, faults)) {
                more = -1;
                break;
            }
            batch_print_header(out, m->answers, order, count);
        }
        wrong += answer_piece(m, &t, column, order, count, needed, out);
        table_free(&t);
    }
    table_free(&t);
    batch_stream_close(&s);
    return more < 0 ? -1 : wrong;
}
