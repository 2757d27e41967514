/* options - every shift a contract allows: day, kind, paid length, lunch, start. Pauses are left open: worth.h places them.
 *
 * Options are sorted by day, then group (shifts that are the same to the rules about days and hours: of equal paid length, and
 * of the same kind where a rule tells kinds apart), then start.
 * "ready" ranks: the starts of the contract over the whole horizon are numbered in time order; a shift's ready rank on the
 * next day is the number of later starts that the rest after it, or what may not follow its kind, still forbids, counted from
 * the next day's first. */
#ifndef SCHEDULE_OPTIONS_H
#define SCHEDULE_OPTIONS_H

#include "model/roster.h"
#include "schedule/shape.h"

struct option {
    int start, end;  /* slots of the axis */
    int day;
    int shape, group;
    int rank;        /* of the start, from the day's first start */
    int fits;        /* 1: its pauses can be placed (problem.h finds out) */
    int earlier, later; /* options of the same day and shape with the next earlier and later start, -1: none */
    int ready;       /* rank from the next day's first start; 0 = rested by then */
    int weekly;      /* the same after a weekly rest; -1: none fits in the week the shift ends in */
};

struct group {
    int paid_min;
    int kind;     /* -1: any of those no rule tells apart */
    int start;    /* wall-clock minute its shifts start at where a rule asks; else -1 */
    int late;     /* 1: they end in the week after theirs, where the contract asks for a weekly rest */
};

struct options {
    struct group *group;      int groups; /* ascending by paid_min, then kind, start, late */
    int           rest;       /* slots between two shifts */
    struct shape *shapes;     int shape_count;
    struct option *option;    int count;
    int          *first;      /* [days * groups + 1] options of (day, group) start here */
    int          *starts;     /* [start_count] slots, ascending: the numbered starts */
    int           start_count;
    int          *base;       /* [days + 1] number of the day's first start */
    int          *ready_max;  /* [days + 1] greatest ready rank before each day */
    int           weekly_rest; /* minutes; 0: none asked for */
    int          *week_ready; /* [days] rank of the first start after a weekly rest that begins with the week; -1: on that
                                 day no week begins that needs one */
    struct pause *spec;       int spec_count; /* the distinct pauses of all shapes */
};

void options_make(struct options *o, const struct grid *g, const struct scenario *s, int contract);
void options_free(struct options *o);

/* 1: y, on a later day than x, starts when the rest after x is over and is no kind that may not follow it, as far as rest says
 * that too. */
static inline int option_follows(const struct options *o, const struct option *x, const struct option *y)
{
    return x->end + o->rest <= y->start && (y->day > x->day + 1 || y->rank >= x->ready);
}

/* The option of that day and shape that starts at that slot, or -1. */
int  options_find(const struct options *o, int day, int shape, int start);

#endif
