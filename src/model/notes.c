#include "model/notes.h"
#include "base/alloc.h"
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BEGIN = '\x02', NEXT = '\x1f', END = '\x03', VALUES_MOST = 8, DEPTH_MOST = 4, SPEC_SIZE = 16 };

/* The length of the conversion at s, which is a %; "%1$s" gives *which = 1, others 0. */
static size_t conversion(const char *s, int *which)
{
    size_t digits = strspn(s + 1, "0123456789");
    *which = digits > 0 && s[1 + digits] == '$' ? atoi(s + 1) : 0;
    return 1 + strcspn(s + 1, "dsfg%") + (s[1 + strcspn(s + 1, "dsfg%")] != '\0');
}

static void add_value(struct text *out, const char *spec, size_t n, va_list *args)
{
    char format[SPEC_SIZE], number[400];
    assert(n < sizeof format);
    memcpy(format, spec, n);
    format[n] = '\0';
    if (strcmp(format, "%s") == 0)
        text_add(out, va_arg(*args, const char *));
    else if (format[n - 1] == 's') { /* a precision */
        char *copy = xstrndup(va_arg(*args, const char *), (size_t)atoi(format + 2));
        text_add(out, copy);
        free(copy);
    } else {
        if (format[n - 1] == 'f' || format[n - 1] == 'g')
            snprintf(number, sizeof number, format, va_arg(*args, double));
        else if (format[n - 2] == 'l')
            snprintf(number, sizeof number, format, va_arg(*args, long));
        else
            snprintf(number, sizeof number, format, va_arg(*args, int));
        text_add(out, number);
    }
}

static void encode(struct text *out, const char *format, va_list *args)
{
    text_add_char(out, BEGIN);
    text_add(out, format);
    for (const char *s = strchr(format, '%'); s; s = strchr(s, '%')) {
        int    which;
        size_t n = conversion(s, &which);
        if (s[n - 1] != '%') {
            text_add_char(out, NEXT);
            add_value(out, s, n, args);
        }
        s += n;
    }
    text_add_char(out, END);
}

void notes_add_list(char ***notes, int *count, const char *format, va_list args)
{
    struct text note = {0};
    va_list     rest;
    va_copy(rest, args);
    encode(&note, format, &rest);
    va_end(rest);
    *notes = xrealloc(*notes, ((size_t)*count + 1) * sizeof **notes);
    (*notes)[(*count)++] = text_take(&note);
}

void notes_add(char ***notes, int *count, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    notes_add_list(notes, count, format, args);
    va_end(args);
}

void notes_part_list(struct text *list, const char *format, va_list args)
{
    va_list rest;
    va_copy(rest, args);
    encode(list, format, &rest);
    va_end(rest);
}

void notes_part(struct text *list, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    encode(list, format, &args);
    va_end(args);
}

void notes_free(char **notes, int count)
{
    for (int i = 0; i < count; i++)
        free(notes[i]);
    free(notes);
}

struct teller { notes_say *say; const void *context; };

/* The end of the piece at s: its NEXT or END, or the end of the text; parts inside it are passed over. */
static const char *piece_end(const char *s)
{
    for (int depth = 0; *s; s++) {
        if (depth == 0 && (*s == NEXT || *s == END))
            return s;
        depth += *s == BEGIN;
        depth -= *s == END;
    }
    return s;
}

static void tell(struct text *out, const char *s, const char *end, const struct teller *t, int depth);

/* Puts values into a message. A user's own text may hold anything, so that a value may be missing. */
static void fill(struct text *out, const char *message, const char *values[][2], int count, const struct teller *t, int depth)
{
    for (int next = 0; *message;) {
        int    which;
        size_t n = *message == '%' ? conversion(message, &which) : strcspn(message, "%");
        if (*message != '%')
            text_add_bytes(out, message, n);
        else if (message[n - 1] == '%')
            text_add_char(out, '%');
        else {
            int i = which > 0 ? which - 1 : next++;
            if (i < count)
                tell(out, values[i][0], values[i][1], t, depth + 1);
        }
        message += n;
    }
}

/* The part that begins at s, behind its BEGIN; returns the place behind its END. */
static const char *tell_part(struct text *out, const char *s, const struct teller *t, int depth)
{
    const char *values[VALUES_MOST][2], *end = piece_end(s);
    char       *message = xstrndup(s, (size_t)(end - s));
    int         count = 0;
    while (*end == NEXT) {
        const char *from = end + 1;
        end = piece_end(from);
        if (count < VALUES_MOST) {
            values[count][0] = from;
            values[count++][1] = end;
        }
    }
    fill(out, t->say ? t->say(t->context, message) : message, values, count, t, depth);
    free(message);
    return *end ? end + 1 : end;
}

static void tell(struct text *out, const char *s, const char *end, const struct teller *t, int depth)
{
    while (s < end) {
        if (*s == BEGIN && depth < DEPTH_MOST)
            s = tell_part(out, s + 1, t, depth);
        else
            text_add_char(out, *s++);
    }
}

void notes_text(struct text *out, const char *note, notes_say *say, const void *context)
{
    const struct teller t = {say, context};
    tell(out, note, note + strlen(note), &t, 0);
}
