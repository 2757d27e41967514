/* From bytes to the cells of a table: encoding, delimiter, and libcsv, which reports no positions. */
#include "table_data.h"

#include "base/alloc.h"
#include "base/delimiter.h"
#include "base/encoding.h"
#include "base/file.h"
#include <csv.h>
#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>

enum {
    SLICE = 1 << 16,          /* bytes handed on at a time */
    COLUMNS_MAX = 16384,      /* as many as a spreadsheet has */
    CELL_MAX = 1 << 20,       /* a longer cell is a quote never closed */
    CELLS_MAX = 1 << 28
};

struct reading {
    struct table     *table;
    struct faults    *faults;
    struct csv_parser parser;
    iconv_t           decoder;      /* (iconv_t)-1: the text is UTF-8 */
    const char       *encoding;     /* of the decoder */
    int               high;         /* 1: characters beyond ASCII were read as UTF-8 */
    struct text       carry;        /* bytes of a character that the next chunk completes */
    struct text       begin;        /* decoded text kept back until there is enough to find the delimiter */
    int               begun;        /* 1: the delimiter is known */
    int               sep_line;     /* 1: the first row is Excel's sep=; */
    long              line;         /* physical line the next row begins on */
    long              lines_inside; /* line ends inside cells of this row */
    int               after_cr;     /* 1: the last thing was a CR that ended a row: LF belongs to it */
    int               forced;       /* how much of =" at the beginning of a cell was read: see unforce */
    char              previous;     /* the byte before, 0 at the beginning */
    int               quoted;       /* 1: inside quotes */
    int               too_wide;     /* 1: a limit was passed, the fault is given */
};

static long count_line_ends(const char *s, size_t n)
{
    long count = 0;
    for (size_t i = 0; i < n; i++)
        count += s[i] == '\n' || (s[i] == '\r' && (i + 1 == n || s[i + 1] != '\n'));
    return count;
}

static int fault_here(struct reading *r, const char *what)
{
    struct table_data *d = r->table->data;
    return faults_add(r->faults, d->file, r->line + r->lines_inside, (long)(d->cell_count - d->row_first) + 1, "%s", what);
}

static void on_cell(void *text, size_t length, void *context)
{
    struct reading    *r = context;
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
    struct reading *r = context;
    if (ending == '\n' && r->after_cr) {
        r->after_cr = 0;
        return;
    }
    table_end_row(r->table, r->line);
    r->line += r->lines_inside + 1;
    r->lines_inside = 0;
    r->after_cr = ending == '\r';
}

/* --- handing text to libcsv --------------------------------------------------------------------------------------- */

static int parse_bytes(struct reading *r, const char *s, size_t n)
{
    while (n > 0) {
        size_t slice = n < SLICE ? n : SLICE;
        size_t done = csv_parse(&r->parser, s, slice, on_cell, on_row, r);
        if (r->too_wide)
            return -1;
        if (done != slice) {
            /* the cell under way was not reported yet: its line ends are in the parser's buffer */
            r->lines_inside += count_line_ends((const char *)r->parser.entry_buf, r->parser.entry_pos);
            return fault_here(r, "a quote stands inside the cell; write it twice and quote the whole cell, "
                                 "as in \"5\"\" screen\"");
        }
        if (csv_get_buffer_size(&r->parser) > CELL_MAX)
            return fault_here(r, "the cell is over 1 MB long; is a quote not closed?");
        s += slice;
        n -= slice;
    }
    return 0;
}

/* Some systems write ="0123" so that a spreadsheet keeps the zero: the = goes. Appends what is left of s to out. */
static void unforce(struct reading *r, const char *s, size_t n, struct text *out)
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

static int parse(struct reading *r, const char *s, size_t n)
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

/* Text in UTF-8. The first slice is kept back until the delimiter can be told from it. */
static int take(struct reading *r, const char *s, size_t n, int last)
{
    if (r->begun)
        return parse(r, s, n);
    text_add_bytes(&r->begin, s, n);
    if (r->begin.length < SLICE && !last)
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
        delimiter = r->sep_line ? text[4] : delimiter_find(text, length < SLICE ? length : SLICE);
    csv_set_delim(&r->parser, (unsigned char)delimiter);
    r->table->data->delimiter = delimiter;
    r->begun = 1;
    int code = parse(r, text, length);
    text_free(&r->begin);
    return code;
}

/* --- encodings ---------------------------------------------------------------------------------------------------- */

