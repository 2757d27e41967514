/* need - what a number of agents on work in an interval costs: shortage, surplus, seats, and the service it gives towards
 * the goals over a day or week. Staff is counted in slots on work (grid.per slots = one agent for the whole interval). */
#ifndef SCHEDULE_NEED_H
#define SCHEDULE_NEED_H

#include "model/requirement.h"
#include "schedule/grid.h"

struct need_deep { /* below so many slots on work: so much more for each one short */
    double below, under;
};

struct need_line { /* the money of an interval, in slots on work */
    double floor, under;   /* below floor: under for each slot short */
    const struct need_deep *deep; /* falling; the last is below nothing */
    double gross, over;    /* above gross: over for each slot beyond */
    double seats, seat;
};

struct need {
    const struct requirement *r;
    struct need_line *line; /* [intervals] */
    struct need_deep *deep; /* [intervals * (r->deep + 1)] */
    int     intervals, per;
    double  hours;      /* of an interval */
    double  seat;       /* money per agent above the seats for an interval */
    int    *goal;       /* [intervals] index of the span goal, or -1 */
    double *price;      /* [goal_count] mu: money per contact; what the search counts service with */
};

/* A piece of an interval's cost above its floor, or down from it, ordered so that pieces can be bought one after another. */
struct need_piece {
    double width;       /* agents; above the floor INFINITY in the last */
    double cost;        /* money per agent */
    double service;     /* contacts per agent towards the goal (envelope) */
};

void need_make(struct need *n, const struct requirement *r, const struct grid *g);
void need_free(struct need *n);

/* Money: shortage, surplus and seats of interval t with `slots` on work. */
static inline double need_cost(const struct need *n, int t, int slots)
{
    const struct need_line *l = &n->line[t];
    double cost = 0;
    if (slots < l->floor) {
        cost += l->under * (l->floor - slots);
        for (const struct need_deep *d = l->deep; slots < d->below; d++)
            cost += d->under * (d->below - slots);
    }
    if (slots > l->gross)
        cost += l->over * (slots - l->gross);
    if (slots > l->seats)
        cost += l->seat * (slots - l->seats);
    return cost;
}

/* What a slot more saves of the shortage. */
double need_short(const struct need *n, int t, int slots);
/* Pieces of shortage down from the floor to nobody, at least one, ever dearer: returns their number, at most r->deep + 1. */
int    need_shortages(const struct need *n, int t, struct need_piece *pieces);
/* What an agent costs who is missing from the last of them. */
double need_deepest(const struct need *n, int t);

/* Contacts towards interval t's span goal as they are charged (requirement.h): offered * value(n); 0 where there is none. */
double need_service(const struct need *n, int t, int slots);
double need_service_at(const struct need *n, int t, double contacts); /* with so many agents on contacts */
double need_floor_service(const struct need *n, int t); /* the same at the floor */
/* Pieces from the floor on, by the envelope of the service; returns their number, at most `room`. */
int    need_pieces(const struct need *n, int t, struct need_piece *pieces, int room);
int    need_piece_room(const struct need *n); /* enough for any interval */

#endif
