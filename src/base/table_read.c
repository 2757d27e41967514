/* From bytes to the cells of a table: the encoding, the file. */
#include "table_data.h"

#include "base/alloc.h"
#include "base/encoding.h"
#include "base/file.h"
#include "table_csv.h"
#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>

struct reading {
    struct table    *table;
    struct faults   *faults;
    struct table_csv csv;
    iconv_t          decoder;  /* (iconv_t)-1: the text is UTF-8 */
    const char      *encoding; /* of the decoder */
    int              high;     /* 1: characters beyond ASCII were read as UTF-8 */
    struct text      carry;    /* bytes of a character that the next chunk completes */
};

/* --- encodings ---------------------------------------------------------------------------------------------------- */

static int not_in_encoding(struct reading *r, unsigned char byte)
{
    const char *file = r->table->data->file;
    long        line, cell;
    if (table_csv_where(&r->csv, &line, &cell))
        return -1;
    if (r->decoder != (iconv_t)-1)
        return faults_add(r->faults, file, line, 0, "byte 0x%02X is not %s; want another --encoding", byte, r->encoding);
    return faults_add(r->faults, file, line, cell,
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
    char *out = xmalloc(TABLE_SLICE);
    int   code = 0;
    while (n > 0 && !code) {
        char  *to = out;
        size_t room = TABLE_SLICE;
        size_t result = iconv(r->decoder, &s, &n, &to, &room);
        int    why = result == (size_t)-1 ? errno : 0;
        if (memchr(out, '\0', (size_t)(to - out)))
            code = not_text(r);
        else
            code = table_csv_take(&r->csv, out, (size_t)(to - out), 0);
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
            code = table_csv_take(&r->csv, "", 0, 1);
    }
    free(out);
    return code;
}

/* Text that is no UTF-8 from s + good on. Where all before it is ASCII it may be another encoding that can be told. */
static int other_encoding(struct reading *r, char *s, size_t good, size_t n, int last)
{
    const char *guess = r->high || !is_ascii(s, good) ? NULL : encoding_guess(s + good, n - good);
    if (table_csv_take(&r->csv, s, good, 0))
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
    if (table_csv_take(&r->csv, s, whole, last))
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
    *r = (struct reading){.table = t, .faults = faults, .decoder = (iconv_t)-1};
    table_make(t, name, options);
    t->data->full_width = 1;
    table_csv_begin(&r->csv, t, faults);
}

static int finish(struct reading *r)
{
    struct table *t = r->table;
    if (table_csv_finish(&r->csv))
        return -1;
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
    table_csv_free(&r->csv);
    text_free(&r->carry);
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
    char  *slice = xmalloc(TABLE_SLICE);
    size_t at = mark > 0 ? (size_t)mark : 0;
    do {
        size_t n = length - at < TABLE_SLICE ? length - at : TABLE_SLICE;
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
    char *slice = xmalloc(TABLE_SLICE);
    int   code = 0, last = 0, mark = 0;
    while (!code && !last) {
        size_t n = fread(slice, 1, TABLE_SLICE, f);
        if (total == 0 && (mark = begin_decoding(&r, slice, n, options ? options->encoding : NULL)) < 0)
            code = -1;
        total += n;
        last = n < TABLE_SLICE;
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
