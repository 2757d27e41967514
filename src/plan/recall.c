#include "plan/recall.h"
#include "base/alloc.h"
#include "base/file.h"
#include "base/json.h"
#include "plan/plan.h"
#include <stdlib.h>
#include <string.h>

/* --- reading ----------------------------------------------------------------------------------------------------- */

static void read_variants(struct recall *r, const struct json *list, struct faults *faults)
{
    int n = list ? json_length(list) : 0;
    r->variants = xcalloc((size_t)n + 1, sizeof *r->variants);
    for (int i = 0; i < n; i++) {
        const char *text;
        if (json_as_string(json_item(list, i), &text, faults) == 0)
            r->variants[r->variant_count++].text = xstrdup(text);
    }
}

static void read_input(struct recall *r, const struct json *v, struct faults *faults)
{
    struct json_object o;
    const char        *file = NULL, *sha256 = NULL, *option = NULL;
    json_open(&o, v, faults);
    json_get_string(&o, "file", JSON_REQUIRED, &file);
    json_get_string(&o, "sha256", JSON_REQUIRED, &sha256);
    json_get_string(&o, "option", JSON_OPTIONAL, &option);
    if (!file || !sha256)
        return;
    struct input_file *input = &r->inputs[r->input_count++];
    input->file = xstrdup(file);
    snprintf(input->sha256, sizeof input->sha256, "%s", sha256);
    char **stands = NULL; /* for stages: the last of several */
    if (option && !strcmp(option, INPUT_FORECAST))
        stands = &r->forecast_file;
    if (option && !strcmp(option, INPUT_REQUIREMENT))
        stands = &r->requirement_file;
    if (stands) {
        free(*stands);
        *stands = xstrdup(file);
    }
}

static void read_members(struct recall *r, const struct json *root, struct faults *faults)
{
    struct json_object o;
    const struct json *variants = NULL, *inputs = NULL;
    double             seed = 0;
    json_open(&o, root, faults);
    json_get_array(&o, "variants", JSON_OPTIONAL, &variants);
    json_get_array(&o, "inputs", JSON_OPTIONAL, &inputs);
    r->has_seed = json_get_number(&o, "seed", JSON_OPTIONAL, 0, 4294967295.0, &seed) == 1;
    r->seed = (uint64_t)seed;
    read_variants(r, variants, faults);
    r->inputs = xcalloc((size_t)(inputs ? json_length(inputs) : 0) + 1, sizeof *r->inputs);
    for (int i = 0; inputs && i < json_length(inputs); i++)
        read_input(r, json_item(inputs, i), faults);
}

int recall_read(struct recall *r, const char *path, struct faults *faults)
{
    long before = faults->total;
    memset(r, 0, sizeof *r);
    if (!file_exists(path))
        return 0;
    r->path = xstrdup(path);
    struct json *root = json_read(path, faults);
    if (root)
        read_members(r, root, faults);
    json_free(root);
    if (faults->total == before)
        return 0;
    recall_free(r);
    return -1;
}

/* --- what was asked for now -------------------------------------------------------------------------------------- */

static int same_variants(const struct recall *r, const struct plan_options *o)
{
    int same = r->variant_count == o->variant_count;
    for (int i = 0; same && i < r->variant_count; i++)
        same = !strcmp(r->variants[i].text, o->variants[i].text);
    return same;
}

static const struct input_file *input_of(const struct recall *r, const char *file)
{
    for (int i = 0; i < r->input_count; i++)
        if (!strcmp(r->inputs[i].file, file))
            return &r->inputs[i];
    return NULL;
}

/* 1: the file given has the bytes of the one the plan started from, wherever it is now. */
static int same_file(const struct recall *r, const char *given, const char *planned)
{
    struct faults            ignored = {0}; /* whoever reads the file says what is wrong with it */
    const struct input_file *input = planned ? input_of(r, planned) : NULL;
    char                     hash[FILE_HASH_SIZE];
    return input && file_hash(given, hash, &ignored) == 0 && !strcmp(hash, input->sha256);
}

static int must_be_there(const struct recall *r, const char *file, const char *option, struct faults *faults)
{
    if (!file || file_exists(file))
        return 0;
    return faults_add(faults, file, 0, 0, "the plan started from it (%s says), but it is not there; want it back, or where it is now: %s FILE",
                      r->path, option);
}

int recall_fill(struct recall *r, struct plan_options *o, struct faults *faults)
{
    if (!r->path)
        return 0;
    if (!o->variant_count) {
        o->variants = r->variants;
        o->variant_count = r->variant_count;
    } else
        r->other |= !same_variants(r, o);
    if (o->forecast_file)
        r->other |= !same_file(r, o->forecast_file, r->forecast_file);
    if (o->requirement_file)
        r->other |= !same_file(r, o->requirement_file, r->requirement_file);
    if (!o->forecast_file && !o->requirement_file) {
        if (must_be_there(r, r->forecast_file, INPUT_FORECAST, faults) ||
            must_be_there(r, r->requirement_file, INPUT_REQUIREMENT, faults))
            return -1;
        o->forecast_file = r->forecast_file;
        o->requirement_file = r->requirement_file;
    }
    if (!o->has_seed) {
        o->has_seed = r->has_seed;
        o->seed = r->seed;
    }
    return 0;
}

static void note_changed(struct recall *r, const char *file)
{
    r->changed = xrealloc(r->changed, ((size_t)r->changed_count + 1) * sizeof *r->changed);
    r->changed[r->changed_count++] = xstrdup(file);
}

/* 1: the plan started from it; that it is not among the inputs now says only that another was asked for. */
static int started_from(const struct recall *r, const char *file)
{
    return (r->forecast_file && !strcmp(file, r->forecast_file)) || (r->requirement_file && !strcmp(file, r->requirement_file));
}

void recall_compare(struct recall *r, const struct scenario *s)
{
    for (int i = 0; r->path && i < s->input_count; i++) {
        const struct input_file *now = &s->inputs[i], *then = input_of(r, now->file);
        if (then ? strcmp(then->sha256, now->sha256) != 0 : !now->option)
            note_changed(r, now->file);
    }
    for (int i = 0; i < r->input_count; i++) {
        int there = started_from(r, r->inputs[i].file);
        for (int k = 0; k < s->input_count; k++)
            there |= !strcmp(s->inputs[k].file, r->inputs[i].file);
        if (!there)
            note_changed(r, r->inputs[i].file);
    }
}

void recall_free(struct recall *r)
{
    for (int i = 0; i < r->variant_count; i++)
        free((char *)r->variants[i].text);
    for (int i = 0; i < r->input_count; i++)
        free(r->inputs[i].file);
    for (int i = 0; i < r->changed_count; i++)
        free(r->changed[i]);
    void *all[] = {r->changed, r->path, r->variants, r->forecast_file, r->requirement_file, r->inputs};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        free(all[i]);
    memset(r, 0, sizeof *r);
}
