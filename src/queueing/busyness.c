#include "queueing/busyness.h"

#include <assert.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "queueing/gauss.h"
#include "queueing/root.h"

/* Panels between equal steps of the factor; beyond each end lie 1e-8 of the days. */
void busyness_make(struct busyness *b, double cv)
{
    assert(cv >= 0 && cv <= 1);
    double shape = 1 / (cv * cv), scale = cv * cv, sum = 0, mean = 0;
    int panels = BUSYNESS_POINTS / GAUSS_POINTS;
    if (cv < 1e-6) { /* no spread a double could show: the first point alone counts */
        for (int i = 0; i < BUSYNESS_POINTS; i++) {
            b->factor[i] = 1;
            b->share[i] = i == 0;
        }
        return;
    }
    double low = gsl_cdf_gamma_Pinv(1e-8, shape, scale), high = gsl_cdf_gamma_Qinv(1e-8, shape, scale);
    for (int i = 0; i < BUSYNESS_POINTS; i++) {
        const struct gauss_point *g = &gauss_rule[i % GAUSS_POINTS];
        b->factor[i] = low + (high - low) * (i / GAUSS_POINTS + (1 + g->place) / 2) / panels;
        b->share[i] = g->weight * gsl_ran_gamma_pdf(b->factor[i], shape, scale);
        sum += b->share[i];
    }
    for (int i = 0; i < BUSYNESS_POINTS; i++) {
        b->share[i] /= sum;
        mean += b->share[i] * b->factor[i];
    }
    for (int i = 0; i < BUSYNESS_POINTS; i++)
        b->factor[i] /= mean;
}

double busyness_service_level(const struct queue_case *in, enum queue_sl kind, double limit_s, const struct busyness *b)
{
    struct queue_case day = *in;
    double sum = 0;
    for (int i = 0; i < BUSYNESS_POINTS && b->share[i] > 0; i++) {
        day.calls = in->calls * b->factor[i];
        sum += b->share[i] * b->factor[i] * queue_service_level(&day, kind, limit_s);
    }
    return fmin(1, sum);
}

void busyness_service_levels(double *sl, int agents_max, const struct queue_case *in, enum queue_sl kind, double limit_s,
                             const struct busyness *b)
{
    struct queue_case day = *in;
    double *of_day = xmalloc(((size_t)agents_max + 1) * sizeof *of_day);
    for (int n = 0; n <= agents_max; n++)
        sl[n] = 0;
    for (int i = 0; i < BUSYNESS_POINTS && b->share[i] > 0; i++) {
        day.calls = in->calls * b->factor[i];
        queue_service_levels(of_day, agents_max, &day, kind, limit_s);
        for (int n = 0; n <= agents_max; n++)
            sl[n] = fmin(1, sl[n] + b->share[i] * b->factor[i] * of_day[n]);
    }
    free(of_day);
}

struct wanted {
    const struct queue_case *in;
    const struct busyness *days;
    struct queue_goal goal;
};

static int share_kept(int agents, const void *context)
{
    const struct wanted *w = context;
    struct queue_case at = *w->in;
    at.agents = agents;
    return busyness_service_level(&at, w->goal.sl_kind, w->goal.limit_s, w->days) >= w->goal.sl;
}

int busyness_least_agents(const struct queue_case *in, enum queue_sl kind, double limit_s, double share,
                          const struct busyness *b, int agents_max)
{
    struct wanted wanted = {in, b, QUEUE_NO_GOAL};
    wanted.goal.sl = share;
    wanted.goal.sl_kind = kind;
    wanted.goal.limit_s = limit_s;
    int mean_day = queue_least_agents(in, &wanted.goal, agents_max);
    if (in->calls == 0)
        return 0;
    return root_least(share_kept, &wanted, mean_day < 0 ? agents_max : mean_day, 1, 0, agents_max);
}
