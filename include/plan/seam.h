/* seam - where a horizon that repeats begins again: rules are kept within the horizon only (horizon.h), so that the rest from an
 * agent's last shift to the first of the next turn may be shorter than the contract has it. */
#ifndef PLAN_SEAM_H
#define PLAN_SEAM_H

#include "plan/plan.h"

/* Agents who would rest too little over the seam; agents [scenario.agent_count] gets their indexes. Returns how many; 0 where the
 * horizon does not repeat. */
int seam_short(int *agents, const struct plan *p);

#endif
