/* Every row of ../shared/vectors against the models, to the tolerances of the README there. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "queueing/erlang.h"
#include "queueing/inverse.h"
#include "queueing/queue.h"
#include "queueing/transient.h"

enum { COLUMNS = 40, LINE = 4096 };

struct vectors {
    FILE *file;
    char header[LINE], line[LINE];
    char *names[COLUMNS], *cells[COLUMNS];
    int columns, rows;
};

static int split(char **cells, char *line)
{
    int n = 0;
    line[strcspn(line, "\r\n")] = 0;
    for (char *rest = line; rest && n < COLUMNS;)
        cells[n++] = strsep(&rest, ",");
    return n;
}

/* Skips aloud where the reference data is absent. */
static struct vectors *vectors_open(const char *name)
{
    static struct vectors v;
    const char *root = getenv("HEADCOUNT_SHARED");
    char path[LINE];
    snprintf(path, sizeof path, "%s/vectors/%s_public.csv", root ? root : "../shared", name);
    v = (struct vectors){.file = fopen(path, "r")};
    if (!v.file) {
        print_message("skip queueing vectors %s: %s not there\n", name, path);
        skip();
    }
    assert_non_null(fgets(v.header, sizeof v.header, v.file));
    v.columns = split(v.names, v.header);
    return &v;
}

static int vectors_next(struct vectors *v)
{
    if (!fgets(v->line, sizeof v->line, v->file)) {
        fclose(v->file);
        return 0;
    }
    assert_int_equal(split(v->cells, v->line), v->columns);
    v->rows++;
    return 1;
}

static const char *text(const struct vectors *v, const char *name)
{
    for (int i = 0; i < v->columns; i++)
        if (!strcmp(v->names[i], name))
            return v->cells[i];
    fail_msg("no column %s", name);
    return NULL;
}

static double number(const struct vectors *v, const char *name)
{
    return strtod(text(v, name), NULL);
}

/* Worst error so far in units of its tolerance, by class of rows; 1 is just allowed */
struct regime {
    char name[40], column[40];
    double error, tolerances; /* error relative to the value */
    int row;
};
struct worst {
    struct regime regimes[16];
    int count, bad;
};

static struct regime *regime_of(struct worst *w, const char *name)
{
    for (int i = 0; i < w->count; i++)
        if (!strcmp(w->regimes[i].name, name))
            return &w->regimes[i];
    assert_true(w->count < 16);
    struct regime *r = &w->regimes[w->count++];
    snprintf(r->name, sizeof r->name, "%s", name);
    return r;
}

static void compare(struct worst *w, const struct vectors *v, const char *column, double got, double tolerance)
{
    double want = number(v, column), error = fabs(got - want);
    struct regime *r = regime_of(w, v->cells[0]);
    if ((isnan(want) && isnan(got)) || got == want || (fabs(want) < 1e-308 && got == 0))
        return;
    double ratio = error / tolerance;
    if (!(ratio <= 1)) {
        w->bad++;
        if (w->bad < 30)
            print_message("row %d %s %s: got %.17g want %.17g (%.3g tolerances)\n", v->rows, v->cells[0], column, got,
                          want, ratio);
    }
    if (!(ratio <= r->tolerances)) {
        r->tolerances = ratio;
        r->error = error / fabs(want);
        r->row = v->rows;
        snprintf(r->column, sizeof r->column, "%s", column);
    }
}

static void done(const struct worst *w, const struct vectors *v, const char *name)
{
    for (int i = 0; i < w->count; i++) {
        const struct regime *r = &w->regimes[i];
        if (r->row)
            print_message("%s %s: worst %.2g of the tolerance (relative error %.2g) at row %d %s\n", name, r->name,
                          r->tolerances, r->error, r->row, r->column);
        else
            print_message("%s %s: exact\n", name, r->name);
    }
    print_message("%s: %d rows\n", name, v->rows);
    assert_true(v->rows > 50);
    assert_int_equal(w->bad, 0);
}

/* 64 roundings * (1 + condition), for Erlang B and C */
static double tight(const struct vectors *v, const char *column, const char *condition)
{
    return fabs(number(v, column)) * 64 * DBL_EPSILON * (1 + number(v, condition));
}

static double relative(const struct vectors *v, const char *column)
{
    return fabs(number(v, column)) * 1e-11;
}

static double for_sl(const struct vectors *v, const char *column)
{
    return fmax(1e-14, relative(v, column));
}

