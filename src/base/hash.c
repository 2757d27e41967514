/* SHA-256 of file.h, on nettle. */
#include "base/file.h"

#include <errno.h>
#include <nettle/sha2.h>
#include <stdint.h>
#include <string.h>

static void finish(struct sha256_ctx *sha, char hex[FILE_HASH_SIZE])
{
    static const char digits[] = "0123456789abcdef";
    uint8_t           digest[SHA256_DIGEST_SIZE];
    sha256_digest(sha, sizeof digest, digest);
    for (int i = 0; i < SHA256_DIGEST_SIZE; i++) {
        hex[2 * i] = digits[digest[i] >> 4];
        hex[2 * i + 1] = digits[digest[i] & 15];
    }
    hex[FILE_HASH_SIZE - 1] = '\0';
}

void file_hash_bytes(const void *data, size_t length, char hex[FILE_HASH_SIZE])
{
    struct sha256_ctx sha;
    sha256_init(&sha);
    sha256_update(&sha, length, data);
    finish(&sha, hex);
}

int file_hash(const char *path, char hex[FILE_HASH_SIZE], struct faults *faults)
{
    long long size;
    FILE     *f = file_open(path, FILE_LIMIT, &size, faults);
    if (!f)
        return -1;
    struct sha256_ctx sha;
    uint8_t           chunk[65536];
    size_t            n;
    sha256_init(&sha);
    while ((n = fread(chunk, 1, sizeof chunk, f)) > 0)
        sha256_update(&sha, n, chunk);
    int failed = ferror(f);
    fclose(f);
    if (failed)
        return faults_add(faults, path, 0, 0, "cannot be read: %s", strerror(EIO));
    finish(&sha, hex);
    return 0;
}
