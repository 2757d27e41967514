#include "base/sheet.h"

#include "base/alloc.h"
#include "base/file.h"
#include "sheet_format.h"
#include "sheet_parts.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS_MAX = 1048576, COLUMNS_MAX = 16384, CELLS_MAX = 1 << 28, SHEETS_MAX = 10000, CELL_MAX = 1 << 20 };

struct strings { /* texts side by side, each terminated */
    struct text bytes;
    size_t     *starts;
    size_t      count, capacity;
};

struct sheet_entry {
    char *name, *relation;
    int   visible;
};

struct custom_format {
    int               id;
    enum sheet_format format;
};

struct workbook {
    struct archive    *archive;
    struct faults     *faults;
    char              *part, *shared_part, *styles_part, *sheet_part; /* paths in the archive; NULL: none */
    struct sheet_entry *sheets;
    size_t              sheet_count, sheet_capacity;
    int                 from_1904;
    struct strings      shared;
    struct custom_format *customs;
    size_t                custom_count, custom_capacity;
    enum sheet_format    *formats; /* [format_count] by a cell's style */
    size_t                format_count, format_capacity;
    /* while a part is read */
    int         stop, inside, skipping; /* inside: of the element whose text is wanted; skipping: of phonetic runs */
    const char *wanted;                 /* relation looked for */
    struct text value;
    /* while the sheet is read */
    struct table *table;
    long          row;
    int           column, next_column, style;
    size_t        cells, bytes;
    char          type;
    int           row_open;
};

static void refuse(struct workbook *w, long line, long column, const char *what)
{
    if (!w->stop)
        faults_add(w->faults, archive_path(w->archive), line, column, "%s", what);
    w->stop = 1;
}

static int read_part(struct workbook *w, const char *part, const struct xml_events *events)
{
    w->stop = w->inside = w->skipping = 0;
    text_clear(&w->value);
    return xml_read(w->archive, part, events, w, &w->stop, w->faults);
}

static void on_text(void *context, const char *text, size_t n)
{
    struct workbook *w = context;
    if (!w->inside || w->skipping)
        return;
    if (w->value.length + n > CELL_MAX)
        refuse(w, w->row, w->column, "a text is over 1 MB long");
    else
        text_add_bytes(&w->value, text, n);
}

/* --- where the parts are ------------------------------------------------------------------------------------------ */

/* A target is relative to the folder of the part that names it, or absolute with a slash. */
static char *resolve(const char *part, const char *target)
{
    if (target[0] == '/')
        return xstrdup(target + 1);
    char *folder = file_folder(part);
    char *whole = file_join(strcmp(folder, ".") == 0 ? "" : folder, target);
    free(folder);
    return whole;
}

static int ends_with(const char *s, const char *end)
{
    size_t n = strlen(s), m = strlen(end);
    return n >= m && strcmp(s + n - m, end) == 0;
}

static void keep(char **place, const char *part, const char *target)
{
    free(*place);
    *place = resolve(part, target);
}

static void on_relation(void *context, const char *name, const char **attributes)
{
    struct workbook *w = context;
    const char      *type = xml_attribute(attributes, "Type"), *target = xml_attribute(attributes, "Target");
    const char      *id = xml_attribute(attributes, "Id");
    if (strcmp(name, "Relationship") != 0 || !type || !target || !id)
        return;
    if (!w->wanted) {
        if (ends_with(type, "/officeDocument"))
            keep(&w->part, "", target);
        return;
    }
    if (ends_with(type, "/sharedStrings"))
        keep(&w->shared_part, w->part, target);
    else if (ends_with(type, "/styles"))
        keep(&w->styles_part, w->part, target);
    else if (strcmp(id, w->wanted) == 0)
        keep(&w->sheet_part, w->part, target);
}

static const struct xml_events relation_events = {on_relation, NULL, NULL};

/* Relations of the workbook: its strings, its styles and the sheet `relation`. */
static int find_parts(struct workbook *w, const char *relation)
{
    struct text rels = {0};
    char       *folder = file_folder(w->part);
    text_addf(&rels, "%s/_rels/%s.rels", folder, file_name(w->part));
    w->wanted = relation;
    int code = read_part(w, text_string(&rels), &relation_events);
    free(folder);
    text_free(&rels);
    if (!code && !w->sheet_part)
        code = faults_add(w->faults, archive_path(w->archive), 0, 0, "the sheet's part is not in the workbook");
    return code;
}

