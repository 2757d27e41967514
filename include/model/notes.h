/* notes - sentences a stage has to say beside its numbers, in a planner's words, kept as a message and its values so that
 * a report can say them in another language. A note is one string: \x02 MESSAGE \x1f VALUE \x1f VALUE ... \x03, where a
 * value may hold parts of the same form (the dates of a list); text outside of marks stands for itself.
 * Messages are printf formats with d, ld, s, f, g and %%; what a translation makes of them may order values by %2$s. */
#ifndef MODEL_NOTES_H
#define MODEL_NOTES_H

#include "base/text.h"
#include <stdarg.h>

/* Appends a note to (*notes)[*count]; both start zeroed. */
void notes_add(char ***notes, int *count, const char *format, ...) __attribute__((format(printf, 3, 4)));
void notes_add_list(char ***notes, int *count, const char *format, va_list args);
void notes_free(char **notes, int count);
/* Appends a part, to be a value of a note, to list. */
void notes_part(struct text *list, const char *format, ...) __attribute__((format(printf, 2, 3)));

void notes_part_list(struct text *list, const char *format, va_list args);
/* The translation of a message, or the message itself. */
typedef const char *notes_say(const void *context, const char *message);
/* The note in the language of say; NULL: in English. */
void notes_text(struct text *out, const char *note, notes_say *say, const void *context);

/* Marks a message that stands in a table for the catalogue of translations. */
#define NOTES_MARK(message) message
/* A message without values, as a value to be. */
#define NOTES_PART(message) "\x02" message "\x03"

#endif
