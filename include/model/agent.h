/* agent - the people, and what is known about each: availability, time off, wishes, state before the horizon.
 * Minutes and days are those of the horizon. */
#ifndef MODEL_AGENT_H
#define MODEL_AGENT_H

struct window { int from_min, to_min; }; /* [from, to); from >= to: empty */

/* What a day must be. DUTY_FREE without kinds: anything; with kinds: a day off or a shift of one of them. DUTY_WORK: a shift, of
 * one of the kinds where there are any. DUTY_OFF: no shift. */
enum duty_what { DUTY_FREE, DUTY_OFF, DUTY_WORK };
enum { DUTY_KINDS_MAX = 8 };
struct duty {
    enum duty_what what;
    int            kinds;                /* in kind */
    int            kind[DUTY_KINDS_MAX]; /* shift kind indexes, of the agent's contract */
};

enum { KIND_LIMITS_MAX = 32 };
struct kind_limit { int kind, max; }; /* shifts of the kind in the horizon; max >= 0 */

struct agent {
    char          *id, *name, *team, *site;
    int            contract;           /* index */
    int           *skills;             /* [skill_count] queue indexes; exactly one until skills come */
    int            skill_count;
    struct window *available;          /* [horizon.days] minutes after the day's midnight (elapsed) within which a shift of
                                          that day must lie from start to end; to_min may exceed the day (night shifts);
                                          empty: cannot work. Employment (from, to) is already in it; time off is not. */
    int           *credited_min;       /* [periods of the contract] credited by time off: lowers the period's least and most
                                          paid minutes */
    int           *paid_leave_min;     /* [horizon.weeks] the part of it that is paid, by week */
    int            consecutive_before; /* days worked in a row up to the day before the horizon */
    int            rest_until_min;     /* earliest minute the first shift may start, from the last shift before; 0 = none */
    int            hours_before_min;   /* paid minutes already worked in the first period, before the horizon (where it is cut) */
    int            weekends_before;    /* weekends worked before the horizon, see rules.h */
    struct duty   *duty;               /* [horizon.days], or NULL: all days free */
    int            rotation;           /* number of the scenario's rotation, from 1; already in duty. 0: none */
    int            rotation_day;       /* its day on the horizon's first day, from 0 */
    struct kind_limit *kind_max;       /* [kind_max_count <= KIND_LIMITS_MAX], each kind once, of the contract; NULL: none */
    int            kind_max_count;
};

struct rotation { /* duties that repeat */
    char  *name;
    int    days;  /* of the cycle */
    char **shift; /* [days] as the file has it: off, work, free or shifts with | between (duty_table.h) */
};

struct time_off { /* no shift of the agent may overlap it */
    int   agent;
    int   start_min, end_min;
    char *kind;
    int   paid, credited_min;
};

enum wish { WISH_FOR, WISH_AGAINST };
struct request { /* soft. FOR: weight is charged unless the agent works that day a shift of the kind (or any, lying inside the
                    window). AGAINST: charged if the agent works a shift of the kind (or any, overlapping the window). Both look
                    only at the shift that starts on `day`; with a kind and a window both must fit. */
    int       agent, day;
    enum wish wish;
    int       kind;          /* shift kind index, or -1 */
    int       from_min, to_min; /* minutes of the horizon; both 0: no window, every shift of the day fits */
    double    weight;        /* money, > 0 */
};

#endif
