/* verdict - what prices find wanting in a roster: whose tours, and which intervals' coverage, keep it above the bound.
 * cover[intervals]: the prices. */
#ifndef SCHEDULE_VERDICT_H
#define SCHEDULE_VERDICT_H

#include "schedule/catalog.h"

/* regret[agents]: by how much each agent's tour on the board is worth less than the best known. */
void verdict_regrets(struct catalog *c, const double *cover, const struct board *b, double *regret);
/* misfit[intervals]: what each interval's coverage costs beyond the least there is. Regrets and misfits add up to what the
 * roster is above the bound at these prices. */
void verdict_misfits(const struct problem *p, const double *cover, const struct board *b, double *misfit);
/* loss[agents]: by how much the best tour known with work in interval t (where `more` is 0: without) is worth less than the
 * best of all; INFINITY where the agent's tour on the board is such a one already, or none is known. */
void verdict_losses(struct catalog *c, const double *cover, const struct board *b, int t, int more, double *loss);

#endif
