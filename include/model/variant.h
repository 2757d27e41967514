/* variant - one what-if on a scenario that was read (--set TARGET[.NAME]=CHANGE), so that plans can be compared without
 * editing files.
 *
 *   volume[.QUEUE]=+40%                 contacts from the horizon's first day on
 *   aht[.QUEUE]=-10% or 300             handle time, in seconds where it is no percentage
 *   patience[.QUEUE]=+20% or 120        mean patience; the queue is then counted by erlang_a
 *   shrinkage[.QUEUE]=+5% or 30%        +5% adds five points to every interval; 30% (or 0.3) replaces all shares
 *   wage[.CONTRACT]=+3% or 21.50
 *   service_level[.QUEUE]=90%           the goal's (peaks keep theirs)
 *   within_s[.QUEUE]=30
 *
 * Volume and handle time change what will come, wherever that is from: the forecast, or a forecast.csv given in its place,
 * which has the scenario's own adjustments in it already and gets only those of --set. */
#ifndef MODEL_VARIANT_H
#define MODEL_VARIANT_H

#include "base/fault.h"
#include "model/demand.h"
#include "model/scenario.h"

/* 0, or -1 with a fault of file "--set" that quotes the text. */
int variant_apply(struct scenario *s, const char *text, struct faults *faults);

/* Changes a demand read from a file as the variants of s say: contacts and their quantiles, handle times. */
void variant_apply_demand(const struct scenario *s, struct demand *d);
/* 1: the text changes what will come (volume or aht). */
int  variant_of_demand(const char *text);

#endif
