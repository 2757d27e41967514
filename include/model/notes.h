/* notes - sentences a stage has to say beside its numbers, in a planner's words. */
#ifndef MODEL_NOTES_H
#define MODEL_NOTES_H

/* Appends a sentence to (*notes)[*count]; both start zeroed. */
void notes_add(char ***notes, int *count, const char *format, ...) __attribute__((format(printf, 3, 4)));
void notes_free(char **notes, int count);

#endif
