/* scenario - one site's plan as stated by its folder: time, queues with goals, people, rules, prices.
 * Everything is validated when read: a scenario that loads is consistent. Paths inside are relative to its folder. */
#ifndef MODEL_SCENARIO_H
#define MODEL_SCENARIO_H

#include "base/fault.h"
#include "model/agent.h"
#include "model/horizon.h"
#include "model/rules.h"
#include <stddef.h>
#include <stdint.h>

enum channel { CHANNEL_VOICE, CHANNEL_CHAT, CHANNEL_DEFERRED };
enum queue_model { QUEUE_ERLANG_C, QUEUE_ERLANG_A };
enum sl_definition { SL_OFFERED, SL_ANSWERED, SL_EXCLUDING_SHORT, SL_MET }; /* DESIGN 2 */
enum goal_scope { SCOPE_INTERVAL, SCOPE_DAY, SCOPE_WEEK };
/* As files write them. */
extern const char *const channel_names[3], *const queue_model_names[2], *const sl_definition_names[4], *const goal_scope_names[3];

struct goal { /* NAN = not asked for */
    double             service_level; /* share in (0, 1) */
    double             within_s;
    enum sl_definition definition;
    enum goal_scope    scope;         /* of service_level; the three limits below hold in every open interval */
    double             floor;         /* least service level of every open interval when scope is day or week */
    double             asa_s;
    int                asa_over_all;  /* 1: over all contacts, 0: over answered ones */
    double             abandon_max;
    double             occupancy_max;
};

struct peak { /* a stricter goal for every interval starting inside it */
    unsigned weekdays;
    int      from_min, to_min; /* wall clock; from > to passes midnight */
    double   service_level, within_s;
    int      must;             /* 1: holds whatever it costs; 0: priced by penalties.under_peak_per_agent_h */
};

struct queue {
    char            *name;
    enum channel     channel;
    char            *history_file;   /* relative to the folder; NULL: none */
    struct mapping  *columns;        /* [columns_count] column mapping for the history file */
    int              columns_count;
    double           aht_s;          /* mean handle time where the history has none; NAN: history must have it */
    int              aht_fixed;      /* 1: aht_s holds whatever the history says (--set aht=300) */
    double           patience_s;     /* mean patience, INFINITY: nobody hangs up */
    enum queue_model model;
    struct goal      goal;
    struct peak     *peaks;
    int              peak_count;
    int              min_agents;     /* rostered on work in every open interval, before shrinkage (default 1) */
    int              max_seats;      /* scheduled at once; RULE_NONE: no limit */
    unsigned char   *open;           /* [horizon.intervals] 1 = open, events included */
    struct window    open_week[7][8]; /* regular opening hours by weekday, wall clock; empty windows end the list */
    double           max_concurrent; /* chat: contacts an agent holds at once (later) */
    double           deadline_s;     /* deferred work (later) */
};
struct mapping { char *field, *column; }; /* e.g. offered = "Incoming Calls"; "start" may appear twice (date, time) */

enum shrink_part { SHRINK_ABSENCE, SHRINK_UNAVAILABILITY };
struct shrinkage { /* shares of an interval add up; optional limits make one apply to part of the time */
    char            *kind;
    enum shrink_part part;
    double           share;           /* [0, 1) */
    int              queue;           /* index, or -1 all */
    unsigned         weekdays;
    int              from_min, to_min; /* wall clock hours; 0, 1440 all day */
};

enum event_kind { EVENT_HOLIDAY, EVENT_HOURS, EVENT_CAMPAIGN, EVENT_WORKDAY };
struct event { /* dates are days since 1970-01-01, so that events of the history count too */
    int             from_date, to_date;
    int             queue;        /* index, or -1 all */
    enum event_kind kind;
    char           *name;
    int             closed;       /* 1: no contacts, no shifts */
    struct window   open[4];      /* special hours, wall clock; all empty: the regular ones */
    double          factor;       /* on the volume; 1 */
    double          premium;      /* on the wage; 1 */
    int             as;           /* of a workday: the weekday its days count as; -1: the weekday after or before the weekend */
};

