/* conflict - why an agent can have no tour, or none that grants his wishes: a smallest set of rules that cannot hold together,
 * and the ways out: smallest sets of rules without which there is a tour, each rule with the least loosening that does.
 * Whether a tour exists is check's exact search (check_tour): solving again with schedule's own confirms it. */
#ifndef PLAN_CONFLICT_H
#define PLAN_CONFLICT_H

#include "plan/alone.h"
#include <stdint.h>

enum clause_kind {
    CLAUSE_WEEK_MIN, CLAUSE_WEEK_MAX, CLAUSE_DAYS_MIN, CLAUSE_DAYS_MAX, CLAUSE_DAY_MIN, CLAUSE_DAY_MAX, CLAUSE_REST,
    CLAUSE_CONSECUTIVE_MIN, CLAUSE_CONSECUTIVE_MAX, CLAUSE_REST_BEFORE, CLAUSE_HOURS_BEFORE,
    CLAUSE_STRETCH, CLAUSE_GAP, CLAUSE_SPLIT, CLAUSE_AVAILABLE, CLAUSE_STARTS, CLAUSE_TIME_OFF, CLAUSE_WISH, CLAUSE_CLOSED, CLAUSE_WEEKDAYS,
    CLAUSE_DAYS_OFF, CLAUSE_WEEKENDS, CLAUSE_WEEKLY_REST, CLAUSE_SAME_START, CLAUSE_SEQUENCES, CLAUSE_SHIFTS_MAX, CLAUSE_FIXED
};

struct clause {
    enum clause_kind kind;
    int index;  /* time off, wish: row of the scenario; most shifts: their kind; fixed: the day; else -1 */
    int own;    /* time off, wish: row of the agent alone; most shifts: number of the limit */
    int value;  /* a limit: minutes or days; else -1 */
    int loose;  /* least loosening that gives a tour, with the rest of its way out loosened too and all else holding; -1: only
                   without it. A limit: the value that does; the availability: minutes more at both ends of each window;
                   starts: minutes earlier and later; a time off: minutes less */
    int at_end; /* time off: 1 it has to end earlier, 0 to begin later */
    int steps;  /* how often it was loosened by half an hour or a day */
    uint64_t open; /* the availability, where more minutes do not help: days (bits) on which to come too; none can be left out */
};

enum { CONFLICT_CLAUSES_MAX = 48, CONFLICT_WAYS_MAX = 8 };
struct conflict { /* sets of clauses are masks: bit i is clauses[i] */
    int           agent, wishes;
    int           possible;                /* 1: all clauses can hold together; then there is no core and no way */
    struct clause clauses[CONFLICT_CLAUSES_MAX];
    int           count;
    uint64_t      core;                    /* cannot hold together; no part of it that is smaller cannot either. Empty: with no
                                              rule at all there is no shift the agent could work */
    uint64_t      ways[CONFLICT_WAYS_MAX]; /* without it there is a tour; no part of it is enough. The smallest there are */
    int           way_count;
};

/* wishes 1: the agent's requests count as rules. A tour of an agent who may work has a shift at least, but where wishes count
 * he may stay off to have them granted. */
void conflict_find(struct conflict *c, const struct scenario *s, int agent, int wishes);
/* The agent alone, the clauses of `dropped` left out; wishes that count weigh CONFLICT_WISH. To be freed. */
#define CONFLICT_WISH 1e9
void conflict_alone(struct alone *x, const struct conflict *c, const struct scenario *s, uint64_t dropped);
/* 1: the agent alone has a tour, and one that grants every wish that weighs as much as CONFLICT_WISH. */
int  conflict_possible(const struct alone *x, int wishes);
/* Fills in `loose` for every way out (a clause of several: for the first of them). */
void conflict_loosen(struct conflict *c, const struct scenario *s);
/* The agent alone, the clauses of a way out loosened as far as they must be, or left out where that does not do. To be freed. */
void conflict_loosened(struct alone *x, const struct conflict *c, const struct scenario *s, uint64_t way);

/* Agents without any tour, one of each group alike; found [agent_count]. Returns how many groups. */
struct stranded { int agent, like; };
int  conflict_stranded(struct stranded *found, const struct scenario *s);

#endif
