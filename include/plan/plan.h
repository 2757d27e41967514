/* plan - the whole: runs the stages in order and owns their results. */
#ifndef PLAN_PLAN_H
#define PLAN_PLAN_H

#include "check/check.h"
#include "model/demand.h"
#include "model/history.h"
#include "model/scenario.h"
#include "plan/reasons.h"
#include "plan/recall.h"
#include "schedule/schedule.h"

struct plan_options {
    const char           *folder;           /* the scenario */
    const struct variant *variants;         /* --set */
    int                   variant_count;
    const char           *forecast_file;    /* --forecast: start from there; NULL */
    const char           *requirement_file; /* --requirement; NULL */
    const char           *roster_file;      /* judge this roster instead of making one (check); NULL */
    const char           *bound_file;       /* its certificate; NULL */
    const char           *summary_file;     /* what is known of the plan that made it (recall.h), if it is there; NULL */
    int                   has_seed;
    uint64_t              seed;
    double                effort;           /* 0: the scenario's */
    int                   threads;
    int                   frontier;         /* 1: what other goals would cost, too (frontier.h) */
    double                budget;           /* money to spend on service: the roster is then the best it buys (budget.h); 0: none */
    const char           *frontier_file;    /* one made before, to be shown; NULL */
    const char           *budget_file;      /* likewise */
    const char           *remedies_file;    /* likewise */
    int                   transient;        /* 1: check carries the queue from interval to interval besides */
    int (*progress)(const struct schedule_progress *p, void *context);
    void *context;
};

enum plan_stage { PLAN_FORECAST, PLAN_STAFFING, PLAN_SCHEDULE, PLAN_CHECK };

struct frontier;
struct budget;
struct remedies;
struct plan { /* what each stage made; arrays are per queue */
    struct scenario        scenario;
    struct history        *histories;    /* zeroed where a file replaced the stage */
    struct demand         *demands;
    struct requirement    *requirements;
    struct schedule_answer answer;
    struct check_result    result;
    struct reasons         reasons;      /* of its shifts, made with the result */
    struct frontier       *frontier;     /* NULL: not asked for */
    struct budget         *budget;       /* NULL: none; else it says what the roster is */
    struct remedies       *remedies;     /* what would close goals that are missed; NULL: not tried */
    enum plan_stage        reached;
    double                 seconds[4];   /* per stage, for run.json */
    int                     threads;      /* likewise */
    char                   *requirement_file; /* the requirement came from it; NULL */
    struct recall           recall;       /* of the plan that made the roster */
    int                     judged_only;  /* 1: the roster came from a file */
};

/* Runs up to stage `last`. Returns 0, or -1 with faults (nothing to free then). */
int  plan_run(struct plan *p, const struct plan_options *o, enum plan_stage last, struct faults *faults);
/* What would close the goals missed (remedy.h): 1 brief: only the likeliest. p has reached PLAN_CHECK; nothing happens where no
 * goal is missed. Progress and effort are those of o. */
void plan_find_remedies(struct plan *p, const struct plan_options *o, int brief);
/* Writes every table of the stages reached into folder (made if missing). What is meant for people, the detail of violations.csv,
 * is in the language of say; NULL: in English. 0, or -1 with faults. */
int  plan_write(const struct plan *p, const char *folder, notes_say *say, const void *context, struct faults *faults);
void plan_free(struct plan *p);

#endif
