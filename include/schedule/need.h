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
    int    base;           /* need_base */
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

/* A piece of an interval's cost above need_base, or down from it, ordered so that pieces can be bought one after another. */
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
/* Staff is a whole number of slots. Pieces of cost run up and down from here, in agents, and are right at whole slots: from the
 * least not below the floor, if what the slot before it is short costs more than any service could pay for; else from that slot,
 * and the first piece upwards saves the rest of the shortage, need_base_cost. */
double need_base(const struct need *n, int t);
double need_base_cost(const struct need *n, int t);
/* Pieces of shortage down from there to nobody, at least one, ever dearer: returns their number, at most need_shortage_room. */
int    need_shortages(const struct need *n, int t, struct need_piece *pieces);
int    need_shortage_room(const struct need *n);
/* What an agent costs who is missing from the last slots. */
double need_deepest(const struct need *n, int t);

/* Contacts towards interval t's span goal as they are charged (requirement.h): offered * value(n); 0 where there is none. */
double need_service(const struct need *n, int t, int slots);
double need_service_at(const struct need *n, int t, double contacts); /* with so many agents on contacts */
double need_base_service(const struct need *n, int t); /* the same at need_base */
/* Pieces from there on, by the envelope of the service at whole slots; returns their number, at most `room`. */
int    need_pieces(const struct need *n, int t, struct need_piece *pieces, int room);
int    need_piece_room(const struct need *n); /* enough for any interval */
/* Slots from which on more staff serves no more; 0 without a goal. */
int    need_last(const struct need *n, int t);

#endif
