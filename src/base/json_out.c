/* Writing JSON: see json.h. */
#include "base/json.h"

#include "base/file.h"
#include <assert.h>
#include <math.h>
#include <string.h>

static void add_string(struct text *t, const char *s)
{
    text_add_char(t, '"');
    while (*s) {
        unsigned char c = (unsigned char)*s;
        size_t        n = c < 0x80 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
        if (strnlen(s, n) < n || !text_is_utf8(s, n)) { /* words of the command line may be anything */
            text_add(t, "\xef\xbf\xbd");
            n = 1;
        } else if (c == '"' || c == '\\') {
            text_addf(t, "\\%c", c);
        } else if (c == '\n' || c == '\t') {
            text_add(t, c == '\n' ? "\\n" : "\\t");
        } else if (c < 0x20 || c == '<') { /* </script> and <!-- would end or hide a script */
            text_addf(t, "\\u%04x", c);
        } else if (n == 3 && (memcmp(s, "\xe2\x80\xa8", 3) == 0 || memcmp(s, "\xe2\x80\xa9", 3) == 0)) {
            text_add(t, s[2] == '\xa8' ? "\\u2028" : "\\u2029"); /* line ends to older JavaScript */
        } else {
            text_add_bytes(t, s, n);
        }
        s += n;
    }
    text_add_char(t, '"');
}

static int is_flat(const struct json_out *w)
{
    return w->flat_from && w->depth >= w->flat_from;
}

static void new_line(struct json_out *w)
{
    text_add_char(&w->text, '\n');
    for (int i = 0; i < w->depth; i++)
        text_add(&w->text, "  ");
}

/* The comma, the place and the key before a value. */
static void before_value(struct json_out *w, const char *key)
{
    if (w->depth > 0) {
        if (!w->first)
            text_add_char(&w->text, ',');
        if (!is_flat(w))
            new_line(w);
        else if (!w->first)
            text_add_char(&w->text, ' ');
    }
    w->first = 0;
    if (key) {
        add_string(&w->text, key);
        text_add(&w->text, ": ");
    }
}

static void begin(struct json_out *w, const char *key, char bracket, int flat)
{
    before_value(w, key);
    text_add_char(&w->text, bracket);
    w->depth++;
    w->first = 1;
    if (flat && !w->flat_from)
        w->flat_from = w->depth;
}

void json_out_object(struct json_out *w, const char *key)
{
    begin(w, key, '{', 0);
}

void json_out_array(struct json_out *w, const char *key)
{
    begin(w, key, '[', 0);
}

void json_out_flat_object(struct json_out *w, const char *key)
{
    begin(w, key, '{', 1);
}

void json_out_flat_array(struct json_out *w, const char *key)
{
    begin(w, key, '[', 1);
}

void json_out_end(struct json_out *w, char bracket)
{
    int flat = is_flat(w);
    assert(w->depth > 0 && (bracket == '}' || bracket == ']'));
    w->depth--;
    if (!flat && !w->first)
        new_line(w);
    if (w->depth < w->flat_from)
        w->flat_from = 0;
    text_add_char(&w->text, bracket);
    w->first = 0;
}

void json_out_number(struct json_out *w, const char *key, double value)
{
    before_value(w, key);
    if (isfinite(value))
        text_add_number(&w->text, value);
    else
        text_add(&w->text, "null");
}

void json_out_fixed(struct json_out *w, const char *key, double value, int decimals)
{
    char   buf[TEXT_NUMBER_SIZE];
    double rounded = value;
    if (fabs(value) < 1e15)
        text_number(text_format_fixed(value, decimals, buf), TEXT_PLAIN, &rounded);
    json_out_number(w, key, rounded);
}

void json_out_integer(struct json_out *w, const char *key, long long value)
{
    before_value(w, key);
    text_addf(&w->text, "%lld", value);
}

void json_out_bool(struct json_out *w, const char *key, int value)
{
    before_value(w, key);
    text_add(&w->text, value ? "true" : "false");
}

void json_out_string(struct json_out *w, const char *key, const char *value)
{
    before_value(w, key);
    if (value)
        add_string(&w->text, value);
    else
        text_add(&w->text, "null");
}

void json_out_null(struct json_out *w, const char *key)
{
    json_out_string(w, key, NULL);
}

int json_out_write(const struct json_out *w, const char *path, struct faults *faults)
{
    struct text whole = {0};
    assert(w->depth == 0);
    text_add_bytes(&whole, text_string(&w->text), w->text.length);
    text_add_char(&whole, '\n');
    int code = file_write_text(path, &whole, faults);
    text_free(&whole);
    return code;
}

void json_out_free(struct json_out *w)
{
    text_free(&w->text);
    *w = (struct json_out){0};
}
