#include "base/book.h"

#include "base/alloc.h"
#include "base/file.h"
#include "sheet_parts.h"
#include <assert.h>
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>

struct book_sheet {
    struct book   *book;
    lxw_worksheet *sheet;
    char          *quoted; /* its name as formulas write it */
    int            charts;
};

struct book {
    char              *path, *temporary;
    lxw_workbook      *workbook;
    lxw_format        *formats[BOOK_FORMS][BOOK_FILLS][BOOK_LOOKS]; /* made when first used */
    lxw_format        *fills[BOOK_FILLS];                           /* of book_when: only what a rule may change */
    struct book_sheet *sheets[32];
    int                sheet_count, chart_count, drawn; /* drawn: sheets with charts */
};

static const struct {
    lxw_color_t paper, ink;
} fills[BOOK_FILLS] = {{0, 0},
                       {0x17324A, 0xFFFFFF},
                       {0xDDF1E6, 0x0B5A41},
                       {0xFFEFC7, 0x6B4E00},
                       {0xFBDDD1, 0x8E2604},
                       {0xDCEBF8, 0x0B4F86},
                       {0xFDEBD0, 0x17212E},
                       {0xDCEBF8, 0x17212E},
                       {0xE4E0F4, 0x17212E},
                       {0xC9CDD8, 0x17212E},
                       {0xEEF0F3, 0x556274}};

/* A workbook without a time of its own, so that it repeats to the byte: 2000-01-01T12:00Z. */
static const time_t made = 946728000;

/* libxlsxwriter's strings are not const; it copies them. */
static char *loose(const char *s)
{
    union {
        const char *from;
        char       *to;
    } u = {s};
    return u.to;
}

struct book *book_open(const char *path, const char *title, struct faults *faults)
{
    char *temporary = file_temporary(path, faults);
    if (!temporary)
        return NULL;
    struct book *b = xcalloc(1, sizeof *b);
    b->path = xstrdup(path);
    b->temporary = temporary;
    b->workbook = workbook_new(temporary);
    if (!b->workbook) {
        fputs("headcount: out of memory\n", stderr);
        exit(3);
    }
    lxw_doc_properties about = {.title = loose(title), .author = loose("headcount"), .created = made};
    workbook_set_properties(b->workbook, &about);
    return b;
}

/* Parts "xl/NAME1.xml" .. "xl/NAMEcount.xml" are whole. */
static int are_whole(struct archive *a, const char *name, int count)
{
    static const struct xml_events nothing = {0};
    struct faults                  ignored = {0};
    int                            stop = 0, whole = 1;
    for (int i = 1; whole && i <= count; i++) {
        char part[64];
        snprintf(part, sizeof part, "xl/%s%d.xml", name, i);
        whole = !xml_read(a, part, &nothing, NULL, &stop, &ignored);
    }
    return whole;
}

/* libxlsxwriter prepares the parts in temporary files of its own and does not look whether they could be written: on a
 * full disk they end in the middle. */
static int is_whole(const struct book *b)
{
    static const struct xml_events nothing = {0};
    static const char *const       single[] = {"xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml"};
    struct faults                  ignored = {0};
    struct archive                *a = archive_open(b->temporary, SIZE_MAX / 2, &ignored);
    int                            stop = 0, whole = a != NULL;
    for (int i = 0; whole && i < 3; i++) /* a workbook without text has no strings */
        whole = archive_has(a, single[i]) ? !xml_read(a, single[i], &nothing, NULL, &stop, &ignored) : i == 2;
    whole = whole && are_whole(a, "worksheets/sheet", b->sheet_count) && are_whole(a, "charts/chart", b->chart_count) &&
            are_whole(a, "drawings/drawing", b->drawn);
    archive_close(a);
    return whole;
}

