#include "history/across.h"

#include "base/alloc.h"
#include "history/extras.h"
#include "history/header.h"
#include "history/moment.h"
#include "history/unfold.h"
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { COLUMNS_MOST = 1000, QUEUES_MOST = 100, MEASURES_MOST = 40, HEADER_ROWS = 60, LOOK_ROWS = 50, NAMED = 12 };

static int field_of(const char *name)
{
    double unit_s;
    return *name ? columns_match(name, &unit_s) : -1;
}

static int is_count(int field)
{
    return field >= COLUMNS_OFFERED && field <= COLUMNS_ABANDONED;
}

static int is_when(int field)
{
    return field >= COLUMNS_START && field <= COLUMNS_WEEKDAY;
}

static int is_measure(int field)
{
    return field >= COLUMNS_OFFERED && field <= COLUMNS_OCCUPANCY;
}

/* 1: the planner said what counts, so the columns stay as they are. */
static int counts_are_mapped(const struct choices *c)
{
    for (int m = 0; m < c->map_count; m++)
        if (is_measure((int)c->maps[m].field) || *c->maps[m].column == '#')
            return 1;
    return 0;
}

static const char *cell_of(const struct table *t, long row, int column)
{
    return column < table_width(t, row) ? table_text(t, row, column) : "";
}

static void note_list(struct text *list, const char *const *names, int n)
{
    for (int i = 0; i < n && i < NAMED; i++)
        text_addf(list, "%s\"%.40s\"", i ? ", " : "", names[i]);
    if (n > NAMED)
        text_add(list, " ...");
}

/* --- queues side by side -------------------------------------------------------------------------------------------- */

struct groups {
    int         columns;
    const char *queue[COLUMNS_MOST]; /* of a column; "" none */
    const char *name[COLUMNS_MOST];  /* what the queue's column is called */
    const char *queues[QUEUES_MOST], *names[MEASURES_MOST];
    int         queue_count, name_count;
};

/* Place of the name in the list, where it is added when new; -1: the list is full. */
static int place_of(const char **list, int *count, int most, const char *name)
{
    for (int i = 0; i < *count; i++)
        if (strcmp(list[i], name) == 0)
            return i;
    if (*count == most)
        return -1;
    list[*count] = name;
    return (*count)++;
}

/* What groups of columns are called that are several views of the same contacts. */
static int is_view(const char *name)
{
    static const char *const words[] = {"plan", "forecast", "actual", "target", "budget", "previous", "prior", "last", "this", "today",
                                        "yesterday", "diff", "delta", "variance", "change", "week", "month", "day", "inbound", "outbound", "within", "after",
                                        "before", "under", "over", "above", "below",
                                        "prognose", "ist", "soll", "vorwoche", "vorjahr", "vorher", "预测", "计划", "实际", "目标", "上周", "本周",
                                        "今天", "昨天", "呼入", "呼出", "預測", "計劃", "實際", "目標", "上週", "本週"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t n = strlen(words[i]);
        if (strncasecmp(name, words[i], n) == 0 && !isalpha((unsigned char)name[n]))
            return 1;
    }
    return clock_weekday_parse(name) >= 0;
}

/* A queue's name begins with a letter and is no column's, though "Service" may be called so. */
static int may_be_queue(const char *name)
{
    int field = field_of(name);
    return (isalpha((unsigned char)*name) || (unsigned char)*name >= 0x80) && (field < 0 || field == COLUMNS_QUEUE) && !is_view(name);
}

/* The queue and the name of each column, the queues' row being the upper or the lower one. The upper name holds until the
 * next. */
static void read_names(struct groups *g, const struct table *t, long upper, int queues_below)
{
    const char *group = "";
    for (int i = 0; i < g->columns; i++) {
        const char *top = cell_of(t, upper, i), *low = cell_of(t, upper + 1, i);
        group = *top ? top : group;
        g->queue[i] = queues_below ? low : group;
        g->name[i] = queues_below ? group : low;
        if (is_measure(field_of(g->name[i])) && *g->queue[i])
            continue;
        g->name[i] = *low ? low : *top ? top : group; /* of no queue: shared by all */
        g->queue[i] = "";
    }
}

/* The columns of the queues: at [queue * MEASURES_MOST + name] 1 + the column, 0 none. 0, or -1: one of them twice, or too
 * many. */
static int find_sources(struct groups *g, int *at)
{
    for (int i = 0; i < g->columns; i++) {
        if (!*g->queue[i] || extras_is_total(g->queue[i]))
            continue;
        int q = place_of(g->queues, &g->queue_count, QUEUES_MOST, g->queue[i]);
        int n = place_of(g->names, &g->name_count, MEASURES_MOST, g->name[i]);
        if (q < 0 || n < 0 || at[q * MEASURES_MOST + n] || !may_be_queue(g->queue[i]))
            return -1;
        at[q * MEASURES_MOST + n] = i + 1;
    }
    return 0;
}

