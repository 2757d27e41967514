#include "cli/import_summary.h"

#include "cli/terminal.h"
#include "history/grid_rows.h"
#include "history/roles.h"
#include "report/words.h"
#include <math.h>
#include <string.h>

enum { NAME_WIDTH = 30, QUEUES_NAMED = 12 };

static void print_head(const struct import *im, FILE *out, enum lang lang)
{
    char rows[TEXT_NUMBER_SIZE];
    terminal_put(out, table_file(&im->table), 0);
    if (im->grid)
        fprintf(out, lang_count(lang, im->file_rows, ": a row a day and a column an interval, %s row\n", ": a row a day and a column an interval, %s rows\n"),
                terminal_grouped((double)im->file_rows, rows));
    else if (im->kind == IMPORT_INTERVALS)
        fprintf(out, lang_count(lang, im->file_rows, ": a row an interval, %s row\n", ": a row an interval, %s rows\n"), terminal_grouped((double)im->file_rows, rows));
    else if (im->kind == IMPORT_DAYS)
        fprintf(out, lang_count(lang, im->file_rows, ": a row a day, %s row, spread over the day by the profile\n", ": a row a day, %s rows, spread over the day by the profile\n"),
                terminal_grouped((double)im->file_rows, rows));
    else
        fprintf(out, lang_count(lang, im->file_rows, ": a row a call, %s record\n", ": a row a call, %s records\n"), terminal_grouped((double)im->file_rows, rows));
}

/* The columns of a grid, one an interval, as one line: "08:00 to 19:30". */
static void print_grid(const struct import *im, FILE *out, enum lang lang)
{
    int first = -1, last = -1, count = 0;
    for (int c = 0; c < im->layout.columns; c++)
        if (grid_rows_holds(&im->table, &im->layout, c)) {
            first = first < 0 ? c : first;
            last = c;
            count++;
        }
    char range[64];
    snprintf(range, sizeof range, lang_say(lang, "%.24s to %.24s"), table_header(&im->table, first), table_header(&im->table, last));
    fprintf(out, "  ");
    terminal_cell(out, range, NAME_WIDTH);
    fprintf(out, lang_count(lang, count, "  offered in the interval that starts then, %d column\n", "  offered in the interval that starts then, %d columns\n"), count);
}

/* A note in the reader's language behind a mark. */
static void print_note(FILE *out, const char *mark, const char *note, enum lang lang)
{
    struct text said = {0};
    words_note(&said, note, lang);
    terminal_paragraph(out, mark, text_string(&said));
    text_free(&said);
}

static void print_unused(const struct import *im, FILE *out, enum lang lang)
{
    struct text names = {0}, role = {0};
    text_add(&names, lang_say(lang, "not used:"));
    for (int c = 0, n = 0; c < im->layout.columns; c++)
        if (!roles_of(im, c, &role) && n++ < 30)
            text_addf(&names, "%s %s", n > 1 ? "," : "",
                      *table_header(&im->table, c) ? table_header(&im->table, c) : lang_say(lang, "(no name)"));
    terminal_paragraph(out, "  ", text_string(&names));
    text_free(&names);
    text_free(&role);
}

static void print_columns(const struct import *im, FILE *out, enum lang lang)
{
    struct text role = {0};
    int         unused = 0;
    fprintf(out, "\n  ");
    terminal_cell(out, lang_say(lang, "column"), NAME_WIDTH);
    fprintf(out, "  %s\n", lang_say(lang, "taken as"));
    for (int c = 0; c < im->layout.columns; c++) {
        text_clear(&role);
        int used = roles_of(im, c, &role);
        unused += !used;
        if (!used || (im->grid && grid_rows_holds(&im->table, &im->layout, c)))
            continue;
        fprintf(out, "  ");
        terminal_cell(out, table_header(&im->table, c), NAME_WIDTH);
        print_note(out, "  ", text_string(&role), lang);
    }
    if (im->grid)
        print_grid(im, out, lang);
    if (unused)
        print_unused(im, out, lang);
    text_free(&role);
}

