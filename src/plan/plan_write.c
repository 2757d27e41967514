#include "base/alloc.h"
#include "base/file.h"
#include "base/json.h"
#include "plan/budget.h"
#include "plan/frontier.h"
#include "plan/plan.h"
#include "plan/remedy.h"
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/utsname.h>
#include <unistd.h>

struct voice { notes_say *say; const void *context; }; /* what is meant for people is said by it */

/* run.json holds all that may differ between two runs of the same input: times, threads, machine. */
static int write_run(const struct plan *p, const struct voice *v, const char *path, struct faults *faults)
{
    (void)v;
    static const char *const stages[] = {"forecast", "staffing", "schedule", "check"};
    struct json_out          w = {0};
    struct utsname           machine;
    struct rusage            usage;
    double                   total = 0;
    json_out_object(&w, NULL);
    json_out_string(&w, "version", HEADCOUNT_VERSION);
    json_out_object(&w, "seconds");
    for (int i = 0; i <= (int)p->reached; i++) {
        json_out_fixed(&w, stages[i], p->seconds[i], 3);
        total += p->seconds[i];
    }
    json_out_fixed(&w, "total", total, 3);
    json_out_end(&w, '}');
    json_out_integer(&w, "threads", p->threads);
    if (getrusage(RUSAGE_SELF, &usage) == 0)
        json_out_fixed(&w, "peak_memory_mb", (double)usage.ru_maxrss / 1024, 1);
    if (uname(&machine) == 0) {
        json_out_string(&w, "system", machine.sysname);
        json_out_string(&w, "architecture", machine.machine);
    }
    json_out_integer(&w, "processors", sysconf(_SC_NPROCESSORS_ONLN));
    json_out_integer(&w, "columns", p->answer.columns);
    json_out_integer(&w, "iterations", p->answer.iterations);
    json_out_end(&w, '}');
    int bad = json_out_write(&w, path, faults);
    json_out_free(&w);
    return bad;
}

typedef int table_writer(const struct plan *p, const struct voice *v, const char *path, struct faults *faults);

static int write_forecast(const struct plan *p, const struct voice *v, const char *path, struct faults *faults)
{
    (void)v;
    return demand_write(p->demands, &p->scenario, path, faults);
}

static int write_requirement(const struct plan *p, const struct voice *v, const char *path, struct faults *faults)
{
    (void)v;
    return requirement_write(p->requirements, &p->scenario, path, faults);
}

static int write_roster(const struct plan *p, const struct voice *v, const char *path, struct faults *faults)
{
    (void)v;
    return roster_write(&p->answer.roster, &p->scenario, path, faults);
}

static int write_grid(const struct plan *p, const struct voice *v, const char *path, struct faults *faults)
{
    (void)v;
    return roster_write_grid(&p->answer.roster, &p->scenario, path, faults);
}

static int write_bound(const struct plan *p, const struct voice *v, const char *path, struct faults *faults)
{
    (void)v;
    return p->answer.bound.count ? bound_write(&p->answer.bound, &p->scenario, path, faults) : 0;
}

static int write_coverage(const struct plan *p, const struct voice *v, const char *path, struct faults *faults)
{
    (void)v;
    return coverage_write(p->result.coverages, &p->scenario, path, faults);
}

static int write_violations(const struct plan *p, const struct voice *v, const char *path, struct faults *faults)
{
    return violations_write(&p->result.violations, &p->scenario, v->say, v->context, path, faults);
}

static int write_summary(const struct plan *p, const struct voice *v, const char *path, struct faults *faults)
{
    (void)v;
    return summary_write(&p->result.summary, &p->scenario, path, faults);
}

static int write_reasons(const struct plan *p, const struct voice *v, const char *path, struct faults *faults)
{
    (void)v;
    return reasons_write(&p->reasons, &p->scenario, path, faults);
}

/* One of another plan must not stay beside this one. */
static int write_frontier(const struct plan *p, const struct voice *v, const char *path, struct faults *faults)
{
    (void)v;
    if (p->frontier)
        return frontier_write(p->frontier, path, faults);
    unlink(path);
    return 0;
}

static int write_budget(const struct plan *p, const struct voice *v, const char *path, struct faults *faults)
{
    (void)v;
    if (p->budget)
        return budget_write(p->budget, path, faults);
    unlink(path);
    return 0;
}

static int write_remedies(const struct plan *p, const struct voice *v, const char *path, struct faults *faults)
{
    (void)v;
    if (p->remedies)
        return remedies_write(p->remedies, p, path, faults);
    unlink(path);
    return 0;
}

int plan_write(const struct plan *p, const char *folder, notes_say *say, const void *context, struct faults *faults)
{
    const struct voice voice = {say, context};
    static const struct {
        const char     *name;
        enum plan_stage from; /* written when this stage was reached */
        int             made; /* 1: only when schedule made the roster itself */
        table_writer   *write;
    } tables[] = {
        {"forecast.csv", PLAN_FORECAST, 0, write_forecast},       {"requirement.csv", PLAN_STAFFING, 0, write_requirement},
        {"roster.csv", PLAN_SCHEDULE, 1, write_roster},           {"roster_grid.csv", PLAN_SCHEDULE, 1, write_grid},
        {"bound.csv", PLAN_SCHEDULE, 1, write_bound},             {"coverage.csv", PLAN_CHECK, 0, write_coverage},
        {"violations.csv", PLAN_CHECK, 0, write_violations},      {"summary.json", PLAN_CHECK, 0, write_summary},
        {"reasons.csv", PLAN_CHECK, 0, write_reasons},            {"frontier.csv", PLAN_CHECK, 1, write_frontier},
        {"budget.csv", PLAN_CHECK, 1, write_budget},              {"remedies.csv", PLAN_CHECK, 1, write_remedies},
        {"run.json", PLAN_FORECAST, 0, write_run},
    };
    if (file_make_folder(folder, faults))
        return -1;
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        if (tables[i].from > p->reached || (tables[i].made && p->judged_only))
            continue;
        char *path = file_join(folder, tables[i].name);
        int   bad = tables[i].write(p, &voice, path, faults);
        free(path);
        if (bad)
            return -1;
    }
    return 0;
}
