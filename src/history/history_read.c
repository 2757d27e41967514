#include "history/history_read.h"
#include "base/alloc.h"
#include "base/file.h"
#include "history/days.h"
#include "history/marks.h"
#include "history/place.h"
#include "model/cells.h"
#include "model/notes.h"
#include <math.h>
#include <stdlib.h>

#define NOTE(h, ...) notes_add(&(h)->notes, &(h)->note_count, __VA_ARGS__)

static void note_source(struct history *h, const struct rows *r, const struct fields *f)
{
    char first[CLOCK_DATE_SIZE], last[CLOCK_DATE_SIZE];
    NOTE(h, "%d rows from %s to %s", h->rows, clock_date_format(h->first_day, first),
         clock_date_format(h->first_day + h->days - 1, last));
    if (r->others > 0)
        NOTE(h, "%ld rows of other queues passed over", r->others);
    if (h->only_answered)
        NOTE(h, "only answered contacts are in the file: taken as offered, so true demand is higher");
    else if (f->at[COLUMNS_OFFERED] < 0)
        NOTE(h, "offered contacts are the answered and abandoned ones added up");
}

static void note_step(struct history *h, int step_min)
{
    if (step_min == 1440)
        NOTE(h, "a row a day: split evenly over the opening hours, since the file does not tell how contacts spread over "
                "the day");
    else if (step_min > h->interval_min)
        NOTE(h, "rows of %d min are split evenly into intervals of %d", step_min, h->interval_min);
    else if (step_min < h->interval_min)
        NOTE(h, "rows of %d min are added up to intervals of %d", step_min, h->interval_min);
}

static int settle_marks(struct history *h, struct table *t, const struct fields *f, struct faults *faults)
{
    static const enum columns_field counted[] = {COLUMNS_OFFERED, COLUMNS_ANSWERED, COLUMNS_ABANDONED};
    int                             counts[3], handle = f->at[f->at[COLUMNS_AHT] >= 0 ? COLUMNS_AHT : COLUMNS_HANDLE_TOTAL];
    struct marks_columns            list = {.counts = counts, .others = &handle, .count_columns = 3, .other_columns = handle >= 0,
                                            .side_by_side = 1};
    struct layout_notes             notes = {0};
    for (int i = 0; i < 3; i++)
        counts[i] = f->at[counted[i]];
    int code = marks_settle(t, &list, &notes, faults);
    for (int i = 0; i < notes.count; i++) {
        h->notes = xrealloc(h->notes, ((size_t)h->note_count + 1) * sizeof *h->notes);
        h->notes[h->note_count++] = notes.items[i];
    }
    free(notes.items);
    return code;
}

static int from_table(struct history *h, struct table *t, const struct scenario *s, const struct zone *z,
                      struct faults *faults)
{
    const struct queue *q = &s->queues[h->queue];
    struct fields       f;
    struct rows         r;
    if (fields_find(&f, t, q, faults) || settle_marks(h, t, &f, faults) || rows_read(&r, t, &f, q, z, faults))
        return -1;
    int at_end = f.at[COLUMNS_START] < 0 && f.at[COLUMNS_DATE] < 0;
    int time = f.clock >= 0 ? f.clock : f.at[f.at[COLUMNS_DATE] >= 0 ? COLUMNS_DATE : COLUMNS_START];
    struct place_source source = {table_file(t), at_end ? f.at[COLUMNS_END] : time, at_end};
    int step_min, result = place_rows(h, &r, s, &source, &step_min, faults);
    if (result == 0) {
        h->rows = (int)r.count;
        h->only_answered = f.at[COLUMNS_OFFERED] < 0 && f.at[COLUMNS_ABANDONED] < 0;
        note_source(h, &r, &f);
        note_step(h, step_min);
        days_judge(h, s, z);
    }
    rows_free(&r);
    return result;
}

int history_read(struct history *h, const struct scenario *s, int queue, struct faults *faults)
{
    const struct queue *q = &s->queues[queue];
    struct table        t = {0};
    int                 result = -1;
    *h = (struct history){.queue = queue, .interval_min = s->horizon.interval_min, .slots = 1440 / s->horizon.interval_min};
    if (!q->history_file)
        return faults_add(faults, s->folder, 0, 0,
                          "queue \"%s\" has no history; name its file under \"history\" in scenario.json, or give a forecast",
                          q->name);
    struct zone *z = zone_open(s->horizon.zone, faults, q->history_file, 0, 0);
    char        *path = file_join(s->folder, q->history_file);
    if (z && cells_table(&t, path, faults) == 0)
        result = from_table(h, &t, s, z, faults);
    if (result) {
        notes_free(h->notes, h->note_count);
        h->notes = NULL;
        h->note_count = 0;
    }
    table_free(&t);
    free(path);
    zone_close(z);
    return result;
}
