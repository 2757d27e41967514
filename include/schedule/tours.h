/* tours - the master LP over whole tours, for few people who differ (DESIGN 5, end): a column is all days of one agent, so
 * the LP loses nothing of the rules that tie days together, and the bound at its prices is the best that prices can give.
 *
 *   min   sum_t U_t u_t + sum_tj cost_tj s_tj + sum cost_j x_j + sum_g price_g v_g
 *   cover sum_j a_tj x_j + u_t - sum_j s_tj = floor_t              all t        price pi_t
 *   goal  sum_tj service_tj s_tj + v_g >= - service at floors      all g        price mu_g
 *   crew  sum_{j of k} x_j = size_k                                all crews k
 *
 * x_j: tours with their pauses, priced by the exact DP (tour.h); who may stay off has the tour without a shift. Columns are
 * kept, so that the LP of a few agents, the others left as they are, begins with what is known of them (partial.h).
 * What is inside is for tours.c and partial.c only. */
#ifndef SCHEDULE_TOURS_H
#define SCHEDULE_TOURS_H

#include "schedule/catalog.h"
#include "schedule/elastic.h"

enum { TOURS_OPEN_DAY = -2 };

struct tours_column { /* of the tour with the same index in `known` */
    int at;    /* column of the LP, -1: not in it */
    int least; /* agents who have it for certain */
    int own;   /* 1: some agent's just now: enters the next LP whatever it is worth */
    int shut;  /* 1: it has not what is locked */
};

struct tours {
    const struct problem   *p;
    struct lp              *lp;
    struct elastic          elastic;
    struct catalog          known;
    struct tours_column    *column;    size_t column_room;
    int                    *row;       /* [crews] -1: not in the LP */
    int                    *rows;      /* [crews] agents in the LP */
    unsigned char          *closed;    /* [crews] 1: no tours but those held */
    int                    *lock;      /* [crews * days] the option of the day, -1 off, or TOURS_OPEN_DAY */
    int                    *placed;    /* [agents] tour of the first roster, -1: none */
    struct prices           prices;    /* of the LP */
    struct prices           at;        /* at which tours are priced */
    struct prices           best;      /* of the best bound */
    struct certificate_room room;
    int                    *member;    /* [crews] one of its agents */
    int                    *tour;      /* [crews * days] as they are priced */
    struct tour_value      *bid;       /* [crews] what the best are worth */
    int                    *index;     /* scratch for columns: [intervals + 1] */
    double                 *coef;
    int                     whole;     /* 1: the LP has everybody */
    enum lp_method          next;      /* what the changes since the last solve leave feasible */
};

/* 1: the people are few and differ, and all must work, so that there are no numbers working to branch on: what whole tours
 * prove is then never less than what shifts and patterns do. */
int           tours_suit(const struct problem *p);
struct tours *tours_make(const struct problem *p, int threads); /* threads: of the pricing, as in master.h */
void          tours_free(struct tours *m);

/* Solves to the end or until watch, called once a round, returns nonzero. Fills r, made by master_result_make; its prices
 * have none for counts. */
void tours_solve(struct tours *m, struct master_result *r, int (*watch)(void *context, double bound), void *context);
/* Everybody placed in turn where the need was greatest: what the first columns are. b: everybody off. */
void tours_first(const struct tours *m, struct board *b);

/* Solves the LP, then adds the best tour of every crew with agents open that gains at its prices; returns how many, -1 when
 * the LP could not be solved. *value: of the LP: staff and the agents open; *least: no tours at all could bring it lower. */
int    tours_round(struct tours *m, double *value, double *least);

double tours_value(const struct tours *m, int tour); /* of the last LP; 0 for those not in it */
void   tours_put(const struct tours *m, int tour, struct board *b, int agent); /* the agent was off */

/* --- for partial.c ------------------------------------------------------------------------------------------------- */

void   tours_begin(struct tours *m, const int *covered);   /* an LP of the cover rows alone; covered as in elastic.h */
int    tours_keep(struct tours *m, struct catalog_tour x); /* not yet in the LP; returns its index */
void   tours_enter(struct tours *m, int tour);             /* into the LP */

#endif
