#include "table_csv.h"

#include "base/alloc.h"
#include "base/delimiter.h"
#include "table_data.h"
#include <csv.h>
#include <stdlib.h>
#include <string.h>

enum {
    COLUMNS_MAX = 16384, /* as many as a spreadsheet has */
    CELL_MAX = 1 << 20,  /* a longer cell is a quote never closed */
    CELLS_MAX = 1 << 28
};

static long count_line_ends(const char *s, size_t n)
{
    long count = 0;
    for (size_t i = 0; i < n; i++)
        count += s[i] == '\n' || (s[i] == '\r' && (i + 1 == n || s[i + 1] != '\n'));
    return count;
}

static int fault_here(struct table_csv *r, const char *what)
{
    struct table_data *d = r->table->data;
    return faults_add(r->faults, d->file, r->line + r->lines_inside, (long)(d->cell_count - d->row_first) + 1, "%s", what);
}

static void on_cell(void *text, size_t length, void *context)
{
    struct table_csv  *r = context;
    struct table_data *d = r->table->data;
    r->after_cr = 0;
    if (r->too_wide)
        return;
    if (d->cell_count - d->row_first >= COLUMNS_MAX || d->cell_count >= CELLS_MAX) {
        r->too_wide = 1;
        fault_here(r, "there are too many cells; 16384 in a row and 268 million in all are read");
        return;
    }
    r->lines_inside += count_line_ends(text, length);
    table_add_cell(r->table, text, length);
}

/* libcsv calls it for CR and for LF (CSV_REPALL_NL), and with -1 at the end of a file without a line end. */
static void on_row(int ending, void *context)
{
    struct table_csv *r = context;
    if (ending == '\n' && r->after_cr) {
        r->after_cr = 0;
        return;
    }
    table_end_row(r->table, r->line);
    r->line += r->lines_inside + 1;
    r->lines_inside = 0;
    r->after_cr = ending == '\r';
}

static int parse_bytes(struct table_csv *r, const char *s, size_t n)
{
    while (n > 0) {
        size_t slice = n < TABLE_SLICE ? n : TABLE_SLICE;
        size_t done = csv_parse(r->parser, s, slice, on_cell, on_row, r);
        if (r->too_wide)
            return -1;
        if (done != slice) {
            /* the cell under way was not reported yet: its line ends are in the parser's buffer */
            r->lines_inside += count_line_ends((const char *)r->parser->entry_buf, r->parser->entry_pos);
            return fault_here(r, "a quote stands inside the cell; write it twice and quote the whole cell, "
                                 "as in \"5\"\" screen\"");
        }
        if (csv_get_buffer_size(r->parser) > CELL_MAX)
            return fault_here(r, "the cell is over 1 MB long; is a quote not closed?");
        s += slice;
        n -= slice;
    }
    return 0;
}

/* Some systems write ="0123" so that a spreadsheet keeps the zero: the = goes. Appends what is left of s to out. */
static void unforce(struct table_csv *r, const char *s, size_t n, struct text *out)
{
    char delimiter = r->table->data->delimiter;
    for (size_t i = 0; i < n; i++) {
        char c = s[i];
        int  begins = !r->quoted && (r->previous == delimiter || r->previous == '\n' || r->previous == '\r' || r->previous == '\0');
        r->previous = c;
        r->quoted ^= c == '"';
        if (r->forced == 1 && c == '"') {
            r->forced = 2;
            continue;
        }
        if (r->forced == 1 || (r->forced == 2 && c == '"')) /* no text behind it: as it was */
            text_add(out, "=");
        if (r->forced == 2)
            text_add(out, "\"");
        r->forced = c == '=' && begins && !r->forced;
        if (!r->forced)
            text_add_char(out, c);
    }
}

static int odd_quotes(const char *s, size_t n)
{
    int         odd = 0;
    const char *end = s + n;
    while ((s = memchr(s, '"', (size_t)(end - s))) != NULL) {
        odd ^= 1;
        s++;
    }
    return odd;
}

static int parse(struct table_csv *r, const char *s, size_t n)
{
    struct text left = {0};
    if (n == 0)
        return 0;
    if (!r->forced && !memchr(s, '=', n)) {
        r->previous = s[n - 1];
        r->quoted ^= odd_quotes(s, n);
        return parse_bytes(r, s, n);
    }
    unforce(r, s, n, &left);
    int code = parse_bytes(r, text_string(&left), left.length);
    text_free(&left);
    return code;
}

/* The first slice is kept back until the delimiter can be told from it. */
int table_csv_take(struct table_csv *r, const char *s, size_t n, int last)
{
    if (r->begun)
        return parse(r, s, n);
    text_add_bytes(&r->begin, s, n);
    if (r->begin.length < TABLE_SLICE && !last)
        return 0;
    const char *text = text_string(&r->begin);
    size_t      length = r->begin.length;
    char        delimiter = r->table->data->options.delimiter;
    if (delimiter_none(text, length))
        return faults_add(r->faults, r->table->data->file, 1, 0,
                          "is an HTML or XML page, as some systems export under the name .xls; open it in a spreadsheet and "
                          "save it as .xlsx or CSV");
    r->sep_line = delimiter_states(text, length);
    if (!delimiter)
        delimiter = r->sep_line ? text[4] : delimiter_find(text, length < TABLE_SLICE ? length : TABLE_SLICE);
    csv_set_delim(r->parser, (unsigned char)delimiter);
    r->table->data->delimiter = delimiter;
    r->begun = 1;
    int code = parse(r, text, length);
    text_free(&r->begin);
    return code;
}

void table_csv_begin(struct table_csv *r, struct table *t, struct faults *faults)
{
    *r = (struct table_csv){.table = t, .faults = faults, .line = 1, .parser = xmalloc(sizeof *r->parser)};
    csv_init(r->parser, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL);
    csv_set_realloc_func(r->parser, xrealloc);
    csv_set_blk_size(r->parser, 4096);
}

int table_csv_where(struct table_csv *r, long *line, long *cell)
{
    if (!r->begun && table_csv_take(r, "", 0, 1)) /* so that the line is known */
        return -1;
    r->lines_inside += count_line_ends((const char *)r->parser->entry_buf, r->parser->entry_pos);
    *line = r->line + r->lines_inside;
    *cell = (long)(r->table->data->cell_count - r->table->data->row_first) + 1;
    return 0;
}

int table_csv_finish(struct table_csv *r)
{
    if (r->forced && parse_bytes(r, "=\"", (size_t)r->forced))
        return -1;
    if (csv_fini(r->parser, on_cell, on_row, r) != 0)
        return fault_here(r, "the quote that begins this cell is not closed");
    if (r->too_wide)
        return -1;
    if (r->sep_line && r->table->rows > 0)
        table_drop_row(r->table, 0);
    return 0;
}

void table_csv_free(struct table_csv *r)
{
    csv_free(r->parser);
    free(r->parser);
    text_free(&r->begin);
}
