/* terminal - text for a terminal: what a file says may not steer it, and Chinese is two columns wide. */
#ifndef CLI_TERMINAL_H
#define CLI_TERMINAL_H

#include "base/text.h"
#include <stdio.h>

enum { TERMINAL_WIDTH = 98 };

/* Prints s, at most `most` columns wide (0: all of it), control characters as "?". Returns its width. */
int  terminal_put(FILE *out, const char *s, int most);
/* The same, filled up with spaces to width. */
void terminal_cell(FILE *out, const char *s, int width);
/* A paragraph behind a mark ("  - "), broken between words, later lines indented as far. */
void terminal_paragraph(FILE *out, const char *mark, const char *s);
/* 4711234 as 4,711,234; rounded. Returns buf. */
const char *terminal_grouped(double value, char buf[TEXT_NUMBER_SIZE]);

#endif