int book_close(struct book *b, struct faults *faults)
{
    errno = 0;
    lxw_error error = workbook_close(b->workbook);
    int       why = errno, code = 0;
    if (error || !is_whole(b)) {
        faults->disk |= !error || error == LXW_ERROR_CREATING_TMPFILE || why == ENOSPC || why == EDQUOT || why == EIO;
        code = faults_add(faults, b->path, 0, 0, "cannot be written: %s",
                          !error ? "no space left for it here or for temporary files" : why ? strerror(why) : lxw_strerror(error));
        file_abandon(b->temporary);
    } else {
        code = file_commit(b->temporary, b->path, faults);
    }
    for (int i = 0; i < b->sheet_count; i++) {
        free(b->sheets[i]->quoted);
        free(b->sheets[i]);
    }
    free(b->path);
    free(b);
    return code;
}

struct book_sheet *book_add_sheet(struct book *b, const char *name)
{
    assert(b->sheet_count < (int)(sizeof b->sheets / sizeof *b->sheets) && !strchr(name, '\''));
    struct book_sheet *s = xcalloc(1, sizeof *s);
    size_t             size = strlen(name) + 3;
    s->book = b;
    s->sheet = workbook_add_worksheet(b->workbook, name);
    assert(s->sheet);
    s->quoted = xmalloc(size);
    snprintf(s->quoted, size, "'%s'", name);
    b->sheets[b->sheet_count++] = s;
    return s;
}

/* --- styles ------------------------------------------------------------------------------------------------------ */
static void set_look(lxw_format *f, struct book_style style)
{
    format_set_font_name(f, "Calibri");
    format_set_font_size(f, style.look & BOOK_LARGE ? 16 : 11);
    format_set_align(f, style.look & BOOK_WRAP ? LXW_ALIGN_VERTICAL_TOP : LXW_ALIGN_VERTICAL_CENTER);
    if (style.look & BOOK_BOLD)
        format_set_bold(f);
    if (style.look & BOOK_DIM)
        format_set_font_color(f, 0x556274);
    if (style.look & BOOK_CENTER)
        format_set_align(f, LXW_ALIGN_CENTER);
    if (style.look & BOOK_RIGHT)
        format_set_align(f, LXW_ALIGN_RIGHT);
    if (style.look & BOOK_WRAP)
        format_set_text_wrap(f);
    if (style.look & BOOK_LINE) {
        format_set_bottom(f, LXW_BORDER_THIN);
        format_set_bottom_color(f, 0xE1E6EC);
    }
    if (style.look & BOOK_SUM) {
        format_set_top(f, LXW_BORDER_THIN);
        format_set_top_color(f, 0x556274);
    }
}

static void set_fill(lxw_format *f, enum book_fill fill)
{
    format_set_bg_color(f, fills[fill].paper);
    format_set_font_color(f, fills[fill].ink);
}

static lxw_format *format_of(struct book *b, struct book_style style)
{
    static const char *const forms[BOOK_FORMS] = {
        NULL, "#,##0", "#,##0.0", "#,##0.00", "0.0%", "yyyy-mm-dd", "hh:mm", "yyyy-mm-dd hh:mm"};
    lxw_format **slot = &b->formats[style.form][style.fill][style.look];
    if (*slot)
        return *slot;
    *slot = workbook_add_format(b->workbook);
    if (forms[style.form])
        format_set_num_format(*slot, forms[style.form]);
    set_look(*slot, style);
    if (style.fill != BOOK_NONE)
        set_fill(*slot, style.fill);
    return *slot;
}

/* --- cells ------------------------------------------------------------------------------------------------------- */
static void blank(struct book_sheet *s, int row, int column, struct book_style style)
{
    worksheet_write_blank(s->sheet, (lxw_row_t)row, (lxw_col_t)column, format_of(s->book, style));
}

void book_text(struct book_sheet *s, int row, int column, const char *text, struct book_style style)
{
    enum { MOST = 32767 }; /* bytes a cell surely takes */
    assert(row < BOOK_ROWS && column < BOOK_COLUMNS);
    if (!text || !*text) {
        blank(s, row, column, style);
        return;
    }
    size_t n = strlen(text);
    if (n > MOST)
        for (n = MOST; n > 0 && ((unsigned char)text[n] & 0xc0) == 0x80;)
            n--;
    char *cut = xstrndup(text, n);
    worksheet_write_string(s->sheet, (lxw_row_t)row, (lxw_col_t)column, cut, format_of(s->book, style));
    free(cut);
}

