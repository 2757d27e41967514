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

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

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