/* The name of a line, 13 columns wide. */
static void print_label(FILE *out, enum lang lang, const char *name)
{
    fprintf(out, "  ");
    terminal_cell(out, lang_say(lang, name), 13);
}

static void print_measure(FILE *out, enum lang lang, const char *name, double value, double of, const char *behind)
{
    char number[TEXT_NUMBER_SIZE];
    if (isnan(value))
        return;
    print_label(out, lang, name);
    fprintf(out, "%13s", terminal_grouped(value, number));
    if (of > 0)
        fprintf(out, lang_say(lang, "  %5.1f %% of offered"), 100 * value / of);
    fprintf(out, "%s\n", *behind ? lang_say(lang, behind) : "");
}

static void print_words(const struct outcome_words *words, FILE *out, enum lang lang)
{
    char number[TEXT_NUMBER_SIZE];
    for (int i = 0; i < words->count; i++) {
        fprintf(out, "    ");
        terminal_cell(out, words->words[i], 16);
        fprintf(out, lang_say(lang, "= %-9s %12s records\n"), choices_outcome_names[words->outcomes[i]],
                terminal_grouped((double)words->counts[i], number));
    }
}

static void print_calls(const struct call_log *log, FILE *out, enum lang lang)
{
    const struct call_log_numbers *all = &log->all;
    char                           number[TEXT_NUMBER_SIZE];
    if (log->left_before)
        print_measure(out, lang, LANG_MARK("left before"), (double)log->left_before, 0,
                      LANG_MARK("  not offered: they hung up without having queued (the voice menu)"));
    if (log->ignored)
        print_measure(out, lang, LANG_MARK("ignored"), (double)log->ignored, 0, "");
    print_words(&log->words, out, lang);
    if (all->handled) {
        print_label(out, lang, LANG_MARK("handle time"));
        fprintf(out, lang_say(lang, "%11.1f s  mean of %s calls; cv^2 %.2f\n"), all->handle_mean_s,
                terminal_grouped((double)all->handled, number), all->handle_cv2);
    }
    if (isnan(all->patience_s))
        return;
    print_label(out, lang, LANG_MARK("queued"));
    fprintf(out, lang_say(lang, "%13s  of them lost: %.1f %%\n"), terminal_grouped((double)all->queued, number),
            100 * (double)all->lost / (double)all->queued);
    print_label(out, lang, LANG_MARK("patience"));
    fprintf(out, lang_say(lang, "%11.1f s  mean, %.0f to %.0f with 95 %% (exponential, censored maximum likelihood)\n"), all->patience_s,
            all->patience_low_s, all->patience_high_s);
}

static void print_number(FILE *out, int width, double value, int decimals)
{
    if (isnan(value))
        fprintf(out, "%*s", width, "-");
    else
        fprintf(out, "%*.*f", width, decimals, value);
}

