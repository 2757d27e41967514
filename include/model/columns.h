/* columns - the fields a contact history can have, and the names phone systems and spreadsheets give their columns, in
 * English and Chinese (simplified and traditional). The one table of them: import, history_read and the column mapping of
 * scenario.json all go by it. */
#ifndef MODEL_COLUMNS_H
#define MODEL_COLUMNS_H

/* A duration comes as the mean of a row's contacts, as their sum, or under a name that does not say: three fields in this
 * order (see columns_duration). */
enum columns_field {
    COLUMNS_QUEUE,
    COLUMNS_START,   /* of the interval, or a call's arrival: date and time, or the time beside a date column */
    COLUMNS_DATE,
    COLUMNS_TIME,    /* of day; also a range, "09:00-09:30" */
    COLUMNS_END,     /* of the interval: used when no start is there */
    COLUMNS_ORDINAL, /* a running number of the row, of the day where no date is given */
    COLUMNS_WEEKDAY,
    COLUMNS_OFFERED,
    COLUMNS_ANSWERED,
    COLUMNS_ABANDONED,
    COLUMNS_BLOCKED,
    COLUMNS_IN_TIME, /* answered within the threshold, a count */
    COLUMNS_AHT,       COLUMNS_HANDLE_TOTAL, COLUMNS_HANDLE,
    COLUMNS_TALK_MEAN, COLUMNS_TALK_TOTAL, COLUMNS_TALK,
    COLUMNS_HOLD_MEAN, COLUMNS_HOLD_TOTAL, COLUMNS_HOLD,
    COLUMNS_WRAP_MEAN, COLUMNS_WRAP_TOTAL, COLUMNS_WRAP,
    COLUMNS_WAIT_MEAN, COLUMNS_WAIT_TOTAL, COLUMNS_WAIT,
    COLUMNS_ASA,     /* mean wait of answered contacts, under that very name */
    COLUMNS_ANSWERED_SHARE,
    COLUMNS_ABANDONED_SHARE,
    COLUMNS_SERVICE_LEVEL,
    COLUMNS_OCCUPANCY,
    /* of call records, a row a call */
    COLUMNS_CALL,        /* its number */
    COLUMNS_OUTCOME,     /* answered, abandoned ...: outcome.h */
    COLUMNS_MENU,        /* seconds in the voice menu before the queue */
    COLUMNS_QUEUED_AT,   /* clock time it entered the queue; 0:00:00: it never did */
    COLUMNS_ANSWERED_AT, /* clock time an agent took it; 0:00:00: none did */
    COLUMNS_AGENT,
    COLUMNS_SHARE,       /* of a day's contacts, in an intraday profile */
    COLUMNS_COUNT
};

struct columns_entry {
    const char *names;   /* its own name, then synonyms: "offered|calls|incoming calls" (as table_columns wants them) */
    const char *meaning; /* a few words for messages and help */
};
extern const struct columns_entry columns_table[COLUMNS_COUNT];

enum { COLUMNS_NAME_SIZE = 32 };
/* The field's own name ("offered") into buf. Returns buf. */
char *columns_name(enum columns_field field, char buf[COLUMNS_NAME_SIZE]);
/* The field of that own name (as a mapping writes it), or -1. */
int columns_field(const char *name);
/* `; did you mean "offered"?` or "" for a name that is no field's own, into buf. Returns buf. */
char *columns_meant(const char *name, char *buf, int size);

enum columns_measure { COLUMNS_IS_MEAN, COLUMNS_IS_TOTAL, COLUMNS_IS_EITHER, COLUMNS_IS_NO_DURATION };
enum columns_measure columns_measure(int field);
/* The same duration as another measure: (COLUMNS_TALK, COLUMNS_IS_TOTAL) gives COLUMNS_TALK_TOTAL. */
enum columns_field columns_duration(enum columns_field field, enum columns_measure measure);

/* The field a column header speaks of, or -1. Beside the synonyms it understands what stands in brackets or behind:
 * "Talk Duration (AVG)" is the mean talk time, "Handle Time [ms]" and "Wait (min)" are in other units: *unit_s is the
 * length of the header's unit in seconds, 1 when it names none. */
int columns_match(const char *header, double *unit_s);
/* The unit alone, as it stands in brackets: "[ms]", "(min)", "ms". 1 when it is one, else 0 and *unit_s is 1. */
int columns_unit(const char *text, double *unit_s);

#endif
