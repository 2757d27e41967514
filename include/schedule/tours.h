/* tours - the master LP over whole tours, for few people who differ (DESIGN 5, end): a column is all days of one agent, so
 * the LP loses nothing of the rules that tie days together, and the bound at its prices is the best that prices can give.
 *
 *   min   sum_t U_t u_t + sum_tj cost_tj s_tj + sum cost_j x_j + sum_g price_g v_g
 *   cover sum_j a_tj x_j + u_t - sum_j s_tj = floor_t              all t        price pi_t
 *   goal  sum_tj service_tj s_tj + v_g >= - service at floors      all g        price mu_g
 *   crew  sum_{j of k} x_j = size_k                                all crews k
 *
 * x_j: tours with their pauses, priced by the exact DP (tour.h); who may stay off has the tour without a shift. Columns are
 * kept, so that the LP of a few agents, the others left as they are, begins with what is known of them. */
#ifndef SCHEDULE_TOURS_H
#define SCHEDULE_TOURS_H

#include "schedule/board.h"

struct tours;

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

/* --- rounding ------------------------------------------------------------------------------------------------------ */

/* The LP of the agents open[agents] 1 alone; those on the board stay as they are there, those open are off. Begins with the
 * columns worth most at the prices of the best bound. */
void   tours_restrict(struct tours *m, const struct board *b, const unsigned char *open);
/* Solves the LP, then adds the best tour of every crew with agents open that gains at its prices; returns how many, -1 when
 * the LP could not be solved. *value: of the LP: staff and the agents open; *least: no tours at all could bring it lower. */
int    tours_round(struct tours *m, double *value, double *least);

int    tours_columns(const struct tours *m);
int    tours_crew(const struct tours *m, int column);
double tours_value(const struct tours *m, int column);        /* of the last LP; 0 for those not in it */
void   tours_hold(struct tours *m, int column, int least);    /* at least so many agents have this tour */
void   tours_close(struct tours *m, int crew);                /* no tours but those held */
const int *tours_days(const struct tours *m, int column);     /* option[days], -1 off */
/* The crew's tours have this option on that day, in the LPs to come too; one of its columns in the LP must have all that is
 * locked for the crew. */
void   tours_lock(struct tours *m, int crew, int day, int option);
void   tours_unlock(struct tours *m);
void   tours_put(const struct tours *m, int column, struct board *b, int agent); /* the agent was off */
/* regret[agents]: by how much each agent's tour on the board is worth less, at the prices of the best bound, than the best known. */
void   tours_regrets(struct tours *m, const struct board *b, double *regret);
/* misfit[intervals]: what each interval's coverage costs beyond the least there is at the prices of the best bound. Regrets and
 * misfits add up to what the roster is above that bound. */
void   tours_misfits(const struct tours *m, const struct board *b, double *misfit);
/* loss[agents]: by how much the best tour known with work in interval t (where `more` is 0: without) is worth less than the
 * best of all; INFINITY where the agent's tour on the board is such a one already, or none is known. */
void   tours_losses(struct tours *m, const struct board *b, int t, int more, double *loss);
/* The tours of the last LP stay in the next, whatever they are worth. */
void   tours_remember(struct tours *m);
/* The tour of an agent on the board as a column, for the LPs to come. */
void   tours_add(struct tours *m, const struct board *b, int agent);

#endif