struct holidays { /* an iCalendar file of holidays, and what its days mean where they do not say it themselves */
    char  *file;    /* relative to the folder; NULL: events.ics where it is there */
    char  *open;    /* as in events.csv; NULL: closed */
    double factor, premium;
};

struct adjustment { /* growth, deflection, what-if: factors on volume or AHT from a date on. With a first date it is in the
                       history from that date too; without (INT_MIN) the history knows nothing of it. */
    int    queue;                 /* index, or -1 all */
    char  *kind;
    int    from_date, to_date;    /* days since 1970-01-01; to: INT_MAX open */
    int    of_aht;                /* 1: on AHT, 0: on the volume */
    double factor;
    int    what_if;               /* 1: from --set: acts on a forecast given as a file too, which has the others in it */
};

struct input_file { /* read while loading, for summary.json */
    char       *file;       /* in the scenario's folder; as given when an option named it */
    char        sha256[65];
    const char *option;     /* INPUT_FORECAST, INPUT_REQUIREMENT; NULL: the scenario's own */
};
#define INPUT_FORECAST    "--forecast"
#define INPUT_REQUIREMENT "--requirement"

struct scenario {
    char              *folder, *name;
    struct horizon     horizon;
    int                break_step_min;   /* grid of pause starts; default: the interval */
    struct queue      *queues;      int queue_count;
    struct shrinkage  *shrinkages;  int shrinkage_count;
    struct premium    *premiums;    int premium_count;
    struct penalties   penalties;
    struct holidays    holidays;
    struct event      *events;      int event_count;
    struct adjustment *adjustments; int adjustment_count;
    struct contract   *contracts;   int contract_count;
    struct shift_kind *kinds;       int kind_count;
    struct agent      *agents;      int agent_count;
    int               *agents_by_id; /* [agent_count] agent indexes in the order of their ids; NULL: not sorted yet */
    struct rotation   *rotations;   int rotation_count;
    struct time_off   *time_offs;   int time_off_count;
    struct request    *requests;    int request_count;
    unsigned char     *day_closed;  /* [horizon.days] 1: an event closes it for all queues: no shift may start */
    double             solver_gap;  /* stop when the gap is below; share */
    double             solver_effort; /* scales the search budget; 1 = usual */
    uint64_t           seed;
    unsigned           unsound;     /* while it is read: 1 << noun for tables with faults. A name they lack is no fault elsewhere */
    struct input_file *inputs;      int input_count;
    char             **variants;    int variant_count;  /* the texts of --set, in their order */
};

/* One what-if: volume.QUEUE=+40%, volume=-10%, aht=-10%, aht.QUEUE=300, patience.QUEUE=120, shrinkage=+5% ... */
struct variant { const char *text; };

/* Reads FOLDER/scenario.json and its tables. Faults collect in `faults`; returns 0 or -1 (then nothing is left to free).
 * need_people = 0 lets agents, contracts and shifts be absent (forecast and staffing alone). */
int  scenario_read(struct scenario *s, const char *folder, const struct variant *variants, int variant_count,
                   int need_people, struct faults *faults);
void scenario_free(struct scenario *s);

int    scenario_queue_index(const struct scenario *s, const char *name);    /* -1: none */
int    scenario_contract_index(const struct scenario *s, const char *name);
int    scenario_kind_index(const struct scenario *s, const char *name, int contract); /* names are unique per contract */
int    scenario_agent_index(const struct scenario *s, const char *id);
/* `; did you mean "calls"?` among the names of s, or "", into buf. Returns buf. */
enum scenario_noun { NOUN_QUEUE, NOUN_CONTRACT, NOUN_KIND, NOUN_AGENT, NOUN_ROTATION };
char  *scenario_meant(const struct scenario *s, enum scenario_noun noun, const char *word, char *buf, size_t size);
/* Total shrinkage of a queue's interval: the sum of the shares that apply; in [0, 1). */
double scenario_shrinkage(const struct scenario *s, int queue, int interval);
/* Index of the strictest peak window an interval of the queue starts in, or -1. */
int    scenario_peak(const struct scenario *s, int queue, int interval);

#endif
