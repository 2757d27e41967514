/* Any bytes as JSON: read or refused; every value stands where it is said to; what is written reads back the same. */
#include "base/json.h"
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The byte at a line and character of the text. */
static char byte_at(const char *s, long line, long column)
{
    for (; line > 1; s++)
        line -= *s == '\n';
    for (; column > 1; s++)
        column -= ((unsigned char)s[1] & 0xc0) != 0x80;
    return *s;
}

static void check_place(const struct json *v, const char *text)
{
    static const char *const begins[] = {"n", "tf", "-0123456789", "\"", "[", "{"};
    char                     c = byte_at(text, json_line(v), json_column(v));
    if (!c || !strchr(begins[json_kind(v)], c))
        abort();
}

static void copy(struct json_out *w, const struct json *v, const char *text, struct faults *faults)
{
    const char *s;
    double      d = 0;
    int         i;
    check_place(v, text);
    json_as_integer(v, 0, 10, &i, faults);
    switch (json_kind(v)) {
    case JSON_KIND_STRING:
        json_as_string(v, &s, faults);
        json_out_string(w, json_key(v), s);
        break;
    case JSON_KIND_NUMBER:
        json_as_number(v, -INFINITY, INFINITY, &d, faults);
        json_out_number(w, json_key(v), d);
        break;
    case JSON_KIND_ARRAY:
    case JSON_KIND_OBJECT:
        if (json_kind(v) == JSON_KIND_ARRAY)
            json_out_flat_array(w, json_key(v));
        else
            json_out_object(w, json_key(v));
        for (int k = 0; k < json_length(v); k++)
            copy(w, json_item(v, k), text, faults);
        json_out_end(w, json_kind(v) == JSON_KIND_ARRAY ? ']' : '}');
        break;
    default:
        json_out_null(w, json_key(v));
    }
}

static int same(const struct json *a, const struct json *b, struct faults *faults)
{
    const char *s = "", *z = "";
    double      d = 0, e = 0;
    if (json_kind(a) == JSON_KIND_BOOL)
        return json_kind(b) == JSON_KIND_NULL;
    if (json_kind(a) != json_kind(b) || json_length(a) != json_length(b))
        return 0;
    if (json_kind(a) == JSON_KIND_STRING && (json_as_string(a, &s, faults) || json_as_string(b, &z, faults) || strcmp(s, z) != 0))
        return 0;
    if (json_kind(a) == JSON_KIND_NUMBER && (json_as_number(a, -INFINITY, INFINITY, &d, faults) ||
                                             json_as_number(b, -INFINITY, INFINITY, &e, faults) || d != e))
        return 0;
    for (int i = 0; i < json_length(a); i++)
        if (!same(json_item(a, i), json_item(b, i), faults))
            return 0;
    return 1;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct faults      faults = {0};
    struct json       *v = json_parse("f", (const char *)data, size, &faults), *back;
    struct json_out    w = {0};
    struct json_object o;
    int                i;
    if (!v) {
        if (faults.total == 0)
            abort();
        return 0;
    }
    char *text = calloc(size + 1, 1);
    memcpy(text, data, size);
    if (size >= 3 && memcmp(data, "\xef\xbb\xbf", 3) == 0)
        memmove(text, text + 3, size - 2);
    copy(&w, v, text, &faults);
    back = json_parse("b", w.text.data, w.text.length, &faults);
    if (!back || !same(v, back, &faults))
        abort();
    json_open(&o, v, &faults);
    json_get_integer(&o, "seed", JSON_REQUIRED, 0, 10, &i);
    json_close(&o);
    json_free(back);
    json_free(v);
    json_out_free(&w);
    free(text);
    return 0;
}
