/* brute_tours - every tour of an agent of a tiny site, with its money and coverage, for tests that try or price them all. */
#ifndef TESTS_BRUTE_TOURS_H
#define TESTS_BRUTE_TOURS_H

#include "schedule_sites.h"

struct choices { /* of one agent */
    int     count;
    double *value; /* [count] money, without what coverage costs */
    double *cover; /* [count * intervals] agents on work */
};

static struct brute *brute;

static inline int make_brute(void **state)
{
    (void)state;
    brute = xcalloc(1, sizeof *brute);
    brute->tour_cover = xcalloc((size_t)BRUTE_TOURS * BRUTE_DAYS * 48, sizeof(double));
    brute->keep_all = 1;
    return 0;
}

static inline int free_brute(void **state)
{
    (void)state;
    free(brute->tour_cover);
    free(brute);
    return 0;
}

/* All tours of an agent, staying off among them where the agent may. 0: too many. */
static inline int list_tours(struct choices *c, struct site *x, const double *zero, int agent)
{
    size_t T = (size_t)x->s.horizon.intervals;
    if (!brute_agent_tours(brute, x, zero, agent) || brute->tours == BRUTE_TOURS)
        return 0;
    int off = brute_may_stay_off(brute);
    c->count = brute->tours + off;
    c->value = xcalloc((size_t)c->count, sizeof *c->value);
    c->cover = xcalloc((size_t)c->count * T, sizeof *c->cover);
    memcpy(c->value, brute->tour_value, (size_t)brute->tours * sizeof *c->value);
    memcpy(c->cover, brute->tour_cover, (size_t)brute->tours * T * sizeof *c->cover);
    if (off)
        c->value[brute->tours] = brute->off;
    return 1;
}

static inline double paid_leave(const struct site *x)
{
    double sum = 0;
    for (int a = 0; a < x->s.agent_count; a++)
        for (int w = 0; w < x->s.horizon.weeks; w++)
            sum += x->s.agents[a].paid_leave_min[w] * x->s.contracts[x->s.agents[a].contract].wage_h / 60;
    return sum;
}

#endif
