/* encoding - which encoding a text is in, told from its bytes alone. */
#ifndef BASE_ENCODING_H
#define BASE_ENCODING_H

#include <stddef.h>

/* For bytes that are no UTF-8: "GB18030" or "BIG5" when nearly all characters are common Chinese ones, "WINDOWS-1252" when
 * single accented letters stand in Latin words and numbers, as Western spreadsheets save them; else NULL. */
const char *encoding_guess(const char *s, size_t n);
/* For bytes without a mark: "UTF-16LE" or "UTF-16BE" when a quarter of them are 0, at every other place only;
 * else NULL. */
const char *encoding_guess_wide(const char *s, size_t n);

#endif