/* --- workbook.xml ------------------------------------------------------------------------------------------------- */

static void on_workbook(void *context, const char *name, const char **attributes)
{
    struct workbook *w = context;
    if (strcmp(name, "workbookPr") == 0) {
        const char *value = xml_attribute(attributes, "date1904");
        w->from_1904 = value && (text_same(value, "1") || text_same(value, "true"));
    }
    const char *label = xml_attribute(attributes, "name"), *id = xml_attribute(attributes, "id");
    const char *state = xml_attribute(attributes, "state");
    if (strcmp(name, "sheet") != 0 || !label || !id)
        return;
    if (w->sheet_count >= SHEETS_MAX) {
        refuse(w, 0, 0, "it has over 10000 sheets");
        return;
    }
    w->sheets = xgrow(w->sheets, &w->sheet_capacity, w->sheet_count + 1, sizeof *w->sheets);
    w->sheets[w->sheet_count++] =
        (struct sheet_entry){xstrdup(label), xstrdup(id), !state || strcmp(state, "visible") == 0};
}

static const struct xml_events workbook_events = {on_workbook, NULL, NULL};

static int workbook_open(struct workbook *w, const char *path, size_t limit, struct faults *faults)
{
    *w = (struct workbook){.faults = faults};
    w->archive = archive_open(path, limit, faults);
    if (!w->archive || read_part(w, "_rels/.rels", &relation_events))
        return -1;
    if (!w->part)
        return faults_add(faults, path, 0, 0, "is no .xlsx workbook");
    if (read_part(w, w->part, &workbook_events))
        return -1;
    return w->sheet_count ? 0 : faults_add(faults, path, 0, 0, "has no sheets");
}

static void workbook_close(struct workbook *w)
{
    for (size_t i = 0; i < w->sheet_count; i++) {
        free(w->sheets[i].name);
        free(w->sheets[i].relation);
    }
    archive_close(w->archive);
    free(w->part);
    free(w->shared_part);
    free(w->styles_part);
    free(w->sheet_part);
    free(w->sheets);
    text_free(&w->shared.bytes);
    free(w->shared.starts);
    free(w->customs);
    free(w->formats);
    text_free(&w->value);
}

/* --- strings and styles ------------------------------------------------------------------------------------------- */

static void on_shared_begin(void *context, const char *name, const char **attributes)
{
    struct workbook *w = context;
    (void)attributes;
    if (strcmp(name, "si") == 0)
        text_clear(&w->value);
    w->inside += strcmp(name, "t") == 0;
    w->skipping += strcmp(name, "rPh") == 0; /* how to pronounce it */
}

static void on_shared_end(void *context, const char *name)
{
    struct workbook *w = context;
    struct strings  *all = &w->shared;
    w->inside -= strcmp(name, "t") == 0;
    w->skipping -= strcmp(name, "rPh") == 0;
    if (strcmp(name, "si") != 0)
        return;
    all->starts = xgrow(all->starts, &all->capacity, all->count + 1, sizeof *all->starts);
    all->starts[all->count++] = all->bytes.length;
    text_add_bytes(&all->bytes, text_string(&w->value), w->value.length + 1);
}

static const struct xml_events shared_events = {on_shared_begin, on_shared_end, on_text};

static int attribute_int(const char **attributes, const char *name, int missing)
{
    const char *s = xml_attribute(attributes, name);
    long long   value;
    return s && text_integer(s, &value) == 0 && value >= 0 && value < INT32_MAX ? (int)value : missing;
}

static enum sheet_format format_of(const struct workbook *w, int id)
{
    for (size_t i = 0; i < w->custom_count; i++)
        if (w->customs[i].id == id)
            return w->customs[i].format;
    return sheet_format_builtin(id);
}

