#include "history/layout.h"

#include "base/alloc.h"
#include "history/extras.h"
#include "history/header.h"
#include "model/notes.h"
#include <stdlib.h>
#include <string.h>

enum { COLUMNS_MOST = 1000 };

/* 1: cells of the field are names or numbers of things, which are not written as amounts are. */
static int is_words(int field)
{
    return field == COLUMNS_QUEUE || field == COLUMNS_OUTCOME || field == COLUMNS_AGENT || field == COLUMNS_CALL;
}

void layout_note(struct layout_notes *notes, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    notes_add_list(&notes->items, &notes->count, format, args);
    va_end(args);
}

void layout_warn(struct layout_notes *notes, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    notes_add_list(&notes->items, &notes->count, format, args);
    va_end(args);
    char *last = notes->items[notes->count - 1];
    memmove(notes->items + notes->urgent + 1, notes->items + notes->urgent,
            (size_t)(notes->count - 1 - notes->urgent) * sizeof *notes->items);
    notes->items[notes->urgent++] = last;
}

/* 1: the column's header is the field's own name rather than a synonym. */
static int is_own_name(enum columns_field f, const char *header)
{
    char own[COLUMNS_NAME_SIZE];
    return text_same_name(columns_name(f, own), header);
}

/* Fields a second column of which would leave it open what is meant; of others the first is taken. */
static int must_be_one(int field)
{
    return field == COLUMNS_QUEUE || (field >= COLUMNS_OFFERED && field <= COLUMNS_ABANDONED) ||
           field == COLUMNS_OUTCOME;
}

/* By its name, else by its number: "#3". */
static int find_header(const struct table *t, long header, int columns, const char *name)
{
    long long number;
    for (int i = 0; i < columns; i++)
        if (strcmp(table_text(t, header, i), name) == 0)
            return i;
    for (int i = 0; i < columns; i++)
        if (text_same_name(table_text(t, header, i), name))
            return i;
    if (name[0] == '#' && text_integer(name + 1, &number) == 0 && number >= 1 && number <= columns)
        return (int)number - 1;
    return -1;
}

/* The column a mapping names; "Handle Time [ms]" may state a unit the header lacks. */
static int mapped_column(const struct table *t, long header, int columns, const char *name, double *unit_s)
{
    char   bare[256];
    int    column = find_header(t, header, columns, name);
    size_t n = strcspn(name, "[");
    columns_match(name, unit_s);
    if (column >= 0 || !name[n] || n >= sizeof bare)
        return column;
    columns_unit(name + n, unit_s);
    snprintf(bare, sizeof bare, "%.*s", (int)n, name);
    return find_header(t, header, columns, text_trim(bare));
}

static int take_maps(struct layout *l, const struct table *t, long header, const struct choices *c,
                     struct faults *faults)
{
    int         code = 0, count = 0;
    const char *names[COLUMNS_MOST];
    for (int i = 0; i < l->columns; i++)
        if (*table_text(t, header, i))
            names[count++] = table_text(t, header, i);
    for (int m = 0; m < c->map_count; m++) {
        const struct choices_map *map = &c->maps[m];
        char                      own[COLUMNS_NAME_SIZE], meant[320];
        double                    unit_s;
        int                       column = mapped_column(t, header, l->columns, map->column, &unit_s);
        columns_name(map->field, own);
        if (column < 0) {
            code = faults_add(faults, table_file(t), table_line(t, header), 0, "there is no column \"%s\" for %s%s",
                              map->column, own, text_meant(map->column, names, count, meant, sizeof meant));
            continue;
        }
        if (map->field == COLUMNS_START && l->when_count < LAYOUT_WHEN_MAX)
            l->when[l->when_count++] = column;
        else if (l->of[map->field] >= 0)
            code = faults_add(faults, table_file(t), table_line(t, header), column + 1, "%s is mapped twice", own);
        if (l->of[map->field] < 0)
            l->of[map->field] = column;
        l->unit_s[map->field] = unit_s;
        l->field[column] = (int)map->field;
    }
    return code;
}

