/* bench_schedule [--seconds S] [--seed N] [-o DIR] FILE... - the optimizer on the public week files (their README has the
 * format): CSV file,seed,objective,lower_bound,gap,seconds,first_roster_seconds,memory_mb, and with -o each roster. */
#include "base/alloc.h"
#include "schedule/schedule.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

enum { FULL, PART, CONTRACTS, DAYS = 7, CLASSES_MAX = 100000 };

struct week {
    struct scenario    s;
    struct requirement r;
    int               *class_of; /* [agents] */
    int               *member;   /* [agents] */
};

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static void expect(int ok, const char *file, const char *what)
{
    if (ok)
        return;
    fprintf(stderr, "%s: %s\n", file, what);
    exit(2);
}

static struct shift_kind kind(const char *name, int contract, int length, int lunch, int from1, int to1, int from2, int to2, int step)
{
    struct shift_kind k = {.name = xstrdup(name), .contract = contract, .weekdays = 127, .start_to = 1440 - step,
                           .start_step = step, .length_from = length, .length_to = length, .length_step = step};
    k.rule[k.breaks++] = (struct break_rule){15, from1, to1, {0, 0}};
    if (from2)
        k.rule[k.breaks++] = (struct break_rule){15, from2, to2, {0, 0}};
    if (lunch) {
        k.lunches = 2;
        k.lunch_min[0] = 30;
        k.lunch_min[1] = 60;
        k.lunch_from = 210;
        k.lunch_to = 300;
    }
    return k;
}

static struct contract contract(const char *name, double wage_h, int day_min, int day_max, int week_min, int days_min)
{
    return (struct contract){.name = xstrdup(name), .wage_h = wage_h, .day_min = day_min, .day_max = day_max, .week_min = week_min,
                             .week_max = week_min, .days_min = days_min, .days_max = 5, .rest_min = 660,
                             .consecutive_min = RULE_NONE, .consecutive_max = RULE_NONE, .use = USE_MAY};
}

static void make_rules(struct scenario *s, int step)
{
    s->contract_count = CONTRACTS;
    s->contracts = xcalloc(CONTRACTS, sizeof *s->contracts);
    s->contracts[FULL] = contract("full", 20, 480, 480, 2400, 5);
    s->contracts[PART] = contract("part", 18, 240, 360, 1200, 4);
    s->kind_count = 4;
    s->kinds = xcalloc(4, sizeof *s->kinds);
    s->kinds[0] = kind("F", FULL, 480, 1, 90, 150, 375, 450, step);
    s->kinds[1] = kind("P4", PART, 240, 0, 90, 150, 0, 0, step);
    s->kinds[2] = kind("P5", PART, 300, 0, 90, 195, 0, 0, step);
    s->kinds[3] = kind("P6", PART, 360, 0, 120, 240, 0, 0, step);
    s->premium_count = 2;
    s->premiums = xcalloc(2, sizeof *s->premiums);
    s->premiums[0] = (struct premium){.weekdays = 127, .from_min = 1320, .to_min = 360, .factor = 1.25};
    s->premiums[1] = (struct premium){.weekdays = 96, .from_min = 0, .to_min = 1440, .factor = 1.30};
    s->penalties = (struct penalties){.over_per_agent_h = 1, .no_two_days_off_together = 10};
}

static void read_row(FILE *f, const char *file, const char *name, int count, double *values)
{
    char word[32];
    expect(fscanf(f, "%31s", word) == 1 && strcmp(word, name) == 0, file, name);
    for (int i = 0; i < count; i++)
        expect(fscanf(f, "%lf", &values[i]) == 1, file, name);
}

