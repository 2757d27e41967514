/* scenario_init - a small complete scenario to start from: eight agents, one queue, nine weeks of history, every key and
 * column the program knows. It loads and plans as it is. */
#ifndef MODEL_SCENARIO_INIT_H
#define MODEL_SCENARIO_INIT_H

#include "base/fault.h"

/* Writes the files into folder, which is made if missing. Where any of them is there already, nothing is written and each
 * such file is a fault. 0, or -1. */
int scenario_init(const char *folder, struct faults *faults);

#endif
