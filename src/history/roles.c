#include "history/roles.h"

#include "history/grid_rows.h"

#include <stdio.h>

static const char *moment_words(const struct import *im, int column)
{
    int daily = im->kind == IMPORT_DAYS;
    switch (moment_role(&im->when, column)) {
    case MOMENT_DATE: return "the day";
    case MOMENT_ORDINAL: return "running number of the day, from --first-date on";
    case MOMENT_CLOCK:
        return im->kind == IMPORT_CALLS ? "time of day the call came"
               : im->when.is_end        ? "time of day the interval ends"
                                        : "time of day the interval starts";
    case MOMENT_BOTH:
        return daily                      ? "the day"
               : im->kind == IMPORT_CALLS ? "when the call came"
               : im->when.is_end          ? "when the interval ends"
                                          : "when the interval starts";
    case MOMENT_UNUSED: break;
    }
    return NULL;
}

/* The unit a number of the column stands for, "" where cells are h:mm:ss or seconds. */
static const char *unit_words(double unit_s)
{
    return unit_s < 1 ? ", in milliseconds" : unit_s > 60 ? ", in hours" : unit_s > 1 ? ", in minutes" : "";
}

static int is_handle(const struct import *im, int field)
{
    for (int p = 0; p < INTERVAL_ROWS_PARTS; p++)
        if (im->rows.handle_columns[p] == field)
            return 1;
    return 0;
}

static const char *counts_words(const struct import *im, int field, char buf[ROLES_SIZE])
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
                          : im->rows.wait_column == field ? "; ASA is it / answered"
                          : im->has_answered              ? "; AHT is it / answered"
                                                          : "; AHT is it / offered";
        snprintf(buf, ROLES_SIZE, "%s%s%s", meaning, unit, use);
        return buf;
    }
    switch (field) {
    case COLUMNS_OFFERED: return "offered";
    case COLUMNS_ANSWERED: return im->rows.offered_from == 2 ? "answered, and for want of better offered" : "answered";
    case COLUMNS_ABANDONED: return "abandoned";
    case COLUMNS_IN_TIME: return "answered in time (for the summary)";
    case COLUMNS_SERVICE_LEVEL: return im->layout.of[COLUMNS_IN_TIME] < 0 ? "service level (for the summary)" : NULL;
    default: return NULL;
    }
}

static const char *call_words(const struct import *im, int field, char buf[ROLES_SIZE])
{
    const char *unit = unit_words(im->layout.unit_s[field]);
    switch (field) {
    case COLUMNS_OUTCOME: return "how the call ended";
    case COLUMNS_QUEUED_AT: return "when it entered the queue (0:00:00: it did not)";
    case COLUMNS_ANSWERED_AT:
        return im->layout.of[COLUMNS_OUTCOME] < 0 ? "when it was answered (empty or 0:00:00: it was not)" : NULL;
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
    snprintf(buf, ROLES_SIZE, "%s%s", columns_table[field].meaning, unit);
    return buf;
}

const char *roles_of(const struct import *im, int column, char buf[ROLES_SIZE])
{
    int field = im->layout.field[column];
    if (im->grid && grid_rows_holds(&im->table, &im->layout, column))
        return "offered in the interval that starts then";
    const char *words = moment_words(im, column);
    if (!words && column == im->when.end)
        words = "when the interval ends, for its length";
    if (words || field < 0)
        return words;
    if (field == COLUMNS_QUEUE)
        return im->one_queue ? NULL : "queue";
    return im->kind == IMPORT_CALLS ? call_words(im, field, buf) : counts_words(im, field, buf);
}
