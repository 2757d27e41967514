#include "history/interval_rows.h"

#include "base/alloc.h"
#include "history/marks.h"
#include "model/notes.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define COUNT_MOST  1e9
#define LONG_MEAN_S 3600.0 /* a duration above it is taken for a sum where nothing else tells */

struct reader {
    struct interval_rows       *out;
    struct bins                *bins;
    struct table               *table;
    const struct layout        *layout;
    const struct moment_reader *when;
    struct faults              *faults;
    int                         only_queue;
    int                         unclear;      /* 1: a column's decimal mark cannot be told */
    int                         decimal_said; /* 1: by --decimal, or asked for already */
    double                      in_time, in_time_of;
};

/* A duration in seconds: 1, 0 (empty), -1 with a fault. */
static int read_seconds(const struct reader *r, long row, int field, double *seconds, struct faults *faults)
{
    int column = r->layout->of[field], found = table_duration(r->table, row, column, seconds, faults);
    if (found == 1 && !text_states_units(table_text(r->table, row, column)))
        *seconds *= r->layout->unit_s[field];
    return found;
}

/* --- means and totals told apart --------------------------------------------------------------------------------- */

struct growth { /* of log(duration) over log(contacts) */
    double n, x, y, xx, xy, largest;
};

static void look_at_growth(struct growth *g, const struct reader *r, int field, int contacts, struct faults *scratch)
{
    for (long row = 0; row < r->table->rows; row++) {
        double n = 0, seconds = 0;
        if (table_number(r->table, row, contacts, 1, COUNT_MOST, &n, scratch) == 1 &&
            read_seconds(r, row, field, &seconds, scratch) == 1 && seconds > 0) {
            double x = log(n), y = log(seconds);
            g->n++, g->x += x, g->y += y, g->xx += x * x, g->xy += x * y;
            g->largest = seconds > g->largest ? seconds : g->largest;
        }
        scratch->count = 0;
    }
}

/* A sum grows in proportion to the contacts it is of, duration ~ contacts^1; a mean hardly does, contacts^0. The exponent
 * is the least-squares slope of the logarithms. Where contacts hardly vary only the size is left to go by. */
static int holds_totals(const struct reader *r, int field, int contacts, struct layout_notes *notes)
{
    struct growth  g = {0};
    struct faults *scratch = xcalloc(1, sizeof *scratch);
    const char    *header = table_header(r->table, r->layout->of[field]);
    look_at_growth(&g, r, field, contacts, scratch);
    free(scratch);
    double spread = g.n > 0 ? g.xx / g.n - (g.x / g.n) * (g.x / g.n) : 0;
    double slope = spread > 0 ? (g.xy / g.n - (g.x / g.n) * (g.y / g.n)) / spread : 0;
    int    by_size = g.n < 8 || spread < 0.01, totals = by_size ? g.largest > LONG_MEAN_S : slope > 0.5;
    char   own[COLUMNS_NAME_SIZE];
    columns_name(columns_duration((enum columns_field)field, totals ? COLUMNS_IS_MEAN : COLUMNS_IS_TOTAL), own);
    layout_note(notes,
                by_size && totals ? NOTES_MARK("\"%s\" is taken for the sum of a row, by its size alone; if not, say --map %s=\"%s\"")
                : by_size         ? NOTES_MARK("\"%s\" is taken for the mean of a row, by its size alone; if not, say --map %s=\"%s\"")
                : totals ? NOTES_MARK("\"%s\" is taken for the sum of a row: it grows with the contacts; if not, say --map %s=\"%s\"")
                         : NOTES_MARK("\"%s\" is taken for the mean of a row: it does not grow with the contacts; if not, say --map "
                                      "%s=\"%s\""),
                header, own, header);
    return totals;
}

/* The field of a triple the file has: its mean first. -1 none. Its marks and is_total are settled. */
static int settle(struct reader *r, enum columns_field mean, struct layout_notes *notes)
{
    const int *of = r->layout->of;
    int        contacts = of[COLUMNS_ANSWERED] >= 0 ? of[COLUMNS_ANSWERED] : of[COLUMNS_OFFERED];
    int total = (int)columns_duration(mean, COLUMNS_IS_TOTAL), either = (int)columns_duration(mean, COLUMNS_IS_EITHER);
    int field = of[mean] >= 0 ? (int)mean : of[total] >= 0 ? total : of[either] >= 0 ? either : -1;
    if (field < 0)
        return -1;
    struct marks_columns column = {.others = &of[field], .other_columns = 1};
    if (marks_settle(r->table, &column, notes, r->faults))
        r->unclear = 1;
    else if (field == total)
        r->out->is_total[total] = 1;
    else if (field == either)
        r->out->is_total[either] = holds_totals(r, either, contacts, notes);
    return field;
}

