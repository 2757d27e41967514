/* alloc - memory that is there or the program ends: out of memory prints one line and exits with code 3, so nobody
 * else checks. Free with free(). Sizes that come from files are bounded where they are read. */
#ifndef BASE_ALLOC_H
#define BASE_ALLOC_H

#include <stddef.h>

void *xmalloc(size_t size);                 /* uninitialised; size 0 gives a valid pointer */
void *xcalloc(size_t count, size_t size);   /* zeroed; count * size is checked for overflow */
void *xrealloc(void *memory, size_t size);  /* memory may be NULL */
char *xstrdup(const char *text);            /* NULL gives NULL */
char *xstrndup(const char *text, size_t n); /* the first n bytes at most, terminated */

/* Room for `needed` items in a growing array: returns `array`, moved if it had to grow (by half, at least), and
 * raises *capacity. The new items are uninitialised. */
void *xgrow(void *array, size_t *capacity, size_t needed, size_t item_size);

#endif
