#include "unit.h"

#include "base/alloc.h"
#include "base/file.h"
#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>

static char folder[] = "/tmp/headcount-file-XXXXXX";

static int make_folder(void **state)
{
    (void)state;
    return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
    (void)state;
    char command[80];
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return system(command);
}

static int entries(const char *path)
{
    DIR *d = opendir(path);
    int  n = 0;
    assert_non_null(d);
    while (readdir(d))
        n++;
    closedir(d);
    return n - 2;
}

/* The first fault with the folder's name cut off, so that it can be compared. */
static const char *told(struct faults *faults, char buf[1024])
{
    if (faults->count == 0)
        return "no fault";
    fault_format(&faults->items[0], buf, 1024);
    memset(faults, 0, sizeof *faults);
    return text_starts(buf, folder) ? buf + strlen(folder) + 1 : buf;
}

static void paths(void **state)
{
    (void)state;
    static const char *const cases[][3] = {{"a", "b", "a/b"}, {"a/", "b", "a/b"}, {"", "b", "b"}, {"a", "/b", "/b"}};
    for (int i = 0; i < 4; i++) {
        char *joined = file_join(cases[i][0], cases[i][1]);
        assert_string_equal(joined, cases[i][2]);
        free(joined);
    }
    assert_string_equal(file_name("a/b.csv"), "b.csv");
    assert_string_equal(file_name("b.csv"), "b.csv");
    char *of[] = {file_folder("a/b/c"), file_folder("c"), file_folder("/c")};
    assert_string_equal(of[0], "a/b");
    assert_string_equal(of[1], ".");
    assert_string_equal(of[2], "/");
    for (int i = 0; i < 3; i++)
        free(of[i]);
}

static void writes_and_reads_back(void **state)
{
    (void)state;
    struct faults faults = {0};
    struct text   big = {0}, back = {0};
    char         *deep = file_join(folder, "x/y//z/"), *path = file_join(deep, "t.bin");
    assert_int_equal(file_make_folder(deep, &faults), 0);
    assert_int_equal(file_make_folder(deep, &faults), 0);
    assert_true(file_is_folder(deep));
    for (int i = 0; i < 300000; i++)
        text_add_char(&big, (char)(i * 7));
    assert_int_equal(file_write_text(path, &big, &faults), 0);
    assert_int_equal(file_read(&back, path, FILE_LIMIT, &faults), 0);
    assert_int_equal(back.length, big.length);
    assert_memory_equal(back.data, big.data, big.length);
    assert_int_equal(file_write(path, "new", 3, &faults), 0);
    assert_int_equal(file_read_text(&back, path, FILE_LIMIT, &faults), 0);
    assert_string_equal(back.data, "new");
    assert_int_equal(entries(deep), 1);
    assert_int_equal(file_read(&back, "/proc/self/status", FILE_LIMIT, &faults), 0);
    assert_true(back.length > 100);
    assert_int_equal(faults.total, 0);
    text_free(&big);
    text_free(&back);
    free(deep);
    free(path);
}

static void a_link_stays_a_link(void **state)
{
    (void)state;
    struct faults faults = {0};
    struct text   back = {0};
    char         *path = file_join(folder, "target"), *link = file_join(folder, "link");
    assert_int_equal(file_write(path, "old", 3, &faults), 0);
    assert_int_equal(symlink("target", link), 0);
    assert_int_equal(file_write(link, "new", 3, &faults), 0);
    assert_int_equal(file_read(&back, path, 100, &faults), 0);
    assert_string_equal(back.data, "new");
    struct stat about;
    assert_int_equal(lstat(link, &about), 0);
    assert_true(S_ISLNK(about.st_mode));
    text_free(&back);
    free(path);
    free(link);
}

