/* contract_check - whether a contract can be kept in an ordinary week at all: a contract that no week satisfies is a slip
 * of the pen, and better told at its line than found as a roster full of idle agents. */
#ifndef MODEL_CONTRACT_CHECK_H
#define MODEL_CONTRACT_CHECK_H

#include "base/fault.h"
#include "model/scenario.h"

/* Looks at seven days with the contract's shifts, hours and days a week, rest and consecutive days: a program over (day,
 * days worked, days in a row, paid minutes). It forgets what only makes it harder (breaks, opening hours, rest across more
 * than one night), so a fault is certain. Of a contract with another period only that is looked at: whether its days and shifts
 * can give its least hours, or stay within its most. Faults stand at line_of[contract] of `file`. 0, or -1. */
int contract_check(const struct scenario *s, const char *file, const long *line_of, struct faults *faults);

#endif