static struct queue_case case_of(const struct vectors *v, double patience_s)
{
    return (struct queue_case){.calls = number(v, "calls"),
                               .interval_s = number(v, "interval_s"),
                               .aht_s = number(v, "aht_s"),
                               .patience_s = patience_s,
                               .waiting_places = INFINITY};
}

static void test_erlang_b(void **state)
{
    (void)state;
    struct worst w = {0};
    struct vectors *v = vectors_open("erlangb");
    while (vectors_next(v)) {
        int n = atoi(text(v, "n"));
        double a = number(v, "a");
        compare(&w, v, "b", erlang_b(n, a), tight(v, "b", "cond_a"));
        compare(&w, v, "ln_b", erlang_b_ln(n, a), 64 * DBL_EPSILON * (1 + number(v, "cond_a") + fabs(number(v, "ln_b"))));
    }
    done(&w, v, "erlangb");
}

static void test_erlang_c(void **state)
{
    (void)state;
    struct worst w = {0};
    struct vectors *v = vectors_open("erlangc");
    while (vectors_next(v)) {
        struct queue_case c = case_of(v, INFINITY);
        struct queue_answer a;
        double t = number(v, "t_s");
        c.agents = atoi(text(v, "n"));
        queue_measure(&a, &c, t);
        compare(&w, v, "a", a.load_erl, 4 * DBL_EPSILON * a.load_erl);
        compare(&w, v, "pw", a.p_wait, tight(v, "pw", "cond_pw"));
        compare(&w, v, "asa_s", a.wait_s, tight(v, "asa_s", "cond_asa"));
        compare(&w, v, "asa_delayed_s", a.wait_delayed_s, tight(v, "asa_delayed_s", "cond_asa"));
        compare(&w, v, "eq", a.queue_length, tight(v, "eq", "cond_asa"));
        compare(&w, v, "occ", a.occupancy, relative(v, "occ") * 1e-3);
        compare(&w, v, "sl", a.sl[QUEUE_SL_OFFERED], for_sl(v, "sl"));
        compare(&w, v, "sl", queue_service_level(&c, QUEUE_SL_OFFERED, t), for_sl(v, "sl"));
        compare(&w, v, "one_minus_sl", a.p_longer, tight(v, "one_minus_sl", "cond_1msl"));
        compare(&w, v, "ln_pw", a.ln_p_wait, 64 * DBL_EPSILON * (1 + number(v, "cond_pw") + fabs(a.ln_p_wait)));
        struct erlang_load load = erlang_load(c.calls, c.interval_s, c.aht_s);
        compare(&w, v, "wq_s", erlang_c_quantile_s(c.agents, load, c.aht_s, number(v, "q")), relative(v, "wq_s"));
    }
    done(&w, v, "erlangc");
}

static void test_erlang_c_least(void **state)
{
    (void)state;
    struct worst w = {0};
    struct vectors *v = vectors_open("erlangc_minn");
    while (vectors_next(v)) {
        struct queue_case c = case_of(v, INFINITY);
        struct queue_goal sl = QUEUE_NO_GOAL, asa = sl, occ = sl, all = sl;
        sl.sl = all.sl = number(v, "sl");
        sl.limit_s = all.limit_s = number(v, "t_s");
        asa.wait_max_s = all.wait_max_s = number(v, "asa_s");
        occ.occupancy_max = all.occupancy_max = number(v, "max_occ");
        double either_way = number(v, "margin") < 1e-12 ? 1 : 0.5;
        compare(&w, v, "n_sl", queue_least_agents(&c, &sl, 1000000000), either_way);
        compare(&w, v, "n_asa", queue_least_agents(&c, &asa, 1000000000), either_way);
        compare(&w, v, "n_occ", queue_least_agents(&c, &occ, 1000000000), either_way);
        compare(&w, v, "n_all", queue_least_agents(&c, &all, 1000000000), either_way);
        compare(&w, v, "n_stable", queue_least_agents(&c, &QUEUE_NO_GOAL, 1000000000), either_way);
    }
    done(&w, v, "erlangc_minn");
}

