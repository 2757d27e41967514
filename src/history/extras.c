#include "history/extras.h"

#include "base/alloc.h"
#include "model/notes.h"
#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { AGREEING_NAMED = 3, DOUBTFUL_NAMED = 20, FOOTNOTES_NAMED = 6, EARLIER_MOST = 1000, TITLE_ROWS = 8, QUEUES_SUMMED = 64 };

int extras_is_total(const char *text)
{
    static const char *const words[] = {"grand total", "sub total", "subtotal", "sub-total", "totals",  "total", "sum",
                                        "average",     "averages",  "avg",      "mean",      "summary", "合计",  "总计",
                                        "小计",        "总和",      "汇总",     "平均值",    "平均",    "均值",  "合計",
                                        "總計",        "小計",      "總和",     "彙總",      "summe",   "gesamt",
                                        "gesamtsumme", "insgesamt", "durchschnitt", "mittelwert", "moyenne", "somme"};
    if ((unsigned char)*text < 0x80 && !strchr("gstamidGSTAMID", *text)) /* most cells end here */
        return 0;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t n = strlen(words[i]);
        if (strncasecmp(text, words[i], n) == 0 && !isalnum((unsigned char)text[n]))
            return 1;
    }
    return 0;
}

/* 1: "Sales Total", "3/2/2026 Total", as subtotals of spreadsheets are called. */
static int ends_in_total(const char *text)
{
    static const char *const words[] = {" total", " totals", " subtotal", " summe", " gesamt", "合计", "小计", "汇总", "合計", "小計", "彙總"};
    size_t                   length = strlen(text);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t n = strlen(words[i]);
        if (length > n && strcasecmp(text + length - n, words[i]) == 0)
            return 1;
    }
    return 0;
}

static int says_when(int field)
{
    return field >= COLUMNS_START && field <= COLUMNS_WEEKDAY;
}

/* 1: "Total" or "Total:" and nothing more. */
static int is_bare_total(const char *text)
{
    return extras_is_total(text) && !strpbrk(text, " 0123456789");
}

/* The cell that makes the row one of totals, or NULL: the word where the time should be, or in the first cell or the
 * queue's of a row that says no time; or, with a time, the bare word for a queue (queues: there are others). A queue called
 * "Total Care" is none. */
static const char *total_word(const struct table *t, long row, const int *field, int columns, int queues)
{
    int         width = table_width(t, row), timed = 0;
    const char *word = NULL, *first = NULL;
    for (int c = 0; c < width && c < columns; c++) {
        const char *cell = table_text(t, row, c);
        if (!*cell)
            continue;
        if (says_when(field[c]) && (extras_is_total(cell) || ends_in_total(cell)))
            return cell;
        timed |= says_when(field[c]);
        if (field[c] == COLUMNS_QUEUE && queues && is_bare_total(cell))
            return cell;
        if (((!first && field[c] != COLUMNS_QUEUE) || (field[c] == COLUMNS_QUEUE && queues)) && extras_is_total(cell))
            word = cell;
        if (!word && ends_in_total(cell))
            word = cell;
        first = first ? first : cell;
    }
    return timed ? NULL : word;
}

/* 1: the only queue there is has such a name ("Summary"), so it marks no totals. */
static int queues_all_totals(const struct table *t, long header, const int *field, int columns)
{
    int queue = -1;
    for (int c = 0; c < columns; c++)
        if (field[c] == COLUMNS_QUEUE)
            queue = c;
    for (long r = header + 1; queue >= 0 && r < t->rows; r++)
        if (table_width(t, r) > queue && !extras_is_total(table_text(t, r, queue)))
            return 0;
    return 1;
}

static int same_as_header(const struct table *t, long row, long header)
{
    int width = table_width(t, row), filled = 0;
    if (width != table_width(t, header))
        return 0;
    for (int c = 0; c < width; c++) {
        if (strcmp(table_text(t, row, c), table_text(t, header, c)) != 0)
            return 0;
        filled += *table_text(t, row, c) != '\0';
    }
    return filled > 0;
}

