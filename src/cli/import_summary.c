#include "cli/import_summary.h"

#include "base/json.h"
#include "cli/terminal.h"
#include "history/grid_rows.h"
#include "history/roles.h"
#include "model/notes.h"
#include <math.h>
#include <string.h>

enum { NAME_WIDTH = 30, QUEUES_NAMED = 12 };

/* --- the parts ------------------------------------------------------------------------------------------------------ */

static const char *const kind_names[] = {"intervals", "days", "calls"};

static void print_head(const struct import *im, FILE *out)
{
    char rows[TEXT_NUMBER_SIZE];
    terminal_put(out, table_file(&im->table), 0);
    if (im->grid)
        fprintf(out, ": a row a day and a column an interval, %s rows\n",
                terminal_grouped((double)im->file_rows, rows));
    else if (im->kind == IMPORT_INTERVALS)
        fprintf(out, ": a row an interval, %s rows\n", terminal_grouped((double)im->file_rows, rows));
    else if (im->kind == IMPORT_DAYS)
        fprintf(out, ": a row a day, %s rows, spread over the day by the profile\n",
                terminal_grouped((double)im->file_rows, rows));
    else
        fprintf(out, ": a row a call, %s records\n", terminal_grouped((double)im->file_rows, rows));
}

/* The columns of a grid, one an interval, as one line: "08:00 to 19:30". */
static void print_grid(const struct import *im, FILE *out)
{
    int first = -1, last = -1, count = 0;
    for (int c = 0; c < im->layout.columns; c++)
        if (grid_rows_holds(&im->table, &im->layout, c)) {
            first = first < 0 ? c : first;
            last = c;
            count++;
        }
    char range[64];
    snprintf(range, sizeof range, "%.24s to %.24s", table_header(&im->table, first), table_header(&im->table, last));
    fprintf(out, "  ");
    terminal_cell(out, range, NAME_WIDTH);
    fprintf(out, "  offered in the interval that starts then, %d columns\n", count);
}

static void print_columns(const struct import *im, FILE *out)
{
    char buf[ROLES_SIZE];
    int  unused = 0;
    fprintf(out, "\n  ");
    terminal_cell(out, "column", NAME_WIDTH);
    fprintf(out, "  taken as\n");
    for (int c = 0; c < im->layout.columns; c++) {
        const char *role = roles_of(im, c, buf);
        unused += role == NULL;
        if (!role || (im->grid && grid_rows_holds(&im->table, &im->layout, c)))
            continue;
        fprintf(out, "  ");
        terminal_cell(out, table_header(&im->table, c), NAME_WIDTH);
        fprintf(out, "  %s\n", role);
    }
    if (im->grid)
        print_grid(im, out);
    if (!unused)
        return;
    struct text names = {0};
    text_add(&names, "not used:");
    for (int c = 0, n = 0; c < im->layout.columns; c++)
        if (!roles_of(im, c, buf) && n++ < 30)
            text_addf(&names, "%s %s", n > 1 ? "," : "",
                      *table_header(&im->table, c) ? table_header(&im->table, c) : "(no name)");
    terminal_paragraph(out, "  ", text_string(&names));
    text_free(&names);
}

static void print_measure(FILE *out, const char *name, double value, double of, const char *behind)
{
    char number[TEXT_NUMBER_SIZE];
    if (isnan(value))
        return;
    fprintf(out, "  %-13s%13s", name, terminal_grouped(value, number));
    if (of > 0)
        fprintf(out, "  %5.1f %% of offered", 100 * value / of);
    fprintf(out, "%s\n", behind);
}