static void settle_handle(struct reader *r, struct layout_notes *notes)
{
    static const enum columns_field parts[] = {COLUMNS_TALK_MEAN, COLUMNS_HOLD_MEAN, COLUMNS_WRAP_MEAN};
    struct interval_rows           *out = r->out;
    out->handle_columns[0] = settle(r, COLUMNS_AHT, notes);
    out->handle_columns[1] = out->handle_columns[2] = -1;
    if (out->handle_columns[0] < 0) {
        for (int p = 0; p < 3; p++)
            out->handle_columns[p] = settle(r, parts[p], notes);
        if (out->handle_columns[0] < 0 && (out->handle_columns[1] >= 0 || out->handle_columns[2] >= 0)) {
            layout_note(notes, "hold or wrap-up times without talk times make no handle time, so none is taken");
            out->handle_columns[1] = out->handle_columns[2] = -1;
        } else if (out->handle_columns[0] >= 0 && out->handle_columns[1] < 0 && out->handle_columns[2] < 0) {
            layout_note(notes, "handle time is talk time alone: there is no hold or wrap-up column");
        }
    }
    out->has_handle = out->handle_columns[0] >= 0;
}

/* Sums of waits that also hold those who hung up give no mean over answered contacts. */
static int waits_of_lost(struct reader *r, int field, struct layout_notes *notes)
{
    struct faults *scratch = xcalloc(1, sizeof *scratch);
    int            found = 0;
    for (long row = 0; row < r->table->rows && !found && r->layout->of[COLUMNS_ANSWERED] >= 0; row++) {
        double answered = 1, seconds = 0;
        if (table_number(r->table, row, r->layout->of[COLUMNS_ANSWERED], 0, COUNT_MOST, &answered, scratch) == 1 &&
            answered <= 0 && read_seconds(r, row, field, &seconds, scratch) == 1 && seconds > 0) {
            layout_note(notes, "\"%s\" also holds waits of those who hung up (line %ld: nobody answered, %.0f s waited), so it "
                      "gives no ASA, "
                      "which is over answered contacts",
                      table_header(r->table, r->layout->of[field]), table_line(r->table, row), seconds);
            found = 1;
        }
        scratch->count = 0;
    }
    free(scratch);
    return found;
}

static void settle_wait(struct reader *r, struct layout_notes *notes)
{
    struct interval_rows *out = r->out;
    struct marks_columns asa = {.others = &r->layout->of[COLUMNS_ASA], .other_columns = 1};
    out->wait_column = r->layout->of[COLUMNS_ASA] >= 0 ? (int)COLUMNS_ASA : settle(r, COLUMNS_WAIT_MEAN, notes);
    if (out->wait_column == COLUMNS_ASA && marks_settle(r->table, &asa, notes, r->faults))
        r->unclear = 1;
    if (out->wait_column >= 0 && out->is_total[out->wait_column] && waits_of_lost(r, out->wait_column, notes))
        out->wait_column = -1;
    else if (out->wait_column >= 0 && out->wait_column != COLUMNS_ASA && !out->is_total[out->wait_column])
        layout_note(notes, "\"%s\" is taken as ASA, the mean wait of answered contacts",
                  table_header(r->table, r->layout->of[out->wait_column]));
    out->has_wait = out->wait_column >= 0;
}

/* --- rows ---------------------------------------------------------------------------------------------------------- */

static int settle_counts(struct reader *r, struct faults *faults)
{
    static const enum columns_field counts[] = {COLUMNS_OFFERED, COLUMNS_ANSWERED, COLUMNS_ABANDONED};
    struct interval_rows           *out = r->out;
    const int                      *of = r->layout->of;
    out->has_answered = of[COLUMNS_ANSWERED] >= 0;
    out->has_abandoned = of[COLUMNS_ABANDONED] >= 0;
    out->offered_from = of[COLUMNS_OFFERED] >= 0 ? 0 : out->has_answered && out->has_abandoned ? 1 : 2;
    for (int i = 0; i < 3; i++)
        if (of[counts[i]] >= 0)
            table_set_need(r->table, of[counts[i]], TABLE_FILLED);
    if (out->offered_from < 2 || out->has_answered)
        return 0;
    struct text headers = {0};
    for (int i = 0; i < r->layout->columns && i < 12; i++)
        text_addf(&headers, "%s%.40s", i ? ", " : "", table_header(r->table, i));
    faults_add(faults, table_file(r->table), 0, 0,
               "no column counts contacts; say which does: --map offered=COLUMN (there are: %s)",
               text_string(&headers));
    text_free(&headers);
    return -1;
}