/* Cells with text; *digits: whether any has a digit. */
static int filled_cells(const struct table *t, long row, int *digits)
{
    int width = table_width(t, row), filled = 0;
    *digits = 0;
    for (int c = 0; c < width; c++) {
        const char *cell = table_text(t, row, c);
        filled += *cell != '\0';
        *digits |= strpbrk(cell, "0123456789") != NULL;
    }
    return filled;
}

/* The text of a row that has but one cell with text, and that no number; NULL of other rows. */
static const char *lone_text(const struct table *t, long row)
{
    int         digits;
    double      number;
    const char *cell = "";
    if (filled_cells(t, row, &digits) != 1)
        return NULL;
    for (int c = 0; !*cell; c++)
        cell = table_text(t, row, c);
    return text_number(cell, TEXT_THOUSANDS_COMMA, &number) && text_number(cell, TEXT_DECIMAL_COMMA, &number) ? cell
                                                                                                              : NULL;
}

/* The column that has the date: a date column, else the start, else the end; -1 none. */
static int date_column(const int *field, int columns)
{
    static const int fields[] = {COLUMNS_DATE, COLUMNS_START, COLUMNS_END};
    for (int i = 0; i < 3; i++)
        for (int c = 0; c < columns; c++)
            if (field[c] == fields[i])
                return c;
    return -1;
}

/* The first cell of a row of few cells that has words where its date should be; NULL of other rows, such as a broken record. */
static const char *timeless_text(const struct table *t, long row, const int *field, int columns)
{
    int         date = date_column(field, columns), c = 0;
    const char *cell = date >= 0 && date < table_width(t, row) ? table_text(t, row, date) : "";
    int digits, filled = filled_cells(t, row, &digits);
    if (!*cell || strpbrk(cell, "0123456789") || (filled > 2 && filled > columns / 2))
        return NULL;
    while (!*table_text(t, row, c))
        c++;
    return table_text(t, row, c);
}

/* Rows like "Generated by ..." or "Service level,85%" below the last row of data. */
static void drop_footnotes(struct table *t, long header, const int *field, int columns, struct layout_notes *notes)
{
    const char *cell, *timeless = NULL;
    long        more = 0, last = 0;
    while (t->rows > header + 1 && ((columns >= 3 && (cell = lone_text(t, t->rows - 1))) ||
                                    (cell = timeless = timeless_text(t, t->rows - 1, field, columns)))) {
        long line = table_line(t, t->rows - 1);
        last = last ? last : line;
        if (more++ < FOOTNOTES_NAMED)
            layout_note(notes, "line %ld is a footnote, passed over: \"%.60s\"", line, cell);
        table_drop_row(t, t->rows - 1);
    }
    if (more > FOOTNOTES_NAMED)
        layout_note(notes, "%ld more footnotes above line %ld are passed over", more - FOOTNOTES_NAMED, last);
}

/* 1: a row of dashes, as below the header of a listing. */
static int is_ruler(const struct table *t, long row)
{
    int width = table_width(t, row);
    for (int c = 0; c < width; c++) {
        const char *cell = table_text(t, row, c);
        if (strspn(cell, "-=_*+|") != strlen(cell))
            return 0;
    }
    return 1;
}

/* What the offered column adds up to, to hold against the totals rows of the file: once with commas for thousands, once
 * with points, since a raw table does not tell yet which it is. A total may be of the day, the week, the queue or all: it
 * agrees when it is the sum since some earlier total, or one queue's. */
enum { READINGS = 2 };
static const unsigned readings[READINGS] = {TEXT_THOUSANDS_COMMA, TEXT_DECIMAL_COMMA};
struct sums {
    int    column, queue; /* of the offered contacts and of the queue's name, -1 none */
    struct sums_queue { const char *name; double all[READINGS]; } queues[QUEUES_SUMMED];
    int    queue_count;
    int    exact[READINGS]; /* 0: some cell was no number that way */
    double all[READINGS];
    double earlier[EARLIER_MOST][READINGS]; /* all, at the totals before */
    int    earlier_count;
};

static const char *offered_cell(const struct sums *s, const struct table *t, long row)
{
    return s->column >= 0 && table_width(t, row) > s->column ? table_text(t, row, s->column) : "";
}

