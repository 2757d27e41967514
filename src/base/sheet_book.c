/* The parts of a workbook that say where its sheets, texts and formats are. */
#include "sheet_book.h"

#include "base/alloc.h"
#include "base/file.h"
#include <stdlib.h>
#include <string.h>

enum { SHEETS_MAX = 10000, FORMATS_MAX = 100000, TEXT_MAX = 1 << 20 };

void sheet_book_refuse(struct sheet_book *w, long line, long column, const char *what)
{
    if (!w->stop)
        faults_add(w->faults, archive_path(w->archive), line, column, "%s", what);
    w->stop = 1;
}

int sheet_book_read(struct sheet_book *w, const char *part, const struct xml_events *events)
{
    w->stop = w->inside = w->skipping = 0;
    text_clear(&w->value);
    return xml_read(w->archive, part, events, w, &w->stop, w->faults);
}

void sheet_book_text(void *context, const char *text, size_t n)
{
    struct sheet_book *w = context;
    if (!w->inside || w->skipping)
        return;
    if (w->value.length + n > TEXT_MAX)
        sheet_book_refuse(w, w->row, w->column, "a text is over 1 MB long");
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
    struct sheet_book *w = context;
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
static int find_parts(struct sheet_book *w, const char *relation)
{
    struct text rels = {0};
    char       *folder = file_folder(w->part);
    text_addf(&rels, "%s/_rels/%s.rels", folder, file_name(w->part));
    w->wanted = relation;
    int code = sheet_book_read(w, text_string(&rels), &relation_events);
    free(folder);
    text_free(&rels);
    if (!code && !w->sheet_part)
        code = faults_add(w->faults, archive_path(w->archive), 0, 0, "the sheet's part is not in the workbook");
    return code;
}

/* --- workbook.xml ------------------------------------------------------------------------------------------------- */

static void on_workbook(void *context, const char *name, const char **attributes)
{
    struct sheet_book *w = context;
    if (strcmp(name, "workbookPr") == 0) {
        const char *value = xml_attribute(attributes, "date1904");
        w->from_1904 = value && (text_same(value, "1") || text_same(value, "true"));
    }
    const char *label = xml_attribute(attributes, "name"), *id = xml_attribute(attributes, "id");
    const char *state = xml_attribute(attributes, "state");
    if (strcmp(name, "sheet") != 0 || !label || !id)
        return;
    if (w->sheet_count >= SHEETS_MAX) {
        sheet_book_refuse(w, 0, 0, "it has over 10000 sheets");
        return;
    }
    w->sheets = xgrow(w->sheets, &w->sheet_capacity, w->sheet_count + 1, sizeof *w->sheets);
    w->sheets[w->sheet_count++] =
        (struct sheet_entry){xstrdup(label), xstrdup(id), !state || strcmp(state, "visible") == 0};
}

static const struct xml_events book_events = {on_workbook, NULL, NULL};

int sheet_book_open(struct sheet_book *w, const char *path, size_t limit, struct faults *faults)
{
    *w = (struct sheet_book){.faults = faults};
    w->archive = archive_open(path, limit, faults);
    if (!w->archive || sheet_book_read(w, "_rels/.rels", &relation_events))
        return -1;
    if (!w->part)
        return faults_add(faults, path, 0, 0, "is no .xlsx workbook");
    if (sheet_book_read(w, w->part, &book_events))
        return -1;
    return w->sheet_count ? 0 : faults_add(faults, path, 0, 0, "has no sheets");
}

void sheet_book_close(struct sheet_book *w)
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
    struct sheet_book *w = context;
    (void)attributes;
    if (strcmp(name, "si") == 0)
        text_clear(&w->value);
    w->inside += strcmp(name, "t") == 0;
    w->skipping += strcmp(name, "rPh") == 0; /* how to pronounce it */
}

static void on_shared_end(void *context, const char *name)
{
    struct sheet_book *w = context;
    struct strings  *all = &w->shared;
    w->inside -= strcmp(name, "t") == 0;
    w->skipping -= strcmp(name, "rPh") == 0;
    if (strcmp(name, "si") != 0)
        return;
    all->starts = xgrow(all->starts, &all->capacity, all->count + 1, sizeof *all->starts);
    all->starts[all->count++] = all->bytes.length;
    text_add_bytes(&all->bytes, text_string(&w->value), w->value.length + 1);
}

static const struct xml_events shared_events = {on_shared_begin, on_shared_end, sheet_book_text};

static enum sheet_format format_of(const struct sheet_book *w, int id)
{
    for (size_t i = 0; i < w->custom_count; i++)
        if (w->customs[i].id == id)
            return w->customs[i].format;
    return sheet_format_builtin(id);
}

static void on_styles_begin(void *context, const char *name, const char **attributes)
{
    struct sheet_book *w = context;
    const char      *code = xml_attribute(attributes, "formatCode");
    w->inside += strcmp(name, "cellXfs") == 0;
    if (strcmp(name, "numFmt") == 0 && code && w->custom_count < FORMATS_MAX) {
        w->customs = xgrow(w->customs, &w->custom_capacity, w->custom_count + 1, sizeof *w->customs);
        w->customs[w->custom_count++] = (struct custom_format){xml_attribute_int(attributes, "numFmtId", 0), sheet_format_code(code)};
    }
    if (w->inside && strcmp(name, "xf") == 0 && w->format_count < FORMATS_MAX) {
        w->formats = xgrow(w->formats, &w->format_capacity, w->format_count + 1, sizeof *w->formats);
        w->formats[w->format_count++] = format_of(w, xml_attribute_int(attributes, "numFmtId", 0));
    }
}

static void on_styles_end(void *context, const char *name)
{
    struct sheet_book *w = context;
    w->inside -= strcmp(name, "cellXfs") == 0;
}

static const struct xml_events style_events = {on_styles_begin, on_styles_end, NULL};

int sheet_book_prepare(struct sheet_book *w, const struct sheet_entry *sheet)
{
    if (find_parts(w, sheet->relation))
        return -1;
    if (w->shared_part && sheet_book_read(w, w->shared_part, &shared_events))
        return -1;
    if (w->styles_part && archive_has(w->archive, w->styles_part))
        return sheet_book_read(w, w->styles_part, &style_events);
    return 0;
}
