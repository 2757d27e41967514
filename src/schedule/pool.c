#include "schedule/pool.h"
#include "base/alloc.h"
#include <stdlib.h>

void pool_make(struct pool *o, const struct problem *p, const struct rounding *d)
{
    size_t contracts = (size_t)p->s->contract_count + 1;
    *o = (struct pool){.d = d};
    o->left = xcalloc(contracts, sizeof *o->left);
    o->first = xcalloc(contracts, sizeof *o->first);
    o->next = xcalloc((size_t)d->shifts + 1, sizeof *o->next);
    o->rest = xcalloc((size_t)d->shifts + 1, sizeof *o->rest);
    o->pattern = xcalloc((size_t)d->patterns + 1, sizeof *o->pattern);
    for (int c = 0; c < p->s->contract_count; c++) {
        o->left[c] = xcalloc((size_t)p->options[c].count + 1, sizeof **o->left);
        o->first[c] = xmalloc(((size_t)p->options[c].count + 1) * sizeof **o->first);
        for (int i = 0; i < p->options[c].count; i++)
            o->first[c][i] = -1;
    }
    for (int k = 0; k < d->shifts; k++) {
        const struct rounding_shift *s = &d->shift[k];
        o->rest[k] = s->count;
        o->left[s->contract][s->option] += s->count;
        o->next[k] = o->first[s->contract][s->option];
        o->first[s->contract][s->option] = k;
    }
    for (int k = 0; k < d->patterns; k++)
        o->pattern[k] = d->pattern[k].count;
}

void pool_free(struct pool *o, const struct problem *p)
{
    for (int c = 0; c < p->s->contract_count; c++) {
        free(o->left[c]);
        free(o->first[c]);
    }
    free(o->left);
    free(o->first);
    free(o->next);
    free(o->rest);
    free(o->pattern);
}

int pool_find(const struct pool *o, int contract, int option)
{
    int k = o->first[contract][option];
    while (k >= 0 && o->rest[k] == 0)
        k = o->next[k];
    return k;
}

static void count(struct pool *o, int shift, int by)
{
    const struct rounding_shift *s = &o->d->shift[shift];
    o->rest[shift] += by;
    o->left[s->contract][s->option] += by;
}

void pool_take(struct pool *o, int shift)
{
    count(o, shift, -1);
}

void pool_give_back(struct pool *o, int shift)
{
    count(o, shift, 1);
}
