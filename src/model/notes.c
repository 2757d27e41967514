#include "model/notes.h"
#include "base/alloc.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void notes_add(char ***notes, int *count, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, args);
    char *note = xmalloc((size_t)length + 1);
    vsnprintf(note, (size_t)length + 1, format, again);
    va_end(args);
    va_end(again);
    *notes = xrealloc(*notes, ((size_t)*count + 1) * sizeof **notes);
    (*notes)[(*count)++] = note;
}

void notes_free(char **notes, int count)
{
    for (int i = 0; i < count; i++)
        free(notes[i]);
    free(notes);
}
