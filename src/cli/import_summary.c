#include "cli/import_summary.h"

#include "base/json.h"
#include "history/roles.h"
#include <math.h>
#include <string.h>

enum { NAME_WIDTH = 30, LINE_WIDTH = 98, QUEUES_NAMED = 12 };

/* --- text for a terminal: what a file says may not steer it, and Chinese is two columns wide ---------------------- */

/* Bytes of the character at s, its width on a terminal, and whether a terminal would obey it. */
static size_t character(const char *s, int *width, int *bad)
{
    const unsigned char *u = (const unsigned char *)s;
    size_t               n = u[0] < 0x80 ? 1 : u[0] < 0xe0 ? 2 : u[0] < 0xf0 ? 3 : 4;
    *bad = u[0] < 0x20 || u[0] == 0x7f || (u[0] == 0xc2 && u[1] < 0xa0) || (u[0] == 0xe2 && u[1] == 0x80 && u[2] >= 0xa8 && u[2] <= 0xae);
    for (size_t i = 1; i < n; i++)
        if (!u[i])
            n = i;
    unsigned code = n == 3 ? (u[0] & 15u) << 12 | (u[1] & 63u) << 6 | (u[2] & 63u) : 0;
    *width = (code >= 0x1100 && code <= 0x115f) || (code >= 0x2e80 && code <= 0xa4cf) || (code >= 0xac00 && code <= 0xd7a3) ||
                     (code >= 0xf900 && code <= 0xfaff) || (code >= 0xfe30 && code <= 0xfe6f) || (code >= 0xff00 && code <= 0xff60) || n == 4
                 ? 2
                 : 1;
    return n;
}

/* Prints s, at most `most` columns wide (0: all of it), and gives its width. */
static int put(FILE *out, const char *s, int most)
{
    int used = 0, width, bad;
    for (size_t n; *s; s += n) {
        n = character(s, &width, &bad);
        if (most && used + width > most)
            break;
        if (bad)
            fputc('?', out);
        else
            fwrite(s, 1, n, out);
        used += width;
    }
    return used;
}

static void put_cell(FILE *out, const char *s, int width)
{
    fprintf(out, "%*s", width - put(out, s, width), "");
}

/* A paragraph after a two-character mark, broken between words. */
static void put_paragraph(FILE *out, const char *mark, const char *s)
{
    int at = put(out, mark, 0), first = 1, indent = at;
    while (*s) {
        size_t n = strcspn(s, " "), left = n;
        int    width = 0, one, bad;
        for (const char *p = s; left > 0;) {
            size_t bytes = character(p, &one, &bad);
            width += one;
            left -= bytes < left ? bytes : left;
            p += bytes;
        }
        if (!first && at + 1 + width > LINE_WIDTH) {
            fprintf(out, "\n%*s", indent, "");
            at = indent;
        } else if (!first) {
            fputc(' ', out);
            at++;
        }
        char word[512];
        snprintf(word, sizeof word, "%.*s", (int)(n < sizeof word ? n : sizeof word - 1), s);
        at += put(out, word, 0);
        first = 0;
        s += n + strspn(s + n, " ");
    }
    fputc('\n', out);
}

/* 4711234 as 4,711,234. */
static const char *grouped(double value, char buf[TEXT_NUMBER_SIZE])
{
    char plain[TEXT_NUMBER_SIZE];
    text_format_fixed(value, 0, plain);
    size_t n = strlen(plain), to = 0;
    for (size_t i = 0; i < n && to + 2 < TEXT_NUMBER_SIZE; i++) {
        if (i > 0 && (n - i) % 3 == 0 && plain[i - 1] != '-')
            buf[to++] = ',';
        buf[to++] = plain[i];
    }
    buf[to] = '\0';
    return buf;
}

/* --- the parts ------------------------------------------------------------------------------------------------------ */

static const char *const kind_names[] = {"intervals", "days", "calls"};

