/* crowd - how many callers are in the system, as a distribution carried through time: Poisson calls, exponential
 * handling, agents who come and go, callers who hang up.
 *
 * Row 0 holds i = 0, 1, ... present, min(i, agents) of them with an agent. Row r > 0 holds agents + r busy agents and
 * q waiting: agents who should have left finish their call, and until they have, nobody is taken from the queue.
 * Over a time t of constant rates, with L above the rate of every state and P = 1 + (generator) / L,
 *     p(t) = sum over k of e^{-Lt} (Lt)^k / k! p(0) P^k                                               (1)
 *     integral of p = 1/L sum over k of P(Poisson(Lt) > k) p(0) P^k                                   (2)
 * (uniformisation; Jensen 1953, Grassmann, Comp. Oper. Res. 4, 1977). All terms are positive: rounding cannot build
 * up. States below 1e-16 are let go; the shares are good to about 1e-12.
 */
#ifndef QUEUEING_CROWD_H
#define QUEUEING_CROWD_H

struct crowd {
    int agents;    /* in force                                              */
    int rows;      /* of agents staying behind, beside row 0                 */
    int low, high; /* row 0: states from low to high count                  */
    int longest;   /* rows 1..: waiting 0..longest count                    */
    int stride;    /* places in memory from row to row                      */
    double *share; /* state i of row r at share[r * stride + CROWD_MARGIN + i] */
};
enum { CROWD_MARGIN = 4 };

struct crowd_rates {
    double arrival, service, leave; /* per second: calls, per busy agent, per waiting caller */
};

/* What happens to calls in progress when fewer agents stay */
enum crowd_drop {
    CROWD_FINISH, /* their agents finish them first                                          */
    CROWD_RETURN  /* they go back to the head of the queue, and may hang up there            */
};

void crowd_make(struct crowd *c); /* empty, no agents */
void crowd_free(struct crowd *c);

/* From now on so many agents; more take from the queue at once. */
void crowd_set_agents(struct crowd *c, int agents, enum crowd_drop drop);

/* Carries c on by so many seconds. integral becomes (2): seconds spent in every state, in the rows c had before. */
void crowd_advance(struct crowd *c, struct crowd *integral, const struct crowd_rates *rates, double seconds);

/* Share of state i (row 0) or q (others); 0 outside */
double crowd_share(const struct crowd *c, int row, int state);

#endif
