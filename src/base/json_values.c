/* The values of a JSON document, judged and told. */
#include "json_data.h"

#include <assert.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum json_kind json_kind(const struct json *v)
{
    return v->kind;
}

const char *json_file(const struct json *v)
{
    return v->document->file;
}

long json_line(const struct json *v)
{
    return v->line;
}

long json_column(const struct json *v)
{
    return v->column;
}

int json_length(const struct json *v)
{
    return v->count;
}

const struct json *json_item(const struct json *v, int i)
{
    assert(i >= 0 && i < v->count);
    return &v->items[i];
}

const char *json_key(const struct json *v)
{
    return v->key;
}

/* /queues/0/goal, the JSON pointer of RFC 6901; the root has none, so it is called so. */
static void add_pointer(struct text *t, const struct json *v)
{
    if (!v->parent) {
        if (!t->length)
            text_add(t, "the document");
        return;
    }
    if (v->parent->parent)
        add_pointer(t, v->parent);
    text_add_char(t, '/');
    if (!v->key)
        text_addf(t, "%d", v->index);
    for (const char *s = v->key ? v->key : ""; *s; s++) {
        if (*s == '~' || *s == '/')
            text_add(t, *s == '~' ? "~0" : "~1");
        else
            text_add_char(t, *s);
    }
}

static void add_value(struct text *t, const struct json *v)
{
    static const char *const kinds[] = {"null", "", "", "", "an array", "an object"};
    size_t                   n = v->string ? strlen(v->string) : 0;
    switch (v->kind) {
    case JSON_KIND_STRING:
        if (n > 40) /* cut between characters */
            for (n = 37; n > 0 && ((unsigned char)v->string[n] & 0xc0) == 0x80; n--)
                ;
        text_addf(t, "\"%.*s%s\"", (int)n, v->string, v->string[n] ? "..." : "");
        break;
    case JSON_KIND_NUMBER:
        text_add_number(t, v->number);
        break;
    case JSON_KIND_BOOL:
        text_add(t, v->number != 0 ? "true" : "false");
        break;
    default:
        text_add(t, kinds[v->kind]);
    }
}

int json_fault(const struct json *v, struct faults *faults, const char *format, ...)
{
    struct text t = {0};
    char        message[300];
    va_list     arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    add_pointer(&t, v);
    text_add(&t, " is ");
    add_value(&t, v);
    faults_add(faults, json_file(v), v->line, v->column, "%s; %s", t.data, message);
    text_free(&t);
    return -1;
}

int json_as_number(const struct json *v, double low, double high, double *value, struct faults *faults)
{
    char want[80];
    if (v->kind != JSON_KIND_NUMBER || !(v->number >= low && v->number <= high))
        return json_fault(v, faults, "want %s", text_range(low, high, want, sizeof want));
    *value = v->number;
    return 0;
}

int json_as_integer(const struct json *v, int low, int high, int *value, struct faults *faults)
{
    if (v->kind != JSON_KIND_NUMBER || !(v->number >= low && v->number <= high) || v->number != floor(v->number))
        return json_fault(v, faults, "want a whole number from %d to %d", low, high);
    *value = (int)v->number;
    return 0;
}

int json_as_string(const struct json *v, const char **value, struct faults *faults)
{
    if (v->kind != JSON_KIND_STRING)
        return json_fault(v, faults, "want a string");
    *value = v->string;
    return 0;
}

int json_as_choice(const struct json *v, const char *const *names, int n, int *index, struct faults *faults)
{
    struct text want = {0};
    char        meant[80] = "";
    const char *s = v->string;
    for (int i = 0; i < n; i++) {
        if (s && strcmp(s, names[i]) == 0) {
            *index = i;
            text_free(&want);
            return 0;
        }
        text_addf(&want, "%s\"%s\"", i == 0 ? "" : i == n - 1 ? " or " : ", ", names[i]);
    }
    if (s)
        text_meant(s, names, n, meant, sizeof meant);
    json_fault(v, faults, "want %s%s", text_string(&want), meant);
    text_free(&want);
    return -1;
}

/* --- objects ------------------------------------------------------------------------------------------------------ */

int json_open(struct json_object *o, const struct json *value, struct faults *faults)
{
    *o = (struct json_object){.value = value, .faults = faults};
    if (value->kind != JSON_KIND_OBJECT)
        o->faulty = json_fault(value, faults, "want an object");
    return o->faulty;
}

