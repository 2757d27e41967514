#include "schedule/catalog.h"
#include "base/alloc.h"
#include <stdlib.h>
#include <string.h>

void catalog_make(struct catalog *c, const struct problem *p)
{
    *c = (struct catalog){.p = p};
    board_make(&c->sketch, p);
}

void catalog_free(struct catalog *c)
{
    for (int j = 0; j < c->tours; j++)
        free(c->tour[j].option);
    free(c->tour);
    board_free(&c->sketch);
}

static size_t tour_size(const struct problem *p)
{
    return (size_t)p->grid.days * (1 + PAUSES_MAX);
}

const int *catalog_places(const struct catalog *c, const struct catalog_tour *x)
{
    return x->option + c->p->grid.days;
}

const int *catalog_parts(const struct catalog *c, const struct catalog_tour *x)
{
    return x->option + tour_size(c->p);
}

double catalog_gain(const struct catalog *c, const struct catalog_tour *x, const double *cover)
{
    const int *interval = catalog_parts(c, x), *slots = interval + x->parts;
    double gain = -x->cost;
    for (int i = 0; i < x->parts; i++)
        gain += cover[interval[i]] * slots[i] / c->p->need.per;
    return gain;
}

struct catalog_tour catalog_read(struct catalog *c, int agent)
{
    const struct problem *p = c->p;
    size_t days = (size_t)p->grid.days, parts = 0, size = tour_size(p);
    for (int t = 0; t < p->need.intervals; t++)
        parts += c->sketch.slots[t] != 0;
    struct catalog_tour x = {.crew = p->crew_of[agent], .parts = (int)parts, .cost = c->sketch.cost[agent]};
    x.option = xmalloc((size + 2 * parts) * sizeof *x.option);
    memcpy(x.option, board_tour(&c->sketch, agent), days * sizeof *x.option);
    memcpy(x.option + days, board_places(&c->sketch, agent, 0), days * PAUSES_MAX * sizeof *x.option);
    for (int t = 0, i = 0; t < p->need.intervals; t++)
        if (c->sketch.slots[t] != 0) {
            x.option[size + (size_t)i] = t;
            x.option[size + parts + (size_t)i++] = c->sketch.slots[t];
        }
    board_take(&c->sketch, agent);
    return x;
}

struct catalog_tour catalog_copy(struct catalog *c, const struct board *b, int agent)
{
    board_restore(&c->sketch, agent, board_tour(b, agent), board_places(b, agent, 0));
    return catalog_read(c, agent);
}

int catalog_keep(struct catalog *c, struct catalog_tour x)
{
    c->tour = xgrow(c->tour, &c->room, (size_t)c->tours + 1, sizeof *c->tour);
    c->tour[c->tours] = x;
    return c->tours++;
}

int catalog_find(const struct catalog *c, const struct board *b, int agent)
{
    size_t bytes = (size_t)c->p->grid.days * sizeof(int);
    const int *tour = board_tour(b, agent), *places = board_places(b, agent, 0);
    for (int j = 0; j < c->tours; j++) {
        const struct catalog_tour *x = &c->tour[j];
        if (x->crew == c->p->crew_of[agent] && memcmp(x->option, tour, bytes) == 0 &&
            memcmp(catalog_places(c, x), places, PAUSES_MAX * bytes) == 0)
            return j;
    }
    return -1;
}