static void test_erlang_a(void **state)
{
    (void)state;
    struct worst w = {0};
    struct vectors *v = vectors_open("erlanga");
    while (vectors_next(v)) {
        struct queue_case c = case_of(v, number(v, "patience_s"));
        struct queue_answer a;
        c.agents = atoi(text(v, "n"));
        queue_measure(&a, &c, number(v, "t_s"));
        const struct {
            const char *column;
            double got;
        } exact[] = {{"pw", a.p_wait}, {"pab", a.p_abandon}, {"ew_s", a.wait_s}, {"ew_served_s", a.wait_answered_s},
                     {"ew_abandoned_s", a.wait_abandoned_s}, {"eq", a.queue_length}, {"occ", a.occupancy},
                     {"p_w_gt_t", a.p_longer}, {"ln_pab", a.ln_p_abandon}},
          levels[] = {{"sl_served", a.sl[QUEUE_SL_OFFERED]}, {"sl_exshort", a.sl[QUEUE_SL_EXCLUDING_SHORT]},
                      {"sl_answered", a.sl[QUEUE_SL_ANSWERED]}, {"sl_anyexit", a.sl[QUEUE_SL_MET]},
                      {"sl_virtual", a.sl[QUEUE_SL_VIRTUAL]}};
        for (size_t i = 0; i < sizeof exact / sizeof *exact; i++)
            compare(&w, v, exact[i].column, exact[i].got, relative(v, exact[i].column));
        for (size_t i = 0; i < sizeof levels / sizeof *levels; i++)
            compare(&w, v, levels[i].column, levels[i].got, for_sl(v, levels[i].column));
        compare(&w, v, "sl_served", queue_service_level(&c, QUEUE_SL_OFFERED, number(v, "t_s")), for_sl(v, "sl_served"));
    }
    done(&w, v, "erlanga");
}

static void test_erlang_a_least(void **state)
{
    (void)state;
    struct worst w = {0};
    struct vectors *v = vectors_open("erlanga_minn");
    while (vectors_next(v)) {
        struct queue_case c = case_of(v, number(v, "patience_s"));
        struct queue_goal goal = QUEUE_NO_GOAL;
        const char *kind = text(v, "kind");
        double target = number(v, "target");
        goal.limit_s = number(v, "t_s");
        goal.wait_over_all = 1;
        goal.sl_kind = strcmp(kind, "slx") ? QUEUE_SL_OFFERED : QUEUE_SL_EXCLUDING_SHORT;
        if (!strncmp(kind, "sl", 2))
            goal.sl = target;
        else if (!strcmp(kind, "ab"))
            goal.abandon_max = target;
        else if (!strcmp(kind, "asa"))
            goal.wait_max_s = target;
        else
            goal.occupancy_max = target;
        compare(&w, v, "n", queue_least_agents(&c, &goal, 1000000000), 0.5);
    }
    done(&w, v, "erlanga_minn");
}

static void test_finite(void **state)
{
    (void)state;
    struct worst w = {0};
    struct vectors *v = vectors_open("mmnk");
    while (vectors_next(v)) {
        struct queue_case c = case_of(v, number(v, "patience_s"));
        struct queue_answer a;
        c.agents = atoi(text(v, "n"));
        c.waiting_places = number(v, "k") - c.agents;
        queue_measure(&a, &c, number(v, "t_s"));
        const struct {
            const char *column;
            double got;
        } exact[] = {{"pblock", a.p_block}, {"pw", a.p_wait}, {"pab", a.p_abandon}, {"ew_admitted_s", a.wait_admitted_s},
                     {"ew_served_s", a.wait_answered_s}, {"eq", a.queue_length}, {"occ", a.occupancy}},
          levels[] = {{"sl_served", a.sl[QUEUE_SL_OFFERED]}, {"sl_exshort", a.sl[QUEUE_SL_EXCLUDING_SHORT]},
                      {"sl_answered", a.sl[QUEUE_SL_ANSWERED]}, {"sl_anyexit", a.sl[QUEUE_SL_MET]},
                      {"sl_served_adm", a.sl[QUEUE_SL_ADMITTED]}};
        for (size_t i = 0; i < sizeof exact / sizeof *exact; i++)
            compare(&w, v, exact[i].column, exact[i].got, relative(v, exact[i].column));
        for (size_t i = 0; i < sizeof levels / sizeof *levels; i++)
            compare(&w, v, levels[i].column, levels[i].got, for_sl(v, levels[i].column));
    }
    done(&w, v, "mmnk");
}