void book_number(struct book_sheet *s, int row, int column, double value, struct book_style style)
{
    assert(row < BOOK_ROWS && column < BOOK_COLUMNS);
    if (isfinite(value))
        worksheet_write_number(s->sheet, (lxw_row_t)row, (lxw_col_t)column, value, format_of(s->book, style));
    else
        blank(s, row, column, style);
}

void book_formula(struct book_sheet *s, int row, int column, const char *formula, double value, struct book_style style)
{
    assert(*formula == '=' && isfinite(value));
    worksheet_write_formula_num(s->sheet, (lxw_row_t)row, (lxw_col_t)column, formula, format_of(s->book, style), value);
}

void book_formula_text(struct book_sheet *s, int row, int column, const char *formula, const char *value, struct book_style style)
{
    assert(*formula == '=');
    worksheet_write_formula_str(s->sheet, (lxw_row_t)row, (lxw_col_t)column, formula, format_of(s->book, style), value);
}

void book_text_across(struct book_sheet *s, int row, int first_column, int last_column, const char *text, struct book_style style)
{
    worksheet_merge_range(s->sheet, (lxw_row_t)row, (lxw_col_t)first_column, (lxw_row_t)row, (lxw_col_t)last_column, "",
                          format_of(s->book, style));
    book_text(s, row, first_column, text, style);
}

double book_day(int day)
{
    return day + 25569.0; /* 1970-01-01 in the 1900 system */
}

/* --- the sheet as a whole ---------------------------------------------------------------------------------------- */
void book_width(struct book_sheet *s, int first, int last, double characters)
{
    worksheet_set_column(s->sheet, (lxw_col_t)first, (lxw_col_t)last, characters, NULL);
}

void book_hide(struct book_sheet *s, int first, int last)
{
    lxw_row_col_options options = {.hidden = LXW_TRUE};
    worksheet_set_column_opt(s->sheet, (lxw_col_t)first, (lxw_col_t)last, LXW_DEF_COL_WIDTH, NULL, &options);
}

void book_height(struct book_sheet *s, int row, double points)
{
    worksheet_set_row(s->sheet, (lxw_row_t)row, points, NULL);
}

void book_freeze(struct book_sheet *s, int rows, int columns)
{
    worksheet_freeze_panes(s->sheet, (lxw_row_t)rows, (lxw_col_t)columns);
}

void book_filter(struct book_sheet *s, int first_row, int first_column, int last_row, int last_column)
{
    worksheet_autofilter(s->sheet, (lxw_row_t)first_row, (lxw_col_t)first_column, (lxw_row_t)last_row, (lxw_col_t)last_column);
}

void book_when(struct book_sheet *s, int first_row, int first_column, int last_row, int last_column, const char *formula,
               enum book_fill fill)
{
    lxw_format **format = &s->book->fills[fill];
    if (!*format) {
        *format = workbook_add_format(s->book->workbook);
        set_fill(*format, fill);
    }
    lxw_conditional_format rule = {.type = LXW_CONDITIONAL_TYPE_FORMULA,
                                   .value_string = loose(formula),
                                   .format = *format,
                                   .stop_if_true = LXW_TRUE};
    worksheet_conditional_format_range(s->sheet, (lxw_row_t)first_row, (lxw_col_t)first_column, (lxw_row_t)last_row,
                                       (lxw_col_t)last_column, &rule);
}

void book_print(struct book_sheet *s, int pages, int rows, int columns)
{
    enum { A4 = 9 };
    worksheet_set_paper(s->sheet, A4);
    worksheet_set_landscape(s->sheet);
    worksheet_set_margins(s->sheet, 0.4, 0.4, 0.5, 0.6);
    worksheet_fit_to_pages(s->sheet, (uint16_t)pages, 0);
    worksheet_set_footer(s->sheet, "&L&A&R&P / &N");
    worksheet_gridlines(s->sheet, rows ? LXW_SHOW_SCREEN_GRIDLINES : LXW_HIDE_ALL_GRIDLINES);
    if (rows)
        worksheet_repeat_rows(s->sheet, 0, (lxw_row_t)rows - 1);
    if (columns)
        worksheet_repeat_columns(s->sheet, 0, (lxw_col_t)(columns - 1));
}