static void on_styles_begin(void *context, const char *name, const char **attributes)
{
    struct workbook *w = context;
    const char      *code = xml_attribute(attributes, "formatCode");
    w->inside += strcmp(name, "cellXfs") == 0;
    if (strcmp(name, "numFmt") == 0 && code && w->custom_count < 100000) {
        w->customs = xgrow(w->customs, &w->custom_capacity, w->custom_count + 1, sizeof *w->customs);
        w->customs[w->custom_count++] = (struct custom_format){attribute_int(attributes, "numFmtId", 0), sheet_format_code(code)};
    }
    if (w->inside && strcmp(name, "xf") == 0 && w->format_count < 100000) {
        w->formats = xgrow(w->formats, &w->format_capacity, w->format_count + 1, sizeof *w->formats);
        w->formats[w->format_count++] = format_of(w, attribute_int(attributes, "numFmtId", 0));
    }
}

static void on_styles_end(void *context, const char *name)
{
    struct workbook *w = context;
    w->inside -= strcmp(name, "cellXfs") == 0;
}

static const struct xml_events style_events = {on_styles_begin, on_styles_end, NULL};

/* --- the sheet ---------------------------------------------------------------------------------------------------- */

/* The column of "BC23", from 1; 0 when there is none. */
static int column_of(const char *reference)
{
    int column = 0;
    for (; *reference >= 'A' && *reference <= 'Z' && column <= COLUMNS_MAX; reference++)
        column = column * 26 + (*reference - 'A' + 1);
    return column;
}

static void begin_cell(struct workbook *w, const char **attributes)
{
    const char *reference = xml_attribute(attributes, "r"), *type = xml_attribute(attributes, "t");
    w->column = reference ? column_of(reference) : w->next_column;
    if (w->column < w->next_column || w->column > COLUMNS_MAX)
        refuse(w, w->row, w->next_column, "the cells of the row are out of order");
    w->style = attribute_int(attributes, "s", 0);
    /* b boolean, s shared string, d ISO date, e error; str and inlineStr are strings of their own */
    w->type = !type || strcmp(type, "n") == 0 ? 'n' : strcmp(type, "str") == 0 || strcmp(type, "inlineStr") == 0 ? 'i' : type[0];
    text_clear(&w->value);
}

static void on_sheet_begin(void *context, const char *name, const char **attributes)
{
    struct workbook *w = context;
    if (strcmp(name, "row") == 0) {
        long row = attribute_int(attributes, "r", (int)w->row + 1);
        if (row <= w->row || row > ROWS_MAX)
            refuse(w, row, 0, "the rows are out of order");
        w->row = row;
        w->next_column = 1;
        w->row_open = 1;
    } else if (strcmp(name, "c") == 0 && w->row_open) {
        begin_cell(w, attributes);
    }
    w->inside += strcmp(name, "v") == 0 || strcmp(name, "t") == 0;
    w->skipping += strcmp(name, "rPh") == 0;
}

static void add_number(struct workbook *w, struct text *t)
{
    double value;
    if (text_number(text_string(&w->value), TEXT_PLAIN, &value)) {
        refuse(w, w->row, w->column, "the cell is marked as a number and is none");
        return;
    }
    enum sheet_format format = (size_t)w->style < w->format_count ? w->formats[w->style] : FORMAT_NUMBER;
    sheet_format_add(t, value, format, w->from_1904);
}

static void add_shared(struct workbook *w, struct text *t)
{
    long long index;
    if (text_integer(text_string(&w->value), &index) || index < 0 || (size_t)index >= w->shared.count)
        refuse(w, w->row, w->column, "the cell's text is not in the workbook");
    else
        text_add(t, w->shared.bytes.data + w->shared.starts[index]);
}

static void end_cell(struct workbook *w)
{
    struct text t = {0};
    if (w->value.length == 0)
        return; /* a cell with a format only */
    if (w->type == 'n')
        add_number(w, &t);
    else if (w->type == 's')
        add_shared(w, &t);
    else if (w->type == 'b')
        text_add(&t, strcmp(w->value.data, "0") == 0 ? "false" : "true");
    else
        text_add_bytes(&t, w->value.data, w->value.length);
    w->cells += (size_t)(w->column - w->next_column) + 1;
    w->bytes += t.length + 1;
    if (w->cells > CELLS_MAX || w->bytes > FILE_LIMIT) /* one shared text can stand in a million cells */
        refuse(w, w->row, w->column, "the sheet has too many cells");
    for (; !w->stop && w->next_column < w->column; w->next_column++)
        table_add_cell(w->table, "", 0);
    if (!w->stop)
        table_add_cell(w->table, text_string(&t), t.length);
    w->next_column = w->column + 1;
    text_free(&t);
}

