/* history - what happened to one queue, by local day and wall-clock slot. A day of 25 hours has the mean rate of its
 * doubled hour in that slot; the missing hour of a 23-hour day stays empty and is no gap. */
#ifndef MODEL_HISTORY_H
#define MODEL_HISTORY_H

enum history_day { HISTORY_NORMAL, HISTORY_CLOSED, HISTORY_MISSING, HISTORY_PARTIAL, HISTORY_OUTLIER };

struct history {
    int               queue;        /* index in the scenario */
    int               first_day;    /* days since 1970-01-01 */
    int               days;
    int               interval_min; /* the scenario's */
    int               slots;        /* 1440 / interval_min */
    double           *offered;      /* [days * slots] contacts, NAN: no row */
    double           *answered;     /* [days * slots] NAN: not known */
    double           *abandoned;    /* [days * slots] NAN: not known */
    double           *aht_s;        /* [days * slots] mean over answered, NAN: not known */
    enum history_day *day_kind;     /* [days] */
    int               rows;         /* rows read */
    int               only_answered; /* 1: the file counts answered contacts only, taken as offered */
    char            **notes;        /* [note_count] what was noticed, in a planner's words: gaps, closed days, outliers */
    int               note_count;
};
void history_free(struct history *h);

#endif
