/* duty_table - what days must be: fixed.csv, rotations.csv, and the words that say it. */
#ifndef MODEL_DUTY_TABLE_H
#define MODEL_DUTY_TABLE_H

#include "base/fault.h"
#include "model/scenario.h"

/* off, work (any shift), free, or shifts of the contract with | between (one of them), off among them where a day off will do
 * too. Returns 0, or -1 and the word that is none of these in `bad` ("" when there are too many). */
int duty_parse(struct duty *duty, const struct scenario *s, int contract, const char *text, char *bad, size_t size);

/* rotations.csv: rotation,day,shift. day counts from 1; every day of the cycle once; shift as duty_parse has it. Contracts and
 * shifts must have been read. 0, or -1 with faults. */
int duty_table_read_rotations(struct scenario *s, const char *path, struct faults *faults);

/* Gives the agents' days what their rotations say (agent.rotation, rotation_day). A shift asked for is not asked for on closed
 * days, days the agent is not available on, and days that time off touches. */
void duty_table_rotate(struct scenario *s);

/* fixed.csv: agent,day,shift, shift as duty_parse has it. It goes before what a rotation says. 0, or -1 with faults. */
int duty_table_read_fixed(struct scenario *s, const char *path, struct faults *faults);

#endif
