/* scenario_folder - a scenario in a temporary folder for a test: what `init` writes, with some files replaced. */
#ifndef TESTS_SCENARIO_FOLDER_H
#define TESTS_SCENARIO_FOLDER_H

#include "unit.h"
#include "base/file.h"
#include "model/scenario.h"
#include "model/scenario_init.h"
#include <dirent.h>
#include <stdio.h>

enum { FOLDER_SIZE = 64 };

static inline void folder_put(const char *folder, const char *name, const char *content)
{
    struct faults faults = {.count = 0};
    char         *path = file_join(folder, name);
    assert_int_equal(file_write(path, content, strlen(content), &faults), 0);
    free(path);
}

static inline void folder_make(char folder[FOLDER_SIZE])
{
    struct faults faults = {.count = 0};
    snprintf(folder, FOLDER_SIZE, "/tmp/headcount-test-XXXXXX");
    assert_non_null(mkdtemp(folder));
    assert_int_equal(scenario_init(folder, &faults), 0);
    assert_no_fault(&faults);
    folder_put(folder, "fixed.csv", "agent,day,shift\n"); /* tests have agents and horizons of their own */
}

/* The files of another folder, in a new one. */
static inline void folder_copy(char folder[FOLDER_SIZE], const char *from)
{
    struct faults faults = {.count = 0};
    DIR          *d = opendir(from);
    snprintf(folder, FOLDER_SIZE, "/tmp/headcount-test-XXXXXX");
    assert_non_null(mkdtemp(folder));
    assert_non_null(d);
    for (struct dirent *e; (e = readdir(d));) {
        struct text text = {0};
        char       *path = file_join(from, e->d_name);
        if (strchr(e->d_name, '.') > e->d_name && file_read(&text, path, FILE_LIMIT, &faults) == 0)
            folder_put(folder, e->d_name, text_string(&text));
        free(path);
        text_free(&text);
    }
    closedir(d);
    assert_no_fault(&faults);
}

/* The content of a file with the first `from` in it replaced. */
static inline void folder_change(const char *folder, const char *name, const char *from, const char *to)
{
    struct faults faults = {.count = 0};
    struct text   text = {0}, changed = {0};
    char         *path = file_join(folder, name);
    assert_int_equal(file_read(&text, path, FILE_LIMIT, &faults), 0);
    const char *at = strstr(text_string(&text), from);
    if (!at)
        fail_msg("%s has no %s", name, from);
    text_add_bytes(&changed, text_string(&text), (size_t)(at - text_string(&text)));
    text_add(&changed, to);
    text_add(&changed, at + strlen(from));
    folder_put(folder, name, text_string(&changed));
    free(path);
    text_free(&text);
    text_free(&changed);
}

/* Three days of scenarios/shop: planned in a fraction of the week's time, with as many rules. */
static inline void folder_shop_days(char folder[FOLDER_SIZE])
{
    folder_copy(folder, "scenarios/shop");
    folder_change(folder, "scenario.json", "\"weeks\": 1", "\"days\": 3");
    folder_put(folder, "timeoff.csv", "agent,start,end,kind,paid,credited_h\n"); /* were of days beyond these */
    folder_put(folder, "requests.csv", "agent,day,what,window,shift,weight\n");
}

static inline void folder_remove(const char *folder)
{
    DIR *d = opendir(folder);
    for (struct dirent *e; (e = readdir(d));) {
        char *path = file_join(folder, e->d_name);
        if (e->d_name[0] != '.')
            unlink(path);
        free(path);
    }
    closedir(d);
    rmdir(folder);
}

static inline struct scenario folder_read(const char *folder, const char *variant)
{
    struct scenario s;
    struct faults   faults = {.count = 0};
    struct variant  v = {variant};
    int             failed = scenario_read(&s, folder, &v, variant ? 1 : 0, 1, &faults);
    assert_no_fault(&faults);
    assert_int_equal(failed, 0);
    return s;
}

/* The first fault without the folder in front of its file. */
static inline void folder_assert_fault(const char *folder, const char *variant, const char *want)
{
    struct scenario s;
    struct faults   faults = {.count = 0};
    struct variant  v = {variant};
    char            line[1024] = "no fault";
    assert_int_equal(scenario_read(&s, folder, &v, variant ? 1 : 0, 1, &faults), -1);
    if (faults.count > 0)
        fault_format(&faults.items[0], line, sizeof line);
    const char *shown = strncmp(line, folder, strlen(folder)) == 0 ? line + strlen(folder) + 1 : line;
    assert_string_equal(shown, want);
    assert_int_equal(faults.total, 1);
}

#endif
