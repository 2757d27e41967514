#include "history/call_log.h"

#include "base/alloc.h"
#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

struct reader {
    struct call_log            *log;
    struct bins                *bins;
    const struct table         *table;
    const struct layout        *layout;
    const struct moment_reader *when;
    const struct choices       *choices;
    int                         interval_s, only_queue;
    size_t                      queue_room;
    struct moment               last; /* of the record before */
};

struct call { /* one record; NAN: not stated */
    enum choices_outcome outcome;
    double               handle_s, wait_s, menu_s;
    int                  queued;
};

/* 1: a cell that says "not applicable": empty, a dash, 0:00:00. */
static int is_none(const char *s)
{
    return strspn(s, "0:-. ") == strlen(s);
}

/* A duration that may be negative (then absurd, not unreadable). 0, or -1 with a fault. */
static int read_seconds(const struct reader *r, long row, enum columns_field field, double *seconds,
                        struct faults *faults)
{
    int         column = r->layout->of[field];
    const char *s = table_text(r->table, row, column);
    *seconds = NAN;
    if (!*s || strcmp(s, "-") == 0)
        return 0;
    if (*s == '-' && (strchr(s, ':') ? text_duration(s + 1, seconds) : text_number(s + 1, TEXT_PLAIN, seconds)) == 0 &&
        fabs(*seconds) <= TABLE_DURATION_MOST)
        *seconds = -*seconds;
    else if (table_duration(r->table, row, column, seconds, faults) < 0)
        return -1;
    if (!text_states_units(s))
        *seconds *= r->layout->unit_s[field];
    return 0;
}

/* Takes note of an absurd duration, which then counts as not stated. */
static void sift(struct reader *r, long row, enum call_log_part part, double *seconds)
{
    struct call_log_absurd *a = &r->log->absurd[part];
    if (isnan(*seconds) || (*seconds >= 0 && *seconds <= CALL_LOG_LONGEST_S))
        return;
    if (a->count++ == 0)
        a->line = table_line(r->table, row);
    if (fabs(*seconds) > fabs(a->seconds))
        a->seconds = *seconds;
    *seconds = NAN;
}

static int read_handle(const struct reader *r, long row, struct call *call, struct faults *faults)
{
    static const enum columns_field parts[] = {COLUMNS_TALK, COLUMNS_HOLD, COLUMNS_WRAP};
    if (!r->log->from_parts)
        return read_seconds(r, row, COLUMNS_HANDLE, &call->handle_s, faults);
    for (int p = 0; p < 3; p++) {
        double seconds;
        if (read_seconds(r, row, parts[p], &seconds, faults))
            return -1;
        if (!isnan(seconds))
            call->handle_s = (isnan(call->handle_s) ? 0 : call->handle_s) + seconds;
    }
    return 0;
}

static int read_outcome(struct reader *r, long row, struct call *call, struct faults *faults)
{
    const int *of = r->layout->of;
    if (of[COLUMNS_OUTCOME] < 0) {
        int answered = of[COLUMNS_ANSWERED_AT] >= 0 ? !is_none(table_text(r->table, row, of[COLUMNS_ANSWERED_AT]))
                                                    : call->handle_s > 0;
        call->outcome = answered ? CHOICES_ANSWERED : CHOICES_ABANDONED;
        return 0;
    }
    const char *word = table_text(r->table, row, of[COLUMNS_OUTCOME]);
    if (outcome_of(&r->log->words, word, r->choices, &call->outcome))
        return table_fault(r->table, row, of[COLUMNS_OUTCOME], faults,
                           "%s is \"%.40s\", a word we do not know; say what it means: --outcome \"%.40s\"=answered "
                           "(or abandoned, "
                           "ignored)",
                           table_header(r->table, of[COLUMNS_OUTCOME]), word, word);
    return 0;
}

/* Whether the call queued: by the clock time it began to, else by having waited, else, with nothing to tell, yes. Who hung up
 * without waiting at all did so on the way from the voice menu. */
