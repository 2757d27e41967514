#include "plan/hire.h"
#include "plan/tariff.h"
#include <math.h>

static int has_agents(const struct scenario *s, int contract, int queue)
{
    for (int a = 0; a < s->agent_count; a++)
        if (s->agents[a].contract == contract && s->agents[a].skill_count && s->agents[a].skills[0] == queue)
            return 1;
    return 0;
}

static void hire_one(struct hire *h, const struct plan *p, const struct trial_how *how)
{
    const struct summary *now = &p->result.summary;
    struct trial          t;
    trial_make(&t, p);
    trial_hire(&t, h->contract, h->queue, 1);
    trial_solve(&t, how);
    const struct summary *then = &t.result.summary;
    h->found = now->objective - then->objective;
    h->cost = then->cost.total - now->cost.total;
    if (h->found < 0 && p->scenario.contracts[h->contract].use == USE_MAY)
        h->found = h->cost = 0; /* he need not work: the roster there is stays good */
    h->at_most = now->objective - then->lower_bound;
    h->bound = now->bound_proven - then->bound_proven; /* gains of days are as good as the work put into them */
    trial_free(&t);
}

int hire_make(struct hire *found, const struct plan *p, int contract, const struct trial_how *how)
{
    struct tariff x;
    int           n = 0;
    tariff_make(&x, p);
    for (int c = 0; c < p->scenario.contract_count; c++)
        for (int q = 0; q < p->scenario.queue_count; q++) {
            if ((contract >= 0 && c != contract) || !has_agents(&p->scenario, c, q))
                continue;
            found[n] = (struct hire){.contract = c, .queue = q, .price = x.count[q * x.contracts + c]};
            hire_one(&found[n++], p, how);
        }
    tariff_free(&x);
    return n;
}