/* Columns nobody mapped, by their names. A field that was mapped, also as another measure, takes no second column. */
static int take_names(struct layout *l, const struct table *t, long header, const struct choices *c,
                      struct faults *faults)
{
    int code = 0, mapped[COLUMNS_COUNT] = {0};
    for (int m = 0; m < c->map_count; m++)
        mapped[c->maps[m].field] = 1;
    for (int i = 0; i < l->columns; i++) {
        double      unit_s;
        const char *name = table_text(t, header, i);
        char        own[COLUMNS_NAME_SIZE];
        int         f = l->field[i] < 0 && *name ? columns_match(name, &unit_s) : -1;
        if (f < 0 || mapped[f] ||
            (l->when_count && (f == COLUMNS_START || f == COLUMNS_DATE || f == COLUMNS_TIME || f == COLUMNS_END)))
            continue;
        int before = l->of[f];
        if (before >= 0 && (is_own_name((enum columns_field)f, table_text(t, header, before)) || !must_be_one(f)))
            continue;
        if (before >= 0 && !is_own_name((enum columns_field)f, name)) {
            columns_name((enum columns_field)f, own);
            code =
                faults_add(faults, table_file(t), table_line(t, header), i + 1,
                           "\"%s\" and \"%s\" could both be %s (%s); say which by its name or number: --map %s=\"#%d\" "
                           "or \"#%d\"",
                           table_text(t, header, before), name, own, columns_table[f].meaning, own, before + 1, i + 1);
            continue;
        }
        if (before >= 0)
            l->field[before] = -1;
        l->of[f] = i;
        l->unit_s[f] = unit_s;
        l->field[i] = f;
    }
    return code;
}

/* A telephone exchange's "duration" runs from the first ring on; beside it "billsec" is the talk. */
static void prefer_talk(struct layout *l, const struct table *t, long header, struct layout_notes *notes)
{
    int handle = l->of[COLUMNS_HANDLE], talk = l->of[COLUMNS_TALK];
    if (handle < 0 || talk < 0 || l->of[COLUMNS_OUTCOME] < 0 || !text_same_name(table_text(t, header, talk), "billsec"))
        return;
    layout_note(notes, "\"%s\" counts ringing as well: the handle time is \"%s\"", table_text(t, header, handle),
                table_text(t, header, talk));
    l->field[handle] = -1;
    l->of[COLUMNS_HANDLE] = -1;
}

static void name_titles(const struct table *t, long header, struct layout_notes *notes)
{
    if (header == 1)
        layout_note(notes, "line %ld above the header is a title, passed over: \"%.60s\"",
                  table_line(t, 0), table_text(t, 0, 0));
    else if (header > 1)
        layout_note(notes, "lines %ld to %ld above the header are titles, passed over: \"%.60s\" ...", table_line(t, 0),
                  table_line(t, header - 1), table_text(t, 0, 0));
}

int layout_find(struct layout *l, struct table *t, const struct choices *c, struct layout_notes *notes,
                struct faults *faults)
{
    memset(l, 0, sizeof *l);
    long header = header_find(t, c, notes, faults);
    if (header < 0)
        return -1;
    l->columns = header_width(t, header);
    if (l->columns > COLUMNS_MOST)
        return faults_add(faults, table_file(t), table_line(t, header), 0, "has %d columns; %d at most are read",
                          l->columns, COLUMNS_MOST);
    l->field = xmalloc((size_t)l->columns * sizeof *l->field);
    for (int i = 0; i < l->columns; i++)
        l->field[i] = -1;
    for (int f = 0; f < COLUMNS_COUNT; f++)
        l->of[f] = -1, l->unit_s[f] = 1;
    name_titles(t, header, notes);
    int code = take_maps(l, t, header, c, faults);
    if (take_names(l, t, header, c, faults))
        code = -1;
    prefer_talk(l, t, header, notes);
    if (!code && (extras_clean(t, header, l->field, l->columns, notes, faults) || table_set_header(t, header, faults)))
        code = -1;
    for (int i = 0; i < t->columns && i < l->columns && !code; i++)
        if (is_words(l->field[i]))
            table_set_words(t, i);
    if (!code && t->rows == 0)
        code = faults_add(faults, table_file(t), 0, 0, "has a header and no rows of data below it");
    if (code)
        layout_free(l);
    return code;
}

void layout_free(struct layout *l)
{
    free(l->field);
    memset(l, 0, sizeof *l);
}
