/* reasons - what each shift is there for: what service, cost and objective become without it, everything else staying as it
 * is. Judged by check's own functions: taking the shift out and judging the whole roster anew gives the same numbers. */
#ifndef PLAN_REASONS_H
#define PLAN_REASONS_H

#include "model/requirement.h"
#include "model/roster.h"
#include "model/scenario.h"

struct with_without { double with, without; };

struct reason {
    int    shift;                        /* index in reasons.roster */
    int    queue;                        /* it works for */
    double cost, penalty, objective;     /* change: without the shift less with it */
    struct with_without day, week;       /* service level of its queue on its day, in its week; NAN without contacts */
    struct with_without peak;            /* worst interval of the peak it hurts most; NAN: it works in none */
    int                 peak_first, peak_last; /* intervals of that peak */
    struct with_without low;             /* service level of the interval it works in that is lowest without it; NAN: none */
    int                 low_at;          /* that interval, or -1 */
    int    goals_lost;                   /* goals met with it and missed without */
    int    lost_first, lost_count;       /* in reasons.lost: intervals that then miss what must hold in them, and do not now */
    int    rules;                        /* rules of his days and weeks the agent would break besides */
    char   broken[96];                   /* the names of those, each once: "days_week_min, hours_week_min" */
};

struct reasons {
    struct roster  roster;               /* the shifts that can be judged, sorted; reason i is about its shift i */
    struct reason *items;                /* [roster.shift_count] */
    int           *lost;                 /* pool of intervals */
    double         cost, objective;      /* of the whole roster as it is */
};

void reasons_make(struct reasons *x, const struct scenario *s, const struct requirement *rs, const struct roster *roster);
void reasons_free(struct reasons *x);
/* Index of the agent's shift that starts on a day, or -1. */
int  reasons_find(const struct reasons *x, int agent, int day);

/* reasons.csv: agent,day,shift,start,end, then what cost, objective and service become without the shift. */
int  reasons_write(const struct reasons *x, const struct scenario *s, const char *path, struct faults *faults);

#endif