static void print_head(const struct import *im, FILE *out)
{
    char rows[TEXT_NUMBER_SIZE];
    put(out, table_file(&im->table), 0);
    if (im->kind == IMPORT_INTERVALS)
        fprintf(out, ": a row an interval, %s rows\n", grouped((double)im->file_rows, rows));
    else if (im->kind == IMPORT_DAYS)
        fprintf(out, ": a row a day, %s rows, spread over the day by the profile\n", grouped((double)im->file_rows, rows));
    else
        fprintf(out, ": a row a call, %s records\n", grouped((double)im->file_rows, rows));
}

static void print_columns(const struct import *im, FILE *out)
{
    char buf[ROLES_SIZE];
    int  unused = 0;
    fprintf(out, "\n  ");
    put_cell(out, "column", NAME_WIDTH);
    fprintf(out, "  taken as\n");
    for (int c = 0; c < im->layout.columns; c++) {
        const char *role = roles_of(im, c, buf);
        unused += role == NULL;
        if (!role)
            continue;
        fprintf(out, "  ");
        put_cell(out, table_header(&im->table, c), NAME_WIDTH);
        fprintf(out, "  %s\n", role);
    }
    if (!unused)
        return;
    struct text names = {0};
    text_add(&names, "not used:");
    for (int c = 0, n = 0; c < im->layout.columns; c++)
        if (!roles_of(im, c, buf) && n++ < 30)
            text_addf(&names, "%s %s", n > 1 ? "," : "", *table_header(&im->table, c) ? table_header(&im->table, c) : "(no name)");
    put_paragraph(out, "  ", text_string(&names));
    text_free(&names);
}

static void print_measure(FILE *out, const char *name, double value, double of, const char *behind)
{
    char number[TEXT_NUMBER_SIZE];
    if (isnan(value))
        return;
    fprintf(out, "  %-13s%13s", name, grouped(value, number));
    if (of > 0)
        fprintf(out, "  %5.1f %% of offered", 100 * value / of);
    fprintf(out, "%s\n", behind);
}

static void print_calls(const struct call_log *log, FILE *out)
{
    char number[TEXT_NUMBER_SIZE];
    if (log->left_before)
        fprintf(out, "  %-13s%13s  not offered: they hung up without having queued (the voice menu)\n", "left before", grouped((double)log->left_before, number));
    if (log->ignored)
        fprintf(out, "  %-13s%13s\n", "ignored", grouped((double)log->ignored, number));
    for (int i = 0; i < log->words.count; i++) {
        fprintf(out, "    ");
        put_cell(out, log->words.words[i], 16);
        fprintf(out, "= %-9s %12s records\n", choices_outcome_names[log->words.outcomes[i]], grouped((double)log->words.counts[i], number));
    }
    if (log->handled)
        fprintf(out, "  %-13s%11.1f s  mean of %s calls; cv^2 %.2f\n", "handle time", log->handle_mean_s, grouped((double)log->handled, number),
                log->handle_cv2);
    if (!isnan(log->patience_s)) {
        double lost = (double)log->lost;
        fprintf(out, "  %-13s%13s  of them lost: %.1f %%\n", "queued", grouped((double)log->queued, number), 100 * lost / (double)log->queued);
        fprintf(out, "  %-13s%11.1f s  mean, +/- %.0f (exponential, censored maximum likelihood)\n", "patience", log->patience_s,
                1.96 * log->patience_s / sqrt(lost));
    }
}

