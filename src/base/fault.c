#include "base/fault.h"

#include "base/text.h"
#include <stdarg.h>
#include <string.h>

/* Length of the well-formed UTF-8 character at s, 0 when there is none (s ends or is broken). */
static size_t character(const unsigned char *s)
{
    size_t n = s[0] < 0x80 ? 1 : s[0] < 0xe0 ? 2 : s[0] < 0xf0 ? 3 : 4;
    for (size_t i = 1; i < n; i++)
        if (!s[i])
            return 0;
    return text_is_utf8((const char *)s, n) ? n : 0;
}

/* Copies text that may come from a hostile file: what a terminal would obey or choke on becomes "?". */
static void copy_clean(char *to, size_t size, const char *from)
{
    const unsigned char *s = (const unsigned char *)from;
    size_t               used = 0;
    while (*s) {
        size_t n = character(s);
        /* C1 control characters are C2 80..9F; U+2028..202E and U+2066..2069 break or turn the line */
        int bad = n == 0 || s[0] < 0x20 || s[0] == 0x7f || (s[0] == 0xc2 && s[1] < 0xa0) ||
                  (s[0] == 0xe2 && s[1] == 0x80 && s[2] >= 0xa8 && s[2] <= 0xae) ||
                  (s[0] == 0xe2 && s[1] == 0x81 && s[2] >= 0xa6 && s[2] <= 0xa9);
        size_t out = bad ? 1 : n;
        if (used + out >= size)
            break;
        if (bad)
            to[used] = '?';
        else
            memcpy(to + used, s, n);
        used += out;
        s += n ? n : 1;
    }
    to[used] = '\0';
}

int faults_add(struct faults *faults, const char *file, long line, long column, const char *format, ...)
{
    faults->total++;
    if (faults->count == FAULTS_KEPT)
        return -1;
    struct fault *f = &faults->items[faults->count++];
    char          raw[sizeof f->message];
    va_list       arguments;
    va_start(arguments, format);
    vsnprintf(raw, sizeof raw, format, arguments);
    va_end(arguments);
    copy_clean(f->message, sizeof f->message, raw);
    copy_clean(f->file, sizeof f->file, file ? file : "");
    f->line = line;
    f->column = column;
    return -1;
}

void fault_reword(struct fault *fault, const char *message)
{
    copy_clean(fault->message, sizeof fault->message, message);
}

char *fault_format(const struct fault *fault, char *buf, size_t size)
{
    char place[320] = "";
    if (fault->file[0] && fault->line > 0 && fault->column > 0)
        snprintf(place, sizeof place, "%s:%ld:%ld: ", fault->file, fault->line, fault->column);
    else if (fault->file[0] && fault->line > 0)
        snprintf(place, sizeof place, "%s:%ld: ", fault->file, fault->line);
    else if (fault->file[0])
        snprintf(place, sizeof place, "%s: ", fault->file);
    snprintf(buf, size, "%s%s", place, fault->message);
    return buf;
}

void faults_print(const struct faults *faults, FILE *out)
{
    char line[sizeof(struct fault) + 64];
    for (int i = 0; i < faults->count; i++)
        fprintf(out, "%s\n", fault_format(&faults->items[i], line, sizeof line));
    if (faults->total > faults->count)
        fprintf(out, "... and %ld more\n", faults->total - faults->count);
}