static int settle_marks(struct reader *r, struct layout_notes *notes, struct faults *faults)
{
    static const enum columns_field counts[] = {COLUMNS_OFFERED, COLUMNS_ANSWERED, COLUMNS_ABANDONED};
    int                             columns[3];
    struct marks_columns            list = {.counts = columns, .count_columns = 3, .side_by_side = 1};
    for (int i = 0; i < 3; i++)
        columns[i] = r->layout->of[counts[i]];
    return marks_settle(r->table, &list, notes, faults);
}

/* Contacts are whole, and few that are answered were offered in another interval: 1.396 offered and 1301 answered is a
 * mark misread. */
static int judge_counts(struct reader *r, long row, const struct bin *bin, struct faults *faults)
{
    struct interval_rows *out = r->out;
    int                   fraction = bin->offered != floor(bin->offered);
    if (fraction && out->fractions++ == 0)
        out->first_fraction = table_line(r->table, row);
    if (!out->has_answered || bin->answered <= bin->offered + 0.5)
        return 0;
    if (out->over++ == 0)
        out->first_over = table_line(r->table, row);
    if (!fraction || bin->answered < 10 * bin->offered || r->decimal_said)
        return 0;
    r->decimal_said = 1;
    int column = r->layout->of[COLUMNS_OFFERED], comma = strchr(table_text(r->table, row, column), ',') != NULL;
    return table_fault(r->table, row, column, faults,
                       "%s is \"%.40s\", but %s is \"%.40s\": if the mark groups thousands, take it out or say --decimal %s; if it "
                       "is right, say --decimal %s",
                       table_header(r->table, column), table_text(r->table, row, column),
                       table_header(r->table, r->layout->of[COLUMNS_ANSWERED]),
                       table_text(r->table, row, r->layout->of[COLUMNS_ANSWERED]), comma ? "point" : "comma",
                       comma ? "comma" : "point");
}

/* As history.csv has it. */
static double thousandths(double value)
{
    return round(value * 1000) / 1000;
}

static int read_counts(struct reader *r, long row, struct bin *bin, struct faults *faults)
{
    const int *of = r->layout->of;
    int        wrong = table_number(r->table, row, of[COLUMNS_OFFERED], 0, COUNT_MOST, &bin->offered, faults) < 0;
    wrong |= table_number(r->table, row, of[COLUMNS_ANSWERED], 0, COUNT_MOST, &bin->answered, faults) < 0;
    wrong |= table_number(r->table, row, of[COLUMNS_ABANDONED], 0, COUNT_MOST, &bin->abandoned, faults) < 0;
    if (wrong)
        return -1;
    bin->offered = thousandths(bin->offered);
    bin->answered = thousandths(bin->answered);
    bin->abandoned = thousandths(bin->abandoned);
    if (r->out->offered_from)
        bin->offered = bin->answered + bin->abandoned;
    else if (r->out->has_answered && r->out->has_abandoned &&
             fabs(bin->answered + bin->abandoned - bin->offered) > 0.5 && r->out->uneven++ == 0)
        r->out->first_uneven = table_line(r->table, row);
    return r->out->offered_from ? 0 : judge_counts(r, row, bin, faults);
}

/* Adds the row's seconds in `field` to *sum_s. A mean over no contacts says nothing, so its cell is not read. */
static int add_seconds(const struct reader *r, long row, int field, double contacts, double *sum_s, int *stated,
                       struct faults *faults)
{
    double seconds = 0;
    int    total = r->out->is_total[field];
    if (contacts <= 0 && !total)
        return 0;
    int found = read_seconds(r, row, field, &seconds, faults);
    if (found == 1) {
        *sum_s += total ? seconds : seconds * contacts;
        *stated = 1;
    }
    return found < 0 ? -1 : 0;
}

