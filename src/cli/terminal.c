#include "cli/terminal.h"

#include <string.h>

/* Bytes of the character at s, its width on a terminal, and whether a terminal would obey it. */
static size_t character(const char *s, int *width, int *bad)
{
    const unsigned char *u = (const unsigned char *)s;
    size_t               n = u[0] < 0x80 ? 1 : u[0] < 0xe0 ? 2 : u[0] < 0xf0 ? 3 : 4;
    *bad = u[0] < 0x20 || u[0] == 0x7f || (u[0] == 0xc2 && u[1] < 0xa0) ||
           (u[0] == 0xe2 && u[1] == 0x80 && u[2] >= 0xa8 && u[2] <= 0xae);
    for (size_t i = 1; i < n; i++)
        if (!u[i])
            n = i;
    unsigned code = n == 3 ? (u[0] & 15u) << 12 | (u[1] & 63u) << 6 | (u[2] & 63u) : 0;
    *width = (code >= 0x1100 && code <= 0x115f) || (code >= 0x2e80 && code <= 0xa4cf) ||
                     (code >= 0xac00 && code <= 0xd7a3) || (code >= 0xf900 && code <= 0xfaff) ||
                     (code >= 0xfe30 && code <= 0xfe6f) || (code >= 0xff00 && code <= 0xff60) || n == 4
                 ? 2
                 : 1;
    return n;
}

int terminal_put(FILE *out, const char *s, int most)
{
    int used = 0, width, bad;
    for (size_t n; *s; s += n) {
        n = character(s, &width, &bad);
        if (most && used + width > most)
            break;
        if (bad)
            fputc('?', out);
        else
            fwrite(s, 1, n, out);
        used += width;
    }
    return used;
}

void terminal_cell(FILE *out, const char *s, int width)
{
    fprintf(out, "%*s", width - terminal_put(out, s, width), "");
}

/* Bytes of the piece at s that is not broken: to a blank, or a wide character, behind which a line may end. */
static size_t piece_at(const char *s, int *width)
{
    size_t n = 0;
    int    one = 0, bad;
    for (*width = 0; s[n] && s[n] != ' ' && one < 2; *width += one)
        n += character(s + n, &one, &bad);
    return n;
}

void terminal_paragraph(FILE *out, const char *mark, const char *s)
{
    int at = terminal_put(out, mark, 0), indent = at, blank = 0, width;
    while (*s) {
        size_t n = piece_at(s, &width);
        char   piece[512];
        if (at > indent && at + blank + width > TERMINAL_WIDTH) {
            fprintf(out, "\n%*s", indent, "");
            at = indent;
        } else if (blank) {
            fputc(' ', out);
            at++;
        }
        snprintf(piece, sizeof piece, "%.*s", (int)(n < sizeof piece ? n : sizeof piece - 1), s);
        at += terminal_put(out, piece, 0);
        blank = s[n] == ' ';
        s += n + strspn(s + n, " ");
    }
    fputc('\n', out);
}

const char *terminal_grouped(double value, char buf[TEXT_NUMBER_SIZE])
{
    char plain[TEXT_NUMBER_SIZE];
    text_format_fixed(value, 0, plain);
    size_t n = strlen(plain), to = 0;
    for (size_t i = 0; i < n && to + 2 < TEXT_NUMBER_SIZE; i++) {
        if (i > 0 && (n - i) % 3 == 0 && plain[i - 1] != '-')
            buf[to++] = ',';
        buf[to++] = plain[i];
    }
    buf[to] = '\0';
    return buf;
}
