#include "base/file.h"

#include "base/alloc.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

FILE *file_open(const char *path, size_t limit, long long *size, struct faults *faults)
{
    struct stat about;
    FILE       *f = fopen(path, "rbe");
    if (!f) {
        if (errno == ENOENT)
            faults_add(faults, path, 0, 0, "there is no such file");
        else
            faults_add(faults, path, 0, 0, "cannot be read: %s", strerror(errno));
        return NULL;
    }
    if (fstat(fileno(f), &about) == 0 && S_ISDIR(about.st_mode)) {
        faults_add(faults, path, 0, 0, "is a folder; want a file");
        fclose(f);
        return NULL;
    }
    *size = S_ISREG(about.st_mode) ? (long long)about.st_size : -1;
    if (*size > 0 && (unsigned long long)*size > limit) {
        faults_add(faults, path, 0, 0, "is %.1f MB; %.1f MB at most are read", (double)*size / 1e6, (double)limit / 1e6);
        fclose(f);
        return NULL;
    }
    return f;
}

int file_read(struct text *out, const char *path, size_t limit, struct faults *faults)
{
    long long size;
    FILE     *f = file_open(path, limit, &size, faults);
    int       code = 0;
    text_clear(out);
    if (!f)
        return -1;
    size_t wanted = size > 0 ? (size_t)size : 0;
    for (;;) {
        /* one byte more than expected, so that the end is seen without growing */
        size_t ask = wanted + 1 > out->length + 65536 ? wanted + 1 - out->length : 65536;
        out->data = xgrow(out->data, &out->capacity, out->length + ask + 1, 1);
        size_t got = fread(out->data + out->length, 1, ask, f);
        out->length += got;
        if (got == 0)
            break;
        if (out->length > limit) {
            code = faults_add(faults, path, 0, 0, "is over %.1f MB, the most that is read", (double)limit / 1e6);
            break;
        }
    }
    if (ferror(f))
        code = faults_add(faults, path, 0, 0, "cannot be read: %s", strerror(errno));
    fclose(f);
    if (code)
        text_free(out);
    else
        out->data[out->length] = '\0';
    return code;
}

int file_read_text(struct text *out, const char *path, size_t limit, struct faults *faults)
{
    if (file_read(out, path, limit, faults))
        return -1;
    const char *nul = memchr(text_string(out), '\0', out->length);
    int         code = 0;
    if (out->length == 0)
        code = faults_add(faults, path, 0, 0, "is empty");
    else if (nul)
        code = faults_add(faults, path, 0, 0, "is not a text file (byte %zu is 0)", (size_t)(nul - out->data) + 1);
    if (code)
        text_free(out);
    return code;
}

static int cannot_write(const char *path, struct faults *faults)
{
    int why = errno;
    if (why == ENOSPC || why == EDQUOT || why == EIO || why == EFBIG)
        faults->disk = 1;
    return faults_add(faults, path, 0, 0, "cannot be written: %s", strerror(why));
}

static int write_all(int to, const char *data, size_t length)
{
    while (length > 0) {
        ssize_t n = write(to, data, length);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return -1;
        data += n;
        length -= (size_t)n;
    }
    return 0;
}

/* What path leads to: through symbolic links, so that a link stays one and its target is replaced. To free. */
static char *target_of(const char *path)
{
    char *real = realpath(path, NULL);
    return real ? real : xstrdup(path);
}

char *file_temporary(const char *path, struct faults *faults)
{
    char       *target = target_of(path), *folder = file_folder(target);
    struct stat there;
    if (stat(target, &there) == 0 && S_ISDIR(there.st_mode)) {
        faults_add(faults, path, 0, 0, "is a folder; want a file to write");
        goto failed;
    }
    for (int n = 0; n < 1000; n++) {
        struct text name = {0};
        text_addf(&name, "%s/.%s.%ld-%d.tmp", folder, file_name(target), (long)getpid(), n);
        int f = open(name.data, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (f >= 0) {
            close(f);
            free(target);
            free(folder);
            return text_take(&name);
        }
        text_free(&name);
        if (errno != EEXIST)
            break;
    }
    cannot_write(path, faults);
failed:
    free(target);
    free(folder);
    return NULL;
}

void file_abandon(char *temporary)
{
    unlink(temporary);
    free(temporary);
}

/* Renaming is safe against a crash only when the data is on the disk first, and the folder's entry after. */
int file_commit(char *temporary, const char *path, struct faults *faults)
{
    char *target = target_of(path);
    int   f = open(temporary, O_RDWR | O_CLOEXEC), code = 0;
    if (f < 0 || fsync(f) != 0 || rename(temporary, target) != 0)
        code = cannot_write(path, faults);
    if (f >= 0)
        close(f);
    if (code) {
        unlink(temporary);
    } else {
        char *folder = file_folder(target);
        int   entry = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (entry >= 0) {
            fsync(entry);
            close(entry);
        }
        free(folder);
    }
    free(target);
    free(temporary);
    return code;
}

/* A device or a pipe cannot be replaced by renaming, only written to. */
static int write_through(const char *path, const char *data, size_t length, struct faults *faults)
{
    int f = open(path, O_WRONLY | O_CLOEXEC), code = 0;
    if (f < 0 || write_all(f, data, length) != 0)
        code = cannot_write(path, faults);
    if (f >= 0)
        close(f);
    return code;
}

int file_write(const char *path, const char *data, size_t length, struct faults *faults)
{
    struct stat there;
    if (stat(path, &there) == 0 && !S_ISREG(there.st_mode) && !S_ISDIR(there.st_mode))
        return write_through(path, data, length, faults);
    char *temporary = file_temporary(path, faults);
    if (!temporary)
        return -1;
    int f = open(temporary, O_WRONLY | O_CLOEXEC), failed = f < 0 || write_all(f, data, length) != 0;
    if (failed)
        cannot_write(path, faults);
    if (f >= 0 && close(f) != 0 && !failed) {
        failed = 1;
        cannot_write(path, faults);
    }
    if (failed) {
        file_abandon(temporary);
        return -1;
    }
    return file_commit(temporary, path, faults);
}

int file_write_text(const char *path, const struct text *text, struct faults *faults)
{
    return file_write(path, text_string(text), text->length, faults);
}

int file_make_folder(const char *path, struct faults *faults)
{
    char *part = xstrdup(path);
    int   code = 0;
    for (char *p = part; *p && !code; p++) {
        if ((p[1] != '/' && p[1] != '\0') || *p == '/')
            continue;
        char after = p[1];
        p[1] = '\0';
        if (mkdir(part, 0777) != 0 && !file_is_folder(part)) {
            if (errno == ENOSPC || errno == EDQUOT)
                faults->disk = 1;
            code = faults_add(faults, path, 0, 0, "cannot be made: %s: %s", part, strerror(errno));
        }
        p[1] = after;
    }
    free(part);
    return code;
}

int file_exists(const char *path)
{
    struct stat there;
    return stat(path, &there) == 0;
}

int file_is_folder(const char *path)
{
    struct stat there;
    return stat(path, &there) == 0 && S_ISDIR(there.st_mode);
}

char *file_join(const char *folder, const char *name)
{
    struct text t = {0};
    if (name[0] != '/' && folder[0]) {
        text_add(&t, folder);
        if (t.data[t.length - 1] != '/')
            text_add_char(&t, '/');
    }
    text_add(&t, name);
    return text_take(&t);
}

const char *file_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

char *file_folder(const char *path)
{
    const char *slash = strrchr(path, '/');
    if (!slash)
        return xstrdup(".");
    return slash == path ? xstrdup("/") : xstrndup(path, (size_t)(slash - path));
}