static int read_durations(const struct reader *r, long row, struct bin *bin, struct faults *faults)
{
    double contacts = r->out->has_answered ? bin->answered : bin->offered;
    int    wrong = 0, stated = 0;
    for (int p = 0; p < INTERVAL_ROWS_PARTS; p++)
        if (r->out->handle_columns[p] >= 0)
            wrong |= add_seconds(r, row, r->out->handle_columns[p], contacts, &bin->handle_s, &stated, faults);
    bin->handled = stated ? contacts : 0;
    stated = 0;
    if (r->out->has_wait)
        wrong |= add_seconds(r, row, r->out->wait_column, contacts, &bin->wait_s, &stated, faults);
    bin->waited = stated ? contacts : 0;
    return wrong;
}

/* What the file says of its service level, for the summary: a share or a count, whichever reads cleanly. */
static void add_service(struct reader *r, long row, double offered, struct faults *scratch)
{
    double share = 0, count = 0;
    if (r->layout->of[COLUMNS_IN_TIME] >= 0) {
        if (table_number(r->table, row, r->layout->of[COLUMNS_IN_TIME], 0, COUNT_MOST, &count, scratch) == 1)
            r->in_time += count, r->in_time_of += offered;
    } else if (offered > 0 && table_share(r->table, row, r->layout->of[COLUMNS_SERVICE_LEVEL], &share, scratch) == 1) {
        r->in_time += share * offered, r->in_time_of += offered;
    }
    scratch->count = 0;
}

static void note_length(struct interval_rows *out, const struct moment *at)
{
    if (at->length_s && out->length_s == 0)
        out->length_s = at->length_s;
    else if (at->length_s && out->length_s != at->length_s)
        out->length_s = -1;
}

/* The row's queue, or -1 with a fault. */
static int read_queue(const struct reader *r, long row, struct faults *faults)
{
    if (r->only_queue >= 0)
        return r->only_queue;
    int         column = r->layout->of[COLUMNS_QUEUE];
    const char *name = table_text(r->table, row, column);
    return *name ? bins_queue(r->bins, name)
                 : table_fault(r->table, row, column, faults, "%s is empty; want a queue's name",
                               table_header(r->table, column));
}

/* A row of an hour that the clocks skipped: systems write zeros for it. */
static int read_never(struct reader *r, long row, const struct moment *at, double offered, struct faults *faults)
{
    if (offered > 0)
        return moment_fault_never(r->when, row, at, faults);
    r->out->never++;
    return 0;
}

static int read_row(struct reader *r, long row, struct faults *faults, struct faults *scratch)
{
    struct moment at;
    struct bin    bin = {.line = table_line(r->table, row)};
    int           wrong = moment_read(r->when, row, &at, faults);
    if (read_counts(r, row, &bin, faults) || read_durations(r, row, &bin, faults) || wrong)
        return -1;
    r->out->minute_seen[at.second / 60 % 1440] = 1;
    if (at.never)
        return read_never(r, row, &at, bin.offered, faults);
    bin.queue = read_queue(r, row, faults);
    if (bin.queue < 0)
        return -1;
    bin.start_s = (int64_t)at.day * CLOCK_DAY_S + at.second;
    bin.offset_s = at.has_offset ? at.offset_s : BINS_NO_OFFSET;
    note_length(r->out, &at);
    *bins_add(r->bins, bin.queue, bin.start_s, bin.offset_s) = bin;
    add_service(r, row, bin.offered, scratch);
    return 0;
}

int interval_rows_read(struct interval_rows *out, struct bins *bins, struct table *t, const struct layout *l,
                       const struct moment_reader *when, const struct choices *c, struct layout_notes *notes,
                       struct faults *faults)
{
    struct reader r = {.out = out, .bins = bins, .table = t, .layout = l, .when = when, .faults = faults,
                       .only_queue = -1, .decimal_said = c->decimal != TABLE_DECIMAL_FOUND};
    long          before = faults->total;
    memset(out, 0, sizeof *out);
    out->has_ends = when->is_end;
    if (settle_counts(&r, faults))
        return -1;
    r.unclear = settle_marks(&r, notes, faults) != 0;
    settle_handle(&r, notes);
    settle_wait(&r, notes);
    if (r.unclear)
        return -1;
    if (c->queue || l->of[COLUMNS_QUEUE] < 0)
        r.only_queue = bins_queue(bins, c->queue ? c->queue : "calls");
    struct faults *scratch = xcalloc(1, sizeof *scratch);
    for (long row = 0; row < t->rows; row++)
        read_row(&r, row, faults, scratch);
    free(scratch);
    out->service_level = r.in_time_of > 0 ? r.in_time / r.in_time_of : NAN;
    return faults->total > before ? -1 : 0;
}