static int was_queued(const struct reader *r, long row, const struct call *call)
{
    int column = r->layout->of[COLUMNS_QUEUED_AT];
    if (call->outcome == CHOICES_ABANDONED && call->wait_s <= 0)
        return 0;
    if (column >= 0)
        return !is_none(table_text(r->table, row, column));
    return !r->log->has_wait || !(call->wait_s <= 0);
}

static int read_call(struct reader *r, long row, struct call *call, struct faults *faults)
{
    *call = (struct call){.handle_s = NAN, .wait_s = NAN, .menu_s = NAN};
    if (read_seconds(r, row, COLUMNS_WAIT, &call->wait_s, faults) ||
        read_seconds(r, row, COLUMNS_MENU, &call->menu_s, faults) || read_handle(r, row, call, faults) ||
        read_outcome(r, row, call, faults))
        return -1;
    sift(r, row, CALL_LOG_WAIT, &call->wait_s);
    sift(r, row, CALL_LOG_MENU, &call->menu_s);
    sift(r, row, CALL_LOG_HANDLE, &call->handle_s);
    call->queued = was_queued(r, row, call);
    return 0;
}

/* A log in order of time runs through a doubled hour twice: the clock falling back says that the second time began. */
static void tell_doubled(struct reader *r, struct moment *now)
{
    if (now->twice && r->last.twice && r->last.day == now->day &&
        (r->last.later || now->second < r->last.second - 1800))
        moment_later(now, r->when->zone);
    r->last = *now;
}

static int read_when(struct reader *r, long row, struct moment *now, struct faults *faults)
{
    if (moment_read(r->when, row, now, faults))
        return -1;
    if (now->never)
        return moment_fault_never(r->when, row, now, faults);
    tell_doubled(r, now);
    return 0;
}

/* Numbers for the queues there are now. */
static void room_for_queues(struct reader *r)
{
    size_t had = r->queue_room, needed = (size_t)r->bins->queue_count;
    r->log->queues = xgrow(r->log->queues, &r->queue_room, needed, sizeof *r->log->queues);
    if (r->queue_room > had)
        memset(r->log->queues + had, 0, (r->queue_room - had) * sizeof *r->log->queues);
}

static struct bin *bin_of(struct reader *r, long row, const struct moment *now, const struct call *call)
{
    const char *name = r->only_queue < 0 ? table_text(r->table, row, r->layout->of[COLUMNS_QUEUE]) : "";
    int         known = r->bins->queue_count;
    int         queue = r->only_queue < 0 ? bins_queue(r->bins, *name ? name : "(none)") : r->only_queue;
    int64_t entered = (int64_t)now->day * CLOCK_DAY_S + now->second + (isnan(call->menu_s) ? 0 : (int64_t)call->menu_s);
    if (r->bins->queue_count > known)
        room_for_queues(r);
    int into = (int)((entered % r->interval_s + r->interval_s) % r->interval_s); /* also before 1970 */
    return bins_at(r->bins, queue, entered - into, now->has_offset ? now->offset_s : BINS_NO_OFFSET);
}

/* Mean and sum of squared deviations kept up to date (Welford 1962): handle_cv2 holds the sum until the end. */
static void count_handle(struct call_log_numbers *n, double handle_s)
{
    double step = handle_s - n->handle_mean_s;
    n->handled++;
    n->handled_zero += handle_s <= 0;
    n->handle_mean_s += step / (double)n->handled;
    n->handle_cv2 += step * (handle_s - n->handle_mean_s);
}

static void count_numbers(struct call_log_numbers *n, const struct call *call)
{
    n->queued += call->queued;
    if (call->queued && !isnan(call->wait_s))
        n->waited_s += call->wait_s;
    if (call->outcome == CHOICES_ABANDONED) {
        n->lost++;
        return;
    }
    n->answered++;
    if (!isnan(call->handle_s))
        count_handle(n, call->handle_s);
}

static void count_bin(struct bin *bin, const struct call *call)
{
    bin->offered++;
    if (call->outcome == CHOICES_ABANDONED) {
        bin->abandoned++;
        return;
    }
    bin->answered++;
    if (!isnan(call->handle_s)) {
        bin->handle_s += call->handle_s;
        bin->handled++;
    }
    if (!isnan(call->wait_s)) {
        bin->wait_s += call->wait_s;
        bin->waited++;
    }
}

