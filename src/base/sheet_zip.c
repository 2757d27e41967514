/* The zip archive a workbook is, on libzip. */
#include "sheet_parts.h"

#include "base/alloc.h"
#include "base/file.h"
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

struct archive {
    char  *path;
    zip_t *zip;
    size_t limit; /* bytes of one part, unzipped */
};

enum { CHUNK = 1 << 16, BOMB_RATIO = 400, BOMB_FROM = 32 << 20 };

int archive_begins(const char *path, const char *magic)
{
    struct faults ignored = {0};
    long long     size;
    char          begin[4] = "";
    FILE         *f = file_open(path, SIZE_MAX / 2, &size, &ignored);
    size_t        got = f && size >= 0 ? fread(begin, 1, 4, f) : 0; /* what is read from a pipe is gone */
    if (f)
        fclose(f);
    return got == 4 && memcmp(begin, magic, 4) == 0;
}

struct archive *archive_open(const char *path, size_t limit, struct faults *faults)
{
    long long size;
    FILE     *f = file_open(path, limit, &size, faults);
    if (!f)
        return NULL;
    fclose(f);
    if (archive_begins(path, ARCHIVE_OLD)) {
        faults_add(faults, path, 0, 0, "is an old .xls or a workbook with a password; save it as .xlsx without one, or as CSV");
        return NULL;
    }
    int    code = 0;
    zip_t *zip = zip_open(path, ZIP_RDONLY, &code);
    if (!zip) {
        zip_error_t error;
        zip_error_init_with_code(&error, code);
        faults_add(faults, path, 0, 0, "is no whole .xlsx file (%s); is it cut off?", zip_error_strerror(&error));
        zip_error_fini(&error);
        return NULL;
    }
    struct archive *a = xcalloc(1, sizeof *a);
    a->path = xstrdup(path);
    a->zip = zip;
    a->limit = limit;
    return a;
}

void archive_close(struct archive *a)
{
    if (!a)
        return;
    zip_discard(a->zip);
    free(a->path);
    free(a);
}

const char *archive_path(const struct archive *a)
{
    return a->path;
}

int archive_has(const struct archive *a, const char *part)
{
    return zip_name_locate(a->zip, part, ZIP_FL_NOCASE) >= 0;
}

/* The sizes a zip states may lie, so the bytes are counted as they come. XML of a sheet shrinks 10 to 50 times; what
 * shrinks hundreds of times is made to fill the memory. */
static int is_too_big(const struct archive *a, size_t total, size_t packed)
{
    return total > a->limit || (total > BOMB_FROM && total / BOMB_RATIO > packed);
}

int archive_stream(struct archive *a, const char *part, int (*take)(void *context, const char *bytes, size_t n, int last),
                   void *context, struct faults *faults)
{
    zip_stat_t  about;
    zip_int64_t where = zip_name_locate(a->zip, part, ZIP_FL_NOCASE), n;
    if (where < 0 || zip_stat_index(a->zip, (zip_uint64_t)where, 0, &about) != 0)
        return faults_add(faults, a->path, 0, 0, "is no .xlsx workbook: %s is missing in it", part);
    zip_file_t *f = zip_fopen_index(a->zip, (zip_uint64_t)where, 0);
    if (!f)
        return faults_add(faults, a->path, 0, 0, "%s in it cannot be read: %s", part, zip_strerror(a->zip));
    char  *chunk = xmalloc(CHUNK);
    size_t total = 0, packed = about.valid & ZIP_STAT_COMP_SIZE ? (size_t)about.comp_size : 0;
    int    code = 0;
    do {
        n = zip_fread(f, chunk, CHUNK);
        if (n < 0) {
            code = faults_add(faults, a->path, 0, 0, "%s in it is damaged: %s", part, zip_file_strerror(f));
        } else {
            total += (size_t)n;
            if (is_too_big(a, total, packed))
                code = faults_add(faults, a->path, 0, 0, "%s in it unpacks to over %.0f MB; that is not read", part,
                                  (double)total / 1e6);
            else
                code = take(context, chunk, (size_t)n, n == 0);
        }
    } while (n > 0 && !code);
    free(chunk);
    zip_fclose(f);
    return code;
}
