#include "base/sheet.h"

#include "base/alloc.h"
#include "base/file.h"
#include "sheet_book.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS_MAX = 1048576, COLUMNS_MAX = 16384, CELLS_MAX = 1 << 28 };

/* --- cells -------------------------------------------------------------------------------------------------------- */

/* The column of "BC23", from 1; 0 when there is none. */
static int column_of(const char *reference)
{
    int column = 0;
    for (; *reference >= 'A' && *reference <= 'Z' && column <= COLUMNS_MAX; reference++)
        column = column * 26 + (*reference - 'A' + 1);
    return column;
}

static void begin_cell(struct sheet_book *w, const char **attributes)
{
    const char *reference = xml_attribute(attributes, "r"), *type = xml_attribute(attributes, "t");
    w->column = reference ? column_of(reference) : w->next_column;
    if (w->column < w->next_column || w->column > COLUMNS_MAX)
        sheet_book_refuse(w, w->row, w->next_column, "the cells of the row are out of order");
    w->style = xml_attribute_int(attributes, "s", 0);
    /* b boolean, s shared string, d ISO date, e error; str and inlineStr are strings of their own */
    w->type = !type || strcmp(type, "n") == 0 ? 'n' : strcmp(type, "str") == 0 || strcmp(type, "inlineStr") == 0 ? 'i' : type[0];
    text_clear(&w->value);
}

static void on_sheet_begin(void *context, const char *name, const char **attributes)
{
    struct sheet_book *w = context;
    if (strcmp(name, "row") == 0) {
        long row = xml_attribute_int(attributes, "r", (int)w->row + 1);
        if (row <= w->row || row > ROWS_MAX)
            sheet_book_refuse(w, row, 0, "the rows are out of order");
        w->row = row;
        w->next_column = 1;
        w->row_open = 1;
    } else if (strcmp(name, "c") == 0 && w->row_open) {
        begin_cell(w, attributes);
    }
    w->inside += strcmp(name, "v") == 0 || strcmp(name, "t") == 0;
    w->skipping += strcmp(name, "rPh") == 0;
}

static void add_number(struct sheet_book *w, struct text *t)
{
    double value;
    if (text_number(text_string(&w->value), TEXT_PLAIN, &value)) {
        sheet_book_refuse(w, w->row, w->column, "the cell is marked as a number and is none");
        return;
    }
    enum sheet_format format = (size_t)w->style < w->format_count ? w->formats[w->style] : FORMAT_NUMBER;
    sheet_format_add(t, value, format, w->from_1904);
    char  *point = format == FORMAT_NUMBER ? strchr(t->data, '.') : NULL, *whole = t->data + (*t->data == '-');
    if (!point)
        return;
    if (*whole != '0' && point - whole <= 3 && strspn(point + 1, "0123456789") == 3 && !point[4])
        text_add_char(t, '0'); /* a cell that is text may have 1.396 for 1396: a number must not look so */
    if (w->decimal == TABLE_DECIMAL_COMMA)
        *strchr(t->data, '.') = ',';
}

static void add_shared(struct sheet_book *w, struct text *t)
{
    long long index;
    if (text_integer(text_string(&w->value), &index) || index < 0 || (size_t)index >= w->shared.count)
        sheet_book_refuse(w, w->row, w->column, "the cell's text is not in the workbook");
    else
        text_add(t, w->shared.bytes.data + w->shared.starts[index]);
}

static void end_cell(struct sheet_book *w)
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
        sheet_book_refuse(w, w->row, w->column, "the sheet has too many cells");
    for (; !w->stop && w->next_column < w->column; w->next_column++)
        table_add_cell(w->table, "", 0);
    if (!w->stop)
        table_add_cell(w->table, text_string(&t), t.length);
    w->next_column = w->column + 1;
    text_free(&t);
}

static void on_sheet_end(void *context, const char *name)
{
    struct sheet_book *w = context;
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

static const struct xml_events sheet_events = {on_sheet_begin, on_sheet_end, sheet_book_text};

/* Rows of a sheet leave their empty cells out; a table's rows are as wide as its header. */
static int finish(struct sheet_book *w, const struct table_options *options)
{
    if (w->table->rows == 0)
        return faults_add(w->faults, archive_path(w->archive), 0, 0, "the sheet is empty");
    return options && options->raw ? 0 : table_set_header(w->table, 0, w->faults);
}

static const struct sheet_entry *choose(const struct sheet_book *w, const char *name)
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
    struct sheet_book           w;
    struct table_options      style = options ? *options : (struct table_options){0};
    const struct sheet_entry *entry = NULL;
    table_make(t, path, &style);
    int code = sheet_book_open(&w, path, style.limit ? style.limit : FILE_LIMIT, faults);
    w.table = t;
    w.decimal = style.decimal;
    if (!code && !(entry = choose(&w, sheet)))
        code = -1;
    if (!code)
        code = sheet_book_prepare(&w, entry);
    if (!code)
        code = sheet_book_read(&w, w.sheet_part, &sheet_events);
    if (!code)
        code = finish(&w, options);
    sheet_book_close(&w);
    if (code)
        table_free(t);
    return code;
}

int sheet_names(const char *path, char ***names, int *count, struct faults *faults)
{
    struct sheet_book w;
    int             code = sheet_book_open(&w, path, FILE_LIMIT, faults);
    if (!code) {
        *count = (int)w.sheet_count;
        *names = xcalloc(w.sheet_count, sizeof **names);
        for (size_t i = 0; i < w.sheet_count; i++)
            (*names)[i] = xstrdup(w.sheets[i].name);
    }
    sheet_book_close(&w);
    return code;
}
