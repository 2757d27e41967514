#include "plan/seam.h"

int seam_short(int *agents, const struct plan *p)
{
    const struct scenario *s = &p->scenario;
    const struct roster   *r = &p->answer.roster;
    const struct horizon  *h = &s->horizon;
    int                    n = 0, turn = h->intervals * h->interval_min;
    for (int i = 0; i < r->shift_count && h->cyclic;) {
        int agent = r->shifts[i].agent, first = r->shifts[i].start_min, last = r->shifts[i].end_min;
        for (; i < r->shift_count && r->shifts[i].agent == agent; i++)
            last = r->shifts[i].end_min > last ? r->shifts[i].end_min : last;
        int rest = s->contracts[s->agents[agent].contract].rest_min;
        if (rest != RULE_NONE && first + turn - last < rest)
            agents[n++] = agent;
    }
    return n;
}