static int not_in_encoding(struct reading *r, unsigned char byte)
{
    struct table_data *d = r->table->data;
    if (!r->begun && take(r, "", 0, 1)) /* so that the line is known */
        return -1;
    r->lines_inside += count_line_ends((const char *)r->parser.entry_buf, r->parser.entry_pos);
    if (r->decoder != (iconv_t)-1)
        return faults_add(r->faults, d->file, r->line + r->lines_inside, 0, "byte 0x%02X is not %s; want another --encoding", byte,
                          r->encoding);
    return faults_add(r->faults, d->file, r->line + r->lines_inside, (long)(d->cell_count - d->row_first) + 1,
                      "byte 0x%02X is not UTF-8, nor Chinese (GB18030, Big5) or Western (Windows-1252) text; save the file as UTF-8, or "
                      "import it with --encoding WINDOWS-1251, SHIFT_JIS ...", byte);
}

static int not_text(struct reading *r)
{
    return faults_add(r->faults, r->table->data->file, 0, 0, "is not a text file (it has bytes of value 0)");
}

/* Bytes at the end of s that begin a UTF-8 character without completing it. */
static size_t unfinished(const char *s, size_t n)
{
    for (size_t back = 1; back <= 3 && back <= n; back++) {
        unsigned char c = (unsigned char)s[n - back];
        if (c >= 0xc0)
            return back < (c >= 0xf0 ? 4u : c >= 0xe0 ? 3u : 2u) ? back : 0;
        if (c < 0x80)
            return 0;
    }
    return 0;
}

static int is_ascii(const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if ((unsigned char)s[i] >= 0x80)
            return 0;
    return 1;
}

/* Length of the longest beginning that is UTF-8. */
static size_t good_beginning(const char *s, size_t n)
{
    size_t good = 0, high = n; /* goodness only ends once */
    while (high - good > 1) {
        size_t middle = good + (high - good) / 2;
        if (text_is_utf8(s, middle - unfinished(s, middle)))
            good = middle;
        else
            high = middle;
    }
    return good - unfinished(s, good);
}

static int decode_iconv(struct reading *r, char *s, size_t n, int last)
{
    char *out = xmalloc(SLICE);
    int   code = 0;
    while (n > 0 && !code) {
        char  *to = out;
        size_t room = SLICE;
        size_t result = iconv(r->decoder, &s, &n, &to, &room);
        int    why = result == (size_t)-1 ? errno : 0;
        if (memchr(out, '\0', (size_t)(to - out)))
            code = not_text(r);
        else
            code = take(r, out, (size_t)(to - out), 0);
        if (!code && (why == EILSEQ || (why == EINVAL && last)))
            code = not_in_encoding(r, (unsigned char)*s);
        if (why == EINVAL)
            break;
    }
    if (!code) {
        struct text rest = {0};
        text_add_bytes(&rest, s, n);
        text_free(&r->carry);
        r->carry = rest;
        if (last)
            code = take(r, "", 0, 1);
    }
    free(out);
    return code;
}

/* Text that is no UTF-8 from s + good on. Where all before it is ASCII it may be another encoding that can be told. */
static int other_encoding(struct reading *r, char *s, size_t good, size_t n, int last)
{
    const char *guess = r->high || !is_ascii(s, good) ? NULL : encoding_guess(s + good, n - good);
    if (take(r, s, good, 0))
        return -1;
    if (guess)
        r->decoder = iconv_open("UTF-8", guess);
    if (r->decoder == (iconv_t)-1)
        return not_in_encoding(r, (unsigned char)s[good]);
    r->encoding = r->table->data->encoding = guess;
    return decode_iconv(r, s + good, n - good, last);
}

static int decode_utf8(struct reading *r, char *s, size_t n, int last)
{
    size_t whole = last ? n : n - unfinished(s, n);
    if (!text_is_utf8(s, whole))
        return other_encoding(r, s, good_beginning(s, whole), n, last);
    r->high |= !is_ascii(s, whole);
    if (take(r, s, whole, last))
        return -1;
    text_clear(&r->carry);
    text_add_bytes(&r->carry, s + whole, n - whole);
    return 0;
}

/* Chooses the decoder by the byte order mark or the options. Returns how many bytes the mark takes, -1 with a fault. */
static int begin_decoding(struct reading *r, const char *s, size_t n, const char *encoding)
{
    int mark = 0;
    if (n >= 3 && memcmp(s, "\xef\xbb\xbf", 3) == 0)
        encoding = NULL, mark = 3;
    else if (n >= 2 && memcmp(s, "\xff\xfe", 2) == 0)
        encoding = "UTF-16LE", mark = 2;
    else if (n >= 2 && memcmp(s, "\xfe\xff", 2) == 0)
        encoding = "UTF-16BE", mark = 2;
    else if (!encoding)
        encoding = r->table->data->encoding = encoding_guess_wide(s, n);
    r->high = encoding && text_same_name(encoding, "utf8"); /* stated, so nothing else is tried */
    if (encoding && !r->high) {
        r->encoding = encoding;
        r->decoder = iconv_open("UTF-8", encoding);
        if (r->decoder == (iconv_t)-1)
            return faults_add(r->faults, r->table->data->file, 0, 0, "encoding \"%.40s\" is not known", encoding);
    }
    return mark;
}

