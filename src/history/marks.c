#include "history/marks.h"

#include "model/notes.h"
#include <math.h>
#include <string.h>

/* Numbers of a thousand and more that carry a mark beside smaller ones that carry none: the least of the former is near
 * 1 when its mark is read as a decimal point, and the greatest of the latter then lies hundreds of times above it. Halfway
 * between the readings (in logarithms) is a ratio of the square root of 1000. */
#define RATIO_LEAST    31.6
#define UNMARKED_LEAST 200.0
#define THOUSAND       1000.0
/* What a row may have answered beyond its offered. */
#define SLACK 1.5
#define FEW   10

struct evidence {
    double least_marked;  /* of 1.396: 1.396 */
    double most_unmarked;
};

static void gather(struct evidence *e, const struct table *t, int column)
{
    long either;
    int  witness;
    table_decimal(t, column, &either, &witness);
    if (either < 0)
        return; /* it has no marks, or shows what they are */
    for (long r = 0; r < t->rows; r++) {
        const char *s = table_text(t, r, column);
        double      value;
        int         marked = strpbrk(s, ".,") != NULL;
        if (text_number(s, strchr(s, ',') ? TEXT_DECIMAL_COMMA : TEXT_PLAIN, &value))
            continue;
        if (marked)
            e->least_marked = fmin(e->least_marked, value);
        else
            e->most_unmarked = fmax(e->most_unmarked, value);
    }
}

/* 1: the marks of these columns can only group thousands. */
static int groups_thousands(const struct table *t, const int *columns, int n)
{
    struct evidence e = {.least_marked = INFINITY};
    for (int i = 0; i < n; i++)
        if (columns[i] >= 0)
            gather(&e, t, columns[i]);
    return e.most_unmarked < THOUSAND && e.most_unmarked >= UNMARKED_LEAST && e.most_unmarked > RATIO_LEAST * e.least_marked;
}

/* How the mark of a cell reads when it groups thousands. */
static enum table_decimal other_than(const char *cell)
{
    return strchr(cell, ',') ? TABLE_DECIMAL_POINT : TABLE_DECIMAL_COMMA;
}

/* The contacts of a cell: one that could be read both ways with its mark for thousands. 1, or 0 when it is no whole number. */
static int whole(const struct table *t, long row, int column, double *contacts, int *marked)
{
    long               either;
    int                witness;
    enum table_decimal decimal = table_decimal(t, column, &either, &witness);
    const char        *s = table_text(t, row, column);
    int                mark = either >= 0 && witness != column && strpbrk(s, ".,") != NULL;
    if (mark)
        decimal = other_than(s);
    *marked |= mark;
    return text_number(s, decimal == TABLE_DECIMAL_COMMA ? TEXT_DECIMAL_COMMA : TEXT_THOUSANDS_COMMA, contacts) == 0 &&
           *contacts == floor(*contacts);
}

static int beyond_offered(const double n[3])
{
    return n[1] > SLACK * n[0] + FEW || n[2] > SLACK * n[0] + FEW;
}

enum fit { FIT_NOT, FIT_WHOLE, FIT_ONLY };

/* Offered, answered and abandoned with their marks for thousands: FIT_WHOLE when all contacts are whole then, no row has many
 * more answered or lost than offered, and decimals would make fractions of contacts; FIT_ONLY when with decimals 1301 would
 * be answered of 1.396. Calls answered in the interval after they came are few. */
static enum fit fit_as_thousands(const struct table *t, const int *columns)
{
    int fractions = 0, absurd = 0;
    if (columns[0] < 0 || columns[1] < 0)
        return FIT_NOT;
    for (long r = 0; r < t->rows; r++) {
        double thousands[3] = {0}, decimals[3] = {0};
        for (int i = 0; i < 3; i++) {
            int marked = 0;
            if (columns[i] < 0 || !*table_text(t, r, columns[i]))
                continue;
            if (!whole(t, r, columns[i], &thousands[i], &marked))
                return FIT_NOT;
            decimals[i] = marked ? thousands[i] / THOUSAND : thousands[i];
            fractions |= decimals[i] != floor(decimals[i]);
        }
        if (beyond_offered(thousands))
            return FIT_NOT;
        absurd |= beyond_offered(decimals);
    }
    return absurd ? FIT_ONLY : fractions ? FIT_WHOLE : FIT_NOT;
}

static int unclear(const struct table *t, int column, long row, struct faults *faults)
{
    const char *cell = table_text(t, row, column);
    const char *mark = strchr(cell, ',') ? "comma" : "point", *other = strchr(cell, ',') ? "point" : "comma";
    return table_fault(t, row, column, faults,
                       "%s is \"%.40s\": does the %s group thousands, or begin decimals? no row tells; import it with "
                       "--decimal %s (thousands) or --decimal %s",
                       table_header(t, column), cell, mark, other, mark);
}