/* What scenario.json wants to know of each queue. */
static void print_call_queues(const struct import *im, FILE *out, enum lang lang)
{
    char number[TEXT_NUMBER_SIZE];
    fprintf(out, "    ");
    terminal_cell(out, lang_say(lang, "queue"), NAME_WIDTH);
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

static void print_queues(const struct import *im, FILE *out, enum lang lang)
{
    char first[CLOCK_DATE_SIZE], last[CLOCK_DATE_SIZE];
    int  n = im->bins.queue_count;
    fprintf(out,
            im->sums.days_with_rows == 1 ? lang_say(lang, "\n  %s to %s, %d day with rows, every %d min\n")
                                         : lang_say(lang, "\n  %s to %s, %d days with rows, every %d min\n"),
            clock_date_format(im->sums.first_day, first), clock_date_format(im->sums.last_day, last), im->sums.days_with_rows,
            im->interval_min);
    if (n == 1) {
        fprintf(out, "  %s ", lang_say(lang, "queue"));
        terminal_put(out, im->bins.queues[0], 60);
        fprintf(out, "\n");
        return;
    }
    fprintf(out, im->kind == IMPORT_CALLS ? lang_say(lang, "  %d queues:\n") : lang_say(lang, "  %d queues, contacts offered:\n"), n);
    if (im->kind == IMPORT_CALLS)
        print_call_queues(im, out, lang);
    else
        print_count_queues(im, out);
    if (n > QUEUES_NAMED)
        fprintf(out, lang_say(lang, "    ... and %d more\n"), n - QUEUES_NAMED);
}

/* What a file of counts says of its times and its service. */
static void print_times(const struct import *im, FILE *out, enum lang lang)
{
    if (!isnan(im->sums.aht_s)) {
        print_label(out, lang, LANG_MARK("handle time"));
        fprintf(out, im->has_answered ? lang_say(lang, "%11.1f s  mean over answered\n") : lang_say(lang, "%11.1f s  mean over offered\n"),
                im->sums.aht_s);
    }
    if (!isnan(im->rows.service_level)) {
        print_label(out, lang, LANG_MARK("service level"));
        fprintf(out, lang_say(lang, "%11.1f %%  as the file counts it\n"), 100 * im->rows.service_level);
    }
}

static void print_sums(const struct import *im, FILE *out, enum lang lang)
{
    const struct import_sums *s = &im->sums;
    int                       calls = im->kind == IMPORT_CALLS;
    print_measure(out, lang, LANG_MARK("offered"), s->offered, 0, "");
    print_measure(out, lang, LANG_MARK("answered"), s->answered, s->offered, "");
    print_measure(out, lang, calls ? LANG_MARK("lost") : LANG_MARK("abandoned"), s->abandoned, s->offered,
                  calls ? LANG_MARK(", in the queue") : "");
    if (calls)
        print_calls(&im->calls, out, lang);
    else
        print_times(im, out, lang);
    if (!isnan(s->asa_s)) {
        print_label(out, lang, "ASA");
        fprintf(out, lang_say(lang, "%11.1f s  mean wait of answered contacts\n"), s->asa_s);
    }
    if (calls && im->bins.queue_count == 1 && im->calls.all.handled && !isnan(im->calls.all.patience_s))
        fprintf(out, lang_say(lang, "  for scenario.json: \"aht_s\": %.1f, \"patience_s\": %.0f\n"), im->calls.all.handle_mean_s,
                im->calls.all.patience_s);
}

/* What may be a mistake comes first. */
static void print_notes(const struct layout_notes *notes, FILE *out, enum lang lang)
{
    for (int i = 0; i < notes->count; i++) {
        if (i == 0 || i == notes->urgent)
            fprintf(out, "\n  %s\n", i < notes->urgent ? lang_say(lang, "please check") : lang_say(lang, "noticed"));
        print_note(out, i < notes->urgent ? "  ! " : "  - ", notes->items[i], lang);
    }
}

static void print_samples(const struct import *im, FILE *out, enum lang lang)
{
    static const char *const which[] = {LANG_MARK("first"), LANG_MARK("busiest"), LANG_MARK("last")};
    struct text              t = {0};
    long                     row[3];
    int                      n = import_samples(im, row);
    import_row_text(im, -1, &t);
    fprintf(out, "\n  ");
    terminal_cell(out, lang_say(lang, "the history"), 14);
    fprintf(out, "%s\n", text_string(&t));
    for (int i = 0; i < n; i++) {
        const char *name = im->bins.count <= 3                            ? ""
                           : i == 1 && row[1] == (long)im->bins.count / 2 ? LANG_MARK("middle")
                                                                          : which[i];
        import_row_text(im, row[i], &t);
        fprintf(out, "    ");
        terminal_cell(out, *name ? lang_say(lang, name) : "", 12);
        terminal_put(out, text_string(&t), 0);
        fprintf(out, "\n");
    }
    text_free(&t);
}

void import_summary_print(const struct import *im, FILE *out, enum lang lang)
{
    print_head(im, out, lang);
    print_columns(im, out, lang);
    print_queues(im, out, lang);
    fprintf(out, "\n");
    print_sums(im, out, lang);
    print_notes(&im->notes, out, lang);
    print_samples(im, out, lang);
}
