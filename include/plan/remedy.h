/* remedy - what would close the goals that are missed: loosenings of what limits the roster, and agents more, alone or
 * several together. Each remedy was solved again and judged; what was tried and did not do is told with it. */
#ifndef PLAN_REMEDY_H
#define PLAN_REMEDY_H

#include "plan/shortage.h"
#include "plan/trial.h"

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

struct loosening {
    enum remedy_kind kind;
    int              contract; /* -1: not of one */
    int              amount;
};

enum { REMEDY_PARTS_MAX = 32 };
struct remedy {
    struct loosening parts[REMEDY_PARTS_MAX];
    int              count;     /* of parts, all at once; 0: nothing is changed, the search only goes on */
    int              failed;    /* most of the first part's amount found not to do with the others; 0: none was */
    int              closes;    /* 1: all are met with it; 0: some are left */
    int              left;      /* goals still missed, of those missed now */
    double           cost;      /* change of the money paid */
    double           objective;
};

struct remedies {
    struct shortage is;
    struct remedy  *items;   /* those that close first; where the search going on does, that alone */
    int             count;
    struct remedy   most;    /* every loosening as far as it was tried, but no agent more; count 0: not tried */
    int             brief;   /* 1: only the search going on and agents more of one contract were tried */
    int             cancelled;
};

/* peaks as shortage_make has it. p has reached PLAN_CHECK. Solves some 9 times where there are 100 agents, more often where
 * there are fewer. */
void remedies_make(struct remedies *x, const struct plan *p, int peaks, const struct trial_how *how);
/* Three times at most: agents more of the contract that seems cheapest for it. For the peaks first. */
void remedies_make_brief(struct remedies *x, const struct plan *p, const struct trial_how *how);
void remedies_free(struct remedies *x);
/* The plan changed by a remedy, not solved yet: to be freed. */
void remedy_apply(struct trial *t, const struct plan *p, const struct remedies *x, const struct remedy *r);
/* How a remedy was solved. */
struct trial_how remedy_how(const struct plan *p, const struct trial_how *how);

/* remedies.csv: a row for each part of each remedy, the plan as it is in the first. Of peaks first; remedies of a plan that
 * misses something else are not read: then *x is NULL. *x to be freed. 0, or -1 with faults. */
int         remedies_write(const struct remedies *x, const struct plan *p, const char *path, struct faults *faults);
int         remedies_read(struct remedies **x, const struct plan *p, const char *path, struct faults *faults);
const char *remedy_kind_name(enum remedy_kind kind); /* seats, agents, ... in files and JSON */

#endif
