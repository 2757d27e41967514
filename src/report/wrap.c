#include "report/wrap.h"

#include <string.h>

/* Length in bytes of the UTF-8 character at s, and its columns: 2 from U+1100 on where scripts are wide (Unicode
 * TR 11, the ranges a planner's names and our texts use), else 1. */
static size_t character(const char *s, int *columns)
{
    unsigned char c = (unsigned char)s[0];
    size_t        n = c < 0x80 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
    n = strnlen(s, n);
    unsigned long u = n == 1 ? c : c & (0xffu >> (n + 1));
    for (size_t i = 1; i < n; i++)
        u = u << 6 | ((unsigned char)s[i] & 0x3f);
    *columns = (u >= 0x1100 && u <= 0x115f) || (u >= 0x2e80 && u <= 0xa4cf) || (u >= 0xac00 && u <= 0xd7a3) ||
                       (u >= 0xf900 && u <= 0xfaff) || (u >= 0xff00 && u <= 0xff60) || (u >= 0x20000 && u <= 0x3fffd)
                   ? 2
                   : 1;
    return n;
}

int wrap_columns(const char *s)
{
    int all = 0, one;
    for (; *s; s += character(s, &one), all += one)
        ;
    return all;
}

void wrap_pad(struct text *out, const char *s, int columns)
{
    text_add(out, s);
    int missing = columns - wrap_columns(s);
    do
        text_add_char(out, ' ');
    while (--missing > 0);
}

/* Bytes up to where the line may break: a word, or one wide character with the closing sign behind it. */
static size_t piece(const char *s, int *columns)
{
    size_t n = 0;
    *columns = 0;
    while (s[n] && s[n] != ' ' && s[n] != '\n') {
        int    one, next = 0;
        size_t length = character(s + n, &one);
        *columns += one;
        n += length;
        if (s[n])
            character(s + n, &next);
        int closing = !strncmp(s + n, "，", 3) || !strncmp(s + n, "。", 3) || !strncmp(s + n, "；", 3) ||
                      !strncmp(s + n, "、", 3) || !strncmp(s + n, "）", 3) || !strncmp(s + n, "：", 3) ||
                      !strncmp(s + n, "”", 3);
        if ((one == 2 || next == 2) && !closing)
            break;
    }
    return n;
}

static void new_line(struct text *out, int indent)
{
    while (out->length && out->data[out->length - 1] == ' ')
        out->data[--out->length] = '\0';
    text_add_char(out, '\n');
    for (int i = 0; i < indent; i++)
        text_add_char(out, ' ');
}

void wrap_add(struct text *out, const char *label, const char *body, int indent, int columns)
{
    if (indent)
        wrap_pad(out, label, indent);
    int at = indent;
    while (*body) {
        if (*body == '\n') {
            if (body[1])
                new_line(out, indent);
            at = indent;
            body++;
            continue;
        }
        int    spaces = (int)strspn(body, " "), wide;
        size_t n = piece(body + spaces, &wide);
        if (at > indent && at + spaces + wide > columns) {
            new_line(out, indent);
            at = indent;
            spaces = 0;
            body += strspn(body, " ");
        }
        text_add_bytes(out, body, (size_t)spaces + n);
        body += (size_t)spaces + n;
        at += spaces + wide;
    }
    new_line(out, 0);
}