static void print_calls(const struct call_log *log, FILE *out)
{
    const struct call_log_numbers *all = &log->all;
    char                           number[TEXT_NUMBER_SIZE];
    if (log->left_before)
        fprintf(out, "  %-13s%13s  not offered: they hung up without having queued (the voice menu)\n", "left before",
                terminal_grouped((double)log->left_before, number));
    if (log->ignored)
        fprintf(out, "  %-13s%13s\n", "ignored", terminal_grouped((double)log->ignored, number));
    for (int i = 0; i < log->words.count; i++) {
        fprintf(out, "    ");
        terminal_cell(out, log->words.words[i], 16);
        fprintf(out, "= %-9s %12s records\n", choices_outcome_names[log->words.outcomes[i]],
                terminal_grouped((double)log->words.counts[i], number));
    }
    if (all->handled)
        fprintf(out, "  %-13s%11.1f s  mean of %s calls; cv^2 %.2f\n", "handle time", all->handle_mean_s,
                terminal_grouped((double)all->handled, number), all->handle_cv2);
    if (isnan(all->patience_s))
        return;
    fprintf(out, "  %-13s%13s  of them lost: %.1f %%\n", "queued", terminal_grouped((double)all->queued, number),
            100 * (double)all->lost / (double)all->queued);
    fprintf(out, "  %-13s%11.1f s  mean, %.0f to %.0f with 95 %% (exponential, censored maximum likelihood)\n", "patience",
            all->patience_s, all->patience_low_s, all->patience_high_s);
}

static void print_number(FILE *out, int width, double value, int decimals)
{
    if (isnan(value))
        fprintf(out, "%*s", width, "-");
    else
        fprintf(out, "%*.*f", width, decimals, value);
}

/* What scenario.json wants to know of each queue. */
static void print_call_queues(const struct import *im, FILE *out)
{
    char number[TEXT_NUMBER_SIZE];
    fprintf(out, "    ");
    terminal_cell(out, "queue", NAME_WIDTH);
    fprintf(out, "%12s%9s%11s%8s%14s\n", "offered", "lost %", "aht_s", "cv^2", "patience_s");
    for (int q = 0; q < im->bins.queue_count && q < QUEUES_NAMED; q++) {
        const struct call_log_numbers *n = &im->calls.queues[q];
        double                         offered = (double)(n->answered + n->lost);
        fprintf(out, "    ");
        terminal_cell(out, im->bins.queues[q], NAME_WIDTH);
        fprintf(out, "%12s", terminal_grouped(offered, number));
        print_number(out, 9, 100 * (double)n->lost / offered, 1);
        print_number(out, 11, n->handle_mean_s, 1);
        print_number(out, 8, n->handle_cv2, 2);
        print_number(out, 14, n->patience_s, 0);
        fprintf(out, "\n");
    }
}

static void print_count_queues(const struct import *im, FILE *out)
{
    char number[TEXT_NUMBER_SIZE];
    for (int q = 0; q < im->bins.queue_count && q < QUEUES_NAMED; q++) {
        double offered = 0;
        for (size_t i = 0; i < im->bins.count; i++)
            offered += im->bins.items[i].queue == q ? im->bins.items[i].offered : 0;
        fprintf(out, "    ");
        terminal_cell(out, im->bins.queues[q], NAME_WIDTH);
        fprintf(out, "%12s\n", terminal_grouped(offered, number));
    }
}

static void print_queues(const struct import *im, FILE *out)
{
    char first[CLOCK_DATE_SIZE], last[CLOCK_DATE_SIZE];
    int  n = im->bins.queue_count;
    fprintf(out, "\n  %s to %s, %d day%s with rows, every %d min\n", clock_date_format(im->sums.first_day, first),
            clock_date_format(im->sums.last_day, last), im->sums.days_with_rows,
            im->sums.days_with_rows == 1 ? "" : "s", im->interval_min);
    if (n == 1) {
        fprintf(out, "  queue ");
        terminal_put(out, im->bins.queues[0], 60);
        fprintf(out, "\n");
        return;
    }
    fprintf(out, im->kind == IMPORT_CALLS ? "  %d queues:\n" : "  %d queues, contacts offered:\n", n);
    if (im->kind == IMPORT_CALLS)
        print_call_queues(im, out);
    else
        print_count_queues(im, out);
    if (n > QUEUES_NAMED)
        fprintf(out, "    ... and %d more\n", n - QUEUES_NAMED);
}

