/* call_log - call records, a row a call, counted into intervals, with what only records can tell: how handle times
 * spread, how long callers are willing to wait, who left before the queue. */
#ifndef HISTORY_CALL_LOG_H
#define HISTORY_CALL_LOG_H

#include "history/bins.h"
#include "history/moment.h"
#include "history/outcome.h"

#define CALL_LOG_LONGEST_S 14400.0 /* a wait, a menu or a handle time over 4 h is no duration but a mistake */

enum call_log_part { CALL_LOG_HANDLE, CALL_LOG_WAIT, CALL_LOG_MENU, CALL_LOG_PARTS };

struct call_log_numbers { /* of one queue, or all */
    long   answered, lost;    /* offered = answered + lost, lost: hung up while waiting */
    long   queued;            /* answered or lost after entering the queue */
    double waited_s;          /* by those, altogether */
    /* Mean patience: censored maximum likelihood for exponential patience, waited_s / lost: every second waited is a
     * second in which one could have hung up, those answered being censored (Brown et al. 2005, JASA 100:36-50,
     * section 6.2). low and high enclose it with 95 %: 2 waited_s / patience is about chi-squared with 2 lost degrees of
     * freedom (Epstein & Sobel 1953, JASA 48:486-502). NAN when nobody was lost. */
    double patience_s, patience_low_s, patience_high_s;
    long   handled, handled_zero; /* answered calls with a handle time; of 0 s */
    double handle_mean_s, handle_cv2; /* squared coefficient of variation; NAN without calls */
};

struct call_log {
    long records;
    struct call_log_numbers all, *queues; /* [bins.queue_count] */
    long left_before;         /* hung up without having queued: not offered */
    long ignored;             /* phantom, test ... calls */
    long broken, first_broken; /* records left out (skip_broken), line of the first */
    char broken_why[256];     /* what is wrong with the first */
    struct call_log_absurd { long count, line; double seconds; } absurd[CALL_LOG_PARTS]; /* first line and most extreme value */
    long   lost_handled;      /* lost, and yet with a handle time (which is not used) */
    int    has_handle, has_wait, has_queued; /* 1: the file tells */
    int    from_parts;        /* 1: handle = talk + hold + wrap */
    struct outcome_words words; /* lives as long as the table */
};

/* Reads all records into bins of interval_s. 0, or -1 with faults (unreadable cells, unless c->skip_broken). Freed either way
 * by call_log_free. */
int call_log_read(struct call_log *log, struct bins *bins, const struct table *t, const struct layout *l,
                  const struct moment_reader *when, const struct choices *c, int interval_s, struct faults *faults);

void call_log_free(struct call_log *log);

#endif