static void count_call(struct reader *r, long row, const struct moment *now, const struct call *call)
{
    struct call_log *log = r->log;
    log->records++;
    if (call->outcome == CHOICES_IGNORED) {
        log->ignored++;
        return;
    }
    if (call->outcome == CHOICES_ABANDONED && !call->queued) {
        log->left_before++;
        return;
    }
    log->lost_handled += call->outcome == CHOICES_ABANDONED && call->handle_s > 0;
    struct bin *bin = bin_of(r, row, now, call);
    count_bin(bin, call);
    count_numbers(&log->all, call);
    count_numbers(&log->queues[bin->queue], call);
}

static void finish(struct call_log_numbers *n, int has_wait)
{
    double mean = n->handle_mean_s;
    n->patience_s = n->patience_low_s = n->patience_high_s = NAN;
    if (has_wait && n->lost > 0 && n->waited_s > 0) {
        n->patience_s = n->waited_s / (double)n->lost;
        n->patience_low_s = n->waited_s / gsl_cdf_gamma_Pinv(0.975, (double)n->lost, 1);
        n->patience_high_s = n->waited_s / gsl_cdf_gamma_Pinv(0.025, (double)n->lost, 1);
    }
    n->handle_cv2 = n->handled > 0 && mean > 0 ? n->handle_cv2 / (double)n->handled / (mean * mean) : NAN;
    if (n->handled == 0)
        n->handle_mean_s = NAN;
}

/* Keeps the first fault's words of a record that is left out. */
static void leave_out(struct reader *r, long row, struct faults *scratch)
{
    if (r->log->broken++ == 0) {
        r->log->first_broken = table_line(r->table, row);
        memcpy(r->log->broken_why, scratch->items[0].message, sizeof r->log->broken_why - 1);
    }
    scratch->count = 0;
    scratch->total = 0;
}

static void begin(struct reader *r)
{
    struct call_log *log = r->log;
    const int       *of = r->layout->of;
    memset(log, 0, sizeof *log);
    log->from_parts = of[COLUMNS_HANDLE] < 0;
    log->has_handle = !log->from_parts || of[COLUMNS_TALK] >= 0;
    log->has_wait = of[COLUMNS_WAIT] >= 0;
    log->has_queued = of[COLUMNS_QUEUED_AT] >= 0;
    r->only_queue = -1;
    if (r->choices->queue || of[COLUMNS_QUEUE] < 0)
        r->only_queue = bins_queue(r->bins, r->choices->queue ? r->choices->queue : "calls");
    room_for_queues(r);
}

int call_log_read(struct call_log *log, struct bins *bins, const struct table *t, const struct layout *l,
                  const struct moment_reader *when, const struct choices *c, int interval_s, struct faults *faults)
{
    struct reader r =
        {.log = log, .bins = bins, .table = t, .layout = l, .when = when, .choices = c, .interval_s = interval_s};
    struct faults *scratch = xcalloc(1, sizeof *scratch), *to = c->skip_broken ? scratch : faults;
    long           before = faults->total;
    begin(&r);
    for (long row = 0; row < t->rows; row++) {
        struct call   call;
        struct moment now;
        int           wrong = read_when(&r, row, &now, to);
        if (!wrong || !c->skip_broken) /* all that is wrong with a record is said at once */
            wrong |= read_call(&r, row, &call, to);
        if (!wrong)
            count_call(&r, row, &now, &call);
        else if (c->skip_broken)
            leave_out(&r, row, scratch);
    }
    free(scratch);
    finish(&log->all, log->has_wait);
    for (int q = 0; q < bins->queue_count; q++)
        finish(&log->queues[q], log->has_wait);
    if (log->broken * 20 > t->rows)
        return faults_add(faults, table_file(t), log->first_broken, 0,
                          "is the first of %ld broken records, more than one in twenty (%s): the columns are not what "
                          "they were taken for",
                          log->broken, log->broken_why);
    return faults->total > before ? -1 : 0;
}

void call_log_free(struct call_log *log)
{
    free(log->queues);
    memset(log, 0, sizeof *log);
}