/* 1: the queues, two at least, all have the same counts, which tell how many were offered. */
static int counts_agree(const struct groups *g, const int *at)
{
    int has[COLUMNS_COUNT] = {0};
    for (int n = 0; n < g->name_count; n++) {
        int field = field_of(g->names[n]);
        if (!is_count(field))
            continue;
        for (int q = 0; q < g->queue_count; q++)
            if (!at[q * MEASURES_MOST + n])
                return 0;
        has[field]++;
    }
    return g->queue_count >= 2 && (has[COLUMNS_OFFERED] || (has[COLUMNS_ANSWERED] && has[COLUMNS_ABANDONED]));
}

/* 1: a column shared by all says when, and none counts or names queues. */
static int shared_agree(const struct groups *g)
{
    int when = 0;
    for (int i = 0; i < g->columns; i++) {
        int field = *g->queue[i] ? -1 : field_of(g->name[i]);
        if (is_measure(field) || field == COLUMNS_QUEUE || (when && is_when(field) && i > 0 && *g->queue[i - 1]))
            return 0;
        when |= is_when(field);
    }
    return when;
}

static int unfold_queues(struct table *t, long upper, const struct groups *g, const int *at, struct layout_notes *notes,
                         struct faults *faults)
{
    struct unfold u;
    struct text   list = {0};
    unfold_make(&u, g->columns, g->queue_count, g->name_count);
    u.above = upper;
    u.header = upper + 1;
    u.key = "queue";
    for (int i = 0; i < g->columns; i++)
        u.shared[i] = *g->queue[i] || !*g->name[i] ? NULL : g->name[i];
    memcpy(u.block_names, g->queues, (size_t)g->queue_count * sizeof *g->queues);
    memcpy(u.measure_names, g->names, (size_t)g->name_count * sizeof *g->names);
    for (int q = 0; q < g->queue_count; q++)
        for (int n = 0; n < g->name_count; n++)
            u.source[q * g->name_count + n] = at[q * MEASURES_MOST + n] - 1;
    note_list(&list, g->queues, g->queue_count);
    layout_warn(notes, "columns under %s (lines %ld and %ld) are read as those of %d queues of that name", text_string(&list),
                table_line(t, upper), table_line(t, upper + 1), g->queue_count);
    text_free(&list);
    int code = unfold_table(t, &u, notes, faults);
    unfold_free(&u);
    return code ? -1 : 1;
}

int across_queues(struct table *t, long upper, const struct choices *c, struct layout_notes *notes, struct faults *faults)
{
    int found = 0, above, below;
    if (upper < 0 || upper + 1 >= t->rows || counts_are_mapped(c) || c->queue)
        return 0;
    above = header_width(t, upper);
    below = header_width(t, upper + 1);
    if (above > COLUMNS_MOST || below > COLUMNS_MOST)
        return 0;
    struct groups *g = xmalloc(sizeof *g);
    int           *at = xmalloc(sizeof *at * QUEUES_MOST * MEASURES_MOST);
    for (int queues_below = 0; queues_below < 2 && !found; queues_below++) {
        *g = (struct groups){.columns = above > below ? above : below};
        memset(at, 0, sizeof *at * QUEUES_MOST * MEASURES_MOST);
        read_names(g, t, upper, queues_below);
        found = find_sources(g, at) == 0 && counts_agree(g, at) && shared_agree(g);
    }
    if (found)
        found = unfold_queues(t, upper, g, at, notes, faults);
    free(at);
    free(g);
    return found;
}

/* --- days side by side ---------------------------------------------------------------------------------------------- */

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
            const char *s = cell_of(t, r, c);
            if (!*s || extras_is_total(s))
                continue;
            if (moment_clock(s, &start_s, &end_s) == 0)
                clocks++;
            else if (cell_of(t, r, before)[0])
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
        const char *s = cell_of(t, r, column);
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
    d->header = r;
    d->columns = header_width(t, r);
    d->count = 0;
    for (int c = 0; c < d->columns && c < COLUMNS_MOST; c++) {
        const char *s = table_text(t, r, c);
        if (like_date(s)) {
            d->column[d->count] = c;
            d->date[d->count++] = s;
        } else if (d->count > 0 && *s && !extras_is_total(s)) {
            return 0;
        }
    }
    if (d->count < 2 || d->columns > COLUMNS_MOST)
        return 0;
    d->before = d->column[0];
    d->clock = clock_column(t, r, d->before);
    return d->clock >= 0 && counts_below(t, r, d->before) && are_dates(d->date, d->count);
}

/* What the numbers count: what a title or the corner says, else offered contacts. NULL with a fault: something else. */
static const char *measure_of(const struct table *t, const struct days *d, struct faults *faults)
{
    const char *measure = NULL;
    for (long r = 0; r <= d->header; r++)
        for (int c = 0; c < table_width(t, r) && (r < d->header || c < d->before); c++) {
            const char *s = table_text(t, r, c);
            if (is_count(field_of(s)))
                measure = s;
            else if (is_measure(field_of(s)))
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
        u.shared[c] = c == d->clock ? "time" : field_of(name) == COLUMNS_QUEUE ? name : NULL;
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