static void print_queues(const struct import *im, FILE *out)
{
    char   first[CLOCK_DATE_SIZE], last[CLOCK_DATE_SIZE], number[TEXT_NUMBER_SIZE];
    int    n = im->bins.queue_count;
    fprintf(out, "\n  %s to %s, %d day%s with rows, every %d min\n", clock_date_format(im->sums.first_day, first),
            clock_date_format(im->sums.last_day, last), im->sums.days_with_rows,
            im->sums.days_with_rows == 1 ? "" : "s", im->interval_min);
    if (n == 1) {
        fprintf(out, "  queue ");
        put(out, im->bins.queues[0], 60);
        fprintf(out, "\n");
        return;
    }
    fprintf(out, "  %d queues, contacts offered:\n", n);
    for (int q = 0; q < n && q < QUEUES_NAMED; q++) {
        double offered = 0;
        for (size_t i = 0; i < im->bins.count; i++)
            offered += im->bins.items[i].queue == q ? im->bins.items[i].offered : 0;
        fprintf(out, "    ");
        put_cell(out, im->bins.queues[q], NAME_WIDTH);
        fprintf(out, "%12s\n", grouped(offered, number));
    }
    if (n > QUEUES_NAMED)
        fprintf(out, "    ... and %d more\n", n - QUEUES_NAMED);
}

static void print_sums(const struct import *im, FILE *out)
{
    const struct import_sums *s = &im->sums;
    print_measure(out, "offered", s->offered, 0, "");
    print_measure(out, "answered", s->answered, s->offered, "");
    print_measure(out, im->kind == IMPORT_CALLS ? "lost" : "abandoned", s->abandoned, s->offered, im->kind == IMPORT_CALLS ? ", in the queue" : "");
    if (im->kind == IMPORT_CALLS) {
        print_calls(&im->calls, out);
    } else {
        if (!isnan(s->aht_s))
            fprintf(out, "  %-13s%11.1f s  mean over %s\n", "handle time", s->aht_s, im->has_answered ? "answered" : "offered");
        if (!isnan(im->rows.service_level))
            fprintf(out, "  %-13s%11.1f %%  as the file counts it\n", "service level", 100 * im->rows.service_level);
    }
    if (!isnan(s->asa_s))
        fprintf(out, "  %-13s%11.1f s  mean wait of answered contacts\n", "ASA", s->asa_s);
    if (im->kind == IMPORT_CALLS && im->calls.handled && !isnan(im->calls.patience_s))
        fprintf(out, "  for scenario.json: \"aht_s\": %.1f, \"patience_s\": %.0f\n", im->calls.handle_mean_s, im->calls.patience_s);
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
    if (im->notes.count)
        fprintf(out, "\n  noticed\n");
    for (int i = 0; i < im->notes.count; i++)
        put_paragraph(out, "  - ", im->notes.items[i]);
    import_row_text(im, -1, &t);
    fprintf(out, "\n  the history   %s\n", text_string(&t));
    for (int i = 0; i < n; i++) {
        import_row_text(im, row[i], &t);
        fprintf(out, "  %9s     ", im->bins.count <= 3 ? "" : i == 1 && row[1] == (long)im->bins.count / 2 ? "middle" : which[i]);
        put(out, text_string(&t), 0);
        fprintf(out, "\n");
    }
    text_free(&t);
}

/* --- JSON ----------------------------------------------------------------------------------------------------------- */

static void json_calls(struct json_out *w, const struct call_log *log)
{
    json_out_object(w, "calls");
    json_out_integer(w, "answered", log->answered);
    json_out_integer(w, "lost", log->lost);
    json_out_integer(w, "left_before_queue", log->left_before);
    json_out_integer(w, "ignored", log->ignored);
    json_out_integer(w, "broken", log->broken);
    json_out_integer(w, "queued", log->queued);
    json_out_fixed(w, "aht_s", log->handle_mean_s, 3);
    json_out_fixed(w, "handle_cv2", log->handle_cv2, 4);
    json_out_fixed(w, "patience_s", log->patience_s, 3);
    json_out_end(w, '}');
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
    json_out_array(w, "notes");
    for (int i = 0; i < im->notes.count; i++)
        json_out_string(w, NULL, im->notes.items[i]);
    json_out_end(w, ']');
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
        json_calls(&w, &im->calls);
    else
        json_out_fixed(&w, "service_level", im->rows.service_level, 6);
    json_lists(&w, im);
    json_out_end(&w, '}');
    fprintf(out, "%s\n", text_string(&w.text));
    json_out_free(&w);
}