/* The sums of the row's queue; NULL when there are too many. */
static struct sums_queue *queue_sums(struct sums *s, const struct table *t, long row)
{
    const char *name = s->queue >= 0 && table_width(t, row) > s->queue ? table_text(t, row, s->queue) : "";
    for (int q = 0; q < s->queue_count; q++)
        if (strcmp(s->queues[q].name, name) == 0)
            return &s->queues[q];
    if (s->queue_count == QUEUES_SUMMED)
        return NULL;
    s->queues[s->queue_count] = (struct sums_queue){.name = name};
    return &s->queues[s->queue_count++];
}

static void add_to_sums(struct sums *s, const struct table *t, long row)
{
    struct sums_queue *q = s->column >= 0 ? queue_sums(s, t, row) : NULL;
    for (int i = 0; i < READINGS; i++) {
        double value = 0;
        s->exact[i] &= text_number(offered_cell(s, t, row), readings[i], &value) == 0;
        s->all[i] += value;
        if (q)
            q->all[i] += value;
    }
}

static int is_sum(const struct sums *s, int reading, double value)
{
    int found = fabs(value - s->all[reading]) < 0.5;
    for (int k = 0; k < s->earlier_count && !found; k++)
        found = fabs(value - (s->all[reading] - s->earlier[k][reading])) < 0.5;
    for (int q = 0; q < s->queue_count && !found; q++)
        found = fabs(value - s->queues[q].all[reading]) < 0.5;
    return found;
}

static void keep_sums(struct sums *s)
{
    if (s->earlier_count < EARLIER_MOST)
        memcpy(s->earlier[s->earlier_count++], s->all, sizeof s->all);
}

static double since_last(const struct sums *s, int reading)
{
    return s->all[reading] - s->earlier[s->earlier_count - 1][reading];
}

/* 1 when the total agrees with the rows above by some reading, 0 when by none, -1 when it is no number. */
static int agrees(const struct sums *s, const char *cell, double *value, double *sum)
{
    int told = -1;
    for (int i = 0; i < READINGS; i++) {
        double v;
        if (!s->exact[i] || text_number(cell, readings[i], &v))
            continue;
        if (is_sum(s, i, v)) {
            *value = v;
            return 1;
        }
        if (told < 0 || (*value != floor(*value) && v == floor(v))) /* contacts are whole in the right reading */
            told = 0, *value = v, *sum = since_last(s, i);
    }
    return told;
}

/* 1: a row without time and queue that has the sum of the rows above. */
static int is_nameless_total(const struct sums *s, const struct table *t, long row, const int *field, int columns)
{
    double value, sum;
    int    width = table_width(t, row), when = 0;
    for (int c = 0; c < width && c < columns; c++) {
        when |= says_when(field[c]);
        if ((says_when(field[c]) || field[c] == COLUMNS_QUEUE) && *table_text(t, row, c))
            return 0;
    }
    return when && agrees(s, offered_cell(s, t, row), &value, &sum) > 0;
}

static int is_mean(const char *word)
{
    return strncasecmp(word, "av", 2) == 0 || strncasecmp(word, "m", 1) == 0 || strncasecmp(word, "d", 1) == 0 || strstr(word, "均") != NULL;
}

struct found { long agreeing, doubtful, repeated, first_repeated, rulers, first_ruler, titles, first_title; };

/* Totals that do not agree come before all others: a row may be missing, or be there twice. */
static void name_total(struct found *f, const struct sums *s, const struct table *t, long row, const char *word,
                       struct layout_notes *notes)
{
    double value = 0, sum = 0;
    long   line = table_line(t, row);
    int    agreed = is_mean(word) ? -1 : agrees(s, offered_cell(s, t, row), &value, &sum);
    if (agreed == 0) {
        if (f->doubtful++ < DOUBTFUL_NAMED)
            layout_warn(notes,
                        s->earlier_count > 1
                            ? NOTES_MARK("line %ld \"%.40s\" is a total, passed over, but it says %.10g where the rows since the last "
                                         "total add up to %.10g")
                            : NOTES_MARK("line %ld \"%.40s\" is a total, passed over, but it says %.10g where the rows above add up "
                                         "to %.10g"),
                        line, word, value, sum);
    } else if (f->agreeing++ >= AGREEING_NAMED) {
        return;
    } else if (agreed > 0) {
        layout_note(notes, "line %ld \"%.40s\" is a total, passed over; it agrees with the rows above: %.40s", line, word,
                    offered_cell(s, t, row)); /* in the file's own marks, which are not settled yet */
    } else if (is_mean(word)) {
        layout_note(notes, "line %ld \"%.40s\" is an average, passed over", line, word);
    } else {
        layout_note(notes, "line %ld \"%.40s\" is a total, passed over", line, word);
    }
}