static void read_requirement(struct week *w, FILE *f, const char *file, int per_day)
{
    struct requirement *r = &w->r;
    int T = DAYS * per_day;
    double hours = 24.0 / per_day, over, *row = xmalloc((size_t)T * sizeof *row);
    requirement_alloc(r, 0, T);
    r->seats = INFINITY;
    read_row(f, file, "req", T, row);
    for (int t = 0; t < T; t++) {
        r->kind[t] = row[t] > 0 ? CLASS_OPEN : CLASS_CLOSED;
        r->agents[t] = r->floor_agents[t] = (int)row[t];
        r->agents_gross[t] = r->floor_gross[t] = row[t];
    }
    read_row(f, file, "load", T, row);
    read_row(f, file, "under", T, row);
    read_row(f, file, "over", 1, &over);
    for (int t = 0; t < T; t++) {
        r->under_per_h[t] = row[t] / hours;
        r->over_per_h[t] = over / hours;
    }
    free(row);
}

static void add_agents(struct week *w, int class, int contract, int count, const struct window *available)
{
    struct scenario *s = &w->s;
    size_t all = (size_t)(s->agent_count + count);
    s->agents = xrealloc(s->agents, all * sizeof *s->agents);
    w->class_of = xrealloc(w->class_of, all * sizeof *w->class_of);
    w->member = xrealloc(w->member, all * sizeof *w->member);
    for (int i = 0; i < count; i++) {
        struct agent a = {.contract = contract, .skill_count = 1};
        a.skills = xcalloc(1, sizeof *a.skills);
        a.credited_min = xcalloc(1, sizeof *a.credited_min);
        a.paid_leave_min = xcalloc(1, sizeof *a.paid_leave_min);
        a.available = xmalloc(DAYS * sizeof *a.available);
        memcpy(a.available, available, DAYS * sizeof *a.available);
        w->class_of[s->agent_count] = class;
        w->member[s->agent_count] = i;
        s->agents[s->agent_count++] = a;
    }
}

static void read_classes(struct week *w, FILE *f, const char *file, int step)
{
    int classes, contract, count, from, to;
    expect(fscanf(f, " classes %d", &classes) == 1 && classes >= 0 && classes < CLASSES_MAX, file, "classes");
    for (int c = 0; c < classes; c++) {
        struct window available[DAYS];
        expect(fscanf(f, "%d %d", &contract, &count) == 2 && (contract == FULL || contract == PART) && count >= 0, file, "class");
        for (int d = 0; d < DAYS; d++) {
            expect(fscanf(f, "%d %d", &from, &to) == 2, file, "availability");
            available[d] = (struct window){from * step, to * step};
        }
        add_agents(w, c, contract, count, available);
    }
}

static void week_read(struct week *w, const char *file)
{
    struct faults faults = {0};
    FILE *f = fopen(file, "r");
    char line[200];
    int per_day;
    expect(f != NULL, file, "cannot be opened");
    expect(fgets(line, sizeof line, f) && strncmp(line, "inst ", 5) == 0, file, "not a week instance");
    expect(fscanf(f, " S %d", &per_day) == 1 && (per_day == 48 || per_day == 96 || per_day == 24), file, "S");
    int step = 1440 / per_day;
    memset(w, 0, sizeof *w);
    if (horizon_make(&w->s.horizon, "UTC", 4, DAYS, step, 1, 0, &faults, file, 0, 0)) /* 1970-01-05 is a Monday */
        expect(0, file, "no horizon");
    w->s.break_step_min = step;
    make_rules(&w->s, step);
    read_requirement(w, f, file, per_day);
    read_classes(w, f, file, step);
    w->s.day_closed = xcalloc(DAYS, 1);
    w->s.queue_count = 1;
    w->s.queues = xcalloc(1, sizeof *w->s.queues);
    w->s.queues[0].open = xcalloc((size_t)w->s.horizon.intervals, 1);
    fclose(f);
}

static void week_free(struct week *w)
{
    scenario_free(&w->s);
    requirement_free(&w->r);
    free(w->class_of);
    free(w->member);
}

