/* check_days - what is said of single days of an agent: days that are shut to him, days with a duty (rules.h, agent.h). */
#ifndef CHECK_CHECK_DAYS_H
#define CHECK_CHECK_DAYS_H

#include "model/scenario.h"

/* 1: no shift of the agent's contract may start on the day for him (rules.h, "shut"). */
int check_days_shut(const struct scenario *s, int agent, int day);

/* 1: by his duty, and by limits of 0, a shift of the kind may start on the day. */
int check_days_allow(const struct agent *a, int day, int kind);

/* 1: on some day a shift must start: he cannot stay off the whole horizon. */
int check_days_bound(const struct scenario *s, int agent);

/* 1: a rule of the kind's contract or of one of its agents asks whether a shift is of this kind. */
int check_days_kind_matters(const struct scenario *s, int kind);

/* 1: a shift of `kind` may not start the day after one of kind `before`; -1 for either: it may. */
int check_days_clash(const struct scenario *s, int before, int kind);

#endif
