/* answer - what the optimizer found, in the model's nouns: the roster, the certificate, why somebody has no shifts. */
#ifndef SCHEDULE_ANSWER_H
#define SCHEDULE_ANSWER_H

#include "schedule/board.h"
#include "schedule/branch.h"
#include "schedule/schedule.h"

void answer_add_roster(struct schedule_answer *a, const struct board *b);
/* first: number of the queue's first node. */
void answer_add_bound(struct schedule_answer *a, const struct problem *p, const struct cover *cover, int first);
/* Agents for whom no tour keeps all rules: which rule, or pair of rules, is in the way. Open intervals no shift covers. */
void answer_add_reasons(struct schedule_answer *a, const struct problem *p);

#endif