static void print_sums(const struct import *im, FILE *out)
{
    const struct import_sums *s = &im->sums;
    print_measure(out, "offered", s->offered, 0, "");
    print_measure(out, "answered", s->answered, s->offered, "");
    print_measure(out, im->kind == IMPORT_CALLS ? "lost" : "abandoned", s->abandoned, s->offered,
                  im->kind == IMPORT_CALLS ? ", in the queue" : "");
    if (im->kind == IMPORT_CALLS) {
        print_calls(&im->calls, out);
    } else {
        if (!isnan(s->aht_s))
            fprintf(out, "  %-13s%11.1f s  mean over %s\n", "handle time", s->aht_s,
                    im->has_answered ? "answered" : "offered");
        if (!isnan(im->rows.service_level))
            fprintf(out, "  %-13s%11.1f %%  as the file counts it\n", "service level", 100 * im->rows.service_level);
    }
    if (!isnan(s->asa_s))
        fprintf(out, "  %-13s%11.1f s  mean wait of answered contacts\n", "ASA", s->asa_s);
    if (im->kind == IMPORT_CALLS && im->bins.queue_count == 1 && im->calls.all.handled &&
        !isnan(im->calls.all.patience_s))
        fprintf(out, "  for scenario.json: \"aht_s\": %.1f, \"patience_s\": %.0f\n", im->calls.all.handle_mean_s,
                im->calls.all.patience_s);
}

/* First, busiest and last row: enough to see a wrong order of dates or a total taken for an interval. */
static int samples(const struct import *im, long row[3])
{
    long n = (long)im->bins.count, busiest = 0;
    for (long i = 1; i < n; i++)
        if (im->bins.items[i].offered > im->bins.items[busiest].offered)
            busiest = i;
    row[0] = 0;
    if (n <= 3) {
        row[1] = 1, row[2] = 2;
        return (int)n;
    }
    row[1] = busiest > 0 && busiest < n - 1 ? busiest : n / 2;
    row[2] = n - 1;
    return 3;
}

/* What may be a mistake comes first. */
static void print_notes(const struct layout_notes *notes, FILE *out)
{
    struct text t = {0};
    for (int i = 0; i < notes->count; i++) {
        if (i == 0 || i == notes->urgent)
            fprintf(out, "\n  %s\n", i < notes->urgent ? "please check" : "noticed");
        text_clear(&t);
        notes_text(&t, notes->items[i], NULL, NULL);
        terminal_paragraph(out, i < notes->urgent ? "  ! " : "  - ", text_string(&t));
    }
    text_free(&t);
}

void import_summary_print(const struct import *im, FILE *out)
{
    static const char *const which[] = {"first", "busiest", "last"};
    struct text              t = {0};
    long                     row[3];
    int                      n = samples(im, row);
    print_head(im, out);
    print_columns(im, out);
    print_queues(im, out);
    fprintf(out, "\n");
    print_sums(im, out);
    print_notes(&im->notes, out);
    import_row_text(im, -1, &t);
    fprintf(out, "\n  the history   %s\n", text_string(&t));
    for (int i = 0; i < n; i++) {
        import_row_text(im, row[i], &t);
        fprintf(out, "  %9s     ",
                im->bins.count <= 3                            ? ""
                : i == 1 && row[1] == (long)im->bins.count / 2 ? "middle"
                                                               : which[i]);
        terminal_put(out, text_string(&t), 0);
        fprintf(out, "\n");
    }
    text_free(&t);
}

/* --- JSON ----------------------------------------------------------------------------------------------------------- */

static void json_numbers(struct json_out *w, const struct call_log_numbers *n)
{
    json_out_integer(w, "answered", n->answered);
    json_out_integer(w, "lost", n->lost);
    json_out_integer(w, "queued", n->queued);
    json_out_fixed(w, "aht_s", n->handle_mean_s, 3);
    json_out_fixed(w, "handle_cv2", n->handle_cv2, 4);
    json_out_fixed(w, "patience_s", n->patience_s, 3);
    json_out_fixed(w, "patience_low_s", n->patience_low_s, 3);
    json_out_fixed(w, "patience_high_s", n->patience_high_s, 3);
}

