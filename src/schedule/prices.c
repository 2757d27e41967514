#include "base/alloc.h"
#include "schedule/master.h"
#include <stdlib.h>
#include <string.h>

static size_t contract_days(const struct problem *p)
{
    return (size_t)(p->s->contract_count * p->grid.days);
}

void prices_make(struct prices *x, const struct problem *p)
{
    x->cover = xcalloc((size_t)p->need.intervals + 1, sizeof *x->cover);
    x->goal = xcalloc((size_t)p->r->goal_count + 1, sizeof *x->goal);
    x->count = xcalloc((size_t)p->s->contract_count + 1, sizeof *x->count);
    x->shift = xcalloc(contract_days(p) + 1, sizeof *x->shift);
}

void prices_copy(struct prices *to, const struct prices *from, const struct problem *p)
{
    memcpy(to->cover, from->cover, (size_t)p->need.intervals * sizeof *to->cover);
    memcpy(to->goal, from->goal, (size_t)p->r->goal_count * sizeof *to->goal);
    memcpy(to->count, from->count, (size_t)p->s->contract_count * sizeof *to->count);
    memcpy(to->shift, from->shift, contract_days(p) * sizeof *to->shift);
}

void prices_clear(struct prices *x, const struct problem *p)
{
    memset(x->cover, 0, (size_t)p->need.intervals * sizeof *x->cover);
    memset(x->goal, 0, (size_t)p->r->goal_count * sizeof *x->goal);
    memset(x->count, 0, (size_t)p->s->contract_count * sizeof *x->count);
    memset(x->shift, 0, contract_days(p) * sizeof *x->shift);
}

void prices_free(struct prices *x)
{
    free(x->cover);
    free(x->goal);
    free(x->count);
    free(x->shift);
}

static int possible_agents(const struct problem *p, int contract)
{
    int sum = 0;
    for (int i = 0; i < p->crews; i++)
        sum += p->crew[i].possible && p->crew[i].contract == contract ? p->crew[i].size : 0;
    return sum;
}

void counts_make(struct counts *x, const struct problem *p)
{
    x->low = xcalloc((size_t)p->s->contract_count + 1, sizeof *x->low);
    x->high = xcalloc((size_t)p->s->contract_count + 1, sizeof *x->high);
    x->day_low = xcalloc(contract_days(p) + 1, sizeof *x->day_low);
    x->day_high = xcalloc(contract_days(p) + 1, sizeof *x->day_high);
    for (int c = 0; c < p->s->contract_count; c++) {
        x->high[c] = possible_agents(p, c);
        for (int d = 0; d < p->grid.days; d++)
            x->day_high[c * p->grid.days + d] = x->high[c];
    }
}

int counts_free_day(const struct counts *x, const struct problem *p, int contract, int day)
{
    int at = contract * p->grid.days + day;
    return x->day_low[at] == 0 && x->day_high[at] == possible_agents(p, contract);
}

void counts_copy(struct counts *to, const struct counts *from, const struct problem *p)
{
    memcpy(to->low, from->low, (size_t)p->s->contract_count * sizeof *to->low);
    memcpy(to->high, from->high, (size_t)p->s->contract_count * sizeof *to->high);
    memcpy(to->day_low, from->day_low, contract_days(p) * sizeof *to->day_low);
    memcpy(to->day_high, from->day_high, contract_days(p) * sizeof *to->day_high);
}

void counts_free(struct counts *x)
{
    free(x->low);
    free(x->high);
    free(x->day_low);
    free(x->day_high);
}

void master_result_make(struct master_result *r, const struct problem *p)
{
    *r = (struct master_result){0};
    prices_make(&r->prices, p);
    r->coverage = xcalloc((size_t)p->need.intervals + 1, sizeof *r->coverage);
    r->working = xcalloc((size_t)p->s->contract_count + 1, sizeof *r->working);
    r->shifts = xcalloc(contract_days(p) + 1, sizeof *r->shifts);
}

void master_result_copy(struct master_result *to, const struct master_result *from, const struct problem *p)
{
    prices_copy(&to->prices, &from->prices, p);
    to->bound = from->bound;
    to->value = from->value;
    to->columns = from->columns;
    memcpy(to->coverage, from->coverage, (size_t)p->need.intervals * sizeof *to->coverage);
    memcpy(to->working, from->working, (size_t)p->s->contract_count * sizeof *to->working);
    memcpy(to->shifts, from->shifts, contract_days(p) * sizeof *to->shifts);
}

void master_result_free(struct master_result *r)
{
    prices_free(&r->prices);
    free(r->coverage);
    free(r->working);
    free(r->shifts);
}