static void on_sheet_end(void *context, const char *name)
{
    struct workbook *w = context;
    w->inside -= strcmp(name, "v") == 0 || strcmp(name, "t") == 0;
    w->skipping -= strcmp(name, "rPh") == 0;
    if (w->stop || !w->row_open)
        return;
    if (strcmp(name, "c") == 0) {
        end_cell(w);
    } else if (strcmp(name, "row") == 0) {
        table_end_row(w->table, w->row);
        w->row_open = 0;
    }
}

static const struct xml_events sheet_events = {on_sheet_begin, on_sheet_end, on_text};

/* Rows of a sheet leave their empty cells out; a table's rows are as wide as its header. */
static int finish(struct workbook *w, const struct table_options *options)
{
    if (w->table->rows == 0)
        return faults_add(w->faults, archive_path(w->archive), 0, 0, "the sheet is empty");
    return options && options->raw ? 0 : table_set_header(w->table, 0, w->faults);
}

static const struct sheet_entry *choose(const struct workbook *w, const char *name)
{
    const char **names = xcalloc(w->sheet_count, sizeof *names);
    struct text  all = {0};
    char         meant[200];
    const struct sheet_entry *found = name ? NULL : &w->sheets[0];
    for (size_t i = w->sheet_count; i-- > 0;) {
        names[i] = w->sheets[i].name;
        if (name ? text_same(name, w->sheets[i].name) : w->sheets[i].visible)
            found = &w->sheets[i];
    }
    for (size_t i = 0; i < w->sheet_count && i < 20; i++)
        text_addf(&all, "%s%.40s", i ? ", " : "", names[i]);
    if (!found)
        faults_add(w->faults, archive_path(w->archive), 0, 0, "has no sheet \"%.60s\", only %s%s", name, text_string(&all),
                   text_meant(name, names, (int)w->sheet_count, meant, sizeof meant));
    text_free(&all);
    free(names);
    return found;
}

int sheet_is_xlsx(const char *path)
{
    return archive_begins(path, "PK\3\4") || archive_begins(path, ARCHIVE_OLD);
}

int sheet_read(struct table *t, const char *path, const char *sheet, const struct table_options *options,
               struct faults *faults)
{
    struct workbook           w;
    struct table_options      style = options ? *options : (struct table_options){0};
    const struct sheet_entry *entry = NULL;
    style.decimal = TABLE_DECIMAL_POINT; /* numbers were numbers in the sheet */
    table_make(t, path, &style);
    int code = workbook_open(&w, path, style.limit ? style.limit : FILE_LIMIT, faults);
    w.table = t;
    if (!code && !(entry = choose(&w, sheet)))
        code = -1;
    if (!code)
        code = find_parts(&w, entry->relation);
    if (!code && w.shared_part)
        code = read_part(&w, w.shared_part, &shared_events);
    if (!code && w.styles_part && archive_has(w.archive, w.styles_part))
        code = read_part(&w, w.styles_part, &style_events);
    if (!code)
        code = read_part(&w, w.sheet_part, &sheet_events);
    if (!code)
        code = finish(&w, options);
    workbook_close(&w);
    if (code)
        table_free(t);
    return code;
}

int sheet_names(const char *path, char ***names, int *count, struct faults *faults)
{
    struct workbook w;
    int             code = workbook_open(&w, path, FILE_LIMIT, faults);
    if (!code) {
        *count = (int)w.sheet_count;
        *names = xcalloc(w.sheet_count, sizeof **names);
        for (size_t i = 0; i < w.sheet_count; i++)
            (*names)[i] = xstrdup(w.sheets[i].name);
    }
    workbook_close(&w);
    return code;
}