static void name_found(const struct found *f, struct layout_notes *notes)
{
    if (f->doubtful > DOUBTFUL_NAMED)
        layout_warn(notes, "%ld more totals do not agree with the rows above", f->doubtful - DOUBTFUL_NAMED);
    if (f->agreeing > AGREEING_NAMED)
        layout_note(notes, "... and %ld more rows of totals, passed over", f->agreeing - AGREEING_NAMED);
    if (f->repeated)
        layout_note(notes, "headers that stand there again, passed over: %ld (first in line %ld)", f->repeated, f->first_repeated);
    if (f->titles)
        layout_note(notes, "titles above them, passed over: %ld (first in line %ld)", f->titles, f->first_title);
    if (f->rulers)
        layout_note(notes, "rows of dashes, passed over: %ld (first in line %ld)", f->rulers, f->first_ruler);
}

/* 1: a title such as "Page 2 of 2" above a header that is repeated; -1: one that begins another queue's rows, with a fault,
 * since its name would be lost. */
static int is_title(const struct table *t, long row, long header, const int *field, int columns, struct faults *faults)
{
    char   key[40];
    double unit;
    long   next = row + 1;
    while (next < t->rows && next < row + TITLE_ROWS && lone_text(t, next))
        next++;
    const char *text = columns >= 2 ? lone_text(t, row) : NULL;
    if (!text || next >= t->rows || !same_as_header(t, next, header))
        return 0;
    snprintf(key, sizeof key, "%.*s", (int)strcspn(text, ":"), text);
    for (int c = 0; c < columns; c++)
        if (field[c] == COLUMNS_QUEUE)
            return 1;
    if (!strchr(text, ':') || columns_match(key, &unit) != COLUMNS_QUEUE)
        return 1;
    return faults_add(faults, table_file(t), table_line(t, row), 1,
                      "\"%.60s\" begins another queue's rows; want a file for each queue, or a column with its name", text);
}

int extras_clean(struct table *t, long header, const int *field, int columns, struct layout_notes *notes, struct faults *faults)
{
    struct sums   *sums = xcalloc(1, sizeof *sums);
    struct found   found = {0};
    unsigned char *drop = xcalloc((size_t)t->rows, 1);
    int            queues = !queues_all_totals(t, header, field, columns);
    int code = 0;
    sums->column = sums->queue = -1;
    sums->exact[0] = sums->exact[1] = 1;
    keep_sums(sums);
    for (int c = 0; c < columns; c++) {
        if (field[c] == COLUMNS_OFFERED)
            sums->column = c;
        if (field[c] == COLUMNS_QUEUE)
            sums->queue = c;
    }
    for (long r = header + 1; r < t->rows; r++) {
        int         title;
        const char *word = total_word(t, r, field, columns, queues);
        if (!word && is_nameless_total(sums, t, r, field, columns))
            word = "";
        drop[r] = 1;
        if (word) {
            name_total(&found, sums, t, r, word, notes);
            keep_sums(sums);
        } else if (same_as_header(t, r, header)) {
            found.first_repeated = found.repeated++ ? found.first_repeated : table_line(t, r);
        } else if ((title = is_title(t, r, header, field, columns, faults)) != 0) {
            code |= title < 0;
            found.first_title = found.titles++ ? found.first_title : table_line(t, r);
        } else if (is_ruler(t, r)) {
            found.first_ruler = found.rulers++ ? found.first_ruler : table_line(t, r);
        } else {
            drop[r] = 0;
            add_to_sums(sums, t, r);
        }
    }
    name_found(&found, notes);
    table_drop_rows(t, drop);
    drop_footnotes(t, header, field, columns, notes);
    free(drop);
    free(sums);
    return code ? -1 : 0;
}