static void tells_what_cannot_be_read(void **state)
{
    (void)state;
    struct faults faults = {0};
    struct text   t = {0};
    char          buf[1024], *path = file_join(folder, "some.csv");
    assert_int_equal(file_read(&t, path, 100, &faults), -1);
    assert_string_equal(told(&faults, buf), "some.csv: there is no such file");
    assert_int_equal(file_read(&t, folder, 100, &faults), -1);
    assert_non_null(strstr(told(&faults, buf), " is a folder; want a file"));
    assert_int_equal(file_write(path, "", 0, &faults), 0);
    assert_int_equal(file_read(&t, path, 100, &faults), 0);
    assert_int_equal(file_read_text(&t, path, 100, &faults), -1);
    assert_string_equal(told(&faults, buf), "some.csv: is empty");
    assert_int_equal(file_write(path, "ab\0c", 4, &faults), 0);
    assert_int_equal(file_read_text(&t, path, 100, &faults), -1);
    assert_string_equal(told(&faults, buf), "some.csv: is not a text file (byte 3 is 0)");
    assert_int_equal(file_read(&t, path, 3, &faults), -1);
    assert_non_null(strstr(told(&faults, buf), "some.csv: is "));
    assert_int_equal(file_read(&t, "/dev/zero", 1000000, &faults), -1);
    assert_string_equal(told(&faults, buf), "/dev/zero: is over 1.0 MB, the most that is read");
    assert_int_equal(truncate(path, (off_t)2 << 30), 0);
    assert_int_equal(file_read(&t, path, FILE_LIMIT, &faults), -1);
    assert_string_equal(told(&faults, buf), "some.csv: is 2147.5 MB; 1073.7 MB at most are read");
    assert_int_equal(faults.disk, 0);
    text_free(&t);
    free(path);
}

static void writes_whole_or_not_at_all(void **state)
{
    (void)state;
    struct faults faults = {0};
    struct text   back = {0};
    char          buf[1024], *path = file_join(folder, "whole.csv"), *nowhere = file_join(folder, "no/such.csv");
    assert_int_equal(file_write(nowhere, "x", 1, &faults), -1);
    assert_string_equal(told(&faults, buf), "no/such.csv: cannot be written: No such file or directory");
    assert_int_equal(file_write(folder, "x", 1, &faults), -1);
    assert_non_null(strstr(told(&faults, buf), " is a folder; want a file to write"));
    assert_int_equal(file_write("/dev/full", "x", 1, &faults), -1);
    assert_int_equal(faults.disk, 1);
    assert_string_equal(told(&faults, buf), "/dev/full: cannot be written: No space left on device");
    assert_int_equal(file_write(path, "before", 6, &faults), 0);
    int   files = entries(folder);
    pid_t child = fork();
    if (child == 0) { /* a full disk, played by a limit on the size of files */
        struct rlimit small = {4096, 4096};
        signal(SIGXFSZ, SIG_IGN);
        setrlimit(RLIMIT_FSIZE, &small);
        char *big = xcalloc(1, 100000);
        int   code = file_write(path, big, 100000, &faults);
        free(big);
        _exit(code == -1 && faults.disk && faults.total == 1 ? 0 : 1);
    }
    int status;
    waitpid(child, &status, 0);
    assert_int_equal(status, 0);
    assert_int_equal(entries(folder), files);
    assert_int_equal(file_read(&back, path, 100, &faults), 0);
    assert_string_equal(back.data, "before");
    char *temporary = file_temporary(path, &faults);
    assert_int_equal(entries(folder), files + 1);
    file_abandon(temporary);
    assert_int_equal(entries(folder), files);
    assert_int_equal(file_make_folder(path, &faults), -1);
    text_free(&back);
    free(path);
    free(nowhere);
}

static void hashes(void **state)
{
    (void)state;
    struct faults faults = {0};
    char          hex[FILE_HASH_SIZE], again[FILE_HASH_SIZE], *path = file_join(folder, "abc");
    file_hash_bytes("abc", 3, hex); /* FIPS 180-4, example B.1 */
    assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_int_equal(file_write(path, "abc", 3, &faults), 0);
    assert_int_equal(file_hash(path, again, &faults), 0);
    assert_string_equal(hex, again);
    assert_int_equal(file_hash(folder, again, &faults), -1);
    free(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paths),
        cmocka_unit_test(writes_and_reads_back),
        cmocka_unit_test(a_link_stays_a_link),
        cmocka_unit_test(tells_what_cannot_be_read),
        cmocka_unit_test(writes_whole_or_not_at_all),
        cmocka_unit_test(hashes),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