static void json_calls(struct json_out *w, const struct import *im)
{
    const struct call_log *log = &im->calls;
    json_out_object(w, "calls");
    json_numbers(w, &log->all);
    json_out_integer(w, "left_before_queue", log->left_before);
    json_out_integer(w, "ignored", log->ignored);
    json_out_integer(w, "broken", log->broken);
    json_out_array(w, "by_queue");
    for (int q = 0; q < im->bins.queue_count; q++) {
        json_out_flat_object(w, NULL);
        json_out_string(w, "queue", im->bins.queues[q]);
        json_numbers(w, &log->queues[q]);
        json_out_end(w, '}');
    }
    json_out_end(w, ']');
    json_out_end(w, '}');
}

static void json_notes(struct json_out *w, const char *key, const struct layout_notes *notes, int from, int to)
{
    json_out_array(w, key);
    for (int i = from; i < to; i++) {
        struct text note = {0};
        notes_text(&note, notes->items[i], NULL, NULL);
        json_out_string(w, NULL, text_string(&note));
        text_free(&note);
    }
    json_out_end(w, ']');
}

static void json_lists(struct json_out *w, const struct import *im)
{
    struct text t = {0};
    char        buf[ROLES_SIZE];
    long        row[3];
    json_out_object(w, "columns");
    for (int c = 0; c < im->layout.columns; c++)
        if (*table_header(&im->table, c))
            json_out_string(w, table_header(&im->table, c), roles_of(im, c, buf));
    json_out_end(w, '}');
    json_out_flat_array(w, "queues");
    for (int q = 0; q < im->bins.queue_count; q++)
        json_out_string(w, NULL, im->bins.queues[q]);
    json_out_end(w, ']');
    json_notes(w, "check", &im->notes, 0, im->notes.urgent);
    json_notes(w, "notes", &im->notes, im->notes.urgent, im->notes.count);
    json_out_array(w, "sample");
    for (int i = 0, n = samples(im, row); i < n; i++) {
        import_row_text(im, row[i], &t);
        json_out_string(w, NULL, text_string(&t));
    }
    json_out_end(w, ']');
    text_free(&t);
}

void import_summary_json(const struct import *im, const char *written, FILE *out)
{
    struct json_out w = {0};
    char            date[CLOCK_DATE_SIZE];
    json_out_object(&w, NULL);
    json_out_string(&w, "file", table_file(&im->table));
    json_out_string(&w, "written", written);
    json_out_string(&w, "rows_are", kind_names[im->kind]);
    json_out_integer(&w, "rows", im->file_rows);
    json_out_integer(&w, "rows_written", (long long)im->bins.count);
    json_out_integer(&w, "interval_min", im->interval_min);
    json_out_string(&w, "first_day", clock_date_format(im->sums.first_day, date));
    json_out_string(&w, "last_day", clock_date_format(im->sums.last_day, date));
    json_out_integer(&w, "days_with_rows", im->sums.days_with_rows);
    json_out_fixed(&w, "offered", im->sums.offered, 3);
    json_out_fixed(&w, "answered", im->sums.answered, 3);
    json_out_fixed(&w, "abandoned", im->sums.abandoned, 3);
    json_out_fixed(&w, "aht_s", im->sums.aht_s, 3);
    json_out_fixed(&w, "asa_s", im->sums.asa_s, 3);
    if (im->kind == IMPORT_CALLS)
        json_calls(&w, im);
    else
        json_out_fixed(&w, "service_level", im->rows.service_level, 6);
    json_lists(&w, im);
    json_out_end(&w, '}');
    fprintf(out, "%s\n", text_string(&w.text));
    json_out_free(&w);
}
