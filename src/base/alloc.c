#include "base/alloc.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *checked(void *memory, size_t size)
{
    if (memory)
        return memory;
    fprintf(stderr, "headcount: out of memory (asked for %zu bytes)\n", size);
    exit(3);
}

void *xmalloc(size_t size)
{
    return checked(malloc(size ? size : 1), size);
}

void *xcalloc(size_t count, size_t size)
{
    size_t total = size && count > SIZE_MAX / size ? SIZE_MAX : count * size;
    return checked(calloc(count ? count : 1, size ? size : 1), total);
}

void *xrealloc(void *memory, size_t size)
{
    return checked(realloc(memory, size ? size : 1), size);
}

char *xstrdup(const char *text)
{
    return text ? xstrndup(text, strlen(text)) : NULL;
}

char *xstrndup(const char *text, size_t n)
{
    size_t length = strnlen(text, n);
    char  *copy = xmalloc(length + 1);
    memcpy(copy, text, length);
    copy[length] = '\0';
    return copy;
}

void *xgrow(void *array, size_t *capacity, size_t needed, size_t item_size)
{
    if (needed <= *capacity)
        return array;
    size_t grown = *capacity + *capacity / 2 + 16;
    if (grown < needed)
        grown = needed;
    if (grown > SIZE_MAX / 2 / item_size)
        checked(NULL, SIZE_MAX);
    *capacity = grown;
    return xrealloc(array, grown * item_size);
}
