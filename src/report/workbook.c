#include "report/workbook.h"

#include "base/alloc.h"
#include "report/words.h"
#include "workbook_parts.h"
#include <assert.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

const char *workbook_say(const struct workbook *w, const char *text)
{
    return lang_say(w->lang, text);
}

double workbook_round(double x)
{
    return isfinite(x) ? round(x * 1e6) / 1e6 : NAN;
}

double workbook_moment(const struct workbook *w, int minute)
{
    const struct horizon *h = &w->p->scenario.horizon;
    int                   t = minute / h->interval_min;
    if (t >= h->axis)
        t = h->axis - 1;
    return book_day(h->first_day + h->day_of[t]) + (h->wall_min[t] + minute - t * h->interval_min) / 1440.0;
}

int workbook_rows(const struct workbook *w, int queue, int from, int to, int *first, int *last)
{
    int found = 0;
    *first = *last = 0;
    for (int t = from; t < to; t++) {
        int row = w->coverage_row[queue * w->p->scenario.horizon.intervals + t];
        if (row < 0)
            continue;
        if (!found++)
            *first = row;
        *last = row;
    }
    return found;
}

/* --- tables ------------------------------------------------------------------------------------------------------ */
void listing_begin(struct listing *t, struct workbook *w, struct book_sheet *sheet, const char *title, const char *note,
                 const struct column *columns, int count)
{
    *t = (struct listing){.w = w, .sheet = sheet, .columns = columns, .count = count, .row = FIRST_ROW};
    assert(count <= COLUMNS_MOST);
    book_text(sheet, TITLE_ROW, 0, title, (struct book_style){BOOK_TEXT, BOOK_NONE, BOOK_BOLD | BOOK_LARGE});
    book_height(sheet, TITLE_ROW, 24);
    book_text(sheet, NOTE_ROW, 0, note, (struct book_style){BOOK_TEXT, BOOK_NONE, BOOK_DIM});
    book_height(sheet, HEAD_ROW, 46);
    for (int c = 0; c < count; c++) {
        book_text(sheet, HEAD_ROW, c, workbook_say(w, columns[c].head),
                  (struct book_style){BOOK_TEXT, BOOK_HEAD, BOOK_BOLD | BOOK_WRAP | (columns[c].form == BOOK_TEXT ? 0u : BOOK_RIGHT)});
        book_width(sheet, c, c, columns[c].width);
    }
}

static struct book_style style_of(const struct listing *t, int column)
{
    return (struct book_style){t->columns[column].form, BOOK_NONE, BOOK_LINE};
}

void listing_text(struct listing *t, int column, const char *text)
{
    book_text(t->sheet, t->row, column, text, style_of(t, column));
}

void listing_number(struct listing *t, int column, double value)
{
    book_number(t->sheet, t->row, column, value, style_of(t, column));
    if (isfinite(value))
        t->sums[column] += value;
}

void listing_formula(struct listing *t, int column, double value, const char *format, ...)
{
    char    formula[512];
    va_list args;
    va_start(args, format);
    vsnprintf(formula, sizeof formula, format, args);
    va_end(args);
    book_formula(t->sheet, t->row, column, formula, value, style_of(t, column));
    t->sums[column] += value;
}

void listing_interval(struct listing *t, int queue, int interval)
{
    const struct scenario *s = &t->w->p->scenario;
    int                    start = s->horizon.wall_min[interval], end = s->horizon.wall_min[interval + 1];
    listing_text(t, QUEUE, s->queues[queue].name);
    book_number(t->sheet, t->row, DAY, book_day(s->horizon.first_day + s->horizon.day_of[interval]), style_of(t, DAY));
    book_number(t->sheet, t->row, START, start / 1440.0, style_of(t, START));
    book_number(t->sheet, t->row, END, end / 1440.0, style_of(t, START));
}

static void totals(struct listing *t)
{
    const struct book_style bold = {BOOK_TEXT, BOOK_NONE, BOOK_BOLD};
    int                     step = t->w->p->scenario.horizon.interval_min, any = 0;
    for (int c = 0; c < t->count; c++) {
        enum total how = t->columns[c].total;
        char       range[100], formula[160];
        if (how == TOTAL_NONE || t->row == FIRST_ROW)
            continue;
        any |= how == TOTAL_HOURS ? 2 : 1;
        book_range(NULL, FIRST_ROW, c, t->row - 1, c, range, sizeof range);
        snprintf(formula, sizeof formula, how == TOTAL_HOURS ? "=SUBTOTAL(109,%s)*%d/60" : "=SUBTOTAL(109,%s)", range, step);
        book_formula(t->sheet, TOTAL_ROW, c, formula, how == TOTAL_HOURS ? t->sums[c] * step / 60 : t->sums[c],
                     (struct book_style){t->columns[c].form == BOOK_WHOLE ? BOOK_WHOLE : BOOK_TENTH, BOOK_NONE, BOOK_BOLD});
    }
    if (any)
        book_text(t->sheet, TOTAL_ROW, 0,
                  workbook_say(t->w, any & 2 ? LANG_MARK("Total of the rows shown (agents: in hours)")
                                             : LANG_MARK("Total of the rows shown")),
                  bold);
}

void listing_end(struct listing *t, int frozen)
{
    totals(t);
    book_freeze(t->sheet, FIRST_ROW, frozen);
    book_filter(t->sheet, HEAD_ROW, 0, t->row > FIRST_ROW ? t->row - 1 : HEAD_ROW, t->count - 1);
    book_print(t->sheet, 1, FIRST_ROW, 0);
}

/* --- the workbook ------------------------------------------------------------------------------------------------ */
static void add_sheets(struct workbook *w)
{
    w->summary = book_add_sheet(w->book, workbook_say(w, LANG_MARK("Summary")));
    w->grid = book_add_sheet(w->book, workbook_say(w, LANG_MARK("Roster")));
    w->list = book_add_sheet(w->book, workbook_say(w, LANG_MARK("Roster list")));
    w->coverage = book_add_sheet(w->book, workbook_say(w, LANG_MARK("Coverage")));
    w->charts = book_add_sheet(w->book, workbook_say(w, LANG_MARK("Charts")));
    w->requirement = book_add_sheet(w->book, workbook_say(w, LANG_MARK("Requirement")));
    w->forecast = book_add_sheet(w->book, workbook_say(w, LANG_MARK("Forecast")));
}

int workbook_write(const struct plan *p, const char *path, enum lang lang, struct faults *faults)
{
    struct workbook w = {.p = p, .lang = lang, .book = book_open(path, p->scenario.name, faults)};
    if (!w.book)
        return -1;
    assert(p->reached >= PLAN_CHECK);
    add_sheets(&w);
    w.coverage_row = xmalloc((size_t)p->scenario.queue_count * (size_t)p->scenario.horizon.intervals * sizeof *w.coverage_row);
    workbook_coverage(&w);
    workbook_list(&w);
    workbook_grid(&w);
    workbook_charts(&w);
    workbook_requirement(&w);
    workbook_forecast(&w);
    workbook_summary(&w);
    book_show(w.summary);
    free(w.coverage_row);
    return book_close(w.book, faults);
}
