#include "history/roles.h"

#include "history/grid_rows.h"
#include "model/notes.h"

/* Words of ours, marked for translation where they stand; they hold no conversions. */
static void add(struct text *role, const char *words)
{
    if (*words)
        notes_part(role, words, NULL);
}

static const char *moment_words(const struct import *im, int column)
{
    int daily = im->kind == IMPORT_DAYS;
    switch (moment_role(&im->when, column)) {
    case MOMENT_DATE: return NOTES_MARK("the day");
    case MOMENT_ORDINAL: return NOTES_MARK("running number of the day, from --first-date on");
    case MOMENT_CLOCK:
        return im->kind == IMPORT_CALLS ? NOTES_MARK("time of day the call came")
               : im->when.is_end        ? NOTES_MARK("time of day the interval ends")
                                        : NOTES_MARK("time of day the interval starts");
    case MOMENT_BOTH:
        return daily                      ? NOTES_MARK("the day")
               : im->kind == IMPORT_CALLS ? NOTES_MARK("when the call came")
               : im->when.is_end          ? NOTES_MARK("when the interval ends")
                                          : NOTES_MARK("when the interval starts");
    case MOMENT_UNUSED: break;
    }
    return NULL;
}

/* The unit a number of the column stands for, "" where cells are h:mm:ss or seconds. */
static const char *unit_words(double unit_s)
{
    return unit_s < 1 ? NOTES_MARK(", in milliseconds") : unit_s > 60 ? NOTES_MARK(", in hours") : unit_s > 1 ? NOTES_MARK(", in minutes") : "";
}

static int is_handle(const struct import *im, int field)
{
    for (int p = 0; p < INTERVAL_ROWS_PARTS; p++)
        if (im->rows.handle_columns[p] == field)
            return 1;
    return 0;
}

static const char *counts_words(const struct import *im, int field, struct text *more)
{
    const char *unit = unit_words(im->layout.unit_s[field]);
    if (is_handle(im, field) || im->rows.wait_column == field) {
        int         total = im->rows.is_total[field];
        const char *meaning =
            columns_table[columns_measure(field) == COLUMNS_IS_NO_DURATION
                              ? (enum columns_field)field
                              : columns_duration((enum columns_field)field, total ? COLUMNS_IS_TOTAL : COLUMNS_IS_MEAN)]
                .meaning;
        const char *use = !total                          ? ""
                          : im->rows.wait_column == field ? NOTES_MARK("; ASA is it / answered")
                          : im->has_answered              ? NOTES_MARK("; AHT is it / answered")
                                                          : NOTES_MARK("; AHT is it / offered");
        add(more, unit);
        add(more, use);
        return meaning;
    }
    switch (field) {
    case COLUMNS_OFFERED: return NOTES_MARK("offered");
    case COLUMNS_ANSWERED: return im->rows.offered_from == 2 ? NOTES_MARK("answered, and for want of better offered") : NOTES_MARK("answered");
    case COLUMNS_ABANDONED: return NOTES_MARK("abandoned");
    case COLUMNS_IN_TIME: return NOTES_MARK("answered in time (for the summary)");
    case COLUMNS_SERVICE_LEVEL: return im->layout.of[COLUMNS_IN_TIME] < 0 ? NOTES_MARK("service level (for the summary)") : NULL;
    default: return NULL;
    }
}

static const char *call_words(const struct import *im, int field, struct text *more)
{
    const char *unit = unit_words(im->layout.unit_s[field]);
    switch (field) {
    case COLUMNS_OUTCOME: return NOTES_MARK("how the call ended");
    case COLUMNS_QUEUED_AT: return NOTES_MARK("when it entered the queue (0:00:00: it did not)");
    case COLUMNS_ANSWERED_AT:
        return im->layout.of[COLUMNS_OUTCOME] < 0 ? NOTES_MARK("when it was answered (empty or 0:00:00: it was not)") : NULL;
    case COLUMNS_HANDLE:
    case COLUMNS_WAIT:
    case COLUMNS_MENU: break;
    case COLUMNS_TALK:
    case COLUMNS_HOLD:
    case COLUMNS_WRAP:
        if (!im->calls.from_parts)
            return NULL;
        break;
    default: return NULL;
    }
    add(more, unit);
    return columns_table[field].meaning;
}

int roles_of(const struct import *im, int column, struct text *role)
{
    int         field = im->layout.field[column];
    struct text more = {0};
    const char *words = im->grid && grid_rows_holds(&im->table, &im->layout, column)
                            ? NOTES_MARK("offered in the interval that starts then")
                            : moment_words(im, column);
    if (!words && column == im->when.end)
        words = NOTES_MARK("when the interval ends, for its length");
    if (!words && field == COLUMNS_QUEUE && !im->one_queue)
        words = NOTES_MARK("queue");
    if (!words && field >= 0 && field != COLUMNS_QUEUE)
        words = im->kind == IMPORT_CALLS ? call_words(im, field, &more) : counts_words(im, field, &more);
    if (words)
        add(role, words);
    text_add_bytes(role, text_string(&more), more.length);
    text_free(&more);
    return words != NULL;
}
