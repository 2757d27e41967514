#include "ics_lines.h"
#include "base/alloc.h"
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { LINE_MOST = 65536 };

/* Adds the physical line at `at`, without its end, and goes past it. */
static void take_physical(struct ics_lines *l)
{
    const char *end = memchr(l->at, '\n', (size_t)(l->end - l->at));
    const char *stop = end ? end : l->end;
    size_t      n = (size_t)(stop - l->at);
    if (n > 0 && l->at[n - 1] == '\r')
        n--;
    if (l->text.length <= LINE_MOST)
        text_add_bytes(&l->text, l->at, n);
    l->at = end ? end + 1 : l->end;
    l->next++;
}

/* The first of two characters outside quotes, or NULL. */
static char *outside_quotes(char *s, char a, char b)
{
    for (int quoted = 0; *s; s++) {
        quoted ^= *s == '"';
        if (!quoted && (*s == a || *s == b))
            return s;
    }
    return NULL;
}

static int cut(struct ics_lines *l, struct faults *faults)
{
    static char empty[] = "";
    char       *s = l->text.data, *behind = outside_quotes(s, ';', ':');
    if (l->text.length > LINE_MOST)
        return faults_add(faults, l->file, l->line, 0, "longer than %d bytes; want shorter lines", LINE_MOST);
    if (!text_is_utf8(s, l->text.length))
        return faults_add(faults, l->file, l->line, 0, "not UTF-8; save the calendar as UTF-8");
    l->name = s;
    l->parameters = empty;
    if (behind && *behind == ';') {
        *behind++ = '\0';
        l->parameters = behind;
        behind = outside_quotes(behind, ':', ':');
    }
    if (!behind)
        return faults_add(faults, l->file, l->line, 0, "\"%.40s\" is no NAME:VALUE; want an iCalendar file, which begins with BEGIN:VCALENDAR", s);
    *behind = '\0';
    l->value = behind + 1;
    return 1;
}

int ics_lines_next(struct ics_lines *l, struct faults *faults)
{
    do {
        if (l->at >= l->end)
            return 0;
        text_clear(&l->text);
        l->line = l->next;
        take_physical(l);
        while (l->at < l->end && (*l->at == ' ' || *l->at == '\t')) {
            l->at++;
            take_physical(l);
        }
    } while (l->text.length == 0);
    return cut(l, faults);
}

void ics_lines_free(struct ics_lines *l)
{
    text_free(&l->text);
}

int ics_lines_parameter(const struct ics_lines *l, const char *name, char *buf, size_t size)
{
    size_t n = strlen(name);
    for (char *s = l->parameters, *end; *s; s = end + (*end != '\0')) {
        end = outside_quotes(s, ';', ';');
        if (!end)
            end = s + strlen(s);
        if (strncasecmp(s, name, n) != 0 || s[n] != '=')
            continue;
        const char *from = s + n + 1, *to = end;
        if (to - from >= 2 && *from == '"' && to[-1] == '"') {
            from++;
            to--;
        }
        if ((size_t)(to - from) >= size)
            return 0;
        memcpy(buf, from, (size_t)(to - from));
        buf[to - from] = '\0';
        return 1;
    }
    return 0;
}

char *ics_lines_text(const char *s, const char *end)
{
    struct text t = {0};
    for (; s < end; s++) {
        if (*s != '\\' || s + 1 == end) {
            text_add_char(&t, *s);
            continue;
        }
        s++;
        text_add_char(&t, (char)(*s == 'n' || *s == 'N' ? '\n' : *s));
    }
    return t.data ? text_take(&t) : xstrdup("");
}

const char *ics_lines_part(const char *s, char separator)
{
    for (; *s && *s != separator; s++)
        if (*s == '\\' && s[1])
            s++;
    return s;
}
