#include "base/text.h"

#include "base/alloc.h"
#include "base/fault.h"
#include <assert.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

const char *text_string(const struct text *t)
{
    return t->data ? t->data : "";
}

static char *room(struct text *t, size_t n)
{
    t->data = xgrow(t->data, &t->capacity, t->length + n + 1, 1);
    return t->data + t->length;
}

void text_add_bytes(struct text *t, const char *bytes, size_t n)
{
    char *to = room(t, n);
    if (n)
        memcpy(to, bytes, n);
    to[n] = '\0';
    t->length += n;
}

void text_add(struct text *t, const char *string)
{
    text_add_bytes(t, string, strlen(string));
}

void text_add_char(struct text *t, char c)
{
    text_add_bytes(t, &c, 1);
}

void text_addf(struct text *t, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int n = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    assert(n >= 0);
    char *to = room(t, (size_t)n);
    va_start(arguments, format);
    vsnprintf(to, (size_t)n + 1, format, arguments);
    va_end(arguments);
    t->length += (size_t)n;
}

void text_clear(struct text *t)
{
    t->length = 0;
    if (t->data)
        t->data[0] = '\0';
}

char *text_take(struct text *t)
{
    char *string = t->data ? t->data : xstrdup("");
    *t = (struct text){0};
    return string;
}

void text_free(struct text *t)
{
    free(t->data);
    *t = (struct text){0};
}

/* Length of the blank at s: ASCII space or control blank, U+00A0, U+3000; 0 if none. */
static size_t blank(const char *s)
{
    if (*s == ' ' || *s == '\t' || *s == '\r' || *s == '\n')
        return 1;
    if (!memcmp(s, "\xc2", 1) && s[1] == '\xa0')
        return 2;
    return strncmp(s, "\xe3\x80\x80", 3) == 0 ? 3 : 0;
}

char *text_trim(char *s)
{
    size_t n;
    while ((n = blank(s)) > 0)
        s += n;
    char *end = s + strlen(s);
    for (;;) {
        size_t length = (size_t)(end - s);
        if (length >= 1 && blank(end - 1) == 1)
            end -= 1;
        else if (length >= 2 && blank(end - 2) == 2)
            end -= 2;
        else if (length >= 3 && blank(end - 3) == 3)
            end -= 3;
        else
            break;
        *end = '\0';
    }
    return s;
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

int text_same(const char *a, const char *b)
{
    for (; *a && lower(*a) == lower(*b); a++, b++)
        ;
    return *a == *b;
}

static const char *skip_joints(const char *s)
{
    while (*s == ' ' || *s == '_' || *s == '-' || *s == '.' || *s == '\t' || *s == '\n' || *s == '\r')
        s++;
    return s;
}

int text_same_name(const char *a, const char *b)
{
    for (;;) {
        a = skip_joints(a);
        b = skip_joints(b);
        if (lower(*a) != lower(*b))
            return 0;
        if (!*a)
            return 1;
        a++, b++;
    }
}

int text_starts(const char *s, const char *prefix)
{
    return strncmp(s, prefix, strlen(prefix)) == 0;
}

int text_is_utf8(const char *s, size_t n)
{
    const unsigned char *p = (const unsigned char *)s, *end = p + n;
    while (p < end) {
        if (*p < 0x80) {
            p++;
            continue;
        }
        size_t   more = *p >= 0xf0 ? 3 : *p >= 0xe0 ? 2 : 1;
        uint32_t code = *p & (0x3fu >> more), least = more == 1 ? 0x80 : more == 2 ? 0x800 : 0x10000;
        if (*p < 0xc2 || *p > 0xf4 || (size_t)(end - p) <= more)
            return 0;
        for (size_t i = 1; i <= more; i++) {
            if ((p[i] & 0xc0) != 0x80)
                return 0;
            code = code << 6 | (p[i] & 0x3fu);
        }
        if (code < least || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff))
            return 0;
        p += more + 1;
    }
    return 1;
}

char **text_split(const char *s, const char *separators, int *count)
{
    char **parts = NULL;
    size_t capacity = 0, n = 0;
    for (;;) {
        size_t length = strcspn(s, separators);
        char  *copy = xstrndup(s, length), *trimmed = text_trim(copy);
        memmove(copy, trimmed, strlen(trimmed) + 1);
        parts = xgrow(parts, &capacity, n + 1, sizeof *parts);
        parts[n++] = copy;
        if (!s[length])
            break;
        s += length + 1;
    }
    *count = (int)n;
    return parts;
}

void text_split_free(char **parts, int count)
{
    for (int i = 0; i < count; i++)
        free(parts[i]);
    free(parts);
}

/* Damerau-Levenshtein distance restricted to one swap of a pair (optimal string alignment), three rows kept. */
int text_distance(const char *a, const char *b)
{
    enum { MOST = 63 };
    size_t la = strlen(a), lb = strlen(b);
    if (la > MOST || lb > MOST)
        return MOST + 1;
    int  rows[3][MOST + 1];
    int *before = rows[0], *above = rows[1], *row = rows[2];
    for (size_t j = 0; j <= lb; j++)
        row[j] = (int)j;
    for (size_t i = 1; i <= la; i++) {
        int *spare = before;
        before = above, above = row, row = spare;
        row[0] = (int)i;
        for (size_t j = 1; j <= lb; j++) {
            int cost = lower(a[i - 1]) != lower(b[j - 1]);
            int best = above[j - 1] + cost;
            if (above[j] + 1 < best)
                best = above[j] + 1;
            if (row[j - 1] + 1 < best)
                best = row[j - 1] + 1;
            if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) && lower(a[i - 2]) == lower(b[j - 1]) &&
                before[j - 2] + 1 < best)
                best = before[j - 2] + 1;
            row[j] = best;
        }
    }
    return row[lb];
}

const char *text_did_you_mean(const char *word, const char *const *candidates, int n)
{
    const char *best = NULL;
    size_t      length = strlen(word);
    int         limit = length <= 2 ? 0 : length <= 4 ? 1 : length <= 7 ? 2 : 3, nearest = limit + 1;
    for (int i = 0; i < n; i++) {
        int distance = text_same_name(word, candidates[i]) ? 0 : text_distance(word, candidates[i]);
        /* "wait" for "wait_s": a prefix is what people remember */
        if (distance > limit && length >= 3 && strncasecmp(word, candidates[i], length) == 0)
            distance = limit;
        if (distance < nearest)
            nearest = distance, best = candidates[i];
    }
    return best;
}

char *text_meant(const char *word, const char *const *candidates, int n, char *buf, size_t size)
{
    const char *meant = text_did_you_mean(word, candidates, n);
    if (meant)
        snprintf(buf, size, FAULT_MARK("; did you mean \"%s\"?"), meant);
    else
        buf[0] = '\0';
    return buf;
}

static int runs_as_formula(const char *s)
{
    while (*s == '\'')
        s++;
    return *s != '\0' && strchr("=+-@\t\r", *s) != NULL;
}

/* Text that already begins with apostrophes before such a character gets one more, so that taking one off is exact. */
void text_add_safe(struct text *t, const char *string)
{
    if (runs_as_formula(string))
        text_add_char(t, '\'');
    text_add(t, string);
}

const char *text_from_cell(const char *cell)
{
    return cell[0] == '\'' && runs_as_formula(cell) ? cell + 1 : cell;
}
