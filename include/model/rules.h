/* rules - contracts and shift kinds: the labour rules as data. schedule and check each write their own predicates over
 * them; nothing here decides anything. RULE_NONE marks "no limit" in every integer field.
 * All durations in minutes. "Paid minutes" leave unpaid lunches out; a paid lunch and all breaks count.
 *
 * Day d's shift is the one that starts on d; at most one a day. A day without one is a day off.
 *
 * The period's limits (week_min .. days_max) count over the contract's periods (period.h): the horizon's weeks unless
 * period_days says otherwise. A period is full when all its days are in the horizon; the least (week_min, days_min) holds
 * in full periods only, the most in all (agent.hours_before_min counts in the first). Time off lowers week_min and week_max
 * by agent.credited_min of the period (not below 0), and days_min by the days of the period that time off with credited
 * minutes touches. Let N be the smaller of days_max and the number of days of the period on whose calendar weekday a kind of
 * the contract may start: each closed day (scenario.day_closed) of the period whose weekday (horizon_weekday) is such a one,
 * N of them at most, lowers days_min by 1 and week_min by week_min / N (all of them together, rounded up). A period without
 * a shift of an agent who MAY work is free of the least. An agent who MUST work is besides paid, for each full period,
 * wage_h for the minutes by which the paid minutes worked fall short of contract.week_min less the credited ones (closed
 * days do not lower this): guaranteed wages, also when no tour can be had.
 *
 * Days in a row. A day is shut to an agent when no shift of his contract may start on it for him: of its kinds, each of
 * their starts and paid lengths within the hours of a day is looked at by itself, as a shift of just that length, against
 * closed days, weekdays, availability, time off and agent.rest_until_min, and nothing else (no pauses, no duties). A run of days
 * worked shorter than consecutive_min is allowed where it touches the horizon's first or last day or a day that is shut. A
 * block of days off shorter than days_off_min is allowed where it touches the horizon's first or last day.
 *
 * Weekends. The days with horizon_weekday in weekend_days are weekend days; those next to each other are one weekend, which
 * is worked when a shift starts on one of them. A weekend may be worked when with it at most weekends_max are worked of the
 * last weekends_of, or of the whole horizon where weekends_of is 0. agent.weekends_before counts too: as the last weekends
 * before the horizon, all worked (where weekends_of is 0: added to those of the horizon).
 *
 * Weekly rest. In each full week (seven days of the horizon) lies a stretch of weekly_rest_min minutes without a shift, from
 * the midnight the week starts at, or the end of a shift, on; it ends by the midnight the week ends at.
 *
 * The same start. With same_start the wall-clock times at which the shifts of a week start differ by at most start_spread_min.
 *
 * Overtime. Of the paid minutes worked in a period, full or not, those above overtime_after_min are paid overtime_factor times
 * the wage (the wage once, and the rest as overtime); agent.hours_before_min counts as worked before them in the first.
 *
 * Kinds. A shift of a kind may not start on the day after one of a kind in its not_after. agent.kind_max limits the shifts
 * of a kind in the horizon; agent.duty says day by day what must be (agent.h). */
#ifndef MODEL_RULES_H
#define MODEL_RULES_H

enum { RULE_NONE = -1, LUNCH_CHOICES_MAX = 16, SPLIT_CHOICES_MAX = 16, BREAKS_MAX = 6, BREAK_RULES_MAX = 24, WEEKENDS_OF_MAX = 26 };

enum use { USE_MUST, USE_MAY }; /* must: paid for the contract's hours whatever is rostered; may: paid what is rostered */

struct contract {
    char    *name;
    double   wage_h;               /* money per paid hour, >= 0 */
    int      day_min, day_max;     /* paid minutes of a day worked */
    int      week_min, week_max;   /* paid minutes of a period, credited time off included */
    int      days_min, days_max;   /* days worked in a period (one that is not full: only the most) */
    int      rest_min;             /* from the end of a shift to the start of the next */
    int      consecutive_min;      /* days worked in a row */
    int      consecutive_max;      /* counts days before the horizon (agent.consecutive_before) */
    enum use use;
    int      period_days;          /* length of the periods of week_min .. days_max; 0: the horizon's weeks */
    int      period_before;        /* days of the first period that lie before the horizon, < period_days */
    int      days_off_min;         /* days off in a row; 0: no limit */
    unsigned weekend_days;         /* bit w = weekday w, 0 Monday; 0: no limit on weekends. Never all seven */
    int      weekends_max;         /* weekends worked, 0 or more */
    int      weekends_of;          /* ... of so many in a row, up to WEEKENDS_OF_MAX; 0: of the horizon */
    int      weekly_rest_min;      /* minutes in a row without work in each week; 0: no limit */
    int      same_start;           /* 1: the shifts of a week start at the same time of day ... */
    int      start_spread_min;     /* ... give or take: latest less earliest at most */
    int      overtime_after_min;   /* paid minutes of a period */
    double   overtime_factor;      /* on the wage of those above; 1 or less: no overtime is paid */
};

