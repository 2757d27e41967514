/* Any bytes as an export: understood or refused with a fault; what is understood has no negative contacts and no interval
 * twice, and the history written of it imports again as the same. */
#include "history/import.h"
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int    LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t most);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed);

/* import_read wants a path: the bytes go to a file in memory. The first byte may cost what is behind it. */
static int read_bytes(struct import *im, const void *bytes, size_t size, const struct choices *c, struct faults *faults)
{
    char path[64];
    int  file = memfd_create("fuzz", MFD_CLOEXEC);
    if (file < 0 || write(file, bytes, size) != (ssize_t)size)
        abort();
    snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    int code = import_read(im, path, c, faults);
    close(file);
    return code;
}

static void check(const struct import *im)
{
    for (size_t i = 0; i < im->bins.count; i++) {
        const struct bin *b = &im->bins.items[i];
        if (!(b->offered >= 0) || !(b->answered >= 0) || !(b->abandoned >= 0) || !(b->handle_s >= 0) || !isfinite(b->offered))
            abort();
        if (b->queue < 0 || b->queue >= im->bins.queue_count || (i > 0 && bins_same(b, b - 1)))
            abort();
    }
}

static void write_and_read_back(const struct import *im)
{
    struct table_out out = {0}, again = {0};
    struct choices   c;
    struct import    back;
    struct faults    faults = {0};
    import_table(im, &out);
    choices_make(&c);
    c.interval_min = im->interval_min; /* a single interval does not tell how long it is */
    if (im->interval_min < 1440 && im->bins.count > 0) {
        if (read_bytes(&back, text_string(&out.text), out.text.length, &c, &faults) == 0) {
            import_table(&back, &again);
            if (back.kind == IMPORT_INTERVALS && back.interval_min == im->interval_min && strcmp(text_string(&out.text), text_string(&again.text)) != 0)
                abort();
            import_free(&back);
        }
    }
    table_out_free(&out);
    table_out_free(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct faults  faults = {0};
    struct choices c;
    struct import  im;
    if (size < 2)
        return 0;
    choices_make(&c);
    if (data[0] & 1)
        choices_set(&c.time_zone, "Europe/Berlin");
    c.add_up = data[0] >> 1 & 1;
    c.skip_broken = data[0] >> 2 & 1;
    c.date_order = data[0] >> 3 & 1 ? (int)TABLE_ORDER_DMY : (int)TABLE_ORDER_FOUND;
    c.first_day = data[0] >> 4 & 1 ? 20000 : CHOICES_NO_DATE;
    if (read_bytes(&im, data + 1, size - 1, &c, &faults) == 0) {
        if (faults.total)
            abort();
        check(&im);
        write_and_read_back(&im);
        import_free(&im);
    } else if (faults.total == 0) {
        abort();
    }
    choices_free(&c);
    return 0;
}

/* --- cells instead of bytes: what only bytes change is seldom still a table ------------------------------------------ */

static const char *const cells[] = {
    "queue", "start", "date", "time", "end", "offered", "answered", "abandoned", "aht", "handle_total_s", "talk", "hold", "wrap",
    "asa", "wait", "outcome", "call_id", "agent", "weekday", "no.", "08:00", "09:00", "00:00", "24:00", "8 AM", "08:00-08:30",
    "23:30-00:00", "0830", "2026-03-29", "2026-10-25", "2026-10-25 02:30", "2026-10-25T02:30+01:00", "2026-03-09T08:00-03:00",
    "1970-01-01 00:00", "0001-01-01 00:00", "9999-12-31 23:30", "9.3.2026", "3/9/2026", "13/3/2026 8:00", "46090", "46090.5", "Mon",
    "0", "1", "-1", "12", "1.396", "1,396", "1.234,5", "1,234.5", "1e9", "1e-9", "1e300", "99999999999", "0.0005", "12.5", "12,5", "94%",
    "0:02:14", "2:14", "4m 01s", "99999:00:00", "-", "n/a", "answered", "abandoned", "Total", "Sum", "Sales Total", "Average", "=1+1",
    "'", "\"a\nb\"", "a b", "\xe5\x90\x88\xe8\xae\xa1", "---", ""};
enum { CELLS = sizeof cells / sizeof *cells };

static int is_end(uint8_t c)
{
    return c == ',' || c == ';' || c == '\t' || c == '|' || c == '\n';
}

/* The cell around a byte: [*from, *to). */
static void cell_at(const uint8_t *data, size_t size, size_t at, size_t *from, size_t *to)
{
    for (*from = at; *from > 1 && !is_end(data[*from - 1]); --*from)
        ;
    for (*to = at; *to < size && !is_end(data[*to]); ++*to)
        ;
}

/* The line around a byte, with its end. */
static void line_at(const uint8_t *data, size_t size, size_t at, size_t *from, size_t *to)
{
    for (*from = at; *from > 1 && data[*from - 1] != '\n'; --*from)
        ;
    for (*to = at; *to < size && data[*to] != '\n'; ++*to)
        ;
    *to += *to < size;
}

/* Puts n bytes for [from, to) when there is room. The new size. */
static size_t put(uint8_t *data, size_t size, size_t most, size_t from, size_t to, const void *bytes, size_t n)
{
    if (size - (to - from) + n > most)
        return size;
    memmove(data + from + n, data + to, size - to);
    memcpy(data + from, bytes, n);
    return size - (to - from) + n;
}

/* Another cell, one of those above or of the table; a line once more, elsewhere or without it. */
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed)
{
    unsigned what = seed % 8, random = seed / 8;
    size_t   from, to, at, end;
    if (what < 3 || size < 3)
        return LLVMFuzzerMutate(data, size, most);
    at = 1 + random % (size - 1);
    if (what < 6) {
        cell_at(data, size, at, &from, &to);
        const char *cell = cells[random / 4096 % CELLS];
        return put(data, size, most, from, to, cell, strlen(cell));
    }
    size_t   other = 1 + random / 64 % (size - 1);
    uint8_t *copy = malloc(size);
    (what == 6 ? cell_at : line_at)(data, size, at, &from, &to);
    (what == 6 ? cell_at : line_at)(data, size, other, &at, &end);
    memcpy(copy, data + at, end - at);
    size = put(data, size, most, from, what == 6 || random % 3 == 0 ? to : from, copy, end - at);
    free(copy);
    return size;
}
