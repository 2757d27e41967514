#include "schedule/near.h"
#include "base/alloc.h"
#include <math.h>
#include <stdlib.h>

static const double NOISE = 0.02;

void near_make(struct near *n, struct catalog *known, const double *cover)
{
    *n = (struct near){.p = known->p, .known = known, .cover = cover};
    n->regret = xcalloc((size_t)n->p->agents + 1, sizeof *n->regret);
    n->misfit = xcalloc((size_t)n->p->need.intervals + 1, sizeof *n->misfit);
    n->loss = xcalloc((size_t)n->p->agents + 1, sizeof *n->loss);
}

void near_free(struct near *n)
{
    free(n->regret);
    free(n->misfit);
    free(n->loss);
}

void near_judge(struct near *n, const struct board *best)
{
    verdict_regrets(n->known, n->cover, best, n->regret);
    verdict_misfits(n->p, n->cover, best, n->misfit);
}

/* By the shares of weight[count]; -1: they are all 0. */
static int draw(const double *weight, int count, struct rng *rng)
{
    double sum = 0;
    for (int i = 0; i < count; i++)
        sum += weight[i];
    double at = sum * rng_uniform(rng);
    for (int i = 0; i < count && sum > 0; i++)
        if ((at -= weight[i]) < 0)
            return i;
    return -1;
}

int near_agent(const struct near *n, struct rng *rng, int by_regret)
{
    int agent = draw(n->regret, by_regret ? n->p->agents : 0, rng);
    return agent >= 0 ? agent : rng_below(rng, n->p->agents);
}

int near_aim(struct near *n, const struct board *best, struct rng *rng)
{
    int t = draw(n->misfit, n->p->need.intervals, rng);
    if (t < 0)
        return 0;
    verdict_losses(n->known, n->cover, best, t, best->slots[t] < n->p->need.line[t].floor, n->loss);
    for (int i = 0; i < n->p->agents; i++)
        n->loss[i] += NOISE * rng_uniform(rng);
    return 1;
}

int near_helper(struct near *n)
{
    int best = 0;
    for (int i = 1; i < n->p->agents; i++)
        if (n->loss[i] < n->loss[best])
            best = i;
    if (!isfinite(n->loss[best]))
        return -1;
    n->loss[best] = INFINITY;
    return best;
}