struct paid_range { /* paid lengths of shifts, both ends included */
    int from_min, to_min; /* to_min 0: no longest */
};

struct break_rule { /* a paid break; from/to bound its START, minutes after the shift's start */
    int               length_min, from_min, to_min;
    struct paid_range only; /* taken in shifts of these paid lengths, in others not */
};

struct shift_kind { /* a row of shifts.csv: a family of shifts */
    char             *name;
    int               contract;                      /* index */
    unsigned          weekdays;                      /* bit w = may start on weekday w, 0 Monday */
    int               start_from, start_to, start_step; /* wall-clock minutes of the day; to inclusive. A time the clock skips
                                                        is the first moment after it (horizon_minute) */
    int               length_from, length_to, length_step; /* paid minutes; to inclusive */
    int               lunches;                       /* choices in lunch_min; 0: no lunch */
    int               lunch_min[LUNCH_CHOICES_MAX];  /* lengths to choose from */
    int               lunch_paid;                    /* 0: the lunch comes on top of the paid length */
    int               lunch_from, lunch_to;          /* bounds of its START after the shift's start */
    struct paid_range lunch_only;                    /* shifts of other paid lengths have no lunch */
    int               splits;                        /* choices in split_min; 0: worked in one piece */
    int               split_min[SPLIT_CHOICES_MAX + 1]; /* lengths of the gap between the two parts; 0: in one piece all the same */
    int               split_from, split_to;          /* bounds of the gap's START after the shift's start */
    int               part_min;                      /* least minutes from the start to the gap and from the gap to the end */
    struct paid_range split_only;                    /* shifts of other paid lengths are in one piece */
    double            split_pay;                     /* money for each shift with a gap; counted among premiums */
    int               breaks;
    struct break_rule rule[BREAK_RULES_MAX];         /* in the order they are taken; at most BREAKS_MAX for any length */
    int               stretch_max;                   /* most minutes on work without a pause; 0: no limit */
    int               gap_min;                       /* least minutes on work between two pauses */
    int               paid_min;                      /* > 0: what a shift of the kind counts and is paid for, whatever its
                                                        length: see below */
    int              *not_after;                     /* [not_after_count] kinds of the contract it may not follow the next day */
    int               not_after_count;
};
/* Where paid_min is not 0, a shift of the kind has that many paid minutes for every limit of the contract (a day's included) and
 * in money: its wages and premiums are those of its length times paid_min / length. What a shift looks like (lengths, pauses
 * and what hangs on paid lengths in this struct) goes by its length all the same. */
/* Pauses are the breaks, the lunch and the gap of a split shift. The gap is unpaid and comes on top of the paid length, as an
 * unpaid lunch does; the shift ends with its second part. Where pauses may start: at multiples of scenario.break_step_min
 * after local midnight of the shift's day, inside their windows (windows are rounded inward). Pauses of a shift do not
 * overlap, and lie inside it; breaks are taken in the order of their rules, the lunch and the gap anywhere among them. A
 * stretch of work runs from the start or a pause to the next pause or the end. */

struct premium { /* factor on the wage of paid minutes worked inside the window; several add: 1.25 and 1.30 give 1.55 */
    unsigned weekdays;          /* of the day the minute lies in */
    int      from_min, to_min;  /* wall clock; from > to: past midnight, the later part on the next morning of those days */
    int      holidays_only;     /* 1: from events.csv, on first_day .. last_day (horizon days) */
    int      first_day, last_day;
    double   factor;            /* > 0 */
};

struct penalties { /* stated money */
    double under_per_agent_h;        /* an agent short of the floor or requirement, for an hour */
    double under_peak_per_agent_h;   /* the same inside a soft peak */
    double must_per_agent_h;         /* the same inside a peak that must hold: so large that nothing else outweighs it */
    double over_per_agent_h;         /* an agent beyond the interval's own requirement, for an hour */
    double no_two_days_off_together; /* a full week in which an agent works and has no two consecutive days of it off */
    double goal_per_contact;         /* a contact short of a day or week goal: large, so that the goal holds if it can */
    double floor_per_agent_h;        /* an agent short of the floor beside a day or week goal, for an hour; default: half of must_per_agent_h */
    double deepest_factor;           /* all of these rise with the shortage, by eighths of the floor: the last eighth missing costs so
                                        many times what the first does; 1 (and less): the same at any depth */
};

#endif
