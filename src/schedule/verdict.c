#include "schedule/verdict.h"
#include "base/alloc.h"
#include <math.h>
#include <stdlib.h>

void verdict_regrets(struct catalog *c, const double *cover, const struct board *b, double *regret)
{
    const struct problem *p = c->p;
    double *most = xmalloc(((size_t)p->crews + 1) * sizeof *most);
    for (int i = 0; i < p->crews; i++)
        most[i] = -INFINITY;
    for (int j = 0; j < c->tours; j++)
        most[c->tour[j].crew] = fmax(most[c->tour[j].crew], catalog_gain(c, &c->tour[j], cover));
    for (int i = 0; i < p->agents; i++) {
        struct catalog_tour x = catalog_copy(c, b, i);
        regret[i] = p->crew[x.crew].possible ? fmax(0, most[x.crew] - catalog_gain(c, &x, cover)) : 0;
        free(x.option);
    }
    free(most);
}

/* The least of need and price at the whole slots beside a kink. */
static double least_beside(const struct need *n, int t, double price, double kink)
{
    double least = INFINITY;
    for (int up = 0; up < 2 && isfinite(kink); up++) {
        int slots = (int)floor(kink) + up;
        least = fmin(least, need_cost(n, t, slots) + price * slots);
    }
    return least;
}

void verdict_misfits(const struct problem *p, const double *cover, const struct board *b, double *misfit)
{
    const struct need *n = &p->need;
    for (int t = 0; t < n->intervals; t++) {
        const struct need_line *l = &n->line[t];
        double price = cover[t] / n->per, least = need_cost(n, t, 0);
        const double kink[3] = {l->floor, l->gross, l->seats};
        for (int k = 0; k < 3; k++)
            least = fmin(least, least_beside(n, t, price, kink[k]));
        for (const struct need_deep *d = l->deep; d->below >= 0; d++)
            least = fmin(least, least_beside(n, t, price, d->below));
        misfit[t] = fmax(0, need_cost(n, t, b->slots[t]) + price * b->slots[t] - least);
    }
}

static int works_in(const struct catalog *c, const struct catalog_tour *x, int t)
{
    const int *interval = catalog_parts(c, x);
    for (int i = 0; i < x->parts; i++)
        if (interval[i] == t)
            return 1;
    return 0;
}

void verdict_losses(struct catalog *c, const double *cover, const struct board *b, int t, int more, double *loss)
{
    const struct problem *p = c->p;
    double *most = xmalloc(2 * ((size_t)p->crews + 1) * sizeof *most), *such = most + p->crews + 1;
    for (int i = 0; i < p->crews; i++)
        most[i] = such[i] = -INFINITY;
    for (int j = 0; j < c->tours; j++) {
        const struct catalog_tour *x = &c->tour[j];
        double gain = catalog_gain(c, x, cover);
        most[x->crew] = fmax(most[x->crew], gain);
        if (gain > such[x->crew] && works_in(c, x, t) == more)
            such[x->crew] = gain;
    }
    for (int i = 0; i < p->agents; i++) {
        struct catalog_tour x = catalog_copy(c, b, i);
        int can = works_in(c, &x, t) != more && such[x.crew] > -INFINITY;
        loss[i] = can ? most[x.crew] - such[x.crew] : INFINITY;
        free(x.option);
    }
    free(most);
}
