/* chat - agents who hold several contacts at once. An agent with k contacts gets through work_rate[k-1] times what one
 * with a single contact does (1, 1.6, 2.0: two chats go at 0.8 of the speed each). A new contact goes to an agent with
 * the fewest, so that i contacts are spread evenly over n agents and, all together, end at the rate
 *     (n - i mod n) work_rate[i/n] + (i mod n) work_rate[i/n + 1]  per handle time                   (1)
 * until all n * contacts places are taken; from there on the line is that of n * contacts servers, each as slow as
 * work_rate[contacts] / contacts (Tezcan and Zhang, Oper. Res. 62, 2014, for the model). Only the odds of finding a
 * place differ: they are the sum of the birth and death chain below, as (1) in erlang.h.
 */
#ifndef QUEUEING_CHAT_H
#define QUEUEING_CHAT_H

#include "queueing/erlang.h"
#include "queueing/queue.h"

/* The states with a place free, and means over them */
struct chat_below {
    struct erlang_below states;
    double busy_agents, contacts;
};

/* The line as seen by who waits: single servers, n * contacts of them; and what lies below. agents >= 1, calls > 0 */
void chat_as_line(struct queue_case *line, struct chat_below *below, const struct queue_case *in);

/* Turns the measures of the line into those of the agents: load, occupancy, contacts_per_agent, handle_s. */
void chat_describe(struct queue_answer *out, const struct queue_case *in, const struct chat_below *below);

/* Most work the agents can do, in erlangs of single contacts; n for calls */
double chat_capacity_erl(const struct queue_case *in);

#endif
