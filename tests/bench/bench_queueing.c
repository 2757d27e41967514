/* Rates of the queue models, and ratios to a plain recursion measured in the same run.
 * Each figure is the best of three rounds of about a tenth of a second of processor time. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "queueing/erlang.h"
#include "queueing/queue.h"
#include "queueing/transient.h"

static volatile double sink;

static double now_s(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* One evaluation; i varies the input a little so that nothing can be kept from call to call. */
typedef double evaluate(double load, int i);

static double rate_per_s(evaluate *f, double load)
{
    double best = 0;
    for (int round = 0; round < 3; round++) {
        double start = now_s(), sum = 0, spent;
        long count = 0;
        do {
            for (int i = 0; i < 64; i++)
                sum += f(load, i);
            count += 64;
            spent = now_s() - start;
        } while (spent < 0.1);
        sink = sum;
        best = fmax(best, (double)count / spent);
    }
    return best;
}

static double varied(double load, int i)
{
    return load * (1 + 1e-4 * i);
}

static int staff(double load)
{
    return (int)ceil(load + sqrt(load));
}

static double plain_erlang_c_sl(double load, int i)
{
    double a = varied(load, i), b = 1;
    int n = staff(load);
    for (int k = 1; k <= n; k++)
        b = a * b / (k + a * b);
    double c = n * b / (n - a * (1 - b));
    return 1 - c * exp(-(n - a) * 20 / 180);
}

static double erlang_c_sl(double load, int i)
{
    return erlang_c_service_level(staff(load), (struct erlang_load){varied(load, i), 0}, 180, 20);
}

static struct queue_case case_at(double load, int i, double patience_s)
{
    return (struct queue_case){.calls = varied(load, i) * 10, .interval_s = 1800, .aht_s = 180,
                               .patience_s = patience_s, .waiting_places = INFINITY, .agents = staff(load)};
}

static double case_c_sl(double load, int i)
{
    struct queue_case c = case_at(load, i, INFINITY);
    return queue_service_level(&c, QUEUE_SL_OFFERED, 20);
}

static double least_c(double load, int i)
{
    struct queue_case c = case_at(load, i, INFINITY);
    struct queue_goal goal = QUEUE_NO_GOAL;
    goal.sl = 0.8;
    goal.limit_s = 20;
    return queue_least_agents(&c, &goal, 1000000);
}

static double case_a_sl(double load, int i)
{
    struct queue_case c = case_at(load, i, 120);
    return queue_service_level(&c, QUEUE_SL_OFFERED, 20);
}

static double case_a_all(double load, int i)
{
    struct queue_case c = case_at(load, i, 120);
    struct queue_answer a;
    queue_measure(&a, &c, 20);
    return a.p_abandon;
}

static double least_a(double load, int i)
{
    struct queue_case c = case_at(load, i, 120);
    struct queue_goal goal = QUEUE_NO_GOAL;
    goal.sl = 0.8;
    goal.limit_s = 20;
    return queue_least_agents(&c, &goal, 1000000);
}

/* The table of a week of 672 quarter hours, loads up to 800, 0 to 1,000 agents: milliseconds */
static double week_table_ms(double patience_s)
{
    static double sl[1001];
    double best = INFINITY;
    for (int round = 0; round < 3; round++) {
        double start = now_s();
        for (int t = 0; t < 672; t++) {
            double load = 400 * (1 - cos(2 * M_PI * t / 96)) + 0.1;
            struct queue_case c = case_at(load, 0, patience_s);
            queue_service_levels(sl, 1000, &c, QUEUE_SL_OFFERED, 20);
            sink = sl[500];
        }
        best = fmin(best, now_s() - start);
    }
    return best * 1e3;
}

/* A week of half hours around 100 agents at their busiest, staffed by the square root: milliseconds */
static double transient_ms(double patience_s, enum crowd_drop drop, int with_levels)
{
    enum { WEEK = 336 };
    static double calls[WEEK], aht_s[WEEK];
    static int agents[WEEK];
    static struct transient_interval out[WEEK];
    for (int t = 0; t < WEEK; t++) {
        double load = 0.5 + 45 * (1 - cos(2 * M_PI * t / 48));
        calls[t] = load * 10;
        aht_s[t] = 180;
        agents[t] = (int)ceil(load + sqrt(load));
    }
    struct transient_case c = {WEEK, 1800, calls, agents, aht_s, patience_s, 20, drop, with_levels};
    double best = INFINITY;
    for (int round = 0; round < 2; round++) {
        double start = now_s();
        transient_measure(out, &c);
        best = fmin(best, now_s() - start);
        sink = out[100].queue_mean;
    }
    return best * 1e3;
}

int main(void)
{
    static const double loads[] = {10, 100, 1000};
    printf("load                                     10       100      1000\n");
    const struct {
        const char *name;
        evaluate *f;
    } rows[] = {{"Erlang C, plain recursion", plain_erlang_c_sl}, {"Erlang C service level", erlang_c_sl},
                {"  the same from a case", case_c_sl}, {"Erlang C least agents", least_c},
                {"Erlang A service level", case_a_sl}, {"Erlang A every measure", case_a_all},
                {"Erlang A least agents", least_a}};
    double rates[sizeof rows / sizeof *rows][3];
    for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
        printf("%-28s 1000/s", rows[r].name);
        for (int l = 0; l < 3; l++)
            printf(" %9.0f", (rates[r][l] = rate_per_s(rows[r].f, loads[l])) / 1e3);
        printf("\n");
    }
    printf("%-35s", "Erlang C / plain recursion");
    for (int l = 0; l < 3; l++)
        printf(" %9.1f", rates[1][l] / rates[0][l]);
    printf("\nweek of 672 x 0..1000 agents, ms: Erlang C %.1f, Erlang A %.1f\n", week_table_ms(INFINITY), week_table_ms(120));
    printf("transient week of 336 intervals to 100 agents, ms: queue, then with levels\n");
    for (int drop = CROWD_FINISH; drop <= CROWD_RETURN; drop++)
        for (int hang_up = 0; hang_up < 2; hang_up++)
            printf("  %s, calls %s %7.1f %7.1f\n", hang_up ? "patience 120 s   " : "patience for ever",
                   drop == CROWD_FINISH ? "finished" : "returned", transient_ms(hang_up ? 120 : INFINITY, drop, 0),
                   transient_ms(hang_up ? 120 : INFINITY, drop, 1));
    return 0;
}
