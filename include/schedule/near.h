/* near - whom to take off the best roster, so that those few may find something better together: people whose tours the
 * prices find wanting, people who could help an interval whose coverage they find wanting, and anybody. */
#ifndef SCHEDULE_NEAR_H
#define SCHEDULE_NEAR_H

#include "base/rng.h"
#include "schedule/verdict.h"

struct near {
    const struct problem *p;
    struct catalog       *known;
    const double         *cover;  /* [intervals] prices */
    double               *regret; /* [agents] of the best roster (verdict.h) */
    double               *misfit; /* [intervals] */
    double               *loss;   /* [agents] of the interval drawn last */
};

/* known, cover: borrowed. */
void near_make(struct near *n, struct catalog *known, const double *cover);
void near_free(struct near *n);

void near_judge(struct near *n, const struct board *best);
/* Anybody, or rather those with regret. */
int  near_agent(const struct near *n, struct rng *rng, int by_regret);
/* Draws an interval, rather one of great misfit, whose helpers come next; 0: none has any. */
int  near_aim(struct near *n, const struct board *best, struct rng *rng);
/* Who of those not named yet would lose least by working in the interval if it is short, or by leaving it if it has too many;
 * -1: nobody is left. */
int  near_helper(struct near *n);

#endif
