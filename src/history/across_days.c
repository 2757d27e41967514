/* Days side by side. */
#include "across_names.h"

#include "base/alloc.h"
#include "history/extras.h"
#include "history/header.h"
#include "history/moment.h"
#include "history/unfold.h"
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { HEADER_ROWS = 60, LOOK_ROWS = 50 };

/* 1: it may be a date, perhaps behind a weekday: four digits at least, and no number. */
static int like_date(const char *s)
{
    int    digits = 0;
    double number;
    if (strchr(s, ':') || strlen(s) > 40)
        return 0;
    for (const char *p = s; *p; p++)
        digits += isdigit((unsigned char)*p) != 0;
    return digits >= 4 && text_number(s, TEXT_PLAIN, &number) && text_number(s, TEXT_DECIMAL_COMMA, &number);
}

/* 1: the texts are dates, whichever of day and month comes first. */
static int are_dates(const char *const *names, int n)
{
    struct faults *scratch = xcalloc(1, sizeof *scratch);
    int            found = 0;
    for (int order = TABLE_ORDER_DMY; order <= (int)TABLE_ORDER_MDY && !found; order++) {
        struct table_options options = {.date_order = (enum table_order)order};
        struct table         t;
        int                  day, good = 0;
        table_make(&t, "", &options);
        table_add_cell(&t, "date", 4);
        table_end_row(&t, 1);
        for (int i = 0; i < n; i++) {
            table_add_cell(&t, names[i], strlen(names[i]));
            table_end_row(&t, 1);
        }
        if (table_set_header(&t, 0, scratch) == 0)
            for (long r = 0; r < t.rows; r++)
                good += table_date(&t, r, 0, &day, scratch) == 1;
        found = good == n;
        table_free(&t);
    }
    free(scratch);
    return found;
}

/* The column before the days whose cells are times of day; -1. */
static int clock_column(const struct table *t, long header, int before)
{
    for (int c = 0; c < before; c++) {
        int clocks = 0, others = 0, start_s, end_s;
        for (long r = header + 1; r < t->rows && r < header + LOOK_ROWS; r++) {
            const char *s = across_cell_of(t, r, c);
            if (!*s || extras_is_total(s))
                continue;
            if (moment_clock(s, &start_s, &end_s) == 0)
                clocks++;
            else if (across_cell_of(t, r, before)[0])
                others++;
        }
        if (clocks > 0 && !others)
            return c;
    }
    return -1;
}

/* 1: below the days are numbers, not further dates. */
static int counts_below(const struct table *t, long header, int column)
{
    double number;
    for (long r = header + 1; r < t->rows && r < header + LOOK_ROWS; r++) {
        const char *s = across_cell_of(t, r, column);
        if (*s && strcmp(s, "-") != 0)
            return text_number(s, TEXT_THOUSANDS_COMMA, &number) == 0 || text_number(s, TEXT_DECIMAL_COMMA, &number) == 0;
    }
    return 0;
}

struct days {
    long        header;
    int         columns, before, clock, count;
    int         column[COLUMNS_MOST]; /* [count] of the days */
    const char *date[COLUMNS_MOST];
};

/* 1: row r is a header of days: names, then dates, perhaps with totals behind or between. */
static int find_days(struct days *d, const struct table *t, long r)
{
    const char *bare[COLUMNS_MOST]; /* without a weekday of any language */
    d->header = r;
    d->columns = header_width(t, r);
    d->count = 0;
    for (int c = 0; c < d->columns && c < COLUMNS_MOST; c++) {
        const char *s = table_text(t, r, c);
        if (like_date(s)) {
            d->column[d->count] = c;
            d->date[d->count] = s;
            bare[d->count++] = s + strcspn(s, "0123456789");
        } else if (d->count > 0 && *s && !extras_is_total(s)) {
            return 0;
        }
    }
    if (d->count < 2 || d->columns > COLUMNS_MOST)
        return 0;
    d->before = d->column[0];
    d->clock = clock_column(t, r, d->before);
    if (d->clock < 0 || !counts_below(t, r, d->before))
        return 0;
    if (are_dates(d->date, d->count))
        return 1;
    memcpy(d->date, bare, (size_t)d->count * sizeof *bare);
    return are_dates(d->date, d->count);
}

/* What the numbers count: what a title or the corner says, else offered contacts. NULL with a fault: something else. */
static const char *measure_of(const struct table *t, const struct days *d, struct faults *faults)
{
    const char *measure = NULL;
    for (long r = 0; r <= d->header; r++)
        for (int c = 0; c < table_width(t, r) && (r < d->header || c < d->before); c++) {
            const char *s = table_text(t, r, c);
            if (across_is_count(across_field_of(s)))
                measure = s;
            else if (across_is_measure(across_field_of(s)))
                return faults_add(faults, table_file(t), table_line(t, r), c + 1,
                                  "has a column a day, and \"%.60s\" is no count of contacts; want the offered ones", s), NULL;
        }
    return measure ? measure : "offered";
}

static int unfold_days(struct table *t, const struct days *d, const char *measure, struct layout_notes *notes, struct faults *faults)
{
    struct unfold u;
    unfold_make(&u, d->columns, d->count, 1);
    u.above = u.header = d->header;
    u.key = "date";
    for (int c = 0; c < d->before; c++) {
        const char *name = table_text(t, d->header, c);
        u.shared[c] = c == d->clock ? "time" : across_field_of(name) == COLUMNS_QUEUE ? name : NULL;
    }
    u.measure_names[0] = measure;
    for (int i = 0; i < d->count; i++) {
        u.block_names[i] = d->date[i];
        u.source[i] = d->column[i];
    }
    layout_warn(notes, "each of %d columns from \"%.40s\" to \"%.40s\" is a day, and its numbers are taken as \"%.40s\"", d->count,
                d->date[0], d->date[d->count - 1], measure);
    int code = unfold_table(t, &u, notes, faults);
    unfold_free(&u);
    return code;
}

long across_days(struct table *t, const struct choices *c, struct layout_notes *notes, struct faults *faults)
{
    struct days *d = xmalloc(sizeof *d);
    long         header = ACROSS_NONE;
    for (long r = 0; r < t->rows && (r < HEADER_ROWS || c->header_line) && !c->map_count && header == ACROSS_NONE; r++) {
        if ((c->header_line && table_line(t, r) != c->header_line) || !find_days(d, t, r))
            continue;
        const char *measure = measure_of(t, d, faults);
        header = !measure || unfold_days(t, d, measure, notes, faults) ? -1 : r;
    }
    free(d);
    return header;
}
