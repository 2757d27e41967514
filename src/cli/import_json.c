/* The summary of an import as JSON. */
#include "cli/import_summary.h"

#include "base/json.h"
#include "history/roles.h"
#include "report/words.h"

static const char *const kind_names[] = {"intervals", "days", "calls"};

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

static void json_note(struct json_out *w, const char *key, const char *note, enum lang lang)
{
    struct text said = {0};
    words_note(&said, note, lang);
    json_out_string(w, key, text_string(&said));
    text_free(&said);
}

static void json_notes(struct json_out *w, const char *key, const struct layout_notes *notes, int from, int to, enum lang lang)
{
    json_out_array(w, key);
    for (int i = from; i < to; i++)
        json_note(w, NULL, notes->items[i], lang);
    json_out_end(w, ']');
}

static void json_columns(struct json_out *w, const struct import *im, enum lang lang)
{
    struct text role = {0};
    json_out_object(w, "columns");
    for (int c = 0; c < im->layout.columns; c++) {
        text_clear(&role);
        if (!*table_header(&im->table, c))
            continue;
        if (roles_of(im, c, &role))
            json_note(w, table_header(&im->table, c), text_string(&role), lang);
        else
            json_out_string(w, table_header(&im->table, c), NULL);
    }
    json_out_end(w, '}');
    text_free(&role);
}

static void json_lists(struct json_out *w, const struct import *im, enum lang lang)
{
    struct text t = {0};
    long        row[3];
    json_columns(w, im, lang);
    json_out_flat_array(w, "queues");
    for (int q = 0; q < im->bins.queue_count; q++)
        json_out_string(w, NULL, im->bins.queues[q]);
    json_out_end(w, ']');
    json_notes(w, "check", &im->notes, 0, im->notes.urgent, lang);
    json_notes(w, "notes", &im->notes, im->notes.urgent, im->notes.count, lang);
    json_out_array(w, "sample");
    for (int i = 0, n = import_samples(im, row); i < n; i++) {
        import_row_text(im, row[i], &t);
        json_out_string(w, NULL, text_string(&t));
    }
    json_out_end(w, ']');
    text_free(&t);
}

void import_summary_json(const struct import *im, const char *written, enum lang lang, FILE *out)
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
    json_lists(&w, im, lang);
    json_out_end(&w, '}');
    fprintf(out, "%s\n", text_string(&w.text));
    json_out_free(&w);
}