static void write_shift(FILE *out, const struct week *w, const struct roster *r, const struct shift *x)
{
    int midnight = horizon_day_start(&w->s.horizon, x->day), paid = x->end_min - x->start_min;
    int lunch = -1, lunch_min = 0, breaks[2] = {-1, -1}, count = 0;
    for (int i = x->first; i < x->first + x->count; i++) {
        const struct activity *a = &r->activities[i];
        if (a->kind == ACT_LUNCH) {
            lunch = a->start_min - midnight;
            lunch_min = a->end_min - a->start_min;
        } else if (a->kind == ACT_BREAK && count < 2)
            breaks[count++] = a->start_min - midnight;
    }
    fprintf(out, "%d,%d,%d,%d,%d,", w->class_of[x->agent], w->member[x->agent], x->day, x->start_min - midnight, paid - lunch_min);
    if (lunch >= 0)
        fprintf(out, "%d,%d,", lunch, lunch_min);
    else
        fprintf(out, ",,");
    for (int i = 0; i < 2; i++)
        if (i < count)
            fprintf(out, "%d%s", breaks[i], i ? "\n" : ",");
        else
            fprintf(out, "%s", i ? "\n" : ",");
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static void write_roster(const struct week *w, const struct roster *r, const char *folder, const char *file)
{
    char path[4096], name[256];
    snprintf(name, sizeof name, "%s", base_name(file));
    if (strrchr(name, '.'))
        *strrchr(name, '.') = 0;
    snprintf(path, sizeof path, "%s/%s.csv", folder, name);
    FILE *out = fopen(path, "w");
    expect(out != NULL, path, "cannot be written");
    fprintf(out, "class,member,day,start_min,paid_min,lunch_start_min,lunch_min,break1_start_min,break2_start_min\n");
    for (int i = 0; i < r->shift_count; i++)
        write_shift(out, w, r, &r->shifts[i]);
    fclose(out);
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

static void run(const char *file, uint64_t seed, double seconds, double effort, int threads, const char *folder)
{
    struct week w;
    struct schedule_answer a;
    struct rusage usage;
    struct timing t = {.begin = now(), .first = -1, .limit = seconds};
    week_read(&w, file);
    struct schedule_request q = {.scenario = &w.s, .requirements = &w.r, .seed = seed, .effort = effort, .threads = threads,
                                 .progress = on_progress, .context = &t};
    schedule_make(&a, &q);
    double took = now() - t.begin;
    getrusage(RUSAGE_SELF, &usage);
    printf("%s,%llu,%.4f,%.4f,%.6f,%.2f,%.2f,%.1f\n", base_name(file), (unsigned long long)seed, a.objective, a.lower_bound,
           (a.objective - a.lower_bound) / a.objective, took, t.first, (double)usage.ru_maxrss / 1024);
    fflush(stdout);
    if (folder)
        write_roster(&w, &a.roster, folder, file);
    schedule_answer_free(&a);
    week_free(&w);
}

int main(int argc, char **argv)
{
    double seconds = 0, effort = 1;
    uint64_t seed = 1;
    int threads = 1, i;
    const char *folder = NULL;
    for (i = 1; i + 1 < argc && argv[i][0] == '-'; i += 2) {
        if (strcmp(argv[i], "--seconds") == 0)
            seconds = atof(argv[i + 1]);
        else if (strcmp(argv[i], "--seed") == 0)
            seed = strtoull(argv[i + 1], NULL, 10);
        else if (strcmp(argv[i], "--effort") == 0)
            effort = atof(argv[i + 1]);
        else if (strcmp(argv[i], "--threads") == 0)
            threads = atoi(argv[i + 1]);
        else if (strcmp(argv[i], "-o") == 0)
            folder = argv[i + 1];
        else
            break;
    }
    if (i >= argc)
        return 0;
    printf("file,seed,objective,lower_bound,gap,seconds,first_roster_seconds,memory_mb\n");
    for (; i < argc; i++)
        run(argv[i], seed, seconds, effort, threads, folder);
    return 0;
}
