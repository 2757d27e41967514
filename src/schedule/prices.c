#include "base/alloc.h"
#include "schedule/master.h"
#include <stdlib.h>
#include <string.h>

void prices_make(struct prices *x, const struct problem *p)
{
    x->cover = xcalloc((size_t)p->need.intervals + 1, sizeof *x->cover);
    x->goal = xcalloc((size_t)p->r->goal_count + 1, sizeof *x->goal);
    x->count = xcalloc((size_t)p->s->contract_count + 1, sizeof *x->count);
}

void prices_copy(struct prices *to, const struct prices *from, const struct problem *p)
{
    memcpy(to->cover, from->cover, (size_t)p->need.intervals * sizeof *to->cover);
    memcpy(to->goal, from->goal, (size_t)p->r->goal_count * sizeof *to->goal);
    memcpy(to->count, from->count, (size_t)p->s->contract_count * sizeof *to->count);
}

void prices_clear(struct prices *x, const struct problem *p)
{
    memset(x->cover, 0, (size_t)p->need.intervals * sizeof *x->cover);
    memset(x->goal, 0, (size_t)p->r->goal_count * sizeof *x->goal);
    memset(x->count, 0, (size_t)p->s->contract_count * sizeof *x->count);
}

void prices_free(struct prices *x)
{
    free(x->cover);
    free(x->goal);
    free(x->count);
}

void counts_make(struct counts *x, const struct problem *p)
{
    x->low = xcalloc((size_t)p->s->contract_count + 1, sizeof *x->low);
    x->high = xcalloc((size_t)p->s->contract_count + 1, sizeof *x->high);
    for (int i = 0; i < p->crews; i++)
        if (p->crew[i].possible)
            x->high[p->crew[i].contract] += p->crew[i].size;
}

void counts_copy(struct counts *to, const struct counts *from, const struct problem *p)
{
    memcpy(to->low, from->low, (size_t)p->s->contract_count * sizeof *to->low);
    memcpy(to->high, from->high, (size_t)p->s->contract_count * sizeof *to->high);
}

void counts_free(struct counts *x)
{
    free(x->low);
    free(x->high);
}

void master_result_make(struct master_result *r, const struct problem *p)
{
    *r = (struct master_result){0};
    prices_make(&r->prices, p);
    r->coverage = xcalloc((size_t)p->need.intervals + 1, sizeof *r->coverage);
    r->working = xcalloc((size_t)p->s->contract_count + 1, sizeof *r->working);
}

void master_result_copy(struct master_result *to, const struct master_result *from, const struct problem *p)
{
    prices_copy(&to->prices, &from->prices, p);
    to->bound = from->bound;
    to->value = from->value;
    to->columns = from->columns;
    memcpy(to->coverage, from->coverage, (size_t)p->need.intervals * sizeof *to->coverage);
    memcpy(to->working, from->working, (size_t)p->s->contract_count * sizeof *to->working);
}

void master_result_free(struct master_result *r)
{
    prices_free(&r->prices);
    free(r->coverage);
    free(r->working);
}
