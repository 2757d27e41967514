/* problem - everything about one queue's roster that does not change while it is solved: the grid, what staff costs, the
 * shifts of each contract, and the agents in crews. Agents of a crew are interchangeable: same contract, availability,
 * time off, wishes and past. */
#ifndef SCHEDULE_PROBLEM_H
#define SCHEDULE_PROBLEM_H

#include "schedule/ladder.h"
#include "schedule/need.h"

/* Agents: sizes of sites that are better searched in different ways, measured on weeks of 30 to 3,000. */
enum { PROBLEM_TINY = 24, PROBLEM_SMALL = 60, PROBLEM_LARGE = 400 };

struct crew {
    int            contract;
    int            ladder;      /* index */
    int            size;        /* agents */
    unsigned char *allowed;     /* bit per option of the contract: inside availability, rested, clear of time off */
    int           *wish;        /* [wishes] indices in scenario.requests, by day */
    int            wishes;
    struct kind_limit *limit;   /* [limits] most shifts of a kind, where it can bind */
    int            limits;
    double         idle_cost;   /* guaranteed wages and wishes missed when no shift is worked at all */
    int            possible;    /* 0: no tour keeps all rules; the agents stay off */
    int            workable;    /* 1: a tour with a shift exists */
    int            bound;       /* 1: there are tours, but none without a shift */
};

struct problem {
    const struct scenario    *s;
    const struct requirement *r;
    int                       queue;
    int                       reach;        /* slots, whole intervals: no shift ends later */
    struct grid               grid;
    struct need               need;
    struct options           *options;      /* [s->contract_count] */
    struct ladder            *ladder;       int ladders;
    struct crew              *crew;         int crews;
    int                       agents;
    int                      *agent;        /* [agents] index in the scenario, ascending */
    int                      *crew_of;      /* [agents] */
    int                      *pause_slots;  int pause_lengths; /* distinct lengths of pauses, all contracts */
};

void problem_make(struct problem *p, const struct scenario *s, const struct requirement *r);
void problem_free(struct problem *p);

/* 1: every roster costs a whole number, so that a bound may be rounded up. */
int  problem_whole(const struct problem *p);

static inline int crew_allows(const struct crew *c, int option)
{
    return c->allowed[option >> 3] >> (option & 7) & 1;
}

/* What the wishes of the crew cost on a day with this option of its contract (-1: off). */
double crew_wish_cost(const struct problem *p, const struct crew *c, int day, int option);
/* 1: the shift lies in the window in which some agent of the contract is available; time off and duties aside. */
int    problem_offers(const struct problem *p, int contract, int option);
int    pause_length_index(const struct problem *p, int slots);

/* Wages and premiums of a shift with its pauses at place[pauses of its shape]. */
static inline double problem_pay(const struct problem *p, int contract, int option, const int *place)
{
    const struct option *x = &p->options[contract].option[option];
    const struct shape *h = &p->options[contract].shapes[x->shape];
    const double *wages = p->grid.wages[contract];
    double pay = h->share * (wages[x->end] - wages[x->start]) + h->pay;
    for (int k = 0; k < h->pauses; k++)
        if (h->pause[k].unpaid > 0)
            pay -= h->pause[k].unpaid * (wages[place[k] + h->pause[k].length] - wages[place[k]]);
    return pay;
}

/* What the search counts money in: a twentieth of the mean hourly wage, so that its temperatures suit any currency. */
double problem_unit(const struct problem *p);

#endif
