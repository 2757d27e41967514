/* trunks - lines into the centre. A line is held while its caller waits and while he is served, so the lines carry the
 * queue as well as the agents' work; a call that finds every line taken hears a busy tone (Erlang loss). */
#ifndef QUEUEING_TRUNKS_H
#define QUEUEING_TRUNKS_H

#include "queueing/queue.h"

/* Lines the calls of this case hold on average, in erlangs: those waiting and those being served; INFINITY where the
 * queue has no bound */
double trunks_load_erl(const struct queue_case *in);

/* Least lines that turn away at most this share, 0 < share: Erlang B; 0 lines for no load or share 1. -1 when more
 * than lines_max */
int trunks_least(double load_erl, double block_max, int lines_max);

/* Largest load, in erlangs, of which so many lines turn away at most this share; 0 < share < 1 */
double trunks_most_load_erl(int lines, double block_max);

#endif
