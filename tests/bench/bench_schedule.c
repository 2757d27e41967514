/* bench_schedule [--seconds S] [--seed N] [-o DIR] FILE... - the optimizer on public problems (instance.h): CSV
 * file,seed,objective,lower_bound,gap,seconds,first_roster_seconds,memory_mb, and with -o each roster into DIR/NAME.csv. */
#include "instance.h"
#include "base/text.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static void write_roster(const struct instance *x, const struct roster *r, const char *folder)
{
    char path[4096], name[256];
    snprintf(name, sizeof name, "%s", base_name(x->file));
    if (strrchr(name, '.'))
        *strrchr(name, '.') = 0;
    snprintf(path, sizeof path, "%s/%s.csv", folder, name);
    FILE *out = fopen(path, "w");
    if (!out)
        instance_fault(path, 0, "cannot be written; the folder after -o must exist");
    instance_write(x, r, out);
    if (fclose(out) != 0)
        instance_fault(path, 0, "is not written in full; is the disk full?");
}

struct timing {
    double begin, first, limit;
};

static int on_progress(const struct schedule_progress *p, void *context)
{
    struct timing *t = context;
    double elapsed = now() - t->begin;
    if (!isnan(p->objective) && t->first < 0)
        t->first = elapsed;
    return t->limit > 0 && elapsed > t->limit;
}

static double spent(void *context)
{
    const struct timing *t = context;
    return (now() - t->begin) / t->limit;
}

struct options_of_run {
    double      seconds, effort;
    uint64_t    seed;
    int         threads;
    const char *folder;
};

static void run(const char *file, const struct options_of_run *o)
{
    struct instance x;
    struct schedule_answer a;
    struct rusage usage;
    struct timing t = {.begin = now(), .first = -1, .limit = o->seconds};
    instance_read(&x, file);
    double effort = o->effort;
    if (effort == 0) /* dives near the best roster know no end: as many as the time allows */
        effort = x.kinds ? fmax(1, o->seconds) : 4;
    struct schedule_request q = {.scenario = &x.s, .requirements = &x.r, .seed = o->seed, .effort = effort, .threads = o->threads,
                                 .progress = on_progress, .spent = o->seconds > 0 ? spent : NULL, .context = &t};
    schedule_make(&a, &q);
    double took = now() - t.begin;
    getrusage(RUSAGE_SELF, &usage);
    printf("%s,%llu,%.4f,%.4f,%.6f,%.2f,%.2f,%.1f\n", base_name(file), (unsigned long long)o->seed, a.objective, a.lower_bound,
           a.objective > 0 ? (a.objective - a.lower_bound) / a.objective : 0, took, t.first, (double)usage.ru_maxrss / 1024);
    fflush(stdout);
    if (o->folder)
        write_roster(&x, &a.roster, o->folder);
    schedule_answer_free(&a);
    instance_free(&x);
}

static void usage(void)
{
    fprintf(stderr, "usage: bench_schedule [--seconds S] [--seed N] [--effort E] [--threads N] [-o DIR] FILE...\n");
    exit(2);
}

static double number(const char *text, double least)
{
    double value;
    if (text_number(text, TEXT_PLAIN, &value) || value < least)
        usage();
    return value;
}

int main(int argc, char **argv)
{
    struct options_of_run o = {.seed = 1, .threads = (int)sysconf(_SC_NPROCESSORS_ONLN)};
    int i;
    for (i = 1; i + 1 < argc && argv[i][0] == '-'; i += 2) {
        if (strcmp(argv[i], "--seconds") == 0)
            o.seconds = number(argv[i + 1], 0);
        else if (strcmp(argv[i], "--seed") == 0)
            o.seed = (uint64_t)number(argv[i + 1], 0);
        else if (strcmp(argv[i], "--effort") == 0)
            o.effort = number(argv[i + 1], 0);
        else if (strcmp(argv[i], "--threads") == 0)
            o.threads = (int)number(argv[i + 1], 1);
        else if (strcmp(argv[i], "-o") == 0)
            o.folder = argv[i + 1];
        else
            usage();
    }
    if (i >= argc || argv[i][0] == '-')
        usage();
    printf("file,seed,objective,lower_bound,gap,seconds,first_roster_seconds,memory_mb\n");
    for (; i < argc; i++)
        run(argv[i], &o);
    return 0;
}