/* The next bytes of the file. */
static int feed(struct reading *r, char *s, size_t n, int last)
{
    struct text joined = {0};
    int         code = 0;
    if (r->carry.length) {
        text_add_bytes(&joined, r->carry.data, r->carry.length);
        text_add_bytes(&joined, s, n);
        s = joined.data;
        n = joined.length;
        text_clear(&r->carry);
    }
    if (r->decoder != (iconv_t)-1)
        code = decode_iconv(r, s, n, last);
    else if (memchr(s, '\0', n))
        code = not_text(r);
    else
        code = decode_utf8(r, s, n, last);
    text_free(&joined);
    return code;
}

/* --- a whole file ------------------------------------------------------------------------------------------------- */

static void begin(struct reading *r, struct table *t, const char *name, const struct table_options *options,
                  struct faults *faults)
{
    *r = (struct reading){.table = t, .faults = faults, .decoder = (iconv_t)-1, .line = 1};
    table_make(t, name, options);
    t->data->full_width = 1;
    csv_init(&r->parser, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL);
    csv_set_realloc_func(&r->parser, xrealloc);
    csv_set_blk_size(&r->parser, 4096);
}

static int finish(struct reading *r)
{
    struct table *t = r->table;
    if (r->forced && parse_bytes(r, "=\"", (size_t)r->forced))
        return -1;
    if (csv_fini(&r->parser, on_cell, on_row, r) != 0)
        return fault_here(r, "the quote that begins this cell is not closed");
    if (r->too_wide)
        return -1;
    if (r->sep_line && t->rows > 0)
        table_drop_row(t, 0);
    if (t->rows == 0)
        return faults_add(r->faults, t->data->file, 0, 0, "is empty");
    return t->data->options.raw ? 0 : table_set_header(t, 0, r->faults);
}

static int end(struct reading *r, int code)
{
    if (!code)
        code = finish(r);
    if (r->decoder != (iconv_t)-1)
        iconv_close(r->decoder);
    csv_free(&r->parser);
    text_free(&r->carry);
    text_free(&r->begin);
    if (code)
        table_free(r->table);
    return code;
}

int table_parse(struct table *t, const char *name, const char *bytes, size_t length, const struct table_options *options,
                struct faults *faults)
{
    struct reading r;
    begin(&r, t, name, options, faults);
    int    mark = begin_decoding(&r, bytes, length, options ? options->encoding : NULL), code = mark < 0 ? -1 : 0;
    char  *slice = xmalloc(SLICE);
    size_t at = mark > 0 ? (size_t)mark : 0;
    do {
        size_t n = length - at < SLICE ? length - at : SLICE;
        if (code)
            break;
        memcpy(slice, bytes + at, n);
        at += n;
        code = feed(&r, slice, n, at == length);
    } while (at < length);
    free(slice);
    return end(&r, code);
}

int table_read(struct table *t, const char *path, const struct table_options *options, struct faults *faults)
{
    size_t    limit = options && options->limit ? options->limit : FILE_LIMIT, total = 0;
    long long size;
    *t = (struct table){0};
    FILE *f = file_open(path, limit, &size, faults);
    if (!f)
        return -1;
    struct reading r;
    begin(&r, t, path, options, faults);
    char *slice = xmalloc(SLICE);
    int   code = 0, last = 0, mark = 0;
    while (!code && !last) {
        size_t n = fread(slice, 1, SLICE, f);
        if (total == 0 && (mark = begin_decoding(&r, slice, n, options ? options->encoding : NULL)) < 0)
            code = -1;
        total += n;
        last = n < SLICE;
        if (!code && ferror(f))
            code = faults_add(faults, path, 0, 0, "cannot be read: %s", strerror(errno));
        else if (!code && total > limit)
            code = faults_add(faults, path, 0, 0, "is over %.1f MB, the most that is read", (double)limit / 1e6);
        else if (!code)
            code = feed(&r, slice + mark, n - (size_t)mark, last);
        mark = 0;
    }
    free(slice);
    fclose(f);
    return end(&r, code);
}