static const struct json *find_key(const struct json *object, const char *key)
{
    for (int i = 0; i < object->count; i++)
        if (object->items[i].key && strcmp(object->items[i].key, key) == 0)
            return &object->items[i];
    return NULL;
}

int json_get_member(struct json_object *o, const char *key, enum json_need need, const struct json **value)
{
    assert(o->asked_count < JSON_KEYS_MAX);
    o->asked[o->asked_count++] = key;
    if (o->value->kind != JSON_KIND_OBJECT)
        return 0;
    const struct json *v = find_key(o->value, key);
    if (v && v->kind != JSON_KIND_NULL) {
        *value = v;
        return 1;
    }
    if (need == JSON_OPTIONAL)
        return 0;
    if (v)
        return o->faulty = json_fault(v, o->faults, "it must be stated");
    struct text t = {0};
    add_pointer(&t, o->value);
    o->faulty = faults_add(o->faults, json_file(o->value), o->value->line, o->value->column, "%s has no \"%s\"; it must be stated",
                           t.data, key);
    text_free(&t);
    return -1;
}

static int unknown_key(const struct json_object *o, const struct json *v)
{
    struct text t = {0}, known = {0};
    char        meant[120];
    add_pointer(&t, v);
    for (int i = 0; i < o->asked_count; i++)
        text_addf(&known, "%s%s", i ? ", " : "; known are ", o->asked[i]);
    text_meant(v->key, o->asked, o->asked_count, meant, sizeof meant);
    faults_add(o->faults, json_file(v), v->key_line, v->key_column, "%s is not a known key%s", t.data,
               *meant ? meant : text_string(&known));
    text_free(&t);
    text_free(&known);
    return -1;
}

int json_close(struct json_object *o)
{
    if (o->value->kind != JSON_KIND_OBJECT)
        return o->faulty;
    for (int i = 0; i < o->value->count; i++) {
        int asked = 0;
        for (int k = 0; k < o->asked_count && !asked; k++)
            asked = strcmp(o->asked[k], o->value->items[i].key) == 0;
        if (!asked)
            o->faulty = unknown_key(o, &o->value->items[i]);
    }
    return o->faulty;
}

/* What a getter returns for a member that is there: 1, or -1 noted in the object. */
static int judged(struct json_object *o, int code)
{
    if (code)
        o->faulty = -1;
    return code ? -1 : 1;
}

int json_get_number(struct json_object *o, const char *key, enum json_need need, double low, double high, double *value)
{
    const struct json *v;
    int                there = json_get_member(o, key, need, &v);
    return there == 1 ? judged(o, json_as_number(v, low, high, value, o->faults)) : there;
}

int json_get_integer(struct json_object *o, const char *key, enum json_need need, int low, int high, int *value)
{
    const struct json *v;
    int                there = json_get_member(o, key, need, &v);
    return there == 1 ? judged(o, json_as_integer(v, low, high, value, o->faults)) : there;
}

int json_get_bool(struct json_object *o, const char *key, enum json_need need, int *value)
{
    const struct json *v;
    int                there = json_get_member(o, key, need, &v);
    if (there != 1)
        return there;
    if (v->kind != JSON_KIND_BOOL)
        return judged(o, json_fault(v, o->faults, "want true or false"));
    *value = v->number != 0;
    return 1;
}

int json_get_string(struct json_object *o, const char *key, enum json_need need, const char **value)
{
    const struct json *v;
    int                there = json_get_member(o, key, need, &v);
    return there == 1 ? judged(o, json_as_string(v, value, o->faults)) : there;
}

int json_get_choice(struct json_object *o, const char *key, enum json_need need, const char *const *names, int n, int *index)
{
    const struct json *v;
    int                there = json_get_member(o, key, need, &v);
    return there == 1 ? judged(o, json_as_choice(v, names, n, index, o->faults)) : there;
}

int json_get_array(struct json_object *o, const char *key, enum json_need need, const struct json **value)
{
    const struct json *v;
    int                there = json_get_member(o, key, need, &v);
    if (there != 1)
        return there;
    if (v->kind != JSON_KIND_ARRAY)
        return judged(o, json_fault(v, o->faults, "want an array"));
    *value = v;
    return 1;
}
