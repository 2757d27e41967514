/* How much faster two threads price than one: the bound's tours and the LP's new columns at the same prices, on a week
 * around the clock of 15-minute intervals with 120 classes of agents. Times alternate between one thread and two, so that a
 * busy machine slows both alike; the program says too whether both found the same. Any file of instance.h may be named. */
#include "instance.h"
#include "schedule/pricing.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { PAIRS = 41, ROUNDS = 12, CLASSES = 120, PER_DAY = 96, WEEK = 7 * PER_DAY };
static const double PAIR_S = 0.03; /* of one thread's turn in a pair */

static double now_s(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static double wave(int t)
{
    return 8 + 40 * (1 - cos(2 * M_PI * t / PER_DAY)) + 5 * sin(2 * M_PI * t / WEEK);
}

static void write_row(FILE *f, const char *name, double scale, double least)
{
    fprintf(f, "%s", name);
    for (int t = 0; t < WEEK; t++)
        fprintf(f, " %.0f", least + scale * wave(t));
    fprintf(f, "\n");
}

/* Classes whose availability begins at another quarter of an hour each, so that no two are priced together. */
static void write_week(FILE *f)
{
    fprintf(f, "inst made up\nS %d\n", PER_DAY);
    write_row(f, "req", 1, 0);
    write_row(f, "load", 1, 0);
    write_row(f, "under", 0, 12);
    fprintf(f, "over 1\nclasses %d\n", CLASSES);
    for (int c = 0; c < CLASSES; c++) {
        fprintf(f, "%d 3", c % 2);
        for (int d = 0; d < 7; d++)
            fprintf(f, " %d %d", (c + 7 * d) % 60, (c + 7 * d) % 60 + PER_DAY);
        fprintf(f, "\n");
    }
    rewind(f);
}

static int stop_soon(void *context, double bound)
{
    (void)bound;
    return ++*(int *)context >= ROUNDS;
}

static double price(struct master *m)
{
    double bound = certificate_bound(m->p, &m->prices, NULL, &m->room, NULL);
    pricing_shifts(m);
    pricing_patterns(m);
    return bound;
}

/* Seconds a time, over `times` times. */
static double price_s(struct master *m, int times, double *bound)
{
    double start = now_s();
    for (int i = 0; i < times; i++)
        *bound = price(m);
    return (now_s() - start) / times;
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static int measure(const struct instance *x)
{
    struct problem p;
    struct master_result r;
    struct master *m[2];
    double bound[2], ratio[PAIRS], least[2] = {INFINITY, INFINITY};
    problem_make(&p, &x->s, &x->r);
    master_result_make(&r, &p);
    for (int i = 0, rounds = 0; i < 2; i++, rounds = 0) {
        struct counts all;
        m[i] = master_make(&p, i + 1);
        counts_make(&all, &p);
        master_solve(m[i], &all, &r, stop_soon, &rounds);
        counts_free(&all);
    }
    int times = (int)ceil(PAIR_S / price_s(m[0], 1, &bound[0]));
    price_s(m[1], 1, &bound[1]);
    for (int k = 0; k < PAIRS; k++) {
        double took[2];
        for (int i = 0; i < 2; i++) {
            took[i] = price_s(m[i], times, &bound[i]);
            least[i] = fmin(least[i], took[i]);
        }
        ratio[k] = took[0] / took[1];
    }
    qsort(ratio, PAIRS, sizeof *ratio, compare);
    int same = bound[0] == bound[1] && m[0]->columns == m[1]->columns;
    printf("%s: %d agents in %d crews, %d pairs: one thread %.2f ms, two %.2f ms (least of each); one / two: median %.2f, from %.2f to %.2f; "
           "the same %s\n", x->file, p.agents, p.crews, PAIRS, 1e3 * least[0], 1e3 * least[1], ratio[PAIRS / 2], ratio[0],
           ratio[PAIRS - 1], same ? "bound and columns" : "NOT FOUND");
    for (int i = 0; i < 2; i++)
        master_free(m[i]);
    master_result_free(&r);
    problem_free(&p);
    return same ? 0 : 1;
}

int main(int argc, char **argv)
{
    int failed = 0;
    struct instance x = {.file = "a week made up"};
    FILE *f = tmpfile();
    if (argc < 2 && f) {
        write_week(f);
        week_read(&x, f);
        failed = measure(&x);
        instance_free(&x);
    }
    for (int i = 1; i < argc; i++) {
        instance_read(&x, argv[i]);
        failed |= measure(&x);
        instance_free(&x);
    }
    if (f)
        fclose(f);
    return failed;
}
