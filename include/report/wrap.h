/* wrap - lines for a terminal: columns, not bytes, and Chinese takes two of them. */
#ifndef REPORT_WRAP_H
#define REPORT_WRAP_H

#include "base/text.h"

int  wrap_columns(const char *s); /* columns the UTF-8 text s takes on a terminal */
/* Adds s and spaces up to `columns` (at least one space when s is longer). */
void wrap_pad(struct text *out, const char *s, int columns);
/* Adds `label` padded to `indent`, then body broken so that no line is wider than `columns`, further lines indented; '\n'
 * in body begins a new line. Breaks at spaces, and before any wide character. */
void wrap_add(struct text *out, const char *label, const char *body, int indent, int columns);

#endif
