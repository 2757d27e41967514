/* Reading JSON by jansson, with the place of every value. */
#include "json_data.h"

#include "base/alloc.h"
#include "base/file.h"
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

/* jansson tells no positions of values, so the text it has accepted is walked once more beside its tree; members come in
 * the order of the text in both. All nodes are one array, the items of a container side by side; node 0 is the root. */

enum { DEPTH_MAX = 100 };

/* --- reading ------------------------------------------------------------------------------------------------------ */

struct cursor {
    const char *s;
    long        line, column;
};

static void step(struct cursor *c)
{
    if (*c->s == '\n')
        c->line++, c->column = 1;
    else if (((unsigned char)c->s[1] & 0xc0) != 0x80) /* the next byte begins a character */
        c->column++;
    c->s++;
}

static void skip_space(struct cursor *c)
{
    while (*c->s == ' ' || *c->s == '\t' || *c->s == '\n' || *c->s == '\r')
        step(c);
}

static void skip_scalar(struct cursor *c)
{
    if (*c->s != '"') {
        while (*c->s && !strchr(" \t\r\n,]}", *c->s))
            step(c);
        return;
    }
    for (step(c); *c->s != '"'; step(c))
        if (*c->s == '\\')
            step(c);
    step(c);
}

static size_t count_nodes(const json_t *value)
{
    size_t      n = 1, i;
    const char *key;
    json_t     *item;
    json_array_foreach(value, i, item) n += count_nodes(item);
    json_object_foreach((json_t *)value, key, item) n += count_nodes(item);
    return n;
}

static struct json *new_items(struct json *of, size_t count)
{
    struct json_document *d = of->document;
    of->items = d->nodes + d->used;
    of->count = (int)count;
    d->used += count;
    for (size_t i = 0; i < count; i++)
        of->items[i] = (struct json){.document = d, .parent = of, .index = (int)i};
    return of->items;
}

static enum json_kind take_value(struct json *v, const json_t *value)
{
    switch (json_typeof(value)) {
    case JSON_OBJECT:
        return JSON_KIND_OBJECT;
    case JSON_ARRAY:
        return JSON_KIND_ARRAY;
    case JSON_STRING:
        v->string = json_string_value(value);
        return JSON_KIND_STRING;
    case JSON_INTEGER:
    case JSON_REAL:
        v->number = json_number_value(value);
        return JSON_KIND_NUMBER;
    case JSON_TRUE:
    case JSON_FALSE:
        v->number = json_is_true(value);
        return JSON_KIND_BOOL;
    default:
        return JSON_KIND_NULL;
    }
}

static void place(struct json *v, json_t *value, struct cursor *c, int depth);

static void place_members(struct json *v, json_t *object, struct cursor *c, int depth)
{
    struct json *item = new_items(v, json_object_size(object));
    for (void *m = json_object_iter(object); m; m = json_object_iter_next(object, m), item++) {
        skip_space(c);
        item->key = json_object_iter_key(m);
        item->key_line = c->line;
        item->key_column = c->column;
        skip_scalar(c);
        skip_space(c);
        step(c); /* the colon */
        place(item, json_object_iter_value(m), c, depth + 1);
        skip_space(c);
        if (item + 1 < v->items + v->count)
            step(c); /* the comma */
    }
}

static void place_elements(struct json *v, const json_t *array, struct cursor *c, int depth)
{
    struct json *item = new_items(v, json_array_size(array));
    for (size_t i = 0; i < json_array_size(array); i++, item++) {
        place(item, json_array_get(array, i), c, depth + 1);
        skip_space(c);
        if (i + 1 < json_array_size(array))
            step(c); /* the comma */
    }
}

/* Fills node v, whose text begins at the cursor after spaces, and all below it. */
static void place(struct json *v, json_t *value, struct cursor *c, int depth)
{
    skip_space(c);
    v->line = c->line;
    v->column = c->column;
    v->kind = take_value(v, value);
    if (depth > DEPTH_MAX && !v->document->too_deep)
        v->document->too_deep = c->line;
    if (v->kind != JSON_KIND_OBJECT && v->kind != JSON_KIND_ARRAY) {
        skip_scalar(c);
        return;
    }
    step(c); /* the opening bracket */
    if (v->kind == JSON_KIND_OBJECT)
        place_members(v, value, c, depth);
    else
        place_elements(v, value, c, depth);
    skip_space(c);
    step(c); /* the closing one */
}

struct json *json_parse(const char *name, const char *data, size_t length, struct faults *faults)
{
    json_error_t error;
    size_t       mark = length >= 3 && memcmp(data, "\xef\xbb\xbf", 3) == 0 ? 3 : 0; /* some editors put it */
    if (memchr(data, '\0', length)) { /* jansson takes some for spaces */
        faults_add(faults, name, 0, 0, "is not a text file (it has bytes of value 0)");
        return NULL;
    }
    json_t *tree = json_loadb(data + mark, length - mark, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &error);
    if (!tree) {
        faults_add(faults, name, error.line > 0 ? error.line : 0, error.column > 0 ? error.column : 0, "is not valid JSON: %s",
                   error.text);
        return NULL;
    }
    struct json_document *d = xcalloc(1, sizeof *d);
    d->file = xstrdup(name);
    d->tree = tree;
    d->nodes = xcalloc(count_nodes(tree), sizeof *d->nodes);
    d->used = 1;
    d->nodes[0] = (struct json){.document = d};
    char         *text = xstrndup(data + mark, length - mark);
    struct cursor c = {text, 1, 1};
    place(d->nodes, tree, &c, 1);
    free(text);
    if (d->too_deep) {
        faults_add(faults, name, d->too_deep, 0, "values are nested over %d deep", DEPTH_MAX);
        json_free(d->nodes);
        return NULL;
    }
    return d->nodes;
}

struct json *json_read(const char *path, struct faults *faults)
{
    struct text  text = {0};
    struct json *root = NULL;
    if (file_read_text(&text, path, (size_t)100 << 20, faults) == 0)
        root = json_parse(path, text.data, text.length, faults);
    text_free(&text);
    return root;
}

void json_free(struct json *root)
{
    if (!root)
        return;
    struct json_document *d = root->document;
    json_decref(d->tree);
    free(d->file);
    free(d->nodes);
    free(d);
}