void book_show(struct book_sheet *s)
{
    worksheet_activate(s->sheet);
}

/* --- charts ------------------------------------------------------------------------------------------------------ */
static void add_series(lxw_chart *drawn, const struct book_chart *c, const struct book_series *s)
{
    char               x[100], y[100];
    lxw_chart_line     line = {.color = s->color, .width = 2, .dash_type = s->dashed ? LXW_CHART_LINE_DASH_DASH : LXW_CHART_LINE_DASH_SOLID};
    lxw_chart_series  *series;
    book_range(s->of, c->first_row, c->x_column, c->last_row, c->x_column, x + 1, sizeof x - 1);
    book_range(s->of, c->first_row, s->column, c->last_row, s->column, y + 1, sizeof y - 1);
    x[0] = y[0] = '=';
    series = chart_add_series(drawn, x, y);
    chart_series_set_name(series, s->name);
    chart_series_set_line(series, &line);
}

void book_add_chart(struct book *b, struct book_sheet *to, int row, int column, const struct book_chart *c)
{
    lxw_chart         *drawn = workbook_add_chart(b->workbook, LXW_CHART_LINE);
    lxw_chart_font     title = {.bold = LXW_TRUE, .size = 12}, plain = {.bold = LXW_FALSE, .size = 9};
    lxw_chart_line     grid = {.color = 0xD5DCE5, .width = 0.75};
    lxw_chart_options  options = {.x_scale = c->width / 480.0, .y_scale = c->height / 288.0, .description = loose(c->description)};
    for (int i = 0; i < c->count; i++)
        add_series(drawn, c, &c->series[i]);
    chart_title_set_name(drawn, c->title);
    chart_title_set_name_font(drawn, &title);
    chart_legend_set_position(drawn, LXW_CHART_LEGEND_BOTTOM);
    chart_axis_set_name(drawn->y_axis, c->y_name);
    chart_axis_set_name_font(drawn->y_axis, &plain);
    chart_axis_set_num_font(drawn->y_axis, &plain);
    chart_axis_set_min(drawn->y_axis, 0);
    if (c->y_unit > 0)
        chart_axis_set_major_unit(drawn->y_axis, c->y_unit);
    chart_show_hidden_data(drawn); /* the labels may stand in a hidden column */
    chart_axis_major_gridlines_set_line(drawn->y_axis, &grid);
    if (c->x_name) {
        chart_axis_set_name(drawn->x_axis, c->x_name);
        chart_axis_set_name_font(drawn->x_axis, &plain);
    }
    chart_axis_set_num_font(drawn->x_axis, &plain);
    chart_axis_set_interval_unit(drawn->x_axis, (uint16_t)c->label_every);
    chart_axis_set_interval_tick(drawn->x_axis, (uint16_t)c->label_every);
    b->chart_count++;
    b->drawn += to->charts++ == 0;
    worksheet_insert_chart_opt(to->sheet, (lxw_row_t)row, (lxw_col_t)column, drawn, &options);
}

/* --- addresses --------------------------------------------------------------------------------------------------- */
char *book_at(int row, int column, char buf[BOOK_AT_SIZE])
{
    lxw_rowcol_to_cell(buf, (lxw_row_t)row, (lxw_col_t)column);
    return buf;
}

char *book_range(const struct book_sheet *s, int first_row, int first_column, int last_row, int last_column, char *buf, int size)
{
    char range[LXW_MAX_CELL_RANGE_LENGTH];
    lxw_rowcol_to_range_abs(range, (lxw_row_t)first_row, (lxw_col_t)first_column, (lxw_row_t)last_row, (lxw_col_t)last_column);
    snprintf(buf, (size_t)size, "%s%s%s", s ? s->quoted : "", s ? "!" : "", range);
    return buf;
}
