/* move - elementary changes of a roster (a pause elsewhere, a start a little earlier, another lunch, hours moved from one
 * day to another) and what they change in money, a few intervals at a time. */
#ifndef SCHEDULE_MOVE_H
#define SCHEDULE_MOVE_H

#include "schedule/change.h"

enum { CHANGES_MAX = 2 };

struct mover {
    struct board *b;
    struct change change[CHANGES_MAX];
    int           count;
    double        personal;  /* new less old, of change[0].agent */
    int          *delta;     /* [intervals] slots, of the change under way; zero between */
    int          *touched;   /* [touched_count] intervals with a delta */
    int           touched_count;
    unsigned     *stamp, now; /* stamp[t] == now: t is in touched */
    double       *service;   /* [goals] change of the service */
    double        staff;
};

void mover_make(struct mover *m, struct board *b);
void mover_free(struct mover *m);

/* Draws a change of one shift, or of two of one agent; 0 when it led nowhere or breaks a rule. */
int    mover_draw(struct mover *m, struct rng *rng);
/* The same for one shift's pause, or its start moved so many intervals later or (later 0) earlier. */
int    mover_pause(struct mover *m, int agent, int day, int pause, struct rng *rng);
int    mover_hours(struct mover *m, int agent, int day, struct rng *rng);
int    mover_start(struct mover *m, int agent, int day, int far, int later, struct rng *rng);
/* The pause to that slot; another shift of the day, its pauses where they were as far as they may be. */
int    mover_place(struct mover *m, int agent, int day, int pause, int slot);
int    mover_option(struct mover *m, int agent, int day, int option);
/* A change drawn earlier, or its reverse; 0 where rules of days and hours are in the way. */
int    mover_set(struct mover *m, const struct change *change, int count);
/* What the drawn change costs. Follow with mover_keep or mover_drop. */
double mover_cost(struct mover *m);
void   mover_keep(struct mover *m);
void   mover_drop(struct mover *m);

#endif
