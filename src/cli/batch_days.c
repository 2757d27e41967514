#include "cli/batch_days.h"
#include "base/alloc.h"
#include "cli/batch_rows.h"
#include "cli/batch_stream.h"
#include "queueing/transient.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

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
    if (batch_choice("exh|pre", d->drop) < 0)
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
                                     .drop = batch_choice("exh|pre", d->drop) ? CROWD_RETURN : CROWD_FINISH,
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
        batch_print_row(out, answer, order, count, d->error[i][0] ? d->error[i] : wrong);
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
    batch_read_row(t, row, day_inputs, column, d->in[d->count], d->error[d->count]);
    d->count++;
    return missing;
}

long batch_days(const char *path, const char *columns, FILE *out, struct faults *faults)
{
    int           order[MODEL_ANSWERS_MAX], column[T_INPUTS + 1], count, more, pieces = 0, profile = -1, drop = -1;
    unsigned char needed[MODEL_ANSWERS_MAX] = {0};
    struct batch_stream s = {0};
    struct table  t = {0};
    struct day    d = {0};
    long          wrong = 0;
    count = batch_choose(day_answers, columns, order, needed, faults);
    d.with_levels = needed[6] || needed[7];
    if (count < 0 || batch_stream_open(&s, path, faults)) {
        batch_stream_close(&s);
        return -1;
    }
    while ((more = batch_stream_next(&s, &t, faults)) > 0) {
        if (pieces++ == 0) {
            profile = batch_column(&t, "profile");
            drop = batch_column(&t, "drop_convention");
            if (profile < 0 || drop < 0)
                faults_add(faults, path, 1, 0, "no column %s; it tells the days apart", profile < 0 ? "profile" : "drop_convention");
            if (batch_find_inputs(&t, day_inputs, column, path, faults) || profile < 0 || drop < 0) {
                more = -1;
                break;
            }
            batch_print_header(out, day_answers, order, count);
        }
        for (long row = 1; row < t.rows; row++)
            wrong += day_row(&d, &t, row, column, profile, drop, order, count, out);
        table_free(&t);
    }
    if (more >= 0)
        wrong += finish_day(&d, order, count, out);
    table_free(&t);
    batch_stream_close(&s);
    free(d.profile);
    free(d.drop);
    free(d.in);
    free(d.error);
    return more < 0 ? -1 : wrong;
}
