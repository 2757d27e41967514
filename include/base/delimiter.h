/* delimiter - what cuts the rows of a text into cells, told from its beginning. */
#ifndef BASE_DELIMITER_H
#define BASE_DELIMITER_H

#include <stddef.h>

/* Comma, semicolon, tab or bar: the one most lines agree on. */
char delimiter_find(const char *s, size_t n);
/* 1: the first line is Excel's sep=; which states it in its fifth byte. */
int  delimiter_states(const char *s, size_t n);
/* 1: it is a page (HTML, XML), which nothing cuts into cells. */
int  delimiter_none(const char *s, size_t n);

#endif
