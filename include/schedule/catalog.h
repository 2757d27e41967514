/* catalog - whole tours that are known: what each costs and where it works, and so what it is worth at any prices. */
#ifndef SCHEDULE_CATALOG_H
#define SCHEDULE_CATALOG_H

#include "schedule/board.h"

struct catalog_tour {
    int    crew;
    int    parts;  /* intervals covered */
    double cost;
    int   *option; /* [days], -1 off; then [days * PAUSES_MAX] places of the pauses, then [parts] intervals, [parts] slots */
};

struct catalog {
    const struct problem *p;
    struct catalog_tour  *tour; int tours; size_t room;
    struct board          sketch; /* all off: a tour is put on it to see what it costs and covers */
};

void catalog_make(struct catalog *c, const struct problem *p);
void catalog_free(struct catalog *c);

/* What the agent has on the sketch, which is cleared. The caller keeps it, or frees its `option`. */
struct catalog_tour catalog_read(struct catalog *c, int agent);
/* The same of what the agent has on another board. */
struct catalog_tour catalog_copy(struct catalog *c, const struct board *b, int agent);
int  catalog_keep(struct catalog *c, struct catalog_tour x); /* returns its index */
int  catalog_find(const struct catalog *c, const struct board *b, int agent); /* index of the agent's tour; -1: not known */

const int *catalog_places(const struct catalog *c, const struct catalog_tour *x); /* [days * PAUSES_MAX] */
const int *catalog_parts(const struct catalog *c, const struct catalog_tour *x);  /* [parts] intervals, then [parts] slots */
/* Worth at these prices: cover[intervals], money per agent for the interval. */
double catalog_gain(const struct catalog *c, const struct catalog_tour *x, const double *cover);

#endif
