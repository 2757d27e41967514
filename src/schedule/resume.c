#include "schedule/resume.h"
#include "base/alloc.h"
#include <math.h>
#include <stdlib.h>

/* The pauses of a shift in the order of its shape; 0 when they are not the shape's. */
static int read_pauses(const struct problem *p, const struct roster *r, const struct shift *x, const struct shape *h, int *place)
{
    int next = 0, taken = 0, step = p->grid.step_min;
    for (int i = x->first; i < x->first + x->count; i++) {
        const struct activity *a = &r->activities[i];
        int k = a->kind == ACT_LUNCH ? h->lunch : a->kind == ACT_SPLIT ? h->split : -1;
        if (a->kind == ACT_WORK)
            continue;
        if (a->kind == ACT_BREAK) {
            while (next == h->lunch || next == h->split)
                next++;
            k = next++;
        }
        if (k < 0 || k >= h->pauses || a->start_min % step != 0 || a->end_min - a->start_min != h->pause[k].length * step)
            return 0;
        place[k] = a->start_min / step;
        taken++;
    }
    return taken == h->pauses;
}

/* The option a shift of the roster is, its pauses legal and in place; -1 if there is none. */
static int find_option(const struct problem *p, int agent, const struct roster *r, const struct shift *x, int *place)
{
    const struct crew *c = &p->crew[p->crew_of[agent]];
    const struct options *o = &p->options[c->contract];
    int step = p->grid.step_min;
    for (int h = 0; h < o->shape_count; h++) {
        const struct shape *shape = &o->shapes[h];
        if (shape->kind != x->kind || x->start_min % step != 0 || x->end_min - x->start_min != shape->duration * step)
            continue;
        int option = options_find(o, x->day, h, x->start_min / step);
        if (option >= 0 && crew_allows(c, option) && read_pauses(p, r, x, shape, place) && pauses_legal(p, o, option, place))
            return option;
    }
    return -1;
}

static int rested(const struct problem *p, const struct options *o, const int *option)
{
    const struct option *before = NULL;
    for (int d = 0; d < p->grid.days; d++)
        if (option[d] >= 0) {
            if (before && !option_follows(o, before, &o->option[option[d]]))
                return 0;
            before = &o->option[option[d]];
        }
    return 1;
}

static int resume_agent(struct board *b, int agent, const struct roster *r, int *option, int *place)
{
    const struct problem *p = b->p;
    int crew = p->crew_of[agent], shifts = 0;
    for (int d = 0; d < p->grid.days; d++)
        option[d] = -1;
    for (int i = 0; i < r->shift_count; i++) {
        const struct shift *x = &r->shifts[i];
        if (x->agent != p->agent[agent])
            continue;
        if (x->day < 0 || x->day >= p->grid.days || option[x->day] >= 0)
            return 0;
        option[x->day] = find_option(p, agent, r, x, place + x->day * PAUSES_MAX);
        if (option[x->day] < 0)
            return 0;
        shifts++;
    }
    if (!shifts || !p->crew[crew].possible || !rested(p, &p->options[p->crew[crew].contract], option) ||
        !isfinite(tour_personal(p, crew, option)))
        return 0;
    board_restore(b, agent, option, place);
    return 1;
}

int resume_roster(struct board *b, const struct roster *roster)
{
    size_t days = (size_t)b->p->grid.days;
    int *option = xcalloc(days + 1, sizeof *option), *place = xcalloc(days * PAUSES_MAX + 1, sizeof *place), count = 0;
    for (int i = 0; i < b->p->agents; i++)
        count += resume_agent(b, i, roster, option, place);
    board_settle(b);
    free(option);
    free(place);
    return count;
}