static void test_redial(void **state)
{
    (void)state;
    struct worst w = {0};
    struct vectors *v = vectors_open("retrial");
    while (vectors_next(v)) {
        struct queue_case c = case_of(v, number(v, "patience_s"));
        struct queue_answer a;
        c.agents = atoi(text(v, "n"));
        c.waiting_places = number(v, "k") - c.agents;
        c.redial_abandoned = number(v, "r_ab");
        c.redial_blocked = number(v, "r_bl");
        queue_measure(&a, &c, number(v, "t_s"));
        const struct {
            const char *column;
            double got;
        } got[] = {{"calls_eff", a.attempts}, {"pw", a.p_wait}, {"pab", a.p_abandon}, {"pblock", a.p_block},
                   {"ew_s", a.wait_s}, {"sl_served", a.sl[QUEUE_SL_OFFERED]}};
        for (size_t i = 0; i < sizeof got / sizeof *got; i++)
            compare(&w, v, got[i].column, got[i].got, 10 * relative(v, got[i].column));
        /* where everyone calls again the reference has the last digits of its own 70 in place of 0 */
        if (number(v, "p_lost_final") > 1e-60)
            compare(&w, v, "p_lost_final", a.p_lost, 10 * relative(v, "p_lost_final"));
    }
    done(&w, v, "retrial");
}

static void test_inverse(void **state)
{
    (void)state;
    struct worst w = {0};
    struct vectors *v = vectors_open("inverse");
    while (vectors_next(v)) {
        struct queue_case c = {.interval_s = number(v, "interval_s"), .aht_s = number(v, "aht_s"),
                               .patience_s = number(v, "patience_s"), .waiting_places = INFINITY,
                               .agents = atoi(text(v, "n"))};
        struct queue_goal goal = QUEUE_NO_GOAL;
        const char *kind = text(v, "kind");
        double target = number(v, "target");
        goal.limit_s = number(v, "t_s");
        goal.wait_over_all = 1;
        if (!strcmp(kind, "sl"))
            goal.sl = target;
        else if (!strcmp(kind, "ab"))
            goal.abandon_max = target;
        else if (!strcmp(kind, "asa"))
            goal.wait_max_s = target;
        else
            goal.occupancy_max = target;
        double calls = inverse_most_calls(&c, &goal);
        compare(&w, v, "max_calls", calls, 10 * relative(v, "max_calls"));
        compare(&w, v, "max_load", erlang_load(calls, c.interval_s, c.aht_s).erl, 10 * relative(v, "max_load"));
    }
    done(&w, v, "inverse");
}

enum { DAY = 48 };

/* The next day of the file, its rows kept one after the other in days[] */
static int day_next(struct vectors *v, struct vectors days[DAY], struct transient_case *c)
{
    static double calls[DAY], aht_s[DAY];
    static int agents[DAY];
    for (int i = 0; i < DAY; i++) {
        if (!vectors_next(v))
            return 0;
        days[i] = *v;
        for (int k = 0; k < v->columns; k++) {
            days[i].names[k] = days[i].header + (v->names[k] - v->header);
            days[i].cells[k] = days[i].line + (v->cells[k] - v->line);
        }
        calls[i] = number(v, "calls");
        aht_s[i] = number(v, "aht_s");
        agents[i] = atoi(text(v, "n"));
    }
    *c = (struct transient_case){.intervals = DAY, .interval_s = 1800, .calls = calls, .agents = agents, .aht_s = aht_s,
                                 .patience_s = number(v, "patience_s"), .limit_s = number(v, "t_s"), .with_levels = 1};
    c->drop = strcmp(text(v, "drop_convention"), "pre") ? CROWD_FINISH : CROWD_RETURN;
    return 1;
}

static void test_transient(void **state)
{
    (void)state;
    struct worst w = {0};
    struct vectors *v = vectors_open("timevar"), *days = malloc(DAY * sizeof *days);
    struct transient_case c;
    while (day_next(v, days, &c)) {
        struct transient_interval out[DAY];
        transient_measure(out, &c);
        for (int i = 0; i < DAY; i++) {
            const struct {
                const char *column;
                double got;
            } got[] = {{"eq_end", out[i].queue_end}, {"eq_avg", out[i].queue_mean}, {"busy_avg", out[i].busy_mean},
                       {"pwait_avg", out[i].p_wait}, {"abandon_count", out[i].abandoned},
                       {"sl_virtual", out[i].sl_virtual}, {"sl_served", out[i].sl_offered}};
            for (size_t k = 0; k < sizeof got / sizeof *got; k++)
                compare(&w, &days[i], got[k].column, got[k].got, 1e-8);
        }
    }
    free(days);
    done(&w, v, "timevar");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_erlang_b),       cmocka_unit_test(test_erlang_c),
        cmocka_unit_test(test_erlang_c_least), cmocka_unit_test(test_erlang_a),
        cmocka_unit_test(test_erlang_a_least), cmocka_unit_test(test_finite),
        cmocka_unit_test(test_redial),         cmocka_unit_test(test_inverse),
        cmocka_unit_test(test_transient),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
