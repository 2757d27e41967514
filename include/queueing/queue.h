/* queue - one question for every waiting-line model: so many calls, so many agents, what will callers feel?
 *
 * The case decides the model (Kendall: Poisson calls, exponential handling, n agents):
 *   patience_s INFINITY, waiting_places INFINITY   Erlang C     nobody hangs up, nobody is turned away
 *   patience_s finite,   waiting_places INFINITY   Erlang A     each caller hangs up after an exponential patience
 *   patience_s INFINITY, waiting_places m          M/M/n/K      who finds all n + m places taken is turned away;
 *   patience_s finite,   waiting_places m          M/M/n/K+M    m = 0 is Erlang B
 * Definitions are those of the design: shares are of all calls offered unless said otherwise.
 * Pure functions: no memory, no I/O, no globals.
 */
#ifndef QUEUEING_QUEUE_H
#define QUEUEING_QUEUE_H

enum { QUEUE_CONTACTS = 8 };

struct queue_case {
    double calls;          /* mean calls offered in the interval, 0 to 1e12            */
    double interval_s;     /* length of the interval, > 0                              */
    double aht_s;          /* mean handle time, > 0                                    */
    double patience_s;     /* mean time a caller waits before hanging up, > 0; INFINITY = for ever */
    double waiting_places; /* callers who may wait at once, a whole number 0 to 1e8; INFINITY = no limit */
    int agents;            /* n >= 0, at most 1e9                                      */
    double redial_abandoned, redial_blocked; /* share of those who hang up, or are turned away, that call again
                                                (redial.h); the shares below are then of all attempts */
    int contacts;          /* most contacts an agent holds at once, to QUEUE_CONTACTS; 0 or 1 = calls (chat.h) */
    double work_rate[QUEUE_CONTACTS]; /* [contacts] work of an agent with 1, 2, ... contacts; the first is 1, all > 0 */
};

/* Which service level: the share of ... within T of arriving */
enum queue_sl {
    QUEUE_SL_OFFERED,         /* answered within T / offered                          */
    QUEUE_SL_ANSWERED,        /* answered within T / answered                         */
    QUEUE_SL_EXCLUDING_SHORT, /* answered within T / (offered - abandoned within T)   */
    QUEUE_SL_MET,             /* (answered or abandoned within T) / offered           */
    QUEUE_SL_VIRTUAL,         /* let in, and would be answered within T if infinitely patient / offered */
    QUEUE_SL_ADMITTED,        /* answered within T / let in (not blocked)             */
    QUEUE_SL_KINDS
};

struct queue_answer {
    double load_erl;          /* calls * aht_s / interval_s                                       */
    double p_wait;            /* share let in that find every agent busy                          */
    double p_block;           /* share turned away for want of a waiting place                    */
    double p_abandon;         /* share that hang up                                               */
    double p_longer;          /* share still waiting at T                                         */
    double ln_p_wait;         /* natural logarithms, good also where the share underflows         */
    double ln_p_abandon;
    double sl[QUEUE_SL_KINDS];
    double late[QUEUE_SL_KINDS]; /* 1 - sl, right to its last digits also where sl rounds to 1   */
    double p_answered;
    double attempts;          /* calls with redials, per interval                                 */
    double p_lost;            /* share of calls never answered, redials counted                   */
    double wait_s;            /* mean wait over all offered (a blocked call waits 0)              */
    double wait_admitted_s;   /* over calls let in                                                */
    double wait_answered_s;   /* over calls answered: ASA as phone systems report it              */
    double wait_abandoned_s;  /* over calls abandoned; with p_abandon 0 it is 0                   */
    double wait_delayed_s;    /* over calls that had to wait                                      */
    double queue_length;      /* mean number waiting                                              */
    double occupancy;         /* share of the agents who have something in hand; 1 at n = 0 for Erlang C, else 0 there */
    double contacts_per_agent; /* contacts in hand; for calls the occupancy                       */
    double handle_s;          /* mean time from answer to end; for calls aht_s                    */
};

/* Every measure at the threshold limit_s, 0 to 1e9.
 * Zero calls: nobody waits, every service level 1 (p_wait is 1 at n = 0: whoever called would wait).
 * Zero agents with calls and no limit of places: p_wait 1, sl 0; nobody is answered, so wait_answered_s and sl[ANSWERED] are NAN.
 * Erlang C with load >= n: no steady state; p_wait 1, sl 0, waits and queue INFINITY, occupancy 1.
 * Calls, interval and handle time are taken as the decimals they stand for, so that a load meant to equal n does.
 * Zero agents, infinite patience and m places: all are turned away, waits and levels over those let in are NAN.
 * Errors: relative 1e-11 or better; Erlang C about 5 roundings * (1 + condition in the load); service levels 1e-14 absolute. */
void queue_measure(struct queue_answer *out, const struct queue_case *in, double limit_s);

/* One service level alone, much faster. NAN of queue_measure is 0 here. */
double queue_service_level(const struct queue_case *in, enum queue_sl kind, double limit_s);

/* sl[n] for n = 0 .. agents_max at this load; in->agents is ignored. sl has agents_max + 1 places. */
void queue_service_levels(double *sl, int agents_max, const struct queue_case *in, enum queue_sl kind, double limit_s);

/* What must hold at once. QUEUE_NO_GOAL asks nothing. */
struct queue_goal {
    double sl;            /* service level of at least, 0 = none; 1 cannot be promised by any number of agents */
    enum queue_sl sl_kind;
    double limit_s;       /* T of the service level                                  */
    double wait_max_s;    /* ASA of at most, INFINITY = none                         */
    int wait_over_all;    /* ASA over all calls instead of over the answered         */
    double abandon_max;   /* share hanging up of at most, 1 = none                   */
    double occupancy_max; /* of at most, 1 = none; else at least one agent is needed  */
    int min_agents;
};
extern const struct queue_goal QUEUE_NO_GOAL;

/* Least n that keeps every part of the goal; -1 when more than agents_max would be needed. in->agents is ignored.
 * Erlang C always needs n > load. Zero calls need min_agents only. May lie far below the load with abandonment. */
int queue_least_agents(const struct queue_case *in, const struct queue_goal *goal, int agents_max);

/* NULL, or a sentence saying which value of the case is outside its range. The functions above assert it. */
const char *queue_case_wrong(const struct queue_case *in);

#endif