/* What was concluded from another column. */
static void note_witness(const struct table *t, int column, long row, int witness, enum table_decimal decimal,
                         struct layout_notes *notes)
{
    const char *cell = table_text(t, row, column);
    if (decimal == other_than(cell))
        layout_note(notes, "\"%s\" is read with marks for thousands, as in %.40s, since \"%s\" has the other mark for decimals",
                    table_header(t, column), cell, table_header(t, witness));
    else
        layout_warn(notes, "\"%s\" is read with decimals, as in %.40s, since \"%s\" has the same mark for decimals; if the "
                    "mark groups thousands, take it out of that column",
                    table_header(t, column), cell, table_header(t, witness));
}

static void note_thousands(const struct table *t, int column, long row, int fits, struct layout_notes *notes)
{
    const char *cell = table_text(t, row, column);
    layout_warn(notes,
                fits ? NOTES_MARK("\"%s\" is read with marks for thousands, as in %.40s: so contacts are whole, and answered fits "
                                  "offered in every row; if they begin decimals, say --decimal %s")
                     : NOTES_MARK("\"%s\" is read with marks for thousands, as in %.40s; if they begin decimals, say --decimal %s"),
                table_header(t, column), cell, strchr(cell, ',') ? "comma" : "point");
}

/* 1: the mark is the one that groups thousands where such files come from: commas beside commas, points beside semicolons. */
static int suits_delimiter(const struct table *t, const char *cell)
{
    return table_delimiter(t) == ',' ? strchr(cell, ',') != NULL : table_delimiter(t) == ';' && strchr(cell, '.') != NULL;
}

/* A count is a whole number. Several columns of contacts are of one kind: one note is enough. */
static int settle_counts(struct table *t, const struct marks_columns *list, struct layout_notes *notes, struct faults *faults)
{
    const int *columns = list->counts;
    int        code = 0, thousands = -1, noted = 0;
    enum fit   fit = list->side_by_side ? fit_as_thousands(t, columns) : FIT_NOT;
    for (int i = 0; i < list->count_columns; i++) {
        if (columns[i] < 0)
            continue;
        long               either;
        int                witness;
        enum table_decimal decimal = table_decimal(t, columns[i], &either, &witness);
        if (either < 0 || witness == columns[i])
            continue;
        const char *cell = table_text(t, either, columns[i]);
        if (thousands < 0)
            thousands = groups_thousands(t, columns, list->count_columns);
        if (decimal != TABLE_DECIMAL_FOUND && (decimal == other_than(cell) || !(thousands || fit == FIT_ONLY))) {
            if (!noted++)
                note_witness(t, columns[i], either, witness, decimal, notes);
        } else if (!thousands && fit == FIT_NOT && !suits_delimiter(t, cell)) {
            code = unclear(t, columns[i], either, faults);
        } else {
            table_set_decimal(t, columns[i], other_than(cell));
            if (!noted++)
                note_thousands(t, columns[i], either, fit != FIT_NOT && !thousands, notes);
        }
    }
    return code;
}

/* 183.512 seconds are seconds and thousandths, unless the file may have commas for decimals, or the column is like a
 * count's: a duration may be either, so both signs must agree, or the planner is asked. */
static int settle_other(struct table *t, int column, struct layout_notes *notes, struct faults *faults)
{
    long               either;
    int                witness;
    enum table_decimal decimal = table_decimal(t, column, &either, &witness);
    if (either < 0 || decimal != TABLE_DECIMAL_FOUND)
        return 0;
    const char *cell = table_text(t, either, column);
    int         thousands = groups_thousands(t, &column, 1), suits = suits_delimiter(t, cell);
    if (thousands && suits) {
        table_set_decimal(t, column, other_than(cell));
        note_thousands(t, column, either, 0, notes);
        return 0;
    }
    return thousands || suits || strchr(cell, ',') ? unclear(t, column, either, faults) : 0;
}

/* 1: a history as import writes it, whose points begin decimals however few they are. */
static int is_history(const struct table *t)
{
    static const char *const names[] = {"queue", "start", "offered"};
    for (int c = 0; c < 3; c++)
        if (c >= t->columns || strcmp(table_header(t, c), names[c]) != 0)
            return 0;
    return table_delimiter(t) == ',';
}

/* Its points begin decimals, whatever other columns hold; a column that shows commas was edited by hand. */
static void settle_history(struct table *t)
{
    for (int c = 0; c < t->columns; c++) {
        long either;
        int  witness;
        if (table_decimal(t, c, &either, &witness) == TABLE_DECIMAL_FOUND || (witness >= 0 && witness != c))
            table_set_decimal(t, c, TABLE_DECIMAL_POINT);
    }
}

int marks_settle(struct table *t, const struct marks_columns *columns, struct layout_notes *notes, struct faults *faults)
{
    if (is_history(t)) {
        settle_history(t);
        return 0;
    }
    int code = settle_counts(t, columns, notes, faults);
    for (int i = 0; i < columns->other_columns; i++)
        if (settle_other(t, columns->others[i], notes, faults))
            code = -1;
    return code;
}
