/* remedy - goals that are missed: in which intervals, how short, and what would close them. Each remedy is the least amount
 * of one loosening with which solving again meets all of them; several amounts are tried, the named one was solved. */
#ifndef PLAN_REMEDY_H
#define PLAN_REMEDY_H

#include "plan/trial.h"

struct shortfall { /* an interval in which a goal is missed */
    int    goal;          /* index in the summary's goals */
    int    queue, interval;
    double scheduled;     /* agents rostered on work */
    double needed;        /* that would do; NAN: a day's or week's goal, or a limit no number of agents meets */
    double sl, wanted;    /* NAN: the goal is no service level */
};

enum remedy_kind {
    REMEDY_SEATS,  /* seats more, for every queue that has a limit */
    REMEDY_AGENTS, /* agents more of a contract, free on every day */
    REMEDY_STARTS, /* minutes by which shifts of a contract may start earlier and later */
    REMEDY_DAYS,   /* days a week more for a contract, and the hours they take */
    REMEDY_REST,   /* minutes of rest less for a contract */
    REMEDY_PAUSES, /* minutes by which pauses of a contract may start earlier and later, work without one last longer, and work
                      between two be shorter */
    REMEDY_LEAVE,  /* leaves not taken, of those over the missed intervals, the shortest first */
    REMEDY_PRICE   /* times the price of an agent hour short: for goals that need not hold whatever they cost */
};

struct remedy {
    enum remedy_kind kind;
    int              contract; /* -1: not of one */
    int              amount;
    int              closes;   /* 1: all are met with it; 0: the most tried leaves some */
    int              left;     /* goals still missed, of those missed now */
    double           cost;     /* change of the money paid */
    double           objective;
};

struct remedies {
    struct shortfall *shorts;
    int               short_count;
    int               missed;     /* goals */
    struct remedy    *items;
    int               count;
};

/* peaks 1: only the goals of peaks. p has reached PLAN_CHECK. */
void remedies_make(struct remedies *x, const struct plan *p, int peaks, const struct trial_how *how);
void remedies_free(struct remedies *x);
/* The plan changed by a remedy, not solved yet: to be freed. */
void remedy_apply(struct trial *t, const struct plan *p, const struct remedies *x, enum remedy_kind kind, int contract, int amount);

#endif
