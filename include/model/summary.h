/* summary - what a roster costs and gives: check makes it; coverage per interval, violated rules, goals, money. */
#ifndef MODEL_SUMMARY_H
#define MODEL_SUMMARY_H

#include "base/fault.h"
#include "model/notes.h"
#include "model/requirement.h"
#include "model/scenario.h"

struct coverage { /* of one queue */
    int     queue, intervals;
    double *floor;      /* [intervals] on contacts */
    double *required;   /* [intervals] on contacts: what this interval alone would need for the goal */
    double *scheduled;  /* [intervals] rostered on work, time-weighted */
    double *expected;   /* [intervals] scheduled * (1 - shrinkage) */
    double *net;        /* [intervals] expected - required */
    double *sl, *asa_s, *occupancy, *abandon; /* [intervals] at expected, linear between whole agents; NAN without contacts;
                           asa_s INFINITY where the queue would grow for ever */
    double *sl_alone, *sl_carried; /* [intervals] answered in time / offered, each interval by itself, and with the queue carried
                                      on from interval to interval; NULL unless asked for */
    double *counted;    /* [intervals] weight of the interval in the service level of a span: contacts in its denominator */
};

struct violation {
    char   rule[32];    /* name, e.g. rest_h */
    int    agent, day;  /* -1: none */
    char   detail[200]; /* in a planner's words */
    char   note[400];   /* the same to be said in a language (notes.h) */
    double amount;      /* by how much, in the rule's unit */
};
struct violations {
    struct violation *items;
    int               count, room;
    int               untold; /* 1: nobody will read detail and note, which stay empty: most of the time goes there */
};

struct goal_result {
    int                queue;
    char               scope[12];      /* interval, day, week, floor, peak; asa, abandon, occupancy; min_agents, max_seats */
    int                first, last;    /* intervals [first, last) */
    enum sl_definition definition;
    double             wanted, achieved; /* day, week: service level of the span; else the worst interval's value */
    double             service_level;  /* of the span, volume-weighted, by `definition`; NAN without contacts */
    int                met;
    int                must;           /* a peak that must hold */
    int                below;          /* intervals below, of the `of` it holds for */
    int                of;
};

struct cost_items { double wages, premiums, overtime, paid_leave, total; };
struct penalty_items { double under, under_peak, must, seats, over, goal, personal, days_off, total; };

struct summary {
    int                goal_met;            /* every goal met and no rule violated */
    struct goal_result *goals;              int goal_count;
    struct cost_items   cost;
    struct penalty_items penalty;
    double              objective;          /* cost + penalty */
    double              fixed_cost;         /* no roster changes it: guaranteed wages of must contracts, paid leave */
    double              lower_bound;        /* recomputed by check from bound.csv, gains of days as stated there; NAN: none given */
    double              bound_proven;       /* the same without gains: what check has recomputed all of */
    double              gap;                /* (objective - bound) / objective */
    double              gap_without_fixed;  /* the same with fixed_cost taken from both */
    double              paid_h, overtime_h; /* rostered (guaranteed but not rostered hours and leave are not in it) */
    double              guaranteed_h;       /* paid though not rostered: wages are for paid_h and these */
    double              contact_h;          /* expected on contacts, after shrinkage */
    double              offered, answered;  /* contacts of the horizon */
    double              cost_per_answered;  /* cost.total / answered; NAN: nobody answered */
    double              occupancy;          /* hours of handling / contact_h; NAN: no contact_h */
    double              service_level;      /* of the horizon, all queues, volume-weighted */
    int                 agents_used;
    int                 intervals_open;
    int                 intervals_below_goal; /* open ones that miss what must hold in them: goal or floor, peak, limits, agents, seats */
    char                stopped_by[24];     /* gap, budget, wall_clock, interrupted */
};

void coverage_alloc(struct coverage *c, int queue, int intervals);
void coverage_free(struct coverage *c);
void violations_add(struct violations *v, const char *rule, int agent, int day, double amount, const char *format, ...)
    __attribute__((format(printf, 6, 7)));
void violations_free(struct violations *v);
void summary_free(struct summary *s);

/* coverage.csv, violations.csv, summary.json as DESIGN 3 names them. The detail of a violation is in the language of say; NULL:
 * in English. */
int coverage_write(const struct coverage *cs, const struct scenario *s, const char *path, struct faults *faults);
int violations_write(const struct violations *v, const struct scenario *s, notes_say *say, const void *context, const char *path,
                     struct faults *faults);
struct json_out;
void summary_out(struct json_out *w, const struct summary *y, const struct scenario *s); /* summary.json's content */
void summary_members(struct json_out *w, const struct summary *y, const struct scenario *s); /* without the braces */
int summary_write(const struct summary *y, const struct scenario *s, const char *path, struct faults *faults);

#endif
