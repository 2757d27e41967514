/* file - whole files: read within a size limit, written whole or not at all, and their SHA-256. Paths are UTF-8 bytes.
 * Functions returning int give 0, or -1 with a fault that names the file and the reason. */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/fault.h"
#include "base/text.h"

enum { FILE_HASH_SIZE = 65 };
#define FILE_LIMIT ((size_t)1 << 30) /* usual limit in bytes: 1 GB */

/* Reads all of path into *out (emptied first). Missing, a folder, unreadable, longer than limit: a fault. */
int file_read(struct text *out, const char *path, size_t limit, struct faults *faults);
/* The same for text: an empty file and one with NUL bytes (binary) are faults too. */
int file_read_text(struct text *out, const char *path, size_t limit, struct faults *faults);
/* Opens path for reading after the checks of file_read; size gets its length, or -1 when not known (a pipe).
 * Returns NULL with a fault. Close with fclose. */
FILE *file_open(const char *path, size_t limit, long long *size, struct faults *faults);

/* Writes data to path whole or not at all: a temporary file in the same folder, flushed to disk, renamed over. On a
 * fault (no folder, no permission, disk full) the temporary file is gone and path is as it was. */
int file_write(const char *path, const char *data, size_t length, struct faults *faults);
int file_write_text(const char *path, const struct text *text, struct faults *faults);
/* The same for a library that writes by itself: file_temporary gives the path to write to (free it), then either
 * file_commit (flush, rename to path) or file_abandon (remove); both free it. NULL with a fault. */
char *file_temporary(const char *path, struct faults *faults);
int   file_commit(char *temporary, const char *path, struct faults *faults);
void  file_abandon(char *temporary);

int   file_make_folder(const char *path, struct faults *faults); /* with its parents; there already is fine */
int   file_exists(const char *path);                             /* 1 also for a folder */
int   file_is_folder(const char *path);
char *file_join(const char *folder, const char *name);           /* to free; an absolute name stays as it is */
const char *file_name(const char *path);                         /* the part after the last slash */
char *file_folder(const char *path);                             /* the part before it, "." if none; to free */

/* SHA-256 in hexadecimal. */
void file_hash_bytes(const void *data, size_t length, char hex[FILE_HASH_SIZE]);
int  file_hash(const char *path, char hex[FILE_HASH_SIZE], struct faults *faults);

#endif
