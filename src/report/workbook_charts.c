/* Pictures of demand against staff: the whole plan of each queue, then its days. */
#include "report/words.h"
#include "workbook_parts.h"

#include <math.h>

enum { WIDE = 1280, HALF = 632, HEIGHT = 320, ROW_PIXELS = 20, HALF_COLUMNS = 10, MOST = 100 };

/* The most agents of the queue at once, needed or there. */
static double most_agents(const struct workbook *w, int queue)
{
    const struct coverage *c = &w->p->result.coverages[queue];
    double                 most = 0;
    for (int t = 0; t < c->intervals; t++)
        most = fmax(most, fmax(c->required[t], c->expected[t]));
    return most;
}

/* Days with rows, at least 1. */
static int open_days(const struct workbook *w, int queue)
{
    const struct horizon *h = &w->p->scenario.horizon;
    int                   n = 0, first, last;
    for (int d = 0; d < h->days; d++)
        n += workbook_rows(w, queue, h->day_first[d], h->day_first[d + 1], &first, &last) > 0;
    return n > 0 ? n : 1;
}

/* The picture of a day, or of all of them (day -1), at (row, column). 0: there was nothing to draw. */
static int picture(struct workbook *w, int queue, int day, int row, int column)
{
    const struct horizon    *h = &w->p->scenario.horizon;
    const struct book_series series[] = {{workbook_say(w, LANG_MARK("Agents there")), w->coverage, C_EXPECTED, 0x0B62A8, 0},
                                         {workbook_say(w, LANG_MARK("Agents needed on contacts")), w->coverage, C_REQUIRED, 0xBB3E03, 1}};
    struct book_chart        c = {.y_name = workbook_say(w, LANG_MARK("agents")), .series = series, .count = 2, .height = HEIGHT};
    struct text              title = {0};
    int                      from = day < 0 ? 0 : h->day_first[day], to = day < 0 ? h->intervals : h->day_first[day + 1];
    int                      rows = workbook_rows(w, queue, from, to, &c.first_row, &c.last_row);
    if (!rows)
        return 0;
    if (w->p->scenario.queue_count > 1)
        text_addf(&title, "%s: ", w->p->scenario.queues[queue].name);
    if (day < 0)
        text_add(&title, workbook_say(w, LANG_MARK("demand and staff")));
    else
        words_date(&title, w->p, day, w->lang);
    c.title = c.description = text_string(&title);
    c.x_column = day < 0 ? C_WHEN : C_CLOCK;
    c.y_unit = most_agents(w, queue) <= 10 ? 1 : 0;
    c.label_every = day < 0 ? rows / open_days(w, queue) : h->interval_min < 120 ? 120 / h->interval_min : 1;
    c.width = day < 0 ? WIDE : HALF;
    book_add_chart(w->book, w->charts, row, column, &c);
    text_free(&title);
    return 1;
}

void workbook_charts(struct workbook *w)
{
    const struct scenario *s = &w->p->scenario;
    int                    step = HEIGHT / ROW_PIXELS + 1, row = 2, each = s->queue_count * s->horizon.days <= MOST;
    book_text(w->charts, TITLE_ROW, 0, workbook_say(w, LANG_MARK("Demand and staff")),
              (struct book_style){BOOK_TEXT, BOOK_NONE, BOOK_BOLD | BOOK_LARGE});
    book_height(w->charts, TITLE_ROW, 24);
    for (int q = 0; q < s->queue_count; q++) {
        int shown = 0;
        if (picture(w, q, -1, row, 0))
            row += step;
        for (int d = 0; each && d < s->horizon.days; d++)
            if (picture(w, q, d, row + shown / 2 * step, shown % 2 * HALF_COLUMNS))
                shown++;
        row += (shown + 1) / 2 * step;
    }
    book_print(w->charts, 1, 0, 0);
}
