/* text - strings: a growing buffer, comparing and splitting, and numbers and durations read strictly and written so that
 * they come back exactly. Nothing here depends on the locale. Texts are UTF-8. */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <float.h>
#include <stddef.h>

/* --- growing buffer --------------------------------------------------------------------------------------------- */
struct text { /* zeroed = empty; data is NULL until something is added, then always terminated */
    char  *data;
    size_t length, capacity;
};
const char *text_string(const struct text *t); /* never NULL */
void  text_add(struct text *t, const char *string);
void  text_add_bytes(struct text *t, const char *bytes, size_t n);
void  text_add_char(struct text *t, char c);
void  text_addf(struct text *t, const char *format, ...) __attribute__((format(printf, 2, 3)));
void  text_add_number(struct text *t, double value);              /* text_format_number */
void  text_add_fixed(struct text *t, double value, int decimals); /* text_format_fixed */
void  text_clear(struct text *t);                                 /* empty again, keeps the memory */
char *text_take(struct text *t);                                  /* the string, now the caller's to free; t is zeroed */
void  text_free(struct text *t);

/* --- comparing, cutting ----------------------------------------------------------------------------------------- */
char *text_trim(char *s);                            /* in place: cuts spaces, tabs, line ends, U+00A0, U+3000 */
int   text_same(const char *a, const char *b);       /* 1: equal but for the case of ASCII letters */
/* 1: equal but for case and spaces, "_", "-", "." between: "Incoming Calls" is "incoming_calls". */
int   text_same_name(const char *a, const char *b);
int   text_starts(const char *s, const char *prefix);
int   text_is_utf8(const char *s, size_t n);         /* 1: well-formed (no overlong forms, no surrogates) */
/* Copies of the parts of s between separators (any byte of `separators`), trimmed. Free with text_split_free. */
char **text_split(const char *s, const char *separators, int *count);
void   text_split_free(char **parts, int count);
/* Insertions, deletions, changes and swaps of neighbours that turn a into b, case ignored. Strings up to 63 bytes;
 * longer ones count as different (64). */
int    text_distance(const char *a, const char *b);
/* The candidate a person probably meant, or NULL when none is near. candidates [n]. */
const char *text_did_you_mean(const char *word, const char *const *candidates, int n);
/* `; did you mean "offered"?` or "" into buf. Returns buf. */
char *text_meant(const char *word, const char *const *candidates, int n, char *buf, size_t size);

/* --- reading numbers -------------------------------------------------------------------------------------------- */
enum text_number_form {          /* forms accepted beside 12, -3.5, 1e6; spaces, U+00A0, U+202F, ' between groups of three */
    TEXT_PLAIN = 0,
    TEXT_DECIMAL_COMMA = 1,      /* 12,5 and 1.234,5 (a point then only groups thousands) */
    TEXT_THOUSANDS_COMMA = 2,    /* 1,234.5 */
    TEXT_PERCENT = 4             /* 94.01% (or U+FF05) = 0.9401 */
};
/* The whole of s (outer spaces aside) must be one finite number. 0, or -1. */
int text_number(const char *s, unsigned forms, double *value);
int text_integer(const char *s, long long *value);   /* optional sign and digits only; 0, or -1 (also if too big) */
/* Seconds of h:mm:ss[.f], m:ss[.f], :ss, 4m 01s, 4分1秒 or a plain number of seconds; >= 0. 0, or -1. */
int text_duration(const char *s, double *seconds);
int text_states_units(const char *s); /* 1: a duration of that kind, not a plain number */
/* Seconds after midnight of H:MM[:SS[.f]] [AM/PM], 8h30, 下午8:30, 8时30分; f dropped; hours up to 99 (limits are the caller's).
 * 0, or -1. */
int text_clock(const char *s, int *seconds);

/* --- ranges, as asked for and as told: "a number from 0 to 1", "0 or more", "more than 0" ------------------------ */
#define TEXT_ABOVE_0 DBL_MIN                  /* as `low`: more than 0 */
#define TEXT_BELOW_1 (1 - DBL_EPSILON / 2)    /* as `high`: less than 1 */
/* What [low, high] allows, into buf (-INFINITY, INFINITY: no limit; "any number" when neither). Returns buf. */
char *text_range(double low, double high, char *buf, size_t size);

/* --- writing numbers -------------------------------------------------------------------------------------------- */
enum { TEXT_NUMBER_SIZE = 32 };
/* The shortest decimal that reads back as the same double: 0.1, 1500000, 1e+30. value must be finite; -0 gives 0. */
char *text_format_number(double value, char buf[TEXT_NUMBER_SIZE]);
/* Rounded to `decimals` (0 to 9) places, "-0.00" shown as "0.00". value must be finite; from 1e15 on as text_format_number has it. */
char *text_format_fixed(double value, int decimals, char buf[TEXT_NUMBER_SIZE]);
/* "0:02:14" (seconds rounded), hours unlimited. */
char *text_format_duration(double seconds, char buf[TEXT_NUMBER_SIZE]);

/* --- spreadsheets ----------------------------------------------------------------------------------------------- */
/* A spreadsheet runs cells that begin with = + - @ tab or CR as formulas: such text gets a leading apostrophe, which
 * text_from_cell takes off again. Numbers are written by the functions above and stay numbers. */
void  text_add_safe(struct text *t, const char *string);
const char *text_from_cell(const char *cell); /* the text behind the apostrophe; points into cell */

#endif
